"""Browser code that is no form component, as classic scripts: they also run from a folder and in a frame.

The sources are ES modules; `dist/` holds one bundle per kind of page, made by `tests/tools/bundle.mjs`.
"""

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

import rcssmin

from kijkraam.locale import Phrases

SCRIPTS = {
    "overview": "<kijkraam-overview",
    "exit": "<kijkraam-exit",
    "form": "<kijkraam-form",
    "records": "<kijkraam-records",
    "traject": "<kijkraam-traject",
    "team": "<kijkraam-team",
    "offline": "<kijkraam-offline",
}
"""Each script with the markup by which a page shows that it needs it."""

PARTS = (
    "asked",
    "bar",
    "changes",
    "code",
    "experience",
    "keeping",
    "printing",
    "qr",
    "result",
    "rows",
    "scorelist",
    "within",
)
"""Scripts that the scripts `form` and `links` bring in when a page needs them."""

OF_EVERY_PAGE = ("page", "links", "embed", "register", "moved")
"""`page` stands in the head of every page and brings in the next three; `moved` stands in pages that lead on."""
REGISTER = "register"
"""What brings in the service worker; empty where there is none."""

WHOLE_KEY = re.compile(r"""["'`](web\.[\w.-]+)["'`]""")
FIRST_PART = re.compile(r"`(web\.[\w.-]+)\$\{")
PLURAL = re.compile(r"\.(one|other)$")

STYLES = {
    "form": ("button.css", "form/style.css"),
    "result": ("result/style.css", "result/sheet.css"),
    "printing": ("form/printing.css",),
    "code": ("team/making.css",),
    "experience": ("form/experience.css",),
    "scorelist": ("form/scorelist.css",),
    "links": ("page/style.css",),
    "records": ("button.css", "records/style.css"),
    "traject": ("button.css", "form/style.css", "records/style.css", "result/sheet.css", "traject/style.css"),
    "team": ("button.css", "form/style.css", "records/style.css", "result/style.css", "team/style.css"),
    "offline": ("button.css", "form/style.css", "offline/style.css"),
    "exit": ("exit/style.css",),
}
"""Styles that belong to scripts, with the files that they are made of."""
STYLE_MARKS = {name: SCRIPTS[name] for name in ("form", "records", "traject", "team", "offline", "exit")} | {
    "experience": 'kijkraam--ervaring"',
    "scorelist": 'class="kijkraam-count',
}
"""Each of them with the markup by which a page shows that it needs it; the script of a part brings its own."""


@cache
def style(name: str) -> str:
    """Return the styles that belong to a script."""
    return str(
        rcssmin.cssmin("\n".join((files(__package__) / path).read_text(encoding="utf-8") for path in STYLES[name]))
    )


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


@lru_cache(maxsize=64)  # each package for an LMS holds the same few
def script_with_phrases(name: str, phrases: Phrases) -> str:
    """Return the text of a script as it is shipped, with the phrases that it names before it."""
    words = phrases_of(script(name), phrases)
    if not words:
        return script(name)
    told = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.kijkraamPhrases={{...globalThis.kijkraamPhrases,...{told}}};\n{script(name)}"
