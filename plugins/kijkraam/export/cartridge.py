"""A theme of the handbook as an IMS Common Cartridge 1.3: web links to its pages and forms, in order of the menu."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from kijkraam.export.archive import MANIFEST, archive
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases
from kijkraam.site import navigation

HEADING = re.compile(r"^#[ \t]+(.*?)(?:[ \t]*\{[^}\n]*\})?[ \t]*$", re.MULTILINE)
INDEX = ("index.md", "README.md")
Menu = list[tuple[str, "str | Menu"]]
"""Entries of the menu: a title (empty when the page tells it) with a Markdown file, or with more entries."""


@dataclass(frozen=True)
class Link:
    """A page of the site."""

    id: str
    title: str
    url: str
    """Relative to the root of the site."""


@dataclass(frozen=True)
class Group:
    """Links under a title of their own."""

    id: str
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Cartridge:
    """A theme: a folder of pages, with its forms."""

    id: str
    title: str
    entries: tuple[Link | Group, ...]

    @property
    def links(self) -> list[Link]:
        """All links, in order."""
        return [link for entry in self.entries for link in (entry.links if isinstance(entry, Group) else [entry])]


def cartridge(theme: Cartridge, site_url: str, phrases: Phrases) -> bytes:
    """Return a theme as a cartridge, with links to where the site is published."""
    return archive(files_of_cartridge(theme, site_url, phrases))


def files_of_cartridge(theme: Cartridge, site_url: str, phrases: Phrases) -> dict[str, bytes]:
    """Return the files of a cartridge by their path."""
    base = site_url.rstrip("/") + "/"
    links = {
        f"links/{link.id}.xml": _template("weblink").render(title=link.title, url=base + link.url).encode()
        for link in theme.links
    }
    manifest = _template("imsmanifest-cartridge").render(theme=theme, language=phrases.language)
    return {MANIFEST: manifest.encode(), **links}


def themes(handbook: Handbook, url_of: Callable[[str], str | None]) -> Iterator[Cartridge]:
    """Yield each folder of the handbook that holds a theme; `url_of` gives the address of a Markdown file."""
    for folder in theme_folders(handbook):
        yield theme_of(folder, handbook, url_of)


def theme_folders(handbook: Handbook) -> list[str]:
    """Return the folders with an index of their own and no such folder below them, relative to `docs`."""
    docs = handbook.site.docs
    found = {path.parent.relative_to(docs).as_posix() for name in INDEX for path in docs.rglob(name)} - {"."}
    return sorted(folder for folder in found if not any(other.startswith(f"{folder}/") for other in found))


def theme_of(folder: str, handbook: Handbook, url_of: Callable[[str], str | None]) -> Cartridge:
    """Return a theme: its part of the menu, then pages and forms of it that are not in the menu."""
    docs = handbook.site.docs
    pages = sorted(path.relative_to(docs).as_posix() for path in (docs / folder).glob("*.md"))
    pages.sort(key=lambda page: posixpath.basename(page) not in INDEX)
    forms = [
        form.page for form in handbook.forms.values() if form.theme and form.theme.id == posixpath.basename(folder)
    ]
    titles = {form.page: form.title for form in handbook.forms.values()}
    part = _part(navigation(handbook.site), folder) or []
    listed = set(_pages(part))
    menu = [*part, *(("", page) for page in [*pages, *forms] if page not in listed)]

    def link(title: str, page: str) -> Link | None:
        url = url_of(page)
        told = title or titles.get(page) or _title(docs / page)
        return Link(re.sub(r"[^a-z0-9]+", "-", posixpath.splitext(page)[0]), told, url) if url is not None else None

    def entries(menu: Menu) -> Iterator[Link | Group]:
        for number, (title, what) in enumerate(menu):
            if isinstance(what, str):
                made = link(title, what)
                if made:
                    yield made
                continue
            inside = tuple(made for name, page in _leaves(what) if (made := link(name, page)))
            if inside:
                yield Group(f"group-{number}", title, inside)

    index = next((page for page in pages if posixpath.basename(page) in INDEX), "")
    name = _title(docs / index) if index else folder
    return Cartridge(posixpath.basename(folder), name, tuple(entries(menu)))


def _part(menu: Menu, folder: str) -> Menu | None:
    """Return the smallest part of the menu that holds all entries of a folder."""
    for _, what in menu:
        if isinstance(what, list) and (found := _part(what, folder)) is not None:
            return found
    here = [page for _, page in menu if isinstance(page, str) and posixpath.dirname(page) == folder]
    return menu if here else None


def _pages(menu: Menu) -> list[str]:
    return [page for _, page in _leaves(menu)]


def _leaves(menu: Menu) -> Iterator[tuple[str, str]]:
    for title, what in menu:
        if isinstance(what, str):
            yield title, what
        else:
            yield from _leaves(what)


def _title(path: Path) -> str:
    """Return the title that a page gives itself."""
    try:
        found = HEADING.search(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        found = None
    return found[1] if found else path.stem


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("kijkraam", "export/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(f"{name}.xml.jinja")
