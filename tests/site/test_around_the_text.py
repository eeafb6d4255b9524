"""What surrounds the text of a page: explanations of terms, its sources, its readers."""

import re

import pytest

from kijkraam.locale import Phrases

GLOSSARY = """
    == checklists/_glossary.yml
    terms:
      - {id: presentie, term: presentie, also: [presentiebenadering], text: "Er zijn, met [aandacht](begrip:aandacht)."}
      - {id: aandacht, term: aandacht, text: Zien wat er is., see: [mijn-raam], source: {work: boek, chapter: "2"}}
      - {id: eenzaam, term: eenzaam, text: Niet gebruikt.}
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn raam
    summary: Kijk met [presentie](begrip:presentie).
    audience: [team]
    source: {work: boek}
    sections:
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
    == docs/begrippen.md
    # Begrippen

    ::: glossary
"""
READERS = "client, educator, partners, policy, professional, relative, resident, student, team, volunteer"
SAY = Phrases("nl")
ABOUT = re.compile(r'<div class="kijkraam-about" data-search-exclude>\s*(.*?)\s*</div>', re.DOTALL)


def test_a_term_is_a_button_with_one_explanation_on_the_page(draw):
    site = draw(
        GLOSSARY
        + """
    == docs/diep/pagina.md
    # Diep

    Dit is [presentie](begrip:presentie), en [weer](begrip:presentie).

    ::: mijn-raam
    """
    ).build()

    assert site.log == []
    page = site.article("diep/pagina")
    button = '<button class="kijkraam-term" popovertarget="begrip--presentie" type="button">presentie</button>'
    assert page.count(button) == 2
    assert page.count('id="begrip--presentie"') == 1
    assert (
        '<div class="kijkraam-tooltip" id="begrip--presentie" popover>\n'
        '<div tabindex="-1" autofocus role="group" aria-labelledby="begrip--presentie--uitleg">\n'
        '<p id="begrip--presentie--uitleg"><strong>presentie</strong> Er zijn, met '
        '<button class="kijkraam-term" popovertarget="begrip--aandacht" type="button">aandacht</button>.</p>\n'
        '<p><a href="../../begrippen/#presentie-begrip">Meer in de begrippenlijst</a></p>\n'
        "</div>\n</div>"
    ) in page


def test_a_term_within_an_explanation_is_explained_too_and_others_are_not(draw):
    site = draw(
        GLOSSARY
        + """
    == docs/index.md
    Dit is [presentie](begrip:presentie).
    """
    ).build()

    assert re.findall(r'id="(begrip--[a-z]+)"', site.article()) == ["begrip--presentie", "begrip--aandacht"]


def test_the_own_page_of_a_form_explains_its_terms(draw):
    site = draw(GLOSSARY).build()

    assert re.findall(r'id="(begrip--[a-z]+)"', site.article("formulier/mijn-raam")) == [
        "begrip--presentie",
        "begrip--aandacht",
    ]


def test_the_page_of_terms_tells_other_words_sources_and_where_to_read_on(draw):
    site = draw(GLOSSARY).build()

    page = site.article("begrippen")
    assert site.outline("begrippen") == ["h1 begrippen Begrippen", "h2 letter-a A", "h2 letter-e E", "h2 letter-p P"]
    assert "ook: presentiebenadering" in page
    assert 'Lees verder: <a href="../formulier/mijn-raam/">Mijn raam</a>' in page
    assert "Bron: Een boek, hoofdstuk 2" in page


def test_without_a_page_of_terms_explanations_have_no_link(draw):
    site = draw(
        GLOSSARY.partition("    == docs/begrippen.md")[0]
        + """
    == docs/index.md
    Dit is [presentie](begrip:presentie).
    """
    ).build()

    assert site.log == []
    assert "Meer in de begrippenlijst" not in site.article()


def test_an_unknown_term_is_told_with_every_place(draw):
    site = draw(
        GLOSSARY
        + """
    == docs/index.md
    # Begin

    Dit is [presentie](begrip:presenti) en `[dat](begrip:presenti)` niet.

    - En [weer](begrip:presenti).
    """
    ).build()

    problem = "Het begrip 'presenti' bestaat niet. Bedoel je 'presentie'?"
    assert site.log == [f"WARNING: docs/index.md:3:20: {problem}", f"WARNING: docs/index.md:5:13: {problem}"]


def test_the_foot_of_a_page_tells_its_sources_its_readers_and_its_reading_time(draw):
    site = draw(
        """
    == checklists/_sources.yml
    works:
      - {id: boek, title: Een boek, authors: [Een schrijver], about: Over dit.}
      - {id: krant, title: Een krant, authors: [Een ander], about: Over dat.}
    == docs/bronnen.md
    # Bronnen

    ::: sources
    == docs/diep/pagina.md
    ---
    source:
      - {work: boek, chapter: "2"}
      - {work: krant}
    audience: [team, client]
    ---
    # Diep

    """
        + "woord " * 400
        + "\n"
    ).build()

    assert site.log == []
    assert ABOUT.search(site.article("diep/pagina"))[1] == (
        '<p>Bron: <a href="../../bronnen/#bron-boek"><cite>Een boek</cite></a>, hoofdstuk 2; '
        '<a href="../../bronnen/#bron-krant"><cite>Een krant</cite></a></p>\n'
        "<p>Voor: team, cliënt</p>\n"
        "<p>Leestijd: ongeveer 2 minuten</p>"
    )


def test_a_single_source_and_reader_need_no_list(draw):
    site = draw("""
    == docs/index.md
    ---
    source: {work: boek}
    audience: team
    ---
    # Begin
    """).build()

    assert site.log == []
    assert ABOUT.search(site.article())[1] == "<p>Bron: <cite>Een boek</cite></p>\n<p>Voor: team</p>"


def test_a_page_without_sources_and_readers_has_no_foot(draw):
    site = draw(GLOSSARY).build()

    assert not ABOUT.search(site.article())
    assert not ABOUT.search(site.article("formulier/mijn-raam"))


@pytest.mark.parametrize(
    ("front_matter", "problem"),
    [
        ("source: {work: boeck}", "2:16: De bron 'boeck' bestaat niet. Bedoel je 'boek'?"),
        ("source: [{work: boek}, {work: krant}]", "2:31: De bron 'krant' bestaat niet. Kies uit: boek."),
        ("source: {work: [boek]}", "2:10: " + SAY("problem.not_text", name="work")),
        ("source: {chapter: '1'}", "2:1: De bron noemt geen werk. Voeg 'work' toe, met een id uit _sources.yml."),
        ("source: boek", "2:9: " + SAY("problem.expected_mapping", name="source")),
        ("source: {work: boek, chaptr: '1'}", "2:22: De sleutel 'chaptr' bestaat niet. Bedoel je 'chapter'?"),
        ("source: {work: boek, chapter: ''}", "2:31: " + SAY("problem.empty_text", name="chapter")),
        ("title: x\naudience: [team, teem]", "3:18: 'teem' kan niet bij 'audience'. Bedoel je 'team'?"),
        ("audience: [iedereen]", f"2:12: 'iedereen' kan niet bij 'audience'. Kies uit: {READERS}."),
    ],
)
def test_a_mistake_in_front_matter_is_told_with_its_place_and_its_mend(draw, front_matter, problem):
    site = draw("")
    site.write("docs/index.md", f"---\n{front_matter}\n---\n# Begin\n")
    site.build()

    assert site.log == [f"WARNING: docs/index.md:{problem}"]
    assert site.failed
