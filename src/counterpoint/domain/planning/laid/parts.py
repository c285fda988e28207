"""Which rules and terms are known of a move by parts: by the block, by its thing, and by the days.

What is not named here is asked of the whole week, so a rule or a term that is new is never missed.
"""

from __future__ import annotations

from counterpoint.domain.planning.checker import BLOCK_RULES, Rule
from counterpoint.domain.planning.checker.alone import (
    awake,
    before_deadlines,
    fixed_hours_are_for_work,
    in_whole_pieces,
    known,
    not_in_the_past,
    on_the_grid,
    within_the_horizon,
    within_windows,
)
from counterpoint.domain.planning.checker.days import (
    rested,
    rested_between_days,
    rituals_have_their_time,
    slack_is_left,
    with_breaks,
    with_time_for_ways,
)
from counterpoint.domain.planning.checker.together import (
    after_what_comes_first,
    apart_from_each_other,
    apart_from_events,
    not_too_much,
    off_firm_time,
    once_a_day,
    well_spaced,
)
from counterpoint.domain.planning.cost import OF_BLOCK, OF_DAY, TERMS

ALONE: tuple[Rule, ...] = (
    awake,
    within_windows,
    before_deadlines,
    not_in_the_past,
    fixed_hours_are_for_work,
)
"""What a block breaks or keeps by itself."""

HERE: tuple[Rule, ...] = (
    *ALONE,
    once_a_day,
    well_spaced,
    after_what_comes_first,
    rested,
    with_breaks,
    rituals_have_their_time,
    rested_between_days,
    slack_is_left,
    with_time_for_ways,
    apart_from_each_other,
    apart_from_events,
    off_firm_time,
)
"""All that is answered for by parts."""

SAME_ANYWHERE: tuple[Rule, ...] = (
    on_the_grid,
    within_the_horizon,
    known,
    in_whole_pieces,
    not_too_much,
)
"""What does not depend on where in the week a piece of a given length lies."""

WHOLE_RULES = tuple(each for each in BLOCK_RULES if each not in (*HERE, *SAME_ANYWHERE))
"""Rules that are not known here by parts: asked of the whole week, which takes longer."""

SAME_TERMS = ("unplaced", "pieces", "balance")
"""Terms that do not depend on where in the week a piece of a given length lies."""

KEPT = "moved"
OF_PIECES = (KEPT, "spread")
"""Terms of all pieces of a thing together."""

OF_DAYS = ("strain",)
"""Terms of the days beside each other."""

WHOLE_TERMS = tuple(
    each for each in TERMS if each not in (*OF_BLOCK, *OF_DAY, *OF_PIECES, *OF_DAYS, *SAME_TERMS)
)
"""Terms that are not known here by parts: asked of the whole week, which takes longer."""
