"""MkDocs events; each calls what does the work, and puts back what MkDocs needs."""

import logging
import posixpath
from concurrent.futures import Future
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from kijkraam import pages, serving
from kijkraam.addresses import Addresses, anchors_of
from kijkraam.blocks import Blocks, KijkraamBlocks
from kijkraam.checklist.lock import locked_addresses_gone
from kijkraam.checklist.problems import Problem
from kijkraam.config import KijkraamConfig
from kijkraam.export import files as export_files
from kijkraam.export.files import ExportFile
from kijkraam.export.xlsform import Words
from kijkraam.form import FORM_FOLDER
from kijkraam.forms.render import Renderer, stylesheet
from kijkraam.handbook import load_handbook
from kijkraam.hrefs import Hrefs
from kijkraam.inline import KijkraamLinks
from kijkraam.locale import Phrases
from kijkraam.offline import folder
from kijkraam.offline.listing import WORKER
from kijkraam.offline.worker import retired_worker, write_worker
from kijkraam.perspectives import forms_of_teams
from kijkraam.policy import write_policy
from kijkraam.print.press import BackgroundPress, CannotPrintError, Press, links
from kijkraam.print.render import Printed
from kijkraam.related import Related
from kijkraam.site import DEFAULT_LANGUAGE, Site, formats_from, language_of
from kijkraam.web import NO_WORKER, PARTS, REGISTER, SCRIPTS, STYLES, script_with_phrases, style

log = logging.getLogger("mkdocs.plugins.kijkraam")

ASSETS = "assets/kijkraam"


class KijkraamPlugin(BasePlugin[KijkraamConfig]):  # type: ignore[no-untyped-call]
    """Compiles checklists into the pages of a MkDocs site."""

    serving = False
    dirty = False
    background: BackgroundPress | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether someone is writing; having this event also keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"
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
            formats_from(self.config.pdf, self.config.formats),
        )
        self.phrases = Phrases(language)
        self.addresses = Addresses()
        self.has_team = False
        return config

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Rebuild when a checklist changes, and when the background has made files on paper."""
        if self.site.checklists.is_dir():
            server.watch(str(self.site.checklists))
        if self.background:
            server.watch(str(self.background.mark))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the handbook; add the forms' pages, styles and scripts as files of the site."""
        self.handbook = load_handbook(self.site)
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
            files.append(file)
        for form_id in self.handbook.broken:
            text = serving.broken_page(form_id)
            files.append(File.generated(config, f"{FORM_FOLDER}/{form_id}.md", content=text))
        files.append(File.generated(config, f"{ASSETS}/kijkraam.css", content=stylesheet()))
        files.append(File.generated(config, f"{ASSETS}/pages.css", content=stylesheet(of_pages=True)))
        for name in (*SCRIPTS, *PARTS):
            files.append(File.generated(config, f"{ASSETS}/{name}.js", content=self._script(name)))
        if not self._keeps_offline:
            files.append(File.generated(config, WORKER, content=retired_worker()))
        for name in STYLES:
            files.append(File.generated(config, f"{ASSETS}/{name}.css", content=style(name)))
        self.hrefs = Hrefs(self.handbook, self.config.sources_page, lambda path: _url(files, path), get_relative_url)
        self.related = Related(self.handbook, Path(config.docs_dir))
        self.printed: dict[str, list[Printed]] = {}
        for printed in self._print():
            self.printed.setdefault(printed.file.form.id, []).append(printed)
            file = File.generated(config, printed.file.path, abs_src_path=str(printed.path))
            files.append(file)
        words = Words(Renderer(self.handbook, self.phrases, self.hrefs.from_root).plain, self.phrases)
        self.exported: dict[str, list[ExportFile]] = {}
        for form in self.handbook.forms.values():
            for exported in export_files.files_of(form, self.site.formats, words):
                self.exported.setdefault(form.id, []).append(exported)
                files.append(File.generated(config, exported.path, content=exported.content))
        return files

    @property
    def _keeps_offline(self) -> bool:
        """Whether the site has a service worker: while someone writes, it would show what was there before."""
        return bool(self.config.offline) and not self.serving

    def _script(self, name: str) -> str:
        return script_with_phrases(name, self.phrases) if name != REGISTER or self._keeps_offline else NO_WORKER

    def _print(self) -> list[Printed]:
        """Return the files on paper: all of them, or while serving what the background has made until now."""
        if not self.site.on_paper or (self.serving and not self.config.pdf_in_serve):
            return []
        press = Press(self.handbook, self.phrases, self.hrefs.from_root)
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
                    _form_of(page),
                )
            ),
        )
        others = [e for e in config.markdown_extensions if not isinstance(e, KijkraamLinks | KijkraamBlocks)]
        config.markdown_extensions = [*others, self.markup.links, self.markup.blocks]  # type: ignore[list-item]
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Add what surrounds the text: explanations of terms, sources; and tell what is wrong in the page."""
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= self.markup.blocks.ids
        form = self.handbook.forms.get(_form_of(page) or "")
        self.addresses.add(page.url, _anchors(page) | (anchors_of(form) if form else set()))
        found = self.markup.problems(self._shown(page), _text_of(page), self.handbook)
        self._tell(found, logging.WARNING)
        self.handbook.problems += found
        renderer = self._renderer(page, embedded=False)
        glossary = _url(files, self.config.glossary_page)
        html += pages.tooltips(html, renderer, get_relative_url(glossary, page.url) if glossary is not None else None)
        related = self.related.of(page.file.src_uri, form)
        html += renderer.related(related, lambda target: self.hrefs.to(target, page.url))
        self.has_team = self.has_team or SCRIPTS["team"] in html
        about = self.markup.about
        if about.sources or about.audience:
            html += renderer.about(about.sources, about.audience, pages.reading_minutes(page.markdown or ""))
        if page.meta.get("quick_exit"):
            html += renderer.exit(self.config.quick_exit)
        return html + pages.scripts(html, _base(page), ASSETS)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Add forms as scripts, for the page where the answers of a team come together; all pages are rendered now."""
        if self.has_team:
            renderer = Renderer(self.handbook, self.phrases, self.hrefs.from_root)
            for form in forms_of_teams(self.handbook):
                text = renderer.form_script(form)
                files.append(File.generated(config, f"{ASSETS}/forms/{form.id}.js", content=text))
        return env

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """While serving, show all problems of the site on every page."""
        if self.serving:
            page.content = serving.problem_panel(self.handbook.problems, self.phrases) + (page.content or "")
        return context

    @event_priority(-50)  # after other plugins have had their say about the page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Link the styles that a page needs."""
        return pages.with_styles(output, _base(page), ASSETS)

    @event_priority(-100)  # last: other plugins write their pages at this event
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the inventory, the policy and the service worker, and tell which published address has gone."""
        site_dir = Path(config.site_dir)
        self.addresses.write(site_dir)
        if not self.handbook.broken and not self.dirty:
            self._tell(locked_addresses_gone(self.handbook, self.addresses, site_dir), logging.WARNING)
        if not self.serving:
            if self.config.offline_zip:
                folder.add_zip(site_dir, self.phrases, with_paper=self.config.offline_zip == "all")
            write_policy(site_dir)
        if self._keeps_offline:
            write_worker(site_dir, self.phrases)

    def _shown(self, page: Page) -> str:
        return self.site.shown(Path(page.file.abs_src_path)) if page.file.abs_src_path else page.file.src_uri

    def _renderer(self, page: Page, *, embedded: bool) -> Renderer:
        renderer = Renderer(
            self.handbook, self.phrases, lambda name: self.hrefs.from_page(name, page.url), embedded=embedded
        )
        renderer.prints = lambda form: links(
            self.printed.get(form.id, ()), renderer, lambda path: get_relative_url(path, page.url)
        )
        renderer.exports = lambda form: export_files.links(
            self.exported.get(form.id, ()), lambda path: get_relative_url(path, page.url)
        )
        renderer.keeps_offline = self._keeps_offline
        if self.config.offline_zip and not self.serving:
            renderer.zip_href = get_relative_url(folder.ZIP_NAME, page.url)
        return renderer

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


def _text_of(page: Page) -> str:
    """Return the text of a page as its maker wrote it; of a page that another plugin made, what Markdown got."""
    try:
        return page.file.content_string
    except (OSError, ValueError):
        return page.markdown or ""


def _form_of(page: Page) -> str | None:
    """Return the id of the form whose own page this is."""
    folder, name = posixpath.split(page.file.src_uri)
    return posixpath.splitext(name)[0] if folder == FORM_FOLDER else None


def _anchors(page: Page) -> set[str]:
    """Return the anchors of a page's headings."""
    found: set[str] = set()
    items = list(page.toc)
    while items:
        item = items.pop()
        found.add(item.id)
        items += item.children
    return found
