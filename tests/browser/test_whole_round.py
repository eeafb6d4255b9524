"""From the first answer to what one takes along, on the real handbook: all is kept, nothing leaves, a keyboard is enough.

`test_filling_in.py` shows that every field survives a reload; this is about what comes after.
"""

import io
import os
import random
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect
from pypdf import PdfReader

from ..handbook import Handbook, Server
from .axe import findings
from .chromium import find_chromium
from .conftest import ARGUMENTS, PATIENCE
from .pages import settle
from .test_filling_in import FILL, KIJKRAAM, PLAN, READ, REFUSE, bar, choose, item, note, ready, saved, with_three_rows
from .test_keyboard import tab_to
from .test_print import squeezed
from .test_records import LEFT, PAGE, choose_file, names_in, said, take
from .test_records import bar as records_bar
from .test_traject import TRAJECT, begin, to_phase

pytestmark = pytest.mark.browser

CHECKLISTS = Path(__file__).parent.parent.parent / "checklists"
SAMPLE = ["kijkraam-kwartiermaken", "plan-van-aanpak", "opbrengsten-presentie"]
"""A kijkraam, a worksheet with rows, and what a client tells: one form for each time that answers are kept."""
FORMS = sorted(path.stem for path in CHECKLISTS.glob("*/[!_]*.yml") if path.parent.name != "_schemas")
OFTEN = [pytest.param(form, marks=() if form in SAMPLE else pytest.mark.proof) for form in FORMS]

UNANSWERED = """() => {
  const controls = [...document.querySelector(".kijkraam-form").elements].filter((control) => control.name);
  const names = new Set(controls.map((control) => control.name).filter((name) => !/--(star|mode|panes|perspective)$/.test(name)));
  const given = (one) => (/radio|checkbox/.test(one.type) ? one.checked : one.value);
  return [...names].filter((name) => !controls.some((one) => one.name === name && given(one)));
}"""
"""The fields of a form without an answer."""


# --- every form: filled in, taken along, wiped, brought back ---


def open_form(page: Page) -> Page:
    """Wait until a form is open; what a client tells has a start of its own, from which it is begun once."""
    if not page.locator(".kijkraam--ervaring").count():
        return ready(page)
    start = page.locator(".kijkraam-start")
    expect(start).to_be_visible()
    return page


def stored(page: Page) -> None:
    """Wait until all is stored. What a client tells is in the tab, and no line says so."""
    if page.locator(".kijkraam-status").count():
        saved(page)
    else:
        last = page.evaluate(
            f"Math.max(...Object.values(({READ})()).map((text) => Number(/^Tekst (\\d+)$/.exec(text)?.[1] ?? 0)))"
        )
        page.wait_for_function("last => JSON.stringify(sessionStorage).includes(`Tekst ${last}`)", arg=last)


def wipe_everything(page: Page) -> None:
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("dialog").get_by_role("button", name="Wis", exact=True).click()
    expect(records_bar(page).get_by_text("Alles is gewist.")).to_be_visible()


def test_the_forms_here_are_those_of_the_handbook(handbook):
    assert [f"formulier/{form}/" for form in FORMS] == [
        address for address in handbook.addresses if re.fullmatch(r"formulier/[^/]+/", address)
    ]


@pytest.mark.parametrize("form", OFTEN)
def test_every_field_comes_back_from_a_file_after_everything_was_wiped(visitor, form):
    page = open_form(visitor.open(f"formulier/{form}/"))
    if page.locator(".kijkraam-start").count():
        page.get_by_role("button", name=re.compile(r"^Alles: \d+ vragen$")).click()
    for more in page.get_by_role("button", name="Rij erbij").all():
        more.click()
    page.evaluate(FILL)
    stored(page)
    filled = page.evaluate(READ)
    assert len(filled) > 3
    assert page.evaluate(UNANSWERED) == []

    page.goto(visitor.handbook.url + PAGE)
    page.get_by_role("button", name="Neem alles mee").click()
    _, text = take(page)
    (name,) = names_in(text)
    wipe_everything(page)
    left = page.evaluate(LEFT)
    assert [trace for trace in (form, "Tekst 1", name) if trace and trace in left] == []
    choose_file(page, text)
    assert [line.partition(":")[0] for line in said(page)] == ["1 formulier is toegevoegd"]
    page.locator(".kijkraam-record-name a").click()

    expect(page.locator(f"kijkraam-form[data-form={form}]")).to_be_attached()
    if not page.locator(".kijkraam-start").count():
        ready(page)
    page.wait_for_function(f"count => Object.keys(({READ})()).length === count", arg=len(filled))
    assert page.evaluate(READ) == filled
