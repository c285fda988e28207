"""A decision about a commitment, with all that it changed as it was before: nothing is lost by letting go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from counterpoint.domain.notation import up_to_grid
from counterpoint.domain.planning.things import Routine, Task
from counterpoint.domain.values import Commitment

Lightening = Literal["rest", "less", "remove"]
LEAST = 5


@dataclass(frozen=True, slots=True)
class Lighter:
    """What shall become of one thing in the plan: a routine rests, it gets less, or it goes.

    `minutes` is how long it then is (of a task: what is still to be done of it), `times_a_week` how often.
    """

    id: str
    how: Lightening
    minutes: int = 0
    times_a_week: int = 0


@dataclass(frozen=True, slots=True)
class TaskTurn:
    """A task as it was, and what the decision made of it (None: it was taken off the list)."""

    was: Task
    became: Task | None = None


@dataclass(frozen=True, slots=True)
class RoutineTurn:
    """A routine as it was, and what the decision made of it (None: it was removed)."""

    was: Routine
    became: Routine | None = None


@dataclass(frozen=True, slots=True)
class Freed:
    """The minutes that a decision frees in the plan: each week, and once."""

    a_week: int = 0
    once: int = 0

    def __bool__(self) -> bool:
        return bool(self.a_week or self.once)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about a commitment at `at`, and everything as it was before it."""

    id: str
    at: datetime
    was: Commitment
    became: Commitment
    tasks: tuple[TaskTurn, ...] = ()
    routines: tuple[RoutineTurn, ...] = ()

    @property
    def freed(self) -> Freed:
        """A task frees what was left of it, once; a routine its minutes in every week."""
        tasks = (each.was.minutes_left - _left(each.became) for each in self.tasks)
        routines = (_weekly(each.was) - _weekly(each.became) for each in self.routines)
        return Freed(max(0, sum(routines)), max(0, sum(tasks)))


def _left(task: Task | None) -> int:
    return task.minutes_left if task else 0


def _weekly(routine: Routine | None) -> int:
    return 0 if routine is None or routine.paused else routine.minutes * routine.times_a_week


def lighter_task(task: Task, asked: Lighter) -> TaskTurn:
    """The task shortened to what is still to be done of it, or gone. It never grows."""
    if asked.how != "less":
        return TaskTurn(task)
    left = min(task.minutes_left, max(LEAST, up_to_grid(asked.minutes)))
    return TaskTurn(task, task.cut_down_to(max(LEAST, task.minutes_done + left)))


def lighter_routine(routine: Routine, asked: Lighter) -> RoutineTurn:
    """The routine at rest, shorter or less often, or gone. It never grows."""
    if asked.how == "rest":
        return RoutineTurn(routine, replace(routine, paused=True))
    if asked.how == "remove":
        return RoutineTurn(routine)
    minutes = (
        min(routine.minutes, max(LEAST, up_to_grid(asked.minutes))) if asked.minutes else routine.minutes
    )
    times = min(routine.times_a_week, asked.times_a_week or routine.times_a_week)
    return RoutineTurn(routine, replace(routine, minutes=minutes, times_a_week=max(1, times)))
