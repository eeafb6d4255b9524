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
from kijkraam.shipped import library


class Entry(TypedDict):
    """One form in `kijkraam list --json`."""

    id: str
    """Never changes."""
    kind: str
    """`kijkraam`, `kijkvragen`, `fase`, `werkblad`, `ervaring` or `scorelijst`."""
    title: str
    """With inline Markdown."""
    url: str
    """Relative to the site's root; ends in `/`."""
    version: int
    """Raised when items change meaning."""
    changes: list[dict[str, str | int]]
    """What changed in which version, oldest first: `version`, `date`, `text`."""
    sections: int
    """How many panes it has."""
    items: int
    """How many questions it has."""
    core_items: int
    """How many of these are in the Eerste blik."""
    minutes: int | None
    """For all panes together; null when no pane tells."""
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
        "changes": [change.model_dump() for change in form.checklist.changes or []],
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


class ShippedEntry(TypedDict):
    """One checklist in `kijkraam list --shipped --json`."""

    id: str
    """What `extends` names."""
    kind: str
    """As of a form in `kijkraam list --json`."""
    title: str
    version: int
    """What `base_version` names."""


def shipped_entries() -> list[ShippedEntry]:
    """Return one entry per checklist that comes with the program, by id."""
    checklists = [library().checklist(name, lambda _: None).model for name in sorted(library().ids)]
    return [{"id": c.id, "kind": c.kind.value, "title": c.title, "version": c.version} for c in checklists]


def shipped_table(entries: list[ShippedEntry], phrases: Phrases) -> str:
    """Return what comes with the program as a table in plain text."""
    rows = [[phrases(f"list.{key}") for key in ("id", "kind", "version", "title")]]
    rows += [[e["id"], phrases(f"kind.{e['kind']}"), str(e["version"]), e["title"]] for e in entries]
    return _in_columns(rows)


def table(handbook: Handbook, phrases: Phrases) -> str:
    """Return the forms as a table in plain text."""
    keys = ("id", "kind", "items", "core", "minutes", "title")
    rows = [[phrases(f"list.{key}") for key in keys]]
    for entry in [_entry(form, ()) for _, forms in handbook.by_theme() for form in forms]:
        kind = phrases(f"kind.{entry['kind']}")
        counts = [entry["items"], entry["core_items"], entry["minutes"]]
        rows.append([entry["id"], kind, *("–" if not count else str(count) for count in counts), entry["title"]])
    return _in_columns(rows)


def _in_columns(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
