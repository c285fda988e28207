"""How days are lived: check-ins, stretches, micro habits, what renews, days on which life happened."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import WindowsField
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import (
    DatedRow,
    ShelfRow,
    in_time,
    mine,
    one_of,
    or_none,
    text,
    within,
)
from counterpoint.domain.energy import CheckIn, HowOften, PromptWishes, Stretch, Where
from counterpoint.domain.living import HabitState, MicroHabit, Pause, Renewal


def scale() -> Any:
    """A step on a scale; None where nothing was said."""
    return models.PositiveSmallIntegerField(null=True)


class CheckInRow(DatedRow):
    thing_type = CheckIn

    zone = models.CharField(max_length=64)
    energy = scale()
    tension = scale()
    mood = scale()
    where = text(8)
    activity = models.TextField(blank=True)
    domain_id = text()
    pulled = models.BooleanField(null=True)
    work_lifted = scale()
    work_drained = scale()
    life_lifted = scale()
    life_drained = scale()
    prompt_id = text()

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("check_in_where", "where", Where),
            or_none("check_in_now", energy=(1, 7), tension=(1, 7), mood=(1, 7)),
            or_none(
                "check_in_evening",
                work_lifted=(1, 7),
                work_drained=(1, 7),
                life_lifted=(1, 7),
                life_drained=(1, 7),
            ),
        ]
        indexes: ClassVar = [in_time()]


class StretchRow(DatedRow):
    thing_type = Stretch

    minutes = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    subject_id = models.TextField(blank=True)
    domain_id = text()
    quality = scale()
    presence = scale()

    class Meta:
        constraints: ClassVar = [mine(), or_none("stretch_said", quality=(1, 5), presence=(1, 5))]
        indexes: ClassVar = [in_time()]


class HabitRow(ShelfRow):
    thing_type = MicroHabit

    title = models.TextField(blank=True)
    cue = models.TextField(blank=True)
    value_id = text()
    told_to = models.TextField(blank=True)
    state = models.CharField(max_length=8)
    since = models.DateField(null=True)
    last_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [mine(), one_of("habit_state", "state", HabitState)]


class RenewalRow(ShelfRow):
    thing_type = Renewal

    title = models.TextField(blank=True)
    minutes = models.PositiveIntegerField()
    routine_id = text()
    protected_id = text()

    class Meta:
        constraints: ClassVar = [mine(), within("renewal_minutes", minutes=(5, A_DAY))]


class PauseRow(DatedRow):
    thing_type = Pause

    until = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class PromptWishesRow(ShelfRow):
    thing_type = PromptWishes

    often = models.CharField(max_length=8)
    quiet = WindowsField()

    class Meta:
        constraints: ClassVar = [mine(), one_of("prompts_often", "often", HowOften)]
