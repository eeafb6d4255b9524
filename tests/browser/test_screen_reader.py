"""What a screen reader is given on the way of each of the five users, by Chromium's accessibility tree."""

import pytest
from playwright.sync_api import expect

from .team import TEAM

pytestmark = [pytest.mark.browser, pytest.mark.own_script]


def test_a_professional_hears_a_statement_its_answers_and_what_can_be_added(visitor):
    page = visitor.open("formulier/kijkraam-kwartiermaken/")
    page.locator("#km-a1 [type=radio]").nth(1).check()
    page.locator("#km-a1 summary").click()

    expect(page.locator("#km-a1")).to_match_aria_snapshot("""
        - group "We weten welke groepen in onze wijk kwetsbaar en geïsoleerd leven.":
          - text: We weten welke groepen in onze wijk kwetsbaar en geïsoleerd leven.
          - paragraph:
            - radio "Zo werken wij"
            - text: Zo werken wij
            - radio "Sommigen van ons" [checked]
            - text: Sommigen van ons
            - radio "Soms"
            - text: Soms
            - radio "Nu niet"
            - text: Nu niet
            - radio "Weet ik niet"
            - text: Weet ik niet
            - radio "Past niet bij ons werk"
            - text: Past niet bij ons werk
          - group:
            - text: Waaraan zie je dat?
            - paragraph:
              - text: Welke groep missen jullie nog in dat beeld?
              - textbox "Welke groep missen jullie nog in dat beeld?"
          - checkbox "Hier wil ik over praten"
          - text: Hier wil ik over praten
    """)


def test_who_looks_back_hears_words_and_what_to_do_with_them(visitor):
    page = visitor.open("formulier/kijkraam-kwartiermaken/")
    page.locator("#km-a1 [type=radio]").first.check()
    page.get_by_role("button", name="Kijk terug").click()

    expect(page.locator("[data-kijkraam-result]")).to_match_aria_snapshot("""
        - heading "Dit zag je vandaag" [level=3]
        - paragraph: "'We weten welke groepen in onze wijk kwetsbaar en geïsoleerd leven': 'Zo werken wij'. Vertel elkaar hoe dat de laatste keer ging."
        - paragraph: "Nog dicht: 'Verbinden en netwerken', 'Gastvrije plek, geven en nemen' en andere ruiten."
        - paragraph: Welke kleine stap kan deze week?
        - heading "Kies zelf" [level=3]
        - heading "Wat gaat goed?" [level=4]
        - group "Wat gaat goed?"
        - heading "Wat ga je doen?" [level=4]
    """)


def test_who_leads_a_team_hears_how_many_chose_what(visitor, book):
    page = visitor.open(TEAM)
    page.get_by_label("Plak hier de codes").fill(" ".join(book.codes(book.people(5))))
    page.get_by_label("Volgorde").select_option(label="Zoals in het formulier")

    expect(page.locator(".kijkraam-team-picture")).to_match_aria_snapshot("""
        - 'list "Raam van het team: Kijkraam Presentie"':
          - listitem:
            - paragraph: Relatie en afstemming
            - paragraph: verschilt
        - paragraph:
          - text: Volgorde
          - combobox "Volgorde":
            - option "Eerst de sterren en het meeste verschil"
            - option "Zoals in het formulier" [selected]
            - option "Eerst wat we niet weten"
        - button "Groot op een scherm"
        - list:
          - listitem:
            - heading "We stemmen onze hulp steeds af op de mens om wie het gaat." [level=3]
            - list:
              - listitem: Zo werken wij 2 mensen
              - listitem: Sommigen van ons 1 mens
              - listitem: Soms 0 mensen
              - listitem: Nu niet 0 mensen
              - listitem: Weet ik niet 1 mens
              - listitem: Past niet bij ons werk 1 mens
    """)


def test_a_client_hears_one_question_and_that_it_may_be_skipped(visitor):
    page = visitor.open("formulier/opbrengsten-presentie/")
    page.get_by_role("button", name="Kort: 6 vragen").click()

    expect(page.locator("kijkraam-form form")).to_match_aria_snapshot("""
        - heading "Deze persoon en jij" [level=2]
        - paragraph: Denk steeds aan dezelfde persoon.
        - group "Deze persoon begrijpt wat ik belangrijk vind.":
          - text: Deze persoon begrijpt wat ik belangrijk vind.
          - paragraph:
            - radio "Ja"
            - text: Ja
            - radio "Soms"
            - text: Soms
            - radio "Nee"
            - text: Nee
            - radio "Weet ik niet"
            - text: Weet ik niet
            - radio "Sla over"
            - text: Sla over
          - paragraph:
            - text: Wat vind jij belangrijk?
            - textbox "Wat vind jij belangrijk?"
    """)


def test_a_teacher_hears_how_long_a_lesson_takes_and_for_whom(visitor):
    page = visitor.open("onderwijs/signaleren/")

    expect(page.locator(".kijkraam-lesson").first).to_match_aria_snapshot("""
        - paragraph: 90 minuten 8 tot 24 studenten mbo en hbo
        - list:
          - listitem:
            - link "Metadata":
              - /url: /signaleren-nl-lom\\.xml$/
            - text: NL-LOM, XML, 4 kB
        - paragraph:
          - checkbox "Druk alleen af wat voor studenten is"
          - text: Druk alleen af wat voor studenten is
    """)


def test_a_maker_hears_each_step_as_a_heading_with_a_link_to_it(visitor):
    page = visitor.open("zelf-maken/beginnen/")

    expect(page.locator("article")).to_match_aria_snapshot("""
        - heading "In tien minuten een eigen kijkraam" [level=1]
        - 'heading "Stap 1: zet het programma klaar" [level=2]':
          - text: "Stap 1: zet het programma klaar"
          - 'link "Link naar: Stap 1: zet het programma klaar"'
        - code: /python3 -m venv/
        - 'heading "Stap 2: begin een handboek" [level=2]':
          - text: "Stap 2: begin een handboek"
          - 'link "Link naar: Stap 2: begin een handboek"'
        - code: kijkraam new mijn-handboek
    """)
