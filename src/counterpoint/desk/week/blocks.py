"""What edits and plannings of a week share: what is given, what was done, and whether a place is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from counterpoint.desk.ports import Diary, NotThere
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Life, Plan, Problem
from counterpoint.domain.planning.checker import Fault
from counterpoint.domain.planning.identity import recognise
from counterpoint.domain.planning.settle import judge_move, settle
from counterpoint.domain.timeline import Span, local
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

REFUSED = ("horizon", "firm", "event", "overlap")
"""The rules that a person's own hand keeps to as well."""
REMARKED = ("waking", "window", "deadline", "past", "one-a-day", "spacing", "fixed-hours")
"""The rules whose word is told; the person's own goes over it."""
_ADVICE = {
    "horizon": gettext_noop("Choose a time within this week."),
    "firm": gettext_noop("Choose a time beside it, or change when it is protected under What matters."),
    "event": gettext_noop("Choose a time beside it, or say under Calendars that this event takes no time."),
    "overlap": gettext_noop("Choose a free time, or move what is there first."),
}


class NoRoom(CounterpointError):
    """A block cannot be where the person wants it; says what is there and what could be done."""


def is_firm(block: Block) -> bool:
    """Whether a block only shows recurring time that is firm, which no plan moves."""
    return block.kind == "protected" and block.id == block.item_id


def is_held(block: Block, now: datetime) -> bool:
    """Whether planning takes a block as given: the person pinned or marked it, or it has begun."""
    if block.kind == "ritual" or is_firm(block) or block.state == "skipped":
        return False
    return block.pinned or block.state != "planned" or block.span.start < now


def settled(life: Life, problem: Problem, blocks: Iterable[Block], before: Plan) -> Plan:
    """The plan that these blocks make: rituals follow them, and every block keeps the id it is known under.

    A block whose task, routine or protected time is gone from the problem goes too, unless it is held.
    """
    blocks = tuple(blocks)
    known = (each for each in blocks if each.item_id in problem.item_by_id or each.id in problem.given_ids)
    return known_again(
        replace(settle(problem, known), week=before.week, zone=life.zone), before.blocks, blocks
    )


def known_again(plan: Plan, before: Iterable[Block], own: Iterable[Block] | None = None) -> Plan:
    """The plan with every block under the id it had `before`, with the person's own word on what is theirs.

    What was skipped leaves its time free and stays to be seen. `own`: the blocks as the person has them now.
    """
    before = tuple(before)
    said = {each.id: each for each in (before if own is None else own)}
    there = {each.id for each in plan.blocks}
    skipped = tuple(each for each in said.values() if each.state == "skipped" and each.id not in there)
    named = recognise((*plan.blocks, *skipped), before, within=plan.week.name)
    spoken = (_as_said(each, said.get(each.id)) for each in named)
    return replace(plan, blocks=tuple(sorted(spoken, key=lambda each: (each.span, each.id))))


def _as_said(block: Block, own: Block | None) -> Block:
    if own is None or own.span != block.span:
        return replace(block, pinned=False, state="planned", minutes_done=0)
    said = own.pinned or own.state != "planned"
    only_held = not said and any(each.kind == "pinned" for each in block.reasons)  # for it has begun
    return replace(
        block,
        pinned=own.pinned,
        state=own.state,
        minutes_done=own.minutes_done,
        reasons=own.reasons if only_held else block.reasons or own.reasons,
    )


def count_done(diary: Diary, before: Iterable[Block], after: Iterable[Block]) -> None:
    """Brings the minutes behind each task in line with what its blocks say now. Planned is not done."""
    earlier, later = minutes_done(before), minutes_done(after)
    for task_id in earlier.keys() | later.keys():
        more = later.get(task_id, 0) - earlier.get(task_id, 0)
        if more:
            _count(diary, task_id, more)


def minutes_done(blocks: Iterable[Block]) -> Mapping[str, int]:
    """Minutes that the blocks of each task say are behind."""
    total: dict[str, int] = defaultdict(int)
    for block in blocks:
        if block.kind == "task" and block.state == "done":
            total[block.subject_id] += block.span.minutes
        elif block.kind == "task" and block.state == "partly":
            total[block.subject_id] += block.minutes_done
    return total


def _count(diary: Diary, task_id: str, more: int) -> None:
    try:
        kept = diary.tasks.get(task_id)
    except NotThere:
        return
    task = kept.thing
    behind = max(0, task.minutes_done + more)
    was_whole, is_whole = task.minutes_done >= task.minutes, behind >= task.minutes
    done = is_whole or (task.done and not was_whole)  # whoever said so before it was whole still means it
    diary.tasks.change(replace(task, minutes_done=behind).said_done(done), version=kept.version)


def judge_place(life: Life, problem: Problem, plan: Plan, block: Block) -> tuple[str, ...]:
    """What is to be said of putting a block (one of the plan's, or a new one) at its span.

    A person may overrule their own windows, lengths and deadlines; what is firm, and two things at once, are
    a NoRoom.
    """
    others = tuple(each for each in plan.blocks if each.state != "skipped")
    faults = judge_move(problem, others, block)
    for rule in REFUSED:
        found = next((fault for fault in faults if fault.rule == rule), None)
        if found:
            raise NoRoom(_words(life, problem, plan, block, found), advice=_(_ADVICE[rule]))
    return tuple(dict.fromkeys(fault.words for fault in faults if fault.rule in REMARKED))


def _words(life: Life, problem: Problem, plan: Plan, block: Block, fault: Fault) -> str:
    if fault.rule == "firm":
        firm = next(each for each in problem.firm if each.span.overlaps(block.span))
        value = life.value(firm.value_id)
        said = {"title": firm.title, "value": value.name if value else "", "times": _from_to(life, firm.span)}
        if value:
            return _("“%(title)s” is protected for %(value)s %(times)s.") % said
        return _("“%(title)s” is protected %(times)s.") % said
    if fault.rule == "event":
        fact = next(
            each for each in problem.facts if each.blocking and each.span.on_grid().overlaps(block.span)
        )
        return _("“%(title)s” is at that time (%(times)s).") % {
            "title": fact.title,
            "times": _from_to(life, fact.span),
        }
    if fault.rule == "overlap":
        others = (each for each in plan.blocks if each.kind != "ritual" and each.id != block.id)
        there = (each for each in others if each.state != "skipped" and each.span.overlaps(block.span))
        other = next(there, None)
        if other:
            return _("“%(title)s” is planned for that time (%(times)s).") % {
                "title": other.title,
                "times": _from_to(life, other.span),
            }
    return fault.words


def _from_to(life: Life, span: Span) -> str:
    pattern = "%H:%M" if life.clock == 24 else "%I:%M %p"  # noqa: PLR2004
    return f"{local(span.start, life.zone):{pattern}}–{local(span.end, life.zone):{pattern}}"
