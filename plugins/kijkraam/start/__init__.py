"""What a maker begins with: a whole small handbook, a form of each kind, and shared files for a site without."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from kijkraam import __version__
from kijkraam.checklist.fields import Kind
from kijkraam.start.colours import Colour

LANGUAGES = ("nl", "en")
THEMES = ("material", "mkdocs")
BOTH = {
    "mkdocs.yml": ("mkdocs.yml", "mkdocs.yml"),
    "gitignore": (".gitignore", ".gitignore"),
    "requirements.txt": ("requirements.txt", "requirements.txt"),
    "github.yml": (".github/workflows/handboek.yml", ".github/workflows/handbook.yml"),
    "gitlab.yml": (".gitlab-ci.yml", ".gitlab-ci.yml"),
    "look.css": ("docs/assets/huisstijl.css", "docs/assets/look.css"),
}
"""Files that are the same in both languages but for words, with where they go, in Dutch and in English."""
BARE_YAML = re.compile(r"[A-Za-zÀ-ÿ][\w À-ÿ'’().-]*")
"""Text that YAML takes as it is, also between brackets."""
GUESSED = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
"""Words that YAML takes for something else than text."""


@dataclass(frozen=True)
class Answers:
    """What a maker chose for a handbook."""

    name: str
    organisation: str
    """May be empty."""
    language: str
    theme: str
    colour: Colour


@cache
def _environment() -> Environment:
    """Return templates whose marks are no marks of YAML, Markdown, CSS or any continuous integration."""
    environment = Environment(
        loader=PackageLoader("kijkraam", "start"),
        autoescape=False,  # noqa: S701 - these are no web pages; what is written where is escaped by a filter
        undefined=StrictUndefined,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"yaml": yaml_scalar, "md": _markdown, "html": html.escape}
    return environment


def yaml_scalar(text: str) -> str:
    """Return a text as YAML, with quotes where these are needed."""
    is_bare = BARE_YAML.fullmatch(text) and text.lower() not in GUESSED and not text.endswith(" ")
    return text if is_bare else json.dumps(text, ensure_ascii=False)


def _markdown(text: str) -> str:
    """Return the Markdown that shows a text as it is written."""
    return re.sub(r"([\\`*_\[\]#])", r"\\\1", html.escape(text, quote=False))


def handbook(answers: Answers) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the files of a new handbook, each with its path and its text."""
    is_dutch = answers.language == "nl"
    words = {
        **vars(answers),
        "nl": is_dutch,
        "say": lambda dutch, english: dutch if is_dutch else english,
        "version": __version__,
    }
    for name, targets in BOTH.items():
        template = _environment().get_template(f"handbook/both/{name}")
        yield PurePosixPath(targets[LANGUAGES.index(answers.language)]), template.render(words)
    folder = f"handbook/{answers.language}"
    for path in _paths(files(__package__) / folder, PurePosixPath()):
        yield path, _environment().get_template(f"{folder}/{path}").render(words)


def _paths(folder: Traversable, here: PurePosixPath) -> Iterator[PurePosixPath]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _paths(entry, here / entry.name)
        else:
            yield here / entry.name


def form(kind: Kind, language: str, **words: str) -> str:
    """Return the YAML of a new form of a kind, with comments; `words` are its id, title, scale, source and schema."""
    return _environment().get_template(f"forms/{language}/{kind.value}.yml").render(kind=kind.value, **words)


def shared_file(name: str, language: str) -> str:
    """Return the shared file of checklists, such as `_scales.yml`, with which a handbook begins."""
    return _environment().get_template(f"handbook/{language}/checklists/{name}").render(organisation="")


def shared_content(name: str, language: str) -> object:
    """Return what such a file holds."""
    return yaml.load(shared_file(name, language), Loader=yaml.CBaseLoader)  # noqa: S506 - it builds text, lists and mappings only
