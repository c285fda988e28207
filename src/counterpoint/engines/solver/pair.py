"""Two searches at once, and the better of what both find.

The second one runs in a process that stays and is warm for the next planning. It is asked before the first
begins, and heard when that has ended. One that was killed, hangs or cannot be started costs nothing but time:
with a number of steps its part is then done here, so that the same seed still gives the same plan; with a
number of seconds the plan is the first one's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Lock
from time import time

from counterpoint.domain.planning import Problem
from counterpoint.engines.solver.beside import Beside, asked, say
from counterpoint.engines.solver.run import Budget, Found, search
from counterpoint.engines.solver.warming import warm

OTHER_SEED = 7_919
PATIENCE = 1.0
"""Seconds for which the second search is waited for beyond its own time."""
PATIENCE_WITH_STEPS = 120.0
_Asked = tuple[Problem, Budget, int, float]

SECOND = Beside("counterpoint.engines.solver.pair")
_free = Lock()


def search_by_two(
    problem: Problem, budget: Budget, *, seed: int = 0, stop: Callable[[], bool] | None = None
) -> Iterator[Found]:
    """As `run.search`, with a second search of the same budget beside it: last comes the better of both.

    `steps` of the last are those of both. While the second is at work for somebody else, the first is alone.
    """
    if not _free.acquire(blocking=False):
        yield from search(problem, budget, seed=seed, stop=stop)
        return
    try:
        SECOND.ask((problem, budget, seed + OTHER_SEED, time()))
        yield from _better_of_two(problem, budget, seed, stop or (lambda: False))
    except BaseException:  # also whoever stops reading: its answer would be heard as the next one's
        SECOND.end()
        raise
    finally:
        _free.release()


def _better_of_two(problem: Problem, budget: Budget, seed: int, stop: Callable[[], bool]) -> Iterator[Found]:
    stopped: list[bool] = []

    def asked_to_stop() -> bool:
        stopped.extend([True] if stop() else [])
        return bool(stopped)

    best = None
    for found in search(problem, budget, seed=seed, stop=asked_to_stop):
        best = found
        yield found
    assert best is not None
    if stopped:
        SECOND.end()
        return
    other = SECOND.answer(Found, patience=PATIENCE if budget.steps is None else PATIENCE_WITH_STEPS)
    if other is None and budget.steps is not None:
        *_, other = search(problem, budget, seed=seed + OTHER_SEED, stop=stop)
    if other is not None:
        better = min(best, other, key=lambda each: each.cost.order)
        yield replace(better, steps=best.steps + other.steps, seconds=max(best.seconds, other.seconds))


def main() -> None:
    """Search whenever the parent process asks, until it ends."""
    parent = os.getppid()
    warm()
    for question in asked():
        say(sys.stdout.buffer, _found(question, parent))


def _found(question: _Asked, parent: int) -> Found:
    """What was found by when the parent's own search ends; at once when the parent is gone."""
    problem, budget, seed, at = question
    until = at + budget.seconds if budget.seconds is not None else float("inf")
    *_, last = search(problem, budget, seed=seed, stop=lambda: time() > until or os.getppid() != parent)
    return last


if __name__ == "__main__":
    main()
