"""What a client tells: one question at a time, read aloud on the device, and ended as the client wants."""

import pytest
from playwright.sync_api import Page, expect

from ..sampling import rarely
from .axe import findings
from .pages import SAMPLE, settle

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

FORM = SAMPLE["client"]
ONE = "Deze persoon begrijpt wat ik belangrijk vind."
TWO = "Deze persoon heeft aandacht voor mij."
STORED = "() => JSON.stringify(sessionStorage)"

VOICES = """
const voices = %s;
globalThis.heard = [];
globalThis.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(globalThis, 'speechSynthesis', {
  value: Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: ({text, voice}) => heard.push([voice.name, text]),
    cancel: () => heard.push(['', 'stil']),
  }),
});
"""
PRINTER = """
globalThis.printed = [];
globalThis.print = () => {
  const seen = [...document.body.querySelectorAll('h1, h2, dt, dd, legend, button')];
  printed.push(seen.filter((one) => one.getClientRects().length).map((one) => one.textContent));
  dispatchEvent(new Event('afterprint'));
};
"""


def begin(visitor, which: str = "Kort: 6 vragen", **options: object) -> Page:
    page = visitor.open(FORM, **options)
    page.get_by_role("button", name=which).click()
    expect(page.get_by_text("Vraag 1 van")).to_be_visible()
    return page


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def answer(page: Page, question: str, choice: str) -> None:
    page.get_by_role("group", name=question).get_by_label(choice, exact=True).check()


def stored(page: Page, text: str) -> None:
    """Wait until a text is in the storage of this tab."""
    page.wait_for_function(f"text => ({STORED})().includes(text)", arg=text)


def seen_questions(page: Page) -> int:
    return page.locator("[data-item]:visible").count()


def test_without_a_script_all_questions_stand_under_each_other(visitor):
    page = visitor.open(FORM, java_script_enabled=False)

    assert seen_questions(page) == 15
    expect(page.get_by_text("Voor je begint")).to_be_visible()
    expect(page.get_by_role("heading", name="Gesprekskaart")).to_be_visible()
    expect(page.get_by_text("Vraag 1 van")).to_have_count(0)


def test_it_opens_with_the_conversation_card_and_keeps_nothing_until_someone_begins(visitor):
    page = visitor.open(FORM)

    expect(page.get_by_role("button", name="Kort: 6 vragen")).to_be_visible()
    expect(page.get_by_role("button", name="Alles: 15 vragen")).to_be_visible()
    expect(page.get_by_text("Voor je begint")).to_be_visible()
    expect(page.get_by_role("heading", name="Gesprekskaart")).to_be_visible()
    assert seen_questions(page) == 0
    assert page.evaluate(STORED) == "{}"
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


@pytest.mark.parametrize(
    ("which", "count"), rarely([("Kort: 6 vragen", 6), ("Alles: 15 vragen", 15)], but=[("Kort: 6 vragen", 6)])
)
def test_one_question_is_on_the_screen_with_its_place_in_words(visitor, which, count):
    page = begin(visitor, which)

    for number in range(1, count + 1):
        expect(page.get_by_text(f"Vraag {number} van {count}", exact=True)).to_be_visible()
        assert seen_questions(page) == 1
        expect(page.get_by_role("button", name="Stoppen")).to_be_visible()
        press(page, "Verder")
    expect(page.get_by_label("Hoe was het om dit te vertellen?")).to_be_visible()
    press(page, "Verder", "Verder")
    expect(page.get_by_role("heading", name="Wat wil je met je antwoorden doen?")).to_be_focused()


def test_nothing_stands_beside_the_question_no_menu_and_no_logo(visitor):
    page = begin(visitor)

    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert page.locator("img:visible, svg:visible").count() == 0


def test_the_three_answers_are_large_and_the_other_two_smaller(visitor):
    page = begin(visitor)

    sizes = [label.bounding_box() for label in page.locator(".kijkraam-answer:visible").all()]
    heights = [round(size["height"]) for size in sizes]
    assert min(heights[:3]) >= 64
    assert max(heights[3:]) < min(heights[:3])
    assert min(heights) >= 44


def test_one_goes_back_with_the_button_and_with_the_browser(visitor):
    page = begin(visitor)
    press(page, "Verder", "Verder")
    expect(page.get_by_text("Vraag 3 van 6")).to_be_visible()

    press(page, "Terug")
    expect(page.get_by_role("group", name=TWO)).to_be_focused()
    page.go_back()
    expect(page.get_by_text("Vraag 3 van 6")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("group", name=ONE)).to_be_focused()
    press(page, "Terug")
    expect(page.get_by_role("heading", name="Vul het in, als je wilt")).to_be_focused()


def test_the_keyboard_alone_is_enough(visitor):
    page = begin(visitor)

    expect(page.get_by_role("group", name=ONE)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name=TWO)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Wat wil je met je antwoorden doen?")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mijn antwoorden")).to_be_focused()
    expect(page.get_by_role("definition")).to_have_text("Soms")


def test_answers_survive_a_reload_at_the_same_place_and_another_tab_knows_nothing(visitor, handbook):
    page = begin(visitor)
    answer(page, ONE, "Ja")
    press(page, "Verder")
    answer(page, TWO, "Nee")
    page.get_by_role("textbox", name="Waaraan merk je dat?").fill("Hij vergeet mij")
    stored(page, "Hij vergeet mij")

    page.reload()
    expect(page.get_by_text("Vraag 2 van 6")).to_be_visible()
    expect(page.get_by_role("group", name=TWO).get_by_label("Nee")).to_be_checked()
    expect(page.get_by_role("textbox", name="Waaraan merk je dat?")).to_have_value("Hij vergeet mij")
    press(page, "Terug", "Terug")
    expect(page.get_by_role("button", name="Ga verder")).to_be_visible()

    other = page.context.new_page()
    other.goto(handbook.url + FORM)
    expect(other.get_by_role("button", name="Kort: 6 vragen")).to_be_visible()
    expect(other.get_by_role("button", name="Ga verder")).to_be_hidden()
    assert other.evaluate(STORED) == "{}"


def test_to_keep_nothing_wipes_at_once_and_says_so(visitor):
    page = begin(visitor)
    answer(page, ONE, "Ja")
    page.get_by_label("Wat vind jij belangrijk?").fill("Mijn hond")
    press(page, "Stoppen", "Niets bewaren")

    expect(page.get_by_role("heading", name="Alles is gewist")).to_be_focused()
    assert page.evaluate(STORED) == "{}"
    page.reload()
    expect(page.get_by_role("button", name="Ga verder")).to_be_hidden()
    press(page, "Toon alle vragen onder elkaar")
    expect(page.locator("[data-item] :checked")).to_have_count(0)
    expect(page.get_by_label("Wat vind jij belangrijk?")).to_have_value("")


def test_what_is_printed_is_ones_own_answers_and_nothing_else(visitor, handbook):
    page = visitor.open()
    page.context.add_init_script(PRINTER)
    page.goto(handbook.url + FORM)
    press(page, "Kort: 6 vragen")
    answer(page, ONE, "Soms")
    page.get_by_label("Wat vind jij belangrijk?").fill("Mijn hond")
    press(page, "Verder")
    answer(page, TWO, "Sla over")
    press(page, "Stoppen")
    page.emulate_media(media="print")
    page.evaluate(
        "[...document.querySelectorAll('button')].find(one => one.textContent.startsWith('Afdrukken')).click()"
    )

    assert page.evaluate("printed") == [["Mijn antwoorden", ONE, "Soms", "Mijn hond"]]
    page.emulate_media(media="screen")
    expect(page.get_by_role("heading", name="Wat wil je met je antwoorden doen?")).to_be_visible()
    expect(page.get_by_role("heading", name="Mijn antwoorden")).to_be_hidden()


def test_to_show_the_answers_makes_them_large_and_says_who_may_see_them(visitor):
    page = begin(visitor)
    answer(page, ONE, "Ja")
    press(page, "Stoppen")
    press(page, "Laten zien aan …")

    expect(page.get_by_text("Jij kiest wie dit mag zien.")).to_be_visible()
    expect(page.get_by_role("term")).to_have_text(ONE)
    expect(page.get_by_role("definition")).to_have_text("Ja")
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    assert page.get_by_role("definition").evaluate(size) > 1.4 * page.get_by_role("term").evaluate(size)
    press(page, "Sluiten", "Terug naar de vragen")
    expect(page.get_by_text("Vraag 1 van 6")).to_be_visible()


@pytest.mark.parametrize(
    "voice",
    [
        "{name: 'ver', lang: 'nl-NL', localService: false}",
        pytest.param("{name: 'onbekend', lang: 'nl-NL'}", marks=pytest.mark.proof),
        pytest.param("{name: 'engels', lang: 'en-GB', localService: true}", marks=pytest.mark.proof),
    ],
)
def test_without_a_dutch_voice_on_the_device_there_is_no_reading_aloud(visitor, handbook, voice):
    page = visitor.open()
    page.context.add_init_script(VOICES % f"[{voice}]")
    page.goto(handbook.url + FORM)

    expect(page.get_by_role("button", name="Kort: 6 vragen")).to_be_visible()
    expect(page.get_by_role("button", name="Lees voor")).to_have_count(0)


def test_a_voice_on_the_device_reads_the_question_with_its_answers(visitor, handbook):
    page = visitor.open()
    voices = "[{name: 'ver', lang: 'nl-NL', localService: false}, {name: 'hier', lang: 'nl_BE', localService: true}]"
    page.context.add_init_script(VOICES % voices)
    page.goto(handbook.url + FORM)
    press(page, "Kort: 6 vragen")
    page.evaluate("heard.length = 0")

    press(page, "Lees voor")
    heard = page.evaluate("heard")
    assert {name for name, _ in heard[1:]} == {"hier"}
    words = [text for _, text in heard]
    assert words == [
        *["stil", "Vraag 1 van 6", "Deze persoon en jij", "Denk steeds aan dezelfde persoon.", ONE],
        *["Ja", "Soms", "Nee", "Weet ik niet", "Sla over", "Wat vind jij belangrijk?"],
    ]

    expect(page.get_by_role("button", name="Stop met voorlezen")).to_be_visible()
    press(page, "Verder")
    assert page.evaluate("heard").pop() == ["", "stil"]
    expect(page.get_by_role("button", name="Lees voor")).to_be_visible()


def test_what_is_folded_away_is_not_read_aloud(visitor, handbook):
    page = visitor.open()
    page.context.add_init_script(VOICES % "[{name: 'Hanna', lang: 'nl-NL', localService: true}]")
    page.goto(handbook.url + FORM)
    press(page, "Lees voor")

    heard = page.evaluate("heard.map(([voice, text]) => text)")
    assert "Denk aan één persoon die jou helpt. Hoe is die hulp voor jou?" in heard
    assert not [text for text in heard if "Voor wie dit formulier geeft" in text]


def test_all_questions_under_each_other_begin_with_the_first(visitor):
    page = visitor.open(FORM, width=390, height=844)
    press(page, "Toon alle vragen onder elkaar")

    expect(page.get_by_role("heading", name="Deze persoon en jij")).to_be_focused()
    expect(page.get_by_role("group", name=ONE)).to_be_in_viewport()


@pytest.mark.parametrize("ends", [("Stoppen",), ("Stoppen", "Niets bewaren")], ids=" ".join)
def test_after_the_questions_there_is_somewhere_to_turn_to(visitor, ends):
    page = begin(visitor)
    press(page, *ends)

    expect(page.locator("p:visible", has_text="Voel je je niet veilig?").get_by_role("link")).to_have_text(
        "bel een nummer"
    )


def test_once_all_is_wiped_nothing_says_that_it_is_stored(visitor):
    page = begin(visitor)
    answer(page, ONE, "Ja")
    expect(page.locator("#kijkraam-announce")).to_contain_text("Opgeslagen om")
    press(page, "Stoppen", "Niets bewaren")

    expect(page.locator("#kijkraam-announce")).to_be_empty()


def test_back_at_the_start_it_says_that_answers_are_there_and_they_can_be_wiped(visitor):
    page = begin(visitor)
    answer(page, ONE, "Ja")
    press(page, "Stoppen", "Terug naar het begin")
    expect(page.get_by_text("Je antwoorden staan er nog.")).to_be_visible()

    press(page, "Niets bewaren")
    expect(page.get_by_role("heading", name="Alles is gewist")).to_be_focused()
    assert page.evaluate(STORED) == "{}"
    press(page, "Terug naar het begin")
    expect(page.get_by_text("Je antwoorden staan er nog.")).to_be_hidden()


def test_on_a_small_phone_the_three_large_answers_are_in_sight(visitor):
    page = begin(visitor, width=360, height=640)

    for choice in ("Ja", "Soms", "Nee"):
        expect(page.get_by_role("group", name=ONE).locator("label", has_text=choice).first).to_be_in_viewport(ratio=1)


def test_a_link_to_one_question_shows_it_among_all(visitor):
    page = visitor.open(FORM + "#oc-6")

    expect(page.get_by_role("button", name="Toon één vraag tegelijk")).to_be_visible()
    expect(page.get_by_role("group", name="Ik durf te zeggen wat ik wil.")).to_be_in_viewport()
    assert seen_questions(page) == 15
    press(page, "Ik ben klaar")
    expect(page.get_by_role("button", name="Niets bewaren")).to_be_visible()


STEPS = {
    "start": lambda _: None,
    "question": lambda page: press(page, "Kort: 6 vragen"),
    "answered": lambda page: answer(page, ONE, "Soms"),
    "writing": lambda page: press(page, "Verder", "Verder", "Verder", "Verder"),
    "end": lambda page: press(page, "Stoppen"),
    "show": lambda page: press(page, "Laten zien aan …"),
    "gone": lambda page: press(page, "Sluiten", "Niets bewaren"),
    "page": lambda page: press(page, "Terug naar het begin", "Toon alle vragen onder elkaar"),
}


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    rarely([(320, 256, "light"), (390, 844, "dark"), (1440, 900, "light")], but=[(320, 256, "light")]),
)
def test_axe_finds_nothing_in_any_step_and_nothing_is_wider_than_the_screen(visitor, width, height, scheme):
    page = visitor.open(FORM, width=width, height=height, color_scheme=scheme)

    found = {}
    for name, step in STEPS.items():
        step(page)
        settle(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[name] = findings(page) + ["too wide"] * too_wide

    assert found == {name: [] for name in STEPS}
