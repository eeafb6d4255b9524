"""The lessons of one site: their pages, their metadata, and how pages show them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kijkraam.forms.render import ExportLink, PrintLink, Renderer
from kijkraam.handbook import Handbook
from kijkraam.lessons.files import metadata_path
from kijkraam.lessons.lom import LomWords, lom
from kijkraam.lessons.page import LessonPage, find_lessons
from kijkraam.locale import Phrases
from kijkraam.print.press import links
from kijkraam.print.render import Printed


@dataclass(frozen=True)
class LessonEntry:
    """A lesson with its files, as a page shows it."""

    page: LessonPage
    href: str
    handouts: list[PrintLink]
    metadata: ExportLink


class Lessons:
    """All lessons of a site; `url_of` gives the address of each of its files, `licence` that of its texts if told."""

    def __init__(
        self, handbook: Handbook, phrases: Phrases, url_of: Mapping[str, str], licence: str | None = None
    ) -> None:
        self._renderer = Renderer(handbook, phrases, lambda _: "#")
        self._licence = licence
        self.pages = find_lessons(handbook, url_of)
        self.metadata = {metadata_path(page): self._lom(page, handbook.site.url) for page in self.pages}
        """The files with metadata by their paths, relative to the root of the site."""

    def at(self, path: str) -> LessonPage | None:
        """Return the lesson of a Markdown file, or None when it is none."""
        return next((page for page in self.pages if page.path == path), None)

    def entry(self, page: LessonPage, printed: Iterable[Printed], href: Callable[[str], str]) -> LessonEntry:
        """Return a lesson as a page shows it; `href` gives an address from the root as that page follows it."""
        path = metadata_path(page)
        metadata = ExportLink(href(path), len(self.metadata[path]))
        return LessonEntry(page, href(page.url), links(printed, self._renderer, href), metadata)

    def _lom(self, page: LessonPage, site_url: str) -> bytes:
        r = self._renderer
        words = LomWords(
            language=r.phrases.language,
            licence=self._licence,
            rests_on="; ".join(dict.fromkeys(r.source_text(source) for source in page.sources)),
            group=f"{r.phrases('lesson.group')}: {r.plain(page.lesson.group)}",
            outcomes=[r.plain(outcome) for outcome in page.outcomes],
        )
        return lom(page, site_url, words)
