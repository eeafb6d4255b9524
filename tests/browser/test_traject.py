"""One support process as one record, from phase to phase, until it is taken along and wiped."""

import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ..sampling import rarely
from .axe import findings
from .pages import settle
from .stored import EVERYTHING

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

TRAJECT = "traject/"
PHASE = "formulier/fase-1-ontmoeting-en-kennismaking/"
FIRST = "Fase 1. Ontmoeting en kennismaking"
SECOND = "Fase 2. Informatie verzamelen, ordenen en analyseren"
LATER = [
    "Fase 3. Doelen stellen",
    "Fase 4. Plan maken",
    "Fase 5. Plan uitvoeren",
    "Fase 6. Monitoren, evalueren en bijstellen",
]
PRINTER = """
globalThis.printed = [];
globalThis.print = () => {
  const seen = [...document.querySelectorAll('main :is(h1, h2, h3, p, li)')];
  printed.push(seen.filter((one) => one.getClientRects().length).map((one) => one.textContent));
  dispatchEvent(new Event('afterprint'));
};
"""


def begin(page: Page, name: str = "Zonnebloem") -> None:
    page.get_by_label("Een woord om dit traject te herkennen").fill(name)
    page.get_by_role("button", name="Samen met iemand").click()
    expect(page.get_by_role("heading", name=name)).to_be_focused()


def begin_with_words(page: Page) -> None:
    """Begin a traject, and fill in something of its first phase."""
    begin(page)
    to_phase(page)
    choose(page, f1_d1="gedaan")
    page.locator("[name='f1-d1--note']").evaluate("note => note.closest('details').open = true")
    page.locator("[name='f1-d1--note']").fill("Koffie op de bank")
    back(page)


def part(page: Page, title: str, state: str):
    return page.get_by_role("group", name="De fasen van dit traject").get_by_role("link", name=f"{title}: {state}")


def to_phase(page: Page, title: str = FIRST) -> None:
    page.get_by_role("group", name="De fasen van dit traject").get_by_role("link", name=title).click()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject")).to_be_visible()


def choose(page: Page, **answers: str) -> None:
    for name, value in answers.items():
        page.locator(f"[name={name.replace('_', '-')}][value={value}]").check()


def back(page: Page) -> None:
    page.evaluate("scrollTo(0, 0)")  # scrolling up to the link, the theme's button that leads up would come over it
    settle(page)
    page.get_by_role("link", name="Terug naar het traject").first.click()
    expect(page.get_by_role("group", name="De fasen van dit traject")).to_be_visible()


def stored(page: Page) -> dict[str, dict]:
    """All answers in the database by record and field; of the records their name."""
    rows = page.evaluate(EVERYTHING)
    records = {row["id"]: row["name"] for row in rows if "name" in row}
    found = {name: {} for name in records.values()}
    for row in rows:
        if "field" in row:
            found[records[row["record"]]][row["field"]] = row["value"]
    return found


@pytest.mark.parametrize("height", [700, 900])
def test_who_begins_reads_on_from_the_heading_and_not_from_the_foot_of_the_screen(visitor, height):
    page = visitor.open(TRAJECT, width=390, height=height)
    begin(page, "Roos")

    place = page.get_by_role("heading", name="Roos").bounding_box()
    assert place
    assert 0 <= place["y"] < height / 3


def test_without_a_script_the_phases_with_their_worksheets_are_there_to_read(visitor):
    page = visitor.open(TRAJECT, java_script_enabled=False)

    phases = page.locator(".kijkraam-phase")
    assert phases.get_by_role("heading").all_inner_texts() == [FIRST, SECOND, *LATER]
    expect(phases.first.get_by_role("link", name=f"Open: {FIRST}")).to_be_visible()
    expect(phases.nth(1).get_by_role("link", name="Persoonlijk Profiel")).to_be_visible()
    expect(page.get_by_text("Dit is een kladblok, geen dossier.")).to_be_visible()
    expect(page.get_by_role("button", name="Samen met iemand")).to_be_hidden()


def test_practising_with_bram_says_who_he_is(visitor):
    page = visitor.open(TRAJECT)
    expect(page.get_by_text("Schrijf geen echte naam")).to_be_visible()

    page.get_by_role("button", name="Oefenen met Bram").click()

    expect(page.get_by_role("heading", name="Oefenen met Bram")).to_be_focused()
    expect(
        page.get_by_text("Je oefent met Bram, de persoon uit een voorbeeld in het boek. Schrijf hier niets")
    ).to_be_visible()
    expect(page.get_by_text("Dit is een kladblok, geen dossier.")).to_be_visible()
    for title in [FIRST, SECOND, *LATER]:
        expect(part(page, title, "nog leeg")).to_be_visible()


def test_what_is_filled_in_at_a_phase_belongs_to_the_traject_and_is_seen_there(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    choose(page, f1_d1="gedaan", f1_d2="mee-bezig", f1_ta1="ik-twijfel")
    back(page)

    expect(part(page, FIRST, "bezig")).to_be_visible()
    expect(part(page, SECOND, "nog leeg")).to_be_visible()
    first = page.locator(".kijkraam-phase").first
    told = first.locator(".kijkraam-phase-state > div")
    assert [" | ".join(one.locator("p, li").all_inner_texts()) for one in told.all()] == [
        "Gedaan | Ik leer de cliënt kennen als persoon.",
        "Mee bezig | De cliënt leert mij kennen.",
        "Ik twijfel | Er is genoeg vertrouwen tussen de cliënt en mij.",
    ]
    first.get_by_text("Nog niet bekeken").first.click()
    expect(first.get_by_text("Ik zoek zelf contact.")).to_be_visible()
    assert list(stored(page)) == ["Zonnebloem"]
    own = {field: value for field, value in stored(page)["Zonnebloem"].items() if "--f1-" in field}
    assert own == {
        "fase-1-ontmoeting-en-kennismaking--f1-d1": "gedaan",
        "fase-1-ontmoeting-en-kennismaking--f1-d2": "mee-bezig",
        "fase-1-ontmoeting-en-kennismaking--f1-ta1": "ik-twijfel",
    }


def test_a_phase_is_done_when_no_step_is_open(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    steps = page.locator("[value=gedaan]")
    for step in steps.all()[1:]:
        step.check()
    page.locator("[value=bewust-niet]").first.check()
    back(page)

    expect(part(page, FIRST, "gedaan")).to_be_visible()


def test_a_phase_stays_in_its_traject_after_a_reload_and_apart_from_it_it_is_empty(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    assert "#" not in page.url
    assert "?" not in page.url
    choose(page, f1_d1="gedaan")

    page.get_by_role("link", name="Activiteiten").first.click()
    page.reload()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject 'Zonnebloem'.")).to_be_visible()
    expect(page.locator("[name=f1-d1][value=gedaan]")).to_be_checked()

    page.get_by_role("button", name="Vul dit formulier los van het traject in").click()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject")).to_be_hidden()
    expect(page.locator("[name=f1-d1]:checked")).to_have_count(0)


def test_no_request_tells_which_traject_it_is(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    back(page)
    identity = page.url.partition("#traject=")[2]

    assert len(identity) > 10
    assert [request.url for request in visitor.requests if identity in request.url.partition("#")[0]] == []


def test_worksheets_go_along_but_what_the_client_tells_does_not(visitor):
    page = visitor.open(TRAJECT)
    begin(page)

    second = page.locator(".kijkraam-phase").nth(1)
    assert "#traject=" in second.get_by_role("link", name="Persoonlijk Profiel").get_attribute("href")
    assert "#" not in page.get_by_role("link", name="Hoe ervaar jij onze hulp?").first.get_attribute("href")

    second.get_by_role("link", name="Persoonlijk Profiel").click()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject 'Zonnebloem'.")).to_be_visible()


def test_dates_are_kept_per_phase(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    date = page.get_by_label("Wanneer spraken jullie hierover?").first
    date.fill("2026-11-03")
    date.blur()
    expect(part(page, FIRST, "bezig")).to_be_visible()

    page.reload()
    expect(date).to_have_value("2026-11-03")
    expect(page.get_by_label("Wanneer spraken jullie hierover?").nth(1)).to_have_value("")


def test_several_trajects_stand_beside_each_other(visitor):
    page = visitor.open(TRAJECT)
    begin(page, "Zonnebloem")
    page.get_by_text("Geef dit traject een ander woord").click()
    page.get_by_label("Een ander woord om dit traject te herkennen").fill("Roos")
    page.get_by_text("Naar een ander traject").click()
    expect(page.get_by_text("Ga verder met")).to_be_hidden()
    page.get_by_role("button", name="Begin nog een traject").click()
    expect(page.get_by_role("heading", name="Begin een traject")).to_be_focused()
    begin(page, "Tulp")

    page.reload()
    expect(page.get_by_role("heading", name="Tulp")).to_be_visible()
    page.get_by_text("Naar een ander traject").click()
    expect(page.locator("main li").filter(has_text="Roos Laatst gewijzigd op ")).to_be_visible()
    page.get_by_role("link", name="Roos").click()
    expect(page.get_by_role("heading", name="Roos")).to_be_visible()


def test_a_link_within_the_page_opens_no_traject(visitor):
    page = visitor.open(TRAJECT)
    begin(page, "Zonnebloem")
    page.get_by_text("Naar een ander traject").click()
    page.get_by_role("button", name="Begin nog een traject").click()
    expect(page.get_by_role("heading", name="Begin een traject")).to_be_focused()

    page.evaluate("location.hash = document.querySelector('article h2[id]').id")
    settle(page)

    expect(page.get_by_role("heading", name="Begin een traject")).to_be_visible()
    expect(page.get_by_role("heading", name="Zonnebloem")).to_have_count(0)


def test_practising_a_second_time_gives_another_name(visitor):
    page = visitor.open(TRAJECT)
    page.get_by_role("button", name="Oefenen met Bram").click()
    page.get_by_text("Naar een ander traject").click()
    page.get_by_role("button", name="Begin nog een traject").click()
    page.get_by_role("button", name="Oefenen met Bram").click()

    expect(page.get_by_role("heading", name="Oefenen met Bram 2")).to_be_focused()


def test_enter_after_the_word_begins_a_traject(visitor):
    page = visitor.open(TRAJECT)
    page.get_by_label("Een woord om dit traject te herkennen").fill("Roos")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Roos")).to_be_focused()


def test_a_form_of_the_traject_stays_in_it_whichever_way_one_comes_there_in_this_tab(visitor, handbook):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    ways = {
        "beside it": page.locator("main").get_by_role("link", name="Relatiecheck (a)(b)(c) bij elke fase").last.click,
        "typed address": lambda: page.goto(f"{handbook.url}{PHASE}"),
        "worksheet": lambda: page.goto(f"{handbook.url}formulier/persoonlijk-profiel/"),
    }
    for way in ways.values():
        way()
        expect(page.get_by_text("Je antwoorden hier horen bij het traject 'Zonnebloem'.")).to_be_visible()

    page.goto(f"{handbook.url}formulier/kanteling-gesprek/")  # kept as long, but no form of this traject
    settle(page)
    expect(page.locator(".kijkraam-bar summary")).to_be_visible()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject")).to_have_count(0)


def test_apart_from_the_traject_is_apart_for_all_its_forms(visitor, handbook):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    page.get_by_role("button", name="Vul dit formulier los van het traject in").click()
    expect(page.locator(".kijkraam-bar summary")).to_be_visible()

    page.goto(f"{handbook.url}formulier/persoonlijk-profiel/")
    expect(page.locator(".kijkraam-bar summary")).to_be_visible()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject")).to_have_count(0)


def test_a_link_to_a_traject_that_is_gone_opens_no_other(visitor, handbook):
    page = visitor.open(TRAJECT)
    begin(page, "Roos")

    page.goto("about:blank")
    page.goto(f"{handbook.url}{TRAJECT}#traject=gone")
    expect(page.locator("main p").get_by_text("Dit traject staat niet op dit apparaat.")).to_be_visible()
    expect(page.get_by_role("heading", name="Begin een traject")).to_be_visible()
    expect(page.get_by_role("heading", name="Roos")).to_have_count(0)

    page.goto(f"{handbook.url}{PHASE}#traject=gone")
    expect(page.get_by_text("Dit traject staat niet op dit apparaat.")).to_be_visible()
    expect(page.locator(".kijkraam-bar summary")).to_be_visible()


def test_a_form_whose_traject_another_tab_wiped_says_so_and_takes_no_more(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    choose(page, f1_d1="gedaan")
    other = page.context.new_page()
    other.goto(page.url.partition("formulier/")[0] + TRAJECT)
    other.get_by_role("button", name="Neem mee en wis").click()
    other.get_by_role("button", name="Wis dit traject").click()
    other.get_by_role("dialog").get_by_role("button", name="Wis dit traject").click()
    expect(other.locator("main p").get_by_text("Het traject 'Zonnebloem' is gewist.")).to_be_visible()

    expect(page.get_by_role("alert")).to_contain_text("Het traject 'Zonnebloem' is gewist, in een ander tabblad.")
    expect(page.locator("[name=f1-d1]:checked")).to_have_count(0)
    page.locator("[name=f1-d2]").first.evaluate("radio => radio.focus()")
    page.keyboard.press("Space")
    assert page.evaluate(EVERYTHING) == []

    page.get_by_role("button", name="Vul dit formulier los van het traject in").click()
    choose(page, f1_d1="gedaan")
    expect(page.locator(".kijkraam-bar summary")).to_contain_text("Blad van")


def test_a_phase_with_only_a_worksheet_filled_in_is_not_empty(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    second = page.locator(".kijkraam-phase").nth(1)
    expect(second.get_by_text("(ingevuld)")).to_have_count(2)
    expect(second.get_by_text("(ingevuld)").first).to_be_hidden()
    second.get_by_role("link", name="Persoonlijk Profiel").click()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject")).to_be_visible()
    page.locator("form textarea").first.fill("Duiven")
    page.locator("form textarea").first.blur()
    back(page)

    expect(part(page, SECOND, "bezig")).to_be_visible()
    expect(part(page, FIRST, "nog leeg")).to_be_visible()
    expect(second.get_by_role("listitem").filter(has_text="Persoonlijk Profiel")).to_have_text(
        "Persoonlijk Profiel (ingevuld)"
    )
    expect(second.get_by_text("Het formulier van deze fase is nog leeg.")).to_be_visible()


def test_a_step_from_and_to_the_traject_begins_at_the_top(visitor):
    page = visitor.open(TRAJECT, width=1280, height=800)
    begin(page)
    page.get_by_role("link", name=f"Open: {LATER[1]}").click()
    expect(page.get_by_text("Je antwoorden hier horen bij het traject")).to_be_in_viewport()

    page.get_by_role("link", name="Terug naar het traject").last.click()
    expect(page.get_by_role("heading", name="Zonnebloem")).to_be_in_viewport()


def test_it_is_taken_along_as_a_file_with_everything_in_it(visitor, tmp_path):
    page = visitor.open(TRAJECT, accept_downloads=True)
    begin(page)
    to_phase(page)
    choose(page, f1_d1="gedaan")
    back(page)
    page.get_by_role("button", name="Neem mee en wis").click()
    expect(page.get_by_role("heading", name="Neem mee en wis")).to_be_focused()

    page.get_by_role("button", name="Bewaar als bestand").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").locator(".kijkraam-button--primary").click()
    download.value.save_as(tmp_path / "traject.json")

    expect(page.locator("main p").get_by_text(download.value.suggested_filename)).to_be_visible()
    expect(page.get_by_role("link", name="Terugzetten kan bij 'Mijn formulieren'.")).to_be_visible()
    (record,) = json.loads(Path(tmp_path / "traject.json").read_text(encoding="utf-8"))["records"]
    assert (record["form"], record["name"]) == ("traject", "Zonnebloem")
    assert record["answers"]["fase-1-ontmoeting-en-kennismaking--f1-d1"] == "gedaan"


def test_it_is_taken_along_on_paper_with_the_words_that_were_written(visitor, handbook):
    page = visitor.open()
    page.context.add_init_script(PRINTER)
    page.goto(handbook.url + TRAJECT)
    begin_with_words(page)
    page.get_by_role("button", name="Neem mee en wis").click()
    expect(page.get_by_role("button", name="Druk af")).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("[...document.querySelectorAll('button')].find(one => one.textContent === 'Druk af').click()")

    (text,) = page.evaluate("printed")
    assert text[:2] == ["Zonnebloem", FIRST]
    answer = text.index("Ik leer de cliënt kennen als persoon. Gedaan")
    assert text[answer + 1 : answer + 3] == ["Waaraan zie je dat? Koffie op de bank", "Let op"]


def test_what_was_filled_in_goes_along_where_the_browser_prints_the_page(visitor):
    page = visitor.open(TRAJECT)
    begin_with_words(page)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]

    assert [number for number, text in enumerate(sheets) if "op de bank" in text] == [len(sheets) - 1]
    assert sheets[-1].startswith("Zonnebloem")
    expect(page.locator("main")).not_to_contain_text("Koffie op de bank")  # on the screen it is in the phase only


def test_wiping_says_what_goes_and_leaves_nothing_behind(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    choose(page, f1_d1="gedaan")
    back(page)
    page.get_by_role("button", name="Neem mee en wis").click()
    page.get_by_role("button", name="Wis dit traject").click()

    question = page.get_by_role("dialog", name="Wil je dit traject wissen?")
    assert question.get_by_role("listitem").all_inner_texts() == ["het traject 'Zonnebloem', met alle data", FIRST]
    page.keyboard.press("Enter")
    expect(question).to_be_hidden()
    assert list(stored(page)) == ["Zonnebloem"]

    page.get_by_role("button", name="Wis dit traject").click()
    question.get_by_role("button", name="Wis dit traject").click()
    expect(page.get_by_role("heading", name="Begin een traject")).to_be_focused()
    expect(page.locator("main p").get_by_text("Het traject 'Zonnebloem' is gewist.")).to_be_visible()
    assert page.evaluate(EVERYTHING) == []
    assert {key.rpartition(":")[2] for key in page.evaluate("Object.keys(sessionStorage)")} == {"home", "forms"}
    assert "traject=" not in page.url


def test_a_form_of_a_traject_does_not_say_that_its_link_is_wrong(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)

    settle(page)
    expect(page.locator(".kijkraam-asked")).to_have_count(0)


def test_wiping_everything_also_forgets_to_which_traject_a_form_belongs(visitor):
    page = visitor.open(TRAJECT)
    begin(page)
    to_phase(page)
    assert len(page.evaluate("Object.keys(sessionStorage).filter((key) => key.includes(':traject:'))")) == 3
    page.goto(page.url.partition("formulier/")[0] + "mijn-formulieren/")

    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("dialog").get_by_role("button", name="Wis", exact=True).click()

    expect(page.get_by_text("Alles is gewist.").first).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('kijkraam'))") == []


def test_the_keyboard_alone_is_enough_to_begin_and_to_reach_a_phase(visitor):
    page = visitor.open(TRAJECT)
    expect(page.get_by_role("button", name="Oefenen met Bram")).to_be_visible()
    page.get_by_role("button", name="Oefenen met Bram").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".kijkraam-traject-start").get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Zonnebloem")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Zonnebloem")).to_be_focused()
    page.keyboard.press("Tab")
    expect(part(page, FIRST, "nog leeg")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Je antwoorden hier horen bij het traject 'Zonnebloem'.")).to_be_visible()


STEPS = {
    "start": lambda _: None,
    "begun": begin,
    "within": to_phase,
    "busy": lambda page: (choose(page, f1_d1="gedaan", f1_ta1="nee"), back(page)),
    "leaving": lambda page: page.get_by_role("button", name="Neem mee en wis").click(),
    "wiping": lambda page: page.get_by_role("button", name="Wis dit traject").click(),
}


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    rarely([(320, 256, "light"), (390, 844, "dark"), (1440, 900, "light")], but=[(320, 256, "light")]),
)
def test_axe_finds_nothing_in_any_step_and_nothing_is_wider_than_the_screen(visitor, width, height, scheme):
    page = visitor.open(TRAJECT, width=width, height=height, color_scheme=scheme)

    found = {}
    for name, step in STEPS.items():
        step(page)
        page.evaluate("scrollTo(0, 0)")  # the theme's button that leads up lies over what is scrolled under it
        settle(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[name] = findings(page) + ["too wide"] * too_wide

    assert found == {name: [] for name in STEPS}
