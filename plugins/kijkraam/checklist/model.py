"""What a checklist is: the YAML language as typed models.

The models say what is possible within one file. What needs other files (does this scale exist, does that form have
this section) is in `kijkraam.checklist.rules` and `kijkraam.handbook`.
"""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator, model_validator
from pydantic_core import PydanticCustomError

from kijkraam.checklist.fields import (
    Audience,
    Basis,
    Day,
    FieldType,
    Flag,
    Format,
    Id,
    Keep,
    Kind,
    Level,
    Number,
    PaneReference,
    Reference,
    Share,
    TestedWith,
    Text,
)

CHOSEN_FROM_OPTIONS = {FieldType.CHOICE, FieldType.CHECK}
RESERVED_IDS = frozenset(
    {
        "overview",
        "glossary",
        "sources",
        "helplines",
        "figure",
        "traject",
        "team",
        "records",
        "downloads",
        "lessons",
        "offline",
        "packages",
        "reference",
    }
)
"""Words after `:::` that name a block."""
OF_EVERY_OBJECT = "constructor"
"""What every object of JavaScript has under a name that could be an id."""
FORM_ID = "form"
"""With the id of a form in front, `<form>--form`, this is the id of the form element where it stands in a page."""
OF_FORM_ELEMENTS = frozenset({"after", "append", "before", "closest", "elements", "id", "reset"})
"""What browser code asks of a form element: a field of that name would be given instead."""


class Model(BaseModel):
    """Base of all models: unknown keys are refused, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @field_validator("id", check_fields=False)
    @classmethod
    def _not_of_every_object(cls, value: str | None) -> str | None:
        if value == OF_EVERY_OBJECT:
            raise PydanticCustomError("id_of_every_object", "", {"id": value})
        return value


class Source(Model):
    """Where a text rests on. A section or item takes over what it does not say itself."""

    work: Id | None = None
    """Id of a work in `_sources.yml`."""
    chapter: Text | None = None
    """Chapter, as the work numbers it."""
    section: Text | None = None
    """Section, as the work numbers it, such as `4.1.1`."""
    note: Text | None = None
    """What a reader should know about this source, such as a copyright line."""


class Option(Model):
    """One possible answer of a `choice` or `check`."""

    id: Id
    text: Text
    hint: Text | None = None
    """A few words that say when this answer fits."""
    points: Number | None = None
    """Only in a `scorelijst`."""
    grave: Flag = False
    """Only in a `scorelijst`: who chooses this talks it over the same day, whatever the count is."""
    danger: Flag = False
    """Not in a table: who chooses this sees the help lines at once, under the question."""


class Column(Model):
    """A column of a table; its cells are answered in one way."""

    id: Id
    title: Text
    prompt: Text | None = None
    """Question that helps to fill in the cells of this column."""
    type: FieldType = FieldType.LONG_TEXT
    options: Annotated[list[Option], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _type_fits(self) -> Self:
        if self.type in {FieldType.TABLE, FieldType.RATING}:
            raise PydanticCustomError("column_type", "a cell cannot be this", {"key": "type", "value": self.type.value})
        _check_options(self.type, self.options)
        return self


class Row(Model):
    """A fixed row of a table."""

    id: Id
    title: Text
    prompt: Text | None = None
    """Question that helps to fill in the cells of this row."""


class Item(Model):
    """One question or statement."""

    id: Id
    """Never changes once published: links and saved answers hang on it."""
    type: FieldType = FieldType.RATING
    text: Text
    prompt: Text | None = None
    """Question that helps to find an example; for a field to fill in, an explanation."""
    core: Flag = False
    """Part of the Eerste blik."""
    basis: Basis | None = None
    source: Source | None = None
    see: Annotated[list[Reference], Field(min_length=1)] | None = None
    """Where to read on: ids of forms, panes or headings."""
    mirrors: Reference | None = None
    """`form#item`: the same question in another perspective."""
    was: Annotated[list[Id], Field(min_length=1)] | None = None
    """Earlier ids of this item."""
    scale: Id | None = None
    """Overrides the scale of the section."""
    options: Annotated[list[Option], Field(min_length=1)] | None = None
    """Answers of a `choice`, boxes of a `check`."""
    columns: Annotated[list[Column], Field(min_length=1)] | None = None
    """Columns of a `table`."""
    rows: Annotated[list[Row], Field(min_length=1)] | None = None
    """Fixed rows of a `table`."""
    blank_rows: Number | None = None
    """Number of empty rows of a `table` to which the user may add (1 to 30)."""
    row_title: Text | None = None
    """Head of the column with the rows' names."""
    by_pen: Flag = False
    """Never typed: an empty line on paper, such as the name of a client."""

    @field_validator("id")
    @classmethod
    def _not_of_page(cls, value: str) -> str:
        if value == FORM_ID or value in OF_FORM_ELEMENTS:
            raise PydanticCustomError("id_of_page", "", {"id": value})
        return value

    @model_validator(mode="after")
    def _keys_fit_type(self) -> Self:
        _check_options(self.type, self.options)
        if self.type is FieldType.TABLE:
            if not self.columns:
                raise PydanticCustomError("missing_for_type", "", {"key": "columns", "type": "table"})
            if (self.rows is None) == (self.blank_rows is None):
                raise PydanticCustomError("rows_or_blank_rows", "rows or blank_rows")
            if self.blank_rows is not None and not 1 <= self.blank_rows <= 30:
                raise PydanticCustomError("out_of_range", "", {"key": "blank_rows", "low": 1, "high": 30})
        else:
            for key in ("columns", "rows", "blank_rows", "row_title"):
                if getattr(self, key) is not None:
                    raise PydanticCustomError("not_for_type", "", {"key": key, "type": self.type.value})
        if self.scale and self.type is not FieldType.RATING:
            raise PydanticCustomError("not_for_type", "", {"key": "scale", "type": self.type.value})
        if self.by_pen and self.type is not FieldType.TEXT:
            raise PydanticCustomError("not_for_type", "", {"key": "by_pen", "type": self.type.value})
        return self

    @property
    def counted(self) -> bool:
        """Whether the answers to this question add up in a `scorelijst`."""
        return any(option.points is not None for option in self.options or [])


def _check_options(kind: FieldType, options: list[Option] | None) -> None:
    if kind is FieldType.CHOICE and not options:
        raise PydanticCustomError("missing_for_type", "", {"key": "options", "type": "choice"})
    if options and kind not in CHOSEN_FROM_OPTIONS:
        raise PydanticCustomError("not_for_type", "", {"key": "options", "type": kind.value})


class Section(Model):
    """A pane. Its items are its own, those of another form's pane (`include`), or another form (`elsewhere`)."""

    id: Id | None = None
    """Needed, save with `include`, which takes over the id of the included pane."""
    title: Text | None = None
    intro: Text | None = None
    """What this pane looks at, in one to three sentences."""
    scale: Id | None = None
    """Name of a scale in `_scales.yml`, for all ratings in this pane."""
    share: Share | None = None
    """Who may see the answers. Default: `team` in a kijkraam or kijkvragen, else `self`."""
    minutes: Number | None = None
    """Time that looking and talking take."""
    source: Source | None = None
    was: Annotated[list[Id], Field(min_length=1)] | None = None
    items: Annotated[list[Item], Field(min_length=1)] | None = None
    include: PaneReference | None = None
    """`form#section` whose items are answered here too."""
    core: Annotated[list[Id], Field(min_length=1)] | None = None
    """With `include`: the items of that pane that are in the Eerste blik of this form."""
    elsewhere: Id | None = None
    """Id of the form with which one looks through this pane, such as the client's."""

    @field_validator("id")
    @classmethod
    def _not_of_page(cls, value: str | None) -> str | None:
        if value == FORM_ID:
            raise PydanticCustomError("id_of_page", "", {"id": value})
        return value

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        one_content(self, needed=("id", "title"))
        return self


def one_content(section: Section, needed: tuple[str, ...]) -> None:
    """See that a section has one sort of content, and no key that does not go with it; `needed` without `include`."""
    given = [key for key in ("items", "include", "elsewhere") if getattr(section, key) is not None]
    if len(given) != 1:
        raise PydanticCustomError("section_content", "", {"given": ", ".join(given)})
    if not section.include:
        for key in needed:
            if getattr(section, key) is None:
                raise PydanticCustomError("missing_key", "", {"key": key})
    not_here = {"include": ("scale", "share", "was"), "elsewhere": ("scale", "share", "core"), "items": ("core",)}
    for key in not_here[given[0]]:
        if getattr(section, key) is not None:
            raise PydanticCustomError("not_with", "", {"key": key, "other": given[0]})


class Band(Model):
    """A row of the table in which a source tells what it does at which count. Shown as it is, never as a result."""

    low: Number
    high: Number | None = None
    """Highest count of this band; without it there is no highest."""
    label: Text | None = None
    """The range as the source prints it, such as `< 5`."""
    text: Text
    further: Annotated[list[Text], Field(min_length=1)] | None = None
    """Further columns of the source's table."""


class ConversationCard(Model):
    """A gesprekskaart: questions to talk over, before or instead of a form."""

    title: Text
    intro: Text
    questions: Annotated[list[Text], Field(min_length=1)]
    closing: Text | None = None


def _shape(answer: Any) -> str:
    """Tell which kind of answer is meant, so that only what is wrong with that kind is told."""
    if isinstance(answer, list):
        return "(list)"
    return "(keys)" if isinstance(answer, dict) else "(text)"


Cells = dict[Id, Text]
TextOrCells = Annotated[Annotated[Text, Tag("(text)")] | Annotated[Cells, Tag("(keys)")], Discriminator(_shape)]
Answered = Annotated[
    Annotated[Text, Tag("(text)")]
    | Annotated[list[TextOrCells], Field(min_length=1), Tag("(list)")]
    | Annotated[dict[Id, TextOrCells], Tag("(keys)")],
    Discriminator(_shape),
]


class Example(Model):
    """A form filled in with what a source tells of a fictional person. What it does not tell stays empty."""

    id: Id
    title: Text
    intro: Text | None = None
    answers: dict[Id, Answered]
    """By item: text, list of chosen options, rows of cells (`blank_rows`), or cells by row and column (`rows`)."""


class Change(Model):
    """What changed in one edition of a form."""

    version: Number
    date: Day
    """The day on which this edition was published."""
    text: Text
    """What changed, in one or two sentences for those who know the edition before."""


class Checklist(Model):
    """One form: a kijkraam, list of questions, phase, worksheet, experience form or score list."""

    id: Id
    """Never changes once published: links and saved answers hang on it."""
    version: Number
    """Raised when items change meaning."""
    changes: Annotated[list[Change], Field(min_length=1)] | None = None
    """What changed in which version, oldest first; the last one is this version."""
    kind: Kind
    title: Text
    summary: Text
    """What it is for, in one or two sentences; shown in overviews."""
    intro: Annotated[list[Text], Field(min_length=1)] | None = None
    """Paragraphs above the form."""
    guidance: Annotated[list[Text], Field(min_length=1)] | None = None
    """Steps: how to use this form."""
    audience: Annotated[list[Audience], Field(min_length=1)]
    level: Level = Level.B1
    source: Source
    basis: Basis = Basis.BOOK
    """What items rest on that do not say so themselves."""
    caution: Annotated[list[Text], Field(min_length=1)] | None = None
    """Warnings, shown above the form and on every print."""
    partial_caution: Text | None = None
    """Shown with every result of a part of the form, such as a form that `extends` this one and hides something."""
    now: Annotated[list[Text], Field(min_length=1)] | None = None
    """What has changed since the source, checked."""
    keep: Keep | None = None
    """Default: `always` for kijkraam and kijkvragen, `session` for ervaring and scorelijst, else `ask`."""
    quick_exit: Flag = False
    """Whether its page has a quick way out, as pages about violence do."""
    tested_with: TestedWith = TestedWith.NONE
    rights: Text | None = None
    """Whose work this form follows. Such forms are outside the content licence."""
    together_with: Annotated[list[Reference], Field(min_length=1)] | None = None
    """Forms that belong beside this one."""
    see: Annotated[list[Reference], Field(min_length=1)] | None = None
    """Where to read on."""
    conversation_card: ConversationCard | None = None
    sections: Annotated[list[Section], Field(min_length=1)]
    """The panes."""
    danger: Text | None = None
    """Only in a `scorelijst`: the question that is asked before anything else, with the help lines under it."""
    bands: Annotated[list[Band], Field(min_length=1)] | None = None
    """Only in a `scorelijst`."""
    bands_columns: Annotated[list[Text], Field(min_length=2)] | None = None
    """Heads of the columns of the bands: of the count, and of each text."""
    bands_note: Annotated[list[Text], Field(min_length=1)] | None = None
    """What the maker says about the bands, such as counts for which the source tells nothing."""
    examples: Annotated[list[Example], Field(min_length=1)] | None = None
    reflection: Annotated[list[Text], Field(min_length=1)] | None = None
    """Questions that close the conversation."""
    formats: list[Format] | None = None
    """Files to make of this form; an empty list for none. Default: all that the site makes."""
    retired: Annotated[list[Id], Field(min_length=1)] | None = None
    """Ids of items and sections that once existed; saved answers to them are still shown."""

    KEPT: ClassVar[dict[Kind, Keep]] = {
        Kind.KIJKRAAM: Keep.ALWAYS,
        Kind.KIJKVRAGEN: Keep.ALWAYS,
        Kind.ERVARING: Keep.SESSION,
        Kind.SCORELIJST: Keep.SESSION,
    }
    """How long answers stay without the key `keep`; of other kinds that is `ask`."""

    @property
    def kept(self) -> Keep:
        """How long answers are kept, with the default of the kind filled in."""
        return self.keep or self.KEPT.get(self.kind, Keep.ASK)

    @property
    def asks_about_danger(self) -> bool:
        """Whether an answer leads to the help lines."""
        items = (item for section in self.sections for item in section.items or [])
        return bool(self.danger) or any(option.danger for item in items for option in item.options or [])

    @property
    def default_share(self) -> Share:
        """Who may see the answers of a section that does not say so itself."""
        return Share.TEAM if self.kind in {Kind.KIJKRAAM, Kind.KIJKVRAGEN} else Share.SELF
