"""Work that goes on after the answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from counterpoint.adapters.storage.models.people import Person
from counterpoint.adapters.storage.models.rows import one_of
from counterpoint.desk.ports import Job, JobState


class JobRow(models.Model):
    """One job. `queue` says whose it is, `worker` who has it, `alive_at` when it last gave a sign."""

    own_id = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    queue = models.CharField(max_length=16)
    kind = models.CharField(max_length=64)
    payload = models.JSONField()
    state = models.CharField(max_length=8, default="waiting")
    progress = models.FloatField(default=0.0)
    note = models.TextField(blank=True)
    result = models.JSONField(null=True)
    stop_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    alive_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["queue", "state", "id"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="jobs_to_do",
            ),
            models.Index(fields=["person", "kind", "-id"], name="latest_job_of_a_kind"),
        ]
        constraints: ClassVar = [
            one_of("job_state", "state", JobState),
            models.CheckConstraint(condition=models.Q(progress__gte=0, progress__lte=1), name="job_progress"),
        ]

    def as_domain(self) -> Job:
        return Job(
            id=self.own_id,
            kind=self.kind,
            payload=self.payload,
            state=self.state,  # type: ignore[arg-type]  # the constraint holds the words
            progress=self.progress,
            note=self.note,
            result=self.result,
            stop_asked=self.stop_asked,
            attempts=self.attempts,
        )
