"""The command in both languages: its help, what it says of wrong use, and click's own words."""

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

import kijkraam.locale
from kijkraam.cli import main

from ..command import run_kijkraam

WORDS = Path(kijkraam.locale.__file__).parent / "nl/LC_MESSAGES/click.po"
FOR_PROGRAMMERS = {
    "{editor}: Editing failed",
    "{editor}: Editing failed: {e}",
    "Windows error: {error}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Value must be an iterable.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
        "Did you mean to pass '--{name}'?"
    ),
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Invalid start character for option ({option})",
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Shell completion is not supported for Bash versions older than 4.4.",
    "Couldn't detect Bash version, shell completion is not supported.",
    "d",
}
"""What click says of a program that is wrong, or of things that this command does not do."""

DUTCH_HELP = """\
Zo gebruik je het: kijkraam new [OPTIES] NAAM

  Begin een handboek.

  In de map NAAM komen een kijkraam, een werkblad, bladzijden, en alles wat
  nodig is om het op het web te zetten. In een terminal stelt het vier vragen,
  voor zover je die niet al met opties hebt beantwoord. Anders gebruikt het de
  standaard.

Opties:
  --name TEKST               Naam van het handboek. Standaard: de naam van de
                             map.
  --organisation TEKST       Wie het maakt.
  --language [nl|en]         Nederlands (standaard) of Engels.
  --colour TEKST             Een kleur, zoals '#0f4c5c' of blauw. Standaard:
                             petrol.
  --theme [material|mkdocs]  Standaard: material, als het er is.
  -h, --help                 Toon deze uitleg.
"""

ENGLISH_HELP = """\
Usage: kijkraam export [OPTIONS] COMMAND ...

  Make files for other programs.

Options:
  -h, --help  Show this message and exit.

Commands:
  cartridge  Make an IMS Common Cartridge of a theme.
  html       Make one HTML file of each form.
  offline    Put a built site in a zip that opens without a server.
  pdf        Make the PDF files of forms.
  scorm      Make SCORM packages for an LMS.
  xlsform    Make questionnaires to send round.
"""


def as_program(folder: Path, language: str, *arguments: str) -> str:
    """Return what the command prints in a process of its own, where nothing was said in another language before."""
    environment = os.environ | {"KIJKRAAM_LANGUAGE": language, "COLUMNS": "80"}
    environment.pop("LANGUAGE", None)
    command = [sys.executable, "-m", "kijkraam.cli", *arguments]
    run = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    return run.stdout.replace("python -m kijkraam.cli", "kijkraam")


@pytest.mark.parametrize(
    ("language", "arguments", "said"),
    [
        ("nl", ("new", "-h"), DUTCH_HELP),
        ("", ("new", "-h"), DUTCH_HELP),
        ("en", ("export", "-h"), ENGLISH_HELP),
    ],
)
def test_a_command_tells_what_it_does_in_the_language_of_who_uses_it(tmp_path, language, arguments, said):
    assert as_program(tmp_path, language, *arguments) == said


@pytest.mark.parametrize(
    ("language", "arguments", "said"),
    [
        ("nl", ("chekc",), "Fout: De opdracht 'chekc' bestaat niet. Bedoel je 'check'?"),
        ("nl", ("list", "--jsno"), "Fout: De optie '--jsno' bestaat niet. Bedoel je '--json'?"),
        ("nl", ("export", "pdf"), "Fout: De optie ontbreekt: '-o'."),
        ("nl", ("export", "pdf", "-o"), "Fout: Achter de optie '-o' ontbreekt iets."),
        ("nl", ("check", "weg.yml"), "Fout: Dit kan niet bij '[PADEN]...': Pad 'weg.yml' bestaat niet."),
        ("nl", ("policy", "weg"), "Fout: Dit kan niet bij 'MAP': Map 'weg' bestaat niet."),
        ("nl", ("new-form", "een", "twee", "--kind", "werkblad"), "Fout: Dit hoort er niet bij: twee"),
        (
            "nl",
            ("new-form", "een", "--kind", "lijst"),
            (
                "Fout: Dit kan niet bij '--kind': 'lijst' is geen van deze: 'kijkraam', 'kijkvragen', 'fase', "
                "'werkblad', 'ervaring', 'scorelijst'."
            ),
        ),
        ("en", ("chekc",), "Error: No such command 'chekc'. Did you mean 'check'?"),
        ("en", ("policy", "gone"), "Error: Invalid value for 'FOLDER': Directory 'gone' does not exist."),
    ],
)
def test_wrong_use_is_told_in_the_language_of_who_uses_it(tmp_path, monkeypatch, language, arguments, said):
    monkeypatch.setenv("KIJKRAAM_LANGUAGE", language)

    result = run_kijkraam(tmp_path, *arguments)

    assert (result.returncode, result.stdout, result.stderr.splitlines()[-1]) == (2, "", said)


def test_a_site_in_english_has_an_english_command(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme: {name: material, language: en}\n", encoding="utf-8")

    assert run_kijkraam(tmp_path, "chekc").stderr.splitlines()[-1].startswith("Error: No such command")


def test_in_a_folder_that_was_removed_it_says_so(tmp_path, monkeypatch):
    folder = tmp_path / "weg"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()

    result = CliRunner().invoke(main, ["check"])

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "De map waarin je werkt, bestaat niet meer. Ga eerst naar de map van je handboek.\n"


def test_click_says_nothing_to_users_that_is_not_in_dutch():
    folder = Path(click.__file__).parent
    found = extract_from_dir(folder, [("**.py", "python")], keywords={"_": None, "gettext": None, "ngettext": (1, 2)})
    said = {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}
    words = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue() if one.id}

    assert sorted(said - words - FOR_PROGRAMMERS) == []
    assert sorted(words - said) == [], "click does not say this"


def test_the_blanks_of_click_are_kept():
    assert [str(error) for one in catalogue() for error in one.check(catalogue())] == []
    for one in catalogue():
        for text, dutch in zip(as_list(one.id), as_list(one.string), strict=True):
            assert set(blanks(dutch)) <= set(blanks(text)), dutch


def as_list(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def blanks(text: str) -> list[str]:
    return [part.partition("}")[0].partition("!")[0] for part in text.split("{")[1:]]


def test_what_gettext_reads_was_made_of_what_people_read():
    made = io.BytesIO()
    write_mo(made, catalogue())

    assert WORDS.with_suffix(".mo").read_bytes() == made.getvalue(), "run the command at the top of click.po"


def catalogue():
    return read_po(io.BytesIO(WORDS.read_bytes()), locale="nl")
