"""The moves of the search, one by one, on days of a few hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.domain.energy import first_curve
from counterpoint.domain.planning import Block, Day, Item, Problem, Tier
from counterpoint.domain.planning.cost import UNIT, cost
from counterpoint.domain.timeline import SLOT, Span
from counterpoint.engines.solver.entries import draw, go_on, undo
from counterpoint.engines.solver.filling import extend, fill
from counterpoint.engines.solver.forcing import force
from counterpoint.engines.solver.layout import (
    BUSY,
    LEFT,
    MAY_LOSE,
    MISSING,
    NTH_MISSING,
    PIECES,
    TOTAL,
    TOUCHED,
)
from counterpoint.engines.solver.model import Model, build
from counterpoint.engines.solver.moves import nudge, ruin
from counterpoint.engines.solver.result import blocks_of, cost_of, load, start
from counterpoint.engines.solver.rules import day_points, recount, room_left
from counterpoint.engines.solver.state import State
from counterpoint.engines.solver.swapping import swap, turn

pytestmark = pytest.mark.kernels
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOURS = Span(NINE, NINE + timedelta(hours=4))
A = Item("a", "task", "a", "A", 60, 30, 60, (HOURS,), domain_id="work", demand="deep", sphere="work")
B = replace(A, id="b", subject_id="b", title="B", domain_id="own")
LIGHT = replace(A, id="light", subject_id="light", title="Light", demand="light")
C = replace(A, id="c", subject_id="c", title="C", minutes=45, piece_most=45, domain_id="home")


def day(*items: Item, slack_minutes: int = 0) -> Problem:
    one = Day(date(2026, 11, 23), HOURS, slack_minutes=slack_minutes)
    return Problem("UTC", HOURS, (one,), items=items, curve=first_curve("morning"))


def placed(problem: Problem, *where: tuple[Item, int, int], seed: int = 1) -> tuple[Model, State]:
    """The items from so many to so many minutes after nine, and the state counted."""
    model = build(problem)
    state = start(model, seed=seed)
    blocks = []
    for item, first, last in where:
        span = Span(NINE + timedelta(minutes=first), NINE + timedelta(minutes=last))
        blocks.append(Block(item.id, item.kind, item.id, item.id, item.title, span, item.domain_id))
    load(problem, state, blocks)
    recount(model, state)
    return model, state


def minutes(problem: Problem, state: State) -> list[tuple[str, int, int]]:
    def after_nine(moment: datetime) -> int:
        return (moment - NINE) // SLOT * 5

    found = blocks_of(problem, state)
    return [(each.item_id, after_nine(each.span.start), after_nine(each.span.end)) for each in found]


def test_two_of_one_length_change_places_where_that_gains() -> None:
    problem = day(A, LIGHT)
    model, state = placed(problem, (LIGHT, 0, 60), (A, 180, 240))
    assert swap(model, state, 0)
    assert minutes(problem, state) == [("a", 0, 60), ("light", 180, 240)]
    go_on(state)
    assert not swap(model, state, 0), "the deep one has the better hour already"


def test_two_change_places_at_a_loss_only_where_the_step_may_lose_that() -> None:
    problem = day(A, LIGHT)
    model, state = placed(problem, (A, 0, 60), (LIGHT, 180, 240))
    assert not any(swap(model, state, 0) for _ in range(20))
    state.note[MAY_LOSE] = 100 * UNIT
    assert any(swap(model, state, 0) for _ in range(20))
    assert minutes(problem, state) == [("light", 0, 60), ("a", 180, 240)]


def test_what_is_missing_takes_the_place_of_what_weighs_less() -> None:
    problem = day(A, replace(B, weight=2 * A.weight))
    model, state = placed(problem, (A, 60, 120))
    assert swapped(model, state, 0)
    assert minutes(problem, state) == [("b", 60, 120)]
    assert not swapped(model, state, 1), "what weighs more stays"


def swapped(model: Model, state: State, item: int) -> bool:
    """Whether one of some swaps of an item came to something; of such swaps only some look at what is
    missing.
    """
    found = any(swap(model, state, item) for _ in range(60))
    go_on(state)
    recount(model, state)
    return found


def test_nothing_changes_places_where_a_window_forbids_it() -> None:
    early = replace(A, windows=(Span(NINE, NINE + timedelta(hours=1)),))
    problem = day(early, B)
    model, state = placed(problem, (early, 0, 60), (B, 120, 180))
    assert not swap(model, state, 0)
    assert minutes(problem, state) == [("a", 0, 60), ("b", 120, 180)]


def test_two_beside_each_other_change_their_order_whatever_their_lengths() -> None:
    problem = day(A, C)
    model, state = placed(problem, (A, 15, 75), (C, 75, 120))
    assert turn(model, state, 0)
    assert minutes(problem, state) == [("c", 15, 60), ("a", 60, 120)]
    go_on(state)
    assert not turn(model, state, 0), "nothing comes after it"


@pytest.mark.parametrize("seed", range(12))
def test_a_nudge_is_small_and_within_the_window_and_can_be_undone(seed: int) -> None:
    problem = day(A, C)
    model, state = placed(problem, (A, 60, 120), (C, 120, 165), seed=seed)
    before = minutes(problem, state)
    assert nudge(model, state, 0)
    [(first, last)] = [each[1:] for each in minutes(problem, state) if each[0] == "a"]
    assert abs(first - 60) <= 45
    assert abs(last - 120) <= 45
    assert 30 <= last - first <= 60
    undo(state)
    go_on(state)
    assert minutes(problem, state) == before


def test_what_is_forced_in_goes_mostly_where_little_is_in_its_way() -> None:
    early, late = Span(NINE, NINE + timedelta(hours=1)), Span(HOURS.end - timedelta(hours=1), HOURS.end)
    forced = replace(C, windows=(early, late), weight=2)
    precious = replace(A, weight=20)
    problem, where = day(precious, forced), []
    for seed in range(200):
        model, state = placed(problem, (precious, 0, 60), seed=seed)
        assert force(model, state, 1)
        where += [first for item, first, _ in minutes(problem, state) if item == "c"]
    assert len(where) == 200
    assert all(first < 60 or first >= 180 for first in where)
    assert sum(first >= 180 for first in where) > 120


def test_what_lies_in_too_many_pieces_is_taken_up_whole_before_a_place_is_sought() -> None:
    problem = day(A, B)
    for seed in range(20):
        model, state = placed(problem, (A, 0, 30), (A, 60, 90), seed=seed)
        assert force(model, state, 0)
        assert state.item[PIECES, 0] == 1


def test_a_window_that_holds_no_piece_is_none_and_nobody_waits_for_it() -> None:
    short = Span(NINE, NINE + timedelta(minutes=25))
    problem = day(replace(A, windows=(short,), tier=Tier.MUST), replace(B, windows=(short, HOURS)))
    model, state = placed(problem)
    assert model.window_of[1] == model.window_of[0]
    assert model.window_of[2] - model.window_of[1] == 1
    assert list(state.item[NTH_MISSING, : state.note[MISSING]]) == [1]
    assert not force(model, state, 0)


def test_what_has_no_piece_is_neither_nudged_nor_swapped_nor_turned() -> None:
    problem = day(A, B)
    model, state = placed(problem, (B, 0, 60))
    moves: list[Callable[[Model, State, int], bool]] = [nudge, swap, turn]
    assert not any(move(model, state, 0) for move in moves)
    assert minutes(problem, state) == [("b", 0, 60)]


def test_a_piece_grows_into_free_time_as_far_as_it_is_wanted() -> None:
    problem = day(A, C)
    model, state = placed(problem, (A, 0, 30), (C, 75, 120))
    assert grown(model, state, problem) == [("a", 0, 60), ("c", 75, 120)]


def test_a_piece_grows_to_its_front_where_something_comes_after_it() -> None:
    problem = day(A, C)
    model, state = placed(problem, (A, 30, 60), (C, 60, 105))
    assert grown(model, state, problem) == [("a", 0, 60), ("c", 60, 105)]


def test_a_piece_does_not_grow_into_the_slack_of_a_day() -> None:
    problem = day(A, C, slack_minutes=150)
    model, state = placed(problem, (A, 0, 30), (C, 75, 120))
    assert room_left(model, state, 0) == 3
    assert grown(model, state, problem) == [("a", 0, 45), ("c", 75, 120)]
    assert room_left(model, state, 0) == 0


def grown(model: Model, state: State, problem: Problem) -> list[tuple[str, int, int]]:
    """What is placed after all that was touched has grown, its cost being the evaluator's."""
    ruin_nothing(model, state)
    extend(model, state)
    go_on(state)
    assert cost_of(int(recount(model, state))) == cost(problem, blocks_of(problem, state))
    return minutes(problem, state)


def ruin_nothing(model: Model, state: State) -> None:
    """The day touched, and all as it was: swept clear, and undone."""
    while not int(state.day[TOUCHED, 0]):
        ruin(model, state)
    undo(state)
    recount(model, state)


def test_on_a_day_without_room_nothing_is_put_in() -> None:
    problem = day(A, B, slack_minutes=165)
    model, state = placed(problem, (A, 0, 60))
    before = int(state.note[TOTAL])
    assert room_left(model, state, 0) == 3
    assert int(state.note[MISSING]) == 1
    fill(model, state, True, 0)
    assert minutes(problem, state) == [("a", 0, 60)]
    go_on(state)
    assert int(recount(model, state)) == before


def test_room_is_what_is_free_beyond_the_slack() -> None:
    problem = day(A, slack_minutes=60)
    model, state = placed(problem, (A, 0, 60))
    day_points(model, state, 0)
    assert int(state.day[BUSY, 0]) == 12
    assert room_left(model, state, 0) == 48 - 12 - 12
    assert int(state.item[LEFT, 0]) == 0


def test_chance_is_even_and_within_its_bounds() -> None:
    _, state = placed(day(A))
    drawn = [int(draw(state, 7)) for _ in range(7000)]
    assert set(drawn) == set(range(7))
    assert all(800 < drawn.count(each) < 1200 for each in range(7))
