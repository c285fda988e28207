"""From a life to a problem: days, windows, items, in the person's own clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability, Bend, GiveBack, Meal, ProtectedTime
from counterpoint.domain.planning import Block, FlexBlock, Item, Life, Problem, Routine, Task, Tier
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import firm_times, pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow, instant, local
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.seeds import of_many
from tests.strategies import AUTUMN, PLAIN, SPRING, Case, cases

ZONE = "Europe/Berlin"
DOMAINS = (LifeDomain("work", "Work", "work", "craft"), LifeDomain("home", "Home", "life"))
LIFE = Life(zone=ZONE, domains=DOMAINS, values=(CoreValue("craft", "Craft", 2),))


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return instant(PLAIN.first + timedelta(days=day), time(hour, minute), ZONE)


def fact(start: datetime, end: datetime, domain: str = "work") -> Fact:
    return Fact("c/1", "Shift", Span(start, end), domain)


def hours(spans: tuple[Span, ...], day: int) -> list[str]:
    found = [span for span in spans if local(span.start, ZONE).date() == PLAIN.first + timedelta(days=day)]
    return [f"{local(each.start, ZONE):%H:%M}-{local(each.end, ZONE):%H:%M}" for each in found]


def item(problem: Problem, name: str) -> Item:
    return problem.item_by_id[name]


def waking(problem: Problem, day: int) -> str:
    return hours(tuple(each.waking for each in problem.days), day)[0]


def test_a_night_shift_is_one_days_work_and_the_next_day_begins_after_sleep() -> None:
    problem = pose(LIFE, [fact(on(0, 21), on(1, 7))], PLAIN)
    assert waking(problem, 0) == "07:00-07:00"
    assert waking(problem, 1) == "15:00-22:30"


def test_a_shift_that_lies_wholly_in_sleep_belongs_to_the_day_before_when_it_starts_nearer_to_it() -> None:
    problem = pose(LIFE, [fact(on(0, 23), on(1, 6))], PLAIN)
    assert waking(problem, 0) == "07:00-06:00"
    assert waking(problem, 1) == "14:00-22:30"


@pytest.mark.parametrize(
    ("working", "free"),
    [((7, 22), ["08:00-23:00"]), ((9, 19), ["08:00-09:00", "19:00-23:00"]), ((9, 22), ["08:00-23:00"])],
)
def test_hours_of_nearly_the_whole_day_say_when_shifts_may_come_and_keep_no_life_out(
    working: tuple[int, int], free: list[str]
) -> None:
    def daily(opens: int, closes: int) -> tuple[WeeklyWindow, ...]:
        return (WeeklyWindow(EVERY_DAY, time(opens), time(closes)),)

    rules = Availability(waking=daily(7, 23), working=daily(*working))
    wash = Task("wash", "Wash", 90, domain_id="home")
    problem = pose(replace(LIFE, tasks=(wash,), availability=rules), (), PLAIN)
    assert hours(item(problem, "task:wash").windows, 0) == free


def test_an_early_flight_belongs_to_the_day_that_it_begins() -> None:
    problem = pose(LIFE, [fact(on(1, 4), on(1, 8))], PLAIN)
    assert waking(problem, 1) == "04:00-22:30"
    assert waking(problem, 0) == "07:00-22:30"


def test_a_night_shift_on_the_sunday_before_puts_monday_off() -> None:
    problem = pose(LIFE, [fact(on(-1, 23), on(0, 7))], PLAIN)
    assert waking(problem, 0) == "15:00-22:30"


def test_the_next_day_is_never_put_off_past_its_own_end() -> None:
    mornings = (WeeklyWindow(EVERY_DAY, time(7), time(13)),)
    early = replace(LIFE, availability=Availability(waking=mornings, sleep_minutes=14 * 60))
    problem = pose(early, [fact(on(0, 12), on(1, 1))], PLAIN)
    assert PLAIN.first + timedelta(days=1) not in [each.on for each in problem.days]
    assert len(problem.days) == 6


def test_a_conference_of_three_days_moves_no_waking_hours() -> None:
    problem = pose(LIFE, [fact(on(0, 0), on(3, 0))], PLAIN)
    assert waking(problem, 1) == "07:00-22:30"


def test_a_day_without_a_waking_window_is_no_day() -> None:
    weekdays = Availability(waking=(WeeklyWindow(WEEKDAYS, time(7), time(22)),))
    assert len(pose(replace(LIFE, availability=weekdays), (), PLAIN).days) == 5


@pytest.mark.parametrize(("week", "length"), [(PLAIN, 168), (AUTUMN, 169), (SPRING, 167)])
def test_a_week_in_which_the_clocks_change_adds_up(week: Week, length: int) -> None:
    problem = pose(LIFE, (), week)
    assert (problem.horizon.end - problem.horizon.start) == timedelta(hours=length)
    late = replace(LIFE, availability=Availability(waking=(WeeklyWindow(EVERY_DAY, time(0), time(0)),)))
    assert sum(day.waking.minutes for day in pose(late, (), week).days) == length * 60


def test_work_goes_into_working_hours_and_life_around_them() -> None:
    life = replace(LIFE, tasks=(Task("w", "W", 60, "work"), Task("h", "H", 60, "home"), Task("x", "X", 60)))
    problem = pose(life, (), PLAIN)
    assert hours(item(problem, "task:w").windows, 0) == ["09:00-17:30"]
    assert hours(item(problem, "task:h").windows, 0) == ["08:00-09:00", "17:30-22:30"]
    assert hours(item(problem, "task:x").windows, 0) == ["08:00-22:30"]


def test_the_first_hour_of_a_day_is_for_getting_up_when_that_is_late_too() -> None:
    life = replace(LIFE, tasks=(Task("h", "H", 60, "home"),))
    problem = pose(life, [fact(on(0, 23), on(1, 7))], PLAIN)
    assert waking(problem, 1).startswith("15:00")
    assert hours(item(problem, "task:h").windows, 1) == ["17:30-22:30"]
    late = replace(life, availability=Availability(sleep_minutes=12 * 60))
    assert hours(item(pose(late, [fact(on(0, 23), on(1, 7))], PLAIN), "task:h").windows, 1) == ["20:00-22:30"]


def test_work_and_what_has_times_of_its_own_may_begin_with_the_day() -> None:
    early = (WeeklyWindow(EVERY_DAY, time(7), time(8)),)
    works = Availability(working=(WeeklyWindow(EVERY_DAY, time(7), time(12)),))
    life = replace(LIFE, tasks=(Task("w", "W", 60, "work"), Task("r", "R", 30, "home", windows=early)))
    problem = pose(replace(life, availability=works), (), PLAIN)
    assert hours(item(problem, "task:w").windows, 0) == ["07:00-12:00"]
    assert hours(item(problem, "task:r").windows, 0) == ["07:00-08:00"]


def test_the_first_hour_is_open_where_nothing_else_would_hold_the_thing() -> None:
    due = replace(Task("d", "D", 30, "home", importance="must"), deadline_at=on(0, 7, 45))
    problem = pose(replace(LIFE, tasks=(due,)), (), PLAIN)
    assert hours(item(problem, "task:d").windows, 0) == ["07:00-07:45"]
    own = (WeeklyWindow(EVERY_DAY, time(6, 30), time(8, 15)),)
    life = replace(LIFE, routines=(Routine("r", "R", 30, 2, windows=own, domain_id="home"),))
    assert hours(item(pose(life, (), PLAIN), "routine:r").windows, 0) == ["07:00-08:15"]
    shorter = replace(life, routines=(replace(life.routines[0], minutes=15),))
    assert hours(item(pose(shorter, (), PLAIN), "routine:r").windows, 0) == ["08:00-08:15"]


def test_who_is_up_for_an_event_has_the_hour_from_then_on() -> None:
    life = replace(LIFE, tasks=(Task("h", "H", 60, "home"),))
    problem = pose(life, [fact(on(0, 6, 30), on(0, 7))], PLAIN)
    assert waking(problem, 0).startswith("06:30")
    assert hours(item(problem, "task:h").windows, 0)[0] == "07:30-09:00"


def test_a_day_that_follows_on_without_sleep_has_no_hour_of_getting_up() -> None:
    awake = Availability(waking=(WeeklyWindow(EVERY_DAY, time(0), time(0)),))
    life = replace(LIFE, availability=awake, tasks=(Task("h", "H", 60, "home"),))
    assert hours(item(pose(life, (), PLAIN), "task:h").windows, 1)[0].startswith("00:00")


def test_times_that_were_open_in_sleep_say_nothing_of_the_hour_after_it() -> None:
    club = (WeeklyWindow(EVERY_DAY, time(9), time(21)),)
    life = replace(LIFE, routines=(Routine("r", "Strength", 60, 2, windows=club, domain_id="home"),))
    night = [fact(on(0, 23), on(1, 7))]
    problem = pose(life, night, PLAIN)
    assert hours(item(problem, "routine:r").windows, 0) == ["09:00-21:00"]
    assert hours(item(problem, "routine:r").windows, 1) == ["16:00-21:00"]
    noon = (WeeklyWindow(EVERY_DAY, time(9), time(15, 30)),)
    only = replace(life, routines=(Routine("r", "Sun", 30, 2, windows=noon, domain_id="home"),))
    assert hours(item(pose(only, night, PLAIN), "routine:r").windows, 1) == ["15:00-15:30"]


def test_own_windows_win_over_working_hours_unless_these_are_fixed() -> None:
    noon = (WeeklyWindow(EVERY_DAY, time(12), time(18)),)
    life = replace(LIFE, routines=(Routine("r", "R", 30, 1, windows=noon, domain_id="home"),))
    assert hours(item(pose(life, (), PLAIN), "routine:r").windows, 0) == ["12:00-18:00"]
    fixed = replace(life, availability=Availability(hours_are_fixed=True))
    assert hours(item(pose(fixed, (), PLAIN), "routine:r").windows, 0) == ["17:30-18:00"]


def test_earliest_deadline_and_now_cut_the_windows() -> None:
    task = Task("w", "W", 60, "work", earliest_at=on(1, 10), deadline_at=on(2, 11, 3))
    problem = pose(replace(LIFE, tasks=(task,)), (), PLAIN, now=on(1, 12, 1))
    assert [span.start for span in item(problem, "task:w").windows] == [on(1, 12, 5), on(2, 9)]
    assert item(problem, "task:w").windows[-1].end == on(2, 11)


def test_a_task_that_begins_after_these_weeks_is_not_of_them() -> None:
    life = replace(LIFE, tasks=(Task("w", "W", 60, earliest_at=on(8, 9)), Task("d", "D", 60, done=True)))
    assert pose(life, (), PLAIN).items == ()
    assert [each.id for each in pose(life, (), PLAIN, weeks=2).items] == ["task:w"]


def test_the_weight_is_the_rank_of_its_value_times_its_importance() -> None:
    tasks = (Task("a", "A", 60, "work", importance="must"), Task("b", "B", 60, importance="could"))
    problem = pose(replace(LIFE, tasks=tasks), (), PLAIN)
    assert item(problem, "task:a").weight == pytest.approx(0.9 * 1.2)
    assert item(problem, "task:a").tier == Tier.MUST
    assert item(problem, "task:b").weight == pytest.approx(0.5 * 0.5)


def test_pieces_can_add_up_to_all_that_is_wanted() -> None:
    task = Task("a", "A", 50, splittable=True, piece_least=30, piece_most=40)
    found = item(pose(replace(LIFE, tasks=(task,)), (), PLAIN), "task:a")
    assert (found.piece_least, found.piece_most) == (25, 40)


def test_firm_time_recurs_and_bending_time_is_what_events_leave_of_it() -> None:
    evening = WeeklyWindow(frozenset({0}), time(19), time(21))
    life = replace(
        LIFE,
        protected=(
            ProtectedTime("f", "F", (evening,)),
            ProtectedTime("b", "B", (evening,), firmness="bends"),
        ),
    )
    only_bends = replace(life, protected=life.protected[1:])
    problem = pose(only_bends, [fact(on(0, 19, 30), on(0, 20))], PLAIN)
    assert [(each.id, each.minutes) for each in problem.items] == [
        ("protected:b:2026-11-23", 30), ("protected:b:2026-11-23:1", 60),
    ]  # fmt: skip
    assert [each.span for each in firm_times(life, PLAIN)] == [Span(on(0, 19), on(0, 21))]
    assert pose(life, (), PLAIN).items == ()


def test_firm_time_that_reaches_over_the_edge_of_the_week_is_kept_to_and_shown_once() -> None:
    quiet = ProtectedTime("q", "Quiet", (WeeklyWindow(frozenset({6}), time(20), time(10)),))
    early = WeeklyWindow(frozenset({0}), time(9), time(11))
    life = replace(LIFE, protected=(quiet,), tasks=(Task("t", "T", 60, windows=(early,)),))
    problem = pose(life, [fact(on(0, 8), on(0, 9))], PLAIN)
    sunday, next_sunday = problem.firm
    assert (sunday.span, sunday.carried) == (Span(on(-1, 20), on(0, 10)), True)
    assert (next_sunday.span, next_sunday.carried) == (Span(on(6, 20), on(7, 10)), False)
    plan = settle(problem, ())
    assert [each.span for each in plan.blocks] == [next_sunday.span]
    assert [each.span for each in plan.crossings] == [Span(on(0, 8), on(0, 9))]
    assert check(problem, plan) == ()
    task = Block("b", "task", "task:t", "t", "T", Span(on(0, 9), on(0, 10)))
    assert {fault.rule for fault in check(problem, settle(problem, [task]))} == {"firm"}


def test_floating_time_is_wanted_so_often_a_week_and_each_week_anew() -> None:
    swim = ProtectedTime("s", "S", (WeeklyWindow(EVERY_DAY, time(7), time(9)),), times_a_week=2, minutes=45)
    life = replace(
        LIFE, protected=(swim,), routines=(Routine("r", "R", 20, 3),), flex=FlexBlock("x", "X", 90)
    )
    one = pose(life, (), PLAIN)
    assert (item(one, "protected:s").minutes, item(one, "protected:s").tier) == (90, Tier.FIRM)
    assert item(one, "routine:r").minutes == 60
    assert item(one, "flex:x").kind == "flex"
    two = pose(life, (), PLAIN, weeks=2)
    assert [each.id for each in two.items if each.kind == "routine"] == [
        "routine:r:2026-W48",
        "routine:r:2026-W49",
    ]
    assert len(two.days) == 14


def test_meals_are_wanted_daily_even_within_fixed_hours() -> None:
    lunch = Meal("l", "Lunch", WeeklyWindow(WEEKDAYS, time(12), time(14)), 30)
    life = replace(LIFE, availability=Availability(hours_are_fixed=True, meals=(lunch,)))
    assert pose(life, (), PLAIN).items[0].id == "meal:l:2026-11-23"
    assert len(pose(life, (), PLAIN).items) == 5


def pinned(name: str, start: datetime, minutes: int = 60, **more: object) -> Block:
    block = Block("p", "task", name, name, name, Span(start, start + timedelta(minutes=minutes)), pinned=True)
    return replace(block, **more)  # type: ignore[arg-type]


def test_pinned_blocks_count_against_what_is_left() -> None:
    life = replace(LIFE, tasks=(Task("a", "A", 90, splittable=True),), routines=(Routine("r", "R", 20, 3),))
    problem = pose(life, (), PLAIN, pinned=(pinned("task:a", on(0, 9)), pinned("routine:r", on(0, 19), 40)))
    assert item(problem, "task:a").minutes == 30
    assert item(problem, "routine:r").minutes == 40


def test_what_is_done_of_a_task_counts_once_and_what_was_skipped_not_at_all() -> None:
    life = replace(LIFE, tasks=(Task("a", "A", 90, minutes_done=60, splittable=True),))
    done, skipped = pinned("task:a", on(0, 9), state="done"), pinned("task:a", on(0, 11), state="skipped")
    problem = pose(life, (), PLAIN, pinned=(done, skipped))
    assert item(problem, "task:a").minutes == 30
    assert problem.pinned == (done,)


def test_a_pinned_block_on_firm_time_is_let_go_and_that_is_said() -> None:
    firm = ProtectedTime("f", "F", (WeeklyWindow(frozenset({0}), time(19), time(21)),))
    life = replace(LIFE, tasks=(Task("a", "A", 60),), protected=(firm,))
    problem = pose(life, (), PLAIN, pinned=(pinned("task:a", on(0, 19, 30)),))
    assert problem.pinned == ()
    assert item(problem, "task:a").minutes == 60
    assert "let go" in problem.notes[0]


@settings(max_examples=of_many(25, 60), deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_days_are_apart_windows_lie_in_them_and_all_is_on_the_grid(case: Case) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    ends = [each.waking.end for each in problem.days]
    assert all(one <= day.waking.start for one, day in zip(ends, problem.days[1:], strict=False))
    for found in problem.items:
        assert found.piece_least <= found.piece_most
        assert found.minutes % 5 == found.piece_least % 5 == found.piece_most % 5 == 0
        for window in found.windows:
            assert window.on_grid() == window
            assert sum(day.waking.covers(window) for day in problem.days) == 1
            assert problem.open_from is None or window.start >= problem.open_from
    assert problem.horizon.on_grid() == problem.horizon
    assert date.fromisoformat("2026-01-01") < problem.first_week.first
    assert problem.horizon.start.tzinfo is UTC


def test_an_early_event_does_not_make_fixed_hours_begin_later() -> None:
    late = (WeeklyWindow(EVERY_DAY, time(10), time(23)),)
    bends = ProtectedTime("p", "P", (WeeklyWindow(EVERY_DAY, time(8), time(12)),), "bends", domain_id="work")
    life = replace(LIFE, protected=(bends,), availability=Availability(waking=late, hours_are_fixed=True))
    problem = pose(life, [fact(on(0, 6), on(0, 6, 30))], PLAIN)
    working = [span for day in problem.days for span in day.working]
    for found in problem.items:
        assert all(any(hours.covers(window) for hours in working) for window in found.windows)


def test_bending_time_over_midnight_is_parted_between_two_days_that_touch() -> None:
    always = Availability(waking=(WeeklyWindow(EVERY_DAY, time(0), time(0)),))
    night = ProtectedTime("p", "P", (WeeklyWindow(frozenset({0}), time(22), time(6)),), "bends")
    problem = pose(replace(LIFE, protected=(night,), availability=always), (), PLAIN)
    assert [each.minutes for each in problem.items] == [120, 360]


def dinner_that_bent(*facts: Fact) -> Problem:
    bend = Bend("b1", on(0, 9), "dinner", "Dinner", Span(on(0, 18), on(0, 19)))
    owed = GiveBack("g1", on(0, 9), "b1", "Dinner", 60, on(6, 12), domain_id="home", state="owed")
    return pose(replace(LIFE, bends=(bend,), give_backs=(owed,)), facts, PLAIN, now=on(0, 9))


def test_time_is_given_back_about_the_time_of_day_at_which_it_bent() -> None:
    problem = dinner_that_bent()
    (owed,) = [each for each in problem.items if each.kind == "give_back"]
    assert hours(owed.windows, 0) == ["17:30-18:00", "19:00-21:00"], "after work, and not where it bent"
    assert hours(owed.windows, 5) == ["16:00-21:00"], "on a free day"


def test_time_is_given_back_at_any_hour_rather_than_not_at_all() -> None:
    evenings = [fact(on(day, 16), on(day, 21)) for day in range(1, 7)]
    (owed,) = [each for each in dinner_that_bent(*evenings).items if each.kind == "give_back"]
    assert hours(owed.windows, 5) == ["07:00-22:30"]
