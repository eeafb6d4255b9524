"""What is for oneself stands on a sheet that one can keep, apart from what a team lays side by side."""

import subprocess
import sys

import pikepdf
import pytest

from .reading import SITE, page_texts, reader, squeezed

OWN_AND_TEAM = """
    == checklists/ons-raam.yml
    id: ons-raam
    version: 1
    kind: kijkraam
    title: Ons raam
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    formats: [form, short]
    partial_caution: Je keek door een deel van het raam.
    sections:
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We gaan erheen., core: true}]}
      - {id: ik-kijk, title: Ik kijk, scale: vakmanschap, share: self, items: [{id: z-1, text: Ik zie., core: true}]}
      - {id: ik-praat, title: Ik praat, scale: vakmanschap, share: self, items: [{id: z-2, text: Ik praat mee.}]}
      - {id: werk, title: Ons werk, scale: praktijk, items: [{id: w-1, text: We blijven., core: true}]}
      - {id: ik-leer, title: Ik leer, scale: vakmanschap, share: self, items: [{id: z-3, text: Ik oefen., core: true}]}
    reflection: [Wat nu?]
"""
STATEMENTS = [
    "We gaan erheen.",
    "We blijven.",
    "Wat nu?",
    "Je keek door een deel",
    "Ik zie.",
    "Ik praat mee.",
    "Ik oefen.",
]


WITHOUT_CLOSING = "".join(line for line in OWN_AND_TEAM.splitlines(keepends=True) if "Wat nu" not in line)


def built(draw, drawing):
    site = draw(SITE + drawing).build()
    assert site.log == []
    return site.root / "site/formulier/ons-raam"


@pytest.fixture
def folder(draw):
    return built(draw, OWN_AND_TEAM)


def on_pages(path) -> list[list[str]]:
    """Return which statements stand on each page."""
    return [[text for text in STATEMENTS if squeezed(text) in squeezed(page)] for page in page_texts(path)]


def test_on_the_whole_form_what_is_for_oneself_begins_on_a_front_after_all_of_the_team(folder):
    assert on_pages(folder / "ons-raam.pdf") == [
        ["We gaan erheen."],
        ["We blijven.", "Wat nu?", "Je keek door een deel"],
        ["Ik zie."],
        ["Ik praat mee."],
        ["Ik oefen."],
    ]


def test_where_the_team_ends_on_a_front_an_empty_back_comes_between_and_says_why(draw):
    path = built(draw, WITHOUT_CLOSING) / "ons-raam-eerste-blik.pdf"

    assert on_pages(path) == [
        ["We gaan erheen.", "We blijven.", "Je keek door een deel"],
        [],
        ["Ik zie.", "Ik oefen."],
    ]
    assert page_texts(path)[1].splitlines() == [
        "Deze bladzijde is leeg. Wat van jou alleen is, begint op een eigen blad.",
        "https://voorbeeld.nl/handboek/formulier/ons-raam/ bladzijde 2 van 3",
    ]


def test_the_own_sheet_says_to_keep_it_and_its_place_among_the_others_says_where_it_is(folder):
    first, second, *own = map(squeezed, page_texts(folder / "ons-raam.pdf"))

    assert (
        squeezed("Van jou alleen Houd dit blad zelf. Wat hier staat, hoort niet in het beeld van het team.") in own[0]
    )
    assert all(squeezed("Houd dit blad zelf") in page for page in own)
    assert squeezed("Van jou alleen, op een eigen blad achteraan: Ik kijk · Ik praat.") in first
    assert squeezed("Van jou alleen, op een eigen blad achteraan: Ik leer.") in second
    assert squeezed("Kijken jullie samen? Sla dan over wat 'Van jou alleen' is. Er blijven 2 zinnen over.") in first


def test_the_names_of_fields_stay_and_their_order_is_that_of_reading(folder):
    fields = [name for name in reader(folder / "ons-raam.pdf").get_fields() if "--note" not in name]

    assert fields == [
        *("ons-raam--perspective", "m-1", "m-1--star", "w-1", "w-1--star", "ons-raam--reflection-1"),
        *("z-1", "z-1--star", "z-2", "z-2--star", "z-3", "z-3--star"),
    ]


def test_who_listens_hears_the_own_panes_under_a_heading_of_their_own(folder):
    with pikepdf.open(folder / "ons-raam.pdf") as pdf, pdf.open_outline() as outline:
        marks = [(mark.title, [kid.title for kid in mark.children]) for form in outline.root for mark in form.children]

    assert marks == [
        ("Mensen", []),
        ("Ons werk", []),
        ("Om het gesprek mee af te sluiten", []),
        ("Van jou alleen", ["Ik kijk", "Ik praat", "Ik leer"]),
    ]


def test_an_external_checker_finds_nothing_also_with_an_empty_page(draw):
    folder = built(draw, WITHOUT_CLOSING)
    checked = subprocess.run(  # noqa: S603 - a checker that was installed with the tests
        [sys.executable, "-m", "pdfua", "check", *map(str, sorted(folder.glob("*.pdf")))],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("result: PASS (no findings)") == 2


def test_a_form_for_oneself_as_a_whole_has_no_sheet_apart(draw):
    only_own = OWN_AND_TEAM.replace("scale: praktijk, items", "scale: vakmanschap, share: self, items")

    paper = squeezed("".join(page_texts(built(draw, only_own) / "ons-raam.pdf")))
    assert squeezed("Houd dit blad zelf") not in paper
    assert squeezed("Sla dan over") not in paper
