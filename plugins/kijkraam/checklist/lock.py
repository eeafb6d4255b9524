"""`ids.lock`: every published id and address, for ever.

Links, saved answers and answer codes hang on ids. The lock gives each item of a form an ordinal and each answer of a
scale a number; both are append-only and never used again.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from kijkraam.addresses import Addresses
from kijkraam.checklist.codes import MOST_ORDINAL, check_hashes, numbers_of, short, whole
from kijkraam.checklist.fields import Id, Number
from kijkraam.checklist.problems import Problem, ProblemsFound, in_order
from kijkraam.checklist.reading import Read, model_from_text
from kijkraam.checklist.shared import Scale, Scales
from kijkraam.checklist.yaml_reader import BARE_NULL, KEY, read_text
from kijkraam.form import Form
from kijkraam.handbook import Handbook
from kijkraam.shipped import library

LOCK_NAME = "ids.lock"
HEAD = """\
# Written by `kijkraam lock`. Every id and address that was ever published, for ever: links, saved answers and codes
# hang on them. Never remove or change a line by hand.
"""


MAX_BYTES = 64 * 1024 * 1024
"""The lock of thousands of forms is larger than any checklist."""
NOT_OF_CONTENT = {"file_missing", "file_not_a_file", "file_unreadable"}
"""Codes of problems for which the content of the lock is not to blame."""

Ordinal = Annotated[Number, Field(ge=1)]


def _see_that_none_is_used_twice(numbers: dict[str, int]) -> None:
    if len(set(numbers.values())) < len(numbers):
        raise PydanticCustomError("lock_unreadable", "a number is used twice")


class LockedForm(BaseModel):
    """What was published of one form: its panes, its items with their ordinals, and each Eerste blik that it ever had.

    An answer code names an Eerste blik by its place in the list. All questions for the team may stand there too.
    """

    model_config = ConfigDict(extra="forbid")

    sections: list[Id]
    items: dict[Id, Ordinal]
    cores: list[list[Id]] = []

    @model_validator(mode="after")
    def _ordinals_are_unique(self) -> Self:
        _see_that_none_is_used_twice(self.items)
        if any(item not in self.items for core in self.cores for item in core):
            raise PydanticCustomError("lock_unreadable", "an Eerste blik holds an item without an ordinal")
        return self

    def add_core(self, core: list[str]) -> None:
        """Append an Eerste blik; the same items in another order are the same one."""
        if core and not any(set(core) == set(other) for other in self.cores):
            self.cores.append(core)


class Lock(BaseModel):
    """The content of `ids.lock`."""

    model_config = ConfigDict(extra="forbid")

    forms: dict[Id, LockedForm]
    scales: dict[Id, dict[Id, Ordinal]]
    addresses: list[str]

    @model_validator(mode="after")
    def _numbers_are_unique(self) -> Self:
        for numbers in self.scales.values():
            _see_that_none_is_used_twice(numbers)
        return self

    def add(self, handbook: Handbook, addresses: list[str]) -> int:
        """Append what is not in the lock yet, and return how much that was. Nothing is ever taken out."""
        before = self._size()
        shipped = shipped_lock() if handbook.extensions else None
        for form in sorted(handbook.forms.values(), key=_depth):  # a base before what extends it
            locked = self.forms.setdefault(form.id, LockedForm(sections=[], items={}))
            locked.sections += [pane.id for pane in form.panes if pane.id not in locked.sections]
            _number_items(locked.items, form, self._theirs(form, shipped))
            locked.add_core(short(form))
            if len(locked.cores) <= 1:  # a code can name few of them, and a later Eerste blik needs a place more
                locked.add_core(whole(form, locked.items))
        for scale in _published(handbook):
            theirs = shipped.scales.get(scale.id, {}) if shipped else {}
            numbers = self.scales.setdefault(scale.id, {})
            for answer in scale.answers:
                _number(numbers, answer.id, theirs.get(answer.id))
        self.addresses = sorted({*self.addresses, *addresses})
        return self._size() - before

    def _theirs(self, form: Form, shipped: "Lock | None") -> dict[str, int]:
        """Return the ordinals that the items of a form have elsewhere, and keep here."""
        name = form.base.id if form.base else form.id
        if shipped and (form.is_shipped or (form.base and form.base.is_shipped)):
            return shipped.forms[name].items if name in shipped.forms else {}
        return self.forms[name].items if form.base else {}

    def _size(self) -> int:
        """Return how many ids and addresses are locked."""
        forms = sum(1 + len(form.sections) + len(form.items) + len(form.cores) for form in self.forms.values())
        return forms + sum(1 + len(answers) for answers in self.scales.values()) + len(self.addresses)

    def text(self) -> str:
        """Return the lock as YAML, one id a line, so that changes of several people merge."""
        lines = [HEAD, "forms:\n" if self.forms else "forms: {}\n"]
        for form_id, form in sorted(self.forms.items()):
            lines.append(f"  {_written(form_id)}:\n")
            lines.append("    sections:\n" if form.sections else "    sections: []\n")
            lines += [f"      - {_written(section)}\n" for section in form.sections]
            lines.append("    items:\n" if form.items else "    items: {}\n")
            lines += [f"      {_written(item)}: {ordinal}\n" for item, ordinal in form.items.items()]
            lines.append("    cores:\n" if form.cores else "")
            for core in form.cores:
                lines.append("      -\n")
                lines += [f"        - {_written(item)}\n" for item in core]
        lines.append("scales:\n" if self.scales else "scales: {}\n")
        for scale_id, answers in sorted(self.scales.items()):
            lines.append(f"  {_written(scale_id)}:\n")
            lines += [f"    {_written(answer)}: {number}\n" for answer, number in answers.items()]
        lines.append("addresses:\n" if self.addresses else "addresses: []\n")
        lines += [f"  - {json.dumps(address, ensure_ascii=False)}\n" for address in self.addresses]
        return "".join(lines)


def _published(handbook: Handbook) -> list[Scale]:
    """Return the scales that a site publishes: all of its own file, or what it uses of the usual ones."""
    if "_scales.yml" in handbook.shared:
        return list(handbook.scales.values())
    used = {question.scale.id for form in handbook.forms.values() for question in form.questions if question.scale}
    return [scale for scale in handbook.scales.values() if scale.id in used]


def _written(name: str) -> str:
    """Return an id as YAML; `null` is an id like any other."""
    return f'"{name}"' if name in BARE_NULL else name


def _number(numbers: dict[str, int], name: str, theirs: int | None = None) -> None:
    """Give a new name the number that it has elsewhere, else the next; they count from 1 and are never used again."""
    if name not in numbers:
        free = theirs is not None and theirs not in numbers.values()
        numbers[name] = theirs if theirs is not None and free else max(numbers.values(), default=0) + 1


def _number_items(ordinals: dict[str, int], form: Form, theirs: dict[str, int]) -> None:
    """Give new items their ordinals. What a form adds to its base counts down, so that the base can grow."""
    for question in form.questions:
        name = question.item.id
        if form.base and name not in theirs and name not in ordinals:
            taken = {*ordinals.values(), *theirs.values()}
            ordinals[name] = next((n for n in range(MOST_ORDINAL, 0, -1) if n not in taken), max(taken, default=0) + 1)
        _number(ordinals, name, theirs.get(name))


def _depth(form: Form) -> int:
    """Return how many forms stand between a form and one that extends nothing."""
    depth, base = 0, form.base
    while base:
        depth, base = depth + 1, base.base
    return depth


@cache
def shipped_lock() -> "Lock":
    """Return the lock of the checklists that come with the program."""
    return model_from_text(library().lock_text, LOCK_NAME, Lock)


def read_lock(folder: Path, name: str) -> Lock:
    """Read the lock of a folder of checklists; without a file it is empty. Raises ProblemsFound."""
    return _read_lock(folder, name).model


def _read_lock(folder: Path, name: str) -> Read[Lock]:
    path = folder / LOCK_NAME
    if not path.exists():
        return Read(Lock(forms={}, scales={}, addresses=[]), path, name)
    try:
        return Read(model_from_text(read_text(path, name, most=MAX_BYTES), name, Lock), path, name)
    except ProblemsFound as found:
        first = in_order(found.problems)[0]
        if first.code in NOT_OF_CONTENT:
            raise
        code = "lock_conflict" if first.code == "yaml_conflict" else "lock_unreadable"
        raise ProblemsFound([Problem(name, first.line, first.column, code)]) from found


def check_lock(handbook: Handbook) -> list[Problem]:
    """Give the handbook the numbers of its answer codes, and return what is wrong with ids that were published.

    That is every form, pane, item or answer that is gone without being accounted for, and a form whose codes cannot be
    told from those of another.
    """
    folder = handbook.site.checklists
    try:
        lock = _read_lock(folder, handbook.site.shown(folder / LOCK_NAME))
    except ProblemsFound as found:
        return found.problems
    handbook.codes = numbers_of(handbook, lock.model)
    return [*_forms_gone(handbook, lock), *_answers_gone(handbook, lock), *check_hashes(handbook, lock.model)]


def _forms_gone(handbook: Handbook, lock: Read[Lock]) -> Iterator[Problem]:
    for form_id, locked in lock.model.forms.items():
        form = handbook.forms.get(form_id)
        if form:
            yield from _gone(handbook, form, locked)
        elif form_id not in handbook.broken:
            yield lock.problem(("forms", form_id, KEY), "locked_form_gone", id=form_id)


def _answers_gone(handbook: Handbook, lock: Read[Lock]) -> Iterator[Problem]:
    if "_scales.yml" in handbook.broken_shared:
        return
    for scale_id, answers in lock.model.scales.items():
        scale = handbook.scales.get(scale_id)
        if scale is None:
            yield lock.problem(("scales", scale_id, KEY), "locked_scale_gone", id=scale_id)
            continue
        there = {answer.id for answer in scale.answers} | set(scale.retired or [])
        for answer in answers:
            if answer not in there:
                yield _answer_gone(handbook, lock, scale, answer)


def _answer_gone(handbook: Handbook, lock: Read[Lock], scale: Scale, answer: str) -> Problem:
    """Return a problem at the scale; for one that comes with the program there is only the lock to point at."""
    words = {"id": answer, "scale": scale.id}
    for read in handbook.shared.values():
        if isinstance(read.model, Scales) and scale in read.model.scales:
            return read.problem(("scales", read.model.scales.index(scale), "id"), "locked_answer_gone", **words)
    return lock.problem(("scales", scale.id, answer, KEY), "locked_answer_gone", **words)


def _gone(handbook: Handbook, form: Form, locked: LockedForm) -> Iterator[Problem]:
    includes = [section.include.partition("#")[0] for section in form.checklist.sections if section.include]
    if any(home in handbook.broken for home in includes):
        return  # what a broken file holds is not known to be gone
    there = {pane.id for pane in form.panes} | {question.item.id for question in form.questions}
    there |= set(form.checklist.retired or [])
    there |= {name for section in form.checklist.sections for name in section.was or []}
    there |= {name for question in form.questions for name in question.item.was or []}
    for name in [*locked.sections, *locked.items]:
        if name not in there:
            yield handbook.checklists[form.id].problem(("retired",), "locked_item_gone", id=name, form=form.id)


def locked_addresses_gone(handbook: Handbook, addresses: Addresses, site_dir: Path) -> list[Problem]:
    """Return a problem for every published address that the built site no longer has.

    A page that only redirects stands in `site_dir` without being in the inventory; it counts.
    """
    folder = handbook.site.checklists
    try:
        lock = _read_lock(folder, handbook.site.shown(folder / LOCK_NAME))
    except ProblemsFound as found:
        return found.problems
    return [
        lock.problem(("addresses", index), "locked_address_gone", address=address or "/")
        for index, address in enumerate(lock.model.addresses)
        if not addresses.has(address) and not _redirects(address, addresses, site_dir)
    ]


def _redirects(address: str, addresses: Addresses, site_dir: Path) -> bool:
    url = address.partition("#")[0]
    if url in addresses.pages or url in addresses.moved:
        return False
    return (site_dir / url).is_file() or (site_dir / url / "index.html").is_file()
