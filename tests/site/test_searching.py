"""What search reads of a page: the words that tell one form from another, and nothing that every form repeats."""

import json

import pytest

SITE = """
== mkdocs.yml
site_name: Proef
theme: {name: material, language: nl, font: false}
plugins: [search, kijkraam]

== docs/hulp.md
# Hulp vragen

Hier staat een ruit.

::: raam#mensen

Tekst erna.

== checklists/raam.yml
id: raam
version: 1
kind: kijkraam
title: Kijkraam Proef
summary: Kijk hoe het *gaat*.
audience: [team]
guidance: [Kies één plek.]
source: {work: boek}
sections:
  - id: mensen
    title: Mensen en richting
    intro: Wie zoeken jullie op?
    scale: praktijk
    items:
      - {id: een, text: We zoeken *mensen* op., prompt: Waar was dat?}
      - {id: twee, text: We blijven.}
  - id: meer
    title: En verder
    items:
      - {id: drie, type: choice, text: Wat kies je?, options: [{id: ja, text: De bus}, {id: nee, text: De fiets}]}
"""


def test_search_finds_titles_items_and_prompts_and_no_answers_or_buttons(draw):
    site = draw(SITE).build()
    found = json.loads((site.root / "site/search/search_texts.json").read_text(encoding="utf-8"))["docs"]
    assert [(entry["location"], entry["title"], entry["text"]) for entry in found] == [
        ("", "Begin", ""),
        (
            "hulp/",
            "Hulp vragen",
            "<p>Hier staat een ruit.</p> <p>Deze vragen komen uit: Kijkraam Proef</p> <p>Tekst erna.</p>",
        ),
        (
            "hulp/#raam--mensen",
            "Mensen en richting",
            "<p>Wie zoeken jullie op?</p> We zoeken mensen op. <p>Waar was dat?</p> We blijven.",
        ),
        (
            "formulier/raam/",
            "Kijkraam Proef",
            "Kijkraam Proef <p>Kijk hoe het gaat.</p> Zo gebruik je dit <ol><li>Kies één plek.</li></ol>",
        ),
        (
            "formulier/raam/#mensen",
            "Mensen en richting",
            "<p>Wie zoeken jullie op?</p> We zoeken mensen op. <p>Waar was dat?</p> We blijven.",
        ),
        ("formulier/raam/#meer", "En verder", "Wat kies je? <ul><li>De bus</li> <li>De fiets</li></ul>"),
    ]
    assert 'name="een" value="zo-werken-wij"' in site.html("formulier/raam/")  # the page itself is whole


def entries(site):
    """Return what the search of a built site knows, by place."""
    found = json.loads((site.root / "site/search/search_texts.json").read_text(encoding="utf-8"))["docs"]
    return {entry["location"]: entry for entry in found}


PLACES = "# Hulp vragen\n\nEen ruit.\n\n## Bel ons {#bel-ons}\n\nJe kunt bellen.\n"


def test_a_place_gets_the_search_words_that_its_page_gives_it(draw):
    site = draw(SITE)
    site.write("docs/hulp.md", f"---\nsearch: {{words: {{bel-ons: [nood, 112]}}}}\n---\n{PLACES}")
    site.write("docs/wij.md", "---\nsearch: {words: adres}\n---\n# Wie wij zijn\n\n## Het huis\n")
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + "markdown_extensions: [attr_list]\n")
    found = entries(site.build())

    assert {place: entry["words"] for place, entry in found.items() if "words" in entry} == {
        "hulp/#bel-ons": "nood 112",
        "wij/": "adres",
    }
    assert "nood" not in site.html("hulp")


NO_PLACE = "is geen kop op deze bladzijde. Zet bij search, onder words, het id van een kop."


@pytest.mark.parametrize(
    ("words", "said"),
    {
        "{bel-on: nood}": [f"WARNING: docs/hulp.md:3:19: 'bel-on' {NO_PLACE}"],
        "{raam--mensen: nood}": [],
        "[nood]": [],
        "{een-ruit: nood}": [],
    }.items(),
)
def test_search_words_of_a_place_that_is_not_there_are_told(draw, words, said):
    site = draw(SITE)
    site.write("docs/hulp.md", f"---\nsearch:\n  words: {words}\n---\n# Hulp\n\n## Een ruit\n\n::: raam#mensen\n")

    assert site.build().log == said
