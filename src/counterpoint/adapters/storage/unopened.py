"""What of a person's cannot be opened: looked for when they ask, a row at a time."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.adapters.storage.models import Person, SealedRow
from counterpoint.adapters.storage.models.rows import all_tables
from counterpoint.desk.ports import Shut

A_PIECE = 500


def unopened(person: Person) -> Iterator[Shut]:
    """Each of the person's things of which something cannot be opened, with why."""
    for table in all_tables():
        if not issubclass(table, SealedRow):
            continue
        rows = table._default_manager.filter(person=person).order_by(*table.order)
        for row in rows.iterator(A_PIECE):
            if (why := row.belonging_to(person).what_is_shut()) is not None:
                yield Shut(table.thing_type, row.own_id, why)
