"""MkDocs events; each calls what does the work, and puts back what MkDocs needs."""

import logging
import posixpath
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from kijkraam import pages
from kijkraam.addresses import Addresses
from kijkraam.blocks import Blocks, KijkraamBlocks
from kijkraam.checklist.lock import locked_addresses_gone
from kijkraam.checklist.problems import mend_by_name
from kijkraam.config import KijkraamConfig
from kijkraam.form import FORM_FOLDER
from kijkraam.forms.render import Renderer, stylesheet
from kijkraam.handbook import load_handbook
from kijkraam.inline import KijkraamLinks
from kijkraam.locale import Phrases
from kijkraam.site import Site
from kijkraam.web import SCRIPTS, STYLES, script_with_phrases, style

log = logging.getLogger("mkdocs.plugins.kijkraam")

ASSETS = "assets/kijkraam"
STYLE = f"{ASSETS}/kijkraam.css"


class KijkraamPlugin(BasePlugin[KijkraamConfig]):  # type: ignore[no-untyped-call]
    """Compiles checklists into the pages of a MkDocs site."""

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.failed = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs passes both by name
        """Remember whether someone is writing; having this event also keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the folders, and register the Markdown extensions."""
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        language = self.config.language or _theme_language(config)
        self.site = Site(root, root / self.config.checklists, Path(config.docs_dir), language)
        self.phrases = Phrases(language)
        self.addresses = Addresses()
        return config

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Rebuild when a checklist changes."""
        if self.site.checklists.is_dir():
            server.watch(str(self.site.checklists))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the handbook; add the forms' pages, styles and scripts as files of the site."""
        self.handbook = load_handbook(self.site)
        self._tell_problems()
        for form in self.handbook.forms.values():
            text = pages.form_page(form)
            files.append(File.generated(config, form.page, content=text))
        for form_id in self.handbook.broken:
            files.append(File.generated(config, f"{FORM_FOLDER}/{form_id}.md", content=pages.broken_page(form_id)))
        files.append(File.generated(config, STYLE, content=stylesheet()))
        for name in SCRIPTS:
            files.append(File.generated(config, f"{ASSETS}/{name}.js", content=script_with_phrases(name, self.phrases)))
        for name in STYLES:
            files.append(File.generated(config, f"{ASSETS}/{name}.css", content=style(name)))
        self.files = files
        return files

    def _tell_problems(self) -> None:
        """Log every problem. A build ends here; while serving, the rest of the site stays up."""
        for problem in self.handbook.problems:
            log.error(problem.line_of_text(self.phrases))
        if self.handbook.problems and not self.serving:
            raise Abort(self.phrases("check.found", n=len(self.handbook.problems)))

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give Markdown what it needs to know about this page."""
        form_id = self._form_of(page)
        self.unknown_in_meta = self._resolve_refs(page.meta)
        folder = posixpath.dirname(page.file.src_uri)
        self.links = KijkraamLinks(lambda name: self._markdown_href(name, folder))
        self.blocks = KijkraamBlocks(
            Blocks(
                self.handbook,
                lambda embedded: self._renderer(page, embedded=embedded),
                lambda name: self._figure(name, page, config),
                self._figure_names(config),
                form_id,
            )
        )
        config.markdown_extensions = [
            extension
            for extension in config.markdown_extensions
            if not isinstance(extension, KijkraamLinks | KijkraamBlocks)
        ]
        config.markdown_extensions += [self.links, self.blocks]  # type: ignore[list-item]
        if form_id in self.handbook.forms:
            page.edit_url = self._edit_url(form_id, config)
        return markdown

    def _resolve_refs(self, value: object) -> set[str]:
        """Give every `ref` in a page's front matter its `url` from the site's root; return those that are unknown."""
        unknown: set[str] = set()
        if isinstance(value, list):
            for member in value:
                unknown |= self._resolve_refs(member)
        elif isinstance(value, dict):
            name = value.get("ref")
            if isinstance(name, str):
                target = self._target(name)
                file = self.files.get_file_from_path(target[0]) if target else None
                if target and file:
                    value["url"] = f"{file.url}#{target[1]}" if target[1] else file.url
                else:
                    unknown.add(name)
            for member in value.values():
                unknown |= self._resolve_refs(member)
        return unknown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Add what surrounds the text: explanations of terms, sources; and tell what is wrong in the page."""
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= self.blocks.ids
        self.addresses.add(page.url, _anchors(page) | self._form_anchors(page))
        about = pages.read_about(page.meta, self.handbook)
        self._tell_page_problems(page, about)
        renderer = self._renderer(page, embedded=False)
        glossary = files.get_file_from_path(self.config.glossary_page)
        glossary_href = get_relative_url(glossary.url, page.url) if glossary else None
        html += pages.tooltips(html, renderer, glossary_href)
        if self._form_of(page) is None and (about.sources or about.audience):
            html += renderer.about(about.sources, about.audience, pages.reading_minutes(page.markdown or ""))
        if self.serving and self.handbook.problems:
            html = pages.problem_panel(self.handbook.problems, self.phrases) + html
        return html

    def _tell_page_problems(self, page: Page, about: pages.PageAbout) -> None:
        name = self.site.shown(Path(page.file.abs_src_path)) if page.file.abs_src_path else page.file.src_uri
        found = [
            *((error.code, error.words, line) for line, error in self.blocks.errors),
            *((code, words, "") for code, words in about.problems),
            *(
                self._unknown("unknown_reference", name, list(self.handbook.names()))
                for name in self.links.found.unknown | self.unknown_in_meta
            ),
            *(
                self._unknown("unknown_term", term, list(self.handbook.terms))
                for term in self.links.found.terms - set(self.handbook.terms)
            ),
            *(("unsafe_link", {"link": link[:60]}, link) for link in self.links.found.unsafe),
        ]
        source = pages.source_text(page)
        for code, words, fragment in found:
            problem = pages.problem_in_page(name, source, fragment, code, words)
            log.warning(problem.line_of_text(self.phrases))
            self.handbook.problems.append(problem)

    @staticmethod
    def _unknown(code: str, name: str, known: list[str]) -> tuple[str, dict[str, str], str]:
        variant, near = mend_by_name(name.partition("#")[0], known)
        return f"{code}{variant}", {"name": name, **near}, name

    @event_priority(-50)  # after other plugins have had their say about the page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Link style and scripts where a page needs them, and forbid requests to elsewhere."""
        base = get_relative_url("", page.url)
        base = "" if base == "." else base.rstrip("/") + "/"
        return pages.complete_head(output, base, ASSETS, with_policy=not self.serving)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the inventory of addresses, and tell which published address has gone."""
        site_dir = Path(config.site_dir)
        self.addresses.write(site_dir)
        for address in locked_addresses_gone(self.handbook, self.addresses, site_dir):
            log.warning(address.line_of_text(self.phrases))
        if not self.serving:
            pages.write_policy(site_dir)

    def _form_of(self, page: Page) -> str | None:
        """Return the id of the form whose own page this is."""
        uri = page.file.src_uri
        if posixpath.dirname(uri) != FORM_FOLDER or page.file.generated_by != "kijkraam":
            return None
        return posixpath.splitext(posixpath.basename(uri))[0]

    def _form_anchors(self, page: Page) -> set[str]:
        form = self.handbook.forms.get(self._form_of(page) or "")
        if not form:
            return set()
        return {form.id, *(pane.id for pane in form.panes), *(question.item.id for question in form.questions)}

    def _markdown_href(self, name: str, folder: str) -> str | None:
        """Return a link to an id as Markdown writes it: to a file, relative to the folder of the page."""
        target = self._target(name)
        if target is None:
            return None
        page, anchor = target
        path = posixpath.relpath(page, folder or ".")
        return f"{path}#{anchor}" if anchor else path

    def _target(self, name: str) -> tuple[str, str] | None:
        """Return page and anchor of an id; works of `_sources.yml` stand on the page of sources."""
        if name.startswith("bron-") and name.removeprefix("bron-") in self.handbook.works:
            return self.config.sources_page, name
        target = self.handbook.target(name)
        return (target.page, target.anchor) if target else None

    def _renderer(self, page: Page, *, embedded: bool) -> Renderer:
        return Renderer(self.handbook, self.phrases, lambda name: self._href(name, page), embedded=embedded)

    def _href(self, name: str, page: Page) -> str | None:
        """Return a link to an id as a browser follows it from a page."""
        target = self._target(name)
        file = self.files.get_file_from_path(target[0]) if target else None
        if target is None or file is None:
            return None
        url = get_relative_url(file.url, page.url)
        return f"{url}#{target[1]}" if target[1] else url

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

    def _edit_url(self, form_id: str, config: MkDocsConfig) -> str | None:
        """Return where the YAML of a form can be edited, beside the folder of pages."""
        if not config.repo_url or not config.edit_uri:
            return None
        path = self.site.checklists / self.handbook.forms[form_id].file
        relative = posixpath.relpath(path.as_posix(), Path(config.docs_dir).as_posix())
        return urljoin(urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri), relative)


def _theme_language(config: MkDocsConfig) -> str:
    language = config.theme.get("language") or config.theme.get("locale")
    return str(language) if language else "nl"


def _anchors(page: Page) -> set[str]:
    """Return the anchors of a page's headings."""
    found: set[str] = set()
    items = list(page.toc)
    while items:
        item = items.pop()
        found.add(item.id)
        items += item.children
    return found
