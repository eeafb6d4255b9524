"""What answer codes hang on: numbers that stay what they are when a form grows."""

import json
import re
from hashlib import sha256
from typing import Any

import pytest

from kijkraam.checklist.codes import HASHES, Numbers, hash_of
from kijkraam.checklist.lock import read_lock
from kijkraam.handbook import Handbook, load_handbook
from kijkraam.locale import Phrases
from kijkraam.site import find_site

from ..drawings import FRAME

SCALE = """
    == checklists/_scales.yml
    scales:
      - {id: praktijk, question: Hoe gaat dit bij ons?, answers: [{id: zo, text: Zo}, {id: soms, text: Soms}]}
"""
HEAD = FRAME + "\n"
OURS = "      - {id: ons, title: Ons werk, scale: praktijk, items: [ITEMS]}\n"
MINE = "      - {id: mijn, title: Mijn werk, scale: praktijk, share: self, items: [ITEMS]}\n"


def items(names: str) -> str:
    """Write items such as `een *twee drie<dos`: of the Eerste blik (`*`), and one that is `dos` and was `drie`."""
    made = []
    for name in names.split():
        was, _, now = name.lstrip("*").rpartition("<")
        core = ", core: true" if name.startswith("*") else ""
        renamed = f", was: [{was}]" if was else ""
        made.append(f"{{id: {now}, text: Wij kijken.{core}{renamed}}}")
    return ", ".join(made)


def form(ours: str, mine: str = "", *, after: str = "") -> str:
    drawn = HEAD + OURS.replace("ITEMS", items(ours))
    drawn += MINE.replace("ITEMS", items(mine)) if mine else ""
    return drawn + (f"    {after}\n" if after else "") + SCALE


def book(site) -> Handbook:
    handbook = load_handbook(find_site(site.root))
    assert [problem.line_of_text(Phrases("nl")) for problem in handbook.problems] == []
    return handbook


def definition(site, url: str) -> dict[str, Any]:
    """Return the form of a page as data."""
    found = re.search(r"<template data-kijkraam-definition[^>]*>(.*?)</template>", site.html(url), re.DOTALL)
    return json.loads(found[1])


def cores(site) -> list[list[str]]:
    """Do `kijkraam lock`, and return each Eerste blik of the form that is in the lock now."""
    result = site.kijkraam("lock")
    assert (result.stderr, result.returncode) == ("", 0)
    return read_lock(site.root / "checklists", "ids.lock").forms["mijn-raam"].cores


def test_without_a_lock_a_form_has_the_numbers_that_a_lock_would_give(draw):
    site = draw(form("een *twee", "*ik"))
    unlocked = book(site).codes

    assert unlocked == {
        "mijn-raam": Numbers(
            form=hash_of("mijn-raam"),
            items={"een": [1], "twee": [2]},
            answers={"een": {"zo": 1, "soms": 2}, "twee": {"zo": 1, "soms": 2}},
            cores=[[2]],
        )
    }
    assert cores(site) == [["twee"]]
    assert book(site).codes == unlocked


def test_a_form_is_named_by_a_hash_that_anyone_can_compute():
    assert hash_of("mijn-raam") == int(sha256(b"mijn-raam").hexdigest()[:16], 16) % HASHES


def test_a_renamed_question_is_found_by_its_earlier_ordinal_too(draw):
    site = draw(form("een *twee *drie"))
    assert cores(site) == [["twee", "drie"]]

    draw(form("nul een *twee *drie<dos"))
    numbers = book(site).codes["mijn-raam"]

    assert numbers.items == {"nul": [4], "een": [1], "twee": [2], "dos": [5, 3]}
    assert numbers.cores == [[2, 3], [2, 5]]


def test_every_eerste_blik_that_was_published_stays(draw):
    site = draw(form("*een *twee drie"))
    assert cores(site) == [["een", "twee"]]

    draw(form("een *twee *drie"))
    behind = site.kijkraam("lock", "--check")
    assert (behind.returncode, behind.stderr) == (
        1,
        "checklists/ids.lock is niet bij: 1 nieuw. Doe 'kijkraam lock' en neem het bestand op in het versiebeheer.\n",
    )
    assert cores(site) == [["een", "twee"], ["twee", "drie"]]
    assert site.kijkraam("lock", "--check").returncode == 0

    draw(form("*twee *een drie"))
    assert cores(site) == [["een", "twee"], ["twee", "drie"]]

    draw(form("een twee drie"))
    assert cores(site) == [["een", "twee"], ["twee", "drie"]]


def test_where_many_questions_are_for_oneself_those_for_the_team_are_a_list_too(draw):
    mine, ours = " ".join(f"ik{number}" for number in range(8)), "een *twee drie"
    shape = HEAD + MINE.replace("ITEMS", items(mine)) + OURS.replace("ITEMS", items(ours)) + SCALE
    site = draw(shape)

    assert cores(site) == [["twee"], ["een", "twee", "drie"]]
    assert book(site).codes["mijn-raam"].cores == [[10], [9, 10, 11]]

    draw(shape.replace("{id: drie,", "{id: vier, text: Wij kijken.}, {id: drie,"))
    assert cores(site) == [["twee"], ["een", "twee", "drie"]]


def test_an_eerste_blik_stands_in_the_lock_with_one_id_a_line(draw):
    site = draw(form("*een *twee"))
    cores(site)
    draw(form("*een twee"))
    cores(site)

    assert (
        "    items:\n"
        "      een: 1\n"
        "      twee: 2\n"
        "    cores:\n"
        "      -\n"
        "        - een\n"
        "        - twee\n"
        "      -\n"
        "        - een\n"
        "scales:\n"
    ) in (site.root / "checklists/ids.lock").read_text(encoding="utf-8")


def test_an_eerste_blik_of_unknown_items_is_a_damaged_lock(draw):
    site = draw(form("*een *twee"))
    cores(site)
    path = site.root / "checklists/ids.lock"
    path.write_text(path.read_text(encoding="utf-8").replace("        - een\n", "        - nul\n"), encoding="utf-8")

    problems = load_handbook(find_site(site.root)).problems

    assert [problem.line_of_text(Phrases("nl")) for problem in problems] == [
        "checklists/ids.lock:4:3: Hier is het slot beschadigd. Haal de vorige versie terug uit het versiebeheer."
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        form("een").replace("kind: kijkraam", "kind: werkblad"),
        form("een", after="keep: ask"),
        form("een", after="keep: session"),
        form("een").replace("title: Ons werk", "title: Ons werk, share: pair"),
        form("een").replace("text: Wij kijken.", "text: Wat zag je?, type: text"),
        form(" ".join(f"i{number}" for number in range(128))),
    ],
    ids=[
        "of another kind",
        "asked about",
        "of a session",
        "not of the team",
        "without ratings",
        "with too many questions",
    ],
)
def test_some_forms_make_no_code(draw, drawn):
    assert load_handbook(find_site(draw(drawn).root)).codes == {}


def test_two_forms_whose_codes_look_the_same_are_a_problem_at_the_new_one(draw, monkeypatch):
    site = draw(form("een"))
    cores(site)
    draw(form("een").replace("mijn-raam", "een-raam"))
    monkeypatch.setattr("kijkraam.checklist.codes.hash_of", lambda _: 7)

    problems = load_handbook(find_site(site.root)).problems

    assert [problem.line_of_text(Phrases("nl")) for problem in problems] == [
        (
            "checklists/een-raam.yml:1:5: De antwoordcodes van 'een-raam' zijn niet te onderscheiden van die van "
            "'mijn-raam'. Geef 'een-raam' een andere id."
        )
    ]


def test_the_numbers_stand_in_the_page_of_the_form(draw):
    site = draw(form("een", "ik")).build()

    numbers = definition(site, "formulier/mijn-raam")["code"]
    assert numbers == {
        "form": hash_of("mijn-raam"),
        "items": {"een": [1]},
        "answers": {"een": {"zo": 1, "soms": 2}},
        "cores": [],
    }


def test_a_page_for_teams_brings_the_forms_as_scripts(draw):
    team = "\n    == docs/team.md\n    # Team {#team}\n\n    ::: team\n"
    other = form("een").replace("mijn-raam", "mijn-blad").replace("kind: kijkraam", "kind: werkblad")
    site = draw(form("een") + other + team).build()
    scripts = site.root / "site/assets/kijkraam/forms"

    assert [path.name for path in scripts.iterdir()] == ["mijn-raam.js"]
    before, told = (scripts / "mijn-raam.js").read_text(encoding="utf-8").split('"mijn-raam":', 1)
    assert before == "globalThis.kijkraamForms={...globalThis.kijkraamForms,"
    more = {"mirrors": {}, "prompts": {}}
    assert json.loads(told.removesuffix("};\n")) == definition(site, "formulier/mijn-raam") | more
    assert (
        f'[{{"hash":{hash_of("mijn-raam")},"id":"mijn-raam","title":"Mijn raam","url":"../formulier/mijn-raam/"}}]'
    ) in site.article("team")


def test_a_site_without_a_page_for_teams_has_no_scripts_of_forms(draw):
    assert not (draw(form("een")).build().root / "site/assets/kijkraam/forms").exists()
