"""Checker, evaluator, kernels and CP-SAT judge hold each other to the same rules and the same cost."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from counterpoint.domain.planning import Block, Plan, Problem
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.cost import UNIT, cost
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import SLOT, Span
from counterpoint.engines.solver.cpsat import Weekly, solve
from counterpoint.engines.solver.judge import pieces_of
from counterpoint.engines.solver.layout import CLOSES, LEAST, LEFT, MOST, OPENS, WINDOW_DAY
from counterpoint.engines.solver.model import build
from counterpoint.engines.solver.places import length_within
from counterpoint.engines.solver.result import cost_of, load, start
from counterpoint.engines.solver.rules import BROKEN, recount
from tests.strategies import Case, cases

pytestmark = pytest.mark.kernels
EXAMPLES = 600 if os.environ.get("COUNTERPOINT_FULL") else 60
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


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 10_000), st.integers(1, 5))
def test_whatever_is_placed_all_four_say_the_same(case: Case, seed: int, count: int) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    if not problem.days or not problem.items:
        return
    problem = replace(problem, days=problem.days[:3])
    blocks = strewn(problem, random.Random(seed), count)
    model = build(problem)
    state = start(model, seed=0)
    load(problem, state, blocks)
    points = int(recount(model, state))

    faults = judge_blocks(problem, Plan(case.week, problem.zone, tuple(blocks)))
    event(", ".join(sorted({each.rule for each in faults})) or "all rules hold")
    assert (points == BROKEN) == bool(faults), faults

    weekly = Weekly(model, range(len(problem.days))).build()
    weekly.fix(pieces_of(problem, blocks))
    status, solver = solve(weekly, seconds=20)
    assert (status in FEASIBLE) == (not faults), (status, faults)

    if not faults:
        assert cost_of(points) == cost(problem, blocks)
        assert weekly.wishes(solver) / UNIT == cost(problem, blocks).wishes
