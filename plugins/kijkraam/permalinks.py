"""A link beside each heading, pane and item, to copy: whole in HTML, an ordinary link without a script."""

import html
import re
from collections.abc import Callable

from kijkraam.inline import without_markup
from kijkraam.locale import Phrases

HEADING = re.compile(r'<(h[2-6])((?:\s[^>]*?)?\sid="([^"]+)"[^>]*)>(.*?)</\1>', re.DOTALL)
MADE = re.compile(r'class="(?:kijkraam-permalink|headerlink)"')
"""By a component of a form, or by the option `permalink` of Markdown's own table of contents."""


def permalink(href: str, title: str, phrases: Phrases) -> str:
    """Return the link; `title` is what it leads to, in plain words."""
    label = html.escape(phrases("refer.link", title=title.rstrip(".")))
    return f'<a class="kijkraam-permalink" href="{html.escape(href)}" aria-label="{label}"></a>'


def heading(tag: str, attributes: str, element_id: str, content: str, link: str) -> str:
    """Return a heading with a link in it that is no part of the heading's name."""
    name = f"{element_id}--kop"
    return f'<{tag}{attributes} aria-labelledby="{name}"><span id="{name}">{content}</span>{link}</{tag}>'


def with_permalinks(content: str, phrases: Phrases, home_of: Callable[[str], str | None]) -> str:
    """Return the HTML of a page with a link in each heading that has an id and no such link yet.

    `home_of` gives the address of what has its place elsewhere and is only shown here, by its id.
    """

    def put(found: re.Match[str]) -> str:
        tag, attributes, element_id, words = found.groups()
        title = without_markup(words).strip()
        if MADE.search(words) or "aria-label" in attributes or not title:
            return found[0]
        href = home_of(element_id) or f"#{element_id}"
        return heading(tag, attributes, element_id, words, permalink(href, title, phrases))

    return HEADING.sub(put, content)
