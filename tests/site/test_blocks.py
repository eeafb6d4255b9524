"""`::: …` in a handbook page: a drawing of a site in, the page out, or the place of what is wrong."""

import json
import re

import pytest

from kijkraam.checklist.model import RESERVED_IDS

FORM = """
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn raam
    summary: Kijk *samen* hoe het gaat.
    audience: [team, professional]
    source: {work: boek}
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        minutes: 20
        items:
          - {id: m-1, text: We zoeken mensen op.}
          - {id: m-2, text: We blijven.}
      - id: plek
        title: De plek
        items:
          - {id: p-1, text: Waar ben je?, type: text}
    examples:
      - {id: bram, title: Bram, answers: {p-1: Op het plein.}}
"""
GLOSSARY = """
    == checklists/_glossary.yml
    terms:
      - {id: presentie, term: presentie, text: Er zijn voor de ander.}
"""
HELP_LINES = """
    == checklists/_helplines.yml
    help_lines:
      - {id: nood, title: Direct gevaar, phone: "112", text: Bel., organisation: Alarmcentrale, checked: juni 2026}
"""
PHASES = """
    == checklists/mijn-fase.yml
    id: mijn-fase
    version: 1
    kind: fase
    title: Mijn fase
    summary: De eerste stap.
    audience: [professional]
    source: {work: boek}
    together_with: [mijn-blad]
    sections:
      - {id: stap, title: Stap, items: [{id: s-1, text: Wat doe je?, type: text}]}
    == checklists/mijn-blad.yml
    id: mijn-blad
    version: 1
    kind: werkblad
    title: Mijn blad
    summary: Wat je opschrijft.
    audience: [client]
    source: {work: boek}
    sections:
      - {id: blad, title: Blad, items: [{id: b-1, text: Wat wil je?, type: text}]}
"""
CANNOT = (
    "kan niet na ':::'. Schrijf een id, met 'card' of 'example NAAM' erachter, "
    "of overview, glossary, sources, helplines, team, records, downloads, offline, traject FASE-1 FASE-2 of "
    "figure NAAM."
)
DEFINITION = re.compile(r"<template data-kijkraam-definition[^>]*>.*?</template>", re.DOTALL)
"""A whole form as data, also where one pane of it stands: three stars are three in all panes together."""
TWICE = "staat al op deze bladzijde. Dat kan maar één keer; gebruik bij een formulier 'card' voor een verwijzing."


def test_a_whole_form_stands_under_the_heading_above_it(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    # Begin

    ## Samen kijken

    ::: mijn-raam

    ## Verder
    """
    ).build()

    assert site.log == []
    assert site.outline() == [
        "h1 begin Begin",
        "h2 samen-kijken Samen kijken",
        "h3 mijn-raam Mijn raam",
        "h4 mijn-raam--mijn-raam--begin Beginnen",
        "h4 mijn-raam--mensen Mensen",
        "h4 mijn-raam--plek De plek",
        "h4 mijn-raam--voorbeeld-bram Voorbeeld: Bram",
        "h2 verder Verder",
    ]


def test_one_pane_stands_under_the_heading_above_it(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    # Begin

    ### Diep

    ::: mijn-raam#mensen
    """
    ).build()

    assert site.log == []
    assert site.outline() == ["h1 begin Begin", "h3 diep Diep", "h4 mijn-raam--mensen Mensen"]
    page = site.article()
    assert page.count("<form") == 1
    assert 'id="mijn-raam--m-1"' in page
    assert "p-1" not in DEFINITION.sub("", page)
    assert '<a href="formulier/mijn-raam/">Mijn raam</a>' in page


def test_a_card_leads_to_the_form(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    ::: mijn-raam card
    """
    ).build()

    assert site.log == []
    page = site.article()
    assert '<p class="kijkraam-card-title"><a href="formulier/mijn-raam/">Mijn raam</a></p>' in page
    assert "<p>Kijk <em>samen</em> hoe het gaat.</p>" in page
    assert "<form" not in page


def test_a_card_may_stand_twice_and_beside_the_form(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    ::: mijn-raam card

    ::: mijn-raam

    ::: mijn-raam card
    """
    ).build()

    assert site.log == []
    assert site.article().count('class="kijkraam-card"') == 2


def test_a_filled_in_example_stands_without_fields(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    # Begin

    ::: mijn-raam example bram
    """
    ).build()

    assert site.log == []
    assert site.outline() == ["h1 begin Begin", "h2 mijn-raam--voorbeeld-bram Voorbeeld: Bram"]
    page = site.article()
    assert '<p class="kijkraam-answered">Op het plein.</p>' in page
    assert "<input" not in page


def test_the_overview_lists_every_form_by_theme(draw):
    site = draw(
        FORM.replace("checklists/", "checklists/kijken/")
        + """
    == checklists/_themes.yml
    themes:
      - {id: kijken, title: Samen kijken, summary: Met je team.}
    == checklists/los.yml
    id: los
    version: 1
    kind: werkblad
    title: Los blad
    summary: Voor jezelf.
    audience: [client]
    source: {work: boek}
    sections:
      - {id: een, title: Een, items: [{id: l-1, text: Wat wil je?, type: text}]}
    == docs/index.md
    # Begin

    ## Alle formulieren

    ::: overview
    """
    ).build()

    assert site.log == []
    assert site.outline() == [
        "h1 begin Begin",
        "h2 alle-formulieren Alle formulieren",
        "h3 thema-kijken Samen kijken",
        "h3 thema-overig Overig",
    ]
    page = site.article()
    assert '<a href="formulier/mijn-raam/">Mijn raam</a>' in page
    assert re.search(r'<li data-kind="werkblad"[^>]* data-audience="client">', page)
    assert "<p><kijkraam-overview" not in page
    assert '<script src="assets/kijkraam/overview.js" defer></script>' in site.html()


def test_the_glossary_lists_every_term_by_letter(draw):
    site = draw(
        GLOSSARY
        + """
    == docs/index.md
    # Begin

    ::: glossary
    """
    ).build()

    assert site.log == []
    assert site.outline() == ["h1 begin Begin", "h2 letter-p P"]
    assert 'id="presentie-begrip"' in site.article()


def test_the_sources_stand_with_an_anchor_each(draw):
    site = draw("""
    == docs/index.md
    # Begin

    ::: sources
    """).build()

    assert site.log == []
    assert site.outline() == ["h1 begin Begin", "h2 bron-boek Een boek"]
    assert "<p>Door Een schrijver.</p>" in site.article()


def test_help_lines_can_be_called_with_one_tap(draw):
    site = draw(
        HELP_LINES
        + """
    == docs/index.md
    ::: helplines
    """
    ).build()

    assert site.log == []
    page = site.article()
    assert "<dt>Direct gevaar</dt>" in page
    assert '<strong class="kijkraam-phone"><a href="tel:112">112</a></strong> Bel.' in page


def test_one_of_the_numbers_to_call_can_stand_where_it_is_needed(draw):
    site = draw("""
    == checklists/_helplines.yml
    help_lines:
      - {id: alarm, title: Direct gevaar, phone: "112", text: Bel., organisation: Alarm, checked: nagekeken in 2026}
      - {id: raad, title: Raad, phone: "0800-1", text: Vraag., organisation: Raad, checked: nagekeken in 2026}
    == docs/index.md
    ::: helplines

    ::: helplines raad

    ::: helplines raat
    """).build()

    assert site.log == ["WARNING: docs/index.md:5:1: Het nummer 'raat' staat niet in _helplines.yml. Bedoel je 'raad'?"]
    assert re.findall("<dt>(.*?)</dt>", site.article()) == ["Direct gevaar", "Raad", "Raad"]


def test_the_page_of_all_that_was_filled_in_has_its_headings_without_a_script(draw):
    site = draw("""
    == docs/index.md
    # Begin

    ## Van jou

    ::: records
    """).build()

    assert site.log == []
    assert [line.split()[:2] for line in site.outline()[1:]] == [
        ["h2", "van-jou"],
        ["h3", "ingevuld"],
        ["h3", "meenemen"],
        ["h3", "terugzetten"],
        ["h3", "waar-het-staat"],
        ["h3", "wissen"],
    ]
    assert "<p><kijkraam-records" not in site.article()
    assert '<script src="assets/kijkraam/records.js" defer></script>' in site.html()


@pytest.mark.parametrize(
    ("words", "headings", "defined"),
    [
        ("mijn-fase", ["h2 mijn-fase--fase Mijn fase"], ["mijn-fase", "mijn-blad"]),
        # A form that is no fase has a place in a support process too; it is kept in the same way.
        (
            "mijn-blad  mijn-fase",
            ["h2 mijn-blad--fase Mijn blad", "h2 mijn-fase--fase Mijn fase"],
            ["mijn-blad", "mijn-fase"],
        ),
    ],
)
def test_a_support_process_shows_its_forms_in_order_and_brings_what_belongs_to_them(draw, words, headings, defined):
    site = draw(FORM + PHASES)
    site.write("docs/index.md", f"# Begin\n\n::: traject {words}\n")
    site.build()

    assert site.log == []
    page = site.article()
    phases = [line for line in site.outline() if "--fase " in line]
    assert phases == headings
    brought = re.search(r"<template data-kijkraam-traject[^>]*>(.*?)</template>", page, re.DOTALL)[1]
    assert [form["id"] for form in json.loads(brought)] == defined
    assert "<p><kijkraam-traject" not in page
    assert '<script src="assets/kijkraam/traject.js" defer></script>' in site.html()


def test_no_form_can_be_called_like_a_block(draw):
    site = draw("""
    == docs/index.md
    ::: iets-anders
    """).build()

    blocks = ", ".join(sorted(RESERVED_IDS - {"figure"}))
    assert site.log == [
        f"WARNING: docs/index.md:1:1: Het formulier 'iets-anders' bestaat niet. Kies uit: {blocks}.",
    ]


def test_a_figure_of_the_theme_can_link_to_forms(draw):
    site = draw(
        FORM
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false, custom_dir: thema}
    plugins: [kijkraam]
    == thema/figuren/raam.html
    <figure><svg><a href="{{ r.href("mijn-raam") }}"><path d="M0 0"/></a></svg></figure>
    == docs/diep/in/pagina.md
    ::: figure raam
    """
    ).build()

    assert site.log == []
    assert site.article("diep/in/pagina").endswith(
        '<figure><svg><a href="../../../formulier/mijn-raam/"><path d="M0 0"/></a></svg></figure>'
    )


def test_a_block_directly_after_and_before_text_splits_the_paragraph(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    Eerst dit.
    ::: mijn-raam card
    Dan dat.
    """
    ).build()

    assert site.log == []
    page = site.article()
    assert re.search(r'<p>Eerst dit\.</p>\s*<div class="kijkraam-card">.*</div>\s*<p>Dan dat\.</p>', page, re.DOTALL)


@pytest.mark.parametrize("line", [":::mijn-raam card", ":::  mijn-raam   card  ", "   ::: mijn-raam card"])
def test_spaces_in_a_block_are_free(draw, line):
    site = draw(FORM)
    site.write("docs/index.md", f"Begin.\n\n{line}\n")
    site.build()

    assert site.log == []
    assert site.article().count('class="kijkraam-card"') == 1


def test_a_form_in_a_list_an_admonition_and_a_quotation_stands_under_the_heading_of_the_page(draw):
    site = draw(
        FORM
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    markdown_extensions: [admonition, pymdownx.details, md_in_html]
    == docs/lijst.md
    # Begin

    ## Onder

    - Eerst dit.

        ::: mijn-raam#mensen

    - ::: mijn-raam#plek
    == docs/kader.md
    # Begin

    ## Onder

    !!! note "Kijk"
        Eerst dit.

        ::: mijn-raam#mensen

    ??? note
        ::: mijn-raam#plek
    == docs/citaat.md
    # Begin

    ## Onder

    > ::: mijn-raam#mensen
    == docs/blok.md
    # Begin

    ## Onder

    <div markdown>

    ### Binnen

    ::: mijn-raam#mensen

    </div>
    """
    ).build()

    assert site.log == []
    mensen, plek = "h3 mijn-raam--mensen Mensen", "h3 mijn-raam--plek De plek"
    assert site.outline("lijst") == ["h1 begin Begin", "h2 onder Onder", mensen, plek]
    assert site.outline("kader") == ["h1 begin Begin", "h2 onder Onder", mensen, plek]
    assert site.outline("citaat") == ["h1 begin Begin", "h2 onder Onder", mensen]
    assert site.outline("blok")[2:] == ["h3 binnen Binnen", "h4 mijn-raam--mensen Mensen"]
    assert re.search(r"<li>\s*<p>Eerst dit\.</p>\s*<kijkraam-form class=\"kijkraam ", site.article("lijst"))
    assert re.search(
        r'<details class="note">\s*<summary>[^<]*</summary>\s*<kijkraam-form class="kijkraam ', site.article("kader")
    )


def test_a_block_in_code_stays_text(draw):
    site = draw("""
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    markdown_extensions: [pymdownx.superfences]
    == docs/index.md
    # Begin

    ```
    ::: bestaat-niet
    ```

    - In een lijst:

        ~~~ markdown
        ::: bestaat-niet
        ~~~

    En ingesprongen:

        ::: bestaat-niet

    En in de zin `::: bestaat-niet` staat het ook.

    <!-- ::: bestaat-niet -->
    """).build()

    assert site.log == []
    assert re.sub(r"<[^>]*>", "", site.article()).count("::: bestaat-niet") == 4


def test_a_title_with_signs_stands_in_the_table_of_contents_as_written(draw):
    site = draw(
        FORM.replace("title: Mensen", r"title: 'Jij & \*wij\* <3'")
        + """
    == docs/index.md
    # Begin

    ::: mijn-raam#mensen
    """
    ).build()

    assert site.log == []
    assert site.outline()[1] == "h2 mijn-raam--mensen Jij & *wij* <3"
    contents = re.search(r'<a href="#mijn-raam--mensen"[^>]*>(.*?)</a>', site.html(), re.DOTALL)
    assert re.sub(r"<[^>]*>", "", contents[1]).strip() == "Jij &amp; *wij* &lt;3"


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("mijn-raan", "Het formulier 'mijn-raan' bestaat niet. Bedoel je 'mijn-raam'?"),
        ("overvieuw", "Het formulier 'overvieuw' bestaat niet. Bedoel je 'overview'?"),
        (
            "iets-anders",
            (
                "Het formulier 'iets-anders' bestaat niet. "
                "Kies uit: downloads, glossary, helplines, lessons, mijn-raam, offline, overview, packages, "
                "records, reference, sources, team, traject."
            ),
        ),
        ("mijn-raam#mense", "'mense' staat niet in 'mijn-raam'. Bedoel je 'mensen'?"),
        ("mijn-raam#", "'' staat niet in 'mijn-raam'. Kies uit: mensen, plek."),
        ("mijn-raam#m-1", "'m-1' staat niet in 'mijn-raam'. Kies uit: mensen, plek."),
        ("mijn-raam example brm", "'mijn-raam' heeft geen voorbeeld 'brm'. Bedoel je 'bram'?"),
        ("figure raam", "De figuur 'raam' bestaat niet. Zet hem in de map met figuren van het thema."),
        ("mijn-raam kaart", f"'mijn-raam kaart' {CANNOT}"),
        ("overview alles", f"'overview alles' {CANNOT}"),
        ("mijn-raam#mensen card", f"'mijn-raam#mensen card' {CANNOT}"),
        ("records alles", f"'records alles' {CANNOT}"),
        ("traject", f"'traject' {CANNOT}"),
        ("traject mijn-raan", "Het formulier 'mijn-raan' bestaat niet. Bedoel je 'mijn-raam'?"),
        (
            "traject mijn-raam",
            (
                "'mijn-raam' kan niet in een traject: het heeft keep: always, "
                "en een traject wordt bewaard met keep: ask. Neem een formulier met keep: ask."
            ),
        ),
        ("", f"'' {CANNOT}"),
    ],
)
def test_a_block_that_cannot_be_made_is_told_with_its_place_and_its_mend(draw, block, problem):
    site = draw(FORM)
    site.write("docs/index.md", f"# Begin\n\nEerst dit.\n\n::: {block}\n")
    site.build()

    assert site.log == [f"WARNING: docs/index.md:5:1: {problem}"]
    assert site.failed


def test_a_problem_in_a_page_does_not_end_a_build_that_is_not_strict(draw):
    site = draw("""
    == docs/index.md
    ::: bestaat-niet
    """).build(strict=False)

    assert len(site.log) == 1
    assert not site.failed


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("mijn-raam", "mijn-raam", "mijn-raam"),
        ("mijn-raam", "mijn-raam#mensen", "mijn-raam#mensen"),
        ("mijn-raam#mensen", "mijn-raam", "mijn-raam"),
        ("mijn-raam#mensen", "mijn-raam#mensen", "mijn-raam#mensen"),
        ("mijn-raam", "mijn-raam example bram", "mijn-raam example bram"),
        ("mijn-raam example bram", "mijn-raam", "mijn-raam"),
        ("mijn-raam example bram", "mijn-raam example bram", "mijn-raam example bram"),
        ("overview", "overview", "overview"),
        ("glossary", "glossary", "glossary"),
        ("sources", "sources", "sources"),
        ("records", "records", "records"),
        ("traject mijn-fase", "traject mijn-fase", "traject"),
        ("traject mijn-fase", "mijn-fase", "mijn-fase"),
    ],
)
def test_what_would_put_an_id_twice_in_a_page_is_a_problem(draw, first, second, name):
    site = draw(FORM + GLOSSARY + PHASES)
    site.write("docs/index.md", f"::: {first}\n\nTekst.\n\n::: {second}\n")
    site.build()

    assert site.log == [f"WARNING: docs/index.md:5:1: '{name}' {TWICE}"]


def test_a_phase_stands_once_in_a_support_process(draw):
    site = draw(FORM + PHASES)
    site.write("docs/index.md", "# Begin\n\n::: traject mijn-fase mijn-blad mijn-fase\n")
    site.build()

    assert site.log == [f"WARNING: docs/index.md:3:1: 'mijn-fase#fase' {TWICE}"]


def test_two_panes_and_an_example_of_one_form_go_together(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    # Begin

    ::: mijn-raam#mensen

    ::: mijn-raam#plek

    ::: mijn-raam example bram
    """
    ).build()

    assert site.log == []
    assert site.outline()[1:] == [
        "h2 mijn-raam--mensen Mensen",
        "h2 mijn-raam--plek De plek",
        "h2 mijn-raam--voorbeeld-bram Voorbeeld: Bram",
    ]


def test_the_same_mistake_on_two_lines_has_two_places(draw):
    site = draw("""
    == docs/index.md
    ---
    title: Begin
    ---

    ```
    ::: bestaat-niet
    ```

    ::: bestaat-niet

    - Ook hier:

        ::: bestaat-niet
    """).build()

    problem = (
        "Het formulier 'bestaat-niet' bestaat niet. "
        "Kies uit: downloads, glossary, helplines, lessons, offline, overview, packages, records, reference, sources, "
        "team, traject."
    )
    assert site.log == [f"WARNING: docs/index.md:9:1: {problem}", f"WARNING: docs/index.md:13:5: {problem}"]


def test_windows_line_ends_and_a_byte_order_mark_do_not_move_places(draw):
    site = draw(FORM)
    text = "\ufeff---\r\ntitle: Begin\r\n---\r\n\r\n# Begin\r\n\r\nZie [dit][nergens].\r\n\r\n::: mijn-raam#weg\r\n"
    (site.root / "docs/index.md").write_bytes(text.encode())
    site.build()

    assert site.log == [
        "WARNING: docs/index.md:7:11: 'nergens' is geen formulier en geen kop. Kies uit: mijn-raam.",
        "WARNING: docs/index.md:9:1: 'weg' staat niet in 'mijn-raam'. Kies uit: mensen, plek.",
    ]
