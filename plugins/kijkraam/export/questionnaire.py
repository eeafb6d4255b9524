"""Which forms can go round among many people, and what of them: only what a team shares, and what clients tell."""

from dataclasses import dataclass, replace
from typing import Any

from kijkraam.checklist.fields import Keep, Kind, Share
from kijkraam.form import Form, Pane, Question


class NotForManyError(Exception):
    """A form that does not go round; `key` names the phrase that tells why, `words` fill in its blanks."""

    def __init__(self, key: str, **words: Any) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


@dataclass(frozen=True)
class Questionnaire:
    """The part of a form that many people fill in."""

    form: Form
    panes: tuple[Pane, ...]
    is_short: bool
    """Whether it is the Eerste blik."""

    @property
    def questions(self) -> list[Question]:
        """All questions, in order."""
        return [question for pane in self.panes for question in pane.questions]

    @property
    def is_part(self) -> bool:
        """Whether the form asks more than this."""
        return len(self.questions) < len(self.form.questions)


def questionnaire_of(form: Form, *, short: bool = False) -> Questionnaire:
    """Return what of a form many people can fill in. Raises NotForManyError.

    A form about one person stays with that person, and what one sees of oneself is nobody else's. What clients tell is
    kept nowhere on this site, but may be gathered, with its warning: only they can say how help is experienced.
    """
    title = form.title
    if form.about_one_person:
        raise NotForManyError("xlsform.about_one", form=title)
    if form.checklist.kept is Keep.SESSION and form.kind is not Kind.ERVARING:
        raise NotForManyError("xlsform.session", form=title)
    if short and not form.core:
        raise NotForManyError("xlsform.no_core", form=title)
    shared = [pane for pane in form.panes if pane.share is Share.TEAM or form.kind is Kind.ERVARING]
    panes = [
        replace(
            pane,
            questions=tuple(
                question for question in pane.questions if not question.item.by_pen and (question.core or not short)
            ),
        )
        for pane in shared
    ]
    panes = [pane for pane in panes if pane.questions]
    if not panes:
        raise NotForManyError("xlsform.only_self", form=title)
    return Questionnaire(form, tuple(panes), short)


def in_site(form: Form) -> bool:
    """Whether the site itself offers a questionnaire: of what a team keeps, not of what a client tells."""
    if not form.looks_at_own_work or form.checklist.kept is not Keep.ALWAYS:
        return False
    try:
        return bool(questionnaire_of(form))
    except NotForManyError:
        return False
