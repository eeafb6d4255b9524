"""The page that teaches to begin: what it says one reads is what one reads."""

import re

from ..conftest import ROOT

PAGE = (ROOT / "docs/zelf-maken/beginnen.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def after(command: str) -> str:
    """Return the block of text that follows the block with a command."""
    return BLOCKS[BLOCKS.index(f"{command}\n") + 1]


def test_the_list_on_the_page_is_read_as_the_page_says(maker):
    rows = [line.strip("|\n") for line in PAGE.splitlines() if line.startswith("| ")]
    maker.workbook("gastvrij.xlsx", Blad1="\n".join(rows))

    result = maker.kijkraam("import", "gastvrij.xlsx", "--title", "Gastvrij zijn")

    made, _schema = result.stdout.splitlines()
    assert f"{made}\n{result.stderr}" == after('kijkraam import gastvrij.xlsx --title "Gastvrij zijn"')


def test_a_new_form_says_what_the_page_says(maker):
    result = maker.kijkraam("new-form", "onze-inloop", "--kind", "kijkraam")

    made, _schema = result.stdout.splitlines()
    assert f"{made}\n{result.stderr}" == after("kijkraam new-form onze-inloop --kind kijkraam")
    lines = (maker.root / made).read_text(encoding="utf-8").splitlines()
    assert "\n".join(lines[25:28]) in PAGE
    assert lines[27].strip().startswith("prompt: ")  # the line that the picture of the mistake shows


def test_a_new_handbook_says_what_the_page_says(maker):
    result = maker.kijkraam("new", "mijn-handboek")

    assert result.stderr in BLOCKS
