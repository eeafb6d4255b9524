"""From YAML to a page: a drawing of a site in, the rendered form out."""

FORM = """
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn raam
    summary: Kijk *samen* hoe het gaat.
    audience: [team]
    source: {work: boek, section: "1.2"}
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        items:
          - {id: m-1, text: We zoeken mensen op., prompt: Waar was dat?, core: true}
"""


def test_a_form_gets_its_own_page_with_names_and_ids_of_the_contract(draw):
    site = draw(FORM).build()

    assert site.log == []
    page = site.article("formulier/mijn-raam")
    assert "<h1>Mijn raam</h1>" in page
    assert "Kijk <em>samen</em> hoe het gaat." in page
    assert '<form class="kijkraam-form" id="mijn-raam" method="dialog" autocomplete="off"' in page
    assert '<h2 id="mensen">Mensen</h2>' in page
    assert '<fieldset class="kijkraam-item kijkraam-rating" id="m-1" data-item="m-1" data-core>' in page
    assert "<legend>We zoeken mensen op.</legend>" in page
    assert page.count('type="radio" name="m-1"') == 3
    assert '<textarea id="m-1--note" name="m-1--note" rows="3"></textarea>' in page
    assert "<b>" not in page
    assert 'type="submit"' not in page


def test_a_form_in_a_page_has_prefixed_ids_and_headings_in_the_table_of_contents(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    # Begin

    Eerst wat tekst.

    ::: mijn-raam
    """
    ).build()

    assert site.log == []
    page = site.article()
    assert '<h2 id="mijn-raam">Mijn raam</h2>' in page
    assert '<h3 id="mijn-raam--mensen">Mensen</h3>' in page
    assert 'id="mijn-raam--m-1" data-item="m-1"' in page
    assert 'name="m-1"' in page
    assert '<a href="#mijn-raam--mensen"' in site.html()
