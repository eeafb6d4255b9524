"""Which files are made of a lesson, and what they are called."""

import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath

from kijkraam.lessons.model import Reader
from kijkraam.lessons.page import LessonPage

METADATA_END = "-nl-lom.xml"
"""Addresses are for ever, so the ends of file names do not change with the language of the site."""


@dataclass(frozen=True)
class LessonFile:
    """A handout of a lesson, on paper."""

    page: LessonPage
    reader: Reader

    @property
    def owner(self) -> str:
        """The page that it belongs to."""
        return self.page.path

    @property
    def name(self) -> str:
        """Name of the file."""
        return f"{_stem(self.page)}-{self.reader.value}.pdf"

    @property
    def path(self) -> str:
        """Path of the file, relative to the root of the site: beside the page."""
        return posixpath.join(posixpath.dirname(self.page.url), self.name)


def metadata_path(page: LessonPage) -> str:
    """Return the path of the metadata of a lesson, relative to the root of the site."""
    return posixpath.join(posixpath.dirname(page.url), f"{_stem(page)}{METADATA_END}")


def _stem(page: LessonPage) -> str:
    return PurePosixPath(page.path).stem
