"""Writing very many occurrences quickly: one prepared statement, run once per row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from counterpoint.adapters.storage.models import CalendarRow, OccurrenceRow
from counterpoint.adapters.storage.texts import storable
from counterpoint.domain.agenda import Occurrence
from counterpoint.domain.timeline import Span

MOST = 2**31 - 1
AT_ONCE = 500
"""UIDs in one statement."""
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


def reaches(span: Span) -> Q:
    """What has time in common with a span, and what takes no time and stands within it, also at its start."""
    return Q(start_at__lt=span.end) & (Q(end_at__gt=span.start) | Q(start_at__gte=span.start))


def insert(rows: Rows) -> None:
    """Adds rows inside the caller's transaction."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, (*_OWNED_BY, *_SAID)))
    places = ", ".join(["%s"] * len(_OWNED_BY + _SAID))
    statement = f"INSERT INTO {quote(OccurrenceRow._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def forget(calendar: CalendarRow, window: Span, *, all_of_it: bool) -> bool:
    """Takes out what is to be replaced; True when something may have stayed."""
    rows = OccurrenceRow.objects.filter(calendar=calendar)
    if not all_of_it:
        rows = rows.filter(reaches(window))
    _delete(rows)
    return not all_of_it


def forget_others(calendar: CalendarRow, uids: Iterable[str], window: Span | None) -> bool:
    """Takes out what these UIDs had, and of all others what a window has left behind; True when something may
    have stayed.
    """
    rows = OccurrenceRow.objects.filter(calendar=calendar)
    every = sorted(uids)
    for place in range(0, len(every), AT_ONCE):
        _delete(rows.filter(uid__in=every[place : place + AT_ONCE]))
    if window is not None:
        _delete(rows.filter(start_at__lt=window.start, end_at__lte=window.start))
    return True


def _delete(rows: QuerySet[OccurrenceRow]) -> None:
    """Without a look at each: nothing hangs on an occurrence."""
    rows._raw_delete(rows.db)  # noqa: SLF001


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
