"""The diary of one person, over the database. Nothing in it reaches another person's rows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F

from counterpoint.adapters.storage.calendars import StoredCalendars
from counterpoint.adapters.storage.jobs import StoredJobs
from counterpoint.adapters.storage.look import Look
from counterpoint.adapters.storage.models import Person, SettingsRow, table_of
from counterpoint.adapters.storage.moment import one_moment
from counterpoint.adapters.storage.plans import StoredPlans
from counterpoint.adapters.storage.resources import StoredResources
from counterpoint.adapters.storage.shelf import StoredDates, StoredShelf, changed_meanwhile, kept, things
from counterpoint.adapters.storage.unopened import unopened
from counterpoint.desk.ports import Kept, Shut
from counterpoint.domain.agenda import EventRule
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.living import Stay, lived_zone
from counterpoint.domain.planning import Life, Ritual, Routine, Settings, Task, life_of
from counterpoint.domain.values import CoreValue, LifeDomain

T = TypeVar("T")


def utc_now() -> datetime:
    return datetime.now(UTC)


class StoredDiary:
    """`clock` says when a row was written; what is decided from the time gets it from the door.

    With a `look` that keeps what it saw, nothing is asked twice until something is written.
    """

    def __init__(
        self, person: Person, clock: Callable[[], datetime] = utc_now, look: Look | None = None
    ) -> None:
        self.person = person
        self.clock = clock
        self.look = look or Look()

    @property
    def person_id(self) -> str:
        return str(self.person.pk)

    def shelf(self, kind: type[T]) -> StoredShelf[T]:
        return StoredShelf(self.person, table_of(kind), self.look)

    def dated(self, kind: type[T]) -> StoredDates[T]:
        return StoredDates(self.person, table_of(kind), self.look)

    @property
    def values(self) -> StoredShelf[CoreValue]:
        return self.shelf(CoreValue)

    @property
    def domains(self) -> StoredShelf[LifeDomain]:
        return self.shelf(LifeDomain)

    @property
    def protected(self) -> StoredShelf[ProtectedTime]:
        return self.shelf(ProtectedTime)

    @property
    def meals(self) -> StoredShelf[Meal]:
        return self.shelf(Meal)

    @property
    def rituals(self) -> StoredShelf[Ritual]:
        return self.shelf(Ritual)

    @property
    def tasks(self) -> StoredShelf[Task]:
        return self.shelf(Task)

    @property
    def routines(self) -> StoredShelf[Routine]:
        return self.shelf(Routine)

    @property
    def event_rules(self) -> StoredShelf[EventRule]:
        return self.shelf(EventRule)

    @cached_property
    def calendars(self) -> StoredCalendars:
        return StoredCalendars(self.person)

    @cached_property
    def resources(self) -> StoredResources:
        return StoredResources(self.person)

    @cached_property
    def plans(self) -> StoredPlans:
        return StoredPlans(self.person, self.clock, self.look)

    @cached_property
    def jobs(self) -> StoredJobs:
        return StoredJobs(self.person, self.clock)

    def settings(self) -> Kept[Settings]:
        """Version 0 until they are first changed."""
        return self.look.once("settings", self._settings)

    def _settings(self) -> Kept[Settings]:
        at_home = self._settings_at_home()
        return Kept(self._lived(at_home.thing), at_home.version)

    def _lived(self, settings: Settings) -> Settings:
        """Settings with the clock of home and of the stays that there are."""
        return replace(settings, zone=lived_zone(settings.at_home.zone, things(self.shelf(Stay).all())))

    def _settings_at_home(self) -> Kept[Settings]:
        def read() -> Kept[Settings]:
            row = SettingsRow.objects.filter(person=self.person).first()
            return kept(row) if row else Kept(Settings(), 0)

        return self.look.once("settings at home", read)

    def change_settings(self, settings: Settings, *, version: int) -> Kept[Settings]:
        columns = SettingsRow.columns_of(settings)
        with transaction.atomic():
            if version == 0 and self._first_settings(columns):
                return Kept(self._lived(settings), 1)
            rows = SettingsRow.objects.filter(person=self.person, version=version)
            if version and rows.update(version=F("version") + 1, **columns):
                return Kept(self._lived(settings), version + 1)
            raise changed_meanwhile(self._settings())

    def _first_settings(self, columns: dict[str, object]) -> bool:
        if SettingsRow.objects.filter(person=self.person).exists():
            return False
        try:
            with transaction.atomic():
                SettingsRow.objects.create(person=self.person, **columns)
        except IntegrityError:
            if not SettingsRow.objects.filter(person=self.person).exists():
                raise
            return False
        return True

    def life(self) -> Life:
        return self.look.once("life", self._life)

    def _life(self) -> Life:
        with one_moment():
            return life_of(self._settings_at_home().thing, lambda kind: things(self.shelf(kind).all()))

    def shut(self) -> tuple[Shut, ...]:
        return tuple(unopened(self.person))

    def at_one_moment(self) -> AbstractContextManager[None]:
        return one_moment()

    def together(self) -> AbstractContextManager[None]:
        return transaction.atomic()
