"""Makes the search of Material read its texts when somebody searches, and not with every page that opens.

The theme has each page fetch the whole index: a third of a megabyte, and a second of work on a phone, mostly for
nothing. Here that index has no texts; a worker around the theme's own brings them at the first question.
"""

import json
import re
from pathlib import Path

from kijkraam.web import script

INDEX = "search/search_index.json"
"""What every page fetches; from here on it has no texts."""
TEXTS = "search/search_texts.json"
"""The same with all texts."""
WORKERS = "assets/javascripts/workers"
OF_THEME = "search-of-theme.js"
"""The theme's own worker, where ours has taken its place: pages go on asking for the same file."""
WORKER = re.compile(r"search\.[0-9a-f]+\.min\.js")
BEGIN = "globalThis.kijkraamSearch="


def write_late_search(site_dir: Path) -> None:
    """Put the worker in a built site, and its texts apart. Does nothing where no worker of Material's searches."""
    for path in (site_dir / WORKERS).glob("search.*.js"):
        if WORKER.fullmatch(path.name):
            _take_place_of(path)
            _set_texts_apart(site_dir)


def _take_place_of(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if not text.startswith(BEGIN):  # a build that leaves files of an earlier one as they are finds ours
        path.with_name(OF_THEME).write_text(text, encoding="utf-8", newline="")
    told = {"texts": f"../../../{TEXTS}", "worker": OF_THEME}
    path.write_text(f"{BEGIN}{json.dumps(told)};\n{script('search')}", encoding="utf-8", newline="\n")


def _set_texts_apart(site_dir: Path) -> None:
    index = site_dir / INDEX
    if not index.is_file():
        return
    text = index.read_text(encoding="utf-8")
    (site_dir / TEXTS).write_text(text, encoding="utf-8", newline="")
    index.write_text(json.dumps(json.loads(text) | {"docs": []}), encoding="utf-8", newline="\n")


def texts_of(site_dir: Path) -> Path:
    """Return the index of a built site that has all texts."""
    late = site_dir / TEXTS
    return late if late.is_file() else site_dir / INDEX
