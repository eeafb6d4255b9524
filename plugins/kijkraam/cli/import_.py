"""The command `kijkraam import`."""

import sys
from pathlib import Path

import click

from kijkraam.checklist.fields import Kind
from kijkraam.checklist.problems import on_one_line
from kijkraam.cli.adding import SUFFIXES, add_form, handbook_to_add_to, place_for
from kijkraam.cli.shared import PROBLEMS_EXIT, phrases_of, site_here
from kijkraam.intake.draft import LOOKS_AT_OWN_WORK, id_from
from kijkraam.intake.making import Made, Wish, checklist_from
from kijkraam.intake.report import CannotImportError
from kijkraam.intake.sheets import clean
from kijkraam.locale import Phrases
from kijkraam.site import find_site


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "output", type=click.Path(path_type=Path))
@click.option("--id", "form_id", default="")
@click.option("--title", default="")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in Kind]), default=Kind.KIJKVRAGEN.value, show_default=True
)
@click.option("--sheet", default="")
@click.option("--force", is_flag=True)
def import_(file: Path, output: Path | None, form_id: str, title: str, kind: str, sheet: str, force: bool) -> None:
    """Make a form of a list in Excel (.xlsx) or CSV, or of an XLSForm, and tell what was understood."""
    site = find_site(Path.cwd()) if output else site_here()
    phrases = phrases_of(site)
    handbook = handbook_to_add_to(site, phrases)
    told_id = form_id or (output.stem if output and output.suffix in SUFFIXES else "")
    wish = Wish(Kind(kind), told_id, clean(title).replace("\n", " "), sheet)
    name = on_one_line(file.name)
    try:
        made = checklist_from(file, wish, handbook, id_from(file.stem), Phrases(site.language))
    except CannotImportError as error:
        click.echo(phrases("import.cannot", file=name, why=phrases(error.key, **error.words)), err=True)
        sys.exit(PROBLEMS_EXIT)
    path = place_for(made.id, output, handbook, phrases, force=force)
    head = phrases("import.head", file=name)
    is_clean = add_form(
        path, lambda schema: f"# yaml-language-server: $schema={schema}\n# {head}\n{made.text}", handbook, phrases
    )
    _tell(made, name, kind, phrases)
    click.echo(phrases("import.next", path=site.shown(path)), err=True)
    if not is_clean:
        sys.exit(PROBLEMS_EXIT)


def _tell(made: Made, name: str, kind: str, phrases: Phrases) -> None:
    """Print what was understood and what was not."""
    of = phrases("import.of_sheet", file=name, sheet=made.sheet) if made.sheet else name
    parts = phrases("form.panes" if Kind(kind) in LOOKS_AT_OWN_WORK else "form.parts", n=made.sections)
    click.echo(
        phrases("import.read", of=of, questions=phrases("import.questions", n=made.items), parts=parts), err=True
    )
    for line in made.report.lines(phrases):
        click.echo(line, err=True)
