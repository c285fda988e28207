"""The plans of several weeks, each taken by the checker as one alone."""

from __future__ import annotations

from datetime import time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.desk.planning.several import Weeks, plan_weeks
from counterpoint.desk.planning.weeks import FirmClash
from counterpoint.domain.planning import Plan
from counterpoint.domain.planning.checker import check
from counterpoint.domain.timeline import instant
from tests.desk.planning.several import STEPS, minutes_of
from tests.strategies import Case, cases


@st.composite
def several_weeks_of_a_life(draw: st.DrawFn) -> tuple[Case, int]:
    return draw(cases()), draw(st.integers(2, 3))


@settings(max_examples=8)
@given(several_weeks_of_a_life())
def test_the_plan_of_each_week_is_one_that_the_checker_would_take_of_it_alone(
    asked: tuple[Case, int],
) -> None:
    case, several_weeks = asked
    now = case.now or instant(case.week.first, time(0), case.life.zone) - timedelta(days=1)
    before = tuple((case.week.next(nth), ()) for nth in range(several_weeks))
    weeks = Weeks(case.life, case.facts, before, now)
    try:
        plans = plan_weeks(weeks, iterations=STEPS)
    except FirmClash:
        return
    _are_fair(weeks, plans)


def _are_fair(weeks: Weeks, plans: tuple[Plan, ...]) -> None:
    """Each plan by itself has no fault but what it says of a task, of which other weeks have a part."""
    ids = [each.id for plan in plans for each in plan.blocks]
    assert len(ids) == len(set(ids))
    told = [each.item_id for plan in plans for each in plan.left_out if each.kind == "task"]
    assert len(told) == len(set(told))
    for nth, plan in enumerate(plans):
        problem = weeks.alone(nth, weeks.life)
        rules = {each.rule for each in check(problem, plan)}
        assert not rules - {"left-out", "after", "piece"}
    for task in weeks.life.tasks:
        said = sum(each.minutes for plan in plans for each in plan.left_out if each.subject_id == task.id)
        placed = sum(minutes_of(plan, task.id) for plan in plans)
        if task.minutes_left and placed:
            assert placed + said == -(-task.minutes_left // 5) * 5
