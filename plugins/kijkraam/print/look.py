"""The look of an organisation on paper: its colour, from the site's own style sheets, and its logo."""

import base64
import mimetypes
from collections.abc import Iterable, Iterator
from pathlib import Path

PRINT_ACCENT = "--kijkraam-print-accent"
"""Colour of headings and lines on paper. Black unless a style sheet of the site says another on `:root`."""


def print_accent(styles: Iterable[Path]) -> str | None:
    """Return the colour that style sheets choose for paper, or None without one; the last one holds, as in a browser.

    Rules within `@media` are left out: they are about screens. What is no colour is left out too.
    """
    from tinycss2.color3 import RGBA, parse_color  # here, because it needs the extra `pdf`

    found = None
    for path in styles:
        for name, value in _on_root(path):
            colour = parse_color(value) if name == PRINT_ACCENT else None
            if isinstance(colour, RGBA):
                found = "#" + "".join(f"{round(part * 255):02x}" for part in (colour.red, colour.green, colour.blue))
    return found


def _on_root(path: Path) -> Iterator[tuple[str, str]]:
    import tinycss2

    for rule in tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule" or ":root" not in tinycss2.serialize(rule.prelude).replace(" ", "").split(","):
            continue
        for told in tinycss2.parse_blocks_contents(rule.content):
            if told.type == "declaration":
                yield told.name, tinycss2.serialize(told.value).strip()


def picture(path: Path) -> str:
    """Return a picture as it stands in HTML itself, so that a file on paper is made anew when it changes."""
    kind = mimetypes.guess_type(path.name)[0] or "image/png"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
