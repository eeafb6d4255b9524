"""What people do who begin: the wrong folder, a file of another program, a port that is taken."""

import socket
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from ..command import run_kijkraam
from ..drawings import FRAME
from ..sampling import rarely

NOT_HERE = "Hier is geen handboek: er is geen mkdocs.yml en geen map 'checklists'. Ga eerst naar de map van je handboek"
FORM = (
    FRAME
    + """
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We gaan., core: true}]}
    == docs/index.md
    # Begin

    Lees [het raam][mijn-raam?kort].
"""
)


def kijkraam(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the command in a folder, and return its exit status and what it said."""
    done = run_kijkraam(folder, *arguments)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("list",), ("lock",), ("new-form", "een", "--kind", "kijkraam"), ("export", "html", "mijn-raam")],
    ids=" ".join,
)
def test_in_a_folder_without_a_handbook_every_command_says_so_and_makes_nothing(tmp_path, arguments):
    status, said = kijkraam(tmp_path, *arguments)

    assert (status, NOT_HERE in said, list(tmp_path.iterdir())) == (2, True, [])


def test_a_folder_too_high_the_handbook_is_named(tmp_path):
    (tmp_path / "mijn handboek").mkdir()
    (tmp_path / "mijn handboek/mkdocs.yml").write_text("site_name: Proef\n", encoding="utf-8")

    status, said = kijkraam(tmp_path, "check")

    assert status == 2
    assert f'{NOT_HERE}, met: cd "mijn handboek"' in said


def test_a_form_can_be_begun_anywhere_by_who_says_where_and_checked_there(tmp_path):
    status, said = kijkraam(tmp_path, "new-form", "een", "--kind", "werkblad", "-o", "map")
    assert (status, (tmp_path / "map/een.yml").is_file()) == (0, True), said

    status, said = kijkraam(tmp_path, "check")
    assert (status, said) == (0, "1 bestand gelezen, geen problemen.\n")


@pytest.mark.parametrize(
    ("arguments", "ending"),
    [
        (("html", "mijn-raam", "-o", "docs/index.md"), ".html en .htm"),
        (("scorm", "mijn-raam", "-o", "docs/index.md"), ".zip"),
        (("xlsform", "mijn-raam", "-o", "checklists/mijn-raam.yml"), ".xlsx"),
        (("pdf", "mijn-raam", "-o", "docs/index.md"), ".pdf"),
        (("offline", "--site", "docs", "-o", "docs/index.md"), ".zip"),
    ],
    ids=lambda told: told[0] if isinstance(told, tuple) else "",
)
def test_an_export_writes_no_file_of_another_sort(draw, arguments, ending):
    site = draw(FORM)
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}

    status, said = kijkraam(site.root, "export", *arguments)

    assert (status, f"Dit bestand eindigt niet op {ending}. Geef -o een naam die daarop eindigt" in said) == (2, True)
    assert {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()} == before


UNREADABLE = {
    "latin-1": ("# Eén blad\n".encode("latin-1"), "docs/blad.md:1:4: Dit teken is geen UTF-8."),
    "utf-16": ("# Blad\n".encode("utf-16"), "docs/blad.md:1:1: Dit teken is geen UTF-8."),
    "colon": (b"---\ntitle: Onze: werk\n---\n# Blad\n", "docs/blad.md:2:12: "),
    "depth": (b"---\ntitle: " + b"[" * 5000 + b"\n---\n# Blad\n", "docs/blad.md:2:"),
    "bracket": (b"---\ntitle: Blad\naudience: [team\n---\n# Blad\n", "docs/blad.md:3:"),
}


@pytest.mark.parametrize(
    ("how", "kind"),
    rarely(product(["build", "compile"], UNREADABLE), but=[*product(["build"], UNREADABLE), ("compile", "colon")]),
)
def test_a_page_that_cannot_be_read_is_told_with_its_place(draw, kind, how):
    site = draw(FORM)
    content, told = UNREADABLE[kind]
    (site.root / "docs/blad.md").write_bytes(content)

    if how == "build":
        said, failed = "\n".join(site.build().log), site.failed
    else:
        status, said = kijkraam(site.root, "compile", "-o", "gewoon")
        failed = status == 1

    assert (told in said, failed) == (True, True), said


def test_a_rule_at_the_top_of_a_page_is_no_front_matter(draw):
    site = draw(FORM)
    site.write("docs/blad.md", "---\nZomaar: een *zin\n---\n\n# Blad {#een-blad-hier}\n")
    site.write("docs/ander.md", "---\n\nEen zin.\n\n---\n\n# Ander\n")

    assert [line for line in site.build().log if "ander.md" in line] == []


def test_a_checklist_with_txt_behind_its_name_is_not_passed_over(draw):
    site = draw(FORM)
    (site.root / "checklists/mijn-raam.yml").rename(site.root / "checklists/mijn-raam.yml.txt")

    status, said = kijkraam(site.root, "check")

    assert status == 1
    assert (
        "checklists/mijn-raam.yml.txt:1:1: Dit bestand eindigt op .txt en telt zo niet mee. "
        "Geef het de naam 'mijn-raam.yml'." in said
    )


def test_a_link_to_a_form_with_a_mistake_is_no_second_mistake(draw):
    site = draw(FORM.replace("kind: kijkraam", "kind: kijkram"))

    log = site.build().log

    assert [line for line in log if "index.md" in line] == []
    assert any("mijn-raam.yml:" in line for line in log)


def test_a_port_that_is_taken_is_told_before_anything_is_built(draw):
    site = draw(FORM)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
        done = subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603

    assert done.returncode == 1
    assert f"Poort {port} is al in gebruik" in done.stdout
    assert f"mkdocs serve -a 127.0.0.1:{port + 1}" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_new_handbook_with_a_space_in_its_name_tells_how_to_go_there(tmp_path):
    status, said = kijkraam(tmp_path, "new", "ons handboek")

    assert status == 0, said
    assert "cd 'ons handboek'" in said
