"""A team brings its answers together: from separate codes, sheets and files to one picture, and to the conversation."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from pypdf import PdfReader

from .axe import findings
from .pages import settle
from .stored import EVERYTHING
from .team import (
    DOTS,
    FORM,
    TEAM,
    TITLE,
    book_of,
    bring,
    field,
    file_of,
    has_people,
    keep,
    mistakes,
    open_with,
    record,
    shown,
    table_of,
    type_in,
    with_team,
)

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

FOOTER = (
    "Dit beeld is van het team zelf. Het is geen meting. Het is niet bedoeld om teams of collega's te vergelijken. "
    "Het team bepaalt wie het ziet."
)
ANOTHER = "deze code hoort bij een ander formulier, Kijkraam Kwartiermaken. Kies dat formulier als jullie dat bekijken."
TWICE = "kunnen van dezelfde persoon zijn, die een antwoord veranderde. Vraag het na, en haal er één weg."
NO_ANSWERS = "dit is geen bestand met antwoorden. Neem een JSON-bestand uit Mijn formulieren, of een tabel als CSV."
NO_QUESTIONS = "in deze tabel staat geen vraag van dit formulier. Staat boven de kolommen de id van elke vraag?"
TOO_MANY = "in dit bestand staan meer dan 5000 mensen. Zoveel kan deze bladzijde niet laten zien."
FROM_FIVE = "Bewaren, afdrukken en meenemen kan vanaf vijf mensen."


def test_a_team_of_twelve_sees_exactly_what_it_answered(visitor, book):
    people = book.people(12)
    eight = book.codes(people[:8])
    lines = [f"[22-11-2026, 09:{10 + n}] Collega {n}: hier is 'm: {code} groet!" for n, code in enumerate(eight)]
    page = visitor.open(TEAM)

    field(page).fill("\n".join(lines))
    has_people(page, 8)
    expect(page.get_by_label("Welk formulier vulden jullie in?")).to_have_value(FORM)
    page.get_by_text("Papier intypen").click()
    page.locator(".kijkraam-paper-answers button").first.focus()
    for ratings in people[8:11]:
        type_in(page, book, ratings)
    has_people(page, 11)
    page.get_by_text("Bestanden", exact=True).click()
    bring(page, file_of(record("r12", people[11])))
    has_people(page, 12)

    assert shown(page) == book.counts(people)
    rows = page.locator(".kijkraam-team-table tbody tr:has(td)")
    page.get_by_text("Hetzelfde als tabel").click()
    words = {question["text"]: question for question in book.short}
    for row in rows.all():
        question = words[row.locator("th").inner_text()]
        given = book.counts(people)[question["id"]]
        told = [f"{one['text']}: {given[one['id']]}" for one in book.choices(question) if given[one["id"]]]
        none = 12 - sum(given.values())
        assert row.locator("li").all_inner_texts() == [*told, *([f"geen antwoord: {none}"] if none else [])]
    expect(page.locator(".kijkraam-team-picture").get_by_text(FOOTER)).to_be_visible()
    assert not re.search(r"%|gemiddeld|totaal|score", page.locator("kijkraam-team").inner_text())


def test_under_four_people_there_is_no_picture_and_under_five_nothing_to_take_along(visitor, book):
    codes = book.codes(book.people(5))
    page = visitor.open(TEAM)

    field(page).fill(" ".join(codes[:3]))
    has_people(page, 3)
    picture = page.locator(".kijkraam-team-picture")
    why = "Het beeld van het team komt vanaf vier mensen. Er zijn er nu 3. Wacht op de anderen, of vul het samen in."
    assert picture.inner_text().split("\n\n") == ["Vul samen één raam in", why, TITLE]
    expect(picture.get_by_role("link", name=TITLE)).to_have_attribute("href", f"../formulier/{FORM}/")
    field(page).fill(" ".join(codes[:4]))
    expect(picture.locator(".kijkraam-dots").first).to_be_visible()
    expect(page.get_by_text(FROM_FIVE)).to_be_visible()
    expect(page.get_by_role("button", name="Afdrukken")).to_have_count(0)
    page.emulate_media(media="print")
    expect(picture).to_be_hidden()
    page.emulate_media(media="screen")

    field(page).fill(" ".join(codes))
    expect(page.get_by_role("button", name="Afdrukken")).to_be_visible()
    expect(page.get_by_text(FROM_FIVE)).to_have_count(0)


def test_doubles_and_mistakes_are_named_one_by_one(visitor, handbook, book):
    first, second = book.codes(book.people(2))
    other_book = book_of(handbook.folder, "kijkraam-kwartiermaken")
    other = other_book.codes(other_book.people(1))[0]
    changed = book.codes([{**book.people(1)[0], book.short[0]["id"]: "weet-ik-niet"}])[0]
    swapped = second[1] + second[0] + second[2:]
    page = visitor.open(TEAM)
    page.get_by_label("Welk formulier vulden jullie in?").select_option(TITLE)

    field(page).fill(f"{first}\n{first.lower()}\nO{second[1:]}\n{swapped}\n{first[:9]}\n{other}\n{changed}")

    has_people(page, 2)
    assert mistakes(page) == [
        f"{first}: deze code is er al. Hij telt één keer.",
        f"O{second[1:]}: het teken O in groepje 1 komt in een code niet voor. Vraag de code nog eens.",
        f"{swapped}: deze code klopt niet. Er is een teken verkeerd, of er mist iets. Vraag de code nog eens.",
        f"{other}: {ANOTHER}",
        f"{changed} en {first} {TWICE}",
    ]
    field(page).fill("Goedemorgen allemaal")
    has_people(page, 0)
    assert mistakes(page) == ["Hier staat geen code in. Een code bestaat uit groepjes van vier tekens."]


def test_a_sheet_can_be_typed_back_and_taken_out(visitor, book):
    page = visitor.open(TEAM)
    page.get_by_label("Welk formulier vulden jullie in?").select_option(TITLE)
    page.get_by_text("Papier intypen").click()
    page.locator(".kijkraam-paper-answers button").first.focus()
    place = page.locator(".kijkraam-paper > .kijkraam-label")
    expect(place).to_have_text(f"Blad 1, zin 1 van {len(book.short)}")

    page.keyboard.press("z")
    page.keyboard.press("*")
    expect(page.locator(".kijkraam-paper-question")).to_contain_text("(ster)")
    page.keyboard.press("Backspace")
    expect(place).to_have_text(f"Blad 1, zin 1 van {len(book.short)}")
    expect(page.locator(".kijkraam-paper-answers [aria-pressed=true]")).to_contain_text("Zo werken wij")
    for number, _ in enumerate(book.short, 1):
        expect(place).to_have_text(f"Blad 1, zin {number} van {len(book.short)}")
        page.keyboard.press(page.locator(".kijkraam-paper-answers kbd").first.inner_text())
    has_people(page, 1)
    page.get_by_role("button", name="Haal het laatste blad weg").click()

    has_people(page, 0)
    expect(place).to_have_text(f"Blad 1, zin 1 van {len(book.short)}")
    assert page.url.endswith(TEAM)


def test_a_file_that_comes_before_the_form_is_there_waits_for_it(visitor, book):
    held: list[Route] = []
    page = visitor.open(TEAM)
    page.route(f"**/forms/{FORM}.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright asks its name
    page.get_by_text("Bestanden", exact=True).click()
    with page.expect_request(f"**/forms/{FORM}.js"):
        page.get_by_label("Welk formulier vulden jullie in?").select_option(TITLE)
    asked = [question["id"] for question in book.short[:2]]

    bring(page, table_of("antwoorden.csv", asked, [["soms", "soms"], ["soms", "nu-niet"], ["nu-niet", "soms"]]))
    # The page has time to read the file: it does so before it draws again.
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    held[0].continue_()

    has_people(page, 3)
    expect(page.get_by_text("antwoorden.csv: 3 mensen.")).to_be_visible()


def test_questions_stand_where_the_conversation_is_or_as_in_the_form_or_by_what_nobody_knows(visitor, book):
    first, second, third = (question["id"] for question in book.short[:3])
    unknown = {first: "zo-werken-wij", second: "zo-werken-wij", third: "weet-ik-niet"}
    people = [record(f"r{n}", unknown) for n in range(4)]
    people.append(record("r4", {**unknown, first: "soms"}, **{f"{second}--star": "ja"}))
    page = visitor.open(TEAM)
    page.get_by_text("Bestanden", exact=True).click()
    bring(page, file_of(*people))
    has_people(page, 5)

    def order() -> list[str]:
        return list(shown(page))

    assert order() == [second, first, third]
    expect(page.locator(f".kijkraam-team-picture [data-item={second}]")).to_contain_text("☆ 1 mens wil hierover praten")
    page.get_by_label("Volgorde").focus()
    page.get_by_label("Volgorde").select_option("Zoals in het formulier")
    assert order() == [first, second, third]
    page.get_by_label("Volgorde").select_option("Eerst wat we niet weten")
    assert order() == [third, first, second]
    expect(page.get_by_label("Volgorde")).to_be_focused()


def test_a_sheet_that_is_half_typed_in_stays_when_all_questions_are_asked_and_has_three_stars(visitor, book):
    page = visitor.open(TEAM)
    page.get_by_label("Welk formulier vulden jullie in?").select_option(TITLE)
    page.get_by_text("Papier intypen").click()
    place, question = page.locator(".kijkraam-paper > .kijkraam-label"), page.locator(".kijkraam-paper-question")
    page.locator(".kijkraam-paper-answers button").first.focus()
    for _ in range(3):
        page.keyboard.press("*")
        page.keyboard.press("z")
    page.keyboard.press("*")
    expect(page.locator(".kijkraam-paper-said")).to_have_text(
        "Op dit blad staan al drie sterren. Haal er eerst een weg."
    )
    expect(question).not_to_contain_text("(ster)")

    page.get_by_label("Alleen de zinnen van de Eerste blik").uncheck()
    answered = {one["id"] for one in book.short[:3]}
    first = next(n for n, one in enumerate(book.questions) if one["id"] not in answered)
    expect(place).to_have_text(f"Blad 1, zin {first + 1} van {len(book.questions)}")
    page.get_by_label("Alleen de zinnen van de Eerste blik").check()
    expect(place).to_have_text(f"Blad 1, zin 4 van {len(book.short)}")
    page.keyboard.press("Tab")
    page.locator(".kijkraam-paper-answers button").first.focus()
    page.keyboard.press("Backspace")
    expect(question).to_contain_text(f"{book.short[2]['text']} (ster)")
    expect(page.locator(".kijkraam-paper-answers [aria-pressed=true]")).to_contain_text("Zo werken wij")


def test_a_pane_is_tinted_only_when_two_thirds_chose_the_same(visitor, book):
    panes = [pane for pane in book.form["panes"] if pane["share"] == "team"]
    same, mixed = (next(question for question in pane["questions"] if question["scale"]) for pane in panes[:2])
    answers = [one["id"] for one in book.choices(mixed)]
    people = [{same["id"]: "soms", mixed["id"]: answers[n % 2]} for n in range(6)]
    page = visitor.open(TEAM)
    with_team(page, book, people)

    window = page.locator(".kijkraam-team-picture .kijkraam-team-window")
    words = {
        pane["id"]: window.locator(f"[data-pane={pane['id']}] > p").nth(1).inner_text()
        for pane in panes
        if window.locator(f"[data-pane={pane['id']}]").count()
    }
    assert words == dict.fromkeys(words, "Deze ruit is nog dicht.") | {
        panes[0]["id"]: "Soms",
        panes[1]["id"]: "verschilt",
    }
    lit = window.locator("[data-pane]:has(.kijkraam-window-lit)")
    assert [one.get_attribute("data-pane") for one in lit.all()] == [panes[0]["id"]]


def test_a_pane_of_another_form_is_closed_and_it_is_told_that_this_is_a_part(visitor, book):
    elsewhere = [pane for pane in book.form["panes"] if pane["elsewhere"]]
    assert elsewhere
    page = visitor.open(TEAM)
    with_team(page, book, book.people(6))

    picture = page.locator(".kijkraam-team-picture")
    for pane in elsewhere:
        shown = picture.locator(f".kijkraam-team-window [data-pane={pane['id']}]")
        assert shown.locator("> p").nth(1).inner_text() == "Deze ruit is nog dicht."
        link = shown.get_by_role("link")
        expect(link).to_have_text(f"Naar het formulier van deze ruit: {pane['title']}")
        url = link.evaluate("link => link.href")
        assert url == f"{visitor.handbook.url}{pane['elsewhere']['url']}"
        assert page.request.get(url).ok
    expect(picture.locator(".kijkraam-partial")).to_have_text(book.form["partial"])
    expect(picture.locator("> :last-child")).to_have_text(FOOTER)


def test_the_view_for_a_screen_shows_one_question_at_a_time_by_keyboard(visitor, book):
    people = book.people(6)
    page = visitor.open(TEAM, width=1920, height=1080)
    with_team(page, book, people)
    order = list(shown(page))
    texts = {question["id"]: question["text"] for question in book.questions}

    page.get_by_role("button", name="Groot op een scherm").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text(texts[order[0]])
    expect(dialog).to_contain_text(book.form["prompts"][order[0]])
    page.keyboard.press("n")
    for key, place in [("ArrowRight", 1), ("PageDown", 2), ("ArrowLeft", 1), ("ArrowLeft", 0), ("ArrowLeft", 0)]:
        page.keyboard.press(key)
        expect(dialog.get_by_role("heading")).to_have_text(texts[order[place]])
    assert dialog.evaluate("dialog => dialog.scrollHeight <= dialog.clientHeight")
    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Groot op een scherm")).to_be_focused()
    assert page.url.endswith(TEAM)


DROP = """(zone, text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], 'gesleept.json', { type: 'application/json' }));
  zone.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_a_file_is_dropped_on_the_page_without_choosing_a_form_first(visitor, book):
    people = book.people(4)
    page = visitor.open(TEAM)
    page.get_by_text("Bestanden", exact=True).click()
    dropped = file_of(*(record(f"r{n}", one) for n, one in enumerate(people)))["buffer"].decode()
    page.locator(".kijkraam-bring").evaluate(f"(zone, text) => ({DROP})(zone, text)", dropped)

    has_people(page, 4)
    assert shown(page) == book.counts(people)
    expect(page.get_by_text("gesleept.json: 4 mensen.")).to_be_visible()


def test_a_pdf_is_left_with_the_way_to_bring_it_in(visitor):
    page = visitor.open(TEAM)
    page.get_by_label("Welk formulier vulden jullie in?").select_option(TITLE)
    page.get_by_text("Bestanden", exact=True).click()
    bring(page, {"name": "blad-1.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%\xe2\xe3\n"})

    expect(
        page.get_by_role("listitem").get_by_text(
            "blad-1.pdf: een PDF kan deze bladzijde niet lezen. Typ de antwoorden over"
        )
    ).to_be_visible()


def test_of_fewer_than_five_people_nothing_is_on_paper_or_in_a_file_and_no_star_either(visitor, book):
    one, other = book.short[:2]
    people = [record(f"r{n}", {one["id"]: "soms"}, **{f"{one['id']}--star": "ja"}) for n in range(4)]
    page = visitor.open(TEAM, accept_downloads=True)
    page.get_by_text("Bestanden", exact=True).click()
    bring(page, file_of(*people))
    has_people(page, 4)
    field(page).fill(book.codes([{other["id"]: "soms"}])[0])
    has_people(page, 5)
    expect(page.locator(".kijkraam-team-picture")).to_contain_text("☆ 4 mensen willen hierover praten")

    with page.expect_download() as saved:
        page.get_by_role("button", name="Opslaan als tabel (CSV)").click()
    table = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheet = page.locator(".kijkraam-team-sheet")

    few = "Minder dan vijf mensen gaven hier antwoord. Daarom staan de antwoorden hier niet."
    assert [one["id"] in table, other["id"] in table] == [False, False]
    assert sheet.get_by_text(few).count() >= 2
    expect(sheet.locator(".kijkraam-dots")).to_have_count(0)
    expect(sheet).not_to_contain_text("☆")
    expect(sheet.locator(".kijkraam-window-lit")).to_have_count(0)


def test_a_kept_team_has_counts_and_hashes_and_never_one_person(visitor, book):
    people = book.people(7)
    codes = book.codes(people)
    page = visitor.open(TEAM)
    field(page).fill(" ".join(codes[:6]))
    has_people(page, 6)
    page.get_by_label("Wat hoorden jullie?").fill("Het verschilt per wijk.")
    keep(page, 6)
    page.get_by_label("Wat spreken jullie af?").fill("Wij is het team.")
    page.get_by_label("Wat?").first.fill("Een bezoek brengen")

    assert "?blad=" in page.url
    expect(field(page)).to_have_value("")
    expect(page.get_by_text("Dit beeld is bewaard.")).to_be_visible()
    page.reload()
    has_people(page, 6)
    assert shown(page) == book.counts(people[:6])
    expect(page.get_by_label("Wat hoorden jullie?")).to_have_value("Het verschilt per wijk.")
    expect(page.get_by_label("Wat spreken jullie af?")).to_have_value("Wij is het team.")
    expect(page.get_by_label("Wat?").first).to_have_value("Een bezoek brengen")

    rows = page.evaluate(EVERYTHING)
    fields = {row["field"]: row["value"] for row in rows if "field" in row}
    assert {row["form"] for row in rows if "form" in row} == {"team"}
    assert fields["team--people"] == "6"
    assert len(fields["team--hashes"]) == 6
    assert all(re.fullmatch("[0-9a-f]{8}", one) for one in fields["team--hashes"])
    assert not any(code.replace("-", "") in json.dumps(rows).replace("-", "") for code in codes)
    counts = {name.removeprefix("team--count--"): value for name, value in fields.items() if "--count--" in name}
    given = {
        item: [f"{one} {n}" for one, n in answers.items() if n] for item, answers in book.counts(people[:6]).items()
    }
    assert {item: counts[item] for item in given} == given

    # Who looks again must not mix what is said now with what was said then.
    expect(field(page)).to_be_hidden()
    page.get_by_text("Nog iemand bij dit beeld").click()
    expect(page.get_by_text("Wat je hier toevoegt, telt mee in het beeld van toen.")).to_be_visible()
    field(page).fill(" ".join(codes))
    has_people(page, 7)
    assert mistakes(page) == [f"{code}: deze code is er al. Hij telt één keer." for code in codes[:6]]
    assert shown(page) == book.counts(people)


def test_a_kept_team_stands_among_all_forms_and_opens_from_there(visitor, book):
    page = visitor.open(TEAM)
    with_team(page, book, book.people(5))
    keep(page, 5)

    page.get_by_role("link", name="Mijn formulieren").first.click()
    page.get_by_role("link", name=re.compile(f"^{TITLE}, ")).click()

    has_people(page, 5)
    expect(page.get_by_text(f"Je kijkt naar: {TITLE}, ")).to_be_visible()


def test_this_time_is_laid_beside_the_time_before_question_by_question(visitor, book):
    then, now = book.people(5, seed=1), book.people(6, seed=2)
    page = visitor.open(TEAM)
    with_team(page, book, then)
    page.get_by_label("Wat spreken jullie af?").fill("Wij is het team.")
    keep(page, 5)
    page.get_by_role("link", name="Begin een nieuw beeld").click()
    has_people(page, 0)
    with_team(page, book, now)

    page.get_by_label("Leg er een eerder blad naast").select_option(index=1)
    beside = page.locator(".kijkraam-team-compare")
    expect(beside.get_by_role("heading", name="Toen en nu")).to_be_focused()
    expect(beside.get_by_role("heading", name="Toen en nu")).to_be_in_viewport()
    expect(beside).to_contain_text("Dit schreven jullie toen opAfsprekenWij is het team.")
    expect(beside).to_contain_text("Toen: 5 mensen. Nu: 6 mensen.")
    expect(beside).to_contain_text("Meer 'Nu niet' dan vorige keer? Dat kan betekenen dat je scherper kijkt.")
    both = [item for item in book.counts(now) if item in book.counts(then)]
    assert beside.evaluate(DOTS) == {item: [book.counts(then)[item], book.counts(now)[item]] for item in both}
    paper = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    assert "Toen: 5 mensen. Nu: 6 mensen." in paper
    assert "Wij is het team." in paper
    text = re.sub(r"\s+", " ", paper)
    assert text.count(FOOTER) == 1
    assert text.index(FOOTER) > text.index("Toen: 5 mensen. Nu: 6 mensen.")
    expect(page.locator(".kijkraam-team-picture > :last-child")).to_have_text(FOOTER)


def test_the_report_is_on_paper_as_text_and_as_a_table(visitor, book):
    people = book.people(6)
    page = visitor.open(TEAM, permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    with_team(page, book, people)
    page.get_by_label("Wat hoorden jullie?").fill("=1+1 is geen som")
    page.get_by_label("Wanneer kijken jullie weer?").fill("2027-05-24")

    page.get_by_role("button", name="Kopiëren als tekst").click()
    expect(page.locator("#kijkraam-announce")).to_have_text("De tekst staat op het klembord.")
    text = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Opslaan als tabel (CSV)").click()
    table = list(csv.reader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"))))
    with page.expect_download() as calendar:
        page.get_by_role("button", name="Zet in je agenda (ICS)").click()
    event = Path(calendar.value.path()).read_text(encoding="utf-8")
    pages = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    paper = re.sub(r"\s+", " ", " ".join(pages))

    assert re.match(rf"{TITLE}\n\d+ \w+ \d{{4}}\n6 mensen\nEerste blik: {len(book.short)} zinnen\n\n", text)
    assert text.endswith(f"De volgende keer\n24 mei 2027\n\n{book.form['partial']}\n\n{FOOTER}\n")
    closed = [pane["title"] for pane in book.form["panes"] if pane["elsewhere"]]
    assert [f"{title}: Deze ruit is nog dicht." in text for title in closed] == [True] * len(closed)
    for question in book.short:
        given = book.counts(people)[question["id"]]
        lines = [f"  {one['text']}: {given[one['id']]}" for one in book.choices(question) if given[one["id"]]]
        few = "  Minder dan vijf mensen gaven hier antwoord. Daarom staan de antwoorden hier niet."
        assert "\n".join([f"- {question['text']}", *(lines if sum(given.values()) > 4 else [few])]) in text
        assert question["text"] in paper
    head, *rows = table
    assert head == ["formulier", "ruit", "id", "vraag", "antwoord", "aantal mensen"]
    first = book.short[0]
    assert [[row[4], row[5]] for row in rows if row[2] == first["id"]] == [
        *([one["text"], str(book.counts(people)[first["id"]][one["id"]])] for one in book.choices(first)),
        ["geen antwoord", str(6 - sum(book.counts(people)[first["id"]].values()))],
    ]
    assert [TITLE, "Praten over verschil", "", "", "'=1+1 is geen som", ""] in rows
    assert "DTSTART;VALUE=DATE:20270524\r\nDTEND;VALUE=DATE:20270525\r\n" in event.replace("\n", "\r\n").replace(
        "\r\r", "\r"
    )
    assert f"SUMMARY:Samen kijken: {TITLE}" in event
    assert book.form["partial"] in paper
    assert [row[1] for row in rows if row[4] == "Deze ruit is nog dicht."] == closed
    assert [row[4] for row in rows[-2:]] == [book.form["partial"], FOOTER]
    assert FOOTER in paper
    line = rf"{TITLE} · \d+ \w+ \d{{4}}, 6 mensen, Eerste blik: {len(book.short)} zinnen"
    assert len(pages) > 1
    told = [bool(re.search(line, sheet)) and f"{n} / {len(pages)}" in sheet for n, sheet in enumerate(pages, 1)]
    assert told == [True] * len(pages)
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    assert "=1+1 is geen som" in paper
    assert "Plak hier de codes" not in paper
    assert not any(code in paper for code in book.codes(people))


HOSTILE = [
    (
        "lek.json",
        '{"kijkraam": 1, "made": "2026-11-20T10:00:00Z", "records": [{"id": "<img src=x onerror=alert(1)>"}]}',
    ),
    ("diep.json", "[" * 100_000),
    ("proto.json", '{"__proto__": {"polluted": 1}, "kijkraam": 1}'),
    ("kapot.json", "{"),
    ("leeg.csv", ""),
    ("beeld.csv", "\u0000PNG,\n,"),
    ("som.csv", "=cmd|' /C calc'!A0,<script>alert(1)</script>\n1,2\n"),
    ("\u202evsc.mos", "\ufeff\u202ea,\u0007b\n1,2\n"),
    ("breed.csv", f"kp-a2{',' * 200_000}\nsoms\n"),
    ("lang.csv", "kp-a2,x\n" + "soms,\n" * 6_000),
    ("tel.csv", f"f,r,id,v,a,n\n{TITLE},R,kp-a2,V,Soms,999999\n"),
]


def test_hostile_files_and_texts_give_a_message_and_nothing_else(visitor, book):
    page = visitor.open(TEAM)
    with_team(page, book, book.people(5))
    before = shown(page)
    page.get_by_text("Bestanden", exact=True).click()
    page.on("dialog", lambda _: pytest.fail("a script ran"))

    said = {}
    for name, text in HOSTILE:
        bring(page, {"name": name, "mimeType": "text/plain", "buffer": text.encode()})
        about = page.locator(".kijkraam-bring .kijkraam-team-said").first
        expect(about).to_contain_text(f"{name.lstrip(chr(0x202E))}: ")
        said[name] = about.inner_text()
    assert said == {
        "lek.json": "lek.json: formulier 1 is beschadigd en telt niet mee.",
        "diep.json": "diep.json: dit bestand is beschadigd. Bewaar het opnieuw.",
        "proto.json": "proto.json: dit bestand is niet zoals het hoort. Bewaar het opnieuw.",
        "kapot.json": "kapot.json: dit bestand is beschadigd. Bewaar het opnieuw.",
        "leeg.csv": f"leeg.csv: {NO_ANSWERS}",
        "beeld.csv": f"beeld.csv: {NO_ANSWERS}",
        "som.csv": f"som.csv: {NO_QUESTIONS}",
        "\u202evsc.mos": f"vsc.mos: {NO_QUESTIONS}",
        "breed.csv": f"breed.csv: {NO_ANSWERS}",
        "lang.csv": f"lang.csv: {TOO_MANY}",
        "tel.csv": f"tel.csv: {TOO_MANY}",
    }
    assert shown(page) == before
    field(page).fill(f"<img src=x onerror=alert(1)> {'A' * 200_000} {'-' * 100_000} ${{1}} \u202e")
    has_people(page, 0)
    field(page).fill("__proto__ constructor \u0000 4F7K-\u202e9XPA-ACDE-3344 " + "4F7K " * 20_000)
    has_people(page, 0)
    field(page).fill("\n".join(book.codes(book.people(4))))
    has_people(page, 4)
    field(page).fill("x" * 500_001)
    expect(page.get_by_text("Deze tekst is te lang.")).to_be_visible()
    has_people(page, 0)
    assert page.evaluate("({}).polluted ?? null") is None


def test_nothing_leaves_the_browser(visitor, handbook, book):
    page = visitor.open(TEAM)
    with_team(page, book, book.people(5))
    page.get_by_text("Bestanden", exact=True).click()
    bring(page, file_of(record("r9", book.people(1)[0])))
    has_people(page, 6)
    keep(page, 6)

    assert {request.method for request in visitor.requests} == {"GET"}
    assert all(request.post_data is None for request in visitor.requests)
    asked = {request.url.removeprefix(handbook.url).split("?")[0] for request in visitor.requests}
    assert all((handbook.folder / address).exists() for address in asked if not address.startswith("data:"))
    assert page.context.cookies() == []


def test_one_group_of_imported_data_at_a_time_and_none_under_five(visitor, book):
    people = book.people(12)
    items = [question["id"] for question in book.short]
    wijk = ["Noord"] * 5 + ["Zuid"] * 4 + ["Oost"] * 3
    rows = [[where, *(ratings.get(item, "") for item in items)] for where, ratings in zip(wijk, people, strict=True)]
    page = visitor.open(TEAM, accept_downloads=True)
    with_team(page, book, book.people(5, seed=8))
    keep(page, 5)
    page.get_by_role("link", name="Begin een nieuw beeld").click()
    has_people(page, 0)
    page.get_by_label("Welk formulier vulden jullie in?").select_option(TITLE)
    page.get_by_text("Bestanden", exact=True).click()
    bring(page, table_of("kobo.csv", ["wijk", *items], rows))
    has_people(page, 12)
    page.get_by_label("Leg er een eerder blad naast").select_option(index=1)
    expect(page.locator(".kijkraam-team-compare")).to_be_visible()

    group = page.get_by_label("Naar wie kijk je?")
    assert group.locator("option").all_inner_texts() == ["Iedereen samen", "wijk: Noord"]
    group.select_option("wijk: Noord")
    has_people(page, 5)
    expect(page.locator(".kijkraam-team-compare")).to_have_count(0)
    assert shown(page) == book.counts(people[:5])
    expect(page.get_by_text("Bewaren kan alleen van iedereen samen.")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Opslaan als tabel (CSV)").click()
    rows = list(csv.reader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {f"{TITLE}. Groep: wijk: Noord"}
    group.select_option("Iedereen samen")
    has_people(page, 12)
    assert shown(page) == book.counts(people)


def test_what_clients_say_stands_beside_the_team_from_five_of_them(visitor, handbook, book):
    tied = next(item for item in book.form["mirrors"] if any(item == question["id"] for question in book.short))
    tie = book.form["mirrors"][tied][0]
    clients = book_of(handbook.folder, tie["form"])
    asked = next(q for pane in clients.form["panes"] for q in pane["questions"] if q["id"] == tie["item"])
    page = visitor.open(TEAM)
    with_team(page, book, [{question["id"]: "soms" for question in book.short}] * 5)
    label = f"Tabel (CSV) met antwoorden op: {clients.form['title']}"

    rows = [["ja"], ["Ja"], ["nee"], ["soms"]]
    bring(page, table_of("vier.csv", [asked["id"], "x"], [[*row, ""] for row in rows]), label=label)
    expect(page.get_by_text("Dit zijn er minder dan vijf.")).to_be_visible()
    expect(page.locator(".kijkraam-team-beside")).to_have_count(0)
    bring(page, table_of("een.csv", [asked["id"], "x"], [["weet-ik-niet", ""]]), label=label)

    beside = page.locator(f".kijkraam-team-picture [data-item={tied}] .kijkraam-team-beside")
    expect(beside).to_contain_text(f"Cliënten over: {asked['text']}")
    dots = beside.locator("[data-answer]").evaluate_all(
        "all => all.map(one => [one.dataset.answer, one.querySelector('.kijkraam-dots-all').textContent.length])"
    )
    assert dots == [["ja", 2], ["soms", 1], ["nee", 1], ["weet-ik-niet", 1], ["sla-over", 0]]
    expect(page.locator(".kijkraam-team-beside")).to_have_count(len([tied]))


CAMERA = """
globalThis.seen = [];
globalThis.BarcodeDetector = class {
  static async getSupportedFormats() { return ['qr_code']; }
  async detect() { return seen.length ? [{ rawValue: seen[0] }] : []; }
};
navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream();
"""


def test_codes_are_scanned_where_the_browser_can_and_else_there_is_no_button(visitor, book):
    codes = book.codes(book.people(2))
    page = visitor.open(TEAM)
    expect(field(page)).to_be_visible()
    expect(page.get_by_role("button", name="Scan een QR-code")).to_have_count(0)

    page.add_init_script(CAMERA)
    page.reload()
    page.get_by_role("button", name="Scan een QR-code").click()
    expect(page.get_by_text("Houd de QR-code voor de camera.")).to_be_visible()
    for count, code in enumerate(codes, 1):
        page.evaluate("code => { seen = [code]; }", code.replace("-", ""))
        has_people(page, count)
    page.get_by_role("button", name="Stop met scannen").click()

    expect(page.locator("video")).to_be_hidden()
    assert page.locator("video").evaluate("video => video.srcObject") is None


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "light"),
        pytest.param(1440, "light", marks=pytest.mark.proof),
        pytest.param(1440, "dark", marks=pytest.mark.proof),
    ],
)
def test_the_page_is_accessible(visitor, book, width, scheme):
    page = visitor.open(TEAM, width=width, color_scheme=scheme)
    with_team(page, book, book.people(6))
    field(page).press_sequentially(" 4F7K-9XPO-ACDE-33")
    for fold in ["Bestanden", "Papier intypen", "Hetzelfde als tabel"]:
        page.get_by_text(fold, exact=True).click()
    settle(page)

    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Groot op een scherm").click()
    settle(page)
    assert findings(page) == []


@pytest.mark.proof
def test_five_hundred_records_of_a_long_form_are_readable(visitor, book):
    long = book.with_questions(80)
    people = long.people(500)
    page = open_with(visitor, long)

    bring(page, file_of(*(record(f"r{n}", ratings) for n, ratings in enumerate(people))))
    has_people(page, 500)

    assert shown(page) == long.counts(people)
    tallest = page.locator(".kijkraam-team-question").evaluate_all(
        "all => Math.max(...all.map(one => one.offsetHeight))"
    )
    assert tallest < 400
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
