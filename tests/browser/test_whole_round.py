"""From the first answer to what is taken along, on the real handbook: all is kept, nothing leaves, keys are enough.

`test_filling_in.py` shows that every field survives a reload; this is about what comes after.
"""

import io
import os
import queue
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
from typing import IO, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from pypdf import PdfReader

from ..handbook import Handbook, Server
from ..sampling import rarely
from .axe import findings
from .chromium import ARGUMENTS, find_chromium
from .conftest import PATIENCE, Visitor
from .pages import ready, settle
from .test_filling_in import FILL, KIJKRAAM, PLAN, READ, REFUSE, bar, choose, item, note, saved, with_three_rows
from .test_keyboard import tab_to
from .test_print import squeezed
from .test_records import LEFT, PAGE, choose_file, names_in, said, take
from .test_records import bar as records_bar
from .test_traject import TRAJECT, begin, to_phase

pytestmark = pytest.mark.browser

CHECKLISTS = Path(__file__).parent.parent.parent / "checklists"
OFTEN = ["kijkraam-kwartiermaken", "plan-van-aanpak", "opbrengsten-presentie"]
"""A kijkraam, a worksheet with rows, and what a client tells: one form for each time that answers are kept."""
FORMS = sorted(path.stem for path in CHECKLISTS.glob("*/[!_]*.yml") if path.parent.name != "_schemas")

UNANSWERED = """() => {
  const controls = [...document.querySelector(".kijkraam-form").elements].filter((control) => control.name);
  const isAsked = ({ name }) => !/--(star|mode|panes|perspective)$/.test(name);
  const names = new Set(controls.filter(isAsked).map((control) => control.name));
  const given = (one) => (/radio|checkbox/.test(one.type) ? one.checked : one.value);
  return [...names].filter((name) => !controls.some((one) => one.name === name && given(one)));
}"""
"""The fields of a form without an answer."""


# --- every form: filled in, taken along, wiped, brought back ---


def fill_in(page: Page) -> dict[str, str]:
    """Give every field a value, and return what is filled in once all of it is stored."""
    status = page.locator(".kijkraam-foot .kijkraam-status")
    if status.count():
        status.evaluate("status => { status.textContent = ''; }")  # what is stored already is said there as well
    page.evaluate(FILL)
    filled = page.evaluate(READ)
    if status.count():
        saved(page)
    else:  # what a client tells is in the tab, and no line says so
        texts = [text for text in filled.values() if text.startswith("Tekst ")]
        assert texts
        page.wait_for_function(
            "texts => texts.every((text) => JSON.stringify({ ...sessionStorage }).includes(text))", arg=texts
        )
    return filled


def wipe_everything(page: Page) -> None:
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("dialog").get_by_role("button", name="Wis", exact=True).click()
    expect(records_bar(page).get_by_text("Alles is gewist.")).to_be_visible()


def test_the_forms_here_are_those_of_the_handbook(handbook):
    assert [f"formulier/{form}/" for form in FORMS] == [
        address for address in handbook.addresses if re.fullmatch(r"formulier/[^/]+/", address)
    ]


@pytest.mark.parametrize("form", rarely(FORMS, but=OFTEN))
def test_every_field_comes_back_from_a_file_after_everything_was_wiped(visitor, form):
    page = ready(visitor.open(f"formulier/{form}/"))
    if page.locator(".kijkraam-start").count():
        page.get_by_role("button", name=re.compile(r"^Alles: \d+ vragen$")).click()
    for more in page.get_by_role("button", name="Rij erbij").all():
        more.click()
    filled = fill_in(page)
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
    ready(page)
    page.wait_for_function(f"count => Object.keys(({READ})()).length === count", arg=len(filled))
    assert page.evaluate(READ) == filled


# --- nothing leaves ---

TOKEN = "GEHEIMWOORD"  # noqa: S105 - a word to look for in what the browser sends
OF_THE_BROWSER = "CONNECT content-autofill.googleapis.com:443 "
"""Chromium itself asks Google what kind of fields a form has, by a hash of their names; no page has a say in it."""
OPEN_NOTES = "() => document.querySelectorAll('.kijkraam-form details').forEach((fold) => { fold.open = true; })"


class Wire(Server):
    """The way to every host: a proxy that remembers all that a browser sends, and knows only the handbook."""

    def __init__(self, folder: Path, known: str) -> None:
        super().__init__(folder)
        self.RequestHandlerClass = partial(_Told, directory=str(folder))
        self.known = known

    def elsewhere(self) -> list[str]:
        """The first lines of all requests that were not for the handbook."""
        lines = [asked.partition("\n")[0] for asked in self.asked]
        return [line for line in lines if not line.startswith((f"GET {self.known}", OF_THE_BROWSER))]


class _Told(SimpleHTTPRequestHandler):
    server: Wire

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self.tell
        raise AttributeError(name)

    def do_GET(self) -> None:
        self.tell()

    def do_HEAD(self) -> None:
        self.tell()

    def tell(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(f"{self.requestline}\n{self.headers}\n{body.decode('utf-8', 'replace')}")
        if self.command == "GET" and self.path.startswith(self.server.known):
            super().do_GET()
        else:
            self.send_error(502)

    def translate_path(self, path: str) -> str:
        return super().translate_path(urlsplit(path).path)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def wire(server: Server, handbook: Handbook) -> Iterator[Wire]:
    with Wire(server.folder, handbook.url) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def through(wire: Wire) -> dict[str, Any]:
    """Options of a browser that asks everything over a wire, also what is on this machine."""
    return {"proxy": {"server": wire.url.rstrip("/"), "bypass": "<-loopback>"}}


def assert_it_would_be_heard(browser: Browser, wire: Wire) -> None:
    """Show that the wire hears what goes elsewhere, and what is in it."""
    wire.asked.clear()
    context = browser.new_context(**through(wire))
    context.new_page().goto(f"http://elders.example/?{TOKEN}")
    context.close()
    assert wire.elsewhere()[0] == f"GET http://elders.example/?{TOKEN} HTTP/1.1"


def look_back_and_take_along(page: Page) -> None:
    """Look back on a form, choose, and take it along in every way."""
    page.get_by_role("button", name="Kijk terug").click()
    expect(page.get_by_role("heading", name="Terugkijken")).to_be_focused()
    page.locator(".kijkraam-goes-well").get_by_role("checkbox").first.check()
    action = page.get_by_role("group", name="Actie 1")
    for field in action.get_by_role("textbox").all():
        field.fill(f"{TOKEN} actie")
    action.get_by_role("textbox").last.blur()
    for ask in ("Alles afdrukken", "Alleen dit resultaat afdrukken", "Kopiëren als tekst"):
        page.get_by_role("button", name=ask).click()
    for kind in ("Opslaan als tabel (CSV)", "Opslaan om later verder te gaan (JSON)"):
        with page.expect_download() as made:
            page.get_by_role("button", name=kind).click()
        assert TOKEN in Path(made.value.path()).read_text(encoding="utf-8")


def manage(page: Page) -> None:
    """Find, rename, copy, take along, bring back and wipe what was filled in."""
    page.get_by_label("Zoek op naam of formulier").fill(TOKEN)
    expect(page.locator(".kijkraam-record-name")).to_have_count(1)
    page.get_by_role("button", name="Hernoem").click()
    page.get_by_role("dialog").get_by_label("Naam").fill(f"{TOKEN} ander")
    page.get_by_role("dialog").get_by_role("button", name="Bewaar").click()
    page.get_by_role("button", name="Maak kopie").first.click()
    expect(page.locator(".kijkraam-record-name")).to_have_count(2)
    page.get_by_role("button", name="Neem alles mee").click()
    _, text = take(page, f"{TOKEN} als zin")
    wipe_everything(page)
    choose_file(page, text)
    page.get_by_role("dialog").get_by_label("Wachtwoord").fill(f"{TOKEN} als zin")
    page.keyboard.press("Enter")
    said(page)
    page.get_by_role("link", name=f"{TOKEN} ander", exact=True).click()
    expect(page.locator("[name='km-a1--note']")).to_have_value(f"{TOKEN} notitie")


def go_through_a_traject(page: Page) -> None:
    begin(page, TOKEN)
    to_phase(page)
    page.locator("[name=f1-d1][value=gedaan]").check()
    page.evaluate(OPEN_NOTES)
    page.locator("[name='f1-d1--note']").fill(f"{TOKEN} fase")
    page.get_by_role("link", name="Terug naar het traject").first.click()
    expect(page.get_by_role("heading", name=TOKEN)).to_be_visible()
    page.get_by_role("button", name="Neem mee en wis").click()
    page.get_by_role("button", name="Bewaar als bestand").click()
    with page.expect_download() as made:
        page.get_by_role("dialog").locator(".kijkraam-button--primary").click()
    assert TOKEN in Path(made.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="Druk af").click()
    page.get_by_role("button", name="Wis dit traject").click()
    page.get_by_role("dialog").get_by_role("button", name="Wis dit traject").click()
    expect(page.get_by_role("heading", name="Begin een traject")).to_be_focused()


def tell_as_a_client(page: Page) -> None:
    page.get_by_role("button", name=re.compile(r"^Kort: \d+ vragen$")).click()
    page.locator("[data-current] [type=radio]").first.check()
    page.locator("[data-current] textarea").first.fill(f"{TOKEN} verteld")
    for press in ("Verder", "Stoppen", "Laten zien aan …", "Sluiten", "Niets bewaren"):
        page.get_by_role("button", name=re.compile(f"^{press}")).click()
    expect(page.get_by_role("heading", name="Alles is gewist")).to_be_focused()


@pytest.fixture
def whole_chromium(visitor: Visitor) -> Iterator[None]:
    """Gives the visitor the whole Chromium, also in a short run: what a browser asks of its own accord counts too."""
    before = visitor.browser
    visitor.browser = before.browser_type.launch(executable_path=find_chromium(), args=ARGUMENTS)
    yield
    visitor.browser.close()
    visitor.contexts.clear()
    visitor.browser = before


@pytest.mark.usefixtures("whole_chromium")
def test_in_a_whole_session_no_request_goes_elsewhere_or_carries_an_answer_and_the_policy_holds(visitor, wire):
    page = visitor.open("404.html", **through(wire))
    refused: list[str] = []
    page.context.expose_binding("tellRefused", lambda _, directive: refused.append(directive))
    page.context.add_init_script(
        """window.print = () => dispatchEvent(new Event("afterprint"));
        document.addEventListener("securitypolicyviolation", (event) => tellRefused(event.effectiveDirective));"""
    )
    page.goto(visitor.handbook.url)
    page.get_by_role("link", name="Kijkraam Kwartiermaken", exact=True).first.click()
    ready(page)
    choose(page, "km-a1", "Zo werken wij")
    choose(page, "km-a2", "Weet ik niet")
    page.evaluate(OPEN_NOTES)
    note(page, "km-a1").fill(f"{TOKEN} notitie")
    item(page, "km-a1").get_by_label("Hier wil ik over praten").check()
    page.locator("[name='kijkraam-kwartiermaken--reflection-1']").fill(f"{TOKEN} gesprek")
    bar(page).get_by_label("Naam van dit blad").fill(TOKEN)
    look_back_and_take_along(page)
    page.get_by_role("textbox", name="Zoek in het handboek").press_sequentially(TOKEN)
    while page.locator("#__search").is_checked():  # search opens a moment after the first letter
        page.keyboard.press("Escape")
    bar(page).get_by_role("link", name="Alles wat je hebt ingevuld").click()
    manage(page)
    page.goto(visitor.handbook.url + TRAJECT)
    go_through_a_traject(page)
    page.goto(visitor.handbook.url + "formulier/opbrengsten-presentie/")
    tell_as_a_client(page)

    assert len(wire.asked) > 50
    assert wire.elsewhere() == []
    assert [asked for asked in wire.asked if TOKEN in asked or "zo-werken-wij" in asked] == []
    assert refused == []
    assert page.context.cookies() == []
    print(f"{len(wire.asked)} requests")  # noqa: T201 - a figure of the proof
    assert visitor.complaints == []
    assert_it_would_be_heard(visitor.browser, wire)


def test_without_javascript_no_request_goes_elsewhere_or_carries_an_answer(visitor, wire):
    page = visitor.open(**through(wire), java_script_enabled=False)

    page.get_by_role("link", name="Kijkraam Kwartiermaken", exact=True).first.click()
    for address in (KIJKRAAM, PLAN, "formulier/opbrengsten-presentie/", "formulier/urgentieschema/"):
        page.goto(visitor.handbook.url + address)
        form = page.locator("main form.kijkraam-form")
        for fold in form.locator("details:not([open]) > summary").all()[:3]:
            fold.click()
        for group in form.locator("fieldset:has([type=radio]):not(:has(fieldset))").all()[:5]:
            group.get_by_role("radio").first.check()
        for field in form.locator("textarea:visible, [type=text]:visible").all()[:5]:
            field.fill(f"{TOKEN} zonder script")
            field.press("Enter")
        assert page.url == visitor.handbook.url + address
    for address in (PAGE, TRAJECT, "privacy/"):
        page.goto(visitor.handbook.url + address)

    assert len(wire.asked) > 15
    assert wire.elsewhere() == []
    assert [asked for asked in wire.asked if TOKEN in asked or "zo-werken-wij" in asked] == []
    print(f"{len(wire.asked)} requests")  # noqa: T201 - a figure of the proof
    assert visitor.complaints == []
    assert_it_would_be_heard(visitor.browser, wire)


# --- without a mouse ---

DAY = re.compile(
    r"\d{1,2} (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)( \d{4})?"
)


def texts_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_keyboard_is_enough_from_the_home_page_to_a_printed_result_of_words(visitor):
    page = visitor.open(locale="nl-NL")
    page.context.add_init_script("window.print = () => { window.printed = true; };")
    page.context.add_init_script("addEventListener('pointerdown', () => { window.pointed = true; }, true);")
    page.reload()
    page.evaluate("() => { window.sameDocument = true; }")

    tab_to(page, "main a[href$='formulier/kijkraam-kwartiermaken/']")
    press(page, "Enter")
    ready(page)
    tab_to(page, "[name=kijkraam-kwartiermaken--mode]", within=60)
    press(page, "Space")
    expect(page.get_by_role("radio", name="Eerste blik")).to_be_checked()
    tab_to(page, "[name=km-a2]", within=60)
    press(page, "Space")
    for name, down in (("km-a4", 4), ("km-a7", 2)):
        tab_to(page, f"[name={name}]", within=20)
        press(page, "Space", *["ArrowDown"] * down)
    tab_to(page, "#km-a7 summary", within=2)
    press(page, "Enter")
    tab_to(page, "[name=km-a7--note]", within=1)
    page.keyboard.type("In het buurthuis op dinsdag.")
    tab_to(page, "[name=km-a7--star]", within=2)
    press(page, "Space")
    tab_to(page, "[data-kijkraam-result] > p > button", within=150)
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Terugkijken")).to_be_focused()
    tab_to(page, ".kijkraam-goes-well summary", within=40)
    press(page, "Enter")
    tab_to(page, ".kijkraam-goes-well [type=checkbox]", within=1)
    press(page, "Space")
    tab_to(page, "[name$='--action-1--what']", within=10)
    for words in ("Koffie schenken", "De sleutel vragen", "De beheerder", "Volgende week"):
        page.keyboard.type(words)
        press(page, "Tab")
    tab_to(page, ".kijkraam-take button:nth-of-type(2)", within=20)
    expect(page.get_by_role("button", name="Alleen dit resultaat afdrukken")).to_be_focused()
    press(page, "Enter")
    page.wait_for_function("() => window.printed")
    assert page.evaluate("() => [window.sameDocument, window.pointed]") == [True, None]

    paper = texts_of(page.pdf(prefer_css_page_size=True))
    wanted = [
        "Zo werken wij", "Weet ik niet", "Soms", "In het buurthuis op dinsdag.", "Koffie schenken",
        "De sleutel vragen", "De beheerder", "Volgende week", "Je zette een ster bij", "Deze ruit is nog dicht.",
    ]  # fmt: skip
    assert [words for words in wanted if squeezed(words) not in squeezed(paper)] == []
    rest = DAY.sub("", paper).replace("Actie 1", "")
    assert re.findall(r".{0,20}[\d%].{0,10}", rest) == []


# --- for everybody ---


def two_records(page: Page) -> None:
    """Two records of one form, and the bar open on the second."""
    choose(page, "km-a1", "Zo werken wij")
    saved(page)
    bar(page).get_by_role("button", name="Maak een kopie").click()
    expect(bar(page).get_by_role("button", name=re.compile("gewijzigd op"))).to_have_count(1)


def looked_back(page: Page) -> None:
    """The look back with everything open, beside an earlier record."""
    two_records(page)
    choose(page, "km-a1", "Soms")
    item(page, "km-a2").get_by_label("Hier wil ik over praten").check()
    saved(page)
    page.get_by_role("button", name="Kijk terug").click()
    expect(page.get_by_role("heading", name="Terugkijken")).to_be_focused()
    page.get_by_label("Leg er een eerder blad naast").select_option(index=1)
    expect(page.get_by_role("heading", name="Toen en nu")).to_be_visible()
    page.evaluate(
        "() => document.querySelectorAll('.kijkraam-result details').forEach((fold) => { fold.open = true; })"
    )


def pane_by_pane(page: Page) -> None:
    page.get_by_label("Ruit voor ruit").check()
    page.get_by_role("checkbox", name="Open Voorwaarden").check()
    choose(page, "km-c1", "Dat is er")
    bar(page)
    saved(page)


def nothing_stored(page: Page, problem: str = "full") -> None:
    page.add_init_script(REFUSE[problem])
    page.reload()
    ready(page).locator("[name='doel']").fill("Vaker naar buiten")
    expect(page.get_by_role("button", name="Bewaar als bestand")).to_be_visible()
    expect(page.locator(".kijkraam-status")).to_have_text("Niet opgeslagen")


def row_taken_away(page: Page) -> None:
    with_three_rows(page)
    page.get_by_role("button", name="Rij 2 weghalen").click()
    expect(page.get_by_role("button", name="Zet terug")).to_be_focused()


def record_wiped(page: Page) -> None:
    choose(page, "km-a1", "Zo werken wij")
    saved(page)
    bar(page).get_by_role("button", name="Wis dit blad").click()
    expect(page.get_by_role("button", name="Zet terug")).to_be_focused()


def fourth_star(page: Page) -> None:
    for name in ("km-a1", "km-a2", "km-a3"):
        item(page, name).get_by_label("Hier wil ik over praten").check()
    item(page, "km-a4").get_by_label("Hier wil ik over praten").click()
    expect(page.locator("#km-a4")).to_contain_text("Er staan al drie sterren")


def month_later(page: Page) -> None:
    page.locator("[name='doel']").fill("Vaker naar buiten")
    saved(page)
    page.clock.set_fixed_time(time.time() + 31 * 24 * 3600)
    page.reload()
    expect(page.get_by_role("button", name="Ja, wis dit")).to_be_visible()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "bar-open": (KIJKRAAM, two_records),
    "pane-by-pane": (KIJKRAAM, pane_by_pane),
    "link-with-selection": (f"{KIJKRAAM}?kort&ruiten=voorwaarden", lambda page: choose(page, "km-c2", "Dat is er")),
    "link-to-no-record": (f"{PLAN}?blad=bestaat-niet", lambda page: bar(page).wait_for()),
    "storage-full": (PLAN, nothing_stored),
    "storage-blocked": (PLAN, lambda page: nothing_stored(page, "blocked")),
    "row-taken-away": (PLAN, row_taken_away),
    "record-wiped": (KIJKRAAM, record_wiped),
    "fourth-star": (KIJKRAAM, fourth_star),
    "month-later": (PLAN, month_later),
    "looked-back": (KIJKRAAM, looked_back),
}
LOOKS = {"light": {"color_scheme": "light"}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}}


@pytest.mark.proof  # one state of each kind is in the tests of its own page
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_in_what_a_form_can_come_to(visitor, state, look):
    address, enter = STATES[state]
    page = ready(visitor.open(address, width=320, locale="nl-NL", reduced_motion="reduce", **LOOKS[look]))
    enter(page)
    # With forced colours the browser shows those of the user, and tells scripts those of the page.
    except_for = ("color-contrast",) if look == "forced" else ()

    found = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        wider = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[width] = (findings(page, except_for=except_for), wider)

    assert found == {320: ([], 0), 1280: ([], 0)}


# --- killed ---

WITNESS = """() => new Promise((resolve) => {
  const done = {};
  const past = [];
  const opening = indexedDB.open("witness", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("done");
  const write = (row) => {
    const transaction = opening.result.transaction("done", "readwrite", { durability: "strict" });
    transaction.objectStore("done").put(row, "done");
    return transaction;
  };
  addEventListener("input", ({ target }) => {
    done[target.name] = target.type === "radio" ? (done[target.name] ?? 0) + 1 : target.value.length;
    past.push([performance.now(), { ...done }]);
  }, true);
  setInterval(() => {
    const old = past.findLastIndex(([moment]) => moment < performance.now() - 500);
    if (old >= 0) write(past.splice(0, old + 1).at(-1)[1]);
  }, 50);
  opening.onsuccess = () => { write({}).oncomplete = resolve; };
})"""
"""Writes down on the same disk, half a second later, how often each choice was made and how long each text was.
It stands for the clock: a machine that is slow for the form is as slow for the witness."""
WITNESSED = """() => new Promise((resolve) => {
  const opening = indexedDB.open("witness", 1);
  opening.onsuccess = () => {
    const reading = opening.result.transaction("done").objectStore("done").get("done");
    reading.onsuccess = () => { opening.result.close(); resolve(reading.result); };
  };
})"""
CHOICES = [f"km-a{number}" for number in range(2, 7)]
NOTE = "km-a1--note"


class Mortal:
    """A browser with a profile on disk that can be killed as a machine dies: at once, with all of its processes."""

    def __init__(self, browser: Browser, profile: Path) -> None:
        command = [find_chromium(), "--headless=new", *ARGUMENTS, "--no-first-run", "--remote-debugging-port=0"]
        self.process = subprocess.Popen(  # noqa: S603
            [*command, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        self.killed = threading.Event()
        addresses: queue.Queue[str] = queue.Queue()
        threading.Thread(target=listen, args=(self.process.stderr, addresses), daemon=True).start()
        address = addresses.get(timeout=PATIENCE / 1000)
        self.browser = browser.browser_type.connect_over_cdp(address)
        self.page = self.browser.contexts[0].pages[0]
        self.page.set_default_timeout(PATIENCE)

    def kill(self) -> None:
        if not self.killed.is_set():
            self.killed.set()
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def listen(told: IO[str], addresses: queue.Queue[str]) -> None:
    """Read to the end what a browser tells, with the address at which it takes orders."""
    with told:
        for line in told:
            if line.startswith("DevTools listening on"):
                addresses.put(line.split()[-1])


class Deeds:
    """What someone does in a form: typing a note, and choosing in between."""

    def __init__(self, page: Page, kept: dict[str, str]) -> None:
        self.page = page
        self.typed = kept.get(NOTE, "")
        self.chosen = {name: [kept.get(name, "")] for name in CHOICES}

    def go_on(self, moments: random.Random, choosing: float) -> None:
        """Type without end, and choose in between as often as told: choosing stores what was typed as well."""
        field = self.page.locator(f"[name='{NOTE}']")
        field.press("ControlOrMeta+End")
        while True:
            if moments.random() < choosing:
                name = moments.choice(CHOICES)
                answers = self.page.locator(f"[name='{name}']:not(:checked)")
                answer = answers.nth(moments.randrange(4))
                self.chosen[name].append(answer.input_value())
                answer.click()
                field.press("ControlOrMeta+End")
            self.typed += moments.choice("abcdefghij")
            self.page.keyboard.type(self.typed[-1], delay=30)  # as fast as people type

    def lost(self, kept: dict[str, str], witnessed: dict[str, int]) -> list[str]:
        """Return what the witness wrote down and is not there, nor anything later in its place."""
        note = kept.get(NOTE, "")
        is_whole = self.typed.startswith(note) and len(note) >= witnessed.get(NOTE, 0)
        found = [] if is_whole else [f"{NOTE}: {len(note)} letters, of {witnessed.get(NOTE)} that were witnessed"]
        for name, chosen in self.chosen.items():
            may = chosen[witnessed.get(name, 0) :]
            if kept.get(name, "") not in may:
                found.append(f"{name}: {kept.get(name)} instead of one of {may}")
        return found


@pytest.fixture
def mortal(browser: Browser, tmp_path: Path) -> Iterator[Callable[[], Mortal]]:
    """Starts a browser, as often as asked, each time with the same profile on disk."""
    made: list[Mortal] = []

    def start() -> Mortal:
        made.append(Mortal(browser, tmp_path / "profile"))
        return made[-1]

    yield start
    for one in made:
        one.kill()


def kept_in(page: Page) -> dict[str, str]:
    return {field.partition("=")[0]: value for field, value in page.evaluate(READ).items()}


@pytest.mark.parametrize("kills", [2, pytest.param(100, marks=pytest.mark.proof)])
def test_a_browser_that_is_killed_while_one_types_and_chooses_has_lost_nothing_older_than_half_a_second(
    handbook, mortal, kills
):
    moments = random.Random(kills)  # noqa: S311 - the same deeds at every run
    seen: list[dict[str, int]] = []
    deeds = None
    for number in range(kills + 1):
        one = mortal()
        one.page.goto(handbook.url + KIJKRAAM)
        kept = {field.partition("=")[0]: value for field, value in ready(one.page).evaluate(READ).items()}
        if deeds:
            seen.append(one.page.evaluate(WITNESSED))
            assert deeds.lost(kept, seen[-1]) == [], f"after kill {number}"
        if number == kills:
            break
        if not note(one.page, "km-a1").is_visible():
            item(one.page, "km-a1").get_by_text("Waaraan zie je dat?").click()
        one.page.evaluate(WITNESS)
        deeds = Deeds(one.page, kept)
        end = threading.Timer(moments.uniform(0.7, 2.2), one.kill)
        end.start()
        with pytest.raises(Error):
            deeds.go_on(moments, 0.2 * (number % 2))
        assert one.killed.is_set()
        end.join()

    one.page.goto(handbook.url + PAGE)
    expect(one.page.locator(".kijkraam-record-name")).to_have_count(1)
    expect(one.page.get_by_role("heading", name="Niet te lezen")).to_have_count(0)
    choices = sum(count for row in seen for name, count in row.items() if name in CHOICES)
    assert len(kept[NOTE]) > 0
    assert any(NOTE in row for row in seen)
    print(f"{kills} kills, {len(kept[NOTE])} letters, {choices} choices witnessed")  # noqa: T201 - figures of the proof
