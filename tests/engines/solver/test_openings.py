"""What is open on a day: a quick look may let too much pass, but never says no to what has room."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks._weeks import sample
from counterpoint.domain.planning.pose import pose
from counterpoint.engines.solver.layout import (
    CLOSES,
    COUNT,
    DAY_END,
    DAY_START,
    END,
    GAPS,
    LEAST,
    NTH_GAP,
    OPENS,
    START,
    UNKNOWN,
)
from counterpoint.engines.solver.model import Model, build
from counterpoint.engines.solver.openings import may_open, note_openings
from counterpoint.engines.solver.result import start
from counterpoint.engines.solver.search import construct, improve
from counterpoint.engines.solver.state import State

pytestmark = pytest.mark.kernels


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_piece_that_has_room_is_refused(seed: int) -> None:
    week = sample(seed)
    model = build(pose(week.life, week.facts, week.week))
    state, best = start(model, seed=seed), start(model, seed=seed)
    construct(model, state, best)
    refused = 0
    for _ in range(20):
        improve(model, state, best, 10)
        for day in range(model.day.shape[1]):
            for item in range(model.item.shape[1]):
                if not may_open(model, state, item, day):
                    refused += 1
                    assert not has_room(model, state, item, day)
    assert refused > 0, "it spares something"


def test_only_times_of_the_length_asked_for_are_counted() -> None:
    week = sample(1)
    model = build(pose(week.life, week.facts, week.week))
    state, best = start(model, seed=1), start(model, seed=1)
    construct(model, state, best)
    longest = max(b - a for a, b in gaps(model, state, 0))
    note_openings(model, state, 0, longest + 1)
    item = int(np.argmin(model.item[LEAST]))
    assert not may_open(model, state, item, 0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_gaps_that_are_listed_are_the_open_times_of_the_day(seed: int) -> None:
    week = sample(seed)
    model = build(pose(week.life, week.facts, week.week))
    state, best = start(model, seed=seed), start(model, seed=seed)
    construct(model, state, best)
    known = 0
    for _ in range(20):
        improve(model, state, best, 10)
        for day in range(model.day.shape[1]):
            n = int(state.day[GAPS, day])
            if n == UNKNOWN:
                continue
            known += 1
            listed = {int(each) for each in state.entry[NTH_GAP, day, :n]}
            opened = {k for k, (since, until) in enumerate(gaps(model, state, day)) if until > since}
            assert opened <= listed <= {*opened, int(state.day[COUNT, day])}
    assert known > 0


def has_room(model: Model, state: State, item: int, day: int) -> bool:
    days = model.day.shape[1]
    windows = range(int(model.window_of[item * days + day]), int(model.window_of[item * days + day + 1]))
    return any(
        min(until, model.window[CLOSES, w]) - max(since, model.window[OPENS, w]) >= model.item[LEAST, item]
        for since, until in gaps(model, state, day)
        for w in windows
    )


def gaps(model: Model, state: State, day: int) -> list[tuple[int, int]]:
    """From when to when nothing is on a day, in slots."""
    n = int(state.day[COUNT, day])
    since = [int(model.day[DAY_START, day]), *(int(each) for each in state.entry[END, day, :n])]
    until = [*(int(each) for each in state.entry[START, day, :n]), int(model.day[DAY_END, day])]
    return list(zip(since, until, strict=True))
