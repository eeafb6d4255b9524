"""Every system of a book that is done can be found in the handbook, at one place that is its own."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml

pytestmark = pytest.mark.xdist_group("pages")

LIST = yaml.safe_load(Path(__file__).with_name("systems.yml").read_text(encoding="utf-8"))
FORMS = {"checklist", "worksheet", "steps", "drawing"}
"""What becomes one of these is a form with the id of the system."""


@pytest.fixture(scope="module")
def places(documents) -> dict[str, list[str]]:
    """The addresses at which each id has a place of its own: a heading of a page, or the page of a form.

    A form that stands in a page as well, and the panes of a form, are no place of their own.
    """
    found = defaultdict(list)
    for address, document in documents.items():
        form = form_of(address)
        if form and any(element.get("id") == form for element in document.iter("form")):
            found[form].append(address)
        for article in document.iter("article"):
            for name in headings_in(article):
                found[name].append(f"{address}#{name}")
    return found


@pytest.mark.parametrize("work", LIST["done"])
def test_every_system_of_a_work_that_is_done_has_one_place_of_its_own(places, work):
    problems = [problem for system in systems_of(work) for problem in problems_with(system, places)]

    assert not problems, "\n".join(problems)


def test_an_exception_comes_with_the_forms_that_take_its_place(places):
    missing = [
        f"{exception['id']}: no form {name}"
        for exception in LIST["exceptions"]
        for name in exception.get("with_forms", [])
        if places.get(name, []) != [f"formulier/{name}/"]
    ]

    assert not missing, "\n".join(missing)


def test_the_list_names_a_system_once_and_knows_what_is_done_and_what_is_an_exception():
    ids = Counter(system["id"] for system in LIST["systems"])

    assert [name for name, count in ids.items() if count > 1] == []
    assert [work for work in LIST["done"] if not systems_of(work)] == []
    assert [exception["id"] for exception in LIST["exceptions"] if exception["id"] not in ids] == []
    assert [exception["id"] for exception in LIST["exceptions"] if not exception["because"]] == []


def systems_of(work: str) -> list[dict[str, Any]]:
    return [system for system in LIST["systems"] if work in system["book"]]


def problems_with(system: dict[str, Any], places: dict[str, list[str]]) -> Iterator[str]:
    """Yield what is wrong with where a system is found."""
    name, found = system["id"], places.get(system["id"], [])
    told = f"{name} ({system['title']}, {system['becomes']})"
    if not found:
        yield f"{told}: not found"
    elif len(found) > 1:
        yield f"{told}: found more than once: {', '.join(found)}"
    elif needs_form(system) and not form_of(found[0]):
        yield f"{told}: a heading, {found[0]}, where a form is needed"


def needs_form(system: dict[str, Any]) -> bool:
    as_heading = {exception["id"] for exception in LIST["exceptions"] if exception["found_as"] == "heading"}
    return system["becomes"] in FORMS and system["id"] not in as_heading


def form_of(address: str) -> str | None:
    """Return the id of the form whose own page stands at an address."""
    match = re.fullmatch("formulier/([^/]+)/", address)
    return match[1] if match else None


def headings_in(element: Element) -> Iterator[str]:
    """Yield the ids of headings, without those in forms."""
    if re.fullmatch("h[1-6]", str(element.tag)) and element.get("id"):
        yield element.get("id", "")
    for child in element:
        if child.tag != "kijkraam-form":
            yield from headings_in(child)
