"""Two searches at once: the better of both, and a process that is killed or hangs costs nothing but time."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from counterpoint.domain.planning import Problem
from counterpoint.engines.solver import pair
from counterpoint.engines.solver.pair import OTHER_SEED, SECOND, search_by_two
from counterpoint.engines.solver.run import Budget, Found, search
from tests.engines.solver.test_search import BOTH, LIFE, MEETING, TASK, tiny

PROBLEM = tiny(TASK, LIFE, BOTH, facts=(MEETING,), hours=1.5)
STEPS = Budget(steps=8)


@pytest.fixture(autouse=True, scope="module")
def ended() -> Iterator[None]:
    yield
    SECOND.end()


def alone(seed: int) -> Found:
    *_, found = search(PROBLEM, STEPS, seed=seed)
    return found


def by_two(seed: int = 1, budget: Budget = STEPS) -> Found:
    return by_two_of(PROBLEM, seed, budget)


def by_two_of(problem: Problem, seed: int = 1, budget: Budget = STEPS) -> Found:
    *_, found = search_by_two(problem, budget, seed=seed)
    return found


def test_the_better_of_both_counts_with_the_steps_of_both_and_the_process_stays() -> None:
    found = by_two()
    assert found.cost.order == min(alone(1).cost.order, alone(1 + OTHER_SEED).cost.order)
    assert found.steps == 16
    there = SECOND.pid
    assert there is not None
    assert by_two().blocks == found.blocks
    assert SECOND.pid == there


def test_an_answer_that_nobody_heard_is_not_the_next_ones() -> None:
    def refused() -> bool:
        raise OSError("the database is locked")

    with pytest.raises(OSError, match="locked"):
        list(search_by_two(PROBLEM, Budget(steps=200), seed=5, stop=refused))
    found = by_two()
    assert found.steps == 16
    assert found.cost.order == min(alone(1).cost.order, alone(1 + OTHER_SEED).cost.order)


def test_what_was_found_of_a_problem_since_does_not_go_with_it() -> None:
    problem = replace(PROBLEM)
    told = pickle.dumps(problem)
    by_two_of(problem)
    assert set(vars(problem)) > {each.name for each in fields(problem)}, "what is found stays with it"
    assert pickle.dumps(problem) == told
    assert pickle.loads(told) == problem


def test_a_process_that_is_killed_changes_no_plan_of_a_number_of_steps() -> None:
    whole = by_two()
    running = search_by_two(PROBLEM, STEPS, seed=1)
    found = [next(running)]
    assert SECOND.pid is not None
    os.kill(SECOND.pid, signal.SIGKILL)
    found += running
    assert found[-1].blocks == whole.blocks
    assert by_two().blocks == whole.blocks


def test_one_that_hangs_is_left_behind_and_another_begun() -> None:
    by_two()
    hangs = SECOND.pid
    assert hangs is not None
    os.kill(hangs, signal.SIGSTOP)
    found = by_two(budget=Budget(seconds=0.02))
    assert found.blocks
    assert SECOND.pid is None
    assert by_two().steps == 16
    assert SECOND.pid not in (None, hangs)


def test_one_that_cannot_be_begun_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = by_two()
    SECOND.end()
    with monkeypatch.context() as patched:
        patched.setattr(pair.sys, "executable", "/nowhere/python")
        assert by_two().blocks == whole.blocks


def test_who_stops_waits_for_nobody() -> None:
    *_, found = search_by_two(PROBLEM, Budget(seconds=60), stop=lambda: True)
    assert found.seconds < 60
    assert SECOND.pid is None
    reading = search_by_two(PROBLEM, Budget(seconds=60))
    next(reading)
    reading.close()
    assert SECOND.pid is None


def test_while_the_second_is_at_work_for_another_a_search_is_alone() -> None:
    one = search_by_two(PROBLEM, STEPS)
    next(one)
    assert by_two().steps == 8
    assert [*one][-1].steps == 16
