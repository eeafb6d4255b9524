"""What the page for makers shows works as it stands there."""

import re
from pathlib import Path

import yaml

from kijkraam.locale.own import own_phrases

PAGE = Path(__file__).parents[2] / "docs/zelf-maken/aanpassen.md"
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_examples_of_the_page_make_a_site(draw):
    extension, plugins, phrases = EXAMPLES
    site = draw("")
    site.write("checklists/kijkraam-van-ons.yml", extension)
    site.write("mkdocs.yml", f"site_name: Proef\ntheme: {{name: material, language: nl, font: false}}\n{plugins}")
    site.write("docs/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    (site.root / "checklists/_scales.yml").unlink()  # they come with the program
    site.build()

    assert site.log == []
    form = site.article("formulier/kijkraam-van-ons")
    assert "Wij bellen zelf aan." in form
    assert form.index("We weten wie er nieuw in de straat is.") < form.index("We vertellen elkaar wat we afspraken.")
    assert own_phrases(yaml.safe_load(phrases), PAGE.parent)["form.star"] == "Hierover wil ik praten"
