"""Paper for a team: what it shows, what it leaves out, and cards whose backs match."""

from kijkraam.print.cards import Card, sheets_of

from .reading import SITE, page_texts, squeezed, text_of
from .test_files import SHORT_AND_LONG


def test_a_poster_and_cards_have_only_what_the_team_shares(draw):
    site = draw(SITE + SHORT_AND_LONG).build()

    folder = site.root / "site/formulier/mijn-raam"
    for name in ("mijn-raam-poster.pdf", "mijn-raam-kaarten.pdf"):
        text = text_of(folder / name)
        assert squeezed("We gaan erheen.") in text
        assert squeezed("Ik luister.") not in text
    poster = text_of(folder / "mijn-raam-poster.pdf")
    assert squeezed("Vul eerst alleen in, lever in, de gespreksleider plakt.") in poster
    assert squeezed("Hang een ingevulde poster niet op de gang.") in poster
    assert squeezed("Hier komt geen cijfer uit.") in poster


def test_a_form_about_oneself_has_no_poster_and_no_cards(draw):
    site = draw(SITE + SHORT_AND_LONG.replace("title: Mensen", "title: Mensen\n        share: pair")).build()

    assert site.log == []
    made = [path.name for path in sorted((site.root / "site/formulier/mijn-raam").glob("*.pdf"))]
    assert made == ["mijn-raam-eerste-blik.pdf", "mijn-raam.pdf"]


def test_the_back_of_each_card_lies_behind_its_front():
    made = [Card("", f"voor {n}", f"achter {n}") for n in range(1, 4)]

    [(fronts, backs)] = list(sheets_of(made))

    assert [[card and card.front for card in row] for row in fronts] == [["voor 1", "voor 2"], ["voor 3", None]]
    assert [[card and card.back for card in row] for row in backs] == [["achter 2", "achter 1"], [None, "achter 3"]]


def test_eight_cards_fill_a_sheet_and_the_ninth_begins_another():
    made = [Card("", f"voor {n}", "") for n in range(1, 10)]

    sheets = list(sheets_of(made))

    assert [sum(len(row) for row in fronts) for fronts, _ in sheets] == [8, 2]


def test_cards_of_a_client_are_a_gesprekskaart_that_says_no_is_allowed(draw):
    site = draw(
        SITE
        + """
    == checklists/jouw-verhaal.yml
    id: jouw-verhaal
    version: 1
    kind: ervaring
    title: Jouw verhaal
    summary: Vertel hoe het is.
    audience: [client]
    source: {work: boek}
    formats: [cards]
    conversation_card:
      title: Praat erover
      intro: Je mag elke vraag overslaan.
      questions: [Wat vind jij belangrijk?]
      closing: Jij kiest wie dit mag weten.
    sections:
      - {id: jij, title: Jij, scale: praktijk, items: [{id: j-1, text: Dit gaat goed., prompt: Hoe merk je dat?}]}
    """
    ).build()

    front, back = page_texts(site.root / "site/formulier/jouw-verhaal/jouw-verhaal-kaarten.pdf")

    for text in ("Meedoen hoeft niet.", "Praat erover", "Wat vind jij belangrijk?", "Dit gaat goed."):
        assert squeezed(text) in squeezed(front)
    for text in ("Je mag elke vraag overslaan.", "Jij kiest wie dit mag weten.", "Hoe merk je dat?"):
        assert squeezed(text) in squeezed(back)
