"""Addresses are for ever: what was locked and is gone is told when the site is built."""

import json
import re

import pytest

from ..drawings import FRAME

SITE = (
    FRAME
    + """
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
    == docs/oud.md
    # Oud

    ## Een kop
"""
)
GONE = r"is gepubliceerd en nu weg\. Zet de bladzijde of kop terug, of maak een doorverwijzing\."


def gone(site) -> list[str]:
    """The addresses that the last build told as gone; it told nothing else."""
    told = [re.fullmatch(rf"WARNING: checklists/ids\.lock:\d+:\d+: Het adres '(.*)' {GONE}", line) for line in site.log]
    assert all(told), site.log
    return [match[1] for match in told]


def locked(site):
    """Build a site and lock all its ids and addresses."""
    assert site.build().log == []
    assert site.kijkraam("lock", "--site", "site").returncode == 0
    return site


def test_the_inventory_lists_every_page_with_its_anchors(draw):
    site = draw(SITE).build()

    assert json.loads((site.root / "site/kijkraam-adressen.json").read_text(encoding="utf-8")) == {
        "version": 1,
        "pages": {
            "": ["begin"],
            "formulier/mijn-raam/": ["m-1", "mensen", "mijn-raam"],
            "oud/": ["een-kop", "oud"],
        },
    }


def test_a_site_that_only_grows_is_quiet(draw):
    site = locked(draw(SITE))
    site.write("docs/nieuw.md", "# Nieuw\n")

    assert site.build().log == []


def test_a_heading_that_is_gone_is_told(draw):
    site = locked(draw(SITE))
    site.write("docs/oud.md", "# Oud\n\n## Een andere kop\n")
    site.build()

    assert gone(site) == ["oud/#een-kop"]
    assert site.failed


def test_a_heading_that_keeps_its_id_may_get_other_words(draw):
    site = locked(draw(SITE))
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + "markdown_extensions: [attr_list]\n")
    site.write("docs/oud.md", "# Oud\n\n## Een andere kop {#een-kop}\n")

    assert site.build().log == []


def test_a_page_that_is_gone_is_told_with_its_headings(draw):
    site = locked(draw(SITE))
    (site.root / "docs/oud.md").unlink()
    site.build()

    assert gone(site) == ["oud/", "oud/#een-kop", "oud/#oud"]


def test_the_front_page_is_an_address_too(draw):
    site = locked(draw(SITE))
    (site.root / "docs/index.md").unlink()
    site.build()

    assert "/" in gone(site)


@pytest.mark.parametrize("plugins", ["[kijkraam, redirects]", "[redirects, kijkraam]"])
def test_a_page_that_mkdocs_redirects_sends_on_keeps_its_addresses(draw, plugins):
    pytest.importorskip("mkdocs_redirects")
    site = locked(draw(SITE))
    (site.root / "docs/oud.md").rename(site.root / "docs/nieuw.md")
    config = (site.root / "mkdocs.yml").read_text()
    redirects = "{redirects: {redirect_maps: {oud.md: nieuw.md}}}"
    site.write("mkdocs.yml", config.replace("[kijkraam]", plugins.replace("redirects", redirects)))

    assert site.build().log == []
    assert "../nieuw/" in site.html("oud")


def test_a_page_that_redirects_keeps_its_addresses_whoever_writes_it(draw):
    site = locked(draw(SITE))
    (site.root / "docs/oud.md").unlink()
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + "hooks: [hooks.py]\n")
    site.write(
        "hooks.py",
        """
        from pathlib import Path


        def on_post_build(config):
            page = Path(config.site_dir) / "oud" / "index.html"
            page.parent.mkdir()
            page.write_text('<head><meta http-equiv="refresh" content="0; url=../"></head>')
        """,
    )

    assert site.build().log == []


def test_without_directory_urls_pages_are_files_and_forms_keep_their_address(draw):
    site = draw(SITE)
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + "use_directory_urls: false\n")
    site.build()

    inventory = json.loads((site.root / "site/kijkraam-adressen.json").read_text(encoding="utf-8"))
    assert list(inventory["pages"]) == ["", "formulier/mijn-raam/", "oud.html"]
    assert (site.root / "site/formulier/mijn-raam/index.html").is_file()
