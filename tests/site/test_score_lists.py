"""A scorelijst: the table of the book stands in its page as it is, and no count ever becomes an advice."""

import json
import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

import html5lib
import pytest
import yaml

from kijkraam.checklist.fields import Kind
from kijkraam.form import Form
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook, load_handbook
from kijkraam.locale import LANGUAGES, Phrases
from kijkraam.site import find_site

from ..conftest import ROOT

URGENCY = ROOT / "checklists/signaleren/urgentieschema.yml"
WEB = ROOT / "plugins/kijkraam/web"
HELP_LINES = """
    == checklists/_helplines.yml
    help_lines:
      - {id: nood, title: Direct gevaar, phone: "112", text: Bel., organisation: Alarmcentrale, checked: juni 2026}
"""
LIST = """
    == checklists/schema.yml
    id: schema
    version: 1
    kind: scorelijst
    title: Een schema
    summary: Om een signaal te wegen.
    audience: [professional]
    source: {work: boek}
    danger: Is er nu gevaar?
    sections:
      - {id: eerst-zelf, title: Eerst zelf, items: [{id: es-1, type: long_text, text: Wat denk je zelf?}]}
      - id: wegen
        title: Wegen
        items:
          - id: ernst
            type: choice
            text: Hoe ernstig is het?
            options: [{id: licht, text: Licht, points: 0}, {id: zwaar, text: Zwaar, points: 9, grave: true}]
    bands_columns: [Telling, "Voor de *ander*", Voor jou]
    bands:
      - {low: 0, high: 4, label: "< 5", text: Geen, further: [Informatie]}
      - {low: 5, high: 6, text: Overleg, further: [Een bericht]}
      - {low: 7, high: 7, text: Hulp, further: [Een bericht]}
      - {low: 8, text: Meteen hulp, further: [Een bericht]}
    bands_note: [Zo staat het in **dat** boek.]
"""
NOTHING_NEEDED = re.compile(
    r"niets doen|niets te doen|geen actie|geen reden|hoef(?:t|je| je)? niet|niet nodig|afwachten|gerust|"
    r"\bnothing\b|no action|need not|no need|not necessary|wait and see",
    re.IGNORECASE,
)
"""Words with which something would be advised against."""


def strings(value: object) -> Iterator[str]:
    """Yield every text within JSON-ready data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for member in value.values() if isinstance(value, dict) else value:
            yield from strings(member)


def rows(table: Any) -> list[list[tuple[str, str]]]:
    """Return the cells of a table, each as its tag and its words."""
    return [[(cell.tag, "".join(cell.itertext()).strip()) for cell in row] for row in table.iter("tr")]


# In a page


def test_the_table_of_the_book_stands_in_the_page_once_and_as_it_is(draw):
    site = draw(HELP_LINES + LIST).build()

    assert site.log == []
    page = html5lib.parse(site.html("formulier/schema"), namespaceHTMLElements=False)
    (table,) = page.iter("table")
    assert rows(table) == [
        [("th", "Telling"), ("th", "Voor de ander"), ("th", "Voor jou")],
        [("th", "< 5"), ("td", "Geen"), ("td", "Informatie")],
        [("th", "5 tot en met 6"), ("td", "Overleg"), ("td", "Een bericht")],
        [("th", "7"), ("td", "Hulp"), ("td", "Een bericht")],
        [("th", "8 of meer"), ("td", "Meteen hulp"), ("td", "Een bericht")],
    ]
    article = site.article("formulier/schema")
    assert article.count("<p>Zo staat het in <strong>dat</strong> boek.</p>") == 1


def test_no_row_of_the_table_stands_out_and_none_tells_a_script_of_which_count_it_is(draw):
    site = draw(HELP_LINES + LIST).build()

    assert site.log == []
    page = html5lib.parse(site.html("formulier/schema"), namespaceHTMLElements=False)
    (table,) = page.iter("table")
    marked = [(part.tag, part.attrib) for part in table.iter() if set(part.attrib) - {"scope"}]
    assert marked == []
    assert {part.tag for part in table.iter()} <= {"table", "thead", "tbody", "tr", "th", "td", "em"}


def test_danger_and_the_help_lines_come_before_every_field(draw):
    site = draw(HELP_LINES + LIST).build()

    assert site.log == []
    form = site.article("formulier/schema").split("<form", maxsplit=1)[1]
    places = [
        form.index(words) for words in ("Is er nu gevaar?", 'href="tel:112"', "<textarea", 'name="ernst"', "<table")
    ]
    assert places == sorted(places)


# In the handbook


@pytest.fixture(scope="module")
def book() -> Handbook:
    """The forms of the handbook."""
    return load_handbook(find_site(ROOT))


@pytest.fixture(scope="module")
def lists(book: Handbook) -> list[Form]:
    """The score lists of the handbook."""
    return [form for form in book.forms.values() if form.kind is Kind.SCORELIJST]


def definition(book: Handbook, form: Form) -> dict[str, Any]:
    """Return what browser code gets to know of a form."""
    defined: dict[str, Any] = json.loads(Renderer(book, Phrases("nl"), lambda name: f"#{name}").definition(form))
    return defined


def counted(form: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Return the options of each question whose answers add up, of a form as YAML or as browser code gets it."""
    sections = form.get("sections") or form["panes"]
    questions = [one for section in sections for one in section.get("items") or section.get("questions") or []]
    options = [question.get("options") or [] for question in questions]
    return [each for each in options if any(option.get("points") is not None for option in each)]


def test_the_urgency_scheme_has_324_counts_and_most_hold_a_grave_answer():
    groups = counted(yaml.safe_load(URGENCY.read_text(encoding="utf-8")))

    answers = list(product(*groups))

    assert [len(group) for group in groups] == [3, 3, 3, 4, 3]
    assert len(answers) == prod([3, 3, 3, 4, 3]) == 324
    assert sum(any(option.get("grave") for option in chosen) for chosen in answers) == 228
    assert {sum(option["points"] for option in chosen) for chosen in answers} == set(range(11))
    # Grave answers occur at low counts too: why a count alone can never be an advice.
    assert (
        min(sum(one["points"] for one in chosen) for chosen in answers if any(one.get("grave") for one in chosen)) == 2
    )


def test_the_score_lists_of_the_handbook_are_those_that_are_looked_at_here(lists):
    assert [form.id for form in lists] == ["urgentieschema"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_at_a_count_is_the_same_at_every_count_and_never_that_nothing_is_needed(book, lists, language):
    say = Phrases(language)
    for form in lists:
        groups = counted(definition(book, form))
        counts = [sum(option["points"] for option in chosen) for chosen in product(*groups)]
        told = {say("web.scorelist.result", count=count).replace(str(count), "…") for count in counts}
        assert len(counts) == prod(len(group) for group in groups)
        assert len(told) == 1
        assert not NOTHING_NEEDED.search(told.pop())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_a_score_list_says_that_nothing_is_needed(language):
    catalogue = yaml.safe_load((ROOT / f"plugins/kijkraam/locale/{language}.yml").read_text(encoding="utf-8"))
    of_form = {key: text for key, text in catalogue["form"].items() if re.match("count|grave|danger|band|points", key)}
    of_web = catalogue["web"]["scorelist"]

    assert len(of_form) > 8
    assert [text for text in strings([of_form, of_web]) if NOTHING_NEEDED.search(text)] == []
    assert re.search("vandaag|today", of_web["grave"])


def test_of_the_table_of_the_book_nothing_reaches_what_a_count_could_be_told_with(book, lists):
    for form in lists:
        of_table = [
            text
            for band in form.checklist.bands or []
            for text in (band.label, band.text, *(band.further or []))
            if text is not None
        ]
        defined = definition(book, form)
        defined.pop("bands", None)  # no script reads it: see the next test
        assert len(of_table) > 8
        assert set(strings(defined)).isdisjoint(of_table)
        assert {key for group in counted(defined) for option in group for key in option} == {"id", "text", "points"}


def test_no_script_reads_the_table_of_the_book():
    sources = [path for path in sorted(WEB.rglob("*.js")) if not {"dist", "vendor"} & set(path.parts)]
    without_comments = {
        path: re.sub(r"/\*.*?\*/|//.*", "", path.read_text("utf-8"), flags=re.DOTALL) for path in sources
    }

    assert WEB / "form/scorelist.js" in sources
    assert [path.name for path, text in without_comments.items() if re.search(r"\bbands?\b", text)] == []
