"""Where a person may be reached outside the app, and all that ever left; addresses and texts are sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.models.rows import in_time, mine, one_of
from counterpoint.adapters.storage.models.rows import text as a_word
from counterpoint.adapters.storage.models.sealed import SealedDatedRow, each_alone
from counterpoint.domain.living import Outgoing, OutgoingKind, OutgoingState, Target, Way


class TargetRow(SealedDatedRow):
    thing_type = Target
    sealed = each_alone("label", "address")
    nothing_without = True

    way = models.CharField(max_length=8)
    address = models.TextField()
    label = models.TextField()
    confirmed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField()
    trouble = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine(), one_of("target_way", "way", Way)]
        indexes: ClassVar = [in_time()]


class OutgoingRow(SealedDatedRow):
    thing_type = Outgoing
    sealed = each_alone("subject", "to", "body")
    nothing_without = True

    kind = models.CharField(max_length=12)
    way = models.CharField(max_length=8)
    target_id = a_word()
    to = models.TextField()
    subject = models.TextField()
    body = models.TextField()
    link = models.TextField(blank=True)
    occasion = models.TextField(blank=True)
    until = models.DateTimeField(null=True)
    state = models.CharField(max_length=9)
    attempts = models.PositiveSmallIntegerField()
    lost = models.PositiveSmallIntegerField()
    next_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("outgoing_kind", "kind", OutgoingKind),
            one_of("outgoing_way", "way", Way),
            one_of("outgoing_state", "state", OutgoingState),
        ]
        indexes: ClassVar = [
            in_time(),
            models.Index(
                fields=["next_at"],
                condition=models.Q(state__in=["waiting", "sending"]),
                name="outgoing_open",
            ),
        ]
