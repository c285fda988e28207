"""How long a person's tasks really take beside what they thought first: learned only where that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from counterpoint.domain.energy import Demand
from counterpoint.domain.planning import Block, Task

FEWEST = 8
"""Finished tasks of which it is known how long they took, below which nothing is concluded."""
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
    """From what finished tasks took, against what was thought of them first.

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
    """The logarithm of what a task took over what was thought first, of each of which that is known."""
    behind = _behind(blocks)
    known = ((each, took(each, behind.get(each.id, 0))) for each in tasks if each.done)
    return [_log(minutes / each.first_estimate) for each, minutes in known if minutes]


def took(task: Task, behind: int) -> int:
    """Minutes that a finished task took in all; 0 where that is not known.

    What its person said counts. Where they said nothing, the `behind` minutes of its blocks do, if these
    cover the task: what was done of it elsewhere is written nowhere.
    """
    return task.took_minutes or (behind if behind >= task.minutes else 0)


def _behind(blocks: Iterable[Block]) -> Mapping[str, int]:
    """The minutes that the blocks of each task say are behind.

    None of a task with a block that was made longer by this very estimate: it would confirm itself.
    """
    total: dict[str, int] = defaultdict(int)
    stretched = set()
    for block in blocks:
        if block.kind == "task":
            total[block.subject_id] += _done_of(block)
            if any(each.kind == "longer" for each in block.reasons):
                stretched.add(block.subject_id)
    return {task: minutes for task, minutes in total.items() if task not in stretched}


def _done_of(block: Block) -> int:
    if block.state == "partly":
        return block.minutes_done
    return block.span.minutes if block.state == "done" else 0


def _log(ratio: float) -> float:
    return max(-log(FURTHEST), min(log(FURTHEST), log(ratio)))
