"""What other makers have: other themes, few options, no checklists yet."""

import re

import pytest

from kijkraam.locale import Phrases

from ..conftest import bare
from ..drawings import FRAME

FORM = (
    FRAME
    + """
      - id: mensen
        title: Mensen
        scale: praktijk
        items: [{id: m-1, text: We zoeken mensen op., prompt: Waar was dat?}]
    == docs/index.md
    # Begin

    ::: mijn-raam#mensen
"""
)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_forms_can_be_read_in_the_themes_of_mkdocs(draw, theme):
    site = draw(FORM)
    site.write("mkdocs.yml", f"site_name: Proef\ntheme: {theme}\nplugins: [search, kijkraam]\n")
    site.build()

    assert site.log == []
    form = bare(site.html("formulier/mijn-raam"))
    page = bare(site.html())
    assert '<h2 id="mensen">Mensen</h2>' in form
    assert '<h2 id="mijn-raam--mensen">Mensen</h2>' in page
    for text, way in ((form, "../../"), (page, "")):
        assert "<legend>We zoeken mensen op.</legend>" in text
        assert "<span>Zo werken wij</span>" in text
        assert f'<link id="style-kijkraam" rel="stylesheet" href="{way}assets/kijkraam/kijkraam.css">' in text
        assert text.count("Content-Security-Policy") == 1
    assert (site.root / "site/assets/kijkraam/kijkraam.css").stat().st_size > 1000
    assert re.search(r'<a [^>]*href="#mijn-raam--mensen"', page)


@pytest.mark.parametrize(
    ("theme", "options", "language"),
    [
        ("material", "", "nl"),
        ("mkdocs", "", "nl"),
        ("{name: material, language: nl}", "", "nl"),
        ("{name: mkdocs, locale: nl}", "", "nl"),
        ("{name: material, language: en}", "", "en"),
        ("{name: material, language: en}", ": {language: nl}", "nl"),
        ("material", ": {language: en}", "en"),
    ],
)
def test_the_words_of_the_program_are_dutch_unless_the_maker_chooses(draw, theme, options, language):
    site = draw(FORM)
    site.write("mkdocs.yml", f"site_name: Proef\ntheme: {theme}\nplugins:\n  - kijkraam{options}\n")
    site.build()

    phrases = Phrases(language)
    assert site.log == []
    assert f"<summary data-search-exclude>{phrases('form.note')}</summary>" in site.html()
    assert site.kijkraam("list").stdout.split()[1] == phrases("list.kind")


@pytest.mark.parametrize("folder", [None, "checklists"])
def test_a_site_without_checklists_builds(draw, folder):
    site = draw(
        """
    == docs/index.md
    # Begin

    ::: overview

    ::: glossary

    ::: helplines
    """
    )
    for path in (site.root / "checklists").iterdir():
        path.unlink()
    if folder is None:
        (site.root / "checklists").rmdir()
    site.build()

    assert site.log == []
    assert not (site.root / "site/formulier").exists()
    assert site.kijkraam("check").returncode == 0


def test_the_folder_of_checklists_can_have_another_name(draw):
    site = draw(
        FORM.replace("== checklists/", "== lijsten/")
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [{kijkraam: {checklists: lijsten}}]
    == lijsten/_scales.yml
    scales:
      - {id: praktijk, question: Hoe?, answers: [{id: ja, text: Ja}, {id: nee, text: Nee}]}
    == lijsten/_sources.yml
    works:
      - {id: boek, title: Een boek, authors: [Een schrijver], about: Waar dit op rust.}
    """
    ).build()

    assert site.log == []
    assert "<span>Nee</span>" in site.article("formulier/mijn-raam")
    assert site.kijkraam("list").stdout.splitlines()[1].startswith("mijn-raam")


def test_a_site_without_shared_files_has_the_scales_and_the_source_of_a_new_handbook(draw):
    site = draw(FORM.replace("work: boek", "work: eigen-werk"))
    for name in ("_scales.yml", "_sources.yml"):
        (site.root / "checklists" / name).unlink()
    site.build()

    assert site.log == []
    assert "<span>Zo werken wij</span>" in site.article("formulier/mijn-raam")
    assert site.kijkraam("lock").returncode == 0
    locked = (site.root / "checklists/ids.lock").read_text(encoding="utf-8")
    assert re.findall(r"^  ([a-z-]+):$", locked.partition("scales:")[2], re.MULTILINE) == ["praktijk"]

    site.write(
        "checklists/_scales.yml",
        "scales: [{id: onze, question: Hoe?, answers: [{id: j, text: Ja}, {id: n, text: Nee}]}]",
    )
    told = site.kijkraam("check").stdout.splitlines()
    assert "checklists/mijn-raam.yml:11:12: De schaal 'praktijk' bestaat niet. Kies uit: onze." in told


def test_an_answer_that_was_published_stays_also_without_a_file_of_scales(draw):
    site = draw(FORM.replace("work: boek", "work: eigen-werk"))
    for name in ("_scales.yml", "_sources.yml"):
        (site.root / "checklists" / name).unlink()
    site.write("checklists/ids.lock", "forms: {}\nscales: {praktijk: {heel-goed: 1}}\naddresses: []\n")

    assert site.kijkraam("check").stdout == (
        "checklists/ids.lock:2:21: Het antwoord 'heel-goed' van schaal 'praktijk' is gepubliceerd en nu weg. "
        "Zet het terug, of bij retired van de schaal.\n"
    )


def test_pages_can_be_in_a_folder_with_another_name(draw):
    site = draw(
        FORM.replace("== docs/", "== bladzijden/")
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    docs_dir: bladzijden
    plugins: [kijkraam]
    == bladzijden/fout.md
    ::: weg
    """
    ).build()

    assert [line.partition(" Het")[0] for line in site.log] == ["WARNING: bladzijden/fout.md:1:1:"]


def test_an_environment_variable_in_the_configuration_is_left_to_mkdocs(draw):
    site = draw(
        FORM.replace("summary: Kijk samen.", "summary: Lees [de kern][kern].")
        + """
    == mkdocs.yml
    site_name: !ENV [NAAM_VAN_PROEF, Proef]
    theme: {name: material, language: nl, font: false}
    docs_dir: !ENV [MAP_VAN_PROEF, docs]
    plugins: [kijkraam]
    markdown_extensions: [attr_list]
    == docs/kern.md
    # Kern {#kern}
    """
    ).build()

    assert site.log == []
    assert site.kijkraam("check").returncode == 0


def test_forms_stand_in_the_navigation_by_their_file(draw):
    site = draw(
        FORM
        + """
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    plugins: [kijkraam]
    nav: [index.md, {Kijken: [formulier/mijn-raam.md]}]
    """
    ).build()

    assert site.log == []
    assert re.search(r'<a href="formulier/mijn-raam/" class="md-nav__link">\s*<span[^>]*>\s*Mijn raam\s*<', site.html())
