"""People who fill in a form, and the page where a team brings its answers together."""

import csv
import io
import json
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page, expect

from .modules import run

if TYPE_CHECKING:
    from .conftest import Visitor

TEAM = "team/"
FORM = "kijkraam-presentie"
TITLE = "Kijkraam Presentie"
DOTS = """list => Object.fromEntries([...list.querySelectorAll('[data-item]')].map((question) => [
  question.dataset.item,
  [...question.querySelectorAll(':scope > .kijkraam-dots')].map((dots) => Object.fromEntries(
    [...dots.children].map((one) => [one.dataset.answer, one.querySelector('.kijkraam-dots-all').textContent.length]),
  )),
]))"""
"""How many dots stand at each answer, by question, for each row of dots."""
Ratings = dict[str, str]


@dataclass(frozen=True)
class Book:
    """A form as the page for teams gets it, and people who fill it in."""

    form: dict[str, Any]

    @property
    def questions(self) -> list[dict[str, Any]]:
        panes = [pane for pane in self.form["panes"] if pane["share"] == "team"]
        return [question for pane in panes for question in pane["questions"] if question["scale"]]

    @property
    def short(self) -> list[dict[str, Any]]:
        return [question for question in self.questions if question["core"]]

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The questions of a sheet: those of the Eerste blik, or all where there is none."""
        return self.short or self.questions

    def with_questions(self, count: int) -> "Book":
        """The same form, with so many questions in eight panes and no Eerste blik."""
        first = {**self.questions[0], "core": False}
        questions = [{**first, "id": f"q-{n}", "text": f"Zin {n} van een lang formulier."} for n in range(1, count + 1)]
        pane = {**self.form["panes"][0], "share": "team"}
        panes = [{**pane, "id": f"r{n}", "questions": questions[n::8]} for n in range(8)]
        return Book({**self.form, "panes": panes, "code": {**self.form["code"], "items": {}, "answers": {}}})

    def choices(self, question: dict[str, Any]) -> list[dict[str, str]]:
        return self.form["scales"][question["scale"]]["answers"]

    def people(self, count: int, seed: int = 1) -> list[Ratings]:
        """People who fill in the Eerste blik (or all where there is none), each leaving out a question now and then."""
        chance = random.Random(seed)  # noqa: S311 - the same people every time
        return [
            {
                question["id"]: chance.choice(self.choices(question))["id"]
                for question in self.asked
                if chance.random() < 0.95
            }
            for _ in range(count)
        ]

    def codes(self, people: list[Ratings], first: int = 1) -> list[str]:
        source = "return given.people.map((ratings, n) => makeCode(given.code, ratings, given.first + n));"
        given = {"code": self.form["code"], "people": people, "first": first}
        made = run({"makeCode": "team/code.js"}, source, given)
        return ["-".join(code[place : place + 4] for place in range(0, len(code), 4)) for code in made]

    def counts(self, people: list[Ratings]) -> dict[str, dict[str, int]]:
        """How often each answer was given, by question and answer; none of what few people answered."""
        counted = {
            question["id"]: {
                choice["id"]: sum(1 for ratings in people if ratings.get(question["id"]) == choice["id"])
                for choice in self.choices(question)
            }
            for question in self.questions
        }
        return {item: answers for item, answers in counted.items() if sum(answers.values()) >= 4}


@cache
def book_of(folder: Path, form: str) -> Book:
    script = (folder / f"assets/kijkraam/forms/{form}.js").read_text(encoding="utf-8")
    found = re.fullmatch(
        r"globalThis\.kijkraamForms=\{\.\.\.globalThis\.kijkraamForms,\"[^\"]+\":(\{.*\})\};\n", script
    )
    assert found
    return Book(json.loads(found[1]))


def field(page: Page):
    return page.locator("[data-kijkraam-codes]")


def has_people(page: Page, count: int) -> None:
    expect(page.locator("[data-kijkraam-participants]")).to_have_text(str(count))


def mistakes(page: Page) -> list[str]:
    return page.locator("[data-kijkraam-mistakes] li").all_inner_texts()


def shown(page: Page, within: str = ".kijkraam-team-picture > .kijkraam-team-questions") -> dict[str, dict[str, int]]:
    """How many dots stand at each answer, by question and answer, as the page draws them."""
    return {item: dots[0] for item, dots in page.locator(within).evaluate(DOTS).items() if dots}


def record(name: str, ratings: Ratings, **other: Any) -> dict[str, Any]:
    time = "2026-11-20T10:00:00Z"
    told = {"id": name, "form": FORM, "version": 1, "name": "Blad van Anna", "created": time, "changed": time}
    return {**told, "answers": {**ratings, **other}}


def file_of(*records: Any, name: str = "antwoorden.json") -> dict[str, Any]:
    text = json.dumps({"kijkraam": 1, "made": "2026-11-20T10:00:00Z", "records": records})
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def table_of(name: str, head: list[str], rows: list[list[str]]) -> dict[str, Any]:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([head, *rows])
    return {"name": name, "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def bring(page: Page, *files: dict[str, Any], label: str = "Kies bestanden, of sleep ze hierheen") -> None:
    page.get_by_label(label).set_input_files(list(files))


def type_in(page: Page, book: Book, ratings: Ratings) -> None:
    """Type in a sheet with the keys that the page shows."""
    for question in book.asked:
        expect(page.locator(".kijkraam-paper-question")).to_contain_text(question["text"])
        answer = next((one["text"] for one in book.choices(question) if one["id"] == ratings.get(question["id"])), None)
        group = page.locator(".kijkraam-paper-answers")
        key = group.get_by_role("button", name=answer).locator("kbd").last.inner_text() if answer else " "
        page.keyboard.press(key)


def open_with(visitor: "Visitor", book: Book) -> Page:
    """Open the page for teams with another form in the place of its own, and with room for files."""
    body = f"kijkraamForms = {json.dumps({FORM: book.form})}"
    page = visitor.open()
    page.route(f"**/forms/{FORM}.js", lambda route: route.fulfill(body=body))
    page.goto(f"{visitor.handbook.url}{TEAM}")
    page.get_by_label("Welk formulier vulden jullie in?").select_option(TITLE)
    page.get_by_text("Bestanden", exact=True).click()
    return page


def with_team(page: Page, book: Book, people: list[Ratings]) -> None:
    field(page).fill("\n".join(book.codes(people)))
    has_people(page, len(people))


def keep(page: Page, count: int) -> None:
    page.get_by_role("button", name="Bewaar dit beeld").click()
    expect(page.locator("[data-kijkraam-mistakes]")).to_contain_text(f"Bewaard: het beeld van {count} mensen.")
