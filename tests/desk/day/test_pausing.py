"""Life happened: little is asked, musts are kept, and it ends or is taken back in one move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counterpoint.desk.day import pausing
from counterpoint.desk.day.pausing import EndsBefore
from counterpoint.desk.planning.background import run_planning, start_planning
from counterpoint.desk.ports import ChangedMeanwhile, Job, NotThere
from counterpoint.domain.living import Pause, days_of
from counterpoint.domain.planning import FlexBlock, Routine, Task
from counterpoint.domain.timeline import Span
from tests.desk.weeks import WEEK, ZONE, a_diary, at
from tests.memory import MemoryDiary

TUESDAY_NOON = at(1, 12)


@pytest.fixture
def diary() -> MemoryDiary:
    """A planned week with a must, wishes, a routine and a flex block."""
    diary = a_diary()
    diary.tasks.add(Task("tax", "Tax", 60, "home", importance="must", deadline_at=at(4, 20)))
    diary.routines.add(Routine("run", "Run", 30, 5, domain_id="home"))
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, flex=FlexBlock("flex", "Mixed", 60, 60)), version=kept.version)
    run(diary, start_planning(diary, WEEK, seconds=0.2))
    return diary


def run(diary: MemoryDiary, job: Job | None) -> None:
    assert job is not None
    diary.jobs.kept[job.id] = replace(job, payload={**job.payload, "seconds": 0.2})
    diary.jobs.run(job.id, lambda job: run_planning(diary, job, TUESDAY_NOON))


def after_noon(diary: MemoryDiary) -> set[str]:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return {each.title for each in kept.thing.current.blocks if each.span.start >= TUESDAY_NOON}


def test_while_life_happens_only_musts_and_what_is_protected_are_planned(diary: MemoryDiary) -> None:
    begun = pausing.begin(diary, TUESDAY_NOON)
    assert pausing.is_paused(diary, TUESDAY_NOON)
    run(diary, begun.job)
    assert after_noon(diary) <= {"Tax", "Dinner"}
    kept = diary.plans.of(WEEK)
    assert kept is not None
    out = {each.title: each.why for each in kept.thing.current.left_out}
    assert "Run" not in out
    assert set(out.values()) <= {"Life happened, and this can wait."}


def test_after_its_end_the_rest_of_the_week_is_planned_again(diary: MemoryDiary) -> None:
    begun = pausing.begin(diary, TUESDAY_NOON, until=at(3, 0))
    run(diary, begun.job)
    kept = diary.plans.of(WEEK)
    assert kept is not None
    paused = Span(TUESDAY_NOON, at(3, 0))
    there = {each.title for each in kept.thing.current.blocks if each.span.overlaps(paused)}
    assert there <= {"Tax", "Dinner"}
    assert not pausing.is_paused(diary, at(3, 0))
    assert "Run" in after_noon(diary)


def test_it_ends_in_one_move_and_routines_come_back(diary: MemoryDiary) -> None:
    run(diary, pausing.begin(diary, TUESDAY_NOON).job)
    ended = pausing.end(diary, TUESDAY_NOON + timedelta(hours=1))
    assert ended is not None
    run(diary, ended.job)
    assert "Run" in after_noon(diary)
    assert pausing.end(diary, TUESDAY_NOON + timedelta(hours=2)) is None


def test_a_slip_is_taken_back_with_the_plan_that_it_made(diary: MemoryDiary) -> None:
    before = diary.plans.of(WEEK)
    begun = pausing.begin(diary, TUESDAY_NOON)
    run(diary, begun.job)
    assert pausing.take_back(diary, begun.kept.thing.id, TUESDAY_NOON) is None
    after = diary.plans.of(WEEK)
    assert before is not None
    assert after is not None
    assert after.thing.current == before.thing.current
    assert not pausing.pauses(diary)


def test_a_slip_noticed_before_it_was_planned_is_planned_anew(diary: MemoryDiary) -> None:
    begun = pausing.begin(diary, TUESDAY_NOON)
    assert pausing.take_back(diary, begun.kept.thing.id, TUESDAY_NOON) is not None


def test_begun_twice_it_is_one_pause(diary: MemoryDiary) -> None:
    pausing.begin(diary, TUESDAY_NOON)
    again = pausing.begin(diary, TUESDAY_NOON + timedelta(hours=1), until=at(4, 0), note="flu")
    assert [each.until for each in pausing.pauses(diary)] == [at(4, 0)]
    assert again.kept.thing.at == TUESDAY_NOON


def test_the_note_of_a_second_tap_stands_beside_that_of_the_first(diary: MemoryDiary) -> None:
    pausing.begin(diary, TUESDAY_NOON, note="flu")
    for _tap in range(2):
        pausing.begin(diary, TUESDAY_NOON, note="Noor has the keys")
    assert pausing.pauses(diary)[0].note == "flu · Noor has the keys"


def test_another_tab_that_changes_a_pause_is_told(diary: MemoryDiary) -> None:
    begun = pausing.begin(diary, TUESDAY_NOON).kept.thing
    pausing.change(diary, begun.id, TUESDAY_NOON, until=None, note="flu", version=1)
    with pytest.raises(ChangedMeanwhile):
        pausing.change(diary, begun.id, TUESDAY_NOON, until=None, note="a cold", version=1)


def test_a_pause_can_be_given_an_end_and_a_note_and_no_end_before_it_began(diary: MemoryDiary) -> None:
    begun = pausing.begin(diary, TUESDAY_NOON).kept.thing
    changed = pausing.change(diary, begun.id, TUESDAY_NOON, until=at(5, 0), note="flu", version=1)
    assert (changed.kept.thing.until, changed.kept.thing.note) == (at(5, 0), "flu")
    assert pausing.change(diary, begun.id, TUESDAY_NOON, until=at(5, 0), note="flu", version=2).job is None
    with pytest.raises(EndsBefore):
        pausing.change(diary, begun.id, TUESDAY_NOON, until=at(0, 0), note="", version=2)
    with pytest.raises(EndsBefore):
        pausing.begin(diary, TUESDAY_NOON, until=TUESDAY_NOON)


def test_what_was_done_to_the_plan_since_stays_when_a_slip_is_taken_back(diary: MemoryDiary) -> None:
    begun = pausing.begin(diary, TUESDAY_NOON)
    run(diary, begun.job)
    kept = diary.plans.of(WEEK)
    assert kept is not None
    diary.plans.keep(kept.thing.current, step="Moved something", version=kept.version)
    assert pausing.take_back(diary, begun.kept.thing.id, TUESDAY_NOON) is not None


def test_one_that_is_gone_is_told(diary: MemoryDiary) -> None:
    with pytest.raises(NotThere):
        pausing.pause_named(diary, "gone")


def test_without_a_plan_nothing_is_planned() -> None:
    assert pausing.begin(a_diary(), TUESDAY_NOON).job is None


def test_its_days_are_named_for_whoever_estimates(diary: MemoryDiary) -> None:
    pausing.begin(diary, TUESDAY_NOON, until=at(3, 0))
    found = pausing.paused_days(diary, WEEK.span(ZONE))
    assert found == {date(2026, 11, 24), date(2026, 11, 25)}


def test_a_pause_without_an_end_lasts_as_long_as_one_looks() -> None:
    span = Span(at(0, 0), at(2, 0))
    assert days_of([Pause("z", at(1, 23))], span, ZONE) == {date(2026, 11, 24)}
    assert days_of([Pause("z", at(5, 0))], span, ZONE) == frozenset()
