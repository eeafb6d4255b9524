"""HTML for paper: the same components as on screen, with what only works on a screen taken out."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kijkraam import __version__
from kijkraam.checklist.fields import Format
from kijkraam.form import Form
from kijkraam.forms.render import Renderer
from kijkraam.forms.templates import Templates, fill
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases
from kijkraam.print.document import Document, Label
from kijkraam.print.look import PRINT_ACCENT, picture, print_accent
from kijkraam.print.qr import qr_code

TERM_BUTTON = re.compile(r"<button\b[^>]*>(.*?)</button>", re.DOTALL)
NOWHERE = "#"
DEAD_LINK = re.compile(rf'<a href="{NOWHERE}">(.*?)</a>', re.DOTALL)
MANY_BOXES = re.compile(r'(<input type="checkbox" name=")([^"]+)(" value=")(?!ja")([^"]+)"')


def css_text(text: str) -> Markup:
    """Return a text as it stands between quotation marks in a style sheet in HTML: what could end it is a number."""
    return Markup("").join(
        letter if letter.isalnum() or letter in " .,:;-/" else f"\\{ord(letter):06x}" for letter in text
    )


INSTEAD = {
    "form.scratch_pad": "print.scratch_pad",
    "form.experience_title": "print.experience_title",
}
"""Phrases of the screen that say something else on paper, and what says it there."""


def on_paper(phrases: Phrases) -> Phrases:
    """Return the phrases as they are on paper, in every component."""
    return Phrases(
        phrases.language, phrases.starting_with("") | {key: phrases.text(own) for key, own in INSTEAD.items()}
    )


ON_PAPER = PackageLoader("kijkraam", "print/templates")


def environment(templates: Templates) -> Environment:
    """Return the templates for paper, which can use those of components."""
    made = templates.environment(ON_PAPER)
    made.filters["css_text"] = css_text
    return made


@cache
def style(name: str) -> str:
    """Return a style sheet for paper."""
    return (files(__package__) / "styles" / f"{name}.css").read_text(encoding="utf-8")


class Paper:
    """Makes the HTML of files on paper for one site.

    `address_of` gives the address of an id, counted from the root of the site; `site_url` is where the site is
    published, empty when that is not known. Without it there are no links and no QR codes.
    """

    def __init__(
        self, handbook: Handbook, phrases: Phrases, site_url: str, address_of: Callable[[str], str | None]
    ) -> None:
        self.handbook = handbook
        self.phrases = on_paper(phrases)
        self.site_url = site_url.rstrip("/") + "/" if site_url else ""
        self.address_of = address_of

    def renderer(self) -> Renderer:
        """Return a renderer of the components of a form, for one file."""
        renderer = Renderer(self.handbook, self.phrases, self._href)
        renderer.logo = picture(self.handbook.site.logo) if self.handbook.site.logo else None
        return renderer

    def _href(self, name: str) -> str | None:
        """Return where an id leads from paper; without the site's address, to nowhere: such a link is taken out."""
        address = self.address_of(name)
        if address is None:
            return None
        return self.site_url + address if self.site_url else NOWHERE

    def _own_look(self) -> str:
        """Return the colour of paper that the site's own style sheets choose."""
        accent = print_accent(self.handbook.site.styles)
        return f":root {{ {PRINT_ACCENT}: {accent}; }}\n" if accent else ""

    def document(
        self,
        template: str,
        renderer: Renderer,
        form: Form,
        kind: Format,
        title: str,
        *,
        labels: Mapping[str, Label] | None = None,
        **values: object,
    ) -> Document:
        """Return the document of a file."""
        url = self.site_url + form.url if self.site_url else ""
        told: dict[str, object] = {
            "r": renderer,
            "t": self.phrases,
            "form": form,
            "title": title,
            "format": kind.value,
            "program": f"kijkraam {__version__}",
            "url": url,
            "qr": Markup(qr_code(url)) if url else None,  # noqa: S704 - segno's own picture
            "css": Markup(self._own_look() + style("base") + style(template)),  # noqa: S704 - ours, and a colour
            **values,
        }
        made = fill(self.handbook, f"{template}.html.jinja", told, environment)
        info = {
            "KijkraamForm": form.id,
            "KijkraamVersion": str(form.checklist.version),
            "KijkraamFormat": kind.value,
        }
        return Document(for_paper(made), labels or {}, info)


def for_paper(html: str) -> str:
    """Return HTML without buttons and without links that lead nowhere, and with a name of its own for each box."""
    html = DEAD_LINK.sub(r"\1", TERM_BUTTON.sub(r"\1", html))
    return MANY_BOXES.sub(r'\1\2--\4\3ja"', html)
