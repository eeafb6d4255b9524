"""What moves keeps its address: a page leaves one that leads on, a part of a page a line that does."""

import re

import pytest

from ..drawings import FRAME
from .test_addresses import gone, locked

SITE = (
    FRAME
    + """
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
    == docs/oud.md
    # Oud

    ## Een kop
"""
)
MOVED = """
    ---
    was: oud/
    ---
    # Nieuw {#oud}

    ## Een kop
"""
NO_ADDRESS = "is geen adres van een bladzijde. Schrijf het zoals in ids.lock, zoals 'map/bladzijde/'."
ATTRIBUTES = "markdown_extensions: [attr_list]\n"


def moved(site, text: str):
    """Put the page elsewhere with another text, and build again."""
    (site.root / "docs/oud.md").unlink()
    site.write("docs/map/nieuw.md", text)
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + ATTRIBUTES)
    return site.build()


def test_a_page_that_moves_leaves_a_page_that_leads_on(draw):
    site = moved(locked(draw(SITE)), MOVED)

    assert site.log == []
    page = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", site.html("oud"))
    assert page == (
        '<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        "<title>Deze bladzijde is verhuisd: Nieuw</title>\n"
        '<link rel="canonical" href="../map/nieuw/">\n'
        '<noscript><meta http-equiv="refresh" content="0; url=../map/nieuw/"></noscript>\n'
        '<script src="../assets/kijkraam/moved.js"></script>\n</head>\n<body>\n'
        "<h1>Deze bladzijde is verhuisd</h1>\n"
        '<p>Je vindt haar hier: <a href="../map/nieuw/">Nieuw</a></p>\n</body>\n</html>\n'
    )


def test_a_heading_that_did_not_come_along_is_told(draw):
    site = moved(locked(draw(SITE)), MOVED.replace("## Een kop", "## Een andere kop"))

    assert gone(site) == ["oud/#een-kop"]


@pytest.mark.parametrize(
    ("place", "said"),
    {
        "nieuwe-kop": '<p class="kijkraam-moved" id="een-kop" data-search-exclude>Dit deel staat nu hier: '
        '<a href="../elders/#nieuwe-kop">Nieuwe kop</a></p>',
        "mijn-raam#mensen": '<p class="kijkraam-moved" id="een-kop" data-search-exclude>Dit deel staat nu hier: '
        '<a href="../formulier/mijn-raam/#mensen">Mensen</a></p>',
    }.items(),
)
def test_a_part_that_moves_leaves_a_line_that_leads_on(draw, place, said):
    site = locked(draw(SITE))
    site.write("docs/oud.md", f"---\nmoved: {{een-kop: {place}}}\n---\n# Oud\n")
    site.write("docs/elders.md", "# Elders\n\n## Nieuwe kop {#nieuwe-kop}\n")
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + ATTRIBUTES)
    site.build()

    assert site.log == []
    assert said in site.article("oud")


@pytest.mark.parametrize(
    ("front", "said"),
    {
        "was: /oud/": f"2:6: '/oud/' {NO_ADDRESS}",
        "was: [weg/, index/../]": f"2:13: 'index/../' {NO_ADDRESS}",
        "was: oud/": "2:6: Op het adres 'oud/' staat een andere bladzijde. Haal het weg bij was.",
        "moved: {deel: bestaat-niet}": "2:15: 'bestaat-niet' is geen formulier en geen kop. Kies uit: mijn-raam.",
        "moved: {deel: mijn-raam}": "2:15: 'deel' staat nog op deze bladzijde. Haal het weg bij moved, of geef de kop "
        "een ander id.",
        "moved: deel": "2:8: Bij 'moved' horen sleutels met waarden. Schrijf ze eronder, elk op een eigen regel "
        "en ingesprongen.",
    }.items(),
)
def test_a_move_that_cannot_be_is_told_at_its_place(draw, front, said):
    site = draw(SITE)
    site.write("docs/uitleg.md", f"---\n{front}\n---\n# Uitleg\n\n## Deel\n")

    assert site.build().log == [f"WARNING: docs/uitleg.md:{said}"]


LOST = {
    "a pane": ("      - {id: mensen, title: Mensen,", "      - {id: anders, title: Mensen,"),
    "an item": ("{id: m-1,", "{id: m-2,"),
}


@pytest.mark.parametrize("what", LOST)
def test_a_pane_or_a_question_that_was_published_cannot_go(draw, what):
    site = locked(draw(SITE))
    form = site.root / "checklists/mijn-raam.yml"
    form.write_text(form.read_text().replace(*(text.strip() for text in LOST[what])))
    site.build()

    name = {"a pane": "mensen", "an item": "m-1"}[what]
    assert site.failed
    assert f"'{name}' van 'mijn-raam' is gepubliceerd en nu weg." in "\n".join(site.log)


def test_a_pane_that_got_another_id_keeps_its_address(draw):
    site = locked(draw(SITE))
    form = site.root / "checklists/mijn-raam.yml"
    form.write_text(form.read_text().replace("{id: mensen,", "{id: anders, was: [mensen],"))

    assert site.build().log == []
    assert '<span id="mensen"></span>' in site.article("formulier/mijn-raam")
