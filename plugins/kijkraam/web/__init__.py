"""Browser code that is no form component, as classic scripts: they also run from a folder and in a frame.

The sources are ES modules; `dist/` holds one bundle per kind of page, made by `tests/tools/bundle.mjs`.
"""

import json
import re
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
WHOLE_KEY = re.compile(r"""["'`](web\.[\w.-]+)["'`]""")
FIRST_PART = re.compile(r"`(web\.[\w.-]+)\$\{")
PLURAL = re.compile(r"\.(one|other)$")

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


def phrases_of(text: str, phrases: Phrases) -> dict[str, str]:
    """Return the phrases that a script names: by their key, without the plural form, or by the first part of it."""
    whole = set(WHOLE_KEY.findall(text))
    parts = tuple(FIRST_PART.findall(text))
    return {
        key: phrase
        for key, phrase in sorted(phrases.starting_with("web.").items())
        if key in whole or PLURAL.sub("", key) in whole or key.startswith(parts)
    }


def script_with_phrases(name: str, phrases: Phrases) -> str:
    """Return the text of a script as it is shipped, with the phrases that it names before it."""
    words = phrases_of(script(name), phrases)
    if not words:
        return script(name)
    told = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.kijkraamPhrases={{...globalThis.kijkraamPhrases,...{told}}};\n{script(name)}"
