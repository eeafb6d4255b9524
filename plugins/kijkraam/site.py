"""Where a handbook's files are, found from any path within it."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kijkraam.checklist.fields import PACKAGES, Format
from kijkraam.checklist.problems import Problem, ProblemsFound
from kijkraam.checklist.yaml_reader import read_text
from kijkraam.form import FORM_FOLDER
from kijkraam.locale.own import own_phrases

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")
CHECKLISTS_FOLDER = "checklists"
TEMPLATES_FOLDER = "kijkraam"
DEFAULT_LANGUAGE = "nl"


@dataclass(frozen=True)
class Site:
    """The folders and the language of one handbook."""

    root: Path
    """The folder with `mkdocs.yml`."""
    checklists: Path
    """The folder with the YAML checklists; it need not exist."""
    docs: Path
    """The folder with the pages in Markdown; it need not exist."""
    language: str = DEFAULT_LANGUAGE
    """Language of the program's own words: `nl` or `en`."""
    url: str = ""
    """Where the site is published, empty when that is not told."""
    formats: tuple[Format, ...] = tuple(Format)
    """The files that the site makes of its forms."""
    form_folder: str = FORM_FOLDER
    """Folder of the forms in addresses."""
    organisation: str = ""
    """Who makes this handbook, empty when that is not told."""
    logo: Path | None = None
    """Picture of the organisation, for paper."""
    privacy: str = ""
    """What the maker adds to what the program says about where answers stay."""
    scales: tuple[Path, ...] = ()
    """More files with scales."""
    styles: tuple[Path, ...] = ()
    """The site's own style sheets, as far as they are files."""
    phrases: Mapping[str, str] = field(default_factory=dict)
    """Other words for what the program says, by key."""
    config: Path | None = None
    """The file with the options."""
    templates: Path | None = None
    """Folder with templates of its own for components, in the folder that the theme's `custom_dir` names."""

    @property
    def on_paper(self) -> tuple[Format, ...]:
        """The files on paper among them."""
        return tuple(member for member in self.formats if member.on_paper)

    def shown(self, path: Path) -> str:
        """Return a path as a maker writes it: relative to the working folder where that is possible."""
        return _shown(path, Path.cwd(), self.root)


@lru_cache(maxsize=10_000)  # asked for every file at every build while somebody writes
def _shown(path: Path, *bases: Path) -> str:
    for base in bases:
        try:
            return resolved(path).relative_to(resolved(base)).as_posix()
        except ValueError:
            continue
    return path.as_posix()


@dataclass(frozen=True)
class PageOptions:
    """What the options of the plugin say about pages, for who renders them without MkDocs."""

    theme_folder: Path
    """The site's own folder with templates (`custom_dir`), or the folder of the site when it has none."""
    has_theme_folder: bool = False
    glossary_page: str = "begrippen.md"
    sources_page: str = "bronnen.md"
    figures: str = "figuren"
    quick_exit: str = "about:blank"
    licence: str = ""


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


def resolved(path: Path) -> Path:
    """Return where a path leads; of links that go round in a circle a path that cannot be read."""
    return Path(os.path.realpath(path))


def find_site(start: Path) -> Site:
    """Return the site that `start` (a file or folder) belongs to.

    That is the nearest folder above it with a `mkdocs.yml`; without one, `start` itself is the folder of checklists.
    `mkdocs.yml` is read without MkDocs; what is wrong in it is passed over here, for MkDocs tells it.
    """
    folder = resolved(start) if start.is_dir() else resolved(start).parent
    for root in (folder, *folder.parents):
        for name in CONFIG_NAMES:
            if (root / name).is_file():
                return _from_config(root, root / name)
    checklists = folder / CHECKLISTS_FOLDER if (folder / CHECKLISTS_FOLDER).is_dir() else folder
    return Site(folder, checklists, folder / "docs")


def language_of_theme(config_file: Path) -> str | None:
    """Return the language that a MkDocs configuration chooses for the theme's words, or None without a choice."""
    return _of_theme(_read_config(config_file))


def page_options(root: Path) -> PageOptions:
    """Return what a site's configuration says about pages; `root` is the folder with its `mkdocs.yml`."""
    path = next((root / name for name in CONFIG_NAMES if (root / name).is_file()), None)
    config = _read_config(path) if path else {}
    folder = _custom_dir(config)
    options = _plugin_options(config)
    names = ("glossary_page", "sources_page", "figures", "quick_exit", "licence")
    told = {name: text for name in names if (text := _text(options.get(name), ""))}
    return PageOptions(root / folder, bool(folder), **told)


def language_of(config_file: Path) -> str:
    """Return the language that a MkDocs configuration chooses for the program's own words; Dutch without a choice.

    What a theme takes for granted does not count: Material's own default is English.
    """
    return _language(_read_config(config_file))


def _from_config(root: Path, path: Path) -> Site:
    config = _read_config(path)
    options = _plugin_options(config)
    organisation = options.get("organisation")
    about = organisation if isinstance(organisation, dict) else {}
    logo, scales = _text(about.get("logo"), ""), options.get("scales")
    docs = root / _text(config.get("docs_dir"), "docs")
    return Site(
        root,
        root / _text(options.get("checklists"), CHECKLISTS_FOLDER),
        docs,
        _language(config),
        _text(config.get("site_url"), ""),
        formats_from(options.get("pdf"), options.get("formats"), options.get("packages")),
        _text(options.get("form_folder"), FORM_FOLDER),
        _text(about.get("name"), ""),
        root / logo if logo else None,
        _text(options.get("privacy"), ""),
        tuple(root / name for name in scales if isinstance(name, str)) if isinstance(scales, list) else (),
        styles_of(config.get("extra_css"), _folders(config, root, docs)),
        _own_phrases(options.get("phrases"), root),
        path,
        own_templates(root / custom) if (custom := _custom_dir(config)) else None,
    )


def own_templates(custom_dir: Path) -> Path:
    """Return where a site's own templates for components are, in the folder with what it changes of its theme."""
    return custom_dir.resolve() / TEMPLATES_FOLDER


def _folders(config: dict[str, object], root: Path, docs: Path) -> list[Path]:
    """Return where a file of the site may stand: among its pages, or in what it changes of the theme."""
    custom = _custom_dir(config)
    return [docs, *([root / custom] if custom else [])]


def _custom_dir(config: dict[str, object]) -> str:
    theme = config.get("theme")
    return _text(theme.get("custom_dir"), "") if isinstance(theme, dict) else ""


def styles_of(names: object, folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return the style sheets that a site names, each from the first folder that has it; others are elsewhere."""
    found: list[Path] = []
    for name in names if isinstance(names, list) else []:
        found += [path for folder in folders if (path := folder / str(name)).is_file()][:1]
    return tuple(found)


def _own_phrases(told: object, root: Path) -> dict[str, str]:
    try:
        return own_phrases(told or {}, root)
    except ProblemsFound:
        return {}  # MkDocs itself tells what is wrong with its configuration


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


def config_problems(site: Site) -> Iterator[Problem]:
    """Yield why the configuration of a site cannot be read. MkDocs tells so too, but not who works without it."""
    if site.config is None:
        return
    name = site.shown(site.config)
    try:
        _load_config(site.config, name)
    except ProblemsFound as found:
        yield from found.problems
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield Problem(name, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "config_yaml")


def _read_config(path: Path) -> dict[str, object]:
    try:
        config = _load_config(path, path.name)
    except (yaml.YAMLError, ProblemsFound):
        return {}  # MkDocs itself tells what is wrong with its configuration
    return config if isinstance(config, dict) else {}


def _load_config(path: Path, name: str) -> object:
    return yaml.load(read_text(path, name), Loader=_AnyTag)  # noqa: S506 - it builds text, lists and mappings only


def _language(config: dict[str, object]) -> str:
    return _text(_plugin_options(config).get("language"), "") or _of_theme(config) or DEFAULT_LANGUAGE


def _of_theme(config: dict[str, object]) -> str | None:
    theme = config.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    return _text(theme.get("language"), "") or _text(theme.get("locale"), "") or None


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
