"""Fewer than five forms give no counts: these could show who answered what."""

from pathlib import Path

import pytest

from .conftest import by_pikepdf, file_of, record

FOUR = (
    "Van 'Mijn raam' zijn er 4 formulieren. Onder de vijf maken we geen tellingen: dan kun je soms zien wie wat "
    "antwoordde. Verzamel er vijf of meer. Wil je ze alleen zelf bekijken? Gebruik dan --rows."
)
NO_COUNTS = "Er zijn geen tellingen, dus er is geen bestand gemaakt of veranderd."


def write(name, form, version, *answers):
    """Write a file with a record for each of these answers."""
    records = [record(one, form=form, version=version, id=f"{form}-{n}") for n, one in enumerate(answers)]
    Path(name).write_text(file_of(*records), encoding="utf-8")


@pytest.mark.parametrize("to", ["uit.csv", "uit.xlsx", "uit", "uit/diep/tabel.csv"])
def test_four_forms_give_no_file(site, to):
    write("vier.json", "mijn-raam", 3, *[{"m-1": "nu-niet"}] * 4)

    result = site.run("vier.json", "-o", to)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [FOUR, NO_COUNTS]
    assert not list(Path().glob("uit*"))


def test_five_forms_give_counts(site):
    write("vijf.json", "samen", 2, *[{"s-1": "nu-niet"}] * 4, {"s-1": "zo-werken-wij", "s-2": "nu-niet"})

    assert site.counts("vijf.json") == {
        ("s-1", "Zo werken wij"): 1,
        ("s-1", "Nu niet"): 4,
        ("s-2", "Nu niet"): 1,
        ("s-2", "geen antwoord"): 4,
        ("s-3", "geen antwoord"): 5,
    }


def test_a_form_with_few_is_left_out_and_the_others_go_on(site):
    write("vijf.json", "stappen", 1, *[{"t-1--nu--hulp": ["buren"]}] * 5)
    write("drie.json", "samen", 2, *[{"s-1": "nu-niet"}] * 3)
    write("een.json", "mijn-raam", 3, {"m-1": "nu-niet"})

    result = site.run("vijf.json", "drie.json", "een.json", "-o", "uit.csv")

    assert (result.exit_code, result.stdout) == (0, "uit.csv\n")
    assert Path("uit.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "formulier,ruit,id,vraag,antwoord,aantal",
        'Stappen,Vooruit,t-1--nu--wat,"Wie doet wat: Nu, Wat",ingevuld,0',
        'Stappen,Vooruit,t-1--nu--wat,"Wie doet wat: Nu, Wat",geen antwoord,5',
        'Stappen,Vooruit,t-1--later--wat,"Wie doet wat: Later, Wat",ingevuld,0',
        'Stappen,Vooruit,t-1--later--wat,"Wie doet wat: Later, Wat",geen antwoord,5',
        'Stappen,Vooruit,t-1--nu--hulp,"Wie doet wat: Nu, Hulp",Buren,5',
        'Stappen,Vooruit,t-1--nu--hulp,"Wie doet wat: Nu, Hulp",Team,0',
        'Stappen,Vooruit,t-1--nu--hulp,"Wie doet wat: Nu, Hulp",geen antwoord,0',
        'Stappen,Vooruit,t-1--later--hulp,"Wie doet wat: Later, Hulp",Buren,0',
        'Stappen,Vooruit,t-1--later--hulp,"Wie doet wat: Later, Hulp",Team,0',
        'Stappen,Vooruit,t-1--later--hulp,"Wie doet wat: Later, Hulp",geen antwoord,5',
    ]
    assert sorted(result.stderr.splitlines()) == [
        (
            "Van 'Mijn raam' is er 1 formulier. Onder de vijf maken we geen tellingen: dan kun je soms zien wie wat "
            "antwoordde. Verzamel er vijf of meer. Wil je het alleen zelf bekijken? Gebruik dan --rows."
        ),
        (
            "Van 'Samen' zijn er 3 formulieren. Onder de vijf maken we geen tellingen: dan kun je soms zien wie wat "
            "antwoordde. Verzamel er vijf of meer. Wil je ze alleen zelf bekijken? Gebruik dan --rows."
        ),
    ]


def test_questions_that_two_of_five_forms_asked_are_left_out(site):
    write("drie.json", "samen", 2, *[{"samen--mode": "short", "s-1": "nu-niet"}] * 3)
    Path("a.pdf").write_bytes(by_pikepdf(site.papers["samen.pdf"], {"s-2": "nu-niet", "s-2--star": "ja"}))
    Path("b.pdf").write_bytes(by_pikepdf(site.papers["samen.pdf"], {"s-3": "nu-niet"}))

    result = site.run("drie.json", "a.pdf", "b.pdf", "-o", "uit.csv")

    assert Path("uit.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "formulier,ruit,id,vraag,antwoord,aantal",
        "Samen,Wij,s-1,We beginnen.,Zo werken wij,0",
        "Samen,Wij,s-1,We beginnen.,Nu niet,3",
        "Samen,Wij,s-1,We beginnen.,Weet ik niet,0",
        "Samen,Wij,s-1,We beginnen.,geen antwoord,2",
        "Samen,Wij,s-1--star,We beginnen. (Hier wil ik over praten),Hier wil ik over praten,0",
    ]
    assert result.stderr.splitlines() == [
        "Van 'Samen' tellen 2 ruiten niet mee: die zijn niet voor het team.",
        (
            "Van 'Samen' zijn 2 vragen niet geteld: daar tellen minder dan vijf formulieren voor mee. "
            "Dan kun je soms zien wie wat antwoordde."
        ),
    ]


def test_a_question_is_left_out_when_one_of_five_answers_has_no_place_any_more(site):
    write("vijf.json", "samen", 2, *[{"s-1": "nu-niet", "s-2": "nu-niet"}] * 4, {"s-1": "nu-niet", "s-2": "is-er-niet"})

    assert site.counts("vijf.json") == {("s-1", "Nu niet"): 5, ("s-3", "geen antwoord"): 5}
    assert (
        "Van 'Samen' is 1 vraag niet geteld: daar tellen minder dan vijf formulieren voor mee. "
        "Dan kun je soms zien wie wat antwoordde."
    ) in site.run("vijf.json", "-o", "uit.csv").stderr.splitlines()


def test_five_forms_of_which_no_question_has_five_give_no_file(site):
    short = {"samen--mode": "short"}
    write("vijf.json", "samen", 2, *[{**short, "s-1": "nu-niet"}] * 4, {**short, "s-1": "is-er-niet", "s-2": "nu-niet"})

    result = site.run("vijf.json", "-o", "uit.csv")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-2:] == [
        (
            "Van 'Samen' zijn 3 vragen niet geteld: daar tellen minder dan vijf formulieren voor mee. "
            "Dan kun je soms zien wie wat antwoordde."
        ),
        NO_COUNTS,
    ]
    assert not Path("uit.csv").exists()


def test_the_same_form_in_two_files_is_one_of_the_five(site):
    write("vier.json", "mijn-raam", 3, *[{"m-1": "nu-niet"}] * 4)
    write("nog-eens.json", "mijn-raam", 3, {"m-1": "nu-niet"})

    result = site.run("vier.json", "nog-eens.json", "-o", "uit.csv")

    assert result.exit_code == 1
    assert result.stderr.splitlines()[1:] == [FOUR, NO_COUNTS]


def test_without_counts_a_file_that_is_there_stays_as_it_is(site):
    write("vier.json", "mijn-raam", 3, *[{"m-1": "nu-niet"}] * 4)
    Path("uit.csv").write_text("van vorig jaar", encoding="utf-8")

    assert site.run("vier.json", "-o", "uit.csv").exit_code == 1
    assert Path("uit.csv").read_text(encoding="utf-8") == "van vorig jaar"


@pytest.mark.parametrize("end", ["csv", "xlsx", "json"])
def test_rows_of_few_forms_are_written_with_their_own_warning(site, end):
    write("vier.json", "mijn-raam", 3, *[{"m-1": "nu-niet"}] * 4)

    result = site.run("vier.json", "-o", f"uit.{end}", "--rows")

    assert (result.exit_code, result.stdout) == (0, f"uit.{end}\n")
    assert result.stderr.splitlines() == [
        (
            "Let op: elke rij is één ingevuld formulier. Ook zonder naam kun je soms zien van wie het is. "
            "Geef dit bestand niet door, en wis het als je het niet meer nodig hebt."
        )
    ]


def test_few_forms_are_told_in_english_too(site, monkeypatch):
    monkeypatch.setenv("KIJKRAAM_LANGUAGE", "en")
    write("vier.json", "mijn-raam", 3, *[{"m-1": "nu-niet"}] * 4)

    assert site.run("vier.json", "-o", "uit.csv").stderr.splitlines() == [
        (
            "There are 4 forms of 'Mijn raam'. Of fewer than five we make no counts: it may be plain who answered "
            "what. Collect five or more. Only to look at them yourself? Then use --rows."
        ),
        "There are no counts, so no file was made or changed.",
    ]
