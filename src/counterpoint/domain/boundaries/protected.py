"""Protected time: a recurring block, or so many a week within windows, for the sake of a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpoint.domain.timeline import WeeklyWindow

Firmness = Literal["firm", "bends"]
Disclosure = Literal["nothing", "commitment", "value"]


@dataclass(frozen=True, slots=True)
class ProtectedTime:
    """Time that is for a value.

    Without `times_a_week` every window is protected as a whole each time it recurs. With it, that
    many blocks of `minutes` each, on different days, are wanted somewhere within the windows. A firm one is a
    non-negotiable; one that bends may give way for what `bends_for` names ("emergency", "opportunity").
    `disclosure` is what others get to read of it: nothing, that there is a personal commitment, or its value.
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

    @property
    def floats(self) -> bool:
        """Whether the planner chooses when it is."""
        return self.times_a_week is not None
