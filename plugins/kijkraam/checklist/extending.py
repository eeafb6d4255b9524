"""From a checklist and what another file changes in it to one checklist.

What protects people cannot be dropped or loosened: warnings and forms that belong beside it stay, answers are not kept
longer and not shown to more people, and nothing is taken out of a count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kijkraam.checklist.extension import OF_ITEM, OF_SECTION, AddedSection, Extension, Replacement
from kijkraam.checklist.fields import Basis, Keep, Kind, Share
from kijkraam.checklist.model import Checklist, Example, Item, Section, Source
from kijkraam.checklist.problems import Problem, mend_by_name
from kijkraam.checklist.reading import Loc, Read
from kijkraam.locale import Phrases

STRICTER = (Keep.ALWAYS, Keep.ASK, Keep.SESSION)
"""From kept longest to kept shortest."""
NARROWER = (Share.TEAM, Share.PAIR, Share.SELF)
"""From seen by most people to seen by fewest."""
OF_WHOLE = {"pane_too_long", "short_too_long", "short_missing", "double_id", "double_included_id", "was_in_use"}
"""Codes of problems that arise from base and changes together."""
ADDED_TO = ("caution", "now", "together_with", "see", "reflection", "examples")
"""Keys whose members come behind those of the base."""
INSTEAD = ("summary", "intro", "guidance", "audience", "level", "formats")
"""Keys whose value comes instead of that of the base."""


@dataclass(frozen=True)
class Merged(Read[Checklist]):
    """A checklist that was put together, with the file that changes the base. Places are those in that file."""

    places: dict[Loc, Loc] = field(default_factory=dict)
    """Where in the file stands what is at a place of the whole; what is not here comes from the base."""
    added: frozenset[str] = frozenset()
    """Ids of items of one's own."""
    reworded: frozenset[str] = frozenset()
    """Ids of items of the base in other words."""
    part_of: str | None = None
    """Title of the form that belongs together, when this leaves out something of it."""

    def problem(self, loc: Loc, code: str, *, at: str = "", **words: str) -> Problem:
        """Return a problem at its place in the file; at `extends` when it stands in the base."""
        return super().problem(self._in_file(loc), code, at=at, **words)

    def _in_file(self, loc: Loc) -> Loc:
        for length in range(len(loc), 0, -1):
            place = self.places.get(loc[:length])
            if place is not None:
                return (*place, *loc[length:])
        return ("extends",)

    def of_base(self, problem: Problem) -> bool:
        """Whether a problem is told, or was never one, where the base stands."""
        there = Read.problem(self, ("extends",), problem.code)
        return problem.code not in OF_WHOLE and (problem.line, problem.column) == (there.line, there.column)


@dataclass
class _Entry:
    item: Item
    place: Loc | None = None
    """In the file, for an item of one's own."""
    change: int | None = None
    """Which member of `replace` changes it."""


@dataclass
class _Pane:
    section: Section
    entries: list[_Entry]
    place: Loc | None = None
    change: int | None = None

    @property
    def id(self) -> str:
        return self.section.id or (self.section.include or "").partition("#")[2]


def merge(
    base: Checklist, read: Read[Extension], phrases: Phrases, part_of: str | None = None
) -> tuple[Merged, list[Problem]]:
    """Return the base with the changes made, and what is wrong with the changes.

    The base has no `include` (see `without_includes`). `part_of` is the title of the form that belongs together, when
    the base leaves out something of it.
    """
    merger = _Merger(base, read)
    problems = [*merger.change(), *merger.add(), *merger.hide(), *merger.arrange(), *merger.protect()]
    if part_of is None and base.partial_caution and read.model.hide:
        part_of = base.title
    title = read.model.title or phrases("extension.title", title=base.title)
    if part_of is not None:
        key = "extension.part_of_kijkraam" if base.kind is Kind.KIJKRAAM else "extension.part_of_form"
        title = phrases(key, title=part_of)
        if read.model.title:
            problems.append(read.problem(("title",), "title_of_part", base=part_of, title=title))
    return merger.made(title, part_of), problems


class _Merger:
    def __init__(self, base: Checklist, read: Read[Extension]) -> None:
        self.base = base
        self.read = read
        self.own = read.model
        self.panes = [_Pane(section, [_Entry(item) for item in section.items or []]) for section in base.sections]
        self.names = [name for pane in self.panes for name in (pane.id, *(entry.item.id for entry in pane.entries))]
        """Ids of the base."""
        self.hidden: list[str] = []

    # The steps, each of which yields what is wrong

    def change(self) -> Iterator[Problem]:
        """Say sections and items of the base in other words."""
        for index, change in enumerate(self.own.replace or []):
            place: Loc = ("replace", index)
            pane, entry = self._pane(change.id), self._entry(change.id)
            if change.id in (self.own.hide or []):
                yield self.read.problem((*place, "id"), "replaced_and_hidden", name=change.id)
            elif pane:
                yield from self._change_pane(pane, index, change)
            elif entry:
                yield from self._not_here(place, change, OF_SECTION, "item")
                values = {key: getattr(change, key) for key in OF_ITEM if getattr(change, key) is not None}
                entry.item, entry.change = entry.item.model_copy(update=values), index
            else:
                yield self._unknown((*place, "id"), change.id)

    def _change_pane(self, pane: _Pane, index: int, change: Replacement) -> Iterator[Problem]:
        place: Loc = ("replace", index)
        yield from self._not_here(place, change, OF_ITEM, "section")
        share = pane.section.share or self.base.default_share
        if change.share and NARROWER.index(change.share) < NARROWER.index(share):
            yield self.read.problem((*place, "share"), "share_wider", name=change.id, share=share.value)
            return
        if change.share and pane.section.elsewhere:
            yield self.read.problem((*place, "share"), "not_with", key="share", other="elsewhere")
            return
        values = {key: getattr(change, key) for key in OF_SECTION if getattr(change, key) is not None}
        pane.section, pane.change = pane.section.model_copy(update=values), index

    def _not_here(self, place: Loc, change: Replacement, keys: tuple[str, ...], what: str) -> Iterator[Problem]:
        for key in keys:
            if getattr(change, key) is not None:
                known = ", ".join(OF_ITEM if what == "item" else OF_SECTION)
                code = "replace_not_of_item" if what == "item" else "replace_not_of_section"
                yield self.read.problem((*place, key), code, key=key, name=change.id, known=known)

    def add(self) -> Iterator[Problem]:
        """Add sections and items of one's own."""
        for index, section in enumerate(self.own.sections or []):
            place: Loc = ("sections", index)
            pane = self._pane(section.id or "")
            if pane and pane.place is None:
                yield from self._add_items(pane, place, section)
            else:
                yield from self._add_pane(place, section)

    def _add_pane(self, place: Loc, section: AddedSection) -> Iterator[Problem]:
        if not section.include and section.title is None:
            variant, near = mend_by_name(section.id or "", [pane.id for pane in self.panes])
            yield self.read.problem((*place, "id"), f"section_without_title{variant}", name=section.id or "", **near)
            return
        if problem := self._own_id((*place, "id"), section.id):
            yield problem
            return
        pane = _Pane(section, [], place)
        for at, _ in enumerate(section.items or []):
            yield from self._add_item(pane, (*place, "items", at), section, at)
        ids = [pane.id for pane in self.panes]
        if section.after and section.after not in ids:
            yield self._unknown((*place, "after"), section.after, ids)
        at = ids.index(section.after) + 1 if section.after in ids else len(ids)
        self.panes.insert(at, pane)

    def _add_items(self, pane: _Pane, place: Loc, section: AddedSection) -> Iterator[Problem]:
        """Add items to a section of the base; anything else about it is no addition."""
        for key in sorted(section.model_fields_set - {"id", "items"}):
            yield self.read.problem((*place, key), "section_of_base", key=key, name=pane.id)
        if pane.section.elsewhere or section.items is None:
            yield self.read.problem((*place, "id"), "section_takes_no_items", name=pane.id)
            return
        for at, _ in enumerate(section.items):
            yield from self._add_item(pane, (*place, "items", at), section, at)

    def _add_item(self, pane: _Pane, place: Loc, section: AddedSection, at: int) -> Iterator[Problem]:
        assert section.items is not None
        item = section.items[at]
        if problem := self._own_id((*place, "id"), item.id):
            yield problem
            return
        source = item.source or (section.source if pane.place else None)
        if source and source.work is None:
            yield self.read.problem((*place, "source"), "source_without_work")
        if self.base.kind is Kind.SCORELIJST and item.counted:
            yield self.read.problem((*place, "options"), "points_in_addition", name=item.id, base=self.base.id)
        ids = [entry.item.id for entry in pane.entries]
        if item.after and item.after not in ids:
            yield self._unknown((*place, "after"), item.after, ids)
        where = ids.index(item.after) + 1 if item.after in ids else len(ids)
        marked = item.model_copy(update={"basis": item.basis or Basis.OWN, "source": source})
        pane.entries.insert(where, _Entry(marked, place))

    def _own_id(self, place: Loc, name: str | None) -> Problem | None:
        """Return what is wrong with an id of one's own: it is of the base, or was."""
        if name not in {*self.names, *(self.base.retired or [])}:
            return None
        return self.read.problem(place, "own_id_of_base", id=str(name), base=self.base.id)

    def hide(self) -> Iterator[Problem]:
        """Leave out sections and items of the base; a section of which all is left out goes too."""
        for index, name in enumerate(self.own.hide or []):
            if name not in self.names:
                yield self._unknown(("hide", index), name)
            elif self.base.kind is Kind.SCORELIJST:
                yield self.read.problem(("hide", index), "score_list_whole", base=self.base.id)
            elif (pane := self._pane(name)) and any(entry.place for entry in pane.entries):
                yield self.read.problem(("hide", index), "hidden_with_own", name=name)
            else:
                self.hidden.append(name)
        gone = set(self.hidden)
        for pane in list(self.panes):
            left = [entry for entry in pane.entries if entry.item.id not in gone]
            if pane.id in gone or (pane.entries and not left):
                self.hidden += [pane.id, *(entry.item.id for entry in pane.entries)]
                self.panes.remove(pane)
            pane.entries = left
        if not self.panes:
            yield self.read.problem(("hide",), "all_hidden", base=self.base.id)

    def arrange(self) -> Iterator[Problem]:
        """Put sections, and items within their section, in the order that is asked for."""
        order = {name: index for index, name in enumerate(self.own.order or [])}
        there = [name for pane in self.panes for name in (pane.id, *(entry.item.id for entry in pane.entries))]
        for index, name in enumerate(self.own.order or []):
            if name not in there:
                yield self._unknown(("order", index), name, there)
            elif self.base.kind is Kind.SCORELIJST:
                yield self.read.problem(("order", index), "score_list_whole", base=self.base.id)
        if self.base.kind is not Kind.SCORELIJST:
            self.panes.sort(key=lambda pane: order.get(pane.id, len(order)))
            for pane in self.panes:
                pane.entries.sort(key=lambda entry: order.get(entry.item.id, len(order)))

    def protect(self) -> Iterator[Problem]:
        """See that answers are not kept longer than in the base, and from which version of it this was made."""
        keep, kept = self.own.keep, self.base.kept
        if keep and STRICTER.index(keep) < STRICTER.index(kept):
            yield self.read.problem(("keep",), "keep_looser", base=self.base.id, keep=kept.value)
        told, version = self.own.base_version, self.base.version
        words = {"base": self.base.id, "version": str(version)}
        if told is None:
            yield self.read.problem(("extends",), "base_version_missing", **words)
        elif told < version:
            yield self.read.problem(("base_version",), "base_version_newer", told=str(told), **words)
        elif told > version:
            yield self.read.problem(("base_version",), "base_version_unknown", told=str(told), **words)

    # What comes out

    def made(self, title: str, part_of: str | None) -> Merged:
        """Return the whole."""
        own, base = self.own, self.base
        values: dict[str, object] = {
            "id": own.id,
            "version": own.version,
            "changes": own.changes,
            "title": title,
            "keep": max(own.keep or base.kept, base.kept, key=STRICTER.index),
            "tested_with": own.tested_with,
            "retired": list(dict.fromkeys([*(base.retired or []), *(own.retired or []), *self.hidden])) or None,
            "sections": [
                pane.section.model_copy(update={"items": [entry.item for entry in pane.entries] or None})
                for pane in self.panes
            ],
        }
        values |= {key: getattr(own, key) for key in INSTEAD if getattr(own, key) is not None}
        for key in ADDED_TO:
            members = [*self._of_base(key), *(getattr(own, key) or [])]
            values[key] = list({str(member): member for member in members}.values()) or None
        added = frozenset(entry.item.id for pane in self.panes for entry in pane.entries if entry.place)
        changes = own.replace or []
        reworded = frozenset(
            entry.item.id
            for pane in self.panes
            for entry in pane.entries
            if entry.change is not None and changes[entry.change].text
        )
        merged = base.model_copy(update=values)
        return Merged(merged, self.read.path, self.read.name, self._places(), added, reworded, part_of)

    def _of_base(self, key: str) -> list[object]:
        members = list(getattr(self.base, key) or [])
        return [self._without_hidden(member) for member in members] if key == "examples" else members

    def _without_hidden(self, example: Example) -> Example:
        answers = {name: answer for name, answer in example.answers.items() if name not in self.hidden}
        return example.model_copy(update={"answers": answers})

    def _places(self) -> dict[Loc, Loc]:
        places: dict[Loc, Loc] = {(key,): (key,) for key in self.own.model_fields_set - {*ADDED_TO, "sections"}}
        for key in ADDED_TO:
            before = len(getattr(self.base, key) or [])
            places |= {(key, before + index): (key, index) for index, _ in enumerate(getattr(self.own, key) or [])}
        for index, pane in enumerate(self.panes):
            here: Loc = ("sections", index)
            if pane.place:
                places[here] = pane.place
            if pane.change is not None:
                places |= {(*here, key): ("replace", pane.change, key) for key in OF_SECTION}
            for at, entry in enumerate(pane.entries):
                if entry.place:
                    places[(*here, "items", at)] = entry.place
                elif entry.change is not None:
                    places |= {(*here, "items", at, key): ("replace", entry.change, key) for key in OF_ITEM}
            own = [entry.place for entry in pane.entries if entry.place]
            if own and not pane.place:
                places[(*here, "items")] = own[0][:3]
        return places

    def _pane(self, name: str) -> _Pane | None:
        return next((pane for pane in self.panes if pane.id == name), None)

    def _entry(self, name: str) -> _Entry | None:
        entries = (entry for pane in self.panes for entry in pane.entries)
        return next((entry for entry in entries if entry.item.id == name), None)

    def _unknown(self, place: Loc, name: str, known: list[str] | None = None) -> Problem:
        variant, near = mend_by_name(name, self.names if known is None else known)
        return self.read.problem(place, f"unknown_part{variant}", name=name, form=self.base.id, **near)


def without_includes(checklist: Checklist, homes: dict[str, Checklist]) -> Checklist | None:
    """Return a checklist in which each included pane stands written out, or None when a pane is not to be had."""
    sections: list[Section] = []
    for section in checklist.sections:
        if not section.include:
            sections.append(section)
            continue
        home_id, _, pane_id = section.include.partition("#")
        home = homes.get(home_id)
        there = next((s for s in home.sections if s.id == pane_id and s.items), None) if home else None
        if home is None or there is None:
            return None
        sections.append(_written_out(section, home, there))
    return checklist.model_copy(update={"sections": sections})


def _written_out(section: Section, home: Checklist, there: Section) -> Section:
    """Return an included pane as a section with items, each of which says itself what its home says of it."""
    core = set(section.core or [])
    items = [
        item.model_copy(
            update={
                "core": item.id in core,
                "basis": item.basis or home.basis,
                "source": joined_source(joined_source(home.source, there.source), item.source),
            }
        )
        for item in there.items or []
    ]
    return there.model_copy(
        update={
            "id": section.id or there.id,
            "title": section.title or there.title,
            "intro": section.intro or there.intro,
            "minutes": section.minutes or there.minutes,
            "share": there.share or home.default_share,
            "items": items,
        }
    )


def joined_source(above: Source, own: Source | None) -> Source:
    """Return a source with what it does not say itself taken from above; another work or chapter starts afresh."""
    if own is None:
        return above
    if own.work and own.work != above.work:
        return own
    if own.chapter and own.chapter != above.chapter:
        return Source(work=above.work, chapter=own.chapter, section=own.section, note=own.note or above.note)
    section, note = own.section or above.section, own.note or above.note
    return Source(work=above.work, chapter=above.chapter, section=section, note=note)
