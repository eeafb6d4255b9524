"""How often each answer was given: per form, question and answer. Without notes, names and counts of few forms."""

from collections.abc import Sequence

from kijkraam.collect.filled import Filled
from kijkraam.collect.scope import Scope
from kijkraam.collect.slots import Plain, Slot, slots_of
from kijkraam.collect.table import Table
from kijkraam.locale import Phrases

FEWEST = 5
"""Forms. Counts of fewer may show who gave which answer, so they are not made."""
COLUMNS = ("form", "pane", "id", "question", "answer", "count")
"""Columns of a table of counts (CSV or XLSX), in order: a row for each answer of each question.

At the top of the file they are called so in the language of the site. `id` is the name of the control.
"""


def counts_table(groups: Sequence[tuple[Scope, list[Filled]]], plain: Plain, phrases: Phrases) -> Table:
    """Return the counts of forms, in the order of forms, questions and answers; none of what few forms count for."""
    rows: list[list[str | int]] = [
        [plain(scope.form.title), slot.pane, slot.name, slot.text, answer, n]
        for scope, filled in groups
        for slot in slots_of(scope, plain, phrases)
        for answer, n in _counts(slot, filled, phrases)
    ]
    return Table(phrases("collect.counts"), [phrases(f"collect.head.{key}") for key in COLUMNS], rows)


def questions_of_few(scope: Scope, filled: list[Filled], plain: Plain, phrases: Phrases) -> int:
    """Return how many questions of a form have no counts because too few forms count for them."""
    items = {slot.item for slot in slots_of(scope, plain, phrases)}
    return sum(1 for item in items if len(_asked(item, filled)) < FEWEST)


def _asked(item: str, filled: list[Filled]) -> list[Filled]:
    """Return the forms that count for a question."""
    return [one for one in filled if item in one.asked]


def _counts(slot: Slot, filled: list[Filled], phrases: Phrases) -> list[tuple[str, int]]:
    """Return how often each answer was given, and how often none was."""
    asked = _asked(slot.item, filled)
    if len(asked) < FEWEST or (slot.beside and slot.words is None):
        return []
    given = [slot.values(one) for one in asked]
    if slot.words is None:
        counted = [(phrases("collect.filled"), sum(1 for values in given if values))]
    else:
        counted = [(word, sum(values.count(value) for values in given)) for value, word in slot.words.items()]
    if slot.beside:
        return counted
    return [*counted, (phrases("collect.no_answer"), sum(1 for values in given if not values))]
