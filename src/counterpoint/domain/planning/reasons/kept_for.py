"""That a better hour is kept for something else: were that gone, this would cost less there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from counterpoint.domain.planning.laid import lift
from counterpoint.domain.planning.moments import when_words
from counterpoint.domain.planning.plan import Block, Reason
from counterpoint.domain.planning.reasons.ground import Cause, Sought
from counterpoint.domain.planning.reasons.terms import DEMANDS
from counterpoint.domain.planning.sequence import SUBJECTS
from counterpoint.domain.words import gettext as _

LOOKED_AT = 2
BETTER = 0.1
"""By so much of its worth its hours have to be better."""


def kept_for(sought: Sought) -> Iterator[Cause]:
    """The best hours of its times that one other block of the planner's has, and for which it would leave its
    own if these were free.
    """
    if sought.item.kind not in SUBJECTS:
        return
    for start, holder in islice(_better_hours(sought), LOOKED_AT):
        lifted = lift(sought.ground.without(holder), sought.block)
        place = lifted.at(sought.hours.span(start, sought.slots)) if lifted else None
        if place and not place.rules and place.afresh < 0:
            said = {
                "when": when_words(sought.problem, place.span.start),
                "title": holder.title,
                "demand": _(DEMANDS[sought.item.demand]),
            }
            words = _("%(when)s would suit %(demand)s better, and is kept for “%(title)s”.") % said
            yield Cause(Reason("kept_for", words), place, but_for=holder)
            return


def _better_hours(sought: Sought) -> Iterator[tuple[int, Block]]:
    """Starts at better hours that only one other block has, the best first, one for each such block."""
    blocks, slots, sums = sought.ground.others, sought.slots, sought.hours.sums(sought.item)
    most = sums[sought.end] - sums[sought.start] - 1000 * BETTER * slots
    found = [
        (sums[start + slots] - sums[start], abs(start - sought.start), start)
        for opens, closes in sought.ground.beside_given(sought.item)
        for start in sought.hours.starts(opens, closes, slots)
        if sums[start + slots] - sums[start] < most
    ]
    seen = set()
    for _lost, _distance, start in sorted(found):
        end = start + slots
        there = [block for first, last, block in blocks if first < end and start < last]
        holder = there[0] if len(there) == 1 else None
        if holder and holder.id not in seen and holder.item_id != sought.item.id:
            seen.add(holder.id)
            yield start, holder
