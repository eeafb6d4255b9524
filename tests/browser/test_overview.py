"""The overview of forms: a plain list, which a script makes smaller on request."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OVERVIEW = "formulieren/"


def choose(page: Page, **choices: str) -> None:
    for name, choice in choices.items():
        page.locator(f"[data-filter={name}]").select_option(choice)


def shown(page: Page) -> list[str]:
    return [title.strip() for title in page.locator(".kijkraam-card-title:visible").all_inner_texts()]


def test_choices_work_together_and_the_number_of_forms_is_announced(visitor):
    page = visitor.open(OVERVIEW)
    count = page.get_by_role("status").filter(has_text="formulier")
    everything = shown(page)

    choose(page, kind="fase")
    expect(count).to_have_text("16 formulieren")

    choose(page, kind="fase", theme="gesprek-en-fasen")
    expect(count).to_have_text("7 formulieren")
    assert [title.partition(".")[0] for title in shown(page)][:6] == [f"Fase {number}" for number in range(1, 7)]
    assert page.get_by_role("heading", level=2).locator("visible=true").all_inner_texts() == ["Gesprek en fasen"]

    choose(page, kind="kijkraam", theme="presentie")
    expect(count).to_have_text("1 formulier")
    assert shown(page) == ["Kijkraam Presentie"]

    choose(page, kind="fase")
    expect(count).to_have_text("Geen formulier past bij deze keuze.")
    assert shown(page) == []

    choose(page, kind="", theme="")
    expect(count).to_have_text(f"{len(everything)} formulieren")
    assert shown(page) == everything


def test_everything_can_be_shown_again_with_one_button(visitor):
    page = visitor.open(OVERVIEW)
    everything = shown(page)
    again = page.get_by_role("button", name="Toon alles")
    expect(again).to_be_hidden()

    choose(page, kind="ervaring", audience="client")
    assert 0 < len(shown(page)) < len(everything)
    again.click()

    assert shown(page) == everything
    assert [select.input_value() for select in page.get_by_role("combobox").all()] == ["", "", "", ""]
    expect(page.get_by_role("combobox").first).to_be_focused()
    expect(again).to_be_hidden()


def test_who_comes_back_to_the_overview_finds_the_earlier_choice(visitor, handbook):
    page = visitor.open(OVERVIEW)

    choose(page, kind="kijkraam")
    page.goto(handbook.url + "privacy/")
    page.go_back()

    expect(page.get_by_label("Soort")).to_have_value("kijkraam")
    assert shown(page) == ["Kijkraam Kwartiermaken", "Kijkraam Presentie"]
