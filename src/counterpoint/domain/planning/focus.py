"""How somebody wants to work (practice P27): the length of deep work, and where small things go together."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoint.domain.timeline import WeeklyWindow


@dataclass(frozen=True, slots=True)
class FocusWishes:
    """`least`: minutes that a stretch of deep work has at least (0: as each task says).

    Light things of the life domains `domain_ids` go together within `windows`, unless they have times of
    their own or are musts.
    """

    id: str = "focus"
    least: int = 0
    domain_ids: tuple[str, ...] = ()
    windows: tuple[WeeklyWindow, ...] = ()

    def batches(self, domain_id: str) -> bool:
        """Whether the small things of a life domain go together."""
        return bool(self.windows) and domain_id in self.domain_ids
