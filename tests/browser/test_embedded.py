"""`?inbed` in a page of another host, with the sandbox of a learning environment, or with storage of others blocked."""

from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from ..handbook import Handbook
from ..sampling import rarely
from .axe import findings
from .chromium import PATIENCE
from .pages import SAMPLE

pytestmark = pytest.mark.browser

SANDBOX = "allow-scripts allow-forms allow-popups allow-downloads"
FORM = "formulier/relatiecheck-abc/"
COURSE = """<!doctype html>
<html lang="nl"><title>Cursus</title><h1>Cursus</h1>
<iframe src="{src}" title="Formulier" width="100%" height="300" {sandbox}></iframe>
<script>
const heights = [];
addEventListener("message", ({{ data, source }}) => {{
  heights.push(data);
  if (data.type === "kijkraam:height") document.querySelector("iframe").height = data.height;
}});
</script>
"""


class _Course(BaseHTTPRequestHandler):
    """Answers everything with the page of a course."""

    def __init__(self, page: bytes, *arguments: Any) -> None:
        self.page = page
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Course = Callable[..., tuple[Page, Frame]]


@pytest.fixture
def course(browser: Browser, handbook: Handbook) -> Iterator[Course]:
    """Opens the page of a course with a page of the handbook in it, at another host, to which storage is blocked."""
    contexts, servers = [], []

    def open_course(address: str, *, sandbox: str = "", width: int = 900, **options: Any) -> tuple[Page, Frame]:
        attribute = f'sandbox="{sandbox}"' if sandbox else ""
        page = COURSE.format(src=handbook.url + address, sandbox=attribute).encode()
        host = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Course, page))
        Thread(target=host.serve_forever, daemon=True).start()
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        context.set_default_timeout(PATIENCE)
        servers.append(host)
        contexts.append(context)
        opened = context.new_page()
        opened.goto(f"http://localhost:{host.server_port}/")
        opened.wait_for_function("() => heights.length > 0")
        return opened, opened.frames[1]

    yield open_course
    for context in contexts:
        context.close()
    for host in servers:
        host.shutdown()
        host.server_close()


def is_as_high_as_its_frame(frame: Frame) -> None:
    """Wait until nothing in the frame has to be scrolled."""
    frame.wait_for_function("() => document.documentElement.scrollHeight <= innerHeight")


def tells_how_high_it_is(page: Page, frame: Frame) -> int:
    """Wait until the page around a frame was told its height, and give that height in CSS pixels."""
    told = page.evaluate("heights.at(-1).height")
    while told != frame.evaluate("() => Math.ceil(document.body.getBoundingClientRect().height)"):
        page.wait_for_function("told => heights.at(-1).height !== told", arg=told)
        told = page.evaluate("heights.at(-1).height")
    return told


FRAMES = {"opaque": SANDBOX, "sandboxed": f"{SANDBOX} allow-same-origin", "plain": ""}


@pytest.mark.parametrize("kind", rarely(FRAMES, but=["opaque"]))
def test_a_form_in_a_course_works_in_memory_and_says_so(course, kind):
    page, frame = course(f"{FORM}?inbed=les-1", sandbox=FRAMES[kind])
    expect(frame.locator(".kijkraam-bar summary")).to_have_text("Nog geen blad. Je eerste antwoord begint er een.")
    expect(frame.get_by_text("Het blijft staan tot je het wist.")).to_be_hidden()
    is_as_high_as_its_frame(frame)
    height = page.locator("iframe").evaluate("frame => Number(frame.height)")
    assert page.evaluate("heights.at(-1)") == {"type": "kijkraam:height", "height": height, "id": "les-1"}

    answer = frame.get_by_role("radio", name="Ja, dat merk ik").first
    answer.check()
    expect(frame.locator(".kijkraam-notices")).to_contain_text(
        "Deze browser staat bewaren hier niet toe. Je kunt gewoon invullen, maar alles is weg als je deze bladzijde "
        "sluit."
    )
    with page.expect_download() as download:
        frame.get_by_role("button", name="Bewaar als bestand").click()
    assert download.value.suggested_filename == "relatiecheck-abc.json"
    expect(answer).to_be_checked()


def test_it_has_its_own_title_and_nothing_of_the_site_around_it(course):
    _, frame = course(f"{FORM}?inbed", sandbox=SANDBOX)

    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    around = ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-path, .md-top, .md-skip, kijkraam-refer details"
    assert frame.locator(around).locator("visible=true").count() == 0
    link = frame.get_by_role("link", name="Kijkraam: open deze bladzijde in een nieuw tabblad")
    expect(link).to_have_attribute("target", "_blank")
    assert link.evaluate("link => link.href").endswith(FORM)


def test_a_frame_follows_what_opens_and_shuts_in_it(course):
    page, frame = course(f"{FORM}?inbed", sandbox=SANDBOX)
    expect(frame.locator(".kijkraam-bar summary")).to_be_visible()
    # A form still grows by some lines while it opens, so a height of before is no measure: a whole screen is added.
    answers = frame.locator("details", has_text="Wat betekenen de antwoorden?").first
    answers.evaluate("details => { details.appendChild(document.createElement('p')).style.height = '1000px' }")

    answers.locator("summary").click()
    high = tells_how_high_it_is(page, frame)
    answers.locator("summary").click()
    page.wait_for_function("high => heights.at(-1).height <= high - 1000", arg=high)
    tells_how_high_it_is(page, frame)


def test_a_page_of_the_handbook_opens_within_the_frame_and_all_else_in_a_tab(course):
    page, frame = course(f"{FORM}?inbed=les-1", sandbox=SANDBOX)
    expect(frame.locator(".kijkraam-bar summary")).to_be_visible()
    frame.locator(".kijkraam-related a").first.click()
    frame.wait_for_url("**/?inbed=les-1")
    expect(frame.locator(".md-header")).to_be_hidden()

    elsewhere = '<a href="https://voorbeeld.invalid/">Elders</a>'
    elsewhere = '<a href="https://voorbeeld.invalid/">Elders</a>'
    frame.locator("article").evaluate("(article, link) => article.insertAdjacentHTML('beforeend', link)", elsewhere)
    page.context.route("https://voorbeeld.invalid/", lambda route: route.fulfill(body="Elders"))
    with page.expect_popup() as popup:
        frame.get_by_role("link", name="Elders").click()
    assert popup.value.url == "https://voorbeeld.invalid/"


LOOKS = {"phone": {"width": 390, "color_scheme": "dark", "has_touch": True}, "wide": {"width": 1200}}


@pytest.mark.parametrize(
    ("look", "address"),
    rarely(product(LOOKS, [FORM, SAMPLE["long-page"]]), but=[("phone", FORM)]),
)
def test_axe_finds_nothing_and_nothing_is_cut_off(course, look, address):
    page, frame = course(f"{address}?inbed", **LOOKS[look])
    is_as_high_as_its_frame(frame)

    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(frame.url)
    assert findings(page) == []


def test_on_a_page_of_its_own_it_looks_so_before_any_script_of_the_page_runs(visitor):
    page = visitor.open()
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(f"{visitor.handbook.url}{FORM}?inbed")

    expect(page.locator(".md-header")).to_be_hidden()
    visitor.complaints.clear()
