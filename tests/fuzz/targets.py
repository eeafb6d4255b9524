"""What reads files and texts of others: each with inputs that are right, ways to change them, and how it reads them.

Reading an input returns in a few words what came of it. An error is one that nobody caught. An input whose outcome was
not seen before is worth changing further.
"""

import base64
import csv
import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import openpyxl

from kijkraam.checklist.codes import hash_of, numbers_of
from kijkraam.checklist.fields import Kind
from kijkraam.checklist.lock import Lock
from kijkraam.checklist.problems import ProblemsFound
from kijkraam.checklist.reading import read_checklist, read_model
from kijkraam.collect.collection import Collection
from kijkraam.collect.fields import Fields, Shape
from kijkraam.collect.output import Output
from kijkraam.export.questionnaire import questionnaire_of
from kijkraam.export.xlsform import Words, xlsform
from kijkraam.forms.definition import definition
from kijkraam.forms.render import Renderer
from kijkraam.handbook import SHARED_FILES, Handbook, load_handbook
from kijkraam.intake.making import Wish, checklist_from
from kijkraam.intake.report import CannotImportError
from kijkraam.locale import Phrases
from kijkraam.site import Site, find_site

from ..collect.conftest import FORMS, file_of, record, write_site
from ..extends.test_extends import BASE
from ..print.reading import EVERY_TYPE
from .browser import BrowserCode
from .mutate import (
    Mutator,
    json_values,
    lines,
    pdf_objects,
    pdf_of,
    random_bytes,
    some_bytes,
    spliced,
    words_of,
    zipped,
)

GOOD = Path(__file__).parent.parent / "checklist/good/checklists"
EXTENSION = """
id: bewerking
extends: basis
base_version: 3
version: 1
keep: ask
caution: [Let op.]
hide: [b-2]
replace:
  - {id: b-3, text: We luisteren *goed*., core: true}
  - {id: plek, title: Onze plek, minutes: 10}
sections:
  - {id: mensen, items: [{id: c-1, text: Wij doen meer., after: b-1}]}
  - {id: eigen, title: Eigen, scale: praktijk, share: team, after: mensen, items: [{id: c-2, text: Wij ook.}]}
order: [plek, mensen]
reflection: [En nu?]
retired: [c-3]
"""
GLOSSARY = """
    == checklists/_glossary.yml
    terms: [{id: aandacht, term: Aandacht, also: [attent], text: "Kijken *en* luisteren.", see: [basis]}]
    == docs/index.md
    # Begin

    ::: basis
"""
NAMES_IN = re.compile(r"'.*'|\d+")
"""What differs between two notes that tell the same."""
MARKS = rb"[\w.-]+|[^\w\s]"
"""Words and signs of any text."""


@dataclass(frozen=True)
class Target:
    """Something that reads. `share` is its part of all inputs; `mutators` are each as likely, so some stand twice."""

    name: str
    seeds: Sequence[bytes]
    mutators: Sequence[Mutator]
    share: int
    read: Callable[[bytes], str]
    many: Callable[[Sequence[bytes]], list[str]] | None = None
    """Reads many at once, where asking costs more than reading."""
    close: Callable[[], None] = lambda: None
    """Ends what was started to read."""


# YAML


def _of_text(pattern: bytes, more: Sequence[str] = ()) -> list[Mutator]:
    return [random_bytes, some_bytes, spliced, lines, lines, words_of(pattern, more), words_of(pattern, more)]


KEYS = [
    "id",
    "extends",
    "items",
    "sections",
    "scale",
    "include: basis#mensen",
    "rating",
    "<<: *x",
    "&x",
    "*x",
    "!!python",
]
YAML = _of_text(MARKS, [*KEYS, "|", ">-", "? ", "%YAML 1.1", "---", "...", "[a](b)", "{x: y}", "- - -", "\t", "~"])
DUTCH, ENGLISH = Phrases("nl"), Phrases("en")


def _told(found: ProblemsFound) -> str:
    """Put problems into words, as a maker gets them, and return which sorts there are."""
    for problem in found.problems:
        problem.line_of_text(DUTCH)
        problem.line_of_text(ENGLISH)
    return " ".join(sorted({problem.code for problem in found.problems}))


def _checklist(folder: Path, data: bytes) -> str:
    path = folder / "proef.yml"
    path.write_bytes(data)
    try:
        return type(read_checklist(path, "proef.yml").model).__name__
    except ProblemsFound as found:
        return _told(found)


def _shared(folder: Path, data: bytes) -> str:
    path = folder / "gedeeld.yml"
    path.write_bytes(data)
    said = []
    for model in SHARED_FILES.values():
        try:
            read_model(path, "gedeeld.yml", model)
            said.append(model.__name__)
        except ProblemsFound as found:
            said.append(_told(found))
    return "|".join(said)


def _whole(root: Path, name: str, before: str, data: bytes) -> str:
    """Read a whole site in which one file is changed, and make HTML of its forms."""
    path = root / name
    path.write_bytes(data)
    handbook = load_handbook(find_site(root))
    path.write_text(before, encoding="utf-8")
    if handbook.problems:
        return _told(ProblemsFound(handbook.problems))
    renderer = Renderer(handbook, DUTCH, lambda _: "#")
    return " ".join(str(len(renderer.form(form)) % 50) for form in handbook.forms.values())


def _site(root: Path) -> Site:
    write_site(root, EVERY_TYPE + FORMS + BASE + GLOSSARY)
    (root / "checklists/bewerking.yml").write_text(EXTENSION, encoding="utf-8")
    return find_site(root)


# What comes back: records, tables and PDF files


@dataclass(frozen=True)
class _Collecting:
    folder: Path
    handbook: Handbook
    plain: Callable[[str], str]

    def read(self, name: str, data: bytes) -> str:
        """Collect one file, in rows and counts."""
        path = self.folder / name
        path.write_bytes(data)
        collection = Collection(self.handbook, DUTCH, self.plain)
        collection.read([path])
        groups = collection.groups()
        for rows, end in ((True, "csv"), (True, "json"), (False, "csv")) if groups else ():
            to = Output(self.folder / f"uit.{end}", rows=rows, inputs=[path])
            to.write(groups, self.plain, DUTCH)
            list(to.notes(groups, self.plain, DUTCH))
        notes = {NAMES_IN.sub("", note.partition(": ")[2]) for note in collection.notes}
        return " ".join([*sorted(notes), *(f"{len(filled)}" for _, filled in groups)])


ANSWERS: dict[str, Any] = {
    "m-1": "nu-niet",
    "m-1--note": "Waar?\nHier.",
    "m-1--star": "ja",
    "m-3": "=1+1",
    "m-5": "2026-11-21",
    "m-6": "ja",
    "m-7": ["team", "buren"],
    "m-8": "nu",
    "m-9--r1--wie": "Ik",
    "m-9--r2--soort": "a",
    "mijn-raam--rows--m-9": ["r2", "r1"],
    "mijn-raam--mode": "short",
    "mijn-raam--reflection-1": "Wat nu",
}


def _records() -> list[bytes]:
    earlier = {"m-3": [{"value": "Daar", "changed": "2026-11-20T10:00:00Z"}]}
    given = {"m-1": {"changed": "2026-11-20T10:00:00.123Z", "version": 2}, "m-3": {"changed": "2026-11-20T10:00:00Z"}}
    one = record(ANSWERS, earlier=earlier, given=given)
    other = record({"s-1": "zo-werken-wij", "s-oud": "nu-niet", "s-weg": "x"}, form="samen", version=2, id="b1")
    own = record({"samen--perspective": "self"}, form="samen", version=2, id="c1")
    locked = {"kijkraam": 1, "locked": {"rounds": 1, "salt": "AAAA", "iv": "AAAA", "data": "AAAA"}}
    return [
        file_of(one).encode(),
        file_of(one, other, own).encode(),
        file_of(other).encode(),
        json.dumps(locked).encode(),
    ]


def _questionnaires(handbook: Handbook) -> list[bytes]:
    """Return tables as programs write them of a questionnaire, with a comma and a semicolon."""
    names = [
        "kijkraam--form",
        "kijkraam--version",
        "_uuid",
        "start",
        "m-1",
        "m-1--note",
        "m-7",
        "m-7/team",
        "m-8",
        "wie",
    ]
    rows = [
        ["mijn-raam", "3", "a", "2026", "nu-niet", "Hier", "team buren", "1", "Later", "x"],
        ["mijn-raam", "3", "b", "2026", "Zo werken wij", "", "", "0", "", "y"],
        ["samen", "2", "", "", "", "", "", "", "", ""],
    ]
    form = handbook.forms["mijn-raam"]
    labels = [question.item.text for question in form.questions]
    tables = [[names, *rows], [[*names[:3], *labels], ["mijn-raam", "3", "c", *["Nu niet"] * len(labels)]]]
    return [_csv(table, delimiter) for table in tables for delimiter in ",;"]


def _csv(rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def _pdfs(handbook: Handbook) -> list[bytes]:
    """Return files with the fields of forms, filled in, without pages."""
    return [_pdf(handbook, name) for name in ("mijn-raam", "samen", "stappen")]


def _pdf(handbook: Handbook, name: str) -> bytes:
    form = handbook.forms[name]
    told = b"<< /KijkraamForm (%s) /KijkraamVersion (%d) /KijkraamFormat (form) >>"
    fields = []
    for found, (field, option) in Fields(form).in_pdf().items():
        of = f"/T ({found})".encode()
        if field.shape is Shape.TEXT:
            fields.append(b"<< %s /FT /Tx /V (Tekst \\(een\\)\n twee) >>" % of)
        else:
            state = (option or field.options[-1]).encode()
            fields.append(b"<< %s /FT /Btn /V /%s /Kids [ << /AS /%s /Subtype /Widget >> ] >>" % (of, state, state))
    long = b"<< /Length 10 >>\nstream\n\xfe\xff\x00a\x00b\xd8\x00\x00c\nendstream"
    numbers = b" ".join(b"%d 0 R" % (number + 5) for number in range(len(fields)))
    catalogue = b"<< /Type /Catalog /Pages 3 0 R /AcroForm << /Fields [ %s ] >> >>" % numbers
    pages = b"<< /Type /Pages /Kids [] /Count 0 >>"
    about = told % (name.encode(), form.checklist.version)
    fields[0] = fields[0].replace(b"(Tekst \\(een\\)\n twee)", b"4 0 R")
    return pdf_of([catalogue, about, pages, long, *fields])


PDF = [
    "/V 4 0 R",
    "/Kids [ 5 0 R 6 0 R ]",
    "5 0 R",
    "<< /T (x) /Kids [ 5 0 R ] >>",
    "<FEFFD800>",
    "<ZZ>",
    "99 0 R",
    "null",
]
PDF_MORE = [
    "/FT /Tx",
    "/FT /Btn",
    "/AS /Off",
    "/Filter /FlateDecode",
    "/Filter [/ASCIIHexDecode /LZWDecode]",
    "[ 1 2",
    "<<",
]


# Lists of others


def _list(path: Path, handbook: Handbook, data: bytes) -> str:
    """Import a list; what is made of it must be a form that can be read."""
    path.write_bytes(data)
    try:
        made = checklist_from(path, Wish(Kind.KIJKVRAGEN), handbook, "lijst", DUTCH)
    except CannotImportError as error:
        DUTCH(error.key, **error.words)
        return error.key
    lines = made.report.lines(DUTCH)
    copy = path.with_suffix(".yml")
    copy.write_text(made.text, encoding="utf-8")
    read_checklist(copy, copy.name)
    return " ".join(sorted({line.split(" ")[-1] for line in lines})) + str(made.items)


HEAD = ["Thema", "Vraag", "Toelichting", "Nr", "Antwoorden", "Bron", "Kern"]
ROWS = [
    ["Mensen", "We zoeken mensen op.", "Waar was dat?", "1", "ja / nee / soms", "boek, 4.1", "x"],
    ["", "We komen terug.", "", "2", "1 2 3 4 5", "", ""],
    ["Plek", "Er is een plek.", "Een *mooie*", "3b", "open", "Jansen (2019)", "ja"],
    ["Plek", "Wat wil je?", "", "", "", "", ""],
]


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Onze lijst"])
    sheet.merge_cells("A1:C1")
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    sheet["B6"] = "=A1&B2"
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Tweede").append(["Vraag", "Hint"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


XML = rb"\"[^\"]*\"|>[^<]+<|</?[\w:]+|\d+"
IN_XML = [
    "A1:XFD1048576",
    "&x;",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    '"s"',
    '"str"',
    '"inlineStr"',
    '"e"',
    '"99999999"',
    '"-1"',
]


# What a browser reads


@cache
def _definition(handbook_root: Path) -> dict[str, Any]:
    """Return a form as the page for teams has it."""
    handbook = load_handbook(find_site(handbook_root))
    codes = numbers_of(handbook, Lock(forms={}, scales={}, addresses=[]))
    renderer = Renderer(handbook, DUTCH, lambda _: "#")
    form = handbook.forms["mijn-raam"]
    return definition(form, codes[form.id], renderer.plain, lambda name: name, lambda _: {})


def _chat(code: BrowserCode) -> list[bytes]:
    """Return what people paste: codes between other words."""
    ratings = [{"m-1": answer} for answer in ("zo-werken-wij", "nu-niet", "weet-ik-niet")]
    made = [code.ask("make", each, 1000 + number) for number, each in enumerate(ratings)]
    grouped = ["-".join(one[place : place + 4] for place in range(0, len(one), 4)) for one in made]
    chat = "\n".join(f"[10:0{n}, 21-11-2026] Anna: {one} groetjes" for n, one in enumerate(grouped))
    return [*(one.encode() for one in (*made, *grouped)), chat.encode(), chat.replace("-", " \u2013 ").lower().encode()]


SUSPEND = "kr1|@mijn-raam.3.a1.s0k9ao.s0k9ap|:nu-niet:m-1,m-8|*m-7*team|'m-3'Hier~a.daar|!m-4|."


# All of them


def targets(folder: Path) -> list[Target]:
    """Return all targets; they work in a folder of theirs."""
    root = folder / "site"
    site = _site(root)
    handbook = load_handbook(site)
    plain = Renderer(handbook, DUTCH, lambda _: "#").plain
    collecting = _Collecting(folder, handbook, plain)
    good = [path.read_bytes() for path in sorted(GOOD.rglob("*.yml")) if not path.name.startswith("_")]
    shared = [path.read_bytes() for path in sorted(GOOD.glob("_*.yml"))]
    base = (root / "checklists/basis.yml").read_text(encoding="utf-8")
    workbook = _workbook()
    forms = [xlsform(questionnaire_of(handbook.forms[name]), Words(plain, DUTCH)) for name in ("mijn-raam", "samen")]
    of_zip = zipped(words_of(XML, IN_XML))
    of_pdf = pdf_objects(words_of(rb"/\w+|\([^)]*\)|\d+ 0 R|<<|>>|\w+", [*PDF, *PDF_MORE]))
    of_json = [json_values, json_values, json_values, json_values, some_bytes, words_of(MARKS), spliced, random_bytes]
    of_csv = _of_text(rb"[^,;\n]+|[,;\"]", ['"', '""', "sep=;", "\t", "=cmd|x"])
    of_codes = _of_text(rb"\w+|[^\w]", ["-", "\u2013", "AAAA-AAAA-AAAA", "BBBB", "\u0131", "\u017f", "A" * 128])
    code = BrowserCode(_definition(root), [hash_of(name) for name in handbook.forms])
    of_suspend = _of_text(rb"[\w~-]+|\W", ["|", "~110000.", "~d800.", "@x.1.y"])
    tables = [*_questionnaires(handbook), *(_csv([["form", "m-1: Wat", "Groep"], *[["x", "Nu niet", "a"]] * 4], ";"),)]
    return [
        Target("checklist", [*good, base.encode(), EXTENSION.encode()], YAML, 120, partial(_checklist, folder)),
        Target("shared", shared, YAML, 40, partial(_shared, folder)),
        Target("site", [base.encode()], YAML, 3, partial(_whole, root, "checklists/basis.yml", base)),
        Target("extends", [EXTENSION.encode()], YAML, 5, partial(_whole, root, "checklists/bewerking.yml", EXTENSION)),
        Target("records", _records(), of_json, 80, partial(collecting.read, "a.json")),
        Target("questionnaires", _questionnaires(handbook), of_csv, 40, partial(collecting.read, "a.csv")),
        Target("pdf", _pdfs(handbook), [*[of_pdf] * 8, some_bytes, spliced], 40, partial(collecting.read, "a.pdf")),
        Target(
            "list",
            [_csv([HEAD, *ROWS], sign) for sign in ",;\t"],
            of_csv,
            16,
            partial(_list, folder / "l.csv", handbook),
        ),
        Target("workbook", [workbook], [*[of_zip] * 8, some_bytes], 6, partial(_list, folder / "l.xlsx", handbook)),
        Target("xlsform", forms, [*[of_zip] * 8, some_bytes], 6, partial(_list, folder / "l.xlsx", handbook)),
        _in_browser(code, "codes", _chat(code), of_codes, 200),
        _in_browser(code, "browser-records", _records(), of_json, 224),
        _in_browser(code, "team-files", [*_records(), *tables], [*of_json[:4], *of_csv], 180),
        _in_browser(code, "suspend", [SUSPEND.encode()], of_suspend, 40),
    ]


def _in_browser(code: BrowserCode, name: str, seeds: list[bytes], mutators: list[Mutator], share: int) -> Target:
    def many(inputs: Sequence[bytes]) -> list[str]:
        return code.read(name, [base64.b64encode(data).decode() for data in inputs])

    return Target(name, seeds, mutators, share, lambda data: many([data])[0], many, code.close)


def workplace() -> Path:
    """Return a new folder, in memory where there is such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a file system, not a file of our own
    return Path(tempfile.mkdtemp(prefix="kijkraam-", dir=memory if memory.is_dir() else None))


def leave(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
