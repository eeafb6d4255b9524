"""What who listens to a PDF needs (PDF/UA-1): our own assertions on the tag tree, and the checker `pdfua`."""

import subprocess
import sys

import pikepdf
import pytest

from .reading import EVERY_TYPE, SITE, elements, widgets

WITH_EVERY_FILE = EVERY_TYPE.replace("formats: [form]", "").replace("prompt: Waar was dat?}", "core: true}", 1)


@pytest.fixture
def files(draw):
    site = draw(SITE + WITH_EVERY_FILE).build()
    assert site.log == []
    return sorted((site.root / "site" / "formulier" / "mijn-raam").glob("*.pdf"))


def test_an_external_checker_finds_nothing_in_any_file(files):
    assert [path.name for path in files] == [
        "mijn-raam-eerste-blik.pdf",
        "mijn-raam-kaarten.pdf",
        "mijn-raam-poster.pdf",
        "mijn-raam.pdf",
    ]
    checked = subprocess.run(  # noqa: S603 - a checker that was installed with the tests
        [sys.executable, "-m", "pdfua", "check", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("result: PASS (no findings)") == 4


def test_every_file_says_its_language_its_title_and_that_it_is_tagged(files):
    told = {}
    for path in files:
        with pikepdf.open(path) as pdf, pdf.open_metadata() as meta:
            told[path.name] = (
                str(pdf.Root.Lang),
                str(pdf.docinfo.Title),
                bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
                meta.get("pdfuaid:part"),
                meta.get("dc:title"),
            )

    titles = ["Mijn raam: Eerste blik", "Mijn raam: Kaarten", "Mijn raam: Poster", "Mijn raam"]
    assert list(told.values()) == [("nl", title, True, "1", title) for title in titles]


def test_every_field_is_in_the_tag_tree_and_the_tree_leads_back_to_it(files):
    with pikepdf.open(files[-1]) as pdf:
        told = {}
        for element in elements(pdf):
            if str(element.S) == "/Form":
                told[element.K[0].Obj.objgen] = element.objgen
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        found = widgets(pdf)

        assert len(found) == len(told) > 20
        assert [parents[int(widget.StructParent)].objgen for widget in found] == [told[w.objgen] for w in found]
        assert all("/TU" in widget for widget in found)
        assert all(str(page.obj.Tabs) == "/S" for page in pdf.pages)


def test_every_head_of_a_table_has_its_scope(files):
    with pikepdf.open(files[-1]) as pdf:
        scopes = [str(element.A.Scope) for element in elements(pdf) if str(element.S) == "/TH"]

    assert scopes == ["/Column"] * 4 + ["/Row"] * 2


def test_every_figure_has_words_and_no_element_is_empty_of_meaning(files):
    for path in files:
        with pikepdf.open(path) as pdf:
            kinds = [str(element.S) for element in elements(pdf)]
            words = [str(element.get("/Alt", "")) for element in elements(pdf) if str(element.S) == "/Figure"]
        assert "/NonStruct" not in kinds
        assert all(words), path.name


def test_every_element_knows_its_parent(files):
    with pikepdf.open(files[-1]) as pdf:
        for element in elements(pdf):
            kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            assert all(kid.P.objgen == element.objgen for kid in kids)


def test_bookmarks_lead_to_the_panes(files):
    with pikepdf.open(files[-1]) as pdf, pdf.open_outline() as outline:
        marks = [(mark.title, [child.title for child in mark.children]) for mark in outline.root]

    assert marks == [("Mijn raam", ["Mensen", "Om het gesprek mee af te sluiten"])]


def test_a_file_tells_programs_which_form_it_is(files):
    with pikepdf.open(files[-1]) as pdf:
        told = {key: str(pdf.docinfo[key]) for key in ("/KijkraamForm", "/KijkraamVersion", "/KijkraamFormat")}

    assert told == {"/KijkraamForm": "mijn-raam", "/KijkraamVersion": "3", "/KijkraamFormat": "form"}


def test_all_that_is_drawn_is_in_the_tag_tree_or_set_apart_such_as_the_margins(files):
    for path in files:
        with pikepdf.open(path) as pdf:
            on_tree = {element.objgen for element in elements(pdf)}
            numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
            parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
            margins = 0
            for page in pdf.pages:
                owners = parents[int(page.obj.StructParents)]
                open_marks: list[str] = []
                for operands, operator in pikepdf.parse_content_stream(page):
                    match str(operator):
                        case "BDC" | "BMC":
                            open_marks.append(str(operands[0]))
                            about = operands[1] if len(operands) > 1 else {}
                            margins += str(about.get("/Type", "")) == "/Pagination"
                            if "/MCID" in about:
                                assert owners[int(about.MCID)].objgen in on_tree, path.name
                        case "EMC":
                            open_marks.pop()
                        case "S" | "f" | "f*" | "B" | "Tj" | "TJ" | "Do":
                            assert open_marks, f"{path.name}: {operands} {operator}"
            assert margins > 0, path.name
