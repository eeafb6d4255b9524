"""What of a form may go into an LMS, where teacher and administrator can read along; and what is practice there."""

from dataclasses import replace
from typing import Any

from kijkraam.checklist.fields import Keep, Kind, Share
from kijkraam.form import Form, Pane


class NotForCourseError(Exception):
    """Something that does not go into an LMS; `key` names the phrase that tells why, `words` fill in its blanks."""

    def __init__(self, key: str, **words: Any) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


def course_form(form: Form) -> Form:
    """Return a form as it goes into an LMS: panes that are nobody else's have no questions. Raises NotForCourseError.

    A form that follows someone else's work is not ours to hand out. What one sees of oneself is nobody else's: such a
    pane stays visible, closed. A form of such panes only is refused.
    """
    if form.checklist.rights:
        raise NotForCourseError("scorm.rights", form=form.title)
    panes = tuple(replace(pane, questions=()) if is_private(form, pane) else pane for pane in form.panes)
    if not any(pane.questions for pane in panes):
        raise NotForCourseError("scorm.only_self", form=form.title)
    return replace(form, panes=panes)


def is_private(form: Form, pane: Pane) -> bool:
    """Whether the answers of a pane are about the one who gives them.

    In practice with a fictional person the answers are of a part that one plays, save on a scale in the first person.
    """
    if any(question.scale and question.scale.first_person for question in pane.questions):
        return True
    return form.looks_at_own_work and not is_practice(form) and pane.share is not Share.TEAM


def is_practice(form: Form) -> bool:
    """Whether a form can be in an LMS only as practice with a fictional person: about one person, or never kept."""
    return form.about_one_person or form.checklist.kept is Keep.SESSION or form.kind is Kind.ERVARING


def may_go(form: Form) -> bool:
    """Whether a form may go into an LMS at all."""
    try:
        return bool(course_form(form))
    except NotForCourseError:
        return False
