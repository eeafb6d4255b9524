"""Tables on the page for teams: what a questionnaire for many people or `kijkraam collect` gives comes in unchanged."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from kijkraam.checklist.fields import FieldType
from kijkraam.cli import main
from kijkraam.export.questionnaire import Questionnaire, questionnaire_of
from kijkraam.export.xlsform import xlsform
from kijkraam.handbook import load_handbook
from kijkraam.site import find_site

from ..export.conftest import words_of
from ..export.programs import PROGRAMS, kobo
from .modules import run
from .team import FORM, TEAM, TITLE, Ratings, book_of, bring, file_of, has_people, record, shown

ROOT = Path(__file__).parents[2]
BOOK = load_handbook(find_site(ROOT))
WORDS = words_of(BOOK)
READ = "return Promise.all(given.map(({ form, text }) => readFile(form, text)));"


def read(exports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What comes in of texts, each for a form."""
    found: list[dict[str, Any]] = run({"readFile": "team/incoming.js"}, READ, exports)
    return found


def filled_in(questionnaire: Questionnaire, count: int = 12) -> list[dict[str, str]]:
    """People who answer most questions, and write in every field for words."""
    chance = random.Random(questionnaire.form.id)  # noqa: S311 - the same people every time
    people = []
    for number in range(count):
        answers = {}
        for question in questionnaire.questions:
            if question.item.type is not FieldType.RATING:
                answers[question.item.id] = '=1+1; "GEHEIM",\n' + str(number)
            elif chance.random() < 0.9:
                answers[question.item.id] = chance.choice([one.id for one in question.scale.answers])
        people.append(answers)
    return people


def only_ratings(questionnaire: Questionnaire, answers: Mapping[str, str]) -> Ratings:
    ratings = {one.item.id for one in questionnaire.questions if one.item.type is FieldType.RATING}
    return {item: answer for item, answer in answers.items() if item in ratings}


def test_what_many_people_fill_in_comes_back_unchanged_for_every_form_and_out_of_every_program(handbook):
    scripts = (handbook.folder / "assets/kijkraam/forms").glob("*.js")
    names = sorted(path.stem for path in scripts)
    assert FORM in names
    assert "opbrengsten-presentie" in names

    exports, expected = [], {}
    for name in names:
        questionnaire = questionnaire_of(BOOK.forms[name])
        workbook = xlsform(questionnaire, WORDS, notes=True)
        people = filled_in(questionnaire)
        for program, write in PROGRAMS.items():
            exports.append({"form": book_of(handbook.folder, name).form, "text": write(workbook, people)})
            expected[name, program] = [only_ratings(questionnaire, answers) for answers in people]

    for told, found in zip(expected, read(exports), strict=True):
        assert [one["ratings"] for one in found["people"]] == expected[told], told
        assert found["left"] == [], told
        assert len({one["key"] for one in found["people"]}) == len(expected[told]), told
        assert "GEHEIM" not in json.dumps(found), told
        assert not any(one["groups"] for one in found["people"]), told


@pytest.fixture
def small(handbook) -> dict[str, Any]:
    """A form with two questions, as the page gets it."""
    form = book_of(handbook.folder, FORM).form
    first = next(pane for pane in form["panes"] if pane["share"] == "team")
    questions = [
        {**first["questions"][0], "id": name, "text": text} for name, text in [("a", "Een?"), ("x-a", "Twee?")]
    ]
    return {**form, "panes": [{**first, "id": "wij", "title": "Wij", "questions": questions}]}


HEAD = "kijkraam--form;kijkraam--version;wij/a;wij/x-a"
ROW = f"{FORM};1;soms;nu-niet"
GOOD = {"a": "soms", "x-a": "nu-niet"}


@pytest.mark.parametrize(
    ("table", "people", "left"),
    [
        ([HEAD, ROW], [GOOD], []),
        (["wij-x-a,wij-a", "nu-niet,soms"], [GOOD], []),
        (["groep-x-a,x", "nu-niet,"], [{"x-a": "nu-niet"}], []),
        (["x_a,a", "Nu niet,SOMS"], [GOOD], []),
        (["Wij/Twee?,Wij/Een?", "Nu niet,Soms"], [GOOD], []),
        ([HEAD, ROW, "kijkraam-kwartiermaken;1;soms;soms"], [GOOD], [("other", 2)]),
        ([HEAD, ROW, f"{FORM};2;soms;soms"], [GOOD], [("version", 2)]),
        ([HEAD, ROW, ";;soms;soms", f"{ROW};meer"], [GOOD], [("row", 2), ("row", 3)]),
        ([HEAD, ROW, f"{FORM};1;vast-niet;soms"], [GOOD, {"x-a": "soms"}], [("answer", 2)]),
        ([HEAD, ROW, f"{FORM};1;;"], [GOOD], [("empty", 2)]),
        ([HEAD, f"{FORM};1;__proto__;constructor"], [{}], [("answer", 1)]),
        (["__proto__;constructor;a", "x;y;soms"], [{"a": "soms"}], []),
        (["a;a", "soms;nu-niet"], [{"a": "soms"}], []),
        (["Een?;Een?", "Soms;Soms"], [], [("labels", None)]),
        (["km-a2;b", "soms;soms"], [], [("no-questions", None)]),
    ],
)
def test_a_column_is_read_as_the_question_that_it_can_only_be_and_what_stays_out_is_told(small, table, people, left):
    (found,) = read([{"form": small, "text": "\n".join(table)}])

    assert [one["ratings"] for one in found["people"]] == people
    assert [(one["why"], one.get("number")) for one in found["left"]] == left


def test_what_a_program_adds_about_who_answered_is_no_group(small):
    who = ["username", "SubmitterName", "deviceid", "_submitted_by", "__version__", "wijk"]
    rows = [[f"{name}{n % 2}" for name in who] for n in range(12)]
    text = "\n".join(";".join([*row, "soms"]) for row in [who, *rows]).replace(";soms", ";a", 1)

    (found,) = read([{"form": small, "text": text}])

    assert [one["groups"] for one in found["people"]] == [{"wijk": row[-1]} for row in rows]


@pytest.mark.browser
def test_a_questionnaire_of_our_own_comes_in_as_it_is_and_by_way_of_collect(visitor, book, tmp_path, monkeypatch):
    questionnaire = questionnaire_of(BOOK.forms[FORM], short=True)
    people = filled_in(questionnaire)
    exported = tmp_path / "kobo.csv"
    exported.write_text(kobo(xlsform(questionnaire, WORDS, notes=False), people), encoding="utf-8", newline="")
    monkeypatch.chdir(ROOT)
    for name, options in {"rijen.csv": ["--rows"], "tel.csv": []}.items():
        arguments = ["collect", str(exported), *options, "-o", str(tmp_path / name)]
        assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 0
    page = visitor.open(TEAM)
    page.get_by_label("Welk formulier vulden jullie in?").select_option(TITLE)
    page.get_by_text("Bestanden", exact=True).click()

    for name in ["kobo.csv", "rijen.csv", "tel.csv"]:
        bring(page, {"name": name, "mimeType": "text/csv", "buffer": (tmp_path / name).read_bytes()})
        has_people(page, 12)
        assert shown(page) == book.counts([only_ratings(questionnaire, answers) for answers in people]), name
        expect(page.locator(".kijkraam-bring .kijkraam-team-said li")).to_have_count(0)
        page.get_by_role("button", name="Haal weg").click()
        has_people(page, 0)


@pytest.mark.browser
def test_what_a_team_takes_along_as_a_table_comes_in_again(visitor, book, tmp_path):
    people = book.people(9)
    star = book.short[2]["id"]
    page = visitor.open(TEAM, accept_downloads=True)
    page.get_by_text("Bestanden", exact=True).click()
    bring(page, file_of(*(record(f"r{n}", one, **{f"{star}--star": "ja"}) for n, one in enumerate(people))))
    has_people(page, 9)
    picture = shown(page)
    page.get_by_label("Wat hoorden jullie?").fill("Dat het verschilt.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Opslaan als tabel (CSV)").click()
    saved.value.save_as(tmp_path / "beeld.csv")
    page.get_by_role("button", name="Haal weg").click()
    has_people(page, 0)

    bring(page, {"name": "beeld.csv", "mimeType": "text/csv", "buffer": (tmp_path / "beeld.csv").read_bytes()})

    has_people(page, 9)
    assert shown(page) == picture == book.counts(people)
    expect(page.locator(f".kijkraam-team-picture [data-item={star}]").first).to_contain_text("☆ 9 mensen willen")
