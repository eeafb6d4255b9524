"""From YAML text to checked models, with pydantic's findings told as problems at their place."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kijkraam.checklist.extension import Extension
from kijkraam.checklist.model import Checklist
from kijkraam.checklist.problems import Problem, ProblemsFound, mend_by_name
from kijkraam.checklist.yaml_reader import KEY, Node, Place, plain_yaml, read_text, read_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)
Loc = tuple[int | str, ...]

# pydantic's own types of error, and the phrase that tells it.
CODES = {
    "missing": "missing_key",
    "model_type": "expected_mapping",
    "model_attributes_type": "expected_mapping",
    "dict_type": "expected_mapping",
    "union_tag_invalid": "expected_mapping",
    "list_type": "expected_list",
    "enum": "not_text",
    "too_short": "list_empty",
    "too_long": "list_too_long",
}
EXTENDS = re.compile(r"""^["']?extends["']?[ \t]*:|\A\{[^\n]*\bextends["']?[ \t]*:""", re.MULTILINE)
OF_KEY = {"not_for_type", "not_with"}
"""Codes about a key that cannot be there."""
OF_VALUE = {"column_type", "out_of_range"}
"""Codes about the value of a key."""


@dataclass(frozen=True)
class Read(Generic[ModelT]):
    """A model with the file that it was read from."""

    model: ModelT
    path: Path
    name: str
    """The path as shown to the maker."""

    def problem(self, loc: Loc, code: str, *, at: str = "", **words: str) -> Problem:
        """Return a problem at the place of `loc` in the file, or at that of the words `at` in the text there.

        Places are not kept: with thousands of forms they would fill the memory. The rare file with a problem is read
        once more.
        """
        try:
            status = self.path.stat()
            text, node = _read_again(self.path, self.name, status.st_mtime_ns, status.st_size)
        except (ProblemsFound, OSError):  # the file changed while we were reading
            return Problem(self.name, 1, 1, code, words)
        place = _place_of_words(text.splitlines(), node.at(loc), at) if at else None
        return Problem(self.name, *(place or node.place(loc)), code, words)


@lru_cache(maxsize=1)
def _read_again(path: Path, name: str, _changed: int, size: int) -> tuple[str, Node]:
    text = read_text(path, name, most=size)
    return text, read_yaml(text, name)


def _place_of_words(lines: list[str], node: Node, words: str) -> Place | None:
    """Return where words stand in a text, or None when the file writes them differently."""
    for number in range(node.line, node.last + 1):
        column = lines[number - 1].find(words, node.column - 1 if number == node.line else 0)
        if column >= 0:
            return number, column + 1
    return None


def read_model(path: Path, name: str, model: type[ModelT]) -> Read[ModelT]:
    """Read one YAML file as `model`. Raises ProblemsFound."""
    text = read_text(path, name)
    return Read(model_from_text(text, name, model), path, name)


def read_checklist(path: Path, name: str) -> Read[Checklist] | Read[Extension]:
    """Read one YAML file as a checklist, or with the key `extends` as changes of one. Raises ProblemsFound."""
    text = read_text(path, name)
    model: Any = checklist_model(text)
    read: Read[Checklist] | Read[Extension] = Read(model_from_text(text, name, model), path, name)
    return read


def checklist_model(text: str) -> type[Checklist] | type[Extension]:
    """Return what a YAML text is: a checklist, or with the key `extends` changes of one."""
    return Extension if EXTENDS.search(text) else Checklist


def model_from_text(text: str, name: str, model: type[ModelT]) -> ModelT:
    """Read one YAML text as `model`; `name` is the path as shown to the maker. Raises ProblemsFound."""
    plain = plain_yaml(text)
    if plain is not None:
        try:
            return model.model_validate(plain)
        except ValidationError:
            pass  # what is wrong is told below, with its place
    node = read_yaml(text, name)
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        raise ProblemsFound(
            [Problem(name, *node.place(loc), code, words) for loc, code, words in findings(error, model)]
        ) from error


def findings(error: ValidationError, model: type[BaseModel]) -> list[tuple[Loc, str, dict[str, str]]]:
    """Return what pydantic found wrong: where a maker can mend it, and the code and words of a phrase."""
    told = [(detail["loc"], *_told(detail, model)) for detail in error.errors(include_url=False)]
    meant = {(*loc[:-1], words["nearest"]) for loc, code, words in told if code == "unknown_key.near"}
    return [
        (_where(loc, code, words), code, words)
        for loc, code, words in told
        if not (code == "missing_key" and loc in meant)
    ]


def _where(loc: Loc, code: str, words: dict[str, str]) -> Loc:
    """Return where a maker can mend what is wrong at `loc`."""
    if code.startswith("unknown_key") or code == "yaml_no_colon":
        return (*loc, KEY)
    if code in OF_KEY:
        return (*loc, words["key"], KEY)
    return (*loc, words["key"]) if code in OF_VALUE else loc


def _told(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, dict[str, str]]:
    """Return phrase code and words for one finding of pydantic."""
    kind, loc, given = error["type"], error["loc"], error["input"]
    words = {key: str(value) for key, value in error.get("ctx", {}).items() if key != "error"}
    last = next((part for part in reversed(loc) if isinstance(part, str) and part != KEY and part[:1] != "("), "")
    if kind == "extra_forbidden":
        return _unknown_key(last, _keys_at(model, loc[:-1]))
    if kind in {"missing", "missing_key"}:
        return "missing_key", {"key": words.get("key", last)}
    if not loc and CODES.get(kind) == "expected_mapping":
        return "file_without_keys", {"key": next(iter(model.model_fields))}
    if isinstance(given, str) and not given.strip():
        code = "empty_member" if isinstance(loc[-1], int) else "empty_text"
        return code, {"name": last}
    if kind == "enum" and isinstance(given, str):
        return _unknown_choice(last, given, _choices_at(model, loc))
    return CODES.get(kind, kind), {"name": last, "max": words.get("max_length", ""), **words}


def _unknown_key(key: str, known: list[str]) -> tuple[str, dict[str, str]]:
    if ":" in key:  # within braces, `{work:boek}` is one long key
        return "yaml_no_colon", {}
    variant, near = mend_by_name(key, known)
    return f"unknown_key{variant}", {"key": key, **near}


def _unknown_choice(key: str, value: str, known: list[str]) -> tuple[str, dict[str, str]]:
    variant, near = mend_by_name(value, known)
    if variant == ".none":
        variant, near = ".list", {"known": ", ".join(known)}
    return f"unknown_choice{variant}", {"key": key, "value": value, **near}


def _unwrapped(annotation: Any) -> Any:
    """Return an annotation without Optional, Annotated and list around it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _unwrapped(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return _unwrapped(next(arg for arg in get_args(annotation) if arg is not type(None)))
    if origin is list:
        return _unwrapped(get_args(annotation)[0])
    if origin is dict:
        return _unwrapped(get_args(annotation)[1])
    return annotation


def _annotation_at(model: type[BaseModel], loc: Loc) -> Any:
    here: Any = model
    for part in loc:
        if isinstance(part, str) and isinstance(here, type) and issubclass(here, BaseModel):
            if part not in here.model_fields:
                return None
            here = _unwrapped(here.model_fields[part].annotation)
    return here


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    here = _annotation_at(model, loc)
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _choices_at(model: type[BaseModel], loc: Loc) -> list[str]:
    here = _annotation_at(model, loc)
    return [str(member.value) for member in here] if isinstance(here, type) and issubclass(here, Enum) else []
