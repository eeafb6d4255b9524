"""A site with forms of every sort and their PDF files, made once for all tests of a worker; ways to fill these in."""

import csv
import io
import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfWriter

from kijkraam.cli import main
from kijkraam.handbook import Handbook, load_handbook
from kijkraam.hrefs import published
from kijkraam.locale import Phrases
from kijkraam.print.press import Press
from kijkraam.site import find_site

from ..conftest import CONFIG, SHARED
from ..print.reading import EVERY_TYPE

FORMS = """
    == checklists/samen.yml
    id: samen
    version: 2
    kind: kijkraam
    title: Samen
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    formats: [short, form, poster]
    sections:
      - id: wij
        title: Wij
        scale: praktijk
        items:
          - {id: s-1, text: We beginnen., core: true}
          - {id: s-2, text: "=We gaan door."}
          - {id: s-3, text: We blijven., was: [s-oud]}
      - id: ik
        title: Ik
        scale: vakmanschap
        share: self
        items: [{id: s-8, text: Ik luister.}]
      - id: paar
        title: Met zijn tweeën
        scale: vakmanschap
        share: pair
        items: [{id: s-9, text: Ik vraag door.}]
    retired: [s-weg]
    reflection: [Wat nu?]
    == checklists/stappen.yml
    id: stappen
    version: 1
    kind: kijkvragen
    title: Stappen
    summary: Kijk vooruit.
    audience: [team]
    source: {work: boek}
    formats: [form]
    sections:
      - id: vooruit
        title: Vooruit
        items:
          - id: t-1
            type: table
            text: Wie doet wat
            rows: [{id: nu, title: Nu}, {id: later, title: Later}]
            columns:
              - {id: wat, title: Wat}
              - {id: hulp, title: Hulp, type: check, options: [{id: buren, text: Buren}, {id: team, text: Team}]}
    == checklists/over-iemand.yml
    id: over-iemand
    version: 1
    kind: werkblad
    title: Over iemand
    summary: Een blad.
    audience: [team]
    source: {work: boek}
    sections:
      - id: iemand
        title: Iemand
        share: team
        scale: praktijk
        items:
          - {id: o-1, text: Het gaat.}
          - {id: o-2, text: Wat is er?, type: long_text}
    == checklists/van-mij.yml
    id: van-mij
    version: 1
    kind: werkblad
    title: Van mij
    summary: Een blad voor mij.
    audience: [professional]
    source: {work: boek}
    sections:
      - {id: mij, title: Mij, items: [{id: v-1, text: Wat wil ik?, type: text}]}
    == checklists/jouw-verhaal.yml
    id: jouw-verhaal
    version: 1
    kind: ervaring
    title: Jouw verhaal
    summary: Vertel.
    audience: [client]
    source: {work: boek}
    formats: [form]
    sections:
      - {id: jij, title: Jij, scale: praktijk, items: [{id: j-1, text: Dit gaat goed.}]}
"""
"""Beside the kijkraam with every type: panes for oneself, a form about one person, and what is never kept."""

Fill = Callable[[bytes, Mapping[str, str]], bytes]
"""Fills in a PDF file: texts, and the names of states without their slash."""


def by_pypdf(pdf: bytes, values: Mapping[str, str], *, appearances: bool = False) -> bytes:
    """Fill in as pypdf does, with the looks of texts drawn or left to the reader."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    names = {name for name, field in (writer.get_fields() or {}).items() if field.get("/FT") == "/Btn"}
    given = {name: f"/{value}" if name in names else value for name, value in values.items()}
    if appearances:
        for page in writer.pages:
            writer.update_page_form_field_values(page, given, auto_regenerate=False)
    else:
        for page in writer.pages:
            writer.update_page_form_field_values(page, given, auto_regenerate=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pikepdf(
    pdf: bytes, values: Mapping[str, str], *, state: str = "", value: bool = True, shown: bool = True
) -> bytes:
    """Fill in with bare objects. `state` is another name for a ticked box; `value` and `shown` say what is set."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for field in file.Root.AcroForm.Fields:
            if str(field.T) not in values:
                continue
            given = values[str(field.T)]
            if pikepdf.Name.Tx == field.FT:
                field.V = pikepdf.String(given)
                continue
            name = pikepdf.Name(f"/{state if state and given == 'ja' else given}")
            if value:
                field.V = name
            for widget in field.get("/Kids", [field]):
                if shown and ("/" + given in widget.AP.N or state):
                    widget.AS = name
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def by_form_of_pikepdf(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """Fill in with the interface for forms that pikepdf offers, looks included."""
    from pikepdf.form import (
        CheckboxField,
        DefaultAppearanceStreamGenerator,
        Form,
        RadioButtonGroup,
    )

    with pikepdf.open(io.BytesIO(pdf)) as file:
        form = Form(file, DefaultAppearanceStreamGenerator)
        for name, given in values.items():
            field = form[name]
            if isinstance(field, RadioButtonGroup):
                field.value = pikepdf.Name(f"/{given}")
            elif isinstance(field, CheckboxField):
                field.checked = True
            else:
                field.value = given
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


WAYS: dict[str, Fill] = {
    "pypdf": by_pypdf,
    "pypdf, appearances": lambda pdf, values: by_pypdf(pdf, values, appearances=True),
    "pikepdf": by_pikepdf,
    "pikepdf, /Yes": lambda pdf, values: by_pikepdf(pdf, values, state="Yes"),
    "pikepdf, no states": lambda pdf, values: by_pikepdf(pdf, values, shown=False),
    "pikepdf, states only": lambda pdf, values: by_pikepdf(pdf, values, value=False),
    "pikepdf.form": by_form_of_pikepdf,
}


@dataclass
class Made:
    """The site of these tests, and the command in its folder."""

    root: Path
    papers: dict[str, bytes]
    """PDF files by name."""
    handbook: Handbook

    def run(self, *arguments: str) -> Result:
        """Run `kijkraam collect`; an error that nobody caught fails the test."""
        return CliRunner().invoke(main, ["collect", *arguments], catch_exceptions=False)

    def table(self, *arguments: str) -> list[list[str]]:
        """Collect into a CSV file that must be made, and return its lines."""
        result = self.run(*arguments, "-o", "uit/tabel.csv")
        assert result.exit_code == 0, result.stderr
        with Path("uit/tabel.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))

    def counts(self, *arguments: str) -> dict[tuple[str, str], int]:
        """Collect, and return how often each answer was given, by question and answer, nought left out."""
        return {(line[2], line[4]): int(line[5]) for line in self.table(*arguments)[1:] if line[5] != "0"}

    def more(self, n: int, name: str) -> str:
        """Write a file of further forms that answer no question, for counts need five, and return what it is called."""
        form = self.handbook.forms[name]
        only_a_note = {f"{form.questions[0].item.id}--note": "Zie het verslag."}
        records = [record(only_a_note, form=name, version=form.checklist.version, id=f"{name}-{i}") for i in range(n)]
        Path("meer.json").write_text(file_of(*records), encoding="utf-8")
        return "meer.json"


def write_site(root: Path, drawing: str) -> None:
    """Put a site on disk."""
    files = {"mkdocs.yml": CONFIG, **SHARED}
    parts = textwrap.dedent(drawing).split("\n== ")[1:]
    files |= {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in parts}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("verzamelen")
    write_site(root, EVERY_TYPE + FORMS)
    handbook = load_handbook(find_site(root))
    assert handbook.problems == []
    printed = Press(handbook, Phrases("nl"), published(handbook)).make()
    return Made(root, {one.file.name: one.path.read_bytes() for one in printed}, handbook)


@pytest.fixture
def site(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """The site, in a folder of the test's own that holds its checklists and no PDF files yet."""
    write_site(tmp_path, EVERY_TYPE + FORMS)
    monkeypatch.chdir(tmp_path)
    return Made(tmp_path, made.papers, made.handbook)


def record(answers: Mapping[str, object], **other: object) -> dict[str, object]:
    """Return a record as a browser saves it."""
    return {
        "id": "3f0c9a5d7b12e84c66aa01ff",
        "form": "mijn-raam",
        "version": 3,
        "name": "Team Noord, met Jan",
        "created": "2026-11-03T09:15:00.000Z",
        "changed": "2026-11-21T11:58:00.000Z",
        "answers": answers,
        **other,
    }


def file_of(*records: object) -> str:
    """Return a file of records as a browser saves it."""
    return json.dumps({"kijkraam": 1, "made": "2026-11-21T12:00:00.000Z", "records": records})
