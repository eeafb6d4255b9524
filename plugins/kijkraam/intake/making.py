"""The whole way from a file to the text of a checklist."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kijkraam.checklist.fields import ID_PATTERN, Kind
from kijkraam.handbook import Handbook
from kijkraam.intake.columns import Columns, find_columns
from kijkraam.intake.draft import Draft, Maker
from kijkraam.intake.lists import Known, draft_of_list
from kijkraam.intake.report import CannotImportError, Report
from kijkraam.intake.sheets import Sheet, Sheets, read_sheets
from kijkraam.intake.writing import yaml_text
from kijkraam.intake.xlsforms import draft_of_xlsform, is_xlsform
from kijkraam.locale import Phrases


@dataclass(frozen=True)
class Wish:
    """What the maker asks for; what is empty is taken from the file."""

    kind: Kind
    id: str = ""
    title: str = ""
    sheet: str = ""
    """Name of a sheet, or its number."""


@dataclass(frozen=True)
class Made:
    """A checklist, with what there is to tell about it."""

    id: str
    text: str
    """YAML, without the lines above it."""
    items: int
    sections: int
    sheet: str
    """Name of the sheet that was read, if it has one."""
    report: Report


def checklist_from(path: Path, wish: Wish, handbook: Handbook, form_id: str, phrases: Phrases) -> Made:
    """Return the checklist that a file holds; `form_id` is used when neither wish nor file gives an id.

    Raises CannotImportError for a file of which nothing can be made.
    """
    report = Report()
    found = read_sheets(path)
    known = Known(handbook.scales, handbook.works)
    if is_xlsform(found.sheets) and not wish.sheet:
        draft, name = draft_of_xlsform(found.sheets, known, phrases.language, report), ""
    else:
        sheet, columns = _chosen(found, wish.sheet, report)
        report.add(sheet.told)
        draft, name = draft_of_list(sheet, columns, known, report), sheet.title
    title = wish.title or draft.title or _title_of(path)
    for section in draft.sections:
        section.title = section.title or phrases("import.section_title")
    made_id = wish.id or _id_of(draft) or form_id
    content = Maker(handbook, wish.kind, phrases, report).checklist(draft, made_id, title)
    return Made(made_id, yaml_text(content), len(draft.items), len(draft.sections), name, report)


def _title_of(path: Path) -> str:
    words = re.sub(r"[-_\s]+", " ", path.stem).strip()
    return words[:1].upper() + words[1:]


def _id_of(draft: Draft) -> str:
    return draft.id if ID_PATTERN.fullmatch(draft.id) else ""


def _chosen(found: Sheets, wanted: str, report: Report) -> tuple[Sheet, Columns]:
    """Return the sheet to read, with its columns: the one that is asked for, or the first that has questions."""
    named = [sheet.title for sheet in found.sheets if sheet.title]
    if wanted:
        sheet = _named(found.sheets, wanted)
        if sheet is None:
            raise CannotImportError("import.no_such_sheet", sheet=wanted, known=", ".join(named) or "–")
        candidates = [sheet]
    else:
        candidates = [sheet for sheet in found.sheets if not sheet.is_hidden]
        for sheet in found.sheets:
            if sheet.is_hidden and sheet.lines:
                report.tell("import.hidden_sheet", sheet=sheet.title)
    with_columns = [(sheet, columns) for sheet in candidates if (columns := _columns(sheet))]
    if not with_columns:
        _refuse(found, candidates)
    for other, _ in with_columns[1:]:
        report.tell("import.other_sheet", sheet=other.title)
    return with_columns[0]


def _named(sheets: Sequence[Sheet], wanted: str) -> Sheet | None:
    by_name = next((sheet for sheet in sheets if sheet.title.casefold() == wanted.casefold()), None)
    if by_name is None and wanted.isdigit() and 0 < int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    return by_name


def _columns(sheet: Sheet) -> Columns | None:
    return find_columns([[line[column] for column in range(len(line.cells))] for line in sheet.lines])


def _refuse(found: Sheets, candidates: Sequence[Sheet]) -> None:
    """Say why no sheet can be read."""
    heads = next((line for sheet in candidates for line in sheet.lines if not line.is_empty), None)
    if heads is None:
        raise CannotImportError("import.only_pictures" if found.has_pictures else "import.no_text")
    told = ", ".join(f"'{text}'" for cell in heads.cells if (text := cell.replace("\n", " ")))
    raise CannotImportError("import.no_question_column", row=heads.number, names=told[:200])
