"""Records out of a browser, collected: what enters, what is refused, and the file that goes back."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kijkraam
from kijkraam.collect.records import read_records, records_text
from kijkraam.collect.scope import Scope

from .conftest import WAYS, by_pikepdf, file_of, record
from .test_pdf import AS_ANSWERS, FILLED, answers

SCHEMA = json.loads((Path(kijkraam.__file__).parent / "web/records.schema.json").read_text(encoding="utf-8"))


def valid(text: str) -> dict:
    """Return a file of records that the schema and a browser's own rules accept."""
    told = json.loads(text)
    jsonschema.validate(told, SCHEMA)
    return told


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_record_comes_back_the_same(made, data):
    form = made.handbook.forms["mijn-raam"]
    _, values = data.draw(answers(form))

    [filled] = read_records(file_of(record(values)).encode(), made.handbook.forms)
    [back] = valid(records_text([(Scope(form), [filled])]))["records"]

    assert filled.answers == values
    assert back["answers"] == values
    assert (back["id"], back["created"], back["changed"]) == (
        "3f0c9a5d7b12e84c66aa01ff",
        "2026-11-03T09:15:00.000Z",
        "2026-11-21T11:58:00.000Z",
    )
    assert "Jan" not in back["name"]


def test_pdf_files_become_records_that_can_be_collected_again(site):
    Path("a.pdf").write_bytes(WAYS["pypdf"](site.papers["mijn-raam.pdf"], FILLED))
    Path("b.json").write_text(file_of(record({"m-1": "zo-werken-wij"})), encoding="utf-8")

    first = site.run("a.pdf", "b.json", "-o", "alles.json", "--rows")
    records = valid(Path("alles.json").read_text(encoding="utf-8"))["records"]
    again = site.run("alles.json", "a.pdf", "-o", "nog-eens.json", "--rows")

    assert (first.exit_code, first.stdout) == (0, "alles.json\n")
    assert sorted((one["answers"] for one in records), key=len) == [{"m-1": "zo-werken-wij"}, AS_ANSWERS]
    assert "a.pdf: Dit formulier 'Mijn raam' is er al." in again.stderr
    assert len(valid(Path("nog-eens.json").read_text(encoding="utf-8"))["records"]) == 2


def test_the_same_record_twice_counts_once_with_its_newest_answers(site):
    old, new = "2026-11-20T11:58:00.000Z", "2026-11-22T11:58:00.000Z"
    Path("a.json").write_text(file_of(record({"m-1": "nu-niet"}, changed=new)), encoding="utf-8")
    Path("b.json").write_text(file_of(record({"m-1": "zo-werken-wij"}, changed=old)), encoding="utf-8")

    more = site.more(4, "mijn-raam")
    assert ("m-1", "Zo werken wij") not in site.counts("a.json", "b.json", more)
    assert site.counts("b.json", "a.json", more)["m-1", "Nu niet"] == 1
    assert "b.json: Dit formulier 'Mijn raam' is er al." in site.run("a.json", "b.json", "-o", "uit.csv").stderr


def test_answers_under_an_old_id_are_followed_and_the_present_one_counts(site):
    told = record({"s-oud": "nu-niet", "s-oud--star": "ja", "s-1": "nu-niet"}, form="samen", version=2)
    both = record({"s-oud": "nu-niet", "s-3": "zo-werken-wij"}, form="samen", version=2, id="b")
    Path("a.json").write_text(file_of(told, both), encoding="utf-8")

    counts = site.counts("a.json", site.more(3, "samen"))
    assert (counts["s-3", "Nu niet"], counts["s-3", "Zo werken wij"]) == (1, 1)
    assert counts["s-3--star", "Hier wil ik over praten"] == 1


def test_answers_of_another_version_or_that_are_no_more_are_told_and_do_not_count(site):
    told = record(
        {"s-1": "nu-niet", "s-2": "nu-niet", "s-3": "is-er-niet", "s-weg": "nu-niet"},
        form="samen",
        version=2,
        given={"s-2": {"changed": "2026-11-03T09:15:00Z", "version": 1}},
    )
    Path("a.json").write_text(file_of(told), encoding="utf-8")

    result = site.run("a.json", "-o", "uit.csv")

    assert site.counts("a.json", site.more(5, "samen")) == {
        ("s-1", "Nu niet"): 1,
        ("s-1", "geen antwoord"): 5,
        ("s-2", "geen antwoord"): 5,
        ("s-3", "geen antwoord"): 5,
    }
    assert result.stderr.splitlines()[0] == (
        "a.json: Bij 'Samen' tellen 3 antwoorden niet mee: "
        "de vraag of het antwoord is er niet meer, of was toen anders."
    )


def test_a_short_look_counts_only_for_what_it_asks(site):
    told = record({"samen--mode": "short", "s-1": "nu-niet", "s-3": "nu-niet"}, form="samen", version=2)
    Path("a.json").write_text(file_of(told), encoding="utf-8")

    assert site.counts("a.json", site.more(5, "samen")) == {
        ("s-1", "Nu niet"): 1,
        ("s-1", "geen antwoord"): 5,
        ("s-2", "geen antwoord"): 5,
        ("s-3", "Nu niet"): 1,
        ("s-3", "geen antwoord"): 5,
    }


def test_rows_that_someone_added_come_together_in_their_order(site):
    cells = {"m-9--rx1--wie": "Tweede", "m-9--r1--wie": "Eerste", "mijn-raam--rows--m-9": ["r1", "r2", "rx1"]}
    Path("a.json").write_text(file_of(record(cells)), encoding="utf-8")

    head, line = site.table("a.json", "--rows")

    assert line[head.index("m-9--wie: Stappen: Wie")] == "Eerste; Tweede"


DEEP = '{"kijkraam":1,"made":"2026-11-21T12:00:00Z","records":' + "[" * 100_000
NOT_OURS = "Overgeslagen. Dit JSON-bestand komt niet uit Mijn formulieren."
NOT_RIGHT = "Overgeslagen. Dit JSON-bestand klopt niet. Haal het opnieuw uit Mijn formulieren."
NO_JSON = "Overgeslagen. Dit is geen PDF-bestand, CSV-bestand of JSON-bestand, of het is beschadigd."
NOT_THIS_ONE = "Overgeslagen: formulier 1 in dit bestand. Het klopt niet. Haal het opnieuw uit Mijn formulieren."
TOO_LARGE = "Overgeslagen. Het bestand is te groot voor een ingevuld formulier."
LOCKED = {"kijkraam": 1, "locked": {"rounds": 1, "salt": "AAAA", "iv": "AAAA", "data": "AAAA"}}
IS_LOCKED = (
    "Overgeslagen. Dit JSON-bestand zit op slot met een wachtwoord. Haal het zonder wachtwoord uit Mijn formulieren."
)
OTHER_VERSION = (
    "Overgeslagen. Dit is versie 2 van 'Mijn raam', en nu is het versie 3. De vragen betekenen niet meer hetzelfde."
)
HOSTILE = {
    "nothing": ("", NO_JSON),
    "cut off": (file_of(record({"m-1": "nu-niet"}))[:-9], NO_JSON),
    "no text": (b"\xff\xfe\x00", NO_JSON),
    "deep": (DEEP, NO_JSON),
    "no number": (file_of(record({})).replace("3,", "NaN,", 1), NO_JSON),
    "an endless number": ('{"kijkraam": ' + "9" * 5000 + "}", NO_JSON),
    "a list": ("[]", NOT_OURS),
    "another file": ('{"naam": 1}', NOT_OURS),
    "true is not 1": ('{"kijkraam": true}', NOT_OURS),
    "newer": ('{"kijkraam": 2}', "Overgeslagen. Dit JSON-bestand is van een nieuwere versie van het programma."),
    "locked": (
        json.dumps(LOCKED),
        IS_LOCKED,
    ),
    "no list of records": ('{"kijkraam": 1, "made": "2026-11-21T12:00:00Z", "records": {}}', NOT_RIGHT),
    "no time": ('{"kijkraam": 1, "made": "gisteren", "records": []}', NOT_RIGHT),
    "another key": ('{"kijkraam": 1, "made": "2026-11-21T12:00:00Z", "records": [], "x": 1}', NOT_RIGHT),
    "too many records": (file_of(*[{}] * 5001), NOT_RIGHT),
    "ten million characters": (file_of(record({"m-3": "x" * 10_000_000})), TOO_LARGE),
    "more than that": (" " * 15_000_001, TOO_LARGE),
    "a record that is a text": (file_of("x"), NOT_THIS_ONE),
    "a name of every object": (file_of(record({"constructor": "x"})), NOT_THIS_ONE),
    "a form that every object has": (file_of(record({}, form="__proto__")), NOT_THIS_ONE),
    "a key of every object": (file_of(record({"m-1": "nu-niet"}, __proto__={})), NOT_THIS_ONE),
    "a name in capitals": (file_of(record({"M-1": "x"})), NOT_THIS_ONE),
    "a number for an answer": (file_of(record({"m-1": 1})), NOT_THIS_ONE),
    "an id with a path": (file_of(record({}, id="../x")), NOT_THIS_ONE),
    "a day that is not there": (file_of(record({}, changed="2026-13-41T00:00:00Z")), NOT_THIS_ONE),
    "an unknown form": (
        file_of(record({"a": "b"}, form="tostring")),
        "Overgeslagen. Het formulier 'tostring' is er niet in dit handboek.",
    ),
    "another version": (
        file_of(record({"m-1": "nu-niet"}, version=2)),
        OTHER_VERSION,
    ),
    "for oneself": (
        file_of(record({"m-1": "nu-niet", "mijn-raam--perspective": "self"})),
        "Overgeslagen. Bij 'Mijn raam' koos iemand 'Ik kijk naar mezelf'. Dat is niet voor het team.",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_used_is_told_and_the_rest_goes_on(site, name):
    content, message = HOSTILE[name]
    Path("raar.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    Path("goed.pdf").write_bytes(by_pikepdf(site.papers["samen.pdf"], {"s-1": "nu-niet"}))

    alone = site.run("raar.json", "-o", "uit.csv")
    together = site.counts("raar.json", "goed.pdf", site.more(4, "samen"))

    assert (alone.exit_code, alone.stdout) == (1, "")
    assert alone.stderr.splitlines() == [
        f"raar.json: {message}",
        "Er is niets gelezen, dus er is geen bestand gemaakt.",
    ]
    assert together["s-1", "Nu niet"] == 1


def test_a_record_that_is_not_right_leaves_the_others(site):
    Path("a.json").write_text(file_of({}, record({"m-1": "nu-niet"})), encoding="utf-8")

    assert site.counts("a.json", site.more(4, "mijn-raam"))["m-1", "Nu niet"] == 1


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(
        st.sampled_from(
            ["m-1", "m-7", "m-9--r1--wie", "mijn-raam--rows--m-9", "mijn-raam--mode", "mijn-raam--x", "m-8--note"]
        ),
        st.none()
        | st.text(max_size=5)
        | st.lists(st.text(max_size=5), max_size=3)
        | st.sampled_from(["nu-niet", "ja"]),
    )
)
def test_no_values_of_a_valid_file_make_it_fail(made, values):
    form = made.handbook.forms["mijn-raam"]
    for filled in read_records(file_of(record(values)).encode(), made.handbook.forms):
        valid(records_text([(Scope(form), [filled])]))
        from kijkraam.collect.counts import counts_table
        from kijkraam.collect.rows import rows_table
        from kijkraam.locale import Phrases

        for table in (counts_table, rows_table):
            made_table = table([(Scope(form), [filled] * 5)], str, Phrases("nl"))
            assert made_table.csv()
            assert made_table.xlsx()
