"""The page of all that someone filled in: finding it, taking it along, bringing it back, and wiping it."""

import json
import struct
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page, expect

from kijkraam.cli import main

from ..sampling import rarely
from .axe import findings
from .pages import settle

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

PAGE = "mijn-formulieren/"
ROOT = Path(__file__).parent.parent.parent
FORMAT = ROOT / "plugins/kijkraam/web/records.schema.json"
NOTE = "Alleen voor mijn ogen"
SLOW = 120_000
"""So many milliseconds a busy machine may take for thousands of records."""
DATABASE = "kijkraam:/handboek/"
DUTCH = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "reduced_motion": "reduce"}

PLANT = """([database, store, row]) => new Promise((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const transaction = opening.result.transaction(store, "readwrite");
        transaction.objectStore(store).put(row);
        transaction.oncomplete = () => { opening.result.close(); resolve(); };
    };
})"""
"""Puts a row into the database as no code of ours would."""

LEFT = """async () => {
    const found = [{ ...localStorage }, { ...sessionStorage }];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    }
    for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((resolve) => {
            const opening = indexedDB.open(name);
            opening.onsuccess = () => resolve(opening.result);
        });
        for (const store of database.objectStoreNames) {
            found.push(await new Promise((resolve) => {
                const reading = database.transaction(store).objectStore(store).getAll();
                reading.onsuccess = () => resolve(reading.result);
            }));
        }
        database.close();
    }
    return JSON.stringify(found);
}"""
"""Everything that the browser holds of this site, as text."""


def record(name: str, form: str = "kijkraam-kwartiermaken", changed: str = "2025-11-03", **more: Any) -> dict[str, Any]:
    """Return a record as it stands in a file; its id is its name."""
    time = f"{changed}T12:00:00.000Z"
    return {
        "id": more.pop("id", name.replace(" ", "-") or "zonder"),
        "form": form,
        "version": 1,
        "name": name,
        "created": more.pop("created", time),
        "changed": time,
        "answers": more.pop("answers", {"km-a2": "soms", "km-a2--note": NOTE}),
        **more,
    }


NORTH = record("Team Noord", changed="2025-11-03")
SOUTH = record("team zuid", "kijkraam-presentie", "2025-11-05")
BRAM = record("Bram", "plan-van-aanpak", "2025-11-04", answers={"pa-x": NOTE})
EXPERIENCE = record("Oefening", "opbrengsten-presentie", "2025-11-01")
NAMELESS = record("", "relatiecheck-abc", "2025-11-02")


def file_with(*records: dict[str, Any], **more: Any) -> str:
    """Return the text of a file with these records."""
    return json.dumps({"kijkraam": 1, "made": "2025-11-21T12:00:00.000Z", "records": records, **more})


def choose_file(page: Page, text: str, name: str = "mee.json") -> None:
    """Choose a file to bring back."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Kies een bestand").click()
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})


def bring(page: Page, *records: dict[str, Any]) -> None:
    """Bring records back, and wait until it is said what happened."""
    choose_file(page, file_with(*records))
    expect(page.get_by_role("heading", name="Wat er gebeurde met mee.json")).to_be_focused()


def said(page: Page) -> list[str]:
    """Return what is said of a file that was brought back."""
    expect(page.locator(".kijkraam-report li").first).to_be_visible()
    return page.locator(".kijkraam-report li").all_inner_texts()


def names(page: Page) -> list[str]:
    """Return the names in the list, in its order."""
    return page.locator(".kijkraam-record-name").all_inner_texts()


def row(page: Page, name: str) -> Locator:
    """Return the row of a record."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name, exact=True))


def act(page: Page, name: str, action: str) -> None:
    """Press a button in the row of a record."""
    row(page, name).get_by_role("button", name=action).click()


def download(page: Page, button: Locator) -> tuple[str, str]:
    """Press a button that makes a file; return the name and the text of the file."""
    with page.expect_download() as made:
        button.click()
    return made.value.suggested_filename, Path(made.value.path()).read_text(encoding="utf-8")


def take(page: Page, password: str = "") -> tuple[str, str]:
    """Make the file in the dialog that is open."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Wachtwoord (mag leeg blijven)").fill(password)
    dialog.get_by_label("Hetzelfde wachtwoord, nog een keer").fill(password)
    return download(page, dialog.get_by_role("button", name="Maak het bestand"))


def names_in(text: str) -> list[str]:
    """Return the names of the records in a file that fits the documented format."""
    told = json.loads(text)
    jsonschema.validate(told, json.loads(FORMAT.read_text(encoding="utf-8")))
    return sorted(entry["name"] for entry in told["records"])


def announced(page: Page) -> Locator:
    """Return what a screen reader was told last."""
    return page.locator("#kijkraam-announce")


def bar(page: Page) -> Locator:
    """Return the bar that says what just happened, and what is chosen."""
    return page.locator(".kijkraam-records-bar")


def pretend(page: Page, script: str) -> None:
    """Open the page again in a browser that this script changed."""
    page.add_init_script(script)
    page.reload()


# --- what there is ---

ASKED = "Blijft staan. Na dertig dagen vragen we of het weg kan."
OVERDUE = "Is 40 dagen niet gewijzigd. Heb je het nog nodig? Wis het anders."


def test_without_a_script_the_page_says_what_it_is_and_offers_nothing_that_does_not_work(visitor):
    page = visitor.open(PAGE, java_script_enabled=False)

    expect(page.get_by_text("Zonder JavaScript bewaart deze site niets.")).to_be_visible()
    assert page.locator("article").get_by_role("heading", level=2).all_inner_texts() == [
        "Wat je hebt ingevuld",
        "Meenemen",
        "Terugzetten",
        "Waar staat het?",
        "Wissen",
        "Geen dossier",
    ]
    assert page.locator("kijkraam-records").locator("button, input, select").count() == 0


def test_an_empty_page_says_so_in_kind_words(visitor):
    page = visitor.open(PAGE)

    expect(page.get_by_text("Hier staat nog niets. Vul je in een formulier iets in")).to_be_visible()
    expect(page.get_by_text("Zonder JavaScript")).to_have_count(0)
    expect(page.get_by_label("Volgorde")).to_be_hidden()
    expect(page.get_by_role("button", name="Neem alles mee")).to_be_hidden()
    expect(page.get_by_role("button", name="Kies een bestand")).to_be_visible()


def test_the_page_is_reached_from_every_page_without_loading_it_anew(visitor):
    page = visitor.open("privacy/")

    page.get_by_role("contentinfo").get_by_role("link", name="Mijn formulieren").click()
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    bring(page, NORTH)
    page.get_by_role("contentinfo").get_by_role("link", name="Privacy").click()
    expect(page.get_by_role("heading", level=1, name="Privacy")).to_be_visible()
    page.get_by_role("contentinfo").get_by_role("link", name="Mijn formulieren").click()

    expect(row(page, "Team Noord")).to_be_visible()


def test_each_record_shows_its_form_its_dates_and_how_long_it_stays_but_nothing_of_its_content(visitor):
    page = visitor.open(PAGE, **DUTCH)
    page.clock.set_fixed_time("2025-11-10T09:00:00.000Z")

    bring(
        page,
        {**NORTH, "created": "2025-10-30T12:00:00.000Z", "changed": "2025-11-09T08:05:00.000Z"},
        {**SOUTH, "changed": "2025-11-09T23:30:00.000Z"},
        BRAM,
        record("Lang geleden", "plan-van-aanpak", "2025-09-30"),
        EXPERIENCE,
        record("Oud blad", "weggehaald", "2024-02-01"),
    )

    told = [
        [part.inner_text() for part in row.locator("h3, p").all()] for row in page.locator(".kijkraam-record").all()
    ]
    assert told == [
        [
            "team zuid",
            "Kijkraam Presentie",
            "Begonnen op 5 november 2025. Laatst gewijzigd vandaag om 00:30. Blijft staan tot jij het wist.",
        ],
        [
            "Team Noord",
            "Kijkraam Kwartiermaken",
            "Begonnen op 30 oktober 2025. Laatst gewijzigd gisteren om 09:05. Blijft staan tot jij het wist.",
        ],
        [
            "Bram",
            "Plan van Aanpak",
            f"Begonnen op 4 november 2025. Laatst gewijzigd op 4 november 2025. {ASKED}",
        ],
        [
            "Oefening",
            "Hoe ervaar jij onze hulp?",
            "Begonnen op 1 november 2025. Laatst gewijzigd op 1 november 2025. Verdwijnt als je dit tabblad sluit.",
        ],
        [
            "Lang geleden",
            "Plan van Aanpak",
            f"Begonnen op 30 september 2025. Laatst gewijzigd op 30 september 2025. {OVERDUE}",
        ],
        [
            "Oud blad",
            "weggehaald (dit formulier staat niet meer in dit handboek)",
            "Begonnen op 1 februari 2024. Laatst gewijzigd op 1 februari 2024. Blijft staan tot jij het wist.",
        ],
    ]
    assert NOTE not in page.content()


def test_a_record_opens_in_its_form(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, {**NORTH, "id": "ander", "name": "Team West", "answers": {"km-a2": "nu-niet"}})

    page.get_by_role("link", name="Team Noord").click()

    expect(page.get_by_role("heading", level=1, name="Kijkraam Kwartiermaken")).to_be_visible()
    expect(page.locator("input[name=km-a2][value=soms]")).to_be_checked()


def test_what_is_filled_in_in_a_form_is_in_the_list(visitor, handbook):
    page = visitor.open("formulier/relatiecheck-abc/")
    choice = page.locator("kijkraam-form input[type=radio]").first
    choice.check()
    expect(page.locator(".kijkraam-status")).to_contain_text("Opgeslagen")

    page.goto(handbook.url + PAGE)

    expect(page.locator(".kijkraam-record-form")).to_have_text("Relatiecheck (a)(b)(c) bij elke fase")


# --- sorting, searching, choosing ---


def test_the_list_is_sorted_by_change_by_name_or_by_form(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH, BRAM, record("Team 10", changed="2025-11-02"), record("Team 9", changed="2025-11-01"))
    order = page.get_by_label("Volgorde")

    assert names(page) == ["team zuid", "Bram", "Team Noord", "Team 10", "Team 9"]
    order.select_option("op naam")
    assert names(page) == ["Bram", "Team 9", "Team 10", "Team Noord", "team zuid"]
    order.select_option("op formulier")
    assert names(page) == ["Team 9", "Team 10", "Team Noord", "team zuid", "Bram"]


@pytest.mark.parametrize(
    ("sought", "found", "count"),
    rarely(
        [
            ("ZUID", ["team zuid"], "1 van 3 gevonden"),
            ("kwartiermaken", ["Één oever"], "1 van 3 gevonden"),
            ("een OEVER", ["Één oever"], "1 van 3 gevonden"),
            ("kijkraam", ["team zuid", "Één oever"], "2 van 3 gevonden"),
            ("alleen", [], "Niets gevonden. Zoek op een ander woord."),
            ("", ["team zuid", "Bram", "Één oever"], "3 ingevulde formulieren"),
        ],
        but=[
            ("een OEVER", ["Één oever"], "1 van 3 gevonden"),
            ("alleen", [], "Niets gevonden. Zoek op een ander woord."),
        ],
    ),
)
def test_searching_looks_at_names_and_forms_and_says_how_many_there_are(visitor, sought, found, count):
    page = visitor.open(PAGE)
    bring(page, record("Één oever", id="oever"), SOUTH, BRAM)

    page.get_by_label("Zoek op naam of formulier").press_sequentially(sought)

    expect(page.get_by_role("status").filter(has_text=count)).to_be_visible()
    assert names(page) == found


def test_all_that_is_found_is_chosen_at_once(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH, BRAM)
    everything = page.get_by_role("checkbox", name="Kies alles")
    chosen = page.get_by_role("group", name="Wat je koos")
    expect(chosen).to_be_hidden()

    page.get_by_label("Zoek op naam of formulier").fill("team")
    everything.check()
    expect(chosen.get_by_text("2 gekozen")).to_be_visible()
    page.get_by_label("Zoek op naam of formulier").fill("")
    assert everything.evaluate("box => [box.checked, box.indeterminate]") == [False, True]
    page.get_by_role("checkbox", name="Kies ‘Bram’, Plan van Aanpak").check()
    assert everything.evaluate("box => [box.checked, box.indeterminate]") == [True, False]
    everything.uncheck()

    expect(chosen).to_be_hidden()


@pytest.mark.parametrize("many", [200, pytest.param(2000, marks=pytest.mark.proof)])
def test_many_records_are_found_shown_and_taken_along(visitor, many):
    page = visitor.open(PAGE)
    page.set_default_timeout(SLOW)
    choose_file(page, file_with(*(record(f"Team {number}") for number in range(1, many + 1))))

    count = page.get_by_role("status").filter(has_text=f"{many} ingevulde formulieren")
    expect(count).to_have_text(f"{many} ingevulde formulieren De eerste 50 staan hieronder.", timeout=SLOW)
    assert names(page) == [f"Team {number}" for number in range(1, 51)]
    page.get_by_role("button", name="Toon er meer").click()
    assert names(page) == [f"Team {number}" for number in range(1, 101)]
    expect(page.get_by_role("link", name="Team 51", exact=True)).to_be_focused()
    page.get_by_label("Zoek op naam of formulier").fill(f"team {many - 1}")
    expect(page.locator(".kijkraam-record")).to_have_count(1)
    page.get_by_label("Zoek op naam of formulier").fill("")
    page.get_by_role("button", name="Neem alles mee").click()
    _, text = take(page)
    assert len(names_in(text)) == many
    page.get_by_role("checkbox", name="Kies alles").check()
    page.get_by_role("group", name="Wat je koos").get_by_role("button", name="Verwijder").click()
    expect(bar(page).get_by_text(f"{many} formulieren zijn verwijderd.")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Zet terug").click()

    expect(count).to_be_visible(timeout=SLOW)


NOTING_READS = """(() => {
  globalThis.reads = [];
  const all = IDBObjectStore.prototype.getAll;
  IDBObjectStore.prototype.getAll = function (...told) {
    if (this.name === "answers") reads.push(document.querySelectorAll(".kijkraam-record").length);
    return all.apply(this, told);
  };
})()"""
"""In `reads`: how many records stood in the list each time that answers were read."""


def test_the_list_stands_there_before_any_answer_is_read_and_they_are_read_one_record_at_a_time(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH, BRAM)
    page.context.add_init_script(NOTING_READS)
    page.reload()

    page.wait_for_function("() => reads.length === 3")
    assert page.evaluate("reads") == [3, 3, 3]


# --- renaming, copying, removing ---


def test_renaming_advises_against_real_names_and_gives_the_focus_back(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH)
    page.get_by_label("Volgorde").select_option("op naam")

    row(page, "Team Noord").get_by_role("button", name="Hernoem").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog", name="Hoe heet dit?").get_by_label("Naam")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(
        "Gebruik geen naam van een cliënt of collega. Ook een verzonnen naam kan over een herkenbaar mens gaan."
    )
    field.fill("  Werkplaats ")
    page.keyboard.press("Enter")

    expect(bar(page).get_by_text("De naam is nu ‘Werkplaats’.")).to_be_visible()
    expect(announced(page)).to_have_text("De naam is nu ‘Werkplaats’.")
    assert names(page) == ["team zuid", "Werkplaats"]
    expect(row(page, "Werkplaats").get_by_role("button", name="Hernoem ‘Werkplaats’")).to_be_focused()


def test_a_name_stays_when_renaming_is_left(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH)

    act(page, "Team Noord", "Hernoem")
    page.get_by_label("Naam", exact=True).fill("Iets anders")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert names(page) == ["Team Noord"]


def test_a_copy_has_the_same_answers_and_a_name_of_its_own(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, NAMELESS)

    act(page, "Team Noord", "Maak kopie")
    expect(bar(page).get_by_text("Er staat nu een kopie: ‘Team Noord (kopie)’.")).to_be_visible()
    act(page, "Zonder naam", "Maak kopie")
    expect(bar(page).get_by_text("Er staat nu een kopie: ‘Kopie’.")).to_be_visible()

    assert sorted(names(page)) == ["Kopie", "Team Noord", "Team Noord (kopie)", "Zonder naam"]
    act(page, "Team Noord (kopie)", "Neem mee")
    _, text = take(page)
    (copy,) = json.loads(text)["records"]
    assert copy["answers"] == NORTH["answers"]
    assert copy["id"] != NORTH["id"]


def test_what_is_removed_can_be_put_back_as_it_was(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH, EXPERIENCE)
    act(page, "Team Noord", "Neem mee")
    _, before = take(page)

    act(page, "Team Noord", "Verwijder")
    expect(
        bar(page).get_by_text("‘Team Noord’ is verwijderd. Terugzetten kan zolang deze bladzijde open is.")
    ).to_be_visible()
    back = page.get_by_role("button", name="Zet terug")
    expect(back).to_be_focused()
    page.locator(".md-top").evaluate("button => { button.hidden = false; }")
    expect(page.locator(".md-top")).to_be_hidden()  # it would lie over the bar
    assert names(page) == ["team zuid", "Oefening"]
    page.get_by_role("checkbox", name="Kies alles").check()
    page.get_by_role("group", name="Wat je koos").get_by_role("button", name="Verwijder").click()
    expect(bar(page).get_by_text("2 formulieren zijn verwijderd.")).to_be_visible()
    assert names(page) == []

    back.click()
    expect(bar(page).get_by_text("Ze staan er weer. Je kunt nog 1 formulier terugzetten.")).to_be_visible()
    assert names(page) == ["team zuid", "Oefening"]
    back.click()
    expect(bar(page).get_by_text("Het staat er weer.")).to_be_visible()
    expect(page.get_by_role("link", name="Team Noord")).to_be_focused()
    act(page, "Team Noord", "Neem mee")
    _, after = take(page)
    assert json.loads(after)["records"] == json.loads(before)["records"]


def test_what_is_removed_is_gone_from_the_browser(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH)

    act(page, "Team Noord", "Verwijder")
    expect(page.get_by_role("button", name="Zet terug")).to_be_visible()

    assert "Team Noord" not in page.evaluate(LEFT)
    page.reload()
    expect(row(page, "team zuid")).to_be_visible()
    assert names(page) == ["team zuid"]


# --- taking along ---


def test_before_a_file_is_made_it_is_said_where_it_goes_and_who_can_read_it(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH)

    act(page, "Team Noord", "Neem mee")

    dialog = page.get_by_role("dialog", name="‘Team Noord’ meenemen")
    assert dialog.get_by_role("listitem").all_inner_texts() == [
        "Er komt één bestand met alle antwoorden, notities en namen.",
        "Het komt op dit apparaat te staan, meestal bij de downloads. Er gaat niets naar een server.",
        "Zonder wachtwoord kan iedereen die het bestand heeft, alles lezen.",
    ]
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(row(page, "Team Noord").get_by_role("button", name="Neem mee")).to_be_focused()


def test_one_some_or_all_are_taken_along_as_one_file(visitor):
    page = visitor.open(PAGE)
    page.clock.set_fixed_time("2025-11-21T12:00:00.000Z")
    bring(page, NORTH, SOUTH, BRAM, EXPERIENCE)

    act(page, "Bram", "Neem mee")
    one = take(page)
    for name in ["Team Noord", "Oefening"]:
        row(page, name).get_by_role("checkbox").check()
    page.get_by_role("group", name="Wat je koos").get_by_role("button", name="Neem mee").click()
    expect(page.get_by_role("dialog", name="2 formulieren meenemen")).to_be_visible()
    some = take(page)
    page.get_by_role("button", name="Neem alles mee").click()
    everything = take(page)

    expect(bar(page).get_by_text("Het bestand mijn-formulieren-2025-11-21.json is gemaakt.")).to_be_visible()
    assert [name for name, _ in (one, some, everything)] == ["mijn-formulieren-2025-11-21.json"] * 3
    assert names_in(one[1]) == ["Bram"]
    assert names_in(some[1]) == ["Oefening", "Team Noord"]
    assert names_in(everything[1]) == ["Bram", "Oefening", "Team Noord", "team zuid"]


def test_what_is_too_much_for_one_file_goes_in_several_one_after_another(visitor):
    page = visitor.open(PAGE)
    page.clock.set_fixed_time("2025-11-21T12:00:00.000Z")
    large = [record(f"Groot {n}", answers={"km-a2--note": "a" * 3_000_000}) for n in range(4)]
    bring(page, *large[:2])
    bring(page, *large[2:])

    page.get_by_role("button", name="Neem alles mee").click()
    first = take(page)
    expect(bar(page)).to_contain_text(
        "Het bestand mijn-formulieren-1-2025-11-21.json is gemaakt. "
        "Meer gaat er niet in één bestand. Nog 1 formulier gaat mee in het volgende."
    )
    another = page.get_by_role("button", name="Neem het laatste ook mee")
    expect(another).to_be_focused()
    second = download(page, another)

    expect(bar(page)).to_contain_text(
        "Het bestand mijn-formulieren-2-2025-11-21.json is gemaakt. Alles is nu mee, in 2 bestanden."
    )
    assert [name for name, _ in (first, second)] == [f"mijn-formulieren-{n}-2025-11-21.json" for n in (1, 2)]
    assert sorted(names_in(first[1]) + names_in(second[1])) == ["Groot 0", "Groot 1", "Groot 2", "Groot 3"]


def test_a_file_with_a_password_tells_nothing_and_opens_with_that_password_only(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH)
    page.get_by_role("button", name="Neem alles mee").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Wachtwoord (mag leeg blijven)").fill("vier rode fietsen thuis")
    dialog.get_by_label("Hetzelfde wachtwoord, nog een keer").fill("vier rode fiets")
    dialog.get_by_role("button", name="Maak het bestand").click()
    expect(dialog.get_by_role("alert")).to_have_text("De twee wachtwoorden zijn niet hetzelfde. Typ ze opnieuw.")
    expect(dialog.get_by_label("Hetzelfde wachtwoord, nog een keer")).to_be_focused()

    _, text = take(page, "vier rode fietsen thuis")

    assert [word for word in ("Team Noord", NOTE, "km-a2", "fietsen") if word in text] == []
    jsonschema.validate(json.loads(text), json.loads(FORMAT.read_text(encoding="utf-8")))
    act(page, "Team Noord", "Verwijder")
    choose_file(page, text)
    asked = page.get_by_role("dialog", name="Op dit bestand zit een wachtwoord").get_by_label("Wachtwoord")
    expect(asked).to_be_focused()
    asked.fill("iets anders")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Dit wachtwoord past niet. Probeer het nog eens.")
    asked.fill("vier rode fietsen thuis")
    page.keyboard.press("Enter")

    assert said(page) == ["1 formulier is toegevoegd: ‘Team Noord’."]


def test_who_does_not_give_the_password_gets_nothing(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH)
    page.get_by_role("button", name="Neem alles mee").click()
    _, text = take(page, "vier rode fietsen thuis")

    choose_file(page, text)
    page.get_by_role("dialog").get_by_role("button", name="Annuleer").click()

    expect(page.locator(".kijkraam-report li")).to_have_text(
        "Er is niets teruggezet. Op dit bestand zit een wachtwoord."
    )


def test_a_password_can_be_looked_at_while_it_is_typed(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH)
    page.get_by_role("button", name="Neem alles mee").click()
    field = page.get_by_label("Wachtwoord (mag leeg blijven)")

    expect(field).to_have_attribute("type", "password")
    page.get_by_label("Toon het wachtwoord").check()

    expect(field).to_have_attribute("type", "text")


# --- bringing back ---


BECAUSE = "omdat ze beschadigd of veranderd zijn."


def test_bringing_back_adds_skips_and_copies_but_never_overwrites(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH, NAMELESS)

    other = {**NORTH, "answers": {"km-a2": "nu-niet"}}
    damaged = {**BRAM, "id": "x1", "answers": {"km-a2": 5}}
    bring(page, other, SOUTH, BRAM, EXPERIENCE, BRAM, damaged, {**damaged, "id": "x2"})

    assert said(page) == [
        "2 formulieren zijn toegevoegd: ‘Bram’ en ‘Oefening’.",
        "1 formulier stond hier al, met iets anders erin. Het staat er nu als kopie naast: ‘Team Noord (uit bestand)’.",
        "1 formulier stond hier al en is overgeslagen: ‘team zuid’.",
        "1 formulier is geweigerd, omdat het twee keer in het bestand staat. Het is nummer 5.",
        f"2 formulieren zijn geweigerd, {BECAUSE} Het zijn de nummers 6 en 7 in het bestand.",
    ]
    assert sorted(names(page)) == [
        "Bram",
        "Oefening",
        "Team Noord",
        "Team Noord (uit bestand)",
        "Zonder naam",
        "team zuid",
    ]
    act(page, "Team Noord", "Neem mee")
    _, text = take(page)
    assert json.loads(text)["records"][0]["answers"] == NORTH["answers"]


def test_what_the_command_collected_can_be_brought_in(visitor, tmp_path, monkeypatch):
    """`kijkraam collect` leaves out names, and panes for oneself."""
    monkeypatch.chdir(ROOT)
    answers = {"km-a2": "soms", "km-a2--note": NOTE}
    (tmp_path / "a.json").write_text(
        file_with(record("Team Noord", id="3f0c9a5d7b12e84c66aa01ff", answers=answers)), encoding="utf-8"
    )
    collected = tmp_path / "samen.json"
    result = CliRunner().invoke(main, ["collect", str(tmp_path / "a.json"), "--rows", "-o", str(collected)])
    assert result.exit_code == 0, result.output

    page = visitor.open(PAGE)
    choose_file(page, collected.read_text(encoding="utf-8"))

    assert said(page) == ["1 formulier is toegevoegd: ‘Kijkraam Kwartiermaken (01ff)’."]
    page.get_by_role("button", name="Neem alles mee").click()
    _, text = take(page)
    assert [one["answers"] for one in json.loads(text)["records"]] == [answers]


def test_a_file_can_be_dropped_on_the_page(visitor):
    page = visitor.open(PAGE)
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()

    page.evaluate(
        """text => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], "mee.json", { type: "application/json" }));
            const page = document.querySelector("kijkraam-records");
            for (const type of ["dragover", "drop"]) {
                page.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
            }
        }""",
        file_with(NORTH),
    )

    assert said(page) == ["1 formulier is toegevoegd: ‘Team Noord’."]
    assert names(page) == ["Team Noord"]


def test_a_form_that_is_not_kept_comes_back_in_this_tab_only(visitor, handbook):
    page = visitor.open(PAGE)
    bring(page, NORTH, EXPERIENCE)
    page.reload()
    expect(row(page, "Oefening")).to_be_visible()

    other = page.context.new_page()
    other.goto(handbook.url + PAGE)

    expect(row(other, "Team Noord")).to_be_visible()
    assert names(other) == ["Team Noord"]


EVIL = "\"><img src=x onerror='window.hacked = 1'></script><script>window.hacked = 1</script>"

NOTHING = "Er is niets teruggezet."
NO_FILE = f"{NOTHING} Dit is geen bestand van deze bladzijde, of het is beschadigd."
NEWER = "Dit bestand komt van een nieuwere versie van dit handboek."
DAMAGED = "1 formulier is geweigerd, omdat het beschadigd of veranderd is. Het is nummer 1 in het bestand."
STRANGE = (
    "1 formulier is geweigerd, omdat er namen in staan die niet van dit handboek zijn. Het is nummer 1 in het bestand."
)

HOSTILE = {
    "not-json": ("{", NO_FILE),
    "empty": ("", NO_FILE),
    "deep": ("[" * 200_000, NO_FILE),
    "something-else": ('{"name": "iets"}', f"{NOTHING} Dit is geen bestand van deze bladzijde."),
    "newer": (
        '{"kijkraam": 99, "records": []}',
        f"{NOTHING} {NEWER} Open deze bladzijde opnieuw en probeer het nog eens.",
    ),
    "no-list": (
        '{"kijkraam": 1, "made": "2025-11-21T12:00:00.000Z", "records": {}}',
        f"{NOTHING} Dit bestand is beschadigd of veranderd.",
    ),
    "too-big": (
        json.dumps({"kijkraam": 1, "made": "2025-11-21T12:00:00.000Z", "records": ["x" * 1000] * 16_000}),
        f"{NOTHING} Dit bestand is te groot om van deze bladzijde te komen.",
    ),
    "no-records": (file_with(), "In dit bestand staan geen formulieren."),
    "prototype-key": (file_with(NORTH).replace('"km-a2":', '"__proto__":'), STRANGE),
    "prototype-form": (file_with({**NORTH, "form": "constructor"}), STRANGE),
    "script-as-form": (file_with({**NORTH, "form": EVIL}), STRANGE),
    "script-as-id": (file_with({**NORTH, "id": EVIL}), STRANGE),
    "unknown-key": (file_with({**NORTH, "html": EVIL}), DAMAGED),
    "no-date": (file_with({**NORTH, "changed": EVIL}), DAMAGED),
}


@pytest.mark.parametrize(("text", "told"), rarely(HOSTILE.values(), but=list(HOSTILE.values())[::4]), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_changes_nothing(visitor, text, told):
    page = visitor.open(PAGE)
    page.set_default_timeout(SLOW)
    bring(page, SOUTH)
    before = page.evaluate(LEFT)

    choose_file(page, text, "kwaad.json")

    expect(page.get_by_role("heading", name="Wat er gebeurde met kwaad.json")).to_be_focused(timeout=SLOW)
    assert said(page) == [told]
    assert names(page) == ["team zuid"]
    assert page.evaluate(LEFT) == before
    assert page.evaluate("({}).x ?? window.hacked ?? null") is None


def test_scripts_in_every_text_are_shown_as_text_and_never_run(visitor):
    page = visitor.open(PAGE)
    evil = {**NORTH, "name": EVIL, "answers": {"km-a2": EVIL}, "earlier": {"km-a2": []}}

    choose_file(page, file_with(evil), f"{EVIL}.json".replace("/", "-"))

    expect(page.get_by_role("link", name=EVIL)).to_be_visible()
    act(page, EVIL, "Maak kopie")
    expect(bar(page).get_by_text(f"{EVIL} (kopie)")).to_be_visible()
    act(page, f"{EVIL} (kopie)", "Hernoem")
    page.keyboard.press("Escape")
    act(page, f"{EVIL} (kopie)", "Verwijder")
    expect(bar(page).get_by_text(EVIL)).to_be_visible()
    act(page, EVIL, "Neem mee")
    expect(page.get_by_role("dialog").get_by_role("heading")).to_contain_text(EVIL)
    assert page.locator("kijkraam-records").locator("img, script, iframe").count() == 0
    assert page.evaluate("window.hacked ?? null") is None


# --- what could not be read ---


def test_what_cannot_be_read_is_set_aside_and_can_be_taken_along(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH)
    page.evaluate(PLANT, [DATABASE, "records", {"id": "kapot", "form": 5, "name": "Half blad"}])

    page.reload()
    part = page.locator("section").filter(has=page.get_by_role("heading", name="Niet te lezen"))
    expect(part.get_by_text("We konden dit niet lezen. Het is niet weggegooid.")).to_be_visible()
    expect(part.get_by_role("listitem")).to_have_count(1)
    assert sorted(names(page)) == ["Team Noord", "team zuid"]
    name, text = download(page, part.get_by_role("button", name="Neem deze stukken mee"))

    assert name.startswith("niet-te-lezen-")
    assert json.loads(text)["rows"][0]["row"] == {"id": "kapot", "form": 5, "name": "Half blad"}


# --- wiping ---


def wipe(page: Page, button: str = "Wis") -> None:
    page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()


def test_wiping_everything_says_exactly_what_goes_and_leaves_nothing_behind(visitor, handbook):
    page = visitor.open(PAGE)
    page.evaluate("url => caches.open('bladzijden').then((cache) => cache.add(url))", handbook.url + "privacy/")
    page.evaluate(PLANT, [DATABASE, "records", {"id": "kapot", "form": 5, "name": "Half blad"}])
    page.reload()
    bring(page, NORTH, SOUTH, BRAM, EXPERIENCE)
    act(page, "Bram", "Verwijder")
    expect(bar(page)).to_contain_text("is verwijderd")

    page.get_by_role("button", name="Wis alles").click()
    dialog = page.get_by_role("dialog", name="Alles wissen?")
    expect(dialog.get_by_role("button", name="Annuleer")).to_be_focused()
    assert dialog.get_by_role("listitem").all_inner_texts() == [
        "3 ingevulde formulieren, met alle antwoorden, notities en eerdere teksten",
        "1 verwijderd formulier dat je nog kon terugzetten",
        "1 stuk dat we niet konden lezen",
        "1 kopie van een bladzijde",
    ]
    expect(dialog.get_by_text("Bestanden die je meenam en wat op papier staat, blijven bestaan.")).to_be_visible()
    wipe(page)

    expect(bar(page).get_by_text("Alles is gewist.")).to_be_visible()
    expect(announced(page)).to_have_text("Alles is gewist.")
    expect(page.get_by_role("heading", name="Wat je hebt ingevuld")).to_be_focused()
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    expect(page.get_by_role("button", name="Zet terug")).to_have_count(0)
    expect(page.get_by_role("heading", name="Niet te lezen")).to_have_count(0)
    left = page.evaluate(LEFT)
    traces = ["Team Noord", "team zuid", "Bram", "Oefening", "Half blad", NOTE, "privacy", "soms"]
    assert [trace for trace in traces if trace in left] == []


def test_before_wiping_everything_can_be_taken_along(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH)

    page.get_by_role("button", name="Wis alles").click()
    wipe(page, "Neem het eerst mee")
    _, text = take(page)

    assert names_in(text) == ["Team Noord", "team zuid"]
    assert sorted(names(page)) == ["Team Noord", "team zuid"]


@pytest.mark.parametrize("leave", ["Enter", "Escape"])
def test_wiping_that_is_left_changes_nothing_and_gives_the_focus_back(visitor, leave):
    page = visitor.open(PAGE)
    bring(page, NORTH)
    button = page.get_by_role("button", name="Wis alles")

    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Annuleer")).to_be_focused()
    page.keyboard.press(leave)

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    assert names(page) == ["Team Noord"]


def test_one_record_is_wiped_for_good_with_what_was_removed_before_it(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH, BRAM)
    act(page, "Bram", "Verwijder")

    row(page, "Team Noord").get_by_role("checkbox").check()
    page.get_by_role("group", name="Wat je koos").get_by_role("button", name="Wis voorgoed").click()
    dialog = page.get_by_role("dialog", name="1 formulier wissen?")
    expect(dialog.get_by_role("listitem")).to_have_text(
        [
            "1 ingevuld formulier, met alle antwoorden, notities en eerdere teksten",
            "1 verwijderd formulier dat je nog kon terugzetten",
        ]
    )
    wipe(page)

    expect(bar(page).get_by_text("1 formulier is voorgoed gewist.")).to_be_visible()
    expect(page.get_by_role("button", name="Zet terug")).to_have_count(0)
    assert names(page) == ["team zuid"]
    left = page.evaluate(LEFT)
    assert [trace for trace in ["Team Noord", "Bram"] if trace in left] == []


def test_what_was_removed_can_be_wiped_for_good_at_once(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH)

    act(page, "Team Noord", "Verwijder")
    bar(page).get_by_role("button", name="Wis voorgoed").click()
    wipe(page)

    expect(bar(page).get_by_text("1 formulier is voorgoed gewist.")).to_be_visible()
    expect(page.get_by_role("button", name="Zet terug")).to_have_count(0)
    assert names(page) == ["team zuid"]


# --- other tabs ---


def test_two_tabs_stay_in_step(visitor, handbook):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH)
    other = page.context.new_page()
    other.goto(handbook.url + PAGE)
    expect(row(other, "Team Noord")).to_be_visible()

    act(page, "Team Noord", "Hernoem")
    page.get_by_label("Naam", exact=True).fill("Team Oost")
    page.keyboard.press("Enter")
    expect(row(other, "Team Oost")).to_be_visible()
    act(other, "Team Oost", "Verwijder")
    expect(row(page, "Team Oost")).to_have_count(0)
    bring(page, BRAM)
    expect(row(other, "Bram")).to_be_visible()


def test_wiping_in_one_tab_empties_the_other_and_its_undo(visitor, handbook):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH)
    other = page.context.new_page()
    other.goto(handbook.url + PAGE)
    bring(other, EXPERIENCE)
    act(other, "Team Noord", "Verwijder")
    expect(other.get_by_role("button", name="Zet terug")).to_be_visible()

    page.get_by_role("button", name="Wis alles").click()
    wipe(page)

    expect(other.get_by_text("Hier staat nog niets.")).to_be_visible()
    expect(other.get_by_role("button", name="Zet terug")).to_have_count(0)
    assert "Oefening" not in other.evaluate(LEFT)


def test_what_was_wiped_in_another_tab_is_told_when_it_is_missed(visitor, handbook):
    page = visitor.open(PAGE)
    bring(page, NORTH)
    act(page, "Team Noord", "Hernoem")
    other = page.context.new_page()
    other.goto(handbook.url + PAGE)
    act(other, "Team Noord", "Verwijder")
    expect(other.get_by_text("Hier staat nog niets.")).to_be_visible()

    page.get_by_label("Naam", exact=True).fill("Nieuw")
    page.keyboard.press("Enter")

    expect(bar(page)).to_contain_text("Dit formulier is er niet meer. Misschien is het in een ander tabblad gewist.")
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()


# --- browsers that do not keep ---

REFUSE = "IDBFactory.prototype.open = () => { throw new DOMException('', '%s'); }"
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
APPLE = "Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' });"


@pytest.mark.parametrize(
    ("script", "title"),
    [
        (REFUSE % "SecurityError", "Hier kan niets bewaard worden."),
        (REFUSE % "UnknownError", "We konden niet bij wat hier bewaard is."),
    ],
    ids=["blocked", "broken"],
)
def test_a_browser_that_cannot_keep_says_so_and_records_go_on_in_memory(visitor, script, title):
    page = visitor.open(PAGE)
    pretend(page, script)
    notice = page.get_by_role("note").filter(has_text=title)
    expect(notice).to_be_visible()
    expect(page.get_by_text("Deze lijst blijft leeg, omdat hier niets bewaard kan worden.")).to_be_visible()

    bring(page, NORTH)

    assert names(page) == ["Team Noord"]
    expect(row(page, "Team Noord")).to_contain_text("Wordt niet bewaard.")
    page.get_by_role("button", name="Neem alles mee").click()
    _, text = take(page)
    assert names_in(text) == ["Team Noord"]
    notice.get_by_role("button", name="Probeer het opnieuw").click()
    expect(announced(page)).to_have_text("Het lukt nog niet.")


def test_a_full_browser_takes_in_no_part_of_a_file(visitor):
    page = visitor.open(PAGE)
    bring(page, SOUTH)
    page.evaluate(FULL)

    choose_file(page, file_with(NORTH, BRAM))

    expect(page.locator(".kijkraam-report li")).to_contain_text("Er is niets teruggezet.")
    expect(page.locator(".kijkraam-report li")).to_contain_text("Het geheugen van deze browser is vol.")
    page.reload()
    expect(row(page, "team zuid")).to_be_visible()
    assert names(page) == ["team zuid"]


def test_a_browser_that_was_full_stores_what_had_to_wait_when_it_has_room_again(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH)
    page.evaluate("() => { window.put = IDBObjectStore.prototype.put; }")
    page.evaluate(FULL)
    act(page, "Team Noord", "Hernoem")
    page.get_by_label("Naam", exact=True).fill("Team Oost")
    page.keyboard.press("Enter")
    notice = page.get_by_role("note").filter(has_text="Er past niets meer bij.")
    expect(notice).to_be_visible()
    assert names(page) == ["Team Oost"]

    page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    notice.get_by_role("button", name="Probeer het opnieuw").click()

    expect(notice).to_have_count(0)
    expect(announced(page)).to_have_text("Het werkt weer.")
    page.reload()
    expect(row(page, "Team Oost")).to_be_visible()


def test_safari_is_told_to_forget_and_what_to_do_about_it(visitor):
    page = visitor.open(PAGE)
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    expect(page.get_by_text("Safari kan dit wissen.")).to_have_count(0)

    pretend(page, APPLE)

    notice = page.get_by_role("note").filter(has_text="Safari kan dit wissen.")
    expect(notice.get_by_text("Kom je zeven dagen niet op deze site")).to_be_visible()
    expect(notice.get_by_role("listitem")).to_have_count(3)


def test_safari_from_the_home_screen_does_not_forget(visitor):
    page = visitor.open(PAGE)

    pretend(page, f"{APPLE} Object.defineProperty(Navigator.prototype, 'standalone', {{ get: () => true }});")

    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()
    expect(page.get_by_text("Safari kan dit wissen.")).to_have_count(0)


@pytest.mark.parametrize("address", ["", PAGE, "formulier/plan-van-aanpak/"])
def test_a_telephone_can_put_the_site_on_its_home_screen(visitor, handbook, address):
    page = visitor.open(address)

    href = page.locator("link[rel=manifest]").evaluate("link => link.href")
    assert href == f"{handbook.url}manifest.webmanifest"
    manifest = json.loads((handbook.folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert {key: manifest[key] for key in ("name", "start_url", "scope", "display", "theme_color")} == {
        "name": "Kijkraam",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": "#0f4c5c",
    }
    icons = {icon["src"]: icon["sizes"] for icon in manifest["icons"] if icon["type"] == "image/png"}
    icons["assets/images/apple-touch-icon.png"] = "180x180"
    assert {src: size_of(handbook.folder / src) for src in icons} == icons


def size_of(image: Path) -> str:
    """Return the size of a PNG."""
    width, height = struct.unpack(">II", image.read_bytes()[16:24])
    return f"{width}x{height}"


# --- for everyone ---


def show_empty(page: Page) -> None:
    expect(page.get_by_text("Hier staat nog niets.")).to_be_visible()


def show_list(page: Page) -> None:
    bring(page, NORTH, SOUTH, BRAM, EXPERIENCE, NAMELESS, record("Een heel lange naam zonder eind " * 6, id="lang"))


def choose_some(page: Page) -> None:
    show_list(page)
    page.get_by_role("checkbox", name="Kies alles").check()
    act(page, "Bram", "Verwijder")
    expect(page.get_by_role("button", name="Zet terug")).to_be_focused()


def find_nothing(page: Page) -> None:
    show_list(page)
    page.get_by_label("Zoek op naam of formulier").fill("bestaatniet")


def open_rename(page: Page) -> None:
    show_list(page)
    act(page, "Bram", "Hernoem")


def open_take(page: Page) -> None:
    show_list(page)
    page.get_by_role("button", name="Neem alles mee").click()
    page.get_by_label("Wachtwoord (mag leeg blijven)").fill("een")
    page.get_by_role("button", name="Maak het bestand").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_password(page: Page) -> None:
    show_list(page)
    page.get_by_role("button", name="Neem alles mee").click()
    _, text = take(page, "een")
    choose_file(page, text)
    page.get_by_role("dialog").get_by_label("Wachtwoord").fill("twee")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()


def open_wipe(page: Page) -> None:
    choose_some(page)
    page.get_by_role("button", name="Wis alles").click()


def bring_damaged(page: Page) -> None:
    choose_file(page, file_with(NORTH, {**BRAM, "answers": 5}))
    expect(page.get_by_role("heading", name="Wat er gebeurde met mee.json")).to_be_focused()


def show_aside(page: Page) -> None:
    show_empty(page)
    page.evaluate(PLANT, [DATABASE, "records", {"id": "kapot", "form": 5}])
    page.reload()
    expect(page.get_by_role("heading", name="Niet te lezen")).to_be_visible()


def show_problem(page: Page) -> None:
    pretend(page, REFUSE % "SecurityError")
    expect(page.get_by_text("Hier kan niets bewaard worden.")).to_be_visible()


def show_safari(page: Page) -> None:
    pretend(page, APPLE)
    expect(page.get_by_text("Safari kan dit wissen.")).to_be_visible()


STATES = [
    show_empty,
    show_list,
    choose_some,
    find_nothing,
    open_rename,
    open_take,
    open_password,
    open_wipe,
    bring_damaged,
    show_aside,
    show_problem,
    show_safari,
]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.proof)])
@pytest.mark.parametrize(
    "reach",
    rarely(STATES, but=[bring_damaged]),
    ids=[reach.__name__.replace("_", "-") for reach in STATES],
)
def test_axe_finds_nothing_and_nothing_sticks_out_in_any_state(visitor, reach, scheme):
    page = visitor.open(PAGE, color_scheme=scheme, **DUTCH)
    reach(page)

    found = {}
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        found[width] = [*findings(page), page.evaluate("document.documentElement.scrollWidth")]

    assert found == {320: [320], 1440: [1440]}


def test_everything_is_done_with_the_keyboard(visitor):
    page = visitor.open(PAGE)
    bring(page, NORTH, SOUTH)
    page.get_by_label("Zoek op naam of formulier").focus()

    reached = []
    while "Kies een bestand" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()"))

    assert reached[2:] == [
        "Kies ‘team zuid’, Kijkraam Presentie",
        "team zuid",
        "Hernoem ‘team zuid’",
        "Maak kopie ‘team zuid’",
        "Neem mee ‘team zuid’",
        "Verwijder ‘team zuid’",
        "Kies ‘Team Noord’, Kijkraam Kwartiermaken",
        "Team Noord",
        "Hernoem ‘Team Noord’",
        "Maak kopie ‘Team Noord’",
        "Neem mee ‘Team Noord’",
        "Verwijder ‘Team Noord’",
        "Link naar: Meenemen",
        "Neem alles mee",
        "Link naar: Terugzetten",
        "Kies een bestand",
    ]


def test_what_has_the_focus_is_not_under_the_bar(visitor):
    page = visitor.open(PAGE, width=390, height=600, **DUTCH)
    bring(page, *(record(f"Team {number}") for number in range(1, 9)))
    page.get_by_role("checkbox", name="Kies alles").check()
    page.get_by_role("checkbox", name="Kies alles").focus()

    covered = []
    for _ in range(8 * 6):
        page.keyboard.press("Tab")
        covered += page.evaluate(
            """() => {
                const focused = document.activeElement;
                const { left, top, width, height } = focused.getBoundingClientRect();
                const there = document.elementFromPoint(left + width / 2, top + height / 2);
                return focused.contains(there) ? [] : [`${focused.outerHTML} under ${there?.outerHTML}`];
            }"""
        )

    assert covered == []
