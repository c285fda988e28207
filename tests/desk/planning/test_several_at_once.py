"""While several weeks are planned: what changes meanwhile, what is killed, what each page shows."""

from __future__ import annotations

import itertools
from datetime import time, timedelta

import pytest

from counterpoint.desk.planning import background, edits
from counterpoint.desk.week.look import look_at_week
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning import Plan
from counterpoint.domain.timeline import WEEKDAYS, Week, WeeklyWindow
from tests.desk.planning.several import NEXT, SECONDS, minutes_of, plan_of, plan_them, run
from tests.desk.weeks import NOW, WEEK, ZONE, a_block, at, planned, span
from tests.memory import MemoryDiary


def test_a_killed_planning_of_several_weeks_is_run_again_and_had_kept_nothing(diary: MemoryDiary) -> None:
    job = background.start_planning(diary, WEEK, weeks=2, seconds=SECONDS)

    def killed() -> float:
        raise KeyboardInterrupt

    ticks = itertools.chain([0.0, 0.1], iter(killed, None))
    with pytest.raises(KeyboardInterrupt):
        run(diary, job, lambda: next(ticks))
    assert diary.plans.all() == ()
    run(diary, diary.jobs.get(job.id))
    assert [each.thing.week for each in diary.plans.all()] == [WEEK, NEXT]
    kept = diary.plans.all()
    run(diary, diary.jobs.get(job.id))
    assert diary.plans.all() == kept


def test_a_plan_that_cannot_be_kept_leaves_the_other_weeks_as_they_were(
    diary: MemoryDiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, keep = background.start_planning(diary, WEEK, weeks=2, seconds=SECONDS), diary.plans.keep

    def full(plan: Plan, **more: object) -> object:
        if plan.week == NEXT:
            raise OSError
        return keep(plan, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(diary.plans, "keep", full)
    with pytest.raises(OSError):  # a disk that is full
        run(diary, job)
    assert diary.plans.all() == ()


def test_what_changed_in_any_of_the_weeks_meanwhile_is_planned_around(diary: MemoryDiary) -> None:
    diary.plans.keep(
        Plan(NEXT, ZONE, (a_block("call", span(8, 20, 30)),)), step="Planned the week", version=None
    )
    job = background.start_planning(diary, WEEK, weeks=2, seconds=SECONDS)
    ticks = itertools.count()

    def clock() -> float:
        tick = next(ticks)
        if tick == 2:
            call = plan_of(diary, NEXT).blocks[0]
            edits.move_block(diary, NEXT, call.id, at(10, 19, 0), version=1, now=NOW)
        return tick * 0.3

    run(diary, job, clock)
    [call] = [each for each in plan_of(diary, NEXT).blocks if each.subject_id == "call"]
    assert (call.span, call.pinned) == (span(10, 19, 30), True)
    assert minutes_of(plan_of(diary, WEEK), "call") == 0


def test_weeks_that_never_stand_still_are_told_and_nothing_is_changed(diary: MemoryDiary) -> None:
    job = background.start_planning(diary, WEEK, weeks=2, seconds=SECONDS)
    ticks = itertools.count()

    def clock() -> float:
        kept = diary.plans.of(NEXT)
        note = (f"{next(ticks)}",)
        diary.plans.keep(Plan(NEXT, ZONE, (), notes=note), step="x", version=kept.version if kept else None)
        return 0.0

    with pytest.raises(background.StillChanging, match="unchanged"):
        run(diary, job, clock)
    assert diary.plans.of(WEEK) is None


def test_undo_takes_back_a_week_and_leaves_the_others(diary: MemoryDiary) -> None:
    before = planned(diary)
    plan_them(diary)
    second, view = diary.plans.of(NEXT), look_at_week(diary, WEEK, NOW)
    assert view.last_step == "Planned several weeks together"
    edits.undo(diary, WEEK, version=view.version, now=NOW)
    assert plan_of(diary, WEEK) == before.thing.current
    assert diary.plans.of(NEXT) == second


def test_the_page_of_each_week_knows_with_which_it_was_planned_until_it_is_changed(
    diary: MemoryDiary,
) -> None:
    plan_them(diary, 3)
    weeks = (WEEK, NEXT, NEXT.next())
    for week in weeks:
        view = look_at_week(diary, week, NOW)
        assert view.together_with == weeks
        assert view.state == "draft"
    [call] = [each for week in weeks for each in plan_of(diary, week).blocks if each.subject_id == "call"]
    there = next(week for week in weeks if call in plan_of(diary, week).blocks)
    edits.pin_block(diary, there, call.id, pinned=True, version=1, now=NOW)
    assert look_at_week(diary, there, NOW).together_with == ()
    assert look_at_week(diary, NEXT.next(5), NOW).together_with == ()


def test_days_proven_of_one_week_are_told_beside_those_of_another(diary: MemoryDiary) -> None:
    job = plan_them(diary)
    proven = [WEEK.first.isoformat(), (NEXT.first + timedelta(days=2)).isoformat()]
    diary.jobs.tell(job.id, progress=1.0, result={**(job.result or {}), "proven": proven})
    assert look_at_week(diary, WEEK, NOW).proven == (WEEK.first,)
    assert look_at_week(diary, NEXT, NOW).proven == (NEXT.first + timedelta(days=2),)


def test_asking_of_any_of_the_weeks_while_they_are_planned_is_the_same_planning(diary: MemoryDiary) -> None:
    job = background.start_planning(diary, WEEK, weeks=2, seconds=SECONDS)
    assert background.start_planning(diary, WEEK, weeks=2).id == job.id
    assert background.start_planning(diary, WEEK).id == job.id
    assert background.start_planning(diary, NEXT).id == job.id
    assert background.start_planning(diary, NEXT.next()).id != job.id
    found = background.planning_of(diary, NEXT)
    assert found is not None
    assert found.id == job.id
    background.stop_planning(diary, NEXT)
    assert diary.jobs.get(job.id).stop_asked


def test_while_they_are_planned_each_week_sees_its_own_best_so_far(diary: MemoryDiary) -> None:
    job = background.start_planning(diary, WEEK, weeks=2, seconds=SECONDS)
    seen: dict[Week, list[Plan]] = {WEEK: [], NEXT: []}

    def clock(ticks: itertools.count[int] = itertools.count()) -> float:  # noqa: B008  # one count for the whole test
        for week in seen:
            best = background.best_so_far(diary.jobs.get(job.id), week)
            seen[week] += [best] if best else []
        return next(ticks) * 0.3

    run(diary, job, clock)
    for week, plans in seen.items():
        assert plans
        assert all(each.span.start in week.span(ZONE) for plan in plans for each in plan.blocks)
        assert all(minutes_of(plan, "dinner") == 5 * 60 for plan in plans)


def test_as_many_weeks_as_four_and_no_more_are_planned(diary: MemoryDiary) -> None:
    assert background.start_planning(diary, WEEK, weeks=9).payload["weeks"] == 4
    assert background.start_planning(diary, WEEK.next(9), weeks=0).payload["weeks"] == 1


def test_firm_rules_that_clash_are_told_of_several_weeks_too(diary: MemoryDiary) -> None:
    choir = ProtectedTime("choir", "Choir", (WeeklyWindow(WEEKDAYS, time(18, 30), time(20)),))
    diary.protected.add(choir)
    job = plan_them(diary)
    assert diary.plans.all() == ()
    assert job.result is not None
    assert "refused" in job.result
