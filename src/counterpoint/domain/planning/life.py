"""Everything of a person's that a week is planned from, as one frozen snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterpoint.domain.agenda import EventRule
from counterpoint.domain.boundaries import Availability, ProtectedTime
from counterpoint.domain.energy import Chronotype, EnergyCurve, first_curve
from counterpoint.domain.planning.things import FlexBlock, Ritual, Routine, Task
from counterpoint.domain.values import CoreValue, LifeDomain


@dataclass(frozen=True, slots=True)
class Life:
    """What matters and what is to be placed. Identifiers are unique within each kind.

    `week_start` 0 is Monday, 6 Sunday. `slack_minutes` is what each day keeps empty for what cannot be
    foreseen.
    """

    zone: str = "UTC"
    name: str = ""
    week_start: int = 0
    clock: int = 24
    values: tuple[CoreValue, ...] = ()
    domains: tuple[LifeDomain, ...] = ()
    protected: tuple[ProtectedTime, ...] = ()
    availability: Availability = field(default_factory=Availability)
    rituals: tuple[Ritual, ...] = ()
    flex: FlexBlock | None = None
    slack_minutes: int = 60
    chronotype: Chronotype = "between"
    tasks: tuple[Task, ...] = ()
    routines: tuple[Routine, ...] = ()
    event_rules: tuple[EventRule, ...] = ()

    @property
    def curve(self) -> EnergyCurve:
        return first_curve(self.chronotype)

    def domain(self, domain_id: str) -> LifeDomain | None:
        return next((each for each in self.domains if each.id == domain_id), None)

    def value(self, value_id: str) -> CoreValue | None:
        return next((each for each in self.values if each.id == value_id), None)
