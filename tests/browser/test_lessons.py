"""A student hands in, a teacher reads: with this site alone, one sheet at a time. And a lesson without PDF files."""

import io
import json
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ..sampling import rarely
from .axe import findings
from .pages import ready
from .test_filling_in import saved
from .test_print import squeezed
from .test_records import choose_file, take

pytestmark = pytest.mark.browser

SHEET = "formulier/portfolioblad/"
MINE = "mijn-formulieren/"
LESSON = "onderwijs/keukentafelgesprek/"
ANSWERS = {
    "Bij welke les hoort dit blad?": "Aan de keukentafel",
    "Wat zag ik?": "Bij de derde vraag ging de bewoner verzitten.",
    "Wat wist ik niet?": "Of de dochter erbij wilde zijn. Dat kan zij mij vertellen.",
    "Welke stap zet ik nu?": "Ik zeg de volgende keer eerst waarvoor ik kom.",
    "Welke bron gebruikte ik?": "Paragraaf 2.3",
    "Code van je opleiding": "SW-12",
}


def paper(page: Page) -> str:
    made = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return squeezed("".join(sheet.extract_text() for sheet in made.pages))


def fill_in(page: Page) -> None:
    ready(page)
    for question, answer in ANSWERS.items():
        page.get_by_label(question, exact=True).fill(answer)
    page.get_by_label("Wat zag ik?", exact=True).focus()


def test_a_student_prints_the_filled_in_sheet_with_every_answer_and_room_for_the_own_name(visitor):
    page = visitor.open(SHEET)
    fill_in(page)

    told = paper(page)

    assert [answer for answer in ANSWERS.values() if squeezed(answer) not in told] == []
    assert squeezed("Je eigen naam") in told


def test_a_teacher_opens_the_file_of_a_student_reads_and_prints_it(visitor):
    student = visitor.open(SHEET)
    fill_in(student)
    saved(student)
    student.goto(visitor.handbook.url + MINE)
    student.get_by_role("button", name="Neem mee").click()
    _, text = take(student)
    (record,) = json.loads(text)["records"]
    assert set(ANSWERS.values()) <= set(record["answers"].values())

    teacher = visitor.open(MINE)
    choose_file(teacher, text)
    expect(teacher.get_by_role("heading", name="Wat er gebeurde met mee.json")).to_be_focused()
    teacher.locator(".kijkraam-record-name a").click()
    ready(teacher)

    for question, answer in ANSWERS.items():
        expect(teacher.get_by_label(question, exact=True)).to_have_value(answer)
    assert [answer for answer in ANSWERS.values() if squeezed(answer) not in paper(teacher)] == []


def test_the_sheet_is_no_scratch_pad_about_a_client_and_gives_no_mark(visitor):
    page = visitor.open(SHEET)

    expect(page.get_by_text("Geen naam van een cliënt")).to_be_visible()
    expect(page.get_by_text("Dit is een kladblok")).to_have_count(0)
    expect(page.get_by_text(re.compile("cijfer|punten|score"))).to_have_count(0)


def test_without_pdf_files_a_lesson_prints_for_students_without_what_is_for_the_teacher(visitor):
    page = visitor.open(LESSON)
    whole = paper(page)

    page.get_by_label("Druk alleen af wat voor studenten is").check()
    told = paper(page)

    for_teacher = ["Eigenlijk mis je vooral het koor", "Tijd per stap", "Neem niets op", "Varianten"]
    for_all = ["Bereid voor.", "Wanneer kwam de echte wens op tafel?", "Je levert één portfolioblad in"]
    assert [text for text in for_all if squeezed(text) not in told] == []
    assert [text for text in for_teacher if squeezed(text) in told] == []
    assert squeezed("Eigenlijk mis je vooral het koor") in whole


@pytest.mark.parametrize("look", rarely(["narrow", "wide", "dark"], but=["narrow"]))
@pytest.mark.parametrize("address", rarely(["onderwijs/", LESSON], but=[LESSON]))
def test_lessons_and_their_table_have_nothing_that_shuts_people_out(visitor, address, look):
    looks = {"narrow": {"width": 320, "height": 640}, "wide": {}, "dark": {"color_scheme": "dark"}}
    page = visitor.open(address, **looks[look])

    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
