"""The shared files beside the checklists: scales, sources, glossary, themes and help lines."""

from typing import Annotated

from pydantic import Field

from kijkraam.checklist.fields import Flag, Id, Reference, Text, Year
from kijkraam.checklist.model import Model, Source


class Answer(Model):
    """One answer of a scale."""

    id: Id
    """Value in HTML, PDF and exports: the answer's word as an id."""
    text: Text
    hint: Text | None = None
    """When this answer fits."""
    minor: Flag = False
    """Shown smaller: answers such as "Sla over" beside the large ones."""


class Scale(Model):
    """A named set of answers: words, not degrees."""

    id: Id
    question: Text
    """The question that all items on this scale share."""
    first_person: Flag = False
    """The answers tell about the one who answers: sections on this scale are never shared with a team."""
    answers: Annotated[list[Answer], Field(min_length=2, max_length=6)]
    retired: Annotated[list[Id], Field(min_length=1)] | None = None
    """Ids of answers that once existed."""


class Work(Model):
    """A source: a book or report."""

    id: Id
    title: Text
    subtitle: Text | None = None
    authors: Annotated[list[Text], Field(min_length=1)]
    year: Year | None = None
    publisher: Text | None = None
    series: Text | None = None
    about: Text
    """What this work is, and what it is used for here."""
    chapters: dict[Text, Text] | None = None
    """Title and authors of chapters, by the number that `source: {chapter: …}` gives."""


class Term(Model):
    """A word of the field, explained in one or two sentences."""

    id: Id
    term: Text
    also: Annotated[list[Text], Field(min_length=1)] | None = None
    """Other words for the same, and inflected forms worth finding."""
    text: Text
    source: Source | None = None
    see: Annotated[list[Reference], Field(min_length=1)] | None = None


class Theme(Model):
    """A theme: the folder of checklists with the same id."""

    id: Id
    title: Text
    summary: Text


class HelpLine(Model):
    """Where to turn in danger or doubt."""

    id: Id
    title: Text
    phone: Text
    text: Text
    organisation: Text
    checked: Text
    """When the number was checked, in words."""


class Scales(Model):
    """`_scales.yml`."""

    scales: Annotated[list[Scale], Field(min_length=1)]


class Sources(Model):
    """`_sources.yml`."""

    works: Annotated[list[Work], Field(min_length=1)]


class Glossary(Model):
    """`_glossary.yml`."""

    terms: Annotated[list[Term], Field(min_length=1)]


class Themes(Model):
    """`_themes.yml`, in the order in which overviews show them."""

    themes: Annotated[list[Theme], Field(min_length=1)]


class HelpLines(Model):
    """`_helplines.yml`."""

    help_lines: Annotated[list[HelpLine], Field(min_length=1)]
