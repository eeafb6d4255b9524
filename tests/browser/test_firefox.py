"""A smaller round in a real Firefox: what is filled in is kept there too. Playwright drives no Firefox of Debian."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from .node import TOOLS, run_script
from .test_print import squeezed

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.xdist_group("firefox")]

NAMES = ("firefox-esr", "firefox")


def find_firefox() -> str:
    """Return the path of a Firefox: from KIJKRAAM_FIREFOX or the system."""
    told = os.environ.get("KIJKRAAM_FIREFOX")
    found = told or next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found or not Path(found).is_file():
        pytest.fail("no Firefox: run apt-get install firefox-esr, or set KIJKRAAM_FIREFOX to its path", pytrace=False)
    return found


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("firefox") / "paper.pdf"


@pytest.fixture(scope="module")
def saw(handbook, paper: Path) -> dict[str, Any]:
    """What a round in Firefox saw."""
    done = run_script(TOOLS / "firefox.mjs", find_firefox(), handbook.url, str(paper))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_in_firefox_a_choice_a_note_and_a_star_are_there_after_a_reload(saw):
    kept = {name: saw["kijkraam"].get(name) for name in ("km-a1", "km-a1--note", "km-a1--star")}

    assert kept == {"km-a1": "soms", "km-a1--note": "Op de markt", "km-a1--star": "ja"}


def test_in_firefox_an_added_row_is_there_after_a_reload(saw):
    assert (saw["rowsAfter"], saw["lastRow"]) == (saw["rows"], "Bellen")
    assert saw["rows"] > 1


def test_in_firefox_a_form_of_a_session_survives_a_reload_and_is_not_in_another_tab(saw):
    assert "Alleen hier" in saw["session"]
    assert saw["sessionElsewhere"] == []


def test_in_firefox_what_is_kept_is_listed_and_what_is_of_another_tab_is_not(saw):
    assert sorted(saw["records"]) == ["Kijkraam Kwartiermaken", "Plan van Aanpak"]


def test_in_firefox_the_result_is_printed_in_words(saw, paper):
    assert "Firefox" in saw["version"] or "firefox" in saw["version"]
    text = squeezed("".join(page.extract_text() for page in PdfReader(paper).pages))

    wanted = ["Terugkijken", "Dit zag je vandaag", "Je zette een ster bij", "Op de markt", "Soms"]
    assert [words for words in wanted if squeezed(words) not in text] == []


def test_in_firefox_nothing_is_complained_of_and_nothing_is_asked_elsewhere(saw):
    assert saw["complaints"] == []
    assert saw["elsewhere"] == []
