"""A block that was moved or taken away in another calendar: the plan follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from counterpoint.desk.planning.edits import mark_block, move_block, remove_block
from counterpoint.desk.ports import Diary, Kept, NotThere, WeekPlan
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _


def week_of(diary: Diary, block_id: str) -> Kept[WeekPlan]:
    """The week whose accepted plan has the block. Raises NotThere."""
    for kept in reversed(diary.plans.all()):
        if block_in(kept.thing.accepted, block_id) is not None:
            return kept
    raise NotThere(_("This block is no longer in your plan."), advice=_("Look at the week as it is now."))


def block_in(plan: Plan | None, block_id: str) -> Block | None:
    return next((each for each in plan.blocks if each.id == block_id), None) if plan else None


def move_in_plan(diary: Diary, block_id: str, span: Span, now: datetime) -> None:
    """Moves a block and keeps it there, in the plan as it is and as it was accepted.

    Where both are the same, what follows from the move (rituals) is accepted with it; else of the accepted
    plan this block alone moves, because nobody accepted the rest. What was called not done is planned again:
    it was given another time. Raises NoRoom, NotYours, NotThere.
    """
    kept = week_of(diary, block_id)
    week, accepted = kept.thing.week, kept.thing.accepted
    with diary.together():
        moved = move_block(
            diary, week, block_id, span.start, minutes=span.minutes, version=kept.version, now=now
        ).kept
        moved, block = _planned(diary, moved, block_id, now)
        plan = None
        if accepted != kept.thing.current and accepted is not None:
            plan = _with(accepted, block_id, block)
        diary.plans.accept(week, version=moved.version, plan=plan)


def _planned(
    diary: Diary, kept: Kept[WeekPlan], block_id: str, now: datetime
) -> tuple[Kept[WeekPlan], Block]:
    """The plan with the block as something that is still to come."""
    block = block_in(kept.thing.current, block_id)
    if block is not None and block.state == "skipped":
        week, version = kept.thing.week, kept.version
        kept = mark_block(diary, week, block_id, "planned", version=version, now=now).kept
        block = block_in(kept.thing.current, block_id)
    if block is None:
        raise NotThere(_("This block is no longer in your plan."), advice=_("Look at the week as it is now."))
    return kept, block


def remove_from_plan(diary: Diary, block_id: str, now: datetime) -> None:
    """Takes a block out, of the plan as it is and as it was accepted. Raises NotYours, NotThere."""
    kept = week_of(diary, block_id)
    week, accepted, current = kept.thing.week, kept.thing.accepted, kept.thing.current
    with diary.together():
        version = kept.version
        if block_in(current, block_id) is not None:
            version = remove_block(diary, week, block_id, version=version, now=now).kept.version
        plan = None if accepted == current or accepted is None else _with(accepted, block_id, None)
        diary.plans.accept(week, version=version, plan=plan)


def _with(plan: Plan, block_id: str, block: Block | None) -> Plan:
    others = [each for each in plan.blocks if each.id != block_id]
    blocks = sorted([*others, *([block] if block else [])], key=lambda each: (each.span, each.id))
    return replace(plan, blocks=tuple(blocks))
