"""The handbook in a browser that runs no scripts: everything can be read, filled in and explained."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from ..sampling import rarely
from .pages import SAMPLE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", rarely(["phase", "worksheet", "client"], but=["client"]))
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


def test_a_page_is_read_and_printed_and_its_files_are_fetched(browser, draw):
    site = draw("""
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [{kijkraam: {offline_zip: text}}]
    == docs/index.md
    # Begin

    Dit lees je.

    ::: offline
    """)
    site.offline = True
    site.build()
    with browser.new_context(java_script_enabled=False, accept_downloads=True) as context:
        page = context.new_page()
        page.goto((site.root / "site/index.html").as_uri())
        expect(page.get_by_text("Dit lees je.")).to_be_visible()
        expect(page.get_by_text("Met JavaScript bewaar je hier het handboek op dit apparaat.")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="Het handboek als zip-bestand").click()
        printed = PdfReader(BytesIO(page.pdf()))

    assert download.value.suggested_filename == "handboek-offline.zip"
    assert "Dit lees je." in printed.pages[0].extract_text()


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


@pytest.mark.parametrize("scripted", [True, False], ids=["with_script", "without_script"])
def test_who_tells_of_danger_has_the_numbers_to_call_at_once(visitor, scripted):
    page = visitor.open("formulier/vraagverheldering-bij-signaal/", java_script_enabled=scripted)
    numbers = page.locator(".kijkraam-danger-now a[href='tel:112']")

    for answer, danger in [("Ja", True), ("Nee, voor zover ik weet", False), ("Misschien", True)]:
        page.get_by_role("group", name="Is er nu gevaar?").get_by_label(answer, exact=True).check()
        expect(numbers).to_be_visible(visible=danger)

    page.emulate_media(media="print")
    expect(numbers).to_be_hidden()
    expect(page.locator(".kijkraam-paper-help")).to_contain_text("112")
