"""What belongs together: every page and form with the forms, stories and methods beside it, at both ends of each tie.

A tie is told once: by `related` in the front matter of a page, by a `:::` block in it, or by `see`, `together_with` or
`mirrors` of a form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kijkraam.form import Form
from kijkraam.handbook import FENCED, Handbook, Target
from kijkraam.places import BLOCK, FRONT_MATTER

REFERENCE = re.compile(r"\]\[([a-z][a-z0-9-]*)(?:[#?][a-z0-9=,-]+)?\]|\[([a-z][a-z0-9-]*)\]\[\]")
TITLE = re.compile(r"^# (.+?)(?: *\{[^}]*\})?$", re.MULTILINE)


@dataclass
class _Page:
    title: str
    is_story: bool
    related: list[str]
    """What the front matter names."""
    placed: list[str]
    """Forms that stand in the page, or a card of them."""
    named: set[str]
    """Every id that the text links to."""


class Related:
    """The ties of a whole handbook; `docs` is the folder of its Markdown files."""

    def __init__(self, handbook: Handbook, docs: Path) -> None:
        self._handbook = handbook
        self._pages = dict(_pages(docs))
        self._ties: dict[str, dict[str, Target]] = {}
        for path, page in self._pages.items():
            is_landing_page = path.endswith("index.md")  # it leads to everything of its theme
            for name in page.related if is_landing_page else [*page.related, *page.placed]:
                self._tie(Target(path, "", page.title), name)
        for form in handbook.forms.values():
            for name in _named_by(form):
                self._tie(Target(form.page, "", form.title), name)

    def _tie(self, one: Target, name: str) -> None:
        """Tie a page to what an id leads to; at the other end stands the page itself."""
        other = self._handbook.target(name)
        if other and other.page != one.page:
            self._ties.setdefault(one.page, {}).setdefault(other.page, other)
            self._ties.setdefault(other.page, {}).setdefault(one.page, one)

    def of(self, page: str, form: Form | None = None) -> dict[str, list[Target]]:
        """Return what belongs to a Markdown file (of a form, if it is that) as forms, stories and methods.

        What its text links to itself is left out.
        """
        found: dict[str, list[Target]] = {"forms": [], "stories": [], "methods": []}
        names = _listed_by(form) if form else self._pages[page].named if page in self._pages else set()
        there = {target.page for name in names if (target := self._handbook.target(name))}
        for path, target in sorted(self._ties.get(page, {}).items(), key=lambda tie: tie[1].title):
            if path in there:
                continue
            told = self._pages.get(path)
            found["forms" if told is None else "stories" if told.is_story else "methods"].append(target)
        return found


def _named_by(form: Form) -> Iterator[str]:
    """Yield every id that a form ties itself to."""
    yield from _listed_by(form)
    for question in form.questions:
        yield from question.item.see or []
        if question.item.mirrors:
            yield question.item.mirrors


def _listed_by(form: Form) -> set[str]:
    """Return the ids that stand below a form anyway."""
    return {*(form.checklist.see or []), *(form.checklist.together_with or [])}


def _pages(docs: Path) -> Iterator[tuple[str, _Page]]:
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else ():
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # MkDocs itself tells which page it cannot read
        yield path.relative_to(docs).as_posix(), _page(text, path.stem)


def _page(text: str, name: str) -> _Page:
    front = FRONT_MATTER.match(text)
    meta = _front_matter(front[1]) if front else {}
    body = FENCED.sub("", text[front.end() :] if front else text)
    heading = TITLE.search(body)
    told = meta.get("related")
    related = told if isinstance(told, list) else [told]
    return _Page(
        title=str(meta.get("title") or (heading[1] if heading else name)),
        is_story=meta.get("story") is True,
        related=[name for name in related if isinstance(name, str)],
        placed=[block["words"].split()[0].partition("#")[0] for block in BLOCK.finditer(body) if block["words"]],
        named={one or other for one, other in REFERENCE.findall(body)},
    )


def _front_matter(text: str) -> dict[str, object]:
    try:
        meta = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except yaml.YAMLError:
        return {}  # MkDocs takes it for text, and shows it
    except ValueError:
        return {}  # a day that never was: that is told where pages are read
    return meta if isinstance(meta, dict) else {}
