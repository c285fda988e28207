"""The ways of a week: right before what is elsewhere, and home after the last thing of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from counterpoint.desk.week.look import look_at_week
from counterpoint.desk.week.ways import ways_in
from counterpoint.domain.agenda import Agenda, CalendarSource, Occurrence
from counterpoint.domain.planning import Place, Way
from counterpoint.domain.timeline import Span
from tests.desk.weeks import NOW, WEEK, a_diary, at, planned, span
from tests.memory import MemoryDiary


def with_places(diary: MemoryDiary) -> MemoryDiary:
    diary.shelf(Place).add(Place("home", "Home", home=True))
    diary.shelf(Place).add(Place("office", "Office"))
    diary.shelf(Place).add(Place("hall", "Hall", texts=("Town hall",)))
    diary.shelf(Way).add(Way("a", "home", "office", 30))
    diary.shelf(Way).add(Way("b", "office", "hall", 20))
    report = diary.tasks.get("report")
    diary.tasks.change(replace(report.thing, place_id="office"), version=report.version)
    meeting = Occurrence("m", None, span(0, 12, 60), "Meeting", location="Town hall")
    diary.calendars.add(CalendarSource("cal", "Calendar", "work"))
    diary.calendars.fill("cal", b"", Agenda((meeting,)), Span(at(-30, 0), at(30, 0)))
    return diary


def test_without_a_way_there_is_nothing_to_tell() -> None:
    diary = a_diary()
    planned(diary)
    assert list(ways_in(look_at_week(diary, WEEK, NOW))) == []


def test_each_way_lies_right_before_what_it_leads_to_and_says_where_it_does_not_fit() -> None:
    diary = with_places(a_diary())
    planned(diary)  # the report from ten to twelve, and then the meeting
    found = list(ways_in(look_at_week(diary, WEEK, NOW)))
    first, second = found[:2]
    assert (first.from_name, first.to_name, first.span) == (
        "Home",
        "Office",
        Span(at(0, 10) - timedelta(minutes=30), at(0, 10)),
    )
    assert first.fits
    assert (second.from_name, second.to_name, second.minutes, second.fits) == ("Office", "Hall", 20, False)
