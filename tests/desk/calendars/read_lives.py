"""Calendars of a person, and the server of a feed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from counterpoint.desk.calendars.adding import add_feed
from counterpoint.desk.calendars.keeping import window_for
from counterpoint.desk.calendars.refreshing import Fetched, read_in_background, refresh_in_background
from counterpoint.desk.ports import Job
from counterpoint.domain.errors import CounterpointError
from counterpoint.wiring import reads_calendars
from tests.calendars import NOW, calendar, event
from tests.memory import MemoryDiary

READ = reads_calendars()
ADDRESS = "https://calendar.example.org/private-8c1f/basic.ics"
STANDUP = event("1@t", "Standup", NOW + timedelta(hours=2), "RRULE:FREQ=DAILY;COUNT=3")
CHOIR = event("2@t", "Choir", NOW + timedelta(hours=10))
FILLING = "\r\n".join(["BEGIN:X-FILL", *["X-LINE:" + "x" * 90] * 11_000, "END:X-FILL"])


class Server:
    """A feed's server as the refresh sees it: what it answers next, and what it was asked."""

    def __init__(self, *answers: Fetched | CounterpointError | None) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, address: str, *, etag: str, last_modified: str) -> Fetched | None:
        assert address == ADDRESS
        self.asked.append((etag, last_modified))
        answer = self.answers.pop(0)
        if isinstance(answer, CounterpointError):
            raise answer
        return answer


class Unreachable(CounterpointError):
    wait: timedelta | None = None


def titles(diary: MemoryDiary) -> list[str]:
    return [each.title for _, each in diary.calendars.occurrences(window_for(NOW))]


def run(diary: MemoryDiary, job: Job, server: Server | None = None, *, now: Any = NOW) -> Job:
    if job.kind == "read_calendar":
        return diary.jobs.run(job.id, lambda job: read_in_background(diary, job, read=READ, now=now))
    return diary.jobs.run(
        job.id,
        lambda job: refresh_in_background(diary, job, fetch=server, read=READ, now=now),  # type: ignore[arg-type]
    )


def subscribed(diary: MemoryDiary, *components: str) -> str:
    """A feed that was read once."""
    added = add_feed(diary, ADDRESS, name="Team")
    raw = calendar(*components or (STANDUP,))
    run(diary, added.job, Server(Fetched(raw, '"one"', "Mon, 23 Nov 2026 07:00:00 GMT")))  # type: ignore[arg-type]
    return added.calendar.id
