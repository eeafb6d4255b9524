"""Sites of others: the plugin, a folder of checklists and a theme, without any style or template of their own."""

import threading

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..handbook import Server
from ..sampling import rarely
from .axe import SCRIPT, TAGS
from .pages import ready

pytestmark = pytest.mark.browser

SITE = """
    == docs/index.md
    # Begin

    ::: ons-raam card
    == docs/mijn.md
    # Mijn formulieren {#mijn-formulieren}

    ::: records
    == checklists/ons-raam.yml
    id: ons-raam
    version: 1
    kind: kijkraam
    title: Ons raam
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        items: [{id: m-1, text: We zoeken mensen op., prompt: Waar was dat?}]
"""
DARK = "{name: material, palette: {scheme: slate}}"
OWN_STYLE = "Applying inline style violates"
"""What a theme writes into its pages, and the policy refuses: a colour of a bar, and nothing of ours."""


@pytest.fixture
def opened(draw, browser):
    """Return what builds a site with a theme and opens it, and hears what goes wrong."""
    contexts: list[BrowserContext] = []
    servers: list[Server] = []

    def build(theme: str, **options: str):
        site = draw(SITE)
        site.write("mkdocs.yml", f"site_name: Proef\ntheme: {theme}\nplugins: [search, kijkraam]\n")
        assert site.build().log == []
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        server = Server(site.root / "site")
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.on("request", lambda asked: asked.url.startswith((server.url, "data:")) or complaints.append(asked.url))
        return page, server.url, complaints

    yield build
    for context in contexts:
        context.close()
    for server in servers:
        server.shutdown()
        server.server_close()


def fill_in(page: Page, base: str) -> None:
    page.goto(f"{base}formulier/ons-raam/")
    ready(page)
    page.locator(".kijkraam-answer", has_text="Zo werken wij").click()
    page.locator("summary", has_text="Waaraan zie je dat?").click()
    page.locator("textarea").first.fill("In de straat.")
    expect(page.locator(".kijkraam-status")).to_contain_text("Opgeslagen")


@pytest.mark.parametrize("theme", rarely(["material", "mkdocs", "readthedocs"], but={"mkdocs"}))
def test_a_form_works_on_a_theme_as_it_comes(opened, theme):
    page, base, complaints = opened(theme)
    fill_in(page, base)

    page.reload()
    ready(page)
    expect(page.locator("input[value=zo-werken-wij]")).to_be_checked()
    expect(page.locator("textarea").first).to_have_value("In de straat.")

    page.emulate_media(media="print")
    expect(page.locator(".kijkraam-item", has_text="We zoeken mensen op.")).to_be_visible()
    page.emulate_media(media="screen")

    page.goto(f"{base}mijn/")
    expect(page.locator(".kijkraam-record")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert [told for told in complaints if not told.startswith(OWN_STYLE)] == []


@pytest.mark.parametrize(
    "theme", rarely(["material", "mkdocs", "readthedocs", DARK, "{name: mkdocs, color_mode: dark}"], but={DARK})
)
def test_a_form_can_be_read_on_a_theme_as_it_comes_dark_or_light(opened, theme):
    page, base, _ = opened(theme, viewport={"width": 320, "height": 700})
    page.goto(f"{base}formulier/ons-raam/")
    ready(page)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": SCRIPT})
    look = (
        "tags => axe.run('kijkraam-form', { runOnly: tags }).then(({ violations }) => violations.map(({ id }) => id))"
    )
    assert page.evaluate(look, TAGS) == []
