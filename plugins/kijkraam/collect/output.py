"""Where collected forms are written, and as what: the end of the file's name says it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kijkraam.collect.counts import FEWEST, counts_table, questions_of_few
from kijkraam.collect.filled import Filled
from kijkraam.collect.records import records_text
from kijkraam.collect.rows import rows_table
from kijkraam.collect.scope import Scope
from kijkraam.collect.slots import Plain
from kijkraam.locale import Phrases

ENDS = {".csv", ".xlsx", ".json"}
COUNTS, ROWS = "tellingen.csv", "rijen.csv"
"""Names of files in a folder, Dutch in every language as those on paper are."""


class Output:
    """A file to write. Raises ValueError, with the key of a phrase, for what cannot be written."""

    def __init__(self, path: Path, *, rows: bool, inputs: Iterable[Path]) -> None:
        self.rows = rows
        is_folder = path.is_dir() or not path.suffix
        self.path = path / (ROWS if rows else COUNTS) if is_folder else path
        self._end = self.path.suffix.lower()
        if self._end not in ENDS:
            raise ValueError("collect.unknown_end")
        if self._end == ".json" and not rows:
            raise ValueError("collect.json_needs_rows")
        if self.path.resolve() in {file.resolve() for file in inputs}:
            raise ValueError("collect.over_input")

    def write(self, groups: Sequence[tuple[Scope, list[Filled]]], plain: Plain, phrases: Phrases) -> bool:
        """Write the file, with the folders that it needs, and return whether: without any counts there is no file."""
        content = self._content(groups, plain, phrases)
        if content is None:
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(content)
        return True

    def _content(self, groups: Sequence[tuple[Scope, list[Filled]]], plain: Plain, phrases: Phrases) -> bytes | None:
        if self.rows:
            groups = [(scope, filled) for scope, filled in groups if not scope.of_clients]
            if not groups:
                return None
        if self._end == ".json":
            # A half of a pair that is no letter cannot be written.
            return records_text(groups).encode("utf-8", errors="replace")
        table = (rows_table if self.rows else counts_table)(groups, plain, phrases)
        if not table.rows:
            return None
        return table.xlsx() if self._end == ".xlsx" else table.csv()

    def notes(self, groups: Sequence[tuple[Scope, list[Filled]]], plain: Plain, phrases: Phrases) -> Iterator[str]:
        """Yield what is not in the file and why, and what one should know before passing it on."""
        for scope, filled in groups:
            yield from self._notes_on_form(scope, filled, plain, phrases)
        if self.rows:
            yield phrases("collect.rows_warning")

    def _notes_on_form(self, scope: Scope, filled: list[Filled], plain: Plain, phrases: Phrases) -> Iterator[str]:
        title = plain(scope.form.title)
        if self.rows and scope.of_clients:
            yield phrases("collect.no_rows_of_clients", form=title)
            return
        if not self.rows and len(filled) < FEWEST:
            yield phrases("collect.few_clients" if scope.of_clients else "collect.few", form=title, n=len(filled))
            return
        if scope.left_out:
            yield phrases("collect.left_out", form=title, n=scope.left_out)
        uncounted = 0 if self.rows else questions_of_few(scope, filled, plain, phrases)
        if uncounted:
            yield phrases("collect.few_for_question", form=title, n=uncounted)
