"""The reference for developers: what other programs, plugins and templates may lean on, told by the code itself."""

from functools import cache

from kijkraam.developers.code import events, public_names
from kijkraam.developers.entry import Part, prose
from kijkraam.developers.formats import formats
from kijkraam.developers.templates import templates

__all__ = ["parts", "prose"]


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts in the order in which a page shows them."""
    return public_names(), events(), templates(), formats()
