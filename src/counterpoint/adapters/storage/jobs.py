"""The jobs that a person has asked for; who works on them is the worker's affair."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from counterpoint.adapters.storage.models import JobRow, Person
from counterpoint.adapters.storage.waking import wake
from counterpoint.desk.ports import Job, NotThere

PLANNING, READING, SENDING = "planning", "reading", "sending"
QUEUES = (PLANNING, READING, SENDING)
HERE = "here"  # a command that does its own job; if it is killed, its silence gives the job to a worker


def queue_of(kind: str) -> str:
    """Planning and sending have a worker each, so that no long import and no slow server delays them."""
    if kind.startswith("plan"):
        return PLANNING
    return SENDING if kind.startswith("send") else READING


class StoredJobs:
    def __init__(self, person: Person, clock: Callable[[], datetime]) -> None:
        self.person = person
        self.clock = clock

    @property
    def rows(self) -> QuerySet[JobRow]:
        return JobRow.objects.filter(person=self.person)

    def record(self, kind: str, payload: Mapping[str, Any]) -> Job:
        queue = queue_of(kind)
        row = JobRow.objects.create(
            own_id=uuid.uuid4().hex,
            person=self.person,
            queue=queue,
            kind=kind,
            payload=dict(payload),
            recorded_at=self.clock(),
        )
        transaction.on_commit(partial(wake, Path(settings.HOME), queue))
        return row.as_domain()

    def get(self, id: str) -> Job:
        row = self.rows.filter(own_id=id).first()
        if row is None:
            raise NotThere("This work is no longer known.")
        return row.as_domain()

    def latest(self, kind: str, **payload: Any) -> Job | None:
        wanted = {f"payload__{key}": value for key, value in payload.items()}
        row = self.rows.filter(kind=kind, **wanted).order_by("-id").first()
        return row.as_domain() if row else None

    def tell(
        self, id: str, *, progress: float, note: str = "", result: Mapping[str, Any] | None = None
    ) -> None:
        said: dict[str, Any] = {"progress": min(1.0, max(0.0, progress)), "alive_at": self.clock()}
        if note:
            said["note"] = note
        if result is not None:
            said["result"] = dict(result)
        self.rows.filter(own_id=id).update(**said)

    def ask_to_stop(self, id: str) -> None:
        """A job that has not begun is stopped at once; a running one reads the wish and keeps its best."""
        waiting = self.rows.filter(own_id=id, state="waiting")
        if not waiting.update(state="stopped", stop_asked=True, ended_at=self.clock()):
            self.rows.filter(own_id=id, state="running").update(stop_asked=True)


def take_here(id: str, now: datetime) -> bool:
    """Takes a waiting job for the process that asks, so that no worker does it too; False when one has it."""
    waiting = JobRow.objects.filter(own_id=id, state="waiting")
    return bool(waiting.update(state="running", worker=HERE, alive_at=now, attempts=F("attempts") + 1))


def end_here(id: str, now: datetime) -> None:
    """Ends a job that `take_here` took."""
    mine = JobRow.objects.filter(own_id=id, state="running", worker=HERE)
    mine.update(state="done", progress=1.0, worker="", ended_at=now)
