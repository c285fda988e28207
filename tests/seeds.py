"""What is sampled in a usual run, and by which seed: another for each commit; `./test --full` does it all.

A sample that no test looks at today is looked at after the next commits. Hypothesis draws by the same seed.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
SEED = int(os.environ.get("COUNTERPOINT_SEED") or 0)
AGAIN = f"(COUNTERPOINT_SEED={SEED} picks the same again)"
"""To be said where something sampled went wrong."""


def of_many(usual: int, whole: int) -> int:
    """How many examples are tried: so many in a usual run, and so many in the whole of the tests."""
    return whole if FULL else usual


def drawn(things: Sequence[T], number: int, name: str = "") -> list[T]:
    """So many of these, by the seed and a name, in their order; all of them in the whole of the tests."""
    if FULL or number >= len(things):
        return list(things)
    chosen = random.Random(f"{SEED} {name}").sample(range(len(things)), number)
    return [things[each] for each in sorted(chosen)]
