"""What tests on paper share: a site that makes PDF files, and ways to read those files with other libraries."""

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdf import PdfReader

SITE = """
    == mkdocs.yml
    site_name: Proef
    site_url: https://voorbeeld.nl/handboek/
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
"""
"""A site that makes every file on paper; a test draws its forms behind it."""

EVERY_TYPE = """
    == checklists/mijn-raam.yml
    id: mijn-raam
    version: 3
    kind: kijkraam
    title: Mijn raam
    summary: Kijk *samen* hoe het gaat.
    audience: [team]
    source: {work: boek, section: "1.2"}
    formats: [form]
    caution: [Niet alles is te zien.]
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        items:
          - {id: m-1, text: We zoeken mensen op., prompt: Waar was dat?}
          - {id: m-2, type: text, by_pen: true, text: Naam}
          - {id: m-3, type: text, text: Plek}
          - {id: m-4, type: long_text, text: Verhaal, prompt: Wat gebeurde er?}
          - {id: m-5, type: date, text: Datum}
          - {id: m-6, type: check, text: Gedaan}
          - id: m-7
            type: check
            text: Wie waren erbij?
            options: [{id: team, text: Het team}, {id: buren, text: De buren}]
          - id: m-8
            type: choice
            text: Wanneer?
            options: [{id: nu, text: Nu}, {id: later, text: Later, hint: na de zomer}]
          - id: m-9
            type: table
            text: Stappen
            blank_rows: 2
            columns:
              - {id: wie, title: Wie, type: text}
              - {id: klaar, title: Klaar, type: check}
              - {id: soort, title: Soort, type: choice, options: [{id: a, text: Klein}, {id: b, text: Groot}]}
    reflection: [Wat nu?]
"""
"""A kijkraam with a question of every type."""


def reader(path: Path) -> PdfReader:
    """Open a file with pypdf."""
    return PdfReader(io.BytesIO(path.read_bytes()))


def squeezed(text: str) -> str:
    """Return a text without what breaking lines and joining letters do to it."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))


def text_of(path: Path) -> str:
    """Return all text of a file as PDFium finds it, squeezed."""
    with pypdfium2.PdfDocument(path) as pdf:
        return squeezed("".join(page.get_textpage().get_text_range() for page in pdf))


def page_texts(path: Path) -> list[str]:
    """Return the text of each page, with its lines as they stand."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the elements of the tag tree, in reading order."""

    def under(parent: Any) -> Iterator[Any]:
        kids = parent.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from under(kid)

    yield from under(pdf.Root.StructTreeRoot)


def widgets(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the widgets of all pages."""
    return [
        note for page in pdf.pages for note in page.obj.get("/Annots", []) if str(note.get("/Subtype", "")) == "/Widget"
    ]


def sizes_of_letters(path: Path) -> list[float]:
    """Return the size in points of each letter in a file, white space left out."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            text = page.get_textpage()
            for place, letter in enumerate(text.get_text_range()):
                if not letter.isspace():
                    pixels = pypdfium2.raw.FPDFText_GetFontSize(text.raw, place)
                    found.append(round(pixels * 0.75, 1))
    return found
