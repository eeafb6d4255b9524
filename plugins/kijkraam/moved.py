"""What moved keeps its address: a page leaves a page that leads on, a part of a page leaves a line that does."""

import html
import re
from collections.abc import Iterable
from pathlib import Path

from kijkraam.locale import Phrases

ADDRESS = re.compile(r"(?:[^/?#\s]+/)*(?:[^/?#\s]+/|[^/?#\s]+\.html)")
"""Of a page, as the lock writes it: `map/bladzijde/`, or `map/bladzijde.html`."""


def is_address(text: str) -> bool:
    """Whether a text can be the address of a page within the site."""
    return bool(ADDRESS.fullmatch(text)) and ".." not in text.split("/")


def file_of(address: str) -> str:
    """Return the file that a server gives for the address of a page."""
    return address if address.endswith(".html") else f"{address}index.html"


def lines(parts: Iterable[tuple[str, str, str]], phrases: Phrases) -> str:
    """Return the lines that old links to parts of a page lead to: the anchor, the new address, the new title.

    A style shows such a line only to who comes by that link.
    """
    return "".join(
        f'<p class="kijkraam-moved" id="{html.escape(anchor)}" data-search-exclude>{phrases("refer.moved")} '
        f'<a href="{html.escape(href)}">{html.escape(title)}</a></p>'
        for anchor, href, title in parts
    )


def write_page(site_dir: Path, address: str, text: str) -> None:
    """Write a page at an address of a built site."""
    path = site_dir / file_of(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page_left(href: str, title: str, script: str, phrases: Phrases) -> str:
    """Return the page that a page leaves behind; `href` and `script` are addresses as seen from there.

    The script takes along what stands behind an address: a part of the page, a selection of a form.
    """
    moved, to = html.escape(phrases("refer.moved_page")), html.escape(phrases("refer.moved_to"))
    target = html.escape(href)
    return f"""<!doctype html>
<html lang="{phrases.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{moved}: {html.escape(title)}</title>
<link rel="canonical" href="{target}">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
<script src="{html.escape(script)}"></script>
</head>
<body>
<h1>{moved}</h1>
<p>{to} <a href="{target}">{html.escape(title)}</a></p>
</body>
</html>
"""
