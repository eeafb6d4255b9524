"""A look of one's own: colours, name and logo on the screen, in a print of a page and in PDF files."""

import re
from pathlib import Path

import pypdfium2
import pytest

import kijkraam

from ..drawings import FRAME
from ..print.reading import text_of

ROOT = Path(__file__).parents[2]
PACKAGE = Path(kijkraam.__file__).parent
PAGE = ROOT / "docs/zelf-maken/aanpassen.md"
OWN = (0x7A, 0x1F, 0x3D)
SITE = (
    FRAME
    + """
      - id: mensen
        title: Mensen
        scale: praktijk
        items: [{id: m-1, text: We zoeken mensen op.}]
    == mkdocs.yml
    site_name: Proef
    theme: {name: material, language: nl, font: false}
    extra_css: [eigen.css]
    plugins:
      - kijkraam:
          formats: [form]
          organisation: {name: Huis van de Wijk, logo: docs/logo.svg}
    == docs/eigen.css
    :root { --kijkraam-accent: #123456; --kijkraam-print-accent: #7a1f3d; }
    @media (prefers-color-scheme: dark) { :root { --kijkraam-print-accent: #ffffff; } }
    == docs/logo.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 12" width="40" height="12"><path d="M0 0h40v12H0z"/></svg>
"""
)
COLOUR = "element => getComputedStyle(element).color"


@pytest.fixture
def paper():
    return True


def test_colours_name_and_logo_of_an_organisation_are_on_screen_and_on_both_sorts_of_paper(draw, browser, tmp_path):
    site = draw(SITE).build()
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((site.root / "site/formulier/mijn-raam/index.html").as_uri())
    on_screen = page.locator(".kijkraam-fold > summary").first.evaluate(COLOUR)
    hidden = page.locator(".kijkraam-organisation").is_hidden()
    page.emulate_media(media="print")
    logo = page.locator(".kijkraam-organisation img")
    seen = logo.is_visible() and logo.evaluate("image => image.naturalWidth > 0")
    on_paper = page.locator(".kijkraam-pane h2").evaluate(COLOUR)
    page.pdf(path=tmp_path / "print.pdf")
    page.close()
    pdf = next((site.root / "site").rglob("*.pdf"))

    assert site.log == []
    assert errors == []
    assert (on_screen, hidden) == ("rgb(18, 52, 86)", True)
    assert (on_paper, seen) == ("rgb(122, 31, 61)", True)
    assert OWN in colours(pdf)
    assert OWN in colours(tmp_path / "print.pdf")
    assert "Mijnraam" in text_of(pdf)


def colours(path: Path) -> set[tuple[int, ...]]:
    """Return the colours on the first page of a PDF file."""
    with pypdfium2.PdfDocument(path) as document:
        picture = document[0].render(scale=2).to_pil().convert("RGB")
    return {colour for _, colour in picture.getcolors(maxcolors=1 << 24)}


def test_every_custom_property_for_makers_stands_in_their_page_and_no_other():
    styles = [path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.css")) if "dist" not in path.parts]
    used = set(re.findall(r"var\((--kijkraam-[a-z-]+)", "\n".join(styles)))
    table = PAGE.read_text(encoding="utf-8").partition("{#eigen-uiterlijk}")[2].partition("\n## ")[0]

    assert sorted(re.findall(r"^\| `(--kijkraam-[a-z-]+)`", table, re.MULTILINE)) == sorted(used)
