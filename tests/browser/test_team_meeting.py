"""A team meeting as it goes: on phones, laptops and paper, and half a year later with a form that has grown."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..conftest import Drawn
from ..drawings import FRAME
from ..handbook import Handbook, Server
from .conftest import Visitor
from .pages import ready
from .team import TEAM, Book, Ratings, book_of, field, has_people, mistakes, shown, type_in

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
LAPTOP = {"width": 1280, "height": 720}


def code_of(page: Page, ratings: Ratings) -> str:
    """Fill in a form with its own controls, and make a code."""
    ready(page)
    for item, answer in ratings.items():
        page.locator(f"[name={item}][value={answer}]").check()
    page.get_by_role("button", name="Maak mijn code").click()
    code: str = page.locator("[data-kijkraam-code]").inner_text()
    page.context.close()
    return code


def chat_of(codes: list[str]) -> str:
    """What a facilitator copies out of a chat: names, times, other talk, and codes as people type them over."""
    ways = [
        "[22-11-2026, 09:1{n}] Collega {n}: hier is 'm: {code} groet!",
        "22 nov. 2026 09:1{n} - +31 6 1234567{n}: *{lower}* \U0001f44d",
        "> Collega {n} schreef:\n> {broken}\nDank! Tot om 10:30 in kamer 3-D-14",
        "Beste Sam, mijn code is {spaced}. 12345-ABC is de deur.",
    ]
    lines = []
    for n, code in enumerate(codes):
        broken = code.replace("-", "-\n> ", 1)
        words = {"n": n, "code": code, "lower": code.lower(), "spaced": code.replace("-", " "), "broken": broken}
        lines.append(ways[n % len(ways)].format(**words))
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("voorwaarden-blijvende-inzet", ""),
        pytest.param("kijkraam-presentie", "?kort", marks=pytest.mark.proof),
        pytest.param("kijkraam-kwartiermaken", "?kort", marks=pytest.mark.proof),
    ],
)
def test_twelve_people_on_phones_laptops_and_paper_see_exactly_what_they_answered(visitor, handbook, form, query):
    book = book_of(handbook.folder, form)
    people = book.people(12, seed=6)
    devices = [PHONE, LAPTOP] * 4
    codes = [
        code_of(visitor.open(f"formulier/{form}/{query}", **device), ratings)
        for device, ratings in zip(devices, people, strict=False)
    ]
    page = visitor.open(TEAM)

    field(page).fill(chat_of(codes))
    has_people(page, 8)
    page.get_by_text("Papier intypen").click()
    page.locator(".kijkraam-paper-answers button").first.focus()
    for ratings in people[8:]:
        type_in(page, book, ratings)

    has_people(page, 12)
    assert mistakes(page) == []
    assert len(set(codes)) == 8
    assert shown(page) == book.counts(people)


def test_who_answers_the_same_is_someone_else_but_the_same_code_twice_is_one_person(visitor, handbook):
    form = "voorwaarden-blijvende-inzet"
    book = book_of(handbook.folder, form)
    same = {question["id"]: book.choices(question)[0]["id"] for question in book.questions[:2]}
    codes = [code_of(visitor.open(f"formulier/{form}/", **PHONE), same) for _ in range(4)]
    page = visitor.open(TEAM)

    field(page).fill("\n".join([*codes, codes[0].replace("-", " ").lower()]))

    has_people(page, 4)
    assert mistakes(page) == [f"{codes[0]}: deze code is er al. Hij telt één keer."]
    assert shown(page) == {item: counts for item, counts in book.counts([same] * 4).items() if item in same}


GROWING = (
    FRAME
    + """
      - id: ons
        title: Ons werk
        scale: praktijk
        items: [ITEMS]
    == docs/team.md
    # Team {#team}

    ::: team
"""
)
BEFORE = "{id: een, text: Een., core: true}, {id: twee, text: Twee.}, {id: drie, text: Drie.}"
AFTER = (
    "{id: nul, text: Nul., core: true}, {id: dos, text: Twee., was: [twee], core: true}, {id: een, text: Een.}, "
    "{id: vier, text: Vier.}, {id: drie, text: Drie.}"
)


@contextmanager
def visiting(browser: Browser, site: Drawn) -> Iterator[Visitor]:
    """Build a little site, with all that is new in it locked, and visit it."""
    assert site.kijkraam("lock").returncode == 0
    folder: Path = site.build().root / "site"
    assert site.log == []
    with Server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        visitor = Visitor(browser, Handbook(folder, server.url, []))
        yield visitor
        visitor.leave()
        server.shutdown()
    assert visitor.complaints == []


def test_codes_from_before_a_form_got_new_questions_and_names_keep_working(browser, draw: Callable[[str], Drawn]):
    then = {"een": "nu-niet", "twee": "weet-ik-niet", "drie": "zo-werken-wij"}
    now = {"nul": "nu-niet", "dos": "zo-werken-wij", "een": "zo-werken-wij", "vier": "weet-ik-niet"}
    with visiting(browser, draw(GROWING.replace("ITEMS", BEFORE))) as visitor:
        old = [code_of(visitor.open("formulier/mijn-raam/"), then) for _ in range(3)]
    with visiting(browser, draw(GROWING.replace("ITEMS", AFTER))) as visitor:
        new = [code_of(visitor.open("formulier/mijn-raam/"), now) for _ in range(2)]
        page = visitor.open(TEAM)
        field(page).fill(" ".join([*old, *new]))

        has_people(page, 5)
        assert mistakes(page) == []
        expected = [{"een": "nu-niet", "dos": "weet-ik-niet", "drie": "zo-werken-wij"}] * 3 + [now] * 2
        book: Book = book_of(visitor.handbook.folder, "mijn-raam")
        counts = {item: given for item, given in book.counts(expected).items() if item in ("een", "dos")}
        assert shown(page) == counts
        expect(page.locator("[data-item=drie]").first).to_contain_text("Minder dan vier mensen gaven hier antwoord.")
