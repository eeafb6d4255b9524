"""What an answer code hangs on: numbers for a form, its questions and their answers.

`web/team/code.js` writes and reads the codes. The numbers are those of `ids.lock`, so a code that was given today is
still read when the form has grown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kijkraam.checklist.fields import Keep, Kind, Share
from kijkraam.checklist.problems import Problem
from kijkraam.form import Form, Question

if TYPE_CHECKING:
    from kijkraam.checklist.lock import Lock, LockedForm
    from kijkraam.handbook import Handbook

KINDS = {Kind.KIJKRAAM, Kind.KIJKVRAGEN}
HASHES = 180_001
"""How many hashes of form ids there are; `FORMS` in `web/team/code.js`."""
MOST_ORDINAL = 127
MOST_ANSWER = 15
SKIPPED = 8
"""From so many ordinals on, a code without those of questions that it never holds is some signs shorter."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of one form, as `Numbers` in `web/team/code.js` describes them."""

    form: int
    items: dict[str, list[int]]
    """By id of a question its ordinal, and then those of its earlier names."""
    answers: dict[str, dict[str, int]]
    cores: list[list[int]]
    base: tuple[int, list[list[int]]] | None = None
    """Hash and cores of the form that this one extends, when its codes can be read here."""

    def as_json(self) -> dict[str, Any]:
        """Return the numbers as browser code reads them."""
        told: dict[str, Any] = {"form": self.form, "items": self.items, "answers": self.answers, "cores": self.cores}
        return told | ({"base": {"form": self.base[0], "cores": self.base[1]}} if self.base else {})


def hash_of(form_id: str) -> int:
    """Return the number by which a code names its form: the first eight bytes of SHA-256, high byte first."""
    return int.from_bytes(sha256(form_id.encode()).digest()[:8], "big") % HASHES


def coded(form: Form) -> list[Question]:
    """Return the questions whose answers a code may hold: ratings of panes for the team, in forms that make codes."""
    if form.kind not in KINDS or form.checklist.kept is not Keep.ALWAYS:
        return []
    panes = [pane for pane in form.panes if pane.share is Share.TEAM]
    return [question for pane in panes for question in pane.questions if question.scale]


def short(form: Form) -> list[str]:
    """Return the ids of the Eerste blik, as far as a code may hold it."""
    return [question.item.id for question in coded(form) if question.core]


def whole(form: Form, ordinals: dict[str, int]) -> list[str]:
    """Return the ids of all that a code may hold, when many questions in between are not for the team; else none."""
    items = [question.item.id for question in coded(form)]
    skipped = max((ordinals[item] for item in items), default=0) - len(items)
    return items if skipped >= SKIPPED else []


def numbers_of(handbook: "Handbook", lock: "Lock") -> dict[str, Numbers]:
    """Return the numbers of each form that makes codes; what is not in the lock yet gets them as if it were locked."""
    lock = lock.model_copy(deep=True)
    lock.add(handbook, [])
    found = {form.id: _numbers(form, lock, lock.forms[form.id]) for form in handbook.forms.values() if coded(form)}
    return {form_id: numbers for form_id, numbers in found.items() if _fits(numbers)}


def _numbers(form: Form, lock: "Lock", locked: "LockedForm") -> Numbers:
    questions = coded(form)
    return Numbers(
        form=hash_of(form.id),
        items={question.item.id: _ordinals(question, locked) for question in questions},
        answers={
            question.item.id: {
                answer.id: lock.scales[question.scale.id][answer.id] for answer in question.scale.answers
            }
            for question in questions
            if question.scale
        },
        cores=_cores(locked),
        base=_base(form, lock, locked),
    )


def _cores(locked: "LockedForm") -> list[list[int]]:
    return [[locked.items[item] for item in core] for core in locked.cores]


def _base(form: Form, lock: "Lock", locked: "LockedForm") -> tuple[int, list[list[int]]] | None:
    """Return hash and cores of the form that one extends, when every question of it has the same ordinal here."""
    from kijkraam.checklist.lock import shipped_lock  # it knows this module

    if form.base is None:
        return None
    theirs = (shipped_lock() if form.base.is_shipped else lock).forms.get(form.base.id)
    if theirs is None or any(theirs.items.get(name, number) != number for name, number in locked.items.items()):
        return None
    own = {number for name, number in locked.items.items() if name not in theirs.items}
    return None if own & set(theirs.items.values()) else (hash_of(form.base.id), _cores(theirs))


def _ordinals(question: Question, locked: "LockedForm") -> list[int]:
    names = [question.item.id, *(question.item.was or [])]
    return [locked.items[name] for name in names if name in locked.items]


def _fits(numbers: Numbers) -> bool:
    """Tell whether a code can count this far."""
    ordinals = [ordinal for ordinals in numbers.items.values() for ordinal in ordinals]
    answers = [number for answers in numbers.answers.values() for number in answers.values()]
    return max(ordinals) <= MOST_ORDINAL and max(answers) <= MOST_ANSWER


def check_hashes(handbook: "Handbook", lock: "Lock") -> Iterator[Problem]:
    """Yield a problem for each form whose codes cannot be told from those of another; one that is locked stays."""
    first: dict[int, str] = {}
    makers = [form.id for form in handbook.forms.values() if coded(form)]
    for form_id in sorted(makers, key=lambda name: (name not in lock.forms, name)):
        other = first.setdefault(hash_of(form_id), form_id)
        if other != form_id:
            yield handbook.checklists[form_id].problem(("id",), "same_code", id=form_id, other=other)
