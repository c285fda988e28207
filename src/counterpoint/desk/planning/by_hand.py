"""What every edit of a planned week stands on: the plan in the version that the person saw, and one step.

An edit makes new blocks of those that are there; what is done and given back is counted, and the plan that
they make is kept as one step that can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.desk.boundaries.giving_back import count_given
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere, WeekPlan
from counterpoint.desk.week.blocks import count_done, is_firm, is_held, judge_place, settled
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, LeftOut, Life, Plan, Problem
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import SLOT_MINUTES, Span, Week, floor_to_slot
from counterpoint.domain.words import gettext as _


class NotYours(CounterpointError):
    """A block that follows from something else (a ritual, firm time, what was done) and is changed there."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The plan after an edit; `remarks` are what the person's own rules say of it."""

    kept: Kept[WeekPlan]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtDesk:
    """What an edit works on: the plan as the person has it before them, their life, and the time."""

    diary: Diary
    life: Life
    week: Week
    plan: Plan
    version: int
    now: datetime

    def problem(self, blocks: tuple[Block, ...], *, but: str = "") -> Problem:
        held = tuple(each for each in blocks if is_held(each, self.now) and each.id != but)
        return pose(self.life, facts_for(self.diary, self.week, self.life), self.week, pinned=held)

    def what_is_left(self, blocks: tuple[Block, ...]) -> Problem:
        """The same, with nothing wanted of what is behind."""
        held = tuple(each for each in blocks if is_held(each, self.now))
        facts = facts_for(self.diary, self.week, self.life)
        return pose(self.life, facts, self.week, now=self.now, pinned=held)

    def block(self, id: str) -> Block:
        found = next((each for each in self.plan.blocks if each.id == id), None)
        if found is None:
            raise NotThere(
                _("This block is no longer in the week."), advice=_("Look at the week as it is now.")
            )
        return found


Change = Callable[[AtDesk], tuple[tuple[Block, ...], str, tuple[str, ...]]]


def looking(diary: Diary, week: Week, now: datetime) -> AtDesk:
    """The week's plan as it is now, to ask something of it; NotThere for none."""
    kept = diary.plans.of(week)
    if kept is None:
        raise NotThere(_("There is no plan for this week yet."), advice=_("Plan the week first."))
    return AtDesk(diary, life_in(diary, week, now), week, kept.thing.current, kept.version, now)


def current(diary: Diary, week: Week, version: int) -> Plan:
    """The plan of a week in this version; raises NotThere for none and ChangedMeanwhile for another."""
    kept = diary.plans.of(week)
    if kept is None:
        raise NotThere(_("There is no plan for this week yet."), advice=_("Plan the week first."))
    if kept.version != version:
        raise changed_meanwhile(kept)
    return kept.thing.current


def changed_meanwhile(kept: Kept[WeekPlan]) -> ChangedMeanwhile:
    step = kept.thing.last_step
    return ChangedMeanwhile(
        _("This week was changed in another tab: %(step)s.") % {"step": step}
        if step
        else _("This week was changed in another tab."),
        kept=kept,
        advice=_("Nothing is lost: you see it as it is now, and can make your change again."),
    )


def edit(diary: Diary, week: Week, change: Change, version: int, now: datetime) -> Edited:
    with diary.together():
        desk = AtDesk(diary, life_in(diary, week, now), week, current(diary, week, version), version, now)
        blocks, step, remarks = change(desk)
        count_done(diary, desk.plan.blocks, blocks)
        count_given(diary, desk.plan.blocks, blocks)
        desk = replace(
            desk, life=life_in(diary, week, now)
        )  # what is left of a task has changed with what was done
        after = settled(desk.life, desk.what_is_left(blocks), blocks, desk.plan)
        return Edited(diary.plans.keep(after, step=step, version=version), remarks)


def own(block: Block) -> Block:
    """The block, if it is one that a person changes here."""
    if block.kind == "ritual":
        raise NotYours(
            _("“%(title)s” follows from what lies around it.") % {"title": block.title},
            advice=_("Move what comes before or after it, or change the ritual under What matters."),
        )
    if is_firm(block):
        advice = _("You can change when it is under What matters.")
        raise NotYours(_("“%(title)s” is firmly protected.") % {"title": block.title}, advice=advice)
    return block


def remarks_on(desk: AtDesk, problem: Problem, plan: Plan, block: Block) -> tuple[str, ...]:
    """What is to be said of a block that a person puts somewhere; raises NoRoom where it cannot be."""
    remarks = judge_place(desk.life, problem, plan, block)
    if block.span.end <= desk.now and block.state == "planned":
        return (*remarks, _("That time is past; say there what came of it, if you like."))
    return remarks


def span_at(start: datetime, minutes: int) -> Span:
    length = max(SLOT_MINUTES, -(-minutes // SLOT_MINUTES) * SLOT_MINUTES)
    start = floor_to_slot(start)
    return Span(start, start + timedelta(minutes=length))


def with_changed(desk: AtDesk, changed: Block) -> tuple[Block, ...]:
    return tuple(changed if each.id == changed.id else each for each in desk.plan.blocks)


def without_block(desk: AtDesk, id: str) -> tuple[Block, ...]:
    return tuple(each for each in desk.plan.blocks if each.id != id)


def left_out_in(plan: Plan, item_id: str) -> LeftOut:
    """What is left out of a plan under this item; NotThere when it no longer is."""
    out = next((each for each in plan.left_out if each.item_id == item_id), None)
    if out is None:
        advice = _("Look at the week as it is now.")
        raise NotThere(_("This is no longer among what is left out."), advice=advice)
    return out


def block_for(desk: AtDesk, out: LeftOut, span: Span) -> Block:
    item = desk.problem(desk.plan.blocks).item_by_id.get(out.item_id)
    there = {each.id for each in desk.plan.blocks}
    names = (f"{out.item_id}:by-hand-{n}@{desk.week.name}" for n in range(1, len(there) + 2))
    return Block(
        id=next(name for name in names if name not in there),
        kind=out.kind,
        item_id=out.item_id,
        subject_id=out.subject_id,
        title=out.title,
        span=span,
        domain_id=item.domain_id if item else "",
        value_id=item.value_id if item else "",
        pinned=True,
    )
