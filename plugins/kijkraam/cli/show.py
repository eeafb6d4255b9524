"""The commands that show what there is: `kijkraam list` and `kijkraam schema`."""

import json
from pathlib import Path

import click

from kijkraam import listing
from kijkraam.checklist.schema import SCHEMAS, is_schema, schema_text, write_schemas
from kijkraam.cli.shared import (
    check_ending,
    clean_handbook,
    phrases_of,
    site_here,
    told_when_not_written,
    write_text,
)
from kijkraam.site import find_site


@click.command("list")
@click.option("--json", "as_json", is_flag=True)
@click.option("--shipped", is_flag=True)
@click.option("--site", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def list_(as_json: bool, shipped: bool, folder: Path | None) -> None:
    """List the checklists of the site in this folder."""
    site = find_site(folder or Path.cwd()) if shipped or folder else site_here()
    phrases = phrases_of(site)
    if shipped:
        entries = listing.shipped_entries()
        made = json.dumps(entries, ensure_ascii=False, indent=2) if as_json else listing.shipped_table(entries, phrases)
        click.echo(made)
        return
    handbook = clean_handbook(site, phrases)
    if as_json:
        click.echo(json.dumps(listing.entries(handbook), ensure_ascii=False, indent=2))
    elif handbook.forms:
        click.echo(listing.table(handbook, phrases))
    else:
        click.echo(phrases("list.empty", folder=site.shown(site.checklists)))


@click.command()
@click.argument("name", type=click.Choice(list(SCHEMAS)), default="checklist")
@click.option("-o", "output", type=click.Path(path_type=Path))
def schema(name: str, output: Path | None) -> None:
    """Print the JSON Schema of checklists, or of the shared file NAME."""
    if output is None:
        click.echo(schema_text(name), nl=False)
        return
    phrases = phrases_of(find_site(Path.cwd()))
    check_ending(output, (".json",), phrases)
    files = [output] if output.suffix else [output / f"{each}.json" for each in SCHEMAS]
    taken = next((path for path in files if path.is_file() and not is_schema(path)), None)
    if taken:
        raise click.BadParameter(phrases("command.no_schema", path=taken), param_hint="-o")
    with told_when_not_written(output):
        written = write_schemas(output) if not output.suffix else [write_text(output, schema_text(name))]
    for path in written:
        click.echo(path)
