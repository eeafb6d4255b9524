"""A scorelijst: danger first, one's own estimate, then a count that decides nothing.

The list here has the shape of the one in the book: three risks, size and duration, 324 combinations in all.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from ..conftest import CONFIG, SHARED, Drawn
from .axe import findings
from .pages import settle

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

RISK = """[
          {id: geen, text: Geen risico, points: 0},
          {id: matig, text: Matig risico, points: 1},
          {id: ernstig, text: Ernstig risico, points: 2, grave: true}]"""
HELP_LINES = """
help_lines:
  - {id: alarm, title: Er is nu gevaar, phone: "112", text: Bel direct., organisation: Alarmnummer, checked: nagekeken}
"""
LIST = f"""
id: schema
version: 1
kind: scorelijst
title: Een schema
summary: Om een signaal te wegen.
audience: [professional]
source: {{work: boek}}
danger: Is er nu gevaar?
sections:
  - id: eerst-zelf
    title: Eerst zelf
    items:
      - {{id: es-1, type: long_text, text: "Wat denk je zelf, zonder schema?"}}
      - {{id: es-2, type: long_text, text: Wat wil de persoon?}}
      - id: es-3
        type: choice
        text: Weet die dat je dit bespreekt?
        options: [{{id: ja, text: Ja}}, {{id: nee, text: Nee}}]
  - id: wegen
    title: Het schema
    items:
      - {{id: veiligheid, type: choice, text: Veiligheid, options: {RISK}}}
      - {{id: gezondheid, type: choice, text: Gezondheid, options: {RISK}}}
      - {{id: welzijn, type: choice, text: Welzijn, options: {RISK}}}
      - id: omvang
        type: choice
        text: Omvang
        options:
          - {{id: een, text: Individu, points: 0}}
          - {{id: meer, text: Meer personen, points: 1}}
          - {{id: jong, text: Jonger dan 18 jaar, points: 2}}
          - {{id: oud, text: Ouder dan 75 jaar, points: 2}}
      - id: duur
        type: choice
        text: Duur
        options:
          - {{id: eenmalig, text: Incidenteel, points: 0}}
          - {{id: kort, text: Korter dan een half jaar, points: 1}}
          - {{id: lang, text: Langer dan een half jaar, points: 2}}
  - id: afspreken
    title: Wie doet wat
    items:
      - {{id: wd-1, type: long_text, text: "Wie doet wat, en wanneer?"}}
      - {{id: wd-2, type: date, text: Wanneer hoort de melder weer iets?}}
bands_columns: [Score, Actie voor de melding, Actie voor de melder]
bands:
  - {{low: 0, high: 4, label: "< 5", text: geen, further: [informatie]}}
  - {{low: 7, label: "> 6", text: toewerken naar hulp, further: [terugkoppeling]}}
  - {{low: 10, high: 10, text: acute hulp, further: [terugkoppeling]}}
bands_note: [Voor 5 en 6 staat er niets.]
"""

FILES = {"checklists/_helplines.yml": HELP_LINES, "checklists/schema.yml": LIST}

FILL_IN_EVERYTHING = """() => {
  const groups = ['veiligheid', 'gezondheid', 'welzijn', 'omvang', 'duur'].map((name) => [
    ...document.querySelectorAll(`[name="${name}"]`),
  ]);
  const products = groups.reduce((made, group) => made.flatMap((one) => group.map((radio) => [...one, radio])), [[]]);
  return products.map((radios) => {
    for (const radio of radios) radio.checked = true;
    radios[0].dispatchEvent(new Event('change', { bubbles: true }));
    const text = (selector) => document.querySelector(selector).textContent;
    return {
      chosen: radios.map((radio) => radio.value),
      points: radios.map((radio) => Number(radio.dataset.points)),
      result: text('.kijkraam-result'),
      grave: text('.kijkraam-grave-said'),
      bands: document.querySelector('.kijkraam-bands').outerHTML,
    };
  });
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The list as a page of a site in a folder."""
    site = Drawn(tmp_path_factory.mktemp("list"))
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "# Begin\n", **SHARED, **FILES}
    for path, text in files.items():
        site.write(path, text)
    assert site.build().log == []
    return (site.root / "site/formulier/schema/index.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The list in a browser that knows nothing yet."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("button", name="Misschien")).to_be_visible()
    yield page
    context.close()


def headings(page: Page) -> list[str]:
    return page.locator(".kijkraam-form").get_by_role("heading").locator("visible=true").all_inner_texts()


def theme_findings(page: Page) -> list[str]:
    """What axe finds when there is nothing but the theme."""
    page.evaluate("document.querySelector('kijkraam-form').hidden = true")
    found = findings(page)
    page.evaluate("document.querySelector('kijkraam-form').hidden = false")
    return found


def to_the_count(page: Page) -> None:
    page.get_by_role("button", name="Nee, voor zover ik weet").click()
    page.get_by_role("button", name="Verder naar het schema").click()


def choose(page: Page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f"[name={name}][value={value}]").check()


def test_without_a_script_all_steps_stand_under_each_other_and_the_count_is_left_to_a_pen(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)

    assert headings(page) == [
        "Stap 1. Is er nu gevaar?",
        "Stap 2. Eerst zelf",
        "Stap 3. Het schema",
        "Stap 4. Zo staat het in het boek",
        "Stap 5. Koos je ernstig risico?",
        "Stap 6. Wie doet wat",
    ]
    expect(page.locator(".kijkraam-danger")).to_contain_text("Vul dit schema nu niet in.")
    expect(page.get_by_role("link", name="112")).to_be_visible()
    expect(page.locator(".kijkraam-count")).to_contain_text("Tel op wat bij je keuzes staat. De telling is:")
    expect(page.locator(".kijkraam-count")).to_contain_text("geen besluit")
    expect(page.locator(".kijkraam-grave")).to_contain_text("Bespreek dit vandaag met een collega")
    expect(page.locator(".kijkraam-grave p").get_by_role("link")).to_have_attribute("href", "#schema--gevaar")
    addends = page.locator("[data-item=omvang] .kijkraam-answer").all_inner_texts()
    assert [" ".join(text.split()) for text in addends] == [
        "Individu telt 0",
        "Meer personen telt 1",
        "Jonger dan 18 jaar telt 2",
        "Ouder dan 75 jaar telt 2",
    ]
    page.context.close()


def test_the_steps_open_one_after_the_other(page):
    assert headings(page) == ["Stap 1. Is er nu gevaar?"]

    page.get_by_role("button", name="Nee, voor zover ik weet").click()
    assert headings(page) == ["Stap 1. Is er nu gevaar?", "Stap 2. Eerst zelf"]
    expect(page.get_by_role("link", name="112")).to_be_hidden()

    page.get_by_role("button", name="Verder naar het schema").click()
    assert [heading[:6] for heading in headings(page)] == [f"Stap {number}" for number in range(1, 7)]
    expect(page.get_by_role("heading", name="Stap 3. Het schema")).to_be_focused()


@pytest.mark.parametrize("answer", ["Ja", "Misschien"])
def test_at_danger_there_are_numbers_to_call_and_nothing_of_the_list_is_kept(page, answer):
    to_the_count(page)
    page.get_by_role("textbox", name="Wat wil de persoon?").fill("Rust")
    choose(page, veiligheid="ernstig")

    page.get_by_role("button", name=answer, exact=True).click()

    stop = page.locator(".kijkraam-danger-stop")
    expect(stop).to_have_text("Vul dit schema nu niet in.")
    expect(stop).to_be_focused()
    expect(page.get_by_role("link", name="112")).to_be_visible()
    assert headings(page) == ["Stap 1. Is er nu gevaar?"]
    page.wait_for_function("() => !JSON.stringify(sessionStorage).includes('Rust')")
    page.reload()
    to_the_count(page)
    expect(page.get_by_role("textbox", name="Wat wil de persoon?")).to_have_value("")
    expect(page.locator("[name=veiligheid]:checked")).to_have_count(0)


def test_every_addend_is_seen_before_the_sum_and_the_sum_is_no_decision(page):
    to_the_count(page)
    choose(page, veiligheid="matig", gezondheid="geen", welzijn="matig", omvang="oud")
    expect(page.locator(".kijkraam-result")).to_have_text("Nog niet gekozen: duur.")

    choose(page, duur="eenmalig")

    assert page.locator(".kijkraam-addends li").all_inner_texts() == [
        "Veiligheid: Matig risico, telt 1",
        "Gezondheid: Geen risico, telt 0",
        "Welzijn: Matig risico, telt 1",
        "Omvang: Ouder dan 75 jaar, telt 2",
        "Duur: Incidenteel, telt 0",
    ]
    expect(page.locator(".kijkraam-result")).to_have_text(
        "De telling is 4. Die telling is een geheugensteun bij het gesprek, geen besluit. "
        "Maak je je zorgen? Dan weegt dat zwaarder dan het getal."
    )
    expect(page.locator(".kijkraam-grave-said")).to_be_empty()


def test_one_grave_choice_gives_its_sentence_before_the_rest_is_chosen(page):
    to_the_count(page)

    choose(page, gezondheid="ernstig")
    said = page.locator(".kijkraam-grave-said")
    expect(said).to_have_text(
        "Je koos ernstig risico bij gezondheid. Bespreek dit vandaag met een collega, wat het totaal ook is. "
        "(Toevoeging van ons.)"
    )

    choose(page, welzijn="ernstig")
    expect(said).to_contain_text("Je koos ernstig risico bij gezondheid en welzijn.")


def test_no_combination_of_answers_advises_to_do_nothing_and_every_grave_one_says_so(page):
    to_the_count(page)
    before = page.locator(".kijkraam-bands").evaluate("bands => bands.outerHTML")

    told = page.evaluate(FILL_IN_EVERYTHING)

    assert len(told) == 324
    grave = [one for one in told if "ernstig" in one["chosen"]]
    assert len(grave) == 228
    for one in told:
        assert one["result"] == (
            f"De telling is {sum(one['points'])}. Die telling is een geheugensteun bij het gesprek, geen besluit. "
            "Maak je je zorgen? Dan weegt dat zwaarder dan het getal."
        )
        assert one["bands"] == before
        assert one["grave"].startswith("Je koos ernstig risico bij ") == ("ernstig" in one["chosen"])
        assert one["grave"].endswith("(Toevoeging van ons.)") == ("ernstig" in one["chosen"])
    assert {one["grave"] for one in told if one not in grave} == {""}


def test_the_books_table_stands_there_as_it_is_with_no_row_that_stands_out(page):
    to_the_count(page)
    choose(page, veiligheid="ernstig", gezondheid="ernstig", welzijn="ernstig", omvang="oud", duur="lang")

    rows = page.locator(".kijkraam-bands tr")
    assert [" | ".join(row.locator("th, td").all_inner_texts()) for row in rows.all()] == [
        "Score | Actie voor de melding | Actie voor de melder",
        "< 5 | geen | informatie",
        "> 6 | toewerken naar hulp | terugkoppeling",
        "10 | acute hulp | terugkoppeling",
    ]
    looks = "rows => [...new Set(rows.map(row => getComputedStyle(row).cssText + row.className))].length"
    assert page.locator(".kijkraam-bands tbody tr").evaluate_all(looks) == 1
    expect(page.locator(".kijkraam-bands")).to_contain_text("Voor 5 en 6 staat er niets.")


def test_what_was_filled_in_is_there_again_after_a_reload_once_danger_is_asked_anew(page):
    to_the_count(page)
    page.get_by_role("textbox", name="Wie doet wat, en wanneer?").fill("Ik bel morgen")
    choose(page, veiligheid="matig", gezondheid="geen", welzijn="matig", omvang="oud", duur="kort")
    page.wait_for_function("() => JSON.stringify(sessionStorage).includes('Ik bel morgen')")

    page.reload()
    assert headings(page) == ["Stap 1. Is er nu gevaar?"]
    page.get_by_role("button", name="Nee, voor zover ik weet").click()

    expect(page.get_by_role("textbox", name="Wie doet wat, en wanneer?")).to_have_value("Ik bel morgen")
    expect(page.locator(".kijkraam-result")).to_contain_text("De telling is 5.")


@pytest.mark.proof
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_in_any_step_and_nothing_is_wider_than_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    of_the_theme = theme_findings(page)
    steps = {
        "danger": lambda: None,
        "help": lambda: page.get_by_role("button", name="Misschien").click(),
        "estimate": lambda: page.get_by_role("button", name="Nee, voor zover ik weet").click(),
        "all": lambda: page.get_by_role("button", name="Verder naar het schema").click(),
        "grave": lambda: choose(page, veiligheid="ernstig"),
    }

    found = {}
    for name, step in steps.items():
        step()
        settle(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[name] = [one for one in findings(page) if one not in of_the_theme] + ["too wide"] * too_wide

    assert found == {name: [] for name in steps}


def tab_to(page, selector: str) -> None:
    """Press Tab until something of a sort has the focus; links to copy stand in between."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_the_list_is_filled_in_with_the_keyboard_alone(page):
    page.get_by_role("button", name="Ja", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, "[name=es-1]")
    page.keyboard.type("Zorgen")
    tab_to(page, "button")
    page.keyboard.press("Enter")
    for _ in range(5):
        tab_to(page, "[type=radio]")
        page.keyboard.press("Space")

    expect(page.get_by_role("textbox", name="Wat denk je zelf, zonder schema?")).to_have_value("Zorgen")
    expect(page.locator(".kijkraam-result")).to_contain_text("De telling is 0.")
