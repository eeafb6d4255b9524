"""The short run of what `make fuzz` does for an hour, and all that ever failed there, once more."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .run import CORPUS, outcome
from .targets import Target, leave, targets, workplace

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def known() -> Iterator[dict[str, Target]]:
    """All that reads, by name."""
    folder = workplace()
    found = targets(folder)
    yield {target.name: target for target in found}
    for target in found:
        target.close()
    leave(folder)


def test_whatever_is_fed_to_what_reads_leads_to_a_result_or_a_message():
    ran = subprocess.run(  # in a process of its own, for memory is measured
        [sys.executable, "-m", "tests.fuzz.run", "--inputs", "3000", "--processes", "1", "--seed", "0", "--dry"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    assert "3000 inputs" in ran.stdout


def test_what_is_right_is_read_as_such(known: dict[str, Target]):
    """A run that only ever sees broken files proves little."""
    said = {name: outcome(target, target.seeds[0]) for name, target in known.items()}
    of_shared = "missing_key unknown_key.list"

    assert said == {
        "checklist": "Checklist",
        "shared": f"{of_shared}|{of_shared}|Glossary|{of_shared}|{of_shared}",
        "site": said["site"],
        "extends": said["site"],
        "records": "Bij  telt  antwoord niet mee: de vraag of het antwoord is er niet meer, of was toen anders. 1",
        "questionnaires": said["questionnaires"],
        "pdf": "1",
        "list": said["list"],
        "workbook": said["workbook"],
        "xlsform": "keer. past. source.10",
        "codes": "codewhole",
        "browser-records": "1 ",
        "team-files": "1  1",
        "suspend": "1 1 true",
    }
    assert len(re.findall(r"\b\d+\b", said["site"])) == 9  # all forms, by how long each became
    assert said["questionnaires"].endswith(" 2")
    assert (said["list"][-1], said["workbook"][-1]) == ("4", "2")


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_failed_is_read(known: dict[str, Target], path: Path):
    said = outcome(known[path.name.rpartition("-")[0]], path.read_bytes())

    assert not said.startswith("error: "), said
