"""From page to page: a click replaces the page without loading it anew, and everything on the new page works."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .team import TEAM, TITLE, has_people, keep, with_team

pytestmark = pytest.mark.browser


def go(page: Page, link: str, title: str) -> None:
    """Follow a link; the page comes without a new document, and the focus is on its title."""
    page.evaluate("() => { window.sameDocument = true; }")
    page.get_by_role("link", name=link, exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_focused()
    assert page.evaluate("() => window.sameDocument")


def below_header(page: Page, place: Locator) -> bool:
    """Whether a place stands at the top of the window, clear of the header that stays there."""
    header = page.get_by_role("banner").bounding_box()
    return header["y"] + header["height"] <= place.bounding_box()["y"] < 160


def test_a_form_has_its_style_when_opened_from_a_page_without_one(visitor):
    page = visitor.open()

    go(page, "Kijkraam Kwartiermaken", "Kijkraam Kwartiermaken")

    frame = page.locator(".kijkraam-answer").first.evaluate("answer => getComputedStyle(answer).display")
    plain = visitor.open("formulier/kijkraam-kwartiermaken/")
    assert frame == plain.locator(".kijkraam-answer").first.evaluate("answer => getComputedStyle(answer).display")
    assert frame != "inline"


def test_the_overview_filters_when_opened_from_another_page_and_once_more(visitor):
    page = visitor.open()
    fitting = page.locator(".kijkraam-card-title:visible")

    for _ in range(2):
        go(page, "Alle formulieren", "Alle formulieren")
        page.get_by_label("Soort").select_option("fase")
        expect(fitting).to_have_count(16)
        go(page, "Privacy", "Privacy")


def test_two_forms_one_after_another_keep_their_answers_apart(visitor):
    page = visitor.open("gesprek-en-plan/")

    go(page, "Formulieren per fase", "Fase 1. Ontmoeting en kennismaking")
    page.locator("main [type=radio]").first.check()
    page.get_by_role("link", name="Fase 2.").first.click()
    expect(page.get_by_role("heading", level=1, name="Fase 2.")).to_be_focused()

    assert page.locator("main form").get_attribute("data-form") == "fase-2-informatie-verzamelen"
    assert page.locator("main :checked").count() == 0


def test_the_wheel_of_phases_leads_to_a_phase_and_on(visitor):
    page = visitor.open("gesprek-en-plan/")

    go(page, "Supportgericht werken in zes fasen", "Supportgericht werken in zes fasen")
    page.locator("figure a[aria-label='Fase 3: doelen kiezen']").click()
    expect(page.get_by_role("heading", level=1, name="Fase 3. Doelen stellen")).to_be_visible()
    go(page, "Privacy", "Privacy")


def test_a_link_to_a_place_within_another_page_leads_the_focus_there(visitor):
    page = visitor.open(height=1600)
    place = page.locator("#bij-gevaar")

    page.get_by_role("link", name="Als er gevaar is").click()

    expect(place).to_be_focused()
    assert below_header(page, place)


def test_a_form_opens_at_its_top_from_far_down_a_traject(visitor):
    page = visitor.open("traject/")
    page.get_by_role("button", name="Oefenen met Bram").click()
    expect(page.get_by_role("group", name="De fasen van dit traject")).to_be_visible()

    page.get_by_role("link", name="Open: Fase 4").click()

    expect(page.get_by_role("heading", level=1, name="Fase 4")).to_be_visible()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject")).to_be_visible()
    page.wait_for_function("() => scrollY < 300")


def test_without_a_network_the_browser_itself_follows_a_link_to_a_place_on_another_page(visitor):
    page = visitor.open()
    page.evaluate("() => { window.sameDocument = true; }")
    page.evaluate("() => Object.defineProperty(navigator, 'onLine', { get: () => false })")

    page.get_by_role("link", name="Als er gevaar is").click()

    page.wait_for_url("**/signaleren/#bij-gevaar")
    page.wait_for_function("() => !window.sameDocument")


def test_back_and_forward_lead_to_the_pages_before_and_after(visitor, handbook):
    page = visitor.open("kijken/")

    go(page, "Onderwijs", "Onderwijs")
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Kijken", exact=True)).to_be_visible()
    assert page.url == handbook.url + "kijken/"
    page.go_forward()
    expect(page.get_by_role("heading", level=1, name="Onderwijs", exact=True)).to_be_visible()


def test_an_unknown_address_gives_a_page_that_leads_on(visitor, handbook):
    page = visitor.open("methoden/deze/bestaat/niet/")

    expect(page.get_by_role("heading", level=1, name="Deze pagina is er niet")).to_be_visible()
    header = page.get_by_role("banner").evaluate("header => getComputedStyle(header).position")
    assert header == "sticky"
    page.locator("main").get_by_role("link", name="Begin").click()
    expect(page).to_have_url(handbook.url)
    assert visitor.complaints == [
        "error: Failed to load resource: the server responded with a status of 404 (Not Found)"
    ]
    visitor.complaints.clear()


def test_a_link_to_a_statement_stops_below_the_header(visitor):
    page = visitor.open("formulier/kijkraam-kwartiermaken/#km-a12")

    assert below_header(page, page.locator("#km-a12"))


def test_the_contents_of_a_page_show_the_place_that_a_link_leads_to(visitor):
    page = visitor.open("signaleren/#denk-je-aan-geweld-thuis")

    expect(page.locator(".md-nav--secondary .md-nav__link--active")).to_have_text(["Denk je aan geweld thuis?"])


def test_the_handbook_works_from_a_folder_too(browser, handbook):
    page = browser.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(handbook.file("kijken/").as_uri())
    page.locator(".handboek-display summary").click()
    page.get_by_role("radio", name="Donker").check()

    assert page.evaluate("() => document.body.dataset.mdColorScheme") == "slate"
    assert complaints == []
    page.close()


def test_a_link_within_the_page_leaves_the_page_and_what_was_filled_in_as_they_are(visitor):
    page = visitor.open("formulier/kijkraam-kwartiermaken/")
    page.locator("main form").evaluate("form => { window.before = form; }")
    start = page.locator(".kijkraam-contents a").first

    for _ in range(2):
        start.click()
        expect(page).to_have_url(re.compile("#"))
        page.wait_for_load_state("networkidle")
        assert page.evaluate("() => window.before.isConnected")
        page.go_back()
        expect(page).to_have_url(re.compile("kijkraam-kwartiermaken/$"))
        page.wait_for_load_state("networkidle")
        assert page.evaluate("() => window.before.isConnected")


def test_going_back_to_a_place_on_another_page_shows_that_page(visitor):
    page = visitor.open("formulier/kijkraam-kwartiermaken/")
    page.locator(".kijkraam-contents a").first.click()
    expect(page).to_have_url(re.compile("#"))

    go(page, "Privacy", "Privacy")
    page.go_back()

    expect(page.get_by_role("heading", level=1, name="Kijkraam Kwartiermaken")).to_be_visible()
    expect(page).to_have_url(re.compile("kijkraam-kwartiermaken/#"))


def test_earlier_pictures_of_a_team_open_and_one_begins_anew_after_coming_from_another_page(visitor, book):
    page = visitor.open(TEAM)
    with_team(page, book, book.people(5))
    keep(page, 5)
    page.goto(page.url.partition("team/")[0] + "kijken/")
    go(page, "Samen kijken met je team", "Samen kijken met je team")
    page.get_by_text("Eerder bewaard").click()

    page.get_by_role("link", name=TITLE, exact=False).filter(has_text="2026").click()
    has_people(page, 5)
    page.get_by_role("link", name="Begin een nieuw beeld").click()
    has_people(page, 0)


def test_leaving_a_team_that_is_not_kept_asks_first_also_by_a_link(visitor, book):
    page = visitor.open(TEAM)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with_team(page, book, book.people(4))

    page.get_by_role("link", name="Kijken", exact=True).first.click()
    page.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    has_people(page, 4)
