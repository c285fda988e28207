"""The diary of one person, over the database. Nothing in it reaches another person's rows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from django.db import IntegrityError, transaction
from django.db.models import F

from counterpoint.adapters.storage.calendars import StoredCalendars
from counterpoint.adapters.storage.jobs import StoredJobs
from counterpoint.adapters.storage.models import (
    DomainRow,
    EventRuleRow,
    MealRow,
    Person,
    ProtectedRow,
    RitualRow,
    RoutineRow,
    SettingsRow,
    TaskRow,
    ValueRow,
)
from counterpoint.adapters.storage.moment import one_moment
from counterpoint.adapters.storage.plans import StoredPlans
from counterpoint.adapters.storage.shelf import StoredShelf, changed_meanwhile, kept, things
from counterpoint.desk.ports import Kept
from counterpoint.domain.agenda import EventRule
from counterpoint.domain.boundaries import Meal, ProtectedTime
from counterpoint.domain.planning import Life, Ritual, Routine, Settings, Task
from counterpoint.domain.values import CoreValue, LifeDomain


def utc_now() -> datetime:
    return datetime.now(UTC)


class StoredDiary:
    """`clock` says when a row was written; what is decided from the time gets it from the door."""

    def __init__(self, person: Person, clock: Callable[[], datetime] = utc_now) -> None:
        self.person = person
        self.clock = clock

    @property
    def person_id(self) -> str:
        return str(self.person.pk)

    @cached_property
    def values(self) -> StoredShelf[CoreValue]:
        return StoredShelf(self.person, ValueRow)

    @cached_property
    def domains(self) -> StoredShelf[LifeDomain]:
        return StoredShelf(self.person, DomainRow)

    @cached_property
    def protected(self) -> StoredShelf[ProtectedTime]:
        return StoredShelf(self.person, ProtectedRow)

    @cached_property
    def meals(self) -> StoredShelf[Meal]:
        return StoredShelf(self.person, MealRow)

    @cached_property
    def rituals(self) -> StoredShelf[Ritual]:
        return StoredShelf(self.person, RitualRow)

    @cached_property
    def tasks(self) -> StoredShelf[Task]:
        return StoredShelf(self.person, TaskRow)

    @cached_property
    def routines(self) -> StoredShelf[Routine]:
        return StoredShelf(self.person, RoutineRow)

    @cached_property
    def event_rules(self) -> StoredShelf[EventRule]:
        return StoredShelf(self.person, EventRuleRow)

    @cached_property
    def calendars(self) -> StoredCalendars:
        return StoredCalendars(self.person)

    @cached_property
    def plans(self) -> StoredPlans:
        return StoredPlans(self.person, self.clock)

    @cached_property
    def jobs(self) -> StoredJobs:
        return StoredJobs(self.person, self.clock)

    def settings(self) -> Kept[Settings]:
        """Version 0 until they are first changed."""
        row = SettingsRow.objects.filter(person=self.person).first()
        return kept(row) if row else Kept(Settings(), 0)

    def change_settings(self, settings: Settings, *, version: int) -> Kept[Settings]:
        columns = SettingsRow.columns_of(settings)
        with transaction.atomic():
            if version == 0 and self._first_settings(columns):
                return Kept(settings, 1)
            rows = SettingsRow.objects.filter(person=self.person, version=version)
            if version and rows.update(version=F("version") + 1, **columns):
                return Kept(settings, version + 1)
            raise changed_meanwhile(self.settings())

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
        with one_moment():
            return self._life()

    def _life(self) -> Life:
        settings = self.settings().thing
        return Life(
            zone=settings.zone,
            name=settings.name,
            week_start=settings.week_start,
            clock=settings.clock,
            values=things(self.values.all()),
            domains=things(self.domains.all()),
            protected=things(self.protected.all()),
            availability=replace(settings.availability, meals=things(self.meals.all())),
            rituals=things(self.rituals.all()),
            flex=settings.flex,
            slack_minutes=settings.slack_minutes,
            chronotype=settings.chronotype,
            tasks=things(self.tasks.all()),
            routines=things(self.routines.all()),
            event_rules=things(self.event_rules.all()),
        )

    def at_one_moment(self) -> AbstractContextManager[None]:
        return one_moment()

    def together(self) -> AbstractContextManager[None]:
        return transaction.atomic()
