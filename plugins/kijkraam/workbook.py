"""Workbooks (XLSX) in which every text is a text: no program takes one for a formula."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""
NO_TIME = datetime(2000, 1, 1)
"""When a file was made is nobody's business, and the same content gives the same bytes."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook; its first line is the head."""

    title: str
    lines: Sequence[Sequence[str | int]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return sheets as a workbook."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": NO_TIME})
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            page.freeze_panes(1, 0)
            for number, line in enumerate(sheet.lines):
                for column, cell in enumerate(line):
                    if isinstance(cell, int):
                        page.write_number(number, column, cell)
                    else:
                        page.write_string(number, column, as_text(cell)[:LONGEST], bold if number == 0 else None)
    return made.getvalue()


def as_text(text: str) -> str:
    """Return a text without characters that a file of text or a workbook cannot hold."""
    return NOT_TEXT.sub("\ufffd", text)
