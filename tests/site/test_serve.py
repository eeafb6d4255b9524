"""`mkdocs serve` as a real process: a mistake stands in the terminal and on every page, and goes when it is mended."""

import html
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from ..drawings import FRAME

PATIENCE = 60
"""Seconds after which a test gives up; no test waits that long when all is well."""
FORM = (
    FRAME
    + """
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
    == docs/ander.md
    # Ander

    ::: mijn-raam
"""
)
NO_SCALE = "checklists/mijn-raam.yml:9:40: De schaal 'praktik' bestaat niet. Bedoel je 'praktijk'?"


class Server:
    """MkDocs, serving a site while someone writes; `python` is that of the environment it runs in."""

    def __init__(self, root: Path, python: str = sys.executable) -> None:
        self.root = root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.terminal = root / "terminal.txt"
        other = {"PYTHONPATH"} if python != sys.executable else set()
        environment = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", *other}}
        with self.terminal.open("w") as output:
            self.process = subprocess.Popen(  # noqa: S603 - MkDocs itself, with arguments of the test
                [python, "-u", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"],
                cwd=root,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.give_up = time.monotonic() + PATIENCE

    def told(self) -> str:
        """Return what stands in the terminal."""
        return self.terminal.read_text(encoding="utf-8")

    def get(self, path: str) -> str:
        """Return what the server says, as soon as it says anything."""
        while True:
            assert time.monotonic() < self.give_up, self.told()
            connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                connection.request("GET", path)
                return connection.getresponse().read().decode("utf-8")
            except ConnectionRefusedError:
                self._look_whether_it_ended()
            finally:
                connection.close()

    def _look_whether_it_ended(self) -> None:
        try:
            self.process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            return
        pytest.fail(self.told())

    def until(self, path: str, fits: Callable[[str], bool]) -> str:
        """Return a page as soon as it fits; between two looks the server itself says when it has built anew."""
        while not fits(page := self.get(path)):
            [(epoch, number)] = re.findall(r"livereload\((\d+), (\d+)\);", page)
            self.get(f"/livereload/{epoch}/{number}")
        return page

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a file of the site, at once, as an editor does."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        beside = self.root / "half"
        beside.write_text(text.replace(old, new), encoding="utf-8")
        beside.replace(self.root / path)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(site, **how: str) -> Server:
        servers.append(Server(site.root, **how))
        return servers[-1]

    yield start
    for server in servers:
        server.process.terminate()
        server.process.wait()


def test_while_writing_a_service_worker_of_an_earlier_build_is_taken_away(draw, serve):
    server = serve(draw(FORM))

    worker = server.get("/sw.js")

    assert "unregister()" in worker
    assert 'addEventListener("fetch"' not in worker
    assert "serviceWorker" not in server.get("/assets/kijkraam/register.js")


def test_while_writing_one_can_take_how_to_refer_to_a_page(draw, serve):
    server = serve(draw(FORM + "    == docs/cliënten.md\n    # Cliënten\n"))

    assert "title = {{Cliënten}}" in server.get("/cli%C3%ABnten/index.bib")
    assert server.get("/formulier/mijn-raam/index.bib").startswith("@misc{mijn-raam,\n")
    assert server.get("/ander/index.ris").startswith("TY  - ELEC\r\nID  - ander\r\n")


def panel(page: str) -> list[str]:
    """The lines of the panel with problems on a page, without the lines of the files themselves."""
    found = re.search(r'<div class="kijkraam kijkraam-problems".*?</div>', page)
    lines = re.findall(r"<(?:strong|li)>(.*?)(?=<span|</strong|</li)", found[0]) if found else []
    return [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in lines]


def marked(page: str) -> list[str]:
    """The lines of files that the panel shows, with what is marked between brackets."""
    lines = re.findall(r'<span class="kijkraam-problem-line">(.*?</code>)', page)
    bracketed = [line.replace("</span>", " ").replace("<mark>", "[").replace("</mark>", "]") for line in lines]
    return [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in bracketed]


def test_a_mistake_in_a_checklist_is_told_while_the_rest_stays_up(draw, serve):
    server = serve(draw(FORM))
    clean = server.until("/ander/", lambda page: "We zoeken mensen op." in page)
    assert panel(clean) == []
    assert "Content-Security-Policy" not in clean

    server.replace("checklists/mijn-raam.yml", "scale: praktijk", "scale: praktik")
    page = server.until("/ander/", panel)
    assert panel(page) == ["1 probleem.", NO_SCALE]
    assert "<legend>We zoeken mensen op.</legend>" not in page
    assert marked(page)[0].startswith("regel 9 - {id: mensen, title: Mensen, scale: [praktik], items: [{id: m-1, ")
    own = server.get("/formulier/mijn-raam/")
    assert panel(server.get("/")) == panel(own) == panel(page)
    assert (
        "<p>Dit formulier kan nu niet worden getoond. Verbeter wat hierboven staat, en bewaar het bestand.</p>" in own
    )
    assert server.told().count(f"ERROR   -  {NO_SCALE}\n") == 1

    server.replace("checklists/mijn-raam.yml", "scale: praktik", "scale: praktijk")
    page = server.until("/ander/", lambda page: not panel(page))
    assert "We zoeken mensen op." in page
    assert "Traceback" not in server.told()


def test_a_mistake_in_a_form_that_makes_codes_leaves_the_page_of_the_team_up(draw, serve):
    site = draw(FORM + "    == docs/team.md\n    # Team {#team}\n\n    ::: team\n")
    site.kijkraam("lock")
    server = serve(site)
    server.until("/team/", lambda page: "kijkraam-team" in page and not panel(page))

    server.replace("checklists/mijn-raam.yml", "work: boek", "work: boec")

    told = "checklists/mijn-raam.yml:7:16: De bron 'boec' bestaat niet. Bedoel je 'boek'?"
    assert panel(server.until("/team/", panel)) == ["1 probleem.", told]
    assert "Traceback" not in server.told()


def test_a_site_comes_up_with_a_mistake_that_is_there_at_the_start(draw, serve):
    site = draw(FORM.replace("title: Mijn raam", "title: Mijn: raam"))
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + "nav: [index.md, formulier/mijn-raam.md]\n")
    server = serve(site)

    page = server.until("/", lambda _: True)
    [count, problem] = panel(page)
    assert count == "1 probleem."
    assert problem.startswith("checklists/mijn-raam.yml:4:12: ")
    assert f"ERROR   -  {problem}\n" in server.told()
    assert panel(server.get("/formulier/mijn-raam/")) == [count, problem]
    assert "bestaat niet" not in server.told()
    assert "WARNING" not in server.told()

    server.replace("checklists/mijn-raam.yml", "title: Mijn: raam", "title: Mijn raam")
    server.until("/formulier/mijn-raam/", lambda page: "We zoeken mensen op." in page and not panel(page))


def test_a_page_of_which_all_parts_are_broken_comes_up_and_only_the_files_are_told(draw, serve):
    site = draw("""
    == checklists/mijn-fase.yml
    id: mijn-fase
    kind: fase
    == checklists/_helplines.yml
    help_lines: [{id: raad}]
    == docs/index.md
    # Begin

    ::: traject mijn-fase

    ::: helplines raad
    """)
    server = serve(site)

    page = server.until("/", panel)

    assert {line.partition(":")[0] for line in panel(page)[1:]} == {
        "checklists/_helplines.yml",
        "checklists/mijn-fase.yml",
    }
    assert "<kijkraam-traject" in page
    assert "Traceback" not in server.told()


def test_a_mistake_in_a_page_is_told_on_every_page(draw, serve):
    server = serve(draw(FORM))
    server.until("/ander/", lambda page: "We zoeken mensen op." in page)

    server.replace("docs/ander.md", "::: mijn-raam", "::: mijn-raan")
    problem = "docs/ander.md:3:1: Het formulier 'mijn-raan' bestaat niet. Bedoel je 'mijn-raam'?"
    page = server.until("/", panel)
    assert panel(page) == ["1 probleem.", problem]
    assert panel(server.get("/ander/")) == panel(page)
    assert server.told().count(f"WARNING -  {problem}\n") == 1

    server.replace("docs/ander.md", "::: mijn-raan", "::: mijn-raam")
    server.until("/", lambda page: not panel(page))
    assert "We zoeken mensen op." in server.get("/ander/")


def test_a_mistake_in_a_shared_file_is_told_there_and_not_at_everything_that_uses_it(draw, serve):
    server = serve(
        draw(
            FORM
            + """
    == checklists/_glossary.yml
    terms:
      - {id: presentie, term: presentie, text: Er zijn voor de ander.}
    == docs/index.md
    ---
    source: {work: boek}
    ---
    Dit is [presentie](begrip:presentie).
    """
        )
    )
    server.until("/ander/", lambda page: "We zoeken mensen op." in page)

    for name, key in (("_scales.yml", "scales:"), ("_sources.yml", "works:"), ("_glossary.yml", "terms:")):
        server.replace(f"checklists/{name}", key, f"x{key}")
    page = server.until("/ander/", lambda page: len(panel(page)) > 3)
    assert [line.partition(":")[0] for line in panel(page)] == [
        "3 problemen.",
        "checklists/_glossary.yml",
        "checklists/_scales.yml",
        "checklists/_sources.yml",
    ]
    assert "Traceback" not in server.told()


def test_a_day_that_never_was_in_the_front_matter_of_a_page_is_told(draw, serve):
    site = draw(
        FORM
        + """
    == docs/index.md
    ---
    title: Begin
    bijgewerkt:
      - 2026-02-31
    ---
    # Begin
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [{kijkraam: {pdf: off}}]
    """
    )
    told = "docs/index.md:4:5: '2026-02-31' is geen dag die bestaat. Schrijf jaar-maand-dag, zoals 2026-11-22."
    assert site.build().log == [f"ERROR: {told}"]
    assert site.failed
    assert site.kijkraam("compile", "-o", "gewoon").stderr == f"{told}\n"

    server = serve(site)
    page = server.until("/", panel)
    assert panel(page) == ["1 probleem.", told]
    assert "<p>Deze bladzijde kan nu niet worden getoond." in page
    server.replace("docs/index.md", "02-31", "02-28")
    server.until("/", lambda page: not panel(page))
    assert "Traceback" not in server.told()


def test_a_key_of_ours_that_is_misspelt_in_the_front_matter_of_a_page_is_told(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    ---
    title: Begin
    quick-exit: true
    my-own: text
    ---
    # Begin
    == docs/twee.md
    ---
    quick_exit: ja
    search: nee
    ---
    # Twee
    """
    )

    assert site.build().log == [
        "WARNING: docs/index.md:3:1: De sleutel 'quick-exit' bestaat niet. Bedoel je 'quick_exit'?",
        "WARNING: docs/twee.md:2:13: 'ja' is geen ja of nee. Schrijf true of false.",
        (
            "WARNING: docs/twee.md:3:9: Bij 'search' horen sleutels met waarden. Schrijf ze eronder, elk op een eigen "
            "regel en ingesprongen."
        ),
    ]
