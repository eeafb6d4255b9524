"""What the reference for developers tells of one thing, and docstrings as HTML."""

import re
from dataclasses import dataclass
from functools import cache

from markdown import Markdown
from markupsafe import Markup

SENTENCE = re.compile(r"(?<=[^.])\.\s")
WORD = re.compile(r"(\w+)")


@dataclass(frozen=True)
class Field:
    """A part of a class, or a key of a JSON object."""

    name: str
    type: str
    """As it is written in Python or JSON Schema; empty where there is none."""
    default: str = ""
    """What it is when it is not told; empty without a default."""
    about: str = ""
    """Docstring or description."""
    optional: bool = False
    """Whether a key of a JSON object may be left out."""


@dataclass(frozen=True)
class Method:
    """A function of a class, or a handler of an event."""

    signature: str
    about: str
    is_code: bool = True
    """Whether the signature is code, and not a word or two."""


@dataclass(frozen=True)
class Entry:
    """One thing with a name: a class, a function, a value, an event, a template or a format."""

    id: str
    """Anchor in the page."""
    name: str
    kind: str = ""
    """What it is, in a word or a few."""
    signature: str = ""
    about: str = ""
    fields: tuple[Field, ...] = ()
    methods: tuple[Method, ...] = ()


@dataclass(frozen=True)
class Group:
    """Things that belong together; `about` is empty where they need no introduction."""

    about: str
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """The first sentence of what is told about it, without its full stop."""
        return SENTENCE.split(self.about.partition("\n\n")[0], maxsplit=1)[0].rstrip(".")

    @property
    def more(self) -> str:
        """What is told beside that."""
        return self.about[len(self.title) :].lstrip(".").strip()


@dataclass(frozen=True)
class Part:
    """A part of the reference; `name` is the last word of its anchor and of the phrase with its title."""

    name: str
    about: str
    groups: tuple[Group, ...]

    @property
    def names(self) -> list[Entry]:
        """All that has a name: by name, or where it is one group in the order of that."""
        found = [entry for group in self.groups for entry in group.entries]
        return found if len(self.groups) == 1 else sorted(found, key=lambda entry: entry.name.lower())

    def linked(self, code: str) -> Markup:
        """Return code in which the names of classes and objects of this part lead to what is told of them."""
        anchors = {
            entry.name: entry.id
            for group in self.groups
            for entry in group.entries
            if entry.kind in {"class", "dataclass", "choice", "object"}
        }
        parts = WORD.split(code)
        return Markup("").join(
            Markup('<a href="#{}">{}</a>').format(anchors[word], word)
            if word in anchors and not before.endswith("class ")
            else Markup.escape(word)
            for before, word in zip(["", *parts], parts, strict=False)
        )


def prose(text: str) -> Markup:
    """Return a docstring as HTML: paragraphs, lists, `code` and indented code. Tags in it are shown as written."""
    return Markup(_markdown().reset().convert(text))  # noqa: S704 - without the patterns for HTML, Markdown escapes it


@cache
def _markdown() -> Markdown:
    made = Markdown()
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    return made
