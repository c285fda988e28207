"""Protected time: a recurring block, or so many a week within windows, for the sake of a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from counterpoint.domain.timeline import Span, WeeklyWindow

Firmness = Literal["firm", "bends"]
Disclosure = Literal["nothing", "commitment", "value"]


@dataclass(frozen=True, slots=True)
class ProtectedTime:
    """Time that is for a value.

    Without `times_a_week` every window is protected as a whole each time it recurs. With it, that
    many blocks of `minutes` each, on different days, are wanted somewhere within the windows. A firm one is a
    non-negotiable; one that bends may give way for what `bends_for` names ("emergency", "opportunity").
    `disclosure` is what others get to read of it: nothing, that there is a personal commitment, or its value.
    `place_id` is where it is spent ("": anywhere).
    """

    id: str
    title: str
    windows: tuple[WeeklyWindow, ...]
    firmness: Firmness = "firm"
    value_id: str = ""
    domain_id: str = ""
    times_a_week: int | None = None
    minutes: int | None = None
    bends_for: tuple[str, ...] = ()
    disclosure: Disclosure = "commitment"
    place_id: str = ""

    @property
    def floats(self) -> bool:
        """Whether the planner chooses when it is."""
        return self.times_a_week is not None

    def times_on(self, day: date, zone: str) -> tuple[tuple[int, Span], ...]:
        """The times that begin on a day, in order, each with the place of the first of its windows.

        Windows that overlap are one time: whoever says 18–19 and 18–20 protects two hours, not three.
        """
        found: list[tuple[int, Span]] = []
        each_window = enumerate(self.windows)
        there = [(nth, each.span_on(day, zone)) for nth, each in each_window if day.weekday() in each.days]
        for nth, span in sorted(there, key=lambda each: each[1]):
            if found and span.start < found[-1][1].end:
                first, last = found[-1]
                found[-1] = (min(first, nth), Span(last.start, max(last.end, span.end)))
            else:
                found.append((nth, span))
        return tuple(found)
