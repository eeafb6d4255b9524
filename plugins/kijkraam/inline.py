"""Links by id and glossary terms: in the texts of checklists, and in handbook pages.

`[text][some-id]` links to a form, a pane or a heading, wherever it stands; `[word](begrip:some-id)` explains a word.
Both are plain Markdown, so that editors and other tools show something sensible.
"""

import html
import re
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from re import Match
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor, ReferenceInlineProcessor
from markdown.treeprocessors import Treeprocessor

TERM_SCHEME = "begrip"
SAFE_SCHEMES = {"", "http", "https", "mailto", "tel", TERM_SCHEME}
MARKUP = re.compile(r"[*_`\[\]\\]")
SPACES = re.compile(r"[ \t\r\n]+")
NOT_INLINE_PATTERNS = (
    "html",
    "autolink",
    "automail",
    "image_link",
    "image_reference",
    "short_image_ref",
    "short_reference",
)
BLOCKS = ("code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "indent", "reference")


@dataclass
class Found:
    """What one text refers to."""

    references: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    unsafe: set[str] = field(default_factory=set)
    relative: set[str] = field(default_factory=set)
    """Targets without a scheme: fine in a page, but the text of a form has no folder to count from."""


class References(MutableMapping[str, tuple[str, str | None]]):
    """Markdown's link definitions, with every id of the handbook as a definition that is looked up when asked for."""

    def __init__(self, href: Callable[[str], str | None]) -> None:
        self._href = href
        self._own: dict[str, tuple[str, str | None]] = {}

    def __getitem__(self, key: str) -> tuple[str, str | None]:
        if key in self._own:
            return self._own[key]
        href = self._href(key)
        if href is None:
            raise KeyError(key)
        return href, None

    def __contains__(self, key: object) -> bool:
        return key in self._own or (isinstance(key, str) and self._href(key) is not None)

    def __setitem__(self, key: str, value: tuple[str, str | None]) -> None:
        self._own[key] = value

    def __delitem__(self, key: str) -> None:
        del self._own[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)

    def clear(self) -> None:
        self._own.clear()


class _References(ReferenceInlineProcessor):
    """Markdown's own `[text][id]`, which also remembers the ids that it meets."""

    def __init__(self, pattern: str, md: Markdown, found: Found) -> None:
        super().__init__(pattern, md)
        self.found = found

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:  # noqa: N802
        reference, end, handled = super().evalId(data, index, text)
        if handled and reference:
            known = reference in self.md.references
            (self.found.references if known else self.found.unknown).add(reference)
        return reference, end, handled


class _Ampersand(InlineProcessor):
    """Shows `&` as written, where Markdown itself would take `&copy;` for a character."""

    def handleMatch(self, m: Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        return self.md.htmlStash.store("&amp;"), m.start(0), m.end(0)


class _Links(Treeprocessor):
    """Turns links to terms into buttons with an explanation; notes links that no browser should follow."""

    def __init__(self, md: Markdown, found: Found) -> None:
        super().__init__(md)
        self.found = found

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = html.unescape(link.get("href", ""))
            scheme = _scheme(target)
            if scheme not in SAFE_SCHEMES:
                self.found.unsafe.add(target)
                link.set("href", "#")
            elif scheme == TERM_SCHEME:
                term = target.partition(":")[2]
                self.found.terms.add(term)
                link.tag = "button"
                link.attrib.clear()
                link.set("type", "button")
                link.set("class", "kijkraam-term")
                link.set("popovertarget", f"begrip--{term}")
            elif not scheme and not target.startswith("#"):
                self.found.relative.add(target)


class KijkraamLinks(Extension):
    """The Markdown extension for links by id and glossary terms.

    `href` gives the address of an id, or None when it is unknown. What a text refers to gathers in `found`.
    """

    def __init__(self, href: Callable[[str], str | None]) -> None:
        super().__init__()
        self.href = href
        self.found = Found()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register with Markdown."""
        md.references = References(self.href)  # type: ignore[assignment]
        pattern = md.inlinePatterns["reference"]
        assert isinstance(pattern, ReferenceInlineProcessor)
        md.inlinePatterns.register(_References(pattern.pattern, md, self.found), "reference", 170)
        # Before MkDocs' own processor of links (priority 0) and after inline patterns (20).
        md.treeprocessors.register(_Links(md, self.found), "kijkraam_links", 15)


def _scheme(target: str) -> str:
    """Return the scheme of a link as a browser reads it: in lower case, control characters and spaces left out."""
    before, colon, _ = re.sub(r"[\x00-\x20]", "", target).partition(":")
    return before.lower() if colon and not re.search(r"[/?#]", before) else ""


class InlineMarkdown:
    """Renders one text of a checklist: emphasis, links and terms; everything else is shown as written."""

    def __init__(self, href: Callable[[str], str | None]) -> None:
        self._links = KijkraamLinks(href)

    @cached_property  # made when it is needed: most texts, and the texts of many pages, have no markup
    def _md(self) -> Markdown:
        md = Markdown(extensions=[self._links])
        md.preprocessors.deregister("html_block")
        for name in NOT_INLINE_PATTERNS:
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(_Ampersand("&", md), "entity", 80)
        for name in BLOCKS:
            md.parser.blockprocessors.deregister(name)
        return md

    def __call__(self, text: str) -> str:
        """Return the HTML of a text."""
        return self.render(text)[0]

    def render(self, text: str) -> tuple[str, Found]:
        """Return the HTML of a text, and what it refers to."""
        text = SPACES.sub(" ", text).strip()
        if not MARKUP.search(text):
            return html.escape(text, quote=False), Found()
        found = self._links.found
        kinds = (found.references, found.unknown, found.terms, found.unsafe, found.relative)
        for names in kinds:
            names.clear()
        self._md.reset()
        rendered = self._md.convert(text).removeprefix("<p>").removesuffix("</p>")
        return rendered, Found(*(set(names) for names in kinds))


def without_markup(rendered: str) -> str:
    """Return the bare words of rendered inline HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", rendered))
