"""The command `kijkraam new-form`."""

import sys
from pathlib import Path

import click

from kijkraam.checklist.fields import Kind
from kijkraam.cli.adding import add_form, handbook_to_add_to, place_for
from kijkraam.cli.shared import phrases_of, site_here
from kijkraam.intake.draft import scale_for, work_for
from kijkraam.intake.sheets import clean
from kijkraam.locale import Phrases
from kijkraam.site import find_site
from kijkraam.start import form


@click.command("new-form")
@click.argument("form_id")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True)
@click.option("--title")
@click.option("-o", "output", type=click.Path(path_type=Path))
def new_form(form_id: str, kind: str, title: str | None, output: Path | None) -> None:
    """Begin a form: writes a YAML file with comments that passes `kijkraam check`."""
    site = find_site(Path.cwd()) if output else site_here()
    phrases = phrases_of(site)
    language = Phrases(site.language).language
    handbook = handbook_to_add_to(site, phrases)
    path = place_for(form_id, output, handbook, phrases)
    words = {
        "id": form_id,
        "title": clean(title).replace("\n", " ") if title else form_id.replace("-", " ").capitalize(),
        "scale": scale_for(Kind(kind), handbook.scales) or "",
        "work": work_for(handbook.works).id,
    }
    is_clean = add_form(path, lambda schema: form(Kind(kind), language, schema=schema, **words), handbook, phrases)
    click.echo(phrases("new_form.next", path=site.shown(path)), err=True)
    if path.resolve().is_relative_to(handbook.folder):
        click.echo(phrases("new_form.look", id=form_id), err=True)
    if not is_clean:
        sys.exit(1)
