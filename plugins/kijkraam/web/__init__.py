"""Browser code that is no form component, as classic scripts: they also run from a folder and in a frame.

The sources are ES modules; `dist/` holds one bundle per kind of page, made by `tests/tools/bundle.mjs`.
"""

import json
from functools import cache
from importlib.resources import files

from kijkraam.locale import Phrases

SCRIPTS = {
    "overview": "<kijkraam-overview",
    "exit": "<kijkraam-exit",
    "form": "<kijkraam-form",
    "records": "<kijkraam-records",
    "traject": "<kijkraam-traject",
}
"""Each script with the markup by which a page shows that it needs it."""
SPEAKING = {"form", "records", "traject"}
"""Scripts that show words, and so bring the phrases of the site's language along."""

STYLES = {"form": ("form", "result"), "records": ("records",), "traject": ("form", "records", "traject")}
"""Scripts that come with styles of their own, with the folders that these stand in."""


@cache
def style(name: str) -> str:
    """Return the styles that belong to a script."""
    folders = [files(__package__) / folder for folder in STYLES[name]]
    sheets = [sheet for folder in folders for sheet in sorted(folder.iterdir(), key=lambda entry: entry.name)]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.name.endswith(".css"))


@cache
def script(name: str) -> str:
    """Return the text of a script as it is shipped."""
    return (files(__package__) / "dist" / f"{name}.js").read_text(encoding="utf-8")


def script_with_phrases(name: str, phrases: Phrases) -> str:
    """Return the text of a script, with the phrases for browsers before it where it shows words."""
    if name not in SPEAKING:
        return script(name)
    words = json.dumps(phrases.starting_with("web."), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"globalThis.kijkraamPhrases={words};\n{script(name)}"
