"""Stays away from home: time that is lived by the clock of another zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from counterpoint.domain.timeline import Span
from counterpoint.domain.zones import place_of, with_stays


@dataclass(frozen=True, slots=True)
class Stay:
    """From `arrives_at` until `leaves_at` the clock of `zone` is that of the person."""

    id: str
    zone: str
    arrives_at: datetime
    leaves_at: datetime

    @property
    def name(self) -> str:
        """What people call the clock of its zone."""
        return place_of(self.zone)

    @property
    def span(self) -> Span:
        return Span(self.arrives_at, self.leaves_at)


def lived_zone(home: str, stays: Iterable[Stay]) -> str:
    """The name of the clock by which somebody with these stays lives."""
    return with_stays(home, ((each.zone, each.arrives_at, each.leaves_at) for each in stays))
