"""A calendar that is read again: only what differs is worked out and written, and the outcome is the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from counterpoint import wiring
from counterpoint.desk.ports import Diary
from counterpoint.domain.agenda import CalendarSource, Renewal, has_nothing
from counterpoint.domain.timeline import Span
from tests.ics_texts import ics, vevent


def event(uid: str, *lines: str) -> str:
    return vevent(*lines, uid=uid)


BERLIN = "Europe/Berlin"
READ = wiring.reads_calendars()
FIRST = datetime(2026, 11, 23, tzinfo=UTC)
EIGHT_WEEKS = Span(FIRST, FIRST + timedelta(weeks=8))
CHOIR = event("choir", f"DTSTART;TZID={BERLIN}:20261001T200000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY")
MOVED = event(
    "choir", f"RECURRENCE-ID;TZID={BERLIN}:20261203T200000", f"DTSTART;TZID={BERLIN}:20261204T190000"
)
SWIM = event("swim", "DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=DAILY;INTERVAL=3", "SUMMARY:Swim")
TRIP = event("trip", "DTSTART:20260101T090000Z", "DTEND:20270115T090000Z", "SUMMARY:Trip")
LUNCH = event("lunch", "DTSTART:20261125T120000", "SUMMARY:Lunch", "DTSTAMP:20260101T000000Z")
HOURS = "\r\n".join(
    (
        *("BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100"),
        *("TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"),
    )
)
USUAL = (CHOIR, SWIM, TRIP, LUNCH)


@pytest.fixture(autouse=True)
def work(diary: Diary) -> CalendarSource:
    return diary.calendars.add(CalendarSource("work", "Work", "d1")).thing


def read(
    diary: Diary, parts: Iterable[str], window: Span = EIGHT_WEEKS, *, zone: str = BERLIN, fresh: bool = False
) -> Renewal:
    known = None if fresh else diary.calendars.known("work")
    agenda = READ(ics(*parts), source="Work", zone=zone, window=window, progress=lambda _: None, known=known)
    assert isinstance(agenda, Renewal)
    return agenda


def renew(diary: Diary, parts: Iterable[str], window: Span = EIGHT_WEEKS, *, zone: str = BERLIN) -> Renewal:
    """Reads it again and keeps it; what is kept must be what a first reading would have found."""
    agenda = read(diary, parts, window, zone=zone)
    diary.calendars.fill("work", ics(*parts), agenda, window)
    kept = [each for _calendar, each in diary.calendars.occurrences(window)]
    expected = read(diary, parts, window, zone=zone, fresh=True).occurrences
    order = lambda each: (each.span.start, each.uid)  # noqa: E731
    assert sorted(kept, key=order) == sorted(expected, key=order)
    assert diary.calendars.findings("work").warnings == read(diary, parts, window, fresh=True).warnings
    return agenda


def told(agenda: Renewal) -> set[str]:
    return {each.uid for each in agenda.occurrences}


def test_the_first_reading_tells_everything(diary: Diary) -> None:
    assert told(renew(diary, USUAL)) == {"choir", "swim", "trip", "lunch"}
    assert diary.calendars.events("work") == 4


def test_a_calendar_that_says_the_same_tells_nothing(diary: Diary) -> None:
    renew(diary, USUAL)
    again = renew(diary, USUAL)
    assert again.occurrences == ()
    assert not has_nothing(again)
    assert diary.calendars.events("work") == 4


def test_only_the_series_whose_text_changed_is_told_again(diary: Diary) -> None:
    renew(diary, USUAL)
    assert told(renew(diary, (CHOIR, SWIM.replace("DAILY", "WEEKLY"), TRIP, LUNCH))) == {"swim"}
    assert told(renew(diary, (CHOIR, MOVED, SWIM.replace("DAILY", "WEEKLY"), TRIP, LUNCH))) == {"choir"}


def test_what_is_gone_is_taken_out_and_what_is_new_comes_in(diary: Diary) -> None:
    renew(diary, (CHOIR, SWIM, TRIP))
    assert told(renew(diary, (CHOIR, TRIP, LUNCH))) == {"lunch"}


def test_another_order_of_the_events_changes_nothing(diary: Diary) -> None:
    renew(diary, USUAL)
    assert renew(diary, USUAL[::-1]).occurrences == ()


def test_a_copy_with_other_stamps_changes_nothing(diary: Diary) -> None:
    renew(diary, USUAL)
    stamped = LUNCH.replace("DTSTAMP:20260101T", "DTSTAMP:20261111T")
    assert renew(diary, (CHOIR, SWIM, TRIP, stamped)).occurrences == ()


@pytest.mark.parametrize("days", [1, 20, 55])
@pytest.mark.parametrize("parts", [USUAL, (CHOIR, MOVED, SWIM, LUNCH)])
def test_the_kept_time_moves_on_with_the_days(diary: Diary, days: int, parts: tuple[str, ...]) -> None:
    renew(diary, USUAL)
    later = Span(EIGHT_WEEKS.start + timedelta(days=days), EIGHT_WEEKS.end + timedelta(days=days))
    agenda = renew(diary, parts, later)
    assert "swim" in agenda.same
    assert {each.uid for each in agenda.occurrences if each.span.start < EIGHT_WEEKS.end} <= {"choir", "trip"}


def test_a_window_that_begins_earlier_is_read_anew(diary: Diary) -> None:
    renew(diary, USUAL)
    earlier = Span(EIGHT_WEEKS.start - timedelta(days=1), EIGHT_WEEKS.end)
    assert told(renew(diary, USUAL, earlier)) == {"choir", "swim", "trip", "lunch"}


def test_another_zone_is_read_anew(diary: Diary) -> None:
    renew(diary, USUAL)
    assert told(renew(diary, USUAL, zone="Asia/Tokyo")) == {"choir", "swim", "trip", "lunch"}


def test_other_rules_of_a_zone_are_read_anew(diary: Diary) -> None:
    series = event("a", "DTSTART;TZID=Ours:20261125T120000", "RRULE:FREQ=DAILY;COUNT=3")
    renew(diary, (HOURS, series))
    assert told(renew(diary, (HOURS.replace("+0100", "+0200"), series))) == {"a"}


def test_what_takes_no_time_and_stands_at_the_known_end_comes_in_with_the_days(diary: Diary) -> None:
    bell = event("bell", f"DTSTART:{EIGHT_WEEKS.end:%Y%m%dT%H%M%SZ}", "RRULE:FREQ=DAILY;COUNT=9")
    renew(diary, (bell, LUNCH))
    later = Span(EIGHT_WEEKS.start + timedelta(days=3), EIGHT_WEEKS.end + timedelta(days=3))
    assert len(renew(diary, (bell, LUNCH), later).occurrences) == 3


def entry(part: str, *before: str) -> str:
    """A part as a calendar of its own within the file, as entries of a collection are."""
    return "\r\n".join(("END:VCALENDAR", "BEGIN:VCALENDAR", "VERSION:2.0", *before, part))


def test_an_entry_that_joins_a_file_or_leaves_it_changes_nothing_for_the_others(diary: Diary) -> None:
    first, rest = entry(SWIM, HOURS), (entry(CHOIR), entry(LUNCH, HOURS.replace("Ours", "Theirs")))
    renew(diary, rest)
    assert told(renew(diary, (first, *rest))) == {"swim"}
    assert told(renew(diary, rest)) == set()


def test_a_zone_that_only_another_entry_describes_counts_for_whoever_names_it(diary: Diary) -> None:
    series = entry(event("a", "DTSTART;TZID=Ours:20261125T120000", "RRULE:FREQ=DAILY;COUNT=3"))
    renew(diary, (entry(SWIM, HOURS), entry(CHOIR), series))
    moved = HOURS.replace("+0100", "+0200")
    assert told(renew(diary, (entry(SWIM, moved), entry(CHOIR), series))) == {"swim", "a"}
    assert told(renew(diary, (entry(SWIM), entry(CHOIR), series))) == {"swim", "a"}


def test_an_agenda_that_is_not_whole_is_read_anew(diary: Diary) -> None:
    endless = event("endless", "DTSTART:20261123T000030Z", "RRULE:FREQ=MINUTELY")
    assert renew(diary, (CHOIR, endless)).digests == {}
    assert told(renew(diary, (CHOIR, endless))) == {"choir", "endless"}


def test_what_another_reading_changed_meanwhile_is_not_built_upon(diary: Diary) -> None:
    renew(diary, USUAL)
    changed = (CHOIR, SWIM.replace("DAILY", "WEEKLY"), TRIP, LUNCH)
    stale = read(diary, USUAL)
    renew(diary, changed)
    diary.calendars.fill("work", ics(*USUAL), stale, EIGHT_WEEKS)
    kept = {(each.uid, each.span) for _calendar, each in diary.calendars.occurrences(EIGHT_WEEKS)}
    assert kept == {(each.uid, each.span) for each in read(diary, USUAL, fresh=True).occurrences}


def test_a_calendar_whose_known_events_are_all_over_has_nothing(diary: Diary) -> None:
    past = event("past", "DTSTART:20260101T090000Z", "DTEND:20260101T100000Z")
    renew(diary, (past, LUNCH))
    assert has_nothing(renew(diary, (past,)))
