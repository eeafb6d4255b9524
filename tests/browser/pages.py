"""Which pages the tests look at."""

from playwright.sync_api import Page

from ..handbook import NOT_FOUND

SAMPLE = {
    "home": "",
    "overview": "formulieren/",
    "glossary": "begrippen/",
    "kijkraam": "formulier/kijkraam-kwartiermaken/",
    "phase": "formulier/fase-1-ontmoeting-en-kennismaking/",
    "worksheet": "formulier/werkblad-ondersteuningsgebieden/",
    "client": "formulier/opbrengsten-presentie/",
    "long-page": "methoden/praktijkverhalen/casus-bram/",
    "not-found": NOT_FOUND,
}
"""One page of each kind."""


def ready(page: Page) -> Page:
    """Wait until the form is open: its bar then names the record, or it asks whether to begin.

    Looked for in every frame that is drawn: `expect` looks after a tenth, a third and then nearly a whole second.
    """
    page.wait_for_function("() => document.querySelector('.kijkraam-bar summary, .kijkraam-start')?.textContent.trim()")
    return page


def settle(page: Page) -> None:
    """Wait until nothing on a page moves any more. What stops halfway does not move either."""
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(animation => animation.finished))")
