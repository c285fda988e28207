"""What is to be placed in a week: tasks and routines, and the rituals and flex blocks around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from counterpoint.domain.energy import Demand
from counterpoint.domain.planning.steps import RitualStep
from counterpoint.domain.timeline import WeeklyWindow
from counterpoint.domain.values import Sphere

Importance = Literal["must", "should", "could"]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. All lengths in minutes, multiples of five.

    `minutes` is the whole of it and `minutes_done` what is behind. A task that is not `splittable` is one
    piece; else its pieces are between `piece_least` and `piece_most` long (the last may be shorter when
    less is left). `earliest_at` and `deadline_at` are instants (UTC); a piece lies between them. `windows`,
    when there are any, are the only wall-clock times at which it can be done. `after` are the ids of tasks
    that have to be done before it begins.

    `first_minutes` is what was thought of its length first, where that was changed since (0: `minutes` still
    is it); `took_minutes` what it took in all, as the person said (0: nobody said). `took_asked`: that was
    asked, and is not asked again unless it turns out not to be done. `place_id`: where it is done
    ("": anywhere).
    """

    id: str
    title: str
    minutes: int
    domain_id: str = ""
    value_id: str = ""
    importance: Importance = "should"
    demand: Demand = "steady"
    splittable: bool = False
    piece_least: int = 30
    piece_most: int = 120
    earliest_at: datetime | None = None
    deadline_at: datetime | None = None
    windows: tuple[WeeklyWindow, ...] = ()
    minutes_done: int = 0
    done: bool = False
    notes: str = ""
    after: tuple[str, ...] = ()
    first_minutes: int = 0
    took_minutes: int = 0
    took_asked: bool = False
    place_id: str = ""

    @property
    def minutes_left(self) -> int:
        return 0 if self.done else max(0, self.minutes - self.minutes_done)

    @property
    def first_estimate(self) -> int:
        """What was thought of its length before anything showed how long it is."""
        return self.first_minutes or self.minutes

    def estimated_anew(self, minutes: int) -> Task:
        """The same task with another length; what was thought first stays known."""
        return replace(self, minutes=minutes, first_minutes=self.first_estimate)

    def said_done(self, done: bool) -> Task:
        """Done, or not after all: then how long it took is asked when it is."""
        return replace(self, done=done, took_asked=self.took_asked and (done or bool(self.took_minutes)))

    def cut_down_to(self, minutes: int) -> Task:
        """Less is to be done than was: another task, in a way, of which this is the first estimate."""
        return replace(self, minutes=minutes, first_minutes=0)


@dataclass(frozen=True, slots=True)
class Routine:
    """Something that recurs `times_a_week` for `minutes`, at most once a day.

    `spacing_days` is the least number of days from one to the next (1: on different days). Without
    `windows` it may be at any time that suits its domain's sphere. `place_id`: where it is done
    ("": anywhere).
    """

    id: str
    title: str
    minutes: int
    times_a_week: int
    windows: tuple[WeeklyWindow, ...] = ()
    spacing_days: int = 1
    domain_id: str = ""
    value_id: str = ""
    importance: Importance = "should"
    demand: Demand = "light"
    paused: bool = False
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class Ritual:
    """What one does in `minutes` when going from one sphere to the other, in `steps` if it has any."""

    id: str
    title: str
    from_sphere: Sphere
    to_sphere: Sphere
    minutes: int = 10
    steps: tuple[RitualStep, ...] = ()


@dataclass(frozen=True, slots=True)
class FlexBlock:
    """`minutes` a week in which work and the rest may mix on purpose, in pieces of `piece_least` or more."""

    id: str
    title: str
    minutes: int = 120
    piece_least: int = 60
    windows: tuple[WeeklyWindow, ...] = ()
    value_id: str = ""
