"""How a browser with two thousand filled-in forms of forty answers does, beside one with fifty.

`.venv/bin/python -m pytest -q -s tests/benchmarks/many_kept.py` prints ratios; milliseconds are of one machine.
"""

import json
from typing import Any

from playwright.sync_api import Page, expect

from ..browser.conftest import Visitor
from ..browser.team import FORM, Book

PAGE = "mijn-formulieren/"
FEW, MANY = 50, 2000
AT_ONCE = 500
NOTE = "Zo ging het die keer. " * 3
PATIENT = 600_000
"""Milliseconds."""
UNTIL = """globalThis.until = (found) => new Promise((resolve) => {
  const look = () => (found() ? resolve(performance.now()) : setTimeout(look));
  look();
})"""
LISTED = "() => until(() => document.querySelectorAll('.kijkraam-record').length >= 50)"
"""Since the page was asked for. What a page without records takes is taken off."""
EMPTY = "() => until(() => document.querySelector('.kijkraam-records-empty')?.textContent)"
OPENED = "() => until(() => document.querySelector('.kijkraam-bar summary')?.textContent)"
FOUND = """() => {
  const field = document.querySelector("#kijkraam-records-search");
  const begin = performance.now();
  field.value = "blad 7";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const names = () => [...document.querySelectorAll(".kijkraam-record-name")].map(({ textContent }) => textContent);
  const others = () => names().filter((name) => !/blad 7/.test(name));
  return until(() => !others().length)
    .then((end) => end - begin);
}"""
TAKEN = """() => {
  const begin = performance.now();
  [...document.querySelectorAll("dialog[open] button")].find((one) => /Maak het bestand/.test(one.textContent)).click();
  return until(() => !document.querySelector("dialog[open]")).then((end) => end - begin);
}"""


def fill(page: Page, book: Book, first: int, last: int) -> None:
    """Bring so many records in."""
    time = "2026-11-20T10:00:00Z"
    answers: dict[str, Any] = {}
    for question in book.questions[:20]:
        answers |= {
            question["id"]: book.choices(question)[0]["id"],
            f"{question['id']}--note": "Zo ging het die keer. " * 3,
        }
    about = {"form": FORM, "version": 1, "created": time, "changed": time, "answers": answers}
    for start in range(first, last, AT_ONCE):
        records = [{**about, "id": f"r{n}", "name": f"blad {n}"} for n in range(start, min(start + AT_ONCE, last))]
        text = json.dumps({"kijkraam": 1, "made": time, "records": records})
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Kies een bestand").click()
        chooser.value.set_files({"name": "mee.json", "mimeType": "application/json", "buffer": text.encode()})
        expect(page.locator(".kijkraam-report li").first).to_be_visible(timeout=PATIENT)
        page.evaluate("() => document.querySelector('.kijkraam-report').replaceChildren()")


def measured(page: Page, home: str) -> dict[str, float]:
    """Return milliseconds for each thing that one does, the best of three."""
    times: dict[str, list[float]] = {"list": [], "search": [], "open": [], "take all": []}
    for _ in range(3):
        page.goto(home + PAGE)
        times["list"].append(page.evaluate(LISTED))
        times["search"].append(page.evaluate(FOUND))
        page.goto(home + PAGE)
        page.evaluate(LISTED)
        page.get_by_role("button", name="Neem alles mee").click()
        with page.expect_download():
            times["take all"].append(page.evaluate(TAKEN))
        page.goto(f"{home}formulier/{FORM}/?blad=r7")
        times["open"].append(page.evaluate(OPENED))
    return {name: min(found) for name, found in times.items()}


def test_many_kept(visitor: Visitor, book: Book) -> None:
    page = visitor.open(PAGE)
    page.set_default_timeout(PATIENT)
    page.context.add_init_script(UNTIL)
    page.goto(visitor.handbook.url + PAGE)
    nothing = page.evaluate(EMPTY)
    page.goto(f"{visitor.handbook.url}formulier/{FORM}/")
    new = page.evaluate(OPENED)
    page.goto(visitor.handbook.url + PAGE)
    fill(page, book, 0, FEW)
    few = measured(page, visitor.handbook.url)
    page.goto(visitor.handbook.url + PAGE)
    fill(page, book, FEW, MANY)
    many = measured(page, visitor.handbook.url)
    print(f"\nOf a page: {nothing:.0f} ms without records, {new:.0f} ms for a new form.")
    for name in few:
        times = many[name] / few[name]
        print(f"{name}: {many[name]:.0f} ms with {MANY} records, {few[name]:.0f} ms with {FEW}: {times:.1f} times")
