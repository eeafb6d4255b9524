"""XLSForms, the workbooks of KoboToolbox, ODK and SurveyCTO: what becomes a checklist, and what is told."""

from kijkraam.checklist.fields import FieldType
from kijkraam.handbook import load_handbook
from kijkraam.site import find_site


def test_an_xlsform_becomes_a_form(maker):
    maker.workbook(
        "kobo.xlsx",
        survey="""
            type                    | name     | label::English (en)    | label::Nederlands (nl)    | hint::Nederlands (nl) | relevant     | required
            start                   | start    |                        |                           |                       |              |
            note                    | hallo    | Hello                  | Fijn dat je **meedoet**.  |                       |              |
            begin_group             | deur     | The door               | De deur                   |                       |              |
            note                    | over     | About the door         | Over de deur.             |                       |              |
            select_one hoe          | groeten  | We greet               | We groeten iedereen.      | Hoe ging dat?         |              | yes
            select_one ja_nee       | wachten  | Waiting                | Wie wacht, weet waarop.   |                       | ${groeten}=1 |
            begin_group             | diep     | Deep                   | Diep erin                 |                       |              |
            text                    | wat_was  | What                   | Wat was er na ${groeten}? |                       |              |
            end_group               |          |                        |                           |                       |              |
            end_group               |          |                        |                           |                       |              |
            begin repeat            | mensen   | People                 | Mensen                    |                       |              |
            select_multiple ja_nee or_other | wie | Who                 | Wie deed mee?             |                       |              |
            date                    | dag      | Day                    | Op welke dag?             |                       |              |
            select_one cijfers      | cijfer   | Mark                   | Hoe goed ging het?        |                       |              |
            end repeat              |          |                        |                           |                       |              |
            geopoint                | plek     | Place                  | Waar ben je?              |                       |              |
            calculate               | som      |                        |                           |                       |              |
            select_one weg          | weg      | Gone                   | Wat is weg?               |                       |              |
            integer                 | leeg     | Only English           |                           |                       |              |
        """,
        choices="""
            list_name | name      | label::English (en) | label::Nederlands (nl)
            hoe       | dat_is_er | It is there         | Dat is er
            hoe       | deels     | Partly              | Deels, of alleen op papier
            hoe       | weg       | It is missing       | Dat ontbreekt
            hoe       | weet_niet | I do not know       | Weet ik niet
            hoe       | niet      | We do not need it   | Hebben wij niet nodig
            ja_nee    | ja        | Yes                 | Ja
            ja_nee    | nee_nog   | No                  | Nee, nog niet
            cijfers   | c1        | 1                   | 1
            cijfers   | c2        | 2                   | 2
        """,
        settings="""
            form_title    | form_id   | default_language
            Open deur     | open_deur | Nederlands (nl)
        """,
    )

    assert maker.told("kobo.xlsx") == [
        "Gelezen: kobo.xlsx. Dat zijn 6 vragen in 2 ruiten.",
        "De vragen staan in meer talen. Overgenomen is: Nederlands (nl).",
        "Wat een programma zelf invult, zoals tijd en toestel, is weggelaten.",
        "Rij 6: 'required' is niet overgenomen: hier mag iedereen elke vraag zien en overslaan.",
        "Rij 7: 'relevant' is niet overgenomen: hier mag iedereen elke vraag zien en overslaan.",
        "Rij 8: 'Diep erin' is een groep in 'De deur'. De vragen staan in 'De deur'.",
        "Rij 9: hier stond een verwijzing naar een andere vraag. Daar staat nu een beletselteken.",
        "Rij 12: 'Mensen' kan herhaald worden. Hier staan de vragen één keer.",
        "Rij 13: een keuze 'anders' moet je er zelf bij zetten.",
        "Rij 15: de antwoorden '1 / 2' zijn cijfers of graden. Hier antwoord je met woorden. Kies een schaal die past uit _scales.yml.",
        "Rij 15: een open vraag. Daar komt ruimte om te schrijven.",
        "Rij 17: 'plek' is een vraag van het soort 'geopoint'. Dat kan hier niet, dus is de vraag weggelaten.",
        "Rij 18: 'som' is een vraag van het soort 'calculate'. Dat kan hier niet, dus is de vraag weggelaten.",
        "Rij 19: de keuzelijst 'weg' is er niet. Overgeslagen.",
        "Rij 20: de vraag 'leeg' heeft geen tekst. Overgeslagen.",
    ]
    assert maker.text("checklists/open-deur.yml") == (
        """\
id: open-deur
version: 1
kind: kijkvragen
title: Open deur
summary: 'Vragen bij: Open deur.'
intro:
  - Fijn dat je meedoet.
audience:
  - team
source:
  work: eigen-werk
basis: own
sections:
  - id: deur
    title: De deur
    intro: Over de deur.
    scale: voorwaarde
    items:
      - id: groeten
        text: We groeten iedereen.
        prompt: Hoe ging dat?
      - id: wachten
        type: choice
        text: Wie wacht, weet waarop.
        options:
          - id: ja
            text: Ja
          - id: nee-nog
            text: Nee, nog niet
      - id: wat-was
        type: long_text
        text: Wat was er na …?
  - id: mensen
    title: Mensen
    items:
      - id: wie
        type: check
        text: Wie deed mee?
        options:
          - id: ja
            text: Ja
          - id: nee-nog
            text: Nee, nog niet
      - id: dag
        type: date
        text: Op welke dag?
      - id: cijfer
        type: long_text
        text: Hoe goed ging het?
"""
    )


def test_our_own_questionnaire_comes_back_with_the_same_ids_scales_and_texts(maker):
    assert maker.kijkraam("new-form", "ons-raam", "--kind", "kijkraam").exit_code == 0
    assert maker.kijkraam("export", "xlsform", "ons-raam", "-o", "raam.xlsx", "--notes").exit_code == 0

    maker.told("raam.xlsx", "--id", "terug", "--kind", "kijkraam")

    forms = load_handbook(find_site(maker.root)).forms
    first, back = (
        [
            (pane.id, pane.title, q.item.id, q.item.text, q.item.type, q.scale and q.scale.id)
            for pane in forms[name].panes
            for q in pane.questions
        ]
        for name in ("ons-raam", "terug")
    )
    assert back == first
    assert first[0] == (
        *("eerste-ruit", "Eerste ruit", "we-komen-terug", "We komen terug op wat iemand ons vertelde."),
        *(FieldType.RATING, "praktijk"),
    )


def test_an_xlsform_that_asks_nothing_is_refused(maker):
    maker.workbook("leeg.xlsx", survey="type | name | label\nnote | hoi | Hoi", choices="list_name | name | label")

    assert maker.refused("leeg.xlsx") == (
        "Van 'leeg.xlsx' kan geen formulier worden gemaakt. Onder de kolom met vragen staat geen enkele vraag."
    )
