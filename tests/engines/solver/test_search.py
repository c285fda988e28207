"""The search: exact cost after any steps, the optimum of tiny weeks."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numba
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks._weeks import sample
from counterpoint.domain.agenda import Fact
from counterpoint.domain.energy import first_curve
from counterpoint.domain.planning import Block, Day, Item, Place, Plan, Problem, Ritual, Tier, Way
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.cost import cost
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import SLOT, Span
from counterpoint.engines.solver.layout import COLD_AT, TOTAL
from counterpoint.engines.solver.model import build
from counterpoint.engines.solver.result import blocks_of, cost_of, load, start
from counterpoint.engines.solver.rules import recount
from counterpoint.engines.solver.run import Budget, search
from counterpoint.engines.solver.search import WARMTH, construct, improve
from tests.strategies import Case, cases

pytestmark = pytest.mark.kernels
EXAMPLES = 600 if os.environ.get("COUNTERPOINT_FULL") else 40
SLOW = bool(numba.config.DISABLE_JIT)
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


@settings(max_examples=4 if SLOW else EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 1000), st.booleans(), st.booleans())
def test_the_running_cost_is_the_evaluators_after_any_steps(
    case: Case, seed: int, again: bool, late: bool
) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    if not problem.days:
        return
    if again:
        *_, before = search(problem, Budget(steps=20))
        problem = replace(problem, in_force=before.blocks[::2])
    model = build(problem)
    state, best = start(model, seed=seed), start(model, seed=seed)
    totals = [int(construct(model, state, best))]
    if late:  # a step may lead to a state that is dearer than the last one
        state.note[COLD_AT] = 4096
    for _ in range(4):
        totals.append(int(improve(model, state, best, 4 if SLOW else 50)))
        assert cost_of(totals[-1]) == cost(problem, blocks_of(problem, best))
        now = int(state.note[TOTAL])
        assert cost_of(now) == cost(problem, blocks_of(problem, state))
        assert totals[-1] <= now <= totals[-1] + (WARMTH * 200 if late else 0)
        assert int(recount(model, state)) == now
    assert totals == sorted(totals, reverse=True)


@settings(max_examples=4 if SLOW else EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 1000))
def test_all_that_is_found_beside_pinned_pieces_of_the_same_things_counts(case: Case, seed: int) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    if not problem.days:
        return
    *_, before = search(problem, Budget(steps=20), seed=seed)
    held = tuple(replace(each, pinned=True) for each in before.blocks[::2])
    problem = pose(case.life, case.facts, case.week, now=case.now, pinned=held)
    *_, found = search(problem, Budget(steps=20), seed=seed)
    assert len({each.id for each in (*held, *found.blocks)}) == len(held) + len(found.blocks)
    assert cost(problem, found.blocks) == found.cost


def tiny(*items: Item, facts: tuple[Fact, ...] = (), hours: float = 2.0) -> Problem:
    day = Span(NINE, NINE + timedelta(hours=hours))
    return Problem(
        zone="UTC",
        horizon=day,
        days=(Day(date(2026, 11, 23), day, slack_minutes=15),),
        facts=facts,
        items=tuple(replace(each, windows=(day,)) for each in items),
        rituals=(Ritual("down", "Shutdown", "work", "life", 10), Ritual("up", "Warm-up", "life", "work", 5)),
        spheres=(("work", "work"), ("home", "life")),
        curve=first_curve("morning"),
    )


def piece(item: Item, first: int) -> Block:
    begin = NINE + first * SLOT
    span = Span(begin, begin + timedelta(minutes=item.minutes))
    return Block(item.id, item.kind, item.id, item.id, item.title, span, item.domain_id)


def optimum(problem: Problem) -> tuple[int, int, int, float]:
    """The least cost over all places of all items, by trying every one that lies beside the others."""
    ways: list[tuple[Block, ...]] = [()]
    for item in problem.items:
        places = [piece(item, n) for n in range((problem.horizon.minutes - item.minutes) // 5 + 1)]
        ways += [
            (*way, at) for way in ways for at in places if not any(at.span.overlaps(b.span) for b in way)
        ]
    plans = (way for way in ways if not judge_blocks(problem, Plan(problem.first_week, "UTC", way)))
    return min(cost(problem, way).order for way in plans)


TASK = Item("a", "task", "a", "A", 25, 25, 25, (), weight=0.9, demand="deep", sphere="work", domain_id="work")
LIFE = Item(
    "b", "task", "b", "B", 30, 30, 30, (), weight=0.6, demand="light", sphere="life", domain_id="home"
)
BOTH = Item("c", "flex", "c", "C", 20, 20, 20, (), weight=0.3)
MEETING = Fact("m", "M", Span(NINE + timedelta(minutes=43), NINE + timedelta(minutes=58)), "work")


def test_of_events_that_begin_at_one_time_the_longer_one_is_what_comes_next() -> None:
    """A short one of life and a long one of work: the warm-up is before both, and nothing else lies there."""
    at = NINE + timedelta(minutes=60)
    short = Fact("s", "Call", Span(at, at + timedelta(minutes=15)), "home")
    long = Fact("l", "Review", Span(at, at + timedelta(minutes=40)), "work")
    problem = tiny(LIFE, facts=(short, long))
    *_, found = search(problem, Budget(steps=200), seed=1)
    plan = Plan(problem.first_week, problem.zone, found.blocks)
    assert judge_blocks(problem, plan) == ()
    assert found.cost == cost(problem, found.blocks)
    assert found.blocks
    assert not any(each.span.overlaps(Span(at - timedelta(minutes=5), at)) for each in found.blocks)


PLACES = (Place("home", "Home", home=True), Place("office", "Office", texts=("Room 4",)))
OFFICE = replace(TASK, place_id="office")


def out_and_about(*items: Item, hours: float = 2.0, minutes: int = 15) -> Problem:
    """A day with a meeting at the office, so many minutes from home."""
    there = replace(MEETING, location="Room 4")
    way = Way("w", "home", "office", minutes)
    return replace(tiny(*items, facts=(there,), hours=hours), places=PLACES, ways=(way,))


@pytest.mark.parametrize(
    "problem",
    [
        tiny(TASK, LIFE, facts=(MEETING,)),
        tiny(TASK, LIFE, hours=1.25),
        tiny(
            replace(TASK, deadline_at=NINE + timedelta(hours=1)),
            replace(LIFE, sphere="work", domain_id="own"),
        ),
        tiny(LIFE, BOTH, facts=(MEETING,), hours=1.5),
        tiny(),
        tiny(replace(TASK, after=("b",)), replace(LIFE, after=("c",)), BOTH, hours=1.75),
        replace(
            tiny(
                TASK,
                replace(LIFE, demand="steady"),
                replace(TASK, id="d", minutes=20, piece_least=20, piece_most=20),
            ),
            focus_minutes=45,
            break_minutes=15,
        ),
        tiny(replace(TASK, after=("b",), tier=Tier.MUST), LIFE, BOTH, facts=(MEETING,), hours=1.25),
        out_and_about(OFFICE, LIFE, hours=2.25),
        out_and_about(OFFICE, replace(LIFE, place_id="home"), BOTH, hours=1.5),
        out_and_about(replace(LIFE, place_id="home"), BOTH, hours=1.75, minutes=25),
    ],
    ids=[
        "beside a meeting",
        "too much for the day",
        "two kinds of work",
        "a flex block",
        "nothing",
        "a chain",
        "breaks",
        "a must that waits for a wish",
        "a way to the office",
        "a way there and back",
        "a way that leaves little",
    ],
)
def test_the_search_reaches_the_optimum_of_a_tiny_day(problem: Problem) -> None:
    *_, last = search(problem, Budget(steps=240 if SLOW else 2000))
    assert last.cost.order == optimum(problem)


def test_what_waits_is_placed_after_all_of_what_comes_first_on_whatever_day() -> None:
    week = sample(4, events=10, tasks=12, routines=2)
    names = [each.id for each in week.life.tasks]
    chained = tuple(
        replace(each, after=(names[nth - 1],)) if nth % 4 else each
        for nth, each in enumerate(week.life.tasks)
    )
    problem = pose(replace(week.life, tasks=chained), week.facts, week.week)
    *_, last = search(problem, Budget(steps=5 if SLOW else 500))
    assert last.cost == cost(problem, last.blocks)
    assert not judge_blocks(problem, Plan(problem.first_week, problem.zone, last.blocks))
    assert sum(bool(problem.item_by_id[each.item_id].after) for each in last.blocks) > (2 if SLOW else 3)
    again = replace(problem, in_force=last.blocks[1:])
    *_, kept = search(again, Budget(steps=5 if SLOW else 50), seed=1)
    assert kept.cost == cost(again, kept.blocks)


def test_a_full_week_keeps_its_breaks() -> None:
    week = sample(3)
    hours = replace(week.life.availability, focus_minutes=90, break_minutes=15)
    problem = pose(replace(week.life, availability=hours), week.facts, week.week)
    *_, last = search(problem, Budget(steps=3 if SLOW else 300))
    assert last.cost == cost(problem, last.blocks)
    assert not judge_blocks(problem, Plan(problem.first_week, problem.zone, last.blocks))
    unbroken = pose(week.life, week.facts, week.week)
    *_, free = search(unbroken, Budget(steps=3 if SLOW else 300))
    faults = judge_blocks(problem, Plan(problem.first_week, problem.zone, free.blocks))
    assert {each.rule for each in faults} <= {"break", "piece"}
    assert faults


def test_a_full_week_keeps_the_rest_between_its_days() -> None:
    week = sample(3)
    hours = replace(week.life.availability, rest_minutes=16 * 60)
    problem = pose(replace(week.life, availability=hours), week.facts, week.week)
    *_, last = search(problem, Budget(steps=3 if SLOW else 300))
    assert last.cost == cost(problem, last.blocks)
    assert not judge_blocks(problem, Plan(problem.first_week, problem.zone, last.blocks))
    *_, free = search(pose(week.life, week.facts, week.week), Budget(steps=3 if SLOW else 300))
    faults = judge_blocks(problem, Plan(problem.first_week, problem.zone, free.blocks))
    assert {each.rule for each in faults} >= {"rest-floor"}
    again = replace(problem, in_force=free.blocks)
    *_, kept = search(again, Budget(steps=3 if SLOW else 50))
    assert not judge_blocks(again, Plan(problem.first_week, problem.zone, kept.blocks))


def test_a_full_week_keeps_its_ways_and_a_plan_that_does_not_is_put_right() -> None:
    week = sample(3)
    places = ("home", "office", "gym", "")
    life = replace(
        week.life,
        places=(*PLACES, Place("gym", "Gym")),
        ways=(Way("w", "home", "office", 35), Way("x", "office", "gym", 20), Way("y", "gym", "home", 60, 25)),
        tasks=tuple(replace(each, place_id=places[n % 4]) for n, each in enumerate(week.life.tasks)),
        routines=tuple(replace(each, place_id=places[n % 3]) for n, each in enumerate(week.life.routines)),
    )
    events = tuple(replace(each, location="Room 4" if n % 3 else "") for n, each in enumerate(week.facts))
    problem = pose(life, events, week.week)
    *_, last = search(problem, Budget(steps=3 if SLOW else 300))
    assert last.cost == cost(problem, last.blocks)
    assert not judge_blocks(problem, Plan(problem.first_week, problem.zone, last.blocks))
    *_, free = search(pose(week.life, week.facts, week.week), Budget(steps=3 if SLOW else 300))
    faults = judge_blocks(problem, Plan(problem.first_week, problem.zone, free.blocks))
    assert {each.rule for each in faults} == {"way"}
    again = replace(problem, in_force=free.blocks)
    *_, kept = search(again, Budget(steps=3 if SLOW else 50))
    assert not judge_blocks(again, Plan(problem.first_week, problem.zone, kept.blocks))


def test_four_weeks_are_planned_like_one() -> None:
    week = sample(2, events=10, tasks=6, routines=2)
    problem = pose(week.life, week.facts, week.week, weeks=4)
    *_, last = search(problem, Budget(steps=2 if SLOW else 100))
    assert last.cost == cost(problem, last.blocks)
    assert len({each.span.start.date() for each in last.blocks}) > 14


def test_blocks_can_be_loaded_as_they_are() -> None:
    week = sample(2, events=10, tasks=6, routines=2)
    problem = pose(week.life, week.facts, week.week)
    *_, last = search(problem, Budget(steps=3))
    model = build(problem)
    state = start(model, seed=1)
    load(problem, state, last.blocks)
    assert cost_of(int(recount(model, state))) == last.cost


def test_a_problem_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="without a day"):
        build(replace(tiny(TASK), days=()))


def test_a_plan_in_force_is_kept_where_its_rules_still_hold() -> None:
    week = sample(3)
    problem = pose(week.life, week.facts, week.week)
    *_, before = search(problem, Budget(steps=5 if SLOW else 300))
    again = replace(problem, in_force=before.blocks)
    first = next(iter(search(again, Budget(steps=0))))
    assert {(each.item_id, each.span) for each in before.blocks} <= {
        (b.item_id, b.span) for b in first.blocks
    }
