"""Weeks in which a person travels, planned: each keeps every rule, and nothing that is given is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability, Meal, ProtectedTime
from counterpoint.domain.planning import Block, Life, Plan, Ritual, Routine, Task
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.cost import cost
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import DAY, EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow, instant, local
from counterpoint.domain.values import LifeDomain
from counterpoint.domain.zones import with_stays
from counterpoint.engines.solver.run import Budget, search

pytestmark = pytest.mark.kernels
BERLIN, NEW_YORK, TOKYO = "Europe/Berlin", "America/New_York", "Asia/Tokyo"
AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"
SEVEN_TO_ELEVEN = WeeklyWindow(EVERY_DAY, time(7), time(23))
SIX_TO_EIGHT = WeeklyWindow(EVERY_DAY, time(18), time(20))
LIFE = Life(
    domains=(LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life")),
    availability=Availability(
        waking=(SEVEN_TO_ELEVEN,),
        working=(WeeklyWindow(WEEKDAYS, time(9), time(17)),),
        meals=(Meal("lunch", "Lunch", WeeklyWindow(EVERY_DAY, time(12), time(14)), 30),),
        rest_minutes=11 * 60,
        focus_minutes=90,
    ),
    protected=(
        ProtectedTime("d", "Dinner", (WeeklyWindow(EVERY_DAY, time(18), time(20)),), "firm", "", "home"),
    ),
    rituals=(Ritual("down", "Shutdown", "work", "life", 10),),
    routines=(Routine("swim", "Swim", 45, 3, (), 1, "home"),),
    tasks=(
        Task(
            "report", "Report", 480, "work", importance="must", demand="deep", piece_least=30, piece_most=90
        ),
        Task("tax", "Tax", 300, "home", demand="steady", piece_least=30, piece_most=120),
        Task("letter", "Letter", 60, "home", demand="light"),
    ),
)


@pytest.mark.parametrize(
    ("home", "away", "arrives", "leaves"),
    [
        pytest.param(BERLIN, NEW_YORK, (2026, 11, 3, 12), (2026, 11, 6, 18), id="west and back"),
        pytest.param(NEW_YORK, BERLIN, (2026, 11, 4, 9), (2026, 11, 7, 12), id="east and back"),
        pytest.param(BERLIN, TOKYO, (2026, 11, 4, 8), (2026, 11, 20, 12), id="east overnight"),
        pytest.param(AUCKLAND, LOS_ANGELES, (2026, 11, 4, 11), (2026, 11, 7, 22), id="the date comes again"),
        pytest.param(LOS_ANGELES, AUCKLAND, (2026, 11, 4, 8), (2026, 11, 15, 12), id="a date is left out"),
        pytest.param(BERLIN, NEW_YORK, (2026, 10, 30, 13), (2026, 11, 2, 20), id="clocks go back in autumn"),
        pytest.param(NEW_YORK, BERLIN, (2026, 3, 27, 9), (2026, 3, 30, 18), id="clocks go on in spring"),
    ],
)
def test_a_week_with_a_journey_is_planned_without_a_fault(
    home: str, away: str, arrives: tuple[int, int, int, int], leaves: tuple[int, int, int, int]
) -> None:
    start, end = (
        instant(date(year, month, day), time(hour), away) for year, month, day, hour in (arrives, leaves)
    )
    zone = with_stays(home, [(away, start, end)])
    day = local(start, zone).date()
    flight = Fact("c/1", "Flight", Span(start - timedelta(hours=9), start), "work")
    there = instant(day + DAY, time(10), zone)
    call = Fact("c/2", "Call", Span(there + timedelta(hours=3), there + timedelta(hours=4)), "work")
    hour = Span(there, there + timedelta(hours=1))
    letter = Block("p", "task", "task:letter", "letter", "Letter", hour, "home", pinned=True)
    problem = pose(replace(LIFE, zone=zone), (flight, call), Week.holding(day), pinned=(letter,))
    assert problem.facts == (flight, call)
    assert problem.pinned == (letter,)

    *_, found = search(problem, Budget(steps=400), seed=1)
    assert not judge_blocks(problem, Plan(problem.first_week, problem.zone, found.blocks))
    assert found.cost == cost(problem, found.blocks)
    assert found.cost.musts_missing == 0
    for block in found.blocks:
        here = local(block.span.start, zone).time()
        assert time(7) <= here < time(23), (block.title, here)


def test_a_day_that_is_longer_than_a_day_is_planned_like_any_other() -> None:
    arrives, leaves = (instant(date(2026, 11, day), time(11), LOS_ANGELES) for day in (4, 25))
    zone = with_stays(AUCKLAND, [(LOS_ANGELES, arrives, leaves)])
    problem = pose(replace(LIFE, zone=zone), (), Week(date(2026, 11, 2)))
    assert max(each.waking.minutes for each in problem.days) == 37 * 60
    *_, found = search(problem, Budget(steps=400), seed=2)
    assert not judge_blocks(problem, Plan(problem.first_week, problem.zone, found.blocks))
