"""Looks back, the markers of each week, and what was let go."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from counterpoint.adapters.codec import as_json, from_json
from counterpoint.adapters.storage.models.rows import DatedRow, in_time, mine, one_of, or_none, text
from counterpoint.adapters.storage.models.sealed import SealedRow
from counterpoint.domain.reviews import ALL_MARKERS, Change, Dismissal, Markers, Note, Review, ReviewKind


def said() -> Any:
    """An answer from 0 to 10; None where nothing was said."""
    return models.PositiveSmallIntegerField(null=True)


class ReviewRow(SealedRow):
    """What was said at the parts of a review, and what was promised, are sealed; the rest is dates."""

    thing_type = Review
    sealed = ("promise", "notes")

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

    @classmethod
    def as_text(cls, name: str, value: Any) -> str:
        return json.dumps(as_json(value), ensure_ascii=False) if name == "notes" else str(value)

    @classmethod
    def from_text(cls, name: str, text: str) -> Any:
        if name != "notes":
            return text
        return tuple(from_json(Note, note) for note in json.loads(text)) if text else ()


class MarkersRow(DatedRow):
    thing_type = Markers

    week = models.DateField()
    satisfaction = said()
    stress = said()
    conflict = said()
    focus = said()
    unexpected = said()
    energy = said()

    class Meta:
        constraints: ClassVar = [mine(), or_none("markers_said", **dict.fromkeys(ALL_MARKERS, (0, 10)))]
        indexes: ClassVar = [in_time()]


class DismissalRow(DatedRow):
    thing_type = Dismissal

    of = models.TextField()
    until = models.DateTimeField()
    answer = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [mine()]
        indexes: ClassVar = [in_time()]
