"""Adding a calendar from a file or an address, and giving one a newer file.

What is acknowledged is kept: a file's bytes are stored before the answer. A small file is read at once; a
large one is read by a job of kind ``read_calendar``, an address by one of kind ``refresh_feed``.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.calendars.addresses import feed_address, masked
from counterpoint.desk.calendars.asking import READ, REFRESH
from counterpoint.desk.calendars.keeping import LONGEST_NAME, count, keep_reading, unwatched, window_for
from counterpoint.desk.calendars.uploads import Upload, judge_upload
from counterpoint.desk.ports import Diary, Job
from counterpoint.desk.ports.calendars import Read
from counterpoint.domain.agenda import Agenda, CalendarSource
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

SMALL_BYTES = 1_000_000


class AlreadyHere(CounterpointError):
    """The same bytes are a calendar of this person's already; nothing was added."""


class NotAFile(CounterpointError):
    """A calendar that is brought up to date from where it comes from, not from a file."""


@dataclass(frozen=True, slots=True)
class Added:
    """A calendar that is now kept, with what was found in it; `job` is set while it is still to be read."""

    calendar: CalendarSource
    agenda: Agenda = Agenda()
    job: Job | None = None


def add_file(diary: Diary, upload: Upload, *, domain_id: str = "", now: datetime, read: Read) -> Added:
    """Raises NotACalendarFile, AlreadyHere, or what `read` says of a small file that it cannot read."""
    judge_upload(upload)
    _refuse_twin(diary, upload)
    zone = diary.settings().thing.zone
    source = CalendarSource(_new_id(), upload.plain_name, domain_id, zone=zone)
    if len(upload.raw) >= SMALL_BYTES:
        return _to_be_read(diary, source, upload.raw, now)
    window = window_for(now)
    agenda = read(upload.raw, source=source.name, zone=zone, window=window, progress=unwatched)
    named = replace(
        source,
        name=agenda.name.strip()[:LONGEST_NAME] or source.name,
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
    agenda = read(upload.raw, source=before.name, zone=zone, window=window, progress=unwatched, known=known)
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
    named = name.strip()[:LONGEST_NAME]
    source = CalendarSource(_new_id(), named, domain_id, kind="feed", address=address, zone=zone)
    with diary.together():
        kept = diary.calendars.add(source)
        job = diary.jobs.record(REFRESH, {"calendar": source.id})
    return Added(kept.thing, job=job)


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
