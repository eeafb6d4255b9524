"""How to refer to a page or form: in words, as BibTeX and RIS, as metadata; read back by programs that are not ours."""

import bibtexparser
import html5lib
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from kijkraam.citing import Reference, bibtex, ris
from kijkraam.locale import Phrases

SAY = Phrases("nl")

SITE = """
    == mkdocs.yml
    site_name: Samen kijken
    site_author: Hogeschool Proef
    site_url: https://voorbeeld.nl/handboek/
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 2
    kind: kijkraam
    title: Mijn raam
    summary: Kijk samen.
    audience: [team]
    source: {work: boek, chapter: "4"}
    changes:
      - {version: 1, date: 2026-01-31, text: Eerste uitgave.}
      - {version: 2, date: 2026-03-14, text: "*M-1* vraagt nu naar mensen zelf."}
    sections:
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op., core: true}]}
      - {id: plek, title: Plek, scale: praktijk, items: [{id: m-2, text: Er is een plek.}]}
    == docs/uitleg.md
    ---
    edition: 3
    changed: 2026-05-01
    source: {work: boek}
    ---
    # Wat is kijken?
    == docs/kort.md
    # Kort
"""
FORM = "formulier/mijn-raam"
ADDRESS = "https://voorbeeld.nl/handboek/"


def foot(site, url: str) -> str:
    """The words of the foot of a page, one part a line, as without a script."""
    tree = html5lib.parse(site.html(url), namespaceHTMLElements=False)
    parts = [
        part for part in tree.iter("kijkraam-refer") for part in part.iter() if part.tag in {"p", "dt", "dd", "summary"}
    ]
    return "\n".join(" ".join("".join(part.itertext()).split()) for part in parts)


def metadata(site, url: str) -> list[str]:
    """The metadata of a page, as a program finds it."""
    tree = html5lib.parse(site.html(url), namespaceHTMLElements=False)
    names = ("citation_", "DC.")
    return [f"{m.get('name')}: {m.get('content')}" for m in tree.iter("meta") if m.get("name", "").startswith(names)]


def entry(site, path: str) -> dict[str, str]:
    """A file for BibTeX, as bibtexparser reads it."""
    text = (site.root / "site" / path).read_text(encoding="utf-8")
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    return {"key": library.entries[0].key} | {field.key: field.value for field in library.entries[0].fields}


def test_the_foot_of_a_form_tells_its_edition_and_how_to_refer_to_it(draw):
    site = draw(SITE).build()

    assert site.log == []
    assert foot(site, FORM).splitlines() == [
        "Uitgave 2 · 14 maart 2026",
        "Wat er veranderde",
        "Uitgave 2 · 14 maart 2026",
        "M-1 vraagt nu naar mensen zelf.",
        "Uitgave 1 · 31 januari 2026",
        "Eerste uitgave.",
        "Zo verwijs je hiernaar",
        "APA",
        f"Hogeschool Proef. (2026, 14 maart). Mijn raam (Uitgave 2). Samen kijken. {ADDRESS}formulier/mijn-raam/",
        "Gebaseerd op: Een schrijver (z.d.). Een boek, hoofdstuk 4.",
        "BibTeX",
        "Download voor BibTeX",
        "RIS",
        "Download voor Zotero, EndNote of Mendeley (RIS)",
        "Link naar een deel",
        "Met deze links zie je alleen dit deel. De rest van het formulier blijft bereikbaar.",
        "Insluiten",
        (
            "Zet deze code in je leeromgeving of op je site. Wat iemand invult, blijft ook daar op het eigen apparaat, "
            "als de browser dat in een kader toelaat. Koos je hierboven een deel? Dan laat het kader dat zien."
        ),
        "Mag er op je bladzijde een script staan? Zet dit er dan bij. Het kader wordt dan zo hoog als nodig is.",
    ]


@pytest.mark.parametrize(
    ("url", "said"),
    {
        "uitleg": "Hogeschool Proef. (2026, 1 mei). Wat is kijken? (Uitgave 3). Samen kijken. "
        "https://voorbeeld.nl/handboek/uitleg/",
        "kort": "Hogeschool Proef. (z.d.). Kort. Samen kijken. https://voorbeeld.nl/handboek/kort/",
        "": "Hogeschool Proef. (z.d.). Samen kijken. Samen kijken. https://voorbeeld.nl/handboek/",
    }.items(),
)
def test_a_page_says_no_more_than_is_known(draw, url, said):
    assert said in foot(draw(SITE).build(), url).splitlines()


def test_without_an_address_and_an_author_they_are_left_out(draw):
    site = draw(
        SITE.replace("    site_author: Hogeschool Proef\n    site_url: https://voorbeeld.nl/handboek/\n", "")
    ).build()

    assert "Samen kijken. (z.d.). Kort." in foot(site, "kort").splitlines()
    assert "Samen kijken. (z.d.)." in foot(site, "").splitlines()
    assert metadata(site, "kort") == [
        "citation_title: Kort",
        "citation_author: Samen kijken",
        "citation_language: nl",
        "DC.title: Kort",
        "DC.creator: Samen kijken",
        "DC.publisher: Samen kijken",
        "DC.language: nl",
        "DC.type: Text",
    ]
    assert "src=&#34;HET-ADRES-VAN-DEZE-BLADZIJDE?inbed&#34;" in site.html("kort")


def test_a_program_finds_the_metadata_in_the_head(draw):
    assert metadata(draw(SITE).build(), FORM) == [
        "citation_title: Mijn raam",
        "citation_author: Hogeschool Proef",
        "citation_publication_date: 2026/03/14",
        "citation_language: nl",
        "citation_public_url: https://voorbeeld.nl/handboek/formulier/mijn-raam/",
        "DC.title: Mijn raam",
        "DC.creator: Hogeschool Proef",
        "DC.publisher: Samen kijken",
        "DC.date: 2026-03-14",
        "DC.identifier: https://voorbeeld.nl/handboek/formulier/mijn-raam/",
        "DC.language: nl",
        "DC.type: Text",
        "DC.source: Een schrijver (z.d.). Een boek, hoofdstuk 4",
    ]


def test_the_file_for_bibtex_reads_back(draw):
    assert entry(draw(SITE).build(), f"{FORM}/index.bib") == {
        "key": "mijn-raam",
        "author": "Hogeschool Proef",
        "title": "Mijn raam",
        "date": "2026-03-14",
        "year": "2026",
        "edition": "2",
        "howpublished": "Samen kijken",
        "url": "https://voorbeeld.nl/handboek/formulier/mijn-raam/",
        "language": "dutch",
        "note": "Gebaseerd op: Een schrijver (z.d.). Een boek, hoofdstuk 4.",
    }


def test_the_file_in_ris_reads_back(draw):
    site = draw(SITE).build()

    assert rispy.loads((site.root / "site" / FORM / "index.ris").read_text(encoding="utf-8")) == [
        {
            "type_of_reference": "ELEC",
            "id": "mijn-raam",
            "authors": ["Hogeschool Proef"],
            "title": "Mijn raam",
            "secondary_title": "Samen kijken",
            "year": "2026",
            "date": "2026/03/14",
            "edition": "2",
            "language": "nl",
            "urls": ["https://voorbeeld.nl/handboek/formulier/mijn-raam/"],
            "notes": ["Gebaseerd op: Een schrijver (z.d.). Een boek, hoofdstuk 4."],
        }
    ]


def test_without_directory_urls_the_files_stand_beside_the_page(draw):
    site = draw(
        SITE.replace("    plugins: [kijkraam]\n", "    plugins: [kijkraam]\n    use_directory_urls: false\n")
    ).build()

    assert (site.root / "site/kort.ris").is_file()
    assert 'href="kort.bib" download="kort.bib"' in site.html("kort.html")


TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).map(lambda text: f"a{text}b")
SIGNS = st.text("aé \\$&#%_@,=:", min_size=1).map(lambda text: f"a{text}b")
"""Those that mean something in BibTeX; LaTeX makes other signs of double hyphens and quotes, as it should."""


def told(title: str) -> Reference:
    return Reference("sleutel", title, "Auteur", "Site", "nl")


@given(SIGNS)
def test_any_title_in_bibtex_is_the_same_title_again(title):
    library = bibtexparser.parse_string(bibtex(told(title)), append_middleware=[LatexDecodingMiddleware()])

    assert library.failed_blocks == []
    read = library.entries[0].fields_dict["title"].value.removeprefix("{").removesuffix("}")
    assert read.split() == title.split()


def test_braces_in_bibtex_come_in_pairs_and_an_author_is_no_first_and_last_name():
    written = bibtex(told("Een } en nog een {, ~ en ^"))

    assert bibtexparser.parse_string(written).failed_blocks == []
    title = r"Een \textbraceright{} en nog een \textbraceleft{}, \textasciitilde{} en \textasciicircum{}"
    assert written == (
        f"@misc{{sleutel,\n  author = {{{{Auteur}}}},\n  title = {{{{{title}}}}},\n"
        "  howpublished = {Site},\n  language = {dutch},\n}\n"
    )


@given(TEXTS)
def test_any_title_in_ris_is_the_same_title_again(title):
    assert rispy.loads(ris(told(title)))[0]["title"].split() == title.split()


def test_front_matter_that_cannot_be_is_told(draw):
    site = draw("""
    == docs/uitleg.md
    ---
    edition: [1, 2]
    changed: mei 2026
    ---
    # Uitleg
    """).build()

    assert site.log == [
        f"WARNING: docs/uitleg.md:2:1: {SAY('problem.not_text', name='edition')}",
        "WARNING: docs/uitleg.md:3:10: 'mei 2026' is geen dag die bestaat. Schrijf jaar-maand-dag, zoals 2026-11-22.",
    ]
