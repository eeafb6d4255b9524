"""What each kind of form says beside its questions, and what forms take from each other."""

import re

import pytest

from kijkraam.locale import Phrases

PHRASES = Phrases("nl")
FORM = """
    == checklists/een-blad.yml
    id: een-blad
    version: 1
    kind: {kind}
    title: Een blad
    summary: Waarvoor het is.
    audience: [client]
    source: {work: boek}
    sections:
      - id: vragen
        title: De vragen
        scale: praktijk
        items: [{id: v-1, text: Het klopt., prompt: Waaraan merk je dat?}]
"""
NOTICES = {
    "no-mark": "Hier komt geen cijfer uit.",
    "scratch-pad": "Dit is een kladblok, geen dossier.",
    "experience": "Voor je begint",
}


@pytest.mark.parametrize(
    ("kind", "name", "keep", "notice"),
    [
        ("kijkraam", "Kijkraam", "always", "no-mark"),
        ("kijkvragen", "Kijkvragen", "always", "no-mark"),
        ("fase", "Fase", "ask", "scratch-pad"),
        ("werkblad", "Werkblad", "ask", "scratch-pad"),
        ("ervaring", "Jouw ervaring", "session", "experience"),
        ("scorelijst", "Scorelijst", "session", "scratch-pad"),
    ],
)
def test_each_kind_is_named_and_says_what_must_be_known_first(draw, kind, name, keep, notice):
    site = draw(FORM.replace("{kind}", kind)).build()

    assert site.log == []
    page = site.article("formulier/een-blad")
    assert f'<kijkraam-form class="kijkraam kijkraam--{kind}" data-form="een-blad" ' in page
    assert f'<p class="kijkraam-kind" data-search-exclude>{name}</p>' in page
    assert f'data-form="een-blad" data-version="1" data-keep="{keep}"' in page
    assert [key for key, words in NOTICES.items() if f"<strong>{words}</strong>" in page] == [notice]
    assert ("Ik kijk naar mezelf" in page) == (kind == "kijkraam")


def test_what_a_client_tells_has_an_open_question_and_no_star(draw):
    site = draw(FORM.replace("{kind}", "ervaring")).build()

    page = site.article("formulier/een-blad")
    assert '<label for="v-1--note">Waaraan merk je dat?</label>' in page
    assert "Hier wil ik over praten" not in page
    assert "Waaraan zie je dat?" not in page


@pytest.mark.parametrize(("kind", "is_for_clients"), [("werkblad", False), ("ervaring", True)])
def test_what_is_for_who_gives_help_is_folded_away_for_who_gets_it(draw, kind, is_for_clients):
    site = draw(FORM.replace("{kind}", kind) + "    together_with: [een-blad]\n    see: [een-blad]\n").build()

    assert site.log == []
    page = site.article("formulier/een-blad")
    further = re.search(r'<div class="kijkraam-further">(.*?)</div>', page, re.DOTALL)[1]
    assert ("Leg dit ernaast" in further, "Lees verder</p>" in further) == (True, True)
    assert further.strip().startswith("<details") is is_for_clients
    assert ("Voor wie hulp geeft: lees verder" in further) is is_for_clients
    # Nor does the way past all that stands above the form pass what a client must know first.
    assert ('<a href="#een-blad">1 zin</a>' in page) is not is_for_clients


def test_a_conversation_card_comes_before_the_form(draw):
    site = draw(
        FORM.replace("{kind}", "ervaring")
        + """
    conversation_card:
      title: Eerst praten
      intro: Neem de tijd.
      questions: [Hoe gaat het?, Wat kan beter?]
      closing: Dank je wel.
    """
    ).build()

    assert site.log == []
    page = site.article("formulier/een-blad")
    card = re.search(r'<section class="kijkraam-conversation">(.*?)</section>', page, re.DOTALL)
    assert re.sub(r"\s*<[^>]*>\s*", "|", card[1]).strip("|").split("|") == [
        *["Gesprekskaart", "", "Eerst praten", "", "Neem de tijd.", "", ""],
        *["Hoe gaat het?", "", "Wat kan beter?", "", "", "Dank je wel."],
    ]
    assert page.index("kijkraam-conversation") < page.index("<form")


def test_cautions_steps_rights_and_what_holds_now_stand_above_the_form(draw):
    site = draw(
        FORM.replace("{kind}", "werkblad")
        + """
    caution: [Vraag eerst of het *mag*.]
    guidance: [Ga zitten., Luister.]
    now: [De wet is veranderd.]
    rights: Vormgegeven naar een ander.
    together_with: [een-blad]
    """
    ).build()

    assert site.log == []
    page = site.article("formulier/een-blad")
    above, below = page.split("<form", maxsplit=1)
    for words in ("Vraag eerst of het <em>mag</em>.", "<li>Ga zitten.</li>", "De wet is veranderd.", "naar een ander."):
        assert words in above
    assert '<li><a href="./">Een blad</a></li>' in below


INCLUDING = """
    == checklists/professional.yml
    id: professional
    version: 1
    kind: kijkvragen
    title: De professional
    summary: Voor jezelf.
    audience: [professional]
    source: {work: boek}
    sections:
      - id: alle
        title: Jijzelf
        intro: Kijk naar jezelf.
        scale: vakmanschap
        share: self
        minutes: 10
        items:
          - {id: a-1, text: Ik luister., core: true}
          - {id: a-2, text: Ik blijf.}
    == checklists/client.yml
    id: client
    version: 1
    kind: ervaring
    title: Van de cliënt
    summary: Voor jou.
    audience: [client]
    source: {work: boek}
    sections:
      - {id: c, title: C, items: [{id: c-1, text: Vertel., type: long_text}]}
    == checklists/ons-team.yml
    id: ons-team
    version: 1
    kind: kijkraam
    title: Het team
    summary: Voor ons.
    audience: [team]
    source: {work: boek}
    sections:
      - {include: professional#alle, core: [a-2]}
      - {id: client-ruit, title: Wat de cliënt merkt, elsewhere: client}
    == docs/index.md
    # Begin

    ::: ons-team

    ::: professional
"""


def test_an_included_pane_is_answered_in_the_form_that_holds_it(draw):
    site = draw(INCLUDING).build()

    assert site.log == []
    page = site.article("formulier/ons-team")
    assert '<section class="kijkraam-pane" data-pane="alle" data-share="self">' in page
    assert '<h2 id="alle">Jijzelf</h2>' in page
    assert "Kijk naar jezelf." in page
    assert re.findall(r'id="(a-\d)" data-item="(a-\d)"( data-core)?>', page) == [
        ("a-1", "a-1", ""),
        ("a-2", "a-2", " data-core"),
    ]
    assert re.findall(r'id="(a-\d)" data-item="a-\d" data-core>', site.article("formulier/professional")) == ["a-1"]


def test_forms_with_the_same_pane_stand_together_on_a_page(draw):
    site = draw(INCLUDING).build()

    items = re.findall(r'id="([a-z0-9-]+)" data-item="([a-z0-9-]+)"', site.article())
    assert items == [
        ("ons-team--a-1", "a-1"),
        ("ons-team--a-2", "a-2"),
        ("professional--a-1", "a-1"),
        ("professional--a-2", "a-2"),
    ]


def test_a_pane_of_another_form_is_a_closed_shutter_that_leads_there(draw):
    site = draw(INCLUDING).build()

    page = site.article("formulier/ons-team")
    pane = re.search(r'<section class="kijkraam-pane kijkraam-pane--elsewhere".*?</section>', page, re.DOTALL)
    assert '<h2 id="client-ruit">Wat de cliënt merkt</h2>' in pane[0]
    assert '<a href="../client/">Van de cliënt</a>' in pane[0]
    assert "<input" not in pane[0]


def test_an_example_shows_what_was_filled_in_and_what_was_left_empty(draw):
    site = draw(
        """
    == checklists/plan.yml
    id: plan
    version: 1
    kind: werkblad
    title: Plan
    summary: Samen.
    audience: [client]
    source: {work: boek}
    sections:
      - id: doel
        title: Doel
        items:
          - {id: naam, text: Wie?, type: text, by_pen: true}
          - {id: wens, text: Wat wil je?, type: long_text}
          - {id: dag, text: Wanneer?, type: date}
          - {id: hulp, text: Wie helpt?, type: check, options: [{id: buren, text: De buren}, {id: zus, text: Een zus}]}
          - id: stappen
            text: Welke stappen?
            type: table
            blank_rows: 3
            row_title: Stap
            columns: [{id: wat, title: Wat}, {id: wie, title: Wie}]
    examples:
      - id: bram
        title: Bram
        intro: Bram is 20.
        answers:
          wens: Een *eigen* kamer.
          hulp: [buren, zus]
          stappen: [{wat: Zoeken, wie: Bram}, {wat: Bellen}]
    """
    ).build()

    assert site.log == []
    page = site.article("formulier/plan")
    example = re.search(r'<section class="kijkraam-example">(.*?)</section>', page, re.DOTALL)[1]
    without_labels = re.sub(r'<span class="kijkraam-cell-label".*?</span>', "", example)
    assert [words.strip() for words in re.split(r"<[^>]*>", without_labels) if words.strip()] == [
        "Voorbeeld: Bram",
        "Ingevuld door ons met wat de bron vertelt. Wat de bron niet zegt, is leeg.",
        "Bram is 20.",
        *["Wat wil je?", "Een", "eigen", "kamer."],
        *["Wie helpt?", "De buren", "Een zus"],
        *["Welke stappen?", "Stap", "Wat", "Wie"],
        *["1", "Zoeken", "Bram"],
        *["2", "Bellen", "leeg"],
    ]


def test_a_pane_for_oneself_says_so_only_where_other_panes_are_for_the_team(draw):
    form = """
    == checklists/{name}.yml
    id: {name}
    version: 1
    kind: kijkvragen
    title: Vragen
    summary: Kijk.
    audience: [team]
    source: {{work: boek}}
    sections:
      - {{id: wij, title: Wij, share: {share}, scale: praktijk, items: [{{id: {name}-1, text: We groeten.}}]}}
      - {{id: ik, title: Ik, share: self, scale: praktijk, items: [{{id: {name}-2, text: Ik groet.}}]}}
      - {{id: twee, title: Twee, share: pair, scale: praktijk, items: [{{id: {name}-3, text: Ik wacht.}}]}}
    """

    site = draw(form.format(name="gemengd", share="team") + form.format(name="eigen", share="self")).build()

    notes = {
        name: re.findall(r'<p class="kijkraam-share" data-search-exclude>(.*?)</p>', site.html(f"formulier/{name}/"))
        for name in ("gemengd", "eigen")
    }
    assert notes == {"gemengd": [PHRASES("form.shared_self"), PHRASES("form.shared_pair")], "eigen": []}
