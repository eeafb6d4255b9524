"""Where a handbook's files are, found from any path within it."""

from dataclasses import dataclass
from pathlib import Path

import yaml

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")
CHECKLISTS_FOLDER = "checklists"


@dataclass(frozen=True)
class Site:
    """The folders and the language of one handbook."""

    root: Path
    checklists: Path
    docs: Path
    language: str = "nl"

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


def _ignore_tag(loader: yaml.CBaseLoader, _suffix: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    return loader.construct_mapping(node) if isinstance(node, yaml.MappingNode) else None


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


def _from_config(root: Path, path: Path) -> Site:
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), Loader=_AnyTag)  # noqa: S506 - it builds text, lists and mappings only
    except (yaml.YAMLError, OSError, UnicodeDecodeError):
        config = None  # MkDocs itself tells what is wrong with its configuration
    config = config if isinstance(config, dict) else {}
    theme = config.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    options = _plugin_options(config.get("plugins"))
    return Site(
        root,
        root / str(options.get("checklists", CHECKLISTS_FOLDER)),
        root / str(config.get("docs_dir", "docs")),
        str(options.get("language") or language or "nl"),
    )


def _plugin_options(plugins: object) -> dict[str, object]:
    maps = plugins if isinstance(plugins, list) else [plugins]
    entries = [pair for entry in maps if isinstance(entry, dict) for pair in entry.items()]
    for name, options in entries:
        if name == "kijkraam" and isinstance(options, dict):
            return options
    return {}
