"""What many people filled in: CSV files out of KoboToolbox, ODK or SurveyCTO, of questionnaires that were made here.

A file is read by the names of its columns, bare or with their groups in front, or else by its labels where only one
question can be meant. Which form it is of stands in fields that the questionnaire itself fills in.
"""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from kijkraam.collect.fields import Field, Fields, Shape
from kijkraam.collect.filled import Filled, Value
from kijkraam.collect.scope import Scope
from kijkraam.collect.skipped import SkippedError
from kijkraam.export.questionnaire import NotForManyError, questionnaire_of
from kijkraam.export.xlsform import FORM, NOTE, OWN, PART, SHORT, SOME_OF, VERSION, Choice, Line, Words, survey
from kijkraam.form import Form

DELIMITERS = ",;\t"
MOST_ROWS = 5000
MOST_COLUMNS = 5000
MOST_TOLD = 20
"""Rows that cannot be read, told one by one; of the rest only the number."""
IDS = ("_uuid", "KEY", "meta/instanceID", "meta-instanceID", "instanceID")
"""Columns in which a program names a filled-in form."""
OF_PROGRAMS = {
    *IDS,
    *("start", "end", "today", "deviceid", "username", "email", "phonenumber", "simserial", "subscriberid", "audit"),
    *("starttime", "endtime", "duration", "caseid", "devicephonenum", "formdef_version", "comments"),
    *("SubmissionDate", "CompletionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected"),
    *("Status", "ReviewState", "DeviceID", "Edits", "FormVersion", "instanceName", "PARENT_KEY"),
}
PREFIXES_OF_PROGRAMS = ("_", "meta/", "meta-", "review_")
ROW = re.compile(r"\[([1-9][0-9]{0,2})\]|_([1-9][0-9]{0,2})$")
"""In the name of a column: which row it is, in a table to which rows are added."""
TRUE, FALSE = {"1", "1.0", "true"}, {"", "0", "0.0", "false"}
QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
TO_ID = str.maketrans("_", "-")


@dataclass(frozen=True)
class _Place:
    """What a column holds: a field, one box of it, or what is no answer (without a name)."""

    name: str
    option: str = ""
    repeats: bool = False
    """Whether it is in a table to which rows are added."""
    row: str = ""
    """Number of the row in such a table."""

    @property
    def field_name(self) -> str:
        """Name of the field as records have it."""
        item, _, column = self.name.rpartition("--")
        return f"{item}--r{self.row}--{column}" if self.row else self.name


@dataclass
class _Columns:
    """The columns of a file, as one form reads them."""

    form: Form
    fields: Fields
    choices: Mapping[str, list[Choice]]
    """The choices of a field, by its name in the questionnaire."""
    places: dict[int, _Place] = field(default_factory=dict)
    retired: list[int] = field(default_factory=list)
    """Columns of questions that are no more."""
    unknown: int = 0

    @cached_property
    def asked(self) -> frozenset[str]:
        """The items that have a column."""
        return frozenset(place.name.split("--")[0] for place in self.places.values() if place.name)

    def unasked(self, *, is_short: bool) -> int:
        """Return how many questions of the form have no column."""
        return len((self._core if is_short else self._all) - self.asked)

    @cached_property
    def _all(self) -> frozenset[str]:
        """The items that a questionnaire asks."""
        by_pen = {question.item.id for question in self.form.questions if question.item.by_pen}
        return Scope(self.form).items - by_pen

    @cached_property
    def _core(self) -> frozenset[str]:
        """Those of the Eerste blik."""
        return self._all & {question.item.id for question in self.form.core}


def read_questionnaires(
    data: bytes, forms: Mapping[str, Form], words: Words, changed: str
) -> Iterator[Filled | SkippedError]:
    """Yield each filled-in form of a file, or why it is left out. Raises SkippedError for a file that is not ours."""
    yield from _File(_open(data), forms, words, changed).read()


def _open(data: bytes) -> list[list[str]]:
    """Return the lines of a file, whatever stands between its cells. The first is its head."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SkippedError("collect.csv_encoding") from error
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        head = _head(reader)
        if any(_bare(heading) == FORM for heading in head):
            break
    else:
        raise SkippedError("collect.foreign_csv")
    try:
        rows = list(islice((cells for cells in reader if any(cells)), MOST_ROWS + 1))
    except csv.Error as error:
        raise SkippedError("collect.broken_csv") from error
    if len(head) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise SkippedError("collect.too_large")
    if not rows:
        raise SkippedError("collect.empty_csv")
    return [head, *rows]


def _head(reader: Iterator[list[str]]) -> list[str]:
    """Return the headings of a file, or none when they cannot be read so."""
    try:
        return [heading.strip() for heading in next(reader, [])]
    except csv.Error:
        return []


def _bare(heading: str) -> str:
    """Return the name of a column without its groups. Some programs write no hyphens."""
    return _plain(re.split("[/.:]", heading)[-1])


class _File:
    """One file: its rows, and how each form in it reads its columns."""

    def __init__(self, lines: list[list[str]], forms: Mapping[str, Form], words: Words, changed: str) -> None:
        self._head, *self._rows = lines
        self._forms = forms
        self._words = words
        self._changed = changed
        bare = [_bare(heading) for heading in self._head]
        self._own = {name: bare.index(name) for name in (FORM, VERSION, PART) if name in bare}
        self._ids = [self._head.index(name) for name in IDS if name in self._head]
        self._columns: dict[str, _Columns | SkippedError] = {}
        self._contents: Counter[str] = Counter()

    def read(self) -> Iterator[Filled | SkippedError]:
        told = 0
        for number, cells in enumerate(self._rows, 1):
            try:
                yield self._filled(cells, number)
            except SkippedError as skipped:
                is_of_row = "number" in skipped.words
                told += is_of_row
                if not is_of_row or told <= MOST_TOLD:
                    yield skipped
        if told > MOST_TOLD:
            yield SkippedError("collect.more_rows", n=told - MOST_TOLD)
        for columns in self._columns.values():
            if isinstance(columns, _Columns) and columns.unknown:
                yield SkippedError("collect.unknown_columns", form=columns.form.title, n=columns.unknown)

    def _filled(self, cells: list[str], number: int) -> Filled:
        """Return what one row says."""
        if len(cells) != len(self._head):
            raise SkippedError("collect.broken_row", number=number)
        own = {name: cells[index].strip() for name, index in self._own.items()}
        if not own.get(FORM) or not own.get(VERSION):
            raise SkippedError("collect.broken_row", number=number)
        form = self._form(own[FORM], own[VERSION])
        columns = self._columns_of(form)
        answers, dropped = _answers(columns, cells, number)
        return Filled(
            id=self._id(form, cells, answers),
            form=form,
            answers=answers,
            asked=columns.asked - dropped,
            created=self._changed,
            changed=self._changed,
            given={},
            gone=len(dropped) + sum(1 for index in columns.retired if cells[index]),
            unasked=columns.unasked(is_short=own.get(PART) == SHORT),
        )

    def _form(self, name: str, version: str) -> Form:
        if name not in self._forms:
            raise SkippedError("collect.unknown_form", form=name)
        form = self._forms[name]
        now = form.checklist.version
        if version != str(now):
            raise SkippedError("collect.other_version", form=form.title, version=version, now=now)
        return form

    def _columns_of(self, form: Form) -> _Columns:
        if form.id not in self._columns:
            try:
                self._columns[form.id] = _columns(form, self._head, self._words)
            except SkippedError as skipped:
                self._columns[form.id] = skipped
        found = self._columns[form.id]
        if isinstance(found, SkippedError):
            raise found
        return found

    def _id(self, form: Form, cells: list[str], answers: dict[str, Value]) -> str:
        """Return what names a filled-in form: by what the program calls it, or else by its answers.

        Two people may answer the same, so those of one file with equal answers are numbered.
        """
        told = next((f"uuid {cells[index].removeprefix('uuid:')}" for index in self._ids if cells[index]), "")
        if not told:
            told = repr(sorted(answers.items()))
            self._contents[told] += 1
            told += str(self._contents[told])
        return f"csv{hashlib.sha256(f'{form.id} {told}'.encode(errors='replace')).hexdigest()[:29]}"


# What a cell says


def _answers(columns: _Columns, cells: list[str], number: int) -> tuple[dict[str, Value], set[str]]:
    """Return the answers of a row by field, and the items with an answer that can be chosen no more."""
    answers: dict[str, Value] = {}
    dropped: set[str] = set()
    ticked: dict[str, set[str]] = {}
    rows: dict[str, set[int]] = {}
    for index, place in columns.places.items():
        text = cells[index].replace("\r\n", "\n").replace("\r", "\n").strip()
        name = place.field_name
        found = columns.fields.find(name)
        if not text or found is None:
            continue
        if found.shape is Shape.CHOICE and text in found.retired:
            dropped.add(found.item)
            continue
        if place.option:
            if _is_ticked(text, found, number):
                ticked.setdefault(name, set()).add(place.option)
        else:
            answers[name] = _value(text, found, columns.choices.get(place.name, []), number)
        if place.row and (place.option in ticked.get(name, set()) or name in answers):
            rows.setdefault(found.item, set()).add(int(place.row))
    for name, options in ticked.items():
        found = columns.fields.find(name)
        assert found is not None
        answers[name] = _several(options, found)
    for item, numbers in rows.items():
        answers[f"{columns.form.id}--rows--{item}"] = [f"r{n}" for n in sorted(numbers)]
    return answers, dropped


def _value(text: str, found: Field, choices: list[Choice], number: int) -> Value:
    """Return the value of a cell: ids as they are, or the words of an answer."""
    if found.shape is Shape.TEXT:
        return text
    if found.shape is Shape.CHOICE:
        return text if text in found.options else _meant(text, found, choices, number)
    several = set(text.split())
    return _several(
        several if several <= set(found.options) else {_meant(text, found, choices, number)},
        found,
    )


def _meant(text: str, found: Field, choices: list[Choice], number: int) -> str:
    """Return the answer whose words these are."""
    meant = [choice.name for choice in choices if _words(choice.label) == _words(text)]
    if len(meant) != 1:
        raise _wrong(text, found, number)
    return meant[0]


def _several(options: set[str], found: Field) -> Value:
    if found.shape is Shape.BOX:
        return found.options[0]
    return [one for one in found.options if one in options]


def _is_ticked(text: str, found: Field, number: int) -> bool:
    if text.lower() not in TRUE | FALSE:
        raise _wrong(text, found, number)
    return text.lower() in TRUE


def _wrong(text: str, found: Field, number: int) -> SkippedError:
    return SkippedError("collect.wrong_cell", number=number, field=found.name, value=text)


def _words(text: str) -> str:
    """Return a label such that it is the same wherever it was: programs change quotation marks and spaces."""
    return " ".join(text.translate(QUOTES).split())


# Which column is which question


def _columns(form: Form, head: list[str], words: Words) -> _Columns:
    """Return what the columns of a file hold. Raises SkippedError where one question stands in two columns."""
    Scope(form).check(from_many=True)
    try:
        made = survey(questionnaire_of(form), words, notes=True)
    except NotForManyError as error:  # a form that never becomes a questionnaire, in a file that says so
        raise SkippedError(error.key, **error.words) from error
    fields = Fields(form)
    places = _Places(made.lines, made.lists)
    found = _Columns(form, fields, places.choices)
    for index, heading in enumerate(head):
        place = places.find(heading) or places.find(fields.present(_last(heading)))
        if place:
            found.places[index] = place
        elif fields.is_retired(_last(heading)):
            found.retired.append(index)
        elif not _is_of_program(heading):
            found.unknown += 1
    # A list of boxes may stand in the file twice: as a whole, and a column for each box. These say the same.
    for (name, _), n in Counter((one.field_name, one.option) for one in found.places.values() if one.name).items():
        if n > 1:
            raise SkippedError("collect.double_column", form=form.title, field=name)
    if not any(place.name for place in found.places.values()):
        raise SkippedError("collect.csv_no_questions", form=form.title)
    return found


def _last(heading: str) -> str:
    return heading.rpartition("/")[2]


def _is_of_program(heading: str) -> bool:
    own = _bare(heading)
    return not heading or heading in OF_PROGRAMS or heading.startswith(PREFIXES_OF_PROGRAMS) or own.startswith(OWN)


class _Places:
    """Where the columns of a questionnaire lead, by every way in which a program may head them."""

    def __init__(self, lines: Iterable[Line], lists: Mapping[str, list[Choice]]) -> None:
        self.choices: dict[str, list[Choice]] = {}
        self._lists = lists
        self._by_name: dict[str, set[_Place]] = {}
        self._by_path: dict[str, set[_Place]] = {}
        self._by_label: dict[str, set[_Place]] = {}
        above: list[Line] = []
        for line in lines:
            if line.begins:
                above.append(line)
            elif line.ends:
                above.pop()
            else:
                self._add(line, above)

    def _add(self, line: Line, above: list[Line]) -> None:
        names = [one.name for one in (*above, line)]
        labels = [one.label for one in (*above, line)]
        if line.type == NOTE:
            self._put(self._by_label, labels, "/", _Place(""))
        if not line.is_question:
            return
        kind, _, of_list = line.type.partition(" ")
        repeats = any(one.repeats for one in above)
        self.choices[line.name] = self._lists.get(of_list, [])
        self._head(names, labels, _Place(line.name, repeats=repeats))
        for choice in self.choices[line.name] if kind == SOME_OF else []:
            box = [*labels[:-1], f"{line.label}/{choice.label}"]
            for between in "/_.":
                tail = f"{line.name}{between}{choice.name}"
                self._head([*names[:-1], tail], box, _Place(line.name, choice.name, repeats))

    def _head(self, names: list[str], labels: list[str], place: _Place) -> None:
        """Remember the ways in which a column can be headed that leads to a place."""
        self._by_name.setdefault(_plain(names[-1]), set()).add(place)
        for between in "/-.:":
            self._put(self._by_path, [_plain(name) for name in names], between, place)
        self._put(self._by_label, labels, "/", place)

    def _put(self, places: dict[str, set[_Place]], path: list[str], between: str, place: _Place) -> None:
        for start in range(len(path)):
            places.setdefault(_words(between.join(path[start:])), set()).add(place)

    def find(self, heading: str) -> _Place | None:
        """Return where a column leads, or None. Raises SkippedError when that can be more than one place."""
        found = self._find(heading)
        if found and not found.repeats:
            return found
        row = ROW.search(heading)
        found = self._find(heading[: row.start()] + heading[row.end() :]) if row else None
        return replace(found, row=row[1] or row[2]) if row and found and found.repeats else None

    def _find(self, heading: str) -> _Place | None:
        for places, name in (
            (self._by_name, _plain(heading)),
            (self._by_path, _plain(heading)),
            (self._by_label, _words(heading)),
        ):
            found = places.get(name, set())
            if len(found) > 1:
                raise SkippedError("collect.unclear_column", field=heading)
            if found:
                return next(iter(found))
        return None


def _plain(name: str) -> str:
    """Return a name as it is after any program has had it: some make underscores of hyphens."""
    return name.translate(TO_ID)
