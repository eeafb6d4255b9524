"""From YAML text to checked models, with pydantic's findings told as problems at their place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kijkraam.checklist.fields import shown
from kijkraam.checklist.problems import Problem, ProblemsFound, mend_by_name
from kijkraam.checklist.yaml_reader import read_text, read_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)
Loc = tuple[int | str, ...]

# pydantic's own types of error, and the phrase that tells it.
CODES = {
    "missing": "missing_key",
    "model_type": "expected_mapping",
    "model_attributes_type": "expected_mapping",
    "dict_type": "expected_mapping",
    "list_type": "expected_list",
    "too_short": "list_empty",
    "too_long": "list_too_long",
}


@dataclass(frozen=True)
class Read(Generic[ModelT]):
    """A model with the file that it was read from."""

    model: ModelT
    path: Path
    name: str
    """The path as shown to the maker."""

    def problem(self, loc: Loc, code: str, **words: str) -> Problem:
        """Return a problem at the place of `loc` in the file.

        Places are not kept: with thousands of forms they would fill the memory. The rare file with a problem is read
        once more.
        """
        try:
            line, column = read_yaml(read_text(self.path, self.name), self.name).place(loc)
        except ProblemsFound:  # the file changed while we were reading
            line, column = 1, 1
        return Problem(self.name, line, column, code, words)


def read_model(path: Path, name: str, model: type[ModelT]) -> Read[ModelT]:
    """Read one YAML file as `model`. Raises ProblemsFound."""
    text = read_text(path, name)
    return Read(model_from_text(text, name, model), path, name)


def model_from_text(text: str, name: str, model: type[ModelT]) -> ModelT:
    """Read one YAML text as `model`; `name` is the path as shown to the maker. Raises ProblemsFound."""
    node = read_yaml(text, name)
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        problems = []
        for detail in _without_union_branches(error.errors(include_url=False)):
            code, words = _told(detail, model)
            loc = detail["loc"]
            key = words.get("key")
            if key and code not in {"missing_key", "missing_for_type"}:
                loc = (*loc, key) if loc[-1:] != (key,) else loc
            problems.append(Problem(name, *node.place(loc), code, words))
        raise ProblemsFound(problems) from error


def _without_union_branches(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield errors; those of the branches of one union (answers of an example) as a single one."""
    told: set[Loc] = set()
    for error in errors:
        loc = error["loc"]
        if "answers" in loc and loc[0] == "examples" and len(loc) > loc.index("answers") + 1:
            place = loc[: loc.index("answers") + 2]
            if place in told:
                continue
            told.add(place)
            if "[key]" not in loc:
                yield {**error, "loc": place, "type": "example_shape"}
                continue
        yield error


def _told(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, dict[str, str]]:
    """Return phrase code and words for one finding of pydantic."""
    kind, loc = error["type"], error["loc"]
    words = {key: str(value) for key, value in error.get("ctx", {}).items() if key != "error"}
    last = next((str(part) for part in reversed(loc) if isinstance(part, str) and part != "[key]"), "")
    if kind == "extra_forbidden":
        variant, near = mend_by_name(last, _keys_at(model, loc[:-1]))
        return f"unknown_key{variant}", {"key": last, **near}
    if kind == "enum":
        allowed = _choices_at(model, loc)
        variant, near = mend_by_name(str(error["input"]), allowed)
        if variant == ".none":
            variant, near = ".list", {"known": ", ".join(allowed)}
        return f"unknown_choice{variant}", {"key": last, "value": _short(error["input"]), **near}
    if kind in {"missing", "missing_key"}:
        return "missing_key", {"key": words.get("key", last)}
    if error["input"] == "" and kind in {"list_type", "model_type", "dict_type", "model_attributes_type"}:
        return "empty_text", {"name": last}
    if kind == "not_text" or kind in CODES:
        words.setdefault("max", words.get("max_length", ""))
    return CODES.get(kind, kind), {"name": last, **words}


def _short(value: object) -> str:
    text = shown(value)
    return text if len(text) <= 40 else text[:39] + "…"


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
