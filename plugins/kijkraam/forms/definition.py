"""A form as data, for browser code: what cannot be read off the page itself.

It stands as JSON in `<template data-kijkraam-definition>` within the element `kijkraam-form` of a page. All texts are
plain, without markup. Keys may come in a later version; none of these goes or changes its meaning within a major one.
"""

from collections.abc import Callable
from typing import Any, NotRequired, TypedDict

from kijkraam.checklist.codes import Numbers
from kijkraam.checklist.model import Column, Option, Row
from kijkraam.checklist.shared import Scale
from kijkraam.form import Form, Pane, Question


class OptionData(TypedDict):
    """One possible answer of a `choice` or `check`."""

    id: str
    """What is saved when it is chosen."""
    text: str
    points: int | None
    """Only in a `scorelijst`."""


class ColumnData(TypedDict):
    """A column of a table."""

    id: str
    title: str
    type: str
    """How its cells are answered, as `type` of a question."""
    options: list[OptionData]
    """Empty where there is nothing to choose from."""


class RowData(TypedDict):
    """A fixed row of a table."""

    id: str
    title: str


class AnswerData(TypedDict):
    """One answer of a scale."""

    id: str
    """What is saved when it is chosen."""
    text: str
    hint: str | None
    """When this answer fits."""
    minor: bool
    """Whether it is shown smaller."""


class ScaleData(TypedDict):
    """A scale of words."""

    question: str
    """What all its questions share."""
    answers: list[AnswerData]
    """In the order in which they are shown."""


class QuestionData(TypedDict):
    """One question."""

    id: str
    """Name of the control that holds its answer."""
    type: str
    """`rating`, `choice`, `check`, `text`, `long_text`, `date` or `table`."""
    text: str
    core: bool
    """Whether it is part of the Eerste blik."""
    scale: str | None
    """Id of its scale, only of a `rating`."""
    was: list[str]
    """Ids that it had before."""
    options: list[OptionData]
    columns: list[ColumnData]
    rows: list[RowData]
    """Fixed rows; empty where the user adds rows."""


class ElsewhereData(TypedDict):
    """The form with which one looks through a pane."""

    id: str
    url: str
    """Address as seen from the page; `#` when it leads nowhere."""
    kind: str
    """As of the form as a whole; empty when that form cannot be read now."""
    title: str


class PaneData(TypedDict):
    """One pane."""

    id: str
    title: str
    share: str
    """Who may see its answers: `team`, `pair` or `self`."""
    minutes: int | None
    """That looking and talking take."""
    elsewhere: ElsewhereData | None
    """Null for a pane that is filled in here."""
    questions: list[QuestionData]
    """In the order in which they are asked, without those for a pen on paper only."""


class BesideData(TypedDict):
    """A form that belongs beside this one."""

    id: str
    url: str
    """Address as seen from the page."""


class PaperData(TypedDict):
    """What a sheet on paper has besides questions with answers."""

    pens: list[str]
    """Questions that only a pen answers, such as a name."""
    caution: list[str]
    """Warnings of the form as a whole."""
    rights: str | None
    """Who has the rights to its text; null where that is not said."""


class Definition(TypedDict):
    """The form as a whole."""

    id: str
    version: int
    kind: str
    """`kijkraam`, `kijkvragen`, `fase`, `werkblad`, `ervaring` or `scorelijst`."""
    keep: str
    """How long answers stay: `session`, `ask` or `always`."""
    title: str
    url: str
    """Address of its own page, relative to the root of the site."""
    panes: list[PaneData]
    """In order, those of other forms that it includes among them."""
    scales: dict[str, ScaleData]
    """The scales of its questions, by id."""
    retired: list[str]
    """Ids that once existed; saved answers to them are still shown."""
    partial: str | None
    """What to say when only a part was filled in."""
    isPart: NotRequired[bool]
    """True when it leaves out something of a form that belongs together; else it is not there."""
    reflection: list[str]
    """The closing questions."""
    togetherWith: list[BesideData]
    """The forms that belong beside it."""
    code: dict[str, Any] | None
    """What its answer codes hang on; null for a form without codes. Only for the program's own scripts."""
    paper: NotRequired[PaperData]
    """Only where the page of the form itself is not what is printed."""


Plain = Callable[[str], str]
Elsewhere = Callable[[str], ElsewhereData]


def definition(
    form: Form, code: Numbers | None, plain: Plain, href: Callable[[str], str], elsewhere: Elsewhere
) -> Definition:
    """Return a form as JSON-ready data.

    `code` is what its answer codes hang on, `plain` takes the markup off a text, `href` gives the address of an id,
    `elsewhere` tells of the form of a pane that is filled in elsewhere.
    """
    checklist = form.checklist
    made: Definition = {
        "id": form.id,
        "version": checklist.version,
        "kind": form.kind.value,
        "keep": checklist.kept.value,
        "title": plain(form.title),
        "url": form.url,
        "panes": [_pane(pane, plain, elsewhere) for pane in form.panes if not _by_pen(pane)],
        "scales": {scale.id: _scale(scale, plain) for pane in form.panes for scale in pane.scales},
        "retired": checklist.retired or [],
        "partial": plain(checklist.partial_caution) if checklist.partial_caution else None,
        "reflection": [plain(text) for text in checklist.reflection or []],
        "togetherWith": [{"id": name, "url": href(name)} for name in checklist.together_with or []],
        "code": code.as_json() if code else None,
    }
    if form.is_part:
        made["isPart"] = True
    return made


def on_paper(form: Form, plain: Plain) -> PaperData:
    """Return what a sheet of a form has on paper besides questions with answers."""
    checklist = form.checklist
    return {
        "pens": [plain(question.item.text) for question in form.questions if question.item.by_pen],
        "caution": [plain(text) for text in checklist.caution or []],
        "rights": plain(checklist.rights) if checklist.rights else None,
    }


def _by_pen(pane: Pane) -> bool:
    """Return whether there is nothing in a pane but lines for a pen: on screen it can never be filled in."""
    return bool(pane.questions) and all(question.item.by_pen for question in pane.questions)


def _pane(pane: Pane, plain: Plain, elsewhere: Elsewhere) -> PaneData:
    return {
        "id": pane.id,
        "title": plain(pane.title),
        "share": pane.share.value,
        "minutes": pane.minutes,
        "elsewhere": elsewhere(pane.elsewhere) if pane.elsewhere else None,
        "questions": [_question(question, plain) for question in pane.questions if not question.item.by_pen],
    }


def _question(question: Question, plain: Plain) -> QuestionData:
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


def _scale(scale: Scale, plain: Plain) -> ScaleData:
    return {
        "question": plain(scale.question),
        "answers": [
            {"id": answer.id, "text": plain(answer.text), "hint": answer.hint, "minor": answer.minor}
            for answer in scale.answers
        ],
    }


def _option(option: Option, plain: Plain) -> OptionData:
    return {"id": option.id, "text": plain(option.text), "points": option.points}


def _column(column: Column, plain: Plain) -> ColumnData:
    return {
        "id": column.id,
        "title": plain(column.title),
        "type": column.type.value,
        "options": [_option(option, plain) for option in column.options or []],
    }


def _row(row: Row, plain: Plain) -> RowData:
    return {"id": row.id, "title": plain(row.title)}
