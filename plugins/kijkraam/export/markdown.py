"""A handbook as ordinary Markdown with its files, for any generator that reads Markdown.

A block becomes its HTML, a link by id an ordinary link, a term a link to the list of terms. What stays is Markdown that
a person can read and change. Every page is the `index.md` of a folder of its own: a link in HTML is then the same for
generators that count from the file (Zensical) and for those that count from the address (most others).
"""

import html
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, TemplateNotFound

from kijkraam import pages
from kijkraam.assets import ASSETS, assets
from kijkraam.blocks import BlockError, Blocks
from kijkraam.checklist.problems import Problem
from kijkraam.form import Form
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook
from kijkraam.hrefs import Hrefs, address_of, relative
from kijkraam.inline import TERM_SCHEME, without_markup
from kijkraam.locale import Phrases
from kijkraam.perspectives import forms_of_teams
from kijkraam.places import BLOCK, FRONT_MATTER, NOT_DONE, PageText, problem_of_page
from kijkraam.site import PageOptions
from kijkraam.surroundings import Surroundings
from kijkraam.web import PARTS, STYLES

SHEETS = ("kijkraam", "pages", *(name for name in STYLES if name not in PARTS))
"""The styles that every page links, because a page of Markdown cannot say which ones it needs."""
HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
FIRST_PART = re.compile(r"^(?=## )", re.MULTILINE)
TERM_LINK = re.compile(rf"\[(?P<word>[^\]]*)\]\({TERM_SCHEME}:(?P<id>[a-z0-9-]+)\)")
OWN_LINK = re.compile(r"(?P<before>\]\(|^ {0,3}\[[^\]]+\]: +)(?P<target>[^\s)#?:]+)(?=[\s)#?])", re.MULTILINE)
"""A link to a file of the handbook, in a text or as a definition."""
PREFORMATTED = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL)
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
REFERENCE = re.compile(r"\]\[([a-z][a-z0-9-]*(?:[?#][^\]\s]+)?)\]|\[([a-z][a-z0-9-]*(?:[?#][^\]\s]+)?)\]\[\]")
TEMPLATE = "template"
"""Key of front matter that asks for a template of one theme."""


@dataclass
class PlainHandbook:
    """Writes the pages and files of one handbook, as paths relative to a folder of documents."""

    handbook: Handbook
    phrases: Phrases
    options: PageOptions
    problems: list[Problem] = field(default_factory=list)
    """Blocks that could not be made."""

    def __post_init__(self) -> None:
        self.docs = self.handbook.site.docs
        self.figures = Environment(
            loader=FileSystemLoader([self.options.theme_folder / self.options.figures]), autoescape=True
        )
        urls = {
            path: address_of(path) for path in (p.relative_to(self.docs).as_posix() for p in self.docs.rglob("*.md"))
        }
        hrefs = Hrefs(self.handbook, self.options.sources_page, self._url_of, relative)
        self.around = Surroundings(self.handbook, self.phrases, self.options, hrefs, urls)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file, with its path and content."""
        for path in sorted(path for path in self.docs.rglob("*") if path.is_file()):
            name = path.relative_to(self.docs).as_posix()
            content = path.read_bytes()
            if path.suffix != ".md":
                yield name, content
            elif problem := problem_of_page(content, self.handbook.site.shown(path)):
                self.problems.append(problem)
            else:
                yield moved(name), self.page(name, content.decode("utf-8")).encode()
        for form, text in pages.form_pages(self.handbook):
            yield moved(form.page), self.page(form.page, text, form).encode()
        yield from self._assets()
        yield from self.around.lessons.metadata.items()
        for printed in (file for files in self.around.printed.values() for file in files):
            yield printed.file.path, printed.path.read_bytes()
        for exported in (file for files in self.around.exported.values() for file in files):
            yield exported.path, exported.content

    def _assets(self) -> Iterator[tuple[str, bytes]]:
        for name, text in assets(self.phrases, keeps_offline=False):
            yield f"{ASSETS}/{name}", text.encode()
        renderer = Renderer(self.handbook, self.phrases, self.around.hrefs.from_root)
        for form in forms_of_teams(self.handbook):
            yield f"{ASSETS}/forms/{form.id}.js", renderer.form_script(form).encode()

    def page(self, path: str, text: str, form: Form | None = None) -> str:
        """Return one page as ordinary Markdown; `form` when it is the page of a form. Raises ProblemsFound."""
        meta, body = _front_matter(text)
        return _Page(self, path, meta, form, PageText(text)).markdown(body)

    def figure(self, name: str, renderer: Renderer) -> str | None:
        """Return the HTML of a figure of the theme."""
        try:
            template = self.figures.get_template(f"{name}.html")
        except TemplateNotFound:
            return None
        return template.render(r=renderer, t=self.phrases, handbook=self.handbook)

    def _url_of(self, path: str) -> str | None:
        is_form = posixpath.dirname(path) == self.handbook.site.form_folder
        return address_of(path) if is_form or (self.docs / path).is_file() else None


class _Page:
    def __init__(
        self, plain: PlainHandbook, path: str, meta: dict[str, Any], form: Form | None, source: PageText
    ) -> None:
        self.plain = plain
        self.path = path
        self.folder = posixpath.dirname(moved(path)) or "."
        self.meta = meta
        self.form = form
        self.source = source
        self.met: Counter[str] = Counter()
        """How often a block of the same words was met."""
        self.url = address_of(path)
        self.rendered: list[str] = []
        self.blocks = Blocks(
            plain.handbook,
            lambda embedded: plain.around.renderer(self.url, embedded=embedded),
            lambda name: plain.figure(name, self._renderer()),
            plain.figures.list_templates(),
            form.id if form else None,
        )

    def markdown(self, body: str) -> str:
        text = _outside_code(body, lambda part, before: self._blocks(self._terms(self._own_links(part)), before))
        lesson = self.plain.around.head_of_lesson(self.path, self.url)
        if lesson:
            head = as_block(lesson)
            text = FIRST_PART.sub(f"{head}\n\n".replace("\\", r"\\"), text, count=1)
        links = "\n\n".join(filter(None, self._links_of_meta(list(self.meta.values()))))
        around = self._around(body)
        definitions = "\n".join(self._definitions(body))
        parts = [self._front(), text.strip("\n"), links, around, definitions]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _front(self) -> str:
        kept = {key: value for key, value in self.meta.items() if key != TEMPLATE and not _has_ref(value)}
        if not kept:
            return ""
        return f"---\n{yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=120)}---"

    def _blocks(self, text: str, before: str) -> str:
        """Put the HTML of every block in a text; `before` is what stands above it, for the level of headings."""

        def made(match: re.Match[str]) -> str:
            above = HEADING.findall(before + text[: match.start()])
            first = match[0].removesuffix(match["block"])
            others = re.sub(r"[^ \t>]", " ", first)
            return first + self._made(match["words"], len(above[-1]) if above else 1).replace("\n", f"\n{others}")

        return BLOCK.sub(made, text)

    def _made(self, words: str, level: int) -> str:
        try:
            made = self.blocks.make(words.split(), level)
        except BlockError as error:
            shown = self.plain.handbook.site.shown(self.plain.docs / self.path)
            place = self.source.of_block(words, self.met[words])
            self.plain.problems.append(Problem(shown, *place, error.code, error.words))
            return ""
        finally:
            self.met[words] += 1
        self.rendered.append(made.html)
        return as_block(made.html)

    def _own_links(self, text: str) -> str:
        """Let links to files of the handbook count from where the page is now."""

        def link(match: re.Match[str]) -> str:
            target = match["target"]
            if target.startswith(("/", "<")):
                return match[0]
            return match["before"] + self._to(posixpath.join(posixpath.dirname(self.path), target))

        return OWN_LINK.sub(link, text)

    def _to(self, path: str) -> str:
        """Return how this page links to a file of the handbook, that may be another page."""
        to = moved(path) if path.endswith(".md") else path
        return posixpath.relpath(to, self.folder)

    def _link_by_id(self, name: str) -> str | None:
        href = self.plain.around.hrefs.in_markdown(name, "")
        if href is None:
            return None
        found = re.match(r"[^?#]*", href)
        path = found[0] if found else ""
        return self._to(path) + href.removeprefix(path)

    def _terms(self, text: str) -> str:
        """Turn every term into a link to the list of terms, with its explanation as title."""

        def link(match: re.Match[str]) -> str:
            term = self.plain.handbook.terms.get(match["id"])
            if term is None:
                return match["word"]
            about = html.escape(without_markup(self._renderer().inline(term.text)))
            target = self._to(self.plain.options.glossary_page)
            return f'[{match["word"]}]({target}#{term.id}-begrip "{about}")'

        return TERM_LINK.sub(link, text)

    def _definitions(self, body: str) -> list[str]:
        """Return a link definition for every id that a page refers to."""
        names = dict.fromkeys(match[1] or match[2] for match in REFERENCE.finditer(body))
        found = ((name, self._link_by_id(name)) for name in names)
        return [f"[{name}]: {href}" for name, href in found if href]

    def _links_of_meta(self, value: object) -> Iterator[str]:
        """Yield the links that the front matter hands to a template of the theme, as lists with their titles."""
        if isinstance(value, list):
            lines = [self._link_of_meta(member) for member in value if isinstance(member, dict) and "ref" in member]
            yield "\n".join(lines)
            for member in value:
                yield from self._links_of_meta(member)
        elif isinstance(value, dict):
            if _has_ref(value) and "title" in value:
                yield f"## {value['title']}"
            if _has_ref(value) and "text" in value and "ref" not in value:
                yield str(value["text"])
            for member in value.values():
                yield from self._links_of_meta(member)

    def _link_of_meta(self, link: dict[str, Any]) -> str:
        href = self._link_by_id(str(link["ref"]))
        about = f": {link['about']}" if "about" in link else ""
        return f"- [{link.get('text', link['ref'])}]({href}){about}" if href else ""

    def _around(self, body: str) -> str:
        """Return what the plugin puts around a text: terms, what belongs to it, its source, and scripts."""
        rendered = "".join(self.rendered)
        about = pages.read_about(self.meta, self.plain.handbook)
        below = self.plain.around.below(rendered, body, self.path, self.url, about)
        return as_block(below + pages.scripts(rendered + below, relative("", self.url), ASSETS))

    def _renderer(self) -> Renderer:
        return self.plain.around.renderer(self.url)


def moved(path: str) -> str:
    """Return the path of a page as the `index.md` of a folder of its own."""
    return posixpath.join(address_of(path), "index.md")


def as_block(markup: str) -> str:
    """Return HTML as one block of Markdown: in an element that every reader knows, without a blank line in it."""
    if not markup.strip():
        return ""
    kept = PREFORMATTED.sub(lambda match: match[0].replace("\n", "&#10;"), markup.strip())
    lines = BLANK_LINES.sub("\n", kept)
    return f"<div>\n{lines}\n</div>"


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return what the front matter of a page says, and the text below it; what is no YAML is no front matter."""
    front = FRONT_MATTER.match(text)
    try:
        meta = yaml.safe_load(front[1]) if front else None
    except yaml.YAMLError:
        meta = None
    return (meta, text[front.end() :]) if front and isinstance(meta, dict) else ({}, text)


def _outside_code(body: str, change: Callable[[str, str], str]) -> str:
    """Return a text in which all but code and comments is changed; `change` gets a part, and all before it."""
    parts, end = [], 0
    for code in NOT_DONE.finditer(body):
        parts += [change(body[end : code.start()], body[:end]), code[0]]
        end = code.end()
    return "".join([*parts, change(body[end:], body[:end])])


def _has_ref(value: object) -> bool:
    if isinstance(value, list):
        return any(_has_ref(member) for member in value)
    return isinstance(value, dict) and ("ref" in value or any(_has_ref(member) for member in value.values()))
