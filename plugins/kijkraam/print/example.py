"""A form filled in with what a source tells of a fictional person, to read and to talk about."""

from kijkraam.checklist.fields import Format
from kijkraam.checklist.model import Example
from kijkraam.form import Form
from kijkraam.print.document import Document
from kijkraam.print.form_pdf import WIDE
from kijkraam.print.paper import Paper


def filled_in(paper: Paper, form: Form, example: Example) -> Document:
    """Return a filled-in example, on sheets that lie when one of its tables is wide."""
    renderer = paper.renderer()
    answered = [question.item for question in form.questions if question.item.id in example.answers]
    return paper.document(
        "example",
        renderer,
        form,
        Format.EXAMPLE,
        f"{renderer.plain(form.title)}: {renderer.plain(example.title)}",
        example=example,
        lying=any(len(item.columns or []) >= WIDE for item in answered),
    )
