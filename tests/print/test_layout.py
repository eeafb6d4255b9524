"""How a form lies on its sheets: what stays together, room to write, and letters that a client can read."""

import re

import pikepdf
import pypdfium2
import pytest

from ..sampling import rarely
from .reading import SITE, page_texts, sizes_of_letters, widgets

MM = 72 / 25.4
FORM = """
    == checklists/mijn-blad.yml
    id: mijn-blad
    version: 1
    kind: {kind}
    title: Mijn blad
    summary: Kijk samen.
    audience: [team]
    source: {{work: boek}}
    formats: [{format}]
    sections:
"""
PANE = """
      - id: deel-{pane}
        title: Deel {pane}
        scale: praktijk
        items:
{items}
"""
TABLE = """
      - id: deel
        title: Deel
        items:
          - id: tabel
            type: table
            text: Stappen
            basis: own
            blank_rows: {rows}
            columns:
              - {{id: a, title: A, type: long_text}}
              - {{id: b, title: B}}
              - {{id: c, title: C}}
              - {{id: d, title: D}}
"""
CLIENT = """
    == checklists/mijn-blad.yml
    id: mijn-blad
    version: 1
    kind: ervaring
    title: Hoe is het voor jou?
    summary: Vertel het ons.
    audience: [client]
    source: {work: boek}
    formats: [form, cards]
    caution: [Schrijf geen namen op.]
    conversation_card:
      title: Praat erover
      intro: Praat hierover met iemand die je vertrouwt. Liever niet met iemand die bij je hulp hoort. Je mag stoppen.
      questions: [Wat vind jij belangrijk?]
      closing: Mag iemand anders dit weten? Jij kiest wie, en wat die mag weten. Hierna kun je het formulier invullen.
        Dat hoeft niet. Wat je zegt, verandert niets aan je hulp. Je mag elke vraag overslaan.
    sections:
      - id: jij
        title: Jij
        scale: praktijk
        items:
          - {id: j-1, text: Dit gaat goed., prompt: Hoe merk je dat?}
          - {id: j-2, type: long_text, text: Wat kan beter?, prompt: Het mag iets kleins zijn.}
          - {id: j-3, type: choice, text: Wanneer?, options: [{id: nu, text: Nu, hint: vandaag}]}
          - {id: j-4, type: text, by_pen: true, text: Naam}
          - {id: j-5, type: table, text: Wat nog?, blank_rows: 2, columns: [{id: wat, title: Wat}]}
    reflection: [Hoe was dit?]
"""


def form(kind: str, *panes: int, kind_of_file: str = "form", closing: int = 0) -> str:
    """Draw a form with panes of so many statements, and so many closing questions."""
    drawn = FORM.format(kind=kind, format=kind_of_file)
    for number, statements in enumerate(panes):
        items = [f"          - {{id: m{number}-{n}, text: Zin {number}-{n}.}}" for n in range(statements)]
        drawn += PANE.format(pane=number, items="\n".join(items))
    return drawn + f"    reflection: [{', '.join(f'Vraag {n}?' for n in range(closing))}]\n" * bool(closing)


def printed(draw, drawing: str):
    site = draw(SITE + drawing).build()
    assert site.log == []
    [path] = (site.root / "site").rglob("mijn-blad.pdf")
    return path


def on_pages(path, pattern: str) -> list[int]:
    """Return how often a text stands on each page."""
    return [len(re.findall(pattern, text)) for text in page_texts(path)]


def heights(path, ending: str) -> list[float]:
    """Return the heights in millimetres of the fields with names that end so."""
    with pikepdf.open(path) as pdf:
        found = [w.Rect for w in widgets(pdf) if str(w.get("/T", "")).endswith(ending)]
        return [round((float(rect[3]) - float(rect[1])) / MM) for rect in found]


@pytest.mark.parametrize("statements", rarely(range(4, 10), but=[5, 8]))
def test_the_last_statement_of_a_form_stands_on_no_sheet_alone(draw, statements):
    pages = on_pages(printed(draw, form("kijkvragen", 2, statements)), r"Zin \d-\d+\.")

    assert sum(pages) == statements + 2
    assert min(pages[1:]) > 1


@pytest.mark.parametrize("statements", rarely(range(4, 10), but=[6, 9]))
def test_the_last_statement_of_a_pane_with_sheets_of_its_own_stands_on_none_alone(draw, statements):
    pages = on_pages(printed(draw, form("kijkraam", statements, 2)), r"Zin \d-\d+\.")

    assert sum(pages) == statements + 2
    assert min(number for number in pages if number) > 1


@pytest.mark.parametrize("statements", [1, 2, 3])
def test_closing_questions_stand_together_and_each_has_room_for_three_lines(draw, statements):
    path = printed(draw, form("kijkvragen", statements, closing=5))

    assert [number for number in on_pages(path, r"Vraag \d\?") if number] == [5]
    assert min(heights(path, "--reflection-1")) >= 16


@pytest.mark.parametrize(
    ("statements", "height"),
    rarely([(2, 24), (4, 19), (5, 13), (6, 10), (7, 19), (8, 19), (9, 16)], but=[(2, 24), (6, 10), (9, 16)]),
)
def test_where_a_pane_has_its_own_sheets_examples_take_the_room_there_is(draw, statements, height):
    path = printed(draw, form("kijkraam", 2, statements))

    assert heights(path, "--note")[2:] == [height] * statements
    assert len([number for number in on_pages(path, r"Zin 1-\d+\.") if number]) == (1 if statements < 7 else 2)


@pytest.mark.parametrize("rows", range(4, 12))
def test_no_row_and_no_source_of_a_table_stands_on_a_sheet_alone(draw, rows):
    path = printed(draw, FORM.format(kind="werkblad", format="worksheet") + TABLE.format(rows=rows))

    texts = page_texts(path)
    numbers = [len(re.findall(r"^\d+\s*$", text, re.MULTILINE)) for text in texts]
    assert sum(numbers) == rows
    assert all(number > 1 for number in numbers if number)
    assert [
        text for text, number in zip(texts, numbers, strict=True) if "Toevoeging van ons" in text and not number
    ] == []


def test_a_client_reads_nothing_under_eleven_points_and_writes_in_eleven(draw):
    site = draw(SITE + CLIENT).build()

    assert site.log == []
    folder = site.root / "site/formulier/mijn-blad"
    assert min(sizes_of_letters(folder / "mijn-blad.pdf")) == 11
    # Along the edge that is cut off stands for who prints it which form this is.
    assert sorted(set(sizes_of_letters(folder / "mijn-blad-kaarten.pdf")))[:2] == [6, 11]
    with pikepdf.open(folder / "mijn-blad.pdf") as pdf:
        assert {str(field.DA) for field in pdf.Root.AcroForm.Fields if "/DA" in field} == {"/Veld 11 Tf 0 g"}


def test_the_circles_of_a_client_are_large_and_stand_beside_their_words(draw):
    path = printed(draw, CLIENT.replace("formats: [form, cards]", "formats: [form]"))

    with pikepdf.open(path) as pdf:
        [circle] = [w for w in widgets(pdf) if "/AP" in w and "/zo-werken-wij" in w.AP.N]
        page = [p.obj for p in pdf.pages].index(circle.P)
        left, low, right, high = map(float, circle.Rect)
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[page].get_textpage()
        beside = text.get_text_range().rindex("Zo werken wij")
        _, letter_low, _, letter_high = text.get_charbox(beside)
    assert right - left > 20
    assert abs((low + high) / 2 - (letter_low + letter_high) / 2) < 1
