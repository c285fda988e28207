"""Planning a week from end to end: what a person may rely on, whatever their life looks like."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks._weeks import sample
from counterpoint.desk.planning.weeks import FirmClash, PlanRefused, plan_problem, plan_week
from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import Availability, ProtectedTime
from counterpoint.domain.planning import Life, Plan, Routine, Task
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow, instant
from counterpoint.domain.values import LifeDomain
from tests.seeds import FULL
from tests.strategies import PLAIN, Case, cases

EXAMPLES = 600 if FULL else 25
STEPS = 200
WORK, HOME = LifeDomain("work", "Work", "work"), LifeDomain("home", "Home", "life")


def planned(life: Life, week: Week = PLAIN, **options: object) -> Plan:
    return plan_week(life, (), week, now=None, iterations=STEPS, **options)  # type: ignore[arg-type]


@pytest.mark.uncounted
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_no_plan_that_the_checker_refuses_is_returned(case: Case) -> None:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    plan = plan_problem(problem, iterations=STEPS)
    assert check(problem, plan) == ()
    for block in plan.blocks:
        if block.id not in problem.given_ids:
            assert not any(block.span.overlaps(firm.span) for firm in problem.firm)


def test_the_same_seed_and_steps_give_the_same_plan() -> None:
    week = sample(3)
    one, other = (
        plan_week(week.life, week.facts, week.week, now=None, iterations=STEPS, seed=7) for _ in "ab"
    )
    assert replace(one, seconds=0) == replace(other, seconds=0)


def test_every_better_plan_is_shown_the_first_one_at_once() -> None:
    week, seen = sample(4), []
    last = plan_week(
        week.life,
        week.facts,
        week.week,
        now=None,
        iterations=STEPS,
        on_better=lambda plan, _: seen.append(plan),
    )
    orders = [plan.cost.order for plan in seen]
    assert seen[0].iterations == 0
    assert orders == sorted(orders, reverse=True)
    assert [each.span for each in last.blocks] == [each.span for each in seen[-1].blocks]
    assert not any(each.reasons for each in seen[-1].blocks if each.kind == "task"), "told of the last alone"
    assert all(each.reasons for each in last.blocks if each.kind == "task")


def test_a_plan_can_be_stopped_and_keeps_the_best() -> None:
    week = sample(4)
    plan = plan_week(week.life, week.facts, week.week, now=None, iterations=100 * STEPS, stop=lambda: True)
    assert plan.iterations < 100 * STEPS
    assert plan.blocks


def test_a_time_limit_ends_the_search() -> None:
    week = sample(4)
    assert plan_week(week.life, week.facts, week.week, now=None, seconds=0.05).blocks


def test_a_week_without_a_waking_hour_is_an_empty_plan_and_no_error() -> None:
    life = Life(availability=Availability(waking=()), tasks=(Task("a", "A", 30),))
    plan = planned(life)
    assert plan.blocks == ()
    assert [each.title for each in plan.left_out] == ["A"]


def test_two_firm_times_on_the_same_hour_are_named_both() -> None:
    evening = WeeklyWindow(WEEKDAYS, time(18), time(20))
    life = Life(protected=(ProtectedTime("a", "Choir", (evening,)), ProtectedTime("b", "Dinner", (evening,))))
    with pytest.raises(FirmClash) as clash:
        planned(life)
    assert clash.value.clash == ("Choir (Monday 18:00–20:00)", "Dinner (Monday 18:00–20:00)")


def test_fixed_hours_and_firm_life_inside_them_clash() -> None:
    lunch = ProtectedTime("a", "Lunch walk", (WeeklyWindow(WEEKDAYS, time(12), time(13)),), domain_id="home")
    life = Life(domains=(WORK, HOME), protected=(lunch,), availability=Availability(hours_are_fixed=True))
    with pytest.raises(FirmClash, match="Lunch walk"):
        planned(life)


def test_firm_time_that_floats_and_has_no_room_beside_other_firm_time_is_named_with_it() -> None:
    morning = WeeklyWindow(frozenset({0}), time(8), time(10))
    life = Life(
        protected=(
            ProtectedTime("a", "Swim", (morning,), times_a_week=1, minutes=60),
            ProtectedTime("b", "Prayer", (WeeklyWindow(frozenset({0}), time(8, 30), time(9, 30)),)),
        )
    )
    with pytest.raises(FirmClash) as clash:
        planned(life)
    assert set(clash.value.clash) == {"Swim (1 x 60 min)", "Prayer"}


def swims(*windows: WeeklyWindow, times: int = 1, minutes: int = 60, domain: str = "") -> ProtectedTime:
    return ProtectedTime("s", "Swim", windows, domain_id=domain, times_a_week=times, minutes=minutes)


def clash_of(life: Life) -> FirmClash:
    with pytest.raises(FirmClash) as clash:
        planned(life)
    return clash.value


def test_each_rule_in_a_clash_has_its_own_way_out() -> None:
    morning = WeeklyWindow(frozenset({0}), time(8), time(10))
    prayer = ProtectedTime("b", "Prayer", (WeeklyWindow(frozenset({0}), time(8, 30), time(9, 30)),))
    assert clash_of(Life(protected=(swims(morning), prayer))).advice == (
        "Any one of these would help: let “Prayer” bend or move it; "
        "or ask for less of “Swim”, widen its times or let it bend."
    )


def test_firm_floating_time_for_which_its_own_windows_are_too_short_is_named_alone() -> None:
    short = swims(WeeklyWindow(EVERY_DAY, time(8), time(8, 30)))
    assert clash_of(Life(protected=(short,))).message == (
        "There is no room for “Swim (1 x 60 min)” in its own times."
    )
    often = swims(WeeklyWindow(WEEKDAYS, time(8), time(9)), times=6)
    assert clash_of(Life(protected=(often,))).clash == ("Swim (6 x 60 min)",)


def test_firm_floating_time_that_lies_in_sleep_is_named_with_the_waking_hours() -> None:
    night = swims(WeeklyWindow(EVERY_DAY, time(3), time(5)))
    assert clash_of(Life(protected=(night,))).clash == ("Your waking hours", "Swim (1 x 60 min)")


def test_firm_floating_life_within_fixed_hours_is_named_with_them() -> None:
    noon = swims(WeeklyWindow(WEEKDAYS, time(11), time(14)), domain="home")
    fixed = Availability(hours_are_fixed=True)
    clash = clash_of(Life(domains=(WORK, HOME), protected=(noon,), availability=fixed))
    assert clash.clash == ("Your hours of work are fixed", "Swim (1 x 60 min)")
    assert clash.advice.startswith("Any one of these would help: let life into your hours of work; or")


def test_two_floating_times_that_want_the_same_hour_are_named_both() -> None:
    hour = WeeklyWindow(frozenset({2}), time(8), time(9, 30))
    other = replace(swims(hour), id="o", title="Choir")
    assert set(clash_of(Life(protected=(swims(hour), other))).clash) == {
        "Swim (1 x 60 min)",
        "Choir (1 x 60 min)",
    }


def test_firm_time_that_reaches_into_sleep_is_no_clash() -> None:
    night = ProtectedTime("n", "Night prayer", (WeeklyWindow(EVERY_DAY, time(22), time(3)),))
    assert any(each.title == "Night prayer" for each in planned(Life(protected=(night,))).blocks)


def test_where_only_events_are_in_the_way_of_firm_floating_time_they_are_named() -> None:
    mornings = WeeklyWindow(frozenset({0, 1}), time(8), time(9))
    life = Life(protected=(swims(mornings, times=2),))
    start = instant(PLAIN.first, time(8), life.zone)
    meeting = Fact("c/1", "Breakfast meeting", Span(start, start + timedelta(hours=1)), "work")
    plan = plan_week(life, (meeting,), PLAIN, now=None, iterations=STEPS)
    (out,) = plan.left_out
    assert (out.minutes, out.must, out.in_the_way) == (60, True, ("Breakfast meeting",))
    assert out.why == "Your events and firm time leave it no 1 h together."


def test_odd_things_make_a_plan_and_no_crash() -> None:
    odd = (
        Task("zero", "Zero", 0),
        Task("over", "Over", 30, minutes_done=60),
        Task("none", "None", 60, splittable=True, piece_least=0, piece_most=0),
        Task("long", "Long", 30 * 60, importance="must"),
        Task("far", "Far", 400 * 24 * 60, splittable=True, piece_least=5, piece_most=10**6),
    )
    often = Routine("often", "Often", 30, 20)
    plan = planned(Life(tasks=odd, routines=(often, Routine("never", "Never", 0, 3))))
    out = {each.title: each.why for each in plan.left_out}
    assert set(out) <= {"None", "Long", "Far", "Often"}
    assert out["Long"].startswith("It wants 30 h in one go, and the longest time that it may have is ")


def test_a_week_that_is_past_is_what_was_given_and_says_so() -> None:
    week = sample(2)
    past = datetime(2026, 12, 20, tzinfo=UTC)
    plan = plan_week(week.life, week.facts, week.week, now=past, iterations=STEPS)
    assert all(each.kind in ("protected", "ritual") for each in plan.blocks)
    assert {each.why for each in plan.left_out} == {"These days are past."}


def test_of_far_too_many_tasks_a_first_plan_is_made_in_one_step() -> None:
    week = sample(1, tasks=2000 if FULL else 500, events=60)
    seen: list[Plan] = []
    plan = plan_week(
        week.life, week.facts, week.week, now=None, iterations=1, on_better=lambda plan, _: seen.append(plan)
    )
    assert seen
    assert seen[0].blocks
    assert len(plan.left_out) > len(week.life.tasks) / 4


def test_an_event_that_takes_the_place_of_firm_floating_time_is_no_clash() -> None:
    week = sample(2, events=0, tasks=0, routines=0)
    morning = WeeklyWindow(frozenset({0}), time(8), time(9))
    life = replace(week.life, protected=(ProtectedTime("a", "Swim", (morning,), times_a_week=1, minutes=60),))
    facts = sample(2, events=1).facts
    start = instant(week.week.first, time(8), life.zone)
    fact = replace(facts[0], span=type(facts[0].span)(start, start + timedelta(hours=1)))
    plan = plan_week(life, (fact,), week.week, now=None, iterations=STEPS)
    assert plan.cost.firm_missing == 60
    assert any(each.title == "Swim" and each.must for each in plan.left_out)


def test_with_proofs_each_day_has_a_bound_and_a_must_without_room_names_what_is_in_its_way() -> None:
    only = WeeklyWindow(frozenset({0}), time(9), time(10))
    life = Life(
        domains=(WORK,),
        availability=Availability(waking=(WeeklyWindow(frozenset({0}), time(9), time(12)),)),
        tasks=(
            Task("a", "Exam", 60, domain_id="work", importance="must", windows=(only,)),
            Task("b", "Viva", 60, domain_id="work", importance="must", windows=(only,)),
        ),
    )
    plan = planned(life, proofs=True)
    (out,) = plan.left_out
    assert out.why.startswith("This week has no room for")
    assert set(out.in_the_way) == {"Exam", "Viva"} - {out.title}
    (bound,) = plan.bounds
    assert bound.gap == pytest.approx(0)


def test_a_must_whose_own_times_are_too_short_says_so() -> None:
    short = WeeklyWindow(EVERY_DAY, time(9), time(9, 30))
    plan = planned(Life(tasks=(Task("a", "Exam", 60, importance="must", windows=(short,)),)), proofs=True)
    assert plan.left_out[0].why == "“Exam” (60 min) has no room in its own times."


def test_replanning_after_an_event_moves_little() -> None:
    week = sample(2)
    before = plan_week(week.life, week.facts, week.week, now=None, iterations=10 * STEPS)
    start = instant(week.week.first + timedelta(days=2), time(15), week.life.zone)
    new = replace(
        week.facts[0], key="new", span=type(week.facts[0].span)(start, start + timedelta(minutes=45))
    )
    after = plan_week(
        week.life, (*week.facts, new), week.week, now=None, in_force=before.blocks, iterations=STEPS
    )
    old = {(each.item_id, each.span) for each in before.blocks if each.kind != "ritual"}
    kept = [each for each in after.blocks if (each.item_id, each.span) in old]
    assert len(kept) > 0.85 * len(old)
    assert any(reason.kind == "kept" for each in kept for reason in each.reasons)


def test_a_refused_first_plan_is_a_loud_error_that_carries_the_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from counterpoint.desk.planning import weeks as planning
    from counterpoint.domain.planning.checker import Fault

    problem = pose(Life(), (), PLAIN)
    monkeypatch.setattr(planning, "check", lambda *_: (Fault("made-up", "It is wrong."),))
    with pytest.raises(PlanRefused) as refused:
        plan_problem(problem, iterations=1)
    assert refused.value.problem is problem


def test_a_refused_later_plan_leaves_the_last_good_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from counterpoint.desk.planning import weeks as planning
    from counterpoint.domain.planning.checker import Fault

    answers = iter([()])  # the first plan is fine, all later ones are not
    monkeypatch.setattr(planning, "check", lambda *_: next(answers, (Fault("made-up", "It is wrong."),)))
    week = sample(4)
    watched = plan_week(
        week.life, week.facts, week.week, now=None, iterations=STEPS, on_better=lambda *_: None
    )
    assert watched.iterations == 0


def test_a_refused_last_plan_that_nobody_watched_leaves_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from counterpoint.desk.planning import weeks as planning
    from counterpoint.domain.planning.checker import Fault

    answers = iter([(Fault("made-up", "It is wrong."),)])  # only the first that is judged is wrong
    monkeypatch.setattr(planning, "check", lambda *_: next(answers, ()))
    week = sample(4)
    assert plan_week(week.life, week.facts, week.week, now=None, iterations=STEPS).iterations == 0


def test_nothing_is_planned_into_the_past() -> None:
    week = sample(5)
    now = datetime(2026, 11, 25, 13, 2, tzinfo=UTC)
    plan = plan_week(week.life, week.facts, week.week, now=now, iterations=STEPS)
    problem = pose(week.life, week.facts, week.week, now=now)
    assert all(each.span.start >= now for each in plan.blocks if each.item_id in problem.item_by_id)
