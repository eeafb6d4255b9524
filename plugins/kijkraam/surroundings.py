"""What a page gets beside its own text: files made of its forms, explanations of terms, what belongs to it, sources.

The same for a page that MkDocs makes, and for one that is written as ordinary Markdown.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kijkraam import pages
from kijkraam.export import files as export_files
from kijkraam.export.files import ExportFile
from kijkraam.export.packages import Package
from kijkraam.export.packages import links as package_links
from kijkraam.export.xlsform import Words
from kijkraam.form import Form
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook
from kijkraam.hrefs import Hrefs
from kijkraam.lessons.page import LessonPage
from kijkraam.lessons.site import LessonEntry, Lessons
from kijkraam.locale import Phrases
from kijkraam.print.press import links
from kijkraam.print.render import Printed
from kijkraam.related import Related
from kijkraam.site import PageOptions


class Surroundings:
    """The surroundings of all pages of one site. Addresses count from the root of the site, unless told otherwise.

    `urls` gives the addresses of all files that the site has before anything is added.
    """

    def __init__(
        self,
        handbook: Handbook,
        phrases: Phrases,
        options: PageOptions,
        hrefs: Hrefs,
        urls: Mapping[str, str],
    ) -> None:
        self.handbook = handbook
        self.phrases = phrases
        self.options = options
        self.hrefs = hrefs
        self.related = Related(handbook, handbook.site.docs)
        self.lessons = Lessons(handbook, phrases, urls, options.licence or None)
        self.exported = {form.id: self._export(form) for form in handbook.forms.values()}
        """Files for other programs, by form."""
        self.printed: dict[str, list[Printed]] = {}
        """Files on paper, by the form or the page of a lesson that they are of."""
        self.packages: Sequence[Package] = ()
        self.logo: str | None = None
        """Address of the picture of the organisation."""
        self.zip: str | None = None
        """Address of the site as a zip file."""
        self.keeps_offline = False
        """Whether the site has a service worker."""
        self.has_permalinks = False

    def _export(self, form: Form) -> list[ExportFile]:
        """Return the files of a form for other programs: those of an earlier build, when they would be the same."""
        renderer = Renderer(self.handbook, self.phrases, self.hrefs.from_root)
        words = Words(renderer.plain, self.phrases)
        memory = self.handbook.memory

        def make() -> list[ExportFile]:
            return list(export_files.files_of(form, self.handbook.site.formats, words))

        return memory.made(("export", form.id), renderer, form, make) if memory else make()

    def add_printed(self, files: Iterable[Printed]) -> None:
        """Take over files on paper that were made."""
        for printed in files:
            self.printed.setdefault(printed.file.owner, []).append(printed)

    def renderer(self, url: str, *, embedded: bool = False) -> Renderer:
        """Return what renders components for the page with this address; `embedded` for a form on another's page."""
        renderer = Renderer(
            self.handbook, self.phrases, lambda name: self.hrefs.from_page(name, url), embedded=embedded
        )

        def href(address: str) -> str:
            return self.hrefs.relative(address, url)

        renderer.memory = self.handbook.memory
        renderer.has_permalinks = self.has_permalinks
        renderer.logo = href(self.logo) if self.logo else None
        renderer.prints = lambda form: links(self.printed.get(form.id, ()), renderer, href)
        renderer.exports = lambda form: export_files.links(self.exported.get(form.id, ()), href)
        renderer.all_lessons = lambda: [self.lesson(lesson, url) for lesson in self.lessons.pages]
        renderer.packages = lambda: package_links(list(self.packages), href)
        renderer.keeps_offline = self.keeps_offline
        renderer.zip_href = href(self.zip) if self.zip else None
        return renderer

    def lesson(self, lesson: LessonPage, url: str) -> LessonEntry:
        """Return a lesson with its files, as the page with this address links to them."""
        return self.lessons.entry(
            lesson, self.printed.get(lesson.path, ()), lambda path: self.hrefs.relative(path, url)
        )

    def head_of_lesson(self, path: str, url: str) -> str:
        """Return what stands above the first part of a lesson, or nothing when the Markdown file is none."""
        lesson = self.lessons.at(path)
        return self.renderer(url).lesson(self.lesson(lesson, url)) if lesson else ""

    def below(self, content: str, text: str, path: str, url: str, about: pages.PageAbout) -> str:
        """Return what stands below the content of a page.

        `text` is the Markdown of it, `path` its file, `about` what its front matter says.
        """
        renderer = self.renderer(url)
        glossary = self.hrefs.url_of(self.options.glossary_page)
        form = self.form_of(path)
        made = pages.tooltips(content, renderer, self.hrefs.relative(glossary, url) if glossary is not None else None)
        made += renderer.related(self.related.of(path, form), lambda target: self.hrefs.to(target, url), form)
        if about.sources or about.audience:
            made += renderer.about(about.sources, about.audience, pages.reading_minutes(text))
        if about.quick_exit or (form and form.checklist.quick_exit):
            made += renderer.exit(self.options.quick_exit)
        return made

    def form_of(self, path: str) -> Form | None:
        """Return the form whose own page a file is."""
        folder, name = posixpath.split(path)
        is_form = folder == self.handbook.site.form_folder
        return self.handbook.forms.get(posixpath.splitext(name)[0]) if is_form else None

    def home_of(self, name: str, url: str) -> str | None:
        """Return the address for ever of a part of a form that another page shows: its id has the form's in front."""
        form_id, _, part = name.partition("--")
        is_part = part and form_id in self.handbook.forms
        return self.hrefs.from_page(f"{form_id}#{part}", url) if is_part else None

    def parts_moved(self, about: pages.PageAbout, url: str) -> Iterator[tuple[str, str, str]]:
        """Yield where parts of a page went: the anchor that they had, the address, and the title of what is there."""
        renderer = self.renderer(url)
        for anchor, name in about.moved.items():
            target, href = self.handbook.target(name), self.hrefs.from_page(name, url)
            if target and href is not None:
                yield anchor, href, renderer.plain(target.title)
