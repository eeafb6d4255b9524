"""What belongs together is told once and shown at both ends."""

import re

SITE = """
== checklists/kijken.yml
id: kijken
version: 1
kind: werkblad
title: Kijken
summary: Kijk samen.
audience: [team]
source: {work: boek}
together_with: [methode]
sections:
  - id: deel
    title: Deel
    items:
      - {id: k-1, type: text, text: Wat zag je?}
== docs/methode.md
---
title: De methode
related: [verhaal, kijken]
---
# De methode {#methode}

Zo gaat het. Lees ook [het andere][anders].
== docs/anders.md
---
title: Anders
related: methode
---
# Anders {#anders}
== docs/verhaal.md
---
title: Een verhaal
story: true
---
# Een verhaal {#verhaal}
"""


def shown(html: str) -> list[str]:
    """Return the words and addresses of what a page says that belongs to it."""
    nav = re.search(r'<nav class="kijkraam kijkraam-related".*?</nav>', html, re.DOTALL)
    return re.findall(r'href="([^"]*)"|>([^<>\n]+)<', nav[0]) if nav else []


def words(html: str) -> list[str]:
    return [text or address for address, text in shown(html)]


def test_a_method_shows_its_forms_and_stories_and_each_of_them_shows_the_method(draw):
    site = draw(SITE).build()

    assert site.log == []
    assert words(site.html("methode/")) == [
        "Hoort hierbij",
        *("Formulieren", "../formulier/kijken/", "Kijken"),
        *("Verhalen", "../verhaal/#verhaal", "Een verhaal"),
    ]
    assert words(site.html("verhaal/")) == ["Hoort hierbij", "Verder lezen", "../methode/", "De methode"]


def test_what_a_page_links_to_itself_is_not_said_twice(draw):
    site = draw(SITE).build()

    assert "Anders" not in words(site.html("methode/"))
    assert words(site.html("anders/")) == ["Hoort hierbij", "Verder lezen", "../methode/#methode", "De methode"]
    assert words(site.html("formulier/kijken")) == []


def test_an_id_that_does_not_exist_is_told_with_its_place(draw):
    site = draw(SITE.replace("related: [verhaal, kijken]", "related: [verhaal, kijkn]")).build()

    assert "docs/methode.md:3:20: 'kijkn'" in "\n".join(site.log)
