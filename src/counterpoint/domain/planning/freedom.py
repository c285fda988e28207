"""How free a block of a plan still is: the other places that it has, with all else where it is. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from counterpoint.domain.planning.laid import Laid, lift
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.timeline import Span, common

Freedom = Literal["none", "few", "many"]
FEW = 3
"""So many other places are few; more are not counted."""


def freedom(places: int) -> Freedom:
    """Whether so many other places are none, few or many."""
    if not places:
        return "none"
    return "few" if places <= FEW else "many"


def other_places(laid: Laid, block: Block) -> int:
    """How many other places a block of these has; where there are many, one more than `FEW`."""
    return sum(1 for _place in islice(places(laid, block), FEW + 1))


def places(laid: Laid, block: Block) -> Iterator[Span]:
    """Other places of a block, apart from each other and from all else, at which it breaks no rule.

    Of its times each free stretch is gone through from its start, so there may be others in between.
    """
    lifted = lift(laid, block)
    if lifted is None:
        return
    hours = laid.hours
    length = hours.slot(block.span.end) - hours.slot(block.span.start)
    for opens, closes in hours.stretches(common(lifted.item.windows, laid.free)):
        reached = opens
        for start in hours.starts(opens, closes, length):
            place = lifted.at(hours.span(start, length)) if start >= reached else None
            if place is not None and not place.rules:
                yield place.span
                reached = start + length
