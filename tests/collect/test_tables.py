"""What enters a table and what never does, and files that a spreadsheet opens without reckoning."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from kijkraam.collect.table import Table

from .conftest import by_pikepdf, file_of, record

WARNING = (
    "Let op: elke rij is één ingevuld formulier. Ook zonder naam kun je soms zien van wie het is. "
    "Geef dit bestand niet door, en wis het als je het niet meer nodig hebt."
)


def test_rows_are_numbered_without_names_and_come_with_a_warning(site):
    Path("van-jan.pdf").write_bytes(
        by_pikepdf(site.papers["mijn-raam.pdf"], {"m-1": "nu-niet", "m-1--note": "Ja, zo."})
    )
    Path("b.json").write_text(file_of(record({"m-7": ["team", "buren"], "m-5": "2026-11-21"})), encoding="utf-8")

    result = site.run("van-jan.pdf", "b.json", "-o", "uit.csv", "--rows")
    text = Path("uit.csv").read_text(encoding="utf-8-sig")
    head, *lines = list(csv.reader(io.StringIO(text)))

    assert (result.exit_code, result.stdout, result.stderr) == (0, "uit.csv\n", f"{WARNING}\n")
    assert head[:5] == [
        "nummer",
        "formulier",
        "m-1: We zoeken mensen op.",
        "m-1--star: We zoeken mensen op. (Hier wil ik over praten)",
        "m-1--note: We zoeken mensen op. (Waar was dat?)",
    ]
    assert [line[0] for line in lines] == ["1", "2"]
    assert sorted((line[2], line[4], line[head.index("m-7: Wie waren erbij?")]) for line in lines) == [
        ("Nu niet", "Ja, zo.", "geen antwoord"),
        ("geen antwoord", "", "Het team; De buren"),
    ]
    assert "jan" not in text.lower()


def test_the_order_of_rows_does_not_follow_the_files(site):
    names = []
    for place in range(6):
        Path(f"{place}.json").write_text(file_of(record({"m-3": f"nr {place}"}, id=f"x{place}")), encoding="utf-8")
        names.append(f"{place}.json")

    head, *lines = site.table(*names, "--rows")
    _, *backwards = site.table(*reversed(names), "--rows")

    order = [line[head.index("m-3: Plek")] for line in lines]
    assert lines == backwards
    assert order != sorted(order)
    assert order != sorted(order, reverse=True)


@pytest.mark.parametrize("rows", [[], ["--rows"]])
@pytest.mark.parametrize("end", ["csv", "xlsx", "json"])
def test_panes_for_oneself_or_a_pair_never_enter(site, rows, end):
    filled = {"s-1": "nu-niet", "s-8": "gaat-vanzelf", "s-9": "gaat-vanzelf", "s-9--note": "geheim"}
    filled["samen--reflection-1"] = "geheim"
    Path("a.pdf").write_bytes(by_pikepdf(site.papers["samen.pdf"], filled))
    other = {**filled, "samen--goes-well": ["s-8"], "samen--action-1-what": "geheim", "samen--date": "2026-11-21"}
    Path("b.json").write_text(file_of(record(other, form="samen", version=2)), encoding="utf-8")
    if end == "json" and not rows:
        return

    result = site.run("a.pdf", "b.json", site.more(3, "samen"), "-o", f"uit.{end}", *rows)

    assert result.exit_code == 0
    assert "Van 'Samen' tellen 2 ruiten niet mee: die zijn niet voor het team." in result.stderr
    if end == "xlsx":
        sheet = openpyxl.load_workbook("uit.xlsx").active
        text = "\n".join(str(cell.value) for row in sheet for cell in row)
    else:
        text = Path(f"uit.{end}").read_text(encoding="utf-8")
    assert "s-1" in text
    for word in ("s-8", "s-9", "geheim", "Gaat vanzelf", "gaat-vanzelf"):
        assert word not in text


@pytest.mark.parametrize(
    ("form", "answer", "message"),
    [
        (
            "jouw-verhaal",
            {"j-1": "nu-niet"},
            "Overgeslagen. Wat iemand invult bij 'Jouw verhaal', wordt niet bewaard en dus ook niet verzameld.",
        ),
        ("van-mij", {"v-1": "Rust"}, "Overgeslagen. 'Van mij' is van wie het invult, en niet voor een team."),
    ],
)
@pytest.mark.parametrize("rows", [[], ["--rows"]])
def test_what_is_not_kept_and_what_is_for_oneself_never_enters(site, form, answer, message, rows):
    Path("a.pdf").write_bytes(by_pikepdf(site.papers[f"{form}.pdf"], answer))
    many = [record(answer, form=form, version=1, id=f"x{n}") for n in range(9)]
    Path("b.json").write_text(file_of(*many), encoding="utf-8")

    result = site.run("a.pdf", "b.json", "-o", "uit.csv", *rows)

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"a.pdf: {message}",
        f"b.json: {message} (9 keer)",
        "Er is niets gelezen, dus er is geen bestand gemaakt.",
    ]


def test_of_a_form_about_one_person_texts_and_notes_never_enter(site):
    filled = {"o-1": "nu-niet", "o-1--note": "geheim", "o-2": "geheim"}
    Path("a.pdf").write_bytes(by_pikepdf(site.papers["over-iemand.pdf"], filled))

    head, line = site.table("a.pdf", "--rows")
    site.run("a.pdf", "-o", "uit.json", "--rows")

    assert dict(zip(head, line, strict=True)) == {
        "nummer": "1",
        "formulier": "Over iemand",
        "o-1: Het gaat.": "Nu niet",
        "o-1--star: Het gaat. (Hier wil ik over praten)": "",
        "o-2: Wat is er?": "ingevuld",
    }
    assert "geheim" not in Path("uit.json").read_text(encoding="utf-8")


FORMULAS = ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_becomes_a_formula(site, formula):
    Path("a.json").write_text(file_of(record({"m-3": formula})), encoding="utf-8")

    head, line = site.table("a.json", "--rows")
    site.run("a.json", "-o", "uit.xlsx", "--rows")
    row = list(openpyxl.load_workbook("uit.xlsx").active)[1]

    assert line[head.index("m-3: Plek")] == f"'{formula}"
    assert row[head.index("m-3: Plek")].data_type == "s"
    assert {cell.data_type for cell in row} <= {"s", "n"}


def test_a_statement_that_begins_like_a_formula_is_text_too(site):
    more = site.more(5, "samen")

    assert {line[3] for line in site.table(more) if line[2] == "s-2"} == {"'=We gaan door."}
    site.run(more, "-o", "uit.xlsx")
    assert {cell.data_type for row in openpyxl.load_workbook("uit.xlsx").active for cell in row} == {"s", "n"}


def test_a_workbook_has_numbers_as_numbers_and_says_nothing_of_when_it_was_made(site):
    Path("a.pdf").write_bytes(by_pikepdf(site.papers["samen.pdf"], {"s-1": "nu-niet"}))
    more = site.more(4, "samen")
    site.run("a.pdf", more, "-o", "een.xlsx")
    site.run("a.pdf", more, "-o", "twee.XLSX")

    lines = [[cell.value for cell in row] for row in openpyxl.load_workbook("een.xlsx")["Tellingen"]]
    assert lines[2] == ["Samen", "Wij", "s-1", "We beginnen.", "Nu niet", 1]
    assert Path("een.xlsx").read_bytes() == Path("twee.XLSX").read_bytes()


def test_a_cell_holds_no_more_and_no_other_than_a_workbook_can():
    table = Table("Proef", ["a"], [["x" * 40_000], ["nul \x00 half \ud800 emoji 😀"]])

    cells = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(table.xlsx())).active]
    assert cells == ["a", "x" * 32_767, "nul \ufffd half \ufffd emoji 😀"]
    assert "nul \ufffd half \ufffd emoji 😀" in table.csv().decode("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "uit.json"], "In een JSON-bestand staan losse formulieren, geen tellingen. Zet er --rows bij"),
        (["-o", "uit.pdf"], "Dit kan alleen een bestand worden dat eindigt op .csv, .xlsx of .json, of een map."),
        (["-o", "a.json", "--rows"], "Dit bestand wordt ook gelezen. Kies een andere naam."),
        ([], "De optie ontbreekt: '-o'"),
        (["weg.pdf", "-o", "uit.csv"], "Bestand 'weg.pdf' bestaat niet"),
    ],
)
def test_wrong_use_exits_with_2_and_makes_nothing(site, arguments, message):
    Path("a.json").write_text(file_of(record({"m-1": "nu-niet"})), encoding="utf-8")
    before = Path("a.json").read_bytes()

    result = site.run("a.json", *arguments)

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert Path("a.json").read_bytes() == before
    assert not list(Path().glob("uit*"))


def test_a_folder_gets_a_csv_file(site):
    more = site.more(5, "samen")
    Path("map.d").mkdir()

    assert site.run(more, "-o", "nieuw/diep").stdout == "nieuw/diep/tellingen.csv\n"
    assert site.run(more, "-o", "map.d", "--rows").stdout == "map.d/rijen.csv\n"


def test_a_file_that_cannot_be_written_is_told(site):
    result = site.run(site.more(5, "samen"), "-o", "mkdocs.yml/uit.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "kan niet worden geopend" in result.stderr


def test_without_pikepdf_records_are_read_and_pdf_files_told(site, monkeypatch):
    monkeypatch.setattr("kijkraam.collect.pdf.find_spec", lambda _: None)
    Path("a.pdf").write_bytes(site.papers["samen.pdf"])
    Path("b.json").write_text(file_of(record({"m-1": "nu-niet"})), encoding="utf-8")

    assert site.counts("a.pdf", "b.json", site.more(4, "mijn-raam"))["m-1", "Nu niet"] == 1
    assert (
        "a.pdf: Overgeslagen. Om PDF-bestanden te lezen is pikepdf nodig: pip install 'mkdocs-kijkraam[pdf]'."
        in site.run("a.pdf", "b.json", "-o", "uit.csv").stderr
    )


def test_it_speaks_english_too(site, monkeypatch):
    monkeypatch.setenv("KIJKRAAM_LANGUAGE", "en")

    assert site.counts(site.more(5, "mijn-raam"))["m-1", "no answer"] == 5
