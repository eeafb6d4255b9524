"""axe finds nothing: on any kind of page, at any width, light and dark, and in every state a page can be in."""

import pytest
from playwright.sync_api import Page, expect

from ..sampling import rarely
from .axe import findings
from .pages import SAMPLE, ready, settle

pytestmark = pytest.mark.browser

WIDTHS = [320, 390, 820, 1440]
SCHEMES = ["light", "dark"]
LOOKS = [
    pytest.param("light", [320], id="light"),
    pytest.param("dark", [390], id="dark", marks=pytest.mark.proof),
    pytest.param("light", [390, 820, 1440], id="light-more", marks=pytest.mark.proof),
    pytest.param("dark", [320, 820, 1440], id="dark-more", marks=pytest.mark.proof),
]
"""Schemes with the widths of a window: all of them together, and those that are looked at every time."""


def search(page: Page) -> None:
    find = page.get_by_role("button", name="Zoeken", exact=True)
    if find.is_visible():
        find.click()
    page.get_by_role("textbox", name="Zoek in het handboek").press_sequentially("presentie")
    expect(page.get_by_role("status").filter(has_text="pagina's gevonden")).to_be_visible()


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("button", name="Sluiten")).to_be_focused()


def open_display(page: Page) -> None:
    page.get_by_text("Weergave", exact=True).click()
    expect(page.get_by_role("radio", name="Donker")).to_be_visible()


def open_term(page: Page) -> None:
    page.locator("[popovertarget]").first.click()
    expect(page.locator(":popover-open")).to_be_visible()


def open_details(page: Page) -> None:
    ready(page)
    page.evaluate("() => document.querySelectorAll('main details').forEach(part => { part.open = true; })")


def open_foot(page: Page) -> None:
    page.wait_for_function("() => customElements.get('kijkraam-refer') !== undefined")
    page.evaluate("() => document.querySelectorAll('kijkraam-refer details').forEach(part => { part.open = true; })")
    expect(page.get_by_role("button", name="Kopieer", exact=True)).to_have_count(5)


def fill_in(page: Page) -> None:
    open_details(page)
    for group in page.locator("main fieldset:has([type=radio]):not(:has(fieldset))").all():
        group.get_by_role("radio").first.check()
    stars = page.locator("main [type=checkbox][name$='--star']").all()[:3]  # there is room for three
    others = page.locator("main [type=checkbox]:not([name$='--star'])").locator("visible=true").all()
    for box in [*others, *stars]:
        box.check()
    for field in page.locator("main :is(textarea, [type=text]):not([readonly])").locator("visible=true").all():
        field.fill("Een voorbeeld")


def filter_overview(page: Page) -> None:
    page.get_by_label("Soort").select_option("fase")
    expect(page.get_by_role("button", name="Toon alles")).to_be_visible()


STATES = {
    "search-open": ("", search, [320, 1440]),
    "menu-open": ("kijken/", open_menu, [320, 820]),
    "display-open": ("kijken/", open_display, [320, 1440]),
    "term-open": ("kijken/kijkraam-gebruik/", open_term, [320, 1440]),
    "details-open": (SAMPLE["kijkraam"], open_details, [320, 1440]),
    "foot-open": (SAMPLE["long-page"], open_foot, [320, 1440]),
    "foot-of-a-form-open": (SAMPLE["kijkraam"], open_foot, [320, 1440]),
    "kijkraam-filled-in": ("formulier/relatiecheck-abc/", fill_in, [320, 1440]),
    "worksheet-filled-in": (SAMPLE["worksheet"], fill_in, [320, 1440]),
    "overview-filtered": (SAMPLE["overview"], filter_overview, [320, 1440]),
}


@pytest.mark.parametrize(("scheme", "widths"), LOOKS)
@pytest.mark.parametrize("address", rarely(SAMPLE.values(), but=[SAMPLE["kijkraam"]]), ids=SAMPLE)
def test_axe_finds_nothing_on_a_page_of_each_kind(visitor, address, scheme, widths):
    page = visitor.open(address, color_scheme=scheme)

    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        found += [f"at {width}: {finding}" for finding in findings(page)]

    assert found == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.proof)])
@pytest.mark.parametrize("state", rarely(STATES, but=["term-open"]))
def test_axe_finds_nothing_in_any_state_of_a_page(visitor, state, scheme):
    address, enter, widths = STATES[state]

    found = []
    for width in widths:
        page = visitor.open(address, width=width, color_scheme=scheme)
        enter(page)
        settle(page)
        found += [f"at {width}: {finding}" for finding in findings(page)]

    assert found == []


@pytest.mark.parametrize(
    ("address", "within"),
    rarely(
        [
            ("mijn-formulieren/", "kijkraam-records"),
            ("team/", "kijkraam-team"),
            ("traject/", "kijkraam-traject"),
            ("downloads/", "kijkraam-offline"),
            (SAMPLE["client"], "kijkraam--ervaring"),
        ],
        but=[("mijn-formulieren/", "kijkraam-records"), (SAMPLE["client"], "kijkraam--ervaring")],
    ),
)
def test_the_main_button_looks_the_same_under_the_mouse(visitor, address, within):
    page = visitor.open(address)
    page.locator(f".{within}").first.evaluate("""place => {
      const button = document.createElement("button");
      button.className = "kijkraam-button kijkraam-button--primary";
      button.textContent = "Proef";
      place.prepend(button);
    }""")
    button = page.get_by_role("button", name="Proef", exact=True)
    look = "button => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor]"
    before = button.evaluate(look)

    button.hover()

    assert button.evaluate(look) == before
    assert len(set(before)) == 2


@pytest.mark.proof
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_any_page(visitor, handbook, scheme):
    page = visitor.open(color_scheme=scheme)

    found = []
    for address in handbook.addresses:
        page.goto(handbook.url + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            found += [f"{address} at {width}: {finding}" for finding in findings(page)]

    assert found == []
