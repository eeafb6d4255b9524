"""The JSON Schemas with which editors complete and check: valid, up to date, and true of our own files."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from kijkraam.checklist.schema import SCHEMAS, schema_text

ROOT = Path(__file__).parents[2]
CHECKLISTS = ROOT / "checklists"
OWN = sorted(path for path in CHECKLISTS.rglob("*.yml") if "_schemas" not in path.parts)
GOOD = sorted(path for path in (Path(__file__).parent / "good/checklists").rglob("*.yml"))
OF_SHARED = {f"_{name}.yml": name for name in SCHEMAS if name != "checklist"}
FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


class AsInYaml12(yaml.CSafeLoader):
    """Reads what is plain as YAML 1.2 does, and with it the editors: `no` and dates are text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - a table that PyYAML wants on the class


for tag, pattern, first in (
    ("bool", r"true|false|True|False|TRUE|FALSE", "tfTF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
):
    AsInYaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), list(first))


def schema_of(path: Path) -> str:
    return OF_SHARED.get(path.name, "checklist")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def wrong(text: str, schema: str) -> list[str]:
    """Return where and what an editor would mark in a YAML text."""
    validator = jsonschema.Draft202012Validator(json.loads(schema_text(schema)))
    errors = validator.iter_errors(yaml.load(text, Loader=AsInYaml12))  # noqa: S506 - a safe loader with fewer types
    return sorted(f"{error.json_path}: {error.validator}" for error in errors)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_a_valid_schema(draw, name):
    result = draw("").kijkraam("schema", name)

    assert (result.stderr, result.returncode) == ("", 0)
    schema = json.loads(result.stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_beside_the_checklists_are_up_to_date(name):
    written = (CHECKLISTS / "_schemas" / f"{name}.json").read_text(encoding="utf-8")

    assert written == schema_text(name), "run `make schema`"


def test_there_is_no_schema_that_nothing_uses():
    assert sorted(path.stem for path in (CHECKLISTS / "_schemas").iterdir()) == sorted(SCHEMAS)


@pytest.mark.parametrize("path", OWN, ids=shown)
def test_every_file_begins_with_the_line_that_tells_editors_its_schema(path):
    line = FIRST_LINE.fullmatch(path.read_text(encoding="utf-8").split("\n")[0])

    assert line
    assert (path.parent / line[1]).resolve() == CHECKLISTS / "_schemas" / f"{schema_of(path)}.json"


@pytest.mark.parametrize("path", [*OWN, *GOOD], ids=shown)
def test_an_editor_finds_nothing_wrong_in_a_good_file(path):
    assert wrong(path.read_text(encoding="utf-8"), schema_of(path)) == []


FORM = """\
id: mijn-blad
version: 1
kind: werkblad
title: Mijn blad
summary: Schrijf het samen op.
audience: [client]
source: {work: boek}
sections:
  - id: plan
    title: Plan
    items:
      - {id: wens, type: text, text: Wat wil je?}
"""


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("title: Mijn blad", "titel: Mijn blad", ["$: additionalProperties", "$: required"]),
        ("title: Mijn blad", "title:", ["$.title: type"]),
        ("title: Mijn blad", "title: 12", ["$.title: type"]),
        ("version: 1", "version: een", ["$.version: type"]),
        ("kind: werkblad", "kind: werkbald", ["$.kind: enum"]),
        ("id: mijn-blad", "id: Mijn blad", ["$.id: pattern"]),
        ("audience: [client]", "audience: []", ["$.audience: minItems"]),
        ("type: text,", "type: tekst,", ["$.sections[0].items[0].type: enum"]),
        ("type: text,", "type: text, by_pen: ja,", ["$.sections[0].items[0].by_pen: type"]),
        ("type: text,", "type: text, prompt: ,", ["$.sections[0].items[0].prompt: type"]),
    ],
)
def test_an_editor_marks_what_is_wrong(old, new, marked):
    assert wrong(FORM.replace(old, new), "checklist") == marked
