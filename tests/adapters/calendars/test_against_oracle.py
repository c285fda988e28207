"""Generated events, read by us and by recurring-ical-events: the same starts, where RFC 5545 leaves no doubt.

What is kept out of the comparison, with the RFC's words (all of §3.3.10 unless said):
- UNTIL as a date for a series with times: the value "bounds the recurrence rule in an inclusive manner", so
  the whole day belongs to it; the library ends at its midnight.
- BYWEEKNO without BYDAY: what a rule lacks is "retrieved from … DTSTART", here its weekday; dateutil takes
  all seven.
- WEEKLY with BYSETPOS and a DTSTART within the week: the set is that of the whole interval; dateutil cuts it
  at DTSTART.
- BYHOUR, BYMINUTE, BYSECOND "MUST be ignored" in a series of dates; dateutil applies them.
- BYDAY that mixes plain days and numbered ones ("TU,1FR"): "a COMMA-separated list" of days, each of which
  counts; dateutil wants both at once.
- EXDATE in a zone for a series with several hours a day: it excludes the instant it names (§3.8.5.1); the
  library also takes its reading of the clock for one in UTC, and so loses other instances.
- RECURRENCE-ID for such a series: it means the instance that begins then (§3.8.4.4: the "original value of
  the "DTSTART" property"); the library also loses the one whose clock shows its reading in UTC.
- Ends: with DTEND "the same exact duration" holds (§3.8.5.3); the library keeps the reading of the clock
  instead. They are compared in UTC, where both are the same.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from tests.ics_texts import agenda, ics, vevent

FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
EXAMPLES, MOST_SECONDS = (20_000, 3_600) if FULL else (60, 300)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
FLOATING_IN = "Europe/Berlin"
FIRST, LAST = datetime(2023, 1, 1, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)

numbers = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)


def joined(name: str, values: Any) -> str:
    return f"{name}=" + ",".join(map(str, values))


@st.composite
def rules(draw: st.DrawFn, *, days: bool) -> str:
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"] + ([] if days else ["HOURLY"])))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 4)) * (7 if freq == 'HOURLY' else 1)}"]
    if draw(st.booleans()):
        parts.append(joined("BYMONTH", draw(numbers)))
    if freq not in ("WEEKLY", "HOURLY") and draw(st.integers(0, 3)) == 0:
        month_days = st.sampled_from([1, 2, 13, 28, 29, 30, 31, -1, -2, -31])
        parts.append(joined("BYMONTHDAY", draw(st.lists(month_days, min_size=1, max_size=3, unique=True))))
    elif freq == "YEARLY" and draw(st.integers(0, 3)) == 0:
        year_days = st.sampled_from([1, 60, 100, 366, -1, -366])
        parts.append(joined("BYYEARDAY", draw(st.lists(year_days, min_size=1, max_size=3, unique=True))))
    if draw(st.booleans()):
        counted = freq in ("MONTHLY", "YEARLY") and "DAY=" not in parts[-1] and draw(st.booleans())
        nth = ["1", "2", "-1", "-2"] if counted else [""]
        each = st.tuples(st.sampled_from(nth), st.sampled_from(WEEKDAYS)).map("".join)
        parts.append(joined("BYDAY", draw(st.lists(each, min_size=1, max_size=3, unique=True))))
        if freq == "MONTHLY" and draw(st.booleans()):
            parts.append(joined("BYSETPOS", draw(st.sampled_from([[1], [-1], [2, -1]]))))
    if not days and freq in ("DAILY", "WEEKLY") and draw(st.integers(0, 3)) == 0:
        parts.append(
            joined("BYHOUR", draw(st.lists(st.integers(0, 23), min_size=1, max_size=2, unique=True)))
        )
    if draw(st.integers(0, 3)) == 0:
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    return ";".join(parts)


@st.composite
def events(draw: st.DrawFn) -> tuple[bytes, bool]:
    """(calendar, whether its times are all in UTC)."""
    kind = draw(st.sampled_from(["DATE", "floating", *ZONES]))
    on = draw(st.dates(date(2022, 6, 1), date(2023, 12, 31)))
    at = time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 30])))
    rule = draw(rules(days=kind == "DATE"))
    bound = draw(st.sampled_from(["", "", "COUNT", "UNTIL"]))
    if bound == "COUNT":
        rule += f";COUNT={draw(st.integers(1, 30))}"
    elif bound == "UNTIL":
        end = datetime.combine(on + timedelta(days=draw(st.integers(0, 900))), at)
        rule += f";UNTIL={_value(kind, end, until=True)}"
    lines = [_dated("DTSTART", kind, [datetime.combine(on, at)])]
    if draw(st.booleans()):
        lines.append(_dated("DTEND", kind, [datetime.combine(on + timedelta(days=1), at)]))
    more = st.lists(st.integers(0, 700), max_size=4, unique=True)
    by_hours = kind in ZONES[1:] and "HOUR" in rule
    given_dates = [datetime.combine(on, at)]
    left_out: list[datetime] = []
    for name in ("RDATE",) if by_hours else ("RDATE", "EXDATE"):
        chosen = [datetime.combine(on + timedelta(days=n), at) for n in draw(more)]
        lines += [_dated(name, kind, chosen)] if chosen else []
        given_dates += chosen if name == "RDATE" else []
        left_out += chosen if name == "EXDATE" else []
    stand = [each for each in given_dates if each not in left_out]
    changed = [] if by_hours else draw(changes(kind, stand))
    parts = [vevent(*lines, "SUMMARY:as planned", f"RRULE:{rule}"), *changed]
    return ics(*draw(st.permutations(parts))), kind == "UTC"


@st.composite
def changes(draw: st.DrawFn, kind: str, originals: list[datetime]) -> list[str]:
    """Changed instances: some of the dates that the event has for certain, moved by days and hours; what they
    replace is named in the zone of the series or in UTC.
    """
    if not originals:
        return []
    parts = []
    for original in draw(st.lists(st.sampled_from(originals), max_size=3, unique=True)):
        hours = 0 if kind == "DATE" else draw(st.integers(-5, 5))
        moved = original + timedelta(days=draw(st.integers(-40, 40)), hours=hours)
        named = f"RECURRENCE-ID:{_value(kind, original, until=True)}"
        if kind == "DATE" or draw(st.booleans()):
            named = _dated("RECURRENCE-ID", kind, [original])
        parts.append(vevent(named, _dated("DTSTART", kind, [moved]), "SUMMARY:changed", "SEQUENCE:1"))
    return parts


def _dated(name: str, kind: str, moments: list[datetime]) -> str:
    head = (
        f"{name};VALUE=DATE"
        if kind == "DATE"
        else name
        if kind in ("UTC", "floating")
        else f"{name};TZID={kind}"
    )
    return f"{head}:" + ",".join(_value(kind, each) for each in moments)


def _value(kind: str, moment: datetime, *, until: bool = False) -> str:
    if kind == "DATE":
        return f"{moment:%Y%m%d}"
    if until and kind not in ("floating", "UTC"):
        return f"{moment.replace(tzinfo=ZoneInfo(kind)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{moment:%Y%m%dT%H%M%S}{'Z' if kind == 'UTC' else ''}"


def theirs(raw: bytes) -> set[tuple[datetime, datetime, str]]:
    parsed = icalendar.Calendar.from_ical(raw)
    zone = ZoneInfo(FLOATING_IN)
    found = recurring_ical_events.of(parsed).between(FIRST.astimezone(zone), LAST.astimezone(zone))
    return {(_utc(each["DTSTART"].dt), _utc(each["DTEND"].dt), str(each["SUMMARY"])) for each in found}


def _utc(moment: date) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(0))
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(FLOATING_IN))).astimezone(UTC)


@pytest.mark.timeout(MOST_SECONDS)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(events())
def test_the_library_finds_the_same_starts(generated: tuple[bytes, bool]) -> None:
    raw, in_utc = generated
    note(raw.decode())
    found = agenda(raw, FIRST.isoformat()[:19], LAST.isoformat()[:19], FLOATING_IN).occurrences
    ours = {(each.span.start, each.span.end, each.title) for each in found}
    expected = theirs(raw)
    if in_utc:
        assert ours == expected
    inside = FIRST + timedelta(days=2)  # what reaches in from before depends on its end, see above
    assert {(start, title) for start, _end, title in ours if start >= inside} == {
        (start, title) for start, _end, title in expected if start >= inside
    }
