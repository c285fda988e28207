"""Answers are kept, small steps become tasks once, and a trial asks for one look back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counterpoint.desk.plate import job
from counterpoint.desk.ports import NotThere
from counterpoint.domain.job import JobNote, JobTrial
from counterpoint.domain.values import LifeDomain
from tests.memory import MemoryDiary

NOW = datetime(2026, 12, 10, 9, tzinfo=UTC)


@pytest.fixture
def diary() -> MemoryDiary:
    diary = MemoryDiary()
    diary.domains.add(LifeDomain("family", "Family", "life"))
    diary.domains.add(LifeDomain("office", "Office", "work"))
    job.write_notes(diary, {"people-more": "Anna\nBen", "people-less": ""}, read={})
    return diary


def test_only_what_was_written_is_kept(diary: MemoryDiary) -> None:
    assert job.job_notes(diary) == {"people-more": "Anna\nBen"}
    version = diary.shelf(JobNote).get("people-more").version
    assert not job.write_notes(diary, {"people-more": "Ben"}, read={"people-more": version})
    assert job.job_notes(diary) == {"people-more": "Ben"}


def test_two_tabs_lose_nothing(diary: MemoryDiary) -> None:
    elsewhere = job.write_notes(diary, {"people-more": "Cora", "people-ask": "x"}, read={})
    assert elsewhere["people-more"].thing.text == "Anna\nBen"
    assert job.job_notes(diary) == {"people-more": "Anna\nBen"}
    assert not job.write_notes(diary, {"people-more": "Anna\nBen"}, read={}), "both say the same"


def test_a_small_step_becomes_a_task_once(diary: MemoryDiary) -> None:
    task, new = job.take_up(diary, "people-more.1")
    assert new
    assert "Ben" in task.title
    assert task.domain_id == "office"
    assert job.take_up(diary, "people-more.1") == (task, False)
    assert [each.taken for each in job.steps_of(diary, "people")] == [False, True]
    with pytest.raises(NotThere):
        job.take_up(diary, "people-more.7")


def test_of_a_long_step_all_is_kept_in_the_notes(diary: MemoryDiary) -> None:
    job.write_notes(diary, {"tasks-more": "y" * 300}, read={})
    task, _new = job.take_up(diary, "tasks-more.0")
    assert len(task.title) == 120
    assert "y" * 300 in task.notes


def test_the_nearest_trial_is_proposed_and_one_that_is_over_asks_for_a_look_back(diary: MemoryDiary) -> None:
    for id, first, last, ended in (
        ("over", date(2026, 11, 1), date(2026, 12, 9), None),
        ("seen", date(2026, 10, 1), date(2026, 10, 9), date(2026, 10, 10)),
        ("now", date(2026, 12, 1), date(2026, 12, 10), None),
        ("next", date(2027, 1, 1), date(2027, 2, 1), None),
    ):
        diary.shelf(JobTrial).add(JobTrial(id, id, first, last, ended_on=ended))
    assert getattr(job.trial_to_propose(diary, now=NOW), "id", "") == "now"
    assert [each.id for each in job.trials_to_look_back_at(diary, now=NOW)] == ["over"]
    assert [each.id for each in job.trials(diary)] == ["next", "now", "over", "seen"]
    assert job.is_running(diary, job.trials(diary)[1], now=NOW)
