"""The command in the language of who uses it: what it tells of itself, and what click says of wrong use."""

import gettext
import os
from importlib.resources import as_file, files

import click

from kijkraam import locale
from kijkraam.locale import Phrases

DOMAIN = "click"
"""The name of click's own words in `locale/`, as gettext knows it."""


def speak(command: click.Command, phrases: Phrases) -> None:
    """Let a command, and all that belong to it, speak the language of `phrases`."""
    with as_file(files(locale)) as folder:
        gettext.bindtextdomain(DOMAIN, str(folder))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = phrases.language  # where gettext looks first
    _word(command, phrases, "command")


def _word(command: click.Command, phrases: Phrases, key: str) -> None:
    """Give a command its words: of its arguments the name, of its options what they do."""
    command.help = phrases(f"{key}.about")
    command.options_metavar = phrases("command.usage.options")
    for one in command.params:
        if isinstance(one, click.Option):
            one.help = phrases(f"{key}.{one.name}")
            one.metavar = phrases("command.usage.text") if _is_text(one) else None
        elif not isinstance(one.type, click.Choice):  # whose values say more than a name
            one.metavar = phrases(f"{key}.{one.name}")
        if isinstance(one.type, click.Path):
            one.type.name = _sort_of(one.type)
    if isinstance(command, click.Group):
        command.subcommand_metavar = phrases("command.usage.command")
        for name, below in command.commands.items():
            _word(below, phrases, f"{key}.{name}")


def _is_text(option: click.Option) -> bool:
    return option.type is click.STRING and not option.is_flag


def _sort_of(path: "click.Path[object]") -> str:
    """Return what a path is of, as click calls it: it did so before it knew the language."""
    if path.file_okay and not path.dir_okay:
        return gettext.gettext("file")
    return gettext.gettext("directory" if path.dir_okay and not path.file_okay else "path")
