"""Every text of a form is on its paper, however long or strange it is, and within the sheet."""

import pypdfium2
import pytest

from .reading import EVERY_TYPE, SITE, page_texts, squeezed, text_of

LONG = "Wij zoeken mensen op en wij blijven komen, ook als het lang duurt voordat iemand opendoet. " * 5
WORD = "w" * 200
STRANGE = ["👩🏽‍🚒 🙂 ☆", "مرحبا بالعالم", "שלום עולם", "ij̈ é & <b> {{ 7 * 7 }}", "中文"]
HOSTILE = f"""
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn & <raam>
    summary: {LONG}
    audience: [team]
    source: {{work: boek}}
    sections:
      - id: mensen
        title: Mensen & <b>
        scale: praktijk
        items:
          - {{id: m-1, text: "{LONG}", prompt: "{LONG}", core: true}}
          - {{id: m-2, text: "{WORD}", prompt: "{WORD}"}}
          - {{id: m-3, text: '{STRANGE[0]}', prompt: '{STRANGE[1]}'}}
          - {{id: m-4, text: '{STRANGE[2]}', prompt: '{STRANGE[4]}'}}
          - {{id: m-6, text: '{STRANGE[3]}'}}
          - id: m-5
            type: table
            text: Tabel
            blank_rows: 30
            columns:
              - {{id: a, title: "{WORD}"}}
              - {{id: b, title: B}}
              - {{id: c, title: C}}
              - {{id: d, title: D}}
"""


FOR_CLIENTS = """
    == checklists/_helplines.yml
    help_lines:
      - {id: alarm, title: Er is nu gevaar, phone: "112", text: Bel., organisation: Alarm, checked: vandaag}
      - {id: dood, title: Denk je aan de dood, phone: 113 of 0800, text: Bel., organisation: Hulp, checked: vandaag}
    == checklists/hoe-is-het.yml
    id: hoe-is-het
    version: 1
    kind: ervaring
    title: Hoe is het voor jou?
    summary: Vertel het ons.
    audience: [client]
    source: {work: boek}
    tested_with: none
    sections:
      - id: deel
        title: Deel
        items: [{id: h-1, type: long_text, text: Hoe is het voor jou?}]
"""


@pytest.fixture
def hostile(draw):
    site = draw(SITE + HOSTILE).build()
    assert site.log == []
    return site.root / "site/formulier/mijn-raam"


def test_on_the_paper_of_a_client_there_are_numbers_to_call(draw):
    site = draw(SITE + FOR_CLIENTS).build()

    assert site.log == []
    paper = text_of(site.root / "site/formulier/hoe-is-het/hoe-is-het.pdf")
    assert squeezed("Nu hulp nodig? Bel. Er is nu gevaar: 112 · Denk je aan de dood: 113 of 0800.") in squeezed(paper)


def test_every_text_of_a_form_with_all_types_is_on_its_paper(draw):
    site = draw(SITE + EVERY_TYPE).build()

    paper = text_of(site.root / "site/formulier/mijn-raam/mijn-raam.pdf")

    told = [
        *("Kijkraam · Uitgave 3", "Mijn raam", "Kijk samen hoe het gaat.", "Niet alles is te zien.", "Een boek"),
        *("Hier komt geen cijfer uit.", "Wie het papier of het bestand heeft, kan het lezen."),
        *("Kijk je alleen of samen?", "Ik kijk naar mezelf", "Mensen", "Vraag bij elke zin: Hoe gaat dit bij ons?"),
        *("ook als een ander er is", "We zoeken mensen op.", "Waar was dat?", "Zo werken wij", "Weet ik niet"),
        *("Hier wil ik over praten", "Schrijf de naam er met pen bij.", "Plek", "Wat gebeurde er?", "Datum", "Gedaan"),
        *("Het team", "De buren", "Later", "na de zomer", "Stappen", "Klaar", "Klein", "Groot", "Wat nu?"),
        *("https://voorbeeld.nl/handboek/formulier/mijn-raam/", "bladzijde 2 van 2"),
    ]
    assert [text for text in told if squeezed(text) not in paper] == []


def test_long_and_strange_texts_do_not_vanish(hostile):
    form, poster, cards = (
        text_of(hostile / name) for name in ("mijn-raam.pdf", "mijn-raam-poster.pdf", "mijn-raam-kaarten.pdf")
    )

    for text in (LONG, WORD, "Mijn & <raam>", "Mensen & <b>"):
        assert squeezed(text) in form
    for text in (LONG, WORD):
        assert squeezed(text) in poster
        assert cards.count(squeezed(text)) == 2
    for text in STRANGE:
        # Order and joined signs differ by reader; what counts is that each sign is there.
        assert {sign for sign in squeezed(text) if sign.isprintable()} <= set(form), text


def test_nothing_stands_outside_the_sheet(hostile):
    for path in sorted(hostile.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            for number, page in enumerate(pdf, 1):
                width, height = page.get_size()
                text = page.get_textpage()
                boxes = [text.get_charbox(n) for n in range(text.count_chars())]
                outside = [box for box in boxes if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height]
                assert outside == [], f"{path.name}, page {number}"


def test_a_wide_table_lies_and_repeats_its_head_on_every_sheet(hostile):
    with pypdfium2.PdfDocument(hostile / "mijn-raam.pdf") as pdf:
        sizes = [page.get_size() for page in pdf]
    texts = page_texts(hostile / "mijn-raam.pdf")

    assert sizes[0][0] < sizes[0][1]
    with_rows = [number for number, text in enumerate(texts) if squeezed(WORD) in squeezed(text)][1:]
    assert len(with_rows) >= 4
    assert all(sizes[number][0] > sizes[number][1] for number in with_rows)


def test_an_item_does_not_split_over_two_sheets(draw):
    items = "\n".join(f"          - {{id: m-{n}, text: Begin {n}., prompt: Einde {n}?}}" for n in range(1, 10))
    site = draw(
        SITE
        + f"""
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 1
    kind: kijkraam
    title: Mijn raam
    summary: Kijk samen.
    audience: [team]
    source: {{work: boek}}
    formats: [form]
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        items:
{items}
    """
    ).build()

    texts = page_texts(site.root / "site/formulier/mijn-raam/mijn-raam.pdf")

    begins = {n: next(i for i, text in enumerate(texts) if f"Begin {n}." in text) for n in range(1, 10)}
    ends = {n: next(i for i, text in enumerate(texts) if f"Einde {n}?" in text) for n in range(1, 10)}
    assert begins == ends
    assert len(set(begins.values())) == 2


def test_no_link_leads_anywhere_when_the_site_has_no_address(draw):
    site = draw(SITE.replace("    site_url: https://voorbeeld.nl/handboek/\n", "") + EVERY_TYPE).build()

    path = site.root / "site/formulier/mijn-raam/mijn-raam.pdf"
    assert "https" not in text_of(path)
    assert b"/URI" not in path.read_bytes()


def test_links_and_terms_are_plain_words_when_the_site_has_no_address(draw):
    site = draw(
        SITE.replace("    site_url: https://voorbeeld.nl/handboek/\n", "")
        + EVERY_TYPE.replace("Niet alles is te zien.", '"Kijk bij [dit raam][mijn-raam]."')
    ).build()

    assert site.log == []
    assert squeezed("Kijk bij dit raam.") in text_of(site.root / "site/formulier/mijn-raam/mijn-raam.pdf")
