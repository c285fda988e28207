"""The week: first plan, cost over time and memory, beside a CP-SAT model of the whole week with a full hint.

Each seed is one generated week: 25–60 events, 15–40 tasks, 5–10 routines, protected time, meals, rituals, a
flex block. Ours and the peer run one after the other in processes of their own; both answers are judged by
the pure evaluator and the pure checker. The first plan is timed three times in a warm process; the bar is
held by the middle one, so that a busy machine does not decide.

The peer is our own exact model of rules and cost: a circuit a day with rituals and neighbours on its arcs. It
has our constructed plan as its complete hint, two workers, and its time after the model is built; without
presolve, which alone takes it longer than half a minute on full weeks. A leaner model was weighed (optional
intervals and one no-overlap a day, energy by element, rituals as time kept free around work, presolve on). It
was the weaker of the two: after 10 s on each of seeds 2–4 it was behind the constructed plan or had none, and
it cannot take that plan as a hint where rituals are shared.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
from argparse import Namespace
from collections.abc import Callable
from time import perf_counter
from typing import Any

from _report import Bar, Report, options
from _weeks import Sample, sample

from counterpoint.desk.planning.weeks import plan_week
from counterpoint.domain.planning import Block, Cost, Plan, Problem
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.cost import cost
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import SLOT, Span

FIRST_PLAN_SECONDS = 0.3
FIRST_TRIES = 3
MEMORY_MB = 350
AT = (0.3, 1.0, 5.0, 30.0)


def ours(seed: int, given: Namespace) -> dict[str, Any]:
    """First plan, cost at each time, and peak memory. Loading the kernels is not counted."""
    from counterpoint.engines import solver

    solver.warm()
    week = sample(seed, events=given.events, tasks=given.tasks, routines=given.routines)
    firsts = sorted(first_plan(week, seed) for _ in range(FIRST_TRIES))
    began = perf_counter()
    seen: list[tuple[float, Plan]] = []

    def better(plan: Plan, _: float) -> None:
        seen.append((perf_counter() - began, plan))

    last = plan_week(
        week.life, week.facts, week.week, now=None, seconds=given.seconds, seed=seed, on_better=better
    )
    row: dict[str, Any] = {
        "seed": seed,
        "events": len(week.facts),
        "tasks": len(week.life.tasks),
        "routines": len(week.life.routines),
        "first_s": round(firsts[FIRST_TRIES // 2], 3),
        "first_least_s": round(firsts[0], 3),
        "first": words(seen[0][1].cost),
    }
    for at in AT:
        if at <= given.seconds:
            best = min(
                (plan.cost for when, plan in seen if when <= at), key=lambda each: each.order, default=None
            )
            row[f"at_{at:g}s"] = words(best)
            row[f"_order_{at:g}"] = best.order if best else (99,) * 4
    row["steps_per_s"] = round(last.iterations / max(last.seconds, 1e-9))
    row["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return row


def first_plan(week: Sample, seed: int) -> float:
    """Seconds from a life and a calendar to the first plan that the checker has judged."""
    began = perf_counter()
    seen: list[float] = []
    plan_week(
        week.life, week.facts, week.week, now=None, iterations=0, seed=seed,
        on_better=lambda _, __: seen.append(perf_counter() - began),
    )  # fmt: skip
    return seen[0]


def _warm(_: int, __: Namespace) -> dict[str, Any]:
    """Compile what is not compiled yet, in a process that is not measured."""
    from counterpoint.engines import solver

    solver.warm()
    return {}


def peer(seed: int, given: Namespace) -> dict[str, Any]:
    """The whole week as one CP-SAT model; its hint stands when it found nothing in its time."""
    from counterpoint.engines.solver.cpsat import Weekly, solve
    from counterpoint.engines.solver.judge import pieces_of
    from counterpoint.engines.solver.model import build
    from counterpoint.engines.solver.run import Budget, search

    week = sample(seed, events=given.events, tasks=given.tasks, routines=given.routines)
    problem = pose(week.life, week.facts, week.week)
    model, days = build(problem), range(len(problem.days))
    hint = pieces_of(problem, next(iter(search(problem, Budget(steps=0)))).blocks)
    began = perf_counter()
    fixed = Weekly(model, days, pieces_most=4).build()
    fixed.fix(hint)
    _, complete = solve(fixed, seconds=60)
    free = Weekly(model, days, pieces_most=4).build()
    free.hint_all(complete)
    built = perf_counter() - began
    status, solver = solve(free, seconds=given.peer_seconds, workers=2, seed=seed, presolve=False)
    found = free.pieces(solver) if status in ("optimal", "feasible") else hint
    blocks = _blocks(problem, found)
    faults = check(problem, settle(problem, blocks))
    best = cost(problem, blocks)
    return {
        "peer": words(best),
        "peer_status": status,
        "peer_build_s": round(built, 1),
        "peer_faults": len(faults),
        "_peer_order": best.order,
    }


def _blocks(problem: Problem, pieces: list[tuple[int, int, int, int]]) -> list[Block]:
    origin = problem.horizon.start
    found = []
    for nth, (_, first, last, row) in enumerate(pieces):
        item = problem.items[row]
        span = Span(origin + first * SLOT, origin + last * SLOT)
        found.append(
            Block(f"{item.id}#{nth}", item.kind, item.id, item.subject_id, item.title, span, item.domain_id)
        )
    return found


def words(found: Cost | None) -> str:
    """Units of wishes, with the minutes that are missing above them where there are any."""
    if found is None:
        return "-"
    missing = (found.firm_missing, found.musts_missing, found.bends_missing)
    return (f"{'/'.join(map(str, missing))} min + " if any(missing) else "") + f"{found.wishes:.2f}"


def apart(work: Callable[[int, Namespace], dict[str, Any]], seed: int, given: Namespace) -> dict[str, Any]:
    """The answer of `work` from a fresh process."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(work, (seed, given))


def main(arguments: list[str] | None = None) -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long ours may search")
    parser.add_argument("--peer-seconds", type=float, default=30.0, help="0: without the peer")
    for name in ("events", "tasks", "routines"):
        parser.add_argument(f"--{name}", type=int, help="instead of a number from the seed")
    given = parser.parse_args(arguments)
    report = Report("week", vars(given))
    rows = []
    for seed in given.seeds:
        apart(_warm, seed, given)
        row = apart(ours, seed, given)
        if given.peer_seconds > 0:
            row |= apart(peer, seed, given)
        rows.append(row)
        report.rows.append({key: value for key, value in row.items() if not key.startswith("_")})
        print(report.rows[-1], file=sys.stderr, flush=True)
    report.bars += _bars(rows, with_peer=given.peer_seconds > 0)
    return report.finish(given.json)


def _bars(rows: list[dict[str, Any]], *, with_peer: bool) -> list[Bar]:
    bars = [
        Bar(
            "first plan, middle of three, slowest seed (s)",
            max(row["first_s"] for row in rows),
            FIRST_PLAN_SECONDS,
            "lower",
        ),
        Bar(
            "peak memory of a planning process (MB)",
            max(row["memory_mb"] for row in rows),
            MEMORY_MB,
            "lower",
        ),
    ]
    if with_peer:
        behind = sum(row["_order_0.3"] >= row["_peer_order"] for row in rows)
        bars.append(Bar("seeds on which ours at 0.3 s is not cheaper than CP-SAT", behind, 0, "lower"))
    return bars


if __name__ == "__main__":
    sys.exit(main())
