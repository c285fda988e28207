"""What if? One thing otherwise, planned and shown; done only on one's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings

from counterpoint.desk.planning import edits
from counterpoint.desk.planning.by_hand import looking
from counterpoint.desk.planning.clashes import SURER, fits, smallest_clash
from counterpoint.desk.planning.what_ifs import Outcome, WhatIfs, do_it, what_ifs
from counterpoint.desk.planning.what_ifs.ground import Ground
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.boundaries import Bend, GiveBack, ProtectedTime
from counterpoint.domain.planning import Block, Plan, Routine, Task, Tier
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import WeeklyWindow
from counterpoint.domain.values import Season, Support
from counterpoint.engines.solver import judging, warm
from tests.desk.weeks import NOW, WEEK, a_block, a_diary, at, block_of, planned, span, with_events
from tests.memory import MemoryDiary
from tests.seeds import of_many
from tests.strategies import Case, cases


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
    ground = Ground.of(looking(diary, WEEK, NOW))
    clash = ground.clash("task:gift")
    assert [each.title for each in clash.items] == ["Report", "Tax"]
    assert clash.proven
    assert clash.minimal


def test_when_time_is_up_what_is_known_by_then_is_said(diary: MemoryDiary) -> None:
    ground = Ground.of(looking(overcommitted(diary), WEEK, NOW))
    clash = smallest_clash(ground.problem(ground.desk.life), "task:tax", seconds=1e-6)
    assert not clash.proven


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
    kept = do_it(diary, WEEK, "task:tax", later.change.key, version=found.version, now=NOW)
    blocks = kept.thing.current.blocks
    assert [(each.id, each.span) for each in blocks] == [(each.id, each.span) for each in later.plan.blocks]
    assert all(each.reasons for each in blocks if each.kind == "task")
    assert diary.tasks.get("report").thing.earliest_at == WEEK.next().span(diary.life().zone).start
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert block_of(diary, "Report").span == span(0, 10, 120)
    assert diary.tasks.get("report").thing.earliest_at is None


def test_half_the_time_and_a_week_more_change_the_task(diary: MemoryDiary) -> None:
    found = what_ifs(overcommitted(diary), WEEK, "task:tax", now=NOW)
    half = outcome(found, "half", "Tax")
    kept = do_it(diary, WEEK, "task:tax", half.change.key, version=found.version, now=NOW)
    assert diary.tasks.get("tax").thing.minutes == 60
    found = what_ifs(diary, WEEK, "task:tax", now=NOW)
    later = outcome(found, "due_later", "Tax")
    do_it(diary, WEEK, "task:tax", later.change.key, version=kept.version, now=NOW)
    assert diary.tasks.get("tax").thing.deadline_at == at(11, 17)


def test_undo_brings_back_half_the_time_a_later_day_and_a_pause(diary: MemoryDiary) -> None:
    diary.routines.add(Routine("run", "Run", 45, 3, domain_id="home"))
    overcommitted(diary)
    was = diary.tasks.get("tax").thing, diary.routines.get("run").thing
    for item, key in [("task:tax", "half:tax"), ("task:tax", "due_later:tax"), ("task:tax", "later:tax"),
                      ("routine:run", "rest:run"), ("routine:run", "half:run")]:  # fmt: skip
        version = looked_at(diary)
        kept = do_it(diary, WEEK, item, key, version=version, now=NOW)
        assert (diary.tasks.get("tax").thing, diary.routines.get("run").thing) != was
        edits.undo(diary, WEEK, version=kept.version, now=NOW)
        assert (diary.tasks.get("tax").thing, diary.routines.get("run").thing) == was


def looked_at(diary: MemoryDiary) -> int:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return kept.version


def test_undo_leaves_what_was_changed_again_since(diary: MemoryDiary) -> None:
    overcommitted(diary)
    kept = do_it(diary, WEEK, "task:tax", "half:tax", version=looked_at(diary), now=NOW)
    tax = diary.tasks.get("tax")
    diary.tasks.change(replace(tax.thing, minutes=90), version=tax.version)
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert diary.tasks.get("tax").thing.minutes == 90


def test_somebody_of_the_support_map_can_be_asked(diary: MemoryDiary) -> None:
    diary.shelf(Support).add(Support("kim", "Kim", domain_ids=("work",)))
    diary.shelf(Support).add(Support("oma", "Oma", domain_ids=("home",)))
    found = what_ifs(overcommitted(diary), WEEK, "task:tax", now=NOW)
    ask = outcome(found, "ask", "Tax")
    assert ask.change.who == "Kim"
    kept = do_it(diary, WEEK, "task:tax", ask.change.key, version=found.version, now=NOW)
    assert diary.tasks.get("tax").thing.earliest_at == WEEK.next().span(diary.life().zone).start
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert diary.tasks.get("tax").thing.earliest_at is None


def test_a_life_domain_is_softer_for_this_week_until_undo(diary: MemoryDiary) -> None:
    planned(diary)
    found = what_ifs(diary, WEEK, "task:report", now=NOW)
    assert not [each for each in found.outcomes if each.change.season]  # nothing would be otherwise
    kept = do_it(diary, WEEK, "task:report", "softer:work", version=found.version, now=NOW)
    (season,) = diary.shelf(Season).all()
    assert (season.thing.first, season.thing.last) == (WEEK.first, WEEK.next().first - timedelta(days=1))
    again = what_ifs(diary, WEEK, "task:report", now=NOW)
    assert not [each for each in again.outcomes if each.change.season]
    edits.undo(diary, WEEK, version=kept.version, now=NOW)
    assert not diary.shelf(Season).all()


def test_protected_time_bends_this_once_and_is_offered_back(diary: MemoryDiary) -> None:
    planned(diary)
    dinner = block_of(diary, "Dinner")
    found = what_ifs(diary, WEEK, dinner.item_id, now=NOW)
    bends = outcome(found, "bend", "Dinner")
    do_it(diary, WEEK, dinner.item_id, bends.change.key, version=found.version, now=NOW)
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
    kept = do_it(diary, WEEK, "task:tax", "half:tax", version=looked_at(diary), now=NOW)
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


def test_what_another_tab_changed_meanwhile_is_not_passed_over(
    diary: MemoryDiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    overcommitted(diary)

    def and_meanwhile(ground: Ground, *args: object, **more: object) -> Plan:
        tax = diary.tasks.get("tax")
        diary.tasks.change(replace(tax.thing, minutes=200), version=tax.version)
        return as_it_is(ground, *args, **more)  # type: ignore[arg-type]

    as_it_is = Ground.planned
    monkeypatch.setattr(Ground, "planned", and_meanwhile)
    with pytest.raises(ChangedMeanwhile):
        do_it(diary, WEEK, "task:tax", "half:tax", version=looked_at(diary), now=NOW)
    assert diary.tasks.get("tax").thing.minutes == 200


def test_a_routine_pauses_or_is_shorter(diary: MemoryDiary) -> None:
    diary.routines.add(Routine("run", "Run", 45, 3, domain_id="home"))
    planned(diary)
    found = what_ifs(diary, WEEK, "routine:run", now=NOW)
    assert found.anyhow
    assert {each.change.how for each in found.outcomes} == {"rest", "half"}
    do_it(diary, WEEK, "routine:run", "rest:run", version=found.version, now=NOW)
    assert diary.routines.get("run").thing.paused


def test_an_old_page_and_a_thing_that_is_gone_are_told(diary: MemoryDiary) -> None:
    kept = planned(diary)
    report = block_of(diary, "Report")
    edits.pin_block(diary, WEEK, report.id, pinned=True, version=kept.version, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        do_it(diary, WEEK, "task:report", "later:report", version=kept.version, now=NOW)
    with pytest.raises(NotThere):
        do_it(diary, WEEK, "task:report", "later:gone", version=kept.version + 1, now=NOW)
    with pytest.raises(NotThere):
        what_ifs(diary, WEEK, "task:gone", now=NOW)


def test_a_pinned_block_of_what_is_left_for_later_goes_too(diary: MemoryDiary) -> None:
    planned(diary, a_block("report", span(0, 10, 120), pinned=True), a_block("call", span(1, 20, 30)))
    found = what_ifs(diary, WEEK, "task:report", now=NOW)
    later = outcome(found, "later", "Report")
    assert "Report" not in [each.title for each in later.plan.blocks]


@settings(max_examples=of_many(4, 8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_without_any_one_of_a_clash_the_rest_fits(case: Case) -> None:
    life = replace(case.life, tasks=tuple(replace(each, importance="must") for each in case.life.tasks))
    problem = pose(life, case.facts, case.week, now=case.now)
    assume(problem.days)
    musts = [each for each in problem.items if each.tier == Tier.MUST]
    for item in musts[:1]:
        clash = smallest_clash(problem, item.id, steps=100, seconds=0).items
        if clash:
            assert item in clash
            assert not fits(problem, clash, 100)
            for each in clash:
                assert fits(problem, [one for one in clash if one is not each], SURER * 100)
