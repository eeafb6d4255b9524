"""Packages in an LMS: two runtimes of scorm-again, in a real Chromium, with the package in a frame."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

import kijkraam
from kijkraam.export.lesson import lessons
from kijkraam.export.scorm import Options, Packer, content_of_form, content_of_lesson
from kijkraam.handbook import load_handbook
from kijkraam.hrefs import published
from kijkraam.locale import Phrases
from kijkraam.site import find_site

from ..handbook import Server
from .axe import findings
from .conftest import PATIENCE
from .node import TOOLS

SCHEMA = json.loads((Path(kijkraam.__file__).parent / "web" / "records.schema.json").read_text(encoding="utf-8"))
HERE = Path(__file__).parent / "pages_scorm"
DATA = "api.cmi.suspend_data"
STATUS = {"1.2": "api.cmi.core.lesson_status", "2004-4": "api.cmi.completion_status"}
READERS = (
    "In deze leeromgeving worden je antwoorden bewaard bij je opleiding, ook wat je bij een vraag in een tekstveld "
    "schrijft. Docent en beheerder kunnen ze lezen. Gebruik geen verhaal van een echte cliënt."
)

SAMEN = """
    == checklists/samen.yml
    id: samen
    version: 2
    kind: kijkvragen
    title: Samen kijken
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        items:
          - {id: m-1, text: We zoeken mensen op., core: true}
          - {id: m-2, text: We blijven.}
      - id: ikzelf
        title: Ikzelf
        scale: vakmanschap
        share: self
        items: [{id: i-1, text: Ik luister.}]
    reflection: [Wat zag je?]
"""


def long_form(panes: int, each: int) -> str:
    """Return a drawing of a form with many statements."""
    drawing = SAMEN.replace("samen", "lang").split("    sections:")[0] + "    sections:\n"
    for pane in range(panes):
        drawing += f"      - id: deel-{pane}\n        title: Deel\n        scale: praktijk\n        items:\n"
        for item in range(pane * each + 1, (pane + 1) * each + 1):
            drawing += f"          - {{id: lang-{item}, text: Zin {item}.{', core: true' * (item <= 16)}}}\n"
    return drawing


@dataclass
class Lms:
    """An LMS with packages of forms that were drawn."""

    page: Page
    server: Server
    draw: Callable[[str], Any]
    complaints: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where the package stands that is shown."""
        return self.server.folder / "lms" / "package"

    def put(self, package: bytes) -> None:
        """Take a package out of its archive, as an LMS does."""
        shutil.rmtree(self.folder, ignore_errors=True)
        zipfile.ZipFile(io.BytesIO(package)).extractall(self.folder)

    def pack(self, drawing: str, form: str = "samen", **options: Any) -> str:
        """Make a package, and return where it is."""
        site = self.draw(drawing)
        handbook = load_handbook(find_site(site.root))
        assert handbook.problems == []
        found = {lesson.id: lesson for lesson in lessons(handbook)}
        chosen = Options(**options)
        packer = Packer(handbook, Phrases("nl"), "", published(handbook))
        content = (
            content_of_lesson(found[form], handbook.forms, chosen)
            if form in found
            else content_of_form(handbook.forms[form], chosen)
        )
        self.put(packer.package(content, chosen))
        return "package/index.html"

    def open(self, drawing: str, form: str = "samen", **options: Any) -> FrameLocator:
        """Show a package for the first time, up to where it is known who can read along."""
        return self.begin(self.pack(drawing, form, **options), options.get("version", "1.2"))

    def begin(self, address: str = "package/index.html", version: str = "1.2", **options: Any) -> FrameLocator:
        """Show a package as the LMS does."""
        self.page.evaluate("given => begin(...given)", [version, address, options])
        return self.page.frame_locator("iframe")

    def leave(self) -> dict[str, Any]:
        """Take the package away, and return what is kept of it."""
        kept: dict[str, Any] = self.page.evaluate("leave()")
        return kept

    def wait_for(self, expression: str, value: str) -> None:
        """Wait until something in the LMS has a value."""
        self.page.wait_for_function("([told, value]) => (0, eval)(told) === value", arg=[expression, value])

    def data(self) -> str:
        """Return what is kept now, without what differs every time."""
        return plain(self.page.evaluate(DATA))


def plain(data: str) -> str:
    """Return what an LMS keeps, without ids, times and dates."""
    data = re.sub(r"\.[0-9a-f]{24}\.[0-9a-z]+\.[0-9a-z]+", ".ID.TIME.TIME", data)
    return re.sub(r"\|:\d{4}-\d\d-\d\d:--date", "", data)


@pytest.fixture
def lms(browser: Browser, server: Server, draw: Callable[[str], Any]) -> Iterator[Lms]:
    """An LMS; the test fails when the browser complained, or asked for anything outside the package."""
    folder = server.folder / "lms"
    folder.mkdir(exist_ok=True)
    for file in [*HERE.iterdir(), *(TOOLS / "node_modules/scorm-again/dist").glob("scorm*.min.js")]:
        shutil.copy(file, folder)
    context = browser.new_context(viewport={"width": 820, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    made = Lms(page, server, draw)
    page.on("console", lambda told: made.complaints.append(told.text) if told.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    allowed = (f"{server.url}lms/", "blob:", "data:")
    page.on("request", lambda asked: None if asked.url.startswith(allowed) else made.complaints.append(asked.url))
    page.goto(f"{server.url}lms/lms.html")
    yield made
    context.close()
    assert made.complaints == []


def understood(frame: FrameLocator) -> FrameLocator:
    """Begin: the form opens when its record can be asked for."""
    frame.get_by_role("button", name="Ik begrijp het").click()
    return ready(frame)


def ready(frame: FrameLocator) -> FrameLocator:
    """Wait until the form is open: what prints it comes last."""
    expect(frame.locator(".kijkraam-printing").first).to_be_attached()
    return frame


def choose(frame: FrameLocator, item: str, answer: str) -> None:
    frame.locator(f"[name={item}][value={answer}]").check()


def write_in(frame: FrameLocator, name: str, text: str) -> None:
    frame.locator(f"[name={name}]").evaluate("field => field.closest('details')?.setAttribute('open', '')")
    frame.locator(f"[name={name}]").fill(text)


@pytest.mark.parametrize(("version", "calls"), [("1.2", "LMS"), pytest.param("2004-4", "", marks=pytest.mark.proof)])
def test_a_student_fills_in_leaves_comes_back_and_completes(lms, version, calls):
    frame = understood(lms.open(SAMEN, version=version, complete="all"))

    choose(frame, "m-1", "weet-ik-niet")
    frame.locator("[name=m-1--star]").check()
    lms.wait_for(STATUS[version], "incomplete")
    kept = lms.leave()

    assert plain(kept["suspend_data"]) == "kr1|@samen.2.ID.TIME.TIME|:weet-ik-niet:m-1|:ja:m-1--star|."
    told = lms.page.evaluate("calls")
    assert {call.split(" ", 2)[1] for call in told if call.startswith(f"{calls}SetValue")} == (
        {"cmi.suspend_data", "cmi.core.lesson_status", "cmi.core.exit", "cmi.core.session_time"}
        if version == "1.2"
        else {"cmi.suspend_data", "cmi.completion_status", "cmi.exit", "cmi.session_time"}
    )
    time = r"0000:00:\d\d" if version == "1.2" else r"PT0H0M\d+S"
    assert re.fullmatch(rf"{calls}SetValue cmi.(core.)?exit suspend", told[-4])
    assert re.fullmatch(rf"{calls}SetValue cmi.(core.)?session_time {time}", told[-3])
    assert told[-2:] == [f"{calls}Commit ", "LMSFinish " if version == "1.2" else "Terminate "]

    frame = ready(lms.begin(version=version, saved=kept))
    expect(frame.get_by_text("Je kunt verder waar je gebleven was.")).to_be_visible()
    expect(frame.locator("[name=m-1][value=weet-ik-niet]")).to_be_checked()
    expect(frame.locator("[name=m-1--star]")).to_be_checked()
    choose(frame, "m-2", "nu-niet")
    lms.wait_for(STATUS[version], "completed")
    kept = lms.leave()

    assert plain(kept["suspend_data"]) == "kr1|@samen.2.ID.TIME.TIME|:weet-ik-niet:m-1|:ja:m-1--star|:nu-niet:m-2|."
    if version == "1.2":
        assert (kept["core"]["score"]["raw"], kept["core"]["lesson_status"]) == ("", "completed")
    else:
        assert (kept["score"]["raw"], kept["score"]["scaled"], kept["success_status"]) == ("", "", "unknown")


def test_who_can_read_along_is_said_before_the_first_answer(lms):
    frame = lms.open(SAMEN)

    expect(frame.get_by_text(READERS)).to_be_visible()
    expect(frame.locator("kijkraam-form")).to_be_hidden()
    frame.get_by_role("button", name="Ik begrijp het").click()
    expect(frame.get_by_role("heading", name="Samen kijken")).to_be_focused()
    expect(frame.get_by_text(READERS)).to_be_attached()


def test_what_was_typed_last_is_kept_when_the_package_goes_at_once(lms):
    frame = understood(lms.open(SAMEN, notes=True))

    write_in(frame, "m-1--note", "Bij de balie | 100% & <b>\nIk 😀")
    kept = lms.leave()

    assert plain(kept["suspend_data"]) == (
        "kr1|@samen.2.ID.TIME.TIME|'m-1--note'Bij de balie ~7c. 100~25. ~26. ~3c.b~3e.~a.Ik ~1f600.|."
    )
    frame = ready(lms.begin(saved=kept))
    expect(frame.locator("[name=m-1--note]")).to_have_value("Bij de balie | 100% & <b>\nIk 😀")


def test_without_notes_the_closing_words_stay_on_the_screen_and_say_so(lms):
    frame = understood(lms.open(SAMEN))

    expect(frame.locator("[name$=--note]")).to_have_count(0)
    expect(frame.get_by_text("Wat je hier schrijft, wordt niet bewaard in de leeromgeving.")).to_be_visible()
    choose(frame, "m-1", "nu-niet")
    write_in(frame, "samen--reflection-1", "Mijn gedachte")

    expect(frame.locator("[name=samen--reflection-1]")).to_have_accessible_description(
        "Dit wordt niet bewaard in de leeromgeving."
    )
    expect(frame.locator("main > .kijkraam-notice")).to_contain_text(
        "1 antwoord wordt niet bewaard in de leeromgeving."
    )
    assert plain(lms.leave()["suspend_data"]) == "kr1|@samen.2.ID.TIME.TIME|:nu-niet:m-1|."


@pytest.mark.parametrize(
    ("version", "limit", "length"), [("1.2", 4096, 300), pytest.param("2004-4", 64_000, 1000, marks=pytest.mark.proof)]
)
def test_ninety_answers_with_long_notes_stay_within_the_limit_and_what_is_not_kept_is_told(lms, version, limit, length):
    frame = understood(lms.open(long_form(10, 9), "lang", version=version, notes=True))

    frame.locator("form").evaluate(
        """(form, text) => {
          for (let n = 1; n <= 90; n += 1) {
            const radio = form.querySelectorAll(`input[name=lang-${n}]`)[n % 3];
            const note = form.elements[`lang-${n}--note`];
            radio.checked = true;
            note.value = `${n} ${text}`;
            for (const field of [radio, note]) field.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }""",
        "é" * length,
    )
    banner = frame.locator("main > .kijkraam-notice")
    expect(banner).to_contain_text(re.compile(r"\d+ antwoorden worden niet bewaard in de leeromgeving."))
    count = int(re.findall(r"\d+", banner.inner_text())[0])
    expect(frame.locator(".kijkraam-lms-unkept")).to_have_count(count)
    expect(frame.locator("[name=lang-90--note]")).to_have_accessible_description(
        "Dit past niet meer in de leeromgeving. Het wordt daar niet bewaard."
    )
    with lms.page.expect_download() as download:
        banner.get_by_role("button", name="Bewaar als bestand").click()
    record = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["records"][0]
    assert len([name for name in record["answers"] if name.endswith("--note")]) == 90

    kept = lms.leave()
    assert limit - length * 3 < len(kept["suspend_data"].encode()) <= limit

    frame = ready(lms.begin(version=version, saved=kept))
    expect(frame.locator("input[type=radio]:checked")).to_have_count(90)
    notes = frame.locator("textarea").evaluate_all("all => all.filter(field => field.value).length")
    assert notes == 90 - count
    expect(frame.locator("[name=lang-90--note]")).to_have_accessible_description(
        "Hier stond de vorige keer iets wat niet in de leeromgeving paste. Het is daar niet bewaard."
    )


def test_outside_an_lms_it_works_in_memory_and_says_so(lms):
    address = lms.pack(SAMEN)
    lms.page.goto(f"{lms.server.url}lms/{address}")
    page = lms.page

    expect(page.get_by_text("Er is hier geen leeromgeving gevonden.")).to_be_visible()
    expect(page.get_by_text(READERS)).to_have_count(0)
    page.get_by_role("button", name="Ik begrijp het").click()
    page.locator("[name=m-1][value=nu-niet]").check()
    expect(page.get_by_text("Wat je invult, wordt nu niet bewaard.")).to_be_visible()
    expect(page.locator(".kijkraam-status")).to_have_text("Niet opgeslagen")
    with page.expect_download() as download:
        page.locator(".kijkraam-lms-take").get_by_role("button", name="Bewaar als bestand").click()

    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    jsonschema.validate(saved, SCHEMA)
    assert (saved["records"][0]["form"], saved["records"][0]["answers"]["m-1"]) == ("samen", "nu-niet")


def test_in_a_frame_that_may_not_reach_its_lms_it_works_in_memory_and_says_so(lms):
    address = lms.pack(SAMEN)
    frame = lms.begin(address, sandbox="allow-scripts")

    expect(frame.get_by_text("Er is hier geen leeromgeving gevonden.")).to_be_visible()
    frame.get_by_role("button", name="Ik begrijp het").click()
    choose(frame, "m-1", "nu-niet")
    expect(frame.locator("[name=m-1][value=nu-niet]")).to_be_checked()
    expect(frame.locator(".kijkraam-status")).to_have_text("Niet opgeslagen")


def test_an_lms_that_takes_nothing_in_is_told_about(lms):
    address = lms.pack(SAMEN)
    frame = understood(lms.begin(address, refuses=["LMSCommit"]))

    choose(frame, "m-1", "nu-niet")

    banner = frame.locator("main > .kijkraam-notice")
    expect(banner).to_contain_text("De leeromgeving neemt nu niets aan.")
    expect(banner.get_by_role("button", name="Bewaar als bestand")).to_be_visible()


def test_what_another_package_left_is_not_written_over(lms):
    address = lms.pack(SAMEN)
    saved = {"suspend_data": "van een ander", "core": {"entry": "resume"}}
    frame = understood(lms.begin(address, saved=saved))

    expect(frame.get_by_text("De leeromgeving bewaarde hier iets wat dit pakket niet kan lezen.")).to_be_visible()
    choose(frame, "m-1", "nu-niet")
    expect(frame.locator(".kijkraam-status")).to_have_text("Niet opgeslagen")

    assert lms.leave()["suspend_data"] == "van een ander"


def test_what_was_cut_short_on_its_way_is_read_as_far_as_it_goes_and_told(lms):
    address = lms.pack(SAMEN)
    saved = {"suspend_data": "kr1|@samen.2.abc.t0.t0|:nu-niet:m-1|:weet-ik-ni"}
    frame = ready(lms.begin(address, saved=saved))

    expect(frame.get_by_text("De leeromgeving gaf niet alles terug van de vorige keer.")).to_be_visible()
    expect(frame.locator("[name=m-1][value=nu-niet]")).to_be_checked()


def test_an_answer_to_a_question_that_has_another_name_now_is_found(lms):
    address = lms.pack(SAMEN.replace("{id: m-2,", "{id: m-3, was: [m-2],"))
    saved = {"suspend_data": "kr1|@samen.1.abc.t0.t0|:nu-niet:m-1,m-2|."}
    frame = ready(lms.begin(address, saved=saved))

    expect(frame.locator("[name=m-3][value=nu-niet]")).to_be_checked()


def test_looking_back_at_an_attempt_changes_nothing(lms):
    address = lms.pack(SAMEN)
    data = "kr1|@samen.2.abc.t0.t0|:nu-niet:m-1|."
    saved = {"suspend_data": data, "core": {"lesson_mode": "review"}}
    frame = ready(lms.begin(address, saved=saved))

    expect(frame.get_by_text("Je kijkt iets terug.")).to_be_visible()
    expect(frame.locator("[name=m-1][value=nu-niet]")).to_be_checked()
    choose(frame, "m-1", "weet-ik-niet")
    expect(frame.locator(".kijkraam-status")).to_have_text("Niet opgeslagen")

    assert lms.leave()["suspend_data"] == data


@pytest.mark.parametrize(
    ("rule", "answered", "status"),
    [
        ("opened", [], "completed"),
        ("core", ["m-1"], "completed"),
        ("core", ["m-2"], "incomplete"),
        ("all", ["m-1"], "incomplete"),
    ],
)
def test_the_teacher_chooses_when_it_is_done(lms, rule, answered, status):
    frame = understood(lms.open(SAMEN, complete=rule))

    for item in answered:
        choose(frame, item, "weet-ik-niet")
        expect(frame.locator(".kijkraam-status")).to_have_text(re.compile("Opgeslagen"))

    assert lms.leave()["core"]["lesson_status"] == status


def test_a_selection_shows_the_other_panes_closed(lms):
    frame = understood(lms.open(SAMEN, core=True))

    expect(frame.get_by_text("In dit pakket staat de Eerste blik open.")).to_be_visible()
    expect(frame.locator("[data-item=m-1]")).to_be_visible()
    expect(frame.locator("[data-item=m-2]")).to_be_hidden()


def test_a_lesson_is_one_page_with_what_students_do_and_its_forms(lms):
    lesson = """
    == docs/les.md
    ---
    title: Een les
    lesson: {minutes: 90, group: twaalf, levels: [mbo], summary: Je kijkt.}
    ---
    # Een les {#les-een}

    ## Doel {#les-een-doel}

    Voor de docent.

    ## Opdracht {#les-een-opdracht}

    Kijk naar [Mensen][samen#mensen] en schrijf op [het blad][blad] wat je zag.

    !!! teacher "Voor de docent"
        Wacht even.

    ## Let op {#les-een-let-op}

    Zeg dat het een oefening is.

    !!! student "Als het echt is"
        Zeg het tegen je docent.

    ::: helplines

    ## Inleveren {#les-een-inleveren}

    Beoordeel niets.

    !!! student "Dit lever je in"
        Eén blad.
    == checklists/_helplines.yml
    help_lines: [{id: alarm, title: Nu, phone: "112", text: Bel., organisation: Alarmnummer, checked: vandaag}]
    == checklists/blad.yml
    id: blad
    version: 1
    kind: werkblad
    title: Een blad
    summary: Vul in.
    audience: [client]
    source: {work: boek}
    sections: [{id: wens, title: Wens, items: [{id: b-1, text: Wat wil je?, type: text}]}]
    """
    frame = understood(lms.open(SAMEN + lesson, "les-een", complete="all"))

    expect(frame.get_by_text("Dit is een oefening.")).to_be_visible()
    expect(frame.get_by_role("heading")).to_have_text(
        [
            "Een les",
            "Opdracht",
            "Let op",
            "Inleveren",
            "Samen kijken",
            "Beginnen",
            "Mensen",
            "Om het gesprek mee af te sluiten",
            "Een blad",
            "Wens",
            "Meenemen of inleveren",
        ]
    )
    said = frame.locator(".kijkraam-lms-lesson")
    expect(said).to_contain_text("Zeg het tegen je docent.")
    expect(said.get_by_role("link", name="112").first).to_be_visible()
    expect(said).to_contain_text("Eén blad.")
    for words in ("Wacht even.", "Zeg dat het een oefening is.", "Beoordeel niets."):
        expect(said).not_to_contain_text(words)
    choose(frame, "m-1", "nu-niet")
    choose(frame, "m-2", "nu-niet")
    write_in(frame, "b-1", "Een hond")
    lms.wait_for(STATUS["1.2"], "completed")

    kept = lms.leave()
    assert (
        plain(kept["suspend_data"]) == "kr1|@samen.2.ID.TIME.TIME|:nu-niet:m-1,m-2|@blad.1.ID.TIME.TIME|'b-1'Een hond|."
    )
    frame = ready(lms.begin(saved=kept))
    expect(frame.locator("[name=b-1]")).to_have_value("Een hond")
    expect(frame.locator("[name=m-2][value=nu-niet]")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.proof)])
def test_a_package_is_accessible_and_fits_a_narrow_screen(lms, scheme):
    lms.page.emulate_media(color_scheme=scheme)
    address = lms.pack(SAMEN, notes=True)
    lms.page.set_viewport_size({"width": 320, "height": 700})
    lms.page.goto(f"{lms.server.url}lms/{address}")

    assert findings(lms.page) == []
    lms.page.get_by_role("button", name="Ik begrijp het").click()
    lms.page.locator("[name=m-1][value=nu-niet]").check()
    expect(lms.page.get_by_text("Wat je invult, wordt nu niet bewaard.")).to_be_visible()
    assert findings(lms.page) == []
    assert lms.page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_a_client_tells_is_practised_one_question_at_a_time(lms):
    told = """
    == checklists/verhaal.yml
    id: verhaal
    version: 1
    kind: ervaring
    title: Jouw verhaal
    summary: Vertel.
    audience: [client]
    source: {work: boek}
    sections:
      - id: hulp
        title: Hulp
        scale: praktijk
        items: [{id: v-1, text: Dit gaat goed.}, {id: v-2, text: Dit ook.}]
    """
    frame = lms.open(told, "verhaal")

    expect(frame.get_by_text("Vul in over iemand die je verzint.")).to_be_visible()
    frame.get_by_role("button", name="Ik begrijp het").click()
    expect(frame.get_by_text("Boven deze bladzijde staat wie je antwoorden kan lezen.")).to_be_visible()
    frame.get_by_role("button", name="Alles: 2 vragen").click()
    choose(frame, "v-1", "nu-niet")

    assert plain(lms.leave()["suspend_data"]) == "kr1|@verhaal.1.ID.TIME.TIME|:panes:--mode|:nu-niet:v-1|."


def test_a_teacher_comes_from_the_home_page_to_a_package_that_works(visitor, lms):
    page = visitor.open()
    page.locator(".md-tabs__link", has_text="Onderwijs").click()
    page.get_by_role("article").get_by_role("link", name="in je leeromgeving").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("SCORM 1.2 ?: Les met Bram 1")).click()

    lms.put(Path(download.value.path()).read_bytes())
    frame = understood(lms.begin())
    expect(frame.get_by_role("heading", name="Opdracht")).to_be_visible()
    choose(frame, "f1-d1", "gedaan")

    assert plain(lms.leave()["suspend_data"]).endswith("|:gedaan:f1-d1|.")
