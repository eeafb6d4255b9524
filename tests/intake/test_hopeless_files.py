"""Files of which no form can be made: damaged, locked, of another sort, or made to do harm. Each is refused kindly."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.drawing.image import Image
from PIL import Image as Picture

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def zipped(**parts: str | bytes) -> bytes:
    """Return an archive with these parts; `__` in a name stands for a slash, `_dot_` for a full stop."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def with_sheet(change: str, by: str) -> bytes:
    """Return a real workbook in whose sheet a text was replaced."""
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "Vraag"
    book.active["A2"] = "We groeten."
    book.save(made)
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part).decode()
            new.writestr(part.filename, text.replace(change, by) if part.filename.endswith("sheet1.xml") else text)
    return changed.getvalue()


def with_picture_only() -> bytes:
    picture = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(picture, "PNG")
    book = openpyxl.Workbook()
    book.active.add_image(Image(picture), "A1")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


BROKEN = "Het bestand is beschadigd, of anders gemaakt dan een rekenprogramma doet. Open het in Excel of LibreOffice en bewaar het opnieuw als .xlsx."
TOO_MUCH = "Er zit te veel in. Kopieer alleen de rijen met vragen naar een nieuw, leeg bestand, en probeer dat."


def renamed(workbook: bytes) -> bytes:
    """Return a workbook of which the first sheet has the name of a picture."""
    old, new = b"worksheets/sheet1.xml", b"worksheets/sheet1.png"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in book.namelist():
            copy.writestr(name.replace(old.decode(), new.decode()), book.read(name).replace(old, new))
    return out.getvalue()


def with_sheets(count: int) -> bytes:
    """Return a workbook with so many sheets, of which each has a cell far down and to the right."""
    book = openpyxl.Workbook()
    for _ in range(count):
        book.create_sheet().cell(2000, 60).value = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HOPELESS = {
    "empty": (b" \n", "Het bestand is leeg."),
    "old workbook": (OLE, "Dit is een oud soort Excel-bestand. Open het, en bewaar het als .xlsx of .csv."),
    "locked": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "Het zit op slot met een wachtwoord. Open het in Excel, haal het wachtwoord eraf en bewaar het opnieuw.",
    ),
    "PDF": (
        b"%PDF-1.7 x",
        "Dit is een pdf. Zet de vragen in een rekenblad, met 'vraag' erboven, en bewaar het als .xlsx of .csv.",
    ),
    "picture": (
        b"\x89PNG\r\n\x1a\n",
        "Dit is een plaatje. Een plaatje kan ik niet lezen. Typ de vragen in een rekenblad, met 'vraag' erboven.",
    ),
    "LibreOffice": (
        zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "Dit is een bestand van LibreOffice. Open het, en bewaar het als .xlsx of .csv.",
    ),
    "Word": (
        zipped(word__document_dot_xml="<w/>"),
        "Dit is een tekstdocument of een presentatie. Zet de vragen in een rekenblad, met 'vraag' erboven, en bewaar het als .xlsx of .csv.",
    ),
    "other archive": (
        zipped(brief="hoi"),
        "Dit is geen Excel-bestand en geen CSV-bestand. Bewaar de lijst als .xlsx of .csv.",
    ),
    "web page": (
        b"<!DOCTYPE html><table><tr><td>vraag",
        "Dit is geen Excel-bestand en geen CSV-bestand. Bewaar de lijst als .xlsx of .csv.",
    ),
    "bytes": (b"vraag\0\0\0", "Dit is geen Excel-bestand en geen CSV-bestand. Bewaar de lijst als .xlsx of .csv."),
    "half an archive": (zipped(xl__workbook_dot_xml=WORKBOOK)[:60], BROKEN),
    "workbook without sheets": (zipped(xl__workbook_dot_xml=WORKBOOK), BROKEN),
    "open quotation mark": (
        b'vraag;uitleg\n"We groeten.;x\n',
        "In dit CSV-bestand kloppen de aanhalingstekens niet. Open het in een rekenprogramma en bewaar het als .xlsx.",
    ),
    "picture in a workbook": (
        with_picture_only(),
        "Er staan alleen plaatjes in, geen tekst. Een plaatje kan ik niet lezen. Typ de vragen over, met 'vraag' erboven.",
    ),
    "bomb of a part": (zipped(xl__workbook_dot_xml=WORKBOOK, bom=b"0" * 9_000_000), TOO_MUCH),
    "bomb of merged cells": (
        with_sheet("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        TOO_MUCH,
    ),
    "bomb that is called a picture": (renamed(with_sheet("<sheetData>", "<sheetData>" + " " * 9_000_000)), TOO_MUCH),
    "bomb of a picture": (
        zipped(xl__workbook_dot_xml=WORKBOOK, xl__media__a_dot_png=b"\x89PNG" + bytes(65 << 20)),
        TOO_MUCH,
    ),
    "bomb of sheets": (with_sheets(51), TOO_MUCH),
    "bomb of entities": (
        with_sheet("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'),
        BROKEN,
    ),
    "column without questions": (b"vraag;uitleg\n;\n", "Onder de kolom met vragen staat geen enkele vraag."),
    "too many questions": (
        ("vraag\n" + "".join(f"Zin {n}.\n" for n in range(301))).encode(),
        "Er staan 301 vragen in, en 300 is het meeste. Verdeel de lijst over meer bestanden.",
    ),
}


@pytest.mark.parametrize("name", HOPELESS)
def test_a_hopeless_file_is_refused_with_what_would_help(maker, name):
    content, why = HOPELESS[name]
    maker.write("lijst.xlsx", content)

    assert maker.refused("lijst.xlsx") == f"Van 'lijst.xlsx' kan geen formulier worden gemaakt. {why}"


def test_a_file_that_is_too_large_is_not_even_read(maker):
    with (maker.root / "lijst.xlsx").open("wb") as file:
        file.truncate(11 * 1024 * 1024)

    assert maker.refused("lijst.xlsx") == (
        "Van 'lijst.xlsx' kan geen formulier worden gemaakt. Het is groter dan 10 MiB. Bewaar alleen het blad met de vragen, "
        "zonder plaatjes, als nieuw bestand."
    )


def test_a_file_that_is_not_there_is_told(maker):
    assert maker.refused("weg.xlsx") == (
        "Van 'weg.xlsx' kan geen formulier worden gemaakt. Dit bestand is er niet. Kijk of de naam goed is geschreven."
    )


def test_a_cell_far_below_makes_nothing_slow(maker):
    book = maker.workbook("ver.xlsx", Blad="Vraag\nWe groeten.")
    book["Blad"]["XFD1048576"] = "ver"
    book.save(maker.root / "ver.xlsx")

    assert maker.told("ver.xlsx")[1:] == ["Na rij 2000 is niet meer gelezen.", "Kolom A 'Vraag': de vraag."]
