"""Planning again after one event has moved: how long it takes, how little moves, and what that costs.

Each seed is one generated week, planned for some seconds; that plan is in force. Then, for each replicate,
an event of it moves by up to two hours, or a meeting of 45 minutes comes, from Tuesday to Thursday; it is
Monday, seven in the morning. The time is all of it: from the life and the calendar to a plan that the checker
has judged; beside it stands the time with the reasons of every block added. Slots are five minutes of the
plan in force that are no longer what they were. The same week is planned from nothing as well, with more
time, to see what staying costs: both are judged by the evaluator
without a plan in force. Shares are of the lower cost of the two, at least of ten units,
and only where both have the same in the upper tiers.
"""

from __future__ import annotations

import random
import sys
from argparse import Namespace
from dataclasses import replace
from datetime import timedelta
from statistics import mean
from time import perf_counter
from typing import Any

from _report import Bar, Report, options
from _weeks import Sample, _moment, sample

from counterpoint.desk.planning.weeks import explained, plan_problem
from counterpoint.desk.week.blocks import known_again
from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Plan
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.cost import MOVED_SLOT, cost, moved
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import Span

P95_SECONDS = 0.1
SLOTS_ON_AVERAGE = 12
DEARER_SHARE = 0.12
LEAST_UNITS = 10.0


def one_event_otherwise(week: Sample, chance: random.Random) -> tuple[Fact, ...]:
    """The calendar with an event of the middle of the week moved, or with a new one."""
    middle = Span(_moment(1, 0), _moment(4, 0))
    there = [each for each in week.facts if middle.covers(each.span)]
    if there and chance.random() < 0.5:
        gone = chance.choice(there)
        by = timedelta(minutes=chance.choice((-120, -60, -45, 45, 60, 120)))
        goes = replace(gone, span=Span(gone.span.start + by, gone.span.end + by))
        return tuple(goes if each is gone else each for each in week.facts)
    start = _moment(chance.randint(1, 3), chance.randint(9, 16))
    return (*week.facts, Fact("cal/new", "Meeting", Span(start, start + timedelta(minutes=45)), "work"))


def replanned(week: Sample, before: Plan, given: Namespace, seed: int, nth: int) -> dict[str, Any]:
    chance = random.Random(1000 * seed + nth)
    facts, now = one_event_otherwise(week, chance), _moment(0, 7)
    began = perf_counter()
    problem = pose(week.life, facts, week.week, now=now, in_force=before.blocks)
    plan = plan_problem(problem, seconds=given.seconds, seed=seed, reasons=False)
    took = perf_counter() - began
    plan = explained(problem, plan)
    told = perf_counter() - began
    free = replace(problem, in_force=())
    scratch = plan_problem(free, seconds=given.scratch_seconds, seed=seed)
    kept = known_again(plan, before.blocks)
    was = {each.id: each.span for each in before.blocks if each.kind != "ritual"}
    ours, theirs = cost(free, plan.blocks), cost(free, scratch.blocks)
    alike = ours.order[:3] == theirs.order[:3]
    return {
        "seed": seed,
        "event": nth,
        "seconds": round(took, 4),
        "seconds_with_reasons": round(told, 4),
        "slots_moved": moved(problem, plan.blocks) // MOVED_SLOT,
        "slots_moved_from_scratch": moved(problem, scratch.blocks) // MOVED_SLOT,
        "blocks_moved": sum(
            each.id in was and was[each.id] != each.span for each in kept.blocks if each.kind != "ritual"
        ),
        "blocks": len(was),
        "faults": len(check(problem, plan)),
        "tiers_worse": ours.order[:3] > theirs.order[:3],
        "dearer": round(_dearer(ours.wishes, theirs.wishes), 3) if alike else "",
    }


def _dearer(ours: float, scratch: float) -> float:
    return (ours - scratch) / max(LEAST_UNITS, min(ours, scratch))


def percentile(values: list[float], share: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def main(arguments: list[str] | None = None) -> int:
    from counterpoint.engines import solver

    parser = options(__doc__ or "")
    parser.add_argument("--seconds", type=float, default=0.03, help="how long the search may take")
    parser.add_argument("--scratch-seconds", type=float, default=1.0, help="… from nothing")
    parser.add_argument("--before-seconds", type=float, default=3.0, help="… for the plan in force")
    parser.set_defaults(replicates=8)
    given = parser.parse_args(arguments)
    solver.warm()
    report = Report("replan", vars(given))
    for seed in given.seeds:
        week = sample(seed)
        posed = pose(week.life, week.facts, week.week, now=_moment(0, 7))
        found = plan_problem(posed, seconds=given.before_seconds, seed=seed)
        before = known_again(found, ())
        report.rows += [replanned(week, before, given, seed, nth) for nth in range(given.replicates)]
    rows: list[Any] = list(report.rows)
    report.bars += [
        Bar("re-plan, p95 (s)", percentile([each["seconds"] for each in rows], 0.95), P95_SECONDS, "lower"),
        Bar("slots moved, on average", mean(each["slots_moved"] for each in rows), SLOTS_ON_AVERAGE, "lower"),
        Bar(
            "dearer than from nothing, on average",
            mean([each["dearer"] for each in rows if each["dearer"] != ""] or [0.0]),
            DEARER_SHARE,
            "lower",
        ),
        Bar("faults", sum(each["faults"] for each in rows), 0, "lower"),
        Bar("upper tiers worse than from nothing", sum(each["tiers_worse"] for each in rows), 0, "lower"),
    ]
    return report.finish(given.json)


if __name__ == "__main__":
    sys.exit(main())
