"""Long focus has its break: the person's own limit, kept as a law."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.domain.boundaries import Availability
from counterpoint.domain.planning import Block, Life, Plan, Problem, Task
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from tests.domain.planning.test_checker import PROBLEM, at, block, item
from tests.strategies import DOMAINS, PLAIN

NINETY = replace(
    PROBLEM,
    facts=(),
    firm=(),
    rituals=(),
    pinned=(),
    focus_minutes=90,
    break_minutes=15,
    items=(
        item("one", 60, demand="deep"),
        item("two", 60),
        item("mail", 30, demand="light"),
        item("long", 150, demand="deep"),
    ),
)


def broken(*blocks: Block, problem: Problem = NINETY) -> list[str]:
    return [each.words for each in judge_blocks(problem, Plan(PLAIN, "UTC", blocks))]


def test_two_pieces_that_are_too_long_together_want_their_break() -> None:
    assert broken(block("one", at(9, 60)), block("two", at(10, 60))) == [
        "“Two” makes 120 min of focus without a break of 15 min."
    ]
    assert broken(block("one", at(9, 60)), block("two", at(10.25, 60))) == []
    assert (
        broken(block("one", at(9, 60)), block("two", at(10, 60)), problem=replace(NINETY, focus_minutes=0))
        == []
    )


def test_a_gap_shorter_than_the_break_is_a_part_of_the_stretch() -> None:
    short = replace(NINETY, items=(item("one", 45), item("two", 45)), focus_minutes=90)
    near = (block("one", at(9, 45)), block("two", at(9.75 + 1 / 12, 45)))
    assert broken(*near, problem=short) == ["“Two” makes 95 min of focus without a break of 15 min."]


def test_light_things_and_meetings_are_a_break_when_they_are_long_enough() -> None:
    assert broken(block("one", at(9, 60)), block("mail", at(10, 30)), block("two", at(10.5, 60))) == []


def test_what_has_to_be_done_in_one_go_stays_whole_and_keeps_its_break() -> None:
    assert broken(block("long", at(9, 150))) == []
    assert len(broken(block("long", at(9, 150)), block("one", at(11.5, 60)))) == 1


def test_what_is_pinned_counts_as_it_lies_and_is_never_a_fault_by_itself() -> None:
    pins = (replace(block("two", at(9, 60)), id="p1"), replace(block("two", at(10, 60)), id="p2"))
    alone = replace(NINETY, pinned=pins, focusing=frozenset({"p1", "p2"}))
    assert broken(*pins, problem=alone) == []
    assert len(broken(*pins, block("one", at(11, 60)), problem=alone)) == 1
    assert broken(*pins, block("one", at(11.25, 60)), problem=alone) == []
    assert broken(*pins, block("one", at(11, 60)), problem=replace(alone, focusing=frozenset())) == []


def test_a_task_in_pieces_gets_none_that_are_longer_than_the_stretch() -> None:
    tasks = (
        Task("a", "A", 240, "work", demand="deep", splittable=True, piece_least=30, piece_most=120),
        Task("b", "B", 240, "work", demand="light", splittable=True, piece_least=30, piece_most=120),
        Task("c", "C", 240, "work", demand="deep", splittable=True, piece_least=100, piece_most=120),
    )
    life = Life(domains=DOMAINS, tasks=tasks, availability=Availability(focus_minutes=90))
    assert [each.piece_most for each in pose(life, (), PLAIN).items] == [90, 120, 100]


def test_what_is_done_today_counts_though_its_task_is_behind() -> None:
    done = Task("a", "A", 60, "work", demand="deep", done=True)
    pin = replace(block("a", at(9, 60)), state="done", subject_id="a")
    light = replace(pin, id="x", subject_id="gone", span=at(11, 60))
    problem = pose(Life(domains=DOMAINS, tasks=(done,)), (), PLAIN, pinned=(pin, light))
    assert problem.focusing == {pin.id}


def test_a_block_after_its_break_says_so() -> None:
    plan = settle(NINETY, [block("one", at(9, 60)), block("two", at(10.25, 60))])
    told = {each.item_id: [reason.words for reason in each.reasons] for each in plan.blocks}
    assert "After a break of 15 min: you focus at most 1 h 30 min in one go." in told["two"]
    assert not any("break" in words for words in told["one"])
    apart = settle(NINETY, [block("one", at(9, 60)), block("two", at(13, 60))])
    assert not any("break" in reason.words for each in apart.blocks for reason in each.reasons)


@pytest.mark.parametrize(
    ("demand", "word"), [("deep", "breaks after long focus"), ("light", "of rituals or of")]
)
def test_what_is_left_out_of_a_full_week_of_focus_names_the_breaks(demand: str, word: str) -> None:
    (out,) = settle(replace(NINETY, items=(item("one", 60, demand=demand),)), []).left_out
    assert word in out.why
