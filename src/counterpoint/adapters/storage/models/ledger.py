"""The ledger: bends, the time that is given back for them, and wishes to loosen what is firm."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.fields import ProtectedField, SpanField
from counterpoint.adapters.storage.models.matters import A_DAY
from counterpoint.adapters.storage.models.rows import DatedRow, in_time, mine, one_of, or_none, text, within
from counterpoint.adapters.storage.models.sealed import SealedDatedRow, each_alone
from counterpoint.adapters.storage.models.things import A_YEAR
from counterpoint.domain.boundaries import Bend, BendCause, GiveBack, GiveBackState, Loosening
from counterpoint.domain.boundaries.loosening import MOST_DAYS


class BendRow(SealedDatedRow):
    """What was bent and when is plain; for whom and why are sealed."""

    thing_type = Bend
    sealed = each_alone("for_whom", "reason")

    protected_id = text()
    title = models.TextField(blank=True)
    span = SpanField()
    cause = models.CharField(max_length=12)
    for_whom = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    value_id = text()

    class Meta:
        constraints: ClassVar = [mine(), one_of("bend_cause", "cause", BendCause)]
        indexes: ClassVar = [in_time()]


class GiveBackRow(DatedRow):
    thing_type = GiveBack

    bend_id = text()
    title = models.TextField(blank=True)
    minutes = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    protected_id = text()
    value_id = text()
    domain_id = text()
    state = models.CharField(max_length=8)
    given_at = models.DateTimeField(null=True)
    minutes_given = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("give_back_state", "state", GiveBackState),
            within("give_back_minutes", minutes=(1, 7 * A_DAY)),
            within("give_back_minutes_given", minutes_given=(0, A_YEAR)),
        ]
        indexes: ClassVar = [in_time()]


class LooseningRow(DatedRow):
    thing_type = Loosening

    protected_id = text()
    title = models.TextField(blank=True)
    due_at = models.DateTimeField()
    wish = ProtectedField(null=True)
    days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [mine(), or_none("loosening_wait", days=(0, MOST_DAYS))]
        indexes: ClassVar = [in_time()]
