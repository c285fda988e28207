"""What has to be done before what: a task waits for others, never for itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from counterpoint.domain.planning import Life, Plan, Task
from counterpoint.domain.planning.checker import Fault, judge_blocks
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import judge_move
from counterpoint.domain.planning.succession import may_come_before, waits_for
from tests.domain.planning.test_checker import PROBLEM, at, block, item
from tests.strategies import DOMAINS, PLAIN

A, B, C = Task("a", "A", 60), Task("b", "B", 30, after=("a",)), Task("c", "C", 30, after=("b", "gone"))
TASKS = (A, B, C)
OPEN = replace(PROBLEM, facts=(), firm=(), rituals=(), pinned=())


def broken(*blocks: object, **more: object) -> list[str]:
    problem = replace(OPEN, items=(item("a", 60, piece_least=30), item("b", 30, after=("a",))), **more)
    plan = Plan(PLAIN, "UTC", blocks)  # type: ignore[arg-type]
    return [each.words for each in judge_blocks(problem, plan)]


def test_what_it_waits_for_reaches_through_others_and_ends_in_a_circle() -> None:
    assert waits_for(TASKS, C) == {"a", "b"}
    circle = replace(A, after=("c",))
    assert waits_for((circle, B, C), circle) == {"a", "b", "c"}


def test_a_task_can_wait_for_open_ones_that_do_not_wait_for_it() -> None:
    assert may_come_before(TASKS, None) == TASKS
    assert may_come_before(TASKS, A) == ()
    assert may_come_before(TASKS, B) == (A,)
    done = replace(A, done=True)
    assert may_come_before((done, B, C), B) == (done,)
    assert may_come_before((done, B, C), replace(C, after=())) == (B,)


def test_what_waits_starts_when_the_other_has_ended_and_not_before() -> None:
    assert broken(block("a", at(10, 60)), block("b", at(11, 30))) == []
    assert broken(block("a", at(10, 60)), block("b", at(9, 30))) == ["“B” comes before “A” is done."]


def test_a_part_of_what_comes_first_is_not_enough() -> None:
    assert broken(block("b", at(11, 30))) == ["“B” comes before “A” is done."]
    assert broken(block("a", at(10, 30)), block("b", at(11, 30))) == ["“B” comes before “A” is done."]


def test_a_pinned_block_of_what_comes_first_counts() -> None:
    pin = replace(block("a", at(15, 30), 9), pinned=True)
    half = (item("a", 30, piece_least=30), item("b", 30, after=("a",)))
    problem = replace(OPEN, items=half, pinned=(pin,))
    early, late = (
        Plan(PLAIN, "UTC", (pin, block("a", at(10, 30)), block("b", at(hour, 30)))) for hour in (11, 15.5)
    )
    assert [each.rule for each in judge_blocks(problem, early)] == ["after"]
    assert judge_blocks(problem, late) == ()


def test_a_task_waits_only_for_what_is_still_to_be_done() -> None:
    life = Life(domains=DOMAINS, tasks=(replace(A, done=True), B, C))
    b, c = pose(life, (), PLAIN).items
    assert (b.after, c.after) == ((), ("task:b",))


def test_what_waits_for_something_of_a_later_week_waits_with_it() -> None:
    later = replace(A, earliest_at=PLAIN.span("UTC").end + timedelta(days=3))
    b, c = pose(Life(domains=DOMAINS, tasks=(later, B, C)), (), PLAIN).items
    assert (b.windows, b.waits_for) == ((), "A")
    assert c.after == ("task:b",)


def test_a_block_that_is_moved_behind_what_waits_for_it_is_noticed() -> None:
    problem = replace(OPEN, items=(item("a", 60), item("b", 30, after=("a",))))
    first, second = block("a", at(10, 60)), block("b", at(11, 30))
    assert judge_move(problem, (first, second), replace(first, span=at(12, 60))) == (
        Fault("after", "“B” comes before “A” is done.", second.id),
    )
    assert judge_move(problem, (first, second), replace(first, span=at(9, 60))) == ()


def test_a_piece_is_no_fault_of_what_waited_too_early_before_it() -> None:
    problem = replace(OPEN, items=(item("a", 60, piece_least=30), item("b", 30, after=("a",))))
    half, second = block("a", at(9, 30)), block("b", at(11, 30))
    assert judge_move(problem, (half, second), half) == ()
