"""Jobs are taken once, put back when their worker dies, and given up after three attempts."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import OperationalError

from counterpoint.adapters.storage.diary import StoredDiary
from counterpoint.adapters.storage.models import JobRow, Person
from counterpoint.domain.errors import CounterpointError
from counterpoint.server import jobs
from counterpoint.server.worker import Ear, Worker, settle

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def diary() -> StoredDiary:
    return StoredDiary(Person.objects.create(username="ada"))


def claim(queue: str = "planning", worker: str = "here:1") -> JobRow:
    row = jobs.claim(queue, worker, NOW)
    assert row is not None
    return row


def test_the_oldest_waiting_job_of_the_queue_is_taken_once(diary: StoredDiary) -> None:
    first = diary.jobs.record("plan_week", {"n": 1})
    diary.jobs.record("read_calendar", {})
    diary.jobs.record("plan_week", {"n": 2})
    row = claim()
    assert (row.own_id, row.attempts, row.person) == (first.id, 1, diary.person)
    assert diary.jobs.get(first.id).state == "running"
    claim()
    assert jobs.claim("planning", "here:2", NOW) is None


def test_nobody_waits_for_all_that_another_has_asked_for(diary: StoredDiary) -> None:
    sam = StoredDiary(Person.objects.create(username="sam"))
    for n in range(5):
        diary.jobs.record("plan_week", {"n": n})
    sam.jobs.record("plan_week", {"n": 0})
    taken = []
    for minute in range(6):
        row = jobs.claim("planning", "here:1", NOW + timedelta(minutes=minute))
        assert row is not None
        settle(row, None, NOW + timedelta(minutes=minute))
        taken.append((row.person.username, row.payload["n"]))
    assert taken[:3] == [("ada", 0), ("sam", 0), ("ada", 1)]
    assert [n for who, n in taken if who == "ada"] == [0, 1, 2, 3, 4]


def test_a_job_ends_as_done(diary: StoredDiary) -> None:
    job = diary.jobs.record("plan_week", {})
    row = claim()
    diary.jobs.tell(job.id, progress=0.5, result={"kept": 3})
    settle(row, None, NOW)
    ended = diary.jobs.get(job.id)
    assert (ended.state, ended.progress, ended.result) == ("done", 1.0, {"kept": 3})


def test_what_a_person_can_act_on_is_told_and_not_tried_again(diary: StoredDiary) -> None:
    job = diary.jobs.record("refresh_feed", {})
    settle(claim("reading"), CounterpointError("It did not answer.", advice="Try later."), NOW)
    ended = diary.jobs.get(job.id)
    assert (ended.state, ended.note) == ("failed", "It did not answer. Try later.")


def test_a_job_that_was_asked_to_stop_has_stopped(diary: StoredDiary) -> None:
    job = diary.jobs.record("read_calendar", {})
    row = claim("reading")
    diary.jobs.ask_to_stop(job.id)
    assert diary.jobs.get(job.id).stop_asked
    settle(row, CounterpointError("Stopped."), NOW)
    assert diary.jobs.get(job.id).state == "stopped"


def test_a_fault_of_the_program_is_tried_three_times(diary: StoredDiary) -> None:
    job = diary.jobs.record("plan_week", {})
    for _ in range(3):
        assert diary.jobs.get(job.id).state == "waiting"
        settle(claim(), ZeroDivisionError(), NOW)
    ended = diary.jobs.get(job.id)
    assert (ended.state, ended.attempts, ended.note) == ("failed", 3, jobs.GAVE_UP)


def test_the_job_of_a_killed_worker_is_put_back_by_the_next_at_once(diary: StoredDiary) -> None:
    job = diary.jobs.record("plan_week", {})
    claim(worker="host:/home:planning:77")
    assert jobs.reap("planning", NOW, gone="other:/home:planning:") == 0
    assert jobs.reap("planning", NOW, gone="host:/home:planning:") == 1
    assert diary.jobs.get(job.id).state == "waiting"


def test_the_job_of_a_silent_worker_is_put_back_after_a_minute(diary: StoredDiary) -> None:
    job = diary.jobs.record("plan_week", {})
    row = claim()
    jobs.sign_of_life(row, NOW + timedelta(seconds=30))
    assert jobs.reap("planning", NOW + timedelta(seconds=80)) == 0
    assert jobs.reap("planning", NOW + timedelta(seconds=100)) == 1
    assert diary.jobs.get(job.id).state == "waiting"
    assert not jobs.end(row, "done", NOW)  # the slow worker comes too late


def test_a_job_that_kills_its_worker_is_given_up_after_three_times(diary: StoredDiary) -> None:
    job = diary.jobs.record("plan_week", {})
    for _ in range(3):
        claim(worker="host:1")
        jobs.reap("planning", NOW, gone="host:")
    assert diary.jobs.get(job.id).state == "failed"
    assert jobs.claim("planning", "host:2", NOW) is None


def test_a_leaving_worker_puts_its_job_back_unharmed(diary: StoredDiary) -> None:
    job = diary.jobs.record("plan_week", {})
    jobs.put_back(claim())
    assert (diary.jobs.get(job.id).state, diary.jobs.get(job.id).attempts) == ("waiting", 0)


def test_those_who_wait_are_told_why_until_their_turn(diary: StoredDiary) -> None:
    job = diary.jobs.record("plan_week", {})
    jobs.say_to_waiting("planning", "Getting ready.")
    assert diary.jobs.get(job.id).note == "Getting ready."
    claim()
    assert diary.jobs.get(job.id).note == ""


def test_jobs_that_ended_long_ago_are_forgotten(diary: StoredDiary) -> None:
    old = diary.jobs.record("plan_week", {})
    settle(claim(), None, NOW)
    waiting = diary.jobs.record("plan_week", {})
    jobs.forget_old(NOW + timedelta(days=31))
    assert list(JobRow.objects.values_list("own_id", flat=True)) == [waiting.id]
    assert old.id != waiting.id


@pytest.mark.django_db(transaction=True)
def test_a_recorded_job_calls_the_worker_of_its_queue_and_no_other(settings: Any) -> None:
    diary = StoredDiary(Person.objects.create(username="ada"))
    with TemporaryDirectory() as home:  # a short path, as a socket needs it
        settings.HOME = home
        planner, reader = Ear(Path(home), "planning"), Ear(Path(home), "reading")
        with diary.together():
            diary.jobs.record("plan_week", {})
            assert not called(planner)  # there is nothing to be seen yet
        assert called(planner)
        assert not called(reader)
        planner.close()
        reader.close()
        diary.jobs.record("plan_week", {})  # nobody listens, and nothing is lost
    assert claim().kind == "plan_week"


def called(ear: Ear) -> bool:
    """Whether a call waits to be heard."""
    assert ear.socket is not None
    try:
        return bool(ear.socket.recv(16, socket.MSG_DONTWAIT))
    except BlockingIOError:
        return False


def test_a_worker_outlives_a_database_that_is_busy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, diary: StoredDiary
) -> None:
    job = diary.jobs.record("plan_week", {})
    worker = Worker("planning", tmp_path, lambda _row: None)
    with monkeypatch.context() as busy:
        busy.setattr(jobs, "claim", _locked)
        assert worker._claimed() is None
    row = worker._claimed()
    assert row is not None
    assert row.own_id == job.id


def _locked(*_: object) -> None:
    raise OperationalError("database is locked")
