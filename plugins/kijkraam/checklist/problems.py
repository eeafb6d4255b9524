"""What is wrong in a maker's file: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kijkraam.locale import Phrases

NEAR_ENOUGH = 0.59
MOST_SHOWN = 200
"""Characters of a maker's own words that a message repeats."""


@dataclass(frozen=True)
class Problem:
    """One problem at one place.

    `code` names a phrase `problem.<code>` in the locale; `words` fill in its blanks. `line` and `column` count from 1.
    """

    path: str
    """File, as its maker writes it: relative to the working folder where that is possible."""
    line: int
    """Counted from 1."""
    column: int
    """In characters, counted from 1."""
    code: str
    """Which sort of problem, the same in every language."""
    words: dict[str, str] = field(default_factory=dict, compare=False)
    """What fills in the blanks of the phrase, by the name of the blank."""

    def text(self, phrases: Phrases) -> str:
        """Return `what is wrong. What to do.` in the language of `phrases`."""
        return phrases(f"problem.{self.code}", **{key: on_one_line(word) for key, word in self.words.items()})

    def line_of_text(self, phrases: Phrases) -> str:
        """Return `path:line:column: what is wrong. What to do.`"""
        return f"{self.path}:{self.line}:{self.column}: {self.text(phrases)}"


def on_one_line(words: str) -> str:
    """Return a maker's own words without what would break the line or steer the terminal."""
    visible = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return visible if len(visible) <= MOST_SHOWN else visible[: MOST_SHOWN - 1] + "…"


class ProblemsFound(Exception):  # noqa: N818 - it carries problems of a file, not an error of the program
    """Raised where reading cannot go on; carries every problem found so far."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = problems
        """All that was found, in no particular order."""


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by place, without doubles."""
    unique = {(p.path, p.line, p.column, p.code, *sorted(p.words.items())): p for p in problems}
    return [unique[key] for key in sorted(unique, key=lambda key: (*key[:4], str(key[4:])))]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word whose spelling is nearest, or None when none is near."""
    found = process.extractOne(word, list(known), scorer=OSA.normalized_similarity, score_cutoff=NEAR_ENOUGH)
    return found[0] if found else None


def mend_by_name(word: str, known: Iterable[str], phrases_key: str = "nearest") -> tuple[str, dict[str, str]]:
    """Return the phrase variant and its words for a name that is not known.

    The variant is `.near` with `nearest`, `.list` with `known` when few are known, or `.none`.
    """
    names = sorted(set(known))
    near = nearest(word, names)
    if near:
        return ".near", {phrases_key: near}
    if names and len(", ".join(names)) <= MOST_SHOWN:
        return ".list", {"known": ", ".join(names)}
    return ".none", {}
