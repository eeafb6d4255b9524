"""Mistakes in checklists: the same words from `mkdocs build` and from `kijkraam check`, each told once."""

import os
import subprocess
import sys
from pathlib import Path

BROKEN = """
    == checklists/a.yml
    id: a
    version: 1
    kind: kijkram
    title: A
    summary: Kijk [hier][nergens].
    audience: [team]
    source: {work: boek}
    sections:
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
    == checklists/b.yml
    id: b
    version: 1
    kind: kijkraam
    title: B
    summary: Kijk [hier][a], [daar][nergens] en [weer][nergens].
    audience: [team]
    source: {work: bok}
    sections:
      - {id: mensen, title: Mensen, scale: praktijk, items: [{id: m-1, text: We zoeken mensen op.}]}
      - {id: mensen, title: Mensen, scale: praktik, items: [{id: m-2, text: We blijven.}]}
    == checklists/c.yml
    id: c
      title: C
    == docs/index.md
    # Begin

    ::: a
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as a maker does, with no terminal that wraps its lines."""
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    return subprocess.run(  # noqa: S603 - MkDocs itself, with arguments of the test
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_build_tells_every_problem_once_with_its_place_and_ends(draw):
    site = draw(BROKEN)

    result = run(site.root, "build")

    assert result.returncode == 1
    told = [line.removeprefix("ERROR   -  ") for line in result.stderr.splitlines() if line.startswith("ERROR")]
    assert told == [
        "checklists/a.yml:3:7: 'kijkram' kan niet bij 'kind'. Bedoel je 'kijkraam'?",
        "checklists/b.yml:5:32: 'nergens' is geen formulier en geen kop. Kies uit: b.",
        "checklists/b.yml:7:16: De bron 'bok' bestaat niet. Bedoel je 'boek'?",
        "checklists/b.yml:10:10: Het id 'mensen' bestaat hier al. Geef dit een eigen id.",
        "checklists/b.yml:10:40: De schaal 'praktik' bestaat niet. Bedoel je 'praktijk'?",
        *[line for line in told if line.startswith("checklists/c.yml:2:")],
    ]
    assert len(told) == 6
    assert result.stdout == "\n6 problemen.\n"
    assert "Traceback" not in result.stderr
    assert not (site.root / "site/index.html").exists()


def test_check_says_the_same_as_a_build(draw):
    site = draw(BROKEN)

    checked = site.kijkraam("check")
    built = run(site.root, "build", "--strict")

    assert (checked.returncode, checked.stderr) == (1, "6 problemen.\n")
    assert checked.stdout.splitlines() == [
        line.removeprefix("ERROR   -  ") for line in built.stderr.splitlines() if line.startswith("ERROR")
    ]


def test_paths_are_told_from_the_folder_in_which_the_maker_stands(draw):
    site = draw(BROKEN)

    result = run(site.root.parent, "build", "-f", f"{site.root.name}/mkdocs.yml")

    assert f"ERROR   -  {site.root.name}/checklists/a.yml:3:7: " in result.stderr
    assert result.returncode == 1
