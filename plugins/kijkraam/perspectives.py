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
    asked = {question.item.id: question for question in coded(form)}
    ties: dict[str, set[tuple[str, str]]] = {}
    for other in handbook.forms.values():
        if other.kind is not Kind.ERVARING:
            continue
        for question in other.questions:
            if not question.scale:
                continue
            for item, own in asked.items():
                if own.item.mirrors == f"{other.id}#{question.item.id}" or question.item.mirrors == f"{form.id}#{item}":
                    ties.setdefault(item, set()).add((other.id, question.item.id))
    return {item: [{"form": name, "item": part} for name, part in sorted(found)] for item, found in ties.items()}


def forms_of_teams(handbook: "Handbook") -> list[Form]:
    """Return the forms that make codes, and those of clients that are tied to them."""
    makers = [handbook.forms[name] for name in handbook.codes]
    tied = {tie["form"] for form in makers for found in experiences(handbook, form).values() for tie in found}
    return [*makers, *(handbook.forms[name] for name in sorted(tied - set(handbook.codes)))]
