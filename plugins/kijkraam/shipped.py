"""The checklists that come with the program, so that anyone can extend them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kijkraam.checklist.model import Checklist
from kijkraam.checklist.reading import ModelT, Read, read_model
from kijkraam.checklist.shared import Glossary, HelpLine, HelpLines, Scale, Scales, Sources, Term, Work
from kijkraam.checklist.yaml_reader import read_text, read_yaml
from kijkraam.inline import TERM_SCHEME
from kijkraam.shippable import LIBRARY, LOCK, shippable, shippable_lock

LINK = re.compile(r"\[([^\[\]]*)\]\[([a-z][a-z0-9-]*(?:#[a-z0-9-]+)?)\]")
TERM = re.compile(rf"\({TERM_SCHEME}:([a-z][a-z0-9-]*)\)")
Named = Callable[[str], str | None]
"""Gives the id by which a site knows something, or None when it does not have it."""


@dataclass(frozen=True)
class Library:
    """The checklists and shared files of one folder."""

    folder: Path
    """Folder of the files, in the installed package or in the source tree."""
    lock_text: str
    """The published ids and numbers of these checklists, as `ids.lock` holds them."""

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return {path.stem: path for path in shippable(self.folder)}

    @property
    def ids(self) -> list[str]:
        """The ids of all checklists."""
        return [name for name in self._paths if not name.startswith("_")]

    def checklist(self, form_id: str, named: Named) -> Read[Checklist]:
        """Return a checklist as another site can use it: what leads nowhere there is text. Raises KeyError."""
        path = self._paths[form_id]
        plain = read_yaml(read_text(path, path.name), path.name).plain()
        return Read(Checklist.model_validate(_for_site(plain, named)), path, f"{LIBRARY}/{path.name}")

    def title(self, form_id: str) -> str | None:
        """Return what a checklist is called, or None when it does not come with the program."""
        return self.checklist(form_id, lambda _: None).model.title if form_id in self.ids else None

    @cached_property
    def scales(self) -> dict[str, Scale]:
        """All scales, by id."""
        return {scale.id: scale for scale in self._shared("_scales", Scales).scales}

    @cached_property
    def works(self) -> dict[str, Work]:
        """All works, by id."""
        return {work.id: work for work in self._shared("_sources", Sources).works}

    def terms(self, named: Named) -> dict[str, Term]:
        """Return all terms by id, as another site can use them."""
        path = self._paths["_glossary"]
        plain = read_yaml(read_text(path, path.name), path.name).plain()
        return {term.id: term for term in Glossary.model_validate(_for_site(plain, named)).terms}

    @cached_property
    def help_lines(self) -> list[HelpLine]:
        """Where to turn in danger or doubt."""
        return self._shared("_helplines", HelpLines).help_lines

    def _shared(self, name: str, model: type[ModelT]) -> ModelT:
        return read_model(self._paths[name], name, model).model


@cache
def library() -> Library:
    """Return what comes with the program; in its source tree that is what would go into the package."""
    packed = Path(__file__).parent / LIBRARY
    if packed.is_dir():
        return Library(packed, (packed / LOCK).read_text(encoding="utf-8"))
    source = Path(__file__).parents[2] / "checklists"
    return Library(source, shippable_lock(source))


def _for_site(value: Any, named: Named, key: str = "") -> Any:
    """Return a part of a checklist with references as the site knows them, and without those that it does not have."""
    if isinstance(value, dict):
        made = {name: _for_site(member, named, name) for name, member in value.items()}
        return {name: member for name, member in made.items() if member not in (None, [])}
    if isinstance(value, list):
        members = [_for_site(member, named, key) for member in value]
        return [member for member in members if member is not None]
    if key == "elsewhere":
        return named(value) or value
    if key in {"see", "together_with", "mirrors"}:
        return named(value)
    return LINK.sub(lambda link: _link(link, named), value)


def _link(link: re.Match[str], named: Named) -> str:
    name = named(link[2])
    return f"[{link[1]}][{name}]" if name else link[1]


def terms_in(model: BaseModel) -> set[str]:
    """Return the ids of the terms that the texts of a model explain."""
    return set(TERM.findall(model.model_dump_json()))


def scales_in(checklist: Checklist) -> set[str]:
    """Return the names of the scales that a checklist uses."""
    names = {section.scale for section in checklist.sections}
    names |= {item.scale for section in checklist.sections for item in section.items or []}
    return {name for name in names if name}


def works_in(checklist: Checklist, terms: Mapping[str, Term]) -> set[str]:
    """Return the ids of the works that a checklist, and the terms in it, rest on."""
    sources = [checklist.source, *(term.source for term in terms.values())]
    for section in checklist.sections:
        sources += [section.source, *(item.source for item in section.items or [])]
    return {source.work for source in sources if source and source.work}
