"""A page on paper: all of its text, nothing of what is around it, and always light."""

import io
import re
import unicodedata
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ..sampling import rarely
from .pages import SAMPLE

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

FORMS = ["kijkraam", "phase", "worksheet", "client"]
AROUND = ["Ga naar de inhoud", "Zoek in het handboek", "Weergave", "Op deze pagina", "Naar boven", "Zelf maken"]
"""Words of the header, the menus and the footer."""


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def squeezed(text: str) -> str:
    """Return a text without what breaking lines and joining letters do to it."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))


def text_of(pdf: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def texts(page: Page, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_text_contents() if text.strip()]


@pytest.mark.parametrize("kind", rarely(FORMS, but=["phase"]))
def test_a_form_is_printed_with_every_question_answer_and_prompt(visitor, kind):
    page = visitor.open(SAMPLE[kind], width=390)
    questions = texts(page, "main form :is(legend, .kijkraam-question, th)")
    answers = texts(page, "main form .kijkraam-answer")
    prompts = texts(page, "main form :is(.kijkraam-note label, .kijkraam-prompt, .kijkraam-scale dd)")

    paper = text_of(printed(page))

    assert len(questions) > 5
    assert [text for text in questions + answers + prompts if squeezed(text) not in paper] == []
    for answer in set(answers):
        assert paper.count(squeezed(answer)) >= answers.count(answer)


@pytest.mark.parametrize("kind", rarely(["home", "glossary", "phase", "long-page", "not-found"], but=["phase"]))
def test_a_page_is_printed_without_header_menus_and_footer(visitor, kind):
    page = visitor.open(SAMPLE[kind])

    paper = text_of(printed(page))

    assert squeezed(page.get_by_role("heading", level=1).inner_text()) in paper
    content = squeezed(page.locator("article").text_content())
    assert [words for words in AROUND if squeezed(words) in paper and squeezed(words) not in content] == []


@pytest.mark.parametrize("kind", rarely(["home", "glossary", "client", "worksheet", "long-page"], but=["client"]))
def test_paper_is_light_also_when_the_screen_is_dark(visitor, kind):
    light, dark = (visitor.open(SAMPLE[kind], color_scheme=scheme) for scheme in ("light", "dark"))
    if kind in FORMS:
        ready(light)
        ready(dark)
    light, dark = printed(light), printed(dark)

    assert [page.get_contents().get_data() for page in dark.pages] == [
        page.get_contents().get_data() for page in light.pages
    ]


def test_what_is_filled_in_is_printed(visitor):
    page = visitor.open(SAMPLE["phase"])

    page.locator("main .kijkraam-note summary").first.click()
    page.locator("main .kijkraam-note textarea").first.fill("We dronken koffie en zeiden weinig.")
    page.locator("main .kijkraam-note summary").first.click()

    assert squeezed("We dronken koffie en zeiden weinig.") in text_of(printed(page))


@pytest.mark.proof
def test_no_page_is_printed_with_an_empty_sheet(visitor, handbook):
    page = visitor.open()

    empty = []
    for address in handbook.addresses:
        page.goto(handbook.url + address)
        sheets = printed(page).pages
        empty += [f"{address}: {number}" for number, sheet in enumerate(sheets, 1) if not sheet.extract_text().strip()]

    assert empty == []


def test_what_is_not_printed_at_the_foot_takes_no_room_that_could_be_an_empty_sheet(visitor):
    page = visitor.open(SAMPLE["long-page"])

    page.emulate_media(media="print")

    foot = page.locator(".kijkraam-refer")
    assert foot.evaluate("foot => [foot.offsetHeight, getComputedStyle(foot).marginTop]") == [0, "0px"]


# --- a form, blank or filled in ---

OWN_PAGES = {
    "kijkraam": "formulier/kijkraam-kwartiermaken/",
    "worksheet": "formulier/plan-van-aanpak/",
    "table": "formulier/werkblad-ondersteuningsgebieden/",
    "phase": "formulier/fase-1-ontmoeting-en-kennismaking/",
    "count": "formulier/urgentieschema/",
}
"""Forms on whose page is chosen how they print."""
ANSWERED = {**OWN_PAGES, "client": "formulier/opbrengsten-presentie/"}

FILL = """() => {
  const form = document.querySelector(".kijkraam-form");
  const items = [...form.querySelectorAll(".kijkraam-item, .kijkraam-reflection li")];
  let number = 0;
  return items.map((item) => {
    const told = [];
    const seen = new Set();
    for (const control of item.querySelectorAll("input, textarea")) {
      const { name, type } = control;
      if (!name || name.endsWith("--star") || control.value === "sla-over" || seen.has(name)) continue;
      if (type === "date") control.value = "2026-11-03";
      else if (type === "radio" || type === "checkbox") control.checked = true;
      else control.value = `Tekst ${(number += 1)}.`;
      if (type !== "checkbox") seen.add(name);
      if (type === "date") told.push("3 november 2026");
      else if (type === "radio" || (type === "checkbox" && control.value !== "ja"))
        told.push(control.parentElement.querySelector("span").textContent);
      else if (type !== "checkbox") told.push(control.value);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const question = item.querySelector("legend, .kijkraam-question, .kijkraam-answer > span, label").textContent;
    return { question, told, table: item.matches(".kijkraam-table") };
  });
}"""
"""Give every field of a form a value, and tell by question which words are to be on paper."""


def ready(page: Page) -> Page:
    """Wait until the form can be printed in both ways; what a client tells has no choice of it."""
    page.wait_for_function("() => globalThis.kijkraamParts?.printing")
    page.wait_for_function("() => document.querySelector('.kijkraam-printing, .kijkraam--ervaring[data-view]')")
    return page


def chosen(page: Page, paper: str) -> PdfReader:
    """Return what is printed after someone chose how."""
    page.evaluate("globalThis.print = () => {}")
    fold = page.locator(".kijkraam-printing")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    fold.get_by_role("button", name=paper, exact=True).press("Enter")
    expect(page.locator("[data-paper]")).to_have_count(1)
    return printed(page)


def pages_of(pdf: PdfReader) -> list[str]:
    return [squeezed(page.extract_text()) for page in pdf.pages]


@pytest.mark.parametrize("kind", rarely(ANSWERED, but=["worksheet"]))
def test_what_is_filled_in_is_printed_as_words_and_no_question_is_split(visitor, kind):
    page = ready(visitor.open(ANSWERED[kind]))
    told: list[dict[str, Any]] = page.evaluate(FILL)

    pages = pages_of(printed(page))

    assert len(told) > 3
    split = [
        one["question"]
        for one in told
        if one["told"]
        and not one["table"]
        and not any(all(squeezed(text) in sheet for text in [one["question"], *one["told"]]) for sheet in pages)
    ]
    assert split == []
    lost = [text for one in told for text in one["told"] if not any(squeezed(text) in sheet for sheet in pages)]
    assert lost == []


@pytest.mark.parametrize("form", ["persoonlijk-profiel", "plan-van-aanpak"])
def test_filled_in_paper_has_a_line_for_the_name_and_tells_whose_rights_it_falls_under(visitor, form):
    page = ready(visitor.open(f"formulier/{form}/"))
    page.locator(".kijkraam-form td textarea").first.fill("Tekst 1")
    expect(page.locator(".kijkraam-status")).to_contain_text("Opgeslagen")

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    name = page.locator(".kijkraam-told").filter(has_text="Naam").first

    expect(name).to_be_visible()
    expect(name.locator(".kijkraam-line")).to_be_visible()
    rights = page.locator(".kijkraam-facts dd:visible").all_inner_texts()
    assert ["toestemming" in text for text in rights] == ([True] if form == "persoonlijk-profiel" else [])


def test_paper_tells_the_name_of_a_sheet_that_was_only_just_begun(visitor):
    page = ready(visitor.open(OWN_PAGES["worksheet"]))
    page.evaluate("globalThis.print = () => {}")
    page.evaluate(f"() => {{ ({FILL})(); document.querySelector('.kijkraam-printing li:last-child button').click(); }}")
    expect(page.locator("[data-paper=filled]")).to_have_count(1)

    assert squeezed("Blad van") in text_of(printed(page))


@pytest.mark.parametrize("kind", rarely(["kijkraam", "phase", "client"], but=["phase"]))
def test_of_the_answers_only_the_chosen_one_is_on_paper(visitor, kind):
    page = ready(visitor.open(ANSWERED[kind]))
    page.evaluate(FILL)
    first = page.locator(".kijkraam-rating").first
    others = first.locator(".kijkraam-answer:not(:has(:checked)) > span").all_text_contents()
    name = first.locator("[type=radio]").first.get_attribute("name")

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown = page.locator(".kijkraam-told--word").filter(has_text=first.locator("legend").inner_text() or "-")

    assert name
    assert others
    assert [one for one in others if one in " ".join(shown.all_inner_texts())] == []
    assert page.locator(".kijkraam-form input:visible, .kijkraam-form textarea:visible").count() == 0


@pytest.mark.parametrize("kind", rarely(OWN_PAGES, but=["worksheet", "client"]))
def test_a_blank_form_has_every_question_and_nothing_of_what_was_filled_in(visitor, kind):
    page = ready(visitor.open(OWN_PAGES[kind]))
    questions = texts(page, "main form :is(legend, .kijkraam-question, .kijkraam-table th)")
    told = page.evaluate(FILL)

    paper = "".join(pages_of(chosen(page, "Leeg")))

    assert [text for text in questions if squeezed(text) not in paper] == []
    written = [text for one in told for text in one["told"] if text.startswith("Tekst ")]
    assert written
    assert [text for text in written if squeezed(text) in paper] == []
    assert squeezed("3 november 2026") not in paper


def test_who_prints_a_scratch_pad_is_told_to_destroy_it_and_not_to_wipe_it(visitor):
    page = ready(visitor.open(OWN_PAGES["phase"]))
    notice = page.locator(".kijkraam-notice", has_text="Dit is een kladblok")

    assert "Wis het daarna hier." in notice.inner_text()
    assert "Vernietig dit blad daarna." not in notice.inner_text()
    paper = "".join(pages_of(chosen(page, "Leeg")))
    assert squeezed("Vernietig dit blad daarna.") in paper
    assert squeezed("Wis het daarna hier.") not in paper


@pytest.mark.parametrize("kind", rarely(["kijkraam", "phase"], but=["phase"]))
def test_no_question_of_a_blank_form_is_split(visitor, kind):
    page = ready(visitor.open(OWN_PAGES[kind]))
    questions = [squeezed(text) for text in texts(page, ".kijkraam-rating > legend")]

    for sheet in pages_of(chosen(page, "Leeg")):
        begun = sum(question in sheet for question in questions)
        assert sheet.count(squeezed("Hier wil ik over praten")) == begun


@pytest.mark.parametrize("paper", rarely(["Leeg", "Ingevuld"], but=["Ingevuld"]))
@pytest.mark.parametrize("kind", rarely(OWN_PAGES, but=["phase"]))
def test_no_heading_stands_alone_at_the_foot(visitor, kind, paper):
    page = ready(visitor.open(OWN_PAGES[kind]))
    headings = {squeezed(text) for text in texts(page, "main :is(h1, h2, h3, h4)")}
    page.evaluate("for (const link of document.querySelectorAll('main p a')) link.append(' →')")  # it may say the same
    page.evaluate(FILL)

    last = [sheet.extract_text().strip().splitlines()[-1] for sheet in chosen(page, paper).pages]

    assert [line for line in last if squeezed(line) in headings] == []


def test_long_texts_are_printed_whole_and_a_table_keeps_its_head(visitor):
    page = ready(visitor.open(OWN_PAGES["worksheet"]))
    words = [f"woord{number}" for number in range(1, 400)]
    text = " ".join(words)[:3000]
    page.evaluate(FILL)
    page.locator("main form textarea").first.fill(text)
    for cell in page.locator("main td textarea").all()[:3]:
        cell.fill(text)
    head = squeezed(page.locator(".kijkraam-table thead th").nth(2).evaluate("cell => cell.firstChild.textContent"))

    pages = pages_of(printed(page))

    assert any(squeezed(text) in sheet for sheet in pages)
    whole = "".join(pages)
    assert [word for word in text.split() if whole.count(word) < 4] == []
    of_table = [sheet for sheet in pages if any(word in sheet for word in words)]
    assert len(of_table) > 1
    assert all(head in sheet for sheet in of_table[1:])


@pytest.mark.parametrize(
    ("kind", "paper"),
    [
        pytest.param("worksheet", "Leeg", marks=pytest.mark.proof),
        ("worksheet", "Ingevuld"),
        pytest.param("kijkraam", "Leeg", marks=pytest.mark.proof),
        pytest.param("kijkraam", "Ingevuld", marks=pytest.mark.proof),
    ],
)
def test_a_narrow_or_dark_screen_prints_the_same(visitor, kind, paper):
    looks: list[dict[str, Any]] = [{}, {"width": 320, "height": 640}, {"color_scheme": "dark"}]
    made = []
    for look in looks:
        page = ready(visitor.open(OWN_PAGES[kind], **look))
        page.evaluate(FILL)
        made.append([sheet.get_contents().get_data() for sheet in chosen(page, paper).pages])

    assert made[0] == made[1] == made[2]


def test_paper_follows_the_first_look(visitor):
    page = ready(visitor.open(OWN_PAGES["kijkraam"]))
    core = texts(page, ".kijkraam-rating[data-core] > legend")
    rest = texts(page, ".kijkraam-rating:not([data-core]) > legend")
    page.evaluate(FILL)
    page.locator(".kijkraam-mode [value=short]").check()
    page.locator("[name$='--perspective'][value=team]").check()

    filled, blank = ("".join(pages_of(chosen(page, paper))) for paper in ("Ingevuld", "Leeg"))

    shut = texts(page, "[data-share=self] .kijkraam-rating[data-core] > legend")
    assert shut
    assert [text for text in core if squeezed(text) not in filled] == shut
    assert [text for text in core if squeezed(text) not in blank] == []
    assert [text for text in rest if squeezed(text) in filled + blank] == []


def pictures(reader: PdfReader) -> list[bytes]:
    """Return what each page of a PDF file looks like."""
    return [sheet.render().to_pil().tobytes() for sheet in pypdfium2.PdfDocument(reader.stream)]


def test_a_blank_form_shows_nothing_of_what_was_chosen(visitor):
    page = ready(visitor.open(OWN_PAGES["phase"]))
    blank = pictures(chosen(page, "Leeg"))
    page.evaluate(FILL)
    page.evaluate("() => [...document.querySelectorAll('.kijkraam-star input')].slice(0, 3).map((one) => one.click())")

    assert pictures(chosen(page, "Leeg")) == blank


def test_pane_by_pane_the_filled_in_form_follows_the_screen_and_the_blank_one_is_whole(visitor):
    page = ready(visitor.open(OWN_PAGES["kijkraam"]))
    page.evaluate(FILL)
    page.locator(".kijkraam-mode [value=panes]").check()
    page.locator(".kijkraam-choose-pane input").nth(1).check()
    expect(page.locator(".kijkraam-pane--shut")).not_to_have_count(0)
    every = texts(page, ".kijkraam-rating > legend")
    open_now = texts(page, ".kijkraam-pane:not(.kijkraam-pane--shut) .kijkraam-rating > legend")

    filled, blank = ("".join(pages_of(chosen(page, paper))) for paper in ("Ingevuld", "Leeg"))

    assert [text for text in every if squeezed(text) in filled] == open_now
    assert [text for text in every if squeezed(text) not in blank] == []


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize(("kind", "there"), rarely([("phase", 1), ("client", 1), ("kijkraam", 0)], but=[("phase", 1)]))
def test_where_the_screen_leads_to_the_numbers_to_call_paper_has_them(visitor, kind, there, has_script):
    page = visitor.open(SAMPLE[kind], java_script_enabled=has_script)

    expect(page.get_by_text("Nu hulp nodig? Bel.")).to_be_hidden()
    assert text_of(printed(page)).count("VeiligThuis:08002000") == there


def test_without_answers_there_is_nothing_to_print_filled_in(visitor):
    page = ready(visitor.open(OWN_PAGES["phase"]))
    page.evaluate("() => { globalThis.print = () => { throw new Error('printed'); }; }")

    page.locator(".kijkraam-printing summary").click()
    filled = page.locator(".kijkraam-printing").get_by_role("button", name="Ingevuld")

    expect(filled).to_have_attribute("aria-disabled", "true")
    expect(filled).to_have_accessible_description("Er is nog niets ingevuld.")
    filled.click(force=True)
    expect(page.locator("[data-paper]")).to_have_count(0)


def test_what_is_told_of_the_two_ways_is_there_before_it_opens_so_that_no_button_moves(visitor):
    page = ready(visitor.open(OWN_PAGES["phase"]))

    about = page.locator(".kijkraam-printing:not([open]) p")

    blank = "Het hele formulier, met hokjes en lijnen voor een pen. Wat je hier invulde, staat er niet op."
    expect(about).to_have_text([blank, "Er is nog niets ingevuld."])
    page.evaluate(FILL)
    expect(about.last).to_contain_text("Je antwoorden in woorden")


def test_the_choice_works_with_the_keyboard_and_the_screen_stays_as_it_is(visitor):
    page = ready(visitor.open(OWN_PAGES["phase"]))
    page.evaluate("globalThis.print = () => {}")
    before = page.locator("main form").inner_text()

    page.locator(".kijkraam-printing summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Leeg")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("[data-paper=blank]")).to_have_count(1)
    assert page.locator("main form").inner_text() == before
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("[data-paper], .kijkraam-paper, [data-printed]")).to_have_count(0)


def test_without_a_script_the_form_prints_as_it_is_filled_in(visitor):
    page = visitor.open(OWN_PAGES["phase"], java_script_enabled=False)
    page.locator("main .kijkraam-note summary").first.click()
    page.locator("main .kijkraam-note textarea").first.fill("We dronken koffie en zeiden weinig.")

    assert squeezed("We dronken koffie en zeiden weinig.") in text_of(printed(page))
