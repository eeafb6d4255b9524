"""Metadata of a lesson for Dutch repositories of teaching material: NL-LOM, an application profile of IEEE LOM.

Names of fields and vocabularies are those of NL-LOM in its IEEE LOM 1.0 binding. What a maker did not tell is left out:
authors, the discipline, and what stands for the programme's own codes. Whoever hands a lesson in adds those there.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from kijkraam.lessons.model import SchoolLevel
from kijkraam.lessons.page import LessonPage

LOM = "http://ltsc.ieee.org/xsd/LOM"
SCHEMA = "http://standards.ieee.org/reading/ieee/downloads/LOM/lomv1.0/xsd/lomLoose.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
LOM_WORDS = "LOMv1.0"
"""The vocabulary of IEEE LOM itself."""
DUTCH_WORDS = "http://purl.edustandaard.nl/vdex_"
AGGREGATION = f"{DUTCH_WORDS}aggregationlevel_czp_20060628.xml"
RESOURCE_TYPE = f"{DUTCH_WORDS}learningresourcetype_czp_20060628.xml"
CONTEXT = f"{DUTCH_WORDS}context_czp_20060628.xml"
RIGHTS = "https://purl.edustandaard.nl/copyrightsandotherrestrictions_nllom_20180530"
A_LESSON = "2"
"""Of the four levels of aggregation: a collection of single files, such as a lesson."""
CONTEXTS = {SchoolLevel.MBO: "BVE", SchoolLevel.HBO: "HBO", SchoolLevel.WO: "WO"}

LICENCES = (
    *(f"cc-by{end}-{version}" for version in ("40", "30") for end in ("", "-nd", "-nc", "-nc-nd", "-nc-sa", "-sa")),
    "cc0-10",
    "pdm-10",
)
"""Names of licences in NL-LOM's list of rights."""

register_namespace("", LOM)
register_namespace("xsi", INSTANCE)


@dataclass(frozen=True)
class LomWords:
    """What the metadata say that stands in no lesson."""

    language: str
    licence: str | None
    """Name of a licence in NL-LOM's list, such as `cc-by-sa-40`; None when the site does not tell."""
    rests_on: str
    """What the lesson was made from, in words."""
    group: str
    """For how many people it is, in words."""
    outcomes: Sequence[str]


def lom(page: LessonPage, site_url: str, words: LomWords) -> bytes:
    """Return the metadata of a lesson as XML; without `site_url` it does not tell where the lesson is."""
    root = Element(f"{{{LOM}}}lom", {f"{{{INSTANCE}}}schemaLocation": f"{LOM} {SCHEMA}"})
    address = f"{site_url.rstrip('/')}/{page.url}" if site_url else ""
    _add_general(root, page, address, words)
    meta = _add(root, "metaMetadata")
    for name in (LOM_WORDS, "nl_lom_v1p0"):
        _add(meta, "metadataSchema", name)
    _add(meta, "language", words.language)
    technical = _add(root, "technical")
    _add(technical, "format", "text/html")
    if address:
        _add(technical, "location", address)
    _add_educational(root, page, words)
    _add_rights(root, words)
    if words.rests_on:
        relation = _add(root, "relation")
        _choose(relation, "kind", LOM_WORDS, "isbasedon")
        _say(_add(relation, "resource"), "description", words.rests_on, words.language)
    if words.outcomes:
        goal = _add(root, "classification")
        _choose(goal, "purpose", LOM_WORDS, "educational objective")
        _say(goal, "description", " ".join(f"• {outcome}" for outcome in words.outcomes), words.language)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add_general(root: Element, page: LessonPage, address: str, words: LomWords) -> None:
    general = _add(root, "general")
    identifier = _add(general, "identifier")
    _add(identifier, "catalog", "URI")
    # Not the address itself: NL-LOM asks that an identifier tells no place.
    _add(identifier, "entry", uuid.uuid5(uuid.NAMESPACE_URL, address or page.id).urn)
    _say(general, "title", page.title, words.language)
    _add(general, "language", words.language)
    if page.description:
        _say(general, "description", page.description, words.language)
    for keyword in page.lesson.keywords or []:
        _say(general, "keyword", keyword, words.language)
    _choose(general, "aggregationLevel", AGGREGATION, A_LESSON)


def _add_educational(root: Element, page: LessonPage, words: LomWords) -> None:
    educational = _add(root, "educational")
    for kind in ("open opdracht", "handleiding"):
        _choose(educational, "learningResourceType", RESOURCE_TYPE, kind)
    for role in ("teacher", "learner"):
        _choose(educational, "intendedEndUserRole", LOM_WORDS, role)
    for level in page.lesson.levels:
        _choose(educational, "context", CONTEXT, CONTEXTS[level])
    _add(_add(educational, "typicalLearningTime"), "duration", f"PT{page.lesson.minutes}M")
    _say(educational, "description", words.group, words.language)
    _add(educational, "language", words.language)


def _add_rights(root: Element, words: LomWords) -> None:
    rights = _add(root, "rights")
    _choose(rights, "cost", LOM_WORDS, "no")
    if words.licence:
        _choose(rights, "copyrightAndOtherRestrictions", RIGHTS, words.licence)
    else:
        _choose(rights, "copyrightAndOtherRestrictions", LOM_WORDS, "yes")


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    made = SubElement(parent, f"{{{LOM}}}{name}")
    made.text = text
    return made


def _say(parent: Element, name: str, text: str, language: str) -> None:
    """Add a field that holds text in a language."""
    _add(_add(parent, name), "string", text).set("language", language)


def _choose(parent: Element, name: str, vocabulary: str, value: str) -> None:
    """Add a field that holds a term of a vocabulary."""
    field = _add(parent, name)
    _add(field, "source", vocabulary)
    _add(field, "value", value)
