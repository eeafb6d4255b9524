"""Browser code that is no form component, as classic scripts: they also run from a folder and in a frame."""

from functools import cache
from importlib.resources import files

SCRIPTS = {"overview": "<kijkraam-overview", "exit": "<kijkraam-exit"}
"""Each script with the markup by which a page shows that it needs it."""


@cache
def script(name: str) -> str:
    """Return the text of a script."""
    return (files(__package__) / name / f"{name}.js").read_text(encoding="utf-8")
