"""When a person is awake, when they work and whether that is theirs to choose, sleep and meals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, WeeklyWindow


@dataclass(frozen=True, slots=True)
class Meal:
    """A meal that wants `minutes` somewhere within a daily window of wall-clock time."""

    id: str
    title: str
    window: WeeklyWindow
    minutes: int = 30


@dataclass(frozen=True, slots=True)
class Availability:
    """Waking and working windows. A day runs from waking to sleep, so a night shift is one day's work.

    `hours_are_fixed`: nothing but work can go into the working windows and work goes nowhere else.
    `sleep_minutes` is kept free after a day that an event made late, before the next day begins.
    `focus_minutes` is the longest stretch of focus and `break_minutes` what parts it from the next one; no
    limit with 0. `rest_minutes` lie at least between the end of one day's work and the beginning of the
    next one's; no such floor with 0. A day with more than `hard_minutes` of work and focus is a hard one,
    after which a lighter one is wished; no such wish with 0.
    """

    waking: tuple[WeeklyWindow, ...] = (WeeklyWindow(EVERY_DAY, time(7), time(22, 30)),)
    working: tuple[WeeklyWindow, ...] = (WeeklyWindow(WEEKDAYS, time(9), time(17, 30)),)
    hours_are_fixed: bool = False
    sleep_minutes: int = 480
    meals: tuple[Meal, ...] = ()
    focus_minutes: int = 0
    break_minutes: int = 15
    rest_minutes: int = 0
    hard_minutes: int = 0
