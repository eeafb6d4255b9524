"""A sheet with a question on each row, read as a draft of a checklist."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from kijkraam.checklist.fields import FieldType
from kijkraam.checklist.shared import Scale, Work
from kijkraam.intake.columns import Columns, Role, is_points, plain
from kijkraam.intake.draft import Draft, DraftItem, DraftSection, scale_of
from kijkraam.intake.report import CannotImportError, Report
from kijkraam.intake.sheets import Line, Sheet

NUMBERED = re.compile(
    r"(?:[A-Za-z]?\d{1,3}(?:\.\d{1,3})*[.):]|[A-Za-z]?\d{1,3}(?:\.\d{1,3})+|[A-Za-z][.)]|[-–•*·])\s+(?=\S)"
)
"""A number or dash before a text, such as `1.2`, `3.`, `b)` or `•`."""
BARE_NUMBER = re.compile(r"(\d{1,3})\s+(?=[A-Z])")
"""A number without a full stop: it may belong to the sentence."""
LONGEST_TITLE = 80
"""Characters of a title; a longer text above a list is something else."""
YES = {"x", "v", "ja", "yes", "j", "y", "true", "waar", "1", "✓", "✔"}
BETWEEN_ANSWERS = (r"\n", r"\s*;\s*", r"\s*\|\s*", r"\s*/\s*", r"\s+[-–]\s+", r"\s*,\s*")
DEGREES = re.compile(r"(?i)\d\s?[-–]\s?\d|cijfer|punts?\s?schaal|points? scale|sterren|stars|%|procent|percent")
"""A scale of degrees instead of words."""
UP_TO = re.compile(r"(?i)\b(t/?m|tot|to|through)\b")
"""Between two numbers of such a scale."""
NUMBER_OF_ANSWER = re.compile(r"(?<!\d)\d{1,6}\s*[=:.)]\s*|\(\d{1,6}\)\s*|\s*\(\d{1,6}\)$")


@dataclass(frozen=True)
class Known:
    """What a site has to which a list may refer."""

    scales: Mapping[str, Scale]
    works: Mapping[str, Work]


@dataclass
class _Reader:
    sheet: Sheet
    columns: Columns
    known: Known
    report: Report
    draft: Draft = field(default_factory=Draft)
    current: DraftSection | None = None
    seen: dict[str, tuple[int, DraftSection]] = field(default_factory=dict)
    bare_numbers: bool = False
    numbers_only: bool = False

    def read(self) -> Draft:
        lines = self.sheet.lines
        self._above(lines[: self.columns.row])
        below = lines[self.columns.row + 1 :]
        self.bare_numbers = self._have_bare_numbers(below)
        self.numbers_only = self._have_numbers_only(below)
        self._tell_columns(below)
        for line in below:
            self._line(line)
        for section in self.draft.sections:
            if not section.items:
                self.report.tell("import.section_empty", title=section.title)
        return self.draft

    def _above(self, lines: list[Line]) -> None:
        """Take the first text above the names of the columns for the title."""
        texts = [text.replace("\n", " ") for line in lines for text in line.cells if text]
        if texts and len(texts[0]) <= LONGEST_TITLE:
            self.draft.title = texts.pop(0)
            self.report.tell("import.title_found", title=self.draft.title)
        for text in texts:
            self.report.tell("import.above_left_out", text=text)

    def _tell_columns(self, below: list[Line]) -> None:
        names, places = self.columns.names, dict(self.columns.places)
        for role, column in sorted(places.items(), key=lambda place: place[1]):
            words = {"column": get_column_letter(column + 1), "name": names[column]}
            if role is not Role.QUESTION and not any(line[column] for line in below):
                self.report.tell("import.column_empty", **words)
                continue
            counts_only = role is Role.ID and self.numbers_only
            self.report.tell("import.numbers_only" if counts_only else f"import.columns.{role.value}", **words)
        digits = [name for _, name in self.columns.left if name.isdigit()]
        for column, name in self.columns.left:
            if name in digits and len(digits) > 1:
                continue
            key = "import.column_points" if is_points(name) else "import.column_left_out"
            self.report.tell(key, column=get_column_letter(column + 1), name=name)
        if len(digits) > 1:
            self.report.tell("import.columns_digits", first=digits[0], last=digits[-1])

    def _have_bare_numbers(self, lines: list[Line]) -> bool:
        """Whether nearly all questions begin with a number that counts them."""
        texts = [line[self._question] for line in lines if line[self._question]]
        numbers = [int(found[1]) for text in texts if (found := BARE_NUMBER.match(text))]
        return len(numbers) > 2 and len(numbers) * 5 >= len(texts) * 4 and numbers == sorted(numbers)

    def _have_numbers_only(self, lines: list[Line]) -> bool:
        """Whether the column of ids only counts the rows: then an id of the text says more, and lasts longer."""
        cells = [self._cell(line, Role.ID) for line in lines if not line.is_heading]
        return all(cell.rstrip(".").isdigit() for cell in filter(None, cells))

    @property
    def _question(self) -> int:
        return self.columns.places[Role.QUESTION]

    def _cell(self, line: Line, role: Role) -> str:
        column = self.columns.places.get(role)
        return "" if column is None else line[column]

    def _line(self, line: Line) -> None:
        if line.is_heading:
            self._begin(self._title(next(text for text in line.cells if text), line.number), line.number)
            return
        if self._is_empty(line):
            self.report.tell("import.empty_row", line.number)
            return
        section = self._title(self._cell(line, Role.SECTION), line.number)
        if section and (self.current is None or plain(section) != plain(self.current.title)):
            self._begin(section, line.number)
        text = line[self._question]
        if not text:
            others = [one for role in (Role.PROMPT, Role.SCALE) if (one := self._cell(line, role))]
            if others or not section:
                told = others[0] if others else next(one for one in line.cells if one)
                self.report.tell("import.no_question_here", line.number, text=told)
            return
        self._add(line, text)

    def _is_empty(self, line: Line) -> bool:
        """Whether a row holds nothing, or at most the number of a row."""
        numbers = self.columns.places.get(Role.ID) if self.numbers_only else None
        return not any(cell for column, cell in enumerate(line.cells) if column != numbers)

    def _title(self, text: str, row: int) -> str:
        return self._without_number(text.replace("\n", " "), row, "import.section_number")

    def _begin(self, title: str, row: int) -> None:
        known = len(self.draft.sections)
        self.current = self.draft.section(title)
        if len(self.draft.sections) == known:
            self.report.tell("import.section_again", row, title=title)

    def _without_number(self, text: str, row: int, key: str) -> str:
        found = NUMBERED.match(text) or (BARE_NUMBER.match(text) if self.bare_numbers else None)
        if not found:
            return text
        self.report.tell(key, row)
        return text[found.end() :]

    def _add(self, line: Line, text: str) -> None:
        row = line.number
        text = self._without_number(text, row, "import.number")
        section = self.current or self.draft.section("")
        first, home = self.seen.setdefault(plain(text), (row, section))
        if first != row:
            if home is section:
                self.report.tell("import.double", row, first=first)
                return
            self.report.tell("import.double_elsewhere", row, first=first)
        item = DraftItem(text, row, prompt=self._cell(line, Role.PROMPT))
        item.id = "" if self.numbers_only else self._cell(line, Role.ID)
        item.core = plain(self._cell(line, Role.CORE)) in YES or self._cell(line, Role.CORE) in YES
        item.source = self._source(self._cell(line, Role.SOURCE))
        self._answers(item, line)
        section.items.append(item)

    def _source(self, text: str) -> dict[str, str]:
        if not text:
            return {}
        for work in self.known.works.values():
            if plain(text) in {plain(work.id), plain(work.title)}:
                return {"work": work.id}
        return {"note": text}

    def _answers(self, item: DraftItem, line: Line) -> None:
        """Give an item the scale or the answers of its own that the list names."""
        column = self.columns.places.get(Role.SCALE)
        told = line.whole(column) if column is not None else ""
        if not told:
            return
        by_name = {plain(name): name for name in self.known.scales}
        by_name |= {plain(scale.question): name for name, scale in self.known.scales.items()}
        if plain(told) in by_name:
            item.scale = by_name[plain(told)]
            return
        if told.casefold() in {"open", "open vraag", "open question", "tekst", "text"}:
            item.type = FieldType.LONG_TEXT
            return
        if _is_degrees(told):
            self.report.tell("import.degrees", item.row, scale=told)
            return
        answers = answers_in(told)
        words = [NUMBER_OF_ANSWER.sub("", answer).strip() for answer in answers]
        if all(not word or len(word) == 1 or word.isdigit() for word in words):
            self.report.tell(
                "import.degrees" if len(words) > 1 or told.isdigit() else "import.one_answer", item.row, scale=told
            )
        elif len(words) < 2:
            self.report.tell("import.one_answer", item.row, scale=told)
        else:
            if words != answers:
                self.report.tell("import.answer_numbers", item.row)
            words = list(dict.fromkeys(filter(None, words)))
            scale = scale_of(words, self.known.scales)
            item.scale = scale or ""
            item.options = [] if scale else [("", word) for word in words]


def _is_degrees(text: str) -> bool:
    """Whether a text tells of a scale of degrees. It is looked at in parts: one pattern for all takes far too long."""
    digits = [match.start() for match in re.finditer(r"\d", text)]
    between = any(digits[0] < word.start() and word.end() <= digits[-1] for word in UP_TO.finditer(text) if digits)
    return between or DEGREES.search(text) is not None


def answers_in(text: str) -> list[str]:
    """Return the answers that a cell lists, whatever stands between them."""
    for between in BETWEEN_ANSWERS:
        if len(answers := [part for part in re.split(between, text) if part.strip()]) > 1:
            return [answer.strip() for answer in answers]
    return [text]


def draft_of_list(sheet: Sheet, columns: Columns, known: Known, report: Report) -> Draft:
    """Return what a sheet with a question on each row says. Raises CannotImportError for a sheet without one."""
    draft = _Reader(sheet, columns, known, report).read()
    if not draft.items:
        raise CannotImportError("import.no_questions")
    return draft
