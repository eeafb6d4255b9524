"""Three years with one form: it changes, is filled in meanwhile in two tabs, and moves along; no word is lost."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..browser.chromium import PATIENCE
from ..browser.pages import ready
from ..browser.test_filling_in import saved
from ..browser.test_records import choose_file, take
from ..conftest import Drawn
from ..handbook import Server

pytestmark = pytest.mark.browser

SITE = """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    == docs/index.md
    # Begin

    ::: records
"""
MOVES = {3, 7, 10}
"""Editions after which someone takes all along to another browser."""


@dataclass
class Plek:
    """A form that changes: each edition has a question more, another has another id, and one goes."""

    version: int = 1
    items: list[list[str]] = field(default_factory=lambda: [["p-1"], ["p-2"], ["p-3"], ["p-4"]])
    """The names of each question, the present one first."""
    retired: list[str] = field(default_factory=list)

    def change(self) -> None:
        self.version += 1
        renamed = self.items[self.version % len(self.items)]
        renamed.insert(0, f"r-{self.version}")
        if self.version > 2:
            self.retired += self.items.pop(1)
        self.items.append([f"n-{self.version}"])

    def yaml(self) -> str:
        items = [
            {"id": names[0], "text": f"Zin {names[-1]}, uitgave {self.version}."}
            | ({"was": names[1:]} if names[1:] else {})
            for names in self.items
        ]
        form: dict[str, Any] = {
            "id": "plek",
            "version": self.version,
            "kind": "kijkraam",
            "title": "Plek",
            "summary": "Kijk.",
            "audience": ["team"],
            "source": {"work": "boek"},
            "sections": [{"id": "hier", "title": "Hier", "scale": "praktijk", "items": items}],
        }
        return json.dumps(form | ({"retired": self.retired} if self.retired else {}), ensure_ascii=False)


@pytest.fixture
def browsers(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Make browsers that know nothing yet."""
    made: list[BrowserContext] = []

    def new() -> BrowserContext:
        made.append(browser.new_context(locale="nl-NL", accept_downloads=True))
        made[-1].set_default_timeout(PATIENCE)
        return made[-1]

    yield new
    for context in made:
        context.close()


def write(page: Page, name: str, text: str) -> None:
    """Add words to the note of a question, behind what stands there."""
    note = page.locator(f"[name='{name}--note']")
    note.evaluate(
        "(field) => { for (let at = field; at; at = at.parentElement) if (at.localName === 'details') at.open = true; }"
    )
    note.fill(f"{note.input_value()} {text}".strip())
    note.blur()


def taken(page: Page, home: str) -> str:
    """Take all along as one file, and return its text."""
    page.goto(home)
    page.get_by_role("button", name="Neem alles mee").click()
    return take(page)[1]


@pytest.mark.parametrize("editions", [3, pytest.param(12, marks=pytest.mark.proof)])
def test_no_answer_is_lost_in_three_years(
    draw: Callable[[str], Drawn],
    server: Server,
    browsers: Callable[[], BrowserContext],
    editions: int,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(server, "is_rebuilt", True)
    site, form, told = draw(SITE), Plek(), set()
    place = server.folder / "jaren"
    place.unlink(missing_ok=True)
    place.symlink_to(site.root / "site")
    home, address = f"{server.url}jaren/", f"{server.url}jaren/formulier/plek/"
    here = browsers()
    while True:
        site.write("checklists/plek.yml", form.yaml())
        assert not site.build().failed, site.log
        one, other = here.new_page(), here.new_page()
        for tab in (one, other):
            tab.goto(address)
            ready(tab)
        first, newest = form.items[0][0], form.items[-1][0]
        for tab, name, text in (
            (one, newest, f"nieuw{form.version}"),
            (other, first, f"ander{form.version}"),
            (one, first, f"een{form.version}"),
        ):
            tab.bring_to_front()
            write(tab, name, text)
            saved(tab)
            told.add(text)
        one.locator(f"[data-item='{newest}']").get_by_role("radio").first.check()
        saved(one)
        text = taken(one, home)
        [record] = json.loads(text)["records"]
        kept = json.dumps([record["answers"], record.get("earlier", {})])
        assert {word for word in told if word not in kept} == set(), f"edition {form.version}"
        other.close()
        if form.version in MOVES:
            here = browsers()
            one = here.new_page()
            one.goto(home)
            choose_file(one, text)
            expect(one.locator(".kijkraam-record")).to_have_count(1)
        one.close()
        if form.version == editions:
            break
        form.change()

    there = here.new_page()
    there.goto(address)
    ready(there)
    if any(name.partition("--")[0] in form.retired for name in record["answers"]):  # they come after the form itself
        expect(there.get_by_text("Vragen die er niet meer zijn")).to_be_visible()
    shown = there.evaluate("""() => [...document.querySelectorAll("main textarea")].map(({ value }) => value).join(" ")
      + document.querySelector("main").textContent""")
    assert {word for word in told if word not in shown} == set()
