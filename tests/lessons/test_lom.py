"""The metadata of a lesson are NL-LOM: IEEE LOM, with the names and the vocabularies of the Dutch profile."""

from lxml import etree

from .drawing import CONFIG, LESSON, PUBLISHED

LOM = "{http://ltsc.ieee.org/xsd/LOM}"
TOLD = PUBLISHED.replace("[kijkraam]", "[{kijkraam: {licence: cc-by-sa-40}}]")


def metadata(site) -> etree._Element:
    return etree.fromstring((site.root / "site/les/les-nl-lom.xml").read_bytes())


def told(element: etree._Element, path: str = "") -> list[str]:
    """Return every field that holds text, in order, with its path."""
    here = f"{path}/{element.tag.removeprefix(LOM)}".removeprefix("/lom/")
    text = (element.text or "").strip()
    return [f"{here}: {text}"] * bool(text) + [line for child in element for line in told(child, here)]


def test_metadata_say_all_that_the_lesson_says(draw):
    root = metadata(draw(LESSON.replace(CONFIG, TOLD)).build())

    assert root.tag == f"{LOM}lom"
    vocabulary = "http://purl.edustandaard.nl/vdex_"
    assert told(root) == [
        "general/identifier/catalog: URI",
        "general/identifier/entry: urn:uuid:6d2942cb-5c8a-57b4-866e-0912a52746e3",
        "general/title/string: Samen kijken",
        "general/language: nl",
        "general/description/string: Een les over kijken.",
        "general/keyword/string: kijken",
        "general/keyword/string: samen doen",
        f"general/aggregationLevel/source: {vocabulary}aggregationlevel_czp_20060628.xml",
        "general/aggregationLevel/value: 2",
        "metaMetadata/metadataSchema: LOMv1.0",
        "metaMetadata/metadataSchema: nl_lom_v1p0",
        "metaMetadata/language: nl",
        "technical/format: text/html",
        "technical/location: https://voorbeeld.nl/handboek/les/",
        f"educational/learningResourceType/source: {vocabulary}learningresourcetype_czp_20060628.xml",
        "educational/learningResourceType/value: open opdracht",
        f"educational/learningResourceType/source: {vocabulary}learningresourcetype_czp_20060628.xml",
        "educational/learningResourceType/value: handleiding",
        "educational/intendedEndUserRole/source: LOMv1.0",
        "educational/intendedEndUserRole/value: teacher",
        "educational/intendedEndUserRole/source: LOMv1.0",
        "educational/intendedEndUserRole/value: learner",
        f"educational/context/source: {vocabulary}context_czp_20060628.xml",
        "educational/context/value: BVE",
        f"educational/context/source: {vocabulary}context_czp_20060628.xml",
        "educational/context/value: HBO",
        "educational/typicalLearningTime/duration: PT30M",
        "educational/description/string: Groep: 8 tot 24 studenten",
        "educational/language: nl",
        "rights/cost/source: LOMv1.0",
        "rights/cost/value: no",
        "rights/copyrightAndOtherRestrictions/source: https://purl.edustandaard.nl/copyrightsandotherrestrictions_nllom_20180530",
        "rights/copyrightAndOtherRestrictions/value: cc-by-sa-40",
        "relation/kind/source: LOMv1.0",
        "relation/kind/value: isbasedon",
        "relation/resource/description/string: Een boek, paragraaf 1.2",
        "classification/purpose/source: LOMv1.0",
        "classification/purpose/value: educational objective",
        "classification/description/string: • zeggen wat er te zien is; • zeggen wat er niet te zien is.",
    ]


def test_a_site_that_tells_neither_its_address_nor_its_licence_claims_neither(draw):
    fields = told(metadata(draw(LESSON).build()))

    assert [field for field in fields if field.startswith("technical/")] == ["technical/format: text/html"]
    assert [field for field in fields if "copyright" in field] == [
        "rights/copyrightAndOtherRestrictions/source: LOMv1.0",
        "rights/copyrightAndOtherRestrictions/value: yes",
    ]


def test_outcomes_of_the_front_matter_stand_for_those_of_the_goal(draw):
    drawing = LESSON.replace("keywords:", "outcomes: [kijken, zeggen wat je zag]\n      keywords:")

    fields = told(metadata(draw(drawing).build()))

    assert fields[-1] == "classification/description/string: • kijken • zeggen wat je zag"


def test_text_that_means_something_in_xml_stays_text(draw):
    site = draw(LESSON.replace("title: Samen kijken", "title: Kijk & <zie>")).build()

    assert "general/title/string: Kijk & <zie>" in told(metadata(site))
