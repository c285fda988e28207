"""How planning grows: first plan, steps, cost and memory for 1, 2 and 4 weeks and 20 to 160 tasks.

Each case is a generated life with 40 events a week, planned for a second of search in a process of its own;
the picture shows by the length of its bars how the time of the first plan and the steps a second change.
"""

from __future__ import annotations

import resource
import sys
from argparse import Namespace
from typing import Any

from _report import Bar, Report, options
from _weeks import sample
from week import MEMORY_MB, _numbers, _warm, apart, told

WIDE = 40


def grown(seed: int, weeks: int, tasks: int, given: Namespace) -> dict[str, Any]:
    """One case: seconds to the first plan, steps a second, cost and peak memory."""
    from time import perf_counter, process_time

    from counterpoint.desk.planning.weeks import plan_problem
    from counterpoint.domain.planning.pose import pose
    from counterpoint.engines import solver

    solver.warm()
    week = sample(seed, events=given.events * weeks, tasks=tasks, routines=10, weeks=weeks)
    began, counted = perf_counter(), process_time()
    problem = pose(week.life, week.facts, week.week, weeks=weeks)
    plan_problem(problem, iterations=0, seed=seed)
    first, first_cpu = perf_counter() - began, process_time() - counted
    plan = plan_problem(problem, seconds=given.seconds, seed=seed)
    return {
        "weeks": weeks,
        "tasks": tasks,
        "items": len(problem.items),
        "first_s": round(first, 3),
        "first_cpu_s": round(first_cpu, 3),
        "steps_per_s": round(plan.iterations / max(plan.seconds, 1e-9)),
        "cost": told(plan.cost.order),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def picture(rows: list[dict[str, Any]], key: str) -> str:
    """A bar for each case, the longest as wide as the picture."""
    most = max(row[key] for row in rows) or 1
    lines = [f"{key}:"]
    for row in rows:
        bar = "█" * max(1, round(WIDE * row[key] / most))
        lines.append(f"{row['weeks']:>2} w {row['tasks']:>4} tasks  {bar} {row[key]:g}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--weeks", type=_numbers, default=_numbers("1,2,4"))
    parser.add_argument("--tasks", type=_numbers, default=_numbers("20,40,80,160"))
    parser.add_argument("--events", type=int, default=40, help="a week")
    parser.add_argument("--seconds", type=float, default=1.0, help="of search")
    parser.set_defaults(seeds=[1])
    given = parser.parse_args(arguments)
    report = Report("growth", vars(given))
    seed = given.seeds[0]
    apart(_warm, seed, given)
    rows = [
        apart(grown, seed, weeks, tasks, given)
        for weeks in map(int, given.weeks)
        for tasks in map(int, given.tasks)
    ]
    report.rows += rows
    for key in ("first_s", "steps_per_s", "memory_mb"):
        print(picture(rows, key) + "\n")
    most = max(row["memory_mb"] for row in rows)
    report.bars.append(Bar("peak memory of a planning process (MB)", most, MEMORY_MB, "lower"))
    return report.finish(given.json)


if __name__ == "__main__":
    sys.exit(main())
