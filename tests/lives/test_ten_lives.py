"""Ten lives that nobody lives, each planned as its person would read it.

What is claimed here was read in their plans first (docs/decisions/0025). Two of them here; all ten, and
weeks in which the clock changes, with COUNTERPOINT_FULL=1.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counterpoint import wiring
from counterpoint.desk.planning.files import CalendarFile, PlannedWeek, plan_from_files
from counterpoint.domain.planning import Block, Problem, Tier
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.problem import Day
from counterpoint.domain.planning.reasons import Ground, causes
from counterpoint.domain.planning.sequence import chosen
from counterpoint.domain.planning.times import getting_up
from counterpoint.domain.timeline import Span, Week, common, local

HERE = Path(__file__).parent
NOW = datetime(2026, 10, 1, tzinfo=UTC)
STEPS = 3000
SAMPLE = [("night-nurse", "2026-W49"), ("fixed-hours-parent", "2026-W49")]
CHANGES_OF_THE_CLOCK = [("night-nurse", "2026-W43"), ("two-zones", "2026-W43"), ("two-zones", "2027-W12")]
ALL = [(each.stem, "2026-W49") for each in sorted(HERE.glob("*.toml"))] + CHANGES_OF_THE_CLOCK
FULL = os.environ.get("COUNTERPOINT_FULL") == "1"

each_life = pytest.mark.parametrize(("name", "week"), ALL if FULL else SAMPLE)
in_full = pytest.mark.skipif(not FULL, reason="all ten lives with COUNTERPOINT_FULL=1")


@cache
def planned(name: str, week: str = "2026-W49") -> PlannedWeek:
    """The plan of one of the lives, the same each time; PlanRefused when the checker finds a fault."""
    calendars = [CalendarFile(str(each)) for each in sorted(HERE.glob(f"{name}*.ics"))]
    return plan_from_files(
        wiring.read_life(HERE / f"{name}.toml"),
        calendars,
        Week.named(week),
        now=NOW,
        read_agenda=wiring.read_agenda,
        iterations=STEPS,
        seed=1,
        proofs=False,
    )


def problem_of(of: PlannedWeek) -> Problem:
    return pose(of.life, of.facts, of.plan.week)


def placed(of: PlannedWeek) -> list[Block]:
    """What the planner chose a place for."""
    items = problem_of(of).item_by_id
    return [each for each in of.plan.blocks if each.item_id in items]


def days_of(of: PlannedWeek, title: str) -> list[date]:
    return [local(each.span.start, of.life.zone).date() for each in placed(of) if each.title == title]


def test_there_are_ten_of_them() -> None:
    assert len(list(HERE.glob("*.toml"))) == 10


@each_life
def test_each_is_planned_without_a_fault_and_without_a_doubt_about_its_files(name: str, week: str) -> None:
    of = planned(name, week)
    assert placed(of)
    assert not check(problem_of(of), of.plan)
    assert not of.notes


@each_life
def test_nothing_is_put_on_protected_time_or_on_an_event(name: str, week: str) -> None:
    of = planned(name, week)
    problem = problem_of(of)
    kept = [each.span for each in problem.firm] + [each.span for each in problem.facts]
    assert not [block for block in placed(of) if any(block.span.overlaps(each) for each in kept)]


@each_life
def test_a_meal_lies_within_its_hours_and_comes_once_a_day(name: str, week: str) -> None:
    of = planned(name, week)
    for meal in of.life.availability.meals:
        blocks = [each for each in placed(of) if each.kind == "meal" and each.title == meal.title]
        days = [local(each.span.start, of.life.zone).date() for each in blocks]
        hours = meal.window.spans(days, of.life.zone)
        assert len(set(days)) == len(days)
        assert all(any(span.covers(each.span) for span in hours) for each in blocks)


@each_life
def test_work_that_is_placed_keeps_the_rest_floor_to_all_other_work(name: str, week: str) -> None:
    of = planned(name, week)
    problem = problem_of(of)
    chosen = [each.span for each in placed(of) if problem.item_by_id[each.item_id].sphere == "work"]
    given = [each.span for each in problem.facts if problem.sphere_of(each.domain_id) == "work"]
    for day in problem.days:
        until = [each.end for each in [*chosen, *given] if each.start < day.waking.start]
        first = min((each.start for each in chosen if each.start in day.waking), default=None)
        if first and until:
            assert first - max(until) >= timedelta(minutes=problem.rest_minutes)


@each_life
def test_sleep_follows_a_night_shift_and_nothing_is_put_into_it(name: str, week: str) -> None:
    of = planned(name, week)
    sleep = timedelta(minutes=of.life.availability.sleep_minutes)
    nights = [each.span for each in of.facts if _is_a_night(each.span, of.life.zone)]
    asleep = [Span(each.end, each.end + sleep) for each in nights]
    assert not common([each.span for each in placed(of)], asleep)


def _is_a_night(span: Span, zone: str) -> bool:
    return local(span.start, zone).date() < local(span.end, zone).date() and span.minutes < 16 * 60


@each_life
def test_a_must_is_placed_whole_or_named_with_what_is_in_its_way(name: str, week: str) -> None:
    of = planned(name, week)
    here = [each for each in problem_of(of).items if each.tier == Tier.MUST]
    for item in here:
        minutes = sum(each.span.minutes for each in placed(of) if each.item_id == item.id)
        out = [each for each in of.plan.left_out if each.item_id == item.id]
        assert minutes + sum(each.minutes for each in out) == item.minutes
        assert all(each.why and each.advice for each in out)


@each_life
def test_the_first_hour_of_a_day_is_for_getting_up_unless_somebody_said_otherwise(
    name: str, week: str
) -> None:
    of = planned(name, week)
    problem = problem_of(of)
    for block in placed(of):
        item = problem.item_by_id[block.item_id]
        if block.kind in ("task", "routine") and item.sphere != "work" and not item.own_times:
            hours = [hour for day in problem.days if (hour := getting_up(day.waking))]
            assert not any(block.span.overlaps(each) for each in hours)


def test_a_long_must_is_done_the_day_before_it_is_due() -> None:
    assert date(2026, 12, 4) not in days_of(planned("fixed-hours-parent"), "Year-end reconciliation")


@in_full
@pytest.mark.parametrize(
    ("name", "title"),
    [("consultant", "Final report for the port authority"), ("remote-parent", "Quarterly forecast")],
)
def test_what_is_due_on_friday_is_done_on_thursday(name: str, title: str) -> None:
    assert date(2026, 12, 4) not in days_of(planned(name), title)


@each_life
def test_nobody_is_told_that_their_hours_are_better_than_those_right_beside_them(
    name: str, week: str
) -> None:
    of = planned(name, week)
    problem, blocks = problem_of(of), chosen(problem_of(of), of.plan.blocks)
    ground = Ground(problem, blocks)
    found = [(each, cause) for each in blocks for cause in causes(ground, each)]
    apart = [
        abs(cause.instead.span.start - at.span.start) for at, cause in found if cause.reason.kind == "hours"
    ]
    assert all(each >= timedelta(hours=2) for each in apart)


@each_life
def test_a_ritual_that_comes_hours_before_work_ends_says_what_to_do(name: str, week: str) -> None:
    of = planned(name, week)
    for day in problem_of(of).days:
        rituals = [each for each in of.plan.blocks if each.kind == "ritual" and each.span.start in day.waking]
        ends = max((each.end for each in day.working), default=day.waking.start)
        if (
            rituals
            and ends - rituals[-1].span.end >= timedelta(hours=2)
            and len(day.working)
            and not _shifts(day)
        ):
            assert "if you work on" in rituals[-1].reasons[0].words


def _shifts(day: Day) -> bool:
    return 5 * sum(each.minutes for each in day.working) > 4 * day.waking.minutes


def test_a_walk_on_four_days_is_not_one_on_three_days_in_a_row() -> None:
    days = sorted(days_of(planned("night-nurse"), "Walk in daylight"))
    assert len(days) == 4
    assert all(last - first > timedelta(days=2) for first, last in zip(days, days[2:], strict=False))


def test_a_nurse_is_told_on_which_days_a_shift_has_the_bedtime_story() -> None:
    assert "“Late shift” takes the time of “Bedtime story”: Friday, Saturday. " in " ".join(
        planned("night-nurse").plan.notes
    )


def test_a_nurse_on_shifts_has_room_for_life_on_the_days_off() -> None:
    assert days_of(planned("night-nurse"), "Sort the winter clothes")


@in_full
def test_the_starting_life_on_shifts_has_room_for_the_kitchen_and_for_baking() -> None:
    of = planned("nurse-on-shifts")
    assert days_of(of, "Clean the kitchen properly")
    assert days_of(of, "Bake for the nursery")


def test_who_flies_to_new_york_lives_there_by_the_clock_of_new_york() -> None:
    of = planned("two-zones")
    flight = next(each for each in of.facts if each.title.startswith("Flight") and each.span.end.month == 12)
    after = [each for each in placed(of) if each.span.start >= flight.span.end]
    there = [(each.title, each.span.start.astimezone(ZoneInfo("America/New_York"))) for each in after]
    lunches = [at.hour for title, at in there if title == "Lunch"]
    assert lunches
    assert set(lunches) <= {12, 13, 14}
    assert all(6 <= at.hour < 23 for _title, at in there)
    breakfasts = [each.span for each in problem_of(of).firm if each.title == "Breakfast, all of it"]
    assert {each.start.astimezone(ZoneInfo("America/New_York")).hour for each in breakfasts} == {8}


@in_full
def test_the_founder_is_told_of_wishes_that_have_to_wait_and_of_no_must() -> None:
    left = planned("founder").plan.left_out
    assert {"Launch plan", "Read two books on pricing"} <= {each.title for each in left}
    assert not any(each.must for each in left)
