"""All files on paper of a site: what is there already, and what is still to be rendered."""

import multiprocessing
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kijkraam.checklist.fields import Format
from kijkraam.form import Form
from kijkraam.lessons.files import LessonFile
from kijkraam.lessons.model import Reader
from kijkraam.lessons.page import LessonPage
from kijkraam.print.cache import Cache, keep, pages_of
from kijkraam.print.document import Document
from kijkraam.print.formats import PrintFile, files_of

if TYPE_CHECKING:
    from kijkraam.print.paper import Paper  # it needs the extra `pdf`

Progress = Callable[[int], object]
"""Called with 1 for every file that is ready."""


@dataclass(frozen=True)
class Printed:
    """A file on paper that was made."""

    file: PrintFile | LessonFile
    path: Path

    @property
    def pages(self) -> int:
        return pages_of(self.path)

    @property
    def size(self) -> int:
        """Size in bytes."""
        return self.path.stat().st_size


@dataclass(frozen=True)
class Order:
    """A file that is to be there, with the document that it is made of."""

    file: PrintFile | LessonFile
    document: Document


def orders(paper: "Paper", forms: Iterable[Form], allowed: Collection[Format]) -> list[Order]:
    """Return what is to be made of forms."""
    return [Order(file, make_document(paper, file)) for form in forms for file in files_of(form, allowed)]


def orders_of_lessons(paper: "Paper", pages: Iterable[LessonPage]) -> list[Order]:
    """Return the handouts to be made of lessons."""
    from kijkraam.print.handout import handout

    files = [LessonFile(page, reader) for page in pages for reader in Reader]
    return [Order(file, handout(paper, file)) for file in files]


def make_document(paper: "Paper", file: PrintFile) -> Document:
    """Return the document of one file."""
    from kijkraam.print import cards, example, form_pdf, poster

    match file.format:
        case Format.FORM | Format.WORKSHEET:
            return form_pdf.whole_form(paper, file.form, file.format)
        case Format.SHORT:
            return form_pdf.short_form(paper, file.form)
        case Format.POSTER:
            return poster.poster(paper, file.form)
        case Format.CARDS:
            return cards.cards(paper, file.form)
    assert file.example is not None
    return example.filled_in(paper, file.form, file.example)


def ready(wanted: Iterable[Order], cache: Cache) -> list[Printed]:
    """Return the files that were made before, in order."""
    return [Printed(order.file, path) for order in wanted if (path := cache.find(order.document))]


def render(wanted: Iterable[Order], cache: Cache, progress: Progress = lambda _: None) -> int:
    """Render what is not there yet, and return how many files that were."""
    jobs = {cache.place(order.document): order for order in wanted if not cache.find(order.document)}
    # The largest first, so that no processor is left with a large one at the end.
    largest_first = sorted(jobs.items(), key=lambda job: len(job[1].document.html), reverse=True)
    for _ in _rendered(largest_first):
        progress(1)
    cache.forget_old()
    return len(jobs)


def processors() -> int:
    """Return how many files are rendered at a time."""
    return os.cpu_count() or 1


def _rendered(jobs: list[tuple[Path, Order]]) -> Iterator[Path]:
    """Yield each file when it is made, by as many processes as there are processors."""
    workers = min(processors(), len(jobs))
    if workers <= 1:
        for place, order in jobs:
            yield _render_one(place, order.document)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        running = [pool.submit(_render_one, place, order.document) for place, order in jobs]
        for done in as_completed(running):
            yield done.result()


def _render_one(place: Path, document: Document) -> Path:
    from kijkraam.print.pdf import make_pdf  # here, because it loads system libraries

    content, pages = make_pdf(document)
    return keep(place, content, pages)
