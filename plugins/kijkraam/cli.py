"""The command `kijkraam`. Each command calls what does the work, prints, and sets the exit status."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from kijkraam import __version__, listing
from kijkraam.addresses import Addresses
from kijkraam.checklist.fields import ON_PAPER
from kijkraam.checklist.lock import LOCK_NAME, read_lock
from kijkraam.checklist.problems import Problem, mend_by_name
from kijkraam.checklist.schema import SCHEMAS, schema_text, write_schemas
from kijkraam.collect.collection import Collection
from kijkraam.collect.output import Output
from kijkraam.export.files import name_of
from kijkraam.export.questionnaire import NotForManyError, Questionnaire, questionnaire_of
from kijkraam.export.xlsform import Words, xlsform
from kijkraam.form import Form
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook, load_handbook
from kijkraam.hrefs import published
from kijkraam.locale import Phrases
from kijkraam.print.press import CannotPrintError, Press
from kijkraam.site import Site, find_site

PROBLEMS_EXIT = 1
"""Exit status when files have problems; wrong use of a command gives click's own 2."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kijkraam")
def main() -> None:
    """Check, list and lock the checklists of a handbook."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check checklists: all of the site in this folder, or the files and folders PATHS.

    Prints each problem as `path:line:column: what is wrong. What to do.` Exits 0 when clean, 1 with problems.
    """
    site = find_site(paths[0] if paths else Path.cwd())
    phrases = _phrases(site)
    only = _files(paths) if paths else None
    handbook = load_handbook(site, only)
    for problem in handbook.problems:
        click.echo(problem.line_of_text(phrases))
    if handbook.problems:
        click.echo(phrases("check.found", n=len(handbook.problems)), err=True)
        sys.exit(PROBLEMS_EXIT)
    n = len(only) if only is not None else len(handbook.checklists) + len(handbook.shared)
    click.echo(phrases("check.clean", n=n), err=True)


def _files(paths: tuple[Path, ...]) -> list[Path]:
    """Return the files that paths name; a folder stands for all YAML files in it."""
    files: list[Path] = []
    for path in paths:
        files += sorted({*path.rglob("*.yml"), *path.rglob("*.yaml")}) if path.is_dir() else [path]
    return files


@main.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object per checklist.")
@click.option("--site", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
def list_(as_json: bool, folder: Path) -> None:
    """List the checklists of the site in this folder."""
    site = find_site(folder)
    phrases = _phrases(site)
    handbook = _clean(site, phrases)
    if as_json:
        click.echo(json.dumps(listing.entries(handbook), ensure_ascii=False, indent=2))
    elif handbook.forms:
        click.echo(listing.table(handbook, phrases))
    else:
        click.echo(phrases("list.empty", folder=site.shown(site.checklists)))


@main.command()
@click.argument("name", type=click.Choice(list(SCHEMAS)), default="checklist")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Folder for all schemas, or file for this one.")
def schema(name: str, output: Path | None) -> None:
    """Print the JSON Schema of checklists, or of the shared file NAME."""
    if output is None:
        click.echo(schema_text(name), nl=False)
        return
    with _told_when_not_written(output):
        written = write_schemas(output) if not output.suffix else [_write(output, schema_text(name))]
    for path in written:
        click.echo(path)


@main.command()
@click.option(
    "--site",
    "built",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the built site, to lock its addresses too.",
)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 when something is not locked yet.")
def lock(built: Path | None, only_check: bool) -> None:
    """Add new ids (and with --site new addresses) to ids.lock. Nothing is ever taken out."""
    site = find_site(Path.cwd())
    phrases = _phrases(site)
    handbook = _clean(site, phrases)
    path = site.checklists / LOCK_NAME
    locked = read_lock(site.checklists, site.shown(path))
    addresses: list[str] = []
    if built:
        try:
            addresses = Addresses.read(built).all()
        except (OSError, ValueError) as error:
            raise click.BadParameter(phrases("lock.not_built", folder=built), param_hint="--site") from error
    added = locked.add(handbook, addresses)
    if not added:
        click.echo(phrases("lock.unchanged", path=site.shown(path)))
        return
    if only_check:
        click.echo(phrases("lock.behind", path=site.shown(path), n=added), err=True)
        sys.exit(PROBLEMS_EXIT)
    with _told_when_not_written(path):
        _write(path, locked.text())
    click.echo(phrases("lock.written", path=site.shown(path), n=added))


@main.command("compile")
@click.argument("ids", nargs=-1)
@click.option(
    "-o", "output", type=click.Path(path_type=Path), required=True, help="Folder, or a file for one form in one format."
)
@click.option(
    "--format",
    "formats",
    type=click.Choice([member.value for member in ON_PAPER]),
    multiple=True,
    help="Only this sort of file. May be given more than once.",
)
def compile_(ids: tuple[str, ...], output: Path, formats: tuple[str, ...]) -> None:
    """Make the PDF files of the forms IDS, or of all forms, without building the site."""
    site = find_site(Path.cwd())
    phrases = _phrases(site)
    wanted = tuple(member for member in ON_PAPER if member.value in formats) or site.on_paper or ON_PAPER
    handbook = _clean(replace(site, formats=wanted), phrases)
    forms = [_form(handbook, name, phrases) for name in ids] or list(handbook.forms.values())
    try:
        made = Press(handbook, phrases, published(handbook)).make(forms)
    except CannotPrintError as error:
        click.echo(str(error), err=True)
        sys.exit(PROBLEMS_EXIT)
    if output.suffix and len(made) != 1:
        raise click.BadParameter(phrases("print.one_file", n=len(made)), param_hint="-o")
    with _told_when_not_written(output):
        for printed in made:
            click.echo(_copy(printed.path, output if output.suffix else output / printed.file.name))


def _form(handbook: Handbook, name: str, phrases: Phrases) -> Form:
    """Return a form by its id; an unknown id is wrong use of the command."""
    form = handbook.forms.get(name)
    if form is None:
        variant, near = mend_by_name(name, handbook.forms)
        problem = Problem("", 1, 1, f"unknown_form{variant}", {"name": name, **near})
        raise click.BadParameter(problem.text(phrases), param_hint="ID")
    return form


@main.group()
def export() -> None:
    """Make files of forms for other programs."""


@export.command("xlsform")
@click.argument("ids", nargs=-1, required=True)
@click.option(
    "-o", "output", type=click.Path(path_type=Path), default=Path(), help="Folder (default: this one), or a file."
)
@click.option("--core", "short", is_flag=True, help="Only the Eerste blik.")
@click.option("--notes", is_flag=True, help="Ask for a note with each statement too.")
@click.option("--readers", default="", help="Who can read the answers, where they are kept, when they are wiped.")
def xlsform_(ids: tuple[str, ...], output: Path, short: bool, notes: bool, readers: str) -> None:
    """Make questionnaires for KoboToolbox, ODK or SurveyCTO of the forms IDS.

    For what a team shares and for what clients tell. Panes for oneself are left out; a form about one person, or one
    that is not kept, is refused, and then no file is made.
    """
    site = find_site(Path.cwd())
    phrases = _phrases(site)
    handbook = _clean(site, phrases)
    forms = [_form(handbook, name, phrases) for name in dict.fromkeys(ids)]
    if output.suffix and len(forms) != 1:
        raise click.BadParameter(phrases("export.one_file", n=len(forms)), param_hint="-o")
    found: list[Questionnaire] = []
    refused = False
    for form in forms:
        try:
            found.append(questionnaire_of(form, short=short))
        except NotForManyError as error:
            click.echo(phrases(error.key, **error.words), err=True)
            refused = True
    if refused:
        sys.exit(PROBLEMS_EXIT)
    words = Words(Renderer(handbook, phrases, published(handbook)).plain, phrases)
    with _told_when_not_written(output):
        for questionnaire in found:
            path = output if output.suffix else output / name_of(questionnaire)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(xlsform(questionnaire, words, notes=notes, readers=readers))
            click.echo(path)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    help="File that ends in .csv, .xlsx or .json (which needs --rows), or a folder for a CSV file.",
)
@click.option("--rows", is_flag=True, help="A numbered row for each form, instead of counts.")
def collect(files: tuple[Path, ...], output: Path, rows: bool) -> None:
    """Read filled-in PDF files, JSON files out of a browser, and CSV files of questionnaires back into one table.

    CSV files are those that KoboToolbox, ODK or SurveyCTO make of a questionnaire of `kijkraam export xlsform`.
    Writes how often each answer was given. What fewer than five forms count for, be it a whole form or one question,
    is told and left out: such counts may show who answered what. A file that cannot be used is told and skipped.
    Panes for oneself, and forms that are not kept, never enter; what clients tell does through a questionnaire, in
    counts only. Exits 0 when a file was written, 1 when none was.
    """
    site = find_site(Path.cwd())
    phrases = _phrases(site)
    try:
        to = Output(output, rows=rows, inputs=files)
    except ValueError as error:
        raise click.BadParameter(phrases(str(error)), param_hint="-o") from error
    handbook = _clean(site, phrases)
    plain = Renderer(handbook, phrases, published(handbook)).plain
    collection = Collection(handbook, phrases, plain)
    collection.read(files)
    for note in collection.notes:
        click.echo(note, err=True)
    if not collection:
        click.echo(phrases("collect.nothing"), err=True)
        sys.exit(PROBLEMS_EXIT)
    groups = collection.groups()
    with _told_when_not_written(to.path):
        is_written = to.write(groups, plain, phrases)
    for note in to.notes(groups, plain, phrases):
        click.echo(note, err=True)
    if not is_written:
        click.echo(phrases("collect.nothing_left"), err=True)
        sys.exit(PROBLEMS_EXIT)
    click.echo(to.path)


def _copy(source: Path, path: Path) -> Path:
    """Write a file with the content of another, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source.read_bytes())
    return path


def _write(path: Path, text: str) -> Path:
    """Write a file, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def _told_when_not_written(path: Path) -> Iterator[None]:
    """Tell which file or folder could not be written, and why, instead of a traceback."""
    try:
        yield
    except OSError as error:
        raise click.FileError(str(error.filename or path), error.strerror) from error


def _phrases(site: Site) -> Phrases:
    return Phrases(os.environ.get("KIJKRAAM_LANGUAGE", site.language))


def _clean(site: Site, phrases: Phrases) -> Handbook:
    """Return the handbook of a site; with problems, tell them and end."""
    handbook = load_handbook(site)
    if handbook.problems:
        for problem in handbook.problems:
            click.echo(problem.line_of_text(phrases), err=True)
        click.echo(phrases("check.found", n=len(handbook.problems)), err=True)
        sys.exit(PROBLEMS_EXIT)
    return handbook


if __name__ == "__main__":
    main()
