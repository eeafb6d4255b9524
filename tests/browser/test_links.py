"""Links that last: copied from the page, chosen for a part of a form, and kind about what is not there."""

import re

import pytest
from playwright.sync_api import Page, expect

from ..sampling import rarely
from .pages import SAMPLE, ready

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

KIJKRAAM = SAMPLE["kijkraam"]
PAGE = SAMPLE["long-page"]
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
PHONE = {"width": 390, "has_touch": True, "is_mobile": True}
SAID = "#kijkraam-announce"


def alive(page: Page) -> Page:
    """Wait until the foot of the page is there, with what comes after the page itself."""
    page.wait_for_function("() => customElements.get('kijkraam-refer') !== undefined")
    return page


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_the_link_of_a_heading_comes_with_the_pointer_and_copies_itself(visitor):
    page = alive(visitor.open(PAGE, **CLIPBOARD))
    heading = page.locator("article h2").first
    link = heading.get_by_role("link", name=f"Link naar: {heading.inner_text()}", exact=True)
    expect(link).to_have_css("opacity", "0")

    heading.hover()
    expect(link).to_have_css("opacity", "1")
    link.click()
    expect(page.locator(SAID)).to_have_text("De link is gekopieerd.")
    assert clipboard(page) == f"{visitor.handbook.url}{PAGE}#{heading.get_attribute('id')}"
    assert page.url == visitor.handbook.url + PAGE


def test_the_link_of_a_question_is_there_on_a_phone_and_with_the_keyboard(visitor):
    page = alive(visitor.open(f"{KIJKRAAM}?kort", **PHONE, **CLIPBOARD))
    link = page.locator("#km-a4 > .kijkraam-permalink")
    expect(link).to_have_css("opacity", "0.6")

    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(SAID)).to_have_text("De link is gekopieerd.")
    assert clipboard(page) == f"{visitor.handbook.url}{KIJKRAAM}#km-a4"


def test_where_nothing_can_be_copied_it_is_an_ordinary_link(visitor):
    page = visitor.open()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    alive(page).goto(visitor.handbook.url + PAGE)
    heading = page.locator("article h2").nth(1)
    heading.hover()
    heading.get_by_role("link").click()

    expect(page).to_have_url(f"{visitor.handbook.url}{PAGE}#{heading.get_attribute('id')}")


def test_links_to_copy_and_folds_of_the_foot_stay_off_paper(visitor):
    page = alive(visitor.open(KIJKRAAM))
    page.emulate_media(media="print")

    assert page.locator(".kijkraam-permalink, kijkraam-refer details").locator("visible=true").count() == 0
    expect(page.get_by_text("Uitgave 1", exact=True)).to_be_visible()


def test_the_foot_fills_in_what_only_now_and_here_can_tell(visitor):
    page = alive(visitor.open(PAGE, **CLIPBOARD))
    page.get_by_text("Zo verwijs je hiernaar").click()
    page.get_by_role("button", name="Kopieer").first.click()

    expect(page.locator(SAID)).to_have_text("Dit is gekopieerd.")
    said = re.compile(
        rf"Kijkraam\. \(z\.d\.\)\. .*\. Geraadpleegd op \d+ \w+ \d{{4}}, van {visitor.handbook.url}{PAGE}"
    )
    assert said.fullmatch(clipboard(page)), clipboard(page)

    page.get_by_text("Insluiten", exact=True).click()
    expect(page.locator("pre", has_text="<iframe")).to_contain_text(f'src="{visitor.handbook.url}{PAGE}?inbed"')


def test_the_file_for_zotero_comes_down_under_a_name_of_its_own(visitor):
    page = alive(visitor.open(KIJKRAAM))
    page.get_by_text("Zo verwijs je hiernaar").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download voor Zotero").click()

    assert download.value.suggested_filename == "kijkraam-kwartiermaken.ris"


def test_a_teacher_chooses_parts_and_the_link_shows_those(visitor):
    page = alive(visitor.open(KIJKRAAM, **CLIPBOARD))
    page.get_by_text("Link naar een deel").click()
    chooser = page.get_by_role("group", name="Wat moet de link laten zien?")
    for name in ("De Eerste blik", "Voorwaarden", "Beelden en middelen", "Noem uitgave 1"):
        chooser.get_by_role("checkbox", name=name).check()

    address = f"{visitor.handbook.url}{KIJKRAAM}?kort&ruiten=beelden-en-middelen,voorwaarden&uitgave=1"
    expect(page.get_by_label("Jouw link")).to_have_value(address)
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.locator(SAID)).to_have_text("De link is gekopieerd.")
    assert clipboard(page) == address
    chooser.get_by_role("checkbox", name="Noem uitgave 1").uncheck()
    expect(page.locator(".kijkraam-said")).to_have_count(0)
    chooser.get_by_role("checkbox", name="Noem uitgave 1").check()
    page.get_by_text("Insluiten", exact=True).click()
    asked = address.partition("?")[2].replace("&", "&amp;")
    frame = page.locator("pre", has_text="<iframe")
    expect(frame).to_contain_text(f'src="{visitor.handbook.url}{KIJKRAAM}?inbed&amp;{asked}"')

    page.goto(address)
    said = "Deze link laat de Eerste blik zien van: Beelden en middelen en Voorwaarden."
    expect(page.locator(".kijkraam-asked p")).to_have_text([said, "Ga naar de vragen"])
    expect(page.locator(".kijkraam-pane:visible").get_by_role("heading")).to_have_text(
        ["Beelden en middelen", "Voorwaarden"]
    )
    expect(page.locator(".kijkraam-contents li:visible")).to_have_count(2)
    page.get_by_role("link", name="Ga naar de vragen").click()
    expect(page.get_by_role("group", name="Kijk je alleen of samen?")).to_be_in_viewport(ratio=1)


def test_a_link_within_the_page_shows_a_part_that_the_address_left_out(visitor):
    page = alive(visitor.open(f"{KIJKRAAM}?ruiten=voorwaarden"))
    heading = page.get_by_role("heading", name="Beelden en middelen")
    expect(heading).to_be_hidden()

    page.evaluate("location.hash = 'beelden-en-middelen'")
    expect(heading).to_be_in_viewport()
    page.get_by_role("button", name="Toon het hele formulier").click()
    expect(page.locator(".kijkraam-pane[hidden]")).to_have_count(0)


def test_without_a_script_the_parts_are_links(visitor):
    page = visitor.open(KIJKRAAM, java_script_enabled=False)
    page.get_by_text("Link naar een deel").click()

    expect(page.locator("kijkraam-refer").get_by_role("link", name="Voorwaarden")).to_have_attribute(
        "href", "?ruiten=voorwaarden"
    )


NOT_THERE = {
    f"{KIJKRAAM}?uitgave=7": ["Je link wijst naar uitgave 7. Die is er niet. Dit is uitgave 1."],
    f"{KIJKRAAM}?uitgave=<b>x": ["Je link wijst naar uitgave <b>x. Die is er niet. Dit is uitgave 1."],
    f"{PAGE}?uitgave=2": [
        "Je link wijst naar uitgave 2. Deze bladzijde heeft geen uitgaven. Je ziet de bladzijde zoals ze nu is."
    ],
    f"{KIJKRAAM}?ruiten=weg,voorwaarden": [
        "Je link noemt een deel dat hier niet is: ‘weg’.",
        "Deze link laat alleen dit zien: Voorwaarden.",
        "Ga naar de vragen",
    ],
    f"{SAMPLE['phase']}?kort&voorbeeld=weg": [
        "Je link vraagt om de Eerste blik. Die is hier niet.",
        "Je link vraagt om een voorbeeld dat hier niet is.",
    ],
    f"{PAGE}#weg": [
        "Je link wijst naar een deel dat niet op deze bladzijde staat. Je ziet het begin van de bladzijde."
    ],
    f"{PAGE}#%E0": [
        "Je link wijst naar een deel dat niet op deze bladzijde staat. Je ziet het begin van de bladzijde."
    ],
}


@pytest.mark.parametrize("address", rarely(NOT_THERE, but=list(NOT_THERE)[::6]))
def test_an_address_that_asks_for_what_is_not_there_is_answered(visitor, address):
    page = visitor.open(address)

    expect(page.locator(".kijkraam-asked p")).to_have_text(NOT_THERE[address])


def test_a_link_to_an_earlier_edition_tells_what_changed_since(visitor):
    page = visitor.open()
    page.route(
        f"**/{KIJKRAAM}?uitgave=1",
        lambda route: route.fulfill(
            content_type="text/html",
            body=(visitor.handbook.folder / KIJKRAAM / "index.html")
            .read_text(encoding="utf-8")
            .replace('data-edition="1">', 'data-edition="3"><dl><dd data-version="3">Twee zinnen erbij.</dd></dl>'),
        ),
    )
    page.goto(f"{visitor.handbook.url}{KIJKRAAM}?uitgave=1")

    expect(page.locator(".kijkraam-asked p")).to_have_text(
        ["Je link wijst naar uitgave 1; dit is uitgave 3.", "Wat er veranderde:", "Twee zinnen erbij."]
    )


def test_a_link_with_an_example_shows_it_before_what_is_to_be_filled_in(visitor):
    page = ready(visitor.open("formulier/werkblad-ondersteuningsgebieden/?voorbeeld"))
    expect(page.locator(".kijkraam-asked p")).to_have_text(
        ["Je ziet eerst een ingevuld voorbeeld. Daaronder staat het formulier om zelf in te vullen."]
    )

    example, form = page.locator(".kijkraam-example").bounding_box(), page.locator("form.kijkraam-form").bounding_box()
    assert example["y"] + example["height"] <= form["y"]
