"""What could be otherwise with a thing of the week, or with what has its times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from counterpoint.desk.planning.what_ifs.ground import Ground, left_out
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Block, Item, Problem, Task, Tier
from counterpoint.domain.planning.what_if import (
    Change,
    change_of_season,
    changed,
    changes_of_routine,
    changes_of_task,
    later_days,
)
from counterpoint.domain.timeline import common
from counterpoint.domain.values import Support, who_can_step_in

FOR_MORE = "opportunity"
"""What a protection has to be able to bend for, so that it is named as what could make room for a wish."""
RIVALS, BENDS, FEW, MOST = 3, 2, 2, 7


def changes(ground: Ground, item_id: str, clash: tuple[Item, ...], *, rivals: bool = True) -> list[Change]:
    """What could be otherwise: with the thing itself, and, when it is left out, with what has its times.

    What clashes with it comes before what merely lies there.
    """
    problem = ground.problem(ground.desk.life)
    blocks = [each for each in ground.desk.plan.blocks if each.item_id == item_id]
    item = problem.item_by_id.get(item_id)
    found = [*_own(ground, item, blocks)]
    for each in [each for each in clash if each.id != item_id][:RIVALS]:
        found += _of_item(ground, each)
    if rivals and item is not None and left_out(ground.desk.plan, item_id) and len(clash) < FEW:
        found += _of_rivals(ground, problem, item)
    found = found[: MOST - 1]
    if item is not None:
        found += _season(ground, item, louder=bool(left_out(ground.desk.plan, item_id)))
    return list({each.key: each for each in found}.values())[:MOST]


def _of_item(ground: Ground, item: Item) -> Iterator[Change]:
    """What could be otherwise with something that is wanted, by its kind."""
    blocks = [each for each in ground.desk.plan.blocks if each.item_id == item.id]
    yield from list(_own(ground, item, blocks))[:FEW]


def _own(ground: Ground, item: Item | None, blocks: list[Block]) -> Iterator[Change]:
    subject = item.subject_id if item else blocks[0].subject_id if blocks else ""
    kind = item.kind if item else blocks[0].kind if blocks else ""
    yield from _of_subject(ground, kind, subject)
    for each in blocks:
        if each.kind == "protected" and each.state == "planned" and each.span.start > ground.desk.now:
            yield Change("bend", each.subject_id, each.title, span=each.span)


def _of_subject(ground: Ground, kind: str, subject: str) -> Iterator[Change]:
    life, week = ground.desk.life, ground.desk.week
    next_week = week.next().span(life.zone).start
    for task in life.tasks if kind == "task" else ():
        if task.id == subject:
            own = list(changes_of_task(task, next_week, _day_with_room(ground, task, next_week)))
            yield from own
            if any(each.how == "later" for each in own):
                yield from _asking(ground, task, next_week)
    for routine in life.routines if kind == "routine" else ():
        if routine.id == subject:
            yield from changes_of_routine(routine)


def _day_with_room(ground: Ground, task: Task, next_week: datetime) -> datetime | None:
    """The first later day of the week until which a must that has no place now has one beside the others."""
    from counterpoint.desk.planning.clashes import fits

    if task.importance != "must" or not left_out(ground.desk.plan, f"task:{task.id}"):
        return None
    for at in later_days(task, next_week):
        later = Change("due_later", task.id, task.title, at=at)
        problem = ground.problem(changed(ground.desk.life, later, ground.desk.now), later)
        if problem.days and fits(problem, [each for each in problem.items if each.tier <= Tier.MUST]):
            return at
    return None


def _asking(ground: Ground, task: Task, next_week: datetime) -> Iterator[Change]:
    who = who_can_take(ground.desk.diary, task)
    if who:
        yield Change("ask", task.id, task.title, at=next_week, who=who)


def who_can_take(diary: Diary, task: Task) -> str:
    """Somebody of the support map who is named for its life domain, or for anything; "" for nobody."""
    known = (kept.thing for kept in diary.shelf(Support).all() if kept.thing.kind != "place")
    helpers = who_can_step_in(known, commitment_ids=(), domain_ids=(task.domain_id,))
    return helpers[0].name if helpers else ""


def _season(ground: Ground, item: Item, *, louder: bool) -> Iterator[Change]:
    """Its life domain louder for this week where it has no place, softer where it has; musts are no wish."""
    life = ground.desk.life
    domain = next((each for each in life.domains if each.id == item.domain_id), None)
    if domain is not None and item.tier == Tier.WISH and item.kind in ("task", "routine"):
        yield from change_of_season(ground.desk.week, domain, life.seasons, louder=louder)


def _of_rivals(ground: Ground, problem: Problem, item: Item) -> Iterator[Change]:
    """What lies in its times and could give way: what weighs least first; a part of what is protected."""
    minutes: dict[str, int] = defaultdict(int)
    protected: list[tuple[int, Block]] = []
    for each in ground.desk.plan.blocks:
        met = sum(part.minutes for part in common([each.span], item.windows))
        if met and each.state == "planned" and each.item_id != item.id:
            minutes[each.item_id] += met
            if each.kind == "protected":
                protected.append((met, each))
    rivals = [problem.item_by_id[name] for name in minutes if name in problem.item_by_id]
    movable = [each for each in rivals if each.kind in ("task", "routine")]
    movable.sort(key=lambda each: (-each.tier, each.weight, -minutes[each.id], each.id))
    for rival in movable[:RIVALS]:
        first = next(_of_subject(ground, rival.kind, rival.subject_id), None)
        if first:
            yield first
    if item.tier == Tier.WISH:  # it gives way to a wish only where its person said that it may
        bending = {each.id for each in ground.desk.life.protected if FOR_MORE in each.bends_for}
        protected = [(met, each) for met, each in protected if each.subject_id in bending]
    for _met, each in sorted(protected, key=lambda pair: (-pair[0], pair[1].span))[:BENDS]:
        yield Change("bend", each.subject_id, each.title, span=each.span)
