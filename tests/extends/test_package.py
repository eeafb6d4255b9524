"""The package as others get it: what is in it, and a handbook made with nothing but the wheel."""

# ruff: noqa: E501 - messages stand whole

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import venv
import zipfile
from pathlib import Path

import openpyxl
import pytest
import yaml

from kijkraam.checklist.lock import shipped_lock
from kijkraam.handbook import load_handbook
from kijkraam.shippable import shippable
from kijkraam.site import find_site

from ..site.test_serve import marked, panel, serve  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]
MINE = """
    == mkdocs.yml
    site_name: Ons handboek
    theme: {name: material, language: nl, font: false}
    plugins: [{kijkraam: {pdf: off, organisation: {name: Huis van de Wijk}}}]
    == docs/index.md
    # Begin

    ::: overview
    == checklists/kijkraam-van-ons.yml
    id: kijkraam-van-ons
    extends: kijkraam-kwartiermaken
    base_version: 1
    version: 1
    hide: [km-a7]
    replace: [{id: km-a2, text: Wij bellen aan.}]
    sections:
      - {id: mensen-en-richting, items: [{id: hw-1, text: We kennen de straat., after: km-a2}]}
    == checklists/kijkraam-presentie-kort.yml
    id: kijkraam-presentie-kort
    extends: kijkraam-presentie
    base_version: 1
    version: 1
    hide: [relatie-en-afstemming]
    == checklists/eigen-lijst.yml
    id: eigen-lijst
    version: 1
    kind: kijkvragen
    title: Eigen lijst
    summary: Kijk samen.
    audience: [team]
    source: {work: eigen-werk}
    sections:
      - id: wijk
        title: In de wijk
        scale: eigen
        items: [{id: el-1, text: We kennen de buurt.}]
    == checklists/_scales.yml
    scales:
      - {id: eigen, question: Hoe gaat dit?, answers: [{id: goed, text: Goed}, {id: nog-niet, text: Nog niet}]}
    == checklists/_sources.yml
    works:
      - {id: eigen-werk, title: Ons plan, authors: [Huis van de Wijk], about: Waar dit op rust.}
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this project, made without a network from an sdist of it."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run([*build, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own project
    sdist = next(folder.glob("*.tar.gz"))
    subprocess.run(["tar", "xzf", sdist.name], cwd=folder, check=True)  # noqa: S603, S607
    source = folder / sdist.name.removesuffix(".tar.gz")
    subprocess.run([*build, "-t", "wheel"], cwd=source, check=True, capture_output=True)  # noqa: S603
    return next(folder.glob("*.whl"))


def test_the_wheel_has_the_checklists_of_the_handbook_without_those_with_rights(wheel):
    handbook = load_handbook(find_site(ROOT))
    rights = {form.id for form in handbook.forms.values() if form.checklist.rights}
    tied = {
        form.id
        for form in handbook.forms.values()
        for section in form.checklist.sections
        if (section.include or section.elsewhere or "").partition("#")[0] in rights
    }
    expected = set(handbook.forms) - rights - tied - set(handbook.extensions)
    with zipfile.ZipFile(wheel) as packed:
        names = [name for name in packed.namelist() if name.startswith("kijkraam/library/")]
        lock = yaml.safe_load(packed.read("kijkraam/library/ids.lock"))
        licence = packed.read("kijkraam/library/LICENSE-content.md")

    assert rights == {"persoonlijk-profiel", "werkblad-opties"}
    assert {Path(name).stem for name in names if name.count("/") == 3} == expected
    assert {name.rpartition("/")[2] for name in names if name.count("/") == 2} == {
        "_glossary.yml",
        "_helplines.yml",
        "_scales.yml",
        "_sources.yml",
        "ids.lock",
        "LICENSE-content.md",
    }
    assert set(lock["forms"]) <= expected
    assert lock["addresses"] == []
    assert licence == (ROOT / "LICENSE-content.md").read_bytes()


def test_what_would_be_shipped_from_the_source_tree_is_the_same(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = {name.removeprefix("kijkraam/library/") for name in packed.namelist() if name.endswith(".yml")}

    assert {path.relative_to(ROOT / "checklists").as_posix() for path in shippable(ROOT / "checklists")} == {
        name for name in names if not name.startswith("kijkraam/")
    }
    assert "persoonlijk-profiel" not in shipped_lock().forms
    assert shipped_lock().forms["kijkraam-kwartiermaken"].items["km-a2"] > 0


def test_the_program_starts_without_what_draws_files_on_paper():
    asked = """import sys
for name in ("segno", "weasyprint", "pikepdf", "tinycss2"):
    sys.modules[name] = None
import kijkraam.cli, kijkraam.plugin
"""
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)  # noqa: S603

    assert (told.stdout, told.stderr) == ("", "")


class Fresh:
    """An environment of its own, and the folder of a handbook."""

    def __init__(self, python: Path, folder: Path) -> None:
        self.python = python
        self.folder = folder

    def write(self, drawing: str) -> None:
        """Put files of a drawing in the folder."""
        parts = re.split(r"^== (\S+)\n", textwrap.dedent(drawing).lstrip("\n"), flags=re.MULTILINE)
        for path, text in zip(parts[1::2], parts[2::2], strict=True):
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, encoding="utf-8")

    @property
    def root(self) -> Path:
        """The folder, as drawn sites call it."""
        return self.folder

    def run(self, module: str, *arguments: str) -> str:
        """Run a module of the environment in the folder; return what it prints, and fail when it fails."""
        done = self.told(module, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def told(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module of the environment in the folder, and return all that it says."""
        return subprocess.run(  # noqa: S603 - our own command, with arguments of the test
            [str(self.python), "-m", module, *arguments],
            cwd=self.folder,
            env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def page(self, url: str) -> str:
        """Return a page of the built site."""
        return (self.folder / "site" / url / "index.html").read_text(encoding="utf-8")


HERE = "what is installed here"


def make_fresh(wheel: Path, folder: Path, interpreter: str) -> Fresh:
    """Return an environment with the wheel, and with what it needs: from here, or for an interpreter from the index."""
    where = folder / "venv"
    python = where / "bin" / "python"
    if interpreter != HERE:
        found = shutil.which(interpreter)
        if found is None or subprocess.run([found, "--version"], capture_output=True, check=False).returncode:  # noqa: S603
            pytest.skip(f"this machine has no {interpreter}")
        subprocess.run([found, "-m", "venv", str(where)], check=True)  # noqa: S603 - a Python of this machine
        install = [str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt")]
        subprocess.run([*install, f"{wheel}[material]"], check=True)  # noqa: S603 - the wheel of this project
        return Fresh(python, folder)
    venv.create(where, with_pip=False, symlinks=True)
    packages = where / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)
    (packages / "others.pth").write_text(f"{Path(yaml.__file__).parents[1]}\n", encoding="utf-8")
    return Fresh(python, folder)


INTERPRETERS = [HERE, *(f"python3.{minor}" for minor in (11, 12, 13, 14))]


@pytest.mark.proof
@pytest.mark.parametrize("interpreter", INTERPRETERS)
def test_a_handbook_with_an_own_and_two_extended_forms_is_made_with_the_wheel_alone(wheel, tmp_path, interpreter):
    fresh = make_fresh(wheel, tmp_path, interpreter)
    fresh.write(MINE)
    shipped = fresh.run("kijkraam.cli", "list", "--shipped")
    listed = json.loads(fresh.run("kijkraam.cli", "list", "--json"))
    fresh.run("kijkraam.cli", "check")
    exported = fresh.run("kijkraam.cli", "export", "xlsform", "kijkraam-van-ons", "-o", "uit/")
    fresh.run("mkdocs", "build", "--strict")
    dutch = fresh.page("formulier/kijkraam-van-ons")
    part = fresh.page("formulier/kijkraam-presentie-kort")
    brought = fresh.page("formulier/opbrengsten-presentie")
    text = (fresh.folder / "mkdocs.yml").read_text(encoding="utf-8")
    (fresh.folder / "mkdocs.yml").write_text(text.replace("language: nl", "language: en"), encoding="utf-8")
    fresh.run("mkdocs", "build", "--strict")
    english = fresh.page("formulier/kijkraam-van-ons")

    assert re.search(r"^kijkraam-kwartiermaken +Kijkraam +1 +Kijkraam Kwartiermaken$", shipped, re.MULTILINE)
    assert [entry["id"] for entry in listed] == [
        "eigen-lijst",
        "kijkraam-presentie-kort",
        "kijkraam-van-ons",
        "mismatch-en-reductie",
        "opbrengsten-presentie",
    ]
    assert exported == "uit/kijkraam-van-ons-vragenlijst.xlsx\n"
    assert "<h1>Bewerking van Kijkraam Kwartiermaken</h1>" in dutch
    assert "Toevoeging van Huis van de Wijk." in dutch
    assert "Anders verwoord door Huis van de Wijk." in dutch
    assert "<dd>Kijkraam Kwartiermaken, uitgave 1</dd>" in dutch
    assert 'href="#"' not in re.sub(r'class="md-[^>]*', "", dutch)
    assert "<h1>Bewerking van Kijkraam Presentie, niet het hele kijkraam</h1>" in part
    assert 'href="../opbrengsten-presentie/"' in part
    assert "<li>Presente professional</li>" in part or "<li>De presente professional</li>" in part
    assert "kijkraam-organisation" not in brought
    assert "<h1>Adaptation of Kijkraam Kwartiermaken</h1>" in english
    assert "Added by Huis van de Wijk." in english


def test_a_new_handbook_begins_with_the_scales_of_the_checklists_that_it_can_extend():
    begins = ROOT / "plugins/kijkraam/start/handbook/nl/checklists/_scales.yml"

    assert begins.read_text(encoding="utf-8") == (ROOT / "checklists/_scales.yml").read_text(encoding="utf-8")


CLEAN = """
    Thema      | Vraag                           | Toelichting
    Ontvangst  | We weten wie er binnenkomt.     | Wie kwam er gisteren?
    Ontvangst  | Er is tijd voor een praatje.    |
    Samen doen | Mensen bepalen mee wat we doen. | Wie koos de laatste keer?
"""
MESSY = """
    Kwaliteitslijst dagbesteding 2024 (CONCEPT v3)

    Nr. | Onderdeel | Stelling / vraag | Score 1-5 | Opm. Ria
    1 | Sfeer | 1)  Iedereen wordt bij de deur begroet | 4 | nakijken!
    2 | | - Er hangt een planning die iedereen snapt. | 3 |

    3 | Eten | Wie kookt er mee? | |
    3 | Eten | Wie kookt er mee? | |
    Totaal | | | 7 |
"""
HOPELESS = """
    Week 12 | ma | di | wo
    Ria | 9.00 | | 13.00
    Joost | | 8,5 | 8,5
"""


def workbook(path: Path, rows: str) -> None:
    """Write an Excel file with these rows, one a line, with bars between the cells."""
    book = openpyxl.Workbook()
    for row in textwrap.dedent(rows).strip("\n").split("\n"):
        cells = [cell.strip() for cell in row.split("|")]
        book.active.append([int(cell) if cell.isdecimal() else cell or None for cell in cells])
    book.save(path)


def test_with_the_wheel_alone_a_maker_begins_imports_lists_and_writes_while_serving(wheel, tmp_path, serve):  # noqa: F811
    fresh = make_fresh(wheel, tmp_path, HERE)
    begun = fresh.told("kijkraam.cli", "new", "mijn-handboek")
    fresh.folder = tmp_path / "mijn-handboek"
    added = fresh.told("kijkraam.cli", "new-form", "onze-inloop", "--kind", "kijkraam")
    assert begun.stdout.splitlines()[0] == "mijn-handboek/mkdocs.yml"
    assert begun.stderr.splitlines()[0] == "Het handboek 'Mijn handboek' staat klaar. Bekijk het zo:"
    assert added.stdout.splitlines()[0] == "checklists/onze-inloop.yml"

    told = {}
    for name, rows in (("schoon", CLEAN), ("rommelig", MESSY), ("rooster", HOPELESS)):
        workbook(fresh.folder / f"{name}.xlsx", rows)
        done = fresh.told("kijkraam.cli", "import", f"{name}.xlsx")
        told[name] = [done.returncode, *done.stdout.splitlines(), *done.stderr.splitlines()]
    assert told["schoon"] == [
        0,
        "checklists/schoon.yml",
        "Gelezen: schoon.xlsx, blad 'Sheet'. Dat zijn 3 vragen in 2 ruiten.",
        "Kolom A 'Thema': de ruit of het deel.",
        "Kolom B 'Vraag': de vraag.",
        "Kolom C 'Toelichting': de toelichting.",
        "Open checklists/schoon.yml. Schrijf bij summary waar het formulier voor is, kijk elke zin na, en typ 'kijkraam check'.",
    ]
    assert told["rommelig"] == [
        0,
        "checklists/rommelig.yml",
        "Gelezen: rommelig.xlsx, blad 'Sheet'. Dat zijn 3 vragen in 2 ruiten.",
        "Titel: 'Kwaliteitslijst dagbesteding 2024 (CONCEPT v3)'.",
        "Kolom A 'Nr.': het id.",
        "Kolom B 'Onderdeel': de ruit of het deel.",
        "Kolom C 'Stelling / vraag': de vraag.",
        "Kolom D 'Score 1-5' is niet gebruikt: wat mensen hier zeggen, wordt niet geteld.",
        "Kolom E 'Opm. Ria' is niet gebruikt.",
        "Rij 4 en 5: voor de tekst stond een nummer of streepje. Dat is weggehaald.",
        "Rij 6: leeg, overgeslagen.",
        "Rij 7: een open vraag. Daar komt ruimte om te schrijven.",
        "Rij 8: dezelfde vraag als in rij 7. Overgeslagen.",
        "Rij 9: hier staat geen vraag, wel 'Totaal'. Overgeslagen.",
        "Open checklists/rommelig.yml. Schrijf bij summary waar het formulier voor is, kijk elke zin na, en typ 'kijkraam check'.",
    ]
    assert told["rooster"] == [
        1,
        "Van 'rooster.xlsx' kan geen formulier worden gemaakt. Ik vind geen kolom met vragen. In rij 1 staat: 'Week 12', 'ma', 'di', 'wo'. Zet boven de kolom met vragen het woord 'vraag' of 'stelling', en probeer het opnieuw.",
    ]
    assert fresh.told("kijkraam.cli", "check").stderr == "9 bestanden gelezen, geen problemen.\n"

    page = fresh.folder / "docs/ontwikkelaars.md"
    page.write_text("# Voor ontwikkelaars\n\n::: reference developers\n", encoding="utf-8")
    server = serve(fresh, python=str(fresh.python))
    page = server.until("/formulier/onze-inloop/", lambda page: "We vragen door voordat" in page)
    assert panel(page) == []
    assert "<legend>Mensen bepalen mee wat we doen.</legend>" in server.get("/formulier/schoon/")
    assert 'id="dev-api-load_handbook"' in server.get("/ontwikkelaars/")
    server.replace("checklists/onze-inloop.yml", "prompt: Hoe ging", "promt: Hoe ging")
    page = server.until("/", panel)
    assert panel(page) == [
        "1 probleem.",
        "checklists/onze-inloop.yml:28:9: De sleutel 'promt' bestaat niet. Bedoel je 'prompt'?",
    ]
    assert marked(page) == ["regel 28 [promt]: Hoe ging dat de laatste keer?"]
    server.replace("checklists/onze-inloop.yml", "promt: Hoe ging", "prompt: Hoe ging")
    server.until("/", lambda page: not panel(page))
    assert "Traceback" not in server.told()
