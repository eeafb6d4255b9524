"""Every page of the handbook says what it is about, for whom it is, what it rests on and how long it takes to read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kijkraam.handbook import Handbook, load_handbook
from kijkraam.site import find_site

from ..conftest import ROOT
from .texts import FRONT_MATTER, words_of

DOCS = ROOT / "docs"
KEYS = ("title", "description", "audience", "source")
READING_TIME = "Leestijd: ongeveer "
MOST_WORDS = 1500
LACKS = {
    # Lists, made or by hand: what they lead to has sources of its own.
    "begrippen.md": ["source", "reading time"],
    "formulieren.md": ["audience", "source", "reading time"],
    "index.md": ["audience", "source", "reading time"],
    "methoden/index.md": ["source"],
    "voor-jou/index.md": ["source"],
    # Something to work with: what it rests on says the page for who leads the conversation.
    "team.md": ["source", "reading time"],
    # About the site itself.
    "bronnen.md": ["source"],
    "downloads.md": ["source"],
    "mijn-formulieren.md": ["audience", "source", "reading time"],
    "onderwijs/in-je-leeromgeving.md": ["source"],
    "privacy.md": ["source"],
    "toegankelijkheid.md": ["source"],
    "zelf-maken/beginnen.md": ["source"],
    "zelf-maken/aanpassen.md": ["source"],
    "zelf-maken/bestand.md": ["source"],
    "zelf-maken/goede-vragen.md": ["source"],
    "zelf-maken/index.md": ["source"],
    "zelf-maken/naslag.md": ["source"],
    "zelf-maken/publiceren.md": ["source"],
    "zelf-maken/recepten.md": ["source"],
    "zelf-maken/verklaringen.md": ["source"],
    "zelf-maken/verzamelen.md": ["source"],
    "zelf-maken/voor-ontwikkelaars.md": ["source"],
    "zelf-maken/insluiten.md": ["source"],
    "zelf-maken/vragenlijst.md": ["source"],
}
"""What pages that rest on no book, or are too short to time, do without."""

OWN = {"portfolioblad"}
"""Forms that rest on no book."""


@pytest.fixture(scope="module")
def read() -> Handbook:
    """The forms of the handbook, each item with what it takes over from its section and form."""
    return load_handbook(find_site(ROOT))


@pytest.mark.xdist_group("pages")
def test_every_page_but_a_few_has_a_title_a_description_an_audience_a_source_and_a_reading_time(documents):
    lacking = {}
    for name, meta, _ in pages():
        lacks = [key for key in KEYS if not meta.get(key)]
        if READING_TIME not in "".join(documents[address_of(name)].itertext()):
            lacks.append("reading time")
        if lacks:
            lacking[name] = lacks

    assert lacking == LACKS, "\n".join(
        f"{name} lacks {lacking.get(name, [])}, expected {LACKS.get(name, [])}"
        for name in sorted({*lacking, *LACKS})
        if lacking.get(name) != LACKS.get(name)
    )


def test_no_page_is_longer_than_a_reader_sits_through():
    lengths = {name: len(words_of(text)) for name, _, text in pages()}
    long = [f"{name}: {words} words" for name, words in lengths.items() if words > MOST_WORDS]

    assert not long, "\n".join(long)


def test_every_item_of_a_form_says_which_place_in_a_book_it_rests_on(read):
    without = [
        f"{form.file}: {question.item.id}"
        for form in read.forms.values()
        for question in form.questions
        if form.id not in OWN and (not question.source.work or not (question.source.chapter or question.source.section))
    ]

    assert not without, "\n".join(without)


def test_every_form_says_whether_it_is_the_book_a_reading_of_it_or_our_own(read):
    without = [form.file for form in read.forms.values() if "basis" not in form.checklist.model_fields_set]

    assert not without, "\n".join(without)


@pytest.mark.xdist_group("pages")
def test_a_page_outside_the_menu_leads_back_to_where_it_belongs(documents):
    def way_back(address: str) -> list[tuple[str, str]]:
        links = documents[address].findall(".//nav[@class='md-path']//a")
        return [("".join(link.itertext()), link.get("href", "")) for link in links]

    assert way_back("zelf-maken/naslag/") == [("Begin", "../.."), ("Zelf maken", "../")]
    assert way_back("zelf-maken/") == way_back("privacy/") == []
    assert way_back("formulier/opbrengsten-presentie/") == [("Begin", "../.."), ("Voor jou", "../../voor-jou/")]


def pages() -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the path of each page, its front matter and its Markdown."""
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        head = FRONT_MATTER.match(text)
        meta = yaml.safe_load(head[1]) if head else {}
        yield path.relative_to(DOCS).as_posix(), meta, text[head.end() :] if head else text


def address_of(name: str) -> str:
    """Return the address of a page by its path."""
    path = Path(name)
    folder = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if folder == Path() else f"{folder.as_posix()}/"
