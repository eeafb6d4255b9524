"""Looking back: the window, the words, what people choose, what moved, and what they take along."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

import kijkraam
from kijkraam.forms.render import stylesheet
from kijkraam.locale import Phrases

from ..sampling import rarely

pytestmark = pytest.mark.browser

WEB = Path(kijkraam.__file__).parent / "web"
IDENTITY = Path(__file__).parents[2] / "overrides/assets/stylesheets/identity.css"
GROUND = "body { background: var(--kijkraam-paper); color: var(--kijkraam-ink); }"
SECURE = "http://localhost/"
NOT_SECURE = "http://kijkraam.test/"
Definition = dict[str, Any]
POLICY = "default-src 'self'; form-action 'none'; frame-ancestors 'self'"

PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Proef</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/identity.css">
<link rel="stylesheet" href="/forms.css">
<link rel="stylesheet" href="/web/result/style.css"><link rel="stylesheet" href="/web/result/sheet.css"></head>
<body data-md-color-scheme="default">
<main class="kijkraam"><h1>Proef</h1><p id="before">Ervoor</p><div id="place"></div></main>
<script type="application/json" data-kijkraam-phrases>{phrases}</script></body></html>"""

PRAKTIJK = {
    "question": "Hoe gaat dit bij ons?",
    "answers": [
        {"id": "zo-werken-wij", "text": "Zo werken wij"},
        {"id": "soms", "text": "Soms"},
        {"id": "nu-niet", "text": "Nu niet"},
        {"id": "weet-ik-niet", "text": "Weet ik niet"},
    ],
}
VOORWAARDE = {
    "question": "Is dit geregeld?",
    "answers": [{"id": "dat-is-er", "text": "Dat is er"}, {"id": "dat-ontbreekt", "text": "Dat ontbreekt"}],
}
STAP = {
    "question": "Waar zijn we?",
    "answers": [
        {"id": "gedaan", "text": "Gedaan"},
        {"id": "mee-bezig", "text": "Mee bezig"},
        {"id": "weet-ik-niet", "text": "Weet ik niet, vraag ik na"},
    ],
}
RELATIE = {
    "question": "Hoe is dat nu?",
    "answers": [{"id": "ja", "text": "Ja, dat merk ik"}, {"id": "ik-twijfel", "text": "Ik twijfel"}],
}


def question(name: str, text: str, scale: str | None = "praktijk", **other: Any) -> dict[str, Any]:
    kind = {"type": "rating" if scale else "long_text", "core": False, "was": [], "options": [], "columns": []}
    return {"id": name, "text": text, "scale": scale, "rows": [], **kind, **other}


def pane(name: str, title: str, *questions: dict[str, Any], elsewhere: dict[str, str] | None = None) -> dict[str, Any]:
    return {"id": name, "title": title, "elsewhere": elsewhere, "questions": list(questions)}


def form(*panes: dict[str, Any], **other: Any) -> dict[str, Any]:
    scales = {"praktijk": PRAKTIJK, "voorwaarde": VOORWAARDE, "stap": STAP, "relatie": RELATIE}
    used = {question["scale"] for pane in panes for question in pane["questions"]}
    return {
        "id": "proef",
        "kind": "kijkraam",
        "keep": "always",
        "title": "Kijkraam Proef",
        "panes": list(panes),
        "scales": {name: scale for name, scale in scales.items() if name in used},
        "retired": [],
        "partial": None,
        "reflection": [],
        **other,
    }


CONTACT = pane(
    "contact",
    "Contact",
    question("a1", "We zoeken mensen zelf op.", core=True),
    question("a2", "We komen op hen terug."),
    question("a3", "We geven aandacht zonder doel."),
    question("a4", "Cliënten durven ons tegen te spreken.", core=True),
)
LEREN = pane("leren", "Leren", question("b1", "We zoeken waar onze hulp niet aansluit."))
EXPERIENCE = {"id": "opbrengsten", "url": "../opbrengsten/", "kind": "ervaring", "title": "Hoe ervaar jij onze hulp?"}
CLIENT = pane("client", "De ruit van de cliënt", elsewhere=EXPERIENCE)
FORM = form(CONTACT, LEREN, CLIENT)
ANSWERS = {
    "a1": "zo-werken-wij",
    "a2": "zo-werken-wij",
    "a3": "soms",
    "a3--note": "Bij het inlopen.\nOok als het druk was.",
    "a4": "weet-ik-niet",
    "b1": "nu-niet",
    "b1--star": "ja",
}


class Look:
    """A bare page that shows parts of the result, under the policy of the handbook."""

    def __init__(self, browser: Browser, address: str = NOT_SECURE, **options: Any) -> None:
        context = browser.new_context(accept_downloads=True, **options)
        context.set_default_timeout(10_000)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.route("**/*", self._answer)
        self.page.goto(address)

    def _answer(self, route: Route) -> None:
        path = route.request.url.split("/", 3)[3]
        if path == "forms.css":
            route.fulfill(body=stylesheet(), content_type="text/css")
        elif path == "identity.css":
            route.fulfill(body=IDENTITY.read_text(encoding="utf-8") + GROUND, content_type="text/css")
        elif path.startswith("web/"):
            file = WEB / path.removeprefix("web/")
            kind = "text/css" if file.suffix == ".css" else "text/javascript"
            route.fulfill(body=file.read_text(encoding="utf-8"), content_type=kind)
        else:
            words = json.dumps(Phrases("nl").starting_with("web."))
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=PAGE.replace("{phrases}", words), headers=headers)

    def run(self, expression: str, **given: Any) -> Any:
        """Return what an expression gives. It may use what the modules export, and `given`; answers become maps."""
        return self.page.evaluate(
            f"""async ({{definition, earlier, ...maps}}) => {{
              const names = ["words", "window", "table", "choose", "compare", "take", "result"];
              const modules = await Promise.all(names.map((name) => import(`/web/result/${{name}}.js`)));
              const {{words, windowView, table, chooseView, compareView, toText, toCsv, resultView}} =
                Object.assign({{}}, ...modules);
              const [answers, then, now] = ["answers", "then", "now"].map((name) => toMap(maps[name]));
              function toMap(record) {{ return record && new Map(Object.entries(record)); }}
              return {expression};
            }}""",
            given,
        )

    def show(self, expression: str, **given: Any) -> Page:
        """Put an element in the page."""
        self.page.evaluate("globalThis.changes = []")
        self.run(f"void document.querySelector('#place').replaceChildren({expression})", **given)
        return self.page

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_text_contents()]

    def result(self, definition: Definition, answers: dict[str, Any], earlier: dict[str, Any] | None = None) -> Page:
        """Show the whole result."""
        return self.show(
            """resultView(definition, answers, {
              onChange: (...change) => changes.push(change), json: () => '{"records": []}',
              name: "Team Noord", date: "2026-11-21",
              ...(earlier && {earlier: {answers: toMap(earlier), name: "Team Noord, 21 mei 2026"}}),
            })""",
            definition=definition,
            answers=answers,
            earlier=earlier,
        )


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Look]:
    """The bare page, opened once."""
    made = Look(browser)
    yield made
    made.page.context.close()


@pytest.fixture
def look(bare: Look) -> Iterator[Look]:
    """The bare page with nothing of another test in it. The browser has nothing to complain of."""
    yield bare
    bare.page.evaluate("document.querySelector('#place').replaceChildren()")
    complaints = bare.complaints.copy()
    bare.complaints.clear()
    assert complaints == []


def many(number: int) -> dict[str, Any]:
    """A form with many statements in many panes, on two scales in turn."""
    panes = [
        pane(
            f"ruit-{place}",
            f"Ruit {'abcdefghijklmnopqrstuvwxyz'[place]}",
            *[question(f"q{place}-{n}", "Een zin.", "voorwaarde" if place % 3 == 2 else "praktijk") for n in range(6)],
        )
        for place in range(number // 6)
    ]
    return form(*panes, CLIENT)


def answered(definition: Definition) -> dict[str, str]:
    """Answers in turn to all but the last two panes."""
    questions = [question for pane in definition["panes"][:-2] for question in pane["questions"]]
    answers = {}
    for place, one in enumerate(questions):
        scale = definition["scales"][one["scale"]]["answers"]
        answers[one["id"]] = scale[place % len(scale)]["id"]
    return answers


# Words


def words(look: Look, definition: Definition, answers: dict[str, Any]) -> list[str]:
    told: list[str] = look.run("words(definition, answers)", definition=definition, answers=answers)
    return told


def test_the_words_begin_with_the_stars_and_speak_in_the_words_of_the_answers(look):
    told = "\n".join(words(look, FORM, ANSWERS))

    expected = """\
Je zette een ster bij 'We zoeken waar onze hulp niet aansluit' ('Nu niet'). Begin daar.
'We zoeken mensen zelf op' en 'We komen op hen terug': 'Zo werken wij'. Vertel elkaar hoe dat de laatste keer ging.
'Soms' koos je bij 'We geven aandacht zonder doel'. Waar hangt dat van af: de drukte, de plek, of wie er is?
Dit weet je niet: 'Cliënten durven ons tegen te spreken'. Wie kan het je vertellen?
Nog dicht: 'De ruit van de cliënt'.
Welke kleine stap kan deze week?"""
    assert told == expected


def test_the_words_on_a_phase_tell_of_steps_and_of_the_relation(look):
    steps = pane(
        "stappen", "Stappen", question("s1", "We maken kennis.", "stap"), question("s2", "We spreken af.", "stap")
    )
    relation = pane("relatie", "Relatie", question("r1", "De cliënt vertelt uit eigen wil.", "relatie"))

    told = words(look, form(steps, relation, kind="fase"), {"s1": "gedaan", "s2": "mee-bezig", "r1": "ik-twijfel"})

    assert told == [
        "'We maken kennis': 'Gedaan'. Wat merkt de ander daarvan?",
        "'Mee bezig' koos je bij 'We spreken af'. Wat is de volgende stap?",
        "'De cliënt vertelt uit eigen wil': 'Ik twijfel'. Maak er een vraag aan de ander van.",
        "Welke kleine stap kan deze week?",
    ]


def test_the_words_on_many_statements_stay_short_and_hold_no_number(look):
    definition = many(78)

    told = " ".join(words(look, definition, answered(definition)))

    assert 6 <= len(re.findall(r"[.?](?= |$)", told)) <= 12
    assert re.findall(r"\d|%", told) == []
    assert "Wat je verder koos, staat in het raam." in told
    assert "Nog dicht: 'De ruit van de cliënt' en 'Ruit m'." in told


def test_of_many_statements_those_with_a_note_are_quoted_first(look):
    definition = form(pane("p", "P", *[question(name, f"Zin {name}.") for name in "abcd"]))
    answers = {**dict.fromkeys("abcd", "soms"), "c--note": "Op dinsdag."}

    assert words(look, definition, answers)[0].startswith("'Zin c', 'Zin a' en andere zinnen: 'Soms'.")


def test_a_statement_that_quotes_something_itself_stands_between_double_marks(look):
    definition = form(pane("p", "P", question("a", "Bij 'wat anderen doen' zie je wie het is.")))

    assert words(look, definition, {"a": "soms"})[0].startswith("\"Bij 'wat anderen doen' zie je wie het is\": 'Soms'.")


def test_an_answer_of_a_scale_of_the_makers_own_is_quoted_without_a_further_question(look):
    definition = form(pane("p", "P", question("a", "Er is koffie.", "eigen")))
    definition["scales"]["eigen"] = {"question": "Is er koffie?", "answers": [{"id": "altijd", "text": "Altijd"}]}

    assert words(look, definition, {"a": "altijd"}) == ["'Er is koffie': 'Altijd'.", "Welke kleine stap kan deze week?"]


def test_without_an_answer_the_words_only_invite(look):
    assert words(look, FORM, {}) == ["Je hebt nog geen zin beantwoord. Begin waar je wilt."]


# The window


def fills(look: Look, name: str) -> list[str]:
    """What the parts of a pane are filled with: the name of a pattern, 'unknown', 'unlit', and a star."""
    told: list[str] = look.page.locator(f'[data-item^="{name}"]').evaluate_all(
        """parts => parts.map(part => {
          const filled = [...part.querySelectorAll(".kijkraam-window-pattern")].map(rect => rect.getAttribute("fill"));
          const named = filled.map(fill => fill.match(/pattern-\\d+-(.*)\\)/)[1]);
          const marks = ["unknown", "unlit", "star"].filter(name => part.querySelector(`.kijkraam-window-${name}`));
          return [...named, ...marks].join(" ");
        })"""
    )
    return told


WINDOW = "windowView(definition, answers)"


def test_every_answer_has_its_own_pattern_and_the_same_answer_the_same(look):
    look.show(WINDOW, definition=FORM, answers={**ANSWERS, "a3--star": "ja"})

    assert fills(look, "a") == ["dots", "dots", "slant star", "unknown"]
    assert fills(look, "b") == ["waves star"]


def test_an_unanswered_part_of_an_open_pane_stays_dark(look):
    look.show(WINDOW, definition=FORM, answers={"a2": "soms"})

    assert fills(look, "a") == ["unlit", "slant", "unlit", "unlit"]


def test_two_scales_in_one_pane_do_not_share_a_pattern(look):
    mixed = pane("p", "P", question("a1", "Een.", "voorwaarde"), question("a2", "Twee."))
    look.show(WINDOW, definition=form(mixed), answers={"a1": "dat-is-er", "a2": "zo-werken-wij"})

    assert fills(look, "a") == ["dots", "waves"]


def test_every_pane_tells_in_words_what_its_patterns_say(look):
    look.show(WINDOW, definition=FORM, answers=ANSWERS)

    assert look.texts(".kijkraam-window-pane > a > span") == ["Contact", "Leren", "De ruit van de cliënt"]
    assert look.texts(".kijkraam-window title") == [
        "We zoeken mensen zelf op. Zo werken wij.",
        "We komen op hen terug. Zo werken wij.",
        "We geven aandacht zonder doel. Soms.",
        "Cliënten durven ons tegen te spreken. Weet ik niet.",
        "We zoeken waar onze hulp niet aansluit. Nu niet.",
    ]
    assert look.texts(".kijkraam-window-pane :is(li, p)") == [
        "Zo werken wij: We zoeken mensen zelf op. We komen op hen terug.",
        "Soms: We geven aandacht zonder doel.",
        "Weet ik niet: Cliënten durven ons tegen te spreken.",
        "Nu niet: We zoeken waar onze hulp niet aansluit.",
        "Hier wil ik over praten: We zoeken waar onze hulp niet aansluit.",
        "Deze ruit is nog dicht.",
        "Naar het formulier van deze ruit: De ruit van de cliënt",
    ]


def test_panes_link_to_their_section_and_the_client_s_pane_to_its_own_form(look):
    look.show("windowView(definition, answers, {link: id => '#proef--' + id})", definition=FORM, answers=ANSWERS)

    addresses = look.page.locator(".kijkraam-window a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert addresses == ["#proef--contact", "#proef--leren", "#proef--client", "../opbrengsten/"]


def test_an_eerste_blik_shows_its_own_statements_and_what_was_answered_besides(look):
    look.show(WINDOW, definition=FORM, answers={"proef--mode": "short", "a1": "soms", "a3": "nu-niet"})

    assert fills(look, "a") == ["slant", "waves", "unlit"]
    assert look.texts(".kijkraam-window-pane p") == [
        "Deze ruit is nog dicht.",
        "Deze ruit is nog dicht.",
        "Naar het formulier van deze ruit: De ruit van de cliënt",
    ]


def test_an_answer_under_an_earlier_id_moves_along(look):
    definition = form(pane("p", "P", question("a1", "Een zin.", was=["oud"])))
    look.show(WINDOW, definition=definition, answers={"oud": "soms", "oud--star": "ja"})

    assert fills(look, "a") == ["slant star"]


def test_two_windows_on_one_page_have_their_own_patterns(look):
    look.show("windowView(definition, answers), windowView(definition, answers)", definition=FORM, answers=ANSWERS)

    ids = look.page.locator("[id]").evaluate_all("all => all.map(element => element.id)")
    assert len(ids) > 20
    assert len(ids) == len(set(ids))


def test_the_table_tells_the_same(look):
    definition = form(CONTACT, LEREN, CLIENT)
    look.show("table(definition, answers)", definition=definition, answers=ANSWERS)

    rows = look.page.locator("tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.textContent))")
    assert rows == [
        ["Zin of vraag", "Antwoord", "Waaraan zie je dat?", "Hier wil ik over praten"],
        ["Contact"],
        ["We zoeken mensen zelf op.", "Zo werken wij", "", ""],
        ["We komen op hen terug.", "Zo werken wij", "", ""],
        ["We geven aandacht zonder doel.", "Soms", "Bij het inlopen.\nOok als het druk was.", ""],
        ["Cliënten durven ons tegen te spreken.", "Weet ik niet", "", ""],
        ["Leren"],
        ["We zoeken waar onze hulp niet aansluit.", "Nu niet", "", "ster"],
        ["De ruit van de cliënt"],
        ["Deze ruit is nog dicht."],
    ]


# What people choose


def choose(look: Look, answers: dict[str, Any]) -> Page:
    return look.show(
        "chooseView(definition, answers, (...change) => changes.push(change))", definition=FORM, answers=answers
    )


def test_what_goes_well_is_chosen_by_people_from_a_plain_list(look):
    page = choose(look, ANSWERS)

    assert page.locator("input:checked").count() == 0
    assert look.texts(".kijkraam-goes-well label") == [
        "We zoeken mensen zelf op. Zo werken wij",
        "We komen op hen terug. Zo werken wij",
        "We geven aandacht zonder doel. Soms",
        "Cliënten durven ons tegen te spreken. Weet ik niet",
        "We zoeken waar onze hulp niet aansluit. Nu niet",
    ]
    page.get_by_text("Contact").click()
    page.get_by_label("We geven aandacht zonder doel.").check()
    page.get_by_label("We zoeken mensen zelf op.").check()
    page.get_by_label("We geven aandacht zonder doel.").uncheck()
    assert page.evaluate("changes") == [
        ["proef--goes-well", ["a3"]],
        ["proef--goes-well", ["a1", "a3"]],
        ["proef--goes-well", ["a1"]],
    ]


def test_at_most_three_actions_one_at_a_time(look):
    page = choose(look, ANSWERS)
    more = page.get_by_role("button", name="Nog iets toevoegen")

    assert look.texts("fieldset:not([hidden]) > legend") == ["Wat gaat goed?", "Actie 1"]
    more.click()
    assert page.locator(":focus").get_attribute("name") == "proef--action-2--what"
    more.click()
    assert look.texts("fieldset:not([hidden]) > legend") == ["Wat gaat goed?", "Actie 1", "Actie 2", "Actie 3"]
    assert more.is_hidden()

    page.get_by_role("group", name="Actie 3").get_by_label("Wie doet dat?").press_sequentially("ik")
    assert page.evaluate("changes") == [["proef--action-3--who", "i"], ["proef--action-3--who", "ik"]]


def test_what_was_chosen_before_is_there_again(look):
    page = choose(look, {**ANSWERS, "proef--goes-well": ["a1"], "proef--action-2--when": "deze week"})

    assert page.get_by_label("We zoeken mensen zelf op.").is_checked()
    assert look.texts("fieldset:not([hidden]) > legend") == ["Wat gaat goed?", "Actie 1", "Actie 2"]
    assert page.get_by_role("group", name="Actie 2").get_by_label("Wanneer?").input_value() == "deze week"


# Then and now


def compare(look: Look, then: dict[str, Any], now: dict[str, Any], **other: Any) -> Page:
    return look.show(
        "compareView(definition, then, now, {earlier: 'ons raam van mei'})",
        definition={**FORM, **other},
        then=then,
        now=now,
    )


def test_what_moved_is_told_statement_by_statement_without_a_verdict(look):
    then = {"a1": "soms", "a2": "zo-werken-wij", "a4": "nu-niet"}
    now = {"a1": "zo-werken-wij", "a2": "zo-werken-wij", "b1": "nu-niet"}

    compare(look, then, now)

    assert look.texts(":is(.kijkraam-compare > :not(.kijkraam-window, ul), .kijkraam-compare > ul > li)") == [
        "Toen en nu",
        "Je legt dit naast: ons raam van mei.",
        "Meer 'Nu niet' dan vorige keer? Dat kan betekenen dat je scherper kijkt.",
        "Is een deel van het raam in tweeën? Links staat je antwoord van toen, rechts dat van nu.",
        "Contact",
        "'We zoeken mensen zelf op': toen 'Soms', nu 'Zo werken wij'.",
        "'Cliënten durven ons tegen te spreken': toen 'Nu niet'. Nu gaf je hier geen antwoord.",
        "Leren",
        "'We zoeken waar onze hulp niet aansluit': nu 'Nu niet'. Toen gaf je hier geen antwoord.",
        "Verder bleven je antwoorden hetzelfde.",
    ]


def test_in_the_window_a_part_that_moved_shows_then_beside_now(look):
    compare(look, {"a1": "soms", "a2": "nu-niet", "a4": "nu-niet"}, {"a1": "zo-werken-wij", "a2": "nu-niet"})

    assert fills(look, "a") == ["slant dots", "waves", "unlit", "waves unlit"]
    assert look.texts('[data-item="a1"] title') == ["We zoeken mensen zelf op. Toen: Soms. Nu: Zo werken wij."]


def test_when_nothing_moved_there_is_no_second_window(look):
    page = compare(look, ANSWERS, ANSWERS)

    assert page.locator(".kijkraam-window").count() == 0
    assert look.texts(".kijkraam-compare > p")[2:] == ["Je antwoorden bleven hetzelfde."]


def test_answers_to_questions_that_are_gone_are_pointed_out(look):
    compare(look, {**ANSWERS, "a9": "soms"}, ANSWERS, retired=["a9"])

    assert look.texts(".kijkraam-compare > p")[3:] == [
        "Toen beantwoordde je ook vragen die er nu niet meer zijn. Je vindt ze in het formulier van toen."
    ]


# Taking it along

CHOSEN = {
    **ANSWERS,
    "proef--goes-well": ["a1"],
    "proef--action-1--what": "Langsgaan",
    "proef--action-1--when": "deze week",
    "proef--reflection-1": "Samen koffie drinken.",
    "oud": "Ja",
}
WHOLE = {
    **FORM,
    "partial": "Je keek door een deel van het raam.",
    "reflection": ["Wat willen jullie zo houden?"],
    "retired": ["oud"],
}


def test_the_text_for_a_report_is_tidy_and_whole(look):
    text = look.run(
        "toText(definition, answers, {name: 'Team Noord', date: '2026-11-21'})", definition=WHOLE, answers=CHOSEN
    )

    expected = """\
Kijkraam Proef
Team Noord
21 november 2026

Dit zag je vandaag
Je zette een ster bij 'We zoeken waar onze hulp niet aansluit' ('Nu niet'). Begin daar.
'We zoeken mensen zelf op' en 'We komen op hen terug': 'Zo werken wij'. Vertel elkaar hoe dat de laatste keer ging.
'Soms' koos je bij 'We geven aandacht zonder doel'. Waar hangt dat van af: de drukte, de plek, of wie er is?
Dit weet je niet: 'Cliënten durven ons tegen te spreken'. Wie kan het je vertellen?
Nog dicht: 'De ruit van de cliënt'.
Welke kleine stap kan deze week?

Contact
- We zoeken mensen zelf op. Zo werken wij
- We komen op hen terug. Zo werken wij
- We geven aandacht zonder doel. Soms
  Waaraan zie je dat? Bij het inlopen.
  Ook als het druk was.
- Cliënten durven ons tegen te spreken. Weet ik niet

Leren
- We zoeken waar onze hulp niet aansluit. Nu niet
  Hier wil ik over praten

De ruit van de cliënt
Deze ruit is nog dicht.

Wat gaat goed?
- We zoeken mensen zelf op.

Actie 1
- Wat? Langsgaan
- Wanneer? deze week

Om het gesprek mee af te sluiten
- Wat willen jullie zo houden? Samen koffie drinken.

Vragen die er niet meer zijn
- oud Ja

Je keek door een deel van het raam.
Hier komt geen cijfer uit. Dit raam laat zien waar jullie over kunnen praten. Het zegt niet hoe goed een team of een \
collega is. Gebruik het niet voor een beoordeling en niet om teams te vergelijken.
"""
    assert text == expected


@pytest.mark.parametrize(
    ("name", "date", "told"),
    [
        ("Team Noord", "2026-11-21", "Kijkraam Proef, Team Noord, 21 november 2026"),
        ("Blad van 21 november", "2026-11-21", "Kijkraam Proef, Blad van 21 november 2026"),
        ("Noord op 21 november 2026", "2026-11-21", "Kijkraam Proef, Noord op 21 november 2026"),
        ("Blad van 20 november", "2026-11-21", "Kijkraam Proef, Blad van 20 november, 21 november 2026"),
        ("Blad van 21 november", "", "Kijkraam Proef, Blad van 21 november"),
        ("", "2026-11-21", "Kijkraam Proef, 21 november 2026"),
        ("", "", "Kijkraam Proef"),
    ],
)
def test_the_result_tells_whose_it_is_and_its_day_once(look, name, date, told):
    view = f"{{onChange: () => {{}}, json: () => '', name: {name!r}, date: {date!r}}}"
    look.show(f"resultView(definition, answers, {view})", definition=FORM, answers=ANSWERS)

    assert look.texts(".kijkraam-result-of") == [told]


def test_the_table_as_a_file_follows_the_rules_for_comma_separated_values(look):
    assert look.run("toCsv(definition, answers)", definition=WHOLE, answers=CHOSEN).split("\r\n") == [
        "Ruit,Id,Zin of vraag,Antwoord,Waaraan zie je dat?,Hier wil ik over praten",
        "Contact,a1,We zoeken mensen zelf op.,Zo werken wij,,",
        "Contact,a2,We komen op hen terug.,Zo werken wij,,",
        'Contact,a3,We geven aandacht zonder doel.,Soms,"Bij het inlopen.\nOok als het druk was.",',
        "Contact,a4,Cliënten durven ons tegen te spreken.,Weet ik niet,,",
        "Leren,b1,We zoeken waar onze hulp niet aansluit.,Nu niet,,ster",
        "Wat gaat goed?,proef--goes-well,We zoeken mensen zelf op.,,,",
        "Actie 1,proef--action-1--what,Wat?,Langsgaan,,",
        "Actie 1,proef--action-1--when,Wanneer?,deze week,,",
        "Om het gesprek mee af te sluiten,proef--reflection-1,Wat willen jullie zo houden?,Samen koffie drinken.,,",
        "Vragen die er niet meer zijn,oud,oud,Ja,,",
        "",
    ]


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ('=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'),
        ('zei "ja", en ging', '"zei ""ja"", en ging"'),
        ("gewoon", "gewoon"),
    ],
)
def test_no_cell_can_be_run_as_a_formula(look, note, cell):
    definition = form(pane("p", "P", question("a", "Z")))

    csv = look.run("toCsv(definition, answers)", definition=definition, answers={"a": "soms", "a--note": note})

    assert csv.split("\r\n")[1] == f"P,a,Z,Soms,{cell},"


def test_a_table_to_fill_in_goes_along_cell_by_cell_in_the_order_of_its_rows(look):
    columns = [{"id": "stap", "title": "Stap", "type": "text", "options": []}]
    steps = question("plan", "Wie doet wat?", None, type="table", columns=columns)
    answers = {"plan--r1--stap": "Bellen", "plan--r2--stap": "Langsgaan", "proef--rows--plan": ["r2", "r1"]}

    csv = look.run("toCsv(definition, answers)", definition=form(pane("p", "P", steps)), answers=answers)

    assert csv.split("\r\n")[1:] == [
        'P,plan,"Wie doet wat? 1, Stap",Langsgaan,,',
        'P,plan,"Wie doet wat? 2, Stap",Bellen,,',
        "",
    ]


def test_every_way_says_before_its_buttons_where_it_goes_and_who_can_read_it(look):
    look.result(FORM, ANSWERS)

    assert look.texts(".kijkraam-take li > *") == [
        "Op papier kan iedereen het lezen die het blad in handen krijgt.",
        "Alles afdrukken",
        "Alleen dit resultaat afdrukken",
        "De tekst komt op het klembord van dit apparaat. Wie leest waar je hem plakt, leest ook je notities.",
        "Kopiëren als tekst",
        "Het bestand komt bij de downloads van dit apparaat. Wie het opent, leest alles, ook je notities.",
        "Opslaan als tabel (CSV)",
        "Opslaan om later verder te gaan (JSON)",
    ]


@pytest.mark.parametrize(
    ("button", "name", "begin"),
    [
        ("Opslaan als tabel (CSV)", "proef.csv", "\ufeffRuit,Id,"),
        ("Opslaan om later verder te gaan (JSON)", "proef.json", '{"records": []}'),
    ],
)
def test_a_file_is_saved_under_the_policy_of_the_handbook(look, button, name, begin):
    page = look.result(FORM, ANSWERS)

    with page.expect_download() as saved:
        page.get_by_role("button", name=button).click()

    assert saved.value.suggested_filename == name
    assert Path(saved.value.path()).read_text(encoding="utf-8").startswith(begin)


def test_the_text_is_copied_and_that_is_said(browser):
    look = Look(browser, SECURE, permissions=["clipboard-read", "clipboard-write"])
    page = look.result(FORM, ANSWERS)

    page.get_by_role("button", name="Kopiëren als tekst").click()
    page.locator("#kijkraam-announce").get_by_text("De tekst staat op het klembord.").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == look.run(
        "toText(definition, answers, {name: 'Team Noord', date: '2026-11-21'})", definition=FORM, answers=ANSWERS
    )
    page.context.close()


def test_where_copying_is_not_allowed_the_text_stands_selected(look):
    page = look.result(FORM, ANSWERS)
    button = page.get_by_role("button", name="Kopiëren als tekst")

    button.click()
    button.click()
    field = page.get_by_label("Kopiëren lukte niet vanzelf. Kopieer de tekst hier zelf.")

    assert field.count() == 1
    assert field.evaluate("field => field === document.activeElement && document.getSelection().toString()") == (
        field.input_value()
    )
    assert field.input_value().startswith("Kijkraam Proef\nTeam Noord\n21 november 2026\n")


def test_only_the_result_is_printed_when_asked_and_everything_again_after(look):
    page = look.result(FORM, ANSWERS)
    page.evaluate("globalThis.print = () => {}")
    before = page.locator("#before")

    page.get_by_role("button", name="Alleen dit resultaat afdrukken").click()
    page.emulate_media(media="print")
    on_paper = [before.is_visible(), page.get_by_role("heading", name="Dit zag je vandaag").is_visible()]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    after = before.is_visible()
    page.emulate_media(media="screen")

    assert (on_paper, after) == ([False, True], True)


# The whole


def test_the_whole_result_ends_with_the_questions_and_that_it_is_a_part(look):
    page = look.result(WHOLE, CHOSEN, earlier={"a1": "soms"})

    assert page.locator("h2, h3").all_inner_texts() == [
        "Terugkijken",
        "Dit zag je vandaag",
        "Kies zelf",
        "Toen en nu",
        "Om het gesprek mee af te sluiten",
        "Neem het mee",
    ]
    assert look.texts(".kijkraam-closing > *") == [
        "Om het gesprek mee af te sluiten",
        "Wat willen jullie zo houden?Samen koffie drinken.",
        "Je keek door een deel van het raam.",
        page.locator(".kijkraam-clients").text_content(),
    ]


COLUMNS = [{"id": name, "title": name.title(), "type": "text", "options": []} for name in ("stap", "wie")]
SHEET = form(
    pane("doel", "Je doel", question("d", "Wat wil je bereiken?", None, type="long_text")),
    pane("wie", "Wie doet wat", question("plan", "Welke stappen zet je?", None, type="table", columns=COLUMNS)),
    kind="werkblad",
)
WRITTEN = {
    "d": "Weer fietsen.",
    "plan--r1--stap": "Bellen",
    "plan--r2--stap": "Langsgaan",
    "plan--r2--wie": "De buurvrouw",
}


def test_of_a_worksheet_one_reads_back_what_was_written_and_a_table_as_a_table(look):
    page = look.result(SHEET, WRITTEN)

    assert page.locator("h2, h3").all_inner_texts() == [
        "Terugkijken",
        "Om het gesprek mee af te sluiten",
        "Neem het mee",
    ]
    assert look.texts(".kijkraam-result > :is(.kijkraam-label, .kijkraam-told-text)") == [
        "Je doel",
        "Wat wil je bereiken? Weer fietsen.",
        "Wie doet wat",
    ]
    table = page.get_by_role("table", name="Welke stappen zet je?")
    rows = [row.get_by_role("cell").all_inner_texts() for row in table.get_by_role("row").all()]
    assert rows == [[""], ["Bellen", ""], ["Langsgaan", "De buurvrouw"]]
    assert table.get_by_role("columnheader").all_inner_texts() == ["Stap", "Wie"]


def test_of_a_worksheet_with_nothing_in_it_no_statement_is_asked_for(look):
    look.result(SHEET, {})

    assert "Er is nog niets ingevuld." in look.texts(".kijkraam-result > p")
    assert look.page.get_by_text("zin").count() == 0


def test_of_a_worksheet_the_window_comes_once_a_statement_is_answered(look):
    mixed = form(
        pane("doel", "Je doel", question("d", "Wat wil je?", None, type="text"), question("s", "We belden.", "stap")),
        kind="werkblad",
    )
    assert look.result(mixed, {"d": "Fietsen"}).locator(".kijkraam-window").count() == 0
    assert look.result(mixed, {"d": "Fietsen", "s": "gedaan"}).locator(".kijkraam-window").count() == 1


def test_what_only_clients_can_say_is_asked_of_them_and_it_says_why(look):
    page = look.result(FORM, ANSWERS)

    assert look.texts(".kijkraam-clients > *") == [
        "Vraag het aan cliënten",
        "Dit is jullie kant van het raam. Hoe jullie hulp voor cliënten is, kunnen alleen zij zeggen.",
        "Begin met een gesprek. De vragen daarvoor staan op een gesprekskaart: Hoe ervaar jij onze hulp?",
    ]
    assert page.locator(".kijkraam-clients a").get_attribute("href") == "../opbrengsten/"


def test_who_looks_at_no_clients_pane_is_not_sent_to_clients(look):
    elsewhere = pane("mismatch", "Waar sluit het niet aan?", elsewhere={**EXPERIENCE, "kind": "kijkvragen"})
    look.result(form(LEREN, elsewhere), {"b1": "soms"})

    assert look.texts(".kijkraam-clients") == []


def test_a_part_is_not_called_a_part_when_everything_was_looked_at(look):
    definition = form(LEREN, partial="Je keek door een deel van het raam.")
    look.result(definition, {"b1": "soms"})

    assert look.texts(".kijkraam-partial") == []


def test_texts_and_answers_are_never_markup(look):
    evil = "<img src=x onerror=alert(1)>"
    definition = form(pane("p", evil, question("a", evil)), CLIENT, title=evil, reflection=[evil], partial=evil)
    fields = ["a", "a--note", "proef--action-1--what", "proef--reflection-1"]
    page = look.result(definition, {**dict.fromkeys(fields, evil), "proef--goes-well": [evil]}, earlier={"a": "soms"})

    assert page.locator("img").count() == 0
    assert page.get_by_text(evil).count() > 5


@pytest.mark.parametrize(
    ("width", "scheme", "forced"),
    rarely(
        [(1440, "default", "none"), (390, "slate", "none"), (320, "default", "none"), (820, "default", "active")],
        but=[(320, "default", "none")],
    ),
)
def test_axe_finds_nothing_and_nothing_sticks_out(browser, width, scheme, forced):
    look = Look(browser, viewport={"width": width, "height": 900}, forced_colors=forced)
    look.page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", scheme)
    definition = many(24)
    statements = (definition, {**answered(definition), "q0-1--star": "ja"}, {"q0-0": "soms"})
    for shown in (statements, (SHEET, WRITTEN, None)):
        page = look.result(*shown)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")

        found = [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in Axe().run(page).response["violations"]]

        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look.page.context.close()


def test_it_is_all_within_reach_of_the_keyboard(look):
    page = look.result(FORM, ANSWERS)
    page.locator("h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")

    reached = []
    for _ in range(18):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(active => active.name || active.textContent)(document.activeElement)"))

    contact, learning, *others = reached
    assert contact.startswith("Contact")
    assert learning.startswith("Leren")
    assert others == [
        "De ruit van de cliënt",
        "Naar het formulier van deze ruit: De ruit van de cliënt",
        "Hetzelfde als tabel",
        "Contact",
        "Leren",
        "proef--action-1--what",
        "proef--action-1--step",
        "proef--action-1--who",
        "proef--action-1--when",
        "Nog iets toevoegen",
        "Hoe ervaar jij onze hulp?",
        "Alles afdrukken",
        "Alleen dit resultaat afdrukken",
        "Kopiëren als tekst",
        "Opslaan als tabel (CSV)",
        "Opslaan om later verder te gaan (JSON)",
    ]
