"""A row for each filled-in form: numbered, in an order that tells nothing, with answers as words."""

from collections.abc import Sequence

from kijkraam.collect.filled import Filled
from kijkraam.collect.scope import Scope
from kijkraam.collect.slots import Plain, Slot, closing_slots, slots_of
from kijkraam.collect.table import Table
from kijkraam.locale import Phrases


def rows_table(groups: Sequence[tuple[Scope, list[Filled]]], plain: Plain, phrases: Phrases) -> Table:
    """Return a row for each form. Questions that two forms share are one column."""
    slots = [_slots(scope, plain, phrases) for scope, _ in groups]
    heads = {name: f"{name}: {slot.text}" for group in slots for name, slot in group.items()}
    rows: list[list[str | int]] = []
    for (scope, filled), own in zip(groups, slots, strict=True):
        for one in filled:
            cells = [_cell(own.get(name), one, scope, phrases) for name in heads]
            rows.append([len(rows) + 1, plain(scope.form.title), *cells])
    head = [phrases("collect.head.number"), phrases("collect.head.form"), *heads.values()]
    return Table(phrases("collect.rows"), head, rows)


def _slots(scope: Scope, plain: Plain, phrases: Phrases) -> dict[str, Slot]:
    """Return the columns of a form, by name; notes only where texts may enter."""
    found = [*slots_of(scope, plain, phrases), *closing_slots(scope, plain)]
    return {slot.name: slot for slot in found if scope.has_texts or slot.words is not None or not slot.beside}


def _cell(slot: Slot | None, filled: Filled, scope: Scope, phrases: Phrases) -> str:
    if slot is None or (slot.item and slot.item not in filled.asked):
        return ""
    values = slot.values(filled)
    if not values:
        return "" if slot.beside else phrases("collect.no_answer")
    if slot.words is not None:
        return "; ".join(slot.words[value] for value in values)
    return "; ".join(values) if scope.has_texts else phrases("collect.filled")
