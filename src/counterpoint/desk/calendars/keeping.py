"""Calendars in a diary: describing one, keeping what was read of it, and removing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept
from counterpoint.domain.agenda import Agenda, CalendarAccount, CalendarSource, Collection
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

PAST, AHEAD = timedelta(days=366), timedelta(days=3 * 366)
LONGEST_NAME = 120


class NoName(CounterpointError):
    """A calendar needs a name, because lists and reasons speak of it."""


def window_for(now: datetime) -> Span:
    """The time for which occurrences are kept: a year back, three years ahead, midnight to midnight UTC."""
    today = datetime.combine(now.date(), time(0), now.tzinfo)
    return Span(today - PAST, today + AHEAD)


def unwatched(_share: float) -> None:
    """The progress of a reading that nobody watches."""


def account_of(diary: Diary, id: str) -> CalendarAccount | None:
    """The account that a calendar comes from, if it comes from one."""
    for kept in diary.shelf(Collection).having(calendar_id=id):
        for account in diary.shelf(CalendarAccount).all():
            if account.thing.id == kept.thing.account_id:
                return account.thing
    return None


def bytes_of(diary: Diary, id: str) -> bytes:
    """A calendar as one file: as it came, or of an account's what its entries hold, one after the other."""
    return b"\r\n".join(_of_entries(diary, id)) or diary.calendars.raw(id)


def _of_entries(diary: Diary, id: str) -> Iterator[bytes]:
    for kept in diary.shelf(Collection).having(calendar_id=id):
        yield from (each.raw.strip() for each in diary.resources.all(kept.thing.id) if each.is_calendar)


def describe(diary: Diary, id: str, *, name: str, domain_id: str, seen: CalendarSource) -> CalendarSource:
    """Gives a calendar a name and a domain. `seen` is what the person had before them while deciding.

    A refresh in the meantime is no clash; another name or domain is, and raises ChangedMeanwhile.
    """
    if not name.strip():
        raise NoName(
            _("A calendar needs a name."), advice=_("One word is enough, such as “Work”."), field="name"
        )
    kept = diary.calendars.get(id)
    if (kept.thing.name, kept.thing.domain_id) != (seen.name, seen.domain_id):
        raise ChangedMeanwhile(
            _("“%(name)s” was changed in another tab.") % {"name": kept.thing.name},
            kept=kept,
            advice=_("What you typed is still here; save again to keep it."),
        )
    return change(diary, id, name=name.strip()[:LONGEST_NAME], domain_id=domain_id)


def change(diary: Diary, id: str, **fields: Any) -> CalendarSource:
    """Sets some fields of a calendar, whatever happened to its others in the meantime."""
    while True:
        kept: Kept[CalendarSource] = diary.calendars.get(id)
        try:
            return diary.calendars.change(replace(kept.thing, **fields), version=kept.version).thing
        except ChangedMeanwhile:
            continue


def keep_reading(
    diary: Diary,
    id: str,
    raw: bytes | None,
    agenda: Agenda,
    *,
    zone: str,
    now: datetime,
    window: Span | None = None,
    **fields: Any,
) -> CalendarSource:
    """Keeps bytes and what was read from them over what was there; the name that a person gave stays.

    `zone` is the one in which whole days were read; without `raw` the bytes are those of a collection's
    entries.
    """
    with diary.together():
        name = diary.calendars.get(id).thing.name or agenda.name.strip()[:LONGEST_NAME]
        diary.calendars.fill(id, raw, agenda, window or window_for(now))
        events = diary.calendars.events(id)
        return change(diary, id, name=name, zone=zone, refreshed_at=now, events=events, trouble="", **fields)


def move_into(
    diary: Diary, newer_id: str, id: str, agenda: Agenda, *, zone: str, now: datetime
) -> CalendarSource:
    """Makes a newer file's bytes and events those of the calendar `id`, and the newer one disappear."""
    with diary.together():
        kept = keep_reading(diary, id, diary.calendars.raw(newer_id), agenda, zone=zone, now=now)
        diary.calendars.remove(newer_id)
    return kept


def remove(diary: Diary, id: str) -> CalendarSource:
    """Removes a calendar with its events and marks; what was planned around it stays as it is."""
    source = diary.calendars.get(id).thing
    with diary.together():
        for kept in diary.shelf(Collection).having(calendar_id=id):
            diary.shelf(Collection).remove(kept.thing.id)
        diary.calendars.remove(id)
    return source


def count(agenda: Agenda) -> int:
    """Events as people count them: a series is one."""
    return len({each.uid for each in agenda.occurrences})
