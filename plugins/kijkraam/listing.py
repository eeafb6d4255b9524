"""What the handbook holds, as a table for people and as JSON for programs."""

from typing import TypedDict

from kijkraam.checklist.fields import Format
from kijkraam.export import files as export_files
from kijkraam.export import packages
from kijkraam.form import Form
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases
from kijkraam.print import libraries
from kijkraam.print.press import paths_of


class Entry(TypedDict):
    """One form in `kijkraam list --json`."""

    id: str
    kind: str
    title: str
    url: str
    """Relative to the site's root."""
    version: int
    sections: int
    items: int
    core_items: int
    minutes: int | None
    formats: dict[str, str | list[str]]
    """Format name to path or paths of what was made of the form, relative to the site's root."""


def entries(handbook: Handbook) -> list[Entry]:
    """Return one entry per form, in the order of themes."""
    formats = handbook.site.formats
    if handbook.site.on_paper and (libraries.packages_missing() or libraries.libraries_missing()):
        formats = tuple(member for member in formats if not member.on_paper)
    return [_entry(form, formats) for _, forms in handbook.by_theme() for form in forms]


def _entry(form: Form, formats: tuple[Format, ...]) -> Entry:
    return {
        "id": form.id,
        "kind": form.kind.value,
        "title": form.title,
        "url": form.url,
        "version": form.checklist.version,
        "sections": len(form.panes),
        "items": len(form.questions),
        "core_items": len(form.core),
        "minutes": form.minutes,
        "formats": {
            "html": f"{form.url}index.html",
            **paths_of(form, formats),
            **export_files.paths_of(form, formats),
            **packages.paths_of(form, formats),
        },
    }


def table(handbook: Handbook, phrases: Phrases) -> str:
    """Return the forms as a table in plain text."""
    keys = ("id", "kind", "items", "core", "minutes", "title")
    rows = [[phrases(f"list.{key}") for key in keys]]
    for entry in [_entry(form, ()) for _, forms in handbook.by_theme() for form in forms]:
        kind = phrases(f"kind.{entry['kind']}")
        counts = [entry["items"], entry["core_items"], entry["minutes"]]
        rows.append([entry["id"], kind, *("–" if not count else str(count) for count in counts), entry["title"]])
    widths = [max(len(row[column]) for row in rows) for column in range(len(keys))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
