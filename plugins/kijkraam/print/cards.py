"""Cards to talk over: eight on a sheet of A4, a statement on the front and a question on the back."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from kijkraam.checklist.fields import FieldType, Format, Kind, TestedWith
from kijkraam.form import Form
from kijkraam.forms.render import Renderer
from kijkraam.print.document import Document
from kijkraam.print.formats import team_panes
from kijkraam.print.paper import Paper

COLUMNS, ROWS = 2, 4
TESTED = {
    TestedWith.NONE: "form.tested_none",
    TestedWith.CLIENTS: "form.tested_clients",
    TestedWith.EXPERTS: "form.tested_experts",
}
SIZES = (70, 140, 260, 480)
"""Numbers of characters up to which a text has each size of letter; above the last it has the smallest."""
COLOURS = ("#0f4c5c", "#8a4b16", "#4b3f72", "#566018", "#1f5f9e", "#7a3e5d", "#4d4d4d", "#0b6b5d")
"""Colours tell panes apart and mean nothing else; a symbol goes with each, for who prints in black."""
SHAPES = (
    '<circle cx="12" cy="12" r="9"/>',
    '<rect x="4" y="4" width="16" height="16"/>',
    '<path d="M12 3 22 20H2Z"/>',
    '<path d="M12 2 22 12 12 22 2 12Z"/>',
    '<circle cx="12" cy="12" r="7.5" fill="none" stroke="{colour}" stroke-width="4"/>',
    '<path d="M9 3h6v6h6v6h-6v6H9v-6H3V9h6Z"/>',
    '<path d="M7 3h10l5 9-5 9H7l-5-9Z"/>',
    '<path d="M3 12a9 9 0 0 1 18 0Z"/><rect x="3" y="15" width="18" height="3"/>',
)


@dataclass(frozen=True)
class Card:
    """One card. `mark` says which symbol it has: the number of its pane, counted from 0, or None."""

    label: str
    front: str
    back: str
    mark: int | None = None
    title: str = ""
    """Only the card that explains the others has a title."""

    @property
    def size(self) -> int:
        """Size of the letters, 1 being the largest."""
        return next((n for n, most in enumerate(SIZES, 1) if len(self.front) <= most), len(SIZES) + 1)

    @property
    def back_size(self) -> int:
        """Size of the letters on the back."""
        return next((n for n, most in enumerate(SIZES, 1) if len(self.back) <= most), len(SIZES) + 1)


Row = tuple[Card | None, ...]


def cards(paper: Paper, form: Form) -> Document:
    """Return all cards of a form, each sheet of fronts followed by its backs."""
    renderer = paper.renderer()
    made = list(_cards(form, renderer))
    marks = {card.mark: symbol(card.mark) for card in made if card.mark is not None}
    return paper.document(
        "cards",
        renderer,
        form,
        Format.CARDS,
        f"{renderer.plain(form.title)}: {renderer.phrases('print.cards')}",
        sheets=list(sheets_of(made)),
        marks=marks,
        cuts=cut_marks(),
    )


def sheets_of(made: list[Card]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Yield the rows of fronts and the rows of backs of each sheet.

    The backs are mirrored from left to right, so that paper that is turned over its long side matches.
    """
    each = COLUMNS * ROWS
    for start in range(0, len(made), each):
        on_sheet: list[Card | None] = [*made[start : start + each]]
        on_sheet += [None] * (-len(on_sheet) % COLUMNS)
        fronts = [tuple(on_sheet[n : n + COLUMNS]) for n in range(0, len(on_sheet), COLUMNS)]
        yield fronts, [row[::-1] for row in fronts]


def _cards(form: Form, r: Renderer) -> Iterator[Card]:
    if form.kind is Kind.ERVARING:
        yield from _of_experience(form, r)
        return
    title = r.plain(form.title)
    yield Card(title, r.phrases("print.cards_how"), r.phrases("print.cards_talk"), title=r.phrases("print.cards_title"))
    for number, pane in enumerate(team_panes(form)):
        for question in pane.questions:
            if question.item.type is FieldType.RATING:
                asked = question.item.prompt or r.phrases("form.note_open")
                yield Card(r.plain(pane.title), r.plain(question.item.text), r.plain(asked), number)


def _of_experience(form: Form, r: Renderer) -> Iterator[Card]:
    """Yield a gesprekskaart: what one may refuse, the questions to talk over, and then the statements of the form."""
    told = form.checklist.conversation_card
    title = r.plain(told.title if told else form.title)
    first = [r.phrases("form.experience"), r.phrases(TESTED[form.checklist.tested_with])]
    after = [r.plain(told.intro), *([r.plain(told.closing)] if told.closing else [])] if told else []
    yield Card(r.phrases("form.conversation_card"), " ".join(first), " ".join(after) or first[0], title=title)
    for text in told.questions if told else []:
        yield Card(r.phrases("form.conversation_card"), r.plain(text), r.phrases("print.cards_skip"), 0)
    for number, pane in enumerate(form.panes, 1):
        for question in pane.questions:
            asked = question.item.prompt or r.phrases("print.cards_skip")
            yield Card(r.plain(pane.title), r.plain(question.item.text), r.plain(asked), number)


def symbol(mark: int) -> str:
    """Return the symbol of a pane, as the address of a picture."""
    colour = COLOURS[(mark + mark // len(SHAPES)) % len(COLOURS)]
    shape = SHAPES[mark % len(SHAPES)].format(colour=colour)
    return _picture(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="{colour}">{shape}</svg>')


def cut_marks() -> str:
    """Return the lines along which to cut, as the address of a picture of a whole sheet (in millimetres)."""
    xs, ys = (10, 105, 200), (16.5, 82.5, 148.5, 214.5, 280.5)
    lines = [f"M{x} 4v7M{x} 286v7" for x in xs] + [f"M2 {y}h6M202 {y}h6" for y in ys]
    crosses = [f"M{x - 2} {y}h4M{x} {y - 2}v4" for x in xs for y in ys]
    return _picture(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm">'
        f'<path d="{"".join(lines + crosses)}" fill="none" stroke="#777" stroke-width="0.2"/></svg>'
    )


def _picture(svg: str) -> str:
    return f"data:image/svg+xml,{quote(svg)}"
