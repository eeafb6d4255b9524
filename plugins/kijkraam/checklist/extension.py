"""What a file with `extends` holds: what differs from another checklist, and nothing else."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from kijkraam.checklist.fields import (
    Audience,
    Flag,
    Format,
    Id,
    Keep,
    Level,
    Number,
    Reference,
    Share,
    TestedWith,
    Text,
)
from kijkraam.checklist.model import Change, Example, Item, Model, Section, one_content


class Replacement(Model):
    """Other words for a section or item that means the same: its id and its answers stay."""

    id: Id
    """Id of a section or item of the base."""
    text: Text | None = None
    """Of an item: what it says now."""
    prompt: Text | None = None
    """Of an item: the question that helps to find an example."""
    core: Flag | None = None
    """Of an item: whether it is part of the Eerste blik."""
    see: Annotated[list[Reference], Field(min_length=1)] | None = None
    """Of an item: where to read on."""
    title: Text | None = None
    """Of a section: its title."""
    intro: Text | None = None
    """Of a section: what this pane looks at."""
    minutes: Number | None = None
    """Of a section: time that looking and talking take."""
    share: Share | None = None
    """Of a section: who may see the answers; fewer people than in the base, never more."""


OF_ITEM = ("text", "prompt", "core", "see")
OF_SECTION = ("title", "intro", "minutes", "share")


class AddedItem(Item):
    """A question or statement of one's own."""

    after: Id | None = None
    """Id of the item that it comes after. Default: at the end of its section."""


class AddedSection(Section):
    """A section of one's own; or, with the id of a section of the base, items of one's own in that section."""

    after: Id | None = None
    """Id of the section that it comes after. Default: at the end."""
    items: Annotated[list[AddedItem], Field(min_length=1)] | None = None  # type: ignore[assignment]
    """Questions or statements of one's own."""

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        one_content(self, needed=("id",))  # the title of a section of the base stands there
        return self


class Extension(Model):
    """A checklist that changes another one: what it does not say, it takes over."""

    id: Id
    """Never changes once published: links and saved answers hang on it."""
    extends: Id
    """Id of the base: a checklist of this site, or one that comes with the program."""
    base_version: Number | None = None
    """Version of the base that this was made from; a newer one is told."""
    version: Number
    """Raised when items change meaning."""
    changes: Annotated[list[Change], Field(min_length=1)] | None = None
    """What changed in which version of this form, oldest first; the last one is this version."""
    title: Text | None = None
    """Default: "Bewerking van …". Not with a part of a form that belongs together: that is called so always."""
    summary: Text | None = None
    """Instead of that of the base."""
    intro: Annotated[list[Text], Field(min_length=1)] | None = None
    """Instead of that of the base."""
    guidance: Annotated[list[Text], Field(min_length=1)] | None = None
    """Instead of that of the base."""
    audience: Annotated[list[Audience], Field(min_length=1)] | None = None
    """Instead of that of the base."""
    level: Level | None = None
    """Instead of that of the base."""
    caution: Annotated[list[Text], Field(min_length=1)] | None = None
    """Warnings, behind those of the base: these stay."""
    now: Annotated[list[Text], Field(min_length=1)] | None = None
    """What has changed since the source, behind what the base says about it."""
    keep: Keep | None = None
    """Shorter than in the base, never longer: `always`, `ask`, `session`."""
    tested_with: TestedWith = TestedWith.NONE
    """With whom the wording of this form was tried, not that of the base."""
    together_with: Annotated[list[Reference], Field(min_length=1)] | None = None
    """Forms that belong beside this one, behind those of the base: these stay."""
    see: Annotated[list[Reference], Field(min_length=1)] | None = None
    """Where to read on, behind what the base names."""
    hide: Annotated[list[Id], Field(min_length=1)] | None = None
    """Ids of sections and items of the base that are left out."""
    replace: Annotated[list[Replacement], Field(min_length=1)] | None = None
    """Sections and items of the base in other words."""
    sections: Annotated[list[AddedSection], Field(min_length=1)] | None = None
    """Sections and items of one's own."""
    order: Annotated[list[Id], Field(min_length=1)] | None = None
    """Ids of sections and items in the order that they get; what is not named comes behind, in its own order."""
    reflection: Annotated[list[Text], Field(min_length=1)] | None = None
    """Questions that close the conversation, behind those of the base."""
    examples: Annotated[list[Example], Field(min_length=1)] | None = None
    """Filled-in examples, behind those of the base."""
    formats: list[Format] | None = None
    """Files to make of this form, instead of those of the base."""
    retired: Annotated[list[Id], Field(min_length=1)] | None = None
    """Ids of one's own items and sections that once existed; saved answers to them are still shown."""
