"""The hours of a week added up are what the evaluator says of each, wherever one is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.domain.energy import first_curve
from counterpoint.domain.planning import Block, Day, Item, Problem
from counterpoint.domain.planning.cost import misfit
from counterpoint.domain.planning.hours import Hours
from counterpoint.domain.timeline import SLOT, Span

MIDNIGHT = datetime(2026, 10, 18, 22, tzinfo=UTC)
AWAY = "Europe/Berlin Asia/Kathmandu@20261019T0605Z/20261019T1820Z"


@pytest.mark.parametrize("zone", ["Europe/Berlin", AWAY])
@pytest.mark.parametrize("late", [0, 1, 2])
def test_hours_added_up_are_those_of_the_evaluator(zone: str, late: int) -> None:
    day = Span(MIDNIGHT + late * SLOT, MIDNIGHT + timedelta(days=1))
    item = Item("task:t", "task", "t", "T", 60, 30, 60, (day,), weight=1.0, demand="deep")
    days = (Day(date(2026, 10, 19), day, slack_minutes=0),)
    problem = Problem(zone, day, days, items=(item,), curve=first_curve("morning"))
    hours = Hours(problem)
    for start in range((day.end - day.start) // SLOT):
        block = Block("task:t#1", "task", "task:t", "t", "T", hours.span(start, 1), "work")
        assert hours.misfit(item, start, 1) == misfit(problem, block)
