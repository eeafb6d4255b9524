"""Filling a form in, in a real browser: what is kept, what is shown of it, and what one can do with it."""

import json
import re
import shutil
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from ..sampling import rarely
from .axe import findings
from .pages import ready, settle
from .stored import EVERYTHING

pytestmark = [pytest.mark.browser, pytest.mark.own_script]

KIJKRAAM = "formulier/kijkraam-kwartiermaken/"
KIJKVRAGEN = "formulier/relatiecheck-abc/"
PHASE = "formulier/fase-1-ontmoeting-en-kennismaking/"
WORKSHEET = "formulier/werkblad-ondersteuningsgebieden/"
PLAN = "formulier/plan-van-aanpak/"
SESSION = "formulier/mismatch-en-reductie/"

FILL = """() => {
  const form = document.querySelector(".kijkraam-form");
  const tell = (control) => control.dispatchEvent(new Event("input", { bubbles: true }));
  let number = 0;
  for (const name of new Set([...form.elements].map((control) => control.name).filter(Boolean))) {
    if (/--(mode|panes|perspective)$/.test(name)) continue;
    const controls = [...form.elements].filter((control) => control.name === name);
    number += 1;
    if (name.endsWith("--star") && number % 40) continue;
    if (controls[0].type === "radio") { controls[number % controls.length].checked = true; tell(controls[0]); }
    else if (controls[0].type === "checkbox") controls.forEach((box) => { box.checked = true; tell(box); });
    else { controls[0].value = controls[0].type === "date" ? "2026-11-03" : `Tekst ${number}`; tell(controls[0]); }
  }
}"""
"""Give every field of a form a value; of the stars only a few."""

READ = """() => Object.fromEntries([...document.querySelector(".kijkraam-form").elements]
  .filter((control) => control.name && (/radio|checkbox/.test(control.type) ? control.checked : control.value))
  .map((control) => [`${control.name}=${/radio|checkbox/.test(control.type) ? control.value : ""}`, control.value]))"""
"""What is filled in, by field."""

HEARD = """() => {
  window.heard = [];
  new MutationObserver(() => {
    const text = document.getElementById("kijkraam-announce")?.textContent;
    if (text && window.heard.at(-1) !== text) window.heard.push(text);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
"""Gather what a screen reader says."""


def tab(page: Page, address: str | None = None) -> Page:
    """Open another tab of the same browser, at the same address if no other is given."""
    other = page.context.new_page()
    other.goto(page.url if address is None else address)
    return ready(other)


def saved(page: Page) -> None:
    page.wait_for_function(
        r"() => /^Opgeslagen om \d\d:\d\d$/.test(document.querySelector('.kijkraam-status')?.textContent ?? '')"
    )


def item(page: Page, name: str) -> Locator:
    return page.locator(f"[data-item='{name}']")


def choose(page: Page, name: str, answer: str) -> None:
    item(page, name).get_by_role("radio", name=answer, exact=True).check()


def note(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}--note']")


def bar(page: Page) -> Locator:
    """Return the bar of the record, opened."""
    made = page.get_by_role("region", name="Jouw blad")
    if not made.locator("details").get_attribute("open") is not None:
        made.locator("summary").click()
    return made


def shown(page: Page, selector: str) -> list[str]:
    return [part.inner_text().strip() for part in page.locator(selector).all() if part.is_visible()]


# Keeping


@pytest.mark.parametrize(
    "address", rarely([KIJKRAAM, KIJKVRAGEN, PHASE, WORKSHEET, PLAN, SESSION], but=[PHASE, PLAN, SESSION])
)
def test_every_field_is_there_after_a_reload(visitor, address):
    page = ready(visitor.open(address))

    page.evaluate(FILL)
    saved(page)
    filled = page.evaluate(READ)
    page.reload()
    ready(page)

    assert len(filled) > 10
    assert page.evaluate(READ) == filled


@pytest.mark.proof
def test_every_field_of_every_form_is_there_after_a_reload(visitor, handbook):
    page = visitor.open()

    for address in [address for address in handbook.addresses if re.match(r"formulier/[^/]+/$", address)]:
        page.goto(handbook.url + address)
        if page.locator("kijkraam-form.kijkraam--ervaring").count():
            continue
        ready(page).evaluate(FILL)
        saved(page)
        filled = page.evaluate(READ)
        page.reload()
        assert ready(page).evaluate(READ) == filled, address


def test_the_first_answer_begins_a_record_without_asking_anything(visitor):
    page = ready(visitor.open(KIJKRAAM))
    expect(bar(page).locator("summary")).to_have_text("Nog geen blad. Je eerste antwoord begint er een.")

    choose(page, "km-a1", "Soms")

    expect(bar(page).locator("summary")).to_have_text(re.compile(r"^Blad van \d+ \w+$"))
    expect(page.get_by_label("Datum")).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d$"))
    saved(page)


def test_a_text_is_stored_while_typing_goes_on(visitor):
    page = ready(visitor.open(PLAN))
    page.clock.install()
    field = page.locator("[name='doel']")
    field.focus()

    for letter in "Vaker buiten":
        page.keyboard.press(letter if letter != " " else "Space")
        page.clock.run_for(100)
    other = tab(page)

    expect(field).to_be_focused()
    expect(other.locator("[name='doel']")).to_have_value(re.compile("^Vaker buit"))


@pytest.mark.parametrize("way", rarely(["reload", "leave", "hide"], but=["leave"]))
def test_what_was_just_typed_is_stored_when_the_page_goes(visitor, way):
    page = ready(visitor.open(PLAN))
    page.locator("[name='doel']").fill("Eerst")
    saved(page)
    page.clock.install()  # from here on nothing happens after a while

    page.locator("[name='doel']").press_sequentially(", dan meteen weg")
    if way == "reload":
        page.reload()
    elif way == "leave":
        page.goto("about:blank")
    else:
        page.evaluate(
            """() => {
              Object.defineProperty(document, "hidden", { value: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    other = page.context.new_page()
    other.goto(visitor.handbook.url + PLAN)

    expect(other.locator("[name='doel']")).to_have_value("Eerst, dan meteen weg")


def test_the_first_word_in_an_empty_form_is_there_when_the_page_goes_at_once(visitor):
    page = ready(visitor.open(PLAN))

    page.locator("[name='doel']").press_sequentially("Weg")
    page.reload()

    expect(ready(page).locator("[name='doel']")).to_have_value("Weg")


def test_nothing_is_lost_when_the_browser_takes_in_nothing_of_a_page_that_goes(visitor):
    page = ready(visitor.open(PLAN))
    page.clock.install()  # what is typed waits until the page goes
    page.evaluate(
        """() => addEventListener("pagehide", () => {
          IDBDatabase.prototype.transaction = () => { throw new DOMException("", "AbortError") };
        }, { capture: true })"""
    )

    page.locator("[name='doel']").press_sequentially("Vaker buiten")
    page.reload()

    expect(ready(page).locator("[name='doel']")).to_have_value("Vaker buiten")


def test_a_screen_reader_hears_once_that_it_is_stored(visitor):
    page = ready(visitor.open(PLAN))
    page.evaluate(HEARD)

    page.locator("[name='doel']").press_sequentially("Vaker buiten")
    saved(page)
    choose(page, "pa-1", "Gedaan")
    page.locator("[name='doel']").press_sequentially(", met de hond")
    other = tab(page)
    expect(other.locator("[name='doel']")).to_have_value("Vaker buiten, met de hond")

    assert [re.sub(r"\d\d:\d\d", "…", text) for text in page.evaluate("window.heard")] == ["Opgeslagen om …"]


def test_a_form_of_a_session_survives_a_reload_and_is_not_in_another_tab(visitor):
    page = ready(visitor.open(SESSION))
    page.evaluate(FILL)
    saved(page)
    filled = page.evaluate(READ)
    page.reload()

    other = tab(page)

    assert ready(page).evaluate(READ) == filled
    assert other.evaluate(READ) == {}


def test_what_is_answered_while_the_record_is_being_opened_belongs_to_it(visitor):
    page = ready(visitor.open(KIJKRAAM))
    choose(page, "km-a1", "Soms")
    saved(page)

    page.add_init_script(
        """const opened = new Promise((resolve) => { window.letOpen = resolve; });
        const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...wanted) {
          const request = open.apply(this, wanted);
          const listen = request.addEventListener.bind(request);
          request.addEventListener = (type, listener, options) =>
            listen(type, type === "success" ? (event) => opened.then(() => listener(event)) : listener, options);
          return request;
        };"""
    )
    page.reload()
    choose(page, "km-a2", "Weet ik niet")
    page.evaluate("() => window.letOpen()")
    saved(ready(page))

    expect(item(page, "km-a1").get_by_label("Soms")).to_be_checked()
    expect(item(page, "km-a2").get_by_label("Weet ik niet")).to_be_checked()
    expect(bar(page).get_by_role("button", name=re.compile("gewijzigd op"))).to_have_count(0)


KEPT = {
    KIJKRAAM: "Het blijft staan tot je het wist.",
    PLAN: "Het blijft staan tot je het wist. Na 30 dagen vragen we of het weg kan.",
    SESSION: "Het blijft staan zolang dit tabblad open is. Sluit je het tabblad? Dan is het weg.",
}


@pytest.mark.parametrize("address", rarely(KEPT, but=[PLAN]))
def test_a_form_says_how_long_it_keeps_what_is_filled_in(visitor, address):
    page = ready(visitor.open(address))

    expect(page.locator(".kijkraam-not-kept")).to_have_text(
        f"Wat je invult, blijft op dit apparaat, tenzij je het zelf meeneemt. {KEPT[address]}"
    )


def test_without_javascript_everything_is_there_and_nothing_is_said_to_be_kept(visitor):
    page = visitor.open(KIJKRAAM, java_script_enabled=False)

    expect(page.locator(".kijkraam-not-kept")).to_contain_text("Zonder JavaScript bewaart deze bladzijde niets.")
    assert all(part.is_visible() for part in page.locator("[data-item]").all())
    assert page.locator(".kijkraam-bar, .kijkraam-foot, .kijkraam-mode").count() == 0


def test_a_form_about_one_person_asks_after_thirty_days_whether_it_may_go(visitor):
    page = ready(visitor.open(PLAN))
    page.locator("[name='doel']").fill("Vaker buiten")
    saved(page)
    question = page.get_by_text("Dit is langer dan 30 dagen niet gewijzigd")
    today = datetime.now(UTC)

    page.clock.set_fixed_time(today + timedelta(days=29))
    page.reload()
    ready(page)
    expect(question).to_be_hidden()

    page.clock.set_fixed_time(today + timedelta(days=31))
    page.reload()
    expect(question).to_have_text(re.compile(r": Blad van \d+ \w+\. Kan het weg\?$"))
    page.get_by_role("button", name="Nee, bewaar het").click()
    expect(question).to_be_hidden()
    page.reload()
    expect(ready(page).locator("[name='doel']")).to_have_value("Vaker buiten")
    expect(question).to_be_hidden()

    page.clock.set_fixed_time(today + timedelta(days=62))
    page.reload()
    page.get_by_role("button", name="Ja, wis dit").click()
    expect(page.locator("[name='doel']")).to_have_value("")
    page.get_by_role("button", name="Zet terug").click()
    expect(page.locator("[name='doel']")).to_have_value("Vaker buiten")


def test_a_kijkraam_never_asks_whether_it_may_go(visitor):
    page = ready(visitor.open(KIJKRAAM))
    choose(page, "km-a1", "Soms")
    saved(page)

    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=400))
    page.reload()

    expect(item(ready(page), "km-a1").get_by_label("Soms")).to_be_checked()
    expect(page.get_by_text("Kan het weg?")).to_be_hidden()


def test_who_comes_back_to_a_kijkraam_after_a_month_is_offered_a_new_sheet(visitor):
    page = ready(visitor.open(KIJKRAAM))
    choose(page, "km-a1", "Soms")
    saved(page)
    offer = page.get_by_text("Dit zijn je antwoorden van een vorige keer: 'Blad van")
    expect(offer).to_have_count(0)

    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=100))
    page.reload()
    expect(offer).to_be_visible()
    page.get_by_role("button", name="Ga verder met dit blad").click()
    expect(offer).to_be_hidden()
    expect(page.locator(".kijkraam-bar summary")).to_be_focused()
    page.reload()
    expect(item(ready(page), "km-a1").get_by_label("Soms")).to_be_checked()
    expect(offer).to_be_hidden()

    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=200))
    page.reload()
    page.get_by_role("button", name="Neem een nieuw blad").click()
    expect(page.locator(".kijkraam-bar summary")).to_be_focused()
    expect(item(page, "km-a1").get_by_label("Soms")).not_to_be_checked()
    expect(offer).to_be_hidden()
    choose(page, "km-a1", "Nu niet")
    saved(page)
    values = [row["value"] for row in page.evaluate(EVERYTHING) if row.get("field") == "km-a1"]
    assert sorted(values) == ["nu-niet", "soms"]


REFUSE = {
    "blocked": "indexedDB.open = () => { throw new DOMException('', 'SecurityError'); };",
    "full": "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };",
}
TROUBLE = {
    "blocked": "Deze browser staat bewaren hier niet toe.",
    "full": "De opslag van deze browser is vol.",
}


@pytest.mark.parametrize("problem", REFUSE)
def test_where_nothing_can_be_stored_the_form_works_and_offers_a_file(visitor, problem):
    page = visitor.open(KIJKRAAM)
    page.add_init_script(REFUSE[problem])
    page.reload()
    ready(page)

    choose(page, "km-a1", "Soms")
    note(page, "km-a1").evaluate("field => { field.closest('details').open = true; }")
    note(page, "km-a1").fill("Op de markt")
    expect(page.locator(".kijkraam-notices")).to_contain_text(TROUBLE[problem])
    expect(page.locator(".kijkraam-status")).to_have_text("Niet opgeslagen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()

    (record,) = json.loads(download.value.path().read_text(encoding="utf-8"))["records"]
    assert record["form"] == "kijkraam-kwartiermaken"
    assert record["answers"] | {"kijkraam-kwartiermaken--date": ""} == {
        "km-a1": "soms",
        "km-a1--note": "Op de markt",
        "kijkraam-kwartiermaken--date": "",
    }


# Two tabs


def test_another_tab_shows_what_is_filled_in_here(visitor):
    page = ready(visitor.open(PHASE))
    choose(page, "f1-d1", "Gedaan")
    saved(page)
    other = tab(page)

    choose(page, "f1-d1", "Nog niet")
    expect(item(other, "f1-d1").get_by_label("Nog niet")).to_be_checked()
    choose(other, "f1-d2", "Mee bezig")
    expect(item(page, "f1-d2").get_by_label("Mee bezig")).to_be_checked()


def test_a_tab_without_a_record_goes_on_with_the_one_that_another_tab_begins(visitor):
    page = ready(visitor.open(PHASE))
    other = tab(page)

    choose(page, "f1-d1", "Gedaan")

    expect(item(other, "f1-d1").get_by_label("Gedaan")).to_be_checked()


def test_a_field_in_which_someone_types_is_left_alone_and_the_other_text_stays_under_it(visitor):
    page = ready(visitor.open(PLAN))
    page.locator("[name='doel']").fill("Vaker")
    saved(page)
    other = tab(page)
    expect(other.locator("[name='doel']")).to_have_value("Vaker")
    other.locator("[name='doel']").focus()

    page.locator("[name='doel']").fill("Vaker naar buiten")
    choose(page, "pa-1", "Gedaan")
    expect(item(other, "pa-1").get_by_label("Gedaan")).to_be_checked()
    expect(other.locator("[name='doel']")).to_have_value("Vaker")
    other.locator("[name='doel']").fill("Een hond")
    other.locator("[name='doel']").blur()

    for each in (other, page):
        expect(each.locator("[name='doel']")).to_have_value("Een hond")
        expect(each.locator(".kijkraam-earlier")).to_contain_text("Vaker naar buiten")
    other.get_by_text("Eerdere tekst").click()
    other.get_by_role("button", name="Zet deze tekst terug").click()
    for each in (other, page):
        expect(each.locator("[name='doel']")).to_have_value("Vaker naar buiten")
        expect(each.locator(".kijkraam-earlier")).to_contain_text("Een hond")
    other.get_by_text("Eerdere tekst").click()
    other.get_by_role("button", name="Gooi deze tekst weg").click()
    for each in (other, page):
        expect(each.locator(".kijkraam-earlier")).to_have_count(0)


def test_a_field_that_was_only_looked_at_shows_the_other_text_when_one_leaves_it(visitor):
    page = ready(visitor.open(PLAN))
    page.locator("[name='doel']").fill("Vaker")
    saved(page)
    other = tab(page)
    other.locator("[name='doel']").focus()

    page.locator("[name='doel']").fill("Vaker naar buiten")
    choose(page, "pa-1", "Gedaan")
    expect(item(other, "pa-1").get_by_label("Gedaan")).to_be_checked()
    expect(other.locator("[name='doel']")).to_have_value("Vaker")
    other.locator("[name='doel']").blur()

    expect(other.locator("[name='doel']")).to_have_value("Vaker naar buiten")
    expect(other.locator(".kijkraam-earlier")).to_have_count(0)


def test_a_tab_whose_record_is_wiped_elsewhere_is_empty(visitor):
    page = ready(visitor.open(PLAN))
    page.locator("[name='doel']").fill("Vaker naar buiten")
    saved(page)
    other = tab(page)
    expect(other.locator("[name='doel']")).to_have_value("Vaker naar buiten")

    bar(page).get_by_role("button", name="Wis dit blad").click()

    expect(other.locator("[name='doel']")).to_have_value("")
    expect(other.locator(".kijkraam-bar summary")).to_have_text("Nog geen blad. Je eerste antwoord begint er een.")


def test_in_a_tab_that_did_not_hear_of_a_wipe_what_is_written_next_begins_a_new_record(visitor):
    page = ready(visitor.open(PLAN))
    choose(page, "pa-1", "Gedaan")
    page.locator("[name='doel']").fill("Vaker naar buiten")
    saved(page)
    other = page.context.new_page()
    other.add_init_script("delete window.BroadcastChannel;")
    other.goto(page.url)
    expect(item(ready(other), "pa-1").get_by_label("Gedaan")).to_be_checked()

    bar(page).get_by_role("button", name="Wis dit blad").click()
    expect(page.locator("[name='doel']")).to_have_value("")
    other.locator("[name='doel']").press_sequentially(", met de hond")

    expect(item(other, "pa-1").get_by_label("Gedaan")).not_to_be_checked()
    expect(other.locator("[name='doel']")).to_have_value("Vaker naar buiten, met de hond")
    saved(other)
    other.wait_for_function(f"async () => JSON.stringify(await ({EVERYTHING})()).includes('met de hond')")
    other.reload()
    expect(ready(other).locator("[name='doel']")).to_have_value("Vaker naar buiten, met de hond")


# The bar of the record


def test_records_of_a_form_are_begun_named_opened_copied_and_wiped_from_the_bar(visitor):
    page = ready(visitor.open(PLAN))
    doel = page.locator("[name='doel']")
    summary = bar(page).locator("summary")
    expect(page.get_by_role("button", name="Wis dit blad")).to_be_hidden()
    doel.fill("Vaker naar buiten")
    saved(page)
    page.get_by_label("Naam van dit blad").fill("Oefening met de groep")
    expect(page.get_by_label("Naam van dit blad")).to_have_accessible_description(
        "Schrijf geen echte namen van mensen."
    )
    page.get_by_label("Datum").fill("2026-11-03")

    page.get_by_role("button", name="Nieuw blad").click()
    expect(summary).to_have_text("Nog geen blad. Je eerste antwoord begint er een.")
    expect(doel).to_have_value("")
    doel.fill("Leren fietsen")
    expect(summary).to_have_text(re.compile("^Blad van"))

    page.get_by_role("button", name=re.compile("^Oefening met de groep, gewijzigd op")).click()
    expect(doel).to_have_value("Vaker naar buiten")
    expect(page.get_by_label("Datum")).to_have_value("2026-11-03")
    page.reload()
    expect(doel).to_have_value("Vaker naar buiten")
    expect(bar(page).locator("summary")).to_have_text("Oefening met de groep")

    page.get_by_role("button", name="Maak een kopie").click()
    expect(summary).to_have_text("Oefening met de groep (kopie)")
    doel.fill("Vaker naar buiten, met de hond")
    page.get_by_role("button", name=re.compile("^Oefening met de groep, gewijzigd op")).click()
    expect(doel).to_have_value("Vaker naar buiten")

    page.get_by_role("button", name="Wis dit blad").click()
    expect(doel).to_have_value("")
    expect(page.locator(".kijkraam-undo")).to_contain_text("Oefening met de groep is gewist.")
    expect(page.get_by_role("button", name="Zet terug")).to_be_focused()
    page.locator(".md-top").evaluate("button => { button.hidden = false; }")
    expect(page.locator(".md-top")).to_be_hidden()  # it would lie over what can be put back
    page.get_by_role("button", name="Zet terug").click()
    expect(doel).to_have_value("Vaker naar buiten")
    expect(summary).to_have_text("Oefening met de groep")


def test_an_address_with_a_record_opens_that_one(visitor):
    page = ready(visitor.open(PLAN))
    page.locator("[name='doel']").fill("Vaker naar buiten")
    saved(page)
    bar(page).get_by_role("button", name="Nieuw blad").click()
    page.locator("[name='doel']").fill("Leren fietsen")
    expect(bar(page).get_by_role("button", name=re.compile("gewijzigd op"))).to_have_count(1)
    saved(page)
    records = page.evaluate(
        """async (path) => {
          const request = indexedDB.open(`kijkraam:${path}`);
          const database = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
          const all = database.transaction("records").objectStore("records").getAll();
          return new Promise((resolve) => { all.onsuccess = () => resolve(all.result); });
        }""",
        page.evaluate("location.pathname").removesuffix(PLAN),
    )
    first, second = sorted(records, key=lambda record: record["created"])

    page.goto(f"{visitor.handbook.url}{PLAN}?blad={first['id']}")
    expect(page.locator("[name='doel']")).to_have_value("Vaker naar buiten")
    page.goto(f"{visitor.handbook.url}{PLAN}?blad={second['id']}")
    expect(page.locator("[name='doel']")).to_have_value("Leren fietsen")
    bar(page).get_by_role("button", name="Nieuw blad").click()
    expect(page.locator("[name='doel']")).to_have_value("")
    assert page.url == visitor.handbook.url + PLAN

    page.goto(f"{visitor.handbook.url}{PLAN}?blad=bestaat-niet")
    expect(page.get_by_text("Het blad uit deze link staat niet in deze browser.")).to_be_visible()
    expect(page.locator("[name='doel']")).to_have_value("Leren fietsen")


# What is shown


def open_panes(page: Page) -> list[str]:
    """Return the titles of the panes with a question in sight."""
    return page.locator("[data-pane]").evaluate_all(
        """panes => panes
          .filter((pane) => [...pane.querySelectorAll("[data-item]")].some((item) => item.checkVisibility()))
          .map((pane) => pane.querySelector("h2").textContent)"""
    )


def test_looking_together_shuts_the_panes_that_are_for_oneself_and_says_why(visitor):
    page = ready(visitor.open(KIJKRAAM))
    all_panes = open_panes(page)
    private = ["Wat ik merk en hoe ik er ben", "Aansluiten en signalen oppakken", "Bemiddelen, begrijpen, nadenken"]
    private += ["Contact leggen en verbinden"]

    page.get_by_label("Wij kijken naar ons werk").check()
    assert [title for title in all_panes if title not in open_panes(page)] == private
    why = page.locator("[data-pane='merken-en-er-zijn'] .kijkraam-shutter")
    expect(why).to_have_text(
        "Deze ruit is van jou alleen. Je koos ‘Wij kijken naar ons werk’, daarom blijft hij dicht. "
        "Er gaat niets van naar het team.",
        use_inner_text=True,
    )
    page.reload()
    ready(page)
    assert [title for title in all_panes if title not in open_panes(page)] == private
    page.get_by_label("Ik kijk naar mezelf").check()
    assert open_panes(page) == all_panes


def test_where_a_template_of_the_site_has_no_places_for_the_script_it_makes_them(visitor):
    page = visitor.open("privacy/")

    def without_places(route: Route) -> None:
        answer = route.fetch()
        text, count = re.subn(r"<div data-kijkraam-place=.*?></div>", "", answer.text())
        assert count == 14  # of the choice, the bar, the code and eleven panes
        route.fulfill(response=answer, body=text)

    page.route(f"**/{KIJKRAAM}", without_places)
    ready(page.goto(visitor.handbook.url + KIJKRAAM) and page)
    page.get_by_label("Ruit voor ruit").check()
    assert open_panes(page) == []
    page.locator("[data-pane='voorwaarden']").get_by_role("button", name="Open deze ruit").click()

    assert open_panes(page) == ["Voorwaarden"]
    expect(page.locator(".kijkraam-bar summary")).to_be_visible()
    expect(page.get_by_role("button", name="Maak mijn code")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "length", "first"),
    [
        (KIJKRAAM, "11 ruiten, 78 zinnen, hooguit 20 minuten per keer", ".kijkraam-mode"),
        (KIJKRAAM, "Eerste blik: 16 zinnen, ongeveer een kwartier", ".kijkraam-mode"),
        ("formulier/portfolioblad/", "7 velden, ongeveer 15 minuten", "[data-item]"),
    ],
)
def test_who_knows_a_form_goes_straight_to_where_it_begins(visitor, address, length, first):
    page = ready(visitor.open(address))
    begin = page.locator(first).first
    expect(begin).not_to_be_in_viewport()

    page.get_by_role("link", name=length).click()

    expect(begin).to_be_in_viewport()


def test_the_eerste_blik_shows_its_sixteen_statements(visitor):
    page = ready(visitor.open(KIJKRAAM))
    assert page.locator("[data-item]:visible").count() == 78

    page.get_by_label("Eerste blik: 16 zinnen, ongeveer een kwartier").check()

    assert page.locator("[data-item]:visible").count() == 16
    assert page.locator("[data-item][data-core]:visible").count() == 16
    saved(page)
    page.reload()
    ready(page)
    assert page.locator("[data-item]:visible").count() == 16


def test_pane_by_pane_every_pane_is_shut_until_it_is_opened(visitor):
    page = ready(visitor.open(KIJKRAAM))
    contents = page.get_by_role("navigation", name="De ruiten van dit raam")
    expect(contents.get_by_role("checkbox")).to_have_count(0)

    page.get_by_label("Ruit voor ruit").check()
    assert open_panes(page) == []
    expect(contents.get_by_role("listitem").first).to_contain_text("Deze ruit is nog dicht.")
    contents.get_by_role("checkbox", name="Open Mensen en richting").check()
    page.locator("[data-pane='voorwaarden']").get_by_role("button", name="Open deze ruit").click()
    expect(item(page, "km-c1").get_by_role("radio").first).to_be_focused()
    contents.get_by_role("link", name="Beelden en middelen").click()

    assert open_panes(page) == ["Mensen en richting", "Beelden en middelen", "Voorwaarden"]
    page.reload()
    ready(page)
    assert open_panes(page) == ["Mensen en richting", "Beelden en middelen", "Voorwaarden"]
    contents.get_by_role("checkbox", name="Open Voorwaarden").uncheck()
    assert open_panes(page) == ["Mensen en richting", "Beelden en middelen"]


LINKS = {
    "?kort": ("Deze link laat alleen de Eerste blik zien.", 16),
    "?ruiten=voorwaarden,beelden-en-middelen": (
        "Deze link laat alleen dit zien: Beelden en middelen en Voorwaarden.",
        14,
    ),
    "?kort&ruiten=voorwaarden": ("Deze link laat de Eerste blik zien van: Voorwaarden.", 3),
}


@pytest.mark.parametrize("query", rarely(LINKS, but=["?kort&ruiten=voorwaarden"]))
def test_a_link_shows_its_selection_whatever_the_record_says_and_says_so(visitor, query):
    said, count = LINKS[query]
    page = ready(visitor.open(KIJKRAAM))
    page.get_by_label("Ruit voor ruit").check()
    saved(page)

    page.goto(visitor.handbook.url + KIJKRAAM + query)
    expect(ready(page).get_by_text(said)).to_be_visible()
    assert page.locator("[data-item]:visible").count() == count
    expect(page.get_by_label("Ruit voor ruit")).to_be_hidden()

    page.get_by_role("button", name="Toon het hele formulier").click()
    expect(page.get_by_text(said)).to_have_count(0)
    expect(page.get_by_label("Ruit voor ruit")).to_be_checked()
    assert open_panes(page) == []


def test_a_link_with_panes_that_do_not_exist_shows_everything(visitor):
    page = ready(visitor.open(PHASE + "?kort&ruiten=bestaat-niet"))

    expect(page.get_by_text("Deze link laat")).to_have_count(0)
    assert all(part.is_visible() for part in page.locator("[data-item]").all())


def test_an_address_of_a_statement_opens_the_pane_it_is_in(visitor):
    page = ready(visitor.open(KIJKRAAM))
    page.get_by_label("Ruit voor ruit").check()
    saved(page)

    page.goto(visitor.handbook.url + "kijken/")
    page.goto(f"{visitor.handbook.url}{KIJKRAAM}#km-c2")

    expect(item(page, "km-c2")).to_be_in_viewport()


def test_each_pane_says_in_words_how_much_of_it_was_seen(visitor):
    page = ready(visitor.open(KIJKRAAM))
    assert shown(page, ".kijkraam-progress") == []

    choose(page, "km-a1", "Soms")
    choose(page, "km-a2", "Weet ik niet")
    assert shown(page, ".kijkraam-progress") == ["2 van 6 gezien"]
    expect(page.get_by_role("navigation", name="De ruiten van dit raam")).to_contain_text("20 minuten · 2 van 6 gezien")
    page.get_by_role("radio", name="Eerste blik").check()
    assert shown(page, ".kijkraam-progress") == ["1 van 2 gezien"]


@pytest.mark.parametrize("address", rarely([WORKSHEET, PLAN], but=[WORKSHEET]))
def test_a_worksheet_counts_nothing(visitor, address):
    page = ready(visitor.open(address))

    page.evaluate(FILL)
    saved(page)

    assert shown(page, ".kijkraam-progress") == []
    expect(page.get_by_role("button", name="Volgende open vraag")).to_be_hidden()


def test_the_next_open_question_gets_the_focus(visitor):
    page = ready(visitor.open(KIJKVRAGEN))
    names = page.locator("[data-item]").evaluate_all("items => items.map(item => item.dataset.item)")
    button = page.get_by_role("button", name="Volgende open vraag")
    expect(button).to_be_hidden()

    item(page, names[1]).get_by_role("radio").first.check()
    button.click()
    expect(item(page, names[2]).get_by_role("radio").first).to_be_focused()
    expect(item(page, names[2])).to_be_in_viewport()
    for name in names[2:]:
        item(page, name).get_by_role("radio").first.check()
    button.click()
    expect(item(page, names[0]).get_by_role("radio").first).to_be_focused()
    item(page, names[0]).get_by_role("radio").first.check()
    expect(button).to_be_hidden()


def test_a_fourth_star_says_which_three_there_are(visitor):
    page = ready(visitor.open(KIJKRAAM))
    star = "Hier wil ik over praten"
    for name in ("km-a1", "km-a2", "km-a7"):
        item(page, name).get_by_label(star).check()

    item(page, "km-c1").get_by_label(star).click()

    expect(item(page, "km-c1").get_by_label(star)).not_to_be_checked()
    texts = [item(page, name).locator("legend").inner_text().rstrip(".") for name in ("km-a1", "km-a2", "km-a7")]
    said = f"bij ‘{texts[0]}’, ‘{texts[1]}’ en ‘{texts[2]}’. Haal er een weg als je deze belangrijker vindt."
    expect(item(page, "km-c1")).to_contain_text(f"Er staan al drie sterren: {said}")
    item(page, "km-a2").get_by_label(star).uncheck()
    expect(item(page, "km-c1")).not_to_contain_text("Er staan al drie sterren")
    item(page, "km-c1").get_by_label(star).check()
    page.reload()
    ready(page)
    starred = page.locator("[name$='--star']:checked").evaluate_all("boxes => boxes.map(box => box.name)")
    assert starred == ["km-a1--star", "km-a7--star", "km-c1--star"]


def test_a_note_opens_at_a_star_and_when_there_is_text_in_it(visitor):
    page = ready(visitor.open(KIJKRAAM))
    expect(note(page, "km-a1")).to_be_hidden()

    item(page, "km-a1").get_by_label("Hier wil ik over praten").check()
    expect(note(page, "km-a1")).to_be_visible()
    item(page, "km-a2").get_by_text("Waaraan zie je dat?").click()
    note(page, "km-a2").fill("Op de markt")
    page.reload()
    ready(page)

    open_notes = page.locator("textarea[name$='--note']:visible").evaluate_all(
        "fields => fields.map(field => field.name)"
    )
    assert open_notes == ["km-a1--note", "km-a2--note"]


# Rows


def rows(page: Page) -> list[list[str]]:
    """Return of each row its number and the text in its first cell."""
    return [
        [row.locator("th").inner_text(), row.locator("textarea").first.input_value()]
        for row in page.locator(".kijkraam-form tbody tr").all()
    ]


def row_names(page: Page) -> list[str]:
    return page.locator(".kijkraam-form tbody tr").evaluate_all(
        "rows => rows.map(row => row.querySelector('textarea').name.split('--')[1])"
    )


def with_three_rows(page: Page) -> Page:
    """Fill in the first cell of each row of the plan; without a row more than three."""
    ready(page)
    for number, text in enumerate(["Bellen", "Kijken", "Kiezen"]):
        page.locator(".kijkraam-form tbody tr").nth(number).locator("textarea").first.fill(text)
    while page.locator(".kijkraam-form tbody tr").count() > 3:
        page.get_by_role("button", name="Rij 4 weghalen").click()
    saved(page)
    return page


def test_rows_are_added_moved_and_keep_their_name_and_order(visitor):
    page = with_three_rows(visitor.open(PLAN))

    page.get_by_role("button", name="Rij erbij").click()
    expect(page.get_by_role("textbox", name="4: Stap")).to_be_focused()
    page.keyboard.type("Vieren")
    page.get_by_role("button", name="Rij 4 naar boven").click()
    expect(page.get_by_role("button", name="Rij 3 naar boven")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Rij 1 naar beneden").click()

    moved = [["1", "Vieren"], ["2", "Bellen"], ["3", "Kijken"], ["4", "Kiezen"]]
    assert rows(page) == moved
    names = row_names(page)
    assert [names[1], names[2], names[3]] == ["r1", "r2", "r3"]
    assert re.fullmatch("r[a-z0-9]+", names[0])
    page.reload()
    ready(page)
    assert rows(page) == moved
    assert row_names(page) == names
    expect(page.get_by_role("textbox", name="1: Stap")).to_have_value("Vieren")


def test_a_row_that_was_taken_away_can_be_put_back(visitor):
    page = with_three_rows(visitor.open(PLAN))

    page.get_by_role("button", name="Rij 2 weghalen").click()
    assert rows(page) == [["1", "Bellen"], ["2", "Kiezen"]]
    expect(page.locator(".kijkraam-undo")).to_contain_text("Rij 2 is weg.")
    page.get_by_role("button", name="Zet terug").click()

    assert rows(page) == [["1", "Bellen"], ["2", "Kijken"], ["3", "Kiezen"]]
    expect(page.get_by_role("textbox", name="2: Stap")).to_be_focused()
    page.reload()
    ready(page)
    assert rows(page) == [["1", "Bellen"], ["2", "Kijken"], ["3", "Kiezen"]]


def test_of_a_row_that_was_taken_away_nothing_is_left(visitor):
    page = with_three_rows(visitor.open(PLAN))

    page.get_by_role("button", name="Rij 2 weghalen").click()
    page.reload()
    ready(page)

    assert rows(page) == [["1", "Bellen"], ["2", "Kiezen"]]
    expect(page.get_by_role("button", name="Zet terug")).to_be_hidden()


def test_a_table_keeps_one_row_to_write_in(visitor):
    page = with_three_rows(visitor.open(PLAN))

    for _ in range(3):
        page.get_by_role("button", name="Rij 1 weghalen").click()

    assert rows(page) == [["1", ""]]


def test_the_first_card_explains_its_columns_on_a_phone_whichever_row_it_is(visitor):
    page = with_three_rows(visitor.open(PLAN, width=390))
    prompts = page.locator(".kijkraam-form .kijkraam-cell-prompt").all_inner_texts()
    assert prompts

    page.get_by_role("button", name="Rij 1 naar beneden").click()
    first = page.locator(".kijkraam-form tbody tr").first
    assert first.locator(".kijkraam-cell-prompt").all_inner_texts() == prompts
    page.get_by_role("button", name="Rij 1 weghalen").click()
    assert first.locator(".kijkraam-cell-prompt").all_inner_texts() == prompts


def test_rows_that_two_tabs_add_are_all_there(visitor):
    page = with_three_rows(visitor.open(PLAN))
    other = tab(page)

    page.get_by_role("button", name="Rij erbij").click()
    page.keyboard.type("Vieren")
    expect(other.locator(".kijkraam-form tbody tr")).to_have_count(4)
    other.get_by_role("button", name="Rij 4 naar boven").click()
    other.get_by_role("button", name="Rij erbij").click()
    other.keyboard.type("Rusten")

    wanted = [["1", "Bellen"], ["2", "Kijken"], ["3", "Vieren"], ["4", "Kiezen"], ["5", "Rusten"]]
    expect(page.locator(".kijkraam-form tbody tr")).to_have_count(5)
    expect(page.get_by_role("textbox", name="5: Stap")).to_have_value("Rusten")
    assert rows(page) == wanted
    assert rows(other) == wanted


# Where it works


def test_it_works_again_after_instant_navigation(visitor):
    page = visitor.open("gesprek-en-plan/samen-een-plan/")
    page.evaluate("window.sameDocument = true")

    page.locator("main a[href*='plan-van-aanpak']").first.click()
    ready(page).locator("[name='doel']").fill("Vaker naar buiten")
    saved(page)
    page.go_back()
    expect(page.locator(".kijkraam-bar")).to_have_count(0)
    page.go_forward()

    expect(ready(page).locator("[name='doel']")).to_have_value("Vaker naar buiten")
    page.locator("[name='doel']").fill("Vaker naar buiten, met de hond")
    page.reload()
    expect(ready(page).locator("[name='doel']")).to_have_value("Vaker naar buiten, met de hond")


def test_a_page_that_comes_out_of_the_back_forward_cache_shows_what_changed_meanwhile(visitor):
    page = ready(visitor.open(PLAN))
    page.locator("[name='doel']").fill("Vaker")
    saved(page)
    page.locator("[name='doel']").blur()
    other = tab(page)
    page.evaluate("() => { BroadcastChannel.prototype.dispatchEvent = () => {}; }")
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")

    other.locator("[name='doel']").fill("Vaker naar buiten")
    saved(other)
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(page.locator("[name='doel']")).to_have_value("Vaker naar buiten")


def test_it_works_from_a_folder_without_a_server(visitor):
    context = visitor.browser.new_context()
    visitor.contexts.append(context)
    page = context.new_page()
    address = visitor.handbook.file(PLAN).as_uri()
    page.goto(address)

    ready(page).locator("[name='doel']").fill("Vaker naar buiten")
    saved(page)
    page.goto(address)

    expect(ready(page).locator("[name='doel']")).to_have_value("Vaker naar buiten")


def test_a_form_without_a_part_that_it_needs_names_the_form_and_the_part(visitor):
    page = visitor.open(PLAN)

    with page.expect_event("pageerror") as told:
        page.evaluate("() => document.body.append(document.createElement('kijkraam-form'))")
    assert told.value.message == "kijkraam-form: template[data-kijkraam-definition] is missing"
    with page.expect_event("pageerror") as told:
        page.evaluate(
            """() => {
              const form = document.createElement("kijkraam-form");
              form.append(document.querySelector("template[data-kijkraam-definition]").cloneNode(true));
              document.body.append(form);
            }"""
        )
    assert told.value.message == "kijkraam-form plan-van-aanpak: form.kijkraam-form is missing"

    assert len(visitor.complaints) == 2
    visitor.complaints.clear()


FORM = """
    == checklists/plek.yml
    id: plek
    version: {version}
    kind: kijkvragen
    title: Een plek
    summary: Hoe gaat het op deze plek?
    audience: [team]
    source: {{work: boek}}
    sections:
      - id: de-plek
        title: De plek
        scale: praktijk
        items:
          {items}
      - id: de-mensen
        title: De mensen
        scale: praktijk
        items:
          - {{id: p-9, text: Iedereen hoort erbij.}}
    {more}
"""


@pytest.fixture
def drawn_page(
    draw: Callable, server, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, str], Page]]:
    """Return a function that builds a drawn site at one address, and opens a page of it in one browser."""
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def make(drawing: str, address: str) -> Page:
        site = draw(textwrap.dedent(drawing)).build()
        assert not site.failed, site.log
        shutil.copytree(site.root / "site", server.folder / "proef", dirs_exist_ok=True)
        page.goto(f"{server.url}proef/{address}")
        return page

    monkeypatch.setattr(server, "is_rebuilt", True)
    yield make
    context.close()
    shutil.rmtree(server.folder / "proef", ignore_errors=True)
    assert errors == []


def test_two_panes_of_a_form_in_a_text_fill_in_one_record(drawn_page):
    drawing = FORM.format(version=1, items="- {id: p-1, text: Hier kun je zitten.}", more="")
    page = drawn_page(
        f"{drawing}\n    == docs/index.md\n    # Begin\n\n    ::: plek#de-plek\n\n    ::: plek#de-mensen\n", ""
    )
    expect(page.locator(".kijkraam-foot")).to_have_count(2)

    choose(page, "p-1", "Nu niet")
    saved_one = page.locator("kijkraam-form").nth(0).locator(".kijkraam-status")
    expect(saved_one).to_have_text(re.compile("^Opgeslagen"))
    choose(page, "p-9", "Zo werken wij")
    expect(page.locator("kijkraam-form").nth(1).locator(".kijkraam-status")).to_have_text(re.compile("^Opgeslagen"))
    page.goto(page.url + "formulier/plek/")

    expect(item(ready(page), "p-1").get_by_label("Nu niet")).to_be_checked()
    expect(item(page, "p-9").get_by_label("Zo werken wij")).to_be_checked()
    expect(bar(page).get_by_role("button", name=re.compile("gewijzigd op"))).to_have_count(0)


def test_when_the_form_changed_answers_are_marked_moved_along_or_shown_apart(drawn_page):
    first = FORM.format(
        version=1,
        items="""- {id: p-1, text: Hier kun je zitten.}
          - {id: p-2, text: Hier kun je eten.}
          - {id: p-3, text: Hier kun je slapen.}""",
        more="",
    )
    second = FORM.format(
        version=2,
        items="""- {id: p-1, text: Hier kun je zitten zo lang je wilt.}
          - {id: p-4, text: Hier kun je mee-eten., was: [p-2]}""",
        more="retired: [p-3]",
    )
    page = drawn_page(first, "formulier/plek/")
    for name in ("p-1", "p-2", "p-3"):
        choose(ready(page), name, "Nu niet")
    saved(page)

    page = drawn_page(second, "formulier/plek/")

    expect(item(ready(page), "p-1").get_by_label("Nu niet")).to_be_checked()
    expect(item(page, "p-1")).to_contain_text("Deze vraag is anders verwoord sinds je antwoord. Klopt het nog?")
    expect(item(page, "p-4").get_by_label("Nu niet")).to_be_checked()
    page.get_by_text("Vragen die er niet meer zijn").click()
    expect(page.locator("details").filter(has_text="Vragen die er niet meer zijn").locator("dl")).to_have_text(
        "p-3Nu niet"
    )
    choose(page, "p-1", "Zo werken wij")
    expect(item(page, "p-1")).not_to_contain_text("Klopt het nog?")


# For everybody


def fill_kijkraam(page: Page) -> None:
    page.get_by_label("Ruit voor ruit").check()
    page.get_by_label("Wij kijken naar ons werk").check()
    page.get_by_role("checkbox", name="Open Mensen en richting").check()
    for name in ("km-a1", "km-a2", "km-a3"):
        item(page, name).get_by_label("Hier wil ik over praten").check()
    item(page, "km-a4").get_by_label("Hier wil ik over praten").click()
    bar(page)


def change_rows(page: Page) -> None:
    page.get_by_role("button", name="Rij erbij").click()
    page.get_by_role("button", name="Rij 1 weghalen").click()
    bar(page)
    page.get_by_role("button", name="Maak een kopie").click()
    expect(bar(page).locator("summary")).to_have_text(re.compile("kopie"))


def see_earlier_text(page: Page) -> None:
    page.locator("[name='doel']").fill("Vaker")
    saved(page)
    other = tab(page)
    other.locator("[name='doel']").focus()
    page.locator("[name='doel']").fill("Een hond")
    page.locator("[name='doel']").blur()
    expect(page.locator(".kijkraam-status")).to_have_text(re.compile("^Opgeslagen"))
    other.locator("[name='doel']").fill("Een kat")
    other.locator("[name='doel']").blur()
    page.locator(".kijkraam-earlier summary").click()
    page.set_viewport_size(page.viewport_size)


STATES = {
    "kijkraam-by-pane": (KIJKRAAM, fill_kijkraam),
    "kijkraam-by-link": (f"{KIJKRAAM}?kort&ruiten=voorwaarden", lambda page: choose(page, "km-c2", "Dat is er")),
    "plan-with-rows": (PLAN, change_rows),
    "earlier-text": (PLAN, see_earlier_text),
    "phase-filled-in": (PHASE, lambda page: page.evaluate(FILL)),
}


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.proof)])
@pytest.mark.parametrize("state", rarely(STATES, but=["plan-with-rows"]))
def test_axe_finds_nothing_and_nothing_scrolls_sideways_while_filling_in(visitor, state, scheme):
    address, enter = STATES[state]
    found = {}
    for width in (320, 1440):
        page = ready(visitor.open(address, width=width, color_scheme=scheme))
        enter(page)
        settle(page)
        wider = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[width] = (findings(page), wider)

    assert found == {320: ([], 0), 1440: ([], 0)}


def press_until(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press a key until something has the focus."""
    for _ in range(400):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{target} cannot be reached with {key}")


@pytest.mark.proof  # a whole round with the keyboard is in test_whole_round
def test_a_form_is_filled_in_with_the_keyboard_only(visitor):
    page = ready(visitor.open(KIJKRAAM))

    press_until(page, page.get_by_role("radio", name="Eerste blik"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Ruit voor ruit")).to_be_checked()
    press_until(page, page.get_by_role("checkbox", name="Open Mensen en richting"))
    page.keyboard.press("Space")
    press_until(page, page.locator(".kijkraam-bar summary"))
    page.keyboard.press("Enter")
    press_until(page, page.get_by_label("Naam van dit blad"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Oefening")
    press_until(page, item(page, "km-a1").get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    press_until(page, item(page, "km-a1").get_by_label("Hier wil ik over praten"))
    page.keyboard.press("Space")
    press_until(page, note(page, "km-a1"), "Shift+Tab")
    page.keyboard.type("Op de markt")
    press_until(page, page.get_by_role("button", name="Volgende open vraag"))
    page.keyboard.press("Enter")
    expect(item(page, "km-a2").get_by_role("radio").first).to_be_focused()
    page.reload()

    expect(ready(page).locator(".kijkraam-bar summary")).to_have_text("Oefening")
    expect(item(page, "km-a1").get_by_label("Sommigen van ons")).to_be_checked()
    expect(item(page, "km-a1").get_by_label("Hier wil ik over praten")).to_be_checked()
    expect(note(page, "km-a1")).to_have_value("Op de markt")


def test_what_has_the_focus_is_not_behind_the_foot(visitor):
    page = ready(visitor.open(KIJKVRAGEN, width=390, height=700))
    page.locator("[data-item]").first.get_by_role("radio").first.check()
    saved(page)

    for _ in range(30):
        page.keyboard.press("Tab")
        behind = page.evaluate(
            """() => {
              const foot = document.querySelector(".kijkraam-foot").getBoundingClientRect();
              const place = document.activeElement.getBoundingClientRect();
              return place.bottom > foot.top && !document.activeElement.closest(".kijkraam-foot")
                ? document.activeElement.outerHTML : null;
            }"""
        )
        assert behind is None
