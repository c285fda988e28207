"""What holds for calendars, their occurrences, and what a person says of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counterpoint.desk.ports import Diary, NotThere
from counterpoint.domain.agenda import Agenda, CalendarSource, Doubt, Mark, SetAside
from counterpoint.domain.timeline import Span
from tests.contracts.examples import MONDAY, occurrence

YEAR = Span(MONDAY - timedelta(days=100), MONDAY + timedelta(days=265))
DAY = Span(MONDAY, MONDAY + timedelta(days=1))


@pytest.fixture(autouse=True)
def work(diary: Diary) -> CalendarSource:
    return diary.calendars.add(CalendarSource("work", "Work", "d1")).thing


def _uids(diary: Diary, span: Span = YEAR) -> list[str]:
    return [each.uid for _, each in diary.calendars.occurrences(span)]


def test_before_the_first_reading_nothing_is_known(diary: Diary) -> None:
    assert diary.calendars.window("work") is None
    assert diary.calendars.raw("work") == b""
    assert diary.calendars.findings("work") == Agenda()
    assert diary.calendars.occurrences(YEAR) == ()


def test_a_reading_comes_back_as_it_was(diary: Diary) -> None:
    single = occurrence(
        "a", 9, 1.5, recurrence_id="20261123T090000Z", status="tentative", sequence=3,
        blocking=False, organiser="boss@example.org", location="Room 4", source="work.ics",
    )  # fmt: skip
    whole = occurrence("b", 24, 24, all_day=True, first_on=date(2026, 11, 24), until_on=date(2026, 11, 25))
    findings = Agenda((), (Doubt("zone", "guessed"),), (SetAside("VEVENT x", "no start", 7),), "Work", "UTC")
    agenda = Agenda((single, whole), findings.warnings, findings.set_aside, "Work", "UTC")
    diary.calendars.fill("work", b"\x00raw\xff", agenda, YEAR)
    assert diary.calendars.occurrences(YEAR) == (("work", single), ("work", whole))
    assert diary.calendars.findings("work") == findings
    assert diary.calendars.raw("work") == b"\x00raw\xff"
    assert diary.calendars.window("work") == YEAR


def test_one_calendar_and_one_title_can_be_asked_for(diary: Diary) -> None:
    diary.calendars.add(CalendarSource("home", "Home", "d"))
    mine = (occurrence("a", 9, title="Über Planung"), occurrence("b", 10, title="Lunch 100%"))
    diary.calendars.fill("work", b"raw", Agenda(mine), YEAR)
    diary.calendars.fill("home", b"raw", Agenda((occurrence("c", 9, title="Planung"),)), YEAR)
    assert [each.uid for _, each in diary.calendars.occurrences(YEAR, of="work")] == ["a", "b"]
    assert [id for id, _ in diary.calendars.occurrences(YEAR, titled="PLANUNG")] == ["work", "home"]
    assert [each.uid for _, each in diary.calendars.occurrences(YEAR, of="work", titled="über")] == ["a"]
    assert diary.calendars.occurrences(YEAR, titled="_unch") == ()
    assert [each.uid for _, each in diary.calendars.occurrences(YEAR, uids={"a", "nothing"})] == ["a"]
    assert diary.calendars.occurrences(YEAR, uids=()) == ()
    with pytest.raises(NotThere):
        diary.calendars.occurrences(YEAR, of="gone")


def test_only_what_overlaps_is_found_in_order_of_start(diary: Diary) -> None:
    agenda = Agenda(
        (
            occurrence("long", -50 * 24, 60 * 24),
            occurrence("before", -2, 2),
            occurrence("into", -1, 2),
            occurrence("moment", 5, 0),
            occurrence("last", 23.5, 2),
            occurrence("after", 24),
        )
    )
    diary.calendars.fill("work", b"raw", agenda, YEAR)
    assert _uids(diary, DAY) == ["long", "into", "moment", "last"]


def test_what_takes_no_time_is_found_where_it_stands_also_at_the_very_start(diary: Diary) -> None:
    first, last = occurrence("first", 0, 0), occurrence("last", 24, 0)
    for _reading in range(2):
        diary.calendars.fill("work", b"raw", Agenda((first, last)), YEAR)
        assert _uids(diary, DAY) == ["first"]
    later = Span(YEAR.start, first.span.start)
    assert _uids(diary, later) == []
    diary.calendars.fill("work", b"raw", Agenda((first,)), Span(first.span.start, YEAR.end))
    assert _uids(diary) == ["first"]


def test_new_bytes_replace_all_that_was_known(diary: Diary) -> None:
    diary.calendars.fill("work", b"one", Agenda((occurrence("a", 1), occurrence("b", 48))), YEAR)
    diary.calendars.fill("work", b"two", Agenda((occurrence("c", 2),)), DAY)
    assert _uids(diary) == ["c"]
    assert diary.calendars.window("work") == DAY


def test_the_same_bytes_over_a_further_window_extend_what_is_known(diary: Diary) -> None:
    next_day = Span(DAY.end, DAY.end + timedelta(days=1))
    diary.calendars.fill("work", b"one", Agenda((occurrence("a", 1), occurrence("late", 23.5))), DAY)
    diary.calendars.fill("work", b"one", Agenda((occurrence("late", 23.5), occurrence("b", 30))), next_day)
    assert _uids(diary) == ["a", "late", "b"]
    assert diary.calendars.window("work") == Span(DAY.start, next_day.end)


def test_bytes_that_are_kept_elsewhere_are_not_kept_twice_and_extend_nothing(diary: Diary) -> None:
    next_day = Span(DAY.end, DAY.end + timedelta(days=1))
    diary.calendars.fill("work", b"one", Agenda((occurrence("a", 1),)), DAY)
    diary.calendars.fill("work", None, Agenda((occurrence("b", 30),)), next_day)
    assert _uids(diary) == ["b"]
    assert diary.calendars.window("work") == next_day
    assert diary.calendars.raw("work") == b""
    diary.calendars.keep_raw("work", b"all of it")
    assert diary.calendars.raw("work") == b"all of it"
    assert _uids(diary) == ["b"]


def test_removing_a_calendar_takes_everything_read_from_it(diary: Diary) -> None:
    diary.calendars.fill("work", b"one", Agenda((occurrence("a", 1),)), YEAR)
    diary.calendars.mark("work", "a", Mark(ignored=True))
    diary.calendars.remove("work")
    assert _uids(diary) == []
    diary.calendars.add(CalendarSource("work", "Work", "d1"))
    assert diary.calendars.window("work") is None
    assert diary.calendars.marks("work") == {}


def test_marks_are_kept_replaced_and_taken_back(diary: Diary) -> None:
    diary.calendars.mark("work", "a|20261123T090000Z", Mark("d2", None, True))
    diary.calendars.mark("work", "a", Mark(ignored=True))
    diary.calendars.mark("work", "a", Mark(ignored=False))
    assert diary.calendars.marks("work") == {
        "a|20261123T090000Z": Mark("d2", None, True),
        "a": Mark(ignored=False),
    }
    diary.calendars.mark("work", "a", None)
    diary.calendars.mark("work", "never said", None)
    assert list(diary.calendars.marks("work")) == ["a|20261123T090000Z"]


def test_odd_texts_and_numbers_from_a_file_do_not_stop_a_reading(diary: Diary) -> None:
    odd = occurrence("a\x00\ud800", 1, title="t\x00\udfff", sequence=2**80)
    doubts = (Doubt("a\x00\ud800", "\x00"),)
    diary.calendars.fill("work", b"one", Agenda((odd,), doubts), YEAR)
    assert len(diary.calendars.occurrences(YEAR)) == 1
    assert len(diary.calendars.findings("work").warnings) == 1


def test_a_stranger_reaches_no_calendar(diary: Diary, stranger: Diary) -> None:
    diary.calendars.fill("work", b"one", Agenda((occurrence("a", 1),)), YEAR)
    assert stranger.calendars.occurrences(YEAR) == ()
    for attempt in (
        lambda: stranger.calendars.raw("work"),
        lambda: stranger.calendars.window("work"),
        lambda: stranger.calendars.findings("work"),
        lambda: stranger.calendars.marks("work"),
        lambda: stranger.calendars.mark("work", "a", Mark()),
        lambda: stranger.calendars.fill("work", b"", Agenda(), YEAR),
    ):
        with pytest.raises(NotThere):
            attempt()


def test_two_people_with_a_calendar_of_one_name_are_kept_apart(diary: Diary, stranger: Diary) -> None:
    stranger.calendars.add(CalendarSource("work", "Work", "d1"))
    stranger.calendars.fill("work", b"theirs", Agenda((occurrence("theirs", 1),)), YEAR)
    diary.calendars.fill("work", b"mine", Agenda((occurrence("mine", 1),)), YEAR)
    assert _uids(diary) == ["mine"]
    assert _uids(stranger) == ["theirs"]
