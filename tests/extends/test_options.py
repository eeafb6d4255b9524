"""The options of the plugin: what each does, and what MkDocs says of a wrong one."""

# ruff: noqa: E501 - messages stand whole

import re
from pathlib import Path

import pytest

import kijkraam.config
from kijkraam.config import KijkraamConfig, OrganisationConfig
from kijkraam.handbook import load_handbook
from kijkraam.locale import Phrases
from kijkraam.site import find_site

from ..drawings import FRAME

ROOT = Path(__file__).parents[2]
SOURCE = Path(kijkraam.config.__file__)
FORM = (
    FRAME
    + """
      - id: mensen
        title: Mensen
        scale: praktijk
        items: [{id: m-1, text: We zoeken mensen op.}]
    == checklists/jouw-verhaal.yml
    id: jouw-verhaal
    version: 1
    kind: ervaring
    title: Jouw verhaal
    summary: Vertel het.
    audience: [client]
    source: {work: boek}
    sections:
      - id: hulp
        title: Hulp
        scale: samen
        items: [{id: j-1, text: Ik voel me veilig.}]
    == gedeeld/schalen.yml
    scales:
      - {id: samen, question: Hoe is dat?, answers: [{id: ja, text: Ja}, {id: nee, text: Nee}]}
    == docs/privacy.md
    # Privacy {#privacy}
    == docs/logo.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 12" width="40" height="12"><rect width="40" height="12" fill="#7a1f3d"/></svg>
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    markdown_extensions: [attr_list]
    plugins:
      - kijkraam:
          form_folder: blad
          organisation: {name: Huis van de Wijk, logo: docs/logo.svg}
          privacy: "Vragen? Lees [onze bladzijde][privacy]."
          scales: [gedeeld/schalen.yml]
          phrases: {form.star: Hierover praten, "form": {how_to: Zo doe je het}}
"""
)


def test_options_change_what_they_say_in_the_site_and_for_the_command(draw):
    site = draw(FORM).build()
    form, told = site.html("blad/mijn-raam"), site.html("blad/jouw-verhaal")

    assert site.log == []
    assert not (site.root / "site/formulier").exists()
    assert '<img src="../../assets/kijkraam/organisation.svg" alt="Huis van de Wijk">' in form
    assert (site.root / "site/assets/kijkraam/organisation.svg").read_bytes() == (
        site.root / "docs/logo.svg"
    ).read_bytes()
    assert "organisation" not in told, "nobody looks over the shoulder of a client"
    assert (
        '<p class="kijkraam-not-kept" data-search-exclude>Vragen? Lees <a href="../../privacy/#privacy">onze bladzijde</a>.</p>'
        in form
    )
    assert "Hierover praten" in form
    assert "<span>Nee</span>" in told
    listed = site.kijkraam("list", "--json").stdout
    assert '"url": "blad/mijn-raam/"' in listed


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("{pdf: misschien}", "option 'pdf': Expected one of: ('auto', 'required', 'off', False) but received: 'misschien'"),
        ("{language: fr}", "option 'language': Expected one of: ('nl', 'en') but received: 'fr'"),
        ("{formats: [poster, prent]}", "option 'formats': Expected one of: "),
        ("{form_folder: Mijn bladen}", "option 'form_folder': 'Mijn bladen' kan geen map in een adres zijn. Gebruik kleine letters, cijfers en losse streepjes, zoals 'mijn-bladen'."),
        ("{quick_exit: www.weer.nl}", "option 'quick_exit': 'www.weer.nl' is geen adres om naar weg te gaan. Schrijf about:blank, of een adres dat met https:// begint."),
        ("{quick_exit: 'javascript:alert(1)'}", "option 'quick_exit': 'javascript:alert(1)' is geen adres om naar weg te gaan."),
        ("{scales: [weg.yml]}", "weg.yml' isn't an existing file."),
        ("{organisation: {logo: mkdocs.yml}}", "option 'organisation': Er is een logo, maar geen naam. Zet er een 'name' bij: die wordt voorgelezen in plaats van het logo."),
        ("{organisation: {logo: weg.svg}}", "weg.svg' isn't an existing file."),
        ("{phrases: {form.starr: Praten}}", "option 'phrases': De programmatekst 'form.starr' bestaat niet. Bedoel je 'form.star'?"),
        ("{phrases: {form.panes.one: 'Een {m}'}}", "option 'phrases': In 'form.panes.one' kan 'm' niet worden ingevuld. Hier kan: n."),
        ("{phrases: {form.star: 'Praten {'}}", "option 'phrases': In 'form.star' klopt iets niet met de accolades. Schrijf om een woord dat wordt ingevuld precies één paar; een accolade zelf schrijf je dubbel."),
        ("{phrases: {form.star: ''}}", "option 'phrases': 'form.star' is leeg. Schrijf er een tekst, of haal haar weg."),
        ("{phrases: woorden.yml}", "option 'phrases': woorden.yml:3:3: De programmatekst 'form.coree' bestaat niet. Bedoel je 'form.core'?\nwoorden.yml:4:19: In 'form.source_of_item' kan 'bron' niet worden ingevuld. Hier kan: source."),
        ("{phrases: weg.yml}", "option 'phrases': weg.yml:1:1: Dit bestand is er niet. Kijk of de naam goed is geschreven."),
    ],
)  # fmt: skip
def test_a_wrong_option_is_told_by_mkdocs_with_its_mend(draw, options, said):
    site = draw("")
    site.write(
        "mkdocs.yml", f"site_name: Proef\ntheme: {{name: material, language: nl}}\nplugins: [{{kijkraam: {options}}}]\n"
    )
    site.write("woorden.yml", 'form:\n  star: Hierover praten\n  coree: Kort\n  source_of_item: "Uit: {bron}"\n')
    site.build()

    assert site.failed
    assert said in "\n".join(site.log)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["Plugin 'kijkraam' option 'formfolder': De sleutel 'formfolder' bestaat niet. Bedoel je 'form_folder'?", "Sub-option 'nme': De sleutel 'nme' bestaat niet. Bedoel je 'name'?"]),
        ("en", ["Plugin 'kijkraam' option 'formfolder': There is no key 'formfolder'. Do you mean 'form_folder'?", "Sub-option 'nme': There is no key 'nme'. Do you mean 'name'?"]),
    ],
)  # fmt: skip
def test_an_option_that_does_not_exist_is_told_with_the_nearest_name(draw, language, said):
    site = draw("")
    site.write(
        "mkdocs.yml",
        f"site_name: Proef\ntheme: {{name: material, language: {language}}}\n"
        "plugins: [{kijkraam: {formfolder: blad, organisation: {nme: Huis}}}]\n",
    )
    log = "\n".join(site.build().log)

    assert [sentence for sentence in said if sentence not in log] == []


def test_a_link_in_the_sentence_on_privacy_that_leads_nowhere_is_told(draw):
    site = draw(FORM.replace("[privacy].", "[privicy]."))

    assert [problem.line_of_text(Phrases("nl")) for problem in load_handbook(find_site(site.root)).problems] == [
        "mkdocs.yml:8:47: 'privicy' is geen formulier en geen kop. Bedoel je 'privacy'?"
    ]


PAGE = ROOT / "docs/zelf-maken/aanpassen.md"


def options_of(config, prefix: str = "") -> dict[str, str]:
    """Return the docstring of every option, by its name; within `organisation` with that before it."""
    source = SOURCE.read_text(encoding="utf-8").partition(f"class {config.__name__}(")[2].partition("\nclass ")[0]
    found = re.findall(r'^    (\w+) = [^\n]*\n    """(.*?)"""', source, re.DOTALL | re.MULTILINE)
    return {prefix + name: " ".join(about.split()) for name, about in found}


def test_every_option_has_a_default_and_an_example_in_its_docstring():
    options = options_of(KijkraamConfig) | options_of(OrganisationConfig, "organisation.")

    names = [name for name, _ in KijkraamConfig._schema] + [f"organisation.{n}" for n, _ in OrganisationConfig._schema]
    assert sorted(options) == sorted(names)
    assert [name for name, about in options.items() if "Example: `" not in about] == []


def test_every_option_stands_in_the_page_for_makers_and_no_other():
    table = PAGE.read_text(encoding="utf-8").partition("{#opties-van-de-plugin}")[2].partition("\n## ")[0]
    names = re.findall(r"^\| `([a-z_.]+)[:`]", table, re.MULTILINE)

    assert sorted(names) == sorted([*options_of(KijkraamConfig), *options_of(OrganisationConfig, "organisation.")])
