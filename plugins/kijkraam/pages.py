"""What surrounds the text of a handbook page: its sources, its audience, its reading time."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.structure.pages import Page

from kijkraam.checklist.fields import Audience
from kijkraam.checklist.model import Source
from kijkraam.checklist.problems import Problem, in_order, mend_by_name
from kijkraam.form import Form
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases
from kijkraam.web import SCRIPTS, STYLES

WORDS_PER_MINUTE = 200
"""Reading speed for plain text on a screen."""
WORD = re.compile(r"\w[\w'’-]*")


@dataclass
class PageAbout:
    """What the front matter of a page says, with what is wrong in it as codes of `problem.` phrases and their words."""

    sources: list[Source] = field(default_factory=list)
    audience: list[Audience] = field(default_factory=list)
    problems: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def read_about(meta: Mapping[str, object], handbook: Handbook) -> PageAbout:
    """Return sources and audience of a page from its front matter."""
    about = PageAbout()
    told = meta.get("source") or []
    for entry in told if isinstance(told, list) else [told]:
        work = entry.get("work") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or work not in handbook.works:
            variant, near = mend_by_name(str(work), handbook.works)
            about.problems.append((f"unknown_work{variant}", {"name": str(work), **near}))
            continue
        known = {key: str(value) for key, value in entry.items() if key in Source.model_fields}
        about.sources.append(Source(**known))
    readers = meta.get("audience") or []
    for reader in readers if isinstance(readers, list) else [readers]:
        names = [member.value for member in Audience]
        if reader in names:
            about.audience.append(Audience(reader))
        else:
            variant, near = mend_by_name(str(reader), names)
            words = {"key": "audience", "value": str(reader), **(near or {"known": ", ".join(names)})}
            about.problems.append((f"unknown_choice{variant if near else '.list'}", words))
    return about


def reading_minutes(markdown: str) -> int | None:
    """Return the reading time of a text in minutes, or None for a page of links and lists under half a minute."""
    prose = re.sub(r"^:::.*$|\]\[[^\]]*\]|\]\([^)]*\)|\{[^}]*\}", " ", markdown, flags=re.MULTILINE)
    minutes = len(WORD.findall(prose)) / WORDS_PER_MINUTE
    return max(1, round(minutes)) if minutes >= 0.5 else None


def form_page(form: Form) -> str:
    """Return the Markdown of a form's own page."""
    meta = {"title": form.title, "description": form.checklist.summary, "kijkraam": {"form": form.id}}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
    return f"---\n{head}---\n\n::: {form.id}\n"


def broken_page(form_id: str) -> str:
    """Return the Markdown of the page of a form whose file cannot be read; the panel above it tells why."""
    return f"---\ntitle: {form_id}\n---\n\n# {form_id}\n"


def tooltips(content: str, renderer: Renderer, glossary_href: str | None) -> str:
    """Return the explanations of the terms that a page's HTML uses."""
    names = dict.fromkeys(re.findall(r'popovertarget="begrip--([a-z0-9-]+)"', content))
    return renderer.tooltips(names, glossary_href) if names else ""


def source_text(page: Page) -> str:
    """Return the text of a page as its maker wrote it, front matter included."""
    try:
        return page.file.content_string
    except (OSError, ValueError):
        return page.markdown or ""


def problem_in_page(name: str, source: str, fragment: str, code: str, words: dict[str, str]) -> Problem:
    """Return a problem at the first place of `fragment` in a page's text."""
    at = source.find(fragment) if fragment else 0
    at = max(at, 0)
    line = source.count("\n", 0, at) + 1
    return Problem(name, line, at - (source.rfind("\n", 0, at) + 1) + 1, code, words)


def problem_panel(problems: list[Problem], phrases: Phrases) -> str:
    """Return what a maker sees in the browser while serving: each problem with its place and its mend."""
    rows = "".join(
        f"<li><code>{html.escape(f'{p.path}:{p.line}:{p.column}')}</code> {html.escape(p.text(phrases))}</li>"
        for p in in_order(problems)
    )
    count = phrases("check.found", n=len(in_order(problems)))
    return f'<div class="kijkraam kijkraam-problems" role="alert"><p><strong>{count}</strong></p><ul>{rows}</ul></div>'


POLICY_MARK = "kijkraam-script-hashes"
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; object-src 'none'; frame-src 'self'"
)
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>(.*?)</script>", re.DOTALL
)


def complete_head(output: str, base: str, assets: str, *, with_policy: bool) -> str:
    """Return a page with the styles, scripts and policy that it needs; `base` leads from it to the site's root."""
    needed = [name for name, mark in SCRIPTS.items() if mark in output]
    sheets = ["kijkraam"] if 'class="kijkraam' in output else []
    sheets += [name for name in needed if name in STYLES]
    links = "".join(f'<link rel="stylesheet" href="{base}{assets}/{name}.css">' for name in sheets)
    scripts = "".join(f'<script src="{base}{assets}/{name}.js" defer></script>' for name in needed)
    output = output.replace("</head>", links + "</head>", 1)
    # Instant navigation runs the scripts of the content of a new page, not those of its head.
    content, end, rest = output.rpartition("</main>" if "</main>" in output else "</body>")
    output = content + scripts + end + rest
    if with_policy:
        policy = POLICY.format(hashes=POLICY_MARK)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        output = re.sub(r"(<meta charset=[^>]*>)", lambda match: match[1] + meta, output, count=1)
    return output


def write_policy(site_dir: Path) -> None:
    """Write the hashes of all inline scripts of the site into the policy of every page.

    One script differs with the depth of the page. With instant navigation the policy of the first page holds for all
    later ones, so every page needs the hashes of all.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(site_dir.rglob("*.html"))}
    scripts = {script for text in texts.values() for script in INLINE_SCRIPT.findall(text)}
    digests = sorted(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
    for path, text in texts.items():
        if POLICY_MARK in text:
            path.write_text(text.replace(POLICY_MARK, hashes), encoding="utf-8")
