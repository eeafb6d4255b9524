"""All checklists of a site together, with scales, sources, glossary and themes: read, joined and checked."""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from kijkraam.checklist.codes import Numbers
from kijkraam.checklist.extending import Merged, joined_source
from kijkraam.checklist.extension import Extension
from kijkraam.checklist.fields import ID_PATTERN, Kind
from kijkraam.checklist.model import Checklist, Item, Section, Source
from kijkraam.checklist.problems import Problem, ProblemsFound, in_order, mend_by_name
from kijkraam.checklist.reading import Read, read_checklist, read_model
from kijkraam.checklist.shared import (
    Glossary,
    HelpLine,
    HelpLines,
    Scale,
    Scales,
    Sources,
    Term,
    Theme,
    Themes,
    Work,
)
from kijkraam.form import Base, Form, Pane, Question, Touch
from kijkraam.forms.templates import Templates, templates_in
from kijkraam.locale import Phrases
from kijkraam.site import Site, resolved
from kijkraam.start import shared_content

if TYPE_CHECKING:
    from kijkraam.memory import Memory

SHARED_FILES: dict[str, type[BaseModel]] = {
    "_scales.yml": Scales,
    "_sources.yml": Sources,
    "_glossary.yml": Glossary,
    "_themes.yml": Themes,
    "_helplines.yml": HelpLines,
}
HEADING_ID = re.compile(r"^#{1,6}[^\n]*\{[^}\n]*#([a-z][a-z0-9-]*)[^}\n]*\}[ \t]*$", re.MULTILINE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)

HELP_LINES = re.compile(r"^:::[ \t]+helplines\b", re.MULTILINE)
"""Where a page has the numbers to call."""
REFERRED = re.compile(r"\]\[([a-z][a-z0-9-]*)\]")
"""Where a text leads to, by id."""

ModelT = TypeVar("ModelT", bound=BaseModel)
MemberT = TypeVar("MemberT", Scale, Work, Term, Theme, HelpLine)


@dataclass(frozen=True)
class Target:
    """Where a link by id leads: a Markdown file of the handbook and an anchor in it (empty for the page itself)."""

    page: str
    """Path of the Markdown file, relative to the folder of pages."""
    anchor: str
    """Id on that page; empty for the page itself."""
    title: str
    """What stands there, with inline Markdown."""
    helps: bool = False
    """Whether the numbers to call stand on that page."""


@dataclass
class Handbook:
    """Everything that pages and forms are made from."""

    site: Site
    """The site that it was read from."""
    forms: dict[str, Form] = field(default_factory=dict)
    """The forms by id, by theme and then by file."""
    scales: dict[str, Scale] = field(default_factory=dict)
    """The scales by id."""
    works: dict[str, Work] = field(default_factory=dict)
    """The sources by id."""
    terms: dict[str, Term] = field(default_factory=dict)
    """The terms of the glossary by id."""
    themes: dict[str, Theme] = field(default_factory=dict)
    """The themes by id, in the order of overviews."""
    help_lines: list[HelpLine] = field(default_factory=list)
    """Where to turn in danger or doubt."""
    headings: dict[str, Target] = field(default_factory=dict)
    """The headings of pages with an id of their own, by that id."""
    checklists: dict[str, Read[Checklist]] = field(default_factory=dict)
    """All checklists; one that `extends` another as it is when put together."""
    extensions: dict[str, Read[Extension]] = field(default_factory=dict)
    """What is in the files with `extends`."""
    bases: dict[str, Base] = field(default_factory=dict)
    """What each form with `extends` is made from, as far as that could be found."""
    beside: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By form: titles of forms that belong beside it and have no page in the site."""
    brought: set[str] = field(default_factory=set)
    """Ids of checklists that come with the program, and are here because a form of the site needs them."""
    shared: dict[str, Read[BaseModel]] = field(default_factory=dict)
    """The shared files that could be read, by name, such as `_scales.yml`."""
    broken: dict[str, str] = field(default_factory=dict)
    """Names of files that did not become the form of that id, with the path as shown to the maker."""
    broken_shared: set[str] = field(default_factory=set)
    """Names of shared files that could not be read: what they hold is not known to be missing."""
    codes: dict[str, Numbers] = field(default_factory=dict)
    """What the answer codes of a form hang on, for each form that makes them."""
    problems: list[Problem] = field(default_factory=list)
    """All that is wrong, in order of file, line and column; empty when all is well."""
    templates: Templates = field(default_factory=Templates)
    """The templates of components, with the site's own in their place."""
    keeps_going: bool = False
    """Whether a template of the site that fails is told among `problems`, with the program's own in its place; else
    rendering raises ProblemsFound."""
    memory: "Memory | None" = None
    """What was read for an earlier build, while somebody writes."""

    def problem_of_template(self, error: Exception) -> Problem | None:
        """Return what went wrong in one of the site's own templates, or None when it went wrong elsewhere."""
        return self.templates.problem_of(error, self._shown_templates)

    @property
    def _shown_templates(self) -> str:
        return self.site.shown(self.site.templates) if self.site.templates else ""

    @cached_property
    def folder(self) -> Path:
        """The folder of checklists, as paths of files that were read begin."""
        return self.site.checklists.resolve()

    def target(self, reference: str) -> Target | None:
        """Return where `some-id` or `form#section-or-item` stands, or None when there is no such id."""
        form_id, _, part = reference.partition("#")
        form = self.forms.get(form_id)
        if form_id in self.broken:
            return Target(f"{self.site.form_folder}/{form_id}.md", "", form_id)
        if form is None:
            return None if part else self.headings.get(reference)
        if not part:
            return Target(form.page, "", form.title)
        for pane in form.panes:
            if pane.id == part:
                return Target(form.page, part, pane.title)
            for question in pane.questions:
                if question.item.id == part:
                    return Target(form.page, part, question.item.text)
        return None

    def leads_to_help(self, form: Form) -> bool:
        """Return whether an answer leads to the numbers to call, or a caution to a page with them."""
        if any(option.danger for question in form.questions for option in question.item.options or []):
            return True
        named = {name for text in form.checklist.caution or [] for name in REFERRED.findall(text)}
        return any(target.helps for target in map(self.target, named) if target)

    @cached_property
    def mirrored(self) -> dict[str, list[tuple[str, str]]]:
        """By `form#item`: the questions for clients, as form and item, that name it in their `mirrors`."""
        found: dict[str, list[tuple[str, str]]] = {}
        for form in self.forms.values():
            for question in form.questions if form.kind is Kind.ERVARING else ():
                if question.item.mirrors:
                    found.setdefault(question.item.mirrors, []).append((form.id, question.item.id))
        return found

    def names(self) -> Iterator[str]:
        """Yield every id that a link may name without `#`."""
        yield from self.forms
        yield from self.headings

    def by_theme(self) -> list[tuple[Theme | None, list[Form]]]:
        """Return the forms by theme, in the order of the themes; forms without a theme last."""
        groups: list[tuple[Theme | None, list[Form]]] = []
        for theme in [*self.themes.values(), None]:
            members = [form for form in self.forms.values() if form.theme == theme]
            if members:
                groups.append((theme, members))
        return groups


def load_handbook(site: Site, only: Iterable[Path] | None = None) -> Handbook:
    """Read, join and check a whole site.

    `only` limits the problems told to those files; everything is read all the same, since files refer to each other.
    Problems never stop the reading: what is right is in the handbook, what is wrong is in `problems`, in order. Nothing
    is written, and no mistake of a maker raises an error.
    """
    handbook = _loaded(Handbook(site), [path.resolve() for path in only or ()])
    if only is not None:
        names = {site.shown(path) for path in only}
        handbook.problems = [p for p in handbook.problems if p.path in names]
    return handbook


def load_again(site: Site, memory: "Memory | None") -> Handbook:
    """Read, join and check a whole site while somebody writes: files that the memory knows are not parsed again."""
    return _loaded(Handbook(site, memory=memory), [])


def _loaded(handbook: Handbook, also: list[Path]) -> Handbook:
    with _without_collector():
        _read_and_check(handbook, also)
    handbook.problems = in_order(handbook.problems)
    return handbook


@contextmanager
def _without_collector() -> Iterator[None]:
    """Put off Python's search for garbage: with thousands of forms it takes a third of the time and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_and_check(handbook: Handbook, also: list[Path]) -> None:
    from kijkraam import extensions  # these know the handbook, so they are asked for only here
    from kijkraam.checklist import lock, rules

    _read_shared(handbook)
    _read_more_scales(handbook)
    order = _read_checklists(handbook, also)
    handbook.headings = dict(find_headings(handbook.site.docs))
    extensions.resolve(handbook)
    names = [*order, *sorted(handbook.brought)]
    handbook.checklists = {name: handbook.checklists[name] for name in names if name in handbook.checklists}
    _join(handbook)
    handbook.problems += rules.check(handbook)
    handbook.problems += lock.check_lock(handbook)
    handbook.templates = templates_in(handbook.site.templates)
    handbook.problems += handbook.templates.problems(handbook._shown_templates)


def find_headings(docs: Path) -> Iterator[tuple[str, Target]]:
    """Yield the headings with an id of their own (`## Title {#some-id}`) in a folder of Markdown files."""
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else ():
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # MkDocs itself tells which page it cannot read
        if "{" not in text:
            continue
        page = path.relative_to(docs).as_posix()
        helps = HELP_LINES.search(text) is not None
        for match in HEADING_ID.finditer(FENCED.sub("", text)):
            title = match[0].lstrip("#").partition("{")[0].strip()
            yield match[1], Target(page, match[1], title, helps)


def checklist_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder of checklists, shared files left out, in order."""
    found = [*folder.rglob("*.yml"), *folder.rglob("*.yaml")] if folder.is_dir() else []
    return sorted(
        path
        for path in found
        if not path.name.startswith("_")
        and not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts[:-1])
    )


def _read(handbook: Handbook, path: Path, model: type[ModelT]) -> Read[ModelT] | None:
    try:
        read = handbook.memory.read_model if handbook.memory else read_model
        return read(path, handbook.site.shown(path), model)
    except ProblemsFound as found:
        handbook.problems += found.problems
        return None


def _read_shared(handbook: Handbook) -> None:
    folder = handbook.site.checklists
    for path in sorted(folder.glob("_*.y*ml")) if folder.is_dir() else ():
        model = SHARED_FILES.get(path.name)
        if model is None:
            variant, near = mend_by_name(path.name, SHARED_FILES)
            name = handbook.site.shown(path)
            handbook.problems.append(Problem(name, 1, 1, f"unknown_shared_file{variant}", {"name": path.name, **near}))
            continue
        read = _read(handbook, path, model)
        if read is None:
            handbook.broken_shared.add(path.name)
            continue
        handbook.shared[path.name] = read
        content = read.model
        if isinstance(content, Scales):
            handbook.scales = _by_id(handbook, read, "scales", content.scales)
        elif isinstance(content, Sources):
            handbook.works = _by_id(handbook, read, "works", content.works)
        elif isinstance(content, Glossary):
            handbook.terms = _by_id(handbook, read, "terms", content.terms)
        elif isinstance(content, Themes):
            handbook.themes = _by_id(handbook, read, "themes", content.themes)
        elif isinstance(content, HelpLines):
            handbook.help_lines = list(_by_id(handbook, read, "help_lines", content.help_lines).values())
    _add_own(handbook)


def _add_own(handbook: Handbook) -> None:
    """Give a site without scales or sources of its own those with which a new handbook begins."""
    there = {*handbook.shared, *handbook.broken_shared}
    language = Phrases(handbook.site.language).language
    if "_scales.yml" not in there:
        scales = Scales.model_validate(shared_content("_scales.yml", language)).scales
        handbook.scales = {scale.id: scale for scale in scales}
    if "_sources.yml" not in there:
        works = Sources.model_validate(shared_content("_sources.yml", language)).works
        handbook.works = {work.id: work for work in works}


def _read_more_scales(handbook: Handbook) -> None:
    """Add the scales of files elsewhere; of two with the same id the one that was read first stays, and it is told."""
    for path in handbook.site.scales:
        read = _read(handbook, path, Scales)
        for index, scale in enumerate(read.model.scales if read else []):
            if read and scale.id in handbook.scales:
                handbook.problems.append(read.problem(("scales", index, "id"), "double_id", id=scale.id))
            handbook.scales.setdefault(scale.id, scale)
        if read:
            handbook.shared[path.as_posix()] = Read(read.model, read.path, read.name)


def _by_id(handbook: Handbook, read: Read[BaseModel], key: str, members: list[MemberT]) -> dict[str, MemberT]:
    """Return list members by their id; a double id is a problem and the first one stays."""
    found: dict[str, MemberT] = {}
    for index, member in enumerate(members):
        name = member.id
        if name in found:
            handbook.problems.append(read.problem((key, index, "id"), "double_id", id=name))
        found.setdefault(name, member)
    return found


def _read_checklists(handbook: Handbook, also: list[Path]) -> list[str]:
    """Read all checklists of the site, and files outside its folder that are to be checked; return the ids in order."""
    paths = {resolved(path): None for path in checklist_files(handbook.site.checklists)}
    paths |= {path: None for path in also if not _is_read_apart(handbook, path)}
    for path in paths:
        _read_checklist(handbook, path)
    handbook.problems += _text_files(handbook.site)
    found: dict[str, Path] = {name: read.path for name, read in handbook.checklists.items()}
    found |= {name: read.path for name, read in handbook.extensions.items()}
    for path in paths:
        name = path.stem
        if name not in found and ID_PATTERN.fullmatch(name):
            handbook.broken.setdefault(name, handbook.site.shown(path))
    places = {path: place for place, path in enumerate(paths)}
    return sorted(found, key=lambda name: places[found[name]])


def _text_files(site: Site) -> Iterator[Problem]:
    """Yield the checklists that an editor gave another ending, so that they would be passed over in silence."""
    for path in sorted(site.checklists.rglob("*.y*ml.txt")) if site.checklists.is_dir() else ():
        yield Problem(site.shown(path), 1, 1, "file_ending", {"name": path.name.removesuffix(".txt")})


def _read_checklist(handbook: Handbook, path: Path) -> None:
    """Read one file: a checklist, or what differs from another one."""
    try:
        how = handbook.memory.read_checklist if handbook.memory else read_checklist
        read = how(path, handbook.site.shown(path))
    except ProblemsFound as found:
        handbook.problems += found.problems
        return
    form_id = read.model.id
    first = handbook.checklists.get(form_id) or handbook.extensions.get(form_id)
    kept: Read[Checklist] | Read[Extension] = read
    if first:  # of two with the same id the one whose file is called so stays
        is_first_wrong = read.path.stem == form_id != first.path.stem
        kept, other = (read, first) if is_first_wrong else (first, read)
        handbook.problems.append(other.problem(("id",), "double_form", id=form_id, path=kept.name))
        handbook.checklists.pop(form_id, None)
        handbook.extensions.pop(form_id, None)
    if isinstance(kept.model, Extension):
        handbook.extensions[form_id] = Read(kept.model, kept.path, kept.name)
    else:
        handbook.checklists[form_id] = Read(kept.model, kept.path, kept.name)


def _is_read_apart(handbook: Handbook, path: Path) -> bool:
    """Whether this is a shared file, or the lock."""
    return path.parent == handbook.folder and (path.name.startswith("_") or path.suffix == ".lock")


def _join(handbook: Handbook) -> None:
    """Make forms of the checklists; a pane that cannot be joined is left out and told by the rules."""
    for read in handbook.checklists.values():
        is_inside = read.path.is_relative_to(handbook.folder)
        file = read.path.relative_to(handbook.folder) if is_inside else Path(read.path.name)
        theme = handbook.themes.get(file.parts[0]) if len(file.parts) > 1 else None
        panes = [_pane(handbook, read, section) for section in read.model.sections]
        form_id = read.model.id
        handbook.forms[form_id] = Form(
            read.model,
            theme,
            file.as_posix(),
            tuple(pane for pane in panes if pane is not None),
            handbook.bases.get(form_id),
            handbook.beside.get(form_id, ()),
            is_part=isinstance(read, Merged) and read.part_of is not None,
            is_shipped=form_id in handbook.brought,
            folder=handbook.site.form_folder,
        )


def _pane(handbook: Handbook, read: Read[Checklist], section: Section) -> Pane | None:
    if section.include:
        return _included(handbook, section)
    assert section.id is not None  # the model sees to that
    assert section.title is not None
    return Pane(
        id=section.id,
        title=section.title,
        intro=section.intro,
        home=read.model.id,
        share=section.share or read.model.default_share,
        minutes=section.minutes,
        questions=tuple(_question(handbook, read, section, item, core=item.core) for item in section.items or []),
        elsewhere=section.elsewhere,
    )


def _included(handbook: Handbook, section: Section) -> Pane | None:
    home_id, _, pane_id = (section.include or "").partition("#")
    home = handbook.checklists.get(home_id)
    there = next((s for s in home.model.sections if s.id == pane_id and s.items), None) if home else None
    if home is None or there is None:
        return None
    own = set(section.core) if section.core is not None else set()
    return Pane(
        id=section.id or pane_id,
        title=section.title or there.title or pane_id,
        intro=section.intro or there.intro,
        home=home_id,
        share=there.share or home.model.default_share,
        minutes=section.minutes or there.minutes,
        questions=tuple(_question(handbook, home, there, item, core=item.id in own) for item in there.items or []),
        elsewhere=None,
    )


def _question(handbook: Handbook, read: Read[Checklist], section: Section, item: Item, *, core: bool) -> Question:
    checklist = read.model
    touch = _touch(read, item.id)
    return Question(
        item=item,
        home=checklist.id,
        scale=handbook.scales.get(item.scale or section.scale or "") if item.type == "rating" else None,
        source=(item.source or Source()) if touch is Touch.ADDED else _source(checklist.source, section, item),
        basis=item.basis or checklist.basis,
        core=core,
        touch=touch,
    )


def _touch(read: Read[Checklist], item_id: str) -> Touch | None:
    if not isinstance(read, Merged):
        return None
    return Touch.ADDED if item_id in read.added else Touch.REWORDED if item_id in read.reworded else None


def _source(above: Source, section: Section, item: Item) -> Source:
    """Return where an item rests on, with what it does not say itself taken from its section and form."""
    return _joined(_joined(above, section.source), item.source)


_joined = lru_cache(maxsize=256)(joined_source)  # forms repeat a few sources many times
