"""What if? One thing otherwise, planned and shown; done only on one's word."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time, timedelta
from functools import partial
from itertools import chain, repeat
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from counterpoint.desk.planning import edits
from counterpoint.desk.planning.clashes import SECONDS, SURER, fits, smallest_clash
from counterpoint.desk.planning.what_ifs import (
    Outcome,
    WhatIfs,
    answer_of,
    ask,
    do_it,
    look_in_background,
    what_ifs,
)
from counterpoint.desk.planning.what_ifs.ground import Ground
from counterpoint.desk.ports import ChangedMeanwhile, Kept, NotThere, WeekPlan
from counterpoint.domain.boundaries import Bend, GiveBack, ProtectedTime
from counterpoint.domain.planning import Block, Item, Plan, Problem, Routine, Task, Tier
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import WeeklyWindow
from counterpoint.domain.values import Season, Support
from counterpoint.engines.solver import judging, warm
from tests.desk.weeks import NOW, WEEK, a_block, a_diary, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary
from tests.seeds import of_many
from tests.strategies import Case, cases

MOST_READINGS = 40
"""So often a look at the clock is enough for the whole of a small clash."""


@pytest.fixture(autouse=True, scope="module")
def ready() -> None:
    warm()


@pytest.fixture
def diary() -> MemoryDiary:
    return a_diary()


def full(diary: MemoryDiary) -> MemoryDiary:
    """Work has Monday to Friday from nine to half past five; meetings leave ten to twelve on Monday alone."""
    days = [("Meetings", span(day, 9, 510)) for day in range(1, 5)]
    with_events(diary, ("Stand-up", span(0, 9, 60)), ("Review", span(0, 12, 330)), *days)
    return diary


def outcome(found: WhatIfs, how: str, title: str) -> Outcome:
    return next(each for each in found.outcomes if (each.change.how, each.change.title) == (how, title))


def looked(diary: MemoryDiary, item_id: str) -> str:
    """The planner is asked, and has answered: the job with its answer."""
    job = ask(diary, WEEK, item_id, now=NOW)
    return diary.jobs.run(job.id, lambda job: look_in_background(diary, job, NOW)).id


def done(diary: MemoryDiary, item_id: str, key: str) -> Kept[WeekPlan]:
    look = looked(diary, item_id)
    return do_it(diary, WEEK, item_id, key, look=look, version=looked_at(diary), now=NOW)


def looked_at(diary: MemoryDiary) -> int:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return kept.version


def overcommitted(diary: MemoryDiary) -> MemoryDiary:
    """A must without a place, because another must has the only two hours."""
    full(diary)
    report = diary.tasks.get("report")
    diary.tasks.change(replace(report.thing, importance="must"), version=report.version)
    diary.tasks.add(Task("tax", "Tax", 120, "work", importance="must", deadline_at=at(4, 17)))
    planned(diary)
    return diary


def test_nothing_is_kept_by_looking(diary: MemoryDiary) -> None:
    overcommitted(diary)
    before = diary.plans.of(WEEK)
    what_ifs(diary, WEEK, "task:tax", now=NOW)
    assert diary.plans.of(WEEK) == before
    assert not diary.tasks.get("report").thing.earliest_at


def test_two_musts_for_one_gap_clash_and_each_way_out_is_tried(diary: MemoryDiary) -> None:
    found = what_ifs(overcommitted(diary), WEEK, "task:tax", now=NOW)
    assert found.left_out == 120
    assert not found.anyhow
    assert set(found.clash) == {"Report", "Tax"}
    later = outcome(found, "later", "Report")
    assert later.makes_room
    assert found.outcomes[0].makes_room
    assert [(each.title, each.span) for each in later.effect.placed] == [("Tax", span(0, 10, 120))]
    half = outcome(found, "half", "Report")
    assert not half.makes_room


def test_a_set_that_is_proven_to_clash_is_said_to_be(diary: MemoryDiary) -> None:
    assert what_ifs(overcommitted(diary), WEEK, "task:tax", now=NOW).proven


def test_others_that_clash_by_themselves_are_a_set_without_what_was_asked_about(diary: MemoryDiary) -> None:
    overcommitted(diary)
    diary.tasks.add(Task("gift", "Gift", 60, "home", importance="must"))
    ground = Ground.of(diary, WEEK, NOW)
    clash = ground.clash("task:gift")
    assert [each.title for each in clash.items] == ["Report", "Tax"]
    assert clash.proven
    assert clash.minimal


def test_what_has_no_room_by_itself_is_a_set_of_one(diary: MemoryDiary) -> None:
    full(diary)
    diary.tasks.add(Task("tax", "Tax", 180, "work", importance="must", deadline_at=at(4, 17)))
    diary.tasks.add(Task("gift", "Gift", 60, "home", importance="must"))
    planned(diary)
    clash = Ground.of(diary, WEEK, NOW).clash("task:gift")
    assert [each.title for each in clash.items] == ["Tax"]
    assert clash.proven


def test_whenever_time_is_up_what_is_known_by_then_is_said_and_no_more(diary: MemoryDiary) -> None:
    ground = Ground.of(overcommitted(diary), WEEK, NOW)
    problem = ground.problem(ground.desk.life)
    said = []
    for readings in range(1, MOST_READINGS):
        clock = chain(repeat(0.0, readings), repeat(SECONDS))
        clash = smallest_clash(problem, "task:tax", clock=partial(next, clock))
        said.append(({each.title for each in clash.items}, clash.proven, clash.minimal))
        if clash.proven and clash.minimal:
            break
    both = {"Report", "Tax"}
    assert said[-1] == (both, True, True)
    assert said[0] == (set(), False, True)
    assert (both, True, False) in said, "a proven set, before it was seen that none of it can be missed"
    assert all(items in (set(), both) for items, _, _ in said)


def test_without_a_judge_a_clash_is_what_was_found_and_no_more(
    diary: MemoryDiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging.sys, "executable", "/nowhere/python")
    found = what_ifs(overcommitted(diary), WEEK, "task:tax", now=NOW)
    assert set(found.clash) == {"Report", "Tax"}
    assert not found.proven


def test_the_first_later_day_on_which_it_fits_is_offered(diary: MemoryDiary) -> None:
    full(diary)
    diary.tasks.add(Task("form", "Form", 120, "work", importance="must", deadline_at=at(0, 11)))
    planned(diary)
    found = what_ifs(diary, WEEK, "task:form", now=NOW)
    later = outcome(found, "due_later", "Form")
    assert later.change.at == at(1, 11)
    assert later.makes_room


def test_what_is_done_is_what_was_shown(diary: MemoryDiary) -> None:
    found = what_ifs(overcommitted(diary), WEEK, "task:tax", now=NOW)
    later = outcome(found, "later", "Report")
    kept = done(diary, "task:tax", later.change.key)
    blocks = kept.thing.current.blocks
    assert [(each.id, each.span) for each in blocks] == [(each.id, each.span) for each in later.blocks]
    assert all(each.reasons for each in blocks if each.kind == "task")
    assert diary.tasks.get("report").thing.earliest_at == WEEK.next().span(diary.life().zone).start
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert block_of(diary, "Report").span == span(0, 10, 120)
    assert diary.tasks.get("report").thing.earliest_at is None


def test_half_the_time_and_a_week_more_change_the_task(diary: MemoryDiary) -> None:
    found = what_ifs(overcommitted(diary), WEEK, "task:tax", now=NOW)
    half = outcome(found, "half", "Tax")
    done(diary, "task:tax", half.change.key)
    assert diary.tasks.get("tax").thing.minutes == 60
    found = what_ifs(diary, WEEK, "task:tax", now=NOW)
    later = outcome(found, "due_later", "Tax")
    done(diary, "task:tax", later.change.key)
    assert diary.tasks.get("tax").thing.deadline_at == at(11, 17)


def test_undo_brings_back_half_the_time_a_later_day_and_a_pause(diary: MemoryDiary) -> None:
    diary.routines.add(Routine("run", "Run", 45, 3, domain_id="home"))
    overcommitted(diary)
    was = diary.tasks.get("tax").thing, diary.routines.get("run").thing
    for item, key in [("task:tax", "half:tax"), ("task:tax", "due_later:tax"), ("task:tax", "later:tax"),
                      ("routine:run", "rest:run"), ("routine:run", "half:run")]:  # fmt: skip
        kept = done(diary, item, key)
        assert (diary.tasks.get("tax").thing, diary.routines.get("run").thing) != was
        edits.undo(diary, WEEK, version=kept.version, now=NOW)
        assert (diary.tasks.get("tax").thing, diary.routines.get("run").thing) == was


def test_undo_leaves_what_was_changed_again_since(diary: MemoryDiary) -> None:
    overcommitted(diary)
    kept = done(diary, "task:tax", "half:tax")
    tax = diary.tasks.get("tax")
    diary.tasks.change(replace(tax.thing, minutes=90), version=tax.version)
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert diary.tasks.get("tax").thing.minutes == 90


def test_somebody_of_the_support_map_can_be_asked(diary: MemoryDiary) -> None:
    diary.shelf(Support).add(Support("kim", "Kim", domain_ids=("work",)))
    diary.shelf(Support).add(Support("oma", "Oma", domain_ids=("home",)))
    found = what_ifs(overcommitted(diary), WEEK, "task:tax", now=NOW)
    asking = outcome(found, "ask", "Tax")
    assert asking.change.who == "Kim"
    kept = done(diary, "task:tax", asking.change.key)
    assert "Kim" not in str(diary.jobs.kept)
    assert "Kim" not in kept.thing.last_step
    assert diary.tasks.get("tax").thing.earliest_at == WEEK.next().span(diary.life().zone).start
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert diary.tasks.get("tax").thing.earliest_at is None


def test_a_life_domain_is_louder_for_this_week_until_undo(diary: MemoryDiary) -> None:
    diary.tasks.remove("report")
    morning = WeeklyWindow(frozenset({0}), time(10), time(12))
    diary.tasks.add(Task("paint", "Paint", 30, "home", importance="could", windows=(morning,)))
    planned(full(diary), a_block("call", span(1, 20, 30)))
    louder = outcome(what_ifs(diary, WEEK, "task:paint", now=NOW), "louder", "Home")
    kept = done(diary, "task:paint", louder.change.key)
    assert "Paint" in [each.title for each in kept.thing.current.blocks]
    (season,) = diary.shelf(Season).all()
    assert (season.thing.first, season.thing.last) == (WEEK.first, WEEK.next().first - timedelta(days=1))
    again = what_ifs(diary, WEEK, "task:paint", now=NOW)
    assert not [each for each in again.outcomes if each.change.season]
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert not diary.shelf(Season).all()


def test_a_part_of_life_is_not_offered_softer_where_nothing_would_be_otherwise(diary: MemoryDiary) -> None:
    planned(diary)
    found = what_ifs(diary, WEEK, "task:report", now=NOW)
    assert not [each for each in found.outcomes if each.change.season]


def test_protected_time_bends_this_once_and_is_offered_back(diary: MemoryDiary) -> None:
    planned(diary)
    dinner = block_of(diary, "Dinner")
    found = what_ifs(diary, WEEK, dinner.item_id, now=NOW)
    bends = outcome(found, "bend", "Dinner")
    done(diary, dinner.item_id, bends.change.key)
    assert [kept.thing.span for kept in diary.dated(Bend).all()] == [dinner.span]
    kept = diary.plans.of(WEEK)
    assert kept is not None
    assert dinner.span not in [each.span for each in kept.thing.current.blocks]
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert not diary.dated(Bend).all()
    assert not diary.dated(GiveBack).all()
    assert block_of(diary, "Dinner").span == dinner.span


def test_a_step_after_it_is_taken_back_by_itself(diary: MemoryDiary) -> None:
    overcommitted(diary)
    kept = done(diary, "task:tax", "half:tax")
    half = diary.tasks.get("tax").thing
    block = next(each for each in kept.thing.current.blocks if each.kind == "task")
    edits.pin_block(diary, WEEK, block.id, pinned=True, version=kept.version, now=NOW)
    edits.undo(diary, WEEK, version=looked_at(diary), now=NOW)
    assert diary.tasks.get("tax").thing == half
    edits.undo(diary, WEEK, version=looked_at(diary), now=NOW)
    assert diary.tasks.get("tax").thing.minutes == 120


@pytest.mark.parametrize(
    ("bends_for", "named"), [(("emergency", "opportunity"), True), (("emergency",), False), ((), False)]
)
def test_what_is_protected_is_asked_to_bend_for_a_wish_only_where_it_may(
    diary: MemoryDiary, bends_for: tuple[str, ...], named: bool
) -> None:
    evening = WeeklyWindow(frozenset({0}), time(20), time(21))
    yoga = ProtectedTime("yoga", "Yoga", (evening,), "bends", domain_id="home", bends_for=bends_for)
    diary.protected.add(yoga)
    diary.tasks.add(Task("paint", "Paint", 60, "home", windows=(evening,)))
    life = diary.life()
    item = next(each for each in pose(life, (), WEEK).items if each.subject_id == "yoga")
    planned(diary, Block("y#1", "protected", item.id, "yoga", "Yoga", span(0, 20, 60), "home"))
    found = what_ifs(diary, WEEK, "task:paint", now=NOW)
    assert ("Yoga" in [each.change.title for each in found.outcomes if each.change.how == "bend"]) is named


def test_what_another_tab_changed_since_is_not_passed_over(diary: MemoryDiary) -> None:
    look = looked(overcommitted(diary), "task:tax")
    tax = diary.tasks.get("tax")
    diary.tasks.change(replace(tax.thing, minutes=200), version=tax.version)
    with pytest.raises(NotThere, match="has changed since"):
        do_it(diary, WEEK, "task:tax", "half:tax", look=look, version=looked_at(diary), now=NOW)
    assert diary.tasks.get("tax").thing.minutes == 200


def test_what_another_tab_changes_in_the_midst_is_not_passed_over(
    diary: MemoryDiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = looked(overcommitted(diary), "task:tax")

    def and_meanwhile(ground: Ground, *shown: Any) -> Plan | None:
        tax = diary.tasks.get("tax")
        diary.tasks.change(replace(tax.thing, minutes=200), version=tax.version)
        return as_it_is(ground, *shown)

    as_it_is = Ground.planned_as
    monkeypatch.setattr(Ground, "planned_as", and_meanwhile)
    with pytest.raises(NotThere, match="has changed since"):
        do_it(diary, WEEK, "task:tax", "half:tax", look=look, version=looked_at(diary), now=NOW)
    assert diary.tasks.get("tax").thing.minutes == 200


def test_an_event_that_came_since_is_not_passed_over(diary: MemoryDiary) -> None:
    look = looked(overcommitted(diary), "task:tax")
    with_events(diary, ("Visit", span(0, 10, 30)))
    with pytest.raises(NotThere, match="has changed since"):
        do_it(diary, WEEK, "task:tax", "half:tax", look=look, version=looked_at(diary), now=NOW)


def test_a_plan_that_has_become_past_is_not_kept(diary: MemoryDiary) -> None:
    look = looked(overcommitted(diary), "task:tax")
    late = NOW + timedelta(days=3)
    with pytest.raises(NotThere, match="has changed since"):
        do_it(diary, WEEK, "task:tax", "later:report", look=look, version=looked_at(diary), now=late)


def test_what_planning_again_does_anyhow_is_said_once_and_is_no_effect_of_a_change(
    diary: MemoryDiary,
) -> None:
    planned(full(diary))
    days = [("Meetings", span(day, 9, 510)) for day in range(5)]
    with_events(diary, *days, ("Choir", span(1, 20, 30)))
    found = what_ifs(diary, WEEK, "task:call", now=NOW)
    assert [each.title for each in found.out_anyhow] == ["Report"]
    assert found.moved_anyhow == 1
    assert found.outcomes
    for each in found.outcomes:
        assert "Report" not in {out.title for out in each.effect.out}
    assert not outcome(found, "half", "Call Ada").effect.out


def test_what_is_read_is_what_was_found(diary: MemoryDiary) -> None:
    diary.shelf(Support).add(Support("kim", "Kim", domain_ids=("work",)))
    diary.tasks.add(Task("post", "Post", 30, "home"))
    for item in ("task:tax", "task:report", block_of(overcommitted(diary), "Dinner").item_id, "task:post"):
        job = diary.jobs.get(looked(diary, item))
        read = answer_of(diary, replace(job, result=json.loads(json.dumps(job.result))), now=NOW)
        assert read == what_ifs(diary, WEEK, item, now=NOW)


def test_who_cannot_be_asked_any_more_is_not_shown(diary: MemoryDiary) -> None:
    kim = diary.shelf(Support).add(Support("kim", "Kim", domain_ids=("work",)))
    job = diary.jobs.get(looked(overcommitted(diary), "task:tax"))
    diary.shelf(Support).remove(kim.thing.id)
    found = answer_of(diary, job, now=NOW)
    assert found is not None
    assert "ask" not in [each.change.how for each in found.outcomes]


def test_who_asks_twice_waits_for_the_first_and_then_hears_of_the_week_as_it_is(diary: MemoryDiary) -> None:
    overcommitted(diary)
    first = ask(diary, WEEK, "task:tax", now=NOW)
    assert ask(diary, WEEK, "task:tax", now=NOW) == first
    assert ask(diary, WEEK, "task:report", now=NOW).id != first.id
    assert answer_of(diary, first, now=NOW) is None
    job = diary.jobs.run(first.id, lambda job: look_in_background(diary, job, NOW))
    assert answer_of(diary, job, now=NOW) is not None
    assert ask(diary, WEEK, "task:tax", now=NOW).id != first.id
    diary.tasks.add(Task("post", "Post", 30, "home"))
    assert answer_of(diary, job, now=NOW) is None


def test_a_routine_pauses_or_is_shorter(diary: MemoryDiary) -> None:
    diary.routines.add(Routine("run", "Run", 45, 3, domain_id="home"))
    planned(diary)
    found = what_ifs(diary, WEEK, "routine:run", now=NOW)
    assert found.anyhow
    assert {each.change.how for each in found.outcomes} == {"rest", "half"}
    done(diary, "routine:run", "rest:run")
    assert diary.routines.get("run").thing.paused


def test_an_old_page_and_a_thing_that_is_gone_are_told(diary: MemoryDiary) -> None:
    kept = planned(diary)
    report = block_of(diary, "Report")
    old = looked(diary, "task:report")
    edits.pin_block(diary, WEEK, report.id, pinned=True, version=kept.version, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        do_it(diary, WEEK, "task:report", "later:report", look=old, version=kept.version, now=NOW)
    with pytest.raises(NotThere, match="has changed since"):
        do_it(diary, WEEK, "task:report", "later:report", look=old, version=kept.version + 1, now=NOW)
    for item, look in (("task:report", "gone"), ("task:call", looked(diary, "task:report"))):
        with pytest.raises(NotThere, match="has changed since"):
            do_it(diary, WEEK, item, "later:report", look=look, version=kept.version + 1, now=NOW)
    with pytest.raises(NotThere, match="no longer there to be changed"):
        done(diary, "task:report", "later:gone")
    for asking in (what_ifs, ask):
        with pytest.raises(NotThere):
            asking(diary, WEEK, "task:gone", now=NOW)


def test_a_pinned_block_of_what_is_left_for_later_goes_too(diary: MemoryDiary) -> None:
    planned(diary, a_block("report", span(0, 10, 120), pinned=True), a_block("call", span(1, 20, 30)))
    found = what_ifs(diary, WEEK, "task:report", now=NOW)
    later = outcome(found, "later", "Report")
    assert "Report" not in [each.title for each in later.blocks]


LENGTHS = st.lists(st.sampled_from((30, 45, 60, 90, 120)), min_size=3, max_size=5)


@settings(max_examples=of_many(4, 16), deadline=None, suppress_health_check=list(HealthCheck))
@given(LENGTHS)
def test_of_musts_that_share_two_hours_some_clash_and_the_rest_fits(lengths: list[int]) -> None:
    assume(sum(lengths) > 120)
    diary = full(a_diary())
    diary.tasks.remove("report")
    for nth, minutes in enumerate(lengths):
        diary.tasks.add(Task(f"m{nth}", f"Must {nth}", minutes, "work", importance="must"))
    planned(diary, a_block("call", span(1, 20, 30)))
    ground = Ground.of(diary, WEEK, NOW)
    problem = ground.problem(ground.desk.life)
    clash = smallest_clash(problem, "task:m0", steps=500, seconds=0).items
    assume(clash)  # were there never one, that would be an error
    assert sum(each.minutes for each in clash) > 120
    holds_without_any_one(problem, clash, 500)


@settings(max_examples=of_many(2, 8), deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_whatever_the_week_without_any_one_of_a_clash_the_rest_fits(case: Case) -> None:
    """Where there is one: of weeks in which everything must be done, and twice as much of it."""
    tasks = (replace(each, importance="must", minutes=2 * each.minutes) for each in case.life.tasks)
    problem = pose(replace(case.life, tasks=tuple(tasks)), case.facts, case.week, now=case.now)
    assume(problem.days)
    for item in [each for each in problem.items if each.tier == Tier.MUST][:2]:
        clash = smallest_clash(problem, item.id, steps=100, seconds=0).items
        if clash:
            assert item in clash
            holds_without_any_one(problem, clash, 100)


def holds_without_any_one(problem: Problem, clash: tuple[Item, ...], steps: int) -> None:
    assert not fits(problem, clash, steps)
    for each in clash:
        assert fits(problem, [one for one in clash if one is not each], SURER * steps)
