"""A small handbook to import into, and spreadsheets drawn as text."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from kijkraam.cli import main


def fill(sheet: Worksheet, drawing: str) -> None:
    """Fill a sheet with a drawing: a row a line, cells between `|`; `\\n` is a new line in a cell, `7` a number."""
    for number, line in enumerate(textwrap.dedent(drawing).strip("\n").splitlines(), 1):
        for column, cell in enumerate(line.split("|"), 1):
            text = cell.strip().replace("\\n", "\n")
            if text:
                sheet.cell(number, column).value = int(text) if re.fullmatch(r"\d+", text) else text


@dataclass
class Maker:
    """Someone with a handbook, who types commands in its folder."""

    root: Path

    def workbook(self, name: str, **drawings: str) -> openpyxl.Workbook:
        """Return a workbook with a sheet for each drawing; `save` writes it."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, drawing in drawings.items():
            fill(book.create_sheet(title), drawing)
        book.save(self.root / name)
        return book

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file beside the handbook."""
        data = content.encode() if isinstance(content, str) else content
        (self.root / name).write_bytes(data)

    def kijkraam(self, *arguments: str) -> Result:
        """Run the command; an error that nobody caught fails the test."""
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    def told(self, *arguments: str) -> list[str]:
        """Return what an import that went well tells, without what it always says last."""
        result = self.kijkraam("import", *arguments)
        assert result.exit_code == 0, result.output
        made = result.stdout.splitlines()[0]
        *lines, last = result.stderr.splitlines()
        assert last == (
            f"Open {made}. Schrijf bij summary waar het formulier voor is, kijk elke zin na, en typ 'kijkraam check'."
        )
        assert self.kijkraam("check").exit_code == 0
        return lines

    def refused(self, *arguments: str) -> str:
        """Return what an import says that made nothing."""
        before = sorted(self.root.rglob("*"))
        result = self.kijkraam("import", *arguments)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert sorted(self.root.rglob("*")) == before
        [line] = result.stderr.splitlines()
        return line

    def text(self, path: str) -> str:
        """Return a checklist without the lines of comments above it."""
        lines = (self.root / path).read_text(encoding="utf-8").splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("#"))


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Maker]:
    root = tmp_path / "handboek"
    (root / "checklists").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Proef\nplugins: [kijkraam]\n")
    monkeypatch.chdir(root)
    return Maker(root)
