"""What the plugin asks of a MkDocs theme, and gives it: its language, colours of forms, figures."""

from pathlib import Path

from jinja2 import TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.localization import parse_locale
from mkdocs.structure.files import Files

from kijkraam.forms.render import Renderer
from kijkraam.forms.templates import is_template
from kijkraam.site import Site

OF_MKDOCS = {"mkdocs", "readthedocs"}
"""The themes that come with MkDocs, and have words in our languages."""


def speak(config: MkDocsConfig, language: str) -> None:
    """Give a theme whose language nobody chose that of the forms, so that a page says in which language it is."""
    if config.theme.name in OF_MKDOCS:
        config.theme["locale"] = parse_locale(language)
    elif "language" in config.theme:
        config.theme["language"] = language


def has_colours(files: Files, config: MkDocsConfig) -> bool:
    """Whether a stylesheet of the site sets the colours of forms, so that these are its own affair."""
    return any(_sets_colours(files, str(path)) for path in config.extra_css)


def _sets_colours(files: Files, path: str) -> bool:
    file = files.get_file_from_path(path)
    try:
        return file is not None and "--kijkraam-ink" in file.content_string
    except (OSError, ValueError):
        return False


def figure_names(config: MkDocsConfig, folder: str) -> list[str]:
    """Return the names of the figures that a theme has in a folder of its templates."""
    folders = [Path(path) / folder for path in config.theme.dirs]
    return sorted({path.stem for found in folders if found.is_dir() for path in found.glob("*.html")})


def figure(config: MkDocsConfig, folder: str, name: str, renderer: Renderer) -> str | None:
    """Return the HTML of a figure of the theme, or None when it has none with this name."""
    try:
        template = config.theme.get_env().get_template(f"{folder}/{name}.html")
    except TemplateNotFound:
        return None
    return template.render(r=renderer, t=renderer.phrases, handbook=renderer.handbook)


def without_templates(files: Files, site: Site) -> None:
    """Take the site's own templates for components out of its files: MkDocs would publish what is no HTML."""
    if site.templates is None:
        return
    for file in [file for file in files if is_template(file.src_uri)]:
        if Path(file.abs_src_path or "").resolve().is_relative_to(site.templates):
            files.remove(file)
