"""Which calendars of an account are kept here, and ending that."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from counterpoint.desk.calendars import keeping
from counterpoint.desk.ports import Connects, Diary, Job, NotThere, RemoteCalendar
from counterpoint.desk.publishing.ledger import forget_all
from counterpoint.desk.syncing.connecting import password_of
from counterpoint.desk.syncing.due import sync_now
from counterpoint.domain.agenda import AppPassword, CalendarAccount, CalendarSource, Collection, Permission


@dataclass(frozen=True, slots=True)
class Offered:
    """A calendar on the server, and as what it is kept here already, if it is: through any account."""

    calendar: RemoteCalendar
    kept: CalendarSource | None = None


def offered(diary: Diary, account_id: str, *, connects: Connects) -> tuple[Offered, ...]:
    """The account's calendars with events, as the server lists them now. Raises as a server does."""
    account = diary.shelf(CalendarAccount).get(account_id).thing
    with connects(account, password_of(diary, account_id)) as server:
        listed = server.home().calendars
    sources = {kept.thing.id: kept.thing for kept in diary.calendars.all()}
    collections = (kept.thing for kept in diary.shelf(Collection).all())
    here = {each.url: sources[each.calendar_id] for each in collections if each.calendar_id in sources}
    return tuple(Offered(each, here.get(each.url)) for each in listed if each.has_events)


def choose(
    diary: Diary, account_id: str, chosen: Mapping[str, str], *, connects: Connects
) -> tuple[tuple[CalendarSource, ...], Job | None]:
    """Keeps calendars, by address, each in its life domain; what the server does not list is passed over.

    Returns those that are new here, and the job that reads them.
    """
    listed = offered(diary, account_id, connects=connects)
    new = [each.calendar for each in listed if each.calendar.url in chosen and each.kept is None]
    with diary.together():
        added = tuple(
            keep_there(
                diary, account_id, each, domain_id=chosen[each.url], writable=each.writable is not False
            )[1]
            for each in new
        )
        job = sync_now(diary, account_id) if added else None
    return added, job


def keep_there(
    diary: Diary, account_id: str, calendar: RemoteCalendar, *, domain_id: str = "", **fields: Any
) -> tuple[Collection, CalendarSource]:
    """Keeps a calendar that is on a server here, before anything of it was read; `fields` are its own."""
    zone = diary.settings().thing.zone
    source = CalendarSource(uuid.uuid4().hex, calendar.name, domain_id, kind="account", zone=zone)
    collection = Collection(
        id=uuid.uuid4().hex,
        account_id=account_id,
        calendar_id=source.id,
        url=calendar.url,
        name=calendar.name,
        colour=calendar.colour,
        **fields,
    )
    kept = diary.calendars.add(source).thing
    return diary.shelf(Collection).add(collection).thing, kept


def kept_of(diary: Diary, account_id: str) -> tuple[tuple[Collection, CalendarSource], ...]:
    """The calendars of an account that are kept here."""
    sources = {kept.thing.id: kept.thing for kept in diary.calendars.all()}
    collections = (kept.thing for kept in diary.shelf(Collection).having(account_id=account_id))
    return tuple((each, sources[each.calendar_id]) for each in collections if each.calendar_id in sources)


def disconnect(diary: Diary, account_id: str, *, keep_events: bool) -> CalendarAccount:
    """Forgets an account and its password. Nothing is told to the server.

    With `keep_events` its calendars stay as they were last read, as files do; else they go with it.
    """
    account = diary.shelf(CalendarAccount).get(account_id).thing
    with diary.together():
        for collection, source in kept_of(diary, account_id):
            if collection.is_ours:
                forget_all(diary, collection.id)
            if keep_events and not collection.is_ours:
                diary.calendars.keep_raw(source.id, keeping.bytes_of(diary, source.id))
                keeping.change(diary, source.id, kind="file", trouble="")
            else:
                diary.calendars.remove(source.id)
            diary.shelf(Collection).remove(collection.id)
        _forget(diary, account_id)
    return account


def _forget(diary: Diary, account_id: str) -> None:
    for kept in diary.shelf(Collection).having(account_id=account_id):
        if kept.thing.is_ours:
            forget_all(diary, kept.thing.id)
        diary.shelf(Collection).remove(kept.thing.id)
    for kind in (AppPassword, Permission):
        with suppress(NotThere):
            diary.shelf(kind).remove(account_id)
    diary.shelf(CalendarAccount).remove(account_id)
