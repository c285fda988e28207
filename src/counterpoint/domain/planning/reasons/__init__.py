"""Why a block is where it is: what it would cost elsewhere, or which rule keeps it from there.

Every reason that claims a cause has a witness, another place at which the block would cost no more were it
not for what the reason names; the rest only inform. A file for each kind of reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from counterpoint.domain.planning.laid import lift
from counterpoint.domain.planning.plan import Block, Reason
from counterpoint.domain.planning.problem import Item, Problem
from counterpoint.domain.planning.reasons.ground import Cause, Ground, Sought
from counterpoint.domain.planning.reasons.informing import (
    INFORMS,
    blends,
    gives_back,
    has_begun,
    in_time,
    longer,
    own_times,
    renews,
    season_words,
    serves,
)
from counterpoint.domain.planning.reasons.kept_for import kept_for
from counterpoint.domain.planning.reasons.rules import deciding_rules, late_rules
from counterpoint.domain.planning.reasons.terms import DEMANDS, deciding_terms

__all__ = [
    "DEMANDS",
    "INFORMS",
    "MOST",
    "Ground",
    "causes",
    "has_begun",
    "renews",
    "season_words",
    "serves",
    "with_reasons",
]

MOST = 3
TERMS = 2


def with_reasons(problem: Problem, placed: Sequence[Block]) -> list[Block]:
    """The same blocks, each with up to three reasons, the one that decides most first."""
    ground = Ground(problem, placed)
    return [_with_reasons(ground, each) for each in placed]


def _with_reasons(ground: Ground, block: Block) -> Block:
    problem, item = ground.problem, ground.problem.item_by_id.get(block.item_id)
    if item is None:
        return block
    what_for = [*renews(problem, item.kind, item.subject_id), *serves(problem, item.value_id)]
    always = [*gives_back(problem, item), *longer(item)]
    where = list(islice(_where(ground, block, item), max(0, MOST - len(what_for) - len(always))))
    where = where or list(own_times(problem, item, block))
    one_of_each = {each.kind: each for each in reversed([*always, *where, *what_for])}
    return replace(block, reasons=tuple(reversed(one_of_each.values()))[:MOST])


def _where(ground: Ground, block: Block, item: Item) -> Iterator[Reason]:
    """What decides, then what informs; found only as far as it is asked for."""
    done_at = ground.ends.get(item.id)
    yield from blends(item)
    yield from (each.reason for each in causes(ground, block))
    yield from in_time(ground.problem, item, block, done_at, close=True)
    yield from season_words(ground.problem, item, loud=True)
    yield from in_time(ground.problem, item, block, done_at, close=False)


def causes(ground: Ground, block: Block) -> Iterator[Cause]:
    """Each cause that decides where a block is, with its proof: the rules that leave it no choice, then what
    it would cost elsewhere, then who has its better hours, and the rules that say less.
    """
    lifted, item = lift(ground.laid, block), ground.problem.item_by_id.get(block.item_id)
    if lifted is None or item is None:
        return
    sought = Sought(ground, block, item, lifted)
    yield from deciding_rules(sought)
    yield from deciding_terms(sought)[:TERMS]
    yield from kept_for(sought)
    yield from late_rules(sought)
