"""The files on paper of the handbook itself: a sample each time, all of them in the long version."""

import re
import warnings
from pathlib import Path

import pypdfium2
import pytest

from kijkraam.handbook import load_handbook
from kijkraam.hrefs import published
from kijkraam.locale import Phrases
from kijkraam.print.cache import Cache
from kijkraam.print.formats import files_of
from kijkraam.print.paper import Paper
from kijkraam.print.render import Order, make_document, ready, render
from kijkraam.site import find_site

from .reading import page_texts, reader, squeezed, text_of

ROOT = Path(__file__).parent.parent.parent
MOST_BYTES = 300_000
SAMPLE = ["kijkraam-presentie-eerste-blik", "plan-van-aanpak", "plan-van-aanpak-voorbeeld-bram"]
ASKING = ("form", "worksheet", "short")
HANDBOOK = load_handbook(find_site(ROOT))
FILES = {file.name.removesuffix(".pdf"): file for form in HANDBOOK.forms.values() for file in files_of(form)}


def params(sample=SAMPLE, formats=None):
    names = [name for name, file in FILES.items() if formats is None or file.format.value in formats]
    return [pytest.param(name, marks=[] if name in sample else pytest.mark.proof) for name in names]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Return a function that makes one file of the handbook."""
    cache = Cache(tmp_path_factory.mktemp("handbook"))
    paper = Paper(HANDBOOK, Phrases("nl"), "https://voorbeeld.nl/handboek/", published(HANDBOOK))

    def make(name: str) -> Path:
        order = Order(FILES[name], make_document(paper, FILES[name]))
        render([order], cache)
        return ready([order], cache)[0].path

    return make


@pytest.mark.parametrize("name", params())
def test_a_file_opens_and_can_be_drawn_and_is_small_enough(made, name):
    path = made(name)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pages = reader(path).pages
        with pypdfium2.PdfDocument(path) as pdf:
            drawn = [page.render(scale=0.5).to_pil().convert("L").getextrema() for page in pdf]
    assert len(pages) == len(drawn)
    assert all(darkest < 200 for darkest, _ in drawn), "every page has something on it"
    assert path.stat().st_size <= MOST_BYTES


@pytest.mark.parametrize("name", params())
def test_every_text_of_the_form_is_on_paper(made, name):
    file = FILES[name]
    paper = text_of(made(name))
    renderer = Paper(HANDBOOK, Phrases("nl"), "", published(HANDBOOK)).renderer()
    form = file.form
    told = [form.title]
    match file.format.value:
        case "form" | "worksheet":
            told += [pane.title for pane in form.panes]
            told += [pane.intro for pane in form.panes if pane.intro]
            told += [question.item.text for question in form.questions]
            told += [question.item.prompt for question in form.questions if question.item.prompt]
            told += [*(form.checklist.caution or []), *(form.checklist.reflection or []), form.checklist.summary]
        case "short":
            told += [question.item.text for question in form.core]
            told += form.checklist.caution or []
        case "example":
            told += [question.item.text for question in form.questions if question.item.id in file.example.answers]
        case "poster":
            told += [question.item.text for pane in form.panes if pane.share == "team" for question in pane.questions]

    missing = [text for text in told if squeezed(renderer.plain(text)) not in paper]
    assert missing == []


@pytest.mark.parametrize("name", params(["kijkraam-kwartiermaken-eerste-blik", "relatiecheck-abc"], ASKING))
def test_the_heading_of_a_pane_stands_on_the_page_of_its_first_question(made, name):
    file = FILES[name]
    pages = [squeezed(text) for text in page_texts(made(name))]
    plain = Paper(HANDBOOK, Phrases("nl"), "", published(HANDBOOK)).renderer().plain
    asked = file.form.core if file.format.value == "short" else file.form.questions
    firsts = [next((one for one in pane.questions if one in asked), None) for pane in file.form.panes]

    alone = [
        pane.title
        for pane, first in zip(file.form.panes, firsts, strict=True)
        if first
        and not any(squeezed(plain(pane.title)) in page and squeezed(plain(first.item.text)) in page for page in pages)
    ]
    assert alone == []


def test_the_last_row_of_an_example_takes_the_one_before_it_along(made):
    pages = page_texts(made("plan-van-aanpak-voorbeeld-bram"))

    assert [re.findall(r"^[1-5]\b", text, re.MULTILINE) for text in pages] == [["1", "2", "3"], ["4", "5"]]
