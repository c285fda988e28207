"""The empty time of a day: no wish is put on it, all else may take of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Block, Day, Item, Plan, Problem, Tier
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = Span(NINE, NINE + 3 * HOUR)
WISH = Item("task:w", "task", "w", "Paint", 60, 60, 60, (DAY,), sphere="life")
MUST = replace(WISH, id="task:m", subject_id="m", title="Tax", tier=Tier.MUST)
MEETING = Fact("e", "Call", Span(NINE, NINE + HOUR), "")


def problem(*items: Item, facts: tuple[Fact, ...] = (), slack: int = 90) -> Problem:
    day = Day(date(2026, 11, 23), DAY, slack_minutes=slack)
    return Problem("UTC", DAY, (day,), facts=facts, items=items)


def block(item: Item, hours: float) -> Block:
    begin = NINE + hours * HOUR
    return Block(item.id, "task", item.id, item.subject_id, item.title, Span(begin, begin + HOUR))


def rules(posed: Problem, *blocks: Block) -> list[str]:
    return [each.rule for each in judge_blocks(posed, Plan(posed.first_week, "UTC", blocks))]


def test_a_wish_leaves_the_empty_time_of_a_day() -> None:
    assert not rules(problem(WISH), block(WISH, 1))
    assert not rules(problem(WISH, facts=(MEETING,), slack=60), block(WISH, 2))
    assert rules(problem(WISH, facts=(MEETING,)), block(WISH, 2)) == ["slack"]


def test_a_must_may_take_of_it_and_then_no_wish_is_there() -> None:
    posed = problem(WISH, MUST, slack=150)
    assert not rules(posed, block(MUST, 0))
    assert rules(posed, block(MUST, 0), block(WISH, 1)) == ["slack"]


def test_what_a_must_waits_for_may_take_of_it_as_well() -> None:
    first = replace(WISH, id="task:f", after=("task:w",))
    posed = problem(WISH, first, replace(MUST, after=("task:f",)), slack=150)
    assert not rules(posed, block(WISH, 0))


def test_what_the_plan_in_force_has_stays_when_an_event_takes_the_slack() -> None:
    posed = problem(WISH, facts=(MEETING,))
    assert not rules(replace(posed, in_force=(block(WISH, 2),)), block(WISH, 2))
    assert rules(replace(posed, in_force=(block(WISH, 2),)), block(WISH, 1)) == ["slack"]


def test_a_day_that_is_over_asks_for_none() -> None:
    assert not rules(replace(problem(WISH, slack=180), now=DAY.end))


def test_what_is_left_out_says_that_the_slack_stays() -> None:
    told = settle(problem(WISH, facts=(MEETING,)), ()).left_out[0].why
    assert told == "The room that is left is the slack that your days keep, and no wish takes that."
    assert "slack" not in settle(problem(WISH), ()).left_out[0].why
    assert "the day’s slack" in settle(problem(MUST, slack=150), ()).left_out[0].why
