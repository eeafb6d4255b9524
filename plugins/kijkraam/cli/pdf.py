"""The command `kijkraam export pdf`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from kijkraam.checklist.fields import ON_PAPER
from kijkraam.cli.shared import (
    PROBLEMS_EXIT,
    check_ending,
    clean_handbook,
    copy_file,
    form_named,
    phrases_of,
    site_here,
    told_when_not_written,
)
from kijkraam.hrefs import published
from kijkraam.print.press import CannotPrintError, Press


@click.command("pdf")
@click.argument("ids", nargs=-1)
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.option("--format", "formats", type=click.Choice([member.value for member in ON_PAPER]), multiple=True)
def pdf(ids: tuple[str, ...], output: Path, formats: tuple[str, ...]) -> None:
    """Make the PDF files of the forms IDS, or of all forms, without building the site."""
    site = site_here()
    phrases = phrases_of(site)
    check_ending(output, (".pdf",), phrases)
    wanted = tuple(member for member in ON_PAPER if member.value in formats) or site.on_paper or ON_PAPER
    handbook = clean_handbook(replace(site, formats=wanted), phrases)
    forms = [form_named(handbook, name, phrases) for name in ids] or list(handbook.forms.values())
    try:
        made = Press(handbook, phrases, published(handbook)).make(forms)
    except CannotPrintError as error:
        click.echo(str(error), err=True)
        sys.exit(PROBLEMS_EXIT)
    if output.suffix and len(made) != 1:
        raise click.BadParameter(phrases("print.one_file", n=len(made)), param_hint="-o")
    with told_when_not_written(output):
        for printed in made:
            click.echo(copy_file(printed.path, output if output.suffix else output / printed.file.name))
