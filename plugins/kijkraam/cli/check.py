"""The command `kijkraam check`."""

import sys
from pathlib import Path

import click

from kijkraam.cli.shared import PROBLEMS_EXIT, phrases_of, site_here
from kijkraam.handbook import load_handbook
from kijkraam.site import config_problems, find_site


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Check checklists: all of the site in this folder, or the files and folders PATHS."""
    site = find_site(paths[0]) if paths else site_here()
    phrases = phrases_of(site)
    only = _files(paths) if paths else None
    handbook = load_handbook(site, only)
    problems = [*config_problems(site), *handbook.problems]
    for problem in problems:
        click.echo(problem.line_of_text(phrases))
    if problems:
        click.echo(phrases("check.found", n=len(problems)), err=True)
        sys.exit(PROBLEMS_EXIT)
    n = len(only) if only is not None else len(handbook.checklists) + len(handbook.shared)
    if not n:
        folders = [f"'{site.shown(path)}'" for path in paths or (site.checklists,)]
        click.echo(phrases("check.nothing", folder=phrases.list_of(folders)), err=True)
        sys.exit(PROBLEMS_EXIT if paths else 0)
    click.echo(phrases("check.clean", n=n), err=True)


def _files(paths: tuple[Path, ...]) -> list[Path]:
    """Return the files that paths name; a folder stands for all YAML files in it."""
    files: list[Path] = []
    for path in paths:
        files += sorted({*path.rglob("*.yml"), *path.rglob("*.yaml")}) if path.is_dir() else [path]
    return files
