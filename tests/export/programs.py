"""What KoboToolbox, ODK and SurveyCTO make of a questionnaire that many filled in: a CSV file, each in its own way.

Written after what these programs document; none of them was run. They read the workbook, and nothing else of ours.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import openpyxl

Answers = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Question:
    """A question of a workbook, with the groups around it."""

    type: str
    path: tuple[str, ...]
    labels: tuple[str, ...]
    choices: Mapping[str, str]
    repeats: bool

    @property
    def name(self) -> str:
        return self.path[-1]


def sheet(workbook: bytes, title: str) -> list[dict[str, str]]:
    """Return the lines of a sheet, each by the heads of its columns without their language."""
    head, *lines = openpyxl.load_workbook(io.BytesIO(workbook))[title].iter_rows(values_only=True)
    names = [name.partition("::")[0] for name in head]
    return [dict(zip(names, (cell or "" for cell in line), strict=True)) for line in lines]


@cache
def questions(workbook: bytes) -> list[Question]:
    """Return what has a column: questions, and the fields that nobody sees."""
    return list(_questions(workbook))


def _questions(workbook: bytes) -> Iterator[Question]:
    choices: dict[str, dict[str, str]] = {}
    for line in sheet(workbook, "choices"):
        choices.setdefault(line["list_name"], {})[line["name"]] = line["label"]
    above: list[dict[str, str]] = []
    for line in sheet(workbook, "survey"):
        kind, _, of_list = line["type"].partition(" ")
        if kind.startswith("begin_"):
            above.append(line)
        elif kind.startswith("end_"):
            above.pop()
        elif kind != "note":
            path = (*above, line)
            yield Question(
                kind,
                tuple(one["name"] for one in path),
                tuple(one["label"] or one["name"] for one in path),
                choices.get(of_list, {}),
                any(one["type"] == "begin_repeat" for one in above),
            )


@cache
def told(workbook: bytes) -> dict[str, str]:
    """Return what the questionnaire fills in itself."""
    return {
        line["name"]: line["calculation"].strip("'")
        for line in sheet(workbook, "survey")
        if line["type"] == "calculate"
    }


def kobo(workbook: bytes, filled: Sequence[Answers]) -> str:
    """KoboToolbox: XML values, groups in front with a slash, semicolons, boxes together and apart. No repeats."""
    rows = []
    for number, answers in enumerate(filled, 1):
        row = {"start": "2026-11-21T10:00:00.000+01:00"}
        for one in questions(workbook):
            if one.repeats:
                continue
            value = {**told(workbook), **answers}.get(one.name, "")
            head = "/".join(one.path)
            row[head] = " ".join(value) if isinstance(value, list) else value
            if one.type == "select_multiple":
                row |= {f"{head}/{name}": "1" if name in value else "0" if value else "" for name in one.choices}
        rows.append({**row, "__version__": "vAbc", "_id": str(number), "_uuid": f"{number:08}", "_tags": ""})
    return _csv(rows, ";")


def kobo_labels(workbook: bytes, filled: Sequence[Answers]) -> str:
    """KoboToolbox: labels instead of names and values, each box apart."""
    rows = []
    for number, answers in enumerate(filled, 1):
        row = {}
        for one in questions(workbook):
            if one.repeats:
                continue
            value = {**told(workbook), **answers}.get(one.name, "")
            head = "/".join(one.labels)
            if one.type == "select_multiple":
                row |= {f"{head}/{label}": "1" if name in value else "0" for name, label in one.choices.items()}
            else:
                row[head] = one.choices.get(value, value)
        rows.append({**row, "_uuid": f"{number:08}"})
    return _csv(rows, ";")


def odk(workbook: bytes, filled: Sequence[Answers]) -> str:
    """ODK Central: groups in front with a hyphen, commas. Repeats stand in files of their own."""
    rows = []
    for number, answers in enumerate(filled, 1):
        row = {"SubmissionDate": "2026-11-21T10:00:00.000Z"}
        for one in questions(workbook):
            if not one.repeats:
                value = {**told(workbook), **answers}.get(one.name, "")
                row["-".join(one.path)] = " ".join(value) if isinstance(value, list) else value
        rows.append({**row, "meta-instanceID": f"uuid:{number:08}", "KEY": f"uuid:{number:08}", "Edits": "0"})
    return _csv(rows, ",")


def surveycto(workbook: bytes, filled: Sequence[Answers], most_rows: int = 12) -> str:
    """SurveyCTO: bare names, rows that were added behind one another; here with underscores for hyphens."""
    rows = []
    for number, answers in enumerate(filled, 1):
        row = {"SubmissionDate": "21 nov. 2026 10:00:00"}
        for one in questions(workbook):
            if not one.repeats:
                cells = {one.name: {**told(workbook), **answers}.get(one.name, "")}
            else:
                item, _, column = one.name.rpartition("--")
                places = range(1, most_rows + 1)
                cells = {f"{one.name}_{n}": answers.get(f"{item}--r{n}--{column}", "") for n in places}
            for head, value in cells.items():
                row[head.replace("-", "_")] = " ".join(value) if isinstance(value, list) else value
        rows.append({**row, "KEY": f"uuid:{number:08}", "formdef_version": "3"})
    return _csv(rows, ",")


PROGRAMS = {"kobo": kobo, "kobo, labels": kobo_labels, "odk": odk, "surveycto": surveycto}


def _csv(rows: Sequence[Mapping[str, str]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
