"""What lies on time that is taken: events on what is firm, and anything on what is planned."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoint.desk.week.blocks import is_firm
from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Block, Crossing, FirmTime


def crossings_of(facts: Iterable[Fact], firm: Iterable[FirmTime]) -> tuple[Crossing, ...]:
    """Every event that takes time which is firmly protected."""
    firm = tuple(firm)
    return tuple(
        Crossing(fact.key, fact.title, time.subject_id, time.title, met)
        for fact in facts
        if fact.blocking
        for time in firm
        if (met := fact.span.meet(time.span))
    )


def disturbed_by(
    facts: Iterable[Fact], blocks: Iterable[Block], firm: Iterable[FirmTime] = ()
) -> tuple[tuple[str, str], ...]:
    """(block id, title) for each block, not behind yet, on which an event or firm time has come to lie.

    An event on firm time is a crossing, and is told as one.
    """
    lying = [(fact.span, fact.title) for fact in facts if fact.blocking]
    lying += [(time.span, time.title) for time in firm]
    return tuple(
        (block.id, title)
        for block in blocks
        if block.state == "planned" and not is_firm(block)
        for span, title in lying
        if span.overlaps(block.span)
    )
