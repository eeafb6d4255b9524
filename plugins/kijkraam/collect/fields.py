"""The fields of a form by their names: in a record of a browser, and in a PDF file."""

from dataclasses import dataclass
from enum import StrEnum

from kijkraam.checklist.fields import FieldType, Kind
from kijkraam.checklist.model import Column, Item
from kijkraam.form import Form, Question

TICKED = "ja"
"""Value of a box that stands alone."""
PERSPECTIVE = ("self", "team")


class Shape(StrEnum):
    """What a field can hold."""

    CHOICE = "choice"
    BOX = "box"
    BOXES = "boxes"
    TEXT = "text"


SHAPES = {FieldType.RATING: Shape.CHOICE, FieldType.CHOICE: Shape.CHOICE, FieldType.CHECK: Shape.BOX}


@dataclass(frozen=True)
class Field:
    """One field of a form. `item` is empty for what belongs to the form as a whole."""

    name: str
    item: str
    shape: Shape
    options: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    """Answers that once could be chosen."""

    def fits(self, value: object) -> bool:
        """Whether a field of this shape can hold this, retired answers aside."""
        if self.shape is Shape.BOXES:
            return isinstance(value, list) and all(one in self.options for one in value)
        if not isinstance(value, str):
            return False
        return self.shape is Shape.TEXT or value in self.options


class Fields:
    """All fields of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._questions = {question.item.id: question for question in form.questions}
        self._renamed = {old: question.item.id for question in form.questions for old in question.item.was or []}

    def present(self, name: str) -> str:
        """Return what a field is called now: an item may have had another id (`was`)."""
        item, *rest = name.split("--")
        if item == self.form.id and len(rest) == 2 and rest[0] == "rows":
            return "--".join([item, "rows", self._item(rest[1])])
        return "--".join([self._item(item), *rest])

    def _item(self, name: str) -> str:
        return name if name in self._questions else self._renamed.get(name, name)

    def is_retired(self, name: str) -> bool:
        """Whether a field belongs to an item that is no more."""
        return name.split("--", maxsplit=1)[0] in (self.form.checklist.retired or [])

    def find(self, name: str) -> Field | None:
        """Return a field by its present name as records have it, or None when the form has no such field."""
        item, *rest = name.split("--")
        if item == self.form.id:
            return self._of_form(name, rest)
        question = self._questions.get(item)
        if question is None:
            return None
        if question.item.type is FieldType.TABLE:
            return self._cell(question.item, name, rest)
        if not rest:
            return None if question.item.by_pen else _main(question)
        return _beside(question, name, rest)

    def _of_form(self, name: str, rest: list[str]) -> Field | None:
        if rest == ["perspective"]:
            return Field(name, "", Shape.CHOICE, PERSPECTIVE) if self.form.kind is Kind.KIJKRAAM else None
        return Field(name, "", Shape.TEXT) if name in self._reflection() else None

    def _reflection(self) -> list[str]:
        return [f"{self.form.id}--reflection-{n}" for n, _ in enumerate(self.form.checklist.reflection or [], 1)]

    def _cell(self, item: Item, name: str, rest: list[str]) -> Field | None:
        if len(rest) != 2 or (item.rows and rest[0] not in [row.id for row in item.rows]):
            return None
        column = next((column for column in item.columns or [] if column.id == rest[1]), None)
        return _of_type(name, item.id, column) if column else None

    def in_pdf(self) -> dict[str, tuple[Field, str]]:
        """Return the fields that a PDF file of the form can have, by name; with each box of a list its option."""
        names = [f"{self.form.id}--perspective", *self._reflection()]
        for question in self._questions.values():
            item = question.item
            names += [item.id, f"{item.id}--note", f"{item.id}--star"]
            rows = [row.id for row in item.rows or []] or [f"r{n}" for n in range(1, (item.blank_rows or 0) + 1)]
            names += [f"{item.id}--{row}--{column.id}" for row in rows for column in item.columns or []]
        found: dict[str, tuple[Field, str]] = {}
        for field in filter(None, map(self.find, names)):
            if field.shape is Shape.BOXES:
                found |= {f"{field.name}--{option}": (field, option) for option in field.options}
            else:
                found[field.name] = (field, "")
        return found


def _main(question: Question) -> Field:
    item = question.item
    if question.scale:
        answers = tuple(answer.id for answer in question.scale.answers)
        return Field(item.id, item.id, Shape.CHOICE, answers, tuple(question.scale.retired or ()))
    return _of_type(item.id, item.id, item)


def _beside(question: Question, name: str, rest: list[str]) -> Field | None:
    """Return the note or the mark beside a statement."""
    if question.item.type is not FieldType.RATING:
        return None
    if rest == ["note"]:
        return Field(name, question.item.id, Shape.TEXT)
    return Field(name, question.item.id, Shape.BOX, (TICKED,)) if rest == ["star"] else None


def _of_type(name: str, item: str, asked: Item | Column) -> Field:
    options = tuple(option.id for option in asked.options or [])
    shape = SHAPES.get(asked.type, Shape.TEXT)
    if shape is Shape.BOX:
        return Field(name, item, Shape.BOXES, options) if options else Field(name, item, Shape.BOX, (TICKED,))
    return Field(name, item, shape, options)
