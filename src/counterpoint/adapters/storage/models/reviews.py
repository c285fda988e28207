"""Looks back, the markers of each week, and what was let go."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.models.rows import DatedRow, in_time, mine, one_of, text
from counterpoint.adapters.storage.models.sealed import SealedDatedRow, each_alone
from counterpoint.domain.reviews import ALL_MARKERS, Change, Dismissal, Markers, Review, ReviewKind


class ReviewRow(SealedDatedRow):
    """What was said at the parts of a review, and what was promised, are sealed; the rest is dates."""

    thing_type = Review
    sealed = each_alone("promise", "notes", "cue")
    nothing_without = True

    kind = models.CharField(max_length=12)
    first = models.DateField()
    last = models.DateField()
    notes = models.TextField()
    change = text(8)
    promise = models.TextField()
    cue = models.TextField(blank=True)
    habit_id = text()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            mine(),
            one_of("review_kind", "kind", ReviewKind),
            one_of("review_change", "change", Change),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="review_ends"),
        ]
        indexes: ClassVar = [in_time()]


class MarkersRow(SealedDatedRow):
    """The numbers of a week, sealed together in `felt`."""

    thing_type = Markers
    sealed: ClassVar = {"felt": ALL_MARKERS}
    bounds: ClassVar = dict.fromkeys(ALL_MARKERS, (0, 10))
    nothing_without, tells = True, False

    week = models.DateField()
    felt = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]


class DismissalRow(DatedRow):
    thing_type = Dismissal

    of = models.TextField()
    until = models.DateTimeField()
    answer = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]
