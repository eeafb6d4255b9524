"""Lighthouse on pages of the handbook, as a phone opens them, each in turn with a plain page of as many words.

Five of them are typical. The sixth is the largest form, of 78 statements: half of the forms have twelve or fewer.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from ..browser.chromium import find_chromium
from ..browser.node import run_script
from .builds import MKDOCS
from .generated import Writer, write_plain
from .measuring import FOLDER, ROOT, Results, take
from .serving import fetch_packages, serving

TIMES = 5
LARGEST = "formulier/kijkraam-kwartiermaken/"
PAGES = (
    "",
    "methoden/kwartiermaken/kwartiermaken/",
    "formulier/fase-1-ontmoeting-en-kennismaking/",
    "formulieren/",
    "bronnen/",
    LARGEST,
)
WHOLE = ("accessibility", "best-practices", "seo")
"""Categories in which nothing may be missing."""
CATEGORIES = ("performance", *WHOLE)
PACKAGES = Path(__file__).parent / "lighthouse"
REPORTS = FOLDER / "lighthouse"
"""Where Lighthouse leaves its whole reports, to read what is wrong."""
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    # nothing that the browser itself looks for elsewhere
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Seen:
    """What Lighthouse said of a page: points of 100 in each category, what is wrong, how much shifted."""

    points: dict[str, float]
    wrong: dict[str, list[str]]
    """The names of audits that are not passed, in each category in which all must be."""
    shift: float


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], list[str]]]:
    """Build the handbook as it is published, and a plain site; give the addresses of our pages and of plain ones."""
    folder = tmp_path / "host"
    with serving(folder) as address:
        monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
        monkeypatch.setenv("KIJKRAAM_PDF", "off")
        monkeypatch.setenv("SITE_URL", f"{address}/handboek/")
        take([*MKDOCS, "-d", str(folder / "handboek")], ROOT)
        words = [_words((folder / "handboek" / page / "index.html").read_text(encoding="utf-8")) for page in PAGES]
        write_plain(tmp_path / "plain", len(PAGES), lambda number, writer: _page(number, words[number - 1], writer))
        take([*MKDOCS, "-d", str(folder / "plain")], tmp_path / "plain")
        plain = [f"{address}/plain/thema-1/blad-{number}/" for number in range(1, len(PAGES) + 1)]
        yield [f"{address}/handboek/{page}" for page in PAGES], plain


def _words(html: str) -> int:
    """Return how many words stand in the text of a page."""
    found = re.search(r"<article.*</article>", html, re.DOTALL) or re.search(r"<main.*</main>", html, re.DOTALL)
    assert found
    return len(re.sub(r"<[^>]*>", " ", found[0]).split())


def _page(number: int, words: int, writer: Writer) -> str:
    """Return a page of about so many words, in sections."""
    text = f"# Blad {number}\n"
    while len(text.split()) < words:
        text += f"\n## {writer.question()}\n\n{writer.prose(3)}\n\n{writer.prose(3)}\n"
    return text


def test_lighthouse(sites: tuple[list[str], list[str]], results: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch_packages(PACKAGES)
    monkeypatch.setenv("CHROME_PATH", find_chromium())
    REPORTS.mkdir(parents=True, exist_ok=True)
    ours, plain = defaultdict[str, list[Seen]](list), defaultdict[str, list[Seen]](list)
    for turn in range(1, TIMES + 1):
        for page, one, other in zip(PAGES, *sites, strict=True):
            name = _name(page)
            ours[name].append(look(one, REPORTS / f"{name}-{turn}.json"))
            plain[name].append(look(other, REPORTS / f"{name}-plain-{turn}.json"))
    for category in WHOLE:
        points = {name: _points(seen, category) for name, seen in ours.items()}
        told = ", ".join(f"{name}: {_told(points[name], seen, category)}" for name, seen in ours.items())
        what = f"Points under 100 for {category} (worst of six pages)"
        results.add(what, 100 - min(points.values()), "points", most=0, beside=f"{told}.")
    speeds = {name: (_points(ours[name], "performance"), _points(plain[name], "performance")) for name in ours}
    largest = {_name(LARGEST): speeds.pop(_name(LARGEST))}
    for which, taken in (("worst of five pages", speeds), ("the largest form", largest)):
        told = ", ".join(f"{name}: {one:.0f} and {other:.0f}" for name, (one, other) in taken.items())
        under = max(other - one for one, other in taken.values())
        results.add(f"Points for performance under a plain page ({which})", under, "points", most=3, beside=f"{told}.")
    shifts = {name: max(one.shift for one in seen) for name, seen in ours.items()}
    told = ", ".join(f"{name}: {shift:.4f}" for name, shift in shifts.items())
    results.add("Layout shift (worst of six pages)", max(shifts.values()), "", most=0, beside=f"{told}.")


def _name(page: str) -> str:
    return page.strip("/").replace("/", "-") or "begin"


def look(address: str, report: Path) -> Seen:
    """Let Lighthouse open a page in a browser that knows nothing yet; it keeps its report in a file."""
    done = run_script(
        PACKAGES / "node_modules/lighthouse/cli/index.js",
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(FLAGS)}",
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(report.read_text(encoding="utf-8"))
    points = {name: told["categories"][name]["score"] * 100 for name in CATEGORIES}
    shift = told["audits"]["cumulative-layout-shift"]["numericValue"]
    return Seen(points, {name: _wrong(told, name) for name in WHOLE}, shift)


def _wrong(told: dict[str, Any], category: str) -> list[str]:
    """Return the audits of a category that count and are not passed; one without a score does not apply."""
    counting = [audit["id"] for audit in told["categories"][category]["auditRefs"] if audit["weight"]]
    return [name for name in counting if (told["audits"][name]["score"] or 0) < 1 and _applies(told["audits"][name])]


def _applies(audit: dict[str, Any]) -> bool:
    return audit["scoreDisplayMode"] not in {"notApplicable", "manual", "informative"}


def _points(seen: list[Seen], category: str) -> float:
    return median(one.points[category] for one in seen)


def _told(points: float, seen: list[Seen], category: str) -> str:
    """Return the points of a page, with the audits that any of its reports found wrong."""
    wrong = sorted({name for one in seen for name in one.wrong[category]})
    return f"{points:.0f} ({', '.join(wrong)})" if wrong else f"{points:.0f}"
