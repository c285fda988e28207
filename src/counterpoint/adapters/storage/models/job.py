"""What a person wrote about their job, and what they try there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.models.rows import mine
from counterpoint.adapters.storage.models.sealed import SealedRow, each_alone
from counterpoint.domain.job import JobNote, JobTrial


class JobNoteRow(SealedRow):
    thing_type = JobNote
    sealed = each_alone("text")

    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [mine()]


class JobTrialRow(SealedRow):
    thing_type = JobTrial
    sealed = each_alone("title", "shows", "told", "looking_back")

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
