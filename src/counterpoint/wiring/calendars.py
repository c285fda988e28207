"""What reads calendars, from bytes, from files and from addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counterpoint.domain.agenda.authorization import no_such_provider
from counterpoint.wiring.permissions import authorization_server, bearer_of

if TYPE_CHECKING:
    from counterpoint.desk.calendars.reading import AgendaRead, AskedWindow
    from counterpoint.desk.calendars.refreshing import Fetch, Fetched
    from counterpoint.desk.ports import Bearer, CalendarServer, Connects, Diary, Progress, Reads
    from counterpoint.domain.agenda import Agenda, CalendarAccount, Known
    from counterpoint.domain.agenda.authorization import AuthorizationServer
    from counterpoint.domain.timeline import Span

    SpeaksByPermission = Callable[
        [CalendarAccount, AuthorizationServer, Bearer, datetime, bool], AbstractContextManager[CalendarServer]
    ]


def reads_calendars() -> Reads:
    """What makes an agenda of a calendar's bytes, or of its entries."""
    return _Reads()


class _Reads:
    def __call__(
        self,
        raw: bytes,
        *,
        source: str,
        zone: str,
        window: Span,
        progress: Progress,
        known: Known | None = None,
    ) -> Agenda:
        from counterpoint.adapters.calendars.ics import read_calendar

        file = read_calendar(raw, source=source, progress=progress)
        return file.renewed(window, zone=zone, known=known)

    def entries(
        self,
        marks: Mapping[str, str],
        load: Callable[[Iterable[str]], Mapping[str, bytes]],
        *,
        source: str,
        zone: str,
        window: Span,
        known: Known | None,
    ) -> Agenda:
        from counterpoint.adapters.calendars.entries import Asked, read_entries

        return read_entries(Asked(marks, load, source, zone, window), known)


def fetches_feeds() -> Fetch:
    """What asks a feed's address; servers on one's own network only with COUNTERPOINT_PRIVATE_FEEDS=1."""
    from counterpoint.adapters.calendars.feeds import NotModified, fetch_feed
    from counterpoint.adapters.open_internet import private_allowed
    from counterpoint.desk.calendars.refreshing import Fetched

    allow = private_allowed()

    def fetch(address: str, *, etag: str, last_modified: str) -> Fetched | None:
        answer = fetch_feed(address, etag=etag, last_modified=last_modified, allow_private=allow)
        if isinstance(answer, NotModified):
            return None
        return Fetched(answer.raw, answer.etag, answer.last_modified)

    return fetch


def connects_accounts(diary: Diary, *, now: datetime, hurried: bool = False) -> Connects:
    """What speaks with calendar servers for a person. `hurried`: somebody waits for the page.

    That a server is in the person’s own network is believed of the owner of this Counterpoint; of others
    where whoever runs it allows it (COUNTERPOINT_PRIVATE_FEEDS=1).
    """
    from functools import partial

    from counterpoint.adapters.caldav.server import connected

    by_password = partial(connected, may_be_at_home=may_say_at_home(diary), hurried=hurried)

    def connects(account: CalendarAccount, password: str) -> AbstractContextManager[CalendarServer]:
        if not account.provider:
            return by_password(account, password)
        speaks = _BY_PERMISSION.get(account.provider)
        if speaks is None:
            raise no_such_provider()
        bearer = bearer_of(diary, account.id, account.provider, now=now)
        return speaks(account, authorization_server(account.provider), bearer, now, hurried)

    return connects


def _google(
    account: CalendarAccount,
    server: AuthorizationServer,
    bearer: Bearer,
    _now: datetime,
    hurried: bool,
) -> AbstractContextManager[CalendarServer]:
    from counterpoint.adapters.caldav.google import connected

    return connected(account, server, bearer, hurried=hurried)


def _microsoft(
    _account: CalendarAccount,
    server: AuthorizationServer,
    bearer: Bearer,
    now: datetime,
    hurried: bool,
) -> AbstractContextManager[CalendarServer]:
    from counterpoint.adapters.graph.server import connected

    return connected(server, bearer, now=now, hurried=hurried)


_BY_PERMISSION: Mapping[str, SpeaksByPermission] = {"google": _google, "microsoft": _microsoft}
"""What speaks with the calendars of each provider that lets programs in by permission."""


def may_say_at_home(diary: Diary) -> bool:
    """Whether a person’s word counts that a server is theirs, in their own network."""
    from counterpoint.adapters.open_internet import private_allowed
    from counterpoint.wiring.people import is_owner

    return private_allowed() or is_owner(diary)


def read_agenda(paths: Sequence[str | Path], window: AskedWindow, zone: str | None) -> AgendaRead:
    """What the calendars in some files say of a stretch of time; see `desk.calendars.reading`."""
    from counterpoint.adapters.calendars.files import calendar_bytes
    from counterpoint.adapters.calendars.ics import read_calendar
    from counterpoint.desk.calendars.reading import agenda_of_files

    return agenda_of_files(
        [str(path) for path in paths], window, zone, load=calendar_bytes, read=read_calendar
    )
