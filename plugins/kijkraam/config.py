"""The options of the plugin in mkdocs.yml."""

from mkdocs.config import base
from mkdocs.config import config_options as c

from kijkraam.checklist.fields import Format


class KijkraamConfig(base.Config):  # type: ignore[no-untyped-call]
    """Each option has a default, so that `plugins: [kijkraam]` is enough."""

    checklists = c.Type(str, default="checklists")
    """Folder with the YAML checklists, relative to mkdocs.yml."""
    language = c.Optional(c.Choice(("nl", "en")))
    """Language of the program's own words. Default: the language that mkdocs.yml gives the theme, or Dutch."""
    glossary_page = c.Type(str, default="begrippen.md")
    """Markdown page with `::: glossary`, to which explanations of terms link."""
    sources_page = c.Type(str, default="bronnen.md")
    """Markdown page with `::: sources`, to which sources link."""
    pdf = c.Choice(("auto", "required", "off", False), default="auto")
    """Files on paper: made where that is possible, a must, or not made. YAML reads `off` as false."""
    formats = c.ListOfItems(c.Choice([member.value for member in Format]), default=list(Format))
    """Which files are made of forms; a form can want fewer."""
    pdf_in_serve = c.Type(bool, default=False)
    """Make files on paper while serving too, in the background."""
    figures = c.Type(str, default="figuren")
    """Folder in the theme's custom_dir with figures for `::: figure NAME`."""
    quick_exit = c.Type(str, default="about:blank")
    """Where "Snel weg" leads on pages with `quick_exit: true` in their front matter."""
    offline = c.Type(bool, default=True)
    """A service worker that keeps what was visited, and on request the whole site, for when there is no network."""
    offline_zip = c.Choice((False, "text", "all"), default=False)
    """Make `handboek-offline.zip`, to open from a folder: with text and forms, or with all files to print as well."""
