"""`kijkraam new` and `kijkraam new-form`: what a maker begins with, as the command writes it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kijkraam.checklist.fields import Kind
from kijkraam.cli import main
from kijkraam.start.colours import NAMED, READABLE, colour_of, contrast

from ..conftest import Drawn

DUTCH = """\
.github/workflows/handboek.yml
.gitignore
.gitlab-ci.yml
README.md
checklists/_glossary.yml
checklists/_scales.yml
checklists/_schemas/checklist.json
checklists/_schemas/glossary.json
checklists/_schemas/helplines.json
checklists/_schemas/scales.json
checklists/_schemas/sources.json
checklists/_schemas/themes.json
checklists/_sources.yml
checklists/_themes.yml
checklists/welkom/kijkraam-welkom.yml
checklists/welkom/werkblad-kennismaken.yml
docs/assets/huisstijl.css
docs/begrippen.md
docs/bronnen.md
docs/index.md
docs/mijn-formulieren.md
docs/privacy.md
docs/team.md
docs/zo-werkt-het.md
mkdocs.yml
requirements.txt
""".splitlines()


def kijkraam(*arguments: str) -> Result:
    """Run the command without a terminal; an error that nobody caught fails the test."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return tmp_path


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_handbook_is_clean_and_builds_strictly(folder, language, theme):
    result = kijkraam("new", "hulp", "--language", language, "--theme", theme, "--organisation", 'Steun & "co": [x]')
    site = Drawn(folder / "hulp", paper=False)
    os.chdir(site.root)

    assert result.exit_code == 0, result.output
    assert (
        kijkraam("check").output
        == {
            "nl": "6 bestanden gelezen, geen problemen.\n",
            "en": "6 files read, no problems.\n",
        }[language]
    )
    assert site.build().log == []
    assert not site.failed
    assert f'lang="{language}"' in site.html()
    for kind in Kind:
        assert kijkraam("new-form", f"nieuw-{kind}", "--kind", kind.value).exit_code == 0
    assert site.build().log == []


def test_new_without_a_terminal_asks_nothing_and_says_what_it_made(folder):
    result = kijkraam("new", "steun-in-de-wijk", "--theme", "material")

    root = folder / "steun-in-de-wijk"
    assert result.exit_code == 0
    assert result.stderr == (
        """\
Het handboek 'Steun in de wijk' staat klaar. Bekijk het zo:
  cd steun-in-de-wijk
  mkdocs serve --livereload   (ga dan in je browser naar 127.0.0.1:8000)
  kijkraam new-form mijn-formulier --kind kijkvragen   (begin een eigen formulier)
"""
    )
    made = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    assert made == DUTCH
    assert sorted(result.stdout.splitlines()) == [f"steun-in-de-wijk/{path}" for path in DUTCH]
    assert (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()[:2] == [
        "# De instellingen van dit handboek. Wat achter een # staat, is uitleg: het doet niets.",
        "site_name: Steun in de wijk",
    ]


def test_new_asks_four_questions_in_a_terminal(folder):
    terminal, other = pty.openpty()
    os.write(terminal, b"en\nOur way\nSupport Foundation\npink\nblue\n")
    process = subprocess.run(
        [sys.executable, "-m", "kijkraam.cli", "new", "way"], stdin=other, stdout=other, stderr=other, check=False
    )
    os.close(other)
    said = ""
    try:
        while part := os.read(terminal, 4096):
            said += part.decode()
    except OSError:  # the terminal is closed and read to its end
        pass
    os.close(terminal)

    assert process.returncode == 0, said
    colours = "petrol, blue, green, purple, red, brown, grey"
    assert said.partition("\r\nblue\r\n")[2].partition("way/")[0].split("]: ") == [
        "Taal / Language (nl, en) [nl",
        "What is the name of the handbook? [Way",
        (
            f"Which organisation makes it? (you may leave this empty): Which colour fits? ({colours}, or as in #0f4c5c) [petrol"
        ),
        (
            f"'pink' is no colour that I know. Choose from: {colours}. Or write six digits and letters, as in #0f4c5c.\r\n"
            f"Which colour fits? ({colours}, or as in #0f4c5c) [petrol"
        ),
        "",
    ]
    config = (folder / "way/mkdocs.yml").read_text(encoding="utf-8")
    assert "site_name: Our way\nsite_author: Support Foundation\ncopyright: Support Foundation\n" in config
    assert NAMED["blauw"] in (folder / "way/docs/assets/look.css").read_text(encoding="utf-8")


def test_a_folder_that_is_not_empty_is_left_alone(folder):
    (folder / "vol").mkdir()
    (folder / "vol/brief.txt").write_text("hoi")
    (folder / "bestand").write_text("hoi")
    (folder / "leeg/.git").mkdir(parents=True)

    result = kijkraam("new", "vol")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "De map vol is niet leeg: daarin staat onder andere 'brief.txt'. Er is niets veranderd. Kies een andere naam, of maak "
        "de map eerst leeg. Heb je al een site met MkDocs? Zet dan 'kijkraam' bij plugins in mkdocs.yml en begin met "
        "'kijkraam new-form'.\n"
    )
    assert [path.name for path in (folder / "vol").iterdir()] == ["brief.txt"]
    assert kijkraam("new", "bestand").stderr == "'bestand' is een bestand, geen map. Kies een andere naam.\n"
    assert kijkraam("new", "leeg").exit_code == 0


def test_a_colour_is_made_dark_enough_to_read_and_what_is_no_colour_is_refused(folder):
    result = kijkraam("new", "geel", "--colour", "#ffd700")
    assert result.stderr.startswith(
        "De kleur #ffd700 is te licht om te lezen op wit. Voor tekst is het #806c00 geworden.\n"
    )

    result = kijkraam("new", "fout", "--colour", "zomers")
    assert result.exit_code == 2
    assert "'zomers' is geen kleur die ik ken. Kies uit: petrol, blauw, groen," in result.stderr
    assert not (folder / "fout").exists()


@pytest.mark.parametrize("told", [*NAMED, "#ffd700", "#fff", "#000000", "0F4C5C"])
def test_every_tint_of_a_colour_can_be_read(told):
    def rgb(text: str) -> tuple[int, int, int]:
        return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)

    colour = colour_of(told)
    assert colour
    pairs = [
        (colour.accent, "#ffffff"),
        (colour.accent, colour.soft),
        (colour.dark_accent, "#1e2129"),
        (colour.dark_accent, colour.dark_soft),
    ]
    assert [pair for pair in pairs if contrast(rgb(pair[0]), rgb(pair[1])) < READABLE] == []


FORM = """
    == docs/kop.md
    # Een kop {#een-kop}
"""


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_form_of_each_kind_is_clean_and_says_what_is_next(draw, kind):
    site = draw(FORM)

    result = kijkraam("new-form", "ons-blad", "--kind", kind.value, "--title", "Ons blad: zo")

    assert result.exit_code == 0
    assert result.stdout == "checklists/ons-blad.yml\nchecklists/_schemas/checklist.json\n"
    assert result.stderr == (
        "Open checklists/ons-blad.yml en verander de zinnen. Kijk met 'kijkraam check' of alles klopt.\n"
        "Bekijk het met 'mkdocs serve --livereload', op formulier/ons-blad/. Zet het in het menu met "
        "'- formulier/ons-blad.md' onder nav in mkdocs.yml.\n"
    )
    text = (site.root / "checklists/ons-blad.yml").read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=_schemas/checklist.json\n# Links van de dubbele punt staat "
    )
    assert f'\nkind: {kind.value}\ntitle: "Ons blad: zo"\n' in text
    assert "\nsource: {work: boek}" in text
    assert kijkraam("check").exit_code == 0


def test_a_new_form_speaks_the_language_of_the_site(draw):
    site = draw("")
    site.write("mkdocs.yml", "site_name: Trial\ntheme: {name: mkdocs, locale: en}\nplugins: [kijkraam]\n")
    for name in ("_scales.yml", "_sources.yml"):
        (site.root / "checklists" / name).unlink()

    assert kijkraam("new-form", "our-look", "--kind", "kijkraam").exit_code == 0

    text = (site.root / "checklists/our-look.yml").read_text(encoding="utf-8")
    assert "# On the left of the colon stands a fixed word." in text
    assert "    scale: practice  # the answers, from _scales.yml\n" in text
    assert "source: {work: own-work}" in text
    assert site.build().log == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Ons_Blad"], "'Ons_Blad' kan geen id zijn. Gebruik kleine letters, cijfers en losse streepjes, te beginnen met een letter, zoals 'ons-blad'."),
        (["er-al"], "Het bestand checklists/er-al.yml is er al. Kies een ander id."),
        (["er-al", "-o", "ander"], "Het id 'er-al' is al van checklists/er-al.yml. Geef dit formulier een eigen id."),
        (["weg"], "Het id 'weg' was al eens gepubliceerd. Links en bewaarde antwoorden hangen eraan. Kies een ander id."),
        (["een-kop"], "Het id 'een-kop' staat ook bij een kop in kop.md. Geef een van de twee een ander id."),
        (["null"], "Het id 'null' is een vast woord van het programma. Kies een ander id."),
        (["team"], "Het id 'team' is een vast woord van het programma. Kies een ander id."),
        (["nieuw", "-o", "checklists/anders.yml"], "Het id is 'nieuw', maar het bestand heet 'anders'. Geef ze dezelfde naam; een id dat al gepubliceerd is, blijft."),
    ],
)  # fmt: skip
def test_an_id_that_cannot_be_is_refused_with_the_mend(draw, arguments, told):
    site = draw(FORM)
    site.write("checklists/ids.lock", "forms:\n  weg:\n    sections: []\n    items: {}\nscales: {}\naddresses: []\n")
    assert kijkraam("new-form", "er-al", "--kind", "werkblad").exit_code == 0
    before = sorted(site.root.rglob("*"))

    result = kijkraam("new-form", *arguments, "--kind", "werkblad")

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{told}\n")
    assert sorted(site.root.rglob("*")) == before


def test_a_form_is_never_written_in_a_file_that_would_not_be_read(draw):
    site = draw(FORM)

    result = kijkraam("new-form", "nieuw", "--kind", "werkblad", "-o", "nieuw.txt")

    assert result.exit_code == 2
    assert (
        "Dit bestand eindigt niet op .yaml en .yml. Geef -o een naam die daarop eindigt, of een map." in result.stderr
    )
    assert not (site.root / "nieuw.txt").exists()


def test_a_form_outside_the_folder_of_checklists_is_told_to_be_no_part_of_the_handbook(draw):
    draw("")

    result = kijkraam("new-form", "los", "--kind", "werkblad", "-o", "elders")

    assert result.stderr == (
        "Dit bestand staat niet in checklists. Het komt pas in het handboek als je het daar zet.\n"
        "Open elders/los.yml en verander de zinnen. Kijk met 'kijkraam check' of alles klopt.\n"
    )
