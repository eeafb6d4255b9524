"""What a lesson says in the front matter of its page, and the parts that its page has."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kijkraam.checklist.fields import Id, Number, Text
from kijkraam.checklist.model import Model

LONGEST = 1440
"""Minutes in a day: longer is a course, not a lesson."""


class SchoolLevel(StrEnum):
    """For which education a lesson is meant."""

    MBO = "mbo"
    HBO = "hbo"
    WO = "wo"


class Lesson(Model):
    """The key `lesson` in the front matter of a page."""

    minutes: Number
    """How long it takes, all steps together."""
    group: Text
    """For how many people it is, in words."""
    levels: Annotated[list[SchoolLevel], Field(min_length=1)]
    summary: Text
    """What a student does in this lesson, in one sentence to that student."""
    hand_in: Id | None = None
    """Id of the form that a student hands in; it is printed with the handout for students."""
    outcomes: Annotated[list[Text], Field(min_length=1)] | None = None
    """Learning outcomes for metadata. Default: the list under the heading of the goal."""
    keywords: Annotated[list[Text], Field(min_length=1)] | None = None
    """Words by which someone looks for this lesson, for metadata."""

    @model_validator(mode="after")
    def _within_a_day(self) -> Self:
        if not 1 <= self.minutes <= LONGEST:
            raise PydanticCustomError("out_of_range", "", {"key": "minutes", "low": 1, "high": LONGEST})
        return self


class Part(StrEnum):
    """A part of a lesson. Its heading has an id that ends in this word, in every language: addresses are for ever."""

    GOAL = "doel"
    GROUP = "voor-wie"
    TIME = "tijd"
    PREPARATION = "voorbereiding"
    MATERIALS = "materiaal"
    ASSIGNMENT = "opdracht"
    QUESTIONS = "vragen"
    CARE = "let-op"
    VARIANTS = "varianten"
    HAND_IN = "inleveren"


ALSO = {Part.QUESTIONS: "gesprek"}
"""Another ending of a part's id, which published lessons have."""


class Reader(StrEnum):
    """For whom a handout is."""

    TEACHER = "docent"
    STUDENT = "student"


OF_STUDENTS = frozenset({Part.GOAL, Part.MATERIALS, Part.ASSIGNMENT, Part.QUESTIONS})
"""The parts that a student gets on paper."""
