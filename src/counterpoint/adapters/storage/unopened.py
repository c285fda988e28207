"""What of a person's cannot be opened: looked for when they ask, a row at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterpoint.adapters.storage.models import Person, SealedRow
from counterpoint.adapters.storage.models.keys import key_of
from counterpoint.adapters.storage.models.rows import all_tables
from counterpoint.adapters.storage.models.sealed import bound_to
from counterpoint.adapters.storage.sealing import open_sealed
from counterpoint.desk.ports import CannotOpen, Shut

A_PIECE = 500


def unopened(person: Person) -> Iterator[Shut]:
    """Each of the person's things of which something cannot be opened, with why."""
    for table in all_tables():
        if not issubclass(table, SealedRow):
            continue
        rows = table._default_manager.filter(person=person).order_by(*table.order)
        columns = tuple(table.sealed)
        for pk, own_id, *texts in rows.values_list("pk", "own_id", *columns).iterator(A_PIECE):
            if all(_opens(person, table, own_id, *each) for each in zip(columns, texts, strict=True)):
                continue
            row = rows.filter(pk=pk).first()
            why = row.belonging_to(person).what_is_shut() if row else None
            if why is not None:
                yield Shut(table.thing_type, own_id, why)


def _opens(person: Person, table: Any, own_id: str, column: str, text: str) -> bool:
    """Whether a sealed text is what was sealed; what it says is not looked at."""
    try:
        if text:
            open_sealed(key_of(person), text, bound_to=bound_to(table, column, person.pk, own_id))
    except CannotOpen:
        return False
    return True
