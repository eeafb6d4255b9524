"""The command `kijkraam`. Each command calls what does the work, prints, and sets the exit status."""

import click

from kijkraam import __version__
from kijkraam.cli.check import check
from kijkraam.cli.collect import collect
from kijkraam.cli.compile import compile_
from kijkraam.cli.export import export
from kijkraam.cli.lock import lock
from kijkraam.cli.offline import html, offline
from kijkraam.cli.show import list_, schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kijkraam")
def main() -> None:
    """Check, list and lock the checklists of a handbook."""


for command in (check, list_, schema, lock, compile_, export, collect):
    main.add_command(command)
for command in (html, offline):
    export.add_command(command)
