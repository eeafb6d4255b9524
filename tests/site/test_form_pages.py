"""The own page of a form: its address, its head, its names and ids, and what of it can be found by searching."""

import json
import re

import pytest

FORM = """
    == checklists/kijken/mijn-raam.yml
    id: mijn-raam
    version: 3
    kind: kijkraam
    title: Mijn raam
    summary: Kijk *samen* bij [elkaar][ander].
    intro: [Een inleiding.]
    audience: [team]
    source: {work: boek}
    sections:
      - id: mensen
        title: Mensen
        intro: Wie kom je tegen?
        scale: praktijk
        items:
          - {id: m-1, text: We zoeken mensen op., prompt: Waar was dat?, core: true}
          - {id: m-2, text: We blijven.}
      - id: blad
        title: Het blad
        share: self
        items:
          - {id: b-text, text: Hoe heet de plek?, type: text, prompt: De naam op de deur.}
          - {id: b-long, text: Wat zie je?, type: long_text}
          - {id: b-date, text: Wanneer?, type: date}
          - {id: b-pen, text: Van wie?, type: text, by_pen: true}
          - {id: b-tick, text: Gezien?, type: check}
          - id: b-check
            text: Wie waren er?
            type: check
            options: [{id: buren, text: Buren}, {id: kinderen, text: Kinderen, hint: tot twaalf jaar}]
          - id: b-choice
            text: Welk weer?
            type: choice
            options: [{id: zon, text: Zon}, {id: regen, text: Regen, hint: ook motregen}]
          - id: b-rows
            text: Wie doet wat?
            type: table
            rows: [{id: ik, title: Ik}, {id: jij, title: Jij}]
            columns:
              - {id: wat, title: Wat}
              - {id: klaar, title: Klaar, type: check}
              - {id: hoe, title: Hoe, type: choice, options: [{id: zelf, text: Zelf}, {id: samen, text: Samen}]}
          - id: b-blank
            text: Wie nog meer?
            type: table
            blank_rows: 2
            columns: [{id: wie, title: Wie, type: text}, {id: dag, title: Dag, type: date}]
    reflection: [Wat neem je mee?]
    == checklists/ander.yml
    id: ander
    version: 1
    kind: werkblad
    title: Ander
    summary: Elders.
    audience: [client]
    source: {work: boek}
    sections:
      - {id: een, title: Een, items: [{id: e-1, text: Wat wil je?, type: text}]}
    == checklists/_themes.yml
    themes:
      - {id: kijken, title: Kijken, summary: Samen.}
"""


def controls(html: str) -> list[str]:
    """The names of the controls of a form, each once, with how often it stands there."""
    names = re.findall(r'<(?:input|textarea|select)\b[^>]*?\bname="([^"]*)"', html)
    return [f"{name} {names.count(name)}" for name in dict.fromkeys(names)]


def test_the_head_of_the_page_tells_title_and_summary_without_markup(draw):
    site = draw(FORM).build()

    assert site.log == []
    page = site.html("formulier/mijn-raam")
    assert "<title>Mijn raam - Proef</title>" in page
    assert '<meta name="description" content="Kijk samen bij elkaar.">' in page
    assert page.count("<h1") == 1


def test_the_page_can_be_edited_where_its_yaml_is(draw):
    site = draw(
        FORM
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false, features: [content.action.edit]}
    plugins: [kijkraam]
    repo_url: https://voorbeeld.test/ik/boek
    edit_uri: edit/main/docs/
    """
    ).build()

    edit = "https://voorbeeld.test/ik/boek/edit/main/checklists/kijken/mijn-raam.yml"
    assert f'href="{edit}"' in site.html("formulier/mijn-raam")
    assert 'href="https://voorbeeld.test/ik/boek/edit/main/docs/index.md"' in site.html()


def test_the_page_can_be_edited_where_a_template_of_addresses_says(draw):
    site = draw(
        FORM
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false, features: [content.action.edit]}
    plugins: [kijkraam]
    repo_url: https://voorbeeld.test/ik/boek
    edit_uri_template: schrijf/docs/{path}
    """
    ).build()

    edit = "https://voorbeeld.test/ik/boek/schrijf/checklists/kijken/mijn-raam.yml"
    assert f'href="{edit}"' in site.html("formulier/mijn-raam")


def test_every_control_has_the_name_of_its_item(draw):
    site = draw(FORM).build()

    assert controls(site.article("formulier/mijn-raam")) == [
        "mijn-raam--perspective 2",
        "m-1 3",
        "m-1--note 1",
        "m-1--star 1",
        "m-2 3",
        "m-2--note 1",
        "m-2--star 1",
        "b-text 1",
        "b-long 1",
        "b-date 1",
        "b-tick 1",
        "b-check 2",
        "b-choice 2",
        "b-rows--ik--wat 1",
        "b-rows--ik--klaar 1",
        "b-rows--ik--hoe 2",
        "b-rows--jij--wat 1",
        "b-rows--jij--klaar 1",
        "b-rows--jij--hoe 2",
        "b-blank--r1--wie 1",
        "b-blank--r1--dag 1",
        "b-blank--r2--wie 1",
        "b-blank--r2--dag 1",
        "mijn-raam--reflection-1 1",
    ]


def test_names_are_the_same_where_the_form_is_embedded(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    ::: mijn-raam
    """
    ).build()

    assert controls(site.article()) == controls(site.article("formulier/mijn-raam"))


def test_a_control_that_holds_no_answer_has_no_name(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    ::: overview
    """
    ).build()

    assert "<select" in site.article()
    assert controls(site.article()) == []


def test_form_panes_and_items_have_their_ids_and_embedded_prefixed_ones(draw):
    site = draw(
        FORM
        + """
    == docs/index.md
    ::: mijn-raam

    ::: ander#een
    """
    ).build()

    own = re.findall(r'<(?:form|h2|fieldset|div)\b[^>]*?\bid="([^"]*)"', site.article("formulier/mijn-raam"))
    assert own == [
        "mijn-raam--begin",
        "mijn-raam",
        "mensen",
        "m-1",
        "m-2",
        "blad",
        "b-text",
        "b-long",
        "b-date",
        "b-pen",
        "b-tick",
        "b-check",
        "b-choice",
        "b-rows",
        "b-blank",
        "afsluiten",
    ]
    embedded = re.findall(r'<(?:form|h2|h3|fieldset|div)\b[^>]*?\bid="([^"]*)"', site.article())
    assert embedded[:4] == ["mijn-raam", "mijn-raam--mijn-raam--begin", "mijn-raam--form", "mijn-raam--mensen"]
    assert embedded[-3:] == ["ander--een--form", "ander--een", "ander--e-1"]


def test_no_id_stands_twice_and_every_reference_within_the_page_leads_somewhere(draw):
    site = draw(
        FORM
        + """
    == checklists/_glossary.yml
    terms:
      - {id: presentie, term: presentie, text: Er zijn voor de ander.}
    == docs/index.md
    # Mijn raam

    Dit is [presentie](begrip:presentie).

    ::: mijn-raam

    ::: ander#een

    ::: overview

    ::: glossary

    ::: sources

    ## Ander een
    """
    ).build()

    assert site.log == []
    for url in ("", "formulier/mijn-raam", "formulier/ander"):
        elements = site.elements(url)
        ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
        assert sorted(ids) == sorted(set(ids)), url
        targets = {
            target
            for _, attributes in elements
            for key in ("for", "aria-describedby", "aria-labelledby", "popovertarget")
            for target in attributes.get(key, "").split()
        }
        assert len(targets) > 3, url
        assert targets <= set(ids), url


def test_every_control_has_a_label(draw):
    site = draw(FORM).build()

    page = site.article("formulier/mijn-raam")
    labelled = set(re.findall(r'<label\b[^>]*\bfor="([^"]*)"', page))
    alone = re.sub(r"<label(?:(?!</label>).)*<input(?:(?!</label>).)*</label>", "", page, flags=re.DOTALL)
    ids = re.findall(r"<(?:input|textarea|select)\b(?:[^>]*?\bid=\"([^\"]*)\")?", alone)
    assert len(ids) == 14
    assert set(ids) <= labelled


def test_hints_and_prompts_are_tied_to_what_they_explain(draw):
    site = draw(FORM).build()

    page = site.article("formulier/mijn-raam")
    described = re.findall(r'value="([a-z-]+)" aria-describedby="([^"]*)"', page)
    assert ("zo-werken-wij", "mensen--praktijk--zo-werken-wij") in described
    assert ("kinderen", "b-check--kinderen--hint") in described
    assert ("regen", "b-choice--regen--hint") in described
    assert '<dd id="mensen--praktijk--zo-werken-wij">ook als een ander er is</dd>' in page
    assert '<p class="kijkraam-prompt" id="b-check--kinderen--hint">tot twaalf jaar</p>' in page
    assert 'name="b-text" aria-describedby="b-text--prompt"' in page
    assert '<p class="kijkraam-prompt" id="b-text--prompt">De naam op de deur.</p>' in page


def test_nothing_of_a_form_can_be_sent_and_nothing_has_a_style_of_its_own(draw):
    site = draw(FORM).build()

    elements = site.elements("formulier/mijn-raam")
    forms = [attributes for tag, attributes in elements if tag == "form" and "data-form" in attributes]
    assert [(form["method"], form["autocomplete"], form.get("action")) for form in forms] == [("dialog", "off", None)]
    assert [attributes for tag, attributes in elements if attributes.get("type") == "submit"] == []
    assert [attributes for tag, attributes in elements if tag == "button" and "type" not in attributes] == []
    assert [tag for tag, attributes in elements if "style" in attributes] == []


@pytest.mark.parametrize(
    ("prompt", "told"),
    [("", "Schrijf de naam er met pen bij."), (", prompt: Een code. *Nooit* een naam.", "Een code.")],
)
def test_what_is_written_by_pen_has_no_field_and_says_what_to_write(draw, prompt, told):
    site = draw(FORM.replace("by_pen: true", f"by_pen: true{prompt}")).build()

    item = re.search(r'<div class="kijkraam-item" id="b-pen".*?</div>', site.article("formulier/mijn-raam"), re.DOTALL)
    assert item[0].count(told) == 1
    assert "<input" not in item[0]
    assert ("de naam er met pen" in item[0], "<em>Nooit</em>" in item[0]) == (not prompt, bool(prompt))


def test_the_search_finds_the_words_of_a_form_and_not_what_every_form_repeats(draw):
    site = draw(
        FORM
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [search, kijkraam]
    == docs/index.md
    # Begin

    ::: mijn-raam#mensen
    """
    ).build()

    index = json.loads((site.root / "site/search/search_texts.json").read_text(encoding="utf-8"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    assert list(entries) == [
        "",
        "#mijn-raam--mensen",
        "formulier/ander/",
        "formulier/ander/#een",
        "formulier/mijn-raam/",
        "formulier/mijn-raam/#mensen",
        "formulier/mijn-raam/#blad",
        "formulier/mijn-raam/#afsluiten",
    ]
    form = [entries[location] for location in entries if location.startswith("formulier/mijn-raam/")]
    text = re.sub(r"<[^>]*>", " ", " ".join(entry["title"] + " " + entry["text"] for entry in form))
    text = re.sub(r"\s+", " ", text)
    for words in (
        *("Mijn raam", "Kijk samen bij elkaar.", "Een inleiding.", "Mensen", "Wie kom je tegen?", "Het blad"),
        *("We zoeken mensen op.", "Waar was dat?", "We blijven.", "Hoe heet de plek?", "De naam op de deur."),
        *("Wat zie je?", "Wie waren er?", "Welk weer?", "Wie doet wat?", "Wat neem je mee?"),
    ):
        assert words in text
    for words in ("Zo werken wij", "Nu niet", "ook als een ander er is", "Hier wil ik over praten", "Ik kijk naar"):
        assert words not in text
    for words in ("Hier komt geen cijfer uit", "Waaraan zie je dat", "Wat wil je erover zeggen", "Een boek"):
        assert words not in text


def test_who_tells_reads_how_many_questions_there_are_and_can_leave_the_page_quickly(draw):
    site = draw("""
    == checklists/mijn-ervaring.yml
    id: mijn-ervaring
    version: 1
    kind: ervaring
    title: Jouw verhaal
    summary: Vertel.
    audience: [client]
    source: {work: boek}
    quick_exit: true
    sections:
      - id: deel
        title: Deel
        scale: praktijk
        minutes: 4
        items:
          - {id: e-1, text: Deze persoon luistert., core: true}
          - {id: e-2, text: Wat kan beter?, type: long_text}
      - id: meer
        title: Meer
        scale: praktijk
        items:
          - {id: e-3, text: Deze persoon blijft.}
    """).build()

    assert site.log == []
    page = site.html("formulier/mijn-ervaring")
    assert "<dd>3 vragen, of 1: kort, ongeveer 4 minuten</dd>" in page
    assert '<a href="about:blank" rel="noreferrer">Snel weg</a>' in page
