"""What reads calendars, from bytes, from files and from addresses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterpoint.desk.calendars.reading import AgendaRead, AskedWindow
    from counterpoint.desk.calendars.refreshing import Fetch, Fetched
    from counterpoint.desk.calendars.subscriptions import Progress, Read
    from counterpoint.domain.agenda import Agenda
    from counterpoint.domain.timeline import Span


def reads_calendars() -> Read:
    """What makes an agenda of a calendar's bytes."""
    from counterpoint.adapters.calendars.ics import read_calendar

    def read(raw: bytes, *, source: str, zone: str, window: Span, progress: Progress) -> Agenda:
        file = read_calendar(raw, source=source, progress=progress)
        return file.agenda(window, zone=zone)

    return read


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


def read_agenda(paths: Sequence[str | Path], window: AskedWindow, zone: str | None) -> AgendaRead:
    """What the calendars in some files say of a stretch of time; see `desk.calendars.reading`."""
    from counterpoint.adapters.calendars.files import calendar_bytes
    from counterpoint.adapters.calendars.ics import read_calendar
    from counterpoint.desk.calendars.reading import agenda_of_files

    return agenda_of_files(
        [str(path) for path in paths], window, zone, load=calendar_bytes, read=read_calendar
    )
