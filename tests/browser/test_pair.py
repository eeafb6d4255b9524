"""A colleague who saw someone work fills in beside them: on the same device, and for the two of them only."""

import pytest
from playwright.sync_api import expect

from .pages import ready

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

FORM = "formulier/presente-professional/"
BEGIN = "Laat een collega naast je kijken"


def look_back(page) -> None:
    page.get_by_role("button", name="Kijk terug").click()
    expect(page.locator(".kijkraam-result")).to_be_visible()


def choose(page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f"[name={name.replace('_', '-')}][value={value}]").check()


def test_a_colleague_fills_in_beside_you_and_you_see_where_you_differ(visitor):
    page = visitor.open(FORM)
    choose(ready(page), kp_b1="gaat-vanzelf", kp_b2="vind-ik-moeilijk", kp_b3="gaat-vanzelf")
    look_back(page)
    page.get_by_role("button", name=BEGIN).click()

    expect(page.locator(".kijkraam-bar summary")).to_contain_text("Wat mijn collega zag")
    expect(page.locator("[name=kp-b1]:checked")).to_have_count(0)
    choose(ready(page), kp_b1="lukt-als-ik-erop-let", kp_b2="vind-ik-moeilijk")
    look_back(page)
    expect(page.get_by_role("button", name=BEGIN)).to_be_hidden()
    page.get_by_label("Leg er een eerder blad naast").select_option(index=1)

    pair = page.locator(".kijkraam-pair")
    expect(pair.get_by_role("heading")).to_have_text("Jij en je collega")
    text = page.locator("[data-item=kp-b1] legend").inner_text().splitlines()[0].removesuffix(".")
    assert pair.get_by_role("listitem").all_inner_texts() == [
        f"'{text}': jij 'Gaat vanzelf', je collega 'Lukt als ik erop let'."
    ]


def test_a_form_without_sentences_about_oneself_offers_no_colleague(visitor):
    page = visitor.open("formulier/binden-van-vrijwilligers/")
    ready(page).get_by_role("radio").first.check()
    look_back(page)

    expect(page.get_by_role("button", name=BEGIN)).to_be_hidden()
