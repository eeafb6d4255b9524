"""The commands `kijkraam export html` and `kijkraam export offline`: what works without a server."""

from pathlib import Path

import click

from kijkraam.cli.shared import (
    check_ending,
    clean_handbook,
    form_named,
    phrases_of,
    site_here,
    told_when_not_written,
    write_text,
)
from kijkraam.export.single import NOWHERE, name_of, single
from kijkraam.forms.render import Renderer
from kijkraam.hrefs import published
from kijkraam.offline.folder import ZIP_NAME, write_zip
from kijkraam.site import find_site


@click.command("html")
@click.argument("ids", nargs=-1, required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), default=Path())
def html(ids: tuple[str, ...], output: Path) -> None:
    """Make one HTML file of each of the forms IDS, with all that it needs in it: for a USB stick or a file server."""
    site = site_here()
    phrases = phrases_of(site)
    check_ending(output, (".html", ".htm"), phrases)
    handbook = clean_handbook(site, phrases)
    forms = [form_named(handbook, name, phrases) for name in dict.fromkeys(ids)]
    if output.suffix and len(forms) != 1:
        raise click.BadParameter(phrases("export.one_file", n=len(forms)), param_hint="-o")
    address_of = published(handbook)

    def href(name: str) -> str:
        address = address_of(name) if site.url else None
        return NOWHERE if address is None else f"{site.url.rstrip('/')}/{address}"

    with told_when_not_written(output):
        for form in forms:
            path = output if output.suffix else output / name_of(form)
            click.echo(write_text(path, single(form, Renderer(handbook, phrases, href))))


@click.command("offline")
@click.option("--site", "built", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), default=Path())
@click.option("--with-pdf", "with_paper", is_flag=True)
def offline(built: Path, output: Path, with_paper: bool) -> None:
    """Make a zip file of a built site that opens from a folder, without a server or a network."""
    phrases = phrases_of(find_site(Path.cwd()))
    check_ending(output, (".zip",), phrases)
    path = output if output.suffix else output / ZIP_NAME
    with told_when_not_written(path):
        write_zip(built, path, phrases, with_paper=with_paper)
    click.echo(path)
