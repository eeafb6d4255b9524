"""What `new-form` and `import` share: a place for a new form, and its file in the site, checked."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import yaml

from kijkraam.checklist.fields import ID_PATTERN, suggest_id
from kijkraam.checklist.lock import LOCK_NAME, read_lock
from kijkraam.checklist.model import FORM_ID, OF_EVERY_OBJECT, RESERVED_IDS
from kijkraam.checklist.problems import Problem, ProblemsFound
from kijkraam.checklist.schema import schema_text
from kijkraam.cli.shared import PROBLEMS_EXIT, check_ending, told_when_not_written, write_text
from kijkraam.handbook import Handbook, checklist_files, load_handbook
from kijkraam.locale import Phrases
from kijkraam.site import Site

SCHEMA = "checklist"
SUFFIXES = {".yml", ".yaml"}


def handbook_to_add_to(site: Site, phrases: Phrases) -> Handbook:
    """Return the handbook of a site. Where its scales or sources cannot be read, tell why and end."""
    handbook = load_handbook(site)
    if handbook.broken_shared:
        for problem in handbook.problems:
            if Path(problem.path).name in handbook.broken_shared:
                click.echo(problem.line_of_text(phrases), err=True)
        sys.exit(PROBLEMS_EXIT)
    return handbook


def place_for(
    form_id: str, output: Path | None, handbook: Handbook, phrases: Phrases, *, force: bool | None = None
) -> Path:
    """Return the path of a new form. Tells what is wrong with its id or its place, and ends.

    With `force` the file of the form itself may be there already; None for a command that never replaces one.
    """
    told = output or handbook.site.checklists
    if not told.is_dir():
        check_ending(told, tuple(sorted(SUFFIXES)), phrases)
    path = told if told.suffix in SUFFIXES else told / f"{form_id}.yml"
    for problem in _problems(form_id, path, handbook, force=force):
        click.echo(problem.text(phrases), err=True)
        sys.exit(PROBLEMS_EXIT)
    return path


def _problems(form_id: str, path: Path, handbook: Handbook, *, force: bool | None) -> Iterator[Problem]:
    if not ID_PATTERN.fullmatch(form_id):
        yield _problem("bad_id", value=form_id, suggestion=suggest_id(form_id))
        return
    if form_id in RESERVED_IDS or not isinstance(yaml.safe_load(form_id), str):  # such as null, true or no
        yield _problem("reserved_id", id=form_id)
    if form_id in {OF_EVERY_OBJECT, FORM_ID}:
        yield _problem("id_of_every_object", id=form_id)
    heading = handbook.headings.get(form_id)
    if heading:
        yield _problem("id_is_heading", id=form_id, page=heading.page)
    if path.stem != form_id:
        yield _problem("id_is_not_file", id=form_id, file=path.stem)
    replaces = force and path.is_file() and _is_form(path, form_id)
    if force and path.exists() and not replaces:
        yield _problem("file_is_no_form", path=handbook.site.shown(path), id=form_id)
    elif path.exists() and not replaces:
        code = "file_taken_force" if force is False else "file_taken"
        yield _problem(code, path=handbook.site.shown(path))
    others = [one for one in checklist_files(handbook.site.checklists) if one.stem == form_id]
    if [one for one in others if one.resolve() != path.resolve()]:
        yield _problem("double_form", id=form_id, path=handbook.site.shown(others[0]))
    elif form_id in handbook.checklists and not replaces:
        yield _problem("double_form", id=form_id, path=handbook.checklists[form_id].name)
    elif not others and form_id in _locked(handbook):
        yield _problem("id_was_published", id=form_id)


def _is_form(path: Path, form_id: str) -> bool:
    """Return whether a file says that it is this form. It may be broken otherwise: then one wants to replace it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return re.search(rf"^id:[ \t]*['\"]?{form_id}['\"]?[ \t]*(#.*)?$", text, re.MULTILINE) is not None


def _problem(code: str, /, **words: str) -> Problem:
    return Problem("", 1, 1, code, words)


def _locked(handbook: Handbook) -> set[str]:
    folder = handbook.site.checklists
    try:
        return set(read_lock(folder, handbook.site.shown(folder / LOCK_NAME)).forms)
    except ProblemsFound:
        return set()  # `check` tells what is wrong with the lock


def add_form(path: Path, text: Callable[[str], str], handbook: Handbook, phrases: Phrases) -> bool:
    """Write a form, tell the files made and what is wrong with it now, and return whether nothing is.

    `text` gives the content of the file, for the address of its JSON Schema as seen from there.
    """
    site = handbook.site
    schema = site.checklists / "_schemas" / f"{SCHEMA}.json"
    address = Path(os.path.relpath(schema.resolve(), path.resolve().parent)).as_posix()
    with told_when_not_written(path):
        click.echo(site.shown(write_text(path, text(address))))
        if not schema.exists():
            click.echo(site.shown(write_text(schema, schema_text(SCHEMA))))
    problems = load_handbook(site, [path]).problems
    for problem in problems:
        click.echo(problem.line_of_text(phrases), err=True)
    if not path.resolve().is_relative_to(handbook.folder):
        click.echo(phrases("new_form.outside", folder=site.shown(site.checklists)), err=True)
    return not problems
