"""What a person wrote about their job, and what they try there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.models.rows import ShelfRow, mine
from counterpoint.domain.job import JobNote, JobTrial


class JobNoteRow(ShelfRow):
    thing_type = JobNote

    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine()]


class JobTrialRow(ShelfRow):
    thing_type = JobTrial

    title = models.TextField(blank=True)
    first = models.DateField()
    last = models.DateField()
    shows = models.TextField(blank=True)
    told = models.TextField(blank=True)
    looking_back = models.TextField(blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            mine(),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="job_trial_ends"),
        ]
