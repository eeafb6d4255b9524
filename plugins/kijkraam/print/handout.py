"""Handouts of a lesson on A4: one for the teacher, with all of it, and one for students."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from kijkraam import __version__
from kijkraam.blocks import Blocks, KijkraamBlocks
from kijkraam.form import FORM_FOLDER, Form
from kijkraam.forms.render import Renderer
from kijkraam.forms.templates import fill
from kijkraam.inline import KijkraamLinks
from kijkraam.lessons.files import LessonFile
from kijkraam.lessons.model import Part, Reader
from kijkraam.print.document import Document, Label
from kijkraam.print.labels import labels_of
from kijkraam.print.paper import Paper, environment, for_paper, style
from kijkraam.print.qr import qr_code

EXTENSIONS = ["admonition", "attr_list", "def_list", "tables"]
"""The Markdown that lessons are written in, beside our own."""
UNKNOWN_SITE = "…/"
"""Stands for the address of a site that is not told, as the handbook itself writes it."""
LINK_ELSEWHERE = re.compile(rf'<a href="{UNKNOWN_SITE}[^"]*">(.*?)</a>', re.DOTALL)
EMPTY_FIELD = re.compile("…{4,}")
"""A row of dots, where the teacher or student writes the programme's own code."""
CODE = "code"
"""Name of the field for it."""


def handout(paper: Paper, file: LessonFile) -> Document:
    """Return a handout of a lesson."""
    page, reader = file.page, file.reader
    renderer = Renderer(paper.handbook, paper.phrases, lambda name: _href(paper, name))
    sheet = paper.handbook.forms.get(page.lesson.hand_in or "") if reader is Reader.STUDENT else None
    address = _address(file, sheet)
    url = f"{paper.site_url}{address}" if paper.site_url and address else ""
    parts = list(_parts(paper, renderer, file))
    has_code = any(f'name="{CODE}"' in html for _, _, html in parts)
    told: dict[str, object] = {
        "r": renderer,
        "t": paper.phrases,
        "page": page,
        "reader": reader.value,
        "lead": _html(paper, renderer, page.lead) if reader is Reader.TEACHER else "",
        "parts": parts,
        "sheet": sheet,
        "unknown_site": not paper.site_url and any(UNKNOWN_SITE in html for _, _, html in parts),
        "program": f"kijkraam {__version__}",
        "url": url,
        "qr": Markup(qr_code(url)) if url else None,  # noqa: S704 - segno's own picture
        "css": Markup(style("base") + style("sheet") + style("handout")),  # noqa: S704 - our own style sheets
    }
    made = fill(paper.handbook, "handout.html.jinja", told, environment)
    labels = dict(_labels(paper, renderer, sheet, has_code=has_code))
    info = {"KijkraamLesson": page.id, "KijkraamReader": reader.value}
    return Document(for_paper(LINK_ELSEWHERE.sub(r"\1", made)), labels, info)


def _address(file: LessonFile, sheet: Form | None) -> str:
    """Return the address that every page of a handout shows: for students never that of the lesson, with its roles."""
    if file.reader is Reader.TEACHER:
        return file.page.url
    return sheet.url if sheet else ""


def _labels(paper: Paper, renderer: Renderer, sheet: Form | None, *, has_code: bool) -> Iterator[tuple[str, Label]]:
    if has_code:
        yield CODE, Label(paper.phrases("lesson.code"))
    if sheet:
        yield from labels_of(sheet, renderer).items()


def _parts(paper: Paper, renderer: Renderer, file: LessonFile) -> Iterator[tuple[str, str, Markup]]:
    """Yield name, title and HTML of each part that a reader gets."""
    for part, (title, _) in file.page.parts.items():
        text = file.page.text_for(file.reader, part)
        if text:
            html = _html(paper, renderer, text, has_addresses=part is Part.MATERIALS)
            yield part.value, title, _with_field(html) if part is Part.GOAL else html


def _with_field(html: Markup) -> Markup:
    field = f'<span class="paper-code"><input type="text" name="{CODE}"></span>'
    return Markup(EMPTY_FIELD.sub(field, html, count=1))  # noqa: S704 - Markdown's own HTML


def _html(paper: Paper, renderer: Renderer, text: str, *, has_addresses: bool = False) -> Markup:
    """Return the HTML of a piece of a page, on paper; `has_addresses` prints where each link leads."""
    blocks = Blocks(paper.handbook, lambda _: renderer, lambda _: None, [])
    own: list[Extension] = [KijkraamLinks(lambda name: _href(paper, name)), KijkraamBlocks(blocks)]
    if has_addresses:
        own.append(_Addresses(paper))
    return Markup(Markdown(extensions=[*EXTENSIONS, *own]).convert(text))  # noqa: S704 - our own handbook


def _href(paper: Paper, name: str) -> str | None:
    """Return where an id leads from paper; what begins with dots is an address, but no link."""
    address = paper.address_of(name)
    return None if address is None else (paper.site_url or UNKNOWN_SITE) + address


class _Addresses(Extension):
    """Prints the address of every link in a list, and a code for a telephone beside one that leads to a form."""

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.paper = paper

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register with Markdown."""
        md.treeprocessors.register(_PrintAddresses(md, self.paper), "kijkraam_addresses", 3)  # after all about links


class _PrintAddresses(Treeprocessor):
    def __init__(self, md: Markdown, paper: Paper) -> None:
        super().__init__(md)
        self.paper = paper

    def run(self, root: Element) -> None:
        for item in list(root.iter("li")):
            hrefs = dict.fromkeys(link.get("href", "") for link in item.iter("a"))
            for href in hrefs:
                SubElement(item, "span", {"class": "paper-address"}).text = href
            form = next((href for href in hrefs if f"/{FORM_FOLDER}/" in href), "")
            if form and self.paper.site_url:
                item.set("class", "paper-scanned")
                picture = {"class": "paper-qr", "src": qr_code(form), "alt": self.paper.phrases("lesson.qr", url=form)}
                item.insert(0, Element("img", picture))
                item[0].tail, item.text = item.text, None
