"""Plans of weeks that begin on another day: every block stays where it is, only its week is another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.timeline import Week, local

MIDDLE = timedelta(days=3)


def regrouped(plans: Iterable[Plan], week_start: int) -> tuple[Plan, ...]:
    """The same blocks in weeks that begin on `week_start` (0 Monday … 6 Sunday), earliest week first.

    A block belongs to the week of the local day on which it starts; what is left out and the notes go with
    the week that has most days of theirs. What was proven of the old weeks is not said of the new ones.
    """
    blocks: dict[Week, dict[str, Block]] = defaultdict(dict)
    heads: dict[Week, Plan] = {}
    for plan in plans:
        new = Week.holding(plan.week.first + MIDDLE, week_start=week_start)
        heads[new] = plan
        for block in plan.blocks:
            day = local(block.span.start, plan.zone).date()
            week = Week.holding(day, week_start=week_start)
            blocks[week][block.id] = block
            heads.setdefault(week, replace(plan, left_out=(), notes=()))
    return tuple(
        Plan(
            week,
            heads[week].zone,
            tuple(sorted(blocks[week].values(), key=lambda each: (each.span, each.id))),
            left_out=heads[week].left_out,
            notes=heads[week].notes,
        )
        for week in sorted(heads)
        if blocks[week] or heads[week].left_out or heads[week].notes
    )
