"""What happens to calendars in the background. Each step may be cut off and done again with the same outcome.

Payloads: ``read_calendar`` {calendar, replaces?}; ``refresh_feed`` {calendar, failures?}. Results: {events,
set_aside} or, after a feed that did not answer, {failures, again_at}. What failed is said in the calendar's
`trouble`; what was read before stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from counterpoint.desk.calendars.addresses import masked, without_secret
from counterpoint.desk.calendars.asking import READ, REFRESH
from counterpoint.desk.calendars.keeping import change, count, keep_reading, move_into, window_for
from counterpoint.desk.calendars.uploads import Upload, judge_upload
from counterpoint.desk.ports import Diary, Job, NotThere, Progress, Read
from counterpoint.domain.agenda import Agenda, CalendarSource, has_nothing
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

REFRESH_EVERY = timedelta(hours=8)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=30), timedelta(days=2)
LEAST_AHEAD = timedelta(days=2 * 366)
PLENTY = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a feed's server answered, with what to ask it with next time."""

    raw: bytes
    etag: str = ""
    last_modified: str = ""


class Fetch(Protocol):
    """Asks a feed's address; None when nothing changed. Raises a CounterpointError when it cannot be had."""

    def __call__(self, address: str, *, etag: str, last_modified: str) -> Fetched | None: ...


class Stopped(CounterpointError):
    """The person asked to stop."""


class SuddenlyEmpty(CounterpointError):
    """A feed that had plenty answered with nothing."""


def read_in_background(diary: Diary, job: Job, *, read: Read, now: datetime) -> None:
    """Reads a calendar's kept bytes; with `replaces`, gives them to that calendar."""
    try:
        source = diary.calendars.get(job.payload["calendar"]).thing
    except NotThere:
        return  # removed meanwhile, or moved into the other one by a run that was cut off afterwards
    try:
        raw, zone = diary.calendars.raw(source.id), diary.settings().thing.zone
        replaces = str(job.payload.get("replaces", ""))
        into = replaces if _is_there(diary, replaces) else source.id
        agenda = _read(diary, job, raw, source, zone, read=read, now=now, into=into)
        kept = _keep(diary, source, raw, agenda, replaces=replaces, zone=zone, now=now)
    except NotThere:
        return
    except CounterpointError as problem:
        _say_trouble(diary, source, problem)
        raise
    _tell_end(diary, job, agenda, kept)


def refresh_in_background(diary: Diary, job: Job, *, fetch: Fetch, read: Read, now: datetime) -> None:
    """Asks a feed and keeps what is new."""
    try:
        source = diary.calendars.get(job.payload["calendar"]).thing
    except NotThere:
        return
    try:
        diary.jobs.tell(
            job.id, progress=0.05, note=_("Asking %(address)s") % {"address": masked(source.address)}
        )
        answer = _ask(diary, source, fetch, now)
        if answer is None:
            change(diary, source.id, refreshed_at=now, trouble="")
            diary.jobs.tell(job.id, progress=1.0, note=_("Nothing has changed"))
            return
        _keep_answer(diary, job, source, answer, read=read, now=now)
    except NotThere:
        return
    except CounterpointError as problem:
        _say_trouble(diary, source, problem)
        _tell_wait(diary, job, problem, now)


def what_is_due(diary: Diary, now: datetime) -> tuple[Job, ...]:
    """Records a job for each feed that wants asking and each calendar whose known time is running out."""
    sources = [kept.thing for kept in diary.calendars.all()]
    idle = [source for source in sources if not _given_up(diary, source)]
    return tuple(_due(diary, idle, now))


def _due(diary: Diary, idle: list[CalendarSource], now: datetime) -> Iterator[Job]:
    for source in idle:
        if source.kind == "feed" and _wants_asking(diary, source, now):
            yield diary.jobs.record(REFRESH, {"calendar": source.id, "failures": _failures(diary, source)})
        elif source.kind == "file" and not source.trouble and _runs_out(diary, source, now):
            yield diary.jobs.record(READ, {"calendar": source.id})


def _given_up(diary: Diary, source: CalendarSource) -> bool:
    """Under way already, or broken down for good: trying again without end would only repeat it."""
    last = diary.jobs.latest(REFRESH if source.kind == "feed" else READ, calendar=source.id)
    return last is not None and last.state in ("waiting", "running", "failed")


def _wants_asking(diary: Diary, source: CalendarSource, now: datetime) -> bool:
    last = diary.jobs.latest(REFRESH, calendar=source.id)
    wait = (last.result or {}).get("again_at") if last else None
    if wait and datetime.fromisoformat(str(wait)) > now:
        return False
    if wait or source.refreshed_at is None or source.refreshed_at + REFRESH_EVERY <= now:
        return True
    return _runs_out(diary, source, now)


def _failures(diary: Diary, source: CalendarSource) -> int:
    last = diary.jobs.latest(REFRESH, calendar=source.id)
    return int((last.result or {}).get("failures", 0)) if last else 0


def _runs_out(diary: Diary, source: CalendarSource, now: datetime) -> bool:
    """Whether what is known ends soon, or whole days were laid out in another zone than the person's."""
    window = diary.calendars.window(source.id)
    moved = source.zone != diary.settings().thing.zone
    return window is not None and (moved or window.end < now + LEAST_AHEAD)


def _ask(diary: Diary, source: CalendarSource, fetch: Fetch, now: datetime) -> Fetched | None:
    if diary.calendars.window(source.id) is None or _runs_out(diary, source, now):
        return fetch(source.address, etag="", last_modified="")
    return fetch(source.address, etag=source.etag, last_modified=source.last_modified)


def _keep_answer(
    diary: Diary, job: Job, source: CalendarSource, answer: Fetched, *, read: Read, now: datetime
) -> None:
    judge_upload(Upload(source.name or masked(source.address), answer.raw))
    zone = diary.settings().thing.zone
    agenda = _read(diary, job, answer.raw, source, zone, read=read, now=now, into=source.id)
    if has_nothing(agenda) and source.events >= PLENTY and source.trouble != _empty(source).message:
        raise _empty(source)
    validators: dict[str, Any] = {"etag": answer.etag, "last_modified": answer.last_modified}
    kept = keep_reading(diary, source.id, answer.raw, agenda, zone=zone, now=now, **validators)
    _tell_end(diary, job, agenda, kept)


def _empty(source: CalendarSource) -> SuddenlyEmpty:
    return SuddenlyEmpty(
        _(
            "The address answered with an empty calendar, so the %(events)s events from before "
            "are kept. If it is meant to be empty, refresh once more."
        )
        % {"events": source.events}
    )


def _read(
    diary: Diary,
    job: Job,
    raw: bytes,
    source: CalendarSource,
    zone: str,
    *,
    read: Read,
    now: datetime,
    into: str,
) -> Agenda:
    """`into`: the calendar that will keep it, of which much is known already."""
    name, known = source.name or masked(source.address), diary.calendars.known(into)
    return read(raw, source=name, zone=zone, window=window_for(now), progress=_told(diary, job), known=known)


def _told(diary: Diary, job: Job) -> Progress:
    """Progress in steps of two percent, so that telling costs less than reading."""
    told = 0.0

    def tell(share: float) -> None:
        nonlocal told
        if share - told >= 0.02:  # noqa: PLR2004
            told = share
            diary.jobs.tell(job.id, progress=min(share, 0.99), note=_("Reading events"))
            if diary.jobs.get(job.id).stop_asked:
                raise Stopped(_("Reading was stopped."), advice=_("What was known before is unchanged."))

    return tell


def _keep(
    diary: Diary,
    source: CalendarSource,
    raw: bytes,
    agenda: Agenda,
    *,
    replaces: str,
    zone: str,
    now: datetime,
) -> CalendarSource | None:
    """Bytes that came while these were read have been read as they came, and stay."""
    with diary.together():
        if _is_there(diary, replaces):
            return move_into(diary, source.id, replaces, agenda, zone=zone, now=now)
        if diary.calendars.raw(source.id) == raw:
            return keep_reading(diary, source.id, raw, agenda, zone=zone, now=now)
    return None


def _is_there(diary: Diary, id: str) -> bool:
    return bool(id) and any(kept.thing.id == id for kept in diary.calendars.all())


def _say_trouble(diary: Diary, source: CalendarSource, problem: CounterpointError) -> None:
    try:
        change(diary, source.id, trouble=without_secret(str(problem), source.address))
    except NotThere:
        return


def _tell_end(diary: Diary, job: Job, agenda: Agenda, kept: CalendarSource | None) -> None:
    result = {"events": kept.events if kept else count(agenda), "set_aside": len(agenda.set_aside)}
    diary.jobs.tell(job.id, progress=1.0, note="", result=result)


def _tell_wait(diary: Diary, job: Job, problem: CounterpointError, now: datetime) -> None:
    """Each failure doubles the wait, unless the server said how long."""
    failures = int(job.payload.get("failures", 0)) + 1
    doubled = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT)
    said = getattr(problem, "wait", None)
    wait = max(doubled, said) if isinstance(said, timedelta) else doubled
    again_at = now + min(wait, LONGEST_WAIT * 7)
    diary.jobs.tell(
        job.id, progress=1.0, note="", result={"failures": failures, "again_at": again_at.isoformat()}
    )
