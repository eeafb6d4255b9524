"""What the tests of checklists share: a site in which everything is right."""

import shutil
from pathlib import Path

import pytest

GOOD = Path(__file__).parent / "good"


@pytest.fixture
def good_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the site in `good`, which is the working folder too."""
    site = tmp_path / "good"
    shutil.copytree(GOOD, site)
    monkeypatch.chdir(site)
    return site
