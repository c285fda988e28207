"""An example life, clearly made up: Robin Vale, with weeks behind to look back at and one to plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from counterpoint.desk.beginning.demo.calendars import CALENDARS, add_calendar
from counterpoint.desk.beginning.demo.life import life_of_example, settings_of_example
from counterpoint.desk.beginning.demo.others import SAT, Weeks, others_of_example
from counterpoint.desk.beginning.demo.plate import decide_of_example
from counterpoint.desk.beginning.demo.said import said_of_example
from counterpoint.desk.beginning.demo.weeks import live_weeks
from counterpoint.desk.planning.background import start_planning
from counterpoint.desk.ports import Diary, Job, Read, Shelf
from counterpoint.desk.week.plannings import last_planning
from counterpoint.desk.week.which import week_ahead, week_of
from counterpoint.domain.timeline import Week, local

ZONE = "Europe/Berlin"


def fill_example(diary: Diary, *, now: datetime, read: Read, zone: str = ZONE) -> Job:
    """Puts the example life into an empty diary and asks for a plan of its week (from Saturday: the next)."""
    today = local(now, zone).date()
    week = Week.holding(today).next(1 if today.weekday() >= SAT else 0)
    weeks = Weeks(week, zone, now)
    with diary.together():
        diary.change_settings(settings_of_example(zone), version=diary.settings().version)
        _put(life_of_example(diary, weeks))
        _put(others_of_example(diary, weeks))
        for calendar in CALENDARS:
            add_calendar(diary, calendar, weeks, read)
        lived = live_weeks(diary, week, now)
        _put(said_of_example(diary, weeks, lived))
        decide_of_example(diary, weeks)
        return start_planning(diary, week, seconds=3)


def _put(shelves: Iterable[tuple[Shelf[Any], Sequence[Any]]]) -> None:
    for shelf, things in shelves:
        shelf.add_all(things)


def week_to_show(diary: Diary, now: datetime) -> Week:
    """The week that is planned for the example, the coming one first; with none, the one to plan."""
    ahead = week_ahead(diary, now)
    planned = (week for week in (ahead, week_of(diary, now)) if _was_planned(diary, week))
    return next(planned, ahead)


def _was_planned(diary: Diary, week: Week) -> bool:
    return last_planning(diary, week) is not None
