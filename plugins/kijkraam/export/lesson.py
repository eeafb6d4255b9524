"""A lesson of the handbook as students get it in an LMS: what they need, do and hand in, what to do when it is no
exercise any more, and the forms that go with it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown import Markdown

from kijkraam.blocks import BLOCK, Blocks, KijkraamBlocks
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook
from kijkraam.inline import KijkraamLinks
from kijkraam.lessons.model import Part, Reader
from kijkraam.lessons.page import HELP_LINES, LessonPage, find_lessons

PARTS = (Part.MATERIALS, Part.ASSIGNMENT, Part.CARE, Part.HAND_IN)
WITH_FORMS = (Part.MATERIALS, Part.ASSIGNMENT)
"""The parts that name the forms that a package holds; of others the page is enough."""
LINK = re.compile(r"\]\[([a-z][a-z0-9-]*)(?:#([a-z][a-z0-9-]*))?\]")
EXTENSIONS = ("admonition", "attr_list", "def_list", "md_in_html", "sane_lists", "tables")


@dataclass(frozen=True)
class Lesson:
    """A lesson, with what of it is for students."""

    id: str
    title: str
    page: str
    """Path of its Markdown file."""
    text: str
    """Markdown of the parts for students."""
    forms: dict[str, list[str]]
    """The forms that it names by their id, in order, with the panes that it names; no panes: the whole form."""

    def html(self, renderer: Renderer, href: Callable[[str], str]) -> str:
        """Return the parts for students; `href` gives the address of an id."""
        blocks = KijkraamBlocks(Blocks(renderer.handbook, lambda _: renderer, lambda _: None, []))
        return Markdown(extensions=[*EXTENSIONS, KijkraamLinks(href), blocks]).convert(self.text)


def lessons(handbook: Handbook) -> Iterator[Lesson]:
    """Yield the lessons of a handbook, in the order of their files."""
    docs = handbook.site.docs
    files = {path.relative_to(docs).as_posix(): "" for path in docs.rglob("*.md")} if docs.is_dir() else {}
    for page in find_lessons(handbook, files):
        forms = _forms("\n\n".join(page.text_for(Reader.STUDENT, part) for part in WITH_FORMS), handbook)
        yield Lesson(page.id, page.title, page.path, "\n\n".join(_parts(page)), forms)


def _parts(page: LessonPage) -> Iterator[str]:
    """Yield the Markdown of each part for students; of blocks only the numbers to call."""
    for part, (title, _) in page.parts.items():
        text = page.text_for(Reader.STUDENT, part) if part in PARTS else ""
        if text:
            kept = BLOCK.sub(lambda found: found[0] if HELP_LINES.match(found[0]) else "", text)
            yield f"## {title} {{#{page.id}-{part.value}}}\n\n{kept}"


def _forms(text: str, handbook: Handbook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, part in LINK.findall(text):
        form = handbook.forms.get(name)
        if form is None:
            continue
        panes = found.setdefault(name, [])
        named = [pane.id for pane in form.panes if part in {pane.id, *(one.item.id for one in pane.questions)}]
        panes += [pane for pane in named if pane not in panes]
    return found
