"""YAML text to nodes that know their place.

Built on the event stream of the C parser: fast, safe on any input, and without YAML's own guesses about types. Every
scalar stays the text that was written.
"""

import math
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

import yaml
from yaml._yaml import Mark as CMark
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from kijkraam.checklist.problems import Problem, ProblemsFound

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 50
NOT_IN_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML refuses, and the invisible characters that editors and YAML do not agree on as ends of lines."""
BARE_NULL = {"~", "null", "Null", "NULL"}
SWALLOWED = re.compile(r"[ \t]#\w")
"""Where a text may lose its tail to a comment."""
CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
HARD_SPACE = re.compile(r"^[ \t-]*([\xa0\u2000-\u200b\u202f\u3000])|:([\xa0\u2000-\u200b\u202f\u3000])")
"""A space of another kind where YAML counts ordinary ones, as word processors leave it."""
KEY_ONLY = re.compile(r"[ ]*(- +)*[\w-]+")
KEY_LINE = re.compile(r"[ ]*(- +)*[\w-]+:( |$)")

KEY = "[key]"
"""Last part of the location of a key itself, instead of its value. pydantic uses the same word."""

# What libyaml says, and the phrase that says it to a maker. First match wins.
SYNTAX = [
    ("mapping keys are not allowed", "yaml_character"),
    ("cannot start any token", "yaml_character"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("did not find expected '-' indicator", "yaml_no_dash"),
    ("did not find expected key", "yaml_indent"),
    ("block sequence entries are not allowed", "yaml_dash"),
    ("block mapping entries are not allowed", "yaml_indent"),
    ("found unexpected end of stream", "yaml_open_quote"),
    ("found unexpected document indicator", "yaml_open_quote"),
    ("did not find expected ',' or ']'", "yaml_bracket"),
    ("did not find expected ',' or '}'", "yaml_brace"),
    ("did not find expected node content", "yaml_node"),
    ("unknown escape character", "yaml_escape"),
    ("did not find expected hexdecimal number", "yaml_escape"),
    ("found invalid Unicode character escape code", "yaml_escape"),
    ("did not find expected <document start>", "yaml_after_end"),
    ("while scanning a block scalar", "yaml_block"),
    ("directive", "yaml_directive"),
    ("found incompatible YAML document", "yaml_directive"),
    ("while scanning an anchor", "yaml_alias"),
    ("while scanning an alias", "yaml_alias"),
    ("while scanning a tag", "yaml_tag"),
    ("while parsing a tag", "yaml_tag"),
    ("undefined tag handle", "yaml_tag"),
]

# These are noticed only later; the maker wants to know where it began.
OPENED_BEFORE = {"yaml_open_quote", "yaml_bracket", "yaml_brace", "yaml_no_colon", "yaml_alias", "yaml_directive"}

Value = Union[str, list["Node"], dict[str, "Node"]]  # noqa: UP007 - names within it are known only later
Plain = str | list[Any] | dict[str, Any]
"""A value without places."""
Place = tuple[int, int]
"""Line and column, counted from 1."""


@dataclass(slots=True)
class Node:
    """A value with the marks of the parser that tell where it stands in the file."""

    value: Value
    start: Mark | CMark | None
    end: Mark | CMark | None
    key: Mark | CMark | None = None
    """Of a value in a mapping: where its key begins."""

    @property
    def line(self) -> int:
        """Line on which the value begins, counted from 1."""
        return _place(self.start)[0]

    @property
    def column(self) -> int:
        """Column at which the value begins, counted from 1."""
        return _place(self.start)[1]

    @property
    def last(self) -> int:
        """Line on which a text ends, counted from 1."""
        return _place(self.end)[0]

    def plain(self) -> Plain:
        """Return the value without places."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return [node.plain() for node in self.value]

    def at(self, loc: tuple[int | str, ...]) -> "Node":
        """Return the node at `loc`, or the nearest one above it."""
        node = self
        for part in loc:
            node = node.below(part) or node
        return node

    def below(self, part: int | str) -> "Node | None":
        """Return the value of a key, or the member of a list by its index."""
        if isinstance(self.value, dict) and isinstance(part, str):
            return self.value.get(part)
        if isinstance(self.value, list) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None

    def place(self, loc: tuple[int | str, ...]) -> Place:
        """Return the place of what stands at `loc`: of a text itself, of a list or mapping the key that it is under."""
        node = self.at(loc)
        if node.key and (loc[-1:] == (KEY,) or not isinstance(node.value, str)):
            return _place(node.key)
        return _place(node.start)


def read_text(path: Path, name: str, *, most: int = MAX_BYTES) -> str:
    """Return the text of a file of at most so many bytes; `name` is the path as shown to the maker.

    Raises ProblemsFound for a file that is too large, unreadable, or not UTF-8 text.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ProblemsFound([Problem(name, 1, 1, "file_not_a_file")])
        if status.st_size > most:
            mib = math.ceil(status.st_size / MAX_BYTES * 10) / 10
            raise ProblemsFound([Problem(name, 1, 1, "file_too_large", {"mib": str(mib)})])
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ProblemsFound([Problem(name, 1, 1, "file_missing")]) from error
    except OSError as error:
        raise ProblemsFound([Problem(name, 1, 1, "file_unreadable")]) from error
    text = decoded(data, name)
    bad = NOT_IN_TEXT.search(text)
    if bad:
        raise ProblemsFound([Problem(name, *_end_of(text[: bad.start()]), "file_character", _code_of(bad[0]))])
    return text


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file; `name` is the path as shown to the maker. Raises ProblemsFound if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _end_of(data[: error.start].decode("utf-8-sig", "replace"))
        raise ProblemsFound([Problem(name, line, column, "file_encoding")]) from error


def _end_of(text: str) -> Place:
    """Return the place just after a text."""
    lines = re.split("\r\n|\r|\n", text)
    return len(lines), len(lines[-1]) + 1


def _code_of(character: str) -> dict[str, str]:
    return {"code": f"U+{ord(character):04X}"}


def read_yaml(text: str, name: str) -> Node:
    """Return the tree of a YAML text; `name` is the path as shown to the maker.

    Raises ProblemsFound with everything that is wrong up to where the parser had to stop.
    """
    return _Builder(text, name).build()


def plain_yaml(text: str) -> Plain | None:
    """Return the value of a YAML text without places, or None for a text that `read_yaml` must look at more closely.

    That takes half the time, and nearly every file of a handbook is in order.
    """
    try:
        return None if SWALLOWED.search(text) else _plain(text)
    except (yaml.YAMLError, _CloserLook):
        return None


class _CloserLook(Exception):  # noqa: N818 - it may well be no error
    """Raised where a text holds something that may be a mistake."""


def _plain(text: str) -> Plain | None:
    documents: list[Plain] = []
    members: list[Any] | dict[str, Any] = documents
    above: list[list[Any] | dict[str, Any]] = []
    key: str | None = None
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        value: Plain
        if isinstance(event, ScalarEvent):
            value = _plain_text(event)
            if isinstance(members, dict) and key is None:
                if value in members or value.startswith("-"):
                    raise _CloserLook
                key = value
                continue
        elif isinstance(event, CollectionStartEvent):
            if event.tag or event.anchor or len(above) >= MAX_DEPTH or (isinstance(members, dict) and key is None):
                raise _CloserLook
            value = {} if isinstance(event, MappingStartEvent) else []
        elif isinstance(event, CollectionEndEvent):
            members = above.pop()
            continue
        elif isinstance(event, AliasEvent):
            raise _CloserLook
        else:
            continue
        if isinstance(members, list):
            members.append(value)
        elif key is not None:
            members[key] = value
            key = None
        if not isinstance(value, str):
            above.append(members)
            members = value
    return documents[0] if len(documents) == 1 and documents[0] != "" else None


def _plain_text(event: ScalarEvent) -> str:
    text: str = event.value
    if event.tag or event.anchor:
        raise _CloserLook
    if not event.style and (text in BARE_NULL or "- " in text):
        raise _CloserLook
    if event.style == '"' and NOT_IN_TEXT.search(text):
        raise _CloserLook
    return text


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    node: Node
    is_flow: bool
    """Written with brackets or braces."""
    key: str | None = None
    """Of a mapping: the key that waits for its value."""
    key_start: Mark | CMark | None = None


class _Builder:
    """Builds nodes from events, without recursion and to a fixed depth."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.text = text
        self.lines = text.splitlines()
        self.may_be_swallowed = SWALLOWED.search(text) is not None
        self.may_be_escaped = "\\" in text
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.quoted: Node | None = None
        """The last text between quotation marks."""

    def build(self) -> Node:
        try:
            self._read_events()
        except yaml.YAMLError as error:
            self.problems.append(self._syntax_problem(error))
        if not self.problems and (self.root is None or self.root.value == ""):
            self.problems.append(Problem(self.name, 1, 1, "file_empty"))
        if self.problems or self.root is None:
            raise ProblemsFound(self.problems)
        return self.root

    def _read_events(self) -> None:
        documents = 0
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            if isinstance(event, ScalarEvent):
                self._scalar(event)
            elif isinstance(event, CollectionStartEvent):
                self._start(event)
            elif isinstance(event, CollectionEndEvent):
                self.open.pop()
            elif isinstance(event, AliasEvent):
                self._problem(event, "yaml_alias")
                self._place(Node("", event.start_mark, event.end_mark), is_scalar=False)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(event, "yaml_documents")
                    return

    def _start(self, event: CollectionStartEvent) -> None:
        self._refuse_extras(event)
        node = Node({} if isinstance(event, MappingStartEvent) else [], event.start_mark, event.end_mark)
        self._place(node, is_scalar=False)
        self.open.append(_Open(node, bool(event.flow_style)))
        if len(self.open) > MAX_DEPTH:
            self._problem(event, "yaml_depth", max=str(MAX_DEPTH))
            raise ProblemsFound(self.problems)

    def _scalar(self, event: ScalarEvent) -> None:
        self._refuse_extras(event)
        node = Node(event.value, event.start_mark, event.end_mark)
        if not event.style:
            self._check_plain(event, node)
        elif event.style in {'"', "'"}:
            self.quoted = node
            if self.may_be_escaped:
                self._check_escapes(event)
        self._place(node, is_scalar=True)

    def _check_plain(self, event: ScalarEvent, node: Node) -> None:
        if event.value in BARE_NULL:
            self._problem(event, "yaml_null", value=event.value)
        if "- " in event.value and any(line.lstrip().startswith("- ") for line in self.lines[node.line : node.last]):
            self._problem(event, "yaml_list_in_text")
        if self.may_be_swallowed and event.value:
            self._check_comment(*_place(event.end_mark))

    def _check_escapes(self, event: ScalarEvent) -> None:
        bad = NOT_IN_TEXT.search(event.value)
        if bad:
            self._problem(event, "file_character", **_code_of(bad[0]))

    def _check_comment(self, line: int, column: int) -> None:
        """Tell of a text that ends at this place because the maker's own # began a comment."""
        rest = self.lines[line - 1][column - 1 :] if line <= len(self.lines) else ""
        lost = rest.lstrip()
        if lost != rest and re.match(r"#\w", lost):
            column += len(rest) - len(lost)
            self.problems.append(Problem(self.name, line, column, "yaml_comment", {"lost": lost[:40]}))

    def _refuse_extras(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.tag is not None:
            self._problem(event, "yaml_tag")
        if event.anchor is not None:
            self._problem(event, "yaml_alias")

    def _place(self, node: Node, *, is_scalar: bool) -> None:
        """Hang a node where it belongs: as root, list member, key or value."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        members = parent.node.value
        if isinstance(members, list):
            members.append(node)
        elif isinstance(members, dict):
            if parent.key is None:
                self._key(parent, members, node, is_scalar=is_scalar)
            else:
                node.key = parent.key_start
                members.setdefault(parent.key, node)
                parent.key = None

    def _key(self, parent: _Open, members: dict[str, Node], node: Node, *, is_scalar: bool) -> None:
        key = node.value if is_scalar and isinstance(node.value, str) else f"?{len(members)}"
        parent.key, parent.key_start = key, node.start
        if not is_scalar:
            self.problems.append(Problem(self.name, *_place(node.start), "yaml_key"))
        elif key in members:
            words = {"key": key, "line": str(_place(members[key].key)[0])}
            self.problems.append(Problem(self.name, *_place(node.start), "yaml_double_key", words))
        elif key.startswith("-") and key != "-":
            self.problems.append(Problem(self.name, *_place(node.start), "yaml_dash_space"))

    def _problem(self, event: Event, code: str, /, **words: str) -> None:
        self.problems.append(Problem(self.name, *_place(event.start_mark), code, words))

    def _syntax_problem(self, error: yaml.YAMLError) -> Problem:
        """Return what the parser stumbled on, at the place where the maker can mend it."""
        conflict = CONFLICT.search(self.text)
        if conflict:
            return Problem(self.name, *_end_of(self.text[: conflict.start()]), "yaml_conflict")
        said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}".strip()
        mark = getattr(error, "problem_mark", None)
        line, column = self._inside(mark)
        code = next((code for words, code in SYNTAX if words in said), "yaml_other")
        other = self._space_of_another_kind(line) or self._left_open(code, mark)
        if other:
            return other
        here = self.lines[line - 1] if self.lines else ""
        code = _more_precisely(code, here, column)
        if code == "yaml_indent" and KEY_ONLY.fullmatch(here[: column - 1]):
            column = len(here) - len(here.lstrip()) + 1
        start = getattr(error, "context_mark", None)
        if code in OPENED_BEFORE and start:
            line, column = self._inside(start)
        return Problem(self.name, line, column, code, {"said": said, "character": here[column - 1 : column]})

    def _inside(self, mark: Mark | CMark | None) -> Place:
        """Return the place of a mark; of one at the end of the file, the end of the last line."""
        line, column = _place(mark) if mark else (1, 1)
        if line <= len(self.lines):
            return line, column
        return max(len(self.lines), 1), len(self.lines[-1]) + 1 if self.lines else 1

    def _space_of_another_kind(self, line: int) -> Problem | None:
        """Return a problem when this line, or the one above, is indented with a tab or a hard space."""
        for n in (line, line - 1):
            here = self.lines[n - 1] if n and self.lines else ""
            indent = here[: len(here) - len(here.lstrip())]
            if "\t" in indent and n == line:
                return Problem(self.name, n, indent.index("\t") + 1, "yaml_tab")
            hard = HARD_SPACE.search(here)
            if hard:
                found = 1 if hard[1] else 2
                return Problem(self.name, n, hard.start(found) + 1, "file_character", _code_of(hard[found]))
        return None

    def _left_open(self, code: str, mark: Mark | CMark | None) -> Problem | None:
        """Return a problem when the parser stumbled only because a quote or bracket of an earlier line is open."""
        line, _ = _place(mark) if mark else (1, 1)
        text = self.quoted
        if code == "yaml_indent" and text and text.line < text.last == line and self._holds_keys(text):
            return Problem(self.name, text.line, text.column, "yaml_open_quote")
        if code == "yaml_node" and self.open and self.open[-1].is_flow and self.open[-1].node.line < line:
            node = self.open[-1].node
            code = "yaml_bracket" if isinstance(node.value, list) else "yaml_brace"
            return Problem(self.name, node.line, node.column, code)
        return None

    def _holds_keys(self, text: Node) -> bool:
        return any(KEY_LINE.match(line) for line in self.lines[text.line : text.last])


def _more_precisely(code: str, here: str, column: int) -> str:
    """Return the code that tells a maker best what is wrong in the line `here` at `column`."""
    before, at = here[: column - 1], here[column - 1 :]
    if code == "yaml_character" and at.startswith("\t"):
        code = "yaml_tab"
    elif code == "yaml_colon" and KEY_ONLY.fullmatch(before):
        code = "yaml_indent"
    elif code in {"yaml_indent", "yaml_no_dash"} and re.match(r"-[^\s-]", at):
        code = "yaml_dash_space"
    elif code == "yaml_no_dash" and at.startswith("-"):
        code = "yaml_indent"
    elif code == "yaml_indent" and before.rstrip().endswith(("'", '"')):
        code = "yaml_after_quote"
    elif code == "yaml_indent" and before.rstrip().endswith(("]", "}")):
        code = "yaml_after_bracket"
    return code


def _place(mark: Mark | CMark | None) -> Place:
    """Return line and column of a mark, counted from 1. The C parser gives every event its marks."""
    assert mark is not None
    return mark.line + 1, mark.column + 1
