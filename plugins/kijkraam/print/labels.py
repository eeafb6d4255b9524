"""The fields of a form on paper, each with what a reader is told about it."""

from collections.abc import Iterator

from kijkraam.checklist.fields import FieldType, Kind
from kijkraam.checklist.model import Column, Item, Option
from kijkraam.form import Form, Question
from kijkraam.forms.render import Renderer
from kijkraam.print.document import Label


def labels_of(form: Form, renderer: Renderer) -> dict[str, Label]:
    """Return the labels of all fields of a form, by name."""
    return dict(_labels(form, renderer))


def _labels(form: Form, r: Renderer) -> Iterator[tuple[str, Label]]:
    if form.kind is Kind.KIJKRAAM:
        answers = {"self": r.phrases("form.perspective_self"), "team": r.phrases("form.perspective_team")}
        yield f"{form.id}--perspective", Label(r.phrases("form.perspective"), answers)
    for question in form.questions:
        yield from _of_question(form, question, r)
    for number, text in enumerate(form.checklist.reflection or [], 1):
        yield f"{form.id}--reflection-{number}", Label(r.plain(text))


def _of_question(form: Form, question: Question, r: Renderer) -> Iterator[tuple[str, Label]]:
    item = question.item
    text = r.plain(item.text)
    if item.type is FieldType.RATING and question.scale:
        yield item.id, Label(text, {answer.id: r.plain(answer.text) for answer in question.scale.answers})
        yield from _around_rating(form, item, text, r)
    elif item.type is FieldType.TABLE:
        yield from _of_table(item, r)
    elif not item.by_pen:
        yield from _of_field(item.id, item.type, item.options, text, r)


def _around_rating(form: Form, item: Item, text: str, r: Renderer) -> Iterator[tuple[str, Label]]:
    asked = r.plain(item.prompt) if item.prompt else r.phrases("form.note_open")
    if form.kind is not Kind.ERVARING:
        yield f"{item.id}--star", Label(f"{r.phrases('form.star')}: {text}")
    elif not item.prompt:
        return
    yield f"{item.id}--note", Label(f"{asked} ({text})")


def _of_table(item: Item, r: Renderer) -> Iterator[tuple[str, Label]]:
    for row in r.rows(item):
        for column in item.columns or []:
            yield from _of_cell(item, row.id, f"{r.plain(row.title)}: {r.plain(column.title)}", column, r)


def _of_cell(item: Item, row: str, text: str, column: Column, r: Renderer) -> Iterator[tuple[str, Label]]:
    yield from _of_field(f"{item.id}--{row}--{column.id}", column.type, column.options, text, r)


def _of_field(
    name: str, kind: FieldType, options: list[Option] | None, text: str, r: Renderer
) -> Iterator[tuple[str, Label]]:
    if kind is FieldType.CHECK and options:
        # In a PDF, boxes of one name switch each other off; so each box has a name of its own.
        for option in options:
            yield f"{name}--{option.id}", Label(f"{text}: {r.plain(option.text)}")
    else:
        yield name, Label(text, {option.id: r.plain(option.text) for option in options or []})
