"""What is wrong with a lesson is told where it stands, with the mend."""

import pytest

from .drawing import LESSON


def test_a_lesson_with_everything_in_it_has_nothing_wrong(draw):
    assert draw(LESSON).build().log == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "minutes: 30",
            "minutes: een half uur",
            (
                "docs/les.md:6:12: 'een half uur' is geen getal dat hier kan. "
                "Schrijf een heel getal met alleen cijfers, zonder nul vooraan."
            ),
        ),
        (
            "minutes: 30",
            "minutes: 0",
            "docs/les.md:6:12: 'minutes' moet liggen tussen 1 en 1440. Pas het getal aan.",
        ),
        (
            "      group: 8 tot 24 studenten\n",
            "",
            "docs/les.md:5:1: De sleutel 'group' ontbreekt. Voeg toe: 'group: …'.",
        ),
        (
            "levels: [mbo, hbo]",
            "levels: [mbo, hoo]",
            "docs/les.md:8:17: 'hoo' kan niet bij 'levels'. Bedoel je 'hbo'?",
        ),
        (
            "summary:",
            "samenvatting:",
            "docs/les.md:5:1: De sleutel 'summary' ontbreekt. Voeg toe: 'summary: …'.",
        ),
        (
            "keywords:",
            "keyword:",
            "docs/les.md:11:3: De sleutel 'keyword' bestaat niet. Bedoel je 'keywords'?",
        ),
        (
            "hand_in: mijn-blad",
            "hand_in: mijn-bald",
            "docs/les.md:10:12: Het formulier 'mijn-bald' bestaat niet. Bedoel je 'mijn-blad'?",
        ),
        (
            "# Samen kijken {#les-kijken}",
            "# Samen kijken",
            (
                "docs/les.md:14:1: De titel van deze les heeft geen kenmerk. "
                "Zet erachter: {#les-…}, want de delen van de les heten daarnaar."
            ),
        ),
        (
            "{#les-kijken-varianten}",
            "",
            "docs/les.md:5:1: De les mist een deel. Voeg een kop toe met het kenmerk {#les-kijken-varianten}.",
        ),
        (
            "| Kijken | 20 |",
            "| Kijken | 25 |",
            "docs/les.md:32:1: De stappen duren samen 35 minuten, en de les 30. Pas de tabel of 'minutes' aan.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_its_mend(draw, right, wrong, told):
    assert right in LESSON

    site = draw(LESSON.replace(right, wrong, 1)).build(strict=False)

    assert f"WARNING: {told}" in site.log


def test_a_lesson_that_is_no_list_of_keys_is_told(draw):
    site = draw("""
    == docs/les.md
    ---
    lesson: ja
    ---
    # Les
    """).build(strict=False)

    (told,) = site.log
    assert told == (
        "WARNING: docs/les.md:2:9: Bij 'lesson' horen sleutels met waarden. "
        "Schrijf ze eronder, elk op een eigen regel en ingesprongen."
    )


def test_a_page_without_the_key_is_no_lesson(draw):
    site = draw("""
    == docs/les.md
    ---
    title: Een les
    ---
    # Les {#les}

    ## Doel {#les-doel}
    """).build()

    assert site.log == []
    assert "kijkraam-lesson" not in site.article("les")
