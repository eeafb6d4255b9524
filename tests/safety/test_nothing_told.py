"""What is built tells of nobody, and a build asks nobody."""

import re
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from .hostile import hostile_files
from .test_texts_of_makers import DRAWING

ROOT = Path(__file__).parent.parent.parent
OWN = ("plugins/kijkraam", "docs", "checklists", "overrides")
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_[A-Za-z0-9]{36}|\bAKIA[0-9A-Z]{16}\b|\bxox[abp]-[0-9A-Za-z-]{10,}"
    r"|(?i:\b(?:api_?key|secret|passwd|token)\b[\"']?\s*[:=]\s*[\"'][A-Za-z0-9+/_-]{16,}[\"'])"
)
PERSONAL = re.compile(
    r"\b[\w.+-]+@(?!voorbeeld\.|example\.)[\w-]+\.(?:nl|com|org|net|eu)\b"
    r"|\b06[- ]?\d{2}[- ]?\d{2}[- ]?\d{2}[- ]?\d{2}\b"
    r"|/(?:home|Users)/[a-z]+/"
)
"""Addresses of e-mail, mobile telephones, and folders of people."""


@pytest.mark.parametrize("pattern", [SECRET, PERSONAL], ids=["secret", "personal"])
def test_no_file_holds_a_secret_or_a_person(pattern: re.Pattern[str]):
    ends = {".py", ".js", ".md", ".yml", ".jinja", ".html", ".css", ".json", ".toml", ".txt"}
    files = [path for folder in OWN for path in (ROOT / folder).rglob("*") if path.suffix in ends]
    files += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in ends]
    found = {
        path.relative_to(ROOT).as_posix(): match[0]
        for path in files
        if (match := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    }

    assert len(files) > 300
    assert found == {}


def test_a_site_is_built_without_a_network(draw, monkeypatch: pytest.MonkeyPatch):
    site = draw(DRAWING)
    for path, text in hostile_files("Woorden.").items():
        site.write(path, text)
    site.packages = True

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the build asked for something elsewhere")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    site.build(strict=False)

    assert not site.failed
    assert [line for line in site.log if "elsewhere" in line] == []
