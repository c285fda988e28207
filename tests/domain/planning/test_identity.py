"""A block stays itself when the week is planned again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.planning import Block
from counterpoint.domain.planning.identity import recognise
from counterpoint.domain.timeline import Span

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def a_block(id: str, item: str = "report", *, at: float = 9, minutes: int = 60, kind: str = "task") -> Block:
    start = MONDAY + timedelta(hours=at)
    return Block(id, kind, item, item, item.title(), Span(start, start + timedelta(minutes=minutes)))  # type: ignore[arg-type]


def ids(blocks: tuple[Block, ...]) -> list[str]:
    return [block.id for block in blocks]


def test_a_block_that_did_not_move_keeps_its_id() -> None:
    assert ids(recognise([a_block("x")], [a_block("old")])) == ["old"]


def test_a_block_that_moved_keeps_its_id() -> None:
    assert ids(recognise([a_block("x", at=33)], [a_block("old")])) == ["old"]


def test_of_two_pieces_each_is_the_one_nearest_to_it() -> None:
    earlier = [a_block("early", at=9), a_block("late", at=50)]
    assert ids(recognise([a_block("a", at=49), a_block("b", at=10)], earlier)) == ["late", "early"]


def test_a_piece_that_stayed_is_not_taken_for_the_one_that_moved_next_to_it() -> None:
    earlier = [a_block("stays", at=9), a_block("moves", at=50)]
    assert ids(recognise([a_block("a", at=8), a_block("b", at=9)], earlier)) == ["moves", "stays"]


def test_blocks_of_different_things_are_never_the_same() -> None:
    assert ids(recognise([a_block("x", "swim")], [a_block("old", "report")])) == ["x"]


def test_a_ritual_is_not_the_task_of_the_same_name() -> None:
    assert ids(recognise([a_block("x", kind="ritual")], [a_block("old")])) == ["x"]


def test_a_new_block_never_takes_the_id_of_one_that_is_gone() -> None:
    assert ids(recognise([a_block("1", "swim")], [a_block("1", "report")])) == ["1-2"]


def test_new_blocks_that_come_with_one_id_get_two() -> None:
    assert ids(recognise([a_block("1", "a"), a_block("1", "b"), a_block("1", "c")], [])) == [
        "1",
        "1-2",
        "1-3",
    ]


def test_new_ids_of_two_weeks_differ() -> None:
    one, other = (recognise([a_block("1")], [], within=week) for week in ("2026-W48", "2026-W49"))
    assert ids(one) == ["1@2026-W48"]
    assert ids(other) == ["1@2026-W49"]


def test_firm_time_that_is_its_own_item_keeps_its_id() -> None:
    assert ids(recognise([a_block("dinner", "dinner", kind="protected")], [], within="2026-W48")) == [
        "dinner"
    ]


pieces = st.builds(
    a_block,
    st.sampled_from(["1", "2", "1-2"]),
    st.sampled_from(["report", "swim"]),
    at=st.integers(0, 160),
    minutes=st.integers(1, 20).map(lambda n: n * 5),
)


@given(st.lists(pieces, max_size=8), st.lists(pieces, max_size=8))
def test_no_id_is_given_twice_and_nothing_else_changes(new: list[Block], old: list[Block]) -> None:
    named = recognise(new, recognise(old, []))
    assert len(set(ids(named))) == len(new)
    assert [replace(block, id="") for block in named] == [replace(block, id="") for block in new]


@given(st.lists(pieces, max_size=8))
def test_the_same_plan_again_has_the_same_ids(blocks: list[Block]) -> None:
    once = recognise(blocks, [])
    again = recognise([replace(block, id="?") for block in once], once)
    assert sorted(ids(again)) == sorted(ids(once))
