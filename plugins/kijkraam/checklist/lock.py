"""`ids.lock`: every published id and address, for ever.

Links, saved answers and answer codes hang on ids. The lock gives each item of a form an ordinal and each answer of a
scale a number; both are append-only and never used again.
"""

from dataclasses import dataclass, field
from pathlib import Path

from kijkraam.addresses import Addresses
from kijkraam.checklist.problems import Problem, ProblemsFound
from kijkraam.checklist.yaml_reader import Node, read_text, read_yaml
from kijkraam.form import Form
from kijkraam.handbook import Handbook

LOCK_NAME = "ids.lock"
HEAD = """\
# Written by `kijkraam lock`. Every id and address that was ever published, for ever: links, saved answers and codes
# hang on them. Never remove or change a line by hand.
"""


@dataclass
class LockedForm:
    """What was published of one form: its panes, and its items with their ordinals."""

    sections: list[str] = field(default_factory=list)
    items: dict[str, int] = field(default_factory=dict)


@dataclass
class Lock:
    """The content of `ids.lock`."""

    forms: dict[str, LockedForm] = field(default_factory=dict)
    scales: dict[str, dict[str, int]] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)

    def add(self, handbook: Handbook, addresses: list[str]) -> int:
        """Append what is not in the lock yet, and return how much that was. Nothing is ever taken out."""
        before = len(self.text().splitlines())
        for form in handbook.forms.values():
            locked = self.forms.setdefault(form.id, LockedForm())
            locked.sections += [pane.id for pane in form.panes if pane.id not in locked.sections]
            for question in form.questions:
                _number(locked.items, question.item.id)
        for scale in handbook.scales.values():
            numbers = self.scales.setdefault(scale.id, {})
            for answer in scale.answers:
                _number(numbers, answer.id)
        self.addresses = sorted({*self.addresses, *addresses})
        return len(self.text().splitlines()) - before

    def text(self) -> str:
        """Return the lock as YAML, one id a line, so that changes of several people merge."""
        lines = [HEAD, "forms:\n" if self.forms else "forms: {}\n"]
        for form_id, form in sorted(self.forms.items()):
            lines.append(f"  {form_id}:\n    sections:\n")
            lines += [f"      - {section}\n" for section in form.sections]
            lines.append("    items:\n" if form.items else "    items: {}\n")
            lines += [f"      {item}: {ordinal}\n" for item, ordinal in form.items.items()]
        lines.append("scales:\n" if self.scales else "scales: {}\n")
        for scale_id, answers in sorted(self.scales.items()):
            lines.append(f"  {scale_id}:\n")
            lines += [f"    {answer}: {number}\n" for answer, number in answers.items()]
        lines.append("addresses:\n" if self.addresses else "addresses: []\n")
        lines += [f'  - "{address}"\n' for address in self.addresses]
        return "".join(lines)


def _number(numbers: dict[str, int], name: str) -> None:
    """Give a new name the next number; numbers count from 1 and are never used again."""
    if name not in numbers:
        numbers[name] = max(numbers.values(), default=0) + 1


def read_lock(folder: Path, name: str) -> Lock:
    """Read the lock of a folder of checklists; without a file it is empty. Raises ProblemsFound."""
    path = folder / LOCK_NAME
    if not path.exists():
        return Lock()
    return _lock_of(read_yaml(read_text(path, name), name), name)


def _lock_of(node: Node, name: str) -> Lock:
    told = node.plain()
    try:
        assert isinstance(told, dict)
        forms = {
            form_id: LockedForm(list(form["sections"]), {item: int(n) for item, n in form["items"].items()})
            for form_id, form in told["forms"].items()  # type: ignore[attr-defined]
        }
        scales = {scale: {a: int(n) for a, n in answers.items()} for scale, answers in told["scales"].items()}  # type: ignore[attr-defined]
        lock = Lock(forms, scales, [str(address) for address in told["addresses"]])  # type: ignore[attr-defined]
        for numbers in [*(form.items for form in forms.values()), *scales.values()]:
            assert len(set(numbers.values())) == len(numbers)
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProblemsFound([Problem(name, node.line, node.column, "lock_unreadable")]) from error
    return lock


def check_lock(handbook: Handbook) -> list[Problem]:
    """Return a problem for every published form, pane, item or answer that is gone without being accounted for."""
    name = handbook.site.shown(handbook.site.checklists / LOCK_NAME)
    try:
        lock = read_lock(handbook.site.checklists, name)
    except ProblemsFound as found:
        return found.problems
    problems: list[Problem] = []
    for form_id, locked in lock.forms.items():
        form = handbook.forms.get(form_id)
        if form is None:
            if form_id not in handbook.broken:
                problems.append(Problem(name, 1, 1, "locked_form_gone", {"id": form_id}))
        else:
            problems += _gone(handbook, form, locked)
    for scale_id, answers in lock.scales.items():
        scale = handbook.scales.get(scale_id)
        there = {answer.id for answer in scale.answers} | set(scale.retired or []) if scale else set()
        for answer in answers:
            if answer not in there and (scale or "_scales.yml" in handbook.shared):
                problems.append(Problem(name, 1, 1, "locked_answer_gone", {"id": answer, "scale": scale_id}))
    return problems


def _gone(handbook: Handbook, form: Form, locked: LockedForm) -> list[Problem]:
    read = handbook.checklists[form.id]
    there = {pane.id for pane in form.panes} | {question.item.id for question in form.questions}
    there |= set(form.checklist.retired or [])
    there |= {name for section in form.checklist.sections for name in section.was or []}
    there |= {name for question in form.questions for name in question.item.was or []}
    return [
        read.problem((), "locked_item_gone", id=name, form=form.id)
        for name in [*locked.sections, *locked.items]
        if name not in there
    ]


def locked_addresses_gone(handbook: Handbook, addresses: Addresses, site_dir: Path) -> list[Problem]:
    """Return a problem for every published address that the built site no longer has.

    A page that only redirects stands in `site_dir` without being in the inventory; it counts.
    """
    name = handbook.site.shown(handbook.site.checklists / LOCK_NAME)
    try:
        locked = read_lock(handbook.site.checklists, name).addresses
    except ProblemsFound as found:
        return found.problems
    return [
        Problem(name, 1, 1, "locked_address_gone", {"address": address or "/"})
        for address in locked
        if not addresses.has(address) and not _redirects(address, addresses, site_dir)
    ]


def _redirects(address: str, addresses: Addresses, site_dir: Path) -> bool:
    url = address.partition("#")[0]
    return url not in addresses.pages and (site_dir / url / "index.html").is_file()
