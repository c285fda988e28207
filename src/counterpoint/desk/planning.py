"""Plan a week: from values to a plan that the checker has judged. Pure; who wraps it reads and records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from counterpoint.domain.agenda import Fact
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Life, Plan, Problem
from counterpoint.domain.planning.checker import Fault, check
from counterpoint.domain.planning.clash import clashing_pairs
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import judge_move, settle
from counterpoint.domain.timeline import Week
from counterpoint.engines.solver.run import Budget, Found, search

__all__ = ["FirmClash", "PlanRefused", "judge_move", "plan_problem", "plan_week", "settle"]

DEFAULT_SECONDS = 5.0


class FirmClash(CounterpointError):
    """The person's own firm rules exclude each other. `clash` names the smallest set found, in plain words."""

    def __init__(self, clash: tuple[str, ...]) -> None:
        names = " and ".join(f"“{each}”" for each in clash)
        super().__init__(
            f"These cannot all be firm: {names}.", advice="Let one of them bend, or move it.", field="protected"
        )
        self.clash = clash


class PlanRefused(CounterpointError):
    """The checker refused the plan: a fault of the program, never of the person. `problem` reproduces it."""

    def __init__(self, faults: tuple[Fault, ...], problem: Problem) -> None:
        words = " ".join(each.words for each in faults[:3])
        super().__init__(f"A plan was made that breaks a rule, and is not shown. {words}", advice="Please report this.")
        self.faults = faults
        self.problem = problem


def plan_week(
    life: Life,
    facts: Iterable[Fact],
    week: Week,
    *,
    now: datetime | None,
    weeks: int = 1,
    in_force: tuple[Block, ...] = (),
    pinned: tuple[Block, ...] = (),
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    on_better: Callable[[Plan, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
    proofs: bool = False,
) -> Plan:
    """The best plan found within `seconds` (5 unless given) or `iterations` (then the same for the same seed).

    `on_better` gets each better plan, the first one at once, with the seconds used; `stop` is asked between chunks of a
    tenth of a second. With `proofs` the plan carries bounds for each day and what stands in the way of a must.
    Raises FirmClash when the person's own firm rules exclude each other, PlanRefused when the checker finds a fault.
    """
    problem = pose(life, facts, week, weeks=weeks, now=now, in_force=in_force, pinned=pinned)
    return plan_problem(
        problem, seconds=seconds, iterations=iterations, seed=seed, on_better=on_better, stop=stop, proofs=proofs
    )


def plan_problem(
    problem: Problem,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    on_better: Callable[[Plan, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
    proofs: bool = False,
) -> Plan:
    """As `plan_week`, for a problem that is posed already."""
    for clash in clashing_pairs(problem):
        raise FirmClash(clash)
    if not problem.days:
        return _judged(problem, settle(problem, ()))
    if seconds is None and iterations is None:
        seconds = DEFAULT_SECONDS
    plan = None
    for found in search(problem, Budget(iterations, seconds), seed=seed):
        plan = _plan_of(problem, found, seed, plan)
        if on_better is not None:
            on_better(plan, found.seconds)
        if stop is not None and stop():
            break
    assert plan is not None
    return plan


def _plan_of(problem: Problem, found: Found, seed: int, last_good: Plan | None) -> Plan:
    plan = replace(settle(problem, found.blocks), seconds=found.seconds, iterations=found.steps, seed=seed)
    faults = check(problem, plan)
    if faults and last_good is None:
        raise PlanRefused(faults, problem)
    return last_good if faults and last_good is not None else plan


def _judged(problem: Problem, plan: Plan) -> Plan:
    faults = check(problem, plan)
    if faults:
        raise PlanRefused(faults, problem)
    return plan
