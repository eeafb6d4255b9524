"""The command `kijkraam`. Each command calls what does the work, prints, and sets the exit status."""

import click

from kijkraam import __version__
from kijkraam.cli.check import check
from kijkraam.cli.collect import collect
from kijkraam.cli.compile import compile_
from kijkraam.cli.export import export
from kijkraam.cli.import_ import import_
from kijkraam.cli.lock import lock
from kijkraam.cli.new import new
from kijkraam.cli.new_form import new_form
from kijkraam.cli.offline import html, offline
from kijkraam.cli.pdf import pdf
from kijkraam.cli.policy import policy
from kijkraam.cli.shared import Telling
from kijkraam.cli.show import list_, schema


@click.group(cls=Telling, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kijkraam")
def main() -> None:
    """Begin a handbook, and check, list and lock its checklists."""


export.add_command(pdf)
for command in (new, new_form, import_, check, list_, schema, lock, compile_, export, collect, policy):
    main.add_command(command)
for command in (html, offline):
    export.add_command(command)
