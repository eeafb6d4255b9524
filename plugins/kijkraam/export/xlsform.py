"""A questionnaire as an XLSForm: the workbook that KoboToolbox, ODK and SurveyCTO take.

Names are those of the controls on the page, hyphens included: XML allows them. What is no question has a name that
begins with `kijkraam--`, which no control has.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kijkraam.checklist.fields import FieldType, Kind, TestedWith
from kijkraam.checklist.model import Column, Item
from kijkraam.export.questionnaire import Questionnaire
from kijkraam.form import Pane, Question
from kijkraam.locale import Phrases
from kijkraam.workbook import Sheet, workbook

OWN = "kijkraam--"
"""What the names of all that is no question begin with."""
FORM, VERSION, PART = f"{OWN}form", f"{OWN}version", f"{OWN}part"
"""Fields that nobody sees: they tell, in what comes back, what was filled in."""
WHOLE, SHORT = "whole", "short"
BOX = f"{OWN}box"
"""List with the one choice of a box that stands alone."""
TICKED = "ja"
ON_ONE_SCREEN = "field-list"
LINES = "multiline"
TESTED = {
    TestedWith.NONE: "form.tested_none",
    TestedWith.CLIENTS: "form.tested_clients",
    TestedWith.EXPERTS: "form.tested_experts",
}
BEGIN, END = "begin_", "end_"
REPEAT, GROUP = "repeat", "group"
NOTE, CALCULATE = "note", "calculate"
ONE_OF, SOME_OF, TEXT, DATE = "select_one", "select_multiple", "text", "date"


@dataclass(frozen=True)
class Words:
    """What turns a checklist's words into plain words, and the program's own phrases."""

    plain: Callable[[str], str]
    phrases: Phrases

    def text(self, text: str) -> str:
        """Return a text as an XLSForm can hold it."""
        return without_references(self.plain(text))


def without_references(text: str) -> str:
    """Return a text that no program takes for a reference to another question: such begins with `${`, wherever."""
    return text.replace("${", "$ {")


@dataclass(frozen=True)
class Line:
    """One line of the sheet `survey`."""

    type: str
    name: str
    label: str = ""
    hint: str = ""
    appearance: str = ""
    calculation: str = ""

    @property
    def begins(self) -> bool:
        """Whether lines follow that stand within it."""
        return self.type.startswith(BEGIN)

    @property
    def ends(self) -> bool:
        """Whether it closes what was begun last."""
        return self.type.startswith(END)

    @property
    def repeats(self) -> bool:
        """Whether what stands within it can be filled in more than once."""
        return self.type == BEGIN + REPEAT

    @property
    def is_question(self) -> bool:
        """Whether it can be answered."""
        return not (self.begins or self.ends or self.type in {NOTE, CALCULATE})


@dataclass(frozen=True)
class Choice:
    """One possible answer; `hint` says when it fits."""

    name: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Survey:
    """The lines of a questionnaire, and its lists of choices by name."""

    lines: list[Line]
    lists: dict[str, list[Choice]]


def xlsform(questionnaire: Questionnaire, words: Words, *, notes: bool = False, readers: str = "") -> bytes:
    """Return a questionnaire as a workbook; `readers` says who can read what is filled in."""
    made = survey(questionnaire, words, notes=notes, readers=readers)
    language = words.phrases("xlsform.language")
    label, hint = f"label::{language}", f"hint::{language}"
    head = ["type", "name", label, hint, "appearance", "calculation"]
    lines = [[one.type, one.name, one.label, one.hint, one.appearance, one.calculation] for one in made.lines]
    choices = [[name, one.name, one.label] for name, of_list in made.lists.items() for one in of_list]
    form = questionnaire.form
    form_id = f"{form.id}-eerste-blik" if questionnaire.is_short else form.id
    settings = [title_of(questionnaire, words), form_id, str(form.checklist.version), language, "pages"]
    return workbook(
        [
            Sheet("survey", [head, *lines]),
            Sheet("choices", [["list_name", "name", label], *choices]),
            Sheet("settings", [["form_title", "form_id", "version", "default_language", "style"], settings]),
        ]
    )


def title_of(questionnaire: Questionnaire, words: Words) -> str:
    """Return the title of a questionnaire."""
    title = words.text(questionnaire.form.title)
    return words.phrases("xlsform.short_title", title=title) if questionnaire.is_short else title


def survey(questionnaire: Questionnaire, words: Words, *, notes: bool = False, readers: str = "") -> Survey:
    """Return the lines and choices of a questionnaire. No line is required: nobody has to answer."""
    return _Writer(questionnaire, words, notes=notes, readers=readers).survey()


class _Writer:
    """Writes the lines of one questionnaire; its lists of choices gather on the way."""

    def __init__(self, questionnaire: Questionnaire, words: Words, *, notes: bool, readers: str) -> None:
        self._questionnaire = questionnaire
        self._form = questionnaire.form
        self._words = words
        self._text = words.text
        self._phrases = words.phrases
        self._has_notes = notes
        self._readers = readers
        self._lists: dict[str, list[Choice]] = {}

    @property
    def _is_told_by_one(self) -> bool:
        """Whether someone tells of help, and not a team of its work."""
        return self._form.kind is Kind.ERVARING

    def survey(self) -> Survey:
        whole = self._questionnaire
        told = {
            FORM: self._form.id,
            VERSION: str(self._form.checklist.version),
            PART: SHORT if whole.is_short else WHOLE,
        }
        lines = [Line(CALCULATE, name, calculation=f"'{value}'") for name, value in told.items()]
        lines += _within(f"{OWN}start", title_of(whole, self._words), self._start())
        for pane in whole.panes:
            lines += self._pane(pane)
        partial = self._form.checklist.partial_caution
        if whole.is_part and partial:
            lines.append(Line(NOTE, f"{OWN}end", self._text(partial)))
        return Survey(lines, self._lists)

    def _start(self) -> list[Line]:
        """Return the first screen: what to know before the first answer."""
        t = self._phrases
        told = {
            "experience": self._experience(),
            "goes": t("xlsform.goes"),
            "readers": t("xlsform.readers", readers=without_references(self._readers) or t("xlsform.fill_in")),
            "names": t("xlsform.names_of_one" if self._is_told_by_one else "xlsform.names"),
            "no-mark": self._no_mark(),
        }
        told |= {f"caution-{n}": self._text(text) for n, text in enumerate(self._form.checklist.caution or [], 1)}
        return [Line(NOTE, OWN + name, text) for name, text in told.items() if text]

    def _no_mark(self) -> str:
        if not self._form.looks_at_own_work:
            return ""
        body = self._phrases("form.no_mark" if self._form.kind is Kind.KIJKRAAM else "form.no_mark_list")
        return f"{self._phrases('form.no_mark_title')} {body}"

    def _experience(self) -> str:
        if not self._is_told_by_one:
            return ""
        t, tested, by_client = self._phrases, self._form.checklist.tested_with, self._form.told_by_client
        warning = t("form.experience" if by_client else "form.experience_other")
        is_other = tested is TestedWith.NONE and not by_client
        return f"{warning} {t('form.tested_none_other' if is_other else TESTED[tested])}"

    def _pane(self, pane: Pane) -> list[Line]:
        lines = [Line(NOTE, f"{OWN}intro--{pane.id}", self._text(pane.intro))] if pane.intro else []
        for scale in pane.scales:
            choices = [Choice(one.id, self._text(one.text), self._text(one.hint or "")) for one in scale.answers]
            self._lists[scale.id] = choices
            asked = self._phrases("form.question_of_scale", question=self._text(scale.question))
            lines.append(Line(NOTE, f"{OWN}scale--{pane.id}--{scale.id}", asked, _hints(choices)))
        for question in pane.questions:
            lines += self._question(question)
        # A client gets one question per screen; and what repeats cannot stand on one screen with other questions.
        repeats = any(line.repeats for line in lines)
        appearance = "" if self._is_told_by_one or repeats else ON_ONE_SCREEN
        return _within(pane.id, self._text(pane.title), lines, appearance=appearance)

    def _question(self, question: Question) -> Iterator[Line]:
        item = question.item
        text, prompt = self._text(item.text), self._text(item.prompt or "")
        if item.type is FieldType.TABLE:
            yield from self._table(item, text)
        elif question.scale:
            has_note = self._has_notes and (bool(prompt) or not self._is_told_by_one)
            yield Line(f"{ONE_OF} {question.scale.id}", item.id, text, "" if has_note else prompt)
            if has_note:
                asked = prompt or self._phrases("form.note_open")
                yield Line(TEXT, f"{item.id}--note", f"{asked} ({text})", appearance=LINES)
        else:
            yield self._field(item.id, item, text, f"{item.id}--options")

    def _table(self, item: Item, text: str) -> Iterator[Line]:
        if not item.rows:
            yield from _within(item.id, text, self._cells(item, item.id), kind=REPEAT, appearance="")
            return
        rows: list[Line] = []
        for row in item.rows:
            name = f"{item.id}--{row.id}"
            rows += _within(name, self._text(row.title), self._cells(item, name), appearance="")
        yield from _within(item.id, text, rows, appearance="")

    def _cells(self, item: Item, row: str) -> list[Line]:
        return [
            self._field(f"{row}--{column.id}", column, self._text(column.title), f"{item.id}--{column.id}--options")
            for column in item.columns or []
        ]

    def _field(self, name: str, asked: Item | Column, text: str, options: str) -> Line:
        """Return a field to fill in; its choices, if any, are the list `options`."""
        prompt = self._text(asked.prompt or "")
        if asked.options:
            choices = [Choice(one.id, self._text(one.text), self._text(one.hint or "")) for one in asked.options]
            self._lists[options] = choices
            kind = ONE_OF if asked.type is FieldType.CHOICE else SOME_OF
            return Line(f"{kind} {options}", name, text, " · ".join(filter(None, [prompt, _hints(choices)])))
        if asked.type is FieldType.CHECK:
            self._lists[BOX] = [Choice(TICKED, self._phrases("xlsform.box"))]
            return Line(f"{SOME_OF} {BOX}", name, text, prompt)
        if asked.type is FieldType.DATE:
            return Line(DATE, name, text, prompt)
        return Line(TEXT, name, text, prompt, appearance=LINES if asked.type is FieldType.LONG_TEXT else "")


def _within(
    name: str, label: str, lines: list[Line], *, kind: str = GROUP, appearance: str = ON_ONE_SCREEN
) -> list[Line]:
    return [Line(BEGIN + kind, name, label, appearance=appearance), *lines, Line(END + kind, name)]


def _hints(choices: list[Choice]) -> str:
    return " · ".join(f"{choice.label}: {choice.hint}" for choice in choices if choice.hint)
