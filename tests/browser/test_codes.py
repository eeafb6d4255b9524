"""The answer code: every record survives the way through it, mistakes are found, and old codes stay readable."""

from pathlib import Path
from typing import Any

import pytest
import segno
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kijkraam.checklist.codes import short
from kijkraam.handbook import load_handbook
from kijkraam.site import find_site

from ..drawings import FRAME
from .node import Codes

BOOK = load_handbook(find_site(Path(__file__).parents[2]))
NUMBERS = {form_id: numbers.as_json() for form_id, numbers in BOOK.codes.items()}
"""What the codes of every form of the handbook hang on."""
NONCES = st.integers(0, 8191)
ROUNDS = [150, pytest.param(5000, marks=pytest.mark.proof)]
FEW_ROUNDS = [25, pytest.param(500, marks=pytest.mark.proof)]


def rounds(count: int) -> settings:
    return settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the numbers of a form, and ratings: of all, of a few, of an Eerste blik."""
    numbers = NUMBERS[draw(st.sampled_from(sorted(NUMBERS)))]
    items = sorted(numbers["items"])
    short = [[item for item in items if numbers["items"][item][0] in core] for core in numbers["cores"]]
    wanted = draw(st.sampled_from([items, *short]) | st.lists(st.sampled_from(items), min_size=1, unique=True))
    return numbers, {item: draw(st.sampled_from(sorted(numbers["answers"][item]))) for item in wanted}


def some_code(codes: Codes, form_id: str) -> str:
    numbers = NUMBERS[form_id]
    return codes("make", numbers, {item: min(numbers["answers"][item]) for item in numbers["items"]}, 4711)


@pytest.mark.parametrize("count", ROUNDS)
def test_every_record_survives_the_way_through_a_code(codes, count):
    @rounds(count)
    @given(filled_in(), NONCES)
    def survives(filled, nonce):
        numbers, ratings = filled
        code = codes("make", numbers, ratings, nonce)
        assert codes("read", code, numbers) == {"nonce": nonce, "ratings": ratings}
        assert codes("read", code.lower(), numbers) == {"nonce": nonce, "ratings": ratings}

    survives()


@pytest.mark.parametrize("count", FEW_ROUNDS)
def test_every_mistake_in_one_sign_and_every_swap_of_neighbours_is_found(codes, count):
    @rounds(count)
    @given(filled_in(), NONCES)
    def is_found(filled, nonce):
        numbers, ratings = filled
        assert codes("undetected", codes("make", numbers, ratings, nonce), numbers) == []

    is_found()


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", {"mistake": "check"}),
        ("34", {"mistake": "check"}),
        ("3" * 1_000_000, {"mistake": "check"}),
        ("34B6", {"mistake": "sign", "sign": "B"}),
        ("ßo34", {"mistake": "sign", "sign": "ß"}),
        ("3 4", {"mistake": "sign", "sign": " "}),
    ],
    ids=["nothing", "too short", "far too long", "a sign that never occurs", "a letter that grows", "a space"],
)
def test_what_is_no_code_is_told(codes, text, mistake):
    assert codes("read", text, NUMBERS["kijkraam-presentie"]) == mistake


def test_a_code_of_another_form_is_told(codes):
    code = some_code(codes, "kijkraam-kwartiermaken")

    assert codes("read", code, NUMBERS["kijkraam-presentie"]) == {"mistake": "form"}


def test_the_longest_code_that_can_be_is_read(codes):
    items = {f"v{n}": [n] for n in range(1, 128)}
    answers = {item: {f"a{n}": n for n in range(1, 16)} for item in items}
    numbers = {"form": 180_000, "items": items, "answers": answers, "cores": []}
    ratings = dict.fromkeys(items, "a15")
    code = codes("make", numbers, ratings, 8191)

    assert len(code) == 124
    assert codes("read", code, numbers) == {"nonce": 8191, "ratings": ratings}


@pytest.mark.parametrize("count", FEW_ROUNDS)
def test_two_people_with_equal_answers_have_two_codes(codes, count):
    @rounds(count)
    @given(filled_in(), st.lists(NONCES, min_size=2, max_size=2, unique=True))
    def differ(filled, nonces):
        one, other = (codes("make", *filled, nonce) for nonce in nonces)
        assert one != other

    differ()


def test_each_record_has_a_number_of_its_own_that_stays(codes):
    records = [f"{number:024x}" for number in range(200)]
    nonces = [codes("nonce", record, 1) for record in records]

    assert [codes("nonce", record, 1) for record in records] == nonces
    assert all(0 <= nonce < 8192 for nonce in nonces)
    # Of 200 numbers under 8192 about two or three are alike, however well they are spread.
    assert len(set(nonces)) >= 190
    assert codes("nonce", records[0], 2) != nonces[0]


def grown(numbers: dict[str, Any], new: int, renamed: set[str]) -> dict[str, Any]:
    """Return the numbers of a form some versions later: with new questions, another Eerste blik, and other names."""
    items = {f"{item}x" if item in renamed else item: list(ordinals) for item, ordinals in numbers["items"].items()}
    answers = {f"{item}x" if item in renamed else item: given for item, given in numbers["answers"].items()}
    last = max(ordinal for ordinals in items.values() for ordinal in ordinals)
    for name in [*(f"{item}x" for item in sorted(renamed)), *(f"nieuw-{n}" for n in range(new))]:
        last += 1
        items[name] = [last, *items.get(name, [])]
        answers.setdefault(name, {"ja": 1, "nee": 2})
    core = [ordinals[0] for ordinals in items.values()][-5:]
    return {**numbers, "items": items, "answers": answers, "cores": [*numbers["cores"], core]}


@pytest.mark.parametrize("count", ROUNDS)
def test_a_code_is_read_when_the_form_has_new_questions_a_new_eerste_blik_and_other_names(codes, count):
    @rounds(count)
    @given(filled_in(), NONCES, st.integers(0, 9), st.data())
    def is_read(filled, nonce, new, data):
        numbers, ratings = filled
        renamed = data.draw(st.sets(st.sampled_from(sorted(numbers["items"])), max_size=9))
        later = grown(numbers, new, renamed)

        then = codes("make", numbers, ratings, nonce)

        now = {f"{item}x" if item in renamed else item: answer for item, answer in ratings.items()}
        assert codes("read", then, later) == {"nonce": nonce, "ratings": now}

    is_read()


SHAPE = (
    FRAME
    + """
      - id: ons
        title: Ons werk
        scale: praktijk
        items: [ITEMS]
"""
)


def test_a_code_from_before_a_form_was_rewritten_is_read(codes, draw):
    def numbers_of(items: str) -> dict[str, Any]:
        site = draw(SHAPE.replace("ITEMS", items))
        assert site.kijkraam("lock").returncode == 0
        return load_handbook(find_site(site.root)).codes["mijn-raam"].as_json()

    then = numbers_of("{id: een, text: Een., core: true}, {id: twee, text: Twee., core: true}, {id: drie, text: Drie.}")
    now = numbers_of(
        "{id: nul, text: Nul., core: true}, {id: dos, text: Twee., was: [twee], core: true}, {id: een, text: Een.}, "
        "{id: drie, text: Drie.}"
    )
    short = codes("make", then, {"een": "nu-niet", "twee": "weet-ik-niet"}, 12)
    whole = codes("make", then, {"een": "nu-niet", "twee": "weet-ik-niet", "drie": "zo-werken-wij"}, 13)

    assert codes("read", short, now) == {"nonce": 12, "ratings": {"een": "nu-niet", "dos": "weet-ik-niet"}}
    assert codes("read", whole, now) == {
        "nonce": 13,
        "ratings": {"een": "nu-niet", "dos": "weet-ik-niet", "drie": "zo-werken-wij"},
    }


@pytest.mark.parametrize("form_id", sorted(NUMBERS))
def test_a_code_is_short_enough_to_read_aloud(codes, form_id):
    numbers = NUMBERS[form_id]
    last = {item: max(answers, key=lambda name: answers[name]) for item, answers in numbers["answers"].items()}
    eerste_blik = {item: last[item] for item in short(BOOK.forms[form_id])}

    if eerste_blik:
        assert len(codes("make", numbers, eerste_blik, 8191)) <= 24
    # Each question that a form has above 40 costs at most two thirds of a sign.
    assert len(codes("make", numbers, last, 8191)) <= 36 + max(0, len(last) - 40) * 2 / 3


def test_the_longest_codes_that_are_promised_are_short_enough(codes):
    def numbers_of(count: int) -> dict[str, Any]:
        items = {f"v{n}": [n] for n in range(1, count + 1)}
        answers = {item: {f"a{n}": n for n in range(1, 7)} for item in items}
        return {"form": 180_000, "items": items, "answers": answers, "cores": [list(range(1, count + 1, 5))]}

    forty, eighty = numbers_of(40), numbers_of(80)

    assert len(codes("make", forty, dict.fromkeys(forty["items"], "a6"), 8191)) == 36
    assert len(codes("make", eighty, {f"v{n}": "a6" for n in eighty["cores"][0]}, 8191)) == 22


def test_of_what_is_not_for_the_team_nothing_enters(codes):
    question = {"type": "rating", "scale": "s", "was": [], "options": [], "columns": [], "rows": []}
    definition = {
        "id": "proef",
        "scales": {"s": {"answers": [{"id": "ja", "text": "Ja"}]}},
        "panes": [
            {"share": share, "questions": [{"id": name, **question}]}
            for share, name in (("team", "ons"), ("pair", "samen"), ("self", "ik"))
        ],
    }
    answers = {"ons": "ja", "samen": "ja", "ik": "ja", "ons--note": "Een verhaal.", "ons--star": "ja"}

    assert codes("ratings", definition, answers) == {"ons": "ja"}
    private = {
        question.item.id
        for form_id in NUMBERS
        for pane in BOOK.forms[form_id].panes
        for question in pane.questions
        if pane.share.value != "team"
    }
    assert len(private) > 0
    assert not private & {item for numbers in NUMBERS.values() for item in numbers["items"]}


def test_a_qr_code_is_what_another_maker_makes_of_the_same_text(codes):
    text = some_code(codes, "kijkraam-presentie")
    for mask in range(8):
        other = segno.make(text, error="m", mask=mask, boost_error=False, micro=False)
        assert codes("qr", text, mask) == [[bool(module) for module in line] for line in other.matrix]
