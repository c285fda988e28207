"""Everything of one person's."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from counterpoint.desk.ports.calendars import Calendars
from counterpoint.desk.ports.jobs import Jobs
from counterpoint.desk.ports.plans import Plans
from counterpoint.desk.ports.resources import Resources
from counterpoint.desk.ports.shelves import Dated, Kept, Shelf
from counterpoint.domain.agenda import EventRule
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Life, Ritual, Routine, Settings, Task
from counterpoint.domain.values import CoreValue, LifeDomain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shut:
    """A thing of which something cannot be opened, and why."""

    kind: type[Any]
    id: str
    why: CounterpointError


class Diary(Protocol):
    """Everything of one person's."""

    @property
    def person_id(self) -> str: ...
    def shelf(self, kind: type[T]) -> Shelf[T]:
        """The shelf of one kind of thing. What weeks are planned from has names of its own below."""
        ...

    def dated(self, kind: type[T]) -> Dated[T]:
        """The shelf of a kind of thing that has moments."""
        ...

    @property
    def values(self) -> Shelf[CoreValue]: ...
    @property
    def domains(self) -> Shelf[LifeDomain]: ...
    @property
    def protected(self) -> Shelf[ProtectedTime]: ...
    @property
    def meals(self) -> Shelf[Meal]: ...
    @property
    def rituals(self) -> Shelf[Ritual]: ...
    @property
    def tasks(self) -> Shelf[Task]: ...
    @property
    def routines(self) -> Shelf[Routine]: ...
    @property
    def event_rules(self) -> Shelf[EventRule]: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def resources(self) -> Resources: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def jobs(self) -> Jobs: ...

    def settings(self) -> Kept[Settings]: ...

    def change_settings(self, settings: Settings, *, version: int) -> Kept[Settings]: ...

    def life(self) -> Life:
        """One snapshot of all that a week is planned from."""
        ...

    def shut(self) -> tuple[Shut, ...]:
        """Everything of which something cannot be opened; each thing is looked at, so it takes its time."""
        ...

    def at_one_moment(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment, and nobody is kept from writing meanwhile."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or none of it."""
        ...
