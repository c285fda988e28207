"""What is on the plate, what was decided about it, its bridges and its support; and the seasons of a life."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import (
    CommitmentField,
    EmphasisField,
    RoutineTurnsField,
    TaskTurnsField,
    WordsField,
)
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import DatedRow, ShelfRow, in_time, mine, one_of, or_none, text
from counterpoint.domain.planning import Decided
from counterpoint.domain.values import Bridge, Commitment, Decision, Season, Support, SupportKind


class CommitmentRow(ShelfRow):
    thing_type = Commitment

    title = models.TextField(blank=True)
    domain_id = text()
    value_id = text()
    necessity = models.SmallIntegerField(null=True)
    joy = models.SmallIntegerField(null=True)
    energy = models.SmallIntegerField(null=True)
    strength = models.SmallIntegerField(null=True)
    minutes_a_week = models.PositiveIntegerField(null=True)
    decision = text(8)
    decided_on = models.DateField(null=True)
    look_again_on = models.DateField(null=True)
    to_whom = models.TextField(blank=True)
    task_ids = WordsField()
    routine_ids = WordsField()
    notes = models.TextField(blank=True)
    label = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("commitment_decision", "decision", Decision),
            or_none("commitment_said", necessity=(1, 5), joy=(1, 5), strength=(1, 5), energy=(-2, 2)),
            or_none("commitment_minutes", minutes_a_week=(0, 7 * A_DAY)),
        ]


class DecidedRow(DatedRow):
    thing_type = Decided

    was = CommitmentField()
    became = CommitmentField()
    tasks = TaskTurnsField()
    routines = RoutineTurnsField()

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class BridgeRow(ShelfRow):
    thing_type = Bridge

    from_id = text()
    to_id = text()
    gives = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine()]


class SupportRow(ShelfRow):
    thing_type = Support

    name = models.TextField(blank=True)
    kind = text(8)
    commitment_ids = WordsField()
    domain_ids = WordsField()
    reach = models.TextField(blank=True)
    when = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine(), one_of("support_kind", "kind", SupportKind)]


class SeasonRow(ShelfRow):
    thing_type = Season
    order: ClassVar[tuple[str, ...]] = ("first", "position", "pk")

    title = models.TextField(blank=True)
    first = models.DateField()
    last = models.DateField()
    emphasis = EmphasisField()
    why = models.TextField(blank=True)
    looking_back = models.TextField(blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            mine(),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="season_ends"),
        ]
