"""The inventory of published addresses: every page with the anchors in it.

A build writes it as `kijkraam-adressen.json` at the root of the site, for other sites that link to it.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from kijkraam.form import Form

INVENTORY = "kijkraam-adressen.json"


class Inventory(TypedDict):
    """The addresses of one built site."""

    version: int
    """Of this format: 1. A higher one may mean something else."""
    pages: dict[str, list[str]]
    """The anchors of each page, by its address relative to the root of the site; the home page is the empty text."""


@dataclass
class Addresses:
    """Pages by address relative to the site's root (empty for the home page), each with its anchors."""

    pages: dict[str, set[str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    """Addresses that pages had before, with those that they have now."""

    def add(self, url: str, anchors: set[str]) -> None:
        """Add one page; a folder and the `index.html` in it are one address."""
        folder = url.removesuffix("index.html")
        self.pages.setdefault(folder if folder.endswith("/") or not folder else url, set()).update(anchors)

    def has(self, address: str) -> bool:
        """Whether `page/` or `page/#anchor` is there, here or where the page went."""
        url, _, anchor = address.partition("#")
        url = self.moved.get(url, url)
        return url in self.pages and (not anchor or anchor in self.pages[url])

    def all(self) -> list[str]:
        """Return every address, in order."""
        return sorted(
            f"{url}#{anchor}" if anchor else url for url, anchors in self.pages.items() for anchor in {"", *anchors}
        )

    def write(self, site_dir: Path) -> None:
        """Write the inventory into a built site, for other sites that link to it."""
        pages = {url: sorted(anchors) for url, anchors in sorted(self.pages.items())}
        inventory: Inventory = {"version": 1, "pages": pages}
        text = json.dumps(inventory, ensure_ascii=False, indent=1)
        (site_dir / INVENTORY).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, site_dir: Path) -> "Addresses":
        """Read the inventory of a built site. Raises OSError or ValueError."""
        told = json.loads((site_dir / INVENTORY).read_text(encoding="utf-8"))
        try:
            return cls({url: set(anchors) for url, anchors in told["pages"].items()})
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(INVENTORY) from error


def anchors_of(form: Form) -> set[str]:
    """Return the anchors of a form on its own page: itself, its panes and its items, those of old among them."""
    items = (question.item.id for question in form.questions)
    return {form.id, *(pane.id for pane in form.panes), *items, *form.old_ids}
