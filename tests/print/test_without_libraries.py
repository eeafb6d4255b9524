"""A computer that cannot make PDF files still builds the handbook, and says what to install."""

import logging
import subprocess
import sys

import pytest

from kijkraam.locale import Phrases
from kijkraam.print import libraries

from .reading import SITE
from .test_files import WORKSHEET

pytestmark = pytest.mark.own_cache
COMMAND = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
SAID = f"Er zijn geen PDF-bestanden gemaakt, want WeasyPrint vindt Pango niet. Doe: {COMMAND}"


@pytest.fixture
def _without_pango(monkeypatch):
    monkeypatch.setattr(libraries, "libraries_missing", lambda: True)
    monkeypatch.setattr(libraries, "_system", lambda: "debian")


@pytest.mark.usefixtures("_without_pango")
def test_the_build_goes_on_and_says_what_to_install(draw, caplog):
    site = draw(SITE + WORKSHEET)

    with caplog.at_level(logging.INFO, "mkdocs.plugins.kijkraam"):
        site.build()

    assert (site.log, site.failed) == ([], False)
    assert [record.getMessage() for record in caplog.records if "PDF" in record.getMessage()] == [SAID]
    assert ".pdf" not in site.html("formulier/mijn-blad")


@pytest.mark.usefixtures("_without_pango")
def test_the_build_fails_when_files_on_paper_are_required(draw):
    site = draw(SITE.replace("[kijkraam]", "[{kijkraam: {pdf: required}}]") + WORKSHEET).build()

    assert site.failed


def test_missing_packages_are_told_with_the_command_that_installs_them(monkeypatch):
    monkeypatch.setattr(libraries, "PACKAGES", ("weasyprint", "een-pakket-dat-er-niet-is"))

    assert libraries.missing(Phrases("nl")) == (
        "Er zijn geen PDF-bestanden gemaakt, want de pakketten daarvoor ontbreken. "
        'Doe: pip install "mkdocs-kijkraam[pdf]".'
    )


@pytest.mark.parametrize("module", ["kijkraam.cli", "kijkraam.plugin", "kijkraam.collect.collection"])
def test_without_the_packages_of_the_extra_the_program_starts(module):
    start = (
        f"import sys; sys.modules.update(dict.fromkeys({(*libraries.PACKAGES, 'fontTools', 'PIL')})); import {module}"
    )

    subprocess.run([sys.executable, "-c", start], check=True)  # noqa: S603 - Python itself, with a line of the test


@pytest.mark.parametrize(
    ("told", "family"),
    [
        ({"ID": "debian"}, "debian"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "debian"),
        ({"ID": "fedora"}, "fedora"),
        ({"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "suse"),
        ({"ID": "onbekend"}, ""),
    ],
)
def test_the_family_of_a_linux_system_is_found(monkeypatch, told, family):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(libraries.platform, "freedesktop_os_release", lambda: told)

    assert libraries._system() == family


@pytest.mark.parametrize(("platform", "family"), [("darwin", "macos"), ("win32", "windows")])
def test_macos_and_windows_are_known(monkeypatch, platform, family):
    monkeypatch.setattr(sys, "platform", platform)

    assert libraries._system() == family
