"""YAML text to nodes that know their place.

Built on the event stream of the C parser: fast, safe on any input, and without YAML's own guesses about types. Every
scalar stays the text that was written.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Union

import yaml
from yaml._yaml import Mark as CMark
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kijkraam.checklist.problems import Problem, ProblemsFound

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 50
NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BARE_NULL = {"~", "null", "Null", "NULL"}

# What libyaml says, and the phrase that says it to a maker. First match wins.
SYNTAX = [
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("did not find expected key", "yaml_indent"),
    ("did not find expected '-' indicator", "yaml_indent"),
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
    ("while scanning a directive", "yaml_directive"),
    ("directive", "yaml_directive"),
    ("while scanning an anchor", "yaml_alias"),
    ("while scanning an alias", "yaml_alias"),
    ("while scanning a tag", "yaml_tag"),
    ("while parsing a tag", "yaml_tag"),
    ("undefined tag handle", "yaml_tag"),
]

# These are noticed only later; the maker wants to know where it began.
OPENED_BEFORE = {"yaml_open_quote", "yaml_bracket", "yaml_brace", "yaml_no_colon"}

Value = Union[str, list["Node"], dict[str, "Node"]]  # noqa: UP007 - names within it are known only later


@dataclass(slots=True)
class Node:
    """A value with the place where it begins; lines and columns count from 1."""

    value: Value
    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of a mapping: where each key stands."""

    def plain(self) -> "str | list[object] | dict[str, object]":
        """Return the value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def place(self, loc: tuple[int | str, ...]) -> tuple[int, int]:
        """Return line and column of what stands at `loc`, or of the nearest value above it."""
        node, here = self, (self.line, self.column)
        for part in loc:
            if isinstance(part, str) and isinstance(node.value, dict) and part in node.value:
                here = node.keys[part]
                node = node.value[part]
            elif isinstance(part, int) and isinstance(node.value, list) and part < len(node.value):
                node = node.value[part]
                here = (node.line, node.column)
        return here


def read_text(path: Path, name: str) -> str:
    """Return the text of a file; `name` is the path as shown to the maker.

    Raises ProblemsFound for a file that is too large, unreadable, or not UTF-8 text.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ProblemsFound([Problem(name, 1, 1, "file_too_large", {"mib": f"{size / MAX_BYTES:.1f}"})])
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ProblemsFound([Problem(name, 1, 1, "file_missing")]) from error
    except OSError as error:
        raise ProblemsFound([Problem(name, 1, 1, "file_unreadable", {"reason": error.strerror or ""})]) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        raise ProblemsFound([Problem(name, line, column, "file_encoding")]) from error
    bad = NOT_IN_YAML.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        raise ProblemsFound([Problem(name, line, column, "file_character", {"code": f"U+{ord(bad[0]):04X}"})])
    return text


def read_yaml(text: str, name: str) -> Node:
    """Return the tree of a YAML text; `name` is the path as shown to the maker.

    Raises ProblemsFound with everything that is wrong up to where the parser had to stop.
    """
    return _Builder(text, name).build()


class _Builder:
    """Builds nodes from events, without recursion and to a fixed depth."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.text = text
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.open: list[tuple[Node, str | None]] = []  # containers, each with the key that waits for its value

    def build(self) -> Node:
        documents = 0
        try:
            for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._problem(event, "yaml_documents")
                        break
                self._take(event)
        except yaml.YAMLError as error:
            self.problems.append(self._syntax_problem(error))
        if not self.problems and (self.root is None or self.root.value == ""):
            self.problems.append(Problem(self.name, 1, 1, "file_empty"))
        if self.problems or self.root is None:
            raise ProblemsFound(self.problems)
        return self.root

    def _take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._start(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.open.pop()
        elif isinstance(event, AliasEvent):
            self._problem(event, "yaml_alias")
            self._place(self._node(event, ""), is_scalar=False)

    def _node(self, event: Event, value: Value) -> Node:
        return Node(value, *_place(event.start_mark))

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._refuse_extras(event)
        node = self._node(event, {} if isinstance(event, MappingStartEvent) else [])
        self._place(node, is_scalar=False)
        self.open.append((node, None))
        if len(self.open) > MAX_DEPTH:
            self._problem(event, "yaml_depth", max=str(MAX_DEPTH))
            raise ProblemsFound(self.problems)

    def _scalar(self, event: ScalarEvent) -> None:
        self._refuse_extras(event)
        if not event.style:
            self._check_plain(event)
        self._place(self._node(event, event.value), is_scalar=True)

    def _check_plain(self, event: ScalarEvent) -> None:
        if event.value in BARE_NULL:
            self._problem(event, "yaml_null", value=event.value)
        first, _ = _place(event.start_mark)
        last, after = _place(event.end_mark)
        if any(line.lstrip().startswith("- ") for line in self.lines[first:last]):
            self._problem(event, "yaml_list_in_text")
        line = self.lines[last - 1] if last <= len(self.lines) else ""
        rest = line[after - 1 :].lstrip()
        if event.value and len(rest) > 1 and rest[0] == "#" and rest[1].isalnum():
            column = len(line) - len(rest) + 1
            self.problems.append(Problem(self.name, last, column, "yaml_comment", {"lost": rest[:40]}))

    def _refuse_extras(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.tag is not None:
            self._problem(event, "yaml_tag")
        if event.anchor is not None:
            self._problem(event, "yaml_alias")

    def _place(self, node: Node, *, is_scalar: bool) -> None:
        """Hang a node where it belongs: as root, list member, key or value."""
        if not self.open:
            self.root = node
            return
        parent, key = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if key is None:
                self._key(parent, node, is_scalar=is_scalar)
            else:
                parent.value.setdefault(key, node)
                self.open[-1] = (parent, None)

    def _key(self, parent: Node, node: Node, *, is_scalar: bool) -> None:
        key = node.value if is_scalar and isinstance(node.value, str) else f"?{len(parent.keys)}"
        if not is_scalar:
            self.problems.append(Problem(self.name, node.line, node.column, "yaml_key"))
        elif key in parent.keys:
            first = str(parent.keys[key][0])
            self.problems.append(
                Problem(self.name, node.line, node.column, "yaml_double_key", {"key": key, "line": first})
            )
        parent.keys.setdefault(key, (node.line, node.column))
        self.open[-1] = (parent, key)

    def _problem(self, event: Event, code: str, **words: str) -> None:
        self.problems.append(Problem(self.name, *_place(event.start_mark), code, words))

    def _syntax_problem(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None)
        said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
        line, column = (mark.line, mark.column) if mark else (0, 0)
        here = self.lines[line] if line < len(self.lines) else ""
        if "cannot start any token" in said:
            code = "yaml_tab" if here[column : column + 1] == "\t" else "yaml_character"
            return Problem(self.name, line + 1, column + 1, code, {"character": here[column : column + 1]})
        if "\t" in here[: len(here) - len(here.lstrip())]:
            return Problem(self.name, line + 1, here.index("\t") + 1, "yaml_tab", {"character": "\t"})
        code = next((code for words, code in SYNTAX if words in said), "yaml_other")
        if code == "yaml_indent" and here[:column].rstrip().endswith(("'", '"')):
            code = "yaml_after_quote"
        start = getattr(error, "context_mark", None)
        if code in OPENED_BEFORE and start:
            line, column = start.line, start.column
        return Problem(self.name, line + 1, column + 1, code, {"said": said.strip()})


def _place(mark: Mark | CMark | None) -> tuple[int, int]:
    """Return line and column of a mark, counted from 1. The C parser gives every event its marks."""
    assert mark is not None
    return mark.line + 1, mark.column + 1
