"""A worksheet on A4: upright, with panes that hold a wide table on sheets that lie."""

from kijkraam.checklist.fields import PrintFormat
from kijkraam.form import Form, Pane
from kijkraam.print.document import Document
from kijkraam.print.labels import labels_of
from kijkraam.print.paper import Paper

WIDE = 4
"""Columns, from which a table wants a sheet that lies."""


def worksheet(paper: Paper, form: Form) -> Document:
    """Return a worksheet with all its panes."""
    renderer = paper.renderer()
    html = paper.html(
        "sheet",
        renderer,
        form,
        title=renderer.plain(form.title),
        format_name=PrintFormat.WORKSHEET.value,
        wide=frozenset(pane.id for pane in form.panes if is_wide(pane)),
        explained=frozenset(),
    )
    return Document(html, labels_of(form, renderer))


def is_wide(pane: Pane) -> bool:
    """Whether a pane holds a table that wants a sheet that lies."""
    return any(len(question.item.columns or []) >= WIDE for question in pane.questions)
