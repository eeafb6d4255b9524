"""A lesson as it stands in a Markdown file: what its front matter says, its parts, and what a student gets of them.

A part of the page is for the teacher or for everybody (`OF_STUDENTS`). Within it, admonitions say otherwise:

!!! teacher "…"     only for the teacher, in a part that students get
!!! card "…"        a card that the teacher hands out during the lesson, such as a role
!!! student "…"     for students too, in a part that only the teacher gets

Numbers to call (`::: helplines`) are always for everybody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kijkraam.checklist.model import Source
from kijkraam.checklist.problems import Problem, ProblemsFound, mend_by_name
from kijkraam.checklist.reading import findings
from kijkraam.checklist.yaml_reader import read_yaml
from kijkraam.handbook import Handbook
from kijkraam.lessons.model import ALSO, OF_STUDENTS, Lesson, Part, Reader
from kijkraam.places import FRONT_MATTER, PageText

KEY = "lesson"
TITLE = re.compile(r"^# +(?P<title>.+?)(?: *\{#(?P<id>[a-z][a-z0-9-]*)[^}\n]*\})? *$", re.MULTILINE)
HEADING = re.compile(r"^## +(?P<title>.+?)(?: *\{#(?P<id>[a-z][a-z0-9-]*)[^}\n]*\})? *$", re.MULTILINE)
ADMONITION = re.compile(r"!!! +(?P<kind>[a-z]+)")
HELP_LINES = re.compile(r"^::: +helplines *$", re.MULTILINE)
NOT_FOR_STUDENTS = {"teacher", "card"}
FOR_STUDENTS = "student"
LIST_ITEM = re.compile(r"^[-*] +(.+(?:\n(?!\n|[-*] ).+)*)", re.MULTILINE)

Finding = tuple[tuple[int | str, ...], str, dict[str, str]]
"""Where in front matter something is wrong, and the code and words of a phrase."""


@dataclass(frozen=True)
class LessonPage:
    """One lesson of the handbook."""

    path: str
    """Its Markdown file, relative to the folder of pages."""
    url: str
    """Its address from the root of the site."""
    lesson: Lesson
    title: str
    description: str
    sources: tuple[Source, ...]
    body: str
    """Its Markdown, without front matter."""

    @cached_property
    def id(self) -> str:
        """The id of its title; empty without one."""
        found = TITLE.search(self.body)
        return (found["id"] or "") if found else ""

    @cached_property
    def lead(self) -> str:
        """The Markdown between the title and the first part."""
        title, first = TITLE.search(self.body), HEADING.search(self.body)
        return self.body[title.end() if title else 0 : first.start() if first else None].strip()

    @cached_property
    def parts(self) -> dict[Part, tuple[str, str]]:
        """Title and Markdown of each part that the page has, in its order."""
        found: dict[Part, tuple[str, str]] = {}
        headings = list(HEADING.finditer(self.body))
        ends = [heading.start() for heading in headings[1:]] + [len(self.body)]
        for heading, end in zip(headings, ends, strict=True):
            part = _part_of(heading["id"] or "", self.id)
            if part:
                found[part] = (heading["title"], self.body[heading.end() : end].strip())
        return found

    @cached_property
    def outcomes(self) -> list[str]:
        """Learning outcomes: those that the front matter tells, or the list under the heading of the goal."""
        goal = self.parts.get(Part.GOAL, ("", ""))[1]
        return self.lesson.outcomes or [" ".join(item.split()) for item in LIST_ITEM.findall(goal)]

    def text_for(self, reader: Reader, part: Part) -> str:
        """Return the Markdown of a part as far as it is for a reader; empty when nothing is."""
        text = self.parts.get(part, ("", ""))[1]
        if reader is Reader.TEACHER:
            return text
        if part in OF_STUDENTS:
            return "".join(piece for kind, piece in _pieces(text) if kind not in NOT_FOR_STUDENTS).strip()
        kept = [piece if kind == FOR_STUDENTS else _help_lines(piece) for kind, piece in _pieces(text)]
        return "\n\n".join(piece.strip() for piece in kept if piece.strip())

    def minutes_told(self) -> int:
        """Return the sum of the minutes in the table of steps."""
        rows = [line.strip().strip("|").split("|") for line in self._steps()]
        return sum(int(cells[1]) for cells in rows if len(cells) > 1 and cells[1].strip().isdigit())

    def _steps(self) -> list[str]:
        return [line for line in self.parts.get(Part.TIME, ("", ""))[1].splitlines() if line.lstrip().startswith("|")]


def _part_of(heading: str, title: str) -> Part | None:
    endings = {part.value: part for part in Part} | {also: part for part, also in ALSO.items()}
    return endings.get(heading.removeprefix(f"{title}-")) if title else None


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text in pieces: each admonition with its kind, what stands between them without one."""
    kind, piece = "", ""
    for line in text.splitlines(keepends=True):
        begins = ADMONITION.match(line)
        if begins or (kind and line.strip() and not line.startswith("    ")):
            yield kind, piece
            kind, piece = begins["kind"] if begins else "", ""
        piece += line
    yield kind, piece


def _help_lines(piece: str) -> str:
    return "".join(found[0] for found in HELP_LINES.finditer(piece))


def read_lesson(meta: Mapping[str, Any], handbook: Handbook) -> tuple[Lesson | None, list[Finding]]:
    """Return the lesson that front matter tells of, and what is wrong in it. Values in `meta` are all text."""
    told = meta.get(KEY)
    if KEY not in meta:
        return None, []
    if not isinstance(told, dict):
        return None, [((KEY,), "expected_mapping", {"name": KEY})]
    try:
        lesson = Lesson.model_validate(told)
    except ValidationError as error:
        return None, [((KEY, *loc), code, words) for loc, code, words in findings(error, Lesson)]
    if lesson.hand_in and lesson.hand_in not in {*handbook.forms, *handbook.broken}:
        variant, near = mend_by_name(lesson.hand_in, handbook.forms)
        return lesson, [((KEY, "hand_in"), f"unknown_form{variant}", {"name": lesson.hand_in, **near})]
    return lesson, []


def read_page(path: str, url: str, text: str, handbook: Handbook) -> tuple[LessonPage | None, list[Finding]]:
    """Return the lesson of a page, or None when it is none; and what is wrong in its front matter."""
    front = FRONT_MATTER.match(text)
    if not front or f"{KEY}:" not in front[1]:
        return None, []
    try:
        meta = read_yaml(front[1], path).plain()
    except ProblemsFound:
        return None, []  # MkDocs takes it for text, and shows it
    if not isinstance(meta, dict):
        return None, []
    lesson, found = read_lesson(meta, handbook)
    if lesson is None:
        return None, found
    body = text[front.end() :]
    title = TITLE.search(body)
    page = LessonPage(
        path=path,
        url=url,
        lesson=lesson,
        title=str(meta.get("title") or (title["title"] if title else Path(path).stem)),
        description=str(meta.get("description") or ""),
        sources=tuple(_sources(meta.get("source"))),
        body=body,
    )
    return page, found


def _sources(told: object) -> Iterator[Source]:
    for entry in told if isinstance(told, list) else [told]:
        try:
            yield Source.model_validate(entry)
        except ValidationError:
            continue  # what is wrong is told with the page


def problems_of(name: str, text: str, handbook: Handbook) -> list[Problem]:
    """Return what is wrong in a page as a lesson; `name` is its path as shown. Any other page has nothing wrong."""
    page, found = read_page(name, "", text, handbook)
    places = PageText(text)
    problems = [Problem(name, *places.of_meta(loc), code, words) for loc, code, words in found]
    if page is None:
        return problems
    if not page.id:
        return [*problems, Problem(name, *_place_of(text, TITLE), "lesson_without_id", {})]
    for part in Part:
        if part not in page.parts:
            words = {"id": f"{page.id}-{part.value}"}
            problems.append(Problem(name, *places.of_meta((KEY,)), "lesson_lacks_part", words))
    told = page.minutes_told()
    if Part.TIME in page.parts and told != page.lesson.minutes:
        words = {"told": str(told), "minutes": str(page.lesson.minutes)}
        heading = re.compile(rf"^## .*#{page.id}-{Part.TIME.value}\b", re.MULTILINE)
        problems.append(Problem(name, *_place_of(text, heading), "lesson_minutes", words))
    return problems


def _place_of(text: str, pattern: re.Pattern[str]) -> tuple[int, int]:
    found = pattern.search(text)
    return (text.count("\n", 0, found.start()) + 1, 1) if found else (1, 1)


def find_lessons(handbook: Handbook, url_of: Mapping[str, str]) -> list[LessonPage]:
    """Return the lessons of a handbook in the order of their files; `url_of` gives the address of each page."""
    docs = handbook.site.docs
    found = []
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else ():
        name = path.relative_to(docs).as_posix()
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # MkDocs itself tells which page it cannot read
        page = read_page(name, url_of[name], text, handbook)[0] if name in url_of else None
        if page and page.id:
            found.append(page)
    return found
