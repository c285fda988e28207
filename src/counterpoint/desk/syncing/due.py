"""When accounts are asked: every quarter of an hour, later after trouble, at once on a word."""

from __future__ import annotations

from datetime import datetime

from counterpoint.desk.calendars.asking import SYNC, refresh_now
from counterpoint.desk.calendars.keeping import account_of
from counterpoint.desk.ports import Diary, Job
from counterpoint.domain.agenda import CalendarAccount, Collection


def sync_now(diary: Diary, account_id: str) -> Job:
    """Asks an account at once, also what was set aside; one job at a time for each account."""
    diary.shelf(CalendarAccount).get(account_id)
    under_way = syncing(diary, account_id)
    return under_way or diary.jobs.record(SYNC, {"account": account_id, "by_hand": True})


def syncing(diary: Diary, account_id: str) -> Job | None:
    """The job that is about to ask this account, or doing so."""
    job = diary.jobs.latest(SYNC, account=account_id)
    return job if job is not None and job.state in ("waiting", "running") else None


def broke_off(diary: Diary, account_id: str) -> str:
    """Why the last visit ended by a fault of the program, in words; it is not tried again without a word."""
    job = diary.jobs.latest(SYNC, account=account_id)
    return job.note or "…" if job is not None and job.state == "failed" else ""


def what_is_due(diary: Diary, now: datetime) -> tuple[Job, ...]:
    """Records a job for each account whose time has come and from which a calendar is kept here."""
    used = {kept.thing.account_id for kept in diary.shelf(Collection).all()}
    accounts = (kept.thing for kept in diary.shelf(CalendarAccount).all())
    due = [each.id for each in accounts if each.id in used and each.is_due(now)]
    return tuple(diary.jobs.record(SYNC, {"account": each}) for each in due if not _given_up(diary, each))


def _given_up(diary: Diary, account_id: str) -> bool:
    """Under way already, or broken down for good: trying that again without end would only repeat it."""
    job = diary.jobs.latest(SYNC, account=account_id)
    return job is not None and job.state in ("waiting", "running", "failed")


def refresh(diary: Diary, calendar_id: str) -> Job:
    """Asks where a calendar comes from: its account, its address, or its kept bytes. Raises NotThere."""
    account = account_of(diary, calendar_id)
    return sync_now(diary, account.id) if account else refresh_now(diary, calendar_id)
