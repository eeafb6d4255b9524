"""Files in which everything is right: one of each kind of form, and every key that there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from kijkraam.checklist import fields, model, shared
from kijkraam.checklist.model import Checklist
from kijkraam.checklist.reading import model_from_text
from kijkraam.handbook import Handbook, load_handbook
from kijkraam.site import find_site

MODELS = [
    value
    for module in (model, shared)
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, BaseModel) and value not in {BaseModel, model.Model}
]

FORM = """\
id: mijn-blad
version: 1
kind: werkblad
title: Mijn blad
summary: Schrijf het samen op.
audience: [client]
source: {work: boek}
sections:
  - id: plan
    title: Plan
    items:
      - {id: wens, type: text, text: Wat wil je?}
"""


def read(site: Path) -> Handbook:
    return load_handbook(find_site(site))


def parts(value: object) -> Iterator[BaseModel]:
    """Yield every model within a value."""
    if isinstance(value, BaseModel):
        yield value
        for key in value.model_fields_set:
            yield from parts(getattr(value, key))
    elif isinstance(value, list | dict):
        for member in value.values() if isinstance(value, dict) else value:
            yield from parts(member)


def all_parts(handbook: Handbook) -> list[BaseModel]:
    files = [*handbook.checklists.values(), *handbook.shared.values()]
    return [part for file in files for part in parts(file.model)]


def test_good_files_have_no_problems(good_site):
    assert read(good_site).problems == []


def test_there_is_a_good_file_of_every_kind(good_site):
    kinds = {form.kind for form in read(good_site).forms.values()}

    assert kinds == set(fields.Kind)


@pytest.mark.parametrize("part", MODELS, ids=lambda part: part.__name__)
def test_every_key_is_in_a_good_file(good_site, part):
    used = {key for value in all_parts(read(good_site)) if type(value) is part for key in value.model_fields_set}

    assert used == set(part.model_fields)


def test_every_type_of_field_is_in_a_good_file(good_site):
    items = [question.item for form in read(good_site).forms.values() for question in form.questions]

    assert {item.type for item in items} == set(fields.FieldType)


@pytest.mark.parametrize(
    "written", ["no", "yes", "on", "off", "12:30", "010", "1_000", "2026-11-21", "1.0", "0x1F", "1e3"]
)
def test_what_other_readers_guess_at_is_text_as_written(written):
    checklist = model_from_text(FORM.replace("Mijn blad", written), "mijn-blad.yml", Checklist)

    assert checklist.title == written


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('"null"', "null"),
        ("'~'", "~"),
        ('"Kijk: samen # en meer"', "Kijk: samen # en meer"),
        ("'''t Raam'", "'t Raam"),
        ('"Het \\"raam\\""', 'Het "raam"'),
        ("Kijk # een opmerking", "Kijk"),
        ("Kijk#samen", "Kijk#samen"),
        (">-\n  Kijk\n  samen", "Kijk samen"),
        ("Kijk\n  samen", "Kijk samen"),
        ("Kijk - samen", "Kijk - samen"),
        (">-\n  - Kijk\n  - samen", "- Kijk - samen"),
        ("<b>Kijk</b> & zie", "<b>Kijk</b> & zie"),
        ("مرحبا 👀 naïef", "مرحبا 👀 naïef"),
    ],
)
def test_text_is_read_as_the_maker_means_it(written, text):
    checklist = model_from_text(FORM.replace("Mijn blad", written), "mijn-blad.yml", Checklist)

    assert checklist.title == text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_file_from_another_system_is_read_the_same(good_site, end):
    before = read(good_site)
    for path in (good_site / "checklists").rglob("*.yml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_text(encoding="utf-8").replace("\n", end).encode())

    after = read(good_site)

    assert after.problems == []
    assert after.forms == before.forms


def test_the_words_of_a_choice_are_those_of_the_design():
    choices = [fields.Kind, fields.Share, fields.Keep, fields.TestedWith, fields.Level, fields.Basis]

    assert [list(words) for words in choices] == [
        ["kijkraam", "kijkvragen", "fase", "werkblad", "ervaring", "scorelijst"],
        ["team", "pair", "self"],
        ["session", "ask", "always"],
        ["none", "clients", "experts"],
        ["A2", "B1", "B2"],
        ["book", "reading", "own"],
    ]
    assert set(fields.Audience) >= {"professional", "team", "client"}


def test_a_section_or_item_takes_over_what_its_source_does_not_say(good_site):
    questions = {question.name: question for form in read(good_site).forms.values() for question in form.questions}

    told = {name: questions[name].source.model_dump(exclude_none=True) for name in ("m-1", "ik-1", "ik-2")}
    assert told == {
        "m-1": {"work": "boek", "section": "1.2"},
        "ik-1": {"work": "boek", "chapter": "1", "section": "1.4", "note": "Eerste druk"},
        "ik-2": {"work": "boek", "chapter": "1", "section": "1.3", "note": "Eerste druk"},
    }


@pytest.mark.parametrize(
    ("own", "source"),
    [
        ("{section: '2.2'}", {"work": "boek", "chapter": "2", "section": "2.2", "note": "Eerste druk"}),
        ("{chapter: '3'}", {"work": "boek", "chapter": "3", "note": "Eerste druk"}),
        ("{work: rapport}", {"work": "rapport"}),
        ("{work: rapport, chapter: '2'}", {"work": "rapport", "chapter": "2"}),
        ("{note: Derde druk}", {"work": "boek", "chapter": "2", "section": "2.1", "note": "Derde druk"}),
    ],
)
def test_a_source_in_another_chapter_or_work_does_not_take_over_a_section(draw, own, source):
    site = draw(f"""
    == checklists/_sources.yml
    works:
      - {{id: boek, title: Een boek, authors: [Een schrijver], about: Waar dit op rust.}}
      - {{id: rapport, title: Een rapport, authors: [Een schrijver], about: Waar dit op rust.}}
    == checklists/mijn-blad.yml
    id: mijn-blad
    version: 1
    kind: werkblad
    title: Mijn blad
    summary: Schrijf het samen op.
    audience: [client]
    source: {{work: boek, chapter: "2", section: "2.1", note: Eerste druk}}
    sections:
      - id: plan
        title: Plan
        items:
          - {{id: wens, type: text, text: Wat wil je?, source: {own}}}
    """)

    form = read(site.root).forms["mijn-blad"]

    assert form.questions[0].source.model_dump(exclude_none=True) == source


def test_an_included_pane_keeps_its_home_and_who_may_see_it(good_site):
    pane = read(good_site).forms["mijn-vragen"].panes[1]

    assert (pane.id, pane.title, pane.home, pane.share, pane.minutes) == ("mensen", "Mensen", "mijn-raam", "team", 20)
    assert [(question.name, question.core) for question in pane.questions] == [("m-1", False), ("m-2", True)]
