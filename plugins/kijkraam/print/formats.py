"""Which files on paper are made of which form."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kijkraam.checklist.fields import FieldType, Kind, PrintFormat, Share
from kijkraam.checklist.model import Example
from kijkraam.form import Form, Pane

SUFFIXES = {
    PrintFormat.FORM: "",
    PrintFormat.WORKSHEET: "",
    PrintFormat.SHORT: "-eerste-blik",
    PrintFormat.POSTER: "-poster",
    PrintFormat.CARDS: "-kaarten",
    PrintFormat.EXAMPLE: "-voorbeeld-",
}
"""Addresses are for ever, so the ends of file names do not change with the language of the site."""


@dataclass(frozen=True)
class PrintFile:
    """One file on paper that is made of a form."""

    form: Form
    format: PrintFormat
    example: Example | None = None

    @property
    def name(self) -> str:
        """Name of the file."""
        return f"{self.form.id}{SUFFIXES[self.format]}{self.example.id if self.example else ''}.pdf"

    @property
    def path(self) -> str:
        """Path of the file, relative to the root of the site: beside the form's own page."""
        return f"{self.form.url}{self.name}"


def possible_formats(form: Form) -> list[PrintFormat]:
    """Return the formats that can be made of a form, in the order in which they are listed."""
    if form.kind is Kind.SCORELIJST:
        return []  # danger comes before the first question, and no paper can stop who fills it in: on the screen only
    formats = [PrintFormat.WORKSHEET if form.kind is Kind.WERKBLAD else PrintFormat.FORM]
    if form.core and form.looks_at_own_work:
        formats.insert(0, PrintFormat.SHORT)
    if team_panes(form):
        formats += [PrintFormat.POSTER, PrintFormat.CARDS]
    if form.kind is Kind.ERVARING:
        formats.append(PrintFormat.CARDS)
    if form.checklist.examples:
        formats.append(PrintFormat.EXAMPLE)
    return formats


def files_of(form: Form, allowed: Collection[PrintFormat] = tuple(PrintFormat)) -> Iterator[PrintFile]:
    """Yield the files to make of a form, as far as the site (`allowed`) and the form itself want them."""
    wanted = form.checklist.formats
    for kind in possible_formats(form):
        if kind not in allowed or (wanted is not None and kind not in wanted):
            continue
        if kind is PrintFormat.EXAMPLE:
            yield from (PrintFile(form, kind, example) for example in form.checklist.examples or [])
        else:
            yield PrintFile(form, kind)


def team_panes(form: Form) -> list[Pane]:
    """Return the panes of a list about one's own work that a team looks through together."""
    if not form.looks_at_own_work:
        return []
    return [
        pane
        for pane in form.panes
        if pane.share is Share.TEAM and any(question.item.type is FieldType.RATING for question in pane.questions)
    ]
