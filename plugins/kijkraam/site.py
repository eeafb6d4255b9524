"""Where a handbook's files are, found from any path within it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kijkraam.checklist.fields import PACKAGES, Format

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")
CHECKLISTS_FOLDER = "checklists"
DEFAULT_LANGUAGE = "nl"


@dataclass(frozen=True)
class Site:
    """The folders and the language of one handbook."""

    root: Path
    checklists: Path
    docs: Path
    language: str = DEFAULT_LANGUAGE
    url: str = ""
    """Where the site is published, empty when that is not told."""
    formats: tuple[Format, ...] = tuple(Format)
    """The files that the site makes of its forms."""

    @property
    def on_paper(self) -> tuple[Format, ...]:
        """The files on paper among them."""
        return tuple(member for member in self.formats if member.on_paper)

    def shown(self, path: Path) -> str:
        """Return a path as a maker writes it: relative to the working folder where that is possible."""
        for base in (Path.cwd(), self.root):
            try:
                return path.resolve().relative_to(base.resolve()).as_posix()
            except ValueError:
                continue
        return path.as_posix()


class _AnyTag(yaml.CBaseLoader):
    """Reads a MkDocs configuration without acting on its tags (`!ENV`, `!!python/name`)."""


def _ignore_tag(loader: yaml.CBaseLoader, suffix: str, node: yaml.Node) -> object:
    if suffix == "!ENV":
        return _from_environment(loader, node)
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    return loader.construct_mapping(node) if isinstance(node, yaml.MappingNode) else None


def _from_environment(loader: yaml.CBaseLoader, node: yaml.Node) -> object:
    """Return what `!ENV NAME` or `!ENV [NAME, …, default]` stands for."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(loader.construct_scalar(node)), "")
    told = [str(name) for name in loader.construct_sequence(node)] if isinstance(node, yaml.SequenceNode) else [""]
    return next((os.environ[name] for name in told[:-1] if name in os.environ), told[-1])


_AnyTag.add_multi_constructor("", _ignore_tag)


def find_site(start: Path) -> Site:
    """Return the site that `start` (a file or folder) belongs to.

    That is the nearest folder above it with a `mkdocs.yml`; without one, `start` itself is the folder of checklists.
    """
    folder = start.resolve() if start.is_dir() else start.resolve().parent
    for root in (folder, *folder.parents):
        for name in CONFIG_NAMES:
            if (root / name).is_file():
                return _from_config(root, root / name)
    checklists = folder / CHECKLISTS_FOLDER if (folder / CHECKLISTS_FOLDER).is_dir() else folder
    return Site(folder, checklists, folder / "docs")


def language_of(config_file: Path) -> str:
    """Return the language that a MkDocs configuration chooses for the program's own words; Dutch without a choice.

    What a theme takes for granted does not count: Material's own default is English.
    """
    return _language(_read_config(config_file))


def _from_config(root: Path, path: Path) -> Site:
    config = _read_config(path)
    options = _plugin_options(config)
    return Site(
        root,
        root / _text(options.get("checklists"), CHECKLISTS_FOLDER),
        root / _text(config.get("docs_dir"), "docs"),
        _language(config),
        _text(config.get("site_url"), ""),
        formats_from(options.get("pdf"), options.get("formats"), options.get("packages")),
    )


def formats_from(pdf: object, formats: object, packages: object = "auto") -> tuple[Format, ...]:
    """Return the files that a site's options ask for: `pdf` is about those on paper, `packages` those for an LMS."""
    wanted = formats if isinstance(formats, Iterable) and not isinstance(formats, str) else list(Format)
    has_paper, has_packages = _is_on(pdf), _is_on(packages)
    return tuple(
        member
        for member in Format
        if member in wanted and (has_packages if member in PACKAGES else has_paper or not member.on_paper)
    )


def _is_on(option: object) -> bool:
    """Whether an option that can be `off` is not; YAML reads `off` as false."""
    return str(option).lower() not in {"off", "false", "no"}


def navigation(site: Site) -> list[Any]:
    """Return the menu of a site, as `nav` in its configuration tells it: titles with Markdown files or more entries.

    A file without a title has an empty one. Without `nav` there is no menu to tell.
    """
    for name in CONFIG_NAMES:
        if (site.root / name).is_file():
            return _entries(_read_config(site.root / name).get("nav"))
    return []


def _entries(told: object) -> list[Any]:
    found: list[Any] = []
    for entry in told if isinstance(told, list) else []:
        for title, what in entry.items() if isinstance(entry, dict) else [("", entry)]:
            if isinstance(what, list):
                found.append((title, _entries(what)))
            elif isinstance(what, str) and what.endswith(".md"):
                found.append((title, what))
    return found


def _read_config(path: Path) -> dict[str, object]:
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), Loader=_AnyTag)  # noqa: S506 - it builds text, lists and mappings only
    except (yaml.YAMLError, OSError, UnicodeDecodeError):
        return {}  # MkDocs itself tells what is wrong with its configuration
    return config if isinstance(config, dict) else {}


def _language(config: dict[str, object]) -> str:
    theme = config.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    chosen = [_plugin_options(config).get("language"), theme.get("language"), theme.get("locale")]
    return next((_text(name, "") for name in chosen if _text(name, "")), DEFAULT_LANGUAGE)


def _plugin_options(config: dict[str, object]) -> dict[str, object]:
    plugins = config.get("plugins")
    maps = plugins if isinstance(plugins, list) else [plugins]
    entries = [pair for entry in maps if isinstance(entry, dict) for pair in entry.items()]
    for name, options in entries:
        if name == "kijkraam" and isinstance(options, dict):
            return options
    return {}


def _text(value: object, default: str) -> str:
    """Return a value if it is text that is not empty; an environment variable is not looked up here."""
    return value if isinstance(value, str) and value else default
