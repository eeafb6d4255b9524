"""A lesson on paper: for the teacher all of it, for students what is theirs, with the sheet to hand in."""

import pytest
from pypdf import PdfReader

from kijkraam.print import press

from .drawing import CONFIG, LESSON, PUBLISHED


@pytest.fixture
def paper():
    return True


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache") / "kijkraam"


@pytest.fixture(autouse=True)
def _one_cache(cache, monkeypatch):
    """Both tests of one drawing make its files once."""
    monkeypatch.setattr(press, "CACHE_FOLDER", cache)


def handout(site, reader: str) -> PdfReader:
    return PdfReader(site.root / f"site/les/les-{reader}.pdf")


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


FOR_ALL = [
    "Samen kijken",
    "zeggen wat er te zien is",
    "Code van je opleiding:",
    "https://voorbeeld.nl/handboek/formulier/mijn-blad/",
    "Kijk naar buiten.",
    "Wat zag je?",
    "Bij gevaar bel je.",
    "112 Bel direct.",
    "Eén blad.",
]
FOR_TEACHERS = [
    "8 tot 24 studenten",
    "Je legt de ramen klaar.",
    "Maak de ramen schoon.",
    "Je bent een glazenwasser.",
    "Het antwoord is blauw.",
    "Praat niet te veel.",
    "met een camera",
    "Beoordeel nooit het raam.",
]
FOR_STUDENTS = ["Je kijkt samen.", "Geen verhaal van een echte cliënt", "Mijn blad", "Geen namen.", "Wat zag ik?"]


def test_the_teacher_gets_all_of_the_lesson_and_a_student_only_what_is_for_students(draw):
    site = draw(LESSON.replace(CONFIG, PUBLISHED)).build()

    assert site.log == []
    teacher, student = text_of(handout(site, "docent")), text_of(handout(site, "student"))
    assert [text for text in FOR_ALL + FOR_TEACHERS if text not in teacher] == []
    assert [text for text in FOR_ALL + FOR_STUDENTS if text not in student] == []
    assert [text for text in FOR_TEACHERS if text in student] == []
    assert [text for text in FOR_STUDENTS if text in teacher] == []


def test_what_a_student_gets_leads_to_the_sheet_and_not_to_the_lesson_with_its_roles(draw):
    site = draw(LESSON.replace(CONFIG, PUBLISHED)).build()

    assert "https://voorbeeld.nl/handboek/les/" in text_of(handout(site, "docent"))
    assert "https://voorbeeld.nl/handboek/les/" not in text_of(handout(site, "student"))


def test_the_code_of_the_programme_and_the_sheet_are_fields_to_fill_in(draw):
    site = draw(LESSON.replace(CONFIG, PUBLISHED)).build()

    fields = handout(site, "student").get_fields()
    assert {name: field["/TU"] for name, field in fields.items()} == {
        "code": "Code van je opleiding",
        "b-1": "Wat zag ik?",
    }
    assert list(handout(site, "docent").get_fields()) == ["code"]


def test_a_handout_tells_programs_whose_it_is_and_is_no_form_that_was_filled_in(draw):
    site = draw(LESSON.replace(CONFIG, PUBLISHED)).build()

    info = handout(site, "student").metadata
    assert (info["/KijkraamLesson"], info["/KijkraamReader"]) == ("les-kijken", "student")
    assert "/KijkraamForm" not in info


def test_the_page_of_a_lesson_links_to_its_handouts(draw):
    article = draw(LESSON.replace(CONFIG, PUBLISHED)).build().article("les")

    assert '<a href="les-docent.pdf" type="application/pdf">Voor de docent</a> <small>PDF, 2 bladzijden,' in article
    assert '<a href="les-student.pdf" type="application/pdf">Voor studenten</a> <small>PDF, 2 bladzijden,' in article
    assert "Druk alleen af" not in article


def test_without_an_address_of_the_site_addresses_are_printed_with_dots_and_lead_nowhere(draw):
    pdf = handout(draw(LESSON).build(), "student")

    assert "…/formulier/mijn-blad/ De puntjes staan voor het adres van dit handboek." in text_of(pdf)
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert [note["/A"]["/URI"] for note in notes if note["/Subtype"] == "/Link"] == ["tel:112"]
