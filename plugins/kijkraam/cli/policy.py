"""The command `kijkraam policy`."""

from pathlib import Path

import click

from kijkraam.cli.shared import told_when_not_written
from kijkraam.policy import write_policy


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def policy(folder: Path) -> None:
    """Write the policy that blocks every other host into all pages of the built site FOLDER."""
    with told_when_not_written(folder):
        for page in write_policy(folder):
            click.echo(page)
