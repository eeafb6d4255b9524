"""The Content Security Policy of a built site: nothing goes to another host, no form is sent anywhere."""

import base64
import hashlib
import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self'{styles}; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'; frame-src 'self'"
)
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*\stype=[\"']?application/(?:ld\+)?json)[^>]*>(.*?)</script>",
    re.DOTALL | re.IGNORECASE,
)
INLINE_STYLE = re.compile(r"<style(?:\s[^>]*)?>(.*?)</style>", re.DOTALL | re.IGNORECASE)
# The policy must come before what it is about, and the encoding within the first 1024 bytes.
CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


def asking_elsewhere(theme: Mapping[str, object], plugins: Container[str]) -> list[str]:
    """Return the options by which a theme asks another host for fonts or scripts, that the policy would refuse.

    Material's plugin `privacy` brings such files to the site itself. Scripts of MkDocs' own theme for dark pages stop
    without the styles of code, so these are left to the policy.
    """
    if "privacy" in plugins or "material/privacy" in plugins:
        return []
    of_material = theme.get("name") == "material" and theme.get("font") is not False
    return ["font"] * of_material + ["highlightjs"] * (
        bool(theme.get("highlightjs")) and theme.get("color_mode", "light") == "light"
    )


def write_policy(site_dir: Path) -> list[Path]:
    """Write one policy, with the hashes of all inline scripts and styles of the site, into every page; return these.

    One script differs with the depth of the page. With instant navigation the policy of the first page holds for all
    later ones, so every page needs the hashes of all. A page that has it already stays as it is.
    """
    pages = sorted(site_dir.rglob("*.html"))
    scripts = {script for page in pages for script in INLINE_SCRIPT.findall(_read(page))}
    styles = {style for page in pages for style in INLINE_STYLE.findall(_read(page))}
    policy = POLICY.format(hashes=_hashes(scripts), styles=_hashes(styles))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    written = []
    for page in pages:
        text = _read(page)
        place = CHARSET.search(text) or HEAD.search(text)
        if place and meta not in text:
            _write(page, text[: place.end()] + meta + text[place.end() :])
            written.append(page)
    return written


def without_policy(text: str) -> str:
    """Return a page of a built site as it was before its policy was written."""
    return META.sub("", text, count=1)


def _hashes(texts: Iterable[str]) -> str:
    return "".join(f" 'sha256-{name}'" for name in sorted(map(digest, texts)))


def digest(script: str) -> str:
    """Return the hash that a browser makes of a script: with line ends as HTML reads them."""
    text = script.replace("\r\n", "\n").replace("\r", "\n")
    return base64.b64encode(hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()).decode()


def _read(page: Path) -> str:
    """Return a page with every byte kept: a maker's own page may have another encoding."""
    return page.read_bytes().decode("utf-8", "surrogateescape")


def _write(page: Path, text: str) -> None:
    page.write_bytes(text.encode("utf-8", "surrogateescape"))
