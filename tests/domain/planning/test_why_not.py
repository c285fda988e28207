"""“Why not then?” is answered by the checker and the evaluator, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Block, Life, Plan, Problem, Task
from counterpoint.domain.planning.checker import check, judge_blocks
from counterpoint.domain.planning.cost import cost, terms
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.sequence import chosen
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.planning.weighing import TIERS, dearer
from counterpoint.domain.planning.why_not import WhyNot, next_best, why_not
from counterpoint.domain.timeline import SLOT, Span
from counterpoint.engines.solver.run import Budget, search
from tests.desk.weeks import NOW, WEEK, a_block, a_diary, at, span
from tests.seeds import of_many
from tests.strategies import Case, cases

SOME = settings(max_examples=of_many(6, 15), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def the_plan(case: Case) -> tuple[Problem, Plan]:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    assume(problem.days)
    *_, found = search(problem, Budget(steps=60))
    return problem, settle(problem, found.blocks)


def after(answer: WhyNot, blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks as they would be: everything that makes way where the answer says, or nowhere."""
    gone = {answer.block.id, *(each.id for each in answer.makes_way)}
    return [*(each for each in blocks if each.id not in gone), answer.block, *answer.goes_to]


@SOME
@given(cases(), st.integers(0, 50), st.integers(0, 7 * 288 - 1))
def test_what_forbids_is_the_checkers_and_what_it_costs_is_the_evaluators(
    case: Case, nth: int, slot: int
) -> None:
    problem, plan = the_plan(case)
    placed = tuple(chosen(problem, plan.blocks))
    assume(placed)
    block = placed[nth % len(placed)]
    start = problem.horizon.start + slot * SLOT
    asked = replace(block, span=Span(start, start + (block.span.end - block.span.start)))
    answer = why_not(problem, case.life, plan.blocks, asked)
    then = after(answer, placed)
    broken = {each.rule for each in judge_blocks(problem, replace(plan, blocks=tuple(then)))}
    if answer.hindrances:
        assert {each.rule for each in answer.hindrances} <= broken
        assert all(each.words for each in answer.hindrances)
        return
    assert check(problem, settle(problem, then)) == ()
    was, would = cost(problem, placed), cost(problem, then)
    assert answer.costs_more == (would.order > was.order)
    first, second = terms(problem, placed), terms(problem, then)
    dearer_by = {name: second[name] - first[name] for name in first if second[name] > first[name]}
    named = [each.name for each in answer.dearer if each.name not in TIERS]
    assert all(each.amount == dearer_by[each.name] for each in answer.dearer if each.name in named)
    assert sorted(dearer_by.values(), reverse=True)[: len(named)] == [dearer_by[name] for name in named]
    assert not answer.costs_more or answer.dearer
    assert all(each.amount < 0 for each in answer.cheaper)


@SOME
@given(cases(), st.integers(0, 50))
def test_the_next_best_place_is_one_that_the_checker_takes(case: Case, nth: int) -> None:
    problem, plan = the_plan(case)
    placed = tuple(chosen(problem, plan.blocks))
    assume(placed)
    block = placed[nth % len(placed)]
    other = next_best(problem, case.life, plan.blocks, block)
    if other is not None:
        assert not other.block.span.overlaps(block.span)
        assert not other.makes_way
        assert check(problem, settle(problem, after(other, placed))) == ()


# In words


@pytest.fixture
def life() -> Life:
    diary = a_diary()
    diary.tasks.add(Task("post", "Post", 30, "work", demand="deep"))
    return diary.life()


def ask(life: Life, when: Span, *facts: Fact, now: datetime | None = NOW, title: str = "Report") -> WhyNot:
    """Why the report is not then; it is on Monday at ten, the post at two, the call on Tuesday evening."""
    problem = pose(life, facts, WEEK, now=now)
    post = Block("task:post#1", "task", "task:post", "post", "Post", span(0, 14, 30), "work")
    blocks = settle(
        problem, (a_block("report", span(0, 10, 120)), a_block("call", span(1, 20, 30)), post)
    ).blocks
    block = next(each for each in blocks if each.title == title)
    return why_not(problem, life, blocks, replace(block, span=when))


def said(answer: WhyNot) -> str:
    return " ".join(each.words for each in answer.hindrances)


def test_firm_time_is_named_with_its_value_and_its_hours(life: Life) -> None:
    answer = ask(life, span(3, 18, 120))
    assert "“Dinner” is firmly protected for “Family”, Thursday 18:00–19:00." in said(answer)
    assert answer.hindrances[0].rule == "firm"


def test_an_event_is_named(life: Life) -> None:
    meeting = Fact("c/1", "Meeting", span(3, 9, 60), "work")
    assert "“Meeting” is in your calendar, Thursday 09:00–10:00." in said(ask(life, span(3, 9, 120), meeting))


def test_sleep_working_hours_the_past_and_the_deadline_are_named(life: Life) -> None:
    assert "time of sleep" in said(ask(life, span(3, 5, 120)))
    assert "It is work, and Saturday has no working hours." in said(ask(life, span(5, 10, 120)))
    assert "It is of life, and 09:00–17:30 on Thursday is for work." in said(
        ask(life, span(3, 10, 30), title="Call")
    )
    assert said(ask(life, span(0, 14, 120), now=at(1, 9))) == "That time is past."
    due = replace(life, tasks=tuple(replace(each, deadline_at=at(2, 12)) for each in life.tasks))
    assert "It would end after its deadline, Wednesday 12:00." in said(ask(due, span(3, 10, 120)))
    later = replace(life, tasks=tuple(replace(each, earliest_at=at(0, 10)) for each in life.tasks))
    assert "You want it Monday 10:00 at the earliest." in said(ask(later, span(0, 9, 30), title="Post"))


def test_the_hour_of_getting_up_is_named(life: Life) -> None:
    words = "The first hour after waking is left for getting up, unless a thing’s own times begin then."
    assert words in said(ask(life, span(3, 7, 30), title="Call"))
    assert words not in said(ask(life, span(3, 8, 30), title="Call"))


def test_what_leaves_a_ritual_no_room_is_named(life: Life) -> None:
    choir = Fact("c/1", "Choir", span(3, 17, 60, 30), "home")
    words = said(ask(life, span(3, 15, 120, 30), choir))
    assert words == "No room for “Close the day” between “Report” and “Choir”."


def test_a_length_that_it_cannot_have_is_told(life: Life) -> None:
    assert said(ask(life, span(2, 10, 60), title="Post")) == "It takes 30 min in one go."
    assert said(ask(life, span(2, 10, 150))) == "It wants pieces of 30 min to 2 h."


def test_what_it_waits_for_is_named(life: Life) -> None:
    tasks = (replace(each, after=("report",)) if each.id == "post" else each for each in life.tasks)
    answer = ask(replace(life, tasks=tuple(tasks)), span(0, 9, 30), title="Post")
    assert said(answer) == "It waits for “Report”, which ends Monday 12:00."
    tasks = (replace(each, after=("report",)) if each.id == "post" else each for each in life.tasks)
    assert "“Post” waits for it" in said(ask(replace(life, tasks=tuple(tasks)), span(2, 10, 120)))


def test_what_the_planner_has_there_makes_way_and_changes_places(life: Life) -> None:
    answer = ask(life, span(0, 14, 120))
    assert not answer.hindrances
    assert [each.title for each in answer.makes_way] == ["Post"]
    place = answer.place_of("task:post#1")
    assert place is not None
    assert place.span == span(0, 10, 30)


def test_tiers_come_before_all_else_and_small_terms_are_not_named() -> None:
    assert dearer({"energy": 900, "musts": 30, "odd": 200, "late": 2}) == ["musts", "energy"]
    assert dearer({"energy": 400, "slack": 1500, "changes": 1500, "odd": 200}) == ["changes", "slack"]
    assert dearer({"energy": -400}) == []
