"""One filled-in form, wherever it came from."""

from dataclasses import dataclass

from kijkraam.form import Form

Value = str | list[str]


@dataclass(frozen=True)
class Filled:
    """A filled-in form as the form is now: fields by their present names, and nothing that says from which file."""

    id: str
    """Names this one among all: of a PDF file it comes of its content, so that a copy has the same."""
    form: Form
    answers: dict[str, Value]
    """What was filled in; a field without an answer is not in it."""
    asked: frozenset[str]
    """The items that could be answered."""
    created: str
    changed: str
    given: dict[str, str]
    """When fields were filled in, as far as that is known."""
    gone: int = 0
    """Answers that have no place in the form any more, or were given at another version of it."""
    unasked: int = 0
    """Questions of the form that a file does not have, though it has all others."""
