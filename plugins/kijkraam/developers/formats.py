"""Data that other programs can read or write. All of it is UTF-8, and JSON where nothing else is said.

A format with a version number refuses, or is to be refused, when that number is higher than a reader knows. A reader
passes over keys that it does not know, unless a schema says that there are no others. `kijkraam collect --rows` with a
file that ends in `.json` writes records as below.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from kijkraam.checklist.schema import SCHEMAS
from kijkraam.developers.code import module_text, typed_dicts, value
from kijkraam.developers.entry import Entry, Field, Group, Part

RECORDS = "web/records.schema.json"
OF_MODULES = {
    "kijkraam.addresses": "addresses",
    "kijkraam.listing": "list",
    "kijkraam.forms.definition": "definition",
}
"""Modules whose objects go out as JSON, with the middle of their anchors."""


def formats() -> Part:
    """Return every format with the objects in it, as schemas and types tell them."""
    schema = json.loads((files("kijkraam") / RECORDS).read_text(encoding="utf-8"))
    groups = [Group(f"{schema['description']} The schema is `kijkraam/{RECORDS}`.", tuple(_records(schema["$defs"])))]
    for path, name in OF_MODULES.items():
        entries = [
            Entry(f"dev-formats-{name}-{of.lower()}", of, "object", "", about, f) for of, about, f in typed_dicts(path)
        ]
        groups.append(Group(module_text(path), tuple(entries)))
    models = tuple(
        Entry(f"dev-formats-schema-{name}", f"{name}.json", "JSON Schema", "", model.__doc__ or "")
        for name, model in SCHEMAS.items()
    )
    groups.append(Group(module_text("kijkraam.checklist.schema"), models))
    counts = value("kijkraam.collect.counts", "COLUMNS", "dev-formats-counts")
    groups.append(Group(module_text("kijkraam.collect.counts"), (counts,)))
    return Part("formats", __doc__ or "", tuple(groups))


def _records(told: dict[str, Any]) -> Iterator[Entry]:
    """Yield the objects of a JSON Schema with their keys."""
    for name, schema in told.items():
        if "properties" not in schema:
            continue
        needed = schema.get("required", [])
        fields = tuple(
            Field(key, _type(of, told), about=str(of.get("description", "")), optional=key not in needed)
            for key, of in schema["properties"].items()
        )
        yield Entry(f"dev-formats-records-{name.lower()}", name, "object", "", schema.get("description", ""), fields)


def _objects(told: dict[str, Any]) -> set[str]:
    return {name for name, schema in told.items() if "properties" in schema}


def _type(schema: dict[str, Any], told: dict[str, Any]) -> str:
    """Return in a few words what a value is."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        return name if name in _objects(told) else _type(told[name], told)
    if "const" in schema:
        return json.dumps(schema["const"])
    if "oneOf" in schema:
        return " | ".join(_type(member, told) for member in schema["oneOf"])
    if schema["type"] == "array":
        return f"array of {_type(schema['items'], told)}"
    if schema["type"] == "object":
        inner = _type(schema["additionalProperties"], told)
        return f"object of ({inner})" if "|" in inner else f"object of {inner}"
    return str(schema["type"])
