"""Where in the text of a handbook page a mistake stands.

Markdown does not tell on which line it met something. So the place is looked up afterwards, in the text as its maker
wrote it, with code left out: what stands there is shown, not done.
"""

import html
import re
from functools import cached_property

import yaml

from kijkraam.blocks import BLOCK_PATTERN
from kijkraam.checklist.problems import Problem, ProblemsFound
from kijkraam.checklist.yaml_reader import decoded, plain_yaml, read_yaml
from kijkraam.inline import TERM_SCHEME

Place = tuple[int, int]
"""Line and column, counted from 1."""

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
LIKE_A_KEY = re.compile(r"\s*[A-Za-z_][\w-]*[ \t]*:(?:\s|$)")
LIKE_A_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
TIMESTAMP = "tag:yaml.org,2002:timestamp"
NOT_DONE = re.compile(
    r"""
    ^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*(?P=fence)[^\n]*$   # fenced code
    | (?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)                     # code within a line
    | <!--.*?-->
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
BLOCK = re.compile(rf"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<block>{BLOCK_PATTERN})", re.MULTILINE)
"""A block, with what may stand before it within lists, quotations and admonitions."""


def problem_of_page(content: bytes, name: str) -> Problem | None:
    """Return why MkDocs would not read a page as it is meant, or None; `name` is its path as shown to the maker.

    It ends without a place when a page is not UTF-8 or has a day that never was, and takes front matter that is no YAML
    for text of the page.
    """
    try:
        text = decoded(content, name)
    except ProblemsFound as found:
        return found.problems[0]
    day = _impossible_day(text)
    if day:
        return Problem(name, *day[0], "bad_day", {"value": day[1]})
    return _broken_front_matter(text, name)


def _broken_front_matter(text: str, name: str) -> Problem | None:
    front = FRONT_MATTER.match(text)
    if not front or not LIKE_A_KEY.match(front[1]) or plain_yaml(front[1]) is not None:
        return None
    try:
        yaml.compose(front[1], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        try:
            read_yaml(front[1], name)
        except ProblemsFound as found:
            first = found.problems[0]
            return Problem(name, first.line + 1, first.column, first.code, first.words)
    return None


def _impossible_day(text: str) -> tuple[Place, str] | None:
    """Return where front matter has a day that never was, such as `2026-02-31`, and that day; else None.

    Of these YAML itself makes an error that tells no place.
    """
    front = FRONT_MATTER.match(text)
    if not front or not LIKE_A_DAY.search(front[1]):
        return None
    try:
        waiting: list[yaml.Node | None] = [yaml.compose(front[1], Loader=yaml.SafeLoader)]
    except (yaml.YAMLError, RecursionError):
        return None  # it is no YAML, or too deep: that is told apart
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.ScalarNode) and node.tag == TIMESTAMP and not _is_possible(node.value):
            return (node.start_mark.line + 2, node.start_mark.column + 1), node.value
    return None


def _is_possible(moment: str) -> bool:
    try:
        yaml.safe_load(moment)
    except ValueError:
        return False
    return True


class PageText:
    """The text of one page, with its front matter."""

    def __init__(self, text: str) -> None:
        front = FRONT_MATTER.match(text)
        self._text = text
        self._front = front[1] if front else ""
        self._begin = front.end() if front else 0

    @cached_property
    def _body(self) -> str:
        """The text without front matter and code, with everything else at its place."""
        return _blank(self._text[: self._begin]) + NOT_DONE.sub(lambda m: _blank(m[0]), self._text[self._begin :])

    def of_meta(self, loc: tuple[int | str, ...]) -> Place:
        """Return the place of a key or list member of the front matter."""
        try:
            line, column = read_yaml(self._front, "").place(loc)
        except ProblemsFound:  # MkDocs reads front matter more leniently
            return 1, 1
        return line + 1, column

    def of_block(self, words: str, nth: int) -> Place:
        """Return the place of the `nth` block (counted from 0) that reads `words`."""
        found = [m.start("block") for m in BLOCK.finditer(self._body) if m["words"] == words]
        return self._place(found[min(nth, len(found) - 1)]) if found else (1, 1)

    def of_reference(self, name: str) -> list[Place]:
        """Return the places of `[text][name]`, or of `[name][]`."""
        words = r"\s+".join(re.escape(word) for word in name.split())
        return self._places(rf"(?<=\]\[){words}(?=\])|(?<=\]\s\[){words}(?=\])|(?<=\[){words}(?=\]\[\])")

    def of_term(self, name: str) -> list[Place]:
        """Return the places of `[word](begrip:name)`."""
        return self._places(rf"{TERM_SCHEME}:{re.escape(name)}(?![\w-])")

    def of_link(self, target: str) -> list[Place]:
        """Return the places of a link's target; it may have been written with entities."""
        if target in self._body:
            return self._places(re.escape(target))
        lines = self._body.split("\n")
        return [(number, 1) for number, line in enumerate(lines, 1) if target in html.unescape(line)] or [(1, 1)]

    def _places(self, pattern: str) -> list[Place]:
        """Return where a pattern stands; at the beginning of the page when another tool put the text there."""
        return [self._place(m.start()) for m in re.finditer(pattern, self._body, re.IGNORECASE)] or [(1, 1)]

    def _place(self, at: int) -> Place:
        return self._text.count("\n", 0, at) + 1, at - self._text.rfind("\n", 0, at)


def _blank(text: str) -> str:
    """Return as many spaces as there are characters, on as many lines."""
    return re.sub(r"[^\n]", " ", text)
