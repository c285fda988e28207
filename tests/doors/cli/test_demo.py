"""The example life from the command line: planned once, whether a server works beside it or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counterpoint import wiring
from counterpoint.adapters.storage.models import JobRow
from counterpoint.desk.ports import Job
from counterpoint.server.jobs import claim, end, reap
from counterpoint.wiring import work

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the jobs that this process did."""
    ids: list[str] = []

    def handler(_kind: str) -> object:
        return lambda _diary, job, _now: ids.append(job.id)

    monkeypatch.setattr(work, "handler_of", handler)
    return ids


def state(job: Job) -> str:
    return JobRow.objects.get(own_id=job.id).state


def test_without_a_server_the_command_plans_the_week_itself(done: list[str]) -> None:
    person, job = wiring.make_example(now=NOW)
    wiring.see_through(person, job, now=NOW)
    assert done == [job.id]
    assert state(job) == "done"


def test_a_week_that_a_worker_plans_is_waited_for_and_not_planned_again(
    done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, job = wiring.make_example(now=NOW)
    row = claim("planning", "worker", NOW)
    assert row is not None
    monkeypatch.setattr("time.sleep", lambda _seconds: end(row, "done", NOW))
    wiring.see_through(person, job, now=NOW)
    assert done == []


def test_a_command_that_was_killed_leaves_its_job_to_the_next_worker(
    done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, job = wiring.make_example(now=NOW)

    def killed(_kind: str) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "handler_of", killed)
    with pytest.raises(KeyboardInterrupt):
        wiring.see_through(person, job, now=NOW)
    assert reap("planning", NOW + timedelta(minutes=2)) == 1
    assert state(job) == "waiting"
    assert done == []
