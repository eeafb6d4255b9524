"""A Chromium to look at the handbook with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from ..handbook import Handbook, Server
from ..sampling import is_short
from . import axe
from .chromium import PATIENCE
from .node import Codes
from .team import FORM, Book, book_of


@dataclass
class Visitor:
    """Opens pages of the handbook, and hears what the browser complains of and what it asks for."""

    browser: Browser
    handbook: Handbook
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, address: str = "", *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        """Return a page of the handbook in a browser that knows nothing yet; `options` are those of a context."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._note)
        page.goto(self.handbook.url + address)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")

    def _note(self, request: Request) -> None:
        self.requests.append(request)
        if not request.url.startswith((self.handbook.url, "data:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def leave(self) -> None:
        """Close all pages."""
        for context in self.contexts:
            context.close()


@pytest.fixture(scope="session", autouse=True)
def _contrast_of_what_looks_alike_is_looked_at_once(request: pytest.FixtureRequest) -> None:
    if is_short(request.config):
        axe.left_out = [axe.ALIKE]


@pytest.fixture
def visitor(browser: Browser, handbook: Handbook, server: Server, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Someone who opens pages.

    In a short run the theme's script stays out of tests with the mark `own_script`. The test fails when the browser
    complained or asked another host for something.
    """
    server.has_theme = not is_short(request.config) or request.node.get_closest_marker("own_script") is None
    made = Visitor(browser, handbook)
    yield made
    made.leave()
    server.has_theme = True
    assert made.complaints == []


@pytest.fixture
def book(handbook: Handbook) -> Book:
    """A kijkraam as the page for teams gets it."""
    return book_of(handbook.folder, FORM)


@pytest.fixture(scope="module")
def codes() -> Iterator[Codes]:
    """Makes and reads answer codes as a page does."""
    made = Codes()
    yield made
    made.close()
