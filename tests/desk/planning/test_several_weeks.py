"""What is placed in which of several weeks that are planned together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from counterpoint.desk.planning import background, edits
from counterpoint.desk.planning.several import Weeks, plan_weeks
from counterpoint.domain.boundaries import Availability, Bend, GiveBack
from counterpoint.domain.planning import Block, FlexBlock, Life, Plan, Routine, Task
from counterpoint.domain.timeline import EVERY_DAY, Week, WeeklyWindow, instant, local
from counterpoint.domain.values import LifeDomain
from tests.desk.planning.several import (
    NEXT,
    SECONDS,
    add_task,
    is_fair,
    left_out_of,
    minutes_of,
    mornings,
    plan_of,
    plan_them,
    run,
)
from tests.desk.weeks import NOW, WEEK, ZONE, a_block, at, block_of, planned, span
from tests.memory import MemoryDiary


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
