"""`::: some-id` in a handbook page: puts a form, a pane, a card or a list of the handbook there.

::: kijkraam-presentie                  a whole form
::: kijkraam-presentie#de-praktijk      one pane of it
::: kijkraam-presentie card             a card that links to it
::: plan-van-aanpak example bram        a filled-in example
::: overview | glossary | sources | helplines | records | traject
::: figure NAME                         a figure of the theme
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor

from kijkraam.checklist.fields import REFERENCE_PATTERN
from kijkraam.checklist.problems import mend_by_name
from kijkraam.forms.render import Heading, Renderer
from kijkraam.handbook import Handbook

LINE = re.compile(r"^::: (?P<what>[^\s]+)(?P<words>(?: [^\s]+)*)[ \t]*$")
MARKER = "data-kijkraam-heading"
ELEMENTS = ("kijkraam-overview", "kijkraam-form", "kijkraam-records", "kijkraam-traject")
"""Elements of our own around a block, which Markdown does not know to be blocks."""


@dataclass
class Rendered:
    """HTML for one block, with its headings and ids."""

    html: str
    headings: list[Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


class BlockError(Exception):
    """What stands after `:::` cannot be put in the page; `code` names a phrase `problem.<code>`."""

    def __init__(self, code: str, **words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


class Blocks:
    """Makes the HTML of blocks within one page.

    `renderer` gives a fresh renderer (`embedded` or not), `figure` the HTML of a figure of the theme or None,
    `own_form` is the id of the form whose own page this is.
    """

    def __init__(
        self,
        handbook: Handbook,
        renderer: Callable[[bool], Renderer],
        figure: Callable[[str], str | None],
        figure_names: list[str],
        own_form: str | None = None,
    ) -> None:
        self.handbook = handbook
        self._renderer = renderer
        self._figure = figure
        self._figure_names = figure_names
        self._own_form = own_form
        self._placed: set[str] = set()

    def make(self, what: str, words: list[str], level: int) -> Rendered:
        """Return the HTML of one block; `level` is that of the heading under which it stands. Raises BlockError."""
        lists: dict[str, Callable[[Renderer], str]] = {
            "overview": lambda r: r.overview(level + 1),
            "glossary": lambda r: r.glossary(level + 1),
            "sources": lambda r: r.sources(level + 1),
            "helplines": lambda r: r.help_lines(),
            "records": lambda r: r.records(level + 1),
            "traject": lambda r: r.traject(level + 1),
        }
        if what == "figure":
            return self._make_figure(words)
        if what in lists and not words:
            renderer = self._renderer(False)
            return Rendered(lists[what](renderer), renderer.headings, renderer.ids)
        return self._make_form(what, words, level)

    def _make_figure(self, words: list[str]) -> Rendered:
        html = self._figure(words[0]) if len(words) == 1 else None
        if html is None:
            variant, near = mend_by_name(" ".join(words), self._figure_names)
            raise BlockError(f"unknown_figure{variant}", name=" ".join(words), **near)
        return Rendered(html)

    def _make_form(self, what: str, words: list[str], level: int) -> Rendered:
        form_id, _, pane_id = what.partition("#")
        form = self.handbook.forms.get(form_id)
        if not REFERENCE_PATTERN.fullmatch(what) or form is None:
            variant, near = mend_by_name(form_id, self.handbook.forms)
            raise BlockError(f"unknown_form{variant}", name=form_id, **near)
        own_page = form_id == self._own_form
        renderer = self._renderer(not own_page)
        if words == ["card"] and not pane_id:
            return Rendered(renderer.card(form))
        if words[:1] == ["example"] and len(words) == 2 and not pane_id:
            self._place_once(f"{form_id} example {words[1]}")
            html = renderer.example(form, words[1], level + 1)
            if html is None:
                known = [example.id for example in form.checklist.examples or []]
                variant, near = mend_by_name(words[1], known)
                raise BlockError(f"unknown_example{variant}", name=words[1], form=form_id, **near)
        elif words:
            raise BlockError("unknown_block", words=" ".join(words))
        elif pane_id:
            pane = next((pane for pane in form.panes if pane.id == pane_id), None)
            if pane is None:
                variant, near = mend_by_name(pane_id, [pane.id for pane in form.panes])
                raise BlockError(f"unknown_part{variant}", name=pane_id, form=form_id, **near)
            self._place_once(what)
            html = renderer.pane(form, pane, level + 1)
        else:
            self._place_once(what)
            html = renderer.form(form, 1 if own_page else level + 1)
        return Rendered(html, renderer.headings, renderer.ids)

    def _place_once(self, what: str) -> None:
        """A form can be filled in at one place on a page only: no id may stand twice."""
        form_id = what.partition("#")[0].partition(" ")[0]
        whole, part = form_id in self._placed, what != form_id
        if (
            what in self._placed
            or (whole and part)
            or (not part and any(p.startswith(form_id + "#") for p in self._placed))
        ):
            raise BlockError("placed_twice", name=what)
        self._placed.add(what)


class KijkraamBlocks(Extension):
    """The Markdown extension for `:::` blocks."""

    def __init__(self, blocks: Blocks) -> None:
        super().__init__()
        self.blocks = blocks
        self.ids: set[str] = set()
        self.errors: list[tuple[str, BlockError]] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register with Markdown."""
        md.block_level_elements.extend(ELEMENTS)
        md.parser.blockprocessors.register(_BlockProcessor(md, self), "kijkraam_blocks", 110)
        md.treeprocessors.register(_WithoutCopies(md), "kijkraam_headings", 4)  # after the table of contents (5)


class _BlockProcessor(BlockProcessor):
    """Replaces a block of `:::` lines by what they ask for.

    The table of contents knows only headings in Markdown's own tree. So a copy of each heading goes into the tree, and
    out again when the table of contents is made.
    """

    def __init__(self, md: Markdown, extension: KijkraamBlocks) -> None:
        super().__init__(md.parser)
        self.md = md
        self.extension = extension

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Markdown passes both
        return block.startswith("::: ") or "\n::: " in block

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        at = next(number for number, line in enumerate(lines) if line.startswith("::: "))
        if at:
            self.parser.parseBlocks(parent, ["\n".join(lines[:at])])
        self._place(parent, lines[at])
        if lines[at + 1 :]:
            blocks.insert(0, "\n".join(lines[at + 1 :]))

    def _place(self, parent: Element, line: str) -> None:
        match = LINE.match(line)
        try:
            if not match:
                raise BlockError("unknown_block", words=line.removeprefix(":::").strip())
            made = self.extension.blocks.make(match["what"], match["words"].split(), _level(parent))
        except BlockError as error:
            self.extension.errors.append((line, error))
            return
        self.extension.ids |= made.ids
        for heading in made.headings:
            copy = SubElement(parent, f"h{heading.level}", {"id": heading.id, MARKER: ""})
            copy.text = heading.text
        SubElement(parent, "p").text = self.md.htmlStash.store(made.html)


class _WithoutCopies(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in root.iter():
            for child in list(parent):
                if MARKER in child.attrib:
                    parent.remove(child)


def _level(parent: Element) -> int:
    """Return the level of the heading under which new content of `parent` stands; 1 before any heading."""
    levels = [
        int(child.tag[1]) for child in parent if re.fullmatch(r"h[1-6]", str(child.tag)) and MARKER not in child.attrib
    ]
    return levels[-1] if levels else 1
