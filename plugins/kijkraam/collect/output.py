"""Where collected forms are written, and as what: the end of the file's name says it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from kijkraam.collect.counts import FEWEST, counts_table
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
        end = self.path.suffix.lower()
        if end not in ENDS:
            raise ValueError("collect.unknown_end")
        if end == ".json" and not rows:
            raise ValueError("collect.json_needs_rows")
        if self.path.resolve() in {file.resolve() for file in inputs}:
            raise ValueError("collect.over_input")
        self._as_json = end == ".json"

    def write(self, groups: Sequence[tuple[Scope, list[Filled]]], plain: Plain, phrases: Phrases) -> list[str]:
        """Write the file, with the folders that it needs, and return what one should know before passing it on."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self._as_json:
            # A half of a pair that is no letter cannot be written.
            self.path.write_bytes(records_text(groups).encode("utf-8", errors="replace"))
        else:
            (rows_table if self.rows else counts_table)(groups, plain, phrases).write(self.path)
        return list(self._warnings(groups, plain, phrases))

    def _warnings(self, groups: Sequence[tuple[Scope, list[Filled]]], plain: Plain, phrases: Phrases) -> Iterable[str]:
        for scope, filled in groups:
            title = plain(scope.form.title)
            if scope.left_out:
                yield phrases("collect.left_out", form=title, n=scope.left_out)
            if not self.rows and len(filled) < FEWEST:
                yield phrases("collect.few", form=title, n=len(filled))
        if self.rows:
            yield phrases("collect.rows_warning")
