"""Which files a browser can keep of a built site: each with its hash, so that one version never mixes with another."""

import hashlib
import json
import re
from pathlib import Path
from urllib.parse import quote

from kijkraam.late_search import INDEX

LIST = "kijkraam-offline.json"
WORKER = "sw.js"
ON_PAPER = {".pdf", ".xlsx"}
NOT_KEPT = re.compile(r"(^|/)\.|\.(map|gz|zip)$|^404\.html$|^assets/javascripts/lunr/")
"""What no reader needs: hidden files, maps of scripts, compressed copies, languages that are not searched."""
SHELL = re.compile(r"^(assets/(?!kijkraam/forms/)|search/)|^(manifest\.webmanifest|sitemap\.xml)$")
"""What pages share. The forms as scripts are for the page of teams only, and come when that is read."""
HOME = "index.html"
RECORDS = b"<kijkraam-records"
"""In the page of all that someone filled in: with it and the home page, what was kept is found without a network."""
SAFE = "/!$&'()*+,;=:@~"
"""What a browser leaves as it is in an address."""

Group = dict[str, tuple[str, int]]
"""Files by address, each with its hash and its bytes."""


def files_to_keep(site_dir: Path) -> dict[str, Group]:
    """Return the files of a built site: `pages` with their pictures, `paper`, and what all visitors need (`shell`)."""
    groups: dict[str, Group] = {"shell": {}, "pages": {}, "paper": {}}
    searched = _searched(site_dir)
    for path in sorted(file for file in site_dir.rglob("*") if file.is_file()):
        name = path.relative_to(site_dir).as_posix()
        if name in (LIST, WORKER) or (NOT_KEPT.search(name) and name not in searched):
            continue
        content = path.read_bytes()
        is_shared = SHELL.search(name) or name in searched or name == HOME or RECORDS in content
        group = "paper" if path.suffix in ON_PAPER else "shell" if is_shared else "pages"
        groups[group][quote(name, safe=SAFE)] = (digest(content), len(content))
    return groups


def _searched(site_dir: Path) -> set[str]:
    """Return what the search of the theme brings in for the languages of the site."""
    folder = site_dir / "assets/javascripts/lunr"
    try:
        languages = json.loads((site_dir / INDEX).read_text(encoding="utf-8"))["config"]["lang"]
    except (OSError, ValueError, KeyError):
        return set()
    wanted = {f"lunr.{name}.min.js" for name in (*languages, "stemmer.support", "multi")}
    return {path.relative_to(site_dir).as_posix() for path in folder.rglob("*.js") if path.name in wanted}


def write_list(site_dir: Path) -> str:
    """Write the list of files into a built site, and return the version that it makes."""
    content = json.dumps(files_to_keep(site_dir), separators=(",", ":"), sort_keys=True).encode()
    (site_dir / LIST).write_bytes(content)
    return digest(content)


def digest(content: bytes) -> str:
    """Return the hash by which files are told apart: eight bytes are enough against mistakes."""
    return hashlib.sha256(content).digest()[:8].hex()
