"""How much of a sheet reacts to a finger: wider than a drawn box or circle is, as far as nothing else lies there."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pikepdf import Array

WIDTHS = 1.8
"""How many times as wide as the inside of a drawn box an area is. Some readers draw a mark as wide as half the area: it
stays within the box."""

Point = tuple[float, float]
Corners = tuple[float, float, float, float]
"""Left, low, right and high edge."""
Areas = Mapping[tuple[int, int], float]
"""The width of the area of each box, by the number of its object."""


def set_corners(widget: Any) -> None:
    """Put the corners of a widget in the order in which readers expect them."""
    x1, y1, x2, y2 = (round(float(edge), 2) for edge in widget.Rect)
    widget.Rect = Array([min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)])


def areas_of(widgets: Iterable[Any]) -> Areas:
    """Return how wide the area of each box on a page can be, so that none lies over another field."""
    boxes: dict[tuple[int, int], Corners] = {}
    texts: list[Corners] = []
    for widget in widgets:
        if is_box(widget):
            boxes[widget.objgen] = _corners(widget)
        else:
            texts.append(_corners(widget))
    middles = {name: _middle(corners) for name, corners in boxes.items()}
    found = {}
    for name, (left, _, right, _) in boxes.items():
        others = [middle for other, middle in middles.items() if other != name]
        room = [*_between(middles[name], others), *_beside(middles[name], texts)]
        widest = min([(right - left) * WIDTHS, *room])
        found[name] = math.floor(max(right - left, widest) * 10) / 10
    return found


def is_box(widget: Any) -> bool:
    """Whether a widget, as WeasyPrint leaves it, is a box or a circle to tick."""
    return str(widget.get("/FT", "")) == "/Btn"


def width(widget: Any) -> float:
    """Return the width of a widget."""
    x1, _, x2, _ = _corners(widget)
    return x2 - x1


def widen(widget: Any, area: float) -> None:
    """Make a widget a square of this width, round the same middle."""
    x, y = _middle(_corners(widget))
    widget.Rect = Array([round(edge, 2) for edge in (x - area / 2, y - area / 2, x + area / 2, y + area / 2)])


def _between(middle: Point, others: Iterable[Point]) -> Iterator[float]:
    """Yield how wide two squares can be that meet halfway, for each other box."""
    x, y = middle
    for other_x, other_y in others:
        yield max(abs(x - other_x), abs(y - other_y))


def _beside(middle: Point, texts: Iterable[Corners]) -> Iterator[float]:
    """Yield how wide a square can be that ends where a field begins, for each of these."""
    x, y = middle
    for left, low, right, high in texts:
        yield 2 * max(left - x, x - right, low - y, y - high)


def _corners(widget: Any) -> Corners:
    x1, y1, x2, y2 = (float(edge) for edge in widget.Rect)
    return x1, y1, x2, y2


def _middle(corners: Corners) -> Point:
    x1, y1, x2, y2 = corners
    return (x1 + x2) / 2, (y1 + y2) / 2
