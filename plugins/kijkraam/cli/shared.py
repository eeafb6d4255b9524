"""What commands share: the handbook of a site, and files that can be written or not."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kijkraam.checklist.problems import Problem, ProblemsFound, mend_by_name
from kijkraam.cli.language import speak
from kijkraam.form import Form
from kijkraam.handbook import Handbook, checklist_files, load_handbook
from kijkraam.locale import Phrases
from kijkraam.site import CONFIG_NAMES, DEFAULT_LANGUAGE, Site, find_site

PROBLEMS_EXIT = 1
"""Exit status when files have problems."""
USAGE_EXIT = click.UsageError.exit_code
"""Exit status of wrong use of a command, as click has it: 2."""


def phrases_of(site: Site) -> Phrases:
    """Return the program's text in the language of a site, or of KIJKRAAM_LANGUAGE."""
    return Phrases(language_or(site.language), site.phrases)


def language_or(usual: str) -> str:
    """Return the language that KIJKRAAM_LANGUAGE asks for; where it is not set, or empty, the usual one."""
    return os.environ.get("KIJKRAAM_LANGUAGE") or usual


class Telling(click.Group):
    """Commands that speak the language of the site they are used in, and tell what is wrong in a maker's file."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a program. Where the working folder was removed meanwhile, it says so and ends as wrong use does."""
        try:
            site = find_site(Path.cwd())
        except FileNotFoundError:
            phrases = Phrases(language_or(DEFAULT_LANGUAGE))
            click.echo(phrases("command.folder_is_gone"), err=True)
            sys.exit(USAGE_EXIT)
        speak(self, Phrases(language_or(site.language)))
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a template of the site that fails ends it with its place, and not with a traceback."""
        try:
            return super().invoke(ctx)
        except ProblemsFound as found:
            phrases = phrases_of(find_site(Path.cwd()))
            for problem in found.problems:
                click.echo(problem.line_of_text(phrases), err=True)
            sys.exit(PROBLEMS_EXIT)


def site_here() -> Site:
    """Return the site of the working folder; where there is none, that is wrong use of the command.

    A folder of checklists without a `mkdocs.yml` is a site too, but not one with a handbook somewhere in it.
    """
    folder = Path.cwd()
    site = find_site(folder)
    if site.config or site.checklists != folder:
        return site
    below = [path for depth in ("*", "*/*") for name in CONFIG_NAMES for path in folder.glob(f"{depth}/{name}")]
    if not below and checklist_files(folder):
        return site
    phrases = phrases_of(site)
    near = [path.parent.relative_to(folder).as_posix() for path in below][:1]
    raise click.UsageError(phrases("check.no_handbook_near", folder=near[0]) if near else phrases("check.no_handbook"))


def check_ending(output: Path, known: tuple[str, ...], phrases: Phrases) -> None:
    """Make sure that a file to write ends as its format does, so that it is no other file by mistake."""
    if output.suffix and output.suffix.lower() not in known:
        raise click.BadParameter(phrases("export.ending", known=phrases.list_of(known)), param_hint="-o")


def clean_handbook(site: Site, phrases: Phrases) -> Handbook:
    """Return the handbook of a site; with problems, tell them and end."""
    handbook = load_handbook(site)
    if handbook.problems:
        for problem in handbook.problems:
            click.echo(problem.line_of_text(phrases), err=True)
        click.echo(phrases("check.found", n=len(handbook.problems)), err=True)
        sys.exit(PROBLEMS_EXIT)
    return handbook


def form_named(handbook: Handbook, name: str, phrases: Phrases) -> Form:
    """Return a form by its id; an unknown id is wrong use of the command."""
    form = handbook.forms.get(name)
    if form is None:
        variant, near = mend_by_name(name, handbook.forms)
        problem = Problem("", 1, 1, f"unknown_form{variant}", {"name": name, **near})
        raise click.BadParameter(problem.text(phrases), param_hint="ID")
    return form


def copy_file(source: Path, path: Path) -> Path:
    """Write a file with the content of another, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source.read_bytes())
    return path


def write_text(path: Path, text: str) -> Path:
    """Write a file, with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def told_when_not_written(path: Path) -> Iterator[None]:
    """Tell which file or folder could not be written, and why, instead of a traceback."""
    try:
        yield
    except OSError as error:
        raise click.FileError(str(error.filename or path), error.strerror) from error
