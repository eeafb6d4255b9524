"""The handbook in a browser that runs no scripts: everything can be read, filled in and explained."""

import pytest
from playwright.sync_api import expect

from .pages import SAMPLE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["phase", "worksheet", "client"])
def test_a_form_can_be_read_and_filled_in(visitor, kind):
    page = visitor.open(SAMPLE[kind], width=390, java_script_enabled=False)
    form = page.locator("main form")
    questions = "main :is(legend, .kijkraam-question)"
    assert page.locator(f"{questions}:visible").count() == page.locator(questions).count() > 0

    for summary in form.locator("details > summary").all():
        summary.click()
    for group in form.locator("fieldset:has([type=radio])").all():
        group.get_by_role("radio").last.check()
    for field in form.locator("textarea").all():
        field.fill("Een voorbeeld")

    assert form.locator("fieldset:has([type=radio]):not(:has([type=radio]:checked))").count() == 0
    assert {field.input_value() for field in form.locator("textarea").all()} == {"Een voorbeeld"}


def test_the_overview_is_a_plain_list(visitor):
    page = visitor.open(SAMPLE["overview"], java_script_enabled=False)

    expect(page.get_by_role("combobox")).to_have_count(0)
    links = page.locator("main li a[href*='/formulier/']")
    assert links.count() == len([address for address in visitor.handbook.addresses if address.startswith("formulier/")])
    for link in links.all():
        expect(link).to_be_visible()


def test_a_term_is_explained(visitor):
    page = visitor.open("kijken/kijkraam-gebruik/", width=390, java_script_enabled=False)
    term = page.locator("main [popovertarget]").first
    explanation = page.locator("[popover]").first
    expect(explanation).to_be_hidden()

    term.click()
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_leads_to_the_others_and_shows_no_button_that_does_nothing(visitor, width):
    page = visitor.open("kijken/", width=width, java_script_enabled=False)

    for tab in ("Kijken", "Gesprek en plan", "Signaleren", "Methoden en verhalen", "Onderwijs", "Voor jou"):
        expect(page.get_by_role("link", name=tab, exact=True).first).to_be_visible()
    for name in ("Menu", "Zoeken", "Sluiten"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page.get_by_role("search")).to_have_count(0)
