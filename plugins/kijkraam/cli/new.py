"""The command `kijkraam new`."""

import os
import shlex
import sys
from pathlib import Path

import click

from kijkraam.checklist.schema import write_schemas
from kijkraam.cli.shared import PROBLEMS_EXIT, language_or, told_when_not_written, write_text
from kijkraam.locale import Phrases
from kijkraam.site import DEFAULT_LANGUAGE, resolved
from kijkraam.start import LANGUAGES, THEMES, Answers, handbook
from kijkraam.start.colours import Colour, colour_of

DEFAULT_COLOUR = "petrol"
IGNORED = {".git", ".DS_Store"}
"""What may stand in a folder that counts as empty."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name")
@click.option("--organisation")
@click.option("--language", type=click.Choice(LANGUAGES))
@click.option("--colour")
@click.option("--theme", type=click.Choice(THEMES))
def new(
    folder: Path,
    name: str | None,
    organisation: str | None,
    language: str | None,
    colour: str | None,
    theme: str | None,
) -> None:
    """Begin a handbook in the folder NAME: a kijkraam, a worksheet, pages, and all that publishing needs."""
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    if language is None:
        usual = language_or(DEFAULT_LANGUAGE)
        usual = usual if usual in LANGUAGES else DEFAULT_LANGUAGE
        choice = click.Choice(LANGUAGES)
        language = click.prompt("Taal / Language", default=usual, type=choice) if asks else usual
    phrases = Phrases(language)
    _see_that_it_is_free(folder, phrases)
    if name is None:
        usual = _name_of(folder)
        name = click.prompt(phrases("new.ask_name"), default=usual) if asks else usual
    if organisation is None:
        organisation = click.prompt(phrases("new.ask_organisation"), default="", show_default=False) if asks else ""
    tints = _colour(colour, phrases, asks=asks)
    chosen = Answers(_one_line(name) or _name_of(folder), _one_line(organisation), language, theme or _theme(), tints)
    _write(folder, chosen, phrases)


def _one_line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _see_that_it_is_free(folder: Path, phrases: Phrases) -> None:
    """Never write over what is there."""
    try:
        if os.path.lexists(folder) and not folder.is_dir():
            click.echo(phrases("new.is_file", folder=folder), err=True)
            sys.exit(PROBLEMS_EXIT)
        there = sorted(path.name for path in folder.iterdir() if path.name not in IGNORED) if folder.is_dir() else []
    except OSError as error:
        raise click.FileError(str(folder), error.strerror) from error
    if there:
        click.echo(phrases("new.not_empty", folder=folder, first=there[0]), err=True)
        sys.exit(PROBLEMS_EXIT)


def _name_of(folder: Path) -> str:
    words = " ".join(resolved(folder).name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _colour(told: str | None, phrases: Phrases, *, asks: bool) -> Colour:
    """Return the colour that was told, or else asked for, dark enough to read."""
    known = phrases("new.colours")
    if told is None:
        told = DEFAULT_COLOUR
        while asks and not colour_of(told := click.prompt(phrases("new.ask_colour", known=known), default=told)):
            click.echo(phrases("new.no_colour", colour=told, known=known))
            told = DEFAULT_COLOUR
    found = colour_of(told)
    if found is None:
        raise click.BadParameter(phrases("new.no_colour", colour=told, known=known), param_hint="--colour")
    if told.startswith("#") and len(told) == len(found.accent) and told.lower() != found.accent:
        click.echo(phrases("new.darker", colour=told, accent=found.accent), err=True)
    return found


def _theme() -> str:
    """Return Material where it is installed; without it every MkDocs has a theme of its own."""
    from importlib.util import find_spec

    return "material" if find_spec("material") else "mkdocs"


def _write(folder: Path, chosen: Answers, phrases: Phrases) -> None:
    with told_when_not_written(folder):
        for path, text in handbook(chosen):
            click.echo(write_text(folder / path, text))
        for written in write_schemas(folder / "checklists" / "_schemas"):
            click.echo(written)
    click.echo(phrases("new.done", name=chosen.name), err=True)
    for key in ("new.next_folder", "new.next_serve", "new.next_check"):
        click.echo("  " + phrases(key, folder=shlex.quote(str(folder))), err=True)
