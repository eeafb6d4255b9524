"""A lesson of the handbook as students get it in an LMS: what they need to know and do, and the forms that go with it.

A lesson is a page with `lesson` in its front matter. Its sections have ids: those that end as below are for students.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown import Markdown

from kijkraam.handbook import Handbook
from kijkraam.inline import KijkraamLinks

FOR_STUDENTS = ("-materiaal", "-opdracht")
FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^(#{1,6})[ \t]+([^\n]*?)(?:[ \t]*\{#([a-z][a-z0-9-]*)\})?[ \t]*$", re.MULTILINE)
LINK = re.compile(r"\]\[([a-z][a-z0-9-]*)(?:#([a-z][a-z0-9-]*))?\]")
BLOCK = re.compile(r"^:::.*$", re.MULTILINE)
EXTENSIONS = ("admonition", "attr_list", "def_list", "md_in_html", "sane_lists", "tables")


@dataclass(frozen=True)
class Lesson:
    """A lesson, with what of it is for students."""

    id: str
    title: str
    page: str
    """Path of its Markdown file."""
    text: str
    """Markdown of the sections for students."""
    forms: dict[str, list[str]]
    """The forms that it names by their id, in order, with the panes that it names; no panes: the whole form."""

    def html(self, href: Callable[[str], str]) -> str:
        """Return the sections for students; `href` gives the address of an id."""
        md = Markdown(extensions=[*EXTENSIONS, KijkraamLinks(href)])
        return md.convert(self.text)


def lessons(handbook: Handbook) -> Iterator[Lesson]:
    """Yield the lessons of a handbook, in the order of their files."""
    docs = handbook.site.docs
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else ():
        lesson = _read(path, docs, handbook)
        if lesson:
            yield lesson


def _read(path: Path, docs: Path, handbook: Handbook) -> Lesson | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None  # MkDocs itself tells which page it cannot read
    front = FRONT_MATTER.match(text)
    if not front or not re.search(r"^lesson:", front[1], re.MULTILINE):
        return None
    meta = _meta(front[1])
    found = list(HEADING.finditer(text, front.end()))
    title = next((heading for heading in found if heading[1] == "#" and heading[3]), None)
    if "lesson" not in meta or title is None:
        return None
    chosen = "\n\n".join(_sections(text, found))
    return Lesson(title[3], title[2].strip(), path.relative_to(docs).as_posix(), chosen, _forms(chosen, handbook))


def _meta(text: str) -> dict[str, object]:
    try:
        meta = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return {}  # MkDocs itself tells what is wrong with front matter
    return meta if isinstance(meta, dict) else {}


def _sections(text: str, found: list[re.Match[str]]) -> Iterator[str]:
    for heading in found:
        if len(heading[1]) != 2 or not (heading[3] or "").endswith(FOR_STUDENTS):
            continue
        after = [other.start() for other in found if other.start() > heading.start() and len(other[1]) <= 2]
        yield BLOCK.sub("", text[heading.start() : after[0] if after else len(text)]).strip()


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
