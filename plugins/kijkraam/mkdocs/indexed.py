"""What search read of each page, kept for the next build while somebody writes.

Material's search reads the HTML of a page tag by tag, which takes longer than all else that is done for a page that did
not change. Such a page is shown to it as one that search leaves out, and gets the entries that it had.
"""

from dataclasses import dataclass, field
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from kijkraam.mkdocs.rendered import KNOWN_PLUGINS, digest

SEARCH = "material/search"
"""Material's search, by the name that MkDocs gives it. What else makes an index reads every page."""

Entry = dict[str, Any]


@dataclass
class IndexedPages:
    """The entries of each page of one site, as long as it is served."""

    _made: dict[str, tuple[bytes, list[Entry]]] = field(default_factory=dict)
    _meta: dict[str, Any] | None = None
    """The front matter of the page at hand, where search is not to read it."""
    _key: bytes = b""
    _before: int = 0

    def before(self, page: Page, config: MkDocsConfig) -> None:
        """Keep search from a page that it has read; its content must be what search would read."""
        entries = _entries(config)
        if entries is None:
            return
        self._before = len(entries)
        self._key = digest(page.content or "", (page.meta, str(page.title)))
        self._meta = None
        made = self._made.get(page.url)
        if made and made[0] == self._key:
            self._meta = dict(page.meta)
            page.meta["search"] = {"exclude": True}

    def after(self, page: Page, config: MkDocsConfig) -> None:
        """Give a page the entries that it had, or take over those that it got; its front matter is as it was."""
        entries = _entries(config)
        if entries is None:
            return
        if self._meta is None:
            self._made[page.url] = self._key, entries[self._before :]
            return
        page.meta.clear()
        page.meta.update(self._meta)
        entries.extend(self._made[page.url][1])


def entries_of(config: MkDocsConfig) -> list[Entry] | None:
    """Return what Material's search has read until now, or None where it does not search."""
    index = getattr(config.plugins.get(SEARCH), "search_index", None)
    entries = getattr(index, "entries", None)
    return entries if isinstance(entries, list) else None


def _entries(config: MkDocsConfig) -> list[Entry] | None:
    """Return what Material's search has read until now, or None where another plugin may read with it."""
    return entries_of(config) if set(config.plugins) <= KNOWN_PLUGINS else None
