"""A table of texts and numbers as a file, such that no program takes a text for a formula."""

import csv
import io
import re
from dataclasses import dataclass

from kijkraam.workbook import Sheet, as_text, workbook

FORMULA = re.compile(r"\s*[=+\-@]|[\t\r\n]")
"""What a text begins with that a spreadsheet may reckon with."""


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
        return workbook([Sheet(self.title, self._lines)])


def _harmless(cell: str | int) -> str | int:
    if isinstance(cell, int):
        return cell
    text = as_text(cell)
    return f"'{text}" if FORMULA.match(text) else text
