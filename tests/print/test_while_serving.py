"""While somebody writes, files on paper are off, or made in the background."""

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from .reading import SITE
from .test_files import WORKSHEET

pytestmark = pytest.mark.own_cache


def serve_once(site, config):
    """Build as `mkdocs serve` does, with a configuration that lives on between builds."""
    config.plugins.on_startup(command="serve", dirty=False)
    config.load_dict({"site_dir": str(site.root / "site")})
    build(config)
    return config.plugins["kijkraam"]


def test_files_are_not_made_while_serving(draw):
    site = draw(SITE + WORKSHEET)
    config = load_config(str(site.root / "mkdocs.yml"))

    serve_once(site, config)

    assert list((site.root / "site").rglob("*.pdf")) == []
    assert not (site.root / ".cache").exists()


def test_files_are_made_in_the_background_and_shown_in_the_next_build(draw):
    site = draw(SITE.replace("[kijkraam]", "[{kijkraam: {pdf_in_serve: true}}]") + WORKSHEET)
    config = load_config(str(site.root / "mkdocs.yml"))

    plugin = serve_once(site, config)
    assert ".pdf" not in site.html("formulier/mijn-blad")

    mark = plugin.background.mark
    before = mark.stat().st_mtime_ns
    plugin.background._thread.submit(lambda: None).result()  # what was begun before is done when this is
    assert mark.stat().st_mtime_ns > before

    serve_once(site, config)
    assert 'href="mijn-blad.pdf"' in site.html("formulier/mijn-blad")
    assert (site.root / "site/formulier/mijn-blad/mijn-blad.pdf").is_file()
    plugin.background._thread.shutdown()
