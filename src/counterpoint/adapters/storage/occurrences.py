"""Writing very many occurrences quickly: one prepared statement, run once per row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection

from counterpoint.adapters.storage.models import CalendarRow, OccurrenceRow
from counterpoint.adapters.storage.texts import storable
from counterpoint.domain.agenda import Occurrence

MOST = 2**31 - 1
_OWNED_BY = ("person_id", "calendar_id")
_SAID = tuple(
    str(field.column)
    for field in OccurrenceRow._meta.concrete_fields
    if field.column not in ("id", *_OWNED_BY)
)
Rows = list[list[Any]]


def rows_of(calendar: CalendarRow, occurrences: Iterable[Occurrence]) -> Rows:
    """What is to be written, ready for the database; the costly part, which needs no transaction."""
    return list(_rows(calendar, occurrences))


def longest(occurrences: Iterable[Occurrence]) -> int:
    """The length of the longest in minutes, rounded up."""
    return max((each.span.minutes + 1 for each in occurrences), default=0)


def insert(rows: Rows) -> None:
    """Adds rows inside the caller's transaction."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, (*_OWNED_BY, *_SAID)))
    places = ", ".join(["%s"] * len(_OWNED_BY + _SAID))
    statement = f"INSERT INTO {quote(OccurrenceRow._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _rows(calendar: CalendarRow, occurrences: Iterable[Occurrence]) -> Iterator[list[Any]]:
    adapt = _adapters()
    for each in occurrences:
        columns = OccurrenceRow.columns_of(each)
        columns["sequence"] = min(max(0, each.sequence), MOST)
        said = [columns[name] for name in _SAID]
        yield [calendar.person_id, calendar.pk, *(adapt[type(value)](value) for value in said)]


def _adapters() -> dict[type, Callable[[Any], Any]]:
    """By type, because asking each field anew for each of very many rows takes longer than writing them."""
    return {
        datetime: connection.ops.adapt_datetimefield_value,
        date: connection.ops.adapt_datefield_value,
        str: storable,
        bool: bool,
        int: int,
        type(None): lambda _none: None,
    }
