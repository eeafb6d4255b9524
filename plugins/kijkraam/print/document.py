"""What is to become one PDF file: its HTML, and the names by which its fields are read aloud."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Label:
    """What a field is called for who listens or points at it; with several answers, each answer by its value."""

    text: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """One file before it is rendered. Everything that its looks depend on is in here, or in the package."""

    html: str
    labels: Mapping[str, Label] = field(default_factory=dict)
    """By the name of a field. A document without labels has no fields."""
    info: Mapping[str, str] = field(default_factory=dict)
    """What the file tells programs, such as which form it is."""
