"""The reference for developers tells all that others may lean on, as it is in the program."""

import json
import re
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from mkdocs.plugins import EVENTS

from kijkraam import api
from kijkraam.addresses import Inventory
from kijkraam.developers import parts
from kijkraam.forms.definition import Definition
from kijkraam.forms.templates import originals
from kijkraam.listing import Entry, ShippedEntry
from kijkraam.plugin import KijkraamPlugin

from ..drawings import FRAME

PARTS = {part.name: part for part in parts()}
WORDS_AS_VALUES = {"Audience", "Level"}
"""Choices whose values tell what they mean."""


def entries(name):
    return [entry for group in PARTS[name].groups for entry in group.entries]


def test_every_public_name_is_there_and_all_that_is_public_in_it_is_told():
    told = entries("api")
    assert sorted(entry.name for entry in told) == sorted(api.__all__)

    silent = [entry.name for entry in told if not entry.about]
    silent += [f"{e.name}.{f.name}" for e in told if e.name not in WORDS_AS_VALUES for f in e.fields if not f.about]
    silent += [f"{e.name}: {m.signature}" for e in told for m in e.methods if not m.about]
    assert silent == []


def test_a_function_a_dataclass_a_model_and_a_choice_are_told_with_types_and_defaults():
    told = {entry.name: entry for entry in entries("api")}
    assert (
        told["load_handbook"].signature == "load_handbook(site: Site, only: Iterable[Path] | None = None) -> Handbook"
    )
    assert [(f.name, f.type, f.default) for f in told["Site"].fields][2:5] == [
        ("docs", "Path", ""),
        ("language", "str", "DEFAULT_LANGUAGE"),
        ("url", "str", "''"),
    ]
    assert [(f.name, f.type, f.default, f.about) for f in told["Replacement"].fields][:2] == [
        ("id", "Id", "", "Id of a section or item of the base."),
        ("text", "Text | None", "None", "Of an item: what it says now."),
    ]
    assert [f"{f.name} = {f.default}" for f in told["Keep"].fields] == [
        "SESSION = 'session'",
        "ASK = 'ask'",
        "ALWAYS = 'always'",
    ]
    assert told["Renderer"].signature.splitlines() == [
        "class Renderer(",
        "    handbook: Handbook,",
        "    phrases: Phrases,",
        "    href: Href,",
        "    *,",
        "    embedded: bool = False,",
        ")",
    ]
    assert "phrases(key: str, /, **words: Any) -> str" in [method.signature for method in told["Phrases"].methods]


def test_every_event_is_there_in_the_order_of_mkdocs_with_its_priorities():
    told = entries("events")
    handled = [name for name in EVENTS if f"on_{name}" in vars(KijkraamPlugin)]
    assert [entry.name for entry in told] == [f"on_{name}" for name in told_in_order(handled)]

    for entry in told:
        handler = vars(KijkraamPlugin)[entry.name]
        priorities = [getattr(one, "mkdocs_priority", 0) for one in getattr(handler, "methods", [handler])]
        assert [method.signature for method in entry.methods] == [f"priority {priority}" for priority in priorities]
        assert all(method.about for method in entry.methods)


def told_in_order(handled):
    """MkDocs lists events by sort: serving begins after a build, and an error can come at any time."""
    order = ["startup", "config", "serve", "files", "page_markdown", "page_content", "env", "page_context"]
    return sorted(handled, key=[*order, "post_page", "build_error", "post_build"].index)


def test_every_template_is_there_with_what_it_is_for_and_what_it_gets():
    told = {entry.name: entry for entry in entries("templates")}
    assert list(told) == list(originals())
    assert [name for name, entry in told.items() if not entry.about] == []
    assert [name for name, entry in told.items() if not entry.signature and not entry.methods] == []

    form, rating = told["form/template.html.jinja"], told["rating/template.html.jinja"]
    assert (form.signature, [method.signature for method in form.methods]) == (
        "r, t, form, level",
        ["block head", "block further"],
    )
    assert (rating.signature, [method.signature for method in rating.methods]) == (
        "",
        ["macro rating(r, t, form, pane, question)"],
    )


SITE = (
    FRAME
    + """
      - id: mensen
        title: Mensen
        scale: praktijk
        items:
          - {id: m-1, text: We zoeken mensen op.}
          - {id: m-2, text: Wie?, type: table, blank_rows: 2, columns: [{id: w, title: Wie}]}
    == docs/ontwikkelaars.md
    # Voor ontwikkelaars

    ::: reference developers
"""
)


@pytest.fixture
def site(draw):
    return draw(SITE).build()


def wrong(kind, value, where=""):
    """Yield where data is not of its type: a key too many or too few, or a value of another type."""
    if is_typeddict(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        if missing := (kind.__required_keys__ - value.keys()) | (value.keys() - hints.keys()):
            yield f"{where}: {missing}"
        for key in value:
            yield from wrong(hints[key], value[key], f"{where}.{key}")
    elif get_origin(kind) is list:
        for member in value:
            yield from wrong(get_args(kind)[0], member, f"{where}[]")
    elif get_origin(kind) is dict:
        for member in value.values():
            yield from wrong(get_args(kind)[1], member, f"{where}{{}}")
    elif get_origin(kind) is UnionType:
        if all(list(wrong(member, value)) for member in get_args(kind)):
            yield where
    elif kind is not Any and type(value) is not kind:
        yield where


def test_data_in_json_is_as_the_reference_tells(site):
    template = re.search(r"<template data-kijkraam-definition[^>]*>(.*?)</template>", site.html("formulier/mijn-raam"))
    inventory = (site.root / "site/kijkraam-adressen.json").read_text(encoding="utf-8")

    assert list(wrong(Definition, json.loads(template[1]))) == []
    assert list(wrong(Inventory, json.loads(inventory))) == []
    assert list(wrong(list[Entry], json.loads(site.kijkraam("list", "--json").stdout))) == []
    assert list(wrong(list[ShippedEntry], json.loads(site.kijkraam("list", "--shipped", "--json").stdout))) == []
    silent = [f"{e.name}.{f.name}" for e in entries("formats") for f in e.fields if not f.about]
    assert [name for name in silent if not re.search(r"\.(id|text|title|columns|options|core|version)$", name)] == []


def test_the_page_has_four_parts_in_its_contents_and_every_link_in_it_leads_somewhere(site):
    assert site.log == []
    assert site.outline("ontwikkelaars")[:2] == [
        "h1 voor-ontwikkelaars Voor ontwikkelaars",
        "h2 dev-api Openbare namen in Python",
    ]
    page = site.article("ontwikkelaars")
    assert re.findall(r'<h2 id="dev-(\w+)"', page) == ["api", "events", "templates", "formats"]
    toc = site.html("ontwikkelaars").partition("<article")[0]
    assert re.findall(r'href="#(dev-[^"]+)"', toc)[:4] == ["dev-api", "dev-events", "dev-templates", "dev-formats"]
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {link for link in re.findall(r'href="#([^"]+)"', page) if link.startswith("dev-")} - set(ids) == set()
    assert '<li><code><b>theme</b>: <a href="#dev-api-Theme">Theme</a> | None</code>' in page
    assert (
        '<pre data-search-exclude><code>find_site(start: Path) -&gt; <a href="#dev-api-Site">Site</a></code></pre>'
        in page
    )
