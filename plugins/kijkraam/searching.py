"""What search reads of a page: of forms their words only, without what every form repeats.

A search index reads the HTML of each page tag by tag. Of a form nine tags in ten are controls, answers and buttons that
search must not find anyway; reading them takes longer than all else that is done for a page.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

FORM = re.compile(r"<(kijkraam-form|kijkraam-refer)\b")
"""Elements of ours; they do not stand within each other."""
PLACE = re.compile(r'<kijkraam-form data-place="(\d+)">.*?</kijkraam-form>', re.DOTALL)
EXCLUDED = " data-search-exclude"
TAG = re.compile(r"<([a-z][a-z0-9-]*)")
WITHOUT_END = {"input", "img", "br", "hr"}
NOT_NESTED = {"p", "label", "summary", "button", "legend", "kijkraam-form", "kijkraam-refer"}
"""Elements that hold none of their own kind: these end at the first end tag."""
HEADING_TAG = re.compile(r"<(h[1-6])(?:[^>]*?(\sid=\"[^\"]*\"))?[^>]*>")
OPENING = re.compile(r"<(p|li|ol|ul|section|div|form|details|table|tr|td|th|dl|dt|dd)\s[^>]*>")
WORDLESS = re.compile(r"</?(?:fieldset|legend|label|input|textarea|span|a|em|strong|button|cite|summary)\b[^>]*>")
"""Tags that no index keeps, of elements that hold no heading."""
AT_START = re.compile(r"(<[a-z][^>]*>) ")
"""A space at the edge of an element; those between elements keep words apart."""
EMPTY = re.compile(r"<(p|li|div|details)></\1> ?")


def own_words(meta: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the search words that front matter gives to places of a page, by id; those of the page itself under "".

    `search: words:` has words for the page, or a mapping of ids to words.
    """
    search = meta.get("search")
    told = search.get("words") if isinstance(search, dict) else None
    by_place = told if isinstance(told, dict) else {"": told}
    return {
        str(place): list(map(str, words if isinstance(words, list) else [words]))
        for place, words in by_place.items()
        if words
    }


def add_words(entries: list[dict[str, Any]], url: str, words: Mapping[str, list[str]]) -> None:
    """Give search words to the places of the page that was read last, in the index that Material's search makes.

    The worker of the site knows them as a field of their own; nobody sees them.
    """
    for entry in reversed(entries):
        page, _, place = entry["location"].partition("#")
        if page != url:
            return
        if place in words:
            entry["words"] = " ".join(words[place])


def set_aside_forms(content: str, words: Callable[[str], str]) -> tuple[str, list[str]]:
    """Return the HTML of a page with only the `words` of its forms, and the forms as they were."""
    forms: list[str] = []
    kept, at = [], 0
    while found := FORM.search(content, at):
        kept.append(content[at : found.start()])
        at = _end(content, found[1], found.end())
        forms.append(content[found.start() : at])
        kept.append(f'<kijkraam-form data-place="{len(forms) - 1}">{words(forms[-1])}</kijkraam-form>')
    return "".join([*kept, content[at:]]), forms


def put_back_forms(content: str, forms: list[str]) -> str:
    """Return the HTML of a page with its forms as they were."""
    return PLACE.sub(lambda found: forms[int(found[1])], content) if forms else content


def words_of(html: str) -> str:
    """Return what search may find in HTML of our templates: headings with their ids, paragraphs, lists and text."""
    kept, at = [], 0
    while (mark := html.find(EXCLUDED, at)) >= 0:
        start = html.rfind("<", at, mark)
        tag = TAG.match(html, start) if start >= 0 else None
        if not tag or ">" in html[start:mark]:  # words of a text, not an attribute
            kept.append(html[at : mark + len(EXCLUDED)])
            at = mark + len(EXCLUDED)
            continue
        kept.append(html[at:start])
        at = html.index(">", mark) + 1
        if tag[1] not in WITHOUT_END:
            at = _end(html, tag[1], at)
    html = "".join([*kept, html[at:]])
    html = html[html.index(">") + 1 : html.rindex("</")] if html.endswith(">") else ""
    html = HEADING_TAG.sub(r"<\1\2>", WORDLESS.sub("", html))
    html = AT_START.sub(r"\1", " ".join(OPENING.sub(r"<\1>", html).split())).replace(" </", "</")
    return EMPTY.sub("", EMPTY.sub("", html)).strip()  # what is empty may hold what is empty


def _end(html: str, tag: str, start: int) -> int:
    """Return where an element ends whose content begins at `start`."""
    if tag in NOT_NESTED:
        end = html.find(f"</{tag}>", start)
        return len(html) if end < 0 else end + len(tag) + 3
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(html, start):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return len(html)
