"""What a person set once and seldom changes: zone, calendar habits, hours, flex block, slack and type."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from counterpoint.domain.boundaries import Availability
from counterpoint.domain.energy import Chronotype
from counterpoint.domain.planning.things import FlexBlock
from counterpoint.domain.zones import home_of


@dataclass(frozen=True, slots=True)
class Settings:
    """See `Life` for what each means.

    What a diary gives has the clock by which the person lives as its `zone`, stays and all.
    The meals of `availability` are kept apart from it and are empty here. `loosening_days`: how long the
    loosening of a firm boundary waits, if the person asked for that; 0 is at once. `as_usual`: tasks get as
    long as they usually take this person.
    """

    zone: str = "UTC"
    name: str = ""
    week_start: int = 0
    clock: int = 24
    availability: Availability = field(default_factory=Availability)
    flex: FlexBlock | None = None
    slack_minutes: int = 60
    chronotype: Chronotype = "between"
    loosening_days: int = 0
    as_usual: bool = False

    @property
    def at_home(self) -> Settings:
        """The same with the zone of the home alone, as it is kept: stays elsewhere are kept apart from it."""
        return replace(self, zone=home_of(self.zone))
