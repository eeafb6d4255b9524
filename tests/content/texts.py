"""The Dutch text of pages and checklists, without what only a program reads: code, ids, targets of links, comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kijkraam.checklist.yaml_reader import Node, read_yaml

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
NOT_PROSE = re.compile(
    "|".join(
        [
            r"^(?P<fence>```|~~~).*?^(?P=fence)",  # blocks of code
            r"<!--.*?-->",
            r"^[ \t]*:::.*?$",  # blocks of the handbook
            r"^ *(?:!!!|\?\?\?\+?) +[\w-]+",  # the kind of an admonition; its title is prose
            r"`[^`\n]*`",
            r"\]\[[^\]]*\]",  # links: their text is prose
            r"\]\([^)]*\)",
            r"\{[^{}]*\}",  # ids of headings
            r"<[^<>]*>",
            r"\b(?:https?://|www\.)[^\s)]+|\b[\w.-]+\.(?:com|nl|org)\b",
        ]
    ),
    re.MULTILINE | re.DOTALL,
)
NO_TEXT = {
    *("audience", "basis", "chapter", "core", "elsewhere", "hide", "id", "include", "keep", "kind", "level"),
    *("mirrors", "ref", "related", "retired", "scale", "section", "see", "share", "template", "tested_with"),
    *("together_with", "type", "version", "was", "work"),
}
"""Keys of YAML whose values are ids, names of choices or numbers. Whatever else there is, is text."""
PART_IN_BRACKETS = re.compile(r"\((\w+)\)(?=\w)|(?<=\w)\((\w+)\)")
"""`(on)mogelijk` and `man(nen)` are looked up as one word."""
WORD = re.compile(r"'[nst]\b|-?[^\W_]+(?:(?:[-'+]|\+')[^\W_]+)*-?")


@dataclass(frozen=True)
class Text:
    """A text that readers see, and where it stands: a file, and its first and last line counted from 1."""

    file: Path
    first: int
    last: int
    words: list[str]


def texts_of_page(file: Path) -> Iterator[Text]:
    """Yield what a page of the handbook says: in its front matter, and in its Markdown."""
    text = file.read_text(encoding="utf-8")
    head = FRONT_MATTER.match(text)
    if head:
        yield from _texts_below(read_yaml("\n" + head[1], file.name), file)
    yield Text(file, 1, text.count("\n") + 1, words_of(text[head.end() :] if head else text))


def texts_of_yaml(file: Path) -> Iterator[Text]:
    """Yield what a file of checklists says."""
    yield from _texts_below(read_yaml(file.read_text(encoding="utf-8"), file.name), file)


def _texts_below(node: Node, file: Path) -> Iterator[Text]:
    if isinstance(node.value, str):
        if node.value not in {"true", "false"}:
            yield Text(file, node.line, node.last, words_of(node.value))
    elif isinstance(node.value, list):
        for member in node.value:
            yield from _texts_below(member, file)
    else:
        for key, member in node.value.items():
            if key not in NO_TEXT:
                yield from _texts_below(member, file)


def words_of(markdown: str) -> list[str]:
    """Return the words of a Markdown text, in order. A hyphen at either end stays: `zorg- en hulpverleners`."""
    prose = PART_IN_BRACKETS.sub(r"\1\2", NOT_PROSE.sub(" ", markdown)).replace("’", "'")
    return [word for word in WORD.findall(prose) if not word.strip("-'").isdigit()]
