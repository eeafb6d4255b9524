"""`Maak mijn code` on the page of a form: what is filled in comes out of the code, and nothing else."""

import base64
import io
import json
import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from ..sampling import rarely
from .axe import findings
from .node import TOOLS, Codes
from .pages import ready
from .team import TEAM, bring, field, file_of, has_people
from .test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

KIJKRAAM = "formulier/kijkraam-kwartiermaken/"
WARNING = (
    "In deze code staat geen naam. Maar wie hem ziet, kan je antwoorden lezen. "
    "Geef hem alleen aan je gespreksleider, niet in de groepsapp."
)
CODE = "[data-kijkraam-code]"
ANSWER_ALL = "document.querySelectorAll('[data-item]').forEach((item) => item.querySelector('[type=radio]')?.click())"
VENDORED = TOOLS.parent.parent / "plugins/kijkraam/web/vendor/qr"


def open_form(visitor, address: str = KIJKRAAM, **options: Any) -> Page:
    page = ready(visitor.open(address, **options))
    expect(page.locator("[data-kijkraam-make-code]")).to_be_visible()
    return page


def answer(page: Page, **answers: str) -> None:
    """Choose answers by the id of their question, with `_` for `-`."""
    for item, value in answers.items():
        page.locator(f"[name={item.replace('_', '-')}][value={value}]").check()


def make(page: Page) -> str:
    page.get_by_role("button", name="Maak mijn code").click()
    return shown(page)


def shown(page: Page) -> str:
    return page.locator(CODE).inner_text()


def numbers(page: Page) -> dict[str, Any]:
    text = page.locator("template[data-kijkraam-definition]").evaluate("block => block.content.textContent")
    found: dict[str, Any] = json.loads(text)["code"]
    return found


def ratings(codes: Codes, page: Page) -> dict[str, str]:
    found: dict[str, str] = codes("read", shown(page).replace("-", ""), numbers(page))["ratings"]
    return found


def test_what_is_filled_in_comes_out_of_the_code(visitor, codes):
    page = open_form(visitor)
    answer(page, km_a1="zo-werken-wij", km_a2="nu-niet", km_c1="dat-ontbreekt", km_b1="gaat-vanzelf")
    page.locator("#km-a1 summary").click()
    page.locator("[name=km-a1--note]").fill("Wat ik erbij schrijf.")

    assert re.fullmatch(r"([34679ACDEFGHJKMNPQRTWXY]{4}-)+[34679ACDEFGHJKMNPQRTWXY]{1,4}", make(page))
    assert ratings(codes, page) == {"km-a1": "zo-werken-wij", "km-a2": "nu-niet", "km-c1": "dat-ontbreekt"}
    expect(page.locator(".kijkraam-code").get_by_text(WARNING, exact=True)).to_be_visible()
    assert "In deze code staan 3 antwoorden." in page.locator(".kijkraam-code").inner_text()


def test_who_looks_at_oneself_has_no_code_for_the_team_and_what_is_private_is_never_in_one(visitor, codes):
    page = open_form(visitor)
    page.get_by_label("Ik kijk naar mezelf").check()
    answer(page, km_a1="soms", km_b1="gaat-vanzelf")

    page.get_by_role("button", name="Maak mijn code").click()
    expect(page.locator(".kijkraam-code")).to_contain_text("Dan is er geen code: dit blad is van jou.")
    expect(page.locator(CODE)).to_have_count(0)

    page.get_by_label("Wij kijken naar ons werk").check()
    make(page)
    assert ratings(codes, page) == {"km-a1": "soms"}
    page.get_by_label("Ik kijk naar mezelf").check()
    expect(page.locator(CODE)).to_have_count(0)


def test_who_gives_a_code_and_a_file_of_one_sheet_is_told_to_count_twice(visitor):
    page = open_form(visitor)
    answer(page, km_a1="zo-werken-wij", km_a2="nu-niet")
    code = make(page)
    page.get_by_role("button", name="Kijk terug").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Opslaan om later verder te gaan (JSON)").click()
    whole = json.loads(download.value.path().read_text(encoding="utf-8"))
    [sheet] = whole["records"]
    other = file_of({**sheet, "id": "een-ander-blad"}, name="ander.json")
    page.goto(f"{visitor.handbook.url}{TEAM}")
    field(page).fill(code)
    has_people(page, 1)
    page.get_by_text("Bestanden", exact=True).click()
    told = page.locator("[data-kijkraam-twins] li")

    bring(page, other)
    has_people(page, 2)
    expect(told).to_have_count(0)
    bring(page, file_of(sheet))
    has_people(page, 3)
    expect(told).to_have_text(
        f"{code}: in een bestand staat een blad dat van dezelfde persoon kan zijn. Die telt dan twee keer. "
        "Vraag het na, en haal dan deze code weg."
    )
    field(page).fill("")
    has_people(page, 2)
    expect(told).to_have_count(0)


def test_of_the_eerste_blik_only_its_statements_go_along(visitor, codes):
    page = open_form(visitor)
    answer(page, km_a1="soms", km_a2="nu-niet")
    page.locator("[name=kijkraam-kwartiermaken--mode][value=short]").check()
    answer(page, km_a4="soms")
    make(page)

    assert ratings(codes, page) == {"km-a2": "nu-niet", "km-a4": "soms"}
    assert "In deze code staan 2 antwoorden uit de Eerste blik." in page.locator(".kijkraam-code").inner_text()


def test_with_a_link_to_one_pane_only_its_statements_go_along(visitor, codes):
    page = open_form(visitor)
    answer(page, km_a1="soms", km_c1="dat-is-er")
    pane = page.locator("[data-item=km-c1]").evaluate("item => item.closest('[data-pane]').dataset.pane")
    expect(page.locator(".kijkraam-status")).to_contain_text("Opgeslagen")
    page.goto(f"{visitor.handbook.url}{KIJKRAAM}?ruiten={pane}")
    ready(page)
    make(page)

    assert ratings(codes, page) == {"km-c1": "dat-is-er"}


def test_without_an_answer_there_is_nothing_to_make_a_code_of(visitor):
    page = open_form(visitor)
    page.get_by_role("button", name="Maak mijn code").click()

    expect(page.locator(".kijkraam-code p")).to_have_text(
        "Er is nog niets om een code van te maken. Kies eerst een antwoord in een ruit voor het team."
    )
    expect(page.locator(CODE)).to_have_count(0)


def test_a_code_is_old_when_an_answer_changes_and_made_anew_it_is_of_the_same_person(visitor, codes):
    page = open_form(visitor)
    answer(page, km_a1="soms")
    first = make(page)
    answer(page, km_b1="gaat-vanzelf")
    assert shown(page) == first

    answer(page, km_a1="nu-niet")
    expect(page.get_by_text("Je antwoorden zijn veranderd. Deze code klopt niet meer.")).to_be_visible()
    expect(page.locator(CODE)).to_have_count(0)
    expect(page.get_by_role("button", name="Kopieer de code")).to_be_hidden()

    page.get_by_role("button", name="Maak de code opnieuw").click()
    second = shown(page)
    one, other = (codes("read", code.replace("-", ""), numbers(page)) for code in (first, second))
    assert (one["ratings"], other["ratings"]) == ({"km-a1": "soms"}, {"km-a1": "nu-niet"})
    assert one["nonce"] == other["nonce"]

    answer(page, km_a1="soms")
    page.get_by_role("button", name="Maak de code opnieuw").click()
    assert shown(page) == first


def test_the_same_record_gives_the_same_code_after_a_reload(visitor):
    page = open_form(visitor)
    answer(page, km_a1="soms")
    code = make(page)
    expect(page.locator(".kijkraam-status")).to_contain_text("Opgeslagen")
    page.reload()
    ready(page)
    expect(page.locator("[name=km-a1][value=soms]")).to_be_checked()

    assert make(page) == code


def test_the_code_is_copied(visitor):
    page = open_form(visitor, permissions=["clipboard-read", "clipboard-write"])
    answer(page, km_a1="soms")
    code = make(page)
    page.get_by_role("button", name="Kopieer de code").click()

    expect(page.locator(".kijkraam-code").get_by_text("De code is gekopieerd.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code


def test_where_copying_is_not_allowed_the_code_is_selected(visitor):
    page = open_form(visitor)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    answer(page, km_a1="soms")
    code = make(page)
    page.get_by_role("button", name="Kopieer de code").click()

    told = "Kopiëren mag hier niet. De code is geselecteerd, kopieer hem zelf."
    expect(page.locator(".kijkraam-code").get_by_text(told)).to_be_visible()
    assert page.evaluate("getSelection().toString()").strip() == code


@pytest.mark.parametrize("scheme", rarely(["light", "dark"], but=["dark"]))
def test_the_qr_code_holds_the_code_and_nothing_else(visitor, codes, scheme):
    page = open_form(visitor, width=390, color_scheme=scheme)
    answer(page, km_a1="soms", km_a2="nu-niet")
    code = make(page)
    page.get_by_role("button", name="Toon als QR-code").click()
    picture = page.get_by_role("img", name="QR-code van je code")
    expect(picture).to_be_visible()

    pixels = Image.open(io.BytesIO(picture.screenshot())).convert("RGBA")
    assert codes("scan", *pixels.size, base64.b64encode(pixels.tobytes()).decode()) == code


@pytest.mark.parametrize("network", ["gone", "hangs"])
def test_where_the_drawing_cannot_come_the_code_is_there_without_it(visitor, network):
    page = open_form(visitor)
    page.route("**/qr.js", lambda route: route.abort() if network == "gone" else None)
    answer(page, km_a1="soms")

    assert len(make(page)) > 8

    expect(page.get_by_role("button", name="Toon groot")).to_be_visible()
    expect(page.get_by_role("button", name="Toon als QR-code")).to_have_count(0)
    assert [told for told in visitor.complaints if "ERR_FAILED" not in told] == []
    visitor.complaints.clear()


def test_all_of_it_works_with_keys(visitor):
    page = open_form(visitor)
    answer(page, km_a1="soms")
    expect(page.locator("[data-kijkraam-make-code]")).to_be_visible()
    page.locator("[name=kijkraam-kwartiermaken--reflection-1]").focus()

    tab_to(page, "[data-kijkraam-make-code]", key="Shift+Tab", within=3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Je code")).to_be_focused()
    code = shown(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Kopieer de code")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Je code om voor te lezen")
    expect(dialog.get_by_role("listitem")).to_have_text(code.split("-"))
    expect(dialog.get_by_text(WARNING, exact=True)).to_be_visible()
    expect(dialog.get_by_role("button", name="Sluit")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Toon groot")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Toon als QR-code")).to_have_attribute("aria-expanded", "true")


@pytest.mark.proof
@pytest.mark.parametrize(("width", "options"), [(320, {}), (1440, {"color_scheme": "dark"})])
def test_axe_finds_nothing_and_nothing_sticks_out(visitor, width, options):
    page = open_form(visitor, "formulier/borging-en-lerend-vermogen/", width=width, **options)
    page.evaluate(ANSWER_ALL)
    assert len(make(page)) > 24
    page.get_by_role("button", name="Toon als QR-code").click()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_role("button", name="Toon groot").click()
    assert findings(page) == []
    box = page.get_by_role("dialog").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, width, 900)
    assert page.get_by_role("dialog").evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")


def test_the_code_is_never_on_paper(visitor):
    page = open_form(visitor)
    answer(page, km_a1="soms")
    make(page)
    page.get_by_role("button", name="Toon groot").click()
    page.emulate_media(media="print")

    for part in (CODE, "[data-kijkraam-make-code]", ".kijkraam-code-large"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".kijkraam-code").get_by_text(WARNING, exact=True)).to_have_count(2)
    for told in page.locator(".kijkraam-code").get_by_text(WARNING, exact=True).all():
        expect(told).to_be_hidden()


NOT_FOR_A_TEAM = ["plan-van-aanpak", "opbrengsten-presentie", "kwartiermakende-professional"]


@pytest.mark.parametrize("form", rarely(NOT_FOR_A_TEAM, but=NOT_FOR_A_TEAM[2:]))
def test_forms_that_are_not_for_a_team_make_no_code(visitor, form):
    page = visitor.open(f"formulier/{form}/")
    page.wait_for_load_state("networkidle")

    expect(page.locator("[data-kijkraam-make-code]")).to_have_count(0)


def test_another_record_takes_the_code_away(visitor):
    page = open_form(visitor)
    answer(page, km_a1="soms")
    make(page)
    page.locator(".kijkraam-bar summary").click()
    page.get_by_role("button", name="Nieuw blad").click()

    expect(page.locator(".kijkraam-code")).to_be_hidden()
    expect(page.locator(CODE)).to_have_count(0)


def test_the_vendored_maker_of_qr_codes_is_the_published_one():
    published = TOOLS / "node_modules/qr"

    assert (VENDORED / "qr.js").read_bytes() == (published / "index.js").read_bytes()
    assert (VENDORED / "LICENSE").read_bytes() == (published / "LICENSE-MIT").read_bytes()
    assert (VENDORED / "VERSION").read_text().strip() == json.loads((published / "package.json").read_text())["version"]
