"""The handbook as a folder that opens without a server (`file://`), in a zip file that is the same for the same site.

Made of a built site: links lead to files instead of folders, and the search of the theme, which needs a worker, makes
place for one of our own.
"""

import json
import posixpath
import re
import shutil
import tempfile
import zipfile
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urljoin

from kijkraam.forms.render import ZIP_SIZE
from kijkraam.late_search import INDEX, texts_of
from kijkraam.late_search import TEXTS as LATE_TEXTS
from kijkraam.locale import Phrases
from kijkraam.offline.listing import LIST, NOT_KEPT, ON_PAPER, WORKER
from kijkraam.policy import without_policy, write_policy
from kijkraam.web import script

ZIP_NAME = "handboek-offline.zip"
FOLDER = "handboek"
"""The folder in the zip file."""
FIND = "search/find.js"
TEXTS = "search/index.js"
LEFT_OUT = re.compile(
    rf"^({re.escape(INDEX)}|{re.escape(LATE_TEXTS)}|{LIST}|{WORKER}|sitemap\.xml|manifest\.webmanifest|kijkraam-adressen\.json)$"
)
WORKERS = "assets/javascripts/workers/"

ADDRESS = re.compile(r'(\s(?:href|data-records)=")([^"]*)(")')
REFRESH = re.compile(r'(<meta http-equiv="refresh" content="[^"]*?url=)([^"]*)(")', re.IGNORECASE)
IN_DATA = re.compile(r'("url":")([^"\\]*)(")')
DATA = re.compile(r"<template data-kijkraam[^>]*>.*?</template>", re.DOTALL)
FILE_LINK = re.compile(
    r'(?P<before><a\s[^>]*?href=")(?P<address>[^":]+\.(?:pdf|xlsx|zip|imscc|json)(?:[?#][^"]*)?)(?P<after>"[^>]*>)(?P<text>.*?)</a>',
    re.DOTALL,
)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
MANIFEST = re.compile(r'<link rel="manifest"[^>]*>')
KEEPING = re.compile(r"<kijkraam-offline[^>]*>.*?</kijkraam-offline>", re.DOTALL)
SEARCH_PART = re.compile(r'data-md-component="search(?:-query|-result)?"')
SEARCH_FORM = '<form class="md-search__form"'
TAG = re.compile(r"<[^>]*>")
MEGABYTE = 1_000_000
BEGINNING_OF_TIME = (1980, 1, 1, 0, 0, 0)


def add_zip(site_dir: Path, phrases: Phrases, *, with_paper: bool) -> None:
    """Write the zip file into a built site that has no policy yet, and its size into the pages that lead to it."""
    path = site_dir / ZIP_NAME
    write_zip(site_dir, path, phrases, with_paper=with_paper)
    size = phrases("offline.zip_size", size=max(1, round(path.stat().st_size / MEGABYTE)))
    for page in site_dir.rglob("*.html"):
        content = page.read_bytes()
        if ZIP_SIZE.encode() in content:
            page.write_bytes(content.replace(ZIP_SIZE.encode(), size.encode()))


def write_zip(site_dir: Path, path: Path, phrases: Phrases, *, with_paper: bool) -> None:
    """Write the zip file of a built site to `path`. `with_paper`: with the files to print."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        left_out = _copy(site_dir, copy, with_paper=with_paper)
        for page in sorted(copy.rglob("*.html")):
            name = page.relative_to(copy)
            text = page.read_bytes().decode("utf-8", "surrogateescape")
            made = _page(text, name.as_posix(), left_out, phrases)
            page.write_bytes(made.encode("utf-8", "surrogateescape"))
        _write_search(site_dir, copy)
        write_policy(copy)
        _pack(copy, path)


def _copy(site_dir: Path, copy: Path, *, with_paper: bool) -> set[str]:
    """Copy what belongs in a folder, and return the names of the other files."""
    left_out = set()
    for source in sorted(file for file in site_dir.rglob("*") if file.is_file()):
        name = source.relative_to(site_dir).as_posix()
        is_kept = not (NOT_KEPT.search(name) or LEFT_OUT.search(name) or name.startswith(WORKERS))
        if not is_kept or (source.suffix in ON_PAPER and not with_paper):
            left_out.add(name)
            continue
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy / name)
    return left_out


def _page(text: str, name: str, left_out: set[str], phrases: Phrases) -> str:
    """Return a page as it opens from a folder; `left_out` are the files of the site that the folder does not have."""
    base = "../" * name.count("/")
    text = without_policy(text)
    text = _without_dead_links(text, name, left_out, phrases)
    text = ADDRESS.sub(_to_file, text)
    text = REFRESH.sub(_to_file, text)
    text = DATA.sub(lambda data: IN_DATA.sub(_to_file, data[0]), text)
    text = KEEPING.sub(f'<p class="kijkraam">{phrases("offline.is_copy")}</p>', text)
    text = MANIFEST.sub("", text)
    if "md-search__input" in text:
        text = SEARCH_PART.sub("", text).replace(f'{SEARCH_FORM} name="search"', SEARCH_FORM)
        text = text.replace("</body>", f'<script src="{base}{FIND}"></script></body>', 1)
    return text


def _without_dead_links(text: str, name: str, left_out: set[str], phrases: Phrases) -> str:
    """Links to files that the folder does not have lead to the site, or tell that the file is not here."""
    canonical = CANONICAL.search(text)
    page = unescape(canonical[1]) if canonical else ""
    folder = posixpath.dirname(name)

    def mend(link: re.Match[str]) -> str:
        address = unescape(link["address"])
        path = unquote(address.partition("?")[0].partition("#")[0])
        if posixpath.normpath(posixpath.join(folder, path)) not in left_out:
            return link[0]
        if page:
            return f"{link['before']}{escape(urljoin(page, address))}{link['after']}{link['text']}</a>"
        return f"{link['text']} ({phrases('offline.not_in_copy')})"

    return FILE_LINK.sub(mend, text)


def _to_file(found: re.Match[str]) -> str:
    return f"{found[1]}{file_of(found[2])}{found[3]}"


def file_of(address: str) -> str:
    """Return the address of the file that a server sends for a folder; other addresses stay as they are."""
    path, rest = re.fullmatch(r"([^?#]*)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr] # it always fits
    is_relative = path and not path.startswith("/") and ":" not in path
    if is_relative and (path.endswith("/") or posixpath.basename(path) in {".", ".."}):
        return f"{path.rstrip('/')}/index.html{rest}"
    return str(address)


def _write_search(site_dir: Path, copy: Path) -> None:
    """Write the texts to search and what searches them, as classic scripts."""
    try:
        entries = json.loads(texts_of(site_dir).read_text(encoding="utf-8"))["docs"]
    except (OSError, ValueError, KeyError):
        return
    pages = {entry["location"]: _plain(entry["title"]) for entry in entries if "#" not in entry["location"]}
    texts = [
        (
            _location(entry["location"]),
            _plain(entry["title"]),
            _plain(entry["text"]),
            pages.get(entry["location"].partition("#")[0], "") if "#" in entry["location"] else "",
            entry.get("words", ""),
            entry.get("boost", 1),
        )
        for entry in entries
    ]
    told = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    (copy / TEXTS).parent.mkdir(parents=True, exist_ok=True)
    (copy / TEXTS).write_text(f"globalThis.kijkraamTexts={told};\n", encoding="utf-8", newline="\n")
    (copy / FIND).write_text(script("find"), encoding="utf-8", newline="\n")


def _location(address: str) -> str:
    path, hash_sign, anchor = address.partition("#")
    return f"{file_of(path) if path else 'index.html'}{hash_sign}{anchor}"


def _plain(text: str) -> str:
    return " ".join(unescape(TAG.sub(" ", text)).split())


def _pack(folder: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{file.relative_to(folder).as_posix()}", BEGINNING_OF_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
