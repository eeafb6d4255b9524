"""What KoboToolbox, ODK and SurveyCTO make of a questionnaire comes back as it was filled in."""

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kijkraam.checklist.fields import FieldType
from kijkraam.collect.filled import Filled
from kijkraam.collect.questionnaires import read_questionnaires
from kijkraam.collect.skipped import SkippedError
from kijkraam.export.questionnaire import NotForManyError, questionnaire_of
from kijkraam.export.xlsform import xlsform
from kijkraam.handbook import load_handbook
from kijkraam.site import find_site

from .conftest import ROOT, words_of
from .programs import PROGRAMS, kobo, kobo_labels, odk, surveycto

ANSWERS = {
    "m-1": "nu-niet",
    "m-1--note": "=1+1; 'ja', \"nee\"\nen meer",
    "m-3": "De buurt, hier",
    "m-4": "Een heel verhaal.",
    "m-5": "2026-11-21",
    "m-6": "ja",
    "m-7": ["team", "buren"],
    "m-8": "later",
}
ROWS = {"m-9--r1--wie": "De buurvrouw", "m-9--r2--klaar": "ja", "m-9--r11--soort": "b"}
NOTHING_READ = "Er is niets gelezen, dus er is geen bestand gemaakt."


def read(site, text: str) -> list[Filled | SkippedError]:
    forms = site.handbook.forms
    return list(read_questionnaires(text.encode(), forms, words_of(site.handbook), "2026-11-21T12:00:00Z"))


def as_typed(answers):
    """Return answers as a person who ticks a box that stands alone gives them to a program: a list of one."""
    return {name: ["ja"] if name in {"m-6", "m-9--r2--klaar"} else value for name, value in answers.items()}


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_answer_comes_back_from_every_program(site, program):
    (one,) = read(site, PROGRAMS[program](site.workbook("mijn-raam"), [as_typed(ANSWERS)]))

    assert isinstance(one, Filled)
    assert one.answers == ANSWERS
    assert one.form.id == "mijn-raam"
    assert one.gone == 0


def test_rows_that_were_added_come_back_where_they_stand_in_the_same_file(site):
    (one,) = read(site, surveycto(site.workbook("mijn-raam"), [as_typed(ANSWERS | ROWS)]))

    assert one.answers == {**ANSWERS, **ROWS, "mijn-raam--rows--m-9": ["r1", "r2", "r11"]}
    assert one.unasked == 0


def test_a_column_of_rows_that_does_not_say_which_row_is_not_read(site):
    text = surveycto(site.workbook("mijn-raam"), [as_typed(ANSWERS | ROWS)], most_rows=1)
    for column in ("wie", "klaar", "soort"):
        text = text.replace(f"m_9__{column}_1", f"m_9__{column}")

    one, columns = read(site, text)

    assert one.answers == ANSWERS
    assert one.unasked == 1
    assert (columns.key, columns.words["n"]) == ("collect.unknown_columns", 3)


def test_rows_that_were_added_and_stand_elsewhere_are_told_as_not_asked(site):
    site.write("a.csv", "mijn-raam", *[as_typed(ANSWERS)] * 2)
    site.write("b.csv", "mijn-raam", *[as_typed(ANSWERS)] * 5, by=odk)

    result = site.kijkraam("collect", "a.csv", "b.csv", "-o", "uit.csv")

    assert result.stderr.splitlines() == [
        "a.csv: In dit bestand van 'Mijn raam' staat 1 vraag niet die er nu wel is. Daar telt het niet mee. (2 keer)",
        "b.csv: Dit formulier 'Mijn raam' is er al. Het telt één keer mee, met de nieuwste antwoorden. (2 keer)",
        "b.csv: In dit bestand van 'Mijn raam' staat 1 vraag niet die er nu wel is. Daar telt het niet mee. (5 keer)",
        (
            "Van 'Mijn raam' is 1 vraag niet geteld: daar tellen minder dan vijf formulieren voor mee. Dan kun je soms "
            "zien wie wat antwoordde."
        ),
    ]


def test_the_handbook_takes_counts_of_a_table_with_fixed_rows(site):
    filled = {"t-1--nu--wat": "Bellen", "t-1--later--hulp": ["buren", "team"]}
    for number, program in enumerate(PROGRAMS.values()):
        site.write(f"{number}.csv", "stappen", *[filled] * 5, by=program)

        assert site.counts(f"{number}.csv") == {
            ("t-1--nu--wat", "ingevuld"): 5,
            ("t-1--later--wat", "geen antwoord"): 5,
            ("t-1--nu--hulp", "geen antwoord"): 5,
            ("t-1--later--hulp", "Buren"): 5,
            ("t-1--later--hulp", "Team"): 5,
        }


def test_a_form_counts_once_in_whichever_file_it_stands(site):
    answers = [{"s-1": "nu-niet"}] * 4 + [{"s-1": "zo-werken-wij"}]
    site.write("kobo.csv", "samen", *answers)
    site.write("odk.csv", "samen", *answers, by=odk)

    assert site.counts("kobo.csv", "odk.csv", "kobo.csv")["s-1", "Nu niet"] == 4


def test_two_people_with_equal_answers_are_two_even_when_nothing_names_them(site):
    text = kobo(site.workbook("samen"), [{"s-1": "nu-niet"}] * 5)
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    at = rows[0].index("_uuid")
    bare = "\n".join(";".join(cell for place, cell in enumerate(row) if place != at) for row in rows)
    Path("a.csv").write_text("\ufeff" + bare, encoding="utf-8")

    assert site.counts("a.csv", "a.csv")["s-1", "Nu niet"] == 5


def test_of_an_eerste_blik_only_its_questions_count_and_nothing_is_missed(site):
    site.write("kort.csv", "samen", *[{"s-1": "nu-niet"}] * 5, short=True)

    result = site.kijkraam("collect", "kort.csv", "-o", "uit.csv")

    assert result.stderr.splitlines() == [
        "Van 'Samen' tellen 2 ruiten niet mee: die zijn niet voor het team.",
        (
            "Van 'Samen' zijn 2 vragen niet geteld: daar tellen minder dan vijf formulieren voor mee. Dan kun je soms "
            "zien wie wat antwoordde."
        ),
    ]
    assert site.counts("kort.csv") == {("s-1", "Nu niet"): 5}


def test_what_clients_tell_is_counted_from_five_and_never_looked_at_alone(site):
    telling = [{"w-1": "nu-niet", "w-2": "Meer tijd."}] * 5
    site.write("vijf.csv", "ons-verhaal", *telling)
    site.write("vier.csv", "ons-verhaal", *telling[1:])

    assert site.counts("vijf.csv") == {("w-1", "Nu niet"): 5, ("w-2", "ingevuld"): 5}
    few = site.kijkraam("collect", "vier.csv", "-o", "vier-uit.csv")
    assert (few.exit_code, few.stderr.splitlines()) == (
        1,
        [
            (
                "Van 'Ons verhaal' zijn er 4 formulieren. Onder de vijf maken we geen tellingen: dan kun je soms zien "
                "wie wat antwoordde. Verzamel er vijf of meer."
            ),
            "Er zijn geen tellingen, dus er is geen bestand gemaakt of veranderd.",
        ],
    )
    for to in ("rijen.csv", "rijen.json", "rijen.xlsx"):
        rows = site.kijkraam("collect", "vijf.csv", "--rows", "-o", to)
        assert rows.exit_code == 1
        assert rows.stderr.splitlines()[0] == (
            "Van 'Ons verhaal' komen er geen rijen: wat iemand over hulp vertelt, telt alleen samen met dat van "
            "anderen. Laat --rows weg."
        )
        assert not Path(to).exists()


def test_rows_leave_out_what_clients_tell_and_keep_the_rest(site):
    site.write("a.csv", "ons-verhaal", *[{"w-1": "nu-niet", "w-2": "Meer tijd."}] * 5)
    site.write("b.csv", "samen", {"s-1": "nu-niet"})

    assert [row[:3] for row in site.table("a.csv", "b.csv", "--rows")] == [
        ["nummer", "formulier", "s-1: We beginnen."],
        ["1", "Samen", "Nu niet"],
    ]
    assert "Meer tijd" not in Path("uit.csv").read_text(encoding="utf-8-sig")


# Files that are not as they should be


def change(site, old: str, new: str, *filled) -> str:
    text = kobo(site.workbook("samen"), filled or [{"s-1": "nu-niet"}])
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda site: change(site, "wij/s-1", "wij/s-2"),
            (
                "Overgeslagen. De vraag 's-2' van 'Samen' staat twee keer in dit CSV-bestand. Haal het opnieuw op, en "
                "verander de kolommen niet."
            ),
        ),
        (
            lambda site: change(site, "nu-niet", "vast-niet"),
            (
                "Overgeslagen: rij 1 in dit bestand. Het antwoord 'vast-niet' hoort niet bij de vraag 's-1'. Haal het "
                "bestand opnieuw op, en verander het niet."
            ),
        ),
        (
            lambda site: change(site, "nu-niet", "=HYPERLINK(1)"),
            (
                "Overgeslagen: rij 1 in dit bestand. Het antwoord '=HYPERLINK(1)' hoort niet bij de vraag 's-1'. Haal "
                "het bestand opnieuw op, en verander het niet."
            ),
        ),
        (
            lambda site: change(site, "nu-niet", "nu-niet;meer"),
            "Overgeslagen: rij 1 in dit bestand. Er ontbreekt iets, of er staat te veel. Haal het bestand opnieuw op.",
        ),
        (
            lambda site: change(site, ";samen;2;", ";samen;1;"),
            (
                "Overgeslagen. Dit is versie 1 van 'Samen', en nu is het versie 2. De vragen betekenen niet meer "
                "hetzelfde."
            ),
        ),
        (
            lambda site: change(site, ";samen;2;", ";__proto__;2;"),
            "Overgeslagen. Het formulier '__proto__' is er niet in dit handboek.",
        ),
        (
            lambda site: change(site, ";samen;2;", ";;2;"),
            "Overgeslagen: rij 1 in dit bestand. Er ontbreekt iets, of er staat te veel. Haal het bestand opnieuw op.",
        ),
        (
            lambda site: change(site, ";samen;2;", ";van-mij;1;"),
            "Overgeslagen. 'Van mij' is van wie het invult, en niet voor een team.",
        ),
        (
            lambda site: change(site, ";samen;2;", ";over-iemand;1;"),
            (
                "'Over iemand' gaat over één persoon of één plan. Zo'n formulier wordt geen vragenlijst voor veel "
                "mensen. Vul het samen in, op het scherm of op papier."
            ),
        ),
        (
            lambda site: change(site, "kijkraam--form", "constructor"),
            (
                "Overgeslagen. Dit CSV-bestand komt niet van een vragenlijst die met 'kijkraam export xlsform' is "
                "gemaakt: de kolom 'kijkraam--form' is er niet. Haal het bestand op met alle kolommen."
            ),
        ),
        (
            lambda site: change(site, "wij/", "ik/").replace("/s-", "/ss-"),
            (
                "Overgeslagen. In dit CSV-bestand staat geen enkele vraag van 'Samen'. Haal het bestand op met alle "
                "kolommen, met de namen van de vragen erboven."
            ),
        ),
        (
            lambda site: change(site, "nu-niet", '"nu-niet'),
            "Overgeslagen. Dit CSV-bestand is beschadigd of veranderd. Haal het opnieuw op.",
        ),
        (
            lambda site: change(site, "nu-niet", "a" * 200_000),
            "Overgeslagen. Dit CSV-bestand is beschadigd of veranderd. Haal het opnieuw op.",
        ),
        (
            lambda site: change(site, "nu-niet", "").partition("\r\n")[0],
            "Overgeslagen. In dit CSV-bestand staat geen enkel ingevuld formulier.",
        ),
        (
            lambda site: change(site, "nu-niet", ""),
            "Overgeslagen. 'Samen' is hier leeg, op de ruiten die voor het team zijn.",
        ),
        (
            lambda _: "=1+1;" * 2_000_000,
            (
                "Overgeslagen. Dit CSV-bestand komt niet van een vragenlijst die met 'kijkraam export xlsform' is "
                "gemaakt: de kolom 'kijkraam--form' is er niet. Haal het bestand op met alle kolommen."
            ),
        ),
        (
            lambda _: "kijkraam--form;kijkraam--version\n" + "samen;2\n" * 1_250_000,
            "Overgeslagen. Het bestand is te groot voor een ingevuld formulier.",
        ),
        (
            lambda _: "kijkraam--form" + ";a" * 5_000_000 + "\nsamen",
            "Overgeslagen. Het bestand is te groot voor een ingevuld formulier.",
        ),
    ],
)
def test_a_file_that_cannot_be_used_gives_a_message_and_nothing_else(site, make, said):
    Path("fout.csv").write_text(make(site), encoding="utf-8", newline="")

    result = site.kijkraam("collect", "fout.csv", "-o", "uit.csv")

    assert (result.exit_code, result.stderr.splitlines()) == (1, [f"fout.csv: {said}", NOTHING_READ])
    assert not Path("uit.csv").exists()


def test_a_file_in_another_encoding_is_told(site):
    Path("fout.csv").write_bytes(change(site, "nu-niet", "één").encode("latin-1"))

    result = site.kijkraam("collect", "fout.csv", "-o", "uit.csv")

    assert result.stderr.splitlines()[0] == (
        "fout.csv: Overgeslagen. Dit CSV-bestand is niet in UTF-8. Haal het opnieuw op, of bewaar het met de "
        "tekencodering UTF-8."
    )


def test_of_many_rows_that_are_wrong_the_first_are_told_and_the_others_counted(site):
    site.write("a.csv", "samen", *[{"s-1": "onzin"}] * 30, *[{"s-1": "nu-niet"}] * 5)

    result = site.kijkraam("collect", "a.csv", "-o", "uit.csv")

    assert result.exit_code == 0
    assert result.stderr.splitlines()[19:21] == [
        (
            "a.csv: Overgeslagen: rij 20 in dit bestand. Het antwoord 'onzin' hoort niet bij de vraag 's-1'. Haal het "
            "bestand opnieuw op, en verander het niet."
        ),
        "a.csv: Ook nog 10 andere rijen zijn overgeslagen.",
    ]


def test_columns_of_others_never_enter_and_those_of_the_program_are_not_even_told(site):
    text = change(site, "_tags\r\n", "_tags;__proto__;constructor;ik/s-8\r\n", *[{"s-1": "nu-niet"}] * 5)
    lines = text.split("\r\n")
    Path("a.csv").write_text("\n".join([lines[0], *(f"{line};GEHEIM;GEHEIM;gaat-vanzelf" for line in lines[1:6])]))

    result = site.kijkraam("collect", "a.csv", "-o", "uit.csv")

    assert result.stderr.splitlines()[0] == "a.csv: Overgeslagen: 2 kolommen die niet bij 'Samen' horen."
    written = Path("uit.csv").read_text(encoding="utf-8-sig")
    assert "GEHEIM" not in written
    assert "s-8" not in written


def test_a_label_that_two_questions_share_is_not_guessed(site):
    text = Path("checklists/samen.yml").read_text(encoding="utf-8").replace("=We gaan door.", "We beginnen.")
    Path("checklists/samen.yml").write_text(text, encoding="utf-8")
    site.handbook = load_handbook(find_site(Path.cwd()))
    site.write("a.csv", "samen", {"s-1": "nu-niet"}, by=kobo_labels)

    result = site.kijkraam("collect", "a.csv", "-o", "uit.csv")

    assert result.stderr.splitlines()[0] == (
        "a.csv: Overgeslagen. Bij de kolom 'Wij/We beginnen.' kan meer dan één vraag horen. Haal het bestand op met de "
        "namen van de vragen boven de kolommen (XML-waarden)."
    )


def test_a_label_is_known_whatever_quotation_marks_and_spaces_a_program_makes_of_it(site):
    text = (
        Path("checklists/samen.yml").read_text(encoding="utf-8").replace("We blijven.", "We zeggen 'ja' en doen het.")
    )
    Path("checklists/samen.yml").write_text(text, encoding="utf-8")
    site.handbook = load_handbook(find_site(Path.cwd()))
    csv_text = kobo_labels(site.workbook("samen"), [{"s-3": "nu-niet"}])

    (one,) = read(site, csv_text.replace("zeggen 'ja' en", "zeggen  \u2018ja\u2019 en"))

    assert one.answers == {"s-3": "nu-niet"}


def test_an_item_with_another_name_and_one_that_is_no_more_are_read_as_in_other_files(site):
    text = change(site, "wij/s-3", "wij/s-oud", {"s-1": "nu-niet", "s-3": "weet-ik-niet"}).replace("_tags", "s-weg")

    one = next(found for found in read(site, text) if isinstance(found, Filled))

    assert one.answers == {"s-1": "nu-niet", "s-3": "weet-ik-niet"}


def test_the_newest_of_two_files_counts(site):
    site.write("oud.csv", "samen", *[{"s-1": "nu-niet"}] * 5)
    site.write("nieuw.csv", "samen", *[{"s-1": "weet-ik-niet"}] * 5)
    os.utime("oud.csv", (1_000_000_000, 1_000_000_000))

    for order in (["nieuw.csv", "oud.csv"], ["oud.csv", "nieuw.csv"]):
        assert site.counts(*order) == {
            ("s-1", "Weet ik niet"): 5,
            ("s-2", "geen antwoord"): 5,
            ("s-3", "geen antwoord"): 5,
        }


# Every form of the handbook, filled in at random

HANDBOOK = load_handbook(find_site(ROOT))
WORDS = words_of(HANDBOOK)


def forms_for_many():
    for form in HANDBOOK.forms.values():
        try:
            yield questionnaire_of(form)
        except NotForManyError:
            continue


QUESTIONNAIRES = {one.form.id: one for one in forms_for_many()}
WORKBOOKS = {name: xlsform(one, WORDS, notes=True) for name, one in QUESTIONNAIRES.items()}
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)


@st.composite
def filled_in(draw):
    """Draw a form with what some people filled in."""
    name = draw(st.sampled_from(sorted(QUESTIONNAIRES)))
    questions = QUESTIONNAIRES[name].questions
    fields = {}
    for question in questions:
        if question.item.type is FieldType.RATING:
            fields[question.item.id] = st.sampled_from([answer.id for answer in question.scale.answers])
        else:
            fields[question.item.id] = TEXTS
    people = st.lists(st.fixed_dictionaries({}, optional=fields), min_size=1, max_size=3)
    return name, draw(people)


@settings(max_examples=150, deadline=None)
@given(filled_in(), st.sampled_from(["kobo", "odk", "surveycto"]))
def test_whatever_many_people_fill_in_comes_back_unchanged(filled, program):
    name, people = filled
    text = PROGRAMS[program](WORKBOOKS[name], people)

    found = list(read_questionnaires(text.encode(), HANDBOOK.forms, WORDS, "2026-11-21T12:00:00Z"))

    assert [one.answers for one in found] == people
    assert {one.form.id for one in found} == {name}
    assert len({one.id for one in found}) == len(people)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "kijkraam--form", "kijkraam--form;kijkraam--version\nsamen;2"]))
def test_no_bytes_do_more_than_give_a_message(data, start):
    try:
        found = list(read_questionnaires(start.encode() + data, HANDBOOK.forms, WORDS, "2026-11-21T12:00:00Z"))
    except SkippedError:
        return
    assert all(isinstance(one, SkippedError) for one in found)
