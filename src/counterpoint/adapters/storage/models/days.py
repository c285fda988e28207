"""How days are lived: check-ins, stretches, micro habits, what renews, days on which life happened, stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import WindowsField, WordsField
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import (
    ShelfRow,
    in_time,
    mine,
    one_of,
    text,
    within,
)
from counterpoint.adapters.storage.models.sealed import SealedDatedRow, SealedRow, each_alone
from counterpoint.domain.energy import CheckIn, HowOften, PromptWishes, Stretch
from counterpoint.domain.living import HabitState, MicroHabit, Pause, Renewal, Stay
from counterpoint.domain.planning import FocusWishes

_SCALES = ("energy", "tension", "mood", "work_lifted", "work_drained", "life_lifted", "life_drained")
_ANSWERS = ("energy", "tension", "mood", "where", "activity", "pulled", *_SCALES[3:])


class CheckInRow(SealedDatedRow):
    """When it was is plain; how it was, where and at what are sealed together in `felt`."""

    thing_type = CheckIn
    sealed: ClassVar = {"felt": _ANSWERS}
    bounds: ClassVar = dict.fromkeys(_SCALES, (1, 7))
    nothing_without, tells = True, False

    zone = models.CharField(max_length=64)
    felt = models.TextField(blank=True, default="")
    domain_id = text()
    prompt_id = text()

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class StretchRow(SealedDatedRow):
    """What it was stands in the plan; how good it was, and how present one was, are sealed."""

    thing_type = Stretch
    sealed: ClassVar = {"felt": ("quality", "presence")}
    bounds: ClassVar = {"quality": (1, 5), "presence": (1, 5)}

    minutes = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    subject_id = models.TextField(blank=True)
    domain_id = text()
    felt = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class HabitRow(SealedRow):
    thing_type = MicroHabit
    sealed = each_alone("title", "cue", "told_to")

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


class StayRow(ShelfRow):
    thing_type = Stay
    order: ClassVar = ("arrives_at", "pk")

    zone = text()
    arrives_at = models.DateTimeField()
    leaves_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            mine(),
            models.CheckConstraint(
                condition=models.Q(arrives_at__lt=models.F("leaves_at")), name="stay_ends_after_it_begins"
            ),
        ]


class FocusWishesRow(ShelfRow):
    thing_type = FocusWishes

    least = models.PositiveIntegerField()
    domain_ids = WordsField()
    windows = WindowsField()

    class Meta:
        constraints: ClassVar = [mine(), within("focus_least", least=(0, A_DAY))]


class PauseRow(SealedDatedRow):
    thing_type = Pause
    sealed = each_alone("note")

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
