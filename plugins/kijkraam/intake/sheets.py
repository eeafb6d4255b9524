"""Spreadsheets and CSV files as lines of text, with their row numbers; and a kind refusal of what is neither.

A file comes from anywhere. Its sizes are looked at before it is read, its XML may define no entities, and merged cells
cannot be so many that going through them takes for ever.
"""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kijkraam.intake.columns import FIRST_ROWS, find_columns
from kijkraam.intake.report import CannotImportError, Report

MOST_BYTES = 10 * 1024 * 1024
"""Of a file."""
MOST_UNPACKED = 8 * 1024 * 1024
"""Bytes of the parts of a workbook that hold text, unpacked: some hundred thousand cells."""
MOST_PARTS = 2000
MOST_MERGED = 200_000
"""Cells that merged ranges cover together."""
MOST_ROWS = 2000
MOST_COLUMNS = 60
DELIMITERS = ";,\t"

MAGIC = [
    (b"%PDF", "import.is_pdf"),
    (b"\x89PNG", "import.is_picture"),
    (b"\xff\xd8\xff", "import.is_picture"),
    (b"GIF8", "import.is_picture"),
    (b"BM", "import.is_picture"),
    (b"{\\rtf", "import.is_document"),
]
"""How files begin that are no list, and the phrase that says what to do."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old workbook (.xls) begins, and one that is locked with a password."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".svg", ".webp")
NOT_READ = (*PICTURES, ".bin", ".vml", ".ttf", ".odttf")
"""Ends of the names of parts that hold no text, unless they begin as XML does: a workbook may call a sheet anything."""
MOST_PICTURES = 64 * 1024 * 1024
"""Bytes of those parts together, unpacked."""
MOST_SHEETS = 50
XML_MAY_BEGIN = b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"
"""What may stand before the first sign of XML, in any of the encodings that its parser knows."""
ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|WAARDE!|VERW!|NAAM\?|DEEL/0!|N/B|LEEG!|GETAL!)")
INVISIBLE = re.compile(r"[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\uffff\ue000-\uf8ff]")
SPACE = re.compile(r"\s+")
FORMULA = "f"


@dataclass(frozen=True)
class Line:
    """A row of a sheet."""

    number: int
    """As the spreadsheet numbers it."""
    cells: tuple[str, ...]
    is_heading: bool = False
    """Whether it holds one text only, over several columns made one."""

    def __getitem__(self, column: int) -> str:
        """Return the text of a column on one line; of a column that is not there, nothing."""
        return self.whole(column).replace("\n", " ")

    def whole(self, column: int) -> str:
        """Return the text of a column with the lines that it was written in."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)


@dataclass
class Sheet:
    """A sheet of a workbook, or a CSV file."""

    title: str
    """Empty for a CSV file."""
    lines: list[Line]
    told: Report = field(default_factory=Report)
    is_hidden: bool = False


@dataclass
class Sheets:
    """All that a file holds."""

    sheets: list[Sheet]
    has_pictures: bool = False


def clean(value: object) -> str:
    """Return the content of a cell as text, without empty lines and characters that nobody sees."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date() if not (value.hour or value.minute or value.second) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", str(value)))
    lines = (SPACE.sub(" ", "".join(one if one.isprintable() else " " for one in line)) for line in text.splitlines())
    return "\n".join(filter(None, map(str.strip, lines)))


def read_sheets(path: Path) -> Sheets:
    """Return the sheets of a file. Raises CannotImportError for a file that is no list."""
    try:
        if not path.is_file():
            raise CannotImportError("import.no_file")
        if path.stat().st_size > MOST_BYTES:
            raise CannotImportError("import.too_large", mib=MOST_BYTES // 1024 // 1024)
        data = path.read_bytes()
    except OSError as error:
        raise CannotImportError("import.unreadable") from error
    if not data.strip():
        raise CannotImportError("import.empty")
    for magic, key in MAGIC:
        if data.startswith(magic):
            raise CannotImportError(key)
    if data.startswith(OLE):
        raise CannotImportError("import.locked" if LOCKED in data else "import.old_workbook")
    return _workbook(data) if data.startswith(ZIP) else Sheets([_csv(data)])


# Workbooks


def _workbook(data: bytes) -> Sheets:
    names = _looked_at(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of every decoration that it does not keep
        values, formulas = _loaded(data, data_only=True), _loaded(data, data_only=False)
    if len(values.worksheets) > MOST_SHEETS:
        raise CannotImportError("import.too_large_inside")
    sheets = [_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets if sheet.title in formulas.sheetnames]
    if not sheets:
        raise CannotImportError("import.broken")
    return Sheets(sheets, has_pictures=any(name.lower().endswith(PICTURES) for name in names))


def _loaded(data: bytes, *, data_only: bool) -> Workbook:
    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except Exception as error:  # on a damaged file openpyxl raises whatever it stumbles on
        raise CannotImportError("import.broken") from error


def _looked_at(data: bytes) -> list[str]:
    """Return the names of the parts of a workbook, when they are safe to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            _see_that_it_is_a_workbook(archive, names)
            if len(parts) > MOST_PARTS:
                raise CannotImportError("import.too_large_inside")
            texts = [part for part in parts if _may_hold_text(archive, part)]
            text_bytes = sum(part.file_size for part in texts)
            if text_bytes > MOST_UNPACKED or sum(part.file_size for part in parts) - text_bytes > MOST_PICTURES:
                raise CannotImportError("import.too_large_inside")
            merged = sum(_cells_merged(archive.read(part)) for part in texts)
    except CannotImportError:
        raise
    except Exception as error:  # a damaged part fails in as many ways as there are ways to pack one
        raise CannotImportError("import.broken") from error
    if merged > MOST_MERGED:
        raise CannotImportError("import.too_large_inside")
    return names


def _may_hold_text(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part of a workbook is XML, or may be: by its name, and then by how it begins."""
    if not part.filename.lower().endswith(NOT_READ):
        return True
    with archive.open(part) as content:
        return content.read(64).lstrip(XML_MAY_BEGIN).startswith(b"<")


def _see_that_it_is_a_workbook(archive: zipfile.ZipFile, names: list[str]) -> None:
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        of = archive.read("mimetype").decode("ascii", "replace")
        raise CannotImportError("import.open_document" if "spreadsheet" in of else "import.is_document")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise CannotImportError("import.is_document")
    if "xl/workbook.bin" in names:
        raise CannotImportError("import.old_workbook")
    if "xl/workbook.xml" not in names:
        raise CannotImportError("import.no_spreadsheet")


def _cells_merged(part: bytes) -> int:
    """Return how many cells a part of a workbook makes one with others. Refuses XML that defines entities."""
    covered = 0
    try:
        for _, element in iterparse(io.BytesIO(part)):
            if element.tag.rpartition("}")[2] == "mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                covered += (right - left + 1) * (bottom - top + 1)
    except DefusedXmlException as error:
        raise CannotImportError("import.broken") from error
    except (ParseError, TypeError):
        pass  # no XML, or a range without bounds: openpyxl does not go through it
    return covered


def _sheet(values: Worksheet, formulas: Worksheet) -> Sheet:
    told = Report()
    rows, columns = min(values.max_row, MOST_ROWS), min(values.max_column, MOST_COLUMNS)
    if values.max_row > MOST_ROWS:
        told.tell("import.rows_left", most=MOST_ROWS)
    hidden_columns = {n for n in range(1, columns + 1) if _is_hidden_column(values, n)}
    merged = {(r.min_row, r.min_col): r for r in values.merged_cells.ranges}
    lines: list[Line] = []
    for number in range(1, rows + 1):
        cells = [_cell(values, formulas, number, column, told) for column in range(1, columns + 1)]
        if values.row_dimensions[number].hidden:
            if any(cells):
                told.tell("import.hidden_row", number)
            continue
        for column in hidden_columns:
            if cells[column - 1]:
                told.tell("import.hidden_column", column=get_column_letter(column))
                cells[column - 1] = ""
        wide = [r for (top, _), r in merged.items() if top == number]
        for one in wide:
            if one.max_row > one.min_row and one.min_row <= number and cells[one.min_col - 1]:
                told.tell("import.merged", number, column=get_column_letter(one.min_col), last=one.max_row)
        filled = [column for column, text in enumerate(cells, 1) if text]
        is_heading = len(filled) == 1 and any(r.min_col == filled[0] < r.max_col for r in wide)
        lines.append(Line(number, tuple(cells), is_heading))
    return Sheet(values.title, _without_tail(lines), told, values.sheet_state != "visible")


def _is_hidden_column(sheet: Worksheet, number: int) -> bool:
    """Whether a column is hidden; one width of several columns stands with the first of them."""
    return any(one.hidden and (one.min or 0) <= number <= (one.max or 0) for one in sheet.column_dimensions.values())


def _cell(values: Worksheet, formulas: Worksheet, row: int, column: int, told: Report) -> str:
    """Return the text of a cell; of a formula what it gave when the file was saved."""
    value = values.cell(row, column).value
    text = clean(value)
    formula: Any = formulas.cell(row, column)
    at = f"{get_column_letter(column)}{row}"
    if formula.data_type == FORMULA:
        if not text:
            told.tell("import.formula_empty", row, cell=at)
        elif not ERROR.fullmatch(text):
            told.tell("import.formula", row, cell=at, text=text)
    if ERROR.fullmatch(text):
        told.tell("import.error_value", row, cell=at, text=text)
        return ""
    return text


def _without_tail(lines: list[Line]) -> list[Line]:
    """Return lines without the empty ones after the last that holds something."""
    last = max((index for index, line in enumerate(lines) if not line.is_empty), default=-1)
    return lines[: last + 1]


# CSV


def _csv(data: bytes) -> Sheet:
    text = _decoded(data)
    told = Report()
    if text[:4].lower() == "sep=" and text[4:5]:
        head, _, text = text.partition("\n")
        delimiters: Iterable[str] = head[4:5]
        skipped = 1
    else:
        delimiters, skipped = DELIMITERS, 0
    readings = [rows for one in delimiters if (rows := _rows(text, one)) is not None]
    if not readings:
        raise CannotImportError("import.broken_csv")
    rows = max(readings, key=_quality)
    if len(rows) > MOST_ROWS:
        told.tell("import.rows_left", most=MOST_ROWS)
    lines = [
        Line(number + skipped, tuple(clean(cell) for cell in cells[:MOST_COLUMNS]))
        for number, cells in enumerate(rows[:MOST_ROWS], 1)
    ]
    return Sheet("", _without_tail(lines), told)


def _decoded(data: bytes) -> str:
    """Return the text of a CSV file: UTF-8 or UTF-16 as its first bytes say, or else as Windows writes it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in data:
        raise CannotImportError("import.no_spreadsheet")
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<?xml", "{")):
        raise CannotImportError("import.no_spreadsheet")
    return text


def _rows(text: str, delimiter: str) -> list[list[str]] | None:
    """Return the rows of a file that has this between its cells, or None when it cannot be read so."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def _quality(rows: list[list[str]]) -> tuple[int, float]:
    """Return how well a file reads with one delimiter: the columns that get a name, and how alike the rows are."""
    columns = find_columns([[clean(cell) for cell in cells] for cells in rows[:FIRST_ROWS]])
    widths = Counter(len(cells) for cells in rows if any(cells))
    [(width, n)] = widths.most_common(1) or [(0, 0)]
    return len(columns.places) if columns else 0, n / len(rows) if width > 1 else 0.0
