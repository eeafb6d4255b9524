"""What an LMS keeps of a package: every record survives the way through it, and what does not fit is told."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from kijkraam.checklist.fields import FieldType
from kijkraam.export.course import course_form, may_go
from kijkraam.handbook import load_handbook
from kijkraam.site import find_site

from . import modules

TIME = "2026-01-31T12:00:00.000Z"
SIGNS = "abc |~:'*!,.@\n\r\t\"\\<>&%+\u2028é中😀\ud800\x00"
"""Of what texts are made: all that an LMS may stumble over among what it does not."""


def some_records(chance: Random) -> list[dict[str, Any]]:
    """Return the answers of one to three records: choices, lists and texts."""
    return [
        {some_field(chance): some_value(chance) for _ in range(chance.randint(0, 40))}
        for _ in range(chance.randint(1, 3))
    ]


def some_field(chance: Random) -> str:
    item = f"{chance.choice(['km-a', 'lang', 'x'])}{chance.randint(1, 60)}"
    return chance.choice([item, item, f"{item}--note", f"lang--reflection-{chance.randint(1, 9)}", f"{item}--r1--wat"])


def some_value(chance: Random) -> Any:
    words = ["zo-werken-wij", "nu-niet", "ja", "2026-01-31"]
    text = "".join(chance.choices(SIGNS, k=chance.randint(1, 200)))
    return chance.choice([chance.choice(words), chance.choice(words), chance.sample(words, 2), text])


MODULE = {"write, read": "scorm/suspend.js"}
BOTH = """
  return given.map(({ answers, room }) => {
    const records = answers.map((own, place) => ({
      id: `r${place}`, form: "lang", version: 3, created: "TIME", changed: "TIME",
      answers: Object.entries(own).map(([field, value]) => ({ field, value, changed: "TIME" })),
    }));
    const { text, missing } = write(records, room);
    const back = read(text);
    return {
      size: new TextEncoder().encode(text).length, text, isWhole: back.isWhole,
      missing: missing.map(({ field }) => field),
      told: back.missing.map(({ field }) => field),
      heads: back.records.map(({ id, form, version, created }) => [id, form, version, created]),
      answers: back.records.map((one) => Object.fromEntries(one.answers.map(({ field, value }) => [field, value]))),
    };
  });
""".replace("TIME", TIME)


def through(*given_: tuple[list[dict[str, Any]], int]) -> list[dict[str, Any]]:
    """Return what comes of records on their way through an LMS with so much room."""
    made: list[dict[str, Any]] = modules.run(MODULE, BOTH, [{"answers": told, "room": room} for told, room in given_])
    return made


@pytest.mark.parametrize("count", [200, pytest.param(5000, marks=pytest.mark.proof)])
def test_every_record_survives_the_way_through_an_lms(count):
    chance = Random(1)  # noqa: S311
    cases = [some_records(chance) for _ in range(count)]

    for records, back in zip(cases, through(*((records, 64_000) for records in cases)), strict=True):
        assert back["answers"] == records
        assert (back["isWhole"], back["missing"], back["told"]) == (True, [], [])
        assert back["heads"] == [[f"r{place}", "lang", 3, TIME] for place in range(len(records))]
        assert not set(back["text"]) & set('"%&+<>\\\n\r\t')


@pytest.mark.parametrize("count", [200, pytest.param(5000, marks=pytest.mark.proof)])
def test_what_does_not_fit_is_told_and_the_rest_is_whole(count):
    chance = Random(2)  # noqa: S311
    cases = [(some_records(chance), chance.randint(300, 3000)) for _ in range(count)]
    made = through(*cases)

    for (records, room), back in zip(cases, made, strict=True):
        assert back["size"] <= room
        assert len(back["answers"]) == len(records)
        for own, there in zip(records, back["answers"], strict=True):
            assert {field: own[field] for field in there} == there
        lost = [
            field for own, there in zip(records, back["answers"], strict=True) for field in own if field not in there
        ]
        assert sorted(back["missing"]) == sorted(lost)
    assert sum(len(back["missing"]) > 0 for back in made) > count / 4, "room was enough nearly always"


def test_every_form_of_the_handbook_fits_with_all_its_statements_answered_and_three_stars():
    book = load_handbook(find_site(Path(__file__).parents[2]))
    filled = {}
    for form in filter(may_go, book.forms.values()):
        ratings = [one for one in course_form(form).questions if one.item.type is FieldType.RATING and one.scale]
        # Of each scale all answers occur, as they do when a team looks.
        answers = {
            one.item.id: one.scale.answers[place % len(one.scale.answers)].id for place, one in enumerate(ratings)
        }
        filled[form.id] = answers | {f"{one.item.id}--star": "ja" for one in ratings[:3]}

    made = through(*(([answers], 4096) for answers in filled.values()))

    assert {form: back["missing"] for form, back in zip(filled, made, strict=True) if back["missing"]} == {}


def test_more_records_than_there_is_room_for_never_make_the_text_too_long():
    [back] = through(([{} for _ in range(1000)], 4096))

    assert (back["size"] <= 4096, back["missing"]) == (True, [])
