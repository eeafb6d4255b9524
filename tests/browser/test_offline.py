"""Without a network: what was visited, the whole handbook on request, and versions that never mix."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from ..conftest import Drawn
from ..drawings import FRAME
from ..handbook import FOLDER, Server
from .conftest import PATIENCE
from .pages import ready

pytestmark = pytest.mark.browser

SITE = (
    FRAME
    + """
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
    == mkdocs.yml
    site_name: Proef
    site_url: $URL
    theme: {name: material, language: nl, font: false, features: [navigation.instant]}
    plugins: [search, kijkraam]
    extra_javascript: [script.js]
    == docs/script.js
    document.documentElement.dataset.script = "oud";
    == docs/eerste.md
    # Eerste bladzijde

    Dit is de oude tekst.

    [Verder](tweede.md)
    == docs/tweede.md
    # Tweede bladzijde

    Dit is de oude tekst van de tweede.
    == docs/derde.md
    # Derde bladzijde

    Dit is de oude tekst van de derde.
    == docs/bewaren.md
    # Bewaren

    ::: offline
    == docs/blad.pdf
    %PDF-1.4
"""
)
NEW = SITE.replace("oude tekst", "nieuwe tekst").replace('"oud"', '"nieuw"')
ON_DEVICE = """async (path) => {
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        if ((await cache.keys()).some(({ url }) => url.endsWith(`/${path}`))) return true;
    }
    return false;
}"""
"""Whether this device keeps a file of the handbook."""
NEWEST = """async (version) => {
    const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
    const names = await caches.keys();
    const isHere = names.some((name) => name.endsWith(`:${version}`));
    return isHere && !installing && !waiting && active.state === "activated";
}"""
"""Whether the worker of this version answers."""
STILL = "Wat je eerder opende of bewaarde, kun je wel lezen. Ook je ingevulde formulieren staan er nog."
NOTHING = "async () => !(await navigator.serviceWorker.getRegistration()) && !(await caches.keys()).length"


def until(page: Page, asked: str, argument: str = "") -> None:
    """Wait until a page answers yes. (Playwright itself takes a promise for a yes.)"""
    wait = "await new Promise((done) => setTimeout(done, 50)); if (performance.now() > end) throw new Error('never');"
    source = f"const end = performance.now() + {PATIENCE}; while (!(await ({asked})(argument))) {{ {wait} }}"
    page.evaluate(f"async (argument) => {{ {source} }}", argument)


class Workers:
    """The service workers of a browser, as its tools tell of them.

    A new one begins when the one before it rests. Chromium stops a worker that has had nothing to do for half a minute,
    but not while tools look on, as those of these tests do: so it is stopped here.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.states: dict[str, str] = {}
        self.tools = page.context.new_cdp_session(page)
        self.tools.on("ServiceWorker.workerVersionUpdated", self._hear)
        self.tools.send("ServiceWorker.enable")

    def _hear(self, event: dict[str, Any]) -> None:
        self.states.update({one["versionId"]: one["status"] for one in event["versions"]})

    def until(self, done: Callable[[], bool]) -> None:
        """Wait until something is so; meanwhile the worker that another one waits for makes room."""
        end = monotonic() + PATIENCE / 1000
        while not done():
            assert monotonic() < end, self.states
            for name, state in self.states.items() if "installed" in self.states.values() else []:
                if state == "activated":
                    self.tools.send("ServiceWorker.stopWorker", {"versionId": name})
            self.page.wait_for_timeout(50)


def until_newest(page: Page, version: str) -> None:
    """Wait until the worker of this version answers."""
    Workers(page).until(lambda: page.evaluate(NEWEST, version))


@dataclass
class Host:
    """A site that is published, and published anew; it can go down."""

    draw: Callable[[str], Drawn]
    server: Server
    context: BrowserContext
    folder: Path
    url: str

    def publish(self, drawing: str) -> None:
        """Build a site, and put it in the place of what was there."""
        site = self.draw(drawing.replace("$URL", self.url))
        site.offline = True
        site.build()
        new, old = self.folder.with_name("new"), self.folder.with_name("old")
        shutil.copytree(site.root / "site", new)
        if self.folder.exists():  # at once: a worker that comes in halfway tries again at the next page only
            self.folder.rename(old)
        new.rename(self.folder)
        shutil.rmtree(old, ignore_errors=True)

    def open(self, address: str = "") -> Page:
        page = self.context.new_page()
        page.goto(self.url + address)
        return page

    def go_down(self) -> None:
        """From now on there is no network."""
        self.server.is_down = True
        self.context.set_offline(True)

    def go_up(self) -> None:
        """The network is there again."""
        self.server.is_down = False
        self.context.set_offline(False)

    def version(self) -> str:
        """Return the version of the site that is published."""
        told = (self.folder / "sw.js").read_text(encoding="utf-8").partition("(globalThis,")[2].partition(");")[0]
        return json.loads(told)["kijkraamVersion"]


@pytest.fixture
def host(browser, draw, tmp_path) -> Iterator[Callable[..., Host]]:
    """Return a function that publishes a drawn site."""
    made = Server(tmp_path / "host")
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    host = Host(draw, made, context, made.folder / FOLDER, f"{made.url}{FOLDER}/")

    def publish(drawing: str = SITE) -> Host:
        host.publish(drawing)
        return host

    yield publish
    context.close()
    made.shutdown()
    thread.join()
    made.server_close()


def kept(page: Page, *paths: str) -> None:
    """Wait until this device keeps these files.

    What all visitors need is there before the worker answers; with the page that is open among the files, it does.
    """
    for path in paths:
        until(page, ON_DEVICE, path)


def ages(page: Page) -> list[str | None]:
    """Return of which version the text of a page is, and of which the script that runs in it."""
    expect(page.locator("html")).to_have_attribute("data-script", re.compile("."))
    text = page.locator("article p").first.inner_text()
    return ["oud" if "oude" in text else "nieuw", page.locator("html").get_attribute("data-script")]


def has_nothing(page: Page) -> bool:
    """Whether there is no worker and no copy; not yet so while the page is being opened anew."""
    try:
        return page.evaluate(NOTHING)
    except Error:
        return False


def title(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_what_was_visited_opens_without_a_network_and_a_form_is_kept(host):
    here = host()
    page = here.open("eerste/")
    kept(page, "eerste/index.html", "assets/kijkraam/form.js")
    page.goto(here.url + "formulier/mijn-raam/")
    here.go_down()

    page.goto(here.url + "eerste/?q=x#kop")
    assert title(page) == "Eerste bladzijde"
    page.goto(here.url + "formulier/mijn-raam/")
    ready(page).get_by_role("radio", name="Zo werken wij").check()
    expect(page.locator(".kijkraam-bar summary")).to_contain_text("Blad van")
    page.reload()
    expect(page.get_by_role("radio", name="Zo werken wij")).to_be_checked()


def test_a_page_that_was_not_visited_says_so_and_opens_once_there_is_a_network(host):
    here = host()
    page = here.open("eerste/")
    kept(page, "eerste/index.html", "search_texts.json", "sitemap.xml")
    here.go_down()

    page.goto(here.url + "derde/")
    assert page.locator("body").inner_text().split("\n\n") == [
        "Deze bladzijde staat niet op dit apparaat",
        f"Je hebt nu geen netwerk. {STILL}",
        "Naar het begin",
    ]
    here.go_up()
    page.reload()
    assert title(page) == "Derde bladzijde"


FOUND = """
    == docs/index.md
    # Thuis
    == docs/mijn.md
    # Wat ik invulde {#mijn-formulieren}

    ::: records
    == checklists/_helplines.yml
    help_lines: [{id: alarm, title: Er is nu gevaar, phone: "112", text: Bel., organisation: Alarm, checked: vandaag}]
"""


def test_without_a_network_what_was_filled_in_and_the_numbers_to_call_are_always_found(host):
    here = host(SITE + FOUND)
    page = here.open("eerste/")
    kept(page, "eerste/index.html", "mijn/index.html", f"{FOLDER}/index.html", "assets/kijkraam/records.js")
    here.go_down()

    page.goto(here.url + "derde/")
    expect(page.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    page.get_by_role("link", name="Naar wat je hebt ingevuld").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat ik invulde")
    page.go_back()
    page.get_by_role("link", name="Naar het begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thuis")


def test_links_within_the_handbook_also_lead_on_without_a_network(host):
    here = host()
    page = here.open("tweede/")
    kept(page, "tweede/index.html")
    page.goto(here.url + "eerste/")
    kept(page, "eerste/index.html")
    here.go_down()
    page.evaluate("() => { window.sameDocument = true; }")

    page.get_by_role("link", name="Verder").click()

    expect(page.get_by_role("heading", name="Tweede bladzijde")).to_be_visible()
    assert page.evaluate("() => window.sameDocument")


def test_the_whole_handbook_is_kept_on_request_and_taken_away_again(host):
    here = host()
    page = here.open("bewaren/")
    room = page.locator("kijkraam-offline [data-part=keep]")
    expect(room).to_contain_text("van de 5 bladzijden")
    expect(room).to_contain_text("Het hele handboek neemt ongeveer 1 MB in op dit apparaat.")
    page.get_by_role("button", name="Bewaar het hele handboek op dit apparaat").click()
    expect(room).to_contain_text("Klaar. Het hele handboek staat op dit apparaat. Het blijft vanzelf bij.")
    here.go_down()
    page.goto(here.url + "derde/")
    assert title(page) == "Derde bladzijde"

    page.goto(here.url + "bewaren/")
    expect(room).to_contain_text("Het hele handboek staat op dit apparaat.")
    here.go_up()
    page.get_by_role("button", name="Bewaar ook de bestanden om af te drukken (1 MB)").click()
    expect(room).to_contain_text("Klaar. Het hele handboek staat op dit apparaat, met de bestanden om af te drukken.")
    assert page.evaluate(ON_DEVICE, "blad.pdf")
    page.get_by_role("button", name="Haal de kopie weg van dit apparaat").click()
    expect(room).to_contain_text(
        "De kopie is weg. Wat je invulde, staat er nog. Op dit apparaat staan 0 van de 5 bladzijden"
    )
    here.go_down()
    page.goto(here.url + "derde/")
    assert title(page) == "Deze bladzijde staat niet op dit apparaat"


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        pytest.param("down", "Er is nu geen netwerk. Wat er al was, blijft staan.", marks=pytest.mark.proof),
        ("changed", "Het handboek is intussen vernieuwd. Open deze bladzijde opnieuw."),
        ("full", "Er is te weinig ruimte op dit apparaat. Wat er al was, blijft staan."),
    ],
)
def test_what_goes_wrong_while_keeping_the_handbook_is_told(host, broken, told):
    here = host()
    page = here.open("bewaren/")
    button = page.get_by_role("button", name="Bewaar het hele handboek op dit apparaat")
    expect(button).to_be_visible()
    if broken == "down":
        here.go_down()
    elif broken == "changed":
        (here.folder / "derde/index.html").write_text("anders", encoding="utf-8")
    else:
        page.evaluate(
            "() => { Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); }; }"
        )
    button.click()

    room = page.locator("kijkraam-offline [data-part=keep]")
    expect(room).to_contain_text(told)
    expect(room.get_by_role("button", name="Probeer het opnieuw")).to_be_visible()


def test_a_new_version_never_mixes_with_the_old_and_keeps_what_was_visited(host):
    here = host()
    page = here.open("tweede/")
    kept(page, "tweede/index.html", "script.js")
    page.goto(here.url + "eerste/")
    kept(page, "eerste/index.html")
    here.publish(NEW)

    other = here.open("derde/")  # not visited: only the network has it, in its new version
    assert other.locator("html").get_attribute("data-script") == "nieuw"
    until_newest(other, here.version())
    assert ages(page) == ["oud", "oud"]
    page.get_by_role("link", name="Verder").click()  # the open page is of the old version, and goes on with that
    expect(page.get_by_role("heading", name="Tweede bladzijde")).to_be_visible()
    assert ages(page) == ["oud", "oud"]

    here.go_down()
    for address in ("eerste/", "tweede/"):
        page.goto(here.url + address)
        assert ages(page) == ["nieuw", "nieuw"]


def test_an_open_page_of_the_old_version_goes_over_to_the_new_when_it_lacks_a_page(host):
    here = host()
    page = here.open("eerste/")
    kept(page, "eerste/index.html", "script.js")
    page.reload()
    here.publish(NEW)

    page.get_by_role("link", name="Verder").click()

    expect(page.get_by_role("heading", name="Tweede bladzijde")).to_be_visible()
    assert ages(page) == ["nieuw", "nieuw"]


def test_the_whole_handbook_stays_whole_in_a_new_version(host):
    here = host()
    page = here.open("bewaren/")
    page.get_by_role("button", name="Bewaar het hele handboek op dit apparaat").click()
    expect(page.get_by_text("Klaar. Het hele handboek staat op dit apparaat.")).to_be_visible()
    here.publish(NEW)
    page.reload()
    until_newest(page, here.version())
    here.go_down()

    page.goto(here.url + "tweede/")
    assert ages(page) == ["nieuw", "nieuw"]
    page.goto(here.url + "bewaren/")
    expect(page.get_by_text("Het hele handboek staat op dit apparaat.")).to_be_visible()


def test_a_site_without_a_worker_takes_an_earlier_one_away(host):
    here = host()
    page = here.open("eerste/")
    kept(page, "eerste/index.html", "script.js")
    page.reload()
    here.publish(NEW.replace("search, kijkraam", "search, {kijkraam: {offline: false}}"))

    workers = Workers(page)
    page.goto(here.url + "eerste/")

    workers.until(lambda: "redundant" in workers.states.values())
    workers.until(lambda: has_nothing(page))
    expect(page.locator("html")).to_have_attribute("data-script", "nieuw")  # the worker opened the page anew
    assert ages(page) == ["nieuw", "nieuw"]
