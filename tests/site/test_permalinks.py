"""A link beside each heading, pane and question, whole before any script runs."""

import re

FORM = """
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: {kind}
    title: Mijn raam
    summary: Kijk samen.
    audience: [team]
    source: {{work: boek}}
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        items: [{{id: m-1, text: "We zoeken *mensen* op."}}, {{id: m-2, type: text, text: Wie?}}]
"""


def links(site, url: str) -> list[str]:
    """Each link to copy, as where it leads and what it is called."""
    found = re.findall(
        r'<a class="kijkraam-permalink" href="([^"]*)" aria-label="([^"]*)"></a>', site.article(url, whole=True)
    )
    return [f"{href} {label}" for href, label in found]


def test_headings_panes_and_questions_have_a_link_to_themselves(draw):
    site = draw(FORM.format(kind="kijkraam")).build()

    assert links(site, "formulier/mijn-raam") == [
        "#mensen Link naar: Mensen",
        "#m-1 Link naar: We zoeken mensen op",
        "#m-2 Link naar: Wie?",
    ]


def test_a_form_in_another_page_links_to_its_own_page(draw):
    site = draw(
        FORM.format(kind="kijkraam")
        + """
    == docs/uitleg.md
    # Uitleg

    ## Zelf *kijken* & zien

    ::: mijn-raam
    """
    ).build()

    assert links(site, "uitleg") == [
        "#zelf-kijken-zien Link naar: Zelf kijken &amp; zien",
        "#mijn-raam Link naar: Mijn raam",
        "../formulier/mijn-raam/#mensen Link naar: Mensen",
        "../formulier/mijn-raam/#m-1 Link naar: We zoeken mensen op",
        "../formulier/mijn-raam/#m-2 Link naar: Wie?",
    ]


def test_the_link_is_no_part_of_the_name_of_its_heading(draw):
    site = draw("""
    == docs/uitleg.md
    # Uitleg

    ## Een kop
    """).build()

    assert (
        '<h2 id="een-kop" aria-labelledby="een-kop--kop"><span id="een-kop--kop">Een kop</span>'
        '<a class="kijkraam-permalink" href="#een-kop" aria-label="Link naar: Een kop"></a></h2>'
    ) in site.article("uitleg", whole=True)


def test_a_client_sees_the_questions_only(draw):
    site = draw(FORM.format(kind="ervaring").replace("audience: [team]", "audience: [client]")).build()

    assert links(site, "formulier/mijn-raam") == []


def test_a_maker_may_have_links_of_markdown_itself(draw):
    site = draw("""
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    markdown_extensions: [{toc: {permalink: true}}]
    == docs/uitleg.md
    # Uitleg

    ## Een kop
    """).build()

    assert links(site, "uitleg") == []
    assert site.article("uitleg", whole=True).count("headerlink") == 2
