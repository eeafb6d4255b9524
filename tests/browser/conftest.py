"""The real handbook, built once per worker and served on this machine, with a Chromium to look at it."""

import logging
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from .chromium import find_chromium
from .pages import NOT_FOUND

ROOT = Path(__file__).parent.parent.parent
FOLDER = "handboek"
"""The site does not stand at the root of its host: a link that counts from there is broken."""
PATIENCE = 20_000
"""Milliseconds after which something that has to happen counts as failed; several tests may share two cores."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Server(ThreadingHTTPServer):
    """Serves a folder at a free port of this machine, and remembers what was asked of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.folder = folder
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    @property
    def other_host(self) -> str:
        """The same server under another name: to a browser it is another host."""
        return f"http://localhost:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Leave out that a browser no longer waits for an answer: it went to another page."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Answers as a host of static pages does: an unknown address gives the site's own page for that."""

    server: Server

    def parse_request(self) -> bool:
        understood = super().parse_request()
        self.server.asked.append(f"{self.requestline}\n{self.headers}" if understood else self.requestline)
        return understood

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.server.folder / FOLDER / NOT_FOUND
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Handbook:
    """The built handbook: its files, what was said while building, and where it is served."""

    folder: Path
    url: str
    log: list[str]

    @property
    def addresses(self) -> list[str]:
        """The addresses of all pages, relative to the site's root."""
        found = sorted(self.folder.rglob("*.html"))
        return [path.relative_to(self.folder).as_posix().removesuffix("index.html") for path in found]

    def file(self, address: str) -> Path:
        """Return the file that is served at an address."""
        return self.folder / address / "index.html" if address.endswith("/") or not address else self.folder / address


class _Gather(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname}: {record.getMessage()}")


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


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a folder that is still empty."""
    with Server(tmp_path_factory.mktemp("host")) as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def handbook(server: Server) -> Handbook:
    """The real handbook, built strictly: a warning ends the build."""
    made = Handbook(server.folder / FOLDER, f"{server.url}{FOLDER}/", [])
    handler = _Gather()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(made.folder), site_url=made.url, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        logger.removeHandler(handler)
    made.log.extend(handler.lines)
    return made


@pytest.fixture(scope="session")
def documents(handbook: Handbook) -> dict[str, Element]:
    """Every page of the handbook as a browser reads it, by its address."""
    return {
        address: html5lib.parse(handbook.file(address).read_bytes(), namespaceHTMLElements=False)
        for address in handbook.addresses
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser, handbook: Handbook) -> Iterator[Visitor]:
    """Someone who opens pages. The test fails when the browser complained or asked another host for something."""
    made = Visitor(browser, handbook)
    yield made
    made.leave()
    assert made.complaints == []
