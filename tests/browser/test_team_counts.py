"""From people to counts: out of codes, files and paper; in which order questions stand, and what a pane says."""

import json
from typing import Any

import pytest

from .modules import run

NAMES = {
    "countsOf": "team/counts.js",
    "together": "team/counts.js",
    "hashOf": "team/counts.js",
    "inOrder": "team/order.js",
    "lightOf": "team/pane.js",
    "teamPanes": "team/questions.js",
    "readTable": "team/table.js",
    "readFile": "team/incoming.js",
    "groupsOf": "team/groups.js",
    "fromFields": "team/record.js",
}
SCALE = {
    "question": "Hoe gaat dit bij ons?",
    "answers": [
        {"id": "zo", "text": "Zo werken wij"},
        {"id": "soms", "text": "Soms, of deels"},
        {"id": "weet-ik-niet", "text": "Weet ik niet"},
    ],
}


def question(name: str, **other: Any) -> dict[str, Any]:
    return {
        "id": name,
        "type": "rating",
        "text": f"Vraag {name}.",
        "scale": "praktijk",
        "was": [],
        "core": False,
        **other,
    }


FORM = {
    "id": "proef",
    "kind": "kijkraam",
    "version": 2,
    "title": "Kijkraam Proef",
    "url": "formulier/proef/",
    "panes": [
        {"id": "wij", "title": "Wij", "share": "team", "questions": [question("a1"), question("a2", was=["oud"])]},
        {"id": "ik", "title": "Ik", "share": "self", "questions": [question("ik1")]},
        {"id": "hier", "title": "Hier", "share": "team", "questions": [question("a3"), question("a4", scale=None)]},
    ],
    "scales": {"praktijk": SCALE},
    "prompts": {},
}


def person(stars: list[str] | None = None, **ratings: str) -> dict[str, Any]:
    return {"ratings": ratings, "stars": stars}


def counts(**answers: tuple[int, int, int]) -> dict[str, Any]:
    return {
        name: dict(zip(["zo", "soms", "weet-ik-niet"], answers.get(name, (0, 0, 0)), strict=True))
        for name in ["a1", "a2", "a3"]
    }


def test_only_what_the_form_asks_a_team_is_counted():
    people = [
        person(["a2", "a2", "ik1"], a1="zo", a2="soms", ik1="zo", a4="tekst"),
        person(None, a1="zo", a3="constructor", constructor="zo"),
        person([], a1="weet-ik-niet", a9="zo"),
    ]

    assert run(NAMES, "return countsOf(given[0], given[1]);", [FORM, people]) == {
        "people": 3,
        "withStars": 2,
        "answers": counts(a1=(2, 0, 1), a2=(0, 1, 0)),
        "stars": {"a1": 0, "a2": 1, "a3": 0},
    }


def test_counts_of_two_times_are_taken_together():
    people = [person(["a1"], a1="zo", a2="soms"), person(None, a1="zo")]
    source = "const one = countsOf(given[0], given[1]); return together(given[0], one, one);"

    assert run(NAMES, source, [FORM, people]) == {
        "people": 4,
        "withStars": 2,
        "answers": counts(a1=(4, 0, 0), a2=(0, 2, 0)),
        "stars": {"a1": 2, "a2": 0, "a3": 0},
    }


@pytest.mark.parametrize(
    ("order", "expected"),
    [("form", ["a1", "a2", "a3"]), ("talk", ["a2", "a3", "a1"]), ("unknown", ["a3", "a1", "a2"])],
)
def test_questions_stand_where_the_conversation_is_or_as_in_the_form_or_by_what_nobody_knows(order, expected):
    people = [
        person([], a1="zo", a2="zo", a3="weet-ik-niet"),
        person([], a1="zo", a2="zo", a3="weet-ik-niet"),
        person(["a2"], a1="zo", a2="zo", a3="soms"),
        person([], a1="zo", a2="zo", a3="soms"),
    ]
    source = "return inOrder(given[0], countsOf(given[0], given[1]), given[2]).map(({ id }) => id);"

    assert run(NAMES, source, [FORM, people, order]) == expected


def test_a_star_that_is_not_shown_puts_no_question_first():
    people = [person(["a2"], a1="zo", a2="zo", a3="zo"), *(person(None, a1="zo", a2="zo", a3="soms") for _ in range(5))]
    source = "return inOrder(given[0], countsOf(given[0], given[1]), 'talk').map(({ id }) => id);"

    assert run(NAMES, source, [FORM, people]) == ["a3", "a1", "a2"]


def test_a_question_that_nobody_answered_is_in_no_order():
    people = [person([], a1="zo"), person([], a1="soms")]
    source = "return inOrder(given[0], countsOf(given[0], given[1]), 'form').map(({ id }) => id);"

    assert run(NAMES, source, [FORM, people]) == ["a1"]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["zo", "zo", "zo", "zo", "soms", "soms"], "zo"),
        (["zo", "zo", "zo", "soms", "soms"], "differs"),
        (["soms", "soms", "soms", "soms"], "soms"),
        (["soms", "soms", "soms"], "few"),
        ([], "closed"),
    ],
)
def test_a_pane_is_lit_only_when_two_thirds_chose_the_same(answers, expected):
    people = [person(None, a1=answer) for answer in answers]
    source = """
      const light = lightOf(teamPanes(given[0])[0], countsOf(given[0], given[1]));
      return light.choice?.id ?? light.state;
    """

    assert run(NAMES, source, [FORM, people]) == expected


def test_on_paper_a_pane_says_nothing_of_fewer_than_five_people():
    people = [person(None, a1="zo")] * 4
    source = "return lightOf(teamPanes(given[0])[0], countsOf(given[0], given[1]), 5);"

    assert run(NAMES, source, [FORM, people]) == {"state": "few", "fewest": 5}


@pytest.mark.parametrize(
    ("sizes", "offered"),
    [
        ({"noord": 5, "zuid": 5}, ["noord", "zuid"]),
        ({"noord": 5, "zuid": 4, "oost": 1}, ["noord"]),
        ({"noord": 9, "zuid": 4}, []),
        ({"noord": 5, "zuid": 5, "": 1}, []),
        ({"noord": 4, "zuid": 4}, []),
    ],
    ids=["all large", "five left over", "four left over", "one without a group", "all small"],
)
def test_no_group_is_offered_that_tells_what_a_few_others_answered(sizes, offered):
    people = [{"groups": {"wijk": where}} for where, count in sizes.items() for _ in range(count)]
    people += [{}, {"groups": {}}]

    assert run(NAMES, "return groupsOf(given);", people) == [["wijk", where] for where in offered]


def test_a_record_that_was_tampered_with_gives_no_more_than_the_form_asks_and_a_page_can_draw():
    fields = {
        "team--people": "999999999",
        "team--with-stars": "-3",
        "team--hashes": ["0123abcd", "<script>", "__proto__"],
        "team--count--a1": ["zo 999999", "zo 3", "soms 12e3", "constructor 5", "__proto__ 1", "weet-ik-niet"],
        "team--count--oud": ["soms 2"],
        "team--count--ik1": ["zo 4"],
        "team--stars--a2": "2; alert(1)",
    }
    source = "return fromFields(given[0], new Map(Object.entries(given[1])));"

    assert run(NAMES, source, [FORM, fields]) == {
        "counts": {
            "people": 0,
            "withStars": 0,
            "answers": counts(a1=(3, 0, 0), a2=(0, 2, 0)),
            "stars": {"a1": 0, "a2": 0, "a3": 0},
        },
        "hashes": ["0123abcd"],
        "salt": "",
        "date": "",
    }
    fields = {"team--people": "99999", "team--count--a1": ["zo 99999"]}
    found = run(NAMES, source, [FORM, fields])["counts"]
    assert (found["people"], found["answers"]["a1"]["zo"]) == (5000, 5000)


def test_a_hash_differs_by_its_salt_and_has_32_bits():
    hashes = run(NAMES, "return ['een', 'twee'].flatMap((salt) => ['A', 'B'].map((key) => hashOf(salt, key)));")

    assert len(set(hashes)) == 4
    assert [len(one) for one in hashes] == [8, 8, 8, 8]
    assert len(set(run(NAMES, "return Array.from({length: 5000}, (_, n) => hashOf('zout', `code ${n}`));"))) == 5000


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_is_read_as_programs_write_it(sign):
    lines = ['\ufeffa1;"a2: ""Vraag"", nu";note', 'zo;"Soms, of; deels";"twee\r\nregels"', ";;", "zo;;"]
    text = "\r\n".join(lines).replace(";", sign)

    assert run(NAMES, "return readTable(given);", text) == [
        ["a1", 'a2: "Vraag", nu', "note"],
        ["zo", f"Soms, of{sign} deels", "twee\r\nregels"],
        ["zo", "", ""],
    ]


def test_what_is_no_table_is_none():
    texts = ["", "een regel", "a,b", '"' * 10_001, "a\nb\nc"]

    assert run(NAMES, "return given.map(readTable);", texts) == [None] * 5


def record(name: str, answers: dict[str, Any], **other: Any) -> dict[str, Any]:
    time = "2026-11-20T10:00:00Z"
    base = {"id": name, "form": "proef", "version": 2, "name": "Van Anna", "created": time, "changed": time}
    return {**base, "answers": answers, **other}


def read(text: str) -> dict[str, Any]:
    names = {"readFile": "team/incoming.js"}
    return run(names, "return readFile(given[0], given[1]);", [FORM, text])


def file_of(*records: Any) -> str:
    return json.dumps({"kijkraam": 1, "made": "2026-11-20T10:00:00Z", "records": records})


def test_a_file_with_records_gives_people_without_their_names_and_notes(codes):
    text = file_of(
        record(
            "r1",
            {"a1": "zo", "a1--note": "Bij Jan", "oud": "soms", "oud--star": "ja", "ik1": "zo", "a3": "bestaat-niet"},
        ),
        record("r2", {"a1": "zo"}, version=1),
        record("r3", {"a1": "zo", "proef--perspective": "self"}),
        record("r4", {"a1": "zo"}, form="ander"),
        record("r5", {"ik1": "zo"}),
        {"id": "r6"},
        record("r1", {"a1": "zo"}),
    )

    assert read(text) == {
        "people": [
            {
                "key": "record r1",
                "nonce": codes("nonce", "r1", 2),
                "from": "file",
                "ratings": {"a1": "zo", "a2": "soms"},
                "stars": ["a2"],
            }
        ],
        "counts": None,
        "left": [
            {"why": "record", "number": 6},
            {"why": "twice", "number": 7},
            {"why": "version", "number": 2, "form": "proef"},
            {"why": "self", "number": 3, "form": "proef"},
            {"why": "other", "number": 4, "form": "ander"},
            {"why": "empty", "number": 5},
        ],
    }


def test_rows_of_collect_give_people():
    text = (
        "nummer,formulier,a1: Vraag a1.,a1--star: Vraag a1. (ster),a1--note: Vraag a1. (hoe?),a2: Vraag a2.\r\n"
        '1,Kijkraam Proef,Zo werken wij,Hier wil ik over praten,\'=1+1,"Soms, of deels"\r\n'
        "2,Kijkraam Proef,geen antwoord,,,weet ik niet\r\n3,Ander raam,Zo werken wij,,,\r\n"
    )
    found = read(text)

    assert [{**one, "key": ""} for one in found["people"]] == [
        {"key": "", "from": "file", "ratings": {"a1": "zo", "a2": "soms"}, "stars": ["a1"], "groups": {}},
        {"key": "", "from": "file", "ratings": {"a2": "weet-ik-niet"}, "stars": [], "groups": {}},
    ]
    assert found["left"] == [{"why": "other", "number": 3, "form": "Ander raam"}]


def test_answers_of_a_questionnaire_service_give_people_with_their_group():
    text = (
        '"start";"wij/a1";"wij-a2";"wijk";"_uuid"\n"2026";"zo";"soms";"Noord";"u1"\n"2026";"zo";"";"Noord";"u2"\n'
        '"2026";"weet-ik-niet";"zo";"Zuid";"u3"\n"2026";"zo";"zo";"Zuid";"u4"\n"2026";"";"";"Zuid";"u5"\n'
    )
    found = read(text)

    assert [(one["key"], one["ratings"], one["groups"]) for one in found["people"]] == [
        ("row u1", {"a1": "zo", "a2": "soms"}, {"wijk": "Noord"}),
        ("row u2", {"a1": "zo"}, {"wijk": "Noord"}),
        ("row u3", {"a1": "weet-ik-niet", "a2": "zo"}, {"wijk": "Zuid"}),
        ("row u4", {"a1": "zo", "a2": "zo"}, {"wijk": "Zuid"}),
    ]
    assert found["left"] == [{"why": "empty", "number": 5}]


def test_counts_of_collect_come_in_as_counts():
    rows = [
        ("Kijkraam Proef", "Wij", "a1", "Vraag a1.", "Zo werken wij", 4),
        ("Kijkraam Proef", "Wij", "a1", "Vraag a1.", "Soms, of deels", 2),
        ("Kijkraam Proef", "Wij", "a1", "Vraag a1.", "geen antwoord", 1),
        ("Kijkraam Proef", "Wij", "a1--star", "Vraag a1. (ster)", "ster", 3),
        ("Ander raam", "Wij", "a1", "Vraag a1.", "Zo werken wij", 9),
    ]
    lines = ["formulier,ruit,id,vraag,antwoord,aantal", *(",".join(f'"{cell}"' for cell in row) for row in rows)]

    assert read("\n".join(lines)) == {
        "people": [],
        "counts": {
            "people": 7,
            "withStars": 7,
            "answers": counts(a1=(4, 2, 0)),
            "stars": {"a1": 3, "a2": 0, "a3": 0},
        },
        "left": [],
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not-ours"),
        ("%PDF-1.7", "not-ours"),
        ("{", "not-json"),
        ('{"kijkraam": 2, "made": "x", "records": []}', "newer"),
        ('{"__proto__": {"kijkraam": 1}}', "not-ours"),
        (file_of()[:-1] + ', "extra": 1}', "shape"),
        ("[" * 100_000, "not-json"),
        ("naam,datum\nJan,vandaag\n", "no-questions"),
        ("PK\u0003\u0004\u0000\u0000,\n,", "not-ours"),
    ],
)
def test_another_file_gives_one_message(text, why):
    assert read(text) == {"people": [], "counts": None, "left": [{"why": why}]}
