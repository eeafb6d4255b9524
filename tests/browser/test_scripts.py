"""What a browser gets of our own: bundles that belong to their sources, small enough for a telephone."""

import gzip
import re
from pathlib import Path

import rcssmin

from .node import TOOLS, run_script, run_tool

ROOT = Path(__file__).parent.parent.parent
MOST = 20 * 1024
"""Bytes of our own code and styles on a form's page, each file compressed as a server does."""

MOST_ELSEWHERE = 3 * 1024
"""Bytes of our own scripts on a page without a form, with those that come after the page is there."""


COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
WITHIN = re.compile(r'(?<=[\w)\]*"]) :+[a-z-]+')
"""The space of `.a :is(b)`, which means something else than `.a:is(b)`."""


def of_our_own(handbook, address: str) -> list[Path]:
    """Return our own scripts and styles that a page names."""
    page = (handbook.folder / address / "index.html").read_text(encoding="utf-8")
    names = re.findall(r'(?:src|href)="[^"]*(assets/kijkraam/[^"]+)"', page)
    return [handbook.folder / name for name in dict.fromkeys(names)]


def test_the_code_passes_the_type_checker():
    checked = run_tool("tsc", "--project", str(TOOLS / "tsconfig.json"))

    assert (checked.stdout, checked.returncode) == ("", 0)


def test_each_bundle_is_that_of_its_sources():
    checked = run_script(TOOLS / "bundle.mjs", "--check")

    assert (checked.returncode, checked.stderr) == (0, "")


def test_styles_still_say_the_same_when_they_are_smaller():
    sheets = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "plugins/kijkraam").rglob("*.css"))}

    assert {
        path.name: text
        for path, text in sheets.items()
        if WITHIN.findall(" ".join(COMMENT.sub("", text).split())) != WITHIN.findall(rcssmin.cssmin(text))
    } == {}


def test_a_page_with_a_form_carries_at_most_twenty_kilobytes_of_our_own(handbook):
    files = of_our_own(handbook, "formulier/kijkraam-kwartiermaken")
    sizes = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in files}

    assert set(sizes) == {"page.js", "kijkraam.css", "form.css", "form.js"}
    assert sum(sizes.values()) <= MOST, sizes


def test_a_page_without_a_form_carries_no_script_of_a_form(handbook):
    files = of_our_own(handbook, "methoden/presentie/presentie")

    assert {file.name for file in files} == {"page.js", "kijkraam.css", "pages.css"}


def test_what_every_page_carries_is_small(handbook):
    assets = handbook.folder / "assets/kijkraam"
    sizes = {name: len(gzip.compress((assets / name).read_bytes(), 9)) for name in ("page.js", "links.js", "embed.js")}

    assert sizes["page.js"] <= 1024
    assert sizes["page.js"] + sizes["links.js"] <= MOST_ELSEWHERE, sizes
