"""All filled-in forms of some files together, each once, with what there is to tell about them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from kijkraam.checklist.problems import on_one_line
from kijkraam.collect.filled import Filled
from kijkraam.collect.pdf import read_pdf
from kijkraam.collect.questionnaires import read_questionnaires
from kijkraam.collect.records import read_records
from kijkraam.collect.scope import Scope
from kijkraam.collect.skipped import SkippedError
from kijkraam.collect.slots import Plain
from kijkraam.export.xlsform import Words
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases

LARGEST = 15_000_000
"""Bytes. A form of ours has less than a fiftieth of it; records of a browser, all of it at most."""
HEAD = 1024
"""Bytes, within which a PDF file says that it is one."""


class Collection:
    """Filled-in forms out of files. What there is to tell gathers in `notes`."""

    def __init__(self, handbook: Handbook, phrases: Phrases, plain: Plain) -> None:
        self._handbook = handbook
        self._phrases = phrases
        self._words = Words(plain, phrases)
        self._filled: dict[str, Filled] = {}
        self._told: Counter[str] = Counter()

    @property
    def notes(self) -> list[str]:
        """What there is to tell, a line each; what would be told more than once says how often."""
        return [line if n == 1 else self._phrases("collect.times", line=line, n=n) for line, n in self._told.items()]

    def __len__(self) -> int:
        return len(self._filled)

    def read(self, paths: Iterable[Path]) -> None:
        """Read files; one that cannot be read is told, and the rest goes on."""
        for path in paths:
            shown = on_one_line(self._handbook.site.shown(path))
            try:
                for found in self._read(path):
                    self._add(shown, found)
            except SkippedError as skipped:
                self._tell(shown, skipped.key, **skipped.words)

    def _read(self, path: Path) -> Iterator[Filled | SkippedError]:
        try:
            if path.stat().st_size > LARGEST:
                raise SkippedError("collect.too_large")
            data = path.read_bytes()
        except OSError as error:
            raise SkippedError("collect.unreadable") from error
        if b"%PDF-" in data[:HEAD]:
            yield read_pdf(data, self._handbook.forms)
        elif path.suffix.lower() == ".pdf":
            raise SkippedError("collect.broken_pdf")
        elif path.suffix.lower() == ".csv":
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            yield from read_questionnaires(data, self._handbook.forms, self._words, when)
        else:
            yield from read_records(data, self._handbook.forms)

    def _add(self, shown: str, found: Filled | SkippedError) -> None:
        if isinstance(found, SkippedError):
            self._tell(shown, found.key, **found.words)
            return
        scope = Scope(found.form)
        title = found.form.title
        if found.answers.get(f"{found.form.id}--perspective") == "self":
            self._tell(shown, "collect.of_oneself", form=title)
            return
        if not scope.is_filled(found):
            self._tell(shown, "collect.empty", form=title)
            return
        there = self._filled.get(found.id)
        if there:
            self._tell(shown, "collect.double", form=title)
        if there is None or found.changed > there.changed:
            self._filled[found.id] = found
        if found.gone:
            self._tell(shown, "collect.gone", form=title, n=found.gone)
        if found.unasked:
            self._tell(shown, "collect.unasked", form=title, n=found.unasked)

    def _tell(self, shown: str, key: str, **words: object) -> None:
        said = {name: on_one_line(word) if isinstance(word, str) else word for name, word in words.items()}
        self._told[f"{shown}: {self._phrases(key, **said)}"] += 1

    def groups(self) -> list[tuple[Scope, list[Filled]]]:
        """Return the forms as the handbook has them, each with what was filled in, in an order that tells nothing."""
        forms = {one.form.id for one in self._filled.values()}
        found = []
        for form in self._handbook.forms.values():
            if form.id in forms:
                own = [one for one in self._filled.values() if one.form.id == form.id]
                found.append((Scope(form), sorted(own, key=lambda one: hashlib.sha256(one.id.encode()).digest())))
        return found
