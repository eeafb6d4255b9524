"""A poster on A3: the team's own panes, with room to put a sticker where each one stands."""

from dataclasses import dataclass

from kijkraam.checklist.fields import FieldType, Format
from kijkraam.checklist.shared import Scale
from kijkraam.form import Form, Pane, Question
from kijkraam.print.document import Document
from kijkraam.print.formats import team_panes
from kijkraam.print.paper import Paper

ROWS = 6
"""Rows on a sheet: each has room for the stickers of twelve people, in letters that can be read at two metres."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a poster: some questions of a pane, all on one scale."""

    pane: Pane
    scale: Scale
    questions: tuple[Question, ...]
    number: int
    """Which sheet of its pane this is, from 1."""
    of: int
    """How many sheets its pane has."""


def poster(paper: Paper, form: Form) -> Document:
    """Return a poster, with as many sheets as it needs."""
    renderer = paper.renderer()
    return paper.document(
        "poster",
        renderer,
        form,
        Format.POSTER,
        f"{renderer.plain(form.title)}: {paper.phrases('print.poster')}",
        sheets=[sheet for pane in team_panes(form) for sheet in sheets_of(pane)],
        panes=team_panes(form),
    )


def sheets_of(pane: Pane) -> list[Sheet]:
    """Divide a pane over sheets that are about equally full; a sheet has one scale."""
    parts: list[tuple[Scale, list[Question]]] = []
    for scale in pane.scales:
        questions = [
            question
            for question in pane.questions
            if question.item.type is FieldType.RATING and question.scale and question.scale.id == scale.id
        ]
        count = -(-len(questions) // ROWS)
        each = -(-len(questions) // count)
        parts += [(scale, questions[start : start + each]) for start in range(0, len(questions), each)]
    return [
        Sheet(pane, scale, tuple(questions), number, len(parts)) for number, (scale, questions) in enumerate(parts, 1)
    ]
