"""Questions that clients answer about the same thing as a team, tied by `mirrors` on either side."""

from typing import TYPE_CHECKING

from kijkraam.checklist.codes import coded
from kijkraam.checklist.fields import Kind
from kijkraam.form import Form

if TYPE_CHECKING:
    from kijkraam.handbook import Handbook

Ties = dict[str, list[dict[str, str]]]


def experiences(handbook: "Handbook", form: Form) -> Ties:
    """Return by question of a team the questions that clients are asked about it: those with answers to choose."""
    ties: dict[str, list[tuple[str, str]]] = {}
    for item in (question.item for question in coded(form)):
        told = {*handbook.mirrored.get(f"{form.id}#{item.id}", ())}
        if item.mirrors:
            name, _, part = item.mirrors.partition("#")
            told.add((name, part))
        if found := sorted(tie for tie in told if _can_be_answered(handbook, *tie)):
            ties[item.id] = found
    return {item: [{"form": name, "item": part} for name, part in found] for item, found in ties.items()}


def _can_be_answered(handbook: "Handbook", form_id: str, item_id: str) -> bool:
    """Whether this is a question for clients with answers to choose."""
    form = handbook.forms.get(form_id)
    if form is None or form.kind is not Kind.ERVARING:
        return False
    return any(question.scale and question.item.id == item_id for question in form.questions)


def forms_of_teams(handbook: "Handbook") -> list[Form]:
    """Return the forms that make codes, and those of clients that are tied to them."""
    makers = [handbook.forms[name] for name in handbook.codes]
    tied = {tie["form"] for form in makers for found in experiences(handbook, form).values() for tie in found}
    return [*makers, *(handbook.forms[name] for name in sorted(tied - set(handbook.codes)))]
