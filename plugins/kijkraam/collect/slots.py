"""Where answers of a form are counted: a question, a cell of a table, or a column to which rows are added."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kijkraam.checklist.fields import FieldType
from kijkraam.checklist.model import Column, Item
from kijkraam.collect.fields import TICKED
from kijkraam.collect.filled import Filled
from kijkraam.collect.scope import Scope
from kijkraam.form import Pane, Question
from kijkraam.locale import Phrases

Plain = Callable[[str], str]


@dataclass(frozen=True)
class Slot:
    """One place for answers. `words` are its answers by their ids, or None for a text."""

    pane: str
    name: str
    item: str
    text: str
    words: Mapping[str, str] | None = None
    column: str = ""
    """The column, in a table to which rows are added: the answers of all its rows come together."""
    beside: bool = False
    """A mark or a note: to leave it out is no answer that is missing."""

    def values(self, filled: Filled) -> list[str]:
        """Return what was filled in here."""
        found = [filled.answers[name] for name in self._names(filled) if name in filled.answers]
        return [one for value in found for one in ([value] if isinstance(value, str) else value)]

    def _names(self, filled: Filled) -> list[str]:
        if not self.column:
            return [self.name]
        cells = [name.split("--") for name in filled.answers if name.startswith(f"{self.item}--")]
        rows = list(dict.fromkeys(cell[1] for cell in cells if len(cell) == 3))
        order = filled.answers.get(f"{filled.form.id}--rows--{self.item}")
        places = {row: place for place, row in enumerate(order if isinstance(order, list) else sorted(rows))}
        rows.sort(key=lambda row: places.get(row, len(places)))
        return [f"{self.item}--{row}--{self.column}" for row in rows]


def slots_of(scope: Scope, plain: Plain, phrases: Phrases) -> list[Slot]:
    """Return the places for answers of a form, as far as they may enter, in order."""
    return [
        slot
        for pane in scope.panes
        for question in pane.questions
        for slot in _of_question(pane, question, plain, phrases)
    ]


def closing_slots(scope: Scope, plain: Plain) -> list[Slot]:
    """Return the questions that close the conversation."""
    if not scope.has_closing:
        return []
    texts = scope.form.checklist.reflection or []
    return [
        Slot("", f"{scope.form.id}--reflection-{n}", "", plain(text), beside=True) for n, text in enumerate(texts, 1)
    ]


def _of_question(pane: Pane, question: Question, plain: Plain, phrases: Phrases) -> Iterator[Slot]:
    item, head, text = question.item, plain(pane.title), plain(question.item.text)
    if item.type is FieldType.TABLE:
        yield from _of_table(head, item, plain, phrases)
    elif question.scale:
        words = {answer.id: plain(answer.text) for answer in question.scale.answers}
        yield Slot(head, item.id, item.id, text, words)
        star = phrases("form.star")
        yield Slot(head, f"{item.id}--star", item.id, f"{text} ({star})", {TICKED: star}, beside=True)
        note = plain(item.prompt) if item.prompt else phrases("form.note_open")
        yield Slot(head, f"{item.id}--note", item.id, f"{text} ({note})", beside=True)
    elif not item.by_pen:
        yield Slot(head, item.id, item.id, text, _words(item, plain, phrases))


def _of_table(head: str, item: Item, plain: Plain, phrases: Phrases) -> Iterator[Slot]:
    text = plain(item.text)
    for column in item.columns or []:
        words, title = _words(column, plain, phrases), plain(column.title)
        if not item.rows:
            name = f"{item.id}--{column.id}"
            yield Slot(head, name, item.id, f"{text}: {title}", words, column=column.id)
        for row in item.rows or []:
            name = f"{item.id}--{row.id}--{column.id}"
            yield Slot(head, name, item.id, f"{text}: {plain(row.title)}, {title}", words)


def _words(asked: Item | Column, plain: Plain, phrases: Phrases) -> dict[str, str] | None:
    if asked.options:
        return {option.id: plain(option.text) for option in asked.options}
    return {TICKED: phrases("collect.ticked")} if asked.type is FieldType.CHECK else None
