"""Filling in a form in a PDF reader: the names of the contract, what each field is called, and values that stay."""

import io

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from .reading import EVERY_TYPE, SITE, reader, widgets

PATH = "site/formulier/mijn-raam/mijn-raam.pdf"


@pytest.fixture
def form(draw):
    site = draw(SITE + EVERY_TYPE).build()
    assert site.log == []
    return site.root / PATH


def test_a_form_has_the_fields_of_the_contract_once_each_and_no_others(form):
    fields = reader(form).get_fields()

    assert list(fields) == [
        "mijn-raam--perspective",
        "m-1",
        "m-1--note",
        "m-1--star",
        "m-3",
        "m-4",
        "m-5",
        "m-6",
        "m-7--team",
        "m-7--buren",
        "m-8",
        "m-9--r1--wie",
        "m-9--r1--klaar",
        "m-9--r1--soort",
        "m-9--r2--wie",
        "m-9--r2--klaar",
        "m-9--r2--soort",
        "mijn-raam--reflection-1",
    ]


def test_what_a_field_is_called_is_the_text_of_its_question(form):
    fields = reader(form).get_fields()

    called = {name: field["/TU"] for name, field in fields.items()}
    assert called["m-1"] == "We zoeken mensen op."
    assert called["m-1--note"] == "Waar was dat? (We zoeken mensen op.)"
    assert called["m-1--star"] == "Hier wil ik over praten: We zoeken mensen op."
    assert called["m-7--buren"] == "Wie waren erbij?: De buren"
    assert called["m-9--r2--wie"] == "2: Wie"
    assert called["mijn-raam--reflection-1"] == "Wat nu?"


def test_every_answer_of_a_question_says_question_and_answer_and_has_its_id_as_value(form):
    with pikepdf.open(form) as pdf:
        group = next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == "m-1")
        answers = [(str(kid.TU), [key for key in kid.AP.N.keys() if key != "/Off"]) for kid in group.Kids]  # noqa: SIM118

    assert answers == [
        ("We zoeken mensen op.: Zo werken wij", ["/zo-werken-wij"]),
        ("We zoeken mensen op.: Nu niet", ["/nu-niet"]),
        ("We zoeken mensen op.: Weet ik niet", ["/weet-ik-niet"]),
    ]


def test_what_is_filled_in_can_be_read_back(form):
    writer = PdfWriter(clone_from=form)
    given = {
        "mijn-raam--perspective": "/team",
        "m-1": "/nu-niet",
        "m-1--note": "Bij de €-winkel, één keer.\nEn nog eens.",
        "m-1--star": "/ja",
        "m-4": "Een verhaal",
        "m-7--buren": "/ja",
        "m-8": "/later",
        "m-9--r2--wie": "De buurvrouw",
        "m-9--r2--soort": "/b",
    }
    for page in writer.pages:
        writer.update_page_form_field_values(page, given, auto_regenerate=False)
    filled = io.BytesIO()
    writer.write(filled)

    fields = PdfReader(filled).get_fields()
    assert {name: fields[name].get("/V") for name in given} == given
    assert [name for name, field in fields.items() if name not in given and field.get("/V") not in ("", "/Off")] == []


def test_a_name_to_write_by_pen_is_a_line_and_no_field(form):
    with pikepdf.open(form) as pdf:
        names = [str(widget.get("/T", "")) for widget in widgets(pdf)]

    assert "m-2" not in names


def test_radio_buttons_of_one_question_are_one_field_and_can_be_taken_back(form):
    with pikepdf.open(form) as pdf:
        group = next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == "m-8")
        flags = int(group.Ff)
        parents = {kid.Parent.objgen for kid in group.Kids}

    assert flags == 1 << 15, "a radio group, without the flag that forbids to take an answer back"
    assert len(parents) == 1


def test_fields_have_one_simple_font_that_is_embedded(form):
    with pikepdf.open(form) as pdf:
        fonts = pdf.Root.AcroForm.DR.Font
        assert list(fonts.keys()) == ["/Veld"]
        font = fonts["/Veld"]
        assert (str(font.Subtype), str(font.Encoding)) == ("/TrueType", "/WinAnsiEncoding")
        assert len(font.FontDescriptor.FontFile2.read_bytes()) < 20_000
        used = {str(field.DA) for field in pdf.Root.AcroForm.Fields if "/DA" in field}
        assert used == {"/Veld 9 Tf 0 g"}
        everywhere = {str(f.BaseFont) for page in pdf.pages for f in page.obj.Resources.Font.values()}

    assert not any("Field" in name for name in everywhere)


def test_no_name_has_a_dot_and_no_field_stands_twice(form):
    with pikepdf.open(form) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]

    assert not any("." in name for name in names)
    assert len(names) == len(set(names))


def test_a_client_has_no_star_and_a_note_only_where_something_is_asked(draw):
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
    formats: [form]
    sections:
      - id: jij
        title: Jij
        scale: praktijk
        items:
          - {id: j-1, text: Dit gaat goed., prompt: Waaraan merk je dat?}
          - {id: j-2, text: Dit gaat ook goed.}
    """
    ).build()

    fields = reader(site.root / "site/formulier/jouw-verhaal/jouw-verhaal.pdf").get_fields()
    assert list(fields) == ["j-1", "j-1--note", "j-2"]
