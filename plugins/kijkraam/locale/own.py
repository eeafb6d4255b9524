"""Words of the site itself in the place of those of the program."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from kijkraam.checklist.problems import Problem, ProblemsFound, mend_by_name
from kijkraam.checklist.yaml_reader import KEY, Node, read_text, read_yaml
from kijkraam.locale import LANGUAGES, Phrases

BLANK = re.compile(r"[a-z_]+")
Loc = tuple[int | str, ...]


def own_phrases(told: object, folder: Path) -> dict[str, str]:
    """Return the phrases of a mapping, or of the file that a path in `folder` names, by key.

    Groups may be nested, as in the program's own files. Raises ProblemsFound: with the place in a file, and for a
    mapping of mkdocs.yml without (line 0).
    """
    if isinstance(told, str):
        return _of_file(folder / told, told)
    found = list(_flat(told, ()))
    problems = [Problem("", 0, 0, *wrong) for loc, value in found for wrong in _wrong(loc, value)]
    if problems:
        raise ProblemsFound(problems)
    return {".".join(map(str, loc)): str(value) for loc, value in found}


def _of_file(path: Path, name: str) -> dict[str, str]:
    node: Node = read_yaml(read_text(path, name), name)
    found = list(_flat(node.plain(), ()))
    problems = [Problem(name, *node.place(_mend_at(loc, code)), code, words) for loc, code, words in _all_wrong(found)]
    if problems:
        raise ProblemsFound(problems)
    return {".".join(map(str, loc)): str(value) for loc, value in found}


def _all_wrong(found: list[tuple[Loc, object]]) -> Iterator[tuple[Loc, str, dict[str, str]]]:
    for loc, value in found:
        for code, words in _wrong(loc, value):
            yield loc, code, words


def _mend_at(loc: Loc, code: str) -> Loc:
    return (*loc, KEY) if code.startswith("unknown_phrase") else loc


def _flat(value: object, loc: Loc) -> Iterator[tuple[Loc, object]]:
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield from _flat(member, (*loc, str(key)))
    else:
        yield loc, value


def _wrong(loc: Loc, value: object) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what is wrong with one phrase: its key, its text, or its blanks."""
    key = ".".join(map(str, loc))
    known = Phrases(LANGUAGES[0])
    if key not in known.keys():  # noqa: SIM118 - Phrases is no mapping
        variant, near = mend_by_name(key, known.keys())
        yield f"unknown_phrase{variant}", {"key": key, **near}
    elif not isinstance(value, str):
        yield "not_text", {"name": key}
    elif not value.strip():
        yield "phrase_empty", {"key": key}
    else:
        yield from _wrong_blanks(key, value, _blanks(known.text(key)))


def _wrong_blanks(key: str, phrase: str, known: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        blanks = _blanks(phrase)
    except ValueError:
        yield "phrase_braces", {"key": key}
        return
    for blank in sorted(blanks - known):
        variant, near = mend_by_name(blank, known)
        yield f"unknown_blank{variant}", {"key": key, "blank": blank, **near}


def _blanks(phrase: str) -> set[str]:
    """Return the names of the blanks in a phrase. Raises ValueError for one that cannot be filled in."""
    blanks = set()
    for _, name, form, conversion in Formatter().parse(phrase):
        if name is not None:
            if not BLANK.fullmatch(name) or form or conversion:
                raise ValueError(name)
            blanks.add(name)
    return blanks
