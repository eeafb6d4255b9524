"""While somebody writes, what did not change is not made again; and each page is as a first build would make it."""

import pytest
from jinja2 import Template
from material.plugins.search.plugin import SearchIndex
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kijkraam import memory
from kijkraam.forms.render import Renderer

SITE = """
== mkdocs.yml
site_name: Proef
theme: {name: material, language: nl, font: false, custom_dir: eigen}
plugins: [search, kijkraam]

== eigen/main.html
{% extends "base.html" %}
{% block footer %}<footer>Onderaan {% include "teken.svg" %}</footer>{% endblock %}

== eigen/teken.svg
<svg><title>Ster</title></svg>

== docs/lezen.md
---
description: Wat we lezen.
---
# Over ruimte {#ruimte}

== docs/bronnen.md
# Bronnen

::: sources

== checklists/_glossary.yml
terms:
  - {id: wijk, term: wijk, text: Waar je woont.}

== checklists/_themes.yml
themes:
  - {id: samen, title: Samen, summary: Met elkaar.}

== checklists/raam.yml
id: raam
version: 1
kind: kijkraam
title: Het raam
summary: In de [wijk](begrip:wijk), zie [lezen][ruimte].
audience: [team]
source: {work: boek}
see: [ruimte]
together_with: [ander]
sections:
  - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op., see: ["ander#vraag"]}]}
  - {include: "ander#deel"}
  - {id: elders, title: Elders, elsewhere: derde}

== checklists/ander.yml
id: ander
version: 1
kind: kijkvragen
title: Ander
summary: Nog iets.
audience: [team]
source: {work: boek}
sections:
  - {id: deel, title: Deel, scale: praktijk, items: [{id: vraag, text: We vragen het.}]}

== checklists/derde.yml
id: derde
version: 1
kind: ervaring
title: Derde
summary: Vertel.
audience: [client]
source: {work: boek}
sections:
  - {id: stuk, title: Stuk, scale: praktijk, items: [{id: hoe, text: Ik hoor erbij., mirrors: "raam#m-1"}]}

== checklists/eigen.yml
id: eigen
extends: ander
base_version: 1
version: 1
title: Eigen lijst
summary: Van ons.
"""
FORMS = ("raam", "ander", "derde", "eigen")


def built(site, config):
    """Build as `mkdocs serve` does, and return the text of each page, and what search reads."""
    build(config)
    folder = site.root / "site"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in [*folder.rglob("*.html"), *folder.glob("search/*.json")]
    }


def again(site):
    """Read the configuration, as `mkdocs serve` does after each change: it keeps the plugin."""
    return load_config(str(site.root / "mkdocs.yml"), site_dir=str(site.root / "site"))


def served(site):
    config = again(site)
    config.plugins.on_startup(command="serve", dirty=False)
    return config


def page(form):
    return f"formulier/{form}/index.html"


def change(site, path, old, new):
    text = (site.root / path).read_text(encoding="utf-8")
    assert old in text
    (site.root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_whatever_changes_each_page_is_as_a_first_build_would_make_it(draw):
    site = draw(SITE)
    before = built(site, served(site))
    changed = {}
    for path, old, new in (
        ("checklists/_scales.yml", "text: Nu niet", "text: Nog niet"),
        ("checklists/_scales.yml", "hint: ook als een ander er is", "hint: bijna altijd"),
        ("checklists/_sources.yml", "title: Een boek", "title: Dit boek"),
        ("checklists/_glossary.yml", "id: wijk, term", "id: wijk, also: [buurt], term"),
        ("checklists/ander.yml", "title: Ander", "title: Het andere"),
        ("checklists/ander.yml", "We vragen het.", "We vragen het na."),
        ("checklists/derde.yml", "title: Derde", "title: De derde"),
        ("checklists/derde.yml", "Ik hoor erbij.", "Ik doe mee."),
        ("checklists/raam.yml", "We zoeken mensen op.", "We gaan naar mensen toe."),
        ("docs/lezen.md", "Over ruimte", "Over plaats"),
        ("docs/lezen.md", "{#ruimte}", "{#plaats}"),
        ("docs/lezen.md", "{#plaats}", "{#ruimte}"),
        ("docs/lezen.md", "Wat we lezen.", "Wat we zien."),
        ("docs/lezen.md", "---\ndesc", "---\nsearch: {boost: 2}\ndesc"),
        ("checklists/ander.yml", "summary: Nog iets.", "summary: Nog meer."),
        ("eigen/main.html", "Onderaan", "Beneden"),
        ("eigen/teken.svg", "Ster", "Maan"),
        ("mkdocs.yml", "custom_dir: eigen", "custom_dir: eigen, features: [navigation.tabs]"),
    ):
        change(site, path, old, new)
        now, first = built(site, again(site)), built(site, served(site))
        assert now == first, (path, new)
        changed[new] = [name for name in FORMS if now[page(name)] != before[page(name)]]
        before = now
    assert changed == {
        "text: Nog niet": ["raam", "ander", "derde", "eigen"],
        "hint: bijna altijd": ["raam", "ander", "derde", "eigen"],
        "title: Dit boek": ["raam", "ander", "derde", "eigen"],
        "id: wijk, also: [buurt], term": [],
        "title: Het andere": ["raam", "ander", "derde", "eigen"],  # it stands in the menu
        "We vragen het na.": ["raam", "ander", "eigen"],
        "title: De derde": ["raam", "ander", "derde", "eigen"],
        "Ik doe mee.": ["derde"],
        "We gaan naar mensen toe.": ["raam", "derde"],
        "Over plaats": ["raam", "ander", "derde", "eigen"],
        "{#plaats}": ["raam", "ander", "derde", "eigen"],
        "{#ruimte}": ["raam", "ander", "derde", "eigen"],
        "Wat we zien.": [],
        "---\nsearch: {boost: 2}\ndesc": [],
        "summary: Nog meer.": ["ander"],
        "Maan": ["raam", "ander", "derde", "eigen"],
        "Beneden": ["raam", "ander", "derde", "eigen"],
        "custom_dir: eigen, features: [navigation.tabs]": ["raam", "ander", "derde", "eigen"],
    }


def test_a_form_that_did_not_change_is_not_read_or_rendered_again(draw, monkeypatch):
    site = draw(SITE)
    config = served(site)
    before = built(site, config)
    read, rendered = [], []
    parse, render = memory.model_from_text, Renderer._with_headings
    monkeypatch.setattr(
        memory, "model_from_text", lambda text, name, model: read.append(name) or parse(text, name, model)
    )
    monkeypatch.setattr(
        Renderer, "_with_headings", lambda self, form, level: rendered.append(form.id) or render(self, form, level)
    )
    assert built(site, config) == before
    assert (read, rendered) == ([], [])

    change(site, "checklists/derde.yml", "Ik hoor erbij.", "Ik doe mee.")
    built(site, config)
    assert (read, rendered) == (["checklists/derde.yml"], ["derde"])


def rendered(monkeypatch):
    """Return a list that gets the address of each page as the theme renders it."""
    pages, render = [], Template.render

    def note(self, context, **more):
        if context.get("page"):
            pages.append(context["page"].url)
        return render(self, context, **more)

    monkeypatch.setattr(Template, "render", note)
    return pages


def test_a_template_that_gets_another_name_is_seen(draw):
    site = draw(SITE)
    before = built(site, served(site))
    (site.root / "eigen/main.html").rename(site.root / "eigen/oud.html")

    assert before != built(site, again(site)) == built(site, served(site))


def test_a_page_that_would_be_the_same_is_not_rendered_or_read_for_search_again(draw, monkeypatch):
    site = draw(SITE)
    pages, read = rendered(monkeypatch), []
    built(site, served(site))
    assert len(pages) == 7
    pages.clear()
    add = SearchIndex.create_entry_for_section
    monkeypatch.setattr(
        SearchIndex, "create_entry_for_section", lambda self, *told: read.append(told[-1].url) or add(self, *told)
    )

    change(site, "checklists/derde.yml", "Ik hoor erbij.", "Ik doe mee.")
    built(site, again(site))
    assert (pages, set(read)) == (["formulier/derde/"], {"formulier/derde/"})


@pytest.mark.parametrize(
    "template",
    [
        "{% for other in pages %}{{ other.page.content | length }}{% endfor %}",
        "{{ pages | map(attribute='page') | map(attribute='content') | join }}",
        "{{ nav.homepage['toc'] }}",
        "{{ nav.pages[0].meta.get('description') }}",
        "{{ nav.pages[0] | attr('markdown') }}",
        "{{ build_date_utc }}",
    ],
)
def test_where_a_template_looks_into_other_pages_every_page_is_rendered_again(draw, monkeypatch, template):
    site = draw(SITE)
    change(site, "eigen/main.html", "Onderaan", template)
    built(site, served(site))
    pages = rendered(monkeypatch)

    change(site, "docs/lezen.md", "# Over ruimte {#ruimte}", "# Over ruimte {#ruimte}\n\nNog meer.")
    built(site, again(site))
    assert len(pages) == 7


@pytest.mark.parametrize("mistake", ["kind: geen", "title: [", "together_with: [weg]"])
def test_a_mistake_and_its_mend_are_both_seen(draw, mistake):
    site = draw(SITE)
    config = served(site)
    before = built(site, config)
    change(site, "checklists/ander.yml", "kind: kijkvragen", f"kind: kijkvragen\n{mistake}")
    assert built(site, config) == built(site, served(site)) != before
    change(site, "checklists/ander.yml", f"\n{mistake}", "")
    assert built(site, config) == before
