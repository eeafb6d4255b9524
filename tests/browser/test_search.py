"""Search as a reader uses it: words in any form are found, what every form repeats is not."""

import gzip
import json
import re

import pytest
from playwright.sync_api import Page, expect

from .pages import rarely

pytestmark = pytest.mark.browser


def found(page: Page) -> list[str]:
    """Return the addresses of all pages found: few enough to be in the list at once."""
    status = page.get_by_role("status").filter(has_text="gevonden")
    expect(status).to_be_visible()
    results = page.locator(".md-search-result__item")
    expect(status).to_have_text(re.compile(f"^{results.count() or 'Niets'} "))
    links = results.evaluate_all("items => items.map(item => item.querySelector('a').href)")
    return [link.split("/handboek/")[1].partition("?")[0] for link in links]


@pytest.mark.parametrize(
    ("typed", "page_found"),
    rarely(
        [
            ("kwartiermaker", "formulier/kijkraam-kwartiermaken/"),
            ("kwartiermakers", "methoden/kwartiermaken/kwartiermaken/"),
            ("gesprekken", "gesprek-en-plan/gesprek-voorbereiden/"),
            ("keukentafelgesprekken", "gesprek-en-plan/gesprek-voorbereiden/"),
            ("wijken", "methoden/wijk-en-buurt/"),
            ("client", "kijken/kijkraam-gebruik/"),
            ("steunsys", "methoden/de-basis/steunsystemen/"),
            ("verhalen", "methoden/praktijkverhalen/casus-bram/"),
        ],
        but=[
            ("keukentafelgesprekken", "gesprek-en-plan/gesprek-voorbereiden/"),
            ("steunsys", "methoden/de-basis/steunsystemen/"),
        ],
    ),
)
def test_a_word_is_found_in_any_form_and_half_typed(visitor, typed, page_found):
    page = visitor.open()

    page.get_by_role("textbox", name="Zoek in het handboek").press_sequentially(typed)

    result = page.locator(".md-search-result__item").filter(has=page.locator(f"[href*='{page_found}']"))
    expect(result.first).to_be_attached()
    expect(result.first).not_to_contain_text("Niet gevonden")


def test_the_texts_come_when_somebody_begins_to_search(visitor):
    page = visitor.open()
    page.get_by_text("Weergave").wait_for()
    page.wait_for_load_state("networkidle")
    asked = [request.url for request in visitor.requests]
    assert [url for url in asked if url.endswith("search_texts.json")] == []

    with page.expect_response("**/search_texts.json"):
        page.get_by_role("textbox", name="Zoek in het handboek").focus()


def test_until_the_texts_are_there_it_says_that_it_searches(visitor):
    page = visitor.open()
    page.wait_for_load_state("networkidle")
    held = []
    page.route("**/search_texts.json", lambda route: held.append(route))  # noqa: PLW0108
    field = page.get_by_role("textbox", name="Zoek in het handboek")

    field.press_sequentially("bram")
    told = page.locator(".md-search-result__meta")
    expect(told).to_have_text("Even zoeken")
    held[0].continue_()

    expect(told).to_contain_text("gevonden")


def test_who_goes_to_the_field_asks_for_the_texts_again_because_the_worker_may_not_hear_it_yet(visitor):
    page = visitor.open()
    page.evaluate("""() => {
      globalThis.asked = 0;
      new BroadcastChannel("kijkraam-search").onmessage = () => { asked += 1; };
    }""")

    page.get_by_role("textbox", name="Zoek in het handboek").focus()

    page.wait_for_function("() => asked > 2")


def test_every_result_is_a_link_with_the_title_of_what_was_found(visitor):
    page = visitor.open("?q=presentie")

    found = page.get_by_role("region", name="Zoekresultaten").get_by_role("link")
    expect(found.first).to_have_accessible_name("Kijkraam Presentie")
    assert [link for link in found.all() if not link.get_attribute("aria-label")] == []


def test_a_word_found_by_its_stem_is_marked_once_in_the_text(visitor):
    page = visitor.open("?q=gesprekken")

    expect(page.locator(".md-search-result mark").first).to_be_attached()
    marked = page.locator(".md-search-result mark").all_inner_texts()

    assert {text.lower() for text in marked} >= {"gesprek"}
    assert page.locator("mark mark, .md-search-result__link mark:empty").count() == 0


@pytest.mark.parametrize("answer", rarely(['"Lukt erop let"', '"Deels papier"', '"Sla over"'], but=['"Lukt erop let"']))
def test_the_words_of_an_answer_find_no_form(visitor, answer):
    page = visitor.open(f"?q={answer}")

    assert [address for address in found(page) if address.startswith("formulier/")] == []


def test_the_search_does_not_know_what_every_form_repeats(handbook):
    index = json.loads((handbook.folder / "search/search_texts.json").read_text(encoding="utf-8"))
    forms = [entry for entry in index["docs"] if entry["location"].startswith("formulier/")]

    repeated = ("Sommigen van ons", "Lukt als ik erop let", "Hier wil ik over praten", "Dit is een kladblok")
    assert len(forms) > 100
    assert [entry["location"] for entry in forms if any(words in entry["text"] for words in repeated)] == []


def test_the_search_does_not_know_the_data_of_scripts(handbook):
    index = json.loads((handbook.folder / "search/search_texts.json").read_text(encoding="utf-8"))

    described = ("zelf-maken/bestand/", "zelf-maken/insluiten/")  # pages that show how such data look
    others = [entry for entry in index["docs"] if not entry["location"].startswith(described)]

    assert [entry["location"] for entry in others if re.search(r'[{,]"[a-z-]+":', entry["text"])] == []


def test_the_index_of_the_whole_handbook_stays_small(handbook):
    index = (handbook.folder / "search/search_texts.json").read_bytes()

    assert len(gzip.compress(index)) <= 600_000
