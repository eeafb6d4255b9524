"""The command `kijkraam compile`."""

import shutil
import sys
from pathlib import Path

import click
import yaml

from kijkraam.cli.shared import PROBLEMS_EXIT, clean_handbook, phrases_of, site_here, told_when_not_written
from kijkraam.export.configuration import MADE, static_files, without_plugin
from kijkraam.export.markdown import PlainHandbook
from kijkraam.handbook import Handbook
from kijkraam.hrefs import published
from kijkraam.lessons.page import LessonPage
from kijkraam.locale import Phrases
from kijkraam.print.press import CannotPrintError, Press
from kijkraam.print.render import Printed
from kijkraam.site import CONFIG_NAMES, page_options

CONFIG = CONFIG_NAMES[0]
DOCS = "docs"


@click.command("compile")
@click.option("-o", "output", type=click.Path(file_okay=False, path_type=Path), required=True)
def compile_(output: Path) -> None:
    """Write the handbook as ordinary Markdown with its files, for a generator that knows nothing of this program."""
    site = site_here()
    phrases = phrases_of(site)
    if output.exists() and any(output.iterdir()) and not _is_ours(output):
        raise click.BadParameter(phrases("compile.not_empty", folder=output), param_hint="-o")
    handbook = clean_handbook(site, phrases)
    options = page_options(site.root)
    plain = PlainHandbook(handbook, phrases, options)
    plain.around.add_printed(_printed(handbook, phrases, plain.around.lessons.pages))
    files = dict(static_files(options.theme_folder)) if options.has_theme_folder else {}
    files |= dict(plain.files())
    for problem in plain.problems:
        click.echo(problem.line_of_text(phrases), err=True)
    if plain.problems:
        sys.exit(PROBLEMS_EXIT)
    with told_when_not_written(output):
        shutil.rmtree(output / DOCS, ignore_errors=True)
        for name, content in files.items():
            _write(output / DOCS / name, content)
        config = next((site.root / name for name in CONFIG_NAMES if (site.root / name).is_file()), None)
        if config:
            _write(output / CONFIG, _configuration(config, phrases).encode())


def _configuration(path: Path, phrases: Phrases) -> str:
    try:
        return f"{MADE}\n{without_plugin(path.read_text(encoding='utf-8'))}"
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise click.ClickException(phrases("compile.bad_config", path=path.name)) from error


def _printed(handbook: Handbook, phrases: Phrases, lessons: list[LessonPage]) -> list[Printed]:
    """Return the files on paper that the site makes, as far as this computer can make them."""
    if not handbook.site.on_paper:
        return []
    try:
        return Press(handbook, phrases, published(handbook), lessons).make()
    except CannotPrintError as error:
        click.echo(str(error), err=True)
        return []


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder was written by this command."""
    config = folder / CONFIG
    return config.is_file() and config.read_bytes().startswith(MADE.encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    click.echo(path)
