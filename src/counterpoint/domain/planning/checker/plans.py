"""What a plan breaks or keeps as a whole, beside where its blocks lie."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoint.domain.planning.checker.fault import Fault
from counterpoint.domain.planning.cost import missing_minutes
from counterpoint.domain.planning.crossings import crossings_of
from counterpoint.domain.planning.plan import Plan
from counterpoint.domain.planning.problem import Problem
from counterpoint.domain.planning.rituals import ritual_blocks
from counterpoint.domain.words import gettext as _


def pinned_is_kept(problem: Problem, plan: Plan) -> Iterator[Fault]:
    spans = {each.id: each.span for each in plan.blocks}
    for block in problem.pinned:
        if spans.get(block.id) != block.span:
            yield Fault(
                "pinned",
                _("“%(title)s” was pinned and is not where it was put.") % {"title": block.title},
                block.id,
            )


def firm_is_there(problem: Problem, plan: Plan) -> Iterator[Fault]:
    spans = {each.id: each.span for each in plan.blocks}
    for firm in problem.firm:
        if not firm.carried and spans.get(firm.id) != firm.span:
            yield Fault(
                "firm-kept",
                _("“%(title)s” is firm and is not in the plan as it is.") % {"title": firm.title},
                firm.id,
            )


def ids_are_unique(_problem: Problem, plan: Plan) -> Iterator[Fault]:
    seen: set[str] = set()
    for block in plan.blocks:
        if block.id in seen:
            yield Fault("unique", _("Two blocks are called %(id)s.") % {"id": block.id}, block.id)
        seen.add(block.id)


def rituals_are_there(problem: Problem, plan: Plan) -> Iterator[Fault]:
    due = {(each.item_id, each.span) for each in ritual_blocks(problem, plan.blocks)}
    shown = {(each.item_id, each.span) for each in plan.blocks if each.kind == "ritual"}
    if due != shown:
        yield Fault("rituals-shown", _("The rituals of the plan are not those that its blocks ask for."))


def left_out_adds_up(problem: Problem, plan: Plan) -> Iterator[Fault]:
    missing = {name: minutes for name, minutes in missing_minutes(problem, plan.blocks).items() if minutes}
    said = {each.item_id: each.minutes for each in plan.left_out}
    if missing != said or len(said) != len(plan.left_out):
        yield Fault("left-out", _("What is placed and what is left out do not add up to what is wanted."))


def crossings_are_told(problem: Problem, plan: Plan) -> Iterator[Fault]:
    if set(crossings_of(problem)) != set(plan.crossings):
        yield Fault("crossings", _("The plan does not name every event that lies on protected time."))
