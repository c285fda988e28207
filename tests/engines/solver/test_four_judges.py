"""Checker, evaluator, kernels and CP-SAT judge hold each other to the same rules and the same cost."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numba
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from counterpoint.domain.agenda import Fact
from counterpoint.domain.energy import first_curve
from counterpoint.domain.planning import Block, Day, Item, Place, Plan, Problem, Ritual, Tier, Way
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.cost import UNIT, cost, spread, terms
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import SLOT, Span
from counterpoint.engines.solver.cpsat import Weekly, solve
from counterpoint.engines.solver.judge import pieces_of
from counterpoint.engines.solver.layout import CLOSES, FIXED, LEAST, LEFT, MOST, OPENS, WINDOW_DAY
from counterpoint.engines.solver.model import build
from counterpoint.engines.solver.places import length_within
from counterpoint.engines.solver.result import cost_of, load, start
from counterpoint.engines.solver.rules import BROKEN, recount
from tests.strategies import Case, cases

EXAMPLES = 600 if os.environ.get("COUNTERPOINT_FULL") else 60
MANY = range(400 if os.environ.get("COUNTERPOINT_FULL") else 24)
EIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)
FEASIBLE = ("optimal", "feasible")


def strewn(problem: Problem, chance: random.Random, pieces: int) -> list[Block]:
    """Pieces at random places of their own windows, heedless of each other."""
    model = build(problem)
    state = start(model, seed=0)
    blocks: list[Block] = []
    for _ in range(pieces):
        row = chance.randrange(len(problem.items))
        columns = range(
            model.window_of[row * len(problem.days)], model.window_of[(row + 1) * len(problem.days)]
        )
        item = problem.items[row]
        if not columns or (item.one_a_day and any(each.item_id == item.id for each in blocks)):
            continue
        column = chance.choice(columns)
        opens, closes = int(model.window[OPENS, column]), int(model.window[CLOSES, column])
        pinned = item.one_a_day and model.pinned_on[row].any()
        length = int(length_within(model, state, row, closes - opens))
        if not length or pinned:
            continue
        assert model.item[LEAST, row] <= length <= model.item[MOST, row]
        assert model.window[WINDOW_DAY, column] < len(problem.days)
        first = chance.randint(opens, closes - length)
        state.item[LEFT, row] -= length
        origin = problem.horizon.start
        span = Span(origin + first * SLOT, origin + (first + length) * SLOT)
        blocks.append(
            Block(f"b{len(blocks)}", item.kind, item.id, item.subject_id, item.title, span, item.domain_id)
        )
    return blocks


@pytest.mark.uncounted
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 10_000), st.integers(1, 5))
def test_whatever_is_placed_all_four_say_the_same(case: Case, seed: int, count: int) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    if not problem.days or not problem.items:
        return
    problem = replace(problem, days=problem.days[:3])
    broken = all_four_agree(problem, strewn(problem, random.Random(seed), count))
    event(", ".join(sorted(broken)) or "all rules hold")


def all_four_agree(problem: Problem, blocks: list[Block]) -> set[str]:
    """The names of the rules that these blocks break, once all four have said the same of them."""
    model = build(problem)
    state = start(model, seed=0)
    load(problem, state, blocks)
    points = int(recount(model, state))

    faults = judge_blocks(problem, Plan(problem.first_week, problem.zone, tuple(blocks)))
    assert (points == BROKEN) == bool(faults), faults

    weekly = Weekly(model, range(len(problem.days))).build()
    weekly.fix(pieces_of(problem, blocks))
    status, solver = solve(weekly, seconds=20)
    assert (status in FEASIBLE) == (not faults), (status, faults)

    if not faults:
        assert cost_of(points) == cost(problem, blocks)
        in_force = int(state.note[FIXED])
        assert (weekly.wishes(solver) + in_force) / UNIT == cost(problem, blocks).wishes
    return {each.rule for each in faults}


def dense(**more: object) -> Problem:
    """Two days on which a few pieces nearly always meet each other, something given and something pinned."""
    days = tuple(
        Day(
            date(2026, 11, 23 + n),
            Span(EIGHT + n * DAY, EIGHT + n * DAY + timedelta(hours=6)),
            slack_minutes=30,
        )
        for n in range(2)
    )
    windows = tuple(each.waking for each in days)
    kinds = (
        ("a", 45, "deep", "work"),
        ("b", 60, "steady", "work"),
        ("c", 30, "light", "home"),
        ("d", 90, "deep", "work"),
    )
    items = tuple(
        Item(
            name, "task", name, name.upper(), minutes, 15, 60, windows, weight=0.9, demand=demand,  # type: ignore[arg-type]
            sphere="work" if domain == "work" else "life", domain_id=domain,
        )
        for name, minutes, demand, domain in kinds
    )  # fmt: skip
    return replace(
        Problem(
            zone="UTC",
            horizon=Span(EIGHT - timedelta(hours=8), EIGHT + timedelta(hours=40)),
            days=days,
            facts=(
                Fact("m", "M", Span(EIGHT + timedelta(minutes=137), EIGHT + timedelta(minutes=158)), "work"),
            ),
            items=items,
            rituals=(Ritual("down", "Shutdown", "work", "life", 10),),
            spheres=(("work", "work"), ("home", "life")),
            curve=first_curve("morning"),
        ),
        **more,
    )


def broken_alone(problem: Problem, seeds: range) -> set[str]:
    """Every rule that random pieces break without breaking another, "" for none; all four agree on each."""
    seen: set[str] = set()
    for seed in seeds:
        chance = random.Random(seed)
        broken = all_four_agree(problem, apart(strewn(problem, chance, chance.randint(2, 8))))
        seen |= {"".join(broken)} if len(broken) < 2 else set()
    return seen


def apart(blocks: list[Block]) -> list[Block]:
    """Of blocks that overlap the earlier one of the list, and nothing that would have been the second piece
    of a thing right beside its first.
    """
    kept: list[Block] = []
    for block in blocks:
        near = Span(block.span.start - 3 * SLOT, block.span.end + 3 * SLOT)
        if not any(
            (near if each.item_id == block.item_id else block.span).overlaps(each.span) for each in kept
        ):
            kept.append(block)
    return kept


def test_all_four_know_what_comes_first() -> None:
    one = dense()
    a, b, c, d = one.items
    pin = Block(
        "pin",
        "task",
        "a",
        "a",
        "A",
        Span(EIGHT + timedelta(minutes=30), EIGHT + timedelta(minutes=45)),
        "work",
        pinned=True,
    )
    waiting = (
        replace(a, minutes=30),
        replace(b, after=("a",)),
        replace(c, after=("b", "gone")),
        replace(d, after=("a", "c")),
    )
    assert broken_alone(replace(one, items=waiting, pinned=(pin,)), MANY) >= {"", "after"}


@pytest.mark.kernels
def test_all_four_know_when_focus_needs_a_break() -> None:
    some = MANY[:8] if numba.config.DISABLE_JIT else MANY
    begins = (EIGHT + timedelta(minutes=at) for at in (45, 185, 200, 24 * 60 + 90))
    pins = tuple(
        Block(f"pin{n}", "task", "old", "old", "Old", Span(at, at + 5 * SLOT), "work", pinned=True)
        for n, at in enumerate(begins)
    )
    focusing = dense(
        focus_minutes=75,
        break_minutes=15,
        pinned=pins,
        rituals=(),
        focusing=frozenset({"pin0", "pin1", "pin3"}),
    )
    assert broken_alone(focusing, some) >= {"", "break"}
    on_a_meeting = tuple(
        replace(
            each, span=Span(each.span.start - timedelta(minutes=50), each.span.end - timedelta(minutes=40))
        )
        for each in pins[1:3]
    )
    assert broken_alone(
        replace(focusing, pinned=(*pins[:1], *on_a_meeting, pins[3]), break_minutes=20), some
    ) >= {"", "break"}


def test_all_four_know_the_rest_between_two_days_of_work() -> None:
    problem = dense(rest_minutes=20 * 60, rituals=())
    assert broken_alone(problem, MANY) >= {"", "rest-floor"}
    outside = replace(
        problem, worked_until=EIGHT - timedelta(hours=19), works_from=EIGHT + DAY + timedelta(hours=25)
    )
    assert broken_alone(outside, MANY) >= {"", "rest-floor"}


def test_all_four_leave_the_slack_to_what_is_no_wish() -> None:
    problem = dense(rituals=())
    a, b, c, d = problem.items
    days = tuple(replace(each, slack_minutes=4 * 60) for each in problem.days)
    kinds = (replace(a, tier=Tier.MUST, after=("c",)), replace(b, tier=Tier.BENDS), c, d)
    problem = replace(problem, days=days, items=kinds)
    assert broken_alone(problem, MANY) >= {"", "slack"}
    in_force = piece_of(d, EIGHT, 12)
    kept = replace(problem, in_force=(in_force,), items=tuple(replace(each, after=()) for each in kinds))
    assert broken_alone(kept, MANY) >= {"", "slack"}
    bends = piece_of(b, EIGHT + 36 * SLOT, 12)
    assert not all_four_agree(kept, [in_force, bends])
    assert all_four_agree(kept, [piece_of(d, EIGHT + SLOT, 12), bends]) == {"slack"}


def piece_of(item: Item, begin: datetime, slots: int) -> Block:
    span = Span(begin, begin + slots * SLOT)
    return Block(f"{item.id}#", item.kind, item.id, item.id, item.title, span, item.domain_id)


def test_all_four_wish_the_days_of_a_routine_apart() -> None:
    one = dense()
    starts = [EIGHT + n * DAY for n in (0, 1, 2, 4)]
    days = tuple(Day(at.date(), Span(at, at + timedelta(hours=6))) for at in starts)
    often = {
        "kind": "routine", "minutes": 60, "piece_least": 15, "piece_most": 15, "one_a_day": True,
        "windows": tuple(each.waking for each in days),
    }  # fmt: skip
    items = tuple(
        replace(each, even_days=even, **often) for each, even in zip(one.items, (3, 2, 3, 1), strict=True)
    )
    pin = replace(piece_of(items[0], starts[2], 3), id="pin", pinned=True)
    horizon = Span(one.horizon.start, starts[-1] + DAY)
    problem = replace(one, horizon=horizon, days=days, items=items, rituals=(), pinned=(pin,))
    chance, dear = random.Random(1), 0
    for _ in MANY:
        places = [(item, at) for item in items for at in starts if chance.random() < 0.5]
        blocks = [
            replace(piece_of(item, at + chance.randrange(4, 60) * SLOT, 3), id=f"b{n}")
            for n, (item, at) in enumerate(places)
            if (item, at) != (items[0], starts[2])
        ]
        dear += not all_four_agree(problem, apart(blocks)) and spread(problem, blocks) > 0
    assert dear


def test_all_four_know_the_ways_between_places() -> None:
    one = dense()
    places = (
        Place("home", "Home", home=True),
        Place("office", "Office", texts=("Room 4",)),
        Place("gym", "Gym"),
    )
    ways = (Way("w1", "home", "office", 25), Way("w2", "office", "gym", 40, 15), Way("w3", "home", "gym", 10))
    a, b, c, d = one.items
    meeting = replace(one.facts[0], location="Room 4")
    talk = Fact("t", "Talk", Span(meeting.span.end, meeting.span.end + 3 * SLOT), "work", location="the gym")
    there = (replace(a, place_id="office"), replace(b, place_id="gym"), c, replace(d, place_id="home"))
    problem = replace(one, items=there, facts=(meeting,), places=places, ways=ways)
    assert broken_alone(problem, MANY) >= {"", "way"}
    abroad = tuple(replace(each, home=False) for each in places)
    pin = Block(
        "pin", "task", "old", "old", "Old", Span(EIGHT + 50 * SLOT, EIGHT + 53 * SLOT), "home", pinned=True
    )
    given_too = replace(
        problem, facts=(meeting, talk), pinned=(pin,), pinned_at=(("pin", "gym"),), places=abroad, rituals=()
    )
    assert broken_alone(given_too, MANY) >= {"", "way"}
    begun = replace(problem, now=EIGHT + timedelta(minutes=95), ways=(*ways, Way("w4", "gym", "office", 90)))
    assert broken_alone(begun, MANY) >= {"", "way"}


def test_all_four_wish_lighter_days_after_hard_ones() -> None:
    one = dense(hard_minutes=60, rituals=())
    days = (one.days[0], replace(one.days[1], after_season="Launch"))
    meeting = Fact("n", "N", Span(EIGHT + DAY, EIGHT + DAY + timedelta(minutes=40)), "work")
    problem = replace(one, days=days, facts=(*one.facts, meeting))
    seen = {"strain": 0, "recovery": 0}
    for seed in MANY:
        chance = random.Random(seed)
        blocks = apart(strewn(problem, chance, chance.randint(2, 8)))
        if not all_four_agree(problem, blocks):
            seen = {name: seen[name] + terms(problem, blocks)[name] for name in seen}
    assert all(seen.values())


def test_all_four_give_each_thing_of_a_domain_a_part() -> None:
    problem = dense(rituals=())
    assert problem.shares_domain == {"a", "b", "d"}
    gained = 0
    for seed in MANY:
        blocks = apart(strewn(problem, random.Random(seed), 5))
        gained -= 0 if all_four_agree(problem, blocks) else terms(problem, blocks)["balance"]
    assert gained > 0
