"""What of a person's cannot be opened: looked for when they ask, a row at a time."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.adapters.storage.models import Person, SealedRow, table_of
from counterpoint.desk.ports import Shut
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.everything import SHELVES

A_PIECE = 500


def unopened(person: Person) -> Iterator[Shut]:
    """Each of the person's things that cannot be opened, with why."""
    for kind in SHELVES.values():
        table = table_of(kind)
        if not issubclass(table, SealedRow):
            continue
        for row in table.objects.filter(person=person).order_by(*table.order).iterator(A_PIECE):
            row.person = person
            try:
                row.as_domain()
            except CounterpointError as why:
                yield Shut(kind, row.own_id, why)
