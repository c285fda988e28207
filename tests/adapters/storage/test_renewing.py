"""Reading a calendar again writes what differs, and nothing that is as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counterpoint import wiring
from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.entries import document_of, entries_of
from counterpoint.adapters.storage.models import OccurrenceRow, Person
from counterpoint.adapters.storage.texts import is_storable
from counterpoint.domain.agenda import CalendarSource, Doubt, Entries, Entry, Renewal, SetAside
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


def test_a_calendar_does_not_grow_past_its_bound_a_little_at_a_time(diary: StoredDiary) -> None:
    """Where it would hold more with what is new, all of it is read anew, which tells what is left out."""
    keep(diary, calendar())
    known = diary.calendars.known("work")
    agenda = READ(
        calendar(seventh_at="10"),
        source="Work",
        zone="UTC",
        window=WINDOW,
        progress=lambda _: None,
        known=known,
    )
    assert isinstance(agenda, Renewal)
    one = replace(agenda.whole(), occurrences=agenda.whole().occurrences[:1])
    diary.calendars.fill("work", None, replace(agenda, most=100, whole=lambda: one), WINDOW)
    assert len(rows()) == 1


def test_what_is_kept_of_entries_comes_back_and_odd_texts_are_told() -> None:
    each = {
        "/a": Entry("m", ("a",), 10, 2),
        "/b": Entry(
            *("n", ("b", "c"), 20, 3, {"VTODO": 1, "VEVENT": 2}, "Work", ("Ours",), ("Theirs",)),
            (Doubt("zone", "guessed"),),
            (SetAside("VEVENT x", "no start", 7),),
        ),
        "/c": Entry("o", counts={}),
    }
    entries = Entries("as", each, {"a": (Doubt("event a", "twice"),)})
    assert entries_of(json.loads(json.dumps(document_of(entries)))) == entries
    assert is_storable(document_of(entries))
    assert not is_storable({"a\0": ["\ud800"]})
