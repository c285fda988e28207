"""A week planned in the background: watched, stopped, killed, and kept or offered."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from counterpoint.desk.planning import background as week_planning
from counterpoint.desk.planning import edits as week_edits
from counterpoint.desk.planning.drafts import draft_of, plan_from
from counterpoint.desk.ports import ChangedMeanwhile, Job, NotThere
from counterpoint.desk.week.look import look_at_week
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from tests.desk.weeks import NOW, WEEK, a_block, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary

pytestmark = pytest.mark.kernels
SECONDS = 0.2


def run(diary: MemoryDiary, job: Job, clock: Callable[[], float] | None = None) -> Job:
    more = {"clock": clock} if clock else {}
    return diary.jobs.run(job.id, lambda taken: week_planning.run_planning(diary, taken, NOW, **more))


def plan_it(diary: MemoryDiary, **more: object) -> Job:
    return run(diary, week_planning.start_planning(diary, WEEK, seconds=SECONDS, **more))  # type: ignore[arg-type]


def test_a_planned_week_is_kept_and_holds_what_was_wanted(diary: MemoryDiary) -> None:
    with_events(diary, ("Board", span(2, 14)))
    job = plan_it(diary)
    view = look_at_week(diary, WEEK, NOW)
    assert job.result == {"kept": view.version, "stopped": False}
    assert view.state == "draft"
    assert {"Report", "Call Ada", "Dinner"} <= {block.title for block in view.blocks}
    assert view.left_out == ()


def test_the_judge_has_nothing_against_the_plan_that_is_shown(diary: MemoryDiary) -> None:
    plan_it(diary)
    kept = diary.plans.of(WEEK)
    assert kept is not None
    assert check(pose(diary.life(), (), WEEK, now=NOW), kept.thing.current) == ()


def test_asking_twice_plans_once(diary: MemoryDiary) -> None:
    first = week_planning.start_planning(diary, WEEK)
    assert week_planning.start_planning(diary, WEEK).id == first.id


def test_a_killed_planning_is_run_again_and_what_was_there_is_untouched(diary: MemoryDiary) -> None:
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS)

    def killed() -> float:
        raise KeyboardInterrupt

    ticks = itertools.chain([0.0, 0.1], iter(killed, None))
    with pytest.raises(KeyboardInterrupt):
        run(diary, job, lambda: next(ticks))
    assert diary.plans.of(WEEK) is None
    run(diary, diary.jobs.get(job.id))
    assert diary.plans.of(WEEK) is not None


def test_a_planning_that_has_ended_does_nothing_when_it_is_run_again(diary: MemoryDiary) -> None:
    job = plan_it(diary)
    before = diary.plans.of(WEEK)
    run(diary, diary.jobs.get(job.id))
    assert diary.plans.of(WEEK) == before


def test_while_it_runs_the_best_so_far_can_be_seen(diary: MemoryDiary) -> None:
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS)
    seen = []

    def clock(ticks: itertools.count[int] = itertools.count()) -> float:  # noqa: B008  # one count for the whole test
        seen.append(week_planning.best_so_far(diary.jobs.get(job.id)))
        return next(ticks) * 0.3

    run(diary, job, clock)
    assert any(plan is not None and plan.blocks for plan in seen)
    assert week_planning.best_so_far(diary.jobs.get(job.id)) is None


def test_stopping_keeps_the_best(diary: MemoryDiary) -> None:
    job = week_planning.start_planning(diary, WEEK, seconds=60)
    ticks = itertools.count()

    def clock() -> float:
        tick = next(ticks)
        if tick == 3:
            week_planning.stop_planning(diary, WEEK)
        return tick * 0.3

    done = run(diary, job, clock)
    assert done.result is not None
    assert done.result["stopped"]
    assert diary.plans.of(WEEK) is not None


def test_stopping_when_nothing_runs_is_no_error(diary: MemoryDiary) -> None:
    assert week_planning.stop_planning(diary, WEEK) is None


def test_a_plan_changed_meanwhile_stays_and_the_new_one_is_offered(diary: MemoryDiary) -> None:
    kept = planned(diary)
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=kept.version)
    call = block_of(diary, "Call")
    edited = week_edits.move_block(diary, WEEK, call.id, at(4, 20), version=kept.version, now=NOW)
    run(diary, job)
    assert diary.plans.of(WEEK) == edited.kept
    offer = week_planning.offer_of(diary.jobs.get(job.id))
    assert offer is not None
    after = week_planning.take_offer(diary, WEEK, job.id, version=edited.kept.version)
    assert {block.span for block in after.thing.current.blocks} == {block.span for block in offer.blocks}
    assert week_planning.offer_of(diary.jobs.get(job.id)) is None
    back = week_edits.undo(diary, WEEK, version=after.version, now=NOW)
    assert back.thing.current == edited.kept.thing.current


def test_what_is_protected_while_the_week_is_planned_is_not_planned_over(diary: MemoryDiary) -> None:
    diary.tasks.add(
        replace(
            diary.tasks.get("report").thing,
            id="early",
            title="Early",
            minutes=60,
            windows=(WeeklyWindow(frozenset({0}), time(8), time(9)),),
        )
    )
    ticks = itertools.count()

    def clock() -> float:
        tick = next(ticks)
        if tick == 2:
            window = WeeklyWindow(frozenset({0}), time(8), time(9))
            diary.protected.add(ProtectedTime("quiet", "Quiet", (window,)))
        return tick * 0.3

    run(diary, week_planning.start_planning(diary, WEEK, seconds=SECONDS), clock)
    kept = diary.plans.of(WEEK)
    assert kept is not None
    assert check(pose(diary.life(), (), WEEK, now=NOW), kept.thing.current) == ()
    assert [out.title for out in kept.thing.current.left_out] == ["Early"]


def test_a_week_that_never_stands_still_is_told_and_what_was_there_stays(diary: MemoryDiary) -> None:
    kept = planned(diary)
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=kept.version)
    ticks = itertools.count()

    def clock() -> float:
        call = diary.tasks.get("call")
        diary.tasks.change(replace(call.thing, notes=f"Thought of {next(ticks)} times"), version=call.version)
        return 0.0

    with pytest.raises(week_planning.StillChanging, match="unchanged"):
        run(diary, job, clock)
    assert diary.plans.of(WEEK) == kept


def an_offer(diary: MemoryDiary) -> tuple[Job, int]:
    """A plan that was found while the person moved a call; with the version of their own."""
    kept = planned(diary)
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=kept.version)
    call = block_of(diary, "Call")
    edited = week_edits.move_block(diary, WEEK, call.id, at(4, 20), version=kept.version, now=NOW)
    return run(diary, job), edited.kept.version


def test_an_offer_is_not_taken_over_what_was_protected_since(diary: MemoryDiary) -> None:
    job, version = an_offer(diary)
    morning = WeeklyWindow(WEEKDAYS, time(8), time(17))
    diary.protected.add(ProtectedTime("leave", "Leave", (morning,)))
    before = diary.plans.of(WEEK)
    with pytest.raises(NotThere, match="“Leave” has come to lie on this plan"):
        week_planning.take_offer(diary, WEEK, job.id, version=version)
    assert diary.plans.of(WEEK) == before


def test_an_offer_does_not_undo_what_was_done_since(diary: MemoryDiary) -> None:
    job, version = an_offer(diary)
    call = block_of(diary, "Call")
    edited = week_edits.move_block(diary, WEEK, call.id, at(2, 20), version=version, now=NOW)
    edited = week_edits.mark_block(diary, WEEK, call.id, "done", version=edited.kept.version, now=NOW)
    with pytest.raises(NotThere, match="You did “Call”"):
        week_planning.take_offer(diary, WEEK, job.id, version=edited.kept.version)
    assert diary.tasks.get("call").thing.minutes_done == 30


def test_an_offer_can_be_left_and_is_gone_then(diary: MemoryDiary) -> None:
    kept = planned(diary)
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=kept.version)
    report = block_of(diary, "Report")
    week_edits.pin_block(diary, WEEK, report.id, pinned=True, version=kept.version, now=NOW)
    run(diary, job)
    week_planning.decline_offer(diary, job.id)
    with pytest.raises(NotThere, match="no longer on offer"):
        week_planning.take_offer(diary, WEEK, job.id, version=kept.version + 1)


def test_an_offer_is_not_taken_over_a_change_that_the_person_has_not_seen(diary: MemoryDiary) -> None:
    kept = planned(diary)
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=kept.version)
    report = block_of(diary, "Report")
    week_edits.pin_block(diary, WEEK, report.id, pinned=True, version=kept.version, now=NOW)
    run(diary, job)
    with pytest.raises(ChangedMeanwhile):
        week_planning.take_offer(diary, WEEK, job.id, version=kept.version)


def test_planning_a_version_that_is_no_longer_the_current_one_is_told(diary: MemoryDiary) -> None:
    kept = planned(diary)
    with pytest.raises(ChangedMeanwhile):
        week_planning.start_planning(diary, WEEK, version=kept.version + 1)


def test_re_planning_leaves_what_is_pinned_and_every_id(diary: MemoryDiary) -> None:
    kept, call = planned(diary), block_of(diary, "Call")
    edited = week_edits.move_block(diary, WEEK, call.id, at(6, 9), version=kept.version, now=NOW)
    with_events(diary, ("Sudden meeting", span(0, 10)))
    run(diary, week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=edited.kept.version))
    again = block_of(diary, "Call")
    assert (again.id, again.span, again.pinned) == (call.id, span(6, 9, 30), True)
    report = [each for each in look_at_week(diary, WEEK, NOW).blocks if each.subject_id == "report"]
    assert sum(block.span.minutes for block in report) == 120
    assert not any(block.span.overlaps(span(0, 10)) for block in report)


def test_what_is_past_is_frozen_and_not_pinned_by_that(diary: MemoryDiary) -> None:
    kept = planned(diary)
    later = at(1, 12)
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=kept.version)
    diary.jobs.run(job.id, lambda taken: week_planning.run_planning(diary, taken, later))
    report = block_of(diary, "Report")
    assert (report.span, report.pinned) == (span(0, 10, 120), False)


def test_a_piece_to_come_stays_when_another_of_the_same_thing_is_over(diary: MemoryDiary) -> None:
    over, to_come = span(0, 10), span(2, 10)
    kept = planned(diary, a_block("report", over), a_block("report", to_come, id="task:report#2"))
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=kept.version)
    diary.jobs.run(job.id, lambda taken: week_planning.run_planning(diary, taken, at(1, 12)))
    report = [each for each in look_at_week(diary, WEEK, NOW).blocks if each.subject_id == "report"]
    assert [each.span for each in report] == [over, to_come]


def test_what_was_marked_keeps_its_mark_when_the_week_is_planned_again(diary: MemoryDiary) -> None:
    kept = planned(diary, a_block("report", span(0, 10)), a_block("call", span(0, 20, 30)))
    report, call = block_of(diary, "Report"), block_of(diary, "Call")
    edited = week_edits.mark_block(diary, WEEK, report.id, "done", version=kept.version, now=NOW)
    edited = week_edits.mark_block(diary, WEEK, call.id, "skipped", version=edited.kept.version, now=NOW)
    run(diary, week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=edited.kept.version))
    blocks = {block.id: block for block in look_at_week(diary, WEEK, NOW).blocks}
    assert (blocks[report.id].state, blocks[call.id].state) == ("done", "skipped")
    assert diary.tasks.get("report").thing.minutes_done == 60
    planned_now = [
        each for each in blocks.values() if each.subject_id == "report" and each.state == "planned"
    ]
    assert sum(block.span.minutes for block in planned_now) == 60


def test_firm_rules_that_clash_are_named_and_what_was_there_stays(diary: MemoryDiary) -> None:
    choir = ProtectedTime("choir", "Choir", (WeeklyWindow(WEEKDAYS, time(18, 30), time(20)),))
    diary.protected.add(choir)
    job = plan_it(diary)
    assert diary.plans.of(WEEK) is None
    assert job.result is not None
    assert [rule.split(" (")[0] for rule in job.result["refused"]["rules"]] == ["Dinner", "Choir"]


def test_a_plan_survives_being_written_down(diary: MemoryDiary) -> None:
    plan_it(diary)
    kept = diary.plans.of(WEEK)
    assert kept is not None
    plan = kept.thing.current
    assert plan_from(draft_of(plan)) == plan
    assert plan_from(draft_of(replace(plan, blocks=()))).blocks == ()


def test_what_has_begun_keeps_its_reasons_for_nobody_put_it_there(diary: MemoryDiary) -> None:
    kept = planned(diary)
    why = block_of(diary, "Report").reasons
    during = at(0, 11)
    job = week_planning.start_planning(diary, WEEK, seconds=SECONDS, version=kept.version)
    diary.jobs.run(job.id, lambda taken: week_planning.run_planning(diary, taken, during))
    report = block_of(diary, "Report")
    assert (report.span, report.reasons) == (span(0, 10, 120), why)
    assert not any(each.kind == "pinned" for each in report.reasons)
