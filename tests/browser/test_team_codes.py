"""Codes found in what people paste, and what is said of all that only looks like one."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .modules import run

FIND = {"findCodes": "team/find.js", "makeCode": "team/code.js", "ratingsOf": "team/code.js"}
LETTERS = {letter: number for number, letter in enumerate(["ja", "soms", "nee", "onbekend"], 1)}


def numbers(form: int, items: int = 16) -> dict[str, Any]:
    names = [f"a{number}" for number in range(1, items + 1)]
    return {
        "form": form,
        "items": {name: [number] for number, name in enumerate(names, 1)},
        "answers": dict.fromkeys(names, LETTERS),
        "cores": [],
    }


OWN, OTHER = numbers(4321), numbers(99)
ANNA = {f"a{number}": "ja" for number in range(1, 17)}
BO = {f"a{number}": "nee" if number % 3 else "soms" for number in range(1, 17)}
KNOWN = [4321, 99]
SHOW = """
  const found = findCodes(given.text, given.own, given.known);
  return found.map(({ content, ...rest }) => (content ? { ...rest, ratings: ratingsOf(content, given.own) } : rest));
"""


def codes(*wanted: tuple[dict[str, Any], dict[str, str], int]) -> list[str]:
    source = "return given.map(([numbers, ratings, nonce]) => makeCode(numbers, ratings, nonce));"
    return run(FIND, source, wanted)


def found(text: str, own: dict[str, Any] | None = OWN) -> list[dict[str, Any]]:
    """What is found in a text by who looks at the own form."""
    return run(FIND, SHOW, {"text": text, "own": own, "known": KNOWN})


def groups(code: str, between: str = "-") -> str:
    return between.join(code[place : place + 4] for place in range(0, len(code), 4))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Codes of two people, the same answers of a third, and one of another form; one of a form that nobody knows."""
    all_codes = codes((OWN, ANNA, 1), (OWN, BO, 2), (OWN, ANNA, 3), (OTHER, BO, 4), (numbers(7), BO, 5))
    return dict(zip(["anna", "bo", "cas", "other", "unknown"], all_codes, strict=True))


def person(code: str, ratings: dict[str, str]) -> dict[str, Any]:
    return {"type": "code", "code": code, "ratings": ratings}


def test_codes_are_found_in_a_chat_with_names_and_times(made):
    text = f"""
    [22-11-2026, 09:14:03] Anna (team Noord): Goedemorgen! Dit is mijn code: {groups(made["anna"])}
    [22-11-2026, 09:15:40] Bo: dank, hier de mijne 👉 {groups(made["bo"], " ").lower()} groetjes
    [22-11-2026, 09:16:02] Cas: *{groups(made["cas"], " – ")}*.
    06-1234 5678 bel me maar; 12 mei 2026, 10:30 uur, kamer 3-D-14
    """

    assert found(text) == [person(made["anna"], ANNA), person(made["bo"], BO), person(made["cas"], ANNA)]


def test_a_code_may_be_broken_over_lines_and_two_may_stand_on_one(made):
    half = len(made["anna"]) // 8 * 4
    text = f"> {groups(made['anna'][:half])}-\n> {groups(made['anna'][half:])}\n{groups(made['bo'])} {made['cas']}"

    assert found(text) == [person(made["anna"], ANNA), person(made["bo"], BO), person(made["cas"], ANNA)]


def test_equal_answers_are_two_people_but_an_equal_code_is_one(made):
    text = f"{made['anna']}, {made['cas']}, {groups(made['anna']).lower()}"

    assert found(text) == [
        person(made["anna"], ANNA),
        person(made["cas"], ANNA),
        {"type": "double", "code": made["anna"]},
    ]


def test_each_mistake_is_named_by_itself_with_its_place(made):
    anna = made["anna"]
    swapped = next(place for place in range(len(anna) - 1) if anna[place] != anna[place + 1])
    wrong = anna[:swapped] + anna[swapped + 1] + anna[swapped] + anna[swapped + 2 :]
    sign = f"{anna[:5]}O{anna[6:]}"
    short = f"{groups(anna[:8])}-{groups(anna[9:])}"
    text = f"Anna {groups(sign)}\nBo: {groups(wrong)}\n{anna[:4]}-{anna[4:7]}-{groups(anna[8:])}\n{groups(anna[:9])}"

    assert found(text) == [
        {"type": "sign", "shown": groups(sign), "sign": "O", "group": 2},
        {"type": "check", "shown": groups(wrong)},
        {"type": "group", "shown": f"{anna[:4]}-{anna[4:7]}-{groups(anna[8:])}", "group": 2, "n": 3},
        {"type": "length", "shown": groups(anna[:9]), "n": 9},
    ]
    assert found(short)[0]["type"] == "check"


def test_a_code_of_another_form_is_told_apart_from_one_that_nobody_knows(made):
    text = f"{groups(made['other'])} en {groups(made['unknown'])}"

    assert found(text) == [
        {"type": "other", "code": made["other"], "form": 99},
        {"type": "unknown", "code": made["unknown"]},
    ]
    assert found(text, own=None) == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hoi, doe-het-zelf op 22-11-2026 om 09:14. Bel 06-1234 5678 of 020 123 4567.",
        "<img src=x onerror=alert(1)> https://voorbeeld.nl/a-b-c?d=e#f NL91ABNA",
        "\u0000\u202e\ud83d -- --- – 4 4 4 ٣٤٥٦ ＡＢＣＤ",
    ],
)
def test_what_is_no_code_is_left_alone(text):
    assert found(text) == []


NOISE = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30)
"""Any text that is no half of a pair; it does not touch a code, as no word of a chat does."""
BETWEEN = st.sampled_from(["-", " ", " - ", "–", "\n", "-\n> ", "\u2011", ""])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NOISE, st.integers(0, 8191), BETWEEN, st.booleans()), min_size=20, max_size=20))
def test_every_code_is_found_whatever_is_around_it(parts):
    made = codes(*((OWN, ANNA, nonce) for _, nonce, _, _ in parts))
    texts = [groups(code, between) for code, (_, _, between, _) in zip(made, parts, strict=True)]
    shown = [text.lower() if is_low else text for text, (_, _, _, is_low) in zip(texts, parts, strict=True)]
    text = "".join(f"{noise}: {code}. " for code, (noise, _, _, _) in zip(shown, parts, strict=True))

    told = [one["code"] for one in found(text) if one["type"] == "code"]

    assert told == list(dict.fromkeys(made)), json.dumps(text)
