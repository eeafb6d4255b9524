"""The command `kijkraam export`: one command per format."""

import sys
from pathlib import Path

import click

from kijkraam.cli.shared import PROBLEMS_EXIT, clean_handbook, form_named, phrases_of, told_when_not_written
from kijkraam.export.files import name_of
from kijkraam.export.questionnaire import NotForManyError, Questionnaire, questionnaire_of
from kijkraam.export.xlsform import Words, xlsform
from kijkraam.forms.render import Renderer
from kijkraam.hrefs import published
from kijkraam.site import find_site


@click.group()
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
    phrases = phrases_of(site)
    handbook = clean_handbook(site, phrases)
    forms = [form_named(handbook, name, phrases) for name in dict.fromkeys(ids)]
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
    with told_when_not_written(output):
        for questionnaire in found:
            path = output if output.suffix else output / name_of(questionnaire)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(xlsform(questionnaire, words, notes=notes, readers=readers))
            click.echo(path)
