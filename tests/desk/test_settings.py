"""A life from a file says first what it would change, and then changes all of it."""

from __future__ import annotations

from dataclasses import replace

from counterpoint.desk.settings import change_settings, settings_of, take_life, what_would_change
from counterpoint.desk.week.which import week_named
from counterpoint.domain.agenda import CalendarSource
from counterpoint.domain.planning import Life, Task
from counterpoint.domain.planning.intake import CalendarEntry
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.desk.weeks import NOW, WEEK, a_block, a_diary, planned, span
from tests.memory import MemoryDiary

LIFE = Life(
    zone="Europe/Berlin",
    values=(CoreValue("family", "Family", 1),),
    domains=(LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life")),
    tasks=(Task("a", "Call", 15), Task("b", "Write", 60)),
)


def test_what_would_change_is_told_by_kind_and_nothing_is_written() -> None:
    diary = MemoryDiary()
    take_life(diary, LIFE, now=NOW)
    then = replace(LIFE, name="Ada", tasks=(Task("a", "Call", 30), Task("c", "Walk", 60)))
    change = what_would_change(diary, then)
    tasks = next(each for each in change.kinds if each.kind == "tasks")
    assert (tasks.new, tasks.changed, tasks.gone, tasks.same) == (("Walk",), ("Call",), ("Write",), 0)
    assert change.settings == ("name",)
    assert change
    assert diary.life() == LIFE


def test_the_same_life_changes_nothing() -> None:
    diary = MemoryDiary()
    take_life(diary, LIFE, now=NOW)
    before = diary.tasks.all()
    assert not what_would_change(diary, LIFE)
    take_life(diary, LIFE, now=NOW)
    assert diary.tasks.all() == before
    assert diary.settings().thing == settings_of(LIFE)


def test_calendars_stay_and_those_that_are_named_move() -> None:
    diary = MemoryDiary()
    diary.calendars.add(CalendarSource("c1", "Studio", "gone"))
    diary.calendars.add(CalendarSource("c2", "Choir", "home"))
    take_life(diary, LIFE, [CalendarEntry("Studio", "work")], now=NOW)
    assert [kept.thing.domain_id for kept in diary.calendars.all()] == ["work", "home"]
    take_life(diary, replace(LIFE, domains=(LifeDomain("work", "Work", "work"),)), now=NOW)
    assert [kept.thing.domain_id for kept in diary.calendars.all()] == ["work", ""]


def test_what_is_planned_stays_where_it_is_when_weeks_begin_on_another_day() -> None:
    diary = a_diary()
    kept = planned(diary, a_block("report", span(0, 10, 120)), a_block("call", span(6, 20, 30)))
    diary.plans.accept(WEEK, version=kept.version)
    settings = diary.settings()
    change_settings(diary, replace(settings.thing, week_start=6), version=settings.version)
    weeks = [each.thing for each in diary.plans.all()]
    assert [[block.title for block in each.current.blocks if block.kind == "task"] for each in weeks] == [
        ["Report"], ["Call"],
    ]  # fmt: skip
    assert [each.week.first.weekday() for each in weeks] == [6, 6]
    assert week_named(WEEK.name, 6) == weeks[0].week
    assert all(each.accepted is not None for each in weeks)
    assert {"Report", "Call"} <= {block.title for block, _, _ in diary.plans.published()}


def test_other_settings_leave_the_plans_alone() -> None:
    diary = a_diary()
    before = planned(diary)
    settings = diary.settings()
    change_settings(diary, replace(settings.thing, clock=12), version=settings.version)
    assert diary.plans.of(WEEK) == before
