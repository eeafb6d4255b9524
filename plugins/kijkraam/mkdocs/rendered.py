"""Pages as the theme rendered them, kept for the next build while somebody writes.

What a template makes of a page hangs on the page, on the menu, on the templates and on the configuration. While these
are as they were, the page is not rendered again. Where something else may have a hand in it (another plugin, or a
template of the site's own that looks into other pages), every page is rendered anew.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, TemplateSyntaxError, nodes
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

KNOWN_PLUGINS = {"kijkraam", "search", "material/search"}
"""Plugins of which it is known that what they do to a page stands in its content."""
INHERITS = re.compile(r"^INHERIT\s*:", re.MULTILINE)
SHOWN = {".html", ".svg"}
"""Endings of files that templates take in."""
OF_A_PAGE = {"content", "markdown", "toc", "description"}
"""What changes with the text of a page, and is no part of the menu."""
UNFORESEEN = {"build_date_utc"}
"""What templates are told that is another at every build."""
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")
"""How Python shows what has no value to compare."""


class _Compiled(BytecodeCache):
    """Templates of the theme as they were compiled; Jinja itself sees whether one has changed."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._made:
            bucket.bytecode_from_string(self._made[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._made[bucket.key] = bucket.bytecode_to_string()


@dataclass
class RenderedPages:
    """What the theme made of each page of one site, as long as it is served."""

    _compiled: _Compiled = field(default_factory=_Compiled)
    _around: bytes = b""
    _made: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def begin(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Let the templates of this build give what they gave before, where that would be the same.

        All pages must have been read: what the menu shows of them is compared once, for all.
        """
        env.bytecode_cache = self._compiled
        around = _around(config, files)
        if around is None:
            self._made.clear()
            return
        if around != self._around:
            self._around, self._made = around, {}
        env.template_class = self._remembering()

    def _remembering(self) -> type[Template]:
        remembered = self

        class Remembering(Template):
            """A template that looks first whether it rendered the same page before."""

            def render(self, *args: Any, **kwargs: Any) -> str:
                page = dict(*args, **kwargs).get("page")
                if not isinstance(page, Page):
                    return super().render(*args, **kwargs)
                return remembered.of(page, self.name or "", lambda: super(Remembering, self).render(*args, **kwargs))

        return Remembering

    def of(self, page: Page, template: str, render: Callable[[], str]) -> str:
        """Return what `render` gives for a page, or gave when it was the same."""
        key = digest(page.content or "", (template, page.meta, page.edit_url, list(_headings(page.toc))))
        before = self._made.get(page.url)
        if before and before[0] == key:
            return before[1]
        output = render()
        self._made[page.url] = key, output
        return output


def _around(config: MkDocsConfig, files: Files) -> bytes | None:
    """Return what all pages hang on besides their own content, or None when that cannot be told."""
    if set(config.plugins) - KNOWN_PLUGINS or config.hooks or not config.config_file_path:
        return None
    told = Path(config.config_file_path).read_text(encoding="utf-8")
    found = sorted(Path(config.theme.custom_dir).rglob("*")) if config.theme.custom_dir else []
    own = [path for path in found if path.suffix in SHOWN and path.is_file()]
    if INHERITS.search(told) or any(_looks_further(path) for path in own if path.suffix == ".html"):
        return None
    pages = [_in_menu(file.page) for file in files.documentation_pages() if file.page]
    if any(ADDRESS.search(page) for page in pages):
        return None
    return digest(told, ([(str(path), path.read_bytes()) for path in own], pages))


def _in_menu(page: Page) -> str:
    """Return what other pages may show of one. Its place follows from its address, or from the configuration."""
    return repr((page.url, str(page.title), {key: told for key, told in page.meta.items() if key not in OF_A_PAGE}))


def _headings(toc: Iterable[AnchorLink]) -> Iterator[tuple[int, str, str]]:
    for heading in toc:
        yield heading.level, heading.id, heading.title
        yield from _headings(heading.children)


def _looks_further(path: Path) -> bool:
    """Whether a template of the site's own may show the text of other pages, or what differs at every build."""
    try:
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    except (TemplateSyntaxError, UnicodeDecodeError):
        return True  # with an extension of its own, or a mistake that rendering tells
    named = {node.name for node in tree.find_all(nodes.Name)} | {node.name for node in tree.find_all(nodes.Filter)}
    return bool(named & (UNFORESEEN | {"attr"})) or any(_reads_text(node) for node in tree.find_all(nodes.Expr))


def _reads_text(node: nodes.Expr) -> bool:
    """Whether an expression takes the text of a page that need not be the one that is rendered."""
    if isinstance(node, nodes.Getattr):
        return node.attr in OF_A_PAGE and not _is_this_page(node.node)
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Const) and node.arg.value in OF_A_PAGE and not _is_this_page(node.node)
    if isinstance(node, nodes.Call):
        asked = node.node
        if not isinstance(asked, nodes.Getattr) or asked.attr != "get" or _is_this_page(asked.node):
            return False
    return isinstance(node, nodes.Filter | nodes.Call) and any(text.value in OF_A_PAGE for text in _constants(node))


def _is_this_page(node: nodes.Node) -> bool:
    """Whether this is `page` or `page.meta`."""
    if isinstance(node, nodes.Getattr) and node.attr == "meta":
        node = node.node
    return isinstance(node, nodes.Name) and node.name == "page"


def _constants(node: nodes.Filter | nodes.Call) -> Iterator[nodes.Const]:
    """Yield what a filter or `get` is told in so many words, as in `map(attribute="content")`."""
    for told in [*node.args, *(keyword.value for keyword in node.kwargs)]:
        if isinstance(told, nodes.Const):
            yield told


def digest(text: str, more: object) -> bytes:
    """Return what tells a long text, and what is shown of the rest, from any other."""
    return blake2b(text.encode(errors="surrogatepass") + b"\0" + repr(more).encode(errors="surrogatepass")).digest()
