"""What an import tells: what it understood, what it left out, and what its maker could do."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kijkraam.checklist.problems import on_one_line
from kijkraam.locale import Phrases


class CannotImportError(Exception):
    """Raised for a file of which no checklist can be made; carries the key and words of the phrase that says why."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


@dataclass(frozen=True)
class _Note:
    """One thing to tell; the same thing about several rows is told once."""

    key: str
    words: tuple[tuple[str, str], ...]

    def text(self, phrases: Phrases, rows: list[int]) -> str:
        words: dict[str, object] = dict(self.words)
        words.setdefault("n", len(rows))
        told = phrases(self.key, **words)
        if not rows:
            return told
        return phrases("import.at", rows=phrases("import.rows", n=len(rows), rows=_ranges(rows, phrases)), told=told)


@dataclass
class Report:
    """Gathers what is told, in the order of the rows that it is about; what is about the whole file comes first."""

    _rows: dict[_Note, list[int]] = field(default_factory=dict)

    def tell(self, key: str, row: int | None = None, **words: object) -> None:
        """Remember what a phrase says, about a row or about the whole file."""
        note = _Note(key, tuple((name, on_one_line(str(word))) for name, word in words.items()))
        rows = self._rows.setdefault(note, [])
        if row is not None and row not in rows:
            rows.append(row)

    def add(self, other: "Report") -> None:
        """Take over what another report tells."""
        for note, rows in other._rows.items():
            known = self._rows.setdefault(note, [])
            known += [row for row in rows if row not in known]

    def lines(self, phrases: Phrases) -> Iterator[str]:
        """Yield what is told, a line each."""
        for note, rows in sorted(self._rows.items(), key=lambda told: min(told[1], default=0)):
            yield note.text(phrases, sorted(rows))


def _ranges(rows: list[int], phrases: Phrases) -> str:
    """Return row numbers in words; three or more in a row become one range."""
    told: list[str] = []
    for first, last in _runs(rows):
        if last - first > 1:
            told.append(phrases("import.range", first=first, last=last))
        else:
            told += [str(row) for row in range(first, last + 1)]
    return phrases.list_of(told)


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each unbroken run of ascending numbers."""
    start = previous = rows[0]
    for row in rows[1:]:
        if row != previous + 1:
            yield start, previous
            start = row
        previous = row
    yield start, previous
