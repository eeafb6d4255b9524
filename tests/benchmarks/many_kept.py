"""How a browser does that keeps two thousand filled-in forms of the largest kind, beside one that keeps ten.

Of opening a page only what the many records add counts: the rest is of the page and of the machine.
"""

from collections import defaultdict
from statistics import median
from typing import Any

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLong

from ..browser.conftest import Visitor
from ..browser.pages import ready
from ..browser.team import book_of
from .measuring import Results

FEW, MANY = 10, 2000
FORM = "kijkraam-kwartiermaken"
FORM_PAGE, LIST_PAGE = f"formulier/{FORM}/", "mijn-formulieren/"
NOTE = "Zo ging het die keer, en daar praten we nog over."
MOST = 200
"""Milliseconds that an action may take."""
ROUNDS = 5
PATIENT = 300_000
LONGEST = 60_000
"""So many milliseconds a file is waited for; after a round that took longer there is no other."""
FILL = """async ([name, count, form, values]) => {
  const time = (n) => new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString();
  const id = (n) => n.toString(16).padStart(24, "0");
  const tab = id(0);
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
  for (let from = 1; from <= count; from += 100) {
    const transaction = database.transaction(["records", "answers"], "readwrite", { durability: "relaxed" });
    for (let n = from; n < from + 100 && n <= count; n += 1) {
      const changed = time(n);
      const times = { created: time(n - 1), changed, opened: changed };
      transaction.objectStore("records").put({ id: id(n), form, version: 1, name: `blad ${n}`, ...times });
      for (const [field, value] of values) {
        transaction.objectStore("answers").put({ record: id(n), field, value, changed, tab, version: 1, earlier: [] });
      }
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  }
  database.close();
  return id(Math.ceil(count / 2));
}"""
"""Puts records into the database as a script of ours would, and returns the id of one in the middle."""
WATCH = """globalThis.until = (found) => new Promise((resolve) => {
  const look = () => (found() ? resolve(performance.now()) : requestAnimationFrame(look));
  look();
});
const find = (selector) => document.querySelector(selector);
globalThis.opened = until(() => find(".kijkraam-record") ?? find("[name=%s]")?.value);"""
"""In every page: `opened` tells after how many milliseconds the list, or the last answer of a form, is drawn."""
DO = """([selector, action]) => {
  const acts = {
    click: (one) => one.click(),
    find: (one) => { one.value = "blad 7"; one.dispatchEvent(new Event("input", { bubbles: true })); },
    sort: (one) => { one.value = "name"; one.dispatchEvent(new Event("change", { bubbles: true })); },
  };
  const begin = performance.now();
  acts[action](document.querySelector(selector));
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin))));
}"""
TAKE = """(selector) => {
  const happened = document.querySelector(".kijkraam-records-bar > div");
  happened.querySelector("button:last-child")?.click();
  const begin = performance.now();
  document.querySelector(selector).click();
  document.querySelector("dialog[open] .kijkraam-button--primary").click();
  const said = (end) => [end - begin, happened.querySelector("p").textContent];
  globalThis.taken = until(() => !happened.hidden && !happened.textContent.includes("wordt gemaakt")).then(said);
}"""
"""Takes records along; `taken` tells how long it took until it was said that the file is there or why not, and what."""
ACTIONS = {
    "Sorting by name": (".kijkraam-records-tools select", "sort"),
    "Choosing all": ("#kijkraam-records-all", "click"),
    "Showing fifty more": (".kijkraam-records-list + button", "click"),
    "Finding by name": ("#kijkraam-records-search", "find"),
}
TAKING = {"Taking one along": "[data-action=take]", "Taking all along": "[data-part=take] > button"}
OPENING = ("Opening the list", "Opening a form")


def opening(page: Page, address: str) -> float:
    """Return after how long a page is drawn with what was filled in."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    return float(page.evaluate("opened"))


def taking(page: Page, selector: str) -> tuple[float, str]:
    """Return how long it takes to take records along, and what was said of it."""
    page.evaluate(TAKE, selector)
    try:
        page.locator(".kijkraam-records-bar > div").first.wait_for(timeout=LONGEST)
    except TooLong:
        return LONGEST, "Then it was not there yet."
    milliseconds, said = page.evaluate("taken")
    return milliseconds, said


def measured(visitor: Visitor, values: list[tuple[str, Any]], count: int) -> tuple[dict[str, float], dict[str, str]]:
    """Return the middle of the milliseconds of each action with so many records, and what was said of files."""
    page = visitor.open(LIST_PAGE)
    page.set_default_timeout(PATIENT)
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    one = page.evaluate(FILL, ["kijkraam:/handboek/", count, FORM, values])
    page.context.add_init_script(WATCH % values[-1][0])
    times: dict[str, list[float]] = defaultdict(list)
    told: dict[str, str] = {}
    for _ in range(ROUNDS):
        begin = sum(map(sum, times.values()))
        times["Opening a form"].append(opening(page, f"{visitor.handbook.url}{FORM_PAGE}?blad={one}"))
        ready(page)
        times["Opening the list"].append(opening(page, visitor.handbook.url + LIST_PAGE))
        expect(page.locator(".kijkraam-records-count")).to_contain_text(str(count))
        for name, action in ACTIONS.items():
            times[name].append(page.evaluate(DO, action))
        for name, selector in TAKING.items():
            taken, told[name] = taking(page, selector)
            times[name].append(taken)
        if sum(map(sum, times.values())) - begin >= LONGEST:
            break
    return {name: median(found) for name, found in times.items()}, told


def test_many_kept(visitor: Visitor, results: Results) -> None:
    form = book_of(visitor.handbook.folder, FORM).form
    values: list[tuple[str, Any]] = [(f"{FORM}--date", "2026-11-20"), (f"{FORM}--reflection-1", NOTE)]
    for question in (question for pane in form["panes"] for question in pane["questions"]):
        answers = form["scales"][question["scale"]]["answers"]
        values += [(question["id"], answers[0]["id"]), (f"{question['id']}--note", NOTE)]
    few, _ = measured(visitor, values, FEW)
    many, told = measured(visitor, values, MANY)
    for name, taken in many.items():
        beside = f"{taken:.0f} and {few[name]:.0f} ms. {told.get(name, '')}".strip()
        if name in OPENING:
            what = f"{name} with {MANY} large records, more than with {FEW}"
            results.add(what, taken - few[name], "ms", most=MOST, beside=beside)
        else:
            results.add(f"{name} of {MANY} large records", taken, "ms", most=MOST, beside=beside)
