"""The plans of weeks in which something bent, or bends no more: nothing else in them moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from counterpoint.desk.boundaries.giving_back import still_owed
from counterpoint.desk.ports import Diary, Kept, WeekPlan
from counterpoint.desk.week.blocks import count_done, is_firm, is_held, settled
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.life import life_in
from counterpoint.desk.week.which import week_holding
from counterpoint.domain.boundaries import Bend
from counterpoint.domain.planning import Block, Item, Life, Plan, Problem
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.timeline import Span, Week, common


def settle_weeks(diary: Diary, before: Life, bent: Bend, now: datetime, *, step: str) -> None:
    """Brings the plan of the bend's week in line with the life as it is now; nothing else in it moves."""
    week = week_holding(before, bent.span.start)
    for each in (week, week.next(-1)):
        kept = diary.plans.of(each)
        if kept is not None and (each == week or _holds(kept, bent)):
            _settle(diary, kept, bent, now, step=step)


def _holds(kept: Kept[WeekPlan], bent: Bend) -> bool:
    return lies_among(bent, protected_in(kept.thing.current.blocks))


def _settle(diary: Diary, kept: Kept[WeekPlan], bent: Bend, now: datetime, *, step: str) -> None:
    week, plan = kept.thing.week, kept.thing.current
    life = life_in(diary, week, now)
    blocks = still_owed(diary, (each for each in plan.blocks if not _is_of(each, bent)), now)
    count_done(diary, plan.blocks, blocks)
    problem = _problem(diary, life, week, blocks, now)
    added = _still_standing(life, problem, bent, plan, blocks)
    after = settled(life, _problem(diary, life, week, blocks, now, ahead=True), (*blocks, *added), plan)
    if (after.blocks, after.left_out) != (plan.blocks, plan.left_out):
        diary.plans.keep(after, step=step, version=kept.version)


def _is_of(block: Block, bent: Bend) -> bool:
    """Whether a block is of the instance that bent, or of what was left of it."""
    mine = block.kind == "protected" and block.subject_id == bent.protected_id
    touches = block.span.start <= bent.span.end and bent.span.start <= block.span.end
    return mine and touches and not is_firm(block)


def _problem(
    diary: Diary, life: Life, week: Week, blocks: tuple[Block, ...], now: datetime, *, ahead: bool = False
) -> Problem:
    """What is wanted of the week; `ahead`: nothing of what is behind."""
    held = tuple(each for each in blocks if is_held(each, now))
    return pose(life, facts_for(diary, week, life), week, now=now if ahead else None, pinned=held)


def _still_standing(
    life: Life, problem: Problem, bent: Bend, plan: Plan, blocks: tuple[Block, ...]
) -> tuple[Block, ...]:
    """What of the instance stays in the plan: the part that did not bend; all of it when that is taken back.

    Only where its time is free by now.
    """
    own = [each.span for each in plan.blocks if _is_of(each, bent)]
    taken = [each.span for each in blocks if each.kind != "ritual" and each.state != "skipped"]
    taken += [each.span for each in problem.firm]
    items = [
        each for each in problem.items if each.kind == "protected" and each.subject_id == bent.protected_id
    ]
    if bent not in life.bends:
        own.append(bent.span)
    found = [(each, span) for each in items for span in _spans(each, own, floats_back=bent not in life.bends)]
    return tuple(_block(item, span) for item, span in found if not common([span], taken))


def _spans(item: Item, own: list[Span], *, floats_back: bool) -> list[Span]:
    if item.one_a_day:
        covered = [each for each in own if any(window.covers(each) for window in item.windows)]
        return covered[-1:] if floats_back else []
    return [item.windows[0]] if common(item.windows, own) else []


def _block(item: Item, span: Span) -> Block:
    return Block(
        id=f"{item.id}#1",
        kind="protected",
        item_id=item.id,
        subject_id=item.subject_id,
        title=item.title,
        span=span,
        domain_id=item.domain_id,
        value_id=item.value_id,
    )


def lies_among(bent: Bend, protected: Iterable[tuple[str, Span]]) -> bool:
    return any(of == bent.protected_id and span.overlaps(bent.span) for of, span in protected)


def protected_in(blocks: Iterable[Block]) -> list[tuple[str, Span]]:
    return [(each.subject_id, each.span) for each in blocks if each.kind == "protected"]
