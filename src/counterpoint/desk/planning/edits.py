"""What a person does to a planned week by hand: move, keep, take out, mark, accept, and take any of it back.

Every edit names the version of the plan that the person had before them. When the plan has changed since,
nothing is written and `ChangedMeanwhile` says so; a place that is taken or firm is a `NoRoom`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.desk.boundaries.bending import follow_undo
from counterpoint.desk.boundaries.giving_back import count_given, follow_step_back
from counterpoint.desk.ports import ChangedMeanwhile, Diary, Kept, NotThere, WeekPlan
from counterpoint.desk.week.blocks import NoRoom, count_done, is_held, judge_place, settled
from counterpoint.desk.week.look import facts_for, is_firm, life_in
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, BlockState, LeftOut, Life, Plan, Problem
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import DAY, SLOT, SLOT_MINUTES, Span, Week, floor_to_slot
from counterpoint.domain.words import gettext as _


class NotYours(CounterpointError):
    """A block that follows from something else (a ritual, firm time, what was done) and is changed there."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The plan after an edit; `remarks` are what the person's own rules say of it."""

    kept: Kept[WeekPlan]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Desk:
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


_Change = Callable[[_Desk], tuple[tuple[Block, ...], str, tuple[str, ...]]]


def move_block(
    diary: Diary,
    week: Week,
    id: str,
    start: datetime,
    *,
    minutes: int | None = None,
    version: int,
    now: datetime,
) -> Edited:
    """Puts a block at another time, and keeps it there. `minutes` None leaves its length."""

    def change(desk: _Desk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        before = desk.block(id)
        span = _span(start, before.span.minutes if minutes is None else minutes)
        verb = _("Moved “%(title)s”") if span.start != before.span.start else _("Resized “%(title)s”")
        return _placed(desk, replace(before, span=span, pinned=True), verb % {"title": before.title})

    return _edit(diary, week, change, version, now)


def nudge_block(diary: Diary, week: Week, id: str, by: timedelta, *, version: int, now: datetime) -> Edited:
    """Moves a block by a step, or by as many more as it takes to come past what is in the way.

    Steps of less than a day stay within twelve hours, steps of a day within the week; a place that the
    person's own rules speak against is taken only when it is the very next. Raises the first step's NoRoom.
    """

    def change(desk: _Desk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        before = _own(desk.block(id))
        problem = desk.problem(desk.plan.blocks, but=id)
        first: NoRoom | None = None
        for step in range(1, _steps(by) + 1):
            span = _span(before.span.start + step * by, before.span.minutes)
            moved = replace(before, span=span, pinned=True)
            try:
                remarks = judge_place(desk.life, problem, desk.plan, moved)
            except NoRoom as taken:
                first = first or taken
            else:
                if remarks and step > 1:
                    continue
                return (*_without(desk, id), moved), _("Moved “%(title)s”") % {"title": before.title}, remarks
        raise first or NoRoom(_("There is no room for “%(title)s” that way.") % {"title": before.title})

    return _edit(diary, week, change, version, now)


def _steps(by: timedelta) -> int:
    return 6 if abs(by) >= DAY else int(timedelta(hours=12) / max(abs(by), SLOT))


def resize_block(diary: Diary, week: Week, id: str, minutes: int, *, version: int, now: datetime) -> Edited:
    """Makes a block longer or shorter from where it starts."""

    def change(desk: _Desk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        before = desk.block(id)
        span = _span(before.span.start, minutes)
        return _placed(
            desk, replace(before, span=span, pinned=True), _("Resized “%(title)s”") % {"title": before.title}
        )

    return _edit(diary, week, change, version, now)


def pin_block(diary: Diary, week: Week, id: str, *, pinned: bool, version: int, now: datetime) -> Edited:
    """Keeps a block where it is when the week is planned again, or lets it go again."""

    def change(desk: _Desk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        block = _own(desk.block(id))
        step = (
            _("Pinned “%(title)s”") % {"title": block.title}
            if pinned
            else _("Let “%(title)s” move again") % {"title": block.title}
        )
        return _with(desk, replace(block, pinned=pinned)), step, ()

    return _edit(diary, week, change, version, now)


def remove_block(diary: Diary, week: Week, id: str, *, version: int, now: datetime) -> Edited:
    """Takes a block out of the week; the thing itself stays, among what is not in this week."""

    def change(desk: _Desk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        block = _own(desk.block(id))
        if block.state in ("done", "partly"):
            advice = _("Mark it as planned first, then take it out.")
            raise NotYours(_("“%(title)s” is behind you and stays.") % {"title": block.title}, advice=advice)
        return _without(desk, id), _("Took out “%(title)s”") % {"title": block.title}, ()

    return _edit(diary, week, change, version, now)


def mark_block(
    diary: Diary, week: Week, id: str, state: BlockState, *, minutes: int = 0, version: int, now: datetime
) -> Edited:
    """Says what came of a block. Only what was done counts towards its task; `minutes` is for "partly"."""

    def change(desk: _Desk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        block = _own(desk.block(id))
        done = max(0, min(minutes, block.span.minutes)) if state == "partly" else 0
        changed = replace(block, state=state, minutes_done=done)
        if block.state == "skipped":
            judge_place(desk.life, desk.problem(_without(desk, id)), desk.plan, changed)
        return (
            _with(desk, changed),
            _marked(state) % {"title": block.title},
            (),
        )

    return _edit(diary, week, change, version, now)


def place_left_out(
    diary: Diary, week: Week, item_id: str, start: datetime, minutes: int, *, version: int, now: datetime
) -> Edited:
    """Gives something from "not this week" a time by hand."""

    def change(desk: _Desk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        out = next((each for each in desk.plan.left_out if each.item_id == item_id), None)
        if out is None:
            advice = _("Look at the week as it is now.")
            raise NotThere(_("This is no longer among what is left out."), advice=advice)
        return _placed(
            desk, _block_for(desk, out, _span(start, minutes)), _("Placed “%(title)s”") % {"title": out.title}
        )

    return _edit(diary, week, change, version, now)


def accept(diary: Diary, week: Week, *, version: int) -> Kept[WeekPlan]:
    """The plan as it is becomes the one that others' calendars see through the person's own feed."""
    current(diary, week, version)
    return diary.plans.accept(week, version=version)


def undo(diary: Diary, week: Week, *, version: int, now: datetime) -> Kept[WeekPlan]:
    """Takes the last step back, with what it had counted as done or given, and what it had let bend."""
    with diary.together():
        before = current(diary, week, version)
        kept = diary.plans.undo(week, version=version)
        count_done(diary, before.blocks, kept.thing.current.blocks)
        count_given(diary, before.blocks, kept.thing.current.blocks)
        _wake(diary, before.blocks, kept.thing.current.blocks)
        follow_step_back(diary, before.blocks, kept.thing.current.blocks)
        follow_undo(diary, week, before.blocks, kept.thing.current.blocks, now)
    return kept


def _wake(diary: Diary, before: tuple[Block, ...], after: tuple[Block, ...]) -> None:
    """A task that a step back brings into the week again does not rest until a later one any more."""
    there = {each.subject_id for each in before if each.kind == "task"}
    back = {each.subject_id: each.span for each in after if each.kind == "task" and each.state == "planned"}
    for kept in diary.tasks.all():
        earliest, span = kept.thing.earliest_at, back.get(kept.thing.id)
        if span and earliest and earliest >= span.end and kept.thing.id not in there:
            diary.tasks.change(replace(kept.thing, earliest_at=None), version=kept.version)


def current(diary: Diary, week: Week, version: int) -> Plan:
    """The plan of a week in this version; raises NotThere for none and ChangedMeanwhile for another."""
    kept = diary.plans.of(week)
    if kept is None:
        raise NotThere(_("There is no plan for this week yet."), advice=_("Plan the week first."))
    if kept.version != version:
        raise changed_meanwhile(kept)
    return kept.thing.current


def _marked(state: BlockState) -> str:
    return {
        "done": _("Marked “%(title)s” as done"),
        "partly": _("Marked “%(title)s” as partly done"),
        "skipped": _("Marked “%(title)s” as not done"),
        "planned": _("Marked “%(title)s” as planned"),
    }[state]


def changed_meanwhile(kept: Kept[WeekPlan]) -> ChangedMeanwhile:
    step = kept.thing.last_step
    return ChangedMeanwhile(
        _("This week was changed in another tab: %(step)s.") % {"step": step}
        if step
        else _("This week was changed in another tab."),
        kept=kept,
        advice=_("Nothing is lost: you see it as it is now, and can make your change again."),
    )


def _edit(diary: Diary, week: Week, change: _Change, version: int, now: datetime) -> Edited:
    with diary.together():
        desk = _Desk(diary, life_in(diary, week, now), week, current(diary, week, version), version, now)
        blocks, step, remarks = change(desk)
        count_done(diary, desk.plan.blocks, blocks)
        count_given(diary, desk.plan.blocks, blocks)
        desk = replace(
            desk, life=life_in(diary, week, now)
        )  # what is left of a task has changed with what was done
        after = settled(desk.life, desk.what_is_left(blocks), blocks, desk.plan)
        return Edited(diary.plans.keep(after, step=step, version=version), remarks)


def _placed(desk: _Desk, block: Block, step: str) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
    problem = desk.problem(desk.plan.blocks, but=_own(block).id)
    remarks = judge_place(desk.life, problem, desk.plan, block)
    if block.span.end <= desk.now and block.state == "planned":
        remarks = (*remarks, _("That time is past; say there what came of it, if you like."))
    return (*_without(desk, block.id), block), step, remarks


def _own(block: Block) -> Block:
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


def _span(start: datetime, minutes: int) -> Span:
    length = max(SLOT_MINUTES, -(-minutes // SLOT_MINUTES) * SLOT_MINUTES)
    start = floor_to_slot(start)
    return Span(start, start + timedelta(minutes=length))


def _with(desk: _Desk, changed: Block) -> tuple[Block, ...]:
    return tuple(changed if each.id == changed.id else each for each in desk.plan.blocks)


def _without(desk: _Desk, id: str) -> tuple[Block, ...]:
    return tuple(each for each in desk.plan.blocks if each.id != id)


def _block_for(desk: _Desk, out: LeftOut, span: Span) -> Block:
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
