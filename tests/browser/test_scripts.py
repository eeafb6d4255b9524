"""What a browser gets of our own: bundles that belong to their sources, small enough for a telephone."""

import gzip
import re
from pathlib import Path

from .node import TOOLS, run_script, run_tool

MOST = 20 * 1024
"""Bytes of our own code and styles on a form's page, each file compressed as a server does."""


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


def test_a_page_with_a_form_carries_at_most_twenty_kilobytes_of_our_own(handbook):
    files = of_our_own(handbook, "formulier/kijkraam-kwartiermaken")
    sizes = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in files}

    assert set(sizes) == {"kijkraam.css", "form.css", "form.js"}
    assert sum(sizes.values()) <= MOST, sizes


def test_a_page_without_a_form_carries_no_script_of_a_form(handbook):
    files = of_our_own(handbook, "methoden/presentie/presentie")

    assert {file.name for file in files} == {"kijkraam.css", "pages.css", "register.js"}
