"""What a page looks like: on a small screen, enlarged, in the dark, with forced colours and without motion."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from ..sampling import rarely
from .pages import SAMPLE, ready, settle

pytestmark = pytest.mark.browser

SMALLEST = {"width": 320, "height": 256}
"""What is left of a screen of 1280 by 1024 when a reader enlarges it four times."""

TOO_WIDE = """() => {
  const screen = document.documentElement.clientWidth;
  return [...document.querySelectorAll("main *")]
    .filter((part) => !part.closest(".md-typeset__scrollwrap, pre") && getComputedStyle(part).position !== "absolute")
    .filter((part) => part.getBoundingClientRect().right > screen + 1)
    .map((part) => part.outerHTML.slice(0, 120));
}"""

CELLS = """() => [...document.querySelectorAll(".kijkraam-form tbody tr")].map((row) => {
  const heads = [...row.closest("table").querySelectorAll("thead th")].slice(1);
  const seen = (part) => part.getBoundingClientRect().width > 2 && part.checkVisibility();
  const words = (part) => [...part.childNodes].filter((node) => node instanceof Text || seen(node))
    .map((node) => node.textContent).join("").trim();
  return [...row.querySelectorAll("td")].map((cell, index) => ({
    column: heads[index].childNodes[0].textContent.trim(),
    head: seen(heads[index]),
    label: [...cell.querySelectorAll("label, legend")].filter(seen).map(words)[0] ?? null,
    top: Math.round(cell.getBoundingClientRect().top - row.getBoundingClientRect().top),
  }));
})"""
"""Of every row its cells: the name of the column, whether that is seen above it, which label is seen in it."""

SHIFTED = """() => new Promise((resolve) => {
  const at = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join();
  const told = ({ node, previousRect, currentRect }) =>
    `${node?.outerHTML?.slice(0, 80)}: ${at(previousRect)} to ${at(currentRect)}`;
  new PerformanceObserver((list) => {
    const unasked = list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput);
    for (const { value, sources } of unasked) found.push([value, ...sources.map(told)]);
  }).observe({ type: "layout-shift", buffered: true });
  const found = [];
  setTimeout(() => resolve(found), 200);
})"""
"""What moved on the page without anybody asking for it."""


def sideways(page: Page) -> int:
    return page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("address", ["formulier/urgentieschema/", "voor-jou/"])
def test_the_way_out_stays_in_sight_wherever_one_is_on_the_page(visitor, address):
    page = visitor.open(address, width=390, height=780)
    way_out = page.get_by_role("link", name="Snel weg")

    expect(way_out).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(way_out).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(way_out).to_be_in_viewport(ratio=1)


def test_the_way_out_does_not_lie_over_the_foot_of_a_form(visitor):
    page = visitor.open("formulier/meldformulier/", width=390, height=780)
    page.locator("main textarea").first.fill("Iets")
    foot = page.locator(".kijkraam-foot")
    expect(foot).to_contain_text("Opgeslagen")

    way_out = page.get_by_role("link", name="Snel weg").bounding_box()
    assert way_out["y"] + way_out["height"] <= foot.bounding_box()["y"]


@pytest.mark.parametrize(
    "address",
    rarely(SAMPLE.values(), but=[SAMPLE[kind] for kind in ("kijkraam", "long-page")]),
    ids=SAMPLE,
)
def test_nothing_has_to_be_scrolled_sideways_when_enlarged_four_times(visitor, address):
    page = visitor.open(address, **SMALLEST)

    assert page.evaluate(TOO_WIDE) == []
    assert sideways(page) == 0


@pytest.mark.proof
def test_nothing_has_to_be_scrolled_sideways_on_any_page(visitor, handbook):
    page = visitor.open(**SMALLEST)

    wide = {}
    for address in handbook.addresses:
        page.goto(handbook.url + address)
        wide[address] = (page.evaluate(TOO_WIDE), sideways(page))

    assert wide == dict.fromkeys(handbook.addresses, ([], 0))


def test_what_stays_on_top_leaves_most_of_an_enlarged_page_to_read(visitor):
    page = visitor.open(SAMPLE["kijkraam"], **SMALLEST)

    page.mouse.wheel(0, 2000)
    page.wait_for_function("() => scrollY > 1000")
    header = page.get_by_role("banner").bounding_box()

    assert header["y"] + header["height"] < SMALLEST["height"] / 3


WORKSHEETS = ["werkblad-ondersteuningsgebieden", "persoonlijk-profiel", "plan-van-aanpak", "werkblad-opties"]


@pytest.mark.parametrize("form", rarely(WORKSHEETS, but=WORKSHEETS[2:]))
def test_a_table_becomes_cards_in_which_every_field_shows_its_column(visitor, form):
    page = visitor.open(f"formulier/{form}/", width=600)

    rows = page.evaluate(CELLS)

    assert rows
    for cells in rows:
        assert [cell["label"] for cell in cells] == [cell["column"] for cell in cells]
        assert [cell["head"] for cell in cells] == [False] * len(cells)
        assert len({cell["top"] for cell in cells}) == len(cells)


@pytest.mark.parametrize("form", rarely(WORKSHEETS, but=WORKSHEETS[:1]))
def test_a_table_stays_a_table_where_there_is_room(visitor, form):
    page = visitor.open(f"formulier/{form}/", width=640)

    rows = page.evaluate(CELLS)

    assert rows
    for cells in rows:
        assert [cell["label"] for cell in cells] == [None] * len(cells)
        assert [cell["head"] for cell in cells] == [True] * len(cells)
        assert len({cell["top"] for cell in cells}) == 1


def scheme(page: Page) -> str:
    return page.evaluate("() => document.body.dataset.mdColorScheme")


def told_scheme(page: Page) -> str:
    """What the page tells the browser, for bars to scroll with."""
    return page.evaluate("() => document.querySelector('meta[name=color-scheme]').content")


def test_light_and_dark_follow_the_device_until_the_reader_chooses(visitor):
    page = visitor.open("kijken/", color_scheme="dark")
    assert scheme(page) == "slate"
    page.emulate_media(color_scheme="light")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'default'")

    page.get_by_text("Weergave", exact=True).click()
    page.get_by_role("radio", name="Donker").check()
    assert scheme(page) == "slate"
    page.reload()
    assert scheme(page) == "slate"
    page.get_by_text("Weergave", exact=True).click()
    expect(page.get_by_role("radio", name="Donker")).to_be_checked()
    page.get_by_role("radio", name="Zoals mijn apparaat").check()
    assert scheme(page) == "default"


def test_a_dark_page_is_dark_before_any_file_with_a_script_has_come(visitor):
    page = visitor.open("privacy/", color_scheme="dark")
    page.wait_for_load_state("networkidle")  # no script of this page is still on its way
    page.route("**/*.js", lambda route: route.fulfill(body=""))
    page.goto(f"{visitor.handbook.url}kijken/")

    assert (scheme(page), told_scheme(page)) == ("slate", "dark")


def test_a_dark_page_leads_to_dark_pages(visitor):
    page = visitor.open("kijken/", color_scheme="dark")
    tint = page.locator("meta[name=theme-color]").get_attribute("content")

    page.evaluate("document$.subscribe(() => { globalThis.pages = (globalThis.pages ?? 0) + 1; })")
    page.locator(".handboek-tabs a, .md-tabs a").last.click()
    page.wait_for_function("() => globalThis.pages === 2")

    assert (scheme(page), told_scheme(page)) == ("slate", "dark")
    assert page.locator("meta[name=theme-color]").get_attribute("content") == tint


def test_a_browser_that_lets_nothing_be_kept_looks_as_the_device_does(visitor):
    page = visitor.open("privacy/", color_scheme="dark")
    page.wait_for_load_state("networkidle")  # no script of this page is still on its way
    page.add_init_script("Storage.prototype.getItem = () => { throw new DOMException('', 'SecurityError'); }")
    page.route("**/*.js", lambda route: route.fulfill(body=""))
    page.goto(f"{visitor.handbook.url}kijken/")

    assert (scheme(page), told_scheme(page)) == ("slate", "dark")


def test_with_forced_colours_an_answer_and_the_focus_can_be_seen(visitor):
    page = visitor.open(SAMPLE["kijkraam"], forced_colors="active")
    answers = page.locator(".kijkraam-rating").first.locator(".kijkraam-answer")

    answers.nth(0).click()
    page.keyboard.press("ArrowDown")
    settle(page)

    border = "answer => getComputedStyle(answer).borderTopWidth + ' ' + getComputedStyle(answer).borderTopStyle"
    assert [answers.nth(index).evaluate(border) for index in (0, 1)] == ["1px solid", "3px solid"]
    outline = answers.nth(1).locator("input").evaluate("input => getComputedStyle(input).outlineStyle")
    assert outline == "solid"


def test_nothing_moves_for_who_asked_for_that(visitor):
    page = visitor.open(SAMPLE["phase"], width=390, reduced_motion="reduce")

    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("button", name="Sluiten")).to_be_focused()

    moving = """() => [...document.querySelectorAll("*")].filter((part) => {
      const style = getComputedStyle(part);
      return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0.001;
    }).map((part) => part.outerHTML.slice(0, 120))"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("address", rarely(list(SAMPLE.values())[:-1], but=[SAMPLE["kijkraam"]]))
def test_nothing_moves_while_a_page_opens(visitor, address, width):
    page = visitor.open("privacy/", width=width)

    def late(route: Route) -> None:
        page.wait_for_timeout(600)  # the page is painted before the theme's script is there
        route.continue_()

    page.route("**/javascripts/bundle.*", late)
    page.goto(visitor.handbook.url + address)

    assert page.evaluate(SHIFTED) == []


FORMS = [SAMPLE[kind] for kind in ("kijkraam", "phase", "worksheet")]


@pytest.mark.parametrize("address", rarely(FORMS, but=FORMS[:1]))
def test_a_form_that_comes_alive_leaves_the_style_of_its_questions_as_it_is(visitor, browser, server, address):
    server.has_theme = False  # its script loads all styles anew
    page = visitor.open("privacy/")
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(visitor.handbook.url + address)
    ready(page).locator(".kijkraam-printing").wait_for()  # what comes last
    page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    events = sorted(json.loads(browser.stop_tracing())["traceEvents"], key=lambda event: event["ts"])

    [begin] = [one["ts"] for one in events if one["name"] == "EvaluateScript" and "/form.js" in str(one["args"])]
    styled = [
        (one["ts"] > begin, one["args"].get("elementCount", 0)) for one in events if one["name"] == "UpdateLayoutTree"
    ]
    first = sum(count for is_after, count in styled if not is_after)
    anew = sum(count for is_after, count in styled if is_after)
    assert 0 < anew < first / 5
