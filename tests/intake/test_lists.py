"""Lists in Excel and CSV as people keep them: what becomes of them, and what is told, to the last line."""

import datetime

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kijkraam.checklist.fields import Kind
from kijkraam.checklist.model import Checklist
from kijkraam.checklist.reading import model_from_text
from kijkraam.handbook import load_handbook
from kijkraam.inline import InlineMarkdown, without_markup
from kijkraam.intake.draft import Draft, DraftItem, DraftSection, Maker
from kijkraam.intake.report import Report
from kijkraam.intake.sheets import clean
from kijkraam.intake.writing import yaml_text
from kijkraam.locale import Phrases
from kijkraam.site import find_site


def test_a_clean_list_becomes_a_form(maker):
    maker.workbook(
        "gastvrij.xlsx",
        Vragen="""
            Thema | Stelling                     | Toelichting           | Code | Antwoorden
            Deur  | We groeten iedereen.         | Hoe ging dat?         | d1   | praktijk
            Deur  | We lopen met iemand mee.     |                       | d2   | Ja; Nee; Weet ik niet
            Tafel | Er staat koffie klaar.       | Voor wie?             | t1   |
            Tafel | Wat gaat er goed bij jullie? |                       | t2   |
        """,
    )

    assert maker.told("gastvrij.xlsx", "--title", "Gastvrij zijn") == [
        "Gelezen: gastvrij.xlsx, blad 'Vragen'. Dat zijn 4 vragen in 2 ruiten.",
        "Kolom A 'Thema': de ruit of het deel.",
        "Kolom B 'Stelling': de vraag.",
        "Kolom C 'Toelichting': de toelichting.",
        "Kolom D 'Code': het id.",
        "Kolom E 'Antwoorden': de antwoorden.",
        "Rij 5: een open vraag. Daar komt ruimte om te schrijven.",
    ]
    assert (maker.root / "checklists/gastvrij.yml").read_text(encoding="utf-8") == (
        """\
# yaml-language-server: $schema=_schemas/checklist.json
# Gemaakt van 'gastvrij.xlsx' met 'kijkraam import'. Kijk elke zin na.
id: gastvrij
version: 1
kind: kijkvragen
title: Gastvrij zijn
summary: 'Vragen bij: Gastvrij zijn.'
audience:
  - team
source:
  work: eigen-werk
basis: own
sections:
  - id: deur
    title: Deur
    scale: praktijk
    items:
      - id: d1
        text: We groeten iedereen.
        prompt: Hoe ging dat?
      - id: d2
        type: choice
        text: We lopen met iemand mee.
        options:
          - id: ja
            text: Ja
          - id: nee
            text: Nee
          - id: weet-ik-niet
            text: Weet ik niet
  - id: tafel
    title: Tafel
    scale: praktijk
    items:
      - id: t1
        text: Er staat koffie klaar.
        prompt: Voor wie?
      - id: t2
        type: long_text
        text: Wat gaat er goed bij jullie?
"""
    )


def test_a_messy_list_becomes_a_form_and_everything_odd_is_told(maker):
    book = maker.workbook(
        "lijst 2019 DEF(2).xlsx",
        Lijst="""
            Checklist gastvrijheid   |              |                                | | | |
            versie 3                 |              |                                | | | |
            Nr.                      | Onderdeel    | Vraag / stelling               | Toelichtng         | Antwoorden                      | Score | Paraaf
            1                        | 1. Ontvangst | 1.1 We begroeten iedereen.     |                    | 1 t/m 5                         | 3 |
            2                        |              | 1.2 Wie wacht, weet waarop.    | Let op: vraag dóór | ja / nee / weet ik niet         | 2 |
            3                        |              | Er is [soms] *lawaai*: dat kan.|                    | 1 = nooit; 2 = soms; 3 = vaak   |   |

            4                        |              | 1.1 We begroeten iedereen.     |                    |                                 |   |
            5                        | 2. Meedoen   | x                              |                    |                                 |   |
            6                        |              |                                | alleen toelichting |                                 |   |
            7                        | 2. Meedoen   | Deze rij is verborgen.         |                    |                                 |   |
            8                        |              | Mensen doen mee                |                    | mooi                            |   |
            Zelf                     |              |                                |                    |                                 |   |
            9                        |              | Ik let op wie alleen zit.      |                    |                                 |   |
            10                       |              | #REF!                          |                    |                                 |   |
        """,
        Oud="Vraag\nWat was er?",
        Extra="Vraag\nNog een?",
    )
    sheet = book["Lijst"]
    sheet["C9"] = '="We vragen "&"wat iemand wil."'
    sheet["C15"].data_type = "e"
    sheet.row_dimensions[11].hidden = True
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("B4:B6")
    sheet.merge_cells("A13:F13")
    book["Oud"].sheet_state = "hidden"
    book.save(maker.root / "lijst 2019 DEF(2).xlsx")

    assert maker.told("lijst 2019 DEF(2).xlsx", "--id", "gastvrijheid") == [
        "Gelezen: lijst 2019 DEF(2).xlsx, blad 'Lijst'. Dat zijn 5 vragen in 3 ruiten.",
        "Het blad 'Oud' is verborgen en niet gelezen. Wil je het toch? Gebruik --sheet.",
        "Ook op het blad 'Extra' staan vragen. Dat blad is niet gelezen. Gebruik daarvoor --sheet.",
        "Titel: 'Checklist gastvrijheid'.",
        "Boven de kolommen staat nog 'versie 3'. Dat is weggelaten.",
        "Kolom A 'Nr.' telt alleen de rijen. De id's komen uit de tekst.",
        "Kolom B 'Onderdeel': de ruit of het deel.",
        "Kolom C 'Vraag / stelling': de vraag.",
        "Kolom D 'Toelichtng': de toelichting.",
        "Kolom E 'Antwoorden': de antwoorden.",
        "Kolom F 'Score' is niet gebruikt: wat mensen hier zeggen, wordt niet geteld.",
        "Kolom G 'Paraaf' is niet gebruikt.",
        "'Zelf' gaat over jezelf. Die antwoorden zijn niet voor het team (share: self).",
        "Rij 4: in kolom B zijn cellen samengevoegd, tot en met rij 6. De tekst is van deze rij.",
        "Rij 4 en 9: voor de naam van het deel stond een nummer. Dat is weggehaald.",
        "Rij 4, 5 en 8: voor de tekst stond een nummer of streepje. Dat is weggehaald.",
        "Rij 4: de antwoorden '1 t/m 5' zijn cijfers of graden. Hier antwoord je met woorden. Kies een schaal die past uit _scales.yml.",
        "Rij 6: bij de antwoorden stonden cijfers. De woorden zijn overgenomen, de cijfers niet.",
        "Rij 7 en 15: leeg, overgeslagen.",
        "Rij 8: dezelfde vraag als in rij 4. Overgeslagen.",
        "Rij 9: in cel C9 staat een formule zonder uitkomst. Typ de tekst zelf in.",
        "Rij 10: hier staat geen vraag, wel 'alleen toelichting'. Overgeslagen.",
        "Rij 11: verborgen, overgeslagen. Moet dit erbij? Maak de rij zichtbaar en begin opnieuw.",
        "Rij 12: 'mooi' is geen lijst van antwoorden. Dat is weggelaten.",
        "Rij 15: in cel C15 staat een fout van het rekenprogramma (#REF!). De cel telt als leeg.",
    ]
    assert maker.text("checklists/gastvrijheid.yml").partition("sections:\n")[2] == (
        """\
  - id: ontvangst
    title: Ontvangst
    scale: praktijk
    items:
      - id: we-begroeten-iedereen
        text: We begroeten iedereen.
      - id: wie-wacht-weet-waarop
        type: choice
        text: Wie wacht, weet waarop.
        prompt: 'Let op: vraag dóór'
        options:
          - id: ja
            text: ja
          - id: nee
            text: nee
          - id: weet-ik-niet
            text: weet ik niet
      - id: er-is-soms-lawaai-dat-kan
        type: choice
        text: 'Er is \\[soms\\] \\*lawaai\\*: dat kan.'
        options:
          - id: nooit
            text: nooit
          - id: soms
            text: soms
          - id: vaak
            text: vaak
  - id: meedoen
    title: Meedoen
    scale: praktijk
    items:
      - id: mensen-doen-mee
        text: Mensen doen mee
  - id: zelf
    title: Zelf
    scale: vakmanschap
    share: self
    items:
      - id: ik-let-op-wie-alleen-zit
        text: Ik let op wie alleen zit.
"""
    )


def test_a_hopeless_list_is_refused_with_what_would_help(maker):
    maker.workbook("ziek.xlsx", Blad1="Naam | Datum | Uren\nBea | 3 mei | 4")

    assert maker.refused("ziek.xlsx") == (
        "Van 'ziek.xlsx' kan geen formulier worden gemaakt. Ik vind geen kolom met vragen. In rij 1 staat: 'Naam', 'Datum', "
        "'Uren'. Zet boven de kolom met vragen het woord 'vraag' of 'stelling', en probeer het opnieuw."
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"vraag,uitleg\nWe groeten iedereen.,Hoe?\n", "comma"),
        ("vraag;uitleg\r\nWe groeten iedereen.;Hoe?\r\n".encode("utf-8-sig"), "semicolon, BOM"),
        ("Vraag\tUitleg\nWe groeten iedereen.\tHoe?\n".encode("utf-16"), "tab, UTF-16"),
        (b"sep=;\nVRAAG;UITLEG\nWe groeten iedereen.;Hoe?\n", "as Excel begins it"),
        ("nr;vraag, of stelling;uitleg\n1;We groeten iedereen.;Hoe?\n".encode("cp1252"), "commas within cells"),
    ],
)
def test_a_csv_file_is_read_whatever_stands_between_its_cells(maker, content, name):
    maker.write("lijst.csv", content)

    maker.told("lijst.csv")

    assert "        text: We groeten iedereen.\n        prompt: Hoe?\n" in maker.text("checklists/lijst.yml"), name


def test_letters_with_accents_come_through_in_the_encoding_of_windows(maker):
    maker.write("lijst.csv", "thema;vraag\nDeur;Eén collega zegt: ‘welkom’ – óók ’s avonds.\n".encode("cp1252"))

    assert maker.told("lijst.csv") == [
        "Gelezen: lijst.csv. Dat zijn 1 vraag in 1 ruit.",
        "Kolom A 'thema': de ruit of het deel.",
        "Kolom B 'vraag': de vraag.",
    ]
    assert "text: 'Eén collega zegt: ‘welkom’ – óók ’s avonds.'\n" in maker.text("checklists/lijst.yml")


def test_names_of_columns_are_known_in_english_too(maker):
    maker.write(
        "list.csv",
        "Topic,Statement,Guidance,Scale,First look,Reference\n"
        "Door,We greet everyone.,When?,voorwaarde,x,eigen-werk\n"
        "Door,We wait together.,,,,A report\n",
    )

    assert maker.told("list.csv")[1:] == [
        "Kolom A 'Topic': de ruit of het deel.",
        "Kolom B 'Statement': de vraag.",
        "Kolom C 'Guidance': de toelichting.",
        "Kolom D 'Scale': de antwoorden.",
        "Kolom E 'First look': de Eerste blik.",
        "Kolom F 'Reference': de bron.",
    ]
    assert maker.text("checklists/list.yml").partition("items:\n")[2] == (
        """\
      - id: we-greet-everyone
        text: We greet everyone.
        prompt: When?
        scale: voorwaarde
        core: true
        source:
          work: eigen-werk
      - id: we-wait-together
        text: We wait together.
        source:
          note: A report
"""
    )


def test_a_long_list_is_divided_into_panes_and_gets_an_eerste_blik(maker):
    rows = [f"Deur;Zin {n} over de deur." for n in range(12)] + [f"Tafel;Zin {n} over de tafel." for n in range(6)]
    maker.write("lang.csv", "\n".join(["thema;zin", *rows]))

    assert maker.told("lang.csv", "--kind", "kijkraam")[3:] == [
        "'Deur' heeft 12 vragen. In een ruit passen er hooguit 9, dus zijn het er 2 geworden. Verdeel ze zelf zoals het past.",
        "Er zijn 18 vragen. Bij meer dan 16 hoort een Eerste blik. Daarin staan nu de eerste van elke ruit; kies zelf met 'core: true'.",
    ]
    form = load_handbook(find_site(maker.root)).forms["lang"]
    assert [(pane.title, len(pane.questions)) for pane in form.panes] == [
        ("Deur (1)", 6),
        ("Deur (2)", 6),
        ("Tafel", 6),
    ]
    assert len(form.core) == 16


def test_a_worksheet_asks_for_words_unless_the_list_names_answers(maker):
    maker.write("blad.csv", "vraag;antwoorden\nNaam van het plan;\nWat eerst?;bellen / schrijven\n")

    assert maker.told("blad.csv", "--kind", "werkblad")[0] == "Gelezen: blad.csv. Dat zijn 2 vragen in 1 deel."
    assert maker.text("checklists/blad.yml").count("type: long_text") == 1
    assert maker.text("checklists/blad.yml").count("type: choice") == 1


def test_numbers_before_sentences_go_only_where_they_count_them(maker):
    maker.write("a.csv", "vraag\n1 We groeten.\n2 We wachten.\n3 We vragen.\n")
    maker.write("b.csv", "vraag\n3 keer per week bellen we.\nWe wachten.\nWe vragen.\n")

    assert maker.told("a.csv")[2:] == ["Rij 2 t/m 4: voor de tekst stond een nummer of streepje. Dat is weggehaald."]
    assert maker.told("b.csv")[2:] == []
    assert "text: 3 keer per week bellen we.\n" in maker.text("checklists/b.yml")


def test_a_matrix_of_digits_is_told_once(maker):
    maker.write("matrix.csv", "Stelling;1;2;3;4;5\nWe groeten.;;x;;;\n")

    assert maker.told("matrix.csv")[1:] == [
        "Kolom A 'Stelling': de vraag.",
        "De kolommen 1 tot en met 5 zijn niet gebruikt: een antwoord is hier een woord, geen cijfer.",
    ]


def test_a_hidden_sheet_is_read_when_it_is_asked_for(maker):
    book = maker.workbook("twee.xlsx", Een="Vraag\nWe groeten.", Twee="Vraag\nWe wachten.")
    book["Twee"].sheet_state = "hidden"
    book.save(maker.root / "twee.xlsx")

    maker.told("twee.xlsx", "--sheet", "twee", "--id", "bij-naam")
    maker.told("twee.xlsx", "--sheet", "2", "--id", "bij-nummer")

    assert "text: We wachten.\n" in maker.text("checklists/bij-naam.yml")
    assert "text: We wachten.\n" in maker.text("checklists/bij-nummer.yml")
    assert maker.refused("twee.xlsx", "--sheet", "drie") == (
        "Van 'twee.xlsx' kan geen formulier worden gemaakt. Het blad 'drie' is er niet. Kies uit: Een, Twee."
    )


def test_a_file_is_replaced_only_when_that_is_asked_for(maker):
    maker.write("lijst.csv", "vraag\nWe groeten.\n")
    maker.told("lijst.csv")
    maker.write("lijst.csv", "vraag\nWe wachten.\n")

    assert maker.refused("lijst.csv") == (
        "Het bestand checklists/lijst.yml is er al. Geef met --id een ander id, of vervang het met --force."
    )
    assert "We groeten." in maker.text("checklists/lijst.yml")
    maker.told("lijst.csv", "--force")
    assert "We wachten." in maker.text("checklists/lijst.yml")


def test_a_file_that_is_not_the_form_is_never_replaced(maker):
    maker.write("lijst.csv", "vraag\nWe groeten.\n")
    before = maker.text("mkdocs.yml")

    assert maker.refused("lijst.csv", "-o", "mkdocs.yml", "--force") == (
        "Het bestand mkdocs.yml is niet het formulier 'mkdocs'. Het blijft zoals het is; geef -o een andere naam."
    )
    assert maker.text("mkdocs.yml") == before


def test_an_id_of_another_form_or_of_the_past_is_refused(maker):
    maker.write("lijst.csv", "vraag\nWe groeten.\n")
    maker.told("lijst.csv", "-o", "checklists/lijst.yml")
    assert maker.kijkraam("lock").exit_code == 0

    assert maker.refused("lijst.csv", "-o", "ander/") == (
        "Het id 'lijst' is al van checklists/lijst.yml. Geef dit formulier een eigen id."
    )
    (maker.root / "checklists/lijst.yml").unlink()
    assert maker.refused("lijst.csv") == (
        "Het id 'lijst' was al eens gepubliceerd. Links en bewaarde antwoorden hangen eraan. Kies een ander id."
    )
    assert maker.refused("lijst.csv", "--id", "Mijn lijst") == (
        "'Mijn lijst' kan geen id zijn. Gebruik kleine letters, cijfers en losse streepjes, te beginnen met een letter, "
        "zoals 'mijn-lijst'."
    )


def test_the_name_of_the_file_to_write_gives_the_id(maker):
    maker.write("lijst.csv", "vraag\nWe groeten.\n")

    maker.told("lijst.csv", "-o", "checklists/onze-deur.yml")

    assert "id: onze-deur\n" in maker.text("checklists/onze-deur.yml")


def test_shared_files_that_cannot_be_read_are_told_first(maker):
    maker.write("lijst.csv", "vraag\nWe groeten.\n")
    maker.write("checklists/_sources.yml", "wroks: []\n")

    told = maker.kijkraam("import", "lijst.csv")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == "checklists/_sources.yml:1:1: De sleutel 'wroks' bestaat niet. Bedoel je 'works'?\n"
    assert maker.kijkraam("new-form", "deur", "--kind", "fase").stderr == told.stderr


def test_what_a_cell_holds_becomes_text():
    told = [clean(one) for one in (None, 3, 3.0, 2.5, datetime.date(2026, 5, 3), datetime.datetime(2026, 5, 3, 9, 30))]

    assert told == ["", "3", "3", "2.5", "2026-05-03", "2026-05-03 09:30"]
    assert clean(" a\xa0b\u200bc\xadd \r\n\n\x07 e\t f ") == "a bcd\ne f"


MEANING = st.sampled_from("*_`[]()\\<>&#:-'\"|!{}%@~ab 1\n")
"""Signs that mean something in YAML or in Markdown."""
TEXTS = st.lists(st.text(st.one_of(MEANING, st.characters()), max_size=60), min_size=1, max_size=9)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_any_texts_come_back_from_the_file_as_they_were(maker, texts):
    texts = list(filter(None, (clean(text).replace("\n", " ") for text in texts))) or ["leeg"]
    draft = Draft(sections=[DraftSection("Deel", [DraftItem(text, 1, prompt=text) for text in texts])])
    handbook = load_handbook(find_site(maker.root))

    made = Maker(handbook, Kind.KIJKVRAGEN, Phrases("nl"), Report()).checklist(draft, "proef", texts[0])
    read = model_from_text(yaml_text(made), "proef.yml", Checklist)

    shown = InlineMarkdown(lambda _: "#")
    back = [without_markup(shown(item.text)) for section in read.sections for item in section.items or []]
    assert back == [" ".join(text.split()) for text in texts]
    ids = [item.id for section in read.sections for item in section.items or []]
    assert len(set(ids)) == len(ids)


def test_a_formula_gives_what_it_last_gave(maker):
    with xlsxwriter.Workbook(maker.root / "som.xlsx") as book:
        sheet = book.add_worksheet("Blad")
        sheet.write("A1", "Vraag")
        sheet.write_formula("A2", '="We "&"groeten."', None, "We groeten.")

    assert maker.told("som.xlsx")[2:] == [
        "Rij 2: in cel A2 staat een formule. Gelezen is wat die laatst gaf: 'We groeten.'."
    ]
    assert "text: We groeten.\n" in maker.text("checklists/som.yml")
