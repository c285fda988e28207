"""Values, domains, protected time, meals, rituals, and the settings of one person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import FlexField, StepsField, WindowField, WindowsField, WordsField
from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.models.rows import ShelfRow, mine, one_of, text, within
from counterpoint.adapters.storage.models.sealed import SealedRow, each_alone
from counterpoint.domain.boundaries import Availability, Disclosure, Firmness, Meal, ProtectedTime
from counterpoint.domain.boundaries.loosening import MOST_DAYS
from counterpoint.domain.energy import Chronotype
from counterpoint.domain.planning import Ritual, Settings
from counterpoint.domain.values import CoreValue, LifeDomain, Sphere

A_DAY = 24 * 60


class ValueRow(SealedRow):
    thing_type = CoreValue
    sealed = each_alone("in_practice")
    order = ("rank", "position", "pk")

    name = models.TextField()
    rank = models.PositiveSmallIntegerField()
    in_practice = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine(), within("value_rank", rank=(1, 99))]


class DomainRow(ShelfRow):
    thing_type = LifeDomain

    name = models.TextField()
    sphere = models.CharField(max_length=8)
    value_id = text()

    class Meta:
        constraints: ClassVar = [mine(), one_of("domain_sphere", "sphere", Sphere)]


class ProtectedRow(ShelfRow):
    thing_type = ProtectedTime

    title = models.TextField()
    windows = WindowsField()
    firmness = models.CharField(max_length=8)
    value_id = text()
    domain_id = text()
    times_a_week = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    bends_for = WordsField()
    disclosure = models.CharField(max_length=12, default="commitment")
    place_id = text()

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("protected_firmness", "firmness", Firmness),
            one_of("protected_disclosure", "disclosure", Disclosure),
            models.CheckConstraint(
                condition=models.Q(times_a_week__isnull=True)
                | models.Q(
                    times_a_week__gte=1,
                    times_a_week__lte=7,
                    minutes__isnull=False,
                    minutes__gte=1,
                    minutes__lte=A_DAY,
                ),
                name="protected_so_many_a_week",
            ),
        ]


class MealRow(ShelfRow):
    thing_type = Meal

    title = models.TextField()
    window = WindowField()
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [mine(), within("meal_minutes", minutes=(1, A_DAY))]


class RitualRow(ShelfRow):
    thing_type = Ritual

    title = models.TextField()
    from_sphere = models.CharField(max_length=8)
    to_sphere = models.CharField(max_length=8)
    minutes = models.PositiveIntegerField()
    steps = StepsField(default=tuple)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("ritual_from", "from_sphere", Sphere),
            one_of("ritual_to", "to_sphere", Sphere),
            within("ritual_minutes", minutes=(0, A_DAY)),
        ]


class SettingsRow(models.Model):
    """What a person set once. The meals of the availability are rows of their own."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    zone = models.CharField(max_length=64)
    name = models.TextField(blank=True)
    week_start = models.PositiveSmallIntegerField()
    clock = models.PositiveSmallIntegerField()
    waking = WindowsField()
    working = WindowsField()
    hours_are_fixed = models.BooleanField()
    sleep_minutes = models.PositiveIntegerField()
    focus_minutes = models.PositiveIntegerField(default=0)
    break_minutes = models.PositiveIntegerField(default=15)
    rest_minutes = models.PositiveIntegerField(default=0)
    hard_minutes = models.PositiveIntegerField(default=0)
    flex = FlexField(null=True)
    slack_minutes = models.PositiveIntegerField()
    chronotype = models.CharField(max_length=8)
    loosening_days = models.PositiveSmallIntegerField(default=0)
    as_usual = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            within("settings_week_start", week_start=(0, 6)),
            within("settings_loosening", loosening_days=(0, MOST_DAYS)),
            within("settings_minutes", sleep_minutes=(0, A_DAY), slack_minutes=(0, A_DAY)),
            within("settings_focus", focus_minutes=(0, A_DAY), break_minutes=(5, A_DAY)),
            within("settings_rest", rest_minutes=(0, A_DAY)),
            within("settings_hard_day", hard_minutes=(0, A_DAY)),
            models.CheckConstraint(condition=models.Q(clock__in=[12, 24]), name="settings_clock"),
            one_of("settings_chronotype", "chronotype", Chronotype),
        ]

    @staticmethod
    def columns_of(settings: Settings) -> dict[str, Any]:
        there = settings.availability
        return {
            "zone": settings.at_home.zone,
            "name": settings.name,
            "week_start": settings.week_start,
            "clock": settings.clock,
            "waking": there.waking,
            "working": there.working,
            "hours_are_fixed": there.hours_are_fixed,
            "sleep_minutes": there.sleep_minutes,
            "focus_minutes": there.focus_minutes,
            "break_minutes": there.break_minutes,
            "rest_minutes": there.rest_minutes,
            "hard_minutes": there.hard_minutes,
            "flex": settings.flex,
            "slack_minutes": settings.slack_minutes,
            "chronotype": settings.chronotype,
            "loosening_days": settings.loosening_days,
            "as_usual": settings.as_usual,
        }

    def as_domain(self) -> Settings:
        there = Availability(
            waking=self.waking,
            working=self.working,
            hours_are_fixed=self.hours_are_fixed,
            sleep_minutes=self.sleep_minutes,
            focus_minutes=self.focus_minutes,
            break_minutes=self.break_minutes,
            rest_minutes=self.rest_minutes,
            hard_minutes=self.hard_minutes,
        )
        return Settings(
            zone=self.zone,
            name=self.name,
            week_start=self.week_start,
            clock=self.clock,
            availability=there,
            flex=self.flex,
            slack_minutes=self.slack_minutes,
            chronotype=self.chronotype,  # type: ignore[arg-type]  # the constraint holds the words
            loosening_days=self.loosening_days,
            as_usual=self.as_usual,
        )
