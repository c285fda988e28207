"""The judge of every plan: pure, and knowing nothing of the engine that made it.

A rule is a function; a fault names it. A file for each family of rules.
"""

from __future__ import annotations

from counterpoint.domain.planning.checker import alone, days, plans, together
from counterpoint.domain.planning.checker.days import faults_of_day, slack_of_day
from counterpoint.domain.planning.checker.fault import Fault, Rule
from counterpoint.domain.planning.plan import Plan
from counterpoint.domain.planning.problem import Problem

__all__ = [
    "BLOCK_RULES",
    "PLAN_RULES",
    "Fault",
    "Rule",
    "check",
    "faults_of_day",
    "judge_blocks",
    "slack_of_day",
]

BLOCK_RULES: tuple[Rule, ...] = (
    alone.on_the_grid,
    alone.within_the_horizon,
    alone.awake,
    alone.known,
    alone.within_windows,
    alone.in_whole_pieces,
    alone.before_deadlines,
    together.after_what_comes_first,
    alone.not_in_the_past,
    together.apart_from_each_other,
    together.apart_from_events,
    together.off_firm_time,
    together.once_a_day,
    together.well_spaced,
    days.rested,
    days.with_breaks,
    days.rested_between_days,
    days.slack_is_left,
    days.with_time_for_ways,
    together.not_too_much,
    days.rituals_have_their_time,
    alone.fixed_hours_are_for_work,
)
PLAN_RULES: tuple[Rule, ...] = (
    plans.pinned_is_kept,
    plans.firm_is_there,
    plans.ids_are_unique,
    plans.rituals_are_there,
    plans.left_out_adds_up,
    plans.crossings_are_told,
)


def check(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Every fault of a plan; an empty answer means that it may be shown."""
    return tuple(fault for rule in (*BLOCK_RULES, *PLAN_RULES) for fault in rule(problem, plan))


def judge_blocks(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """The faults of where blocks lie, without what a plan says beside them: enough to judge a move."""
    return tuple(fault for rule in BLOCK_RULES for fault in rule(problem, plan))
