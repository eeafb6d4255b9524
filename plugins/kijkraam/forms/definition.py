"""A form as data, for browser code: what cannot be read off the page itself."""

from collections.abc import Callable
from typing import Any

from kijkraam.checklist.codes import Numbers
from kijkraam.checklist.model import Column, Option, Row
from kijkraam.checklist.shared import Scale
from kijkraam.form import Form, Pane, Question

Plain = Callable[[str], str]
Elsewhere = Callable[[str], dict[str, str]]


def definition(
    form: Form, code: Numbers | None, plain: Plain, href: Callable[[str], str], elsewhere: Elsewhere
) -> dict[str, Any]:
    """Return a form as JSON-ready data.

    `code` is what its answer codes hang on, `plain` takes the markup off a text, `href` gives the address of an id,
    `elsewhere` tells of the form of a pane that is filled in elsewhere.
    """
    checklist = form.checklist
    return {
        "id": form.id,
        "version": checklist.version,
        "kind": form.kind.value,
        "keep": checklist.kept.value,
        "title": plain(form.title),
        "url": form.url,
        "panes": [_pane(pane, plain, elsewhere) for pane in form.panes],
        "scales": {scale.id: _scale(scale, plain) for pane in form.panes for scale in pane.scales},
        "retired": checklist.retired or [],
        "partial": plain(checklist.partial_caution) if checklist.partial_caution else None,
        **({"isPart": True} if form.is_part else {}),
        "reflection": [plain(text) for text in checklist.reflection or []],
        "togetherWith": [{"id": name, "url": href(name)} for name in checklist.together_with or []],
        "code": code.as_json() if code else None,
    }


def _pane(pane: Pane, plain: Plain, elsewhere: Elsewhere) -> dict[str, Any]:
    return {
        "id": pane.id,
        "title": plain(pane.title),
        "share": pane.share.value,
        "minutes": pane.minutes,
        "elsewhere": elsewhere(pane.elsewhere) if pane.elsewhere else None,
        "questions": [_question(question, plain) for question in pane.questions],
    }


def _question(question: Question, plain: Plain) -> dict[str, Any]:
    item = question.item
    return {
        "id": item.id,
        "type": item.type.value,
        "text": plain(item.text),
        "core": question.core,
        "scale": question.scale.id if question.scale else None,
        "was": item.was or [],
        "options": [_option(option, plain) for option in item.options or []],
        "columns": [_column(column, plain) for column in item.columns or []],
        "rows": [_row(row, plain) for row in item.rows or []],
    }


def _scale(scale: Scale, plain: Plain) -> dict[str, Any]:
    return {
        "question": plain(scale.question),
        "answers": [
            {"id": answer.id, "text": plain(answer.text), "hint": answer.hint, "minor": answer.minor}
            for answer in scale.answers
        ],
    }


def _option(option: Option, plain: Plain) -> dict[str, Any]:
    return {"id": option.id, "text": plain(option.text), "points": option.points}


def _column(column: Column, plain: Plain) -> dict[str, Any]:
    return {
        "id": column.id,
        "title": plain(column.title),
        "type": column.type.value,
        "options": [_option(option, plain) for option in column.options or []],
    }


def _row(row: Row, plain: Plain) -> dict[str, Any]:
    return {"id": row.id, "title": plain(row.title)}
