"""A page on paper: all of its text, nothing of what is around it, and always light."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from .pages import SAMPLE

pytestmark = pytest.mark.browser

FORMS = ["kijkraam", "phase", "worksheet", "client"]
AROUND = ["Ga naar de inhoud", "Zoek in het handboek", "Weergave", "Op deze pagina", "Naar boven", "Zelf maken"]
"""Words of the header, the menus and the footer."""


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def squeezed(text: str) -> str:
    """Return a text without what breaking lines and joining letters do to it."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))


def text_of(pdf: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def texts(page: Page, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_text_contents() if text.strip()]


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_is_printed_with_every_question_answer_and_prompt(visitor, kind):
    page = visitor.open(SAMPLE[kind], width=390)
    questions = texts(page, "main :is(legend, .kijkraam-question, th)")
    answers = texts(page, "main .kijkraam-answer")
    prompts = texts(page, "main :is(.kijkraam-note label, .kijkraam-prompt, .kijkraam-scale dd)")

    paper = text_of(printed(page))

    assert len(questions) > 5
    assert [text for text in questions + answers + prompts if squeezed(text) not in paper] == []
    for answer in set(answers):
        assert paper.count(squeezed(answer)) >= answers.count(answer)


@pytest.mark.parametrize("kind", ["home", "glossary", "phase", "long-page", "not-found"])
def test_a_page_is_printed_without_header_menus_and_footer(visitor, kind):
    page = visitor.open(SAMPLE[kind])

    paper = text_of(printed(page))

    assert squeezed(page.get_by_role("heading", level=1).inner_text()) in paper
    content = squeezed(page.locator("article").text_content())
    assert [words for words in AROUND if squeezed(words) in paper and squeezed(words) not in content] == []


@pytest.mark.parametrize("kind", ["home", "glossary", "client", "worksheet", "long-page"])
def test_paper_is_light_also_when_the_screen_is_dark(visitor, kind):
    light, dark = (printed(visitor.open(SAMPLE[kind], color_scheme=scheme)) for scheme in ("light", "dark"))

    assert [page.get_contents().get_data() for page in dark.pages] == [
        page.get_contents().get_data() for page in light.pages
    ]


def test_what_is_filled_in_is_printed(visitor):
    page = visitor.open(SAMPLE["phase"])

    page.locator("main .kijkraam-note summary").first.click()
    page.locator("main .kijkraam-note textarea").first.fill("We dronken koffie en zeiden weinig.")
    page.locator("main .kijkraam-note summary").first.click()

    assert squeezed("We dronken koffie en zeiden weinig.") in text_of(printed(page))


@pytest.mark.proof
def test_no_page_is_printed_with_an_empty_sheet(visitor, handbook):
    page = visitor.open()

    empty = []
    for address in handbook.addresses:
        page.goto(handbook.url + address)
        sheets = printed(page).pages
        empty += [f"{address}: {number}" for number, sheet in enumerate(sheets, 1) if not sheet.extract_text().strip()]

    assert empty == []
