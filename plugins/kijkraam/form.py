"""A form: a checklist together with everything that it refers to."""

from dataclasses import dataclass
from enum import StrEnum

from kijkraam.checklist.fields import Audience, Basis, Kind, Share
from kijkraam.checklist.model import Checklist, Item, Source
from kijkraam.checklist.shared import Scale, Theme

FORM_FOLDER = "formulier"


class Time(StrEnum):
    """How much time a form asks for at least, roughly, to choose by."""

    QUARTER = "quarter"
    """At most fifteen minutes, or an Eerste blik."""
    HOUR = "hour"
    """At most an hour."""
    LONG = "long"
    """More than an hour."""
    UNKNOWN = "unknown"
    """No pane tells."""


class Touch(StrEnum):
    """What a form that `extends` another one did with a question."""

    ADDED = "added"
    """A question of its own."""
    REWORDED = "reworded"
    """The same question in other words."""


@dataclass(frozen=True)
class Base:
    """The form that another one `extends`, as it was read."""

    id: str
    """Id of the form that is extended."""
    title: str
    """Its title, as in its own file."""
    version: int
    """Its version, which is what `base_version` names."""
    is_shipped: bool
    """Whether it comes with the program and has no page in the site."""
    base: "Base | None" = None
    """The form that it extends itself."""


@dataclass(frozen=True)
class Question:
    """An item in its form, with what it takes over from section, form and shared files filled in."""

    item: Item
    """The item as it stands in its file."""
    home: str
    """Id of the form whose file the item stands in."""
    scale: Scale | None
    """The scale that it is answered on; None for what is no rating."""
    source: Source
    """Where it rests on, with what section and form tell of that."""
    basis: Basis
    """How far it is in the source."""
    core: bool
    """Whether it is part of the Eerste blik."""
    touch: Touch | None = None
    """What a form that `extends` did with it; None for what is as in the base, or without a base."""

    @property
    def name(self) -> str:
        """Name of the control that holds the answer, the same in HTML, PDF, XLSForm and JSON."""
        return self.item.id


@dataclass(frozen=True)
class Pane:
    """A section in its form."""

    id: str
    """Id of the section."""
    title: str
    """With inline Markdown, as all texts of a form."""
    intro: str | None
    """What this pane looks at."""
    home: str
    """Id of the form whose file the items stand in."""
    share: Share
    """Who may see the answers."""
    minutes: int | None
    """Minutes that looking and talking take."""
    questions: tuple[Question, ...]
    """In the order in which they are asked."""
    elsewhere: str | None
    """Id of the form with which one looks through this pane."""

    @property
    def scale(self) -> Scale | None:
        """The scale that most ratings of this pane share, or None without ratings."""
        scales = [question.scale for question in self.questions if question.scale]
        return max(scales, key=scales.count) if scales else None

    @property
    def scales(self) -> list[Scale]:
        """The scales in use, in order of first use."""
        return list({q.scale.id: q.scale for q in self.questions if q.scale}.values())


@dataclass(frozen=True)
class Form:
    """A checklist with its panes joined and its theme known."""

    checklist: Checklist
    """The form as its file tells it; with `extends`, as it is when put together."""
    theme: Theme | None
    """The theme that its folder names; None outside such a folder."""
    file: str
    """Path of the YAML file, relative to the folder of checklists."""
    panes: tuple[Pane, ...]
    """Its sections in order, those of other forms that it includes among them."""
    base: Base | None = None
    """The form that it `extends`."""
    beside: tuple[str, ...] = ()
    """Titles of forms that belong beside it and have no page in the site."""
    is_part: bool = False
    """Whether it leaves out something of a form that belongs together."""
    is_shipped: bool = False
    """Whether it comes with the program, because a form of the site needs it."""
    folder: str = FORM_FOLDER
    """Folder of the forms in addresses."""

    @property
    def id(self) -> str:
        """Id of the form."""
        return self.checklist.id

    @property
    def kind(self) -> Kind:
        """What sort of form it is."""
        return self.checklist.kind

    @property
    def title(self) -> str:
        """Title, with inline Markdown."""
        return self.checklist.title

    @property
    def page(self) -> str:
        """Path of the form's own page among the handbook's Markdown files."""
        return f"{self.folder}/{self.id}.md"

    @property
    def url(self) -> str:
        """Address of the form's own page, relative to the root of the site."""
        return f"{self.folder}/{self.id}/"

    @property
    def old_ids(self) -> list[str]:
        """Ids of panes and items that are no more, or go by another name now: old links still lead to the form."""
        renamed = [name for section in self.checklist.sections for name in section.was or []]
        renamed += [name for question in self.questions for name in question.item.was or []]
        return list(dict.fromkeys([*(self.checklist.retired or []), *renamed]))

    @property
    def questions(self) -> list[Question]:
        """All questions, in order."""
        return [question for pane in self.panes for question in pane.questions]

    @property
    def core(self) -> list[Question]:
        """The questions of the Eerste blik; empty when the form has no short version."""
        return [question for question in self.questions if question.core]

    @property
    def sources(self) -> list[Source]:
        """Where it rests on: its own source, and the other works that questions name."""
        own = self.checklist.source
        return [own, *(Source(work=q.source.work) for q in self.questions if q.source.work != own.work)]

    @property
    def minutes(self) -> int | None:
        """Minutes for all panes together, or None when no pane tells."""
        told = [pane.minutes for pane in self.panes if pane.minutes]
        return sum(told) or None

    @property
    def time(self) -> Time:
        """The time for the shortest way through the form: its Eerste blik, or all of it."""
        if self.core:
            return Time.QUARTER
        if self.minutes is None:
            return Time.UNKNOWN
        return Time.QUARTER if self.minutes <= 15 else Time.HOUR if self.minutes <= 60 else Time.LONG

    @property
    def looks_at_own_work(self) -> bool:
        """Whether this is a list of statements about one's own practice, of which no mark may come."""
        return self.kind in {Kind.KIJKRAAM, Kind.KIJKVRAGEN}

    @property
    def for_oneself(self) -> bool:
        """Whether every pane of a list about one's own work is for the one who fills it in alone."""
        return self.looks_at_own_work and all(pane.share is Share.SELF for pane in self.panes)

    @property
    def told_by_client(self) -> bool:
        """Whether it is for someone who gets help, or who is close to them; the words about help fit nobody else."""
        return not {Audience.CLIENT, Audience.RESIDENT, Audience.RELATIVE}.isdisjoint(self.checklist.audience)

    @property
    def about_one_person(self) -> bool:
        """Whether answers are about one client, so that they are a scratch pad and no file."""
        return self.kind in {Kind.FASE, Kind.WERKBLAD, Kind.SCORELIJST} or (
            self.kind is Kind.KIJKVRAGEN and self.checklist.kept.value != "always"
        )
