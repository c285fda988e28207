"""All that one person has, as one value: what an export holds and an import brings back."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterpoint.domain.agenda import Agenda, CalendarSource, EventRule, Mark
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.planning import Plan, Ritual, Routine, Settings, Task
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import CoreValue, LifeDomain


@dataclass(frozen=True, slots=True)
class CalendarHeld:
    """A calendar: its bytes as they came, what was read from them for `window`, the marks on its events."""

    source: CalendarSource
    raw: bytes = b""
    window: Span | None = None
    read: Agenda = field(default_factory=Agenda)
    marks: tuple[tuple[str, Mark], ...] = ()


@dataclass(frozen=True, slots=True)
class WeekHeld:
    """The plan of a week as it is, and as it was accepted (None: it was not)."""

    current: Plan
    accepted: Plan | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """Everything of one person's but their account, their sessions and the address of their feed."""

    settings: Settings = field(default_factory=Settings)
    values: tuple[CoreValue, ...] = ()
    domains: tuple[LifeDomain, ...] = ()
    protected: tuple[ProtectedTime, ...] = ()
    meals: tuple[Meal, ...] = ()
    rituals: tuple[Ritual, ...] = ()
    tasks: tuple[Task, ...] = ()
    routines: tuple[Routine, ...] = ()
    event_rules: tuple[EventRule, ...] = ()
    calendars: tuple[CalendarHeld, ...] = ()
    weeks: tuple[WeekHeld, ...] = ()
