"""MkDocs events; each calls what does the work, and puts back what MkDocs needs.

They stand here in the order in which MkDocs calls them: those of a page again for every page. Within one event MkDocs
calls handlers with a higher priority first; without a priority it is 0, and plugins with the same priority come in the
order of `mkdocs.yml`. So a plugin or a hook stands before or after this one by the decorator `event_priority` of
`mkdocs.plugins`.
"""

import gc
import logging
import posixpath
from concurrent.futures import Future
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, write_file
from mkdocs.utils.templates import TemplateContext

from kijkraam import moved, pages, searching, serving
from kijkraam.addresses import Addresses, anchors_of
from kijkraam.assets import ASSETS, assets
from kijkraam.blocks import Blocks, KijkraamBlocks
from kijkraam.checklist.fields import Kind
from kijkraam.checklist.lock import locked_addresses_gone
from kijkraam.checklist.problems import Problem, ProblemsFound
from kijkraam.citing import Reference, file_for, files_for, key_of, metadata
from kijkraam.config import KijkraamConfig
from kijkraam.export.packages import packages
from kijkraam.form import Form
from kijkraam.forms.render import WHILE_SERVING, Renderer, style_when_dark, style_while_serving
from kijkraam.handbook import load_again
from kijkraam.hrefs import Hrefs
from kijkraam.inline import KijkraamLinks, without_markup
from kijkraam.late_search import write_late_search
from kijkraam.locale import Phrases
from kijkraam.memory import Memory
from kijkraam.mkdocs import theme
from kijkraam.mkdocs.indexed import IndexedPages, entries_of
from kijkraam.mkdocs.neighbours import COPIER, TRANSLATOR, dress_copies, tell_translator
from kijkraam.mkdocs.rendered import RenderedPages
from kijkraam.mkdocs.server import answer_also, is_taken
from kijkraam.mkdocs.settings import page_options_of, site_of
from kijkraam.offline import folder
from kijkraam.offline.listing import WORKER
from kijkraam.offline.worker import retired_worker, write_worker
from kijkraam.permalinks import with_permalinks
from kijkraam.perspectives import forms_of_teams
from kijkraam.places import problem_of_page
from kijkraam.policy import asking_elsewhere, write_policy
from kijkraam.print.press import BackgroundPress, CannotPrintError, Press
from kijkraam.print.render import Printed
from kijkraam.site import language_of_theme
from kijkraam.surroundings import Surroundings
from kijkraam.web import SCRIPTS

log = logging.getLogger("mkdocs.plugins.kijkraam")

RECORDS_PAGE = "mijn-formulieren"
"""Id of the page of all that someone filled in."""


class KijkraamPlugin(BasePlugin[KijkraamConfig]):  # type: ignore[no-untyped-call]
    """Compiles checklists into the pages of a MkDocs site."""

    serving = False
    address_is_ours = False
    """Whether the address to serve at was free when we began: from the second build on, this server itself has it."""
    dirty = False
    background: BackgroundPress | None = None
    memory: Memory | None = None
    rendered: RenderedPages | None = None
    indexed: IndexedPages | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether someone is writing; having this event also keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"
        self.memory = Memory() if self.serving else None
        self.rendered = RenderedPages() if self.serving else None
        self.indexed = IndexedPages() if self.serving else None
        self.dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the folders and the language; add `attr_list`, and turn off what a theme asks of other hosts."""
        # Columns of a table are aligned without a `style` attribute, which the policy would refuse.
        config.mdx_configs["tables"] = {"use_align_attribute": True} | (config.mdx_configs.get("tables") or {})
        file = Path(config.config_file_path) if config.config_file_path else None
        self.site = site_of(config, self.config)
        self.phrases = Phrases(self.site.language, self.site.phrases)
        if self.serving:
            self._claim_address(str(config.dev_addr.host), config.dev_addr.port)
        if not file or language_of_theme(file) is None:
            theme.speak(config, self.phrases.language)
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")  # headings get their ids by it, and links need these
        for option in asking_elsewhere(config.theme, config.plugins):
            config.theme[option] = False
            log.info(self.phrases("policy.theme", option=option))
        self.addresses = Addresses()
        self.has_team = False
        self.references: dict[str, Reference] = {}
        self.cited_beside: dict[str, Reference] = {}
        return config

    def _claim_address(self, host: str, port: int) -> None:
        """End before the first build when the address is taken: MkDocs itself finds that out after it."""
        if not self.address_is_ours and is_taken(host, port):
            raise Abort(self.phrases("serving.port", host=host, port=str(port), other=str(port + 1)))
        self.address_is_ours = True

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Rebuild when a checklist changes, and when the background has made files on paper."""
        if self.site.checklists.is_dir():
            server.watch(str(self.site.checklists))
        if self.site.templates and self.site.templates.is_dir():
            server.watch(str(self.site.templates))
        if self.background:
            server.watch(str(self.background.mark))
        gc.freeze()  # what the first build made stays; Python need not look through it for garbage at every change
        answer_also(server, lambda path: file_for(path, self.cited_beside))
        return server

    def _on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the handbook; add the forms' pages, styles, scripts and files on paper as files of the site.

        Problems in checklists and templates end a build here. With the plugin `i18n` this comes at priority -110.
        """
        return files if TRANSLATOR in config.plugins else self._add_files(files, config)

    @event_priority(-110)
    def _on_files_translated(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Do so after the plugin `i18n` (mkdocs-static-i18n), which makes a new list of files with a path."""
        return self._add_files(files, config) if TRANSLATOR in config.plugins else files

    on_files = CombinedEvent(_on_files, _on_files_translated)

    def _add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Read the handbook; add the forms' pages, styles and scripts as files of the site."""
        self.handbook = load_again(self.site, self.memory)
        self._tell(self.handbook.problems, logging.ERROR)
        if self.handbook.problems and not self.serving:
            raise Abort(self.phrases("check.found", n=len(self.handbook.problems)))
        serving.set_aside_broken(self.handbook)
        self.handbook.keeps_going = self.serving
        theme.without_templates(files, self.site)
        self._set_aside_unreadable(files, config)
        self._add_form_pages(files, config)
        self._add_assets(files, config)
        hrefs = Hrefs(self.handbook, self.config.sources_page, lambda path: _url(files, path), get_relative_url)
        self.around = Surroundings(
            self.handbook,
            self.phrases,
            page_options_of(config, self.config),
            hrefs,
            {file.src_uri: file.url for file in files},
        )
        self.around.has_permalinks = True
        self.around.keeps_offline = self._keeps_offline
        self.around.logo = self.logo
        self.around.zip = folder.ZIP_NAME if self.config.offline_zip and not self.serving else None
        self._add_files_of_forms(files, config)
        return files

    def _add_form_pages(self, files: Files, config: MkDocsConfig) -> None:
        for form, text in pages.form_pages(self.handbook):
            if files.get_file_from_path(form.page):
                shown = self.site.shown(Path(config.docs_dir) / form.page)
                self._refuse(Problem(shown, 1, 1, "form_page_taken", {"id": form.id}))
            file = File.generated(config, form.page, content=text)
            file.dest_uri = f"{form.url}index.html"  # the same address, with and without directory URLs
            path = self.site.checklists / form.file
            file.edit_uri = posixpath.relpath(path.as_posix(), Path(config.docs_dir).as_posix())
            if TRANSLATOR in config.plugins:
                tell_translator(file, self.site.language)
            if form.is_shipped:
                file.edit_uri, file.inclusion = None, InclusionLevel.NOT_IN_NAV
            files.append(file)
        for form_id in self.handbook.broken:
            text = serving.broken_page(form_id, self.phrases)
            files.append(File.generated(config, f"{self.site.form_folder}/{form_id}.md", content=text))

    def _add_assets(self, files: Files, config: MkDocsConfig) -> None:
        self.has_colours = theme.has_colours(files, config)
        if not self.has_colours:
            files.append(File.generated(config, f"{ASSETS}/dark.css", content=style_when_dark()))
        if self.serving:
            files.append(File.generated(config, f"{ASSETS}/{WHILE_SERVING}.css", content=style_while_serving()))
        self.logo = None
        if self.site.logo:
            self.logo = f"{ASSETS}/organisation{self.site.logo.suffix}"
            files.append(File.generated(config, self.logo, content=self.site.logo.read_bytes()))
        for name, text in assets(self.phrases, keeps_offline=self._keeps_offline):
            files.append(File.generated(config, f"{ASSETS}/{name}", content=text))
        if not self._keeps_offline:
            files.append(File.generated(config, WORKER, content=retired_worker()))

    def _add_files_of_forms(self, files: Files, config: MkDocsConfig) -> None:
        """Add what is made of forms and lessons: files on paper, for other programs, and packages for an LMS."""
        around = self.around
        around.add_printed(self._print())
        for printed in (file for made in around.printed.values() for file in made):
            files.append(File.generated(config, printed.file.path, abs_src_path=str(printed.path)))
        for address, content in around.lessons.metadata.items():
            files.append(File.generated(config, address, content=content))
        for exported in (file for made in around.exported.values() for file in made):
            files.append(File.generated(config, exported.path, content=exported.content))
        if not self.serving:  # they tell what is published
            hrefs = around.hrefs
            around.packages = packages(self.handbook, self.phrases, hrefs.from_root, hrefs.url_of)
        for package in around.packages:
            files.append(File.generated(config, package.path, abs_src_path=str(package.file)))

    @property
    def _keeps_offline(self) -> bool:
        """Whether the site has a service worker: while someone writes, it would show what was there before."""
        return bool(self.config.offline) and not self.serving

    def _set_aside_unreadable(self, files: Files, config: MkDocsConfig) -> None:
        """Tell which pages MkDocs cannot read, for it would not say where; while serving, they say so themselves."""
        for file in list(files.documentation_pages()):
            problem = problem_of_page(_bytes(file), self.site.shown(Path(file.abs_src_path or file.src_uri)))
            if problem:
                self._refuse(problem)
                files.remove(file)
                text = serving.broken_text(file.name, self.phrases)
                files.append(File.generated(config, file.src_uri, content=text))

    def _print(self) -> list[Printed]:
        """Return the files on paper: all of them, or while serving what the background has made until now."""
        if not self.site.on_paper or (self.serving and not self.config.pdf_in_serve):
            return []
        press = Press(self.handbook, self.phrases, self.around.hrefs.from_root, self.around.lessons.pages)
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
        """Give Markdown what it needs to know about this page: blocks, links by id, terms. The text stays as it is."""
        folder = posixpath.dirname(page.file.src_uri)
        if self._form_of(page):
            pages.escape_meta(page.meta)
        about = pages.read_about(page.meta, self.handbook)
        if not isinstance(page.meta.get("search", {}), dict):
            del page.meta["search"]  # told above; the theme's search takes it for a mapping
        self.markup = pages.PageMarkup(
            about,
            list(pages.resolve_refs(page.meta, self.around.hrefs)),
            KijkraamLinks(lambda name: self.around.hrefs.in_markdown(name, folder)),
            KijkraamBlocks(
                Blocks(
                    self.handbook,
                    lambda embedded: self.around.renderer(page.url, embedded=embedded),
                    lambda name: theme.figure(config, self.config.figures, name, self.around.renderer(page.url)),
                    theme.figure_names(config, self.config.figures),
                    self._form_of(page),
                )
            ),
        )
        others = [e for e in config.markdown_extensions if not isinstance(e, KijkraamLinks | KijkraamBlocks)]
        config.markdown_extensions = [*others, self.markup.links, self.markup.blocks]  # type: ignore[list-item]
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Add what surrounds the text (explanations of terms, sources, links to copy); tell what is wrong in the page.

        What a plugin adds to the HTML after this has no links to copy; what it adds to the Markdown before has all.
        """
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= self.markup.blocks.ids
        form = self.around.form_of(page.file.src_uri)
        self._remember_moved(page, files)
        self._check_search_words(page)
        anchors = _anchors(page) | (anchors_of(form) if form else set())
        self.addresses.add(page.url, anchors | set(self.markup.about.moved))
        found = self.markup.problems(self._shown(page), _text_of(page), self.handbook)
        self._tell(found, logging.WARNING)
        self.handbook.problems += found
        renderer = self.around.renderer(page.url)
        html = pages.with_lesson(html, self.around.head_of_lesson(page.file.src_uri, page.url))
        html += self.around.below(html, page.markdown or "", page.file.src_uri, page.url, self.markup.about)
        self.has_team = self.has_team or SCRIPTS["team"] in html
        if not form or form.kind is not Kind.ERVARING:
            # who fills in such a form sees one question at a time, and nothing else
            html = with_permalinks(html, self.phrases, lambda name: self.around.home_of(name, page.url))
        html += moved.lines(self.around.parts_moved(self.markup.about, page.url), self.phrases)
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

    def _check_search_words(self, page: Page) -> None:
        """Tell of which places with search words of their own there is no heading."""
        places = _anchors(page) | self.markup.blocks.ids | {""}
        for place in searching.own_words(page.meta).keys() - places:
            problem = pages.MetaProblem(("search", "words", place), "search_no_place", {"anchor": place})
            self.markup.about.problems.append(problem)

    def _foot(self, page: Page, form: Form | None, renderer: Renderer, config: MkDocsConfig) -> str:
        """Return how to refer to a page and to embed it."""
        about = self.markup.about
        title = config.site_name if page.is_homepage else without_markup(str(page.title))
        changes = form.checklist.changes if form else None
        works = renderer.works(form.sources if form else about.sources)
        cited = Reference(
            key=form.id if form else key_of(page.url, config.site_name),
            title=renderer.plain(form.title) if form else title,
            author=str(page.meta.get("author") or config.site_author or config.site_name),
            site=config.site_name,
            language=self.phrases.language,
            url=page.canonical_url if config.site_url and page.canonical_url else "",
            changed=(changes[-1].date if changes else "") if form else about.changed,
            edition=str(form.checklist.version) if form else about.edition,
            works=works,
            note=self.phrases("refer.based_on", works="; ".join(works)) if works else "",
        )
        self.references[page.url] = cited
        files = posixpath.basename(posixpath.splitext(page.file.dest_uri)[0])

        def make() -> str:
            return renderer.refer(cited, form, files)

        return self.memory.made(("refer", cited, files), renderer, form, make) if self.memory and form else make()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Add forms as scripts, for the page where the answers of a team come together; all pages are rendered now."""
        self._tell([problem for problem in self.handbook.problems if problem.code == "template_failed"], logging.ERROR)
        if self.has_team:
            renderer = Renderer(self.handbook, self.phrases, self.around.hrefs.from_root)
            for form in forms_of_teams(self.handbook):
                text = renderer.form_script(form)
                files.append(File.generated(config, f"{ASSETS}/forms/{form.id}.js", content=text))
        if self.rendered:
            self.rendered.begin(env, config, files)
        return env

    @event_priority(90)  # before any plugin that makes an index for search
    def _on_page_context_for_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """Leave only words of forms in a page, as long as it is read for search."""
        words = self.memory.words_of if self.memory else searching.words_of
        page.content, self.set_aside = searching.set_aside_forms(page.content or "", words)
        if self.indexed:
            self.indexed.before(page, config)
        return context

    @event_priority(-90)
    def _on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """Put the forms back; while serving, show all problems of the site on every page."""
        if self.indexed:
            self.indexed.after(page, config)
        searching.add_words(entries_of(config) or [], page.url, searching.own_words(page.meta))
        page.content = searching.put_back_forms(page.content or "", self.set_aside)
        if self.serving:
            panel = serving.problem_panel(self.handbook.problems, self.phrases, self.site.root)
            page.content = panel + page.content
        return context

    on_page_context = CombinedEvent(_on_page_context_for_search, _on_page_context)  # type: ignore[arg-type]

    @event_priority(-50)  # after other plugins have had their say about the page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put in its head what a page needs, and beside it the files with which one refers to it."""
        cited = self.references[page.url]
        stem = posixpath.splitext(page.file.dest_uri)[0]
        if self.serving:  # two files a page take long to write, and are seldom asked for
            self.cited_beside[stem] = cited
        else:
            for name, text in files_for(stem, cited):
                write_file(text.encode(), str(Path(config.site_dir) / name))
        return pages.with_head(output, _base(page), ASSETS, metadata(cited), with_dark=not self.has_colours)

    def on_build_error(self, *, error: Exception, **_: object) -> None:
        """Tell which template of the site failed, and where, instead of a traceback. Raises Abort."""
        if isinstance(error, ProblemsFound):
            self._tell(error.problems, logging.ERROR)
            raise Abort(self.phrases("check.found", n=len(error.problems))) from error

    @event_priority(-100)  # last: other plugins write their pages at this event
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the inventory of addresses, redirects, the policy and the service worker; tell which address has gone.

        The policy has the hashes of inline scripts as they are now: what is put in a page after this does not run.
        """
        site_dir = Path(config.site_dir)
        self.addresses.write(site_dir)
        for address, url in self.addresses.moved.items():
            script = get_relative_url(f"{ASSETS}/moved.js", address)
            title = self.references[url].title
            text = moved.page_left(get_relative_url(url, address), title, script, self.phrases)
            moved.write_page(site_dir, address, text)
        if not self.handbook.broken and not self.dirty:
            self._tell(locked_addresses_gone(self.handbook, self.addresses, site_dir), logging.WARNING)
        if COPIER in config.plugins:
            dress_copies(site_dir, with_dark=not self.has_colours)
        if not self.serving:
            if self.config.offline_zip:
                folder.add_zip(site_dir, self.phrases, with_paper=self.config.offline_zip == "all")
            write_policy(site_dir)
        write_late_search(site_dir)
        if self._keeps_offline:
            help_lines = self.around.renderer("").help_lines() if self.handbook.help_lines else ""
            write_worker(site_dir, self.phrases, help_lines, self.around.hrefs.from_root(RECORDS_PAGE))

    def _shown(self, page: Page) -> str:
        return self.site.shown(Path(page.file.abs_src_path)) if page.file.abs_src_path else page.file.src_uri

    def _form_of(self, page: Page) -> str | None:
        """Return the id of the form whose own page this is."""
        folder, name = posixpath.split(page.file.src_uri)
        return posixpath.splitext(name)[0] if folder == self.site.form_folder else None


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
    return _content(page.file) or page.markdown or ""


def _content(file: File) -> str:
    """Return the text of a file, or nothing when it cannot be read."""
    try:
        return file.content_string
    except (OSError, ValueError):
        return ""


def _bytes(file: File) -> bytes:
    """Return the content of a file, or nothing when there is none to be had: then MkDocs tells why."""
    try:
        return file.content_bytes
    except OSError:
        return b""


def _anchors(page: Page) -> set[str]:
    """Return the anchors of a page's headings."""
    found: set[str] = set()
    items = list(page.toc)
    while items:
        item = items.pop()
        found.add(item.id)
        items += item.children
    return found
