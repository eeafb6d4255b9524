"""Names, notes, files, pasted text and addresses, whatever is in them: nothing runs, and nobody is led elsewhere.

The policy that would stop it is taken out here: it is a second lock, not the first.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from ..browser.chromium import PATIENCE
from ..browser.pages import ready
from ..browser.team import bring, has_people, table_of
from ..handbook import Handbook
from ..sampling import rarely
from .hostile import FOUND, PAYLOADS, WATCH

pytestmark = pytest.mark.browser

TIME = "2026-11-20T10:00:00Z"
KIJKRAAM = "kijkraam-kwartiermaken"
ALL = "\n".join(PAYLOADS)
ADDRESSES = [
    "formulier/kijkraam-kwartiermaken/",
    "formulier/opbrengsten-presentie/",
    "mijn-formulieren/",
    "team/",
    "formulieren/",
    "404.html",
]
QUERIES = ["inbed", "q", "ruiten", "uitgave", "voorbeeld", "blad", "kort", "traject", "was", "soort", "thema"]
"""What the browser code looks for in an address, and what it may one day."""


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A page without a policy, in which a script that a payload starts is noted; errors and dialogs fail a test."""
    context = browser.new_context(bypass_csp=True, locale="nl-NL", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def is_clean(page: Page, address: str) -> None:
    """See that nothing ran, that nothing of what was told became part of the page, and that it is still this page."""
    assert page.evaluate("() => window.__ran") + page.evaluate(FOUND) == []
    assert page.url.startswith(address)


def record(number: int, payload: str) -> dict[str, object]:
    """Return a record of a browser in which every text is a payload."""
    answers = {
        "km-a2": "soms",
        "km-a2--note": payload,
        f"{KIJKRAAM}--reflection-1": payload,
        f"{KIJKRAAM}--action-1-what": payload,
        f"{KIJKRAAM}--action-1-who": payload,
        "km-gone": payload,
    }
    earlier = {"km-a2--note": [{"value": f"{payload} eerder", "changed": TIME}]}
    told = {"id": f"r{number}", "form": KIJKRAAM, "version": 1, "name": payload, "created": TIME, "changed": TIME}
    return {**told, "answers": answers, "earlier": earlier}


FILE: dict[str, Any] = {
    "kijkraam": 1,
    "made": TIME,
    "records": [record(n, one) for n, one in enumerate([*PAYLOADS, ALL])],
}
KEYS = ["__proto__", "constructor", "toString", "<img src=x onerror=alert(1)>", "a b", ""]
"""What may not name anything."""


def choose(page: Page, button: str, name: str, text: str) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).click()
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})


def test_no_name_or_note_of_a_record_runs_as_a_script(watched: Page, handbook: Handbook):
    address = f"{handbook.url}mijn-formulieren/"
    watched.goto(address)
    choose(watched, "Kies een bestand", "<img src=x onerror=alert(1)>.json", json.dumps(FILE))
    expect(watched.locator(".kijkraam-report li").first).to_be_visible()
    is_clean(watched, address)

    watched.reload()
    last = watched.locator("kijkraam-records a[href*='formulier/']")
    expect(last.first).to_be_visible()
    is_clean(watched, address)

    form = f"{handbook.url}formulier/{KIJKRAAM}/"
    watched.goto(f"{form}?blad=r{len(PAYLOADS)}")
    ready(watched)
    watched.evaluate("() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    expect(watched.locator("[name='km-a2--note']")).to_have_value(ALL)
    is_clean(watched, form)
    for button in ("Bekijk wat je invulde", "Resultaat"):
        found = watched.get_by_role("button", name=button)
        if found.count():
            found.first.click()
            is_clean(watched, form)


@pytest.mark.parametrize("where", rarely(["file", "record", "answers", "given", "earlier"], but=["file", "answers"]))
def test_a_file_with_names_that_every_object_has_changes_no_object(watched: Page, handbook: Handbook, where: str):
    address = f"{handbook.url}mijn-formulieren/"
    watched.goto(address)
    for key in KEYS:
        content = json.loads(json.dumps({**FILE, "records": [{**record(1, "x"), "given": {}}]}))
        told = {"file": content, "record": content["records"][0]}.get(where) or content["records"][0][where]
        told[key] = {"changed": TIME, "alert": "x"} if where == "given" else "x"
        choose(watched, "Kies een bestand", "mee.json", json.dumps(content))
        expect(watched.locator(".kijkraam-report li").first).to_be_visible()
        watched.evaluate("() => document.querySelector('.kijkraam-report').replaceChildren()")

    assert watched.evaluate("() => [({}).changed, ({}).x, ({}).alert, Object.keys(Object.prototype).length]") == [
        None,
        None,
        None,
        0,
    ]
    expect(watched.locator("kijkraam-records a[href*='formulier/']")).to_have_count(0)
    is_clean(watched, address)


def test_nothing_that_is_brought_to_the_page_for_teams_runs_as_a_script(watched: Page, handbook: Handbook):
    address = f"{handbook.url}team/"
    watched.goto(address)
    watched.locator("[data-kijkraam-codes]").fill(ALL)
    is_clean(watched, address)

    watched.reload()
    watched.get_by_label("Welk formulier vulden jullie in?").select_option("Kijkraam Kwartiermaken")
    watched.get_by_text("Bestanden", exact=True).click()
    bring(watched, {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(FILE).encode()})
    has_people(watched, len(FILE["records"]))
    is_clean(watched, address)

    # Groups of people, and what they are called, come out of a table.
    head = ["km-a2", *PAYLOADS[:60]]
    rows = [["soms", *(f"{one[:60]}{n % 2}" for one in PAYLOADS[:60])] for n in range(12)]
    bring(watched, table_of("<svg onload=alert(1)>.csv", head, rows))
    has_people(watched, len(FILE["records"]) + len(rows))
    is_clean(watched, address)


@pytest.mark.parametrize("turn", rarely([0, 1, 2], but=[0]))
def test_no_address_makes_a_script_run(watched: Page, handbook: Handbook, turn: int):
    queries = "&".join(f"{name}={quote(ALL[:1500])}" for name in QUERIES)
    one_by_one = [PAYLOADS[n] for n in (0, 19, 31)]
    for number, page in enumerate(ADDRESSES):
        payload = one_by_one[(number + turn) % 3]
        address = handbook.url + page
        watched.goto(f"{address}?{queries}#{quote(ALL[:1500])}")
        is_clean(watched, address)
        watched.goto(f"{address}?{payload}&inbed={payload}#{payload}")
        is_clean(watched, address)
