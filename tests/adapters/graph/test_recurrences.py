"""A pattern of Graph's comes to the days that its documentation says, by a rule of iCalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.adapters.graph import lines
from counterpoint.adapters.graph.recurrences import first_of, rule
from counterpoint.adapters.graph.said import Unreadable
from counterpoint.adapters.graph.series import series
from counterpoint.domain.timeline import Span
from tests.graph_double.mailbox import Calendar, occurrence, said
from tests.graph_double.repeating import WEEKDAYS, days_of

FIRST, LAST = date(2024, 1, 1), date(2032, 1, 1)
WINDOW = Span(datetime(2023, 12, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC))
INDEXES = ("first", "second", "third", "fourth", "last")


@st.composite
def recurrences(draw: st.DrawFn) -> dict[str, Any]:
    kinds = ("daily", "weekly", "absoluteMonthly", "relativeMonthly", "absoluteYearly", "relativeYearly")
    kind = draw(st.sampled_from(kinds))
    pattern: dict[str, Any] = {"type": kind, "interval": draw(st.integers(1, 4))}
    if kind == "weekly" or kind.startswith("relative"):
        days = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
        pattern["daysOfWeek"] = sorted(days)
    if kind == "weekly":
        pattern["firstDayOfWeek"] = draw(st.sampled_from(WEEKDAYS))
    if kind.startswith("relative"):
        pattern["index"] = draw(st.sampled_from(INDEXES))
    if kind.startswith("absolute"):
        pattern["dayOfMonth"] = draw(st.integers(1, 31))
    if kind.endswith("Yearly"):
        pattern["month"] = draw(st.integers(1, 12))
    start = draw(st.dates(FIRST, date(2026, 1, 1)))
    span = draw(
        st.one_of(
            st.just({"type": "noEnd", "endDate": "0001-01-01"}),
            st.builds(lambda n: {"type": "numbered", "numberOfOccurrences": n}, st.integers(1, 30)),
            st.builds(
                lambda days: {"type": "endDate", "endDate": f"{start + timedelta(days=days)}"},
                st.integers(0, 1500),
            ),
        )
    )
    return {"pattern": pattern, "range": {"startDate": f"{start}", **span}}


def by_the_rule(recurrence: dict[str, Any]) -> list[date]:
    start = date.fromisoformat(recurrence["range"]["startDate"])
    first = first_of(recurrence, start)
    repeats = rule(recurrence, UTC, all_day=True)
    event = ["UID:e", lines.when("DTSTART", first), f"RRULE:{repeats}", "SUMMARY:e"]
    agenda = read_calendar(lines.calendar([event])).agenda(WINDOW, zone="UTC")
    assert not agenda.warnings
    return [each.first_on for each in agenda.occurrences if each.first_on and each.first_on < LAST]


@given(recurrence=recurrences())
@example(
    recurrence={
        "pattern": {"type": "absoluteMonthly", "interval": 1, "dayOfMonth": 31},
        "range": {"type": "noEnd", "startDate": "2024-01-31"},
    }
)
def test_a_rule_comes_to_the_days_of_its_pattern(recurrence: dict[str, Any]) -> None:
    wanted = list(days_of(recurrence, LAST))
    if wanted or recurrence["range"]["type"] != "endDate":
        assert by_the_rule(recurrence) == wanted


@given(
    recurrence=recurrences(),
    zone=st.sampled_from(
        [
            "UTC",
            "Eastern Standard Time",
            "W. Europe Standard Time",
            "Lord Howe Standard Time",
            "tzone://Microsoft/Custom",
            "Nowhere",
        ]
    ),
    hour=st.integers(0, 23),
    gone=st.sets(st.integers(0, 20)),
)
def test_a_series_happens_when_its_server_lists_it_whatever_its_zone_and_whatever_was_cancelled(
    recurrence: dict[str, Any], zone: str, hour: int, gone: set[int]
) -> None:
    first = next(days_of(recurrence, date(2040, 1, 1)), None)
    if first is None:
        return
    window = Span(datetime(2024, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC))
    start = datetime(first.year, first.month, first.day, hour, tzinfo=UTC)
    master = {
        "id": "m",
        "iCalUId": "m",
        "type": "seriesMaster",
        "isAllDay": False,
        "subject": "S",
        "start": said(start),
        "end": said(start + timedelta(minutes=50)),
        "recurrence": recurrence,
        "originalStartTimeZone": zone,
    }
    calendar = Calendar("c", "C", events={"m": master})
    every = list(calendar.instances("m"))
    left = [each for number, each in enumerate(every) if number not in gone]
    shown = [each for each in left if _begins(each) >= window.start and _begins(each) < window.end]
    agenda = read_calendar(series(master, shown, window)).agenda(window, zone="UTC")
    begun = [each.span.start for each in agenda.occurrences if each.span.start >= window.start]
    assert begun == sorted(map(_begins, shown))


def _begins(event: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(event["start"]["dateTime"][:19]).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"type": "hourly", "interval": 1},
        {"type": "daily", "interval": 0},
        {"type": "daily", "interval": True},
        {"type": "weekly", "interval": 1, "daysOfWeek": []},
        {"type": "weekly", "interval": 1, "daysOfWeek": ["someday"]},
        {"type": "absoluteMonthly", "interval": 1, "dayOfMonth": 32},
        {"type": "absoluteYearly", "interval": 1, "dayOfMonth": 3, "month": "May"},
        {"type": "relativeMonthly", "interval": 1, "daysOfWeek": ["monday"], "index": "fifth"},
    ],
)
def test_what_no_page_describes_is_not_guessed(said: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        rule({"pattern": said, "range": {"type": "noEnd"}}, UTC, all_day=True)


def test_occurrences_of_the_stand_in_keep_their_clock_over_a_change_of_time() -> None:
    start = datetime(2026, 10, 24, 7, tzinfo=UTC)
    recurrence = {
        "pattern": {"type": "daily", "interval": 1},
        "range": {"type": "noEnd", "startDate": "2026-10-24"},
    }
    master = {
        "id": "m", "iCalUId": "m", "isAllDay": False, "start": said(start), "end": said(start),
        "recurrence": recurrence, "originalStartTimeZone": "W. Europe Standard Time",
    }  # fmt: skip
    later = occurrence(master, date(2026, 10, 26))
    assert _begins(later) == datetime(2026, 10, 26, 8, tzinfo=UTC)
