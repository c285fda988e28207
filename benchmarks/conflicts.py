"""When too much is promised: the smallest set that clashes, whether it is proven, and the ways out of it.

Each week is generated full: many events, and ever more tasks that must be done by Friday until one of them
finds no place although there would be room for it alone. Then the set is asked for as “What if?” asks for it,
and timed, the judge's first word in it. After that, apart from the time, the judge gets longer to prove that
the set has no plan, each member is dropped and the rest planned (the whole checker has to take it), and the
ways out that the page offers (leave, shorten, later deadline, ask somebody, bend) are planned, each in the
whole week: how many make room for what had none.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from _report import Bar, Report, options
from _weeks import Sample, _moment, sample
from replan import percentile

from counterpoint.desk.planning.clashes import STEPS, Clash, fits, fits_exactly, smallest_clash
from counterpoint.desk.planning.weeks import plan_problem
from counterpoint.domain.planning import Item, Life, Plan, Problem, Tier
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.clash import only
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.planning.what_if import Change, changed, changes_of_routine, changes_of_task
from counterpoint.engines.solver import judging
from counterpoint.engines.solver.run import Budget, search

P95_SECONDS = 5.0
CERTAIN_STEPS = 200_000
CERTAIN_SECONDS = 3.0
"""When so many steps find no plan, and the exact look in so many seconds neither, the week counts as
overcommitted."""
NOW = _moment(0, 0)
NEXT_WEEK = _moment(7, 0)
FRIDAY = _moment(4, 17)


@dataclass(frozen=True)
class Overcommitted:
    """A week in which a must has no place although it would have one alone."""

    week: Sample
    problem: Problem
    plan: Plan
    item: Item


def overcommitted(seed: int) -> Overcommitted | None:
    """The week of a seed, with ever more of its tasks due by Friday; None if even all of them fit."""
    week = sample(seed, events=45 + seed % 15, tasks=26 + seed % 8)
    for musts in range(6, len(week.life.tasks) + 1, 2):
        full = replace(week, life=with_musts(week.life, musts))
        problem = pose(full.life, full.facts, full.week, now=NOW)
        wanted = [each for each in problem.items if each.tier <= Tier.MUST]
        if fits(problem, wanted, CERTAIN_STEPS) or fits_exactly(problem, wanted, CERTAIN_SECONDS):
            continue
        plan = plan_problem(problem, iterations=STEPS)
        for out in plan.left_out:
            item = problem.item_by_id[out.item_id]
            if out.must and item.kind == "task" and fits(problem, [item]):
                return Overcommitted(full, problem, plan, item)
    return None


def with_musts(life: Life, musts: int) -> Life:
    tasks = (
        replace(each, importance="must", earliest_at=None, deadline_at=FRIDAY)
        if nth < musts
        else replace(each, importance="should" if each.importance == "must" else each.importance)
        for nth, each in enumerate(life.tasks)
    )
    return replace(life, tasks=tuple(tasks))


def measured(seed: int, given: Namespace) -> dict[str, Any] | None:
    there = overcommitted(seed)
    if there is None:
        return None
    began = perf_counter()
    clash = smallest_clash(there.problem, there.item.id)
    took = perf_counter() - began
    names = tuple(each.id for each in clash.items)
    again = judging.clash(there.problem, names, names, seconds=given.judge_seconds) if names else None
    room = [each for each in ways(there, clash) if makes_room(there, each)] if names else []
    return {
        "week": seed,
        "musts": sum(each.importance == "must" for each in there.week.life.tasks),
        "set": len(names),
        "seconds": round(took, 3),
        "proven_at_once": clash.proven,
        "proven": again is not None and again[0] == names,
        "each_drop_fits": bool(names) and all(dropped(there.problem, clash.items, each) for each in names),
        "ways_that_make_room": len(room),
        "kinds": "/".join(sorted({each.how for each in room})),
    }


def dropped(problem: Problem, items: Sequence[Item], name: str) -> bool:
    """Whether there is a plan without this member that holds the rest whole and that the checker takes."""
    others = [each for each in items if each.id != name]
    rest = only(problem, {each.id for each in others})
    for found in search(rest, Budget(steps=CERTAIN_STEPS)):
        plan = settle(rest, found.blocks)
        if not any(plan.cost.order[:3]) and not check(rest, plan):
            return True
    return fits_exactly(problem, others, CERTAIN_SECONDS)


def ways(there: Overcommitted, clash: Clash) -> Iterator[Change]:
    """What could be otherwise with each member of the set."""
    for item in clash.items:
        for task in there.week.life.tasks:
            if item.kind == "task" and task.id == item.subject_id:
                yield from changes_of_task(task, NEXT_WEEK)
                yield Change("ask", task.id, task.title, at=NEXT_WEEK, who="Somebody")
        for routine in there.week.life.routines:
            if item.kind == "routine" and routine.id == item.subject_id:
                yield from changes_of_routine(routine)
        for each in there.plan.blocks:
            if each.kind == "protected" and each.item_id == item.id:
                yield Change("bend", each.subject_id, each.title, span=each.span)


def makes_room(there: Overcommitted, change: Change) -> bool:
    """Whether with this change what had no place has all of it; not where it leaves the week itself."""
    if change.of == there.item.subject_id and change.how in ("later", "ask"):
        return False
    life = changed(there.week.life, change, NOW)
    problem = pose(life, there.week.facts, there.week.week, now=NOW, in_force=there.plan.blocks)
    plan = plan_problem(problem, iterations=STEPS)
    return all(each.item_id != there.item.id for each in plan.left_out)


def main(arguments: list[str] | None = None) -> int:
    from counterpoint.engines import solver

    parser = options(__doc__ or "")
    parser.add_argument("--weeks", type=int, default=200, help="how many, unless seeds are given")
    parser.add_argument("--judge-seconds", type=float, default=60.0, help="for the judge's second look")
    parser.set_defaults(seeds=None)
    given = parser.parse_args(arguments)
    solver.warm()
    report = Report("conflicts", vars(given))
    wanted = len(given.seeds) if given.seeds else given.weeks
    for seed in given.seeds or range(1, 10 * given.weeks):
        row = measured(seed, given) if len(report.rows) < wanted else None
        if row:
            report.rows.append(row)
            print(row, file=sys.stderr, flush=True)
    rows: list[Any] = list(report.rows)
    if not rows:
        print("None of these weeks is overcommitted.")
        return 1
    report.bars.append(
        Bar("found, p95 (s)", percentile([each["seconds"] for each in rows], 0.95), P95_SECONDS, "lower")
    )
    for name, key in (
        ("weeks without a set", "set"),
        ("sets that the judge did not prove", "proven"),
        ("sets with a member that can be missed", "each_drop_fits"),
        ("weeks in which no way out makes room", "ways_that_make_room"),
    ):
        report.bars.append(Bar(name, sum(not each[key] for each in rows), 0, "lower"))
    return report.finish(given.json)


if __name__ == "__main__":
    sys.exit(main())
