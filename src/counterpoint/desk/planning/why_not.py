"""“Why not Thursday at nine?”: what speaks against a time, and taking it all the same.

Asking keeps nothing. Taking it is an edit like any other: one step, which undo brings back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from counterpoint.desk.planning.by_hand import (
    AtDesk,
    Edited,
    block_for,
    edit,
    left_out_in,
    looking,
    own,
    remarks_on,
    span_at,
)
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.blocks import REFUSED
from counterpoint.desk.week.room import room_in
from counterpoint.domain.planning import Block, Problem
from counterpoint.domain.planning.moments import when_words
from counterpoint.domain.planning.why_not import WhyNot, next_best, why_not
from counterpoint.domain.timeline import Week
from counterpoint.domain.words import gettext as _

NOT_BY_HAND = (*REFUSED, "past")
"""The rules for which no time is offered all the same: what is there, and what is behind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for and what is to be said of it.

    `is_there`: it lies there already. `takeable`: the person may take the time all the same. `version` is
    that of the plan that was asked.
    """

    answer: WhyNot
    is_there: bool
    takeable: bool
    version: int


def ask(diary: Diary, week: Week, id: str, start: datetime, *, now: datetime) -> Asked:
    """Why a block of the plan is not at another time. Raises NotThere, and NotYours for what nobody moves."""
    desk = looking(diary, week, now)
    before = own(desk.block(id))
    return _asked(desk, replace(before, span=span_at(start, before.span.minutes)), before)


def ask_of_left_out(
    diary: Diary, week: Week, item_id: str, start: datetime, minutes: int, *, now: datetime
) -> Asked:
    """Why something from “not this week” is not at a time. Raises NotThere."""
    desk = looking(diary, week, now)
    return _asked(desk, block_for(desk, left_out_in(desk.plan, item_id), span_at(start, minutes)))


def rather_than(diary: Diary, week: Week, id: str, *, now: datetime) -> WhyNot | None:
    """The next best place for a block of the plan and what decides against it.

    None where nothing is to be said: no such place was found, the block is the person's own word or behind.
    """
    desk = looking(diary, week, now)
    block = own(desk.block(id))
    if block.pinned or block.state != "planned" or block.span.start < now:
        return None
    return next_best(_problem(desk, block), desk.life, _blocks(desk), block)


def other_times(diary: Diary, week: Week, id: str, *, now: datetime) -> int | None:
    """How many other free times a block of the plan has this week, with all else where it is.

    None where that is no question: the block is the person's own word, given, or behind.
    """
    desk = looking(diary, week, now)
    block = own(desk.block(id))
    return room_in(diary, week, desk.plan, now).get(block.id)


def take(diary: Diary, week: Week, id: str, start: datetime, *, version: int, now: datetime) -> Edited:
    """Puts a block at another time all the same, and keeps it there.

    What the planner has there makes way: to the cheapest other place that is found, or to “not this week”.
    """

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        before = own(desk.block(id))
        moved = replace(before, span=span_at(start, before.span.minutes), pinned=True)
        return _making_room(desk, moved, _("Moved “%(title)s”") % {"title": before.title})

    return edit(diary, week, change, version, now)


def take_left_out(
    diary: Diary, week: Week, item_id: str, start: datetime, minutes: int, *, version: int, now: datetime
) -> Edited:
    """The same for something from “not this week”."""

    def change(desk: AtDesk) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
        out = left_out_in(desk.plan, item_id)
        block = block_for(desk, out, span_at(start, minutes))
        return _making_room(desk, block, _("Placed “%(title)s”") % {"title": out.title})

    return edit(diary, week, change, version, now)


def _blocks(desk: AtDesk) -> tuple[Block, ...]:
    return tuple(each for each in desk.plan.blocks if each.state != "skipped")


def _problem(desk: AtDesk, block: Block) -> Problem:
    """What is still ahead of the week, with this block free to be anywhere."""
    return desk.what_is_left(tuple(each for each in _blocks(desk) if each.id != block.id))


def _why_not(desk: AtDesk, block: Block) -> WhyNot:
    return why_not(_problem(desk, block), desk.life, _blocks(desk), block)


def _asked(desk: AtDesk, block: Block, before: Block | None = None) -> Asked:
    answer = _why_not(desk, block)
    return Asked(
        answer,
        is_there=before is not None and before.span == block.span,
        takeable=not any(each.rule in NOT_BY_HAND for each in answer.hindrances),
        version=desk.version,
    )


def _making_room(desk: AtDesk, block: Block, step: str) -> tuple[tuple[Block, ...], str, tuple[str, ...]]:
    """A block at its place, with what the planner has there somewhere else."""
    asked = _why_not(desk, block)
    away = {block.id, *(each.id for each in asked.makes_way)}
    others = tuple(each for each in desk.plan.blocks if each.id not in away)
    problem = desk.problem(others)
    remarks = remarks_on(desk, problem, replace(desk.plan, blocks=others), block)
    gone = tuple(_gone(problem, each, asked.place_of(each.id)) for each in asked.makes_way)
    return (*others, *asked.goes_to, block), step, (*remarks, *gone)


def _gone(problem: Problem, block: Block, to: Block | None) -> str:
    if to is None:
        return _("“%(title)s” makes way, and stands under “Not this week”.") % {"title": block.title}
    said = {"title": block.title, "when": when_words(problem, to.span.start)}
    return _("“%(title)s” makes way: it is now on %(when)s.") % said
