"""What a person does to a planned week by hand: move, keep, take out, mark, accept, and take any of it back.

Every edit names the version of the plan that the person had before them. When the plan has changed since,
nothing is written and `ChangedMeanwhile` says so; a place that is taken or firm is a `NoRoom`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from counterpoint.desk.boundaries.bending import follow_undo
from counterpoint.desk.boundaries.giving_back import count_given, follow_step_back
from counterpoint.desk.planning.by_hand import (
    AtDesk,
    Edited,
    NotYours,
    block_for,
    current,
    edit,
    left_out_in,
    own,
    remarks_on,
    span_at,
    with_changed,
    without_block,
)
from counterpoint.desk.ports import Diary, Kept, WeekPlan
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.week.blocks import NoRoom, count_done, judge_place
from counterpoint.domain.planning import Block, BlockState, Did
from counterpoint.domain.planning.did import taken_back
from counterpoint.domain.timeline import DAY, SLOT, Week
from counterpoint.domain.values import Season
from counterpoint.domain.words import gettext as _


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

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        before = desk.block(id)
        span = span_at(start, before.span.minutes if minutes is None else minutes)
        verb = _("Moved “%(title)s”") if span.start != before.span.start else _("Resized “%(title)s”")
        return _placed(desk, replace(before, span=span, pinned=True), verb % {"title": before.title})

    return edit(diary, week, change, version, now)


def nudge_block(diary: Diary, week: Week, id: str, by: timedelta, *, version: int, now: datetime) -> Edited:
    """Moves a block by a step, or by as many more as it takes to come past what is in the way.

    Steps of less than a day stay within twelve hours, steps of a day within the week; a place that the
    person's own rules speak against is taken only when it is the very next. Raises the first step's NoRoom.
    """

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        before = own(desk.block(id))
        problem = desk.problem(desk.plan.blocks, but=id)
        first: NoRoom | None = None
        for step in range(1, _steps(by) + 1):
            span = span_at(before.span.start + step * by, before.span.minutes)
            moved = replace(before, span=span, pinned=True)
            try:
                remarks = judge_place(desk.life, problem, desk.plan, moved)
            except NoRoom as taken:
                first = first or taken
            else:
                if remarks and step > 1:
                    continue
                return (
                    (*without_block(desk, id), moved),
                    _("Moved “%(title)s”") % {"title": before.title},
                    remarks,
                )
        raise first or NoRoom(_("There is no room for “%(title)s” that way.") % {"title": before.title})

    return edit(diary, week, change, version, now)


def _steps(by: timedelta) -> int:
    return 6 if abs(by) >= DAY else int(timedelta(hours=12) / max(abs(by), SLOT))


def resize_block(diary: Diary, week: Week, id: str, minutes: int, *, version: int, now: datetime) -> Edited:
    """Makes a block longer or shorter from where it starts."""

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        before = desk.block(id)
        span = span_at(before.span.start, minutes)
        return _placed(
            desk, replace(before, span=span, pinned=True), _("Resized “%(title)s”") % {"title": before.title}
        )

    return edit(diary, week, change, version, now)


def pin_block(diary: Diary, week: Week, id: str, *, pinned: bool, version: int, now: datetime) -> Edited:
    """Keeps a block where it is when the week is planned again, or lets it go again."""

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        block = own(desk.block(id))
        step = (
            _("Pinned “%(title)s”") % {"title": block.title}
            if pinned
            else _("Let “%(title)s” move again") % {"title": block.title}
        )
        return with_changed(desk, replace(block, pinned=pinned)), step, ()

    return edit(diary, week, change, version, now)


def remove_block(diary: Diary, week: Week, id: str, *, version: int, now: datetime) -> Edited:
    """Takes a block out of the week; the thing itself stays, among what is not in this week."""

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        block = own(desk.block(id))
        if block.state in ("done", "partly"):
            advice = _("Mark it as planned first, then take it out.")
            raise NotYours(_("“%(title)s” is behind you and stays.") % {"title": block.title}, advice=advice)
        return without_block(desk, id), _("Took out “%(title)s”") % {"title": block.title}, ()

    return edit(diary, week, change, version, now)


def mark_block(
    diary: Diary, week: Week, id: str, state: BlockState, *, minutes: int = 0, version: int, now: datetime
) -> Edited:
    """Says what came of a block. Only what was done counts towards its task; `minutes` is for "partly"."""

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        block = own(desk.block(id))
        done = max(0, min(minutes, block.span.minutes)) if state == "partly" else 0
        changed = replace(block, state=state, minutes_done=done)
        if block.state == "skipped":
            judge_place(desk.life, desk.problem(without_block(desk, id)), desk.plan, changed)
        return (
            with_changed(desk, changed),
            _marked(state) % {"title": block.title},
            (),
        )

    return edit(diary, week, change, version, now)


def place_left_out(
    diary: Diary, week: Week, item_id: str, start: datetime, minutes: int, *, version: int, now: datetime
) -> Edited:
    """Gives something from "not this week" a time by hand."""

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        out = left_out_in(desk.plan, item_id)
        return _placed(
            desk,
            block_for(desk, out, span_at(start, minutes)),
            _("Placed “%(title)s”") % {"title": out.title},
        )

    return edit(diary, week, change, version, now)


def accept(diary: Diary, week: Week, *, version: int) -> Kept[WeekPlan]:
    """The plan as it is becomes the one that others' calendars see, by the feed or in a calendar of its own.

    What is to be done there because of it is noted in the same transaction.
    """
    with diary.together():
        current(diary, week, version)
        kept = diary.plans.accept(week, version=version)
        queue(diary)
    return kept


def undo(diary: Diary, week: Week, *, version: int, now: datetime) -> Kept[WeekPlan]:
    """Takes the last step back, with what it had counted as done or given, and what it had let bend."""
    with diary.together():
        before = current(diary, week, version)
        kept = diary.plans.undo(week, version=version)
        count_done(diary, before.blocks, kept.thing.current.blocks)
        count_given(diary, before.blocks, kept.thing.current.blocks)
        _take_back(diary, before.did)
        _wake(diary, before.blocks, kept.thing.current.blocks)
        follow_step_back(diary, before.blocks, kept.thing.current.blocks)
        follow_undo(diary, week, before.blocks, kept.thing.current.blocks, now)
        if any(each.kind == "bend" for each in before.did):
            return undo(diary, week, version=kept.version, now=now)
    return kept


def _take_back(diary: Diary, did: tuple[Did, ...]) -> None:
    """What a step changed of tasks and routines as it was, unless it was changed again; no season of it."""
    ids = {each.id for each in did if each.field}
    for task in diary.tasks.all() if ids else ():
        if (was := taken_back(task.thing, did)) != task.thing:
            diary.tasks.change(was, version=task.version)
    for routine in diary.routines.all() if ids else ():
        if (before := taken_back(routine.thing, did)) != routine.thing:
            diary.routines.change(before, version=routine.version)
    added = {each.id for each in did if each.kind == "season"}
    for season in diary.shelf(Season).all() if added else ():
        if season.thing.id in added:
            diary.shelf(Season).remove(season.thing.id)


def _wake(diary: Diary, before: tuple[Block, ...], after: tuple[Block, ...]) -> None:
    """A task that a step back brings into the week again does not rest until a later one any more."""
    there = {each.subject_id for each in before if each.kind == "task"}
    back = {each.subject_id: each.span for each in after if each.kind == "task" and each.state == "planned"}
    for kept in diary.tasks.all():
        earliest, span = kept.thing.earliest_at, back.get(kept.thing.id)
        if span and earliest and earliest >= span.end and kept.thing.id not in there:
            diary.tasks.change(replace(kept.thing, earliest_at=None), version=kept.version)


def _marked(state: BlockState) -> str:
    return {
        "done": _("Marked “%(title)s” as done"),
        "partly": _("Marked “%(title)s” as partly done"),
        "skipped": _("Marked “%(title)s” as not done"),
        "planned": _("Marked “%(title)s” as planned"),
    }[state]


def _placed(desk: AtDesk, block: Block, step: str) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
    problem = desk.problem(desk.plan.blocks, but=own(block).id)
    remarks = remarks_on(desk, problem, desk.plan, block)
    return (*without_block(desk, block.id), block), step, remarks
