"""Which days are proven: said of just that plan, and never claimed where the judge did not answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterpoint.desk.planning.proving import ask_for_proof, prove_in_background
from counterpoint.desk.ports import Job
from counterpoint.desk.week.look import look_at_week
from counterpoint.desk.week.plannings import PLANNING, planning_asked
from counterpoint.engines.solver import judging
from tests.desk.weeks import NOW, WEEK, a_block, a_diary, planned, span
from tests.memory import MemoryDiary


@pytest.fixture
def diary() -> MemoryDiary:
    """A small week whose planning has been kept; nothing but a call is to be placed."""
    diary = a_diary()
    diary.tasks.remove("report")
    return diary


def kept(diary: MemoryDiary) -> Job:
    version = planned(diary, a_block("call", span(1, 20, 30))).version
    job = diary.jobs.record(PLANNING, planning_asked(WEEK))
    diary.jobs.tell(job.id, progress=1.0, result={"kept": version})
    return ask_for_proof(diary, WEEK, version=version, planning=job.id)


def test_days_that_cannot_be_better_are_told_with_the_plan_that_has_them(diary: MemoryDiary) -> None:
    prove_in_background(diary, kept(diary), NOW)
    proven = look_at_week(diary, WEEK, NOW).proven
    assert proven
    assert set(proven) <= {WEEK.first.replace(day=WEEK.first.day + n) for n in range(7)}
    planned_again = diary.plans.of(WEEK)
    assert planned_again is not None
    diary.plans.keep(planned_again.thing.current, step="Moved", version=planned_again.version)
    assert look_at_week(diary, WEEK, NOW).proven == ()


def test_a_judge_that_is_killed_claims_nothing(
    diary: MemoryDiary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    killed = tmp_path / "python"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    monkeypatch.setattr(judging.sys, "executable", str(killed))
    prove_in_background(diary, kept(diary), NOW)
    assert look_at_week(diary, WEEK, NOW).proven == ()


def test_another_plan_by_now_is_not_proven(diary: MemoryDiary) -> None:
    job = kept(diary)
    other = replace(job, payload={**job.payload, "version": 99})
    prove_in_background(diary, other, NOW)
    assert look_at_week(diary, WEEK, NOW).proven == ()
    gone = replace(job, payload={**job.payload, "planning": "gone"})
    prove_in_background(diary, gone, NOW)
    assert look_at_week(diary, WEEK, NOW).proven == ()
