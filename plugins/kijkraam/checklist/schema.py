"""The JSON Schemas of the YAML language, for editors that complete and check while one types."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from kijkraam.checklist.extension import Extension
from kijkraam.checklist.model import Checklist
from kijkraam.checklist.shared import Glossary, HelpLines, Scales, Sources, Themes

SCHEMA_FOLDER = "_schemas"
SCHEMAS: dict[str, type[BaseModel]] = {
    "checklist": Checklist,
    "scales": Scales,
    "sources": Sources,
    "glossary": Glossary,
    "themes": Themes,
    "helplines": HelpLines,
}
"""The model of each sort of file, by the name of its schema."""


def schema_text(name: str) -> str:
    """Return one JSON Schema (draft 2020-12) as text, by its name in `SCHEMAS`. Raises KeyError for an unknown name."""
    made = _of_checklist() if name == "checklist" else SCHEMAS[name].model_json_schema(by_alias=True)
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_without_null(made),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _of_checklist() -> dict[str, Any]:
    """Return the schema of a file that is a whole checklist, or with the key `extends` changes of one."""
    refs, schema = models_json_schema([(Checklist, "validation"), (Extension, "validation")], by_alias=True)
    return {
        "title": Checklist.__name__,
        **schema,
        "if": {"required": ["extends"]},
        "then": refs[Extension, "validation"],
        "else": refs[Checklist, "validation"],
    }


def _without_null(schema: Any) -> Any:
    """Return a schema in which a key that may be left out cannot be `null`: the reader refuses that too."""
    if isinstance(schema, list):
        return [_without_null(member) for member in schema if member != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(value) for key, value in schema.items() if not (key == "default" and value is None)}
    if len(kept.get("anyOf", [])) == 1:
        kept |= kept.pop("anyOf")[0]
    return kept


def is_schema(path: Path) -> bool:
    """Return whether a file is a JSON Schema, so that it may be written anew."""
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and "$schema" in told


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema as a file into a folder, and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in SCHEMAS:
        path = folder / f"{name}.json"
        path.write_text(schema_text(name), encoding="utf-8")
        paths.append(path)
    return paths
