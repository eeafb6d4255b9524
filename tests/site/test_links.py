"""Links by id: from pages, front matter and checklists to forms, panes, items, headings and works."""

import re

import pytest

from kijkraam.locale import Phrases

from ..drawings import FRAME

FORMS = (
    FRAME
    + """
      - id: mensen
        title: Mensen
        scale: praktijk
        items:
          - {id: m-1, text: We zoeken mensen op.}
      - include: ander-raam#plek
    == checklists/ander-raam.yml
    id: ander-raam
    version: 1
    kind: kijkvragen
    title: Ander raam
    summary: Lees eerst [de kern][kern], dan [het raam][mijn-raam], dan [de mensen][mijn-raam#mensen].
    audience: [team]
    source: {work: boek}
    see: [kern, mijn-raam#m-1]
    sections:
      - id: plek
        title: De plek
        intro: Zie ook [deze ruit][ander-raam#plek] en [elders](https://voorbeeld.test/).
        scale: praktijk
        items:
          - {id: p-1, text: We kennen de wijk., see: [kern], mirrors: mijn-raam#m-1}
"""
)
PAGES = """
    == docs/index.md
    # Begin

    [raam][mijn-raam] [ruit][mijn-raam#mensen] [vraag][mijn-raam#m-1] [kop][kern] [bron][bron-boek]
    == docs/diep/in/pagina.md
    # Diep

    [raam][mijn-raam] [ruit][mijn-raam#mensen] [vraag][mijn-raam#p-1] [kop][kern] [bron][bron-boek] [kern][]
    == docs/diep/kern.md
    # Kern

    ## De kern {#kern}
    == docs/bronnen.md
    # Bronnen

    ::: sources
"""
CONFIG = """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    markdown_extensions: [attr_list]
    validation: {links: {anchors: warn}}
"""


def links(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', html)


def test_links_by_id_lead_from_any_page_to_any_id(draw):
    site = draw(CONFIG + FORMS + PAGES).build()

    assert site.log == []
    assert links(site.article()) == [
        "formulier/mijn-raam/",
        "formulier/mijn-raam/#mensen",
        "formulier/mijn-raam/#m-1",
        "diep/kern/#kern",
        "bronnen/#bron-boek",
    ]
    assert links(site.article("diep/in/pagina")) == [
        "../../../formulier/mijn-raam/",
        "../../../formulier/mijn-raam/#mensen",
        "../../../formulier/mijn-raam/#p-1",
        "../../kern/#kern",
        "../../../bronnen/#bron-boek",
        "../../kern/#kern",
    ]


def test_links_by_id_lead_to_files_without_directory_urls_and_forms_keep_their_address(draw):
    site = draw(CONFIG + "    use_directory_urls: false\n" + FORMS + PAGES).build()

    assert site.log == []
    assert links(site.article("index.html")) == [
        "formulier/mijn-raam/index.html",
        "formulier/mijn-raam/index.html#mensen",
        "formulier/mijn-raam/index.html#m-1",
        "diep/kern.html#kern",
        "bronnen.html#bron-boek",
    ]
    assert links(site.article("diep/in/pagina.html"))[:3] == [
        "../../formulier/mijn-raam/index.html",
        "../../formulier/mijn-raam/index.html#mensen",
        "../../formulier/mijn-raam/index.html#p-1",
    ]
    assert "../../diep/kern.html#kern" in links(site.article("formulier/ander-raam"))


def test_links_in_a_checklist_lead_on_from_its_own_page_and_from_a_page_that_holds_it(draw):
    site = draw(
        CONFIG
        + FORMS
        + PAGES
        + """
    == docs/diep/met-formulier.md
    ::: ander-raam
    """
    ).build()

    assert site.log == []
    assert links(site.article("formulier/ander-raam")) == [
        "../../diep/kern/#kern",
        "../mijn-raam/",
        "../mijn-raam/#mensen",
        "#ander-raam",
        "../../bronnen/#bron-boek",
        "ander-raam-vragenlijst.xlsx",
        "./#plek",
        "https://voorbeeld.test/",
        "../../diep/kern/#kern",
        "../mijn-raam/#m-1",
        "../../diep/kern/#kern",
        "../mijn-raam/#m-1",
        "../../diep/met-formulier/",
    ]
    assert links(site.article("diep/met-formulier"))[:4] == [
        "../kern/#kern",
        "../../formulier/mijn-raam/",
        "../../formulier/mijn-raam/#mensen",
        "#ander-raam--form",
    ]


def test_a_ref_in_front_matter_gets_the_address_of_its_id(draw):
    site = draw(
        CONFIG.replace("font: false", "font: false, custom_dir: thema")
        + FORMS
        + PAGES
        + """
    == thema/wegen.html
    {% extends "main.html" %}
    {% block content %}
    {% for way in page.meta.ways %}<a href="{{ way.url | url }}">{{ way.text }}</a>{% endfor %}
    {% endblock %}
    == docs/diep/wegen.md
    ---
    template: wegen.html
    ways:
      - {text: Raam, ref: mijn-raam}
      - {text: Vraag, ref: mijn-raam#m-1}
      - {text: Kop, ref: kern}
    ---
    """
    ).build()

    assert site.log == []
    assert links(site.article("diep/wegen")) == [
        "../../formulier/mijn-raam/",
        "../../formulier/mijn-raam/#m-1",
        "../kern/#kern",
    ]


def test_every_unknown_id_in_a_page_is_told_with_its_place(draw):
    site = draw(
        CONFIG
        + FORMS
        + PAGES
        + """
    == docs/fout.md
    ---
    ways:
      - {text: Goed, ref: kern}
      - {text: Fout, ref: kerm}
    ---
    # Fout

    Zie [dit][mijn-raan] en `[dat][mijn-raan]`.

    Zie [nog eens][mijn-raan], [de vraag][mijn-raam#m-9] en [Kernen][].
    """
    ).build()

    assert site.log == [
        "WARNING: docs/fout.md:4:23: 'kerm' is geen formulier en geen kop. Bedoel je 'kern'?",
        "WARNING: docs/fout.md:8:11: 'mijn-raan' is geen formulier en geen kop. Bedoel je 'mijn-raam'?",
        "WARNING: docs/fout.md:10:16: 'mijn-raan' is geen formulier en geen kop. Bedoel je 'mijn-raam'?",
        "WARNING: docs/fout.md:10:39: 'm-9' staat niet in 'mijn-raam'. Bedoel je 'm-1'?",
        "WARNING: docs/fout.md:10:58: 'kernen' is geen formulier en geen kop. Bedoel je 'kern'?",
    ]
    assert site.failed


def test_an_unknown_id_in_a_checklist_is_told_with_its_place(draw):
    site = draw(
        CONFIG + FORMS.replace("[kern, mijn-raam#m-1]", "[kerm]").replace("[de kern][kern]", "[de kern][krn]") + PAGES
    )
    site.build()

    assert site.log == [
        "ERROR: checklists/ander-raam.yml:5:30: 'krn' is geen formulier en geen kop. Bedoel je 'kern'?",
        "ERROR: checklists/ander-raam.yml:8:7: 'kerm' is geen formulier en geen kop. Bedoel je 'kern'?",
    ]
    assert site.failed


def test_links_of_markdown_itself_are_left_alone(draw):
    site = draw(
        CONFIG
        + FORMS
        + PAGES
        + """
    == docs/gewoon.md
    # Gewoon

    [eigen][mijn], [mijn-raam], [bestand](diep/kern.md#kern), [elders](https://voorbeeld.test/)

    [mijn]: https://voorbeeld.test/mijn
    """
    ).build()

    assert site.log == []
    assert links(site.article("gewoon")) == [
        "https://voorbeeld.test/mijn",
        "../formulier/mijn-raam/",
        "../diep/kern/#kern",
        "https://voorbeeld.test/",
    ]


def test_mkdocs_knows_the_anchors_within_forms(draw):
    site = draw(
        CONFIG
        + FORMS
        + PAGES
        + """
    == docs/diep/anker.md
    # Anker

    [vraag](../formulier/mijn-raam.md#m-1) [ruit](../formulier/mijn-raam.md#plek)

    [formulier](../formulier/mijn-raam.md#mijn-raam)

    [hier](#mijn-raam--m-1) [bron](../bronnen.md#bron-boek) [begrip](../begrippen.md#presentie-begrip)

    ::: mijn-raam
    == checklists/_glossary.yml
    terms:
      - {id: presentie, term: presentie, text: Er zijn voor de ander.}
    == docs/begrippen.md
    # Begrippen

    ::: glossary
    """
    ).build()

    assert site.log == []


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("../formulier/mijn-raam.md#nope", "the doc 'formulier/mijn-raam.md' does not contain an anchor '#nope'."),
        # An answer without a hint has no element that could be linked to.
        (
            "../formulier/mijn-raam.md#mensen--praktijk--nu-niet",
            "the doc 'formulier/mijn-raam.md' does not contain an anchor '#mensen--praktijk--nu-niet'.",
        ),
        ("#mijn-raam--nope", "there is no such anchor on this page."),
    ],
)
def test_mkdocs_tells_of_an_anchor_that_no_form_has(draw, link, problem):
    site = draw(CONFIG + FORMS + PAGES)
    site.write("docs/diep/anker.md", f"[vraag]({link})\n\n::: mijn-raam\n")
    site.build()

    assert site.log == [f"WARNING: Doc file 'diep/anker.md' contains a link '{link}', but {problem}"]


@pytest.mark.parametrize(
    ("written", "link", "place"),
    [
        ("[klik](javascript:alert)", "javascript:alert", "3:8"),
        ("[klik](&#106;avascript:alert)", "javascript:alert", "3:1"),
        ("[klik](data:text/html;x)", "data:text/html;x", "3:8"),
    ],
)
def test_a_link_in_a_page_that_runs_something_is_a_problem(draw, written, link, place):
    site = draw("")
    site.write("docs/index.md", f"# Begin\n\n{written}\n")
    site.build()

    assert site.log == [f"WARNING: docs/index.md:{place}: {Phrases('nl')('problem.unsafe_link', link=link)}"]
    assert 'href="#"' in site.article()
