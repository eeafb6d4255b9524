"""The templates of components, and those that a site puts in their place.

A site's own template stands in the folder `kijkraam` of its theme's `custom_dir`, under the path that it has in this
folder: `overrides/kijkraam/card/template.html.jinja` comes instead of `card/template.html.jinja`. From there, the
program's own is `original/card/template.html.jinja`. What begins with `_` is a part that only the site's own templates
know.
"""

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateSyntaxError,
    nodes,
)

from kijkraam.checklist.problems import Problem, ProblemsFound, mend_by_name

if TYPE_CHECKING:
    from kijkraam.handbook import Handbook  # which reads a site's own templates with this module

ENDING = ".html.jinja"
ORIGINAL = "original"
"""Before the path of a template: the program's own, also where a site has one in its place."""
LOOKS_LIKE_ONE = {".jinja", ".jinja2", ".j2", ".html"}
"""Endings of files that are meant as a template; other files are none of our business."""


@dataclass(frozen=True)
class Templates:
    """The templates of one site: the program's, with the site's own in their place.

    `folder` holds the site's own, `names` says which those are. Both are as they were when the handbook was read: so a
    template that comes or goes while serving is noticed at the next reading.
    """

    folder: Path | None = None
    names: tuple[str, ...] = ()

    def environment(self, *before: BaseLoader) -> Environment:
        """Return the templates as Jinja asks for them; those of `before` come first.

        Sites without templates of their own share one environment.
        """
        return _environment(self.folder if self.names else None, self.names, before)

    def problem_of(self, error: Exception, shown: str) -> Problem | None:
        """Return what went wrong in a template of the site, or None when it went wrong elsewhere.

        `shown` is the folder as its maker writes it.
        """
        if self.folder is None or not self.names:
            return None
        if isinstance(error, TemplateSyntaxError):
            return self._syntax(error, shown)
        told = traceback.extract_tb(error.__traceback__)
        frames = [frame for frame in told if Path(frame.filename).is_relative_to(self.folder)]
        if not frames:
            return None
        name = Path(frames[-1].filename).relative_to(self.folder).as_posix()
        return Problem(f"{shown}/{name}", frames[-1].lineno or 1, 1, "template_failed", {"why": _why(error)})

    def problems(self, shown: str) -> Iterator[Problem]:
        """Yield what is wrong in the site's own templates; `shown` is their folder as its maker writes it."""
        if self.folder is None:
            return
        for name in _paths_in(self.folder):
            if not _is_part(name) and name not in originals():
                variant, near = mend_by_name(name, originals())
                yield Problem(f"{shown}/{name}", 1, 1, f"unknown_template{variant}", {"name": name, **near})
        environment = self.environment()
        for name in self.names:
            try:
                environment.get_template(name)
                tree = environment.parse((self.folder / name).read_text(encoding="utf-8"))
            except TemplateSyntaxError as error:
                yield self._syntax(error, shown)
            except (OSError, UnicodeDecodeError):
                yield Problem(f"{shown}/{name}", 1, 1, "file_encoding")
            else:
                yield from self._missing(name, tree, f"{shown}/{name}")

    def _missing(self, name: str, tree: nodes.Template, shown: str) -> Iterator[Problem]:
        """Yield what a template of the site asks for and is not there, and what others ask of it and it lacks."""
        known = {*self.names, *originals(), *(f"{ORIGINAL}/{path}" for path in originals())}
        for node in tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)):
            asked = getattr(node, "template", None)
            if isinstance(asked, nodes.Const) and asked.value not in known:
                variant, near = mend_by_name(str(asked.value), known)
                yield Problem(shown, node.lineno, 1, f"template_not_there{variant}", {"name": str(asked.value), **near})
        offered = {macro.name for macro in tree.find_all(nodes.Macro)}
        for imported in tree.find_all(nodes.FromImport):
            offered |= {one if isinstance(one, str) else one[1] for one in imported.names}
        for macro in [] if _is_part(name) else macros_of(name):
            if macro not in offered:
                yield Problem(shown, 1, 1, "template_without_macro", {"macro": macro})

    def _syntax(self, error: TemplateSyntaxError, shown: str) -> Problem:
        return Problem(f"{shown}/{error.name}", error.lineno, 1, "template_syntax", {"why": _why(error)})


def templates_in(folder: Path | None) -> Templates:
    """Return the templates of a site whose own stand in `folder`."""
    if folder is None or not folder.is_dir():
        return Templates()
    names = (name for name in _paths_in(folder) if _is_part(name) or name in originals())
    return Templates(folder, tuple(name for name in names if name.endswith(".jinja")))


def fill(
    handbook: "Handbook",
    name: str,
    values: dict[str, object],
    environment: Callable[[Templates], Environment] = Templates.environment,
) -> str:
    """Return a template filled in.

    Where one of the site's own fails, that is a ProblemsFound with its place; or, in a handbook that `keeps_going`, one
    of its problems, and the program's own templates are filled in instead.
    """
    try:
        return environment(handbook.templates).get_template(name).render(values)
    except ProblemsFound:
        raise
    except Exception as error:
        problem = handbook.problem_of_template(error)
        if problem is None:
            raise
        if not handbook.keeps_going:
            raise ProblemsFound([problem]) from error
    if problem not in handbook.problems:
        handbook.problems.append(problem)
    return environment(Templates()).get_template(name).render(values)


@cache
def originals() -> tuple[str, ...]:
    """Return the paths of the program's own templates, in order."""
    folder = files(__package__)
    return tuple(
        sorted(
            f"{component.name}/{entry.name}"
            for component in folder.iterdir()
            if component.is_dir()
            for entry in component.iterdir()
            if entry.name.endswith(ENDING)
        )
    )


def source_of(name: str) -> str:
    """Return the text of one of the program's own templates."""
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def macros_of(name: str) -> dict[str, tuple[str, ...]]:
    """Return the macros that one of the program's own templates has for others, each with the names of what it gets."""
    found = Environment(autoescape=True).parse(source_of(name)).find_all(nodes.Macro)
    return {one.name: tuple(argument.name for argument in one.args) for one in found if not _is_part(one.name)}


@lru_cache(maxsize=16)
def _environment(folder: Path | None, _names: tuple[str, ...], before: tuple[BaseLoader, ...]) -> Environment:
    ours = PackageLoader("kijkraam", "forms")
    own = [FileSystemLoader(folder)] if folder else []
    return Environment(
        loader=ChoiceLoader([*before, *own, ours, PrefixLoader({ORIGINAL: ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def is_template(path: str) -> bool:
    """Whether a file is meant as a template, by its name."""
    return Path(path).suffix in LOOKS_LIKE_ONE


def _paths_in(folder: Path) -> list[str]:
    found = sorted(path for path in folder.rglob("*") if is_template(path.name) and path.is_file())
    names = (path.relative_to(folder).as_posix() for path in found)
    return [name for name in names if not any(part.startswith(".") for part in name.split("/"))]


def _is_part(name: str) -> bool:
    """Whether a path is of a part that only the site's own templates know."""
    return any(part.startswith("_") for part in name.split("/"))


def _why(error: Exception) -> str:
    """Return in Jinja's own words what is wrong, in one sentence without its full stop."""
    return str(getattr(error, "message", None) or error).partition("\n")[0].rstrip(".")
