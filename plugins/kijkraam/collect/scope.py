"""What of a form may enter a collected table: only what belongs to a team, and no words about one person."""

from functools import cached_property

from kijkraam.checklist.fields import Keep, Kind, Share
from kijkraam.collect.fields import Fields, Shape
from kijkraam.collect.filled import Filled, Value
from kijkraam.collect.skipped import SkippedError
from kijkraam.form import Form, Pane

ALWAYS = {"perspective", "mode"}
"""What belongs to a form as a whole and tells of nobody."""


class Scope:
    """What of one form may enter."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.fields = Fields(form)

    @cached_property
    def panes(self) -> list[Pane]:
        """The panes that a team shares, and what clients tell. What one sees of oneself is nobody else's."""
        return [pane for pane in self.form.panes if pane.questions and (pane.share is Share.TEAM or self.of_clients)]

    @cached_property
    def left_out(self) -> int:
        """Number of panes that never enter."""
        return sum(1 for pane in self.form.panes if pane.questions) - len(self.panes)

    @property
    def of_clients(self) -> bool:
        """Whether someone tells of help: that is counted together with others, and never looked at alone."""
        return self.form.kind is Kind.ERVARING

    @property
    def has_texts(self) -> bool:
        """Whether texts and notes may enter: not those of a form about one person."""
        return not self.form.about_one_person

    @property
    def has_closing(self) -> bool:
        """Whether what closes the conversation may enter: not when it may be about panes that do not."""
        return self.has_texts and not self.left_out

    @cached_property
    def items(self) -> frozenset[str]:
        """The items that may enter."""
        return frozenset(question.item.id for pane in self.panes for question in pane.questions)

    def check(self, *, from_many: bool = False) -> None:
        """Raise SkippedError for a form of which nothing may enter.

        What is not kept does not, unless clients told it in a questionnaire for many people (`from_many`), which said
        before the first answer where it goes.
        """
        if self.form.checklist.kept is Keep.SESSION and not (from_many and self.of_clients):
            raise SkippedError("collect.session", form=self.form.title)
        if not self.panes:
            raise SkippedError("collect.only_self", form=self.form.title)

    def enters(self, name: str) -> bool:
        """Whether a field may enter."""
        item, *rest = name.split("--")
        if item == self.form.id:
            if rest[:1] == ["rows"]:
                return len(rest) == 2 and rest[1] in self.items
            return rest[0] in ALWAYS if len(rest) == 1 and rest[0] in ALWAYS else self.has_closing
        field = self.fields.find(name)
        return field is not None and item in self.items and (field.shape is not Shape.TEXT or self.has_texts)

    def is_filled(self, filled: Filled) -> bool:
        """Whether something was filled in that belongs to the shared panes, be it a text that does not enter itself."""
        return any(name.split("--")[0] in self.items for name in filled.answers)

    def answers(self, filled: Filled) -> dict[str, Value]:
        """Return what may enter of a filled-in form, by field."""
        return {name: value for name, value in filled.answers.items() if self.enters(name)}
