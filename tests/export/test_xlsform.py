"""Questionnaires for many people: what is in them, what never is, and that other programs take them."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from kijkraam.export.questionnaire import NotForManyError, questionnaire_of
from kijkraam.export.xlsform import xlsform
from kijkraam.locale import Phrases

from ..collect.conftest import FORMS
from .conftest import words_of
from .programs import sheet

NO_MARK = Phrases("nl")("form.no_mark")


def lines(workbook: bytes) -> list[str]:
    """Return the lines of a questionnaire, as short as can be."""
    keys = ("type", "name", "label", "hint", "appearance", "calculation")
    return [" | ".join(line[key] for key in keys).rstrip(" |") for line in sheet(workbook, "survey")]


def test_a_questionnaire_has_a_group_per_pane_and_a_first_screen_that_says_who_can_read_it(site):
    assert lines(site.workbook("samen", notes=False)) == [
        "calculate | kijkraam--form |  |  |  | 'samen'",
        "calculate | kijkraam--version |  |  |  | '2'",
        "calculate | kijkraam--part |  |  |  | 'whole'",
        "begin_group | kijkraam--start | Samen |  | field-list",
        (
            "note | kijkraam--goes | Wat je hier invult, blijft niet op dit apparaat. Als je het verstuurt, gaat het "
            "naar degene van wie je deze vragenlijst kreeg."
        ),
        (
            "note | kijkraam--readers | Wie kan het lezen: [VUL DIT IN VOORDAT JE DE VRAGENLIJST DEELT: wie leest de "
            "antwoorden, waar staan ze, en wanneer worden ze gewist?]"
        ),
        (
            "note | kijkraam--names | We vragen niet naar je naam of je team. Schrijf ook geen naam van een ander op. "
            "Je mag elke vraag overslaan. Het programma bewaart zelf wel wanneer je de antwoorden verstuurt."
        ),
        f"note | kijkraam--no-mark | Hier komt geen cijfer uit. {NO_MARK}",
        "end_group | kijkraam--start",
        "begin_group | wij | Wij |  | field-list",
        (
            "note | kijkraam--scale--wij--praktijk | Vraag bij elke zin: Hoe gaat dit bij ons? | "
            "Zo werken wij: ook als een ander er is"
        ),
        "select_one praktijk | s-1 | We beginnen.",
        "select_one praktijk | s-2 | =We gaan door.",
        "select_one praktijk | s-3 | We blijven.",
        "end_group | wij",
    ]


def test_the_answers_are_words_and_nobody_has_to_answer(site):
    workbook = site.workbook("samen")

    assert sheet(workbook, "choices") == [
        {"list_name": "praktijk", "name": "zo-werken-wij", "label": "Zo werken wij"},
        {"list_name": "praktijk", "name": "nu-niet", "label": "Nu niet"},
        {"list_name": "praktijk", "name": "weet-ik-niet", "label": "Weet ik niet"},
    ]
    assert "required" not in sheet(workbook, "survey")[0]
    assert sheet(workbook, "settings") == [
        {
            "form_title": "Samen",
            "form_id": "samen",
            "version": "2",
            "default_language": "Nederlands (nl)",
            "style": "pages",
        }
    ]


def test_every_type_of_question_has_its_field(site):
    workbook = site.workbook("mijn-raam", notes=False)
    assert lines(workbook)[12:-1] == [
        "select_one praktijk | m-1 | We zoeken mensen op. | Waar was dat?",
        "text | m-3 | Plek",
        "text | m-4 | Verhaal | Wat gebeurde er? | multiline",
        "date | m-5 | Datum",
        "select_multiple kijkraam--box | m-6 | Gedaan",
        "select_multiple m-7--options | m-7 | Wie waren erbij?",
        "select_one m-8--options | m-8 | Wanneer? | Later: na de zomer",
        "begin_repeat | m-9 | Stappen",
        "text | m-9--wie | Wie",
        "select_multiple kijkraam--box | m-9--klaar | Klaar",
        "select_one m-9--soort--options | m-9--soort | Soort",
        "end_repeat | m-9",
    ]
    assert lines(site.workbook("stappen"))[9:-1] == [
        "begin_group | vooruit | Vooruit |  | field-list",
        "begin_group | t-1 | Wie doet wat",
        "begin_group | t-1--nu | Nu",
        "text | t-1--nu--wat | Wat |  | multiline",
        "select_multiple t-1--hulp--options | t-1--nu--hulp | Hulp",
        "end_group | t-1--nu",
        "begin_group | t-1--later | Later",
        "text | t-1--later--wat | Wat |  | multiline",
        "select_multiple t-1--hulp--options | t-1--later--hulp | Hulp",
        "end_group | t-1--later",
        "end_group | t-1",
    ]


def test_what_clients_tell_begins_with_its_warning_and_has_one_question_per_screen(site):
    told = lines(site.workbook("ons-verhaal"))

    assert told[4] == (
        "note | kijkraam--experience | Meedoen hoeft niet. Je mag stoppen. Je antwoorden veranderen niets aan je hulp. "
        "Vul dit liever in met iemand die niet bij je hulp hoort. Over deze vragen: we hebben ze nog niet met cliënten "
        "getest."
    )
    assert told[9:] == [
        "begin_group | wij-samen | Wij samen",
        (
            "note | kijkraam--scale--wij-samen--praktijk | Vraag bij elke zin: Hoe gaat dit bij ons? | "
            "Zo werken wij: ook als een ander er is"
        ),
        "select_one praktijk | w-1 | Dit gaat goed.",
        "text | w-2 | Wat kan beter? |  | multiline",
        "end_group | wij-samen",
    ]


def test_the_command_makes_a_file_for_each_form_and_says_which(site):
    done = site.kijkraam("export", "xlsform", "samen", "stappen", "-o", "uit")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "uit/samen-vragenlijst.xlsx\nuit/stappen-vragenlijst.xlsx\n"
    assert Path("uit/samen-vragenlijst.xlsx").read_bytes() == site.workbook("samen", notes=False)


def test_the_command_makes_one_file_where_it_is_told_to(site):
    done = site.kijkraam("export", "xlsform", "samen", "--core", "--notes", "--readers", "Het team.", "-o", "a/b.xlsx")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "a/b.xlsx\n", "")
    told = lines(Path("a/b.xlsx").read_bytes())
    assert "calculate | kijkraam--part |  |  |  | 'short'" in told
    assert "note | kijkraam--readers | Wie kan het lezen: Het team." in told
    assert told[-4:] == [
        "Zo werken wij: ook als een ander er is".join(
            ["note | kijkraam--scale--wij--praktijk | Vraag bij elke zin: Hoe gaat dit bij ons? | ", ""]
        ),
        "select_one praktijk | s-1 | We beginnen.",
        "text | s-1--note | Wat wil je erover zeggen? (We beginnen.) |  | multiline",
        "end_group | wij",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["over-iemand"],
            (
                "'Over iemand' gaat over één persoon of één plan. Zo'n formulier wordt geen vragenlijst voor veel "
                "mensen. Vul het samen in, op het scherm of op papier."
            ),
        ),
        (["stappen", "--core"], "'Stappen' heeft geen Eerste blik. Laat --core weg."),
        (
            ["van-alleen-mij", "samen"],
            (
                "'Van alleen mij' is van wie het invult, en niet voor een team. Daarom wordt het geen vragenlijst voor "
                "veel mensen."
            ),
        ),
        (
            ["vluchtig"],
            (
                "Wat iemand invult bij 'Vluchtig', wordt niet bewaard. Daarom wordt het ook geen vragenlijst voor veel "
                "mensen."
            ),
        ),
    ],
)
def test_what_is_not_for_many_is_refused_and_no_file_is_made(site, arguments, said):
    start = "version: 1\nkind: {}\nsummary: Zo.\naudience: [team]\nsource: {{work: boek}}\n"
    pane = "sections: [{{id: p-{0}, title: P, scale: {1}, share: {2}, items: [{{id: q-{0}, text: Zo.}}]}}]\n"
    for name, title, kind, scale, share in [
        ("van-alleen-mij", "Van alleen mij", "kijkvragen", "vakmanschap", "self"),
        ("vluchtig", "Vluchtig", "kijkraam\nkeep: session", "praktijk", "team"),
    ]:
        text = f"id: {name}\ntitle: {title}\n" + start.format(kind) + pane.format(name, scale, share)
        Path(f"checklists/{name}.yml").write_text(text, encoding="utf-8")

    done = site.kijkraam("export", "xlsform", *arguments)

    assert (done.exit_code, done.stdout, done.stderr) == (1, "", f"{said}\n")
    assert not list(Path().glob("*.xlsx"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["sammen"],
            "Fout: Dit kan niet bij ID: Het formulier 'sammen' bestaat niet. Bedoel je 'samen'?",
        ),
        (
            ["samen", "stappen", "-o", "een.xlsx"],
            (
                "Fout: Dit kan niet bij -o: Met een bestandsnaam achter -o kan er één bestand zijn, en dit zijn er "
                "2. Geef een map, of kies één id."
            ),
        ),
        ([], "Fout: Er ontbreekt 'IDS...'."),
    ],
)
def test_wrong_use_is_told(site, arguments, said):
    done = site.kijkraam("export", "xlsform", *arguments)

    assert (done.exit_code, done.stdout, done.stderr.splitlines()[-1]) == (2, "", said)
    assert not list(Path().glob("*.xlsx"))


def test_no_text_is_a_formula_or_a_reference_to_another_question(site):
    text = Path("checklists/samen.yml").read_text(encoding="utf-8")
    Path("checklists/samen.yml").write_text(text.replace("We blijven.", '"=1+1 of ${s-1}"'), encoding="utf-8")

    done = site.kijkraam("export", "xlsform", "samen", "--readers", "=${s-1}")

    workbook = Path(done.stdout.strip()).read_bytes()
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(workbook))["survey"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert "select_one praktijk | s-3 | =1+1 of $ {s-1}" in lines(workbook)
    assert convert(workbook, file_type=".xlsx").warnings == []


SITE = (
    """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [{kijkraam: {pdf: off}}]
    == docs/index.md
    # Start
    == docs/downloads.md
    # Alles

    ::: downloads
"""
    + FORMS
)
LINK = (
    '<p>Voor grote groepen: <a href="{}" type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet">een '
    "vragenlijst voor KoboToolbox, ODK of SurveyCTO</a> <small>XLSX, {} kB</small>. Zet op het eerste scherm wie de "
    "antwoorden kan lezen.</p>"
)


def test_a_site_offers_questionnaires_of_what_a_team_shares_even_without_paper(draw):
    site = draw(SITE.replace("formats: [short, form, poster]", "formats: [xlsform]")).build()

    assert site.log == []
    made = site.root / "site/formulier/samen/samen-vragenlijst.xlsx"
    kilobytes = round(made.stat().st_size / 1000)
    assert [path.name for path in (site.root / "site").rglob("*.xlsx")] == [made.name]
    assert LINK.format("samen-vragenlijst.xlsx", kilobytes) in site.article("formulier/samen")
    assert LINK.format("../formulier/samen/samen-vragenlijst.xlsx", kilobytes) in site.article("downloads")
    assert "kijkraam-prints" not in site.article("formulier/jouw-verhaal")


def test_a_site_can_want_no_questionnaires(draw):
    site = draw(
        SITE.replace("{pdf: off}", "{pdf: off, formats: [form]}").replace("formats: [short, form, poster]", "")
    ).build()

    assert site.log == []
    assert list((site.root / "site").rglob("*.xlsx")) == []
    assert "kijkraam-prints" not in site.article("formulier/samen")


def test_a_questionnaire_of_what_is_not_for_many_cannot_be_asked_for_in_the_site(draw):
    site = draw(SITE.replace("title: Over iemand", "title: Over iemand\n    formats: [xlsform]"))

    assert site.kijkraam("check").stdout == (
        "checklists/over-iemand.yml:5:11: Van dit formulier kan geen 'xlsform' worden gemaakt. "
        "Kies uit: worksheet, scorm.\n"
    )


@pytest.mark.parametrize("short", [False, True])
def test_every_questionnaire_of_the_handbook_is_taken_by_pyxform(handbook, short):
    taken = []
    for form in handbook.forms.values():
        try:
            questionnaire = questionnaire_of(form, short=short)
        except NotForManyError:
            continue
        for notes in (False, True):
            made = xlsform(questionnaire, words_of(handbook), notes=notes)
            assert convert(made, file_type=".xlsx").warnings == []
        taken.append(form.id)

    assert {"kijkraam-presentie", "kijkraam-kwartiermaken", "opbrengsten-presentie"} <= set(taken)
    assert {"presente-professional", "urgentieschema", "plan-van-aanpak", "fase-4-plan-maken"}.isdisjoint(taken)


def test_every_type_of_question_is_taken_by_pyxform(site):
    for name in ("mijn-raam", "stappen", "ons-verhaal"):
        assert convert(site.workbook(name), file_type=".xlsx").warnings == []


def test_the_same_form_gives_the_same_bytes(site):
    made = site.workbook("mijn-raam")

    assert made == site.workbook("mijn-raam")
    assert openpyxl.load_workbook(io.BytesIO(made)).properties.created == datetime(2000, 1, 1)
