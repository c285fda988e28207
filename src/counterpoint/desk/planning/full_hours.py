"""A place for what is no wish and found none, when hours are full to the last minutes.

The judge proposes places for all of it, and the search goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable

from counterpoint.domain.planning import Cost, Problem, Tier
from counterpoint.domain.planning.clash import only
from counterpoint.engines.solver import judging
from counterpoint.engines.solver.result import blocks_at
from counterpoint.engines.solver.run import Budget, Found, search

PLACES_SECONDS = 2.0
STEPS = 60_000
"""Of the search that goes on from these places: a fraction of a second."""


def search_from_exact_places(
    problem: Problem, so_far: Cost, *, seed: int = 0, stop: Callable[[], bool] | None = None
) -> Found | None:
    """What a search finds from places for all musts, and for all that bends where no must was missed.

    None where nothing of that was missed, and where no such places were found. Whether it is better than what
    there is, and whether the checker takes it, is for who asks to say.
    """
    firm, must, bends, _ = so_far.order
    if not (firm or must or bends):
        return None
    most = Tier.MUST if firm or must else Tier.BENDS
    part = only(problem, {each.id for each in problem.items if each.tier <= most and each.minutes})
    places = judging.fitted(part, seconds=PLACES_SECONDS)
    if not places:
        return None
    *_, found = search(problem, Budget(steps=STEPS), seed=seed, stop=stop, start_from=blocks_at(part, places))
    return found
