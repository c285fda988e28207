"""One run of the search over a problem, in chunks between which it can be watched and stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

from counterpoint.domain.planning import Block, Cost, Problem
from counterpoint.engines.solver.layout import COLD_AT, WARM_FROM
from counterpoint.engines.solver.model import Model, build
from counterpoint.engines.solver.result import blocks_of, cost_of, start, take_over
from counterpoint.engines.solver.search import construct, improve
from counterpoint.engines.solver.state import State

FIRST_STEPS = 64
CHUNK_SECONDS = 0.1
SAY_SECONDS = 0.05
"""What is found in less time is not told by itself: to tell it takes some of that time."""
LEAST_STEPS, MOST_STEPS = 16, 1 << 16
DESCENT = 4096
"""So many steps at first lead to nothing dearer."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best so far: `seconds` and `steps` are what it took."""

    blocks: tuple[Block, ...]
    cost: Cost
    seconds: float
    steps: int


@dataclass(frozen=True, slots=True)
class Budget:
    """How long to search: so many steps (the same plan every time), or so many seconds.

    Both: whichever ends first.
    """

    steps: int | None = None
    seconds: float | None = None


def search(
    problem: Problem,
    budget: Budget,
    *,
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
    start_from: tuple[Block, ...] | None = None,
) -> Iterator[Found]:
    """Ever better blocks, the constructed ones first; the last one when the budget is used up.

    It starts from the plan in force, or from other blocks.

    A consumer that stops reading stops the search; `stop` is asked after every chunk, better or not.
    ValueError for a problem without a day.
    """
    blocks = problem.in_force if start_from is None else start_from
    return _Run(problem, budget, seed, stop or (lambda: False)).chunks(blocks)


class _Run:
    def __init__(self, problem: Problem, budget: Budget, seed: int, stop: Callable[[], bool]) -> None:
        self.problem, self.budget, self.stop = problem, budget, stop
        self.model: Model = build(problem)
        self.state: State = start(self.model, seed=seed)
        self.best: State = start(self.model, seed=seed)
        _load_kernels(self.model)
        self.began = perf_counter()
        self.steps, self.pace = 0, 0.0

    def chunks(self, blocks: tuple[Block, ...]) -> Iterator[Found]:
        take_over(self.problem, self.model, self.state, blocks)
        best = int(construct(self.model, self.state, self.best))
        yield self._found(best)
        said, chunk = perf_counter(), FIRST_STEPS
        while (steps := self._allowed(chunk)) > 0:
            before = perf_counter()
            self._cool()
            total = int(improve(self.model, self.state, self.best, steps))
            self.steps += steps
            self.pace = (perf_counter() - before) / steps
            chunk = _next_chunk(steps, self.pace)
            ended = self._allowed(chunk) <= 0 or self.stop()
            if ended or (total < best and perf_counter() - said >= SAY_SECONDS):
                best, said = total, perf_counter()
                yield self._found(total)
            if ended:
                return

    def _allowed(self, chunk: int) -> int:
        left = chunk
        if self.budget.steps is not None:
            left = min(left, self.budget.steps - self.steps)
        if self.budget.seconds is not None:
            over = self.budget.seconds - (perf_counter() - self.began)
            return min(left, max(LEAST_STEPS, int(over / max(self.pace, 1e-7)))) if over > 0 else 0
        return left

    def _cool(self) -> None:
        """Has the search be cold when the budget will be used up, at the pace so far."""
        warm_from, cold_at = DESCENT, self.budget.steps or 0
        if self.budget.seconds is not None and self.pace:
            over = self.budget.seconds - (perf_counter() - self.began)
            in_time = self.steps + int(max(0.0, over) / self.pace)
            cold_at = min(cold_at, in_time) if self.budget.steps is not None else in_time
        elif self.budget.steps is None and self.steps >= DESCENT:
            warm_from = 1 << (self.steps.bit_length() - 1)
            cold_at = 2 * warm_from
        self.state.note[WARM_FROM], self.state.note[COLD_AT] = warm_from, cold_at

    def _found(self, total: int) -> Found:
        blocks = blocks_of(self.problem, self.best)
        return Found(blocks, cost_of(total), perf_counter() - self.began, self.steps)


def _load_kernels(model: Model) -> None:
    """Compile (or load) what this process has not used yet, before any time is counted."""
    if not getattr(construct, "signatures", True):
        spare, best = start(model, seed=0), start(model, seed=0)
        construct(model, spare, best)
        improve(model, spare, best, 0)


def _next_chunk(steps: int, pace: float) -> int:
    """As many steps as take a tenth of a second at this pace (seconds a step)."""
    wanted = CHUNK_SECONDS / max(pace, 1e-9)
    return int(min(max(wanted, LEAST_STEPS), MOST_STEPS, 4 * steps))
