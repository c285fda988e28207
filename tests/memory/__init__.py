"""A diary in memory that keeps the same promises as the stored one, for tests of what people do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from counterpoint.desk.ports import Kept, Shut
from counterpoint.domain.agenda import Collection, EventRule
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.everything import SHELVES, STAYS_HERE
from counterpoint.domain.living import Stay, lived_zone
from counterpoint.domain.planning import Life, Ritual, Routine, Settings, Task, life_of
from counterpoint.domain.values import CoreValue, LifeDomain, Season
from tests.memory.calendars import MemoryCalendars
from tests.memory.jobs import MemoryJobs
from tests.memory.plans import MemoryPlans
from tests.memory.resources import MemoryCollections, MemoryResources
from tests.memory.shelves import MemoryDates, MemoryShelf, T, changed_meanwhile


def _as_added(thing: Any) -> int:
    return 0


_ORDERS: dict[type[Any], Callable[[Any], Any]] = {
    CoreValue: lambda value: value.rank,
    Season: lambda season: season.first,
    Stay: lambda stay: stay.arrives_at,
}


class MemoryDiary:
    """Everything of one person's, gone with the test."""

    def __init__(self, person_id: str = "1", *, clock: Callable[[], datetime] | None = None) -> None:
        self.person_id = person_id
        self.shelves: dict[type[Any], MemoryShelf[Any]] = {
            kind: MemoryDates() if "at" in kind.__annotations__ else MemoryShelf(_ORDERS.get(kind, _as_added))
            for kind in (*SHELVES.values(), *STAYS_HERE)
        }
        self.values: MemoryShelf[CoreValue] = self.shelf(CoreValue)
        self.domains: MemoryShelf[LifeDomain] = self.shelf(LifeDomain)
        self.protected: MemoryShelf[ProtectedTime] = self.shelf(ProtectedTime)
        self.meals: MemoryShelf[Meal] = self.shelf(Meal)
        self.rituals: MemoryShelf[Ritual] = self.shelf(Ritual)
        self.tasks: MemoryShelf[Task] = self.shelf(Task)
        self.routines: MemoryShelf[Routine] = self.shelf(Routine)
        self.event_rules: MemoryShelf[EventRule] = self.shelf(EventRule)
        self.calendars = MemoryCalendars()
        self.shelves[Collection] = collections = MemoryCollections()
        self.resources = MemoryResources(collections)
        self.plans = MemoryPlans(clock or (lambda: datetime.now(UTC)))
        self.jobs = MemoryJobs()
        self._settings = Kept(Settings(), 0)
        self.closed: tuple[Shut, ...] = ()

    def shelf(self, kind: type[T]) -> MemoryShelf[T]:
        return self.shelves[kind]

    def dated(self, kind: type[T]) -> MemoryDates[T]:
        dates = self.shelves[kind]
        assert isinstance(dates, MemoryDates)
        return dates

    def shut(self) -> tuple[Shut, ...]:
        return self.closed

    def settings(self) -> Kept[Settings]:
        kept, stays = self._settings, _things(self.shelf(Stay))
        return Kept(replace(kept.thing, zone=lived_zone(kept.thing.zone, stays)), kept.version)

    def change_settings(self, settings: Settings, *, version: int) -> Kept[Settings]:
        if version != self._settings.version:
            raise changed_meanwhile(self._settings)
        self._settings = Kept(settings.at_home, version + 1)
        return self.settings()

    def life(self) -> Life:
        return life_of(self._settings.thing, lambda kind: _things(self.shelf(kind)))

    def at_one_moment(self) -> AbstractContextManager[None]:
        return nullcontext()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Puts everything back as it was when what is inside fails."""
        before = {id(room): _as_it_is(vars(room)) for room in self._rooms()}
        settings = self._settings
        try:
            yield
        except BaseException:
            for room in self._rooms():
                vars(room).update(before[id(room)])
            self._settings = settings
            raise

    def _rooms(self) -> list[Any]:
        return [*self.shelves.values(), self.calendars, self.plans, self.jobs]


def _as_it_is(held: Any) -> Any:
    """A copy of what holds things; the things themselves never change."""
    if isinstance(held, dict):
        return {key: _as_it_is(each) for key, each in held.items()}
    return list(held) if isinstance(held, list) else held


def _things(shelf: MemoryShelf[T]) -> tuple[T, ...]:
    return tuple(each.thing for each in shelf.all())
