"""Answer codes of a form and of one that extends it: what they share is the same answer."""

import pytest

from kijkraam.handbook import load_handbook
from kijkraam.site import find_site

from ..browser.node import Codes

FORMS = """
    == checklists/basis.yml
    id: basis
    version: 1
    kind: kijkraam
    title: Basis
    summary: Kijk samen.
    audience: [team]
    source: {work: boek}
    sections:
      - id: mensen
        title: Mensen
        scale: praktijk
        items:
          - {id: b-1, text: We zoeken mensen op., core: true}
          - {id: b-2, text: We komen terug.}
          - {id: b-3, text: We luisteren., core: true}
    == checklists/eigen.yml
    id: eigen
    extends: basis
    base_version: 1
    version: 1
    hide: [b-2]
    sections:
      - {id: mensen, items: [{id: e-1, text: We gaan samen op pad., core: true}]}
"""


@pytest.fixture
def codes():
    made = Codes()
    yield made
    made.close()


def test_a_code_of_the_base_is_read_for_what_is_shared_and_not_the_other_way_round(draw, codes):
    numbers = {name: told.as_json() for name, told in load_handbook(find_site(draw(FORMS).root)).codes.items()}
    hashes = [told["form"] for told in numbers.values()]
    first_look = {"b-1": "zo-werken-wij", "b-3": "nu-niet"}
    of_base = codes("make", numbers["basis"], {**first_look, "b-2": "nu-niet"}, 7)
    of_base_short = codes("make", numbers["basis"], first_look, 7)
    of_own = codes("make", numbers["eigen"], {"b-1": "nu-niet", "e-1": "weet-ik-niet"}, 7)

    assert codes("found", of_base, numbers["eigen"], hashes) == [["code", first_look]]
    assert codes("found", of_base_short, numbers["eigen"], hashes) == [["code", first_look]]
    assert codes("found", of_own, numbers["eigen"], hashes) == [["code", {"b-1": "nu-niet", "e-1": "weet-ik-niet"}]]
    assert codes("found", of_own, numbers["basis"], hashes) == [["other", None]]
