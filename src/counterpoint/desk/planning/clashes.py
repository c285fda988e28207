"""When too much is wanted: the smallest set of things that clash.

The judge, in a process of its own, looks for the smallest set that cannot even be packed into its hours:
that is proven. Where it knows of none, the search finds a set of which it has no plan that holds all of it,
and the judge is asked about that. A set that the judge could not prove is what was found, no more. That none
of its members can be missed is said where there are plans that hold the rest without any one of them, which
the checker has taken. All of it ends at one time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from counterpoint.domain.planning import Block, Item, Plan, Problem, Tier
from counterpoint.domain.planning.checker import judge_blocks
from counterpoint.domain.planning.clash import only
from counterpoint.engines.solver import judging
from counterpoint.engines.solver.result import blocks_at
from counterpoint.engines.solver.run import Budget, search

STEPS = 6000
SURER = 5
"""A set for which a search so many times as long has a plan is looked for anew, as long."""
SUREST = 50
"""So many times as long is looked for a plan without a member where no shorter search has one."""
SECONDS = 4.0
"""For all of it; a plan in which something has no place is looked at for some more."""
PROOF_SECONDS = 2.0
EXACT_SECONDS = 1.0
MOST_MISSED = 3
"""Where the search has no plan without more of the members than that, the set was found too large."""
MOST = 40
"""With more musts and protections than that the search for a set would take longer than one waits."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Things that do not fit together.

    `proven`: there is no plan for all of them. Otherwise none was found. `minimal`: there is one for all but
    any one of them; otherwise that could not be seen in time.
    """

    items: tuple[Item, ...] = ()
    proven: bool = False
    minimal: bool = True


def smallest_clash(
    problem: Problem,
    item_id: str,
    *,
    steps: int = STEPS,
    seconds: float = SECONDS,
    clock: Callable[[], float] = perf_counter,
) -> Clash:
    """The least of the things as important as this item that do not fit together; itself among them unless
    others clash without it.

    Only what goes before it in the order of tiers, or stands beside it, is looked at. Nobody for a wish, when
    all of them fit, when the item has no room even alone, and when no set was found that could be verified.
    After so many `seconds` what is known by then is said; with none the judge is not asked and no time is
    counted, so that the same steps find the same set.
    """
    item = problem.item_by_id.get(item_id)
    if item is None or item.tier == Tier.WISH or not problem.days:
        return Clash()
    wanted = [each for each in problem.items if each.tier <= item.tier and each.minutes and each.windows]
    look = _Look(problem, item, steps, clock, clock() + seconds if seconds > 0 else None)
    if seconds > 0:
        judging.be_ready()
    if len(wanted) > MOST or fits(problem, wanted, steps) or not fits(problem, [item], steps):
        return Clash()
    return look.packed(wanted) or look.searched(wanted)


@dataclass(slots=True)
class _Look:
    """One look for a set around an item; `until` when, None where neither time nor the judge is asked."""

    problem: Problem
    item: Item
    steps: int
    clock: Callable[[], float]
    until: float | None

    def left(self, most: float) -> float:
        """Seconds that are left, that many at most."""
        return 0.0 if self.until is None else max(0.0, min(most, self.until - self.clock()))

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.clock() >= self.until

    def packed(self, wanted: Sequence[Item]) -> Clash | None:
        """What cannot even be packed into its hours; None where nothing was found of that kind.

        Where it is others that clash by themselves, one of them is left out to see whether the item clashes
        with the rest.
        """
        if self.until is None or self.is_over:
            return None
        names = [each.id for each in wanted]
        seconds, at_most = self.left(PROOF_SECONDS), self.left(SECONDS)
        packed = judging.packed_clash(self.problem, self.item.id, names, seconds=seconds, at_most=at_most)
        members = [each for each in wanted if each.id in packed]
        if members and self.item not in members and not self.is_over:
            least = max(members, key=lambda one: (one.tier, -one.weight, one.id))
            rest = [each for each in wanted if each.id != least.id]
            nearer = None if self.fits(rest) else self.packed(rest) or self.searched(rest)
            if nearer and self.item in nearer.items:
                return nearer
        return Clash(tuple(members), True, self.is_minimal(members)) if members else None

    def searched(self, wanted: Sequence[Item]) -> Clash:
        """What the search finds no plan for, and what the judge says of that."""
        found = self.shrunk(wanted)
        if self.fits(found, SURER):
            self.steps *= SURER
            if self.fits(wanted):
                return Clash()
            found = self.shrunk(wanted)
        judged = self.judged(found, wanted)
        if judged is None:
            return Clash(tuple(found)) if self.is_minimal(found) else Clash()
        members = [each for each in wanted if each.id in judged]
        return Clash(tuple(members), True, self.is_minimal(members)) if members else Clash()

    def fits(self, items: Sequence[Item], times: int = 1) -> bool:
        """As `fits`, so many times as long, while there is time."""
        seconds = None if self.until is None else self.left(SECONDS)
        return fits(self.problem, items, times * self.steps, seconds)

    def judged(self, found: Sequence[Item], wanted: Sequence[Item]) -> Sequence[str] | None:
        """The ids of a set that is proven to clash, none where nothing does; None when it is not known."""
        seconds = self.left(PROOF_SECONDS)
        if seconds <= 0:
            return None
        names, all_names = [each.id for each in found], [each.id for each in wanted]
        at_most = self.left(SECONDS)
        answer = judging.clash(self.problem, names, all_names, seconds=seconds, at_most=at_most)
        return None if answer is None or not answer[1] else answer[0]

    def shrunk(self, wanted: Sequence[Item]) -> list[Item]:
        """Others left out, what matters least first and in ever smaller handfuls, as long as the rest still
        does not fit and there is time; in the order in which they are wanted.
        """
        rivals = sorted(wanted, key=lambda one: (-one.tier, one.weight, one.id))
        left = [each for each in rivals if each.id != self.item.id]
        size = max(1, len(left) // 2)
        while True:
            n = 0
            while n < len(left) and not self.is_over:
                fewer = left[:n] + left[n + size :]
                if self.fits([self.item, *fewer]):
                    n += size
                else:
                    left = fewer
            if size == 1 or self.is_over:
                return [each for each in wanted if each.id == self.item.id or each in left]
            size = max(1, size // 2)

    def is_minimal(self, items: Sequence[Item]) -> bool:
        """Whether there is a plan for the rest without any one of these, which the checker takes."""
        missed = []
        for each in items:
            rest = [one for one in items if one.id != each.id]
            if not self.fits(rest, SURER):
                missed.append(rest)
            if self.is_over or len(missed) > MOST_MISSED:
                return False
        return all(map(self.fits_surely, missed))

    def fits_surely(self, items: Sequence[Item]) -> bool:
        """As `fits`, for hours so full that a search has to be lucky or long."""
        if fits_exactly(self.problem, items, self.left(EXACT_SECONDS), self.left(SECONDS)):
            return True
        return self.until is not None and not self.is_over and self.fits(items, SUREST)


def fits_exactly(
    problem: Problem, items: Sequence[Item], seconds: float, at_most: float | None = None
) -> bool:
    """As `fits`, where the judge proposes the places; `at_most`: seconds after which none are waited for."""
    alone = only(problem, {each.id for each in items})
    places = judging.fitted(alone, seconds=seconds, at_most=at_most) if seconds > 0 else ()
    return bool(places) and not judge_blocks(alone, _plan(alone, blocks_at(alone, places)))


def fits(problem: Problem, items: Sequence[Item], steps: int = STEPS, seconds: float | None = None) -> bool:
    """Whether the search finds a plan that holds all of these, beside what is given, and the checker takes
    it.
    """
    alone = only(problem, {each.id for each in items})
    for found in search(alone, Budget(steps, seconds)):
        if not any(found.cost.order[:3]):
            return not judge_blocks(alone, _plan(alone, found.blocks))
    return False


def _plan(problem: Problem, blocks: tuple[Block, ...]) -> Plan:
    return Plan(problem.first_week, problem.zone, blocks)
