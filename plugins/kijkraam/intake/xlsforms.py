"""An XLSForm, the workbook of KoboToolbox, ODK and SurveyCTO, read as a draft of a checklist."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kijkraam.checklist.fields import FieldType
from kijkraam.export.xlsform import OWN
from kijkraam.intake.draft import Draft, DraftItem, DraftSection, scale_of
from kijkraam.intake.lists import Known
from kijkraam.intake.report import CannotImportError, Report
from kijkraam.intake.sheets import Line, Sheet

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
TEXTS = {"text": FieldType.LONG_TEXT, "integer": FieldType.TEXT, "decimal": FieldType.TEXT, "range": FieldType.TEXT}
DATES = {"date", "datetime", "dateTime"}
ONE_OF, SOME_OF, RANK = "select_one", "select_multiple", "rank"
NOTE = "note"
SILENT = {
    *("start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "subscriberid", "email"),
    *("start-geopoint", "audit", "background-audio"),
}
"""What a program fills in by itself: left out without a word about each."""
NOT_TAKEN = (
    "relevant",
    "constraint",
    "required",
    "calculation",
    "repeat_count",
    "choice_filter",
    "default",
    "read_only",
)
"""Columns of conditions, which a checklist does not have."""
NO = {"", "no", "false", "false()", "0"}
REFERENCE = re.compile(r"\$\{[^{}]*\}")
NOTE_OF_OURS, INTRO_OF_OURS = "--note", f"{OWN}intro--"
MARKUP = re.compile(r"<[^<>]*>|\*\*|__")


@dataclass
class _Table:
    """A sheet by the names of its columns."""

    lines: list[Line]
    names: list[str]

    @classmethod
    def of(cls, sheet: Sheet | None) -> "_Table":
        lines = [line for line in sheet.lines if not line.is_empty] if sheet else []
        names = [re.sub(r"\s*::?\s*", "::", cell.strip()) for cell in lines[0].cells] if lines else []
        return cls(lines[1:], [name if "::" in name else name.lower() for name in names])

    def get(self, line: Line, *names: str) -> str:
        """Return the text of the first of these columns that is there."""
        return next((line[self.names.index(name)] for name in names if name in self.names), "")

    def in_language(self, name: str, language: str, default: str) -> str:
        """Return the column of a text in a language, in that of the form, without one, or in whatever is first."""
        of_name = [one for one in self.names if one == name or one.startswith(f"{name}::")]
        for wanted in (f"({language})", f"::{default}" if default else name, name):
            for one in of_name:
                if one == wanted or (wanted != name and wanted.lower() in one.lower()):
                    return one
        return of_name[0] if of_name else name


def is_xlsform(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is an XLSForm."""
    survey = _Table.of(_named(sheets, SURVEY))
    return {"type", "name"} <= set(survey.names)


def _named(sheets: Sequence[Sheet], name: str) -> Sheet | None:
    return next((sheet for sheet in sheets if sheet.title.strip().lower() == name), None)


@dataclass
class _Reader:
    survey: _Table
    lists: dict[str, list[tuple[str, str]]]
    known: Known
    report: Report
    label: str
    hint: str
    draft: Draft = field(default_factory=Draft)
    above: list[tuple[str, bool]] = field(default_factory=list)
    """The groups that are open: title, and whether it repeats."""

    def read(self) -> None:
        for line in self.survey.lines:
            kind = re.sub(r"\s+", " ", self.survey.get(line, "type")).strip()
            name = self.survey.get(line, "name")
            begun = re.fullmatch(r"(begin|end)[ _](group|repeat)", kind.lower())
            if begun and begun[1] == "begin":
                self._open(line, repeats=begun[2] == "repeat")
            elif begun:
                self.above = self.above[:-1]
            elif kind and name.startswith(INTRO_OF_OURS):
                self._note(self._text(line, self.label))
            elif kind and not name.startswith(OWN) and not name.endswith(NOTE_OF_OURS):
                self._question(line, kind, name)

    def _open(self, line: Line, *, repeats: bool) -> None:
        title = self._text(line, self.label) or self.survey.get(line, "name")
        if repeats:
            self.report.tell("import.repeat", line.number, title=title)
        elif self.above and not self.survey.get(line, "name").startswith(OWN):
            self.report.tell("import.group_within", line.number, title=title, outer=self.above[0][0])
        self.above.append((title, repeats))
        if len(self.above) == 1 and not self.survey.get(line, "name").startswith(OWN):
            section = self.draft.section(title)
            section.id = section.id or self.survey.get(line, "name").replace("_", "-")

    @property
    def _section(self) -> DraftSection:
        return self.draft.section(self.above[0][0] if self.above else "")

    def _text(self, line: Line, column: str) -> str:
        """Return a text without markup and without references to other questions."""
        text = self.survey.get(line, column)
        if REFERENCE.search(text):
            self.report.tell("import.reference", line.number)
            text = REFERENCE.sub("…", text)
        return MARKUP.sub("", text).strip()

    def _question(self, line: Line, kind: str, name: str) -> None:
        word, _, of_list = kind.partition(" ")
        word = word.lower()
        text = self._text(line, self.label)
        if word == NOTE:
            self._note(text)
            return
        if word in SILENT:
            self.report.tell("import.silent")
            return
        if word not in {ONE_OF, SOME_OF, *TEXTS, *DATES}:
            self.report.tell("import.type_left_out", line.number, type=word, name=name)
            return
        if not text:
            self.report.tell("import.no_label", line.number, name=name)
            return
        item = DraftItem(text, line.number, prompt=self._text(line, self.hint), id=name.replace("_", "-"))
        if word in {ONE_OF, SOME_OF}:
            if not self._choices(item, word, of_list):
                return
        else:
            item.type = FieldType.DATE if word in DATES else TEXTS[word]
        self._conditions(line)
        self._section.items.append(item)

    def _note(self, text: str) -> None:
        if not text:
            return
        if self.above:
            self._section.intro = f"{self._section.intro} {text}".strip()
        else:
            self.draft.intro.append(text)

    def _choices(self, item: DraftItem, word: str, told: str) -> bool:
        """Give an item the scale or the options of its list; tell when there is none."""
        of_list = told.removesuffix(" or_other").strip()
        if told != of_list:
            self.report.tell("import.or_other", item.row)
        answers = self.lists.get(of_list, [])
        if not answers:
            self.report.tell("import.no_choices", item.row, list=of_list)
            return False
        texts = [text for _, text in answers]
        if word == ONE_OF and all(len(text) == 1 or text.isdigit() for text in texts):
            self.report.tell("import.degrees", item.row, scale=" / ".join(texts))
            return True
        scale = scale_of(texts, self.known.scales) if word == ONE_OF else None
        if scale:
            item.scale = scale
            return True
        item.type = FieldType.CHOICE if word == ONE_OF else FieldType.CHECK
        item.options = [(name.replace("_", "-"), text) for name, text in answers]
        return True

    def _conditions(self, line: Line) -> None:
        for name in NOT_TAKEN:
            if self.survey.get(line, name).lower() not in NO:
                self.report.tell("import.condition_left_out", line.number, name=name)


def draft_of_xlsform(sheets: Sequence[Sheet], known: Known, language: str, report: Report) -> Draft:
    """Return what an XLSForm asks. Raises CannotImportError when it asks nothing."""
    survey, choices, settings = (_Table.of(_named(sheets, name)) for name in (SURVEY, CHOICES, SETTINGS))
    about = settings.lines[0] if settings.lines else Line(0, ())
    default = settings.get(about, "default_language")
    of_choice = choices.in_language("label", language, default)
    lists: dict[str, list[tuple[str, str]]] = {}
    for line in choices.lines:
        name, text = choices.get(line, "name", "value"), choices.get(line, of_choice)
        if text or name:
            lists.setdefault(choices.get(line, "list_name", "list name"), []).append((name, text or name))
    label = survey.in_language("label", language, default)
    if sum(one.startswith("label::") for one in survey.names) > 1:
        report.tell("import.language", language=label.partition("::")[2])
    reader = _Reader(survey, lists, known, report, label, survey.in_language("hint", language, default))
    reader.read()
    draft = reader.draft
    draft.title = settings.get(about, "form_title", "title")
    draft.id = settings.get(about, "form_id", "id_string").replace("_", "-")
    if not draft.items:
        raise CannotImportError("import.no_questions")
    return draft
