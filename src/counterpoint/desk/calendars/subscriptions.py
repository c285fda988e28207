"""Calendars in a diary: adding one from a file or an address, renewing, describing and removing it.

What is acknowledged is kept: a file's bytes are stored before the answer. A small file is read at once; a
large one is read by a job of kind ``read_calendar``, an address by one of kind ``refresh_feed``.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Protocol

from counterpoint.desk.calendars.addresses import feed_address, masked
from counterpoint.desk.calendars.uploads import Upload, judge_upload
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Job, Kept
from counterpoint.domain.agenda import Agenda, CalendarAccount, CalendarSource, Collection, Known
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

SMALL_BYTES = 1_000_000
PAST, AHEAD = timedelta(days=366), timedelta(days=3 * 366)
READ, REFRESH, SYNC = "read_calendar", "refresh_feed", "sync_account"
_LONGEST_NAME = 120

Progress = Callable[[float], None]


class Read(Protocol):
    """Makes an agenda of a calendar's bytes; raises a CounterpointError for bytes that are no calendar."""

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
        """With what is `known` of the calendar it may answer with a `Renewal`."""
        ...


class Reads(Read, Protocol):
    """Reads calendars from the bytes of a file, or from the entries of a collection."""

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
        """`marks` names the bytes of each entry (href → mark), `load` gives them; only what is not `known` is
        read. Raises a CounterpointError for more than a calendar may hold.
        """
        ...


class AlreadyHere(CounterpointError):
    """The same bytes are a calendar of this person's already; nothing was added."""


class NotAFile(CounterpointError):
    """A calendar that is brought up to date from where it comes from, not from a file."""


class NoName(CounterpointError):
    """A calendar needs a name, because lists and reasons speak of it."""


@dataclass(frozen=True, slots=True)
class Added:
    """A calendar that is now kept, with what was found in it; `job` is set while it is still to be read."""

    calendar: CalendarSource
    agenda: Agenda = Agenda()
    job: Job | None = None


def window_for(now: datetime) -> Span:
    """The time for which occurrences are kept: a year back, three years ahead, midnight to midnight UTC."""
    today = datetime.combine(now.date(), time(0), now.tzinfo)
    return Span(today - PAST, today + AHEAD)


def add_file(diary: Diary, upload: Upload, *, domain_id: str = "", now: datetime, read: Read) -> Added:
    """Raises NotACalendarFile, AlreadyHere, or what `read` says of a small file that it cannot read."""
    judge_upload(upload)
    _refuse_twin(diary, upload)
    zone = diary.settings().thing.zone
    source = CalendarSource(_new_id(), upload.plain_name, domain_id, zone=zone)
    if len(upload.raw) >= SMALL_BYTES:
        return _to_be_read(diary, source, upload.raw, now)
    window = window_for(now)
    agenda = read(upload.raw, source=source.name, zone=zone, window=window, progress=_unwatched)
    named = replace(
        source,
        name=agenda.name.strip()[:_LONGEST_NAME] or source.name,
        refreshed_at=now,
        events=count(agenda),
    )
    with diary.together():
        kept = diary.calendars.add(named)
        diary.calendars.fill(source.id, upload.raw, agenda, window)
    return Added(kept.thing, agenda)


def replace_file(diary: Diary, id: str, upload: Upload, *, now: datetime, read: Read) -> Added:
    """Gives a calendar the contents of a newer export. Marks stay, and so does all until it is read."""
    judge_upload(upload)
    before = diary.calendars.get(id).thing
    if before.kind != "file":
        raise NotAFile(
            _("“%(name)s” comes from elsewhere, so no file can take its place.") % {"name": before.name},
            advice=_("Add the file as a calendar of its own."),
            field="file",
        )
    if len(upload.raw) >= SMALL_BYTES:
        newer = CalendarSource(_new_id(), before.name, before.domain_id, zone=before.zone)
        return _to_be_read(diary, newer, upload.raw, now, replaces=id)
    zone, window = diary.settings().thing.zone, window_for(now)
    known = diary.calendars.known(id)
    agenda = read(upload.raw, source=before.name, zone=zone, window=window, progress=_unwatched, known=known)
    return Added(keep_reading(diary, id, upload.raw, agenda, zone=zone, now=now), agenda)


def add_feed(diary: Diary, text: str, *, name: str = "", domain_id: str = "") -> Added:
    """Raises NotAFeedAddress or AlreadyHere. Nothing is asked of the network before the job runs."""
    address = feed_address(text)
    for kept in diary.calendars.all():
        if kept.thing.address == address:
            raise AlreadyHere(
                _("This address is already here, as “%(name)s”.")
                % {"name": kept.thing.name or masked(address)},
                advice=_("Nothing was added."),
                field="address",
            )
    zone = diary.settings().thing.zone
    named = name.strip()[:_LONGEST_NAME]
    source = CalendarSource(_new_id(), named, domain_id, kind="feed", address=address, zone=zone)
    with diary.together():
        kept = diary.calendars.add(source)
        job = diary.jobs.record(REFRESH, {"calendar": source.id})
    return Added(kept.thing, job=job)


def refresh_now(diary: Diary, id: str) -> Job:
    """Asks a feed again, or reads a file's kept bytes again; one job at a time for each calendar."""
    source = diary.calendars.get(id).thing
    under_way = reading_of(diary, source)
    if under_way is not None:
        return under_way
    return diary.jobs.record(REFRESH if source.kind == "feed" else READ, {"calendar": id})


def reading_of(diary: Diary, source: CalendarSource) -> Job | None:
    """The job that is about to read this calendar, or doing so."""
    job = diary.jobs.latest(REFRESH if source.kind == "feed" else READ, calendar=source.id)
    return job if job is not None and job.state in ("waiting", "running") else None


def trouble_of(diary: Diary, source: CalendarSource) -> str:
    """Why the last reading did not work, in words; empty when it did."""
    if source.kind == "account":
        account = account_of(diary, source.id)
        return source.trouble or (account.trouble if account else "")
    job = diary.jobs.latest(REFRESH if source.kind == "feed" else READ, calendar=source.id)
    broke_down = job is not None and job.state == "failed"
    return source.trouble or (job.note if job is not None and broke_down else "")


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
    return change(diary, id, name=name.strip()[:_LONGEST_NAME], domain_id=domain_id)


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
        name = diary.calendars.get(id).thing.name or agenda.name.strip()[:_LONGEST_NAME]
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


def _to_be_read(
    diary: Diary, source: CalendarSource, raw: bytes, now: datetime, *, replaces: str = ""
) -> Added:
    payload = {"calendar": source.id} | ({"replaces": replaces} if replaces else {})
    with diary.together():
        kept = diary.calendars.add(source)
        diary.calendars.fill(source.id, raw, Agenda(), Span(now, now))
        job = diary.jobs.record(READ, payload)
    return Added(kept.thing, job=job)


def _refuse_twin(diary: Diary, upload: Upload) -> None:
    for kept in diary.calendars.all():
        if kept.thing.kind == "file" and diary.calendars.raw(kept.thing.id) == upload.raw:
            raise AlreadyHere(
                _("“%(filename)s” is already here, as “%(name)s”.")
                % {"filename": upload.filename, "name": kept.thing.name},
                advice=_("Nothing was added."),
                field="file",
            )


def _new_id() -> str:
    return uuid.uuid4().hex


def _unwatched(_share: float) -> None:
    """Nobody watches the reading of a small file."""
