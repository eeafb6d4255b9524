"""The colour of an organisation, in the tints that a handbook needs, dark enough or light enough to read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

READABLE = 4.5
"""Contrast of text with its ground (WCAG 2.2 AA)."""
WHITE = (255, 255, 255)
DARK_GROUND = (30, 33, 41)
"""The ground of dark pages; that of Material."""
HEX = re.compile(r"#?([0-9a-fA-F]{6})")
SHORT_HEX = re.compile(r"#?([0-9a-fA-F]{3})")

Rgb = tuple[int, int, int]

NAMED = {
    "petrol": "#0f4c5c",
    "blauw": "#1f4e8c",
    "groen": "#2c6340",
    "paars": "#5b3a85",
    "rood": "#9b2c3a",
    "bruin": "#7a4a21",
    "grijs": "#45515a",
}
"""Colours by their Dutch names."""
ENGLISH = {
    "blue": "blauw",
    "green": "groen",
    "purple": "paars",
    "red": "rood",
    "brown": "bruin",
    "grey": "grijs",
    "gray": "grijs",
}


@dataclass(frozen=True)
class Colour:
    """One colour, and the tints of it that pages need."""

    accent: str
    """For text on white."""
    soft: str
    """A light ground for text."""
    dark_accent: str
    """For text on dark pages."""
    dark_soft: str
    """A dark ground for text."""


def colour_of(told: str) -> Colour | None:
    """Return the colour with a name, or of six digits such as `#0f4c5c`; None for what is no colour."""
    name = told.strip().lower()
    name = NAMED.get(ENGLISH.get(name, name), name)
    short = SHORT_HEX.fullmatch(name)
    found = HEX.fullmatch("".join(2 * digit for digit in short[1]) if short else name)
    if not found:
        return None
    rgb = (int(found[1][0:2], 16), int(found[1][2:4], 16), int(found[1][4:6], 16))
    accent = _until(rgb, (0, 0, 0), lambda one: contrast(one, WHITE) >= READABLE)
    soft = _mixed(accent, WHITE, 0.1)
    accent = _until(accent, (0, 0, 0), lambda one: contrast(one, soft) >= READABLE)
    dark_soft = _mixed(rgb, DARK_GROUND, 0.25)
    dark_accent = _until(rgb, WHITE, lambda one: min(contrast(one, DARK_GROUND), contrast(one, dark_soft)) >= READABLE)
    return Colour(*map(_hex, (accent, soft, dark_accent, dark_soft)))


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: Rgb) -> float:
    parts = [value / 255 for value in rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return a colour with `share` of the first in it."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _until(rgb: Rgb, toward: Rgb, fits: Callable[[Rgb], bool]) -> Rgb:
    """Return the colour nearest to `rgb`, on the way to another, that fits."""
    return next((mixed for step in range(101) if fits(mixed := _mixed(rgb, toward, 1 - step / 100))), toward)


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{part:02x}" for part in rgb)
