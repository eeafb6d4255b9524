"""Whatever a maker writes, or copies into a checklist, stands on the page as text: nothing of it runs.

The policy that would stop it is taken out here: it is a second lock, not the first.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from kijkraam.handbook import load_handbook
from kijkraam.site import find_site

from ..conftest import Drawn
from ..handbook import Server
from .hostile import FOUND, LINKS, PAYLOADS, WATCH, hostile_files

DRAWING = """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false, features: [navigation.instant, search.suggest, search.highlight]}
    plugins: [search, kijkraam]
    == docs/index.md
    # Begin

    ## Verder lezen {#verder-lezen}

    ::: overview

    ::: glossary

    ::: sources

    ::: helplines

    ::: mijn-raam card

    ::: mijn-vragen

    ::: records

    ::: team

    ::: traject mijn-fase
"""
Draw = Callable[[str], Drawn]


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A page without a policy, in which a script that a payload starts is noted; a dialog fails a test."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    yield page
    context.close()


def open_all(page: Page, site: Drawn, server: Server) -> dict[str, list[str]]:
    """Open every page of a site, go along its controls, and return what was found on those that are not in order."""
    place = server.folder / "vijandig"
    place.unlink(missing_ok=True)
    place.symlink_to(site.root / "site")
    found = {}
    for path in sorted((site.root / "site").rglob("*.html")):
        address = f"{server.url}vijandig/{path.relative_to(site.root / 'site').as_posix()}"
        page.goto(address)
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for control in page.locator("main :is(button, input, textarea, summary, [tabindex])").element_handles()[:40]:
            control.dispatch_event("focus")
            control.dispatch_event("pointerover")
        wrong = page.evaluate("() => window.__ran") + page.evaluate(FOUND)
        if wrong or not page.url.startswith(address):
            found[path.name] = [*wrong, page.url]
    return found


def pieces(size: int) -> list[str]:
    return ["\n".join(PAYLOADS[start : start + size]) for start in range(0, len(PAYLOADS), size)]


@pytest.mark.browser
@pytest.mark.parametrize(
    "text",
    [pytest.param("\n".join(PAYLOADS), id="all"), *(pytest.param(one, marks=pytest.mark.proof) for one in pieces(6))],
)
def test_no_text_of_a_checklist_runs_as_a_script(draw: Draw, watched: Page, server: Server, text: str):
    site = draw(DRAWING)
    for path, content in hostile_files(text).items():
        site.write(path, content)
    site.build(strict=False)

    assert not site.failed, site.log
    assert open_all(watched, site, server) == {}

    watched.goto(f"{server.url}vijandig/index.html?q=alert%3Cscript%3E#<img/src=x/onerror=alert(1)>")
    assert watched.evaluate("() => window.__ran") == []
    watched.locator(".md-search__input").fill("")
    watched.locator(".md-search__input").press_sequentially("verder")
    watched.locator(".md-search-result__link").first.wait_for(state="attached")
    assert watched.evaluate("() => window.__ran") + watched.evaluate(FOUND) == []


def test_a_link_that_runs_a_script_is_told_and_leads_nowhere(draw: Draw):
    site = draw(DRAWING)
    for path, text in hostile_files("Woorden.").items():
        site.write(path, text)
    path = "checklists/mijn-raam.yml"
    before = hostile_files("Woorden.")[path]
    told = {}
    for link in LINKS:
        site.write(path, before.replace("prompt: Woorden.", f"prompt: {json.dumps(link)}"))
        handbook = load_handbook(find_site(site.root))
        told[link] = "unsafe_link" in {problem.code for problem in handbook.problems}

    assert told == dict.fromkeys(LINKS, True)


def test_a_title_stands_in_a_theme_of_another_as_text(draw: Draw):
    site = draw(
        DRAWING.replace("name: material", "name: mkdocs")
        .replace(", font: false", "")
        .replace("language: nl", "locale: nl")
    )
    for path, text in hostile_files("<script>alert(1)</script>").items():
        site.write(path, text)
    site.build(strict=False)

    pages = [path.read_text(encoding="utf-8") for path in (site.root / "site").rglob("*.html")]
    assert (len(pages), [page for page in pages if "<script>alert" in page]) == (8, [])
