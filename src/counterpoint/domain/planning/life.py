"""Everything of a person's that a week is planned from, as one frozen snapshot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from counterpoint.domain.agenda import EventRule
from counterpoint.domain.boundaries import Availability, Bend, GiveBack, Meal, ProtectedTime
from counterpoint.domain.boundaries.ledger import with_days_paused
from counterpoint.domain.energy import Chronotype, Demand, EnergyCurve, first_curve
from counterpoint.domain.living import Pause, Renewal, Stay, lived_zone
from counterpoint.domain.living.pauses import spans_of
from counterpoint.domain.planning.focus import FocusWishes
from counterpoint.domain.planning.places import Place, Way
from counterpoint.domain.planning.settings import Settings
from counterpoint.domain.planning.things import FlexBlock, Ritual, Routine, Task
from counterpoint.domain.values import CoreValue, LifeDomain, Season, marks_of
from counterpoint.domain.zones import home_of


@dataclass(frozen=True, slots=True)
class Life:
    """What matters and what is to be placed. Identifiers are unique within each kind.

    `zone` is the clock that it is lived by: that of home and those of the `stays` (see `zones`).
    `week_start` 0 is Monday, 6 Sunday. `slack_minutes` is what each day keeps empty for what cannot be
    foreseen. `usual` says of a demand how many times over tasks of that kind usually run, and of how many
    finished ones that is known, where the person wants them planned so; `elsewhere` of a task how many
    minutes of it the plans of other weeks still have ahead, as long as they made it; `later` names the tasks
    of which some of that comes after the weeks that are planned.
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
    bends: tuple[Bend, ...] = ()
    give_backs: tuple[GiveBack, ...] = ()
    pauses: tuple[Pause, ...] = ()
    seasons: tuple[Season, ...] = ()
    usual: tuple[tuple[Demand, float, int], ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()
    later: tuple[str, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    focus: FocusWishes | None = None
    places: tuple[Place, ...] = ()
    ways: tuple[Way, ...] = ()
    stays: tuple[Stay, ...] = ()

    @property
    def curve(self) -> EnergyCurve:
        return first_curve(self.chronotype)

    def domain(self, domain_id: str) -> LifeDomain | None:
        return next((each for each in self.domains if each.id == domain_id), None)

    def place_here(self, place_id: str) -> str:
        """The same place where it is still one of the person's; "" where it is gone."""
        return place_id if any(each.id == place_id for each in self.places) else ""

    def value(self, value_id: str) -> CoreValue | None:
        return next((each for each in self.values if each.id == value_id), None)

    def mark(self, value_id: str) -> str:
        """The letters of a value; "" where there is no such value."""
        return marks_of(self.values).get(value_id, "")


def life_of(settings: Settings, things: Callable[[type[Any]], tuple[Any, ...]]) -> Life:
    """The life of somebody with these settings; `things` gives all that they have of a kind.

    The days of a give-back are already as many more as life happened for in them.
    """
    pauses, stays = things(Pause), things(Stay)
    paused = spans_of(pauses)
    return Life(
        zone=lived_zone(home_of(settings.zone), stays),
        name=settings.name,
        week_start=settings.week_start,
        clock=settings.clock,
        values=things(CoreValue),
        domains=things(LifeDomain),
        protected=things(ProtectedTime),
        availability=replace(settings.availability, meals=things(Meal)),
        rituals=things(Ritual),
        flex=settings.flex,
        slack_minutes=settings.slack_minutes,
        chronotype=settings.chronotype,
        tasks=things(Task),
        routines=things(Routine),
        event_rules=things(EventRule),
        bends=things(Bend),
        give_backs=tuple(with_days_paused(each, paused) for each in things(GiveBack)),
        pauses=pauses,
        seasons=things(Season),
        renewals=things(Renewal),
        focus=next(iter(things(FocusWishes)), None),
        places=things(Place),
        ways=things(Way),
        stays=stays,
    )
