"""A filled-in form out of a PDF file, whichever program filled it in."""

import hashlib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from kijkraam.checklist.fields import FieldType, Format
from kijkraam.collect.fields import TICKED, Field, Fields, Shape
from kijkraam.collect.filled import Filled, Value
from kijkraam.collect.scope import Scope
from kijkraam.collect.skipped import SkippedError
from kijkraam.form import Form

TO_FILL_IN = {Format.FORM.value, Format.SHORT.value, Format.WORKSHEET.value}
BUTTON, TEXT = "/Btn", "/Tx"
OFF = {"", "Off"}
LONGEST_STREAM = 100_000
LONGEST_TEXT = 1_000_000
"""Bytes, of a stream as it stands in the file and of the text in it: that may be a thousand times as much."""
MOST_UNPACKED = 50_000_000
"""Bytes that one part of a file may unpack to, in memory."""
DEEPEST = 20
"""Fields within fields; ours have none."""


@dataclass(frozen=True)
class _Found:
    """A field as it stands in the file."""

    type: str
    value: str


def read_pdf(data: bytes, forms: Mapping[str, Form]) -> Filled:
    """Return what was filled in in a PDF file. Raises SkippedError."""
    info, found = _open(data)
    form = _form(info, forms)
    Scope(form).check()
    fields = Fields(form)
    possible = fields.in_pdf()
    places = [(fields.present(name), name, one) for name, one in found if not fields.is_retired(name)]
    gone = sum(1 for name, one in found if fields.is_retired(name) and one.value)
    answers: dict[str, Value] = {}
    dropped: set[str] = set()
    # What stands under an old name comes first, so that what stands under the present one counts.
    for name, _, one in sorted(places, key=lambda place: place[0] == place[1]):
        if name not in possible:
            raise SkippedError("collect.altered_field", field=name)
        field, option = possible[name]
        if field.shape is Shape.CHOICE and one.value in field.retired:
            dropped.add(field.item)
            continue
        _put(answers, field, option, one)
    asked = _asked(form, {possible[name][0].name for name, _, _ in places})
    is_short = info.get("KijkraamFormat") == Format.SHORT
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Filled(
        id=f"pdf{hashlib.sha256(data).hexdigest()[:29]}",
        form=form,
        answers=answers,
        asked=asked - dropped,
        created=now,
        changed=now,
        given={},
        gone=gone + len(dropped),
        unasked=0 if is_short else sum(1 for q in form.questions if not q.item.by_pen and q.item.id not in asked),
    )


def _form(info: Mapping[str, str], forms: Mapping[str, Form]) -> Form:
    """Return the form that a file says it is, in the version and format that can be read."""
    name, version = info.get("KijkraamForm"), info.get("KijkraamVersion")
    if not name or not version:
        raise SkippedError("collect.foreign_pdf")
    if name not in forms:
        raise SkippedError("collect.unknown_form", form=name)
    form = forms[name]
    if version != str(form.checklist.version):
        raise SkippedError("collect.other_version", form=form.title, version=version, now=form.checklist.version)
    if info.get("KijkraamFormat") not in TO_FILL_IN:
        raise SkippedError("collect.no_fields")
    return form


def _asked(form: Form, there: set[str]) -> frozenset[str]:
    """Return the items that a file asks. A note or mark without its statement was not made by us."""
    for question in form.questions:
        name = question.item.id
        beside = {f"{name}--note", f"{name}--star"}
        if question.item.type is FieldType.RATING and name not in there and not beside.isdisjoint(there):
            raise SkippedError("collect.altered_field", field=name)
    items = frozenset(name.split("--")[0] for name in there) - {form.id}
    if not items:
        raise SkippedError("collect.no_fields")
    return items


def _put(answers: dict[str, Value], field: Field, option: str, found: _Found) -> None:
    """Put a value where it belongs. Programs write another name for a ticked box than that of our box (`/Yes`)."""
    if found.type != (TEXT if field.shape is Shape.TEXT else BUTTON):
        raise SkippedError("collect.altered_field", field=field.name)
    if not found.value.strip():
        return
    if field.shape is Shape.BOX:
        answers[field.name] = TICKED
    elif field.shape is Shape.BOXES:
        ticked = {*answers.get(field.name, []), option}
        answers[field.name] = [one for one in field.options if one in ticked]
    elif field.fits(found.value):
        answers[field.name] = found.value
    else:
        raise SkippedError("collect.altered_answer", field=field.name, value=found.value)


def _open(data: bytes) -> tuple[dict[str, str], list[tuple[str, _Found]]]:
    """Return what a file tells of itself, and its fields by name."""
    if find_spec("pikepdf") is None:
        raise SkippedError("collect.no_pikepdf")
    import pikepdf  # here, because it belongs to the extra `pdf`

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    if hasattr(pikepdf.settings, "set_qpdf_limits"):  # older versions of pikepdf cannot
        pikepdf.settings.set_qpdf_limits(flate_max_memory=MOST_UNPACKED)
    try:
        # Mending a file that was cut off could bring back an earlier state of it, with other answers.
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            told = pdf.trailer.get("/Info", pikepdf.Dictionary())
            info = {key[1:]: str(told[key]) for key in told.keys() if key.startswith("/Kijkraam")}  # noqa: SIM118
            acroform = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
            return info, [found for field in acroform.get("/Fields", []) for found in _fields(field, "", "", 0)]
    except pikepdf.PasswordError as error:
        raise SkippedError("collect.locked_pdf") from error
    except SkippedError:
        raise
    except Exception as error:  # what stands in a broken file can be wrong in any way
        raise SkippedError("collect.broken_pdf") from error


def _fields(field: Any, above: str, kind: str, depth: int) -> Iterator[tuple[str, _Found]]:
    """Yield the fields in the tree of fields. A field without a name of its own is a widget of the one above."""
    if depth > DEEPEST:
        raise SkippedError("collect.broken_pdf")
    own = str(field.get("/T", ""))
    name = f"{above}.{own}" if above else own
    kind = str(field.get("/FT", kind))
    kids = list(field.get("/Kids", []))
    if any("/T" in kid for kid in kids):
        for kid in kids:
            yield from _fields(kid, name, kind, depth + 1)
        return
    yield name, _Found(kind, _state(field, kids) if kind == BUTTON else _text(field.get("/V", "")))


def _state(field: Any, kids: list[Any]) -> str:
    """Return the state of a button: its value, or what it shows where a program changed only that."""
    value = _text(field.get("/V", "")).removeprefix("/")
    if value not in OFF:
        return value
    shown = {str(widget.get("/AS", "")).removeprefix("/") for widget in kids or [field]} - OFF
    if len(shown) > 1:
        raise SkippedError("collect.altered_field", field=str(field.get("/T", "")))
    return shown.pop() if shown else ""


def _text(value: Any) -> str:
    """Return a value as text; a long one may be a stream."""
    from pikepdf import Stream

    if isinstance(value, Stream):
        if len(value.read_raw_bytes()) > LONGEST_STREAM:
            raise SkippedError("collect.too_large")
        data = value.read_bytes()
        if len(data) > LONGEST_TEXT:
            raise SkippedError("collect.too_large")
        encoding = "utf-16" if data[:2] in {b"\xfe\xff", b"\xff\xfe"} else "utf-8-sig"
        value = data.decode(encoding, errors="replace")
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
