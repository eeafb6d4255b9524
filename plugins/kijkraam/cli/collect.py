"""The command `kijkraam collect`."""

import sys
from pathlib import Path

import click

from kijkraam.cli.shared import PROBLEMS_EXIT, clean_handbook, phrases_of, told_when_not_written
from kijkraam.collect.collection import Collection
from kijkraam.collect.output import Output
from kijkraam.forms.render import Renderer
from kijkraam.hrefs import published
from kijkraam.site import find_site


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.option("--rows", is_flag=True)
def collect(files: tuple[Path, ...], output: Path, rows: bool) -> None:
    """Read filled-in PDF files, JSON files out of a browser, and CSV files of questionnaires back into one table."""
    site = find_site(Path.cwd())
    phrases = phrases_of(site)
    try:
        to = Output(output, rows=rows, inputs=files)
    except ValueError as error:
        raise click.BadParameter(phrases(str(error)), param_hint="-o") from error
    handbook = clean_handbook(site, phrases)
    plain = Renderer(handbook, phrases, published(handbook)).plain
    collection = Collection(handbook, phrases, plain)
    collection.read(files)
    for note in collection.notes:
        click.echo(note, err=True)
    if not collection:
        click.echo(phrases("collect.nothing"), err=True)
        sys.exit(PROBLEMS_EXIT)
    groups = collection.groups()
    with told_when_not_written(to.path):
        is_written = to.write(groups, plain, phrases)
    for note in to.notes(groups, plain, phrases):
        click.echo(note, err=True)
    if not is_written:
        click.echo(phrases("collect.nothing_left"), err=True)
        sys.exit(PROBLEMS_EXIT)
    click.echo(to.path)
