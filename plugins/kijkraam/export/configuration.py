"""The configuration of a handbook for a generator that knows nothing of this program."""

from pathlib import Path

import yaml

from kijkraam.assets import ASSETS
from kijkraam.export.markdown import SHEETS, moved

MADE = "# Made by `kijkraam compile`: what you change here is lost the next time."
"""First line of a configuration that this program wrote."""
PLUGIN = "kijkraam"
OF_TEMPLATES = ("custom_dir", "static_templates")
"""Keys of the theme that need templates which another generator does not read."""
OF_MKDOCS = ("docs_dir", "hooks", "not_in_nav", "validation")
"""Keys that are about how MkDocs itself reads a site."""
INDEXES = "navigation.indexes"
"""A feature that takes every `index.md` for the page of a section; here each page is one."""
STATIC = frozenset({".css", ".gif", ".ico", ".jpg", ".jpeg", ".js", ".png", ".svg", ".webp", ".woff2"})


def without_plugin(text: str) -> str:
    """Return a `mkdocs.yml` without this plugin and without templates, with our styles and moved pages.

    Tags such as `!ENV` stay as they are.

    Raises yaml.YAMLError when the text is no YAML.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return text
    _drop(root, OF_MKDOCS)
    for key, value in root.value:
        if key.value == "theme" and isinstance(value, yaml.MappingNode):
            _drop(value, OF_TEMPLATES)
            _without_indexes(value)
        if key.value == "nav":
            _move_pages(value)
        if key.value == "plugins":
            _without(value)
    sheets = yaml.SequenceNode("tag:yaml.org,2002:seq", [_text(f"{ASSETS}/{name}.css") for name in SHEETS])
    before = next((value for key, value in root.value if key.value == "extra_css"), None)
    if isinstance(before, yaml.SequenceNode):
        before.value += sheets.value
    else:
        root.value.append((_text("extra_css"), sheets))
    return yaml.serialize(root, allow_unicode=True, width=120)


def static_files(theme_folder: Path) -> list[tuple[str, bytes]]:
    """Return the styles, scripts and pictures of a theme's own folder, which need no template."""
    paths = sorted(path for path in theme_folder.rglob("*") if path.is_file() and path.suffix.lower() in STATIC)
    return [(path.relative_to(theme_folder).as_posix(), path.read_bytes()) for path in paths]


def _drop(mapping: yaml.MappingNode, names: tuple[str, ...]) -> None:
    mapping.value = [(key, value) for key, value in mapping.value if key.value not in names]


def _without(plugins: yaml.Node) -> None:
    """Take this plugin out of a list or mapping of plugins."""
    if isinstance(plugins, yaml.MappingNode):
        _drop(plugins, (PLUGIN,))
    elif isinstance(plugins, yaml.SequenceNode):
        plugins.value = [plugin for plugin in plugins.value if _name(plugin) != PLUGIN]


def _without_indexes(theme: yaml.MappingNode) -> None:
    for key, value in theme.value:
        if key.value == "features" and isinstance(value, yaml.SequenceNode):
            value.value = [feature for feature in value.value if feature.value != INDEXES]


def _move_pages(nav: yaml.Node) -> None:
    """Give every page of the navigation its new path."""
    if isinstance(nav, yaml.ScalarNode) and nav.value.endswith(".md"):
        nav.value = moved(nav.value)
    elif isinstance(nav, yaml.SequenceNode):
        for member in nav.value:
            _move_pages(member)
    elif isinstance(nav, yaml.MappingNode):
        for _, member in nav.value:
            _move_pages(member)


def _name(plugin: yaml.Node) -> str:
    if isinstance(plugin, yaml.MappingNode) and plugin.value:
        return str(plugin.value[0][0].value)
    return str(plugin.value)


def _text(value: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", value)
