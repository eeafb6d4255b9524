"""Sites with forms of every sort, and the command in their folder; nothing on paper."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kijkraam.cli import main
from kijkraam.export.questionnaire import questionnaire_of
from kijkraam.export.xlsform import Words, xlsform
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook, load_handbook
from kijkraam.hrefs import published
from kijkraam.locale import Phrases
from kijkraam.site import find_site

from ..collect.conftest import FORMS, write_site
from ..print.reading import EVERY_TYPE
from .programs import Answers, kobo

TOLD_BY_CLIENTS = """
    == checklists/ons-verhaal.yml
    id: ons-verhaal
    version: 1
    kind: ervaring
    title: Ons verhaal
    summary: Vertel.
    audience: [client]
    source: {work: boek}
    sections:
      - id: wij-samen
        title: Wij samen
        scale: praktijk
        items:
          - {id: w-1, text: Dit gaat goed., core: true}
          - {id: w-2, text: Wat kan beter?, type: long_text}
"""
ROOT = Path(__file__).parent.parent.parent


@dataclass
class Site:
    """A site on disk."""

    handbook: Handbook

    def workbook(self, name: str, *, short: bool = False, notes: bool = True) -> bytes:
        """Return the questionnaire of a form."""
        questionnaire = questionnaire_of(self.handbook.forms[name], short=short)
        return xlsform(questionnaire, words_of(self.handbook), notes=notes)

    def kijkraam(self, *arguments: str) -> Result:
        """Run the command; an error that nobody caught fails the test."""
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    def write(
        self,
        path: str,
        name: str,
        *filled: Answers,
        by: Callable[[bytes, Sequence[Answers]], str] = kobo,
        short: bool = False,
    ) -> None:
        """Write what a program makes of a questionnaire of a form that was filled in."""
        Path(path).write_text(by(self.workbook(name, short=short), filled), encoding="utf-8", newline="")

    def table(self, *arguments: str) -> list[list[str]]:
        """Collect into a CSV file that must be made, and return its lines."""
        result = self.kijkraam("collect", *arguments, "-o", "uit.csv")
        assert result.exit_code == 0, result.stderr
        with Path("uit.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))

    def counts(self, *arguments: str) -> dict[tuple[str, str], int]:
        """Collect, and return how often each answer was given, by question and answer, nought left out."""
        return {(line[2], line[4]): int(line[5]) for line in self.table(*arguments)[1:] if line[5] != "0"}


def words_of(handbook: Handbook) -> Words:
    phrases = Phrases("nl")
    return Words(Renderer(handbook, phrases, published(handbook)).plain, phrases)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site with forms of every sort, in a folder of the test's own."""
    write_site(tmp_path, EVERY_TYPE + FORMS + TOLD_BY_CLIENTS)
    monkeypatch.chdir(tmp_path)
    return Site(load_handbook(find_site(tmp_path)))


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The handbook of this project."""
    return load_handbook(find_site(ROOT))
