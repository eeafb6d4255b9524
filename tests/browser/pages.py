"""Which pages the tests look at."""

import re
from collections.abc import Collection, Iterable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

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


def rarely(values: Iterable[Any], *, but: Collection[Any]) -> list[Any]:
    """Return parameters of which `make test` takes only those in `but`; `make proof` takes them all."""
    return [pytest.param(*_all(value), marks=() if value in but else pytest.mark.proof) for value in values]


def _all(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def ready(page: Page) -> Page:
    """Wait until the form is open: its bar then names the record."""
    expect(page.locator(".kijkraam-bar summary")).to_have_text(re.compile("."))
    return page


def settle(page: Page) -> None:
    """Wait until nothing on a page moves any more. What stops halfway does not move either."""
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(animation => animation.finished))")
