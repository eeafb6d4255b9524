"""Every lesson of the handbook is whole, and on paper each reader gets what is theirs and nothing else.

That a lesson has all its parts and that its minutes add up is checked at every build; here stands what only people of
this handbook want of its lessons.
"""

import re
from functools import cache
from typing import Any

import pytest
from lxml import etree

from kijkraam.export.lesson import lessons
from kijkraam.export.scorm import Options, Packer, content_of_lesson
from kijkraam.handbook import load_handbook
from kijkraam.hrefs import published
from kijkraam.lessons.files import LessonFile
from kijkraam.lessons.model import Part, Reader, SchoolLevel
from kijkraam.lessons.page import LessonPage, find_lessons
from kijkraam.lessons.site import Lessons
from kijkraam.locale import Phrases
from kijkraam.print.handout import handout
from kijkraam.print.paper import Paper
from kijkraam.site import find_site

from ..conftest import ROOT

READ = load_handbook(find_site(ROOT))
PAGES = {path.relative_to(ROOT / "docs").as_posix(): f"{path.stem}/" for path in (ROOT / "docs/onderwijs").glob("*.md")}
LESSONS = {lesson.id: lesson for lesson in find_lessons(READ, PAGES)}
LINK = re.compile(r"\]\[([^\]]+)\]")
PHASES = ("1-ontmoeting", "2-informatie", "3-doelen", "4-plan", "5-uitvoering", "6-evalueren")
NEVER_COPIED = {"persoonlijk-profiel", "werkblad-opties"}
"""Worksheets of others: a lesson links to them, and never holds them."""

every_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def words_for(reader: Reader, lesson: LessonPage) -> str:
    """Return the words of a handout, as they go to the printer."""
    return _words_for(reader, lesson.id)


@cache
def _words_for(reader: Reader, name: str) -> str:
    phrases, address_of = Phrases("nl"), published(READ)
    made = handout(Paper(READ, phrases, "https://voorbeeld.nl/", address_of), LessonFile(LESSONS[name], reader)).html
    body = made[made.index("<body>") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_there_are_fourteen_lessons_and_six_of_them_follow_bram():
    assert len(LESSONS) >= 14
    assert [name for name in LESSONS if "-bram-" in name] == [f"les-bram-{phase}" for phase in PHASES]


@every_lesson
def test_a_lesson_links_to_materials_that_exist(lesson):
    links = LINK.findall(lesson.parts[Part.MATERIALS][1])

    assert links
    assert [name for name in links if published(READ)(name) is None] == []


@every_lesson
def test_a_lesson_has_a_variant_for_each_level_and_each_place(lesson):
    text = lesson.parts[Part.VARIANTS][1]

    assert [name for name in ("Mbo", "Hbo", "Online", "In het lokaal") if f"**{name}:**" not in text] == []
    assert lesson.lesson.levels == [SchoolLevel.MBO, SchoolLevel.HBO]


@every_lesson
def test_a_lesson_has_outcomes_and_an_empty_field_for_the_code_of_the_programme(lesson):
    assert len(lesson.outcomes) >= 3
    assert lesson.parts[Part.GOAL][1].endswith("Code van je opleiding: ……………")


@every_lesson
def test_a_lesson_says_what_is_handed_in_and_never_has_answers_judged(lesson):
    text = lesson.parts[Part.HAND_IN][1]

    assert lesson.lesson.hand_in == "portfolioblad"
    assert {"portfolioblad", "inleveren"} <= set(LINK.findall(text))
    assert "Beoordeel" in lesson.text_for(Reader.TEACHER, Part.HAND_IN)
    assert "Beoordeel" not in lesson.text_for(Reader.STUDENT, Part.HAND_IN)


@every_lesson
def test_a_student_gets_no_cards_no_notes_for_the_teacher_and_no_time_table(lesson):
    paper = words_for(Reader.STUDENT, lesson)

    for part in (Part.TIME, Part.PREPARATION, Part.VARIANTS):
        assert lesson.text_for(Reader.STUDENT, part) == ""
    cards = re.findall(r'^!!! card "([^"]+)"', lesson.body, re.MULTILINE)
    assert [title for title in cards if title in paper] == []
    assert "Geen verhaal van een echte cliënt, ook niet met een andere naam." in paper
    assert all(question.item.text in paper for question in READ.forms["portfolioblad"].questions)


@every_lesson
def test_a_lesson_links_to_worksheets_of_others_and_never_holds_them(lesson):
    placed = set(re.findall(r"^::: +([a-z0-9-]+)", lesson.body, re.MULTILINE))
    rights = {form.id for form in READ.forms.values() if form.checklist.rights}

    assert rights >= NEVER_COPIED
    assert placed & rights == set()
    for reader in Reader:
        paper = words_for(reader, lesson)
        own = [question.item.text for name in rights for question in READ.forms[name].questions]
        assert [text for text in own if len(text) > 25 and text in paper] == []


def test_who_gets_the_lesson_on_danger_also_gets_the_numbers_and_the_fixed_sentences():
    for name in ("les-urgentie", "les-signaleren"):
        paper = words_for(Reader.STUDENT, LESSONS[name])
        assert all(line.phone in paper for line in READ.help_lines)

    paper = words_for(Reader.STUDENT, LESSONS["les-urgentie"])
    assert "Signaal 1: je belt meteen 112." in paper
    assert "Signaal 2: je begint niet met een gesprek met de bovenburen." in paper
    assert "Misschien gevaar telt als gevaar." in paper


def test_roles_of_the_conversation_at_the_table_are_for_the_teacher_only():
    lesson = LESSONS["les-keukentafel"]
    wish = "Eigenlijk mis je vooral het koor"

    assert wish in words_for(Reader.TEACHER, lesson)
    assert wish not in words_for(Reader.STUDENT, lesson)


def test_the_lesson_on_presence_opens_the_short_version_for_oneself():
    paper = words_for(Reader.STUDENT, LESSONS["les-presentie"])

    assert "formulier/kijkraam-presentie/?kort" in paper
    assert "kies 'Ik kijk naar mezelf'" in paper


def test_the_metadata_of_every_lesson_parse_and_hold_its_title():
    lessons = Lessons(READ, Phrases("nl"), PAGES, "cc-by-sa-40")
    title = "{http://ltsc.ieee.org/xsd/LOM}general/{*}title/{*}string"

    assert [etree.fromstring(text).findtext(title) for text in lessons.metadata.values()] == [
        lesson.title for lesson in LESSONS.values()
    ]


def test_the_portfolio_sheet_is_our_own_and_says_so():
    form = READ.forms["portfolioblad"]

    assert form.checklist.kept.value == "always"
    assert {question.basis.value for question in form.questions} == {"own"}
    assert form.checklist.source.work == "dit-handboek"
    assert "Dit blad is van ons. Het komt niet uit een boek." in (form.checklist.intro or [])


def _package(lesson_id: str) -> dict[str, Any]:
    """Return what stands in the package of a lesson."""
    lesson = next(lesson for lesson in lessons(READ) if lesson.id == lesson_id)
    packer = Packer(READ, Phrases("nl"), "", published(READ))
    return packer.body(content_of_lesson(lesson, READ.forms, Options()), Options())


@pytest.mark.parametrize(("lesson_id", "person"), [("les-bram-1-ontmoeting", "Bram"), ("les-signaleren", "")])
def test_a_package_says_to_work_with_bram_only_where_the_lesson_has_him(lesson_id, person):
    assert _package(lesson_id)["person"] == person


def test_a_package_has_the_numbers_to_call_and_nothing_for_the_teacher():
    text = _package("les-signaleren")["lesson"]

    assert 'href="tel:112"' in text
    assert "Als het echt is" in text
    assert "Dit lever je in" in text
    assert "Gevaar is geen oefening" not in text
    assert "Beoordeel niet" not in text
