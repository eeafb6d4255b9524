"""The small types that every key of the YAML language is made of.

The reader hands the model nothing but text, lists and mappings: YAML's own guesses (`no` is false, `12:30` is 750)
never happen. These types turn that text into what a key means, or refuse it.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

ID_PATTERN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
REFERENCE_PATTERN = re.compile(rf"{ID_PATTERN.pattern}(?:#{ID_PATTERN.pattern})?")
PANE_PATTERN = re.compile(rf"{ID_PATTERN.pattern}#{ID_PATTERN.pattern}")
TRUTH = {"true": True, "false": False}


def _as_text(value: Any) -> Any:
    """Refuse anything but text, and text without a single visible character."""
    if not isinstance(value, str):
        raise PydanticCustomError("not_text", "text expected")
    text = value.strip()
    if not text:
        raise PydanticCustomError("empty_text", "text is empty")
    return text


def _as_id(value: Any) -> Any:
    text = _as_text(value)
    if not ID_PATTERN.fullmatch(text):
        raise PydanticCustomError("bad_id", "not an id", {"value": text, "suggestion": suggest_id(text)})
    return text


def _as_reference(value: Any) -> Any:
    text = _as_text(value)
    if not REFERENCE_PATTERN.fullmatch(text):
        raise PydanticCustomError("bad_reference", "not a reference", {"value": text})
    return text


def _as_pane(value: Any) -> Any:
    text = _as_text(value)
    if not PANE_PATTERN.fullmatch(text):
        raise PydanticCustomError("bad_pane", "not form#section", {"value": text})
    return text


def _as_flag(value: Any) -> Any:
    text = _as_text(value)
    if text not in TRUTH:
        raise PydanticCustomError("bad_flag", "true or false expected", {"value": text})
    return TRUTH[text]


def _as_number(value: Any) -> Any:
    text = _as_text(value)
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        raise PydanticCustomError("bad_number", "whole number expected", {"value": text})
    return int(text)


def _as_year(value: Any) -> Any:
    text = _as_text(value)
    if not re.fullmatch(r"[12][0-9]{3}", text):
        raise PydanticCustomError("bad_year", "year expected", {"value": text})
    return int(text)


def _as_day(value: Any) -> Any:
    text = _as_text(value)
    if not is_day(text):
        raise PydanticCustomError("bad_day", "day expected", {"value": text})
    return text


def is_day(text: str) -> bool:
    """Whether a text is a day that was or will be, as `2026-11-22`."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def suggest_id(text: str) -> str:
    """Return the id nearest to `text`: lower case, words joined by single hyphens."""
    plain = text.lower().translate(str.maketrans("áàäâéèëêíìïîóòöôúùüûçñ", "aaaaeeeeiiiioooouuuucn"))
    words = re.findall(r"[a-z0-9]+", plain)
    joined = "-".join(words) or "een-id"
    return joined if joined[0].isalpha() else f"nr-{joined}"


Text = Annotated[str, StringConstraints(min_length=1), BeforeValidator(_as_text)]
"""Text with inline Markdown: emphasis, links and glossary terms."""
Id = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN.pattern}$"), BeforeValidator(_as_id)]
Reference = Annotated[str, StringConstraints(pattern=rf"^{REFERENCE_PATTERN.pattern}$"), BeforeValidator(_as_reference)]
"""`some-id`, or `form#section-or-item`."""
PaneReference = Annotated[str, StringConstraints(pattern=rf"^{PANE_PATTERN.pattern}$"), BeforeValidator(_as_pane)]
"""`form#section`."""
Flag = Annotated[bool, BeforeValidator(_as_flag)]
Number = Annotated[int, BeforeValidator(_as_number)]
Year = Annotated[int, BeforeValidator(_as_year)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), BeforeValidator(_as_day)]
"""A day as `2026-11-22`."""


class Kind(StrEnum):
    """What a form is."""

    KIJKRAAM = "kijkraam"
    """A frame to look through at one's own practice."""
    KIJKVRAGEN = "kijkvragen"
    """Any other list of statements about one's own work."""
    FASE = "fase"
    """One phase of a support process."""
    WERKBLAD = "werkblad"
    """Fields to fill in with someone."""
    ERVARING = "ervaring"
    """What a client, resident or relative tells."""
    SCORELIJST = "scorelijst"
    """A list with points, as its source has them."""


class Audience(StrEnum):
    """Who fills a form in."""

    PROFESSIONAL = "professional"
    TEAM = "team"
    PARTNERS = "partners"
    CLIENT = "client"
    RESIDENT = "resident"
    RELATIVE = "relative"
    VOLUNTEER = "volunteer"
    EDUCATOR = "educator"
    STUDENT = "student"
    POLICY = "policy"


class Share(StrEnum):
    """Who may see the answers of a pane."""

    TEAM = "team"
    """The whole team."""
    PAIR = "pair"
    """Oneself and one colleague."""
    SELF = "self"
    """Oneself only."""


class Keep(StrEnum):
    """How long answers stay in the browser."""

    SESSION = "session"
    """Until the tab closes."""
    ASK = "ask"
    """Until wiped; after 30 days the user is asked."""
    ALWAYS = "always"
    """Until wiped."""


class TestedWith(StrEnum):
    """With whom the wording of a form was tried."""

    NONE = "none"
    """Nobody yet."""
    CLIENTS = "clients"
    """People who get help."""
    EXPERTS = "experts"
    """Experts by experience."""


class Level(StrEnum):
    """Language level (CEFR) of a form's wording."""

    A2 = "A2"
    B1 = "B1"
    B2 = "B2"


class Basis(StrEnum):
    """What an item rests on: the book's words, our reading of them, or our own addition."""

    BOOK = "book"
    """The source says this."""
    READING = "reading"
    """Our reading of the source."""
    OWN = "own"
    """Our addition."""


class FieldType(StrEnum):
    """How an item is answered."""

    RATING = "rating"
    """One answer of a scale."""
    CHOICE = "choice"
    """One of some options."""
    CHECK = "check"
    """A box to tick, or several."""
    TEXT = "text"
    """One line."""
    LONG_TEXT = "long_text"
    """Several lines."""
    DATE = "date"
    """A day."""
    TABLE = "table"
    """Cells in rows and columns."""


class Format(StrEnum):
    """A sort of file that is made of a form."""

    SHORT = "short"
    """The Eerste blik on A4."""
    FORM = "form"
    """The whole form on A4, to fill in."""
    WORKSHEET = "worksheet"
    """The same, of a worksheet."""
    POSTER = "poster"
    """A poster for the wall."""
    CARDS = "cards"
    """A card for each statement."""
    EXAMPLE = "example"
    """A filled-in example."""
    XLSFORM = "xlsform"
    """A questionnaire for KoboToolbox, ODK or SurveyCTO."""
    SCORM = "scorm"
    """A package for an LMS."""
    CARTRIDGE = "cartridge"
    """Of a theme, not of one form."""

    @property
    def on_paper(self) -> bool:
        """Whether it is a PDF file, which needs the libraries that draw."""
        return self not in {Format.XLSFORM, *PACKAGES}


PACKAGES = (Format.SCORM, Format.CARTRIDGE)
"""Files for an LMS."""
ON_PAPER = tuple(member for member in Format if member.on_paper)
