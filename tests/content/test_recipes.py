"""The recipes for makers work as they stand in the handbook, and show what the page says that one sees."""

import re
from collections import defaultdict

from ..conftest import ROOT

BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SHARED = ("_scales", "_sources", "_themes", "_helplines")
SITE = """
    == docs/index.md
    # Begin

    ::: overview
    == docs/bronnen.md
    # Bronnen

    ::: sources
    == docs/begrippen.md
    # Begrippen

    ::: glossary
    == checklists/_glossary.yml
    terms:
"""
CONFIG = "site_name: Proef\ntheme: {name: material, language: nl, font: false, custom_dir: overrides}\n"
SEEN = {
    "": ["Mensen ontvangen zonder afspraak."],
    "bronnen": ["Wat wij de afgelopen jaren leerden."],
    "formulier/onze-inloop": [
        "Ervaring van ons team",
        "Bijna niemand",
        "Op een andere manier",
        "Eerste blik: 1",
        "Ik laat stiltes vallen in een gesprek.",
        "Deze ruit is nog dicht.",
        "Wat nu geldt",
        "Er staat koffie klaar.",
    ],
    "formulier/ik-op-de-inloop": ["Van jou alleen."],
    "formulier/hoe-is-de-inloop": ["Meedoen hoeft niet.", "Praten over de inloop", "Sla over"],
    "formulier/mijn-week": [
        "Schrijf de naam er met pen bij.",
        "Deze bezoeker en deze week hebben wij verzonnen.",
        "Een lege week mag ook.",
    ],
    "inloop": [
        "Vragen? <em>Loop even binnen.</em>",
        "Een plek waar je zonder afspraak naar binnen kunt.",
        "Aan onze tafel is altijd een stoel vrij.",
    ],
    "les-op-de-inloop": ["8 tot 20 studenten", "60 minuten", "Je vraagt door."],
    "niet-veilig": ["Je wilt met iemand uit de buurt praten", "Snel weg"],
    "oude-inloop": ['href="../inloop/"'],
}
"""What the page of recipes says that one sees, by address."""


def test_every_recipe_builds_and_shows_what_its_page_says(draw):
    page = (ROOT / "docs/zelf-maken/recepten.md").read_text(encoding="utf-8")
    blocks = defaultdict(list)
    for path, text in BLOCK.findall(page):
        blocks[path].append(text)
    assert page.count("```") == 2 * sum(map(len, blocks.values())), "a recipe does not say to which file it belongs"

    site = draw(SITE)
    for name in SHARED:
        site.write(f"checklists/{name}.yml", (ROOT / f"checklists/{name}.yml").read_text(encoding="utf-8"))
    site.write("mkdocs.yml", CONFIG + blocks.pop("mkdocs.yml")[0])
    for path, parts in blocks.items():
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        start = file.read_text(encoding="utf-8") if file.exists() else parts.pop(0)
        file.write_text(start + "".join(sorted(parts, key=indent, reverse=True)), encoding="utf-8")
    site.build()

    assert site.log == []
    unseen = [f"{url}: {text}" for url, texts in SEEN.items() for text in texts if text not in site.html(url)]
    assert unseen == []


def indent(part: str) -> int:
    """Return how deep a part of a YAML file stands: an item before a pane, a pane before what is of the form."""
    return len(part) - len(part.lstrip(" "))
