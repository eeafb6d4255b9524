"""A table of texts and numbers as a file, such that no program takes a text for a formula."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

FORMULA = re.compile(r"\s*[=+\-@]|[\t\r\n]")
"""What a text begins with that a spreadsheet may reckon with."""
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""
NO_TIME = datetime(2000, 1, 1)
"""When a table was made is nobody's business."""


@dataclass(frozen=True)
class Table:
    """A table with a head."""

    title: str
    head: list[str]
    rows: list[list[str | int]]

    @property
    def _lines(self) -> list[list[str | int]]:
        return [[*self.head], *self.rows]

    def csv(self) -> bytes:
        """Return the table as comma-separated values. A spreadsheet reads what follows an apostrophe as text."""
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerows([_harmless(cell) for cell in row] for row in self._lines)
        return text.getvalue().encode("utf-8-sig")

    def xlsx(self) -> bytes:
        """Return the table as a workbook. Every text is written as text."""
        made = io.BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            book.set_properties({"created": NO_TIME})
            sheet = book.add_worksheet(self.title)
            sheet.freeze_panes(1, 0)
            bold = book.add_format({"bold": True})
            for number, row in enumerate(self._lines):
                for column, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(number, column, cell)
                    else:
                        sheet.write_string(number, column, _clean(cell)[:LONGEST], bold if number == 0 else None)
        return made.getvalue()


def _clean(text: str) -> str:
    """Return a text without characters that a file of text or a workbook cannot hold."""
    return NOT_TEXT.sub("\ufffd", text)


def _harmless(cell: str | int) -> str | int:
    if isinstance(cell, int):
        return cell
    text = _clean(cell)
    return f"'{text}" if FORMULA.match(text) else text
