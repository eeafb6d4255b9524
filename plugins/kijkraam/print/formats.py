"""Which files on paper are made of which form."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kijkraam.checklist.fields import FieldType, Format, Kind, Share
from kijkraam.checklist.model import Example
from kijkraam.form import Form, Pane

SUFFIXES = {
    Format.FORM: "",
    Format.WORKSHEET: "",
    Format.SHORT: "-eerste-blik",
    Format.POSTER: "-poster",
    Format.CARDS: "-kaarten",
    Format.EXAMPLE: "-voorbeeld-",
}
"""Addresses are for ever, so the ends of file names do not change with the language of the site."""


@dataclass(frozen=True)
class PrintFile:
    """One file on paper that is made of a form."""

    form: Form
    format: Format
    example: Example | None = None

    @property
    def owner(self) -> str:
        """The form that it belongs to."""
        return self.form.id

    @property
    def name(self) -> str:
        """Name of the file."""
        return f"{self.form.id}{SUFFIXES[self.format]}{self.example.id if self.example else ''}.pdf"

    @property
    def path(self) -> str:
        """Path of the file, relative to the root of the site: beside the form's own page."""
        return f"{self.form.url}{self.name}"


def possible_formats(form: Form) -> list[Format]:
    """Return the formats that can be made of a form, in the order in which they are listed."""
    if form.kind is Kind.SCORELIJST:
        return []  # danger comes before the first question, and no paper can stop who fills it in: on the screen only
    formats = [Format.WORKSHEET if form.kind is Kind.WERKBLAD else Format.FORM]
    if form.core and form.looks_at_own_work:
        formats.insert(0, Format.SHORT)
    if team_panes(form):
        formats += [Format.POSTER, Format.CARDS]
    if form.kind is Kind.ERVARING:
        formats.append(Format.CARDS)
    if form.checklist.examples:
        formats.append(Format.EXAMPLE)
    return formats


def files_of(form: Form, allowed: Collection[Format] = tuple(Format)) -> Iterator[PrintFile]:
    """Yield the files to make of a form, as far as the site (`allowed`) and the form itself want them."""
    wanted = form.checklist.formats
    for kind in possible_formats(form):
        if kind not in allowed or (wanted is not None and kind not in wanted):
            continue
        if kind is Format.EXAMPLE:
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
