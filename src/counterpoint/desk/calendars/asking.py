"""Asking for a calendar to be read, and what came of the last time."""

from __future__ import annotations

from counterpoint.desk.calendars.keeping import account_of
from counterpoint.desk.ports import Diary, Job
from counterpoint.domain.agenda import CalendarSource

READ, REFRESH, SYNC = "read_calendar", "refresh_feed", "sync_account"


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
