"""The handbook without a mouse: everything can be reached, what has the focus can be seen, nothing holds it."""

import pytest
from playwright.sync_api import Page, expect

from ..sampling import rarely
from .pages import SAMPLE, settle

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const part = document.activeElement;
  const box = part.getClientRects()[0];
  const top = document.elementFromPoint(box.x + box.width / 2, Math.min(box.y + box.height / 2, innerHeight - 1));
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const ringed = (ring) => outlined(getComputedStyle(ring)) || getComputedStyle(ring).boxShadow !== "none";
  return {
    name: part.outerHTML.slice(0, 160),
    marked: [part, part.parentElement].filter(Boolean).some(ringed),
    seen: top !== null && (part.contains(top) || top.closest("label")?.contains(part) === true),
  };
}"""
"""What has the focus, whether a ring shows it, and whether it lies in the window with nothing over it."""

MOVED = 500
"""After so many milliseconds a page that moved stands still."""


def tab_to(page: Page, selector: str, *, key: str = "Tab", within: int = 80) -> None:
    """Press a key until the focus is on what `selector` names; every stop on the way must be seen."""
    for _ in range(within):
        page.keyboard.press(key)
        settle(page)
        focus = page.evaluate(FOCUS)
        if not (focus["marked"] and focus["seen"]):
            # A part of the page that comes late moves what stands below it, once.
            page.wait_for_timeout(MOVED)
            focus = page.evaluate(FOCUS)
        assert (focus["marked"], focus["seen"]) == (True, True), focus["name"]
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} was not reached within {within} stops")


@pytest.mark.proof  # test_whole_round goes further
def test_from_the_home_page_to_an_answer_a_note_and_a_star(visitor):
    page = visitor.open()

    tab_to(page, "main a[href$='formulier/kijkraam-kwartiermaken/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Kijkraam Kwartiermaken")).to_be_focused()

    tab_to(page, "form [type=radio][name=km-a1]")
    page.keyboard.press("Space")
    expect(page.locator("[name=km-a1]").nth(0)).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=km-a1]").nth(1)).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=km-a1]").nth(2)).to_be_checked()

    tab_to(page, "#km-a1 summary", within=1)
    page.keyboard.press("Enter")
    tab_to(page, "textarea[name=km-a1--note]", within=1)
    page.keyboard.type("In het buurthuis.")
    tab_to(page, "[name=km-a1--star]", within=1)
    page.keyboard.press("Space")

    expect(page.locator("[name=km-a1--note]")).to_have_value("In het buurthuis.")
    expect(page.locator("[name=km-a1--star]")).to_be_checked()
    assert page.url == visitor.handbook.url + SAMPLE["kijkraam"]


STOPS = [(kind, width) for kind in ("overview", "phase", "worksheet", "client", "not-found") for width in (390, 1440)]


@pytest.mark.parametrize(("kind", "width"), rarely(STOPS, but=[("not-found", 1440)]))
def test_every_stop_on_a_page_can_be_seen(visitor, kind, width):
    page = visitor.open(SAMPLE[kind], width=width)

    tab_to(page, "footer li:last-child a", within=400)
    tab_to(page, "a[href$='#__content']", key="Shift+Tab", within=400)


def test_the_first_stop_skips_to_the_content(visitor):
    page = visitor.open(SAMPLE["phase"])

    tab_to(page, "a[href$='#__content']", within=1)
    expect(page.get_by_role("link", name="Ga naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#__content")).to_be_focused()
    page.keyboard.press("Tab")

    expect(page.locator("main .md-content :focus")).to_be_visible()


@pytest.mark.parametrize("key", [pytest.param("Enter", marks=pytest.mark.proof), "Space"])
def test_a_term_is_explained_at_a_key_and_closed_with_escape(visitor, key):
    page = visitor.open("kijken/kijkraam-gebruik/")
    explanation = page.locator("[popover]:popover-open")

    tab_to(page, "main [popovertarget]")
    page.keyboard.press(key)
    told = explanation.get_by_role("group")
    expect(told).to_be_focused()  # and so it is told
    expect(told).to_have_accessible_name(explanation.locator("p").first.inner_text())
    tab_to(page, "[popover] a", within=1)
    page.keyboard.press("Escape")

    expect(explanation).to_have_count(0)
    expect(page.locator("main [popovertarget]").first).to_be_focused()


def test_the_menu_of_a_small_screen_takes_the_focus_and_gives_it_back(visitor):
    page = visitor.open(SAMPLE["phase"], width=390)
    menu = page.get_by_role("button", name="Menu", exact=True)

    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sluiten")).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "true")
    stops = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("() => document.activeElement.closest('nav, body').getAttribute('aria-label')"))
    assert set(stops) <= {"Menu", None}
    page.keyboard.press("Escape")

    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    assert page.locator("[inert]").count() == 0


def test_the_search_of_a_small_screen_takes_the_focus_and_gives_it_back(visitor):
    page = visitor.open(SAMPLE["phase"], width=390)
    find = page.get_by_role("button", name="Zoeken", exact=True)

    find.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Zoek in het handboek")).to_be_focused()
    page.keyboard.press("Escape")

    expect(find).to_be_focused()
    expect(find).to_have_attribute("aria-expanded", "false")


def test_a_search_result_is_opened_with_arrows_and_enter(visitor):
    page = visitor.open()
    page.get_by_role("textbox", name="Zoek in het handboek").press_sequentially("relatiecheck")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.wait_for_timeout(MOVED)  # what the last letter found comes in the place of what those before it found

    page.keyboard.press("ArrowDown")
    settle(page)
    assert page.evaluate(FOCUS)["marked"]
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1, name="Relatiecheck")).to_be_focused()


def test_single_letters_do_nothing_but_write(visitor):
    page = visitor.open(SAMPLE["phase"])

    for letter in "npfs/.,":
        page.keyboard.press(letter)

    expect(page.get_by_role("textbox", name="Zoek in het handboek")).not_to_be_focused()
    assert page.url == visitor.handbook.url + SAMPLE["phase"]
