"""The site and the options for its pages, as the configuration of MkDocs tells them."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kijkraam.config import KijkraamConfig
from kijkraam.site import DEFAULT_LANGUAGE, PageOptions, Site, formats_from, language_of, own_templates, styles_of


def site_of(config: MkDocsConfig, options: KijkraamConfig) -> Site:
    """Return the site: its folders, its language and what is made of it."""
    file = Path(config.config_file_path) if config.config_file_path else None
    root = file.parent if file else Path.cwd()
    language = options.language or (language_of(file) if file else DEFAULT_LANGUAGE)
    return Site(
        root,
        root / options.checklists,
        Path(config.docs_dir),
        language,
        config.site_url or "",
        formats_from(options.pdf, options.formats, options.packages),
        options.form_folder,
        options.organisation.name,
        Path(options.organisation.logo) if options.organisation.logo else None,
        options.privacy,
        tuple(Path(name) for name in options.scales),
        styles_of(list(config.extra_css), [Path(config.docs_dir), *map(Path, config.theme.dirs)]),
        options.phrases,
        file,
        own_templates(Path(config.theme.custom_dir)) if config.theme.custom_dir else None,
    )


def page_options_of(config: MkDocsConfig, options: KijkraamConfig) -> PageOptions:
    """Return what the options of the plugin say about pages."""
    own = config.theme.custom_dir
    return PageOptions(
        Path(own) if own else Path(config.docs_dir).parent,
        bool(own),
        options.glossary_page,
        options.sources_page,
        options.figures,
        options.quick_exit,
        options.licence or "",
    )
