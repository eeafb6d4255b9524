"""Files on paper that were made before, kept by content: what has not changed is not rendered again."""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kijkraam import __version__
from kijkraam.print.document import Document

CACHE_FOLDER = Path(".cache") / "kijkraam"
"""Below the folder of mkdocs.yml."""
RENDERERS = ("weasyprint", "pydyf", "pikepdf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2")
KEPT_DAYS = 60
"""What was not used for so long is thrown away."""


class Cache:
    """A folder of rendered files. A name says what is in it and how many pages it has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, document: Document) -> Path | None:
        """Return the file that was made of a document, or None when there is none yet."""
        found = next(self.folder.glob(f"{_key(document)}-*.pdf"), None)
        if found:
            os.utime(found)
        return found

    def place(self, document: Document) -> Path:
        """Return where the file of a document is to be written; `keep` adds the number of its pages."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / _key(document)

    def forget_old(self) -> None:
        """Throw away what was not used for a long time."""
        oldest = time.time() - KEPT_DAYS * 86400
        for path in self.folder.glob("*.pdf"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)


def keep(place: Path, content: bytes, pages: int) -> Path:
    """Write a rendered file at its place, in one go: another build may look at the same moment."""
    path = place.with_name(f"{place.name}-{pages}.pdf")
    new = place.with_name(f"{place.name}.{os.getpid()}.new")
    new.write_bytes(content)
    new.replace(path)
    return path


def pages_of(path: Path) -> int:
    """Return the number of pages that a file's name tells."""
    return int(path.stem.rpartition("-")[2])


def _key(document: Document) -> str:
    told = json.dumps([_program(), asdict(document)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


@cache
def _program() -> str:
    """Return what stands for everything outside a document that changes how it looks."""
    told = hashlib.sha256(__version__.encode())
    for name in RENDERERS:
        told.update(f"{name} {_version(name)}".encode())
    for file in _own_files(files(__package__)):
        told.update(file.name.encode() + b"\0" + file.read_bytes())
    return told.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _own_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _own_files(entry)
        elif entry.name.endswith((".py", ".css", ".ttf")):
            yield entry
