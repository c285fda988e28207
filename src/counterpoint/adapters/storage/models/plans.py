"""Plans as documents: each week's current one, the accepted one, the way back, and what was published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.models.rows import ID_LENGTH


class PlanRow(models.Model):
    """One week's plan. `current` and `accepted` are documents as `documents.pack` makes them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    week_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    current = models.BinaryField()
    accepted = models.BinaryField(null=True)
    begun_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "week_on"], name="one_plan_a_week")
        ]


class StepRow(models.Model):
    """The plan as it was before a step, so that the step can be undone; `number` counts up within a plan."""

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    name = models.TextField()
    before = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="steps_in_a_row")]


class PublishedRow(models.Model):
    """A block of an accepted plan as calendars know it. Its `sequence` only ever grows (RFC 5545 §3.8.7.4).

    A block that is no longer in the accepted plan is kept as `withdrawn`, out of the feed, so that its
    sequence goes on from where it was when the block comes back. `free`: it had room left when that was last
    counted, so that it shows as free where blocks show by that.
    """

    plan = models.ForeignKey(PlanRow, on_delete=models.CASCADE, related_name="published")
    block_id = models.CharField(max_length=2 * ID_LENGTH)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)
    free = models.BooleanField(default=False)
    block = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "block_id"], name="one_publication_of_a_block")
        ]
