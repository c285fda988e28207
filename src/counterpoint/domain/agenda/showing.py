"""How blocks of a plan show where others look for free time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ShowsAs = Literal["busy", "graded", "free"]


@dataclass(frozen=True, slots=True)
class Showing:
    """All as busy, each by the room that it has left, or all as free. By room, what is of a kind that
    `stays_busy` is busy all the same.
    """

    by: ShowsAs = "busy"
    stays_busy: tuple[str, ...] = ()

    def is_free(self, kind: str, *, has_room: bool) -> bool:
        """Whether a block of this kind takes no time where others look."""
        return self.by == "free" or (self.by == "graded" and has_room and kind not in self.stays_busy)


ALL_BUSY = Showing()
