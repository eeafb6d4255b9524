"""A form on A4, to print or to fill in with a PDF reader: the whole of it, or its Eerste blik."""

from dataclasses import dataclass, replace
from itertools import groupby

from kijkraam.checklist.fields import FieldType, Format, Share
from kijkraam.form import Form, Pane
from kijkraam.print.document import Document
from kijkraam.print.labels import labels_of
from kijkraam.print.paper import Paper

WIDE = 4
"""Columns, from which a table wants a sheet that lies."""


@dataclass(frozen=True)
class Part:
    """Panes that stand after each other, and stay together or go to the end together."""

    panes: tuple[Pane, ...]
    is_own: bool
    """Whether they are for the one who fills them in alone, beside panes of a team: on a sheet of their own."""


def whole_form(paper: Paper, form: Form, kind: Format) -> Document:
    """Return a form with all its panes, as a form or as a worksheet."""
    return _sheet(paper, form, kind, paper.renderer().plain(form.title), frozenset())


def short_form(paper: Paper, form: Form) -> Document:
    """Return the Eerste blik of a form. Panes of another form stay visible, as closed shutters."""
    panes = [
        replace(pane, questions=tuple(question for question in pane.questions if question.core)) for pane in form.panes
    ]
    short = replace(form, panes=tuple(pane for pane in panes if pane.questions or pane.elsewhere))
    title = f"{paper.renderer().plain(form.title)}: {paper.phrases('form.core')}"
    return _sheet(paper, short, Format.SHORT, title, _explained_before(short))


def _sheet(paper: Paper, form: Form, kind: Format, title: str, explained: frozenset[str]) -> Document:
    renderer = paper.renderer()
    return paper.document(
        "sheet",
        renderer,
        form,
        kind,
        title,
        labels=labels_of(form, renderer),
        wide=frozenset(pane.id for pane in form.panes if _is_wide(pane)),
        explained=explained,
        parts=parts_of(form),
        for_team=_statements_for_team(form),
    )


def parts_of(form: Form) -> list[Part]:
    """Divide a form that has both into panes for a team and panes that one keeps; any other form is one part."""
    has_both = len({_is_own(pane) for pane in form.panes if pane.questions}) > 1
    return [Part(tuple(panes), is_own) for is_own, panes in groupby(form.panes, lambda p: has_both and _is_own(p))]


def _is_own(pane: Pane) -> bool:
    return pane.share is Share.SELF and not pane.elsewhere


def _statements_for_team(form: Form) -> int:
    """Return the number of statements for who looks at the work together."""
    shared = [pane for pane in form.panes if pane.share is not Share.SELF]
    return sum(question.item.type is FieldType.RATING for pane in shared for question in pane.questions)


def _is_wide(pane: Pane) -> bool:
    """Whether a pane holds a table that wants a sheet that lies."""
    return any(len(question.item.columns or []) >= WIDE for question in pane.questions)


def _explained_before(form: Form) -> frozenset[str]:
    """Return the panes whose scales an earlier pane explains: on a few sheets that stay together, once is enough."""
    met: set[str] = set()
    found = set()
    for pane in form.panes:
        scales = {scale.id for scale in pane.scales}
        if scales <= met:
            found.add(pane.id)
        met |= scales
    return frozenset(found)
