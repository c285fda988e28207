"""Reading a calendar again writes what differs, and nothing that is as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpoint import wiring
from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import OccurrenceRow, Person
from counterpoint.domain.agenda import CalendarSource
from counterpoint.domain.timeline import Span
from tests.ics_texts import ics, vevent

NOW = datetime(2026, 11, 26, tzinfo=UTC)
WINDOW = Span(NOW, NOW + timedelta(weeks=8))
SERIES = 300
READ = wiring.reads_calendars()


pytestmark = [pytest.mark.django_db, pytest.mark.storage]


@pytest.fixture
def diary() -> StoredDiary:
    diary = StoredDiary(Person.objects.create(username="ada"))
    diary.calendars.add(CalendarSource("work", "Work", "d1"))
    return diary


def calendar(*, seventh_at: str = "09") -> bytes:
    """Three hundred weekly series, of which the seventh can be at another hour."""
    hours = {7: seventh_at}
    starts = (f"DTSTART:202611{1 + n % 28:02}T{hours.get(n, '09')}0000Z" for n in range(SERIES))
    return ics(*(vevent(at, "RRULE:FREQ=WEEKLY", uid=f"s{n}") for n, at in enumerate(starts)))


def keep(diary: StoredDiary, raw: bytes, window: Span = WINDOW) -> None:
    known = diary.calendars.known("work")
    agenda = READ(raw, source="Work", zone="UTC", window=window, progress=lambda _: None, known=known)
    diary.calendars.fill("work", raw, agenda, window)


def rows() -> dict[int, str]:
    return dict(OccurrenceRow.objects.values_list("id", "uid"))


def test_of_three_hundred_series_the_changed_one_is_written(diary: StoredDiary) -> None:
    keep(diary, calendar())
    before = rows()
    keep(diary, calendar(seventh_at="10"))
    after = rows()
    assert len(before) == len(after) == SERIES * 8
    assert [after[id] for id in after.keys() - before.keys()] == ["s7"] * 8
    assert [before[id] for id in before.keys() - after.keys()] == ["s7"] * 8


def test_what_says_the_same_is_not_written_again(diary: StoredDiary) -> None:
    keep(diary, calendar())
    before = rows()
    with CaptureQueriesContext(connection) as asked:
        keep(diary, calendar())
    assert rows() == before
    assert [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE"))] == []


def test_as_days_go_by_only_the_new_end_is_written(diary: StoredDiary) -> None:
    keep(diary, calendar())
    before = rows()
    later = Span(WINDOW.start + timedelta(days=7), WINDOW.end + timedelta(days=7))
    keep(diary, calendar() + b"\r\n", later)
    after = rows()
    assert len(after.keys() - before.keys()) == SERIES
    assert len(after) >= SERIES * 8
    assert diary.calendars.window("work") is not None
