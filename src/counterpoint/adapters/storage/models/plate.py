"""What is on the plate, what was decided about it, its bridges and its support; and the seasons of a life."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import EmphasisField, WordsField
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import in_time, mine, one_of, or_none, text
from counterpoint.adapters.storage.models.sealed import SealedDatedRow, SealedRow, each_alone
from counterpoint.domain.planning import Decided
from counterpoint.domain.values import Bridge, Commitment, Decision, Season, Support, SupportKind

_FELT = ("necessity", "joy", "energy", "strength")


class CommitmentRow(SealedRow):
    """What it is called and how long it takes, the plan knows; what it is to somebody is sealed."""

    thing_type = Commitment
    sealed: ClassVar = {**each_alone("to_whom", "notes"), "felt": _FELT}
    bounds: ClassVar = {"necessity": (1, 5), "joy": (1, 5), "strength": (1, 5), "energy": (-2, 2)}

    title = models.TextField(blank=True)
    domain_id = text()
    value_id = text()
    felt = models.TextField(blank=True, default="")
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
            or_none("commitment_minutes", minutes_a_week=(0, 7 * A_DAY)),
        ]


class DecidedRow(SealedDatedRow):
    """Everything as it was before a decision, notes and all: sealed as one."""

    thing_type = Decided
    sealed: ClassVar = {"turn": ("was", "became", "tasks", "routines")}
    nothing_without, tells = True, False

    turn = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class BridgeRow(SealedRow):
    thing_type = Bridge
    sealed = each_alone("gives")

    from_id = text()
    to_id = text()
    gives = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine()]


class SupportRow(SealedRow):
    thing_type = Support
    sealed = each_alone("name", "reach", "when", "notes")

    name = models.TextField(blank=True)
    kind = text(8)
    commitment_ids = WordsField()
    domain_ids = WordsField()
    reach = models.TextField(blank=True)
    when = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine(), one_of("support_kind", "kind", SupportKind)]


class SeasonRow(SealedRow):
    thing_type = Season
    order: ClassVar[tuple[str, ...]] = ("first", "position", "pk")
    sealed = each_alone("why", "looking_back")

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
