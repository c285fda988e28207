"""How long a person's tasks really take beside what they thought: learned only where there is evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from counterpoint.domain.energy import Demand
from counterpoint.domain.planning import Block, Task

FEWEST = 8
"""Finished tasks with time behind them below which nothing is concluded."""
PRIOR = 8
"""As many tasks, done in just the time thought, as the shrinking towards 1 stands for."""
DEMANDS: tuple[Demand, ...] = ("deep", "steady", "light", "social")
FURTHEST = 4.0
"""A task counts as at most four times over or under: beyond, it was hardly the same task any more."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How many times over estimates run: 1.3 is nearly a third more. None while too little is known.

    `of` is the number of finished tasks that it rests on.
    """

    times: float | None = None
    of: int = 0

    @property
    def reckoned(self) -> float:
        """What lengths are multiplied with. Never below 1: room is not promised on a hope to be faster."""
        return max(1.0, self.times or 1.0)


def habit_of(tasks: Iterable[Task], blocks: Iterable[Block]) -> Habit:
    """From the time that lies behind finished tasks, against their estimates.

    The geometric mean of the ratios, shrunken towards 1: exp(Σ log r / (n + 8)).
    """
    logs = logs_of(tasks, blocks)
    if len(logs) < FEWEST:
        return Habit(None, len(logs))
    return Habit(exp(sum(logs) / (len(logs) + PRIOR)), len(logs))


def habits_by_demand(tasks: Iterable[Task], blocks: Iterable[Block]) -> tuple[tuple[Demand, Habit], ...]:
    """The habit of each kind of task, shrunken towards that of all; nothing while that one is not known.

    exp((Σ log r of the kind + 8 log of all) / (n of the kind + 8)); a kind without a finished task is as all.
    """
    tasks, blocks = tuple(tasks), tuple(blocks)
    overall = habit_of(tasks, blocks)
    if overall.times is None:
        return ()
    found = []
    for demand in DEMANDS:
        logs = logs_of((each for each in tasks if each.demand == demand), blocks)
        times = exp((sum(logs) + PRIOR * log(overall.times)) / (len(logs) + PRIOR))
        found.append((demand, Habit(times, len(logs))))
    return tuple(found)


def logs_of(tasks: Iterable[Task], blocks: Iterable[Block]) -> list[float]:
    """Of each finished task with time behind it, the logarithm of that time over its estimate."""
    behind: dict[str, int] = defaultdict(int)
    for block in blocks:
        if block.kind == "task":
            behind[block.subject_id] += _behind(block)
    return [_log(behind[each.id] / each.minutes) for each in tasks if each.done and behind[each.id]]


def _behind(block: Block) -> int:
    if block.state == "partly":
        return block.minutes_done
    return block.span.minutes if block.state == "done" else 0


def _log(ratio: float) -> float:
    return max(-log(FURTHEST), min(log(FURTHEST), log(ratio)))
