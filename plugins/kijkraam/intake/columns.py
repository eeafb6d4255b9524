"""Which column of a list is what, by the words above it: in Dutch or English, also when a letter is wrong."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz


class Role(StrEnum):
    """What a column of a list can hold."""

    SECTION = "section"
    QUESTION = "question"
    PROMPT = "prompt"
    ID = "id"
    SCALE = "scale"
    SOURCE = "source"
    CORE = "core"


NAMES: dict[Role, tuple[str, ...]] = {
    Role.ID: ("id", "code", "nummer", "nr", "no", "number", "vraagnummer", "itemnummer", "volgnummer", "key"),
    Role.SECTION: (
        *("sectie", "thema", "onderdeel", "categorie", "rubriek", "groep", "hoofdstuk", "domein", "ruit", "deel"),
        *("onderwerp", "gebied", "cluster", "kop", "paragraaf", "aspect", "dimensie"),
        *("section", "theme", "category", "group", "chapter", "domain", "pane", "part", "topic", "area", "heading"),
    ),
    Role.PROMPT: (
        *("toelichting", "uitleg", "hulp", "hulpvraag", "hulptekst", "voorbeeld", "verduidelijking", "opmerking"),
        *("prompt", "help", "hint", "explanation", "example", "guidance", "remark", "clarification"),
    ),
    Role.SCALE: (
        *("schaal", "antwoord", "antwoorden", "antwoordmogelijkheden", "antwoordopties", "antwoordschaal", "keuzes"),
        *("antwoordcategorieen", "opties", "scale", "answer", "answers", "answer options", "options", "choices"),
    ),
    Role.SOURCE: ("bron", "bronnen", "herkomst", "literatuur", "source", "sources", "reference", "origin"),
    Role.CORE: ("eerste blik", "kern", "kernvraag", "kort", "core", "first look", "short"),
    Role.QUESTION: (
        *("vraag", "vragen", "stelling", "stellingen", "item", "items", "zin", "zinnen", "uitspraak", "uitspraken"),
        *("bewering", "indicator", "indicatoren", "criterium", "criteria", "aandachtspunt", "kijkvraag"),
        *("question", "questions", "statement", "statements", "criterion", "indicators", "sentence"),
    ),
}
PERHAPS_QUESTION = ("tekst", "omschrijving", "beschrijving", "inhoud", "text", "description", "label", "content")
"""Words above the questions when no other column has a better one."""
POINTS = ("score", "scores", "punten", "punt", "points", "point", "cijfer", "weging", "weight", "waardering", "rating")
"""Words above what is never taken over: nothing is counted."""
BETWEEN = {"of", "en", "or", "and"}
LONGEST_NAME = 40
"""Characters above a column; a longer text is no name."""
FIRST_ROWS = 20
"""Rows among which the names of the columns stand."""
SAME, NEARLY, AMONG = 100, 85, 80
SHORTEST_NEARLY = 5
"""Letters from which one wrong letter is no other word."""


@dataclass(frozen=True)
class Columns:
    """The columns of a list."""

    row: int
    """Position among the lines of the names."""
    places: Mapping[Role, int]
    """Position of each column that was recognised."""
    names: Sequence[str]
    """What stands above each column."""

    @property
    def left(self) -> Iterator[tuple[int, str]]:
        """Yield position and name of the columns that were not recognised."""
        known = set(self.places.values())
        for column, name in enumerate(self.names):
            if name and column not in known:
                yield column, name


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the columns of the row that names most of them, or None when no row names a column of questions."""
    best: Columns | None = None
    for index, cells in enumerate(rows[:FIRST_ROWS]):
        found = _columns(index, cells)
        if found and (best is None or len(found.places) > len(best.places)):
            best = found
    return best


def is_points(name: str) -> bool:
    """Whether a column holds points or marks."""
    words = plain(name).split()
    return any(word in POINTS for word in words)


def plain(text: str) -> str:
    """Return a text as names are compared: lower case, without accents and signs."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def _columns(index: int, cells: Sequence[str]) -> Columns | None:
    scores = {(role, column): score for column, cell in enumerate(cells) for role, score in _scores(cell)}
    places: dict[Role, int] = {}
    sure = False
    for role, column in sorted(scores, key=lambda key: (-scores[key], key[1])):
        if role not in places and column not in places.values():
            places[role] = column
            sure = sure or scores[role, column] > AMONG
    if Role.QUESTION not in places:
        perhaps = [column for column, cell in enumerate(cells) if plain(cell) in PERHAPS_QUESTION]
        free = [column for column in perhaps if column not in places.values()]
        if not free or not places:
            return None
        places[Role.QUESTION] = free[0]
    return Columns(index, places, list(cells)) if sure else None


def _scores(cell: str) -> Iterator[tuple[Role, float]]:
    """Yield how well the text above a column fits each role, from nought to a hundred."""
    if len(cell) > LONGEST_NAME or is_points(cell):
        return
    if cell.strip() == "#":
        yield Role.ID, SAME
        return
    name = plain(cell)
    words = name.split()
    for role, known in NAMES.items():
        if name in known or (words and all(word in known or word in BETWEEN for word in words)):
            yield role, SAME
        elif len(name) >= SHORTEST_NEARLY and any(fuzz.ratio(name, one, score_cutoff=NEARLY) for one in known):
            yield role, NEARLY
        else:
            first = next((place for place, word in enumerate(words) if word in known), None)
            if first is not None:
                yield role, AMONG - first
