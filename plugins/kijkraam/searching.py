"""What search reads of a page: of forms their words only, without what every form repeats.

A search index reads the HTML of each page tag by tag. Of a form nine tags in ten are controls, answers and buttons that
search must not find anyway; reading them takes longer than all else that is done for a page.
"""

import re
from collections.abc import Callable

FORM = re.compile(r"<(kijkraam-form|kijkraam-refer)\b.*?</\1>", re.DOTALL)
"""Elements of ours; they do not stand within each other."""
PLACE = re.compile(r'<kijkraam-form data-place="(\d+)">.*?</kijkraam-form>', re.DOTALL)
EXCLUDED = re.compile(r"<([a-z][a-z0-9-]*)\b[^>]*\sdata-search-exclude\b[^>]*>")
WITHOUT_END = {"input", "img", "br", "hr"}
HEADING_TAG = re.compile(r"<(h[1-6])(?:[^>]*?(\sid=\"[^\"]*\"))?[^>]*>")
OPENING = re.compile(r"<(p|li|ol|ul|section|div|form|details|table|tr|td|th|dl|dt|dd)\s[^>]*>")
WORDLESS = re.compile(r"</?(?:fieldset|legend|label|input|textarea|span|a|em|strong|button|cite|summary)\b[^>]*>")
"""Tags that no index keeps, of elements that hold no heading."""
SPACES = re.compile(r"\s+")
WITHIN = re.compile(r"(<[a-z][^>]*>) | (</)")
"""Spaces at the edges of an element; those between elements keep words apart."""
EMPTY = re.compile(r"<(p|li|div|details)></\1> ?")


def set_aside_forms(content: str, words: Callable[[str], str]) -> tuple[str, list[str]]:
    """Return the HTML of a page with only the `words` of its forms, and the forms as they were."""
    forms: list[str] = []

    def place(found: re.Match[str]) -> str:
        forms.append(found[0])
        return f'<kijkraam-form data-place="{len(forms) - 1}">{words(found[0])}</kijkraam-form>'

    return FORM.sub(place, content), forms


def put_back_forms(content: str, forms: list[str]) -> str:
    """Return the HTML of a page with its forms as they were."""
    return PLACE.sub(lambda found: forms[int(found[1])], content) if forms else content


def words_of(html: str) -> str:
    """Return what search may find in HTML of our templates: headings with their ids, paragraphs, lists and text."""
    kept, at = [], 0
    while found := EXCLUDED.search(html, at):
        kept.append(html[at : found.start()])
        at = found.end() if found[1] in WITHOUT_END else _end(html, found[1], found.end())
    html = "".join([*kept, html[at:]])
    html = html[html.index(">") + 1 : html.rindex("</")] if html.endswith(">") else ""
    html = HEADING_TAG.sub(r"<\1\2>", WORDLESS.sub("", html))
    html = WITHIN.sub(r"\1\2", SPACES.sub(" ", OPENING.sub(r"<\1>", html)))
    return EMPTY.sub("", html).strip()


def _end(html: str, tag: str, start: int) -> int:
    """Return where an element ends whose content begins at `start`."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(html, start):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return len(html)
