"""Tasks as long as they usually take: learned for each kind, only lengthening, and said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.domain.capacity.estimates import habit_of, habits_by_demand
from counterpoint.domain.energy import Demand
from counterpoint.domain.planning import Block, Life, Task
from counterpoint.domain.planning.plan import Reason
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span
from tests.domain.planning.test_checker import PROBLEM, at, block, item
from tests.strategies import DOMAINS, PLAIN


def finished(count: int, took: int, demand: Demand = "deep") -> tuple[list[Task], list[Block]]:
    names = [f"{demand}{nth}" for nth in range(count)]
    tasks = [Task(name, name, 60, demand=demand, done=True) for name in names]
    blocks = [Block(name, "task", f"task:{name}", name, name, at(9, took), state="done") for name in names]
    return tasks, blocks


def test_nothing_is_known_before_eight_tasks_are_finished() -> None:
    assert habits_by_demand(*finished(7, 90)) == ()


def test_each_kind_is_drawn_towards_all_of_them_and_one_without_any_is_as_all() -> None:
    deep, light = finished(8, 120), finished(8, 60, "light")
    tasks, blocks = deep[0] + light[0], deep[1] + light[1]
    overall = habit_of(tasks, blocks).times
    known = {kind: habit.times for kind, habit in habits_by_demand(tasks, blocks)}
    assert overall is not None
    assert known["steady"] == pytest.approx(overall)
    assert known["light"] is not None
    assert known["deep"] is not None
    assert 1 < known["light"] < overall < known["deep"] < 2


LIFE = Life(
    domains=DOMAINS,
    tasks=(Task("a", "A", 60, "work", demand="deep"), Task("b", "B", 60, "work", demand="light")),
    usual=(("deep", 1.4, 7), ("light", 0.8, 9)),
)


def test_the_plan_lengthens_and_never_shortens() -> None:
    assert [(each.minutes, each.times) for each in pose(LIFE, (), PLAIN).items] == [(85, 1.4), (60, 1.0)]
    plain = replace(LIFE, usual=())
    assert [each.minutes for each in pose(plain, (), PLAIN).items] == [60, 60]


def test_what_its_person_pinned_is_as_long_as_they_wrote() -> None:
    half = Block("p", "task", "task:a", "a", "A", Span(PLAIN.span("UTC").start, at(9, 60).end), pinned=True)
    pinned = replace(half, span=at(9, 30))
    assert [each.minutes for each in pose(LIFE, (), PLAIN, pinned=(pinned,)).items] == [30, 60]


def test_what_another_week_has_of_it_counts_as_long_as_it_is_there() -> None:
    apart = replace(LIFE, elsewhere=(("a", 45), ("b", 60)))
    assert [each.minutes for each in pose(apart, (), PLAIN).items] == [40]


def test_a_longer_block_says_so() -> None:
    longer = item("report", 85, times=1.4, times_of=7)
    plan = settle(replace(PROBLEM, items=(longer,), facts=(), pinned=()), [block("report", at(9, 85))])
    told = [each.words for each in plan.blocks[0].reasons if each.kind == "longer"]
    told += [reason.words for each in plan.blocks for reason in each.reasons if reason.kind == "longer"]
    assert "Longer than you wrote: you usually need 1.4 times as long; from 7 tasks." in told


def test_what_its_person_says_counts_more_than_its_blocks_and_against_what_was_thought_first() -> None:
    tasks, blocks = finished(8, 60)
    said = [replace(each, minutes=90, first_minutes=60, took_minutes=120) for each in tasks]
    assert habit_of(said, blocks).times == pytest.approx(2**0.5)


def test_blocks_that_do_not_cover_a_task_say_nothing_of_how_long_it_took() -> None:
    tasks, blocks = finished(8, 55)
    assert habit_of(tasks, blocks).of == 0
    assert habit_of([replace(each, took_minutes=30) for each in tasks], blocks).of == 8


def test_a_block_that_was_made_longer_by_an_estimate_does_not_confirm_it() -> None:
    tasks, blocks = finished(8, 90)
    longer = [replace(each, reasons=(Reason("longer", "Longer than you wrote."),)) for each in blocks]
    assert habit_of(tasks, longer).of == 0
    assert habit_of(tasks, blocks).of == 8
