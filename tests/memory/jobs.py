"""Jobs in memory, and a worker."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from counterpoint.desk.ports import Job, NotThere


class MemoryJobs:
    """Jobs wait until a test takes them: `jobs.run(id, work)` stands for the worker."""

    def __init__(self) -> None:
        self.kept: dict[str, Job] = {}

    def record(self, kind: str, payload: Mapping[str, Any]) -> Job:
        job = Job(uuid.uuid4().hex, kind, dict(payload))
        self.kept[job.id] = job
        return job

    def get(self, id: str) -> Job:
        if id not in self.kept:
            raise NotThere("This work is no longer known.")
        return self.kept[id]

    def latest(self, kind: str, **payload: Any) -> Job | None:
        found = (
            job
            for job in reversed(self.kept.values())
            if job.kind == kind and payload.items() <= dict(job.payload).items()
        )
        return next(found, None)

    def tell(
        self, id: str, *, progress: float, note: str = "", result: Mapping[str, Any] | None = None
    ) -> None:
        if id in self.kept:
            job = self.kept[id]
            self.kept[id] = replace(
                job,
                progress=min(1.0, max(0.0, progress)),
                note=note or job.note,
                result=job.result if result is None else dict(result),
            )

    def ask_to_stop(self, id: str) -> None:
        job = self.kept.get(id)
        if job and job.state in ("waiting", "running"):
            state = "stopped" if job.state == "waiting" else job.state
            self.kept[id] = replace(job, stop_asked=True, state=state)

    def run(self, id: str, work: Callable[[Job], None]) -> Job:
        """What a worker does: the job runs, and is done or failed afterwards."""
        self.kept[id] = replace(self.kept[id], state="running", attempts=self.kept[id].attempts + 1)
        work(self.kept[id])
        self.kept[id] = replace(self.kept[id], state="done", progress=1.0)
        return self.kept[id]
