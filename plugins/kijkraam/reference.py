"""The reference of the YAML language: every key of the models, with what it takes, in the words of the catalogues.

What a key takes and what it is when it is left out comes from the models; what it is for, and an example, from
`locale/reference/`.
"""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from kijkraam.checklist.extension import Extension
from kijkraam.checklist.fields import Day, Flag, Id, Number, PaneReference, Reference, Text, Year
from kijkraam.checklist.model import Checklist, Model
from kijkraam.checklist.schema import SCHEMAS
from kijkraam.locale import Phrases

OF_MODEL = "_"
"""Under this key a catalogue tells what a model is, and how it is called."""
SMALL: tuple[tuple[Any, str], ...] = (
    (Text, "reference.takes.text"),
    (Id, "reference.takes.id"),
    (Reference, "reference.takes.reference"),
    (PaneReference, "reference.takes.pane"),
    (Flag, "reference.takes.flag"),
    (Number, "reference.takes.number"),
    (Year, "reference.takes.year"),
    (Day, "reference.takes.day"),
)
FILES: tuple[type[BaseModel], ...] = (
    Checklist,
    Extension,
    *(model for model in SCHEMAS.values() if model is not Checklist),
)
"""The models that are a file as a whole."""


@dataclass(frozen=True)
class Key:
    """One key of a model: `takes` in words, `choices` when it is one of some words, `part` whose keys it holds.

    `default` is empty when nothing stands for a key that is left out.
    """

    name: str
    about: str
    example: str
    takes: str
    choices: tuple[str, ...]
    part: str
    is_needed: bool
    default: str


@dataclass(frozen=True)
class Part:
    """The keys of one model; `is_file` when it is a file as a whole."""

    name: str
    title: str
    about: str
    is_file: bool
    keys: tuple[Key, ...]


def parts(phrases: Phrases) -> list[Part]:
    """Return every model of the language, a file first and then what stands in it, each once."""
    told = catalogue(phrases.language)
    return [_part(model, told, phrases, is_file=is_file) for model, is_file in models()]


def models() -> Iterator[tuple[type[BaseModel], bool]]:
    """Yield every model once, and whether it is a file as a whole."""
    met: set[type[BaseModel]] = set()
    for model in FILES:
        yield model, True
        met.add(model)
        waiting = list(_models_in(model))
        while waiting:
            inner = waiting.pop(0)
            if inner not in met:
                met.add(inner)
                yield inner, False
                waiting += _models_in(inner)


def own_keys(model: type[BaseModel]) -> list[str]:
    """Return the keys of a model that the model it is made from does not have: those are told there."""
    (above, *_) = model.__bases__
    told = above.model_fields if above is not Model and issubclass(above, BaseModel) else {}
    return [name for name in model.model_fields if name not in told]


def hint_of(model: type[BaseModel], name: str) -> Any:
    """Return the type of a key, with all that narrows it, and without the None of a key that may be left out."""
    hint = get_type_hints(model, include_extras=True)[name]
    return _without_none(hint)


@cache
def catalogue(language: str) -> dict[str, dict[str, Any]]:
    """Return what the models and their keys are for, in a language of the program."""
    text = (files("kijkraam.locale") / "reference" / f"{language}.yml").read_text(encoding="utf-8")
    told: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - text, lists and mappings
    return told


def _part(model: type[BaseModel], told: dict[str, dict[str, Any]], phrases: Phrases, *, is_file: bool) -> Part:
    words = told[model.__name__]
    keys = tuple(_key(model, name, words[name], phrases) for name in own_keys(model))
    return Part(model.__name__, words[OF_MODEL]["title"], words[OF_MODEL]["about"], is_file, keys)


def _key(model: type[BaseModel], name: str, words: dict[str, str], phrases: Phrases) -> Key:
    field = model.model_fields[name]
    hint = hint_of(model, name)
    inner, is_list = _member_of(hint)
    takes, choices, part = _takes(inner, phrases)
    if is_list:
        takes = phrases("reference.list_of", what=takes)
    return Key(
        name,
        words["about"],
        words["example"],
        takes,
        choices,
        part,
        is_needed=field.is_required(),
        default="" if field.is_required() else _default(field.default),
    )


def _takes(hint: Any, phrases: Phrases) -> tuple[str, tuple[str, ...], str]:
    """Return in words what a value is, the words to choose from, and the model whose keys it holds."""
    for small, key in SMALL:
        if hint == small:
            return phrases(key), (), ""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return phrases("reference.takes.choice"), tuple(member.value for member in hint), ""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        title = catalogue(phrases.language)[hint.__name__][OF_MODEL]["title"]
        return phrases("reference.takes.keys", title=title), (), hint.__name__
    return phrases("reference.takes.mapping"), (), ""


def _default(value: Any) -> str:
    if value is None or value is PydanticUndefined:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for name in model.model_fields:
        inner, _ = _member_of(hint_of(model, name))
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield inner


def _member_of(hint: Any) -> tuple[Any, bool]:
    """Return what a list holds, or the type itself; and whether it is a list."""
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(bare) is list:
        return get_args(bare)[0], True
    return hint, False


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in {Union, types.UnionType}:
        members = [member for member in get_args(hint) if member is not type(None)]
        return members[0] if len(members) == 1 else hint
    return hint
