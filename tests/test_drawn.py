"""What a usual run draws of many: the same for every process of a run, in order, and all of it in full."""

from __future__ import annotations

import pytest

from tests import seeds
from tests.seeds import drawn

MANY = [f"thing {number}" for number in range(40)]


def test_the_same_seed_draws_the_same_in_the_order_they_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "FULL", False)
    some = drawn(MANY, 7, "things")
    assert some == drawn(MANY, 7, "things") == sorted(some, key=MANY.index)
    assert len(set(some)) == 7


def test_over_the_seeds_everything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "FULL", False)
    seen: set[str] = set()
    for seed in range(100):
        monkeypatch.setattr(seeds, "SEED", seed)
        seen.update(drawn(MANY, 7, "things"))
    assert seen == set(MANY)


def test_in_full_and_where_there_are_no_more_all_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "FULL", False)
    assert drawn(MANY, 40) == drawn(MANY, 99) == MANY
    monkeypatch.setattr(seeds, "FULL", True)
    assert drawn(MANY, 1) == MANY
