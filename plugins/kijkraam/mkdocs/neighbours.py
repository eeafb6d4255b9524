"""Other plugins of MkDocs that make pages of ours, or pages of our pages."""

from pathlib import Path

from mkdocs.structure.files import File

from kijkraam import pages
from kijkraam.assets import ASSETS

COPIER = "print-site"
"""The plugin mkdocs-print-site-plugin, which puts all pages on one."""
COPIES = (("../", "print_page/index.html"), ("", "print_page.html"))
"""Where that page can stand, each with what leads from there to the root of the site."""
TRANSLATOR = "i18n"
"""The plugin mkdocs-static-i18n, by its key in mkdocs.yml."""


def tell_translator(file: File, language: str) -> None:
    """Tell the plugin of translations that a page is in one language: its choice of languages leads to the homes."""
    for name, value in (("locale", language), ("locale_alternate_of", ""), ("alternates", {})):
        setattr(file, name, value)


def dress_copies(site_dir: Path, *, with_dark: bool) -> None:
    """Give the page with all pages the styles that it needs, and take out scripts that have no place there."""
    for base, name in COPIES:
        path = site_dir / name
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(pages.as_copy(text, base, ASSETS, with_dark=with_dark), encoding="utf-8")
