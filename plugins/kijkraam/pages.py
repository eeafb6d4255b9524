"""One handbook page: what its Markdown and its front matter ask for, and what surrounds its text."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from kijkraam.addresses import anchors_of
from kijkraam.blocks import KijkraamBlocks
from kijkraam.checklist.fields import Audience, is_day
from kijkraam.checklist.model import Source
from kijkraam.checklist.problems import Problem, in_order, mend_by_name
from kijkraam.checklist.yaml_reader import KEY
from kijkraam.form import Form
from kijkraam.forms.render import PAGE_COMPONENTS, WHILE_SERVING, Renderer
from kijkraam.handbook import Handbook
from kijkraam.hrefs import Hrefs
from kijkraam.inline import InlineMarkdown, KijkraamLinks, without_markup
from kijkraam.lessons.page import problems_of
from kijkraam.moved import is_address
from kijkraam.places import PageText, Place
from kijkraam.policy import CHARSET, HEAD
from kijkraam.web import SCRIPTS, STYLE_MARKS

WORDS_PER_MINUTE = 200
"""Reading speed for plain text on a screen."""
WORD = re.compile(r"\w[\w'’-]*")
WIDE_TABLE = 4
"""Columns from which a table asks for the whole width of the page."""
PAGE_COMPONENT = re.compile(rf'class="(?:kijkraam )?kijkraam-({"|".join(sorted(PAGE_COMPONENTS))})')
ELEMENT = re.compile(r"<kijkraam-[a-z]+")
OWN_SCRIPT = re.compile(r'<script src="[^"]*assets/kijkraam/[^"]*" defer></script>')
TERM_BUTTON = re.compile(r'popovertarget="begrip--([a-z0-9-]+)"')

KEYS = {"audience", "changed", "edition", "moved", "quick_exit", "related", "source", "story", "was"}
"""Keys of ours in the front matter of a page."""

Loc = tuple[int | str, ...]
"""A place in front matter: keys and list positions."""


@dataclass(frozen=True)
class MetaProblem:
    """Something wrong in front matter: where, and the code and words of a phrase `problem.<code>`."""

    loc: Loc
    code: str
    words: dict[str, str]


@dataclass
class PageAbout:
    """What the front matter of a page says, with what is wrong in it."""

    sources: list[Source] = field(default_factory=list)
    audience: list[Audience] = field(default_factory=list)
    edition: str = ""
    changed: str = ""
    """Day of this edition, as `2026-11-22`."""
    was: list[str] = field(default_factory=list)
    """Addresses that this page had before, relative to the site's root."""
    moved: dict[str, str] = field(default_factory=dict)
    """Where parts of this page went: an id by the anchor that they had here."""
    quick_exit: bool = False
    """Whether there is a quick way out of it."""
    problems: list[MetaProblem] = field(default_factory=list)


def read_about(meta: Mapping[str, object], handbook: Handbook) -> PageAbout:
    """Return what the front matter of a page says of it."""
    about = PageAbout(quick_exit=meta.get("quick_exit") is True)
    about.problems += _misspelt(meta)
    for loc, entry in _members("source", meta.get("source")):
        found = list(_source_problems(loc, entry, handbook))
        about.problems += found
        if isinstance(entry, dict) and not found:
            about.sources.append(Source(**{key: str(value) for key, value in entry.items()}))
    for loc, name in _members("related", meta.get("related")):
        if not isinstance(name, str) or handbook.target(name) is None:
            variant, near = mend_by_name(str(name), handbook.names())
            about.problems.append(MetaProblem(loc, f"unknown_reference{variant}", {"name": str(name), **near}))
    names = [member.value for member in Audience]
    for loc, reader in _members("audience", meta.get("audience")):
        if reader in names:
            about.audience.append(Audience(reader))
        else:
            variant, near = mend_by_name(str(reader), names)
            about.problems.append(
                MetaProblem(loc, f"unknown_choice{variant}", {"key": "audience", "value": str(reader), **near})
            )
    _read_edition(about, meta)
    _read_moved(about, meta, handbook)
    return about


def _misspelt(meta: Mapping[str, object]) -> Iterator[MetaProblem]:
    """Yield what is meant as a key of ours and is not; other keys are of MkDocs, or of another plugin."""
    if not isinstance(meta.get("search", {}), dict):
        yield MetaProblem(("search",), "expected_mapping", {"name": "search"})
    told = meta.get("quick_exit", False)
    if not isinstance(told, bool):
        yield MetaProblem(("quick_exit",), "bad_flag", {"value": str(told)})
    for key in meta:
        meant = str(key).lower().replace("-", "_").replace(" ", "_")
        if meant != key and meant in KEYS:
            yield MetaProblem((str(key), KEY), "unknown_key.near", {"key": str(key), "nearest": meant})


def _read_edition(about: PageAbout, meta: Mapping[str, object]) -> None:
    """Take over which edition a page is, and of which day."""
    for key in ("edition", "changed"):
        told = meta.get(key)
        if told is None:
            continue
        text = str(told).strip()
        if isinstance(told, list | dict) or not text:
            about.problems.append(MetaProblem((key,), "not_text", {"name": key}))
        elif key == "changed" and not is_day(text):
            about.problems.append(MetaProblem((key,), "bad_day", {"value": text}))
        else:
            setattr(about, key, text)


def _read_moved(about: PageAbout, meta: Mapping[str, object], handbook: Handbook) -> None:
    """Take over which addresses a page had before, and where parts of it went."""
    for loc, address in _members("was", meta.get("was")):
        if is_address(str(address)):
            about.was.append(str(address))
        else:
            about.problems.append(MetaProblem(loc, "bad_address", {"value": str(address)}))
    parts = meta.get("moved") or {}
    if not isinstance(parts, dict):
        about.problems.append(MetaProblem(("moved",), "expected_mapping", {"name": "moved"}))
        return
    for anchor, name in parts.items():
        if isinstance(name, str) and handbook.target(name):
            about.moved[str(anchor)] = name
        else:
            variant, near = mend_by_name(str(name), handbook.names())
            about.problems.append(
                MetaProblem(("moved", str(anchor)), f"unknown_reference{variant}", {"name": str(name), **near})
            )


def _members(key: str, told: object) -> Iterator[tuple[Loc, object]]:
    """Yield the members of a list in front matter with their places; a single value is a list of one."""
    if isinstance(told, list):
        for index, member in enumerate(told):
            yield (key, index), member
    elif told is not None:
        yield (key,), told


def _source_problems(loc: Loc, entry: object, handbook: Handbook) -> Iterator[MetaProblem]:
    if not isinstance(entry, dict):
        yield MetaProblem(loc, "expected_mapping", {"name": "source"})
        return
    for key, value in entry.items():
        if key not in Source.model_fields:
            variant, near = mend_by_name(str(key), Source.model_fields)
            yield MetaProblem((*loc, str(key), KEY), f"unknown_key{variant}", {"key": str(key), **near})
        elif not isinstance(value, str | int | float):
            yield MetaProblem((*loc, key), "not_text", {"name": key})
        elif not str(value).strip():
            yield MetaProblem((*loc, key), "empty_text", {"name": key})
        elif key == "work" and value not in handbook.works and "_sources.yml" not in handbook.broken_shared:
            variant, near = mend_by_name(str(value), handbook.works)
            yield MetaProblem((*loc, key), f"unknown_work{variant}", {"name": str(value), **near})
    if "work" not in entry:
        yield MetaProblem(loc, "source_without_work", {})


def resolve_refs(value: object, hrefs: Hrefs, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Give every `ref` in front matter its `url` from the site's root; yield those that are unknown."""
    if isinstance(value, list):
        for index, member in enumerate(value):
            yield from resolve_refs(member, hrefs, (*loc, index))
    elif isinstance(value, dict):
        name = value.get("ref")
        url = hrefs.from_root(name) if isinstance(name, str) else None
        if url is not None:
            value["url"] = url
        elif isinstance(name, str):
            yield (*loc, "ref"), name
        for key, member in value.items():
            yield from resolve_refs(member, hrefs, (*loc, str(key)))


@dataclass
class PageMarkup:
    """What one page asks for: in its front matter, by links and by blocks. Markdown fills in `links` and `blocks`."""

    about: PageAbout
    unknown_refs: list[tuple[Loc, str]]
    links: KijkraamLinks
    blocks: KijkraamBlocks

    def problems(self, name: str, text: str, handbook: Handbook) -> list[Problem]:
        """Return what is wrong in the page, in order; `name` is its path as shown, `text` as its maker wrote it."""
        page = PageText(text)
        found = self.links.found
        unknown_terms = set() if "_glossary.yml" in handbook.broken_shared else found.terms - set(handbook.terms)
        problems = [
            *(Problem(name, *page.of_meta(p.loc), p.code, p.words) for p in self.about.problems),
            *(
                Problem(name, *page.of_block(block.words, block.nth), block.error.code, block.error.words)
                for block in self.blocks.misplaced
            ),
            *(_unknown_reference(name, page.of_meta(loc), ref, handbook) for loc, ref in self.unknown_refs),
            *(
                _unknown_reference(name, place, ref, handbook)
                for ref in found.unknown
                if re.split(r"[?#]", ref)[0] not in handbook.broken  # what is wrong is told at its own file
                for place in page.of_reference(ref)
            ),
            *(_unknown_term(name, place, term, handbook) for term in unknown_terms for place in page.of_term(term)),
            *(
                Problem(name, *place, "unsafe_link", {"link": link[:60]})
                for link in found.unsafe
                for place in page.of_link(link)
            ),
            *problems_of(name, text, handbook),
        ]
        return in_order(problems)


def _unknown_reference(path: str, place: Place, name: str, handbook: Handbook) -> Problem:
    form_id, _, part = name.partition("#")
    form_id, _, selection = form_id.partition("?")
    form = handbook.forms.get(form_id)
    if form and selection:
        panes = ", ".join(pane.id for pane in form.panes)
        return Problem(path, *place, "unknown_selection", {"form": form_id, "panes": panes})
    if form and part:
        variant, near = mend_by_name(part, anchors_of(form))
        return Problem(path, *place, f"unknown_part{variant}", {"name": part, "form": form_id, **near})
    variant, near = mend_by_name(form_id, handbook.names())
    return Problem(path, *place, f"unknown_reference{variant}", {"name": name, **near})


def _unknown_term(path: str, place: Place, name: str, handbook: Handbook) -> Problem:
    variant, near = mend_by_name(name, handbook.terms)
    return Problem(path, *place, f"unknown_term{variant}", {"name": name, **near})


def reading_minutes(markdown: str) -> int | None:
    """Return the reading time of a text in minutes, or None for a page of links and lists under half a minute."""
    prose = re.sub(r"^:::.*$|\]\[[^\]]*\]|\]\([^)]*\)|\{[^}]*\}", " ", markdown, flags=re.MULTILINE)
    minutes = len(WORD.findall(prose)) / WORDS_PER_MINUTE
    return max(1, round(minutes)) if minutes >= 0.5 else None


def form_pages(handbook: Handbook) -> Iterator[tuple[Form, str]]:
    """Yield each form with the Markdown of its own page."""
    inline = InlineMarkdown(lambda _: "#")
    for form in handbook.forms.values():
        meta: dict[str, object] = {
            "title": without_markup(inline(form.title)),
            "description": without_markup(inline(form.checklist.summary)),
            "kijkraam": {"form": form.id},
        }
        if any(len(question.item.columns or []) >= WIDE_TABLE for question in form.questions):
            meta["hide"] = ["toc"]  # a wide table takes the room; the form has a list of its panes of its own
        head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
        yield form, f"---\n{head}---\n\n::: {form.id}\n"


def escape_meta(meta: MutableMapping[str, Any]) -> None:
    """Make the words about a form safe in HTML, where they stand in a theme: it writes them as they are."""
    for name in ("title", "description"):
        if isinstance(meta.get(name), str):
            meta[name] = Markup.escape(meta[name])


def with_lesson(content: str, head: str) -> str:
    """Return the content of a lesson with what stands at its top: below the lead, before the first part."""
    before, heading, after = content.partition("<h2")
    return f"{before}{head}{heading}{after}"


def tooltips(content: str, renderer: Renderer, glossary_href: str | None) -> str:
    """Return the explanations of the terms that a page's HTML uses, and of those that these explanations use."""
    names = dict.fromkeys(TERM_BUTTON.findall(content))
    made = renderer.tooltips(names, glossary_href) if names else ""
    while more := dict.fromkeys(TERM_BUTTON.findall(made)).keys() - names.keys():
        names |= dict.fromkeys(sorted(more))
        made = renderer.tooltips(names, glossary_href)
    return made


def scripts(content: str, base: str, assets: str) -> str:
    """Return the scripts that a page's content needs; `base` leads from the page to the site's root.

    They stand in the content: with instant navigation, Material runs what stands there, and not what comes in the head.
    """
    there = set(ELEMENT.findall(content))
    needed = [name for name, mark in SCRIPTS.items() if mark in there]
    return "".join(f'<script src="{base}{assets}/{name}.js" defer></script>' for name in needed)


def as_copy(output: str, base: str, assets: str, *, with_dark: bool) -> str:
    """Return a page that another plugin made of pages of the site: with their styles, and without their scripts.

    What is filled in there would have no place: each form stands on a page of its own.
    """
    return with_head(OWN_SCRIPT.sub("", output), base, assets, (), with_dark=with_dark)


def with_head(output: str, base: str, assets: str, metadata: Iterable[tuple[str, str]], *, with_dark: bool) -> str:
    """Return a page with styles, script and metadata in its head; `base` leads from the page to the site's root.

    `with_dark` adds the colours of dark pages.
    """
    sheets = ["kijkraam", *(["dark"] if with_dark else [])] if 'class="kijkraam' in output else []
    sheets += ["pages"] if PAGE_COMPONENT.search(output) else []
    sheets += [WHILE_SERVING] if f'class="kijkraam kijkraam-{WHILE_SERVING}"' in output else []
    sheets += [name for name, mark in STYLE_MARKS.items() if mark in output]
    links = "".join(f'<link id="style-{name}" rel="stylesheet" href="{base}{assets}/{name}.css">' for name in sheets)
    metas = "".join(f'<meta name="{name}" content="{html.escape(content)}">' for name, content in metadata)
    output = output.replace("</head>", f"{metas}{links}</head>", 1)
    # First, not deferred: it chooses how the page looks before it is seen, and what the theme's scripts count on.
    place = CHARSET.search(output) or HEAD.search(output)
    script = f'<script src="{base}{assets}/page.js"></script>'
    return output[: place.end()] + script + output[place.end() :] if place else output
