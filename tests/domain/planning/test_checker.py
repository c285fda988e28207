"""Every rule of the checker has a plan that it refuses, made from a good plan by one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Block, Day, FirmTime, Item, LeftOut, Plan, Problem, Ritual
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.settle import judge_move, settle
from counterpoint.domain.timeline import Span

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


def at(hour: float, minutes: int, day: int = 0) -> Span:
    start = MIDNIGHT + timedelta(days=day, hours=hour)
    return Span(start, start + timedelta(minutes=minutes))


def item(name: str, minutes: int, **more: object) -> Item:
    given: dict[str, object] = {
        "id": name, "kind": "task", "subject_id": name, "title": name.title(), "minutes": minutes,
        "piece_least": minutes, "piece_most": minutes, "windows": tuple(at(8, 720, day) for day in range(3)),
    }  # fmt: skip
    return Item(**{**given, **more})  # type: ignore[arg-type]


def block(name: str, span: Span, nth: int = 1) -> Block:
    kind = "routine" if name == "run" else "task"
    return Block(f"{name}#{nth}", kind, name, name, name.title(), span)


PROBLEM = Problem(
    zone="UTC",
    horizon=Span(MIDNIGHT, MIDNIGHT + timedelta(days=3)),
    days=tuple(
        Day(date(2026, 11, 23 + n), at(8, 720, n), (at(9, 480, n),), slack_minutes=60) for n in range(3)
    ),
    facts=(Fact("c/1", "Meeting", at(11, 60), "work"), Fact("c/2", "Call", at(18.5, 30), "work")),
    firm=(FirmTime("firm", "dinner", "Dinner", at(18, 60)),),
    items=(
        item("report", 60, sphere="work", domain_id="work", deadline_at=at(17, 0, 1).start),
        item("draft", 120, piece_least=30, piece_most=60, sphere="work", domain_id="work"),
        item(
            "run",
            60,
            kind="routine",
            piece_least=30,
            piece_most=30,
            one_a_day=True,
            spacing_days=2,
            sphere="life",
        ),
    ),
    rituals=(Ritual("down", "Shutdown", "work", "life", 10), Ritual("up", "Warm-up", "life", "work", 5)),
    spheres=(("work", "work"), ("home", "life")),
    pinned=(Block("pin", "task", "old", "old", "Pinned", at(14, 30, 2), pinned=True),),
    now=at(8.25, 0).start,
)
GOOD = [
    block("report", at(9, 60)),
    block("draft", at(10, 60), 1),
    block("draft", at(10, 30, 1), 2),
    block("run", at(13, 30, 0), 1),
    block("run", at(13, 30, 2), 2),
]


def plan(blocks: list[Block], problem: Problem = PROBLEM) -> Plan:
    return settle(problem, blocks)


def with_span(nth: int, span: Span) -> list[Block]:
    return [replace(each, span=span) if n == nth else each for n, each in enumerate(GOOD)]


def rules(problem: Problem, judged: Plan) -> set[str]:
    return {fault.rule for fault in check(problem, judged)}


def test_a_good_plan_has_no_fault() -> None:
    good = plan(GOOD)
    assert check(PROBLEM, good) == ()
    assert [(each.item_id, each.minutes) for each in good.left_out] == [("draft", 30)]
    assert [each.title for each in good.blocks if each.kind == "ritual"] == [
        "Warm-up", "Shutdown", "Warm-up", "Shutdown",
    ]  # fmt: skip


MOVES = {
    "grid": with_span(0, Span(at(9, 0).start + timedelta(minutes=2), at(10, 0).start - timedelta(minutes=3))),
    "waking": with_span(2, at(19.75, 30, 1)),
    "window": with_span(2, at(19.75, 30, 1)),
    "horizon": with_span(2, at(8, 30, 4)),
    "piece": with_span(2, at(10, 20, 1)),
    "deadline": with_span(0, at(16.5, 60, 1)),
    "past": with_span(0, at(8, 60)),
    "overlap": with_span(1, at(9.5, 60)),
    "event": with_span(1, at(10.5, 60)),
    "firm": with_span(3, at(17.75, 30)),
    "one-a-day": with_span(4, at(15, 30, 0)),
    "spacing": with_span(4, at(13, 30, 1)),
    "rest": [GOOD[0], replace(GOOD[1], span=at(15, 60)), replace(GOOD[2], span=at(16, 30))],
    "ritual": with_span(3, at(12, 30)),
    "known": [*GOOD, block("stranger", at(15, 30, 1))],
    "total": [*GOOD, block("draft", at(15, 60, 1), 3)],
}


@pytest.mark.parametrize("rule", MOVES)
def test_each_rule_on_blocks_refuses_what_breaks_it(rule: str) -> None:
    assert rule in rules(PROBLEM, plan(MOVES[rule]))


def test_rituals_refuse_life_right_after_placed_work_even_without_an_event() -> None:
    problem = replace(PROBLEM, facts=(), firm=())
    close = [block("report", at(12, 60)), block("run", at(13, 30))]
    apart = [block("report", at(12, 60)), block("run", at(13 + 1 / 6, 30))]
    assert "ritual" in rules(problem, plan(close, problem))
    assert rules(problem, plan(apart, problem)) == set()


def test_a_pinned_block_may_lie_on_an_event_and_never_on_firm_time() -> None:
    on_event = replace(PROBLEM.pinned[0], span=at(11.5, 30))
    on_firm = replace(PROBLEM.pinned[0], span=at(18, 30))
    blocks = [each for each in GOOD if each.id != "run#1"]
    assert (
        rules(replace(PROBLEM, pinned=(on_event,)), plan(blocks, replace(PROBLEM, pinned=(on_event,))))
        == set()
    )
    assert "firm" in rules(
        replace(PROBLEM, pinned=(on_firm,)), plan(blocks, replace(PROBLEM, pinned=(on_firm,)))
    )


def test_fixed_hours_keep_work_in_and_life_out() -> None:
    fixed = replace(PROBLEM, hours_are_fixed=True)
    assert "fixed-hours" in rules(fixed, plan(GOOD, fixed))
    late = [block("report", at(18, 60, 1))]
    assert "fixed-hours" in rules(fixed, plan(late, fixed))


def without(kind: str) -> Callable[[Plan], Plan]:
    return lambda good: replace(good, blocks=tuple(each for each in good.blocks if each.kind != kind))


WORDS: dict[str, Callable[[Plan], Plan]] = {
    "pinned": lambda good: replace(good, blocks=tuple(each for each in good.blocks if each.id != "pin")),
    "firm-kept": without("protected"),
    "rituals-shown": without("ritual"),
    "unique": lambda good: replace(good, blocks=(*good.blocks, good.blocks[0])),
    "left-out": lambda good: replace(good, left_out=()),
    "crossings": lambda good: replace(good, crossings=()),
}


@pytest.mark.parametrize("rule", WORDS)
def test_what_a_plan_says_beside_its_blocks_is_judged_too(rule: str) -> None:
    assert rule in rules(PROBLEM, WORDS[rule](plan(GOOD)))


def test_something_left_out_twice_does_not_add_up() -> None:
    good = plan(GOOD)
    out = LeftOut("draft", "task", "draft", "Draft", 30, False, "")
    assert "left-out" in rules(PROBLEM, replace(good, left_out=(out, out)))


def test_a_move_is_judged_by_what_it_brings() -> None:
    good = plan(GOOD)
    moved = replace(GOOD[2], span=at(10.5, 30))
    assert {fault.rule for fault in judge_move(PROBLEM, good.blocks, moved)} == {"overlap", "rest"}
    assert judge_move(PROBLEM, good.blocks, replace(GOOD[2], span=at(15, 30, 1))) == ()
