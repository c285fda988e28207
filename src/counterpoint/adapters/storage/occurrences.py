"""Writing very many occurrences quickly: one prepared statement, run once per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from counterpoint.adapters.storage.models import CalendarRow, OccurrenceRow
from counterpoint.adapters.storage.texts import storable
from counterpoint.domain.agenda import Occurrence

MOST = 2**31 - 1
_FIELDS = [field for field in OccurrenceRow._meta.concrete_fields if not field.primary_key]


def insert(calendar: CalendarRow, occurrences: Iterable[Occurrence]) -> int:
    """Adds occurrences to a calendar, inside the caller's transaction.

    Returns the length of the longest in minutes, rounded up.
    """
    everything = list(occurrences)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or field.name) for field in _FIELDS)
    places = ", ".join(["%s"] * len(_FIELDS))
    statement = f"INSERT INTO {quote(OccurrenceRow._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(_rows(calendar, everything)))
    return max((each.span.minutes + 1 for each in everything), default=0)


def _rows(calendar: CalendarRow, occurrences: list[Occurrence]) -> Iterator[list[Any]]:
    for each in occurrences:
        columns = OccurrenceRow.columns_of(each)
        columns |= {"person": calendar.person_id, "calendar": calendar.pk}
        columns["sequence"] = min(max(0, each.sequence), MOST)
        yield [field.get_db_prep_save(storable(columns[field.name]), connection) for field in _FIELDS]
