"""What all tests share: a site drawn as text, and the handbook of this project, both built for real with MkDocs."""

import html
import logging
import os
import re
import subprocess
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.theme import Theme
from playwright.sync_api import Browser, expect, sync_playwright

from kijkraam.print import render

from .browser.chromium import ARGUMENTS, PATIENCE, find_chromium, find_shell
from .command import run_kijkraam
from .handbook import FOLDER, Handbook, Server
from .sampling import is_short

ROOT = Path(__file__).parent.parent

SHARED = {
    "checklists/_scales.yml": """
        scales:
          - id: praktijk
            question: Hoe gaat dit bij ons?
            answers:
              - {id: zo-werken-wij, text: Zo werken wij, hint: ook als een ander er is}
              - {id: nu-niet, text: Nu niet}
              - {id: weet-ik-niet, text: Weet ik niet}
          - id: vakmanschap
            question: Hoe gaat dit mij af?
            first_person: true
            answers:
              - {id: gaat-vanzelf, text: Gaat vanzelf}
              - {id: vind-ik-moeilijk, text: Vind ik moeilijk}
    """,
    "checklists/_sources.yml": """
        works:
          - {id: boek, title: Een boek, authors: [Een schrijver], about: Waar dit op rust.}
    """,
}
"""The least that a site with checklists needs; a drawing may replace each file."""

CONFIG = """
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
"""


REFERRING = re.compile(r"<kijkraam-refer\b.*?</kijkraam-refer>", re.DOTALL)
PERMALINK = re.compile(r'<a class="kijkraam-permalink"[^>]*></a>')
LINKED_HEADING = re.compile(
    r'(<h[1-6] id="([^"]+)") aria-labelledby="\2--kop"><span id="\2--kop">(.*?)</span>', re.DOTALL
)


def bare(html: str) -> str:
    """Return HTML without the links to copy, and without how one refers to a page."""
    return LINKED_HEADING.sub(r"\1>\3", PERMALINK.sub("", REFERRING.sub("", html)))


@dataclass
class Drawn:
    """A site on disk, with what came of building it."""

    root: Path
    log: list[str] = field(default_factory=list)
    failed: bool = False
    paper: bool = True
    """Whether a build makes PDF files, as far as the site's configuration wants them."""
    packages: bool = False
    """The same for packages for an LMS."""
    offline: bool = False
    """The same for a service worker: with one, a page that was built anew comes first as it was before."""

    def write(self, path: str, text: str) -> None:
        """Write a file of the site; the common indent of the text is taken off."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")

    def html(self, url: str = "") -> str:
        """Return a page of the built site by its address: a folder, or a file that ends in `.html`."""
        path = self.root / "site" / url
        return (path if path.suffix == ".html" else path / "index.html").read_text(encoding="utf-8")

    def article(self, url: str = "", *, whole: bool = False) -> str:
        """Return the content of a page of the built site, without what the theme puts around it.

        Unless it is to be `whole`, what stands on every page is left out: links to copy beside headings, and how one
        refers to the page.
        """
        found = re.search(r"<article[^>]*>(.*)</article>", self.html(url), re.DOTALL)
        assert found, f"no article in {url}"
        return (found[1] if whole else bare(found[1])).strip()

    def outline(self, url: str = "") -> list[str]:
        """Return the headings of a page's content, each as its tag, its id (`-` without one) and its words."""
        headings = re.findall(r"<(h[1-6])([^>]*)>(.*?)</h[1-6]>", self.article(url), re.DOTALL)
        return [f"{tag} {_id_in(attributes)} {_words(content)}" for tag, attributes, content in headings]

    def elements(self, url: str = "") -> list[tuple[str, dict[str, str]]]:
        """Return every element of a page, in order, as its tag and its attributes."""
        parser = _Elements()
        parser.feed(self.html(url))
        return parser.found

    def build(self, *, strict: bool = True) -> "Drawn":
        """Build with MkDocs; warnings and errors gather in `log`, `failed` tells whether MkDocs gave up."""
        with _warnings() as self.log:
            try:
                config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.root / "site"), strict=strict)
                if not self.paper and "kijkraam" in config.plugins:
                    config.plugins["kijkraam"].config.pdf = "off"
                if not self.packages and "kijkraam" in config.plugins:
                    config.plugins["kijkraam"].config.packages = "off"
                if not self.offline and "kijkraam" in config.plugins:
                    config.plugins["kijkraam"].config.offline = False
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
            except (Abort, SystemExit):
                self.failed = True
        return self

    def kijkraam(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command `kijkraam` in the folder of the site."""
        return run_kijkraam(self.root, *arguments)


def _id_in(attributes: str) -> str:
    found = re.search(r'\bid="([^"]*)"', attributes)
    return found[1] if found else "-"


def _words(content: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", content)).strip()


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


class _Gather(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname}: {record.getMessage()}")


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Gather the warnings and errors of MkDocs."""
    handler = _Gather()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)


@pytest.fixture(scope="session", autouse=True)
def _themes_are_read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile the templates of themes once for all sites of a worker, and do not walk through their icons.

    That is two thirds of the work of a small site. MkDocs itself leaves out what stands in hidden folders.
    """
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))
    get_env = Theme.get_env

    def get_env_with_cache(theme: Theme) -> Environment:
        env = get_env(theme)
        env.bytecode_cache = compiled
        return env

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "get_env", get_env_with_cache)
        patch.setattr(FileSystemLoader, "list_templates", _list_what_is_not_hidden)
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_file_on_paper_at_a_time() -> Iterator[None]:
    """Render files of small sites in this process: tests run beside each other, and a process more takes a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render, "processors", lambda: 1)
        yield


@pytest.fixture(autouse=True)
def _several_files_at_a_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "processes" in request.keywords:
        monkeypatch.setattr(render, "processors", lambda: 2)


def _list_what_is_not_hidden(loader: FileSystemLoader) -> list[str]:
    found = set()
    for root in loader.searchpath:
        for folder, folders, files in os.walk(root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.update((Path(folder) / name).relative_to(root).as_posix() for name in files)
    return sorted(found)


@pytest.fixture
def paper() -> bool:
    """Tell whether a build makes PDF files: that takes seconds, so only tests of paper say yes."""
    return False


@pytest.fixture
def draw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paper: bool) -> Callable[[str], Drawn]:  # noqa: FBT001
    """Return a function that puts a site on disk from a drawing.

    A drawing is a text in which a line `== path` begins each file. `mkdocs.yml`, scales and sources are there already
    unless the drawing has its own.
    """
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    def put(drawing: str) -> Drawn:
        site = Drawn(tmp_path / "site-of-test", paper=paper)
        site.write("mkdocs.yml", CONFIG)
        site.write("docs/index.md", "# Begin\n")
        for path, text in SHARED.items():
            site.write(path, text)
        parts = re.split(r"^== (\S+)[ \t]*$", textwrap.dedent(drawing), flags=re.MULTILINE)
        assert not parts[0].strip(), "a drawing begins with a line `== path`"
        for path, text in zip(parts[1::2], parts[2::2], strict=True):
            site.write(path, text.strip("\n") + "\n")
        monkeypatch.chdir(site.root)
        return site

    return put


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
    with _warnings() as log:
        made = Handbook(server.folder / FOLDER, f"{server.url}{FOLDER}/", log)
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(made.folder), site_url=made.url, strict=True)
        config.plugins["kijkraam"].config.pdf = "off"  # files on paper have tests of their own
        config.plugins["kijkraam"].config.offline = False  # so has the service worker
        config.plugins["kijkraam"].config.offline_zip = False
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    return made


@pytest.fixture(scope="session")
def documents(handbook: Handbook) -> dict[str, Element]:
    """Every page of the handbook as a browser reads it, by its address."""
    return {
        address: html5lib.parse(handbook.file(address).read_bytes(), namespaceHTMLElements=False)
        for address in handbook.addresses
    }


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One Chromium for all tests of a worker: there cannot be two. In a short run it is one without windows."""
    expect.set_options(timeout=PATIENCE)
    path = find_shell() if is_short(request.config) else find_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()
