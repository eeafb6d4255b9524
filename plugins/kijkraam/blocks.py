"""`::: some-id` in a handbook page: puts a form, a pane, a card or a list of the handbook there.

::: kijkraam-presentie                  a whole form
::: kijkraam-presentie#de-praktijk      one pane of it
::: kijkraam-presentie card             a card that links to it
::: plan-van-aanpak example bram        a filled-in example
::: overview | glossary | sources | helplines | records | downloads | lessons
::: reference                           every key of the YAML language
::: reference developers                what programs, plugins and templates may lean on
::: packages                            the packages for an LMS
::: team                                bring the answers of a team together
::: traject fase-1 fase-2               one support process, of these phases
::: helplines veilig-thuis              these numbers to call, and not all of them
::: offline                             keep the handbook for when there is no network
::: figure NAME                         a figure of the theme
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from kijkraam.checklist.fields import Keep
from kijkraam.checklist.problems import mend_by_name
from kijkraam.checklist.shared import HelpLine
from kijkraam.form import Form
from kijkraam.forms.render import Heading, Renderer
from kijkraam.handbook import Handbook

BLOCK_PATTERN = r":::(?!:)[ \t]*(?P<words>.*?)[ \t]*$"
BLOCK = re.compile(rf"^ {{0,3}}{BLOCK_PATTERN}", re.MULTILINE)
ELEMENT_ID = re.compile(r'\sid="([^"]+)"')
MARKER = "data-kijkraam-heading"
PLACE = f"{STX}kijkraam:{{}}{ETX}"
"""Where the HTML of a block comes, by its number."""
ELEMENTS = (
    "kijkraam-overview",
    "kijkraam-form",
    "kijkraam-records",
    "kijkraam-traject",
    "kijkraam-team",
    "kijkraam-offline",
)
"""Elements of our own around a block, which Markdown does not know to be blocks."""


@dataclass
class Rendered:
    """HTML for one block, with its headings."""

    html: str
    headings: list[Heading] = field(default_factory=list)


class BlockError(Exception):
    """What stands after `:::` cannot be put in the page; `code` names a phrase `problem.<code>`."""

    def __init__(self, code: str, **words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


@dataclass(frozen=True)
class Misplaced:
    """A block that could not be made: the `nth` one of a page, counted from 0, that reads `words`."""

    words: str
    nth: int
    error: BlockError


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
        self._placed: dict[str, set[str]] = {}
        self._lists: dict[str, Callable[[Renderer, int], str]] = {
            "overview": lambda r, level: r.overview(level),
            "glossary": lambda r, level: r.glossary(level),
            "sources": lambda r, level: r.sources(level),
            "helplines": lambda r, _: r.help_lines(),
            "team": lambda r, level: r.team(level),
            "records": lambda r, level: r.records(level),
            "downloads": lambda r, level: r.downloads(level),
            "reference": lambda r, level: r.reference(level),
            "lessons": lambda r, _: r.lessons(),
            "packages": lambda r, level: r.package_list(level),
            "offline": lambda r, _: r.offline(),
        }

    def make(self, words: list[str], level: int) -> Rendered:
        """Return the HTML of one block; `level` is that of the heading under which it stands. Raises BlockError."""
        match words:
            case ["figure", *name]:
                return self._make_figure(" ".join(name))
            case [what] if what in self._lists:
                self._place_once(what)
                renderer = self._renderer(False)
                return Rendered(self._lists[what](renderer, level + 1), renderer.headings)
            case ["reference", "developers"]:
                self._place_once("reference developers")
                renderer = self._renderer(False)
                return Rendered(renderer.developer_reference(level + 1), renderer.headings)
            case ["traject", *names] if names:
                self._place_once("traject")
                renderer = self._renderer(False)
                phases = [form for name in names if (form := self._find_phase(name))]
                return Rendered(renderer.traject(phases, level + 1), renderer.headings)
            case ["helplines", *names] if names:
                lines = [line for name in names if (line := self._help_line(name))]
                return Rendered(self._renderer(False).help_lines(lines))
            case [what, *how] if what not in (*self._lists, "traject"):
                return self._make_form(what, how, level)
        raise BlockError("unknown_block", words=" ".join(words))

    def _make_figure(self, name: str) -> Rendered:
        html = self._figure(name)
        if html is None:
            variant, near = mend_by_name(name, self._figure_names)
            raise BlockError(f"unknown_figure{variant}", name=name, **near)
        self._place_once(f"figure {name}")
        return Rendered(html)

    def _help_line(self, name: str) -> HelpLine | None:
        """Return a number to call by its id, or None when their file is broken, as is told there. Raises BlockError."""
        if "_helplines.yml" in self.handbook.broken_shared:
            return None
        lines = {line.id: line for line in self.handbook.help_lines}
        if name not in lines:
            variant, near = mend_by_name(name, lines)
            raise BlockError(f"unknown_help_line{variant}", name=name, **near)
        return lines[name]

    def _find(self, form_id: str) -> Form | None:
        """Return a form, or None for one that is broken: what is wrong is told at its own file. Raises BlockError."""
        if form_id in self.handbook.broken:
            return None
        form = self.handbook.forms.get(form_id)
        if form is None:
            variant, near = mend_by_name(form_id, [*self.handbook.forms, *self._lists, "traject"])
            raise BlockError(f"unknown_form{variant}", name=form_id, **near)
        return form

    def _find_phase(self, form_id: str) -> Form | None:
        """Return a form for a support process: one whose answers are kept as those of the process are."""
        form = self._find(form_id)
        if form is None:
            return None
        if form.checklist.kept is not Keep.ASK:
            raise BlockError("not_in_traject", name=form_id, keep=form.checklist.kept.value)
        self._place_once(form_id, "#fase")
        return form

    def _make_form(self, what: str, how: list[str], level: int) -> Rendered:
        form_id, hash_sign, pane_id = what.partition("#")
        form = self._find(form_id)
        if form is None:
            return Rendered("")
        own_page = form_id == self._own_form
        renderer = self._renderer(not own_page)
        match how:
            case [] if hash_sign:
                pane = next((pane for pane in form.panes if pane.id == pane_id), None)
                if pane is None:
                    variant, near = mend_by_name(pane_id, [pane.id for pane in form.panes])
                    raise BlockError(f"unknown_part{variant}", name=pane_id, form=form_id, **near)
                self._place_once(form_id, f"#{pane_id}")
                html = renderer.pane(form, pane, level + 1)
            case []:
                self._place_once(form_id)
                html = renderer.form(form, 1 if own_page else level + 1)
            case ["card"] if not hash_sign:
                html = renderer.card(form)
            case ["example", name] if not hash_sign:
                made = renderer.example(form, name, level + 1)
                if made is None:
                    known = [example.id for example in form.checklist.examples or []]
                    variant, near = mend_by_name(name, known)
                    raise BlockError(f"unknown_example{variant}", name=name, form=form_id, **near)
                self._place_once(form_id, f" example {name}")
                html = made
            case _:
                raise BlockError("unknown_block", words=" ".join([what, *how]))
        return Rendered(html, renderer.headings)

    def _place_once(self, what: str, part: str = "") -> None:
        """No id may stand twice on a page: a thing has one place, and a part does not stand beside the whole."""
        placed = self._placed.setdefault(what, set())
        if part in placed or "" in placed or (placed and not part):
            raise BlockError("placed_twice", name=what + part)
        placed.add(part)


class KijkraamBlocks(Extension):
    """The Markdown extension for `:::` blocks."""

    def __init__(self, blocks: Blocks) -> None:
        super().__init__()
        self.blocks = blocks
        self.ids: set[str] = set()
        self.misplaced: list[Misplaced] = []
        self.made: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register with Markdown."""
        md.block_level_elements.extend(ELEMENTS)
        md.parser.blockprocessors.register(_BlockProcessor(md, self), "kijkraam_blocks", 110)
        md.treeprocessors.register(_WithoutCopies(md), "kijkraam_headings", 4)  # after the table of contents (5)
        md.postprocessors.register(_Placer(md, self), "kijkraam_blocks", 0)  # last: what we made is done


class _BlockProcessor(BlockProcessor):
    """Replaces a line `::: …` by what it asks for.

    The table of contents knows only headings in Markdown's own tree. So a copy of each heading goes into the tree, and
    out again when the table of contents is made.
    """

    def __init__(self, md: Markdown, extension: KijkraamBlocks) -> None:
        super().__init__(md.parser)
        self.md = md
        self.extension = extension
        self.met: Counter[str] = Counter()

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Markdown passes both
        return BLOCK.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        line = BLOCK.search(block)
        assert line is not None
        before, after = block[: line.start()].strip("\n"), block[line.end() :].strip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        self._place(parent, line["words"])
        if after:
            blocks.insert(0, after)

    def _place(self, parent: Element, words: str) -> None:
        nth = self.met[words]
        self.met[words] += 1
        try:
            made = self.extension.blocks.make(words.split(), self._level(parent))
        except BlockError as error:
            self.extension.misplaced.append(Misplaced(words, nth, error))
            return
        self.extension.ids |= set(ELEMENT_ID.findall(made.html))
        for heading in made.headings:
            copy = SubElement(parent, f"h{heading.level}", {"id": heading.id, MARKER: ""})
            copy.text = AtomicString(heading.text)
        if made.html:
            SubElement(parent, "p").text = AtomicString(PLACE.format(len(self.extension.made)))
            self.extension.made.append(made.html.strip())

    def _level(self, parent: Element) -> int:
        """Return the level of the heading under which new content of `parent` stands; 1 before any heading."""
        # An element that is not in the tree yet is looked at too.
        elements = [*self.parser.root.iter(), *parent.iter()]
        levels = [int(e.tag[1]) for e in elements if re.fullmatch("h[1-6]", str(e.tag)) and MARKER not in e.attrib]
        return levels[-1] if levels else 1


class _Placer(RawHtmlPostprocessor):
    """Puts the HTML of blocks in the page, as Markdown does with other HTML, but without reading all of it again."""

    def __init__(self, md: Markdown, extension: KijkraamBlocks) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, text: str) -> str:
        for number, html in enumerate(self.extension.made):
            place = PLACE.format(number)
            text = text.replace(f"<p>{place}</p>" if self.isblocklevel(html) else place, html)
        return text


class _WithoutCopies(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in root.iter():
            for child in list(parent):
                if MARKER in child.attrib:
                    parent.remove(child)
