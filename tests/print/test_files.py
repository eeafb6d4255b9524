"""Which files on paper are made of which form, and where a reader finds them."""

import json
import re

from ..drawings import FRAME
from .reading import EVERY_TYPE, SITE, reader

SHORT_AND_LONG = (
    FRAME
    + """
      - id: mensen
        title: Mensen
        scale: praktijk
        items:
          - {id: m-1, text: We gaan erheen., core: true}
          - {id: m-2, text: We blijven.}
      - {id: zelf, title: Ikzelf, scale: vakmanschap, share: self, items: [{id: z-1, text: Ik luister.}]}
"""
)
DOWNLOADS = """
    == docs/downloads.md
    # Afdrukken

    ::: downloads
"""
WORKSHEET = """
    == checklists/mijn-blad.yml
    id: mijn-blad
    version: 1
    kind: werkblad
    title: Mijn blad
    summary: Om in te vullen.
    audience: [client]
    source: {work: boek}
    sections: [{id: deel, title: Deel, items: [{id: b-1, type: text, text: Wat wil je?}]}]
    examples:
      - {id: bram, title: Bram, answers: {b-1: Naar buiten.}}
      - {id: an, title: An, answers: {b-1: Thuisblijven.}}
"""


def links(html: str) -> list[str]:
    """Return the links to PDF files as a reader sees them: address, name, and what stands behind it."""
    found = re.findall(r'<a href="([^"]+\.pdf)" type="application/pdf">([^<]+)</a> <small>([^<]+)</small>', html)
    return [re.sub(r"\d+ kB", "… kB", " | ".join(parts)) for parts in found]


def test_a_form_lists_its_files_with_pages_and_size_and_every_link_leads_to_its_file(draw):
    site = draw(SITE + SHORT_AND_LONG).build()

    assert site.log == []
    assert links(site.article("formulier/mijn-raam")) == [
        "mijn-raam-eerste-blik.pdf | Eerste blik | PDF, 1 bladzijde, … kB",
        "mijn-raam.pdf | Formulier | PDF, 3 bladzijden, … kB",
        "mijn-raam-poster.pdf | Poster | PDF, 1 bladzijde, … kB",
        "mijn-raam-kaarten.pdf | Kaarten | PDF, 2 bladzijden, … kB",
    ]
    folder = site.root / "site/formulier/mijn-raam"
    pages = {path.name: len(reader(path).pages) for path in folder.glob("*.pdf")}
    assert pages == {
        "mijn-raam-eerste-blik.pdf": 1,
        "mijn-raam.pdf": 3,
        "mijn-raam-poster.pdf": 1,
        "mijn-raam-kaarten.pdf": 2,
    }
    size = re.search(r"mijn-raam\.pdf.*?(\d+) kB", site.article("formulier/mijn-raam"))[1]
    assert int(size) == round((folder / "mijn-raam.pdf").stat().st_size / 1000)


def test_a_worksheet_has_a_file_for_each_filled_in_example(draw):
    site = draw(SITE + WORKSHEET).build()

    assert links(site.article("formulier/mijn-blad")) == [
        "mijn-blad.pdf | Werkblad | PDF, 1 bladzijde, … kB",
        "mijn-blad-voorbeeld-bram.pdf | Voorbeeld: Bram | PDF, 1 bladzijde, … kB",
        "mijn-blad-voorbeeld-an.pdf | Voorbeeld: An | PDF, 1 bladzijde, … kB",
    ]


def test_the_page_of_downloads_lists_the_files_of_all_forms(draw):
    site = draw(SITE + WORKSHEET + EVERY_TYPE + DOWNLOADS).build()

    assert site.log == []
    assert [line.partition(" | ")[0] for line in links(site.article("downloads"))] == [
        "../formulier/mijn-blad/mijn-blad.pdf",
        "../formulier/mijn-blad/mijn-blad-voorbeeld-bram.pdf",
        "../formulier/mijn-blad/mijn-blad-voorbeeld-an.pdf",
        "../formulier/mijn-raam/mijn-raam.pdf",
    ]


def test_a_site_and_a_form_can_want_fewer_files(draw):
    site = draw(
        SITE.replace("[kijkraam]", "[{kijkraam: {formats: [form, poster, worksheet]}}]")
        + SHORT_AND_LONG.replace("version: 1", "version: 1\n    formats: [short, poster]")
        + WORKSHEET.replace("version: 1", "version: 1\n    formats: []")
    ).build()

    assert site.log == []
    assert [path.name for path in sorted((site.root / "site").rglob("*.pdf"))] == ["mijn-raam-poster.pdf"]


def test_a_file_that_cannot_be_made_of_a_form_is_told(draw):
    site = draw(SITE + WORKSHEET.replace("version: 1", "version: 1\n    formats: [worksheet, poster]"))

    assert site.kijkraam("check").stdout == (
        "checklists/mijn-blad.yml:3:22: Van dit formulier kan geen 'poster' worden gemaakt. "
        "Kies uit: worksheet, example, scorm.\n"
    )


def test_without_files_nothing_is_listed(draw):
    site = draw(SITE.replace("[kijkraam]", "[{kijkraam: {pdf: off}}]") + WORKSHEET + DOWNLOADS).build()

    assert site.log == []
    assert "kijkraam-prints" not in site.article("formulier/mijn-blad")
    assert "Er zijn op dit moment geen bestanden om te downloaden." in site.article("downloads")
    assert list((site.root / "site").rglob("*.pdf")) == []


def test_the_list_for_programs_has_the_paths_of_all_files(draw):
    site = draw(SITE + WORKSHEET).build()

    listed = json.loads(site.kijkraam("list", "--json").stdout)

    assert listed[0]["formats"] == {
        "html": "formulier/mijn-blad/index.html",
        "worksheet": "formulier/mijn-blad/mijn-blad.pdf",
        "example": [
            "formulier/mijn-blad/mijn-blad-voorbeeld-bram.pdf",
            "formulier/mijn-blad/mijn-blad-voorbeeld-an.pdf",
        ],
        "scorm": [
            "formulier/mijn-blad/mijn-blad-scorm-1.2.zip",
            "formulier/mijn-blad/mijn-blad-scorm-2004-4.zip",
        ],
    }
    for path in [listed[0]["formats"]["worksheet"], *listed[0]["formats"]["example"]]:
        assert (site.root / "site" / path).is_file()


def test_one_form_can_be_made_as_one_file(draw):
    site = draw(SITE + WORKSHEET)

    done = site.kijkraam("export", "pdf", "mijn-blad", "--format", "worksheet", "-o", "uit/blad.pdf")

    assert done.stdout == "uit/blad.pdf\n"
    assert reader(site.root / "uit/blad.pdf").metadata.title == "Mijn blad"


def test_several_files_do_not_fit_in_one(draw):
    site = draw(SITE + WORKSHEET)

    done = site.kijkraam("export", "pdf", "mijn-blad", "-o", "blad.pdf")

    assert done.returncode == 2
    assert "zijn er 3. Geef een map, of kies één id en één --format." in " ".join(done.stderr.split())


def test_an_unknown_form_is_told_with_the_nearest(draw):
    site = draw(SITE + WORKSHEET)

    done = site.kijkraam("export", "pdf", "mijn-blat", "-o", "uit")

    assert done.returncode == 2
    assert "Het formulier 'mijn-blat' bestaat niet. Bedoel je 'mijn-blad'?" in done.stderr
