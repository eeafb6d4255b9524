"""MkDocs events; each calls what does the work, and puts back what MkDocs needs."""

import logging
import posixpath
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.localization import parse_locale
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from kijkraam import moved, pages, searching, serving
from kijkraam.addresses import Addresses, anchors_of
from kijkraam.blocks import Blocks, KijkraamBlocks
from kijkraam.checklist.fields import Kind
from kijkraam.checklist.lock import locked_addresses_gone
from kijkraam.checklist.model import Source
from kijkraam.checklist.problems import Problem
from kijkraam.citing import Reference, bibtex, key_of, metadata, ris
from kijkraam.config import KijkraamConfig
from kijkraam.export import files as export_files
from kijkraam.export.files import ExportFile
from kijkraam.export.packages import Package, packages
from kijkraam.export.packages import links as package_links
from kijkraam.export.xlsform import Words
from kijkraam.form import Form
from kijkraam.forms.render import WHILE_SERVING, Renderer, style_when_dark, style_while_serving, stylesheet
from kijkraam.handbook import load_handbook
from kijkraam.hrefs import Hrefs
from kijkraam.inline import KijkraamLinks, without_markup
from kijkraam.lessons.page import LessonPage
from kijkraam.lessons.site import LessonEntry, Lessons
from kijkraam.locale import Phrases
from kijkraam.memory import Memory
from kijkraam.permalinks import with_permalinks
from kijkraam.perspectives import forms_of_teams
from kijkraam.policy import asking_elsewhere, write_policy
from kijkraam.print.press import BackgroundPress, CannotPrintError, Press, links
from kijkraam.print.render import Printed
from kijkraam.related import Related
from kijkraam.site import DEFAULT_LANGUAGE, Site, formats_from, language_of, language_of_theme, styles_of
from kijkraam.web import OF_EVERY_PAGE, PARTS, SCRIPTS, STYLES, script_with_phrases, style

log = logging.getLogger("mkdocs.plugins.kijkraam")

ASSETS = "assets/kijkraam"
COPIER = "print-site"
"""The plugin mkdocs-print-site-plugin, which puts all pages on one."""
TRANSLATOR = "i18n"
"""The plugin mkdocs-static-i18n, by its key in mkdocs.yml."""
OF_MKDOCS = {"mkdocs", "readthedocs"}
"""The themes that come with MkDocs, and have words in our languages."""


class KijkraamPlugin(BasePlugin[KijkraamConfig]):  # type: ignore[no-untyped-call]
    """Compiles checklists into the pages of a MkDocs site."""

    serving = False
    dirty = False
    background: BackgroundPress | None = None
    memory: Memory | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether someone is writing; having this event also keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"
        self.memory = Memory() if self.serving else None
        self.dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the folders and the language."""
        file = Path(config.config_file_path) if config.config_file_path else None
        root = file.parent if file else Path.cwd()
        language = self.config.language or (language_of(file) if file else DEFAULT_LANGUAGE)
        self.site = Site(
            root,
            root / self.config.checklists,
            Path(config.docs_dir),
            language,
            config.site_url or "",
            formats_from(self.config.pdf, self.config.formats, self.config.packages),
            self.config.form_folder,
            self.config.organisation.name,
            Path(self.config.organisation.logo) if self.config.organisation.logo else None,
            self.config.privacy,
            tuple(Path(name) for name in self.config.scales),
            styles_of(list(config.extra_css), [Path(config.docs_dir), *map(Path, config.theme.dirs)]),
            self.config.phrases,
            file,
        )
        self.phrases = Phrases(language, self.site.phrases)
        if not file or language_of_theme(file) is None:
            _speak(config, self.phrases.language)
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")  # headings get their ids by it, and links need these
        for option in asking_elsewhere(config.theme, config.plugins):
            config.theme[option] = False
            log.info(self.phrases("policy.theme", option=option))
        self.addresses = Addresses()
        self.has_team = False
        self.references: dict[str, Reference] = {}
        return config

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Rebuild when a checklist changes, and when the background has made files on paper."""
        if self.site.checklists.is_dir():
            server.watch(str(self.site.checklists))
        if self.background:
            server.watch(str(self.background.mark))
        return server

    def _on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return files if TRANSLATOR in config.plugins else self._add_files(files, config)

    @event_priority(-110)  # the plugin of translations makes a new list of files, and knows no files without a path
    def _on_files_translated(self, files: Files, *, config: MkDocsConfig) -> Files:
        return self._add_files(files, config) if TRANSLATOR in config.plugins else files

    on_files = CombinedEvent(_on_files, _on_files_translated)

    def _add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Read the handbook; add the forms' pages, styles and scripts as files of the site."""
        self.handbook = load_handbook(self.site, memory=self.memory)
        self._tell(self.handbook.problems, logging.ERROR)
        if self.handbook.problems and not self.serving:
            raise Abort(self.phrases("check.found", n=len(self.handbook.problems)))
        serving.set_aside_broken(self.handbook)
        for form, text in pages.form_pages(self.handbook):
            taken = files.get_file_from_path(form.page)
            if taken:
                self._refuse(
                    Problem(
                        self.site.shown(Path(config.docs_dir) / form.page), 1, 1, "form_page_taken", {"id": form.id}
                    )
                )
            file = File.generated(config, form.page, content=text)
            file.dest_uri = f"{form.url}index.html"  # the same address, with and without directory URLs
            path = self.site.checklists / form.file
            file.edit_uri = posixpath.relpath(path.as_posix(), Path(config.docs_dir).as_posix())
            if TRANSLATOR in config.plugins:
                _tell_translator(file, self.site.language)
            if form.is_shipped:
                file.edit_uri, file.inclusion = None, InclusionLevel.NOT_IN_NAV
            files.append(file)
        for form_id in self.handbook.broken:
            text = serving.broken_page(form_id, self.phrases)
            files.append(File.generated(config, f"{self.site.form_folder}/{form_id}.md", content=text))
        files.append(File.generated(config, f"{ASSETS}/kijkraam.css", content=stylesheet()))
        files.append(File.generated(config, f"{ASSETS}/pages.css", content=stylesheet(of_pages=True)))
        self.has_colours = any(_sets_colours(files, str(path)) for path in config.extra_css)
        if not self.has_colours:
            files.append(File.generated(config, f"{ASSETS}/dark.css", content=style_when_dark()))
        if self.serving:
            files.append(File.generated(config, f"{ASSETS}/{WHILE_SERVING}.css", content=style_while_serving()))
        self.logo = ""
        if self.site.logo:
            self.logo = f"{ASSETS}/organisation{self.site.logo.suffix}"
            files.append(File.generated(config, self.logo, content=self.site.logo.read_bytes()))
        for name in (*SCRIPTS, *PARTS, *OF_EVERY_PAGE):
            files.append(File.generated(config, f"{ASSETS}/{name}.js", content=script_with_phrases(name, self.phrases)))
        for name in STYLES:
            files.append(File.generated(config, f"{ASSETS}/{name}.css", content=style(name)))
        self.hrefs = Hrefs(self.handbook, self.config.sources_page, lambda path: _url(files, path), get_relative_url)
        self.related = Related(self.handbook, Path(config.docs_dir))
        self.lessons = Lessons(
            self.handbook, self.phrases, {file.src_uri: file.url for file in files}, self.config.licence
        )
        self.printed: dict[str, list[Printed]] = {}
        for printed in self._print():
            self.printed.setdefault(printed.file.owner, []).append(printed)
            file = File.generated(config, printed.file.path, abs_src_path=str(printed.path))
            files.append(file)
        for address, content in self.lessons.metadata.items():
            files.append(File.generated(config, address, content=content))
        self.exported: dict[str, list[ExportFile]] = {}
        for form in self.handbook.forms.values():
            for exported in self._export(form):
                self.exported.setdefault(form.id, []).append(exported)
                files.append(File.generated(config, exported.path, content=exported.content))
        self.packages = self._pack(lambda path: _url(files, path))
        for package in self.packages:
            files.append(File.generated(config, package.path, abs_src_path=str(package.file)))
        return files

    def _export(self, form: Form) -> list[ExportFile]:
        """Return the files of a form for other programs."""
        renderer = Renderer(self.handbook, self.phrases, self.hrefs.from_root)
        words = Words(renderer.plain, self.phrases)

        def make() -> list[ExportFile]:
            return list(export_files.files_of(form, self.site.formats, words))

        return self.memory.made(("export", form.id), renderer, form, make) if self.memory else make()

    def _pack(self, url_of: Callable[[str], str | None]) -> list[Package]:
        """Return the packages for an LMS; while serving there are none, for they tell what is published."""
        return [] if self.serving else packages(self.handbook, self.phrases, self.hrefs.from_root, url_of)

    def _print(self) -> list[Printed]:
        """Return the files on paper: all of them, or while serving what the background has made until now."""
        if not self.site.on_paper or (self.serving and not self.config.pdf_in_serve):
            return []
        press = Press(self.handbook, self.phrases, self.hrefs.from_root, self.lessons.pages)
        if self.serving:
            self.background = self.background or BackgroundPress(self.site.root)
            self.background.begin(press).add_done_callback(self._tell_failure)
            return self.background.made
        try:
            return press.make(say=log.info)
        except CannotPrintError as error:
            log.info(str(error))
            if self.config.pdf == "required":
                raise Abort(self.phrases("print.required")) from error
            return []

    def _tell_failure(self, done: "Future[None]") -> None:
        error = done.exception()
        if error:
            log.info(str(error))

    def _refuse(self, problem: Problem) -> None:
        """Tell a problem that makes a build useless; while serving, it is told with the others."""
        self._tell([problem], logging.ERROR)
        self.handbook.problems.append(problem)
        if not self.serving:
            raise Abort(self.phrases("check.found", n=1))

    def _tell(self, problems: list[Problem], level: int) -> None:
        for problem in problems:
            log.log(level, problem.line_of_text(self.phrases))

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give Markdown what it needs to know about this page."""
        folder = posixpath.dirname(page.file.src_uri)
        self.markup = pages.PageMarkup(
            pages.read_about(page.meta, self.handbook),
            list(pages.resolve_refs(page.meta, self.hrefs)),
            KijkraamLinks(lambda name: self.hrefs.in_markdown(name, folder)),
            KijkraamBlocks(
                Blocks(
                    self.handbook,
                    lambda embedded: self._renderer(page, embedded=embedded),
                    lambda name: self._figure(name, page, config),
                    self._figure_names(config),
                    self._form_of(page),
                )
            ),
        )
        others = [e for e in config.markdown_extensions if not isinstance(e, KijkraamLinks | KijkraamBlocks)]
        config.markdown_extensions = [*others, self.markup.links, self.markup.blocks]  # type: ignore[list-item]
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Add what surrounds the text: explanations of terms, sources; and tell what is wrong in the page."""
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= self.markup.blocks.ids
        form = self.handbook.forms.get(self._form_of(page) or "")
        self._remember_moved(page, files)
        anchors = _anchors(page) | (anchors_of(form) if form else set())
        self.addresses.add(page.url, anchors | set(self.markup.about.moved))
        found = self.markup.problems(self._shown(page), _text_of(page), self.handbook)
        self._tell(found, logging.WARNING)
        self.handbook.problems += found
        renderer = self._renderer(page, embedded=False)
        glossary = _url(files, self.config.glossary_page)
        lesson = self.lessons.at(page.file.src_uri)
        if lesson:
            html = pages.with_lesson(html, renderer.lesson(self._lesson(page, lesson)))
        html += pages.tooltips(html, renderer, get_relative_url(glossary, page.url) if glossary is not None else None)
        related = self.related.of(page.file.src_uri, form)
        html += renderer.related(related, lambda target: self.hrefs.to(target, page.url))
        self.has_team = self.has_team or SCRIPTS["team"] in html
        about = self.markup.about
        if about.sources or about.audience:
            html += renderer.about(about.sources, about.audience, pages.reading_minutes(page.markdown or ""))
        if page.meta.get("quick_exit"):
            html += renderer.exit(self.config.quick_exit)
        if (
            not form or form.kind is not Kind.ERVARING
        ):  # who fills that in sees one question at a time, and nothing else
            html = with_permalinks(html, self.phrases, lambda name: self._home_of(name, page.url))
        html += moved.lines(self._parts_moved(page, renderer), self.phrases)
        foot = self._foot(page, form, renderer, config)
        if page.meta.get("template"):
            page.meta["kijkraam_foot"] = foot  # what such a page puts below its text stands above the foot
        else:
            html += foot
        return html + pages.scripts(html, _base(page), ASSETS)

    def _remember_moved(self, page: Page, files: Files) -> None:
        """Note the addresses that a page had before, and tell what is wrong with them and with parts that went."""
        about = self.markup.about
        taken = {file.url for file in files.documentation_pages()} if about.was else ()
        for index, address in enumerate(about.was):
            if address in taken or address in self.addresses.moved:
                about.problems.append(pages.MetaProblem(("was", index), "was_taken", {"address": address}))
            else:
                self.addresses.moved[address] = page.url
        for anchor in about.moved.keys() & _anchors(page):
            about.problems.append(pages.MetaProblem(("moved", anchor), "moved_still_here", {"anchor": anchor}))
            del about.moved[anchor]

    def _parts_moved(self, page: Page, renderer: Renderer) -> Iterator[tuple[str, str, str]]:
        for anchor, name in self.markup.about.moved.items():
            target, href = self.handbook.target(name), self.hrefs.from_page(name, page.url)
            if target and href is not None:
                yield anchor, href, renderer.plain(target.title)

    def _home_of(self, name: str, page_url: str) -> str | None:
        """Return the address for ever of a part of a form that another page shows: its id has the form's in front."""
        form_id, _, part = name.partition("--")
        return self.hrefs.from_page(f"{form_id}#{part}", page_url) if part and form_id in self.handbook.forms else None

    def _foot(self, page: Page, form: Form | None, renderer: Renderer, config: MkDocsConfig) -> str:
        """Return how to refer to a page and to embed it."""
        about = self.markup.about
        title = config.site_name if page.is_homepage else without_markup(str(page.title))
        changes = form.checklist.changes if form else None
        cited = Reference(
            key=form.id if form else key_of(page.url, config.site_name),
            title=renderer.plain(form.title) if form else title,
            author=str(page.meta.get("author") or config.site_author or config.site_name),
            site=config.site_name,
            language=self.phrases.language,
            url=page.canonical_url if config.site_url and page.canonical_url else "",
            changed=(changes[-1].date if changes else "") if form else about.changed,
            edition=str(form.checklist.version) if form else about.edition,
            works=renderer.works(_sources_of(form) if form else about.sources),
        )
        self.references[page.url] = cited
        return renderer.refer(cited, form, posixpath.basename(posixpath.splitext(page.file.dest_uri)[0]))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Add forms as scripts, for the page where the answers of a team come together; all pages are rendered now."""
        if self.has_team:
            renderer = Renderer(self.handbook, self.phrases, self.hrefs.from_root)
            for form in forms_of_teams(self.handbook):
                text = renderer.form_script(form)
                files.append(File.generated(config, f"{ASSETS}/forms/{form.id}.js", content=text))
        return env

    @event_priority(90)  # before any plugin that makes an index for search
    def _on_page_context_for_search(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """Leave only words of forms in a page, as long as it is read for search."""
        words = self.memory.words_of if self.memory else searching.words_of
        page.content, self.set_aside = searching.set_aside_forms(page.content or "", words)
        return context

    @event_priority(-90)
    def _on_page_context(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """Put the forms back; while serving, show all problems of the site on every page."""
        page.content = searching.put_back_forms(page.content or "", self.set_aside)
        if self.serving:
            panel = serving.problem_panel(self.handbook.problems, self.phrases, self.site.root)
            page.content = panel + page.content
        return context

    on_page_context = CombinedEvent(_on_page_context_for_search, _on_page_context)  # type: ignore[arg-type]

    @event_priority(-50)  # after other plugins have had their say about the page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Put in its head what a page needs, and beside it the files with which one refers to it."""
        cited = self.references[page.url]
        note = self.phrases("refer.based_on", works="; ".join(cited.works)) if cited.works else ""
        path = Path(page.file.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        for ending, write in ((".bib", bibtex), (".ris", ris)):
            path.with_suffix(ending).write_text(write(cited, note), encoding="utf-8", newline="")
        return pages.with_head(output, _base(page), ASSETS, metadata(cited), with_dark=not self.has_colours)

    @event_priority(-100)  # last: other plugins write their pages at this event
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the inventory of addresses and the policy, and tell which published address has gone."""
        site_dir = Path(config.site_dir)
        self.addresses.write(site_dir)
        self._write_moved(site_dir)
        if not self.handbook.broken and not self.dirty:
            self._tell(locked_addresses_gone(self.handbook, self.addresses, site_dir), logging.WARNING)
        if COPIER in config.plugins:
            for base, name in (("../", "print_page/index.html"), ("", "print_page.html")):
                path = site_dir / name
                if path.is_file():
                    text = path.read_text(encoding="utf-8")
                    path.write_text(pages.as_copy(text, base, ASSETS, with_dark=not self.has_colours), encoding="utf-8")
        if not self.serving:
            write_policy(site_dir)

    def _write_moved(self, site_dir: Path) -> None:
        """Leave a page that leads on wherever a page stood before."""
        for address, url in self.addresses.moved.items():
            script = get_relative_url(f"{ASSETS}/moved.js", address)
            title = self.references[url].title
            path = site_dir / moved.file_of(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = moved.page_left(get_relative_url(url, address), title, script, self.phrases)
            path.write_text(text, encoding="utf-8")

    def _shown(self, page: Page) -> str:
        return self.site.shown(Path(page.file.abs_src_path)) if page.file.abs_src_path else page.file.src_uri

    def _form_of(self, page: Page) -> str | None:
        """Return the id of the form whose own page this is."""
        folder, name = posixpath.split(page.file.src_uri)
        return posixpath.splitext(name)[0] if folder == self.site.form_folder else None

    def _renderer(self, page: Page, *, embedded: bool) -> Renderer:
        renderer = Renderer(
            self.handbook, self.phrases, lambda name: self.hrefs.from_page(name, page.url), embedded=embedded
        )
        renderer.memory = self.memory
        renderer.has_permalinks = True
        renderer.logo = get_relative_url(self.logo, page.url) if self.logo else None
        renderer.prints = lambda form: links(
            self.printed.get(form.id, ()), renderer, lambda path: get_relative_url(path, page.url)
        )
        renderer.exports = lambda form: export_files.links(
            self.exported.get(form.id, ()), lambda path: get_relative_url(path, page.url)
        )
        renderer.all_lessons = lambda: [self._lesson(page, lesson) for lesson in self.lessons.pages]
        renderer.packages = lambda: package_links(self.packages, lambda path: get_relative_url(path, page.url))
        return renderer

    def _lesson(self, page: Page, lesson: LessonPage) -> LessonEntry:
        """Return a lesson with its files, as `page` links to them."""
        return self.lessons.entry(
            lesson, self.printed.get(lesson.path, ()), lambda path: get_relative_url(path, page.url)
        )

    def _figure(self, name: str, page: Page, config: MkDocsConfig) -> str | None:
        """Return the HTML of a figure of the theme."""
        if name not in self._figure_names(config):
            return None
        try:
            template = config.theme.get_env().get_template(f"{self.config.figures}/{name}.html")
        except TemplateNotFound:
            return None
        renderer = self._renderer(page, embedded=False)
        return template.render(r=renderer, t=self.phrases, handbook=self.handbook)

    def _figure_names(self, config: MkDocsConfig) -> list[str]:
        folders = [Path(folder) / self.config.figures for folder in config.theme.dirs]
        return sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.html")})


def _base(page: Page) -> str:
    """Return what leads from a page to the root of the site."""
    base = get_relative_url("", page.url)
    return "" if base == "." else base.rstrip("/") + "/"


def _url(files: Files, path: str) -> str | None:
    """Return the address of a Markdown file, counted from the root of the site."""
    file = files.get_file_from_path(path)
    return file.url if file else None


def _speak(config: MkDocsConfig, language: str) -> None:
    """Give a theme whose language nobody chose that of the forms, so that a page says in which language it is."""
    if config.theme.name in OF_MKDOCS:
        config.theme["locale"] = parse_locale(language)
    elif "language" in config.theme:
        config.theme["language"] = language


def _sets_colours(files: Files, path: str) -> bool:
    """Whether a stylesheet of the site sets the colours of forms, so that these are its own affair."""
    file = files.get_file_from_path(path)
    try:
        return file is not None and "--kijkraam-ink" in file.content_string
    except (OSError, ValueError):
        return False


def _text_of(page: Page) -> str:
    """Return the text of a page as its maker wrote it; of a page that another plugin made, what Markdown got."""
    try:
        return page.file.content_string
    except (OSError, ValueError):
        return page.markdown or ""


def _tell_translator(file: File, language: str) -> None:
    """Tell the plugin of translations that a page is in one language: its choice of languages leads to the homes."""
    for name, value in (("locale", language), ("locale_alternate_of", ""), ("alternates", {})):
        setattr(file, name, value)


def _sources_of(form: Form) -> list[Source]:
    """Return where a form rests on: its own source, and the other works that questions name."""
    own = form.checklist.source
    return [own, *(Source(work=q.source.work) for q in form.questions if q.source.work != own.work)]


def _anchors(page: Page) -> set[str]:
    """Return the anchors of a page's headings."""
    found: set[str] = set()
    items = list(page.toc)
    while items:
        item = items.pop()
        found.add(item.id)
        items += item.children
    return found
