"""Makes the files on paper of a site: now, or in the background while somebody writes."""

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import click

from kijkraam.checklist.fields import Format
from kijkraam.form import Form
from kijkraam.forms.render import PrintLink, Renderer
from kijkraam.handbook import Handbook
from kijkraam.lessons.files import LessonFile
from kijkraam.lessons.page import LessonPage
from kijkraam.locale import Phrases
from kijkraam.print import libraries
from kijkraam.print.cache import CACHE_FOLDER, Cache
from kijkraam.print.formats import PrintFile, files_of
from kijkraam.print.render import Order, Printed, orders, orders_of_lessons, ready, render

READY = "ready"
"""File in the cache that is written anew when the background has made something."""


class CannotPrintError(Exception):
    """PDF files cannot be made on this computer; the text says what to install."""


class Press:
    """Makes the files on paper of one handbook, of its forms and of `lessons`.

    `address_of` gives the address of an id from the root of the site.
    """

    def __init__(
        self,
        handbook: Handbook,
        phrases: Phrases,
        address_of: Callable[[str], str | None],
        lessons: Iterable[LessonPage] = (),
    ) -> None:
        self.handbook = handbook
        self.lessons = list(lessons)
        self.phrases = phrases
        self.cache = Cache(handbook.site.root / CACHE_FOLDER)
        self._address_of = address_of

    def make(self, forms: Iterable[Form] | None = None, say: Callable[[str], object] = lambda _: None) -> list[Printed]:
        """Return all files, made now as far as they were not there. Raises CannotPrintError."""
        if libraries.packages_missing():
            raise CannotPrintError(libraries.missing(self.phrases))
        wanted = self._orders(self.handbook.forms.values() if forms is None else forms)
        missing = [order for order in wanted if not self.cache.find(order.document)]
        if missing:
            if reason := libraries.missing(self.phrases):
                raise CannotPrintError(reason)
            self._render(missing)
            say(self.phrases("print.made", n=len(missing)))
        return ready(wanted, self.cache)

    def _orders(self, forms: Iterable[Form]) -> list[Order]:
        from kijkraam.print.paper import Paper  # here, because it needs the extra `pdf`

        paper = Paper(self.handbook, self.phrases, self.handbook.site.url, self._address_of)
        return [*orders(paper, forms, self.handbook.site.formats), *orders_of_lessons(paper, self.lessons)]

    def _render(self, missing: list[Order]) -> None:
        """Render files, with a bar that tells how far it is when somebody looks."""
        if not sys.stderr.isatty():
            render(missing, self.cache)
            return
        label = self.phrases("print.making", n=len(missing))
        with click.progressbar(length=len(missing), label=label, file=sys.stderr) as bar:
            render(missing, self.cache, bar.update)


class BackgroundPress:
    """Makes files while somebody writes, one round after another, and says when there is something new to show."""

    def __init__(self, root: Path) -> None:
        folder = root / CACHE_FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        self.mark = folder / READY
        self.mark.touch()
        self.made: list[Printed] = []
        self._thread = ThreadPoolExecutor(1)

    def begin(self, press: Press) -> "Future[None]":
        """Make what is missing, without waiting for it. The mark is touched when that changes what there is."""
        return self._thread.submit(self._round, press)

    def _round(self, press: Press) -> None:
        made = press.make()
        if [printed.path for printed in made] != [printed.path for printed in self.made]:
            self.made = made
            self.mark.touch()


def links(made: Iterable[Printed], r: Renderer, href: Callable[[str], str]) -> list[PrintLink]:
    """Return links to files; `href` gives an address from the root of the site as the page follows it."""
    return [
        PrintLink(href(printed.file.path), title_of(printed.file, r), printed.pages, printed.size) for printed in made
    ]


def title_of(file: PrintFile | LessonFile, r: Renderer) -> str:
    """Return what a file is called in a list."""
    if isinstance(file, LessonFile):
        return r.phrases(f"lesson.handout.{file.reader.value}")
    if file.example:
        return r.phrases("form.example", title=r.plain(file.example.title))
    return r.phrases(f"print.formats.{file.format.value}")


def paths_of(form: Form, formats: Iterable[Format]) -> dict[str, str | list[str]]:
    """Return the paths of the files of a form by format, relative to the root of the site."""
    found: dict[str, list[str]] = {}
    for file in files_of(form, tuple(formats)):
        found.setdefault(file.format.value, []).append(file.path)
    return {name: paths[0] if len(paths) == 1 else paths for name, paths in found.items()}
