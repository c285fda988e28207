"""Several weeks planned together: one search, and a plan of each that the week could have alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.desk.planning import background, edits
from counterpoint.desk.planning.several import Weeks, plan_weeks
from counterpoint.desk.planning.weeks import FirmClash
from counterpoint.desk.ports import Job
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.desk.week.look import look_at_week
from counterpoint.domain.boundaries import Availability, Bend, GiveBack, ProtectedTime
from counterpoint.domain.planning import Block, FlexBlock, Life, Plan, Routine, Task
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Week, WeeklyWindow, instant, local
from counterpoint.domain.values import LifeDomain
from tests.desk.weeks import NOW, WEEK, ZONE, a_block, at, block_of, planned, span
from tests.memory import MemoryDiary
from tests.strategies import Case, cases

SECONDS = 0.2
STEPS = 60
NEXT = WEEK.next()


def run(diary: MemoryDiary, job: Job, clock: Callable[[], float] | None = None) -> Job:
    more = {"clock": clock} if clock else {}
    return diary.jobs.run(job.id, lambda taken: background.run_planning(diary, taken, NOW, **more))


def plan_them(diary: MemoryDiary, weeks: int = 2) -> Job:
    return run(diary, background.start_planning(diary, WEEK, weeks=weeks, seconds=SECONDS))


def plan_of(diary: MemoryDiary, week: Week) -> Plan:
    kept = diary.plans.of(week)
    assert kept is not None
    return kept.thing.current


def minutes_of(plan: Plan, subject_id: str) -> int:
    return sum(each.span.minutes for each in plan.blocks if each.subject_id == subject_id)


def left_out_of(plan: Plan, subject_id: str) -> int:
    return sum(each.minutes for each in plan.left_out if each.subject_id == subject_id)


def mornings(diary: MemoryDiary) -> None:
    """Work is on mornings from nine to twelve."""
    hours = (WeeklyWindow(WEEKDAYS, time(9), time(12)),)
    kept = diary.settings()
    rules = replace(kept.thing.availability, working=hours)
    diary.change_settings(replace(kept.thing, availability=rules, slack_minutes=0), version=kept.version)


def add_task(diary: MemoryDiary, id: str, minutes: int, **more: object) -> None:
    task = Task(id, id.title(), minutes, "work", splittable=True, piece_least=30, piece_most=120)
    diary.tasks.add(replace(task, **more))  # type: ignore[arg-type]


def is_fair(diary: MemoryDiary, week: Week) -> bool:
    """Whether the checker has nothing against the week's plan beside those of the other weeks."""
    life, plan = life_in(diary, week, NOW), plan_of(diary, week)
    problem = pose(life, facts_for(diary, week, life), week, now=NOW)
    return not {each.rule for each in check(problem, plan)} - {"left-out"}


def test_what_is_too_much_for_one_week_is_spread_and_neither_says_that_it_is_left_out(
    diary: MemoryDiary,
) -> None:
    mornings(diary)
    add_task(diary, "book", 20 * 60)
    plan_them(diary)
    first, second = plan_of(diary, WEEK), plan_of(diary, NEXT)
    assert minutes_of(first, "book") + minutes_of(second, "book") == 20 * 60
    assert min(minutes_of(first, "book"), minutes_of(second, "book")) > 0
    assert (first.left_out, second.left_out) == ((), ())
    assert is_fair(diary, WEEK)
    assert is_fair(diary, NEXT)


def test_what_fits_nowhere_is_told_once_and_in_the_first_week(diary: MemoryDiary) -> None:
    mornings(diary)
    add_task(diary, "book", 40 * 60)
    plan_them(diary)
    first, second = plan_of(diary, WEEK), plan_of(diary, NEXT)
    placed = minutes_of(first, "book") + minutes_of(second, "book")
    assert placed + left_out_of(first, "book") == 40 * 60
    assert left_out_of(second, "book") == 0
    [out] = [each for each in first.left_out if each.subject_id == "book"]
    assert out.advice == "It can wait for a later week."


def test_what_begins_in_the_second_week_and_has_no_room_is_told_there(diary: MemoryDiary) -> None:
    mornings(diary)
    add_task(diary, "late", 30 * 60, earliest_at=at(7, 0))
    plan_them(diary)
    assert left_out_of(plan_of(diary, WEEK), "late") == 0
    assert left_out_of(plan_of(diary, NEXT), "late") > 0


def test_nothing_of_one_week_is_planned_in_another_as_well(diary: MemoryDiary) -> None:
    diary.routines.add(Routine("swim", "Swim", 45, 2, domain_id="home"))
    plan_them(diary, 4)
    for task in ("report", "call"):
        all_of_it = sum(minutes_of(plan_of(diary, WEEK.next(nth)), task) for nth in range(4))
        assert all_of_it == diary.tasks.get(task).thing.minutes
    for nth in range(4):
        plan = plan_of(diary, WEEK.next(nth))
        swims = [each for each in plan.blocks if each.subject_id == "swim"]
        assert [each.item_id for each in swims] == ["routine:swim", "routine:swim"]
        assert minutes_of(plan, "dinner") == 5 * 60
        assert all(each.id.endswith(f"@{WEEK.next(nth).name}") for each in swims)


def test_one_week_planned_again_alone_still_knows_what_the_others_have(diary: MemoryDiary) -> None:
    mornings(diary)
    add_task(diary, "book", 20 * 60)
    plan_them(diary, 3)
    before = [minutes_of(plan_of(diary, WEEK.next(nth)), "book") for nth in range(3)]
    run(diary, background.start_planning(diary, WEEK, seconds=SECONDS))
    assert [minutes_of(plan_of(diary, WEEK.next(nth)), "book") for nth in range(3)] == before
    assert left_out_of(plan_of(diary, WEEK), "book") == 0


def test_what_waits_for_something_in_the_earlier_week_comes_after_it(diary: MemoryDiary) -> None:
    mornings(diary)
    add_task(diary, "draft", 15 * 60, importance="must")
    add_task(diary, "print", 90, after=("draft",), value_id="family")
    plan_them(diary)
    pieces = [each for week in (WEEK, NEXT) for each in plan_of(diary, week).blocks]
    drafted = max(each.span.end for each in pieces if each.subject_id == "draft")
    printed = [each.span.start for each in pieces if each.subject_id == "print"]
    assert printed
    assert min(printed) >= drafted
    assert is_fair(diary, NEXT)


def test_nothing_is_planned_before_what_it_waits_for_in_a_later_week(diary: MemoryDiary) -> None:
    add_task(diary, "draft", 60, earliest_at=at(7, 0))
    run(diary, background.start_planning(diary, NEXT, seconds=SECONDS))
    assert minutes_of(plan_of(diary, NEXT), "draft") == 60
    draft, version = diary.tasks.get("draft").thing, diary.tasks.get("draft").version
    diary.tasks.change(replace(draft, earliest_at=None), version=version)
    add_task(diary, "print", 60, after=("draft",))
    run(diary, background.start_planning(diary, WEEK, seconds=SECONDS))
    assert minutes_of(plan_of(diary, WEEK), "print") == 0
    [out] = plan_of(diary, WEEK).left_out
    assert out.why == "“Draft” has to be done before it, and comes later than these days."


def test_a_must_that_is_due_in_the_second_week_is_in_time(diary: MemoryDiary) -> None:
    mornings(diary)
    add_task(diary, "book", 20 * 60)
    add_task(diary, "tax", 6 * 60, importance="must", deadline_at=at(8, 11))
    plan_them(diary)
    pieces = [
        each for week in (WEEK, NEXT) for each in plan_of(diary, week).blocks if each.subject_id == "tax"
    ]
    assert sum(each.span.minutes for each in pieces) == 6 * 60
    assert all(each.span.end <= at(8, 11) for each in pieces)


def test_what_is_owed_is_given_back_once(diary: MemoryDiary) -> None:
    bent = span(-4, 18)
    diary.shelf(Bend).add(Bend("bend", bent.start, "dinner", "Dinner", bent))
    owed = GiveBack("back", bent.start, "bend", "Dinner", 60, at(13, 0), "home", "family", state="owed")
    diary.dated(GiveBack).add(owed)
    plan_them(diary)
    given_back = [
        each for week in (WEEK, NEXT) for each in plan_of(diary, week).blocks if each.kind == "give_back"
    ]
    assert sum(each.span.minutes for each in given_back) == 60
    assert not any(
        each.kind == "give_back" for week in (WEEK, NEXT) for each in plan_of(diary, week).left_out
    )


def test_pinned_and_done_blocks_of_every_week_stay(diary: MemoryDiary) -> None:
    add_task(diary, "book", 120)
    diary.routines.add(Routine("swim", "Swim", 45, 1, domain_id="home"))
    planned(diary, a_block("report", span(0, 10)), a_block("call", span(1, 20, 30)))
    edits.mark_block(diary, WEEK, block_of(diary, "Report").id, "done", version=1, now=NOW)
    pinned = Block("swim@x", "routine", "routine:swim", "swim", "Swim", span(9, 20, 45), "home", pinned=True)
    diary.plans.keep(Plan(NEXT, ZONE, (pinned,)), step="Mine", version=None)
    plan_them(diary)
    done = [each.span for each in plan_of(diary, WEEK).blocks if each.state == "done"]
    assert done == [span(0, 10)]
    assert minutes_of(plan_of(diary, WEEK), "report") + minutes_of(plan_of(diary, NEXT), "report") == 120
    swims = [each for each in plan_of(diary, NEXT).blocks if each.subject_id == "swim"]
    assert [(each.id, each.span, each.pinned) for each in swims] == [("swim@x", span(9, 20, 45), True)]
    assert minutes_of(plan_of(diary, WEEK), "swim") == 45


def test_a_plan_of_the_second_week_that_is_in_force_hardly_moves(diary: MemoryDiary) -> None:
    diary.routines.add(Routine("swim", "Swim", 45, 2, domain_id="home"))
    add_task(diary, "book", 240, earliest_at=at(7, 0))
    run(diary, background.start_planning(diary, NEXT, seconds=SECONDS))
    before = plan_of(diary, NEXT)
    plan_them(diary)
    there = {(each.id, each.span) for each in before.blocks if each.kind != "ritual"}
    after = {(each.id, each.span) for each in plan_of(diary, NEXT).blocks if each.kind != "ritual"}
    assert there <= after


def test_afresh_it_may_move(diary: MemoryDiary) -> None:
    planned(diary)
    job = background.start_planning(diary, WEEK, weeks=2, seconds=SECONDS, afresh=True)
    assert run(diary, job).state == "done"
    assert minutes_of(plan_of(diary, WEEK), "report") + minutes_of(plan_of(diary, NEXT), "report") == 120


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


def test_weeks_that_the_checker_refuses_are_planned_one_after_another(diary: MemoryDiary) -> None:
    """Over both weeks pieces of 45 minutes are short enough to add up; of one alone they are not.

    Which of the weeks has the longer piece is all the same to the search.
    """
    windows = (
        WeeklyWindow(frozenset({0}), time(9), time(9, 45)),
        WeeklyWindow(frozenset({1}), time(9), time(9, 55)),
    )
    diary.tasks.remove("report")
    add_task(diary, "odd", 190, piece_least=50, piece_most=55, windows=windows)
    plan_them(diary)
    first, second = plan_of(diary, WEEK), plan_of(diary, NEXT)
    placed = (minutes_of(first, "odd"), minutes_of(second, "odd"))
    assert placed in {(100, 90), (90, 50), (90, 55)}
    left = [each.minutes for plan in (first, second) for each in plan.left_out]
    assert sum(placed) + sum(left) == 190
    assert len(left) <= 1


AUTUMN = Week(date(2026, 10, 19))
BEFORE_AUTUMN = datetime(2026, 10, 18, 12, tzinfo=UTC)


def test_a_night_in_which_the_clocks_go_back_parts_two_weeks_as_any_other() -> None:
    """On Sunday 25 October 2026 Berlin has three o’clock twice; that night’s work belongs to its evening."""
    late = (WeeklyWindow(EVERY_DAY, time(10), time(4)),)
    night = WeeklyWindow(frozenset({5, 6}), time(1), time(4))
    life = Life(
        zone=ZONE,
        domains=(LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life")),
        availability=Availability(waking=late),
        slack_minutes=0,
        tasks=(Task("stars", "Stars", 600, "home", splittable=True, piece_most=240, windows=(night,)),),
        routines=(Routine("walk", "Walk", 30, 7, domain_id="home"),),
        flex=FlexBlock("flex", "Flex", 60),
    )
    before = tuple((week, ()) for week in (AUTUMN, AUTUMN.next()))
    plans = plan_weeks(Weeks(life, (), before, BEFORE_AUTUMN), iterations=400)
    assert [plan.week for plan in plans] == [AUTUMN, AUTUMN.next()]
    stars = [[each for each in plan.blocks if each.subject_id == "stars"] for plan in plans]
    assert sum(each.span.minutes for part in stars for each in part) == 600
    for plan, part in zip(plans, stars, strict=True):
        walks = {local(each.span.start, ZONE).date() for each in plan.blocks if each.subject_id == "walk"}
        assert len(walks) == 7
        until = instant(plan.week.next().first, time(4), ZONE)
        assert all(plan.week.span(ZONE).start < each.span.start < until for each in part)
    assert AUTUMN.span(ZONE).minutes == 169 * 60


@st.composite
def several_weeks_of_a_life(draw: st.DrawFn) -> tuple[Case, int]:
    return draw(cases()), draw(st.integers(2, 3))


@settings(max_examples=8)
@given(several_weeks_of_a_life())
def test_the_plan_of_each_week_is_one_that_the_checker_would_take_of_it_alone(
    asked: tuple[Case, int],
) -> None:
    case, several_weeks = asked
    now = case.now or instant(case.week.first, time(0), case.life.zone) - timedelta(days=1)
    before = tuple((case.week.next(nth), ()) for nth in range(several_weeks))
    weeks = Weeks(case.life, case.facts, before, now)
    try:
        plans = plan_weeks(weeks, iterations=STEPS)
    except FirmClash:
        return
    _are_fair(weeks, plans)


def _are_fair(weeks: Weeks, plans: tuple[Plan, ...]) -> None:
    """Each plan by itself has no fault but what it says of a task, of which other weeks have a part."""
    ids = [each.id for plan in plans for each in plan.blocks]
    assert len(ids) == len(set(ids))
    told = [each.item_id for plan in plans for each in plan.left_out if each.kind == "task"]
    assert len(told) == len(set(told))
    for nth, plan in enumerate(plans):
        problem = weeks.alone(nth, weeks.life)
        rules = {each.rule for each in check(problem, plan)}
        assert not rules - {"left-out", "after", "piece"}
    for task in weeks.life.tasks:
        said = sum(each.minutes for plan in plans for each in plan.left_out if each.subject_id == task.id)
        placed = sum(minutes_of(plan, task.id) for plan in plans)
        if task.minutes_left and placed:
            assert placed + said == -(-task.minutes_left // 5) * 5
