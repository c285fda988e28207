"""The worker's side of the job table: who takes a job, whether they still live, and how it ended.

A job is taken by one conditional UPDATE, so two workers never have the same one. A worker that is killed
leaves its job "running" without a sign of life; whoever comes next puts it back, three attempts in all.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from counterpoint.adapters.storage.models import JobRow

MOST_ATTEMPTS = 3
SILENCE = timedelta(seconds=60)
KEPT = timedelta(days=30)
GAVE_UP = "This did not work, although it was tried more than once. What was there before is unchanged."

log = logging.getLogger("counterpoint.jobs")


def claim(queue: str, worker: str, now: datetime) -> JobRow | None:
    """Takes a waiting job of a queue, or none: the oldest of whoever was served longest ago.

    So nobody waits for all that somebody else has asked for.
    """
    of_theirs = JobRow.objects.filter(queue=queue, person=OuterRef("person"), alive_at__isnull=False)
    served = Subquery(of_theirs.order_by("-alive_at").values("alive_at")[:1])
    waiting = JobRow.objects.filter(queue=queue, state="waiting").alias(served=served)
    in_turn = waiting.order_by(F("served").asc(nulls_first=True), "id").values_list("pk", flat=True)
    while (first := in_turn.first()) is not None:
        mine = JobRow.objects.filter(pk=first, state="waiting").update(
            state="running", worker=worker, alive_at=now, note="", attempts=F("attempts") + 1
        )
        if mine:
            return JobRow.objects.select_related("person").get(pk=first)
    return None


def say_to_waiting(queue: str, words: str) -> None:
    """Tells those who wait in a queue why."""
    JobRow.objects.filter(queue=queue, state="waiting", note="").update(note=words)


def sign_of_life(row: JobRow, now: datetime) -> None:
    JobRow.objects.filter(pk=row.pk, state="running", worker=row.worker).update(alive_at=now)


def end(row: JobRow, state: str, now: datetime, note: str = "") -> bool:
    """Writes down how a job ended; False when it is no longer this worker's."""
    ended: dict[str, Any] = {"state": state, "ended_at": now, "worker": ""}
    if state == "done":
        ended["progress"] = 1.0
    if note:
        ended["note"] = note
    return bool(JobRow.objects.filter(pk=row.pk, state="running", worker=row.worker).update(**ended))


def put_back(row: JobRow) -> None:
    """Gives a job up unharmed, because the worker is leaving; this was no attempt."""
    mine = JobRow.objects.filter(pk=row.pk, state="running", worker=row.worker)
    mine.update(state="waiting", worker="", attempts=F("attempts") - 1)


def try_again(row: JobRow, now: datetime) -> None:
    """After an error of the program's: back to waiting, or failed for good."""
    if row.attempts < MOST_ATTEMPTS:
        mine = JobRow.objects.filter(pk=row.pk, state="running", worker=row.worker)
        mine.update(state="waiting", worker="")
    else:
        end(row, "failed", now, GAVE_UP)


def reap(queue: str, now: datetime, *, gone: str = "") -> int:
    """Puts back the jobs of workers whose name begins with `gone` or who were silent for a minute."""
    silent = Q(alive_at__lt=now - SILENCE)
    dead = JobRow.objects.filter(queue=queue, state="running")
    dead = dead.filter(silent | Q(worker__startswith=gone) if gone else silent)
    failed = dead.filter(attempts__gte=MOST_ATTEMPTS).update(
        state="failed", note=GAVE_UP, worker="", ended_at=now
    )
    again = dead.filter(attempts__lt=MOST_ATTEMPTS).update(state="waiting", worker="")
    if failed or again:
        log.warning("%s jobs of a worker that died are tried again, %s are given up", again, failed)
    return failed + again


def forget_old(now: datetime) -> int:
    """Removes jobs that ended long ago."""
    old = JobRow.objects.filter(ended_at__lt=now - KEPT)
    return old.delete()[0]
