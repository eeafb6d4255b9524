"""The fields of a PDF: WeasyPrint puts them at their places, this module makes a usable form of them.

As WeasyPrint 70 leaves it, radio buttons stand in the tree twice, are named after the nearest label, have numbers for
values, and stay off when a program fills them in. Here the tree is made anew from the same widgets: one field per name,
values as in the HTML, and one simple Latin font.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from kijkraam.print.areas import Areas, areas_of, is_box, set_corners, widen, width
from kijkraam.print.document import Label

FONT_NAME = "OpenSans-Field"
FONT_KEY = Name("/Veld")
FONT_SIZE = re.compile(r"([\d.]+) Tf")
"""Where a field tells the size of its letters."""
COMMON_SIZE = 9
RADIO, MULTILINE = 1 << 15, 1 << 12
INVISIBLE_PRINTED = 1 << 2
ON, OFF = "ja", "Off"


class FieldNameError(ValueError):
    """A widget whose name the form does not know: a mistake of the program."""


def mend_fields(pdf: Pdf, labels: Mapping[str, Label]) -> None:
    """Make the form of a PDF usable. The widgets stay the same objects, so that the tag tree still points at them."""
    widgets = _widgets(pdf)
    if not widgets:
        return
    font = pdf.make_indirect(_simple_font(pdf))
    marks = _Marks(pdf, _areas(pdf))
    fields: dict[str, Object] = {}
    for name, value, widget in widgets:
        if name not in labels:
            raise FieldNameError(name)
        is_button = is_box(widget)
        if is_button and value is not None:
            if name not in fields:
                fields[name] = pdf.make_indirect(_group(name, labels[name]))
            _add_to_group(fields[name], value, widget, labels[name], marks)
        elif is_button:
            fields[name] = _as_box(widget, name, labels[name], marks)
        else:
            fields[name] = _as_text(widget, name, labels[name])
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array(fields.values()),
            DR=Dictionary(Font=Dictionary({str(FONT_KEY): font})),
            DA=String(_appearance(COMMON_SIZE)),
            NeedAppearances=True,
        )
    )


def _widgets(pdf: Pdf) -> list[tuple[str, str | None, Any]]:
    """Return the widgets of all pages in order, each with its name, and a radio button with its value."""
    found = []
    for page in pdf.pages:
        for widget in page.obj.get("/Annots", Array()):
            if widget.get("/Subtype") != Name.Widget:
                continue
            group = widget.get("/Parent")
            value = None
            if group is not None:
                place = [kid.objgen for kid in group.Kids].index(widget.objgen)
                value = str(group.Opt[place])
            found.append((str(widget.T), value, widget))
    return found


def _areas(pdf: Pdf) -> Areas:
    """Return how wide the area of each box and button can be, with the corners of all widgets set right."""
    found: dict[tuple[int, int], float] = {}
    for page in pdf.pages:
        on_page = [note for note in page.obj.get("/Annots", Array()) if note.get("/Subtype") == Name.Widget]
        for widget in on_page:
            set_corners(widget)
        found |= areas_of(on_page)
    return found


def _clean(widget: Any) -> Any:
    """Take from a widget what the new tree says elsewhere."""
    for key in ("/T", "/TU", "/V", "/AS", "/AP", "/MK", "/Border", "/Parent", "/Ff", "/DA", "/FT"):
        if key in widget:
            del widget[key]
    widget.F = INVISIBLE_PRINTED
    return widget


def _group(name: str, label: Label) -> Dictionary:
    return Dictionary(FT=Name.Btn, Ff=RADIO, T=String(name), TU=String(label.text), V=Name.Off, Kids=Array())


def _add_to_group(group: Any, value: str, widget: Any, label: Label, marks: "_Marks") -> None:
    """Add a radio button to its field. Without the flag that forbids it, a second click takes an answer back."""
    _clean(widget)
    widget.Parent = group
    widget.TU = String(f"{label.text}: {label.answers[value]}")
    widget.AS = Name.Off
    widget.AP = marks.put_on(widget, value, "round")
    group.Kids.append(widget)


def _as_box(widget: Any, name: str, label: Label, marks: "_Marks") -> Object:
    _clean(widget)
    widget.FT = Name.Btn
    widget.T = String(name)
    widget.TU = String(label.text)
    widget.V = Name.Off
    widget.AS = Name.Off
    widget.AP = marks.put_on(widget, ON, "cross")
    return widget  # type: ignore[no-any-return]


def _as_text(widget: Any, name: str, label: Label) -> Object:
    flags = int(widget.get("/Ff", 0))
    told = FONT_SIZE.search(str(widget.DA))
    size = float(told[1]) if told else COMMON_SIZE
    _clean(widget)
    widget.FT = Name.Tx
    widget.T = String(name)
    widget.TU = String(label.text)
    widget.V = String("")
    widget.DA = String(_appearance(size))
    if flags & MULTILINE:
        widget.Ff = MULTILINE
    return widget  # type: ignore[no-any-return]


def _appearance(size: float) -> str:
    return f"{FONT_KEY} {size:g} Tf 0 g"


class _Marks:
    """The look of boxes and buttons that are on or off, shared by all that have the same size."""

    def __init__(self, pdf: Pdf, areas: Areas) -> None:
        self._pdf = pdf
        self._areas = areas
        self._made: dict[tuple[str, float, float], Object] = {}

    def put_on(self, widget: Any, value: str, shape: str) -> Dictionary:
        """Make a widget as wide as there is room for, round the same middle, and return its look."""
        size = (round(width(widget), 1), self._areas[widget.objgen])
        widen(widget, self._areas[widget.objgen])
        return Dictionary(N=Dictionary({f"/{value}": self._mark(shape, *size), "/Off": self._mark("none", *size)}))

    def _mark(self, shape: str, drawn: float, area: float) -> Object:
        """Return a look for a drawn box or circle of one size, in the middle of an area."""
        key = (shape, drawn, area)
        if key not in self._made:
            drawing = {"none": _nothing, "round": _dot, "cross": _cross}[shape](drawn, area / 2)
            self._made[key] = self._pdf.make_indirect(
                Stream(
                    self._pdf,
                    drawing.encode(),
                    Type=Name.XObject,
                    Subtype=Name.Form,
                    BBox=Array([0, 0, area, area]),
                    Resources=Dictionary(),
                )
            )
        return self._made[key]


def _nothing(_drawn: float, _middle: float) -> str:
    return ""


def _dot(drawn: float, middle: float) -> str:
    """Return a filled circle that leaves the edge of the button free."""
    m, r = middle, drawn * 0.29
    k = r * 0.5523
    return (
        f"0 g {m + r:.2f} {m:.2f} m "
        f"{m + r:.2f} {m + k:.2f} {m + k:.2f} {m + r:.2f} {m:.2f} {m + r:.2f} c "
        f"{m - k:.2f} {m + r:.2f} {m - r:.2f} {m + k:.2f} {m - r:.2f} {m:.2f} c "
        f"{m - r:.2f} {m - k:.2f} {m - k:.2f} {m - r:.2f} {m:.2f} {m - r:.2f} c "
        f"{m + k:.2f} {m - r:.2f} {m + r:.2f} {m - k:.2f} {m + r:.2f} {m:.2f} c f"
    )


def _cross(drawn: float, middle: float) -> str:
    low, high = middle - drawn * 0.28, middle + drawn * 0.28
    return (
        f"1.2 w 1 J 0 G {low:.2f} {low:.2f} m {high:.2f} {high:.2f} l S {low:.2f} {high:.2f} m {high:.2f} {low:.2f} l S"
    )


@cache
def _font_data() -> tuple[bytes, TTFont]:
    data = (files(__package__) / "fonts" / f"{FONT_NAME}.ttf").read_bytes()
    return data, TTFont(BytesIO(data))


def _simple_font(pdf: Pdf) -> Dictionary:
    """Return the font of fields as PDF readers know best: one byte per letter, western European."""
    data, font = _font_data()
    letters, widths = font.getBestCmap(), font["hmtx"]
    scale = 1000 / font["head"].unitsPerEm
    codes = [bytes([code]).decode("cp1252", errors="replace") for code in range(32, 256)]
    head, os2, hhea = font["head"], font["OS/2"], font["hhea"]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{FONT_NAME}"),
        Flags=32,
        FontBBox=Array([round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        ItalicAngle=0,
        Ascent=round(hhea.ascent * scale),
        Descent=round(hhea.descent * scale),
        CapHeight=round(getattr(os2, "sCapHeight", 0) * scale) or 714,
        StemV=90,
        MissingWidth=round(widths[".notdef"][0] * scale),
        FontFile2=pdf.make_indirect(Stream(pdf, data, Length1=len(data))),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name(f"/{FONT_NAME}"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=255,
        Widths=Array([round(widths[letters.get(ord(letter), ".notdef")][0] * scale) for letter in codes]),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
