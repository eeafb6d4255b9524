"""Every kind of mistake in YAML, each with the exact lines that tell a maker what to do."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kijkraam.checklist.yaml_reader import MAX_BYTES
from kijkraam.handbook import load_handbook
from kijkraam.locale import Phrases
from kijkraam.site import find_site

TABLE = Path(__file__).parent / "bad_yaml.txt"
FORM = "checklists/mijn-raam.yml"
DUTCH = Phrases("nl")


@dataclass
class Change:
    """What is different in one file."""

    path: str
    is_new: bool = False
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def make(self, site: Path) -> None:
        """Change the file."""
        path = site / self.path
        text = "" if self.is_new else path.read_text(encoding="utf-8")
        old, new = "".join(f"{line}\n" for line in self.old), "".join(f"{line}\n" for line in self.new)
        assert not old or text.count(old) == 1, f"{self.path} has these lines {text.count(old)} times:\n{old}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


@dataclass
class Mistake:
    """One entry of the table."""

    name: str
    changes: list[Change] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def mistakes() -> list[Mistake]:
    """Return the entries of the table."""
    found: list[Mistake] = []
    for entry in re.split(r"^== ", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *lines = entry.split("\n")
        mistake = Mistake(name)
        for line in lines:
            if line.startswith(("@ ", "! ")):
                mistake.changes.append(Change(line[2:], is_new=line[0] == "!"))
            elif line.startswith(("-", "+")):
                if not mistake.changes:
                    mistake.changes.append(Change(FORM))
                change = mistake.changes[-1]
                (change.old if line[0] == "-" else change.new).append(line[1:])
            elif line and not line.startswith("#"):
                mistake.told.append(line)
        found.append(mistake)
    return found


def told(site: Path) -> list[str]:
    """Return the lines that `kijkraam check` prints for a site."""
    return [problem.line_of_text(DUTCH) for problem in load_handbook(find_site(site)).problems]


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_with_its_place_and_its_mend(mistake: Mistake, good_site: Path):
    for change in mistake.changes:
        change.make(good_site)

    assert told(good_site) == mistake.told


def test_every_entry_of_the_table_has_a_name_of_its_own_and_tells_something():
    names = [mistake.name for mistake in mistakes()]

    assert len(names) > 250
    assert sorted(names) == sorted(set(names))
    assert [mistake.name for mistake in mistakes() if not mistake.told] == []


# What a text file cannot show

UNSEEN = (
    "Hier staat een onzichtbaar teken ({}) dat hier niet kan. Haal het weg. Zie je het niet? Typ de regel dan opnieuw."
)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    minutes: 20\n", "\tminutes: 20\n", "12:1: Hier staat een tab. Spring in met spaties."),
        ("    minutes: 20\n", "    \tminutes: 20\n", "12:5: Hier staat een tab. Spring in met spaties."),
        (
            "summary: Kijk samen hoe het gaat.\n",
            "summary:\n\t- Kijk\n",
            "6:1: Hier staat een tab. Spring in met spaties.",
        ),
        ("    minutes", "\xa0\xa0\xa0\xa0minutes", "12:1: {U+00A0}"),
        ("title: Mijn", "title:\xa0Mijn", "4:7: {U+00A0}"),
        ("Mijn raam", "Mijn\0raam", "4:12: {U+0000}"),
        ("Mijn raam", "Mijn\x1b[31mraam", "4:12: {U+001B}"),
        ("Mijn raam", "Mijn\u2028raam", "4:12: {U+2028}"),
        ("Mijn raam", "Mijn\x85raam", "4:12: {U+0085}"),
        ("title", "\ufefftitle", "4:1: {U+FEFF}"),
    ],
)
def test_an_invisible_character_is_told_at_its_place(good_site: Path, old: str, new: str, line: str):
    path = good_site / FORM
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    assert told(good_site) == [f"{FORM}:" + re.sub(r"\{(.*)\}", lambda code: UNSEEN.format(code[1]), line)]


def as_latin(text: str) -> bytes:
    return text.replace("Mijn raam", "Café").encode("latin-1")


def as_utf_16(text: str) -> bytes:
    return text.encode("utf-16")


def with_comments(text: str) -> bytes:
    return text.encode() + b"# te veel\n" * (MAX_BYTES // 10)


def deep_in_brackets(_text: str) -> bytes:
    return b"title: " + b"[" * 30_000


def deep_in_lines(_text: str) -> bytes:
    return "\n".join(" " * n + "laag:" for n in range(60)).encode()


@pytest.mark.parametrize(
    ("write", "line"),
    [
        (as_latin, "4:11: Dit teken is geen UTF-8. Bewaar het bestand opnieuw met de tekencodering UTF-8."),
        (as_utf_16, "1:1: Dit teken is geen UTF-8. Bewaar het bestand opnieuw met de tekencodering UTF-8."),
        (
            with_comments,
            "1:1: Dit bestand is 1.1 MiB; het grootste dat kan is 1 MiB. Verdeel het over meer formulieren.",
        ),
        (
            deep_in_brackets,
            "1:57: Dit is dieper genest dan 50 lagen. Kijk of er een haakje of streepje te veel staat.",
        ),
        (deep_in_lines, "51:51: Dit is dieper genest dan 50 lagen. Kijk of er een haakje of streepje te veel staat."),
    ],
)
def test_a_file_that_no_editor_should_write_is_told(good_site: Path, write: Callable[[str], bytes], line: str):
    path = good_site / FORM
    path.write_bytes(write(path.read_text(encoding="utf-8")))

    assert told(good_site) == [f"{FORM}:{line}"]


def test_a_folder_that_is_called_like_a_file_is_told(good_site: Path):
    (good_site / "checklists/map.yml").mkdir()

    assert told(good_site) == [
        (
            "checklists/map.yml:1:1: Dit is een map, of iets anders dan een gewoon bestand. "
            "Geef het een naam zonder .yml aan het eind, of haal het weg."
        )
    ]


def test_a_link_to_a_file_that_is_gone_is_told(good_site: Path):
    (good_site / "checklists/weg.yml").symlink_to(good_site / "nergens")

    assert [line.partition(": ")[2] for line in told(good_site)] == [
        "Dit bestand is er niet. Kijk of de naam goed is geschreven."
    ]


def test_a_file_that_may_not_be_read_is_told(good_site: Path, monkeypatch: pytest.MonkeyPatch):
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "mijn-score.yml":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert told(good_site) == [
        "checklists/mijn-score.yml:1:1: Dit bestand kan niet worden gelezen. Kijk of je het mag openen."
    ]


def test_who_asks_about_danger_needs_help_lines(good_site: Path):
    (good_site / "checklists/_helplines.yml").unlink()
    told_of_both = "Na de vraag naar gevaar komen telefoonnummers, maar die zijn er niet. Zet ze in _helplines.yml."

    assert told(good_site) == [
        f"checklists/mijn-blad.yml:26:80: {told_of_both}",
        f"checklists/mijn-score.yml:8:9: {told_of_both}",
    ]


def test_a_maker_s_own_words_never_break_the_line_or_steer_the_terminal(good_site: Path):
    path = good_site / FORM
    path.write_text('"sleutel\\e[31m\\nin\\trood": x\n' + path.read_text(encoding="utf-8"), encoding="utf-8")

    assert told(good_site) == [f"{FORM}:1:1: {UNSEEN.format('U+001B')}"]

    path.write_text(path.read_text(encoding="utf-8").replace("\\e[31m", ""), encoding="utf-8")

    assert told(good_site) == [f"{FORM}:1:1: De sleutel 'sleutel in rood' kan hier niet. Haal hem weg."]


# Several problems, and the command


def test_problems_of_several_files_come_in_one_run_in_order_and_with_a_count(draw):
    site = draw("""
    == checklists/b.yml
    id: b
    version: een
    kind: kijkram
    title: no
    summary: Kijk [hier][nergens].
    audience: [team]
    source: {work: boek}
    sections: []
    == checklists/a.yml
    id: a
    version: 1
    kind: kijkraam
    title: A
    summary: Kijk [hier][nergens].
    audience: [team]
    source: {work: bok}
    sections:
      - {id: mensen, title: Mensen, scale: praktik, items: [{id: m-1, text: We zoeken mensen op.}]}
    == checklists/_themes.yml
    themes: niet hier
    """)

    result = site.kijkraam("check")

    assert result.stdout.splitlines() == [
        (
            "checklists/_themes.yml:1:9: Bij 'themes' hoort een lijst. "
            "Zet elk deel op een eigen regel achter een streepje en een spatie."
        ),
        "checklists/a.yml:5:21: 'nergens' is geen formulier en geen kop. Kies uit: a.",
        "checklists/a.yml:7:16: De bron 'bok' bestaat niet. Bedoel je 'boek'?",
        "checklists/a.yml:9:40: De schaal 'praktik' bestaat niet. Bedoel je 'praktijk'?",
        (
            "checklists/b.yml:2:10: 'een' is geen getal dat hier kan. "
            "Schrijf een heel getal met alleen cijfers, zonder nul vooraan."
        ),
        "checklists/b.yml:3:7: 'kijkram' kan niet bij 'kind'. Bedoel je 'kijkraam'?",
        (
            "checklists/b.yml:8:1: De lijst 'sections' is te kort. "
            "Vul hem aan, of haal de sleutel weg als hij niet nodig is."
        ),
    ]
    assert result.stderr == "7 problemen.\n"
    assert result.returncode == 1


SITE = """
    == checklists/a.yml
    id: a
    version: 1
    kind: werkblad
    title: A
    summary: Kijk [hier][b].
    audience: [team]
    source: {work: boek}
    sections:
      - {id: plan, title: Plan, items: [{id: p-1, type: text, text: Wat?}]}
    == checklists/los/b.yml
    id: b
    version: 1
    kind: werkblad
    title: B
    summary: Kijk [hier][nergens].
    audience: [team]
    source: {work: boek}
    sections:
      - {id: plan, title: Plan, items: [{id: p-1, type: text, text: Wat?}]}
"""
PROBLEM_OF_B = "checklists/los/b.yml:5:21: 'nergens' is geen formulier en geen kop. Kies uit: a, b.\n"


@pytest.mark.parametrize(
    ("paths", "told", "count", "status"),
    [
        ([], PROBLEM_OF_B, "1 probleem.\n", 1),
        (["checklists/a.yml"], "", "1 bestand gelezen, geen problemen.\n", 0),
        (["checklists/los/b.yml"], PROBLEM_OF_B, "1 probleem.\n", 1),
        (["checklists/los"], PROBLEM_OF_B, "1 probleem.\n", 1),
        (["checklists/a.yml", "checklists/_scales.yml"], "", "2 bestanden gelezen, geen problemen.\n", 0),
    ],
    ids=["the site", "a clean file", "a file", "a folder", "two clean files"],
)
def test_check_tells_of_the_files_and_folders_that_are_named(draw, paths, told, count, status):
    site = draw(SITE)

    result = site.kijkraam("check", *paths)

    assert (result.stdout, result.stderr, result.returncode) == (told, count, status)


@pytest.mark.parametrize(
    ("paths", "told", "status"),
    [
        ([], "Er is niets gelezen: er zijn geen YAML-bestanden in 'checklists'.\n", 0),
        (["leeg"], "Er is niets gelezen: er zijn geen YAML-bestanden in 'leeg'.\n", 1),
    ],
    ids=["no checklists", "a folder without files"],
)
def test_check_never_says_that_all_is_well_where_nothing_was_read(draw, paths, told, status):
    site = draw("== mkdocs.yml\nsite_name: X\n== leeg/a.txt\n")
    shutil.rmtree(site.root / "checklists")

    result = site.kijkraam("check", *paths)

    assert (result.stdout, result.stderr, result.returncode) == ("", told, status)


def test_check_tells_where_the_configuration_cannot_be_read(draw):
    site = draw("== mkdocs.yml\nsite_name: X\nplugins: [kijkraam\n")

    result = site.kijkraam("check")

    assert result.stdout == (
        "mkdocs.yml:3:1: Hier is de YAML niet te lezen. Kijk of er een haakje, een aanhalingsteken of een spatie "
        "te veel of te weinig staat.\n"
    )
    assert (result.stderr, result.returncode) == ("1 probleem.\n", 1)


def test_links_in_a_circle_and_a_configuration_in_another_encoding_are_told(draw):
    site = draw(SITE.replace("nergens", "a"))
    (site.root / "checklists/rond.yml").symlink_to("rond.yml")
    (site.root / "mkdocs.yml").write_bytes("site_name: Café\nplugins: [kijkraam]\n".encode("latin-1"))
    (site.root / "kring").symlink_to("kring")

    result = site.kijkraam("check")

    assert result.stdout.splitlines() == [
        "mkdocs.yml:1:15: Dit teken is geen UTF-8. Bewaar het bestand opnieuw met de tekencodering UTF-8.",
        "checklists/rond.yml:1:1: Dit bestand kan niet worden gelezen. Kijk of je het mag openen.",
    ]
    assert result.stderr == "2 problemen.\n"
    assert "Traceback" not in site.kijkraam("new", "kring").stderr


def test_check_of_a_clean_site_ends_with_0(draw):
    site = draw(SITE.replace("nergens", "a"))

    result = site.kijkraam("check")

    assert (result.stdout, result.stderr) == ("", "4 bestanden gelezen, geen problemen.\n")
    assert result.returncode == 0


def test_check_of_a_path_that_is_not_there_is_wrong_use(draw):
    site = draw(SITE)

    result = site.kijkraam("check", "checklists/c.yml")

    assert result.returncode == 2
    assert result.stdout == ""
    assert "checklists/c.yml" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_outside_the_site_is_checked_with_what_stands_in_its_own_folder(draw, tmp_path):
    site = draw(SITE)
    outside = tmp_path / "elders"
    outside.mkdir()
    text = (site.root / "checklists/a.yml").read_text(encoding="utf-8").replace("[hier][b]", "hier")
    (outside / "a.yml").write_text(text, encoding="utf-8")
    (outside / "_sources.yml").write_text("works:\n  - {id: bok, title: Een bok, authors: [Een geit], about: Gras.}\n")

    result = site.kijkraam("check", str(outside / "a.yml"))

    assert result.stdout.endswith("a.yml:7:16: De bron 'boek' bestaat niet. Bedoel je 'bok'?\n")
    assert result.returncode == 1
