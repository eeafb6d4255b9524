"""The command `kijkraam lock`."""

import sys
from pathlib import Path

import click

from kijkraam.addresses import Addresses
from kijkraam.checklist.lock import LOCK_NAME, read_lock
from kijkraam.cli.shared import PROBLEMS_EXIT, clean_handbook, phrases_of, site_here, told_when_not_written, write_text


@click.command()
@click.option("--site", "built", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True)
def lock(built: Path | None, only_check: bool) -> None:
    """Add new ids (and with --site new addresses) to ids.lock. Nothing is ever taken out."""
    site = site_here()
    phrases = phrases_of(site)
    handbook = clean_handbook(site, phrases)
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
    with told_when_not_written(path):
        write_text(path, locked.text())
    click.echo(phrases("lock.written", path=site.shown(path), n=added))
