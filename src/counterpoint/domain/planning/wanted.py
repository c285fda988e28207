"""What is wanted of a week.

Every task, routine, protected time, meal and flex block as an item with its windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from math import ceil

from counterpoint.domain.planning.days import Awake
from counterpoint.domain.planning.giving_back import give_back_items
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Item, Tier, is_focus
from counterpoint.domain.planning.protecting import meal_items, protected_items
from counterpoint.domain.planning.things import FlexBlock, Routine, Task
from counterpoint.domain.planning.times import Given, cut, even_days, hours_of, unpaused, up, windows_of
from counterpoint.domain.planning.worth import sphere_of, value_of, voice_of, weight_of
from counterpoint.domain.timeline import SLOT_MINUTES, Span
from counterpoint.domain.values import Sphere


def wanted(life: Life, given: Given) -> tuple[Item, ...]:
    """All items, with what pinned blocks already give taken off.

    Lengths fit the grid and the pieces add up. Where life happened, musts and what is protected are wanted,
    and nothing else.
    """
    items = (
        *protected_items(life, given),
        *give_back_items(life, given),
        *meal_items(life, given),
        *_routines(life, given),
        *_tasks(life, given),
        *_flex(life, given),
    )
    return tuple(_in_whole_pieces(_less_pinned(each, given.pinned)) for each in items)


def _tasks(life: Life, given: Given) -> Iterator[Item]:
    open_tasks = {each.id: each for each in life.tasks if each.minutes_left}
    for task in open_tasks.values():
        if not _begins_later(task, given) and _left_here(life, given, task):
            before = [open_tasks[name] for name in task.after if name in open_tasks]
            yield _waiting(life, _task(life, given, task), before, given)


def _begins_later(task: Task, given: Given) -> bool:
    return task.earliest_at is not None and task.earliest_at >= given.horizon.end


def _waiting(life: Life, item: Item, before: Iterable[Task], given: Given) -> Item:
    """The item of a task with what has to be done before it; without a window if that comes later."""
    later = [each for each in before if _begins_later(each, given) or each.id in life.later]
    if later:
        return replace(item, windows=(), waits_for=later[0].title)
    return replace(item, after=tuple(f"task:{each.id}" for each in before))


def _task(life: Life, given: Given, task: Task) -> Item:
    sphere = sphere_of(life, task.domain_id, "both")
    minutes = _left_here(life, given, task)
    least = up(task.piece_least) if task.splittable else minutes
    windows = _hours(life, given, given.awake, task, sphere, least, task.earliest_at, task.deadline_at)
    times, known_of = _times_over(life, given, task)
    voice = voice_of(life, given.awake, windows, task.domain_id)
    return Item(
        id=f"task:{task.id}",
        kind="task",
        subject_id=task.id,
        title=task.title,
        minutes=minutes,
        piece_least=least,
        piece_most=_longest_piece(life, task) if task.splittable else minutes,
        windows=tuple(windows if task.importance == "must" else unpaused(windows, given)),
        tier=Tier.MUST if task.importance == "must" else Tier.WISH,
        weight=weight_of(life, task.value_id, task.domain_id, task.importance, voice),
        voice=voice,
        demand=task.demand,
        sphere=sphere,
        domain_id=task.domain_id,
        value_id=value_of(life, task.value_id, task.domain_id),
        deadline_at=task.deadline_at,
        own_times=bool(task.windows),
        place_id=life.place_here(task.place_id),
        times=times,
        times_of=known_of,
    )


def _left_here(life: Life, given: Given, task: Task) -> int:
    """Minutes that a task still takes, as long as it usually is, less those for which another week has a
    place.
    """
    times, _known_of = _times_over(life, given, task)
    return up(max(0, ceil(task.minutes_left * times) - dict(life.elsewhere).get(task.id, 0)))


def _times_over(life: Life, given: Given, task: Task) -> tuple[float, int]:
    """How many times over a task usually runs, and of how many that is known.

    As it is written where a block of it is pinned already.
    """
    own = any(each.kind == "task" and each.subject_id == task.id for each in given.pinned)
    known = {demand: (max(1.0, times), of) for demand, times, of in life.usual}
    return (1.0, 0) if own else known.get(task.demand, (1.0, 0))


def _longest_piece(life: Life, task: Task) -> int:
    """What the task allows, and no more than the longest stretch of focus if that holds its least piece."""
    limit = life.availability.focus_minutes if is_focus("task", task.demand) else 0
    return max(up(task.piece_least), min(up(task.piece_most), up(limit))) if limit else up(task.piece_most)


def _hours(  # noqa: PLR0917 - a window and what cuts it
    life: Life,
    given: Given,
    days: tuple[Awake, ...],
    thing: Task | Routine,
    sphere: Sphere,
    least: int,
    after: datetime | None = None,
    until: datetime | None = None,
) -> list[Span]:
    """Where a thing may be; in the first hours of days too where nothing else would hold a piece of it."""
    windows = cut(hours_of(life, given, days, sphere, thing.windows, least=least), given, after, until)
    if any(each.minutes >= least for each in windows):
        return windows
    return cut(windows_of(life, given, days, sphere, thing.windows), given, after, until)


def _routines(life: Life, given: Given) -> Iterator[Item]:
    for routine in life.routines:
        for ending, days in given.each_week():
            if not routine.paused and routine.minutes > 0 and routine.times_a_week > 0:
                item = _routine(life, given, routine, ending, days)
                yield _rested(item, given, days) if given.paused else item


def _routine(life: Life, given: Given, routine: Routine, ending: str, days: tuple[Awake, ...]) -> Item:
    sphere = sphere_of(life, routine.domain_id)
    minutes = up(routine.minutes)
    windows = _hours(life, given, days, routine, sphere, minutes)
    voice = voice_of(life, days, windows, routine.domain_id)
    return Item(
        id=f"routine:{routine.id}{ending}",
        kind="routine",
        subject_id=routine.id,
        title=routine.title,
        minutes=minutes * routine.times_a_week,
        piece_least=minutes,
        piece_most=minutes,
        windows=tuple(windows),
        tier=Tier.MUST if routine.importance == "must" else Tier.WISH,
        weight=weight_of(life, routine.value_id, routine.domain_id, routine.importance, voice),
        voice=voice,
        demand=routine.demand,
        sphere=sphere,
        domain_id=routine.domain_id,
        value_id=value_of(life, routine.value_id, routine.domain_id),
        one_a_day=True,
        spacing_days=max(1, routine.spacing_days),
        even_days=even_days(routine.times_a_week),
        own_times=bool(routine.windows),
        place_id=life.place_here(routine.place_id),
    )


def _rested(item: Item, given: Given, days: tuple[Awake, ...]) -> Item:
    """A routine of a week on which life happened: only as often as the other days have room for it."""
    windows = tuple(unpaused(item.windows, given))
    open_days = sum(any(each.overlaps(day.waking) for each in windows) for day in days)
    behind = sum(block.item_id == item.id for block in given.pinned)
    times = min(item.minutes // item.piece_least, -(-open_days // item.spacing_days) + behind)
    return replace(item, windows=windows, minutes=times * item.piece_least)


def _flex(life: Life, given: Given) -> Iterator[Item]:
    if life.flex and life.flex.minutes > 0:
        for ending, days in given.each_week():
            yield _flexible(life, given, life.flex, ending, days)


def _flexible(life: Life, given: Given, flex: FlexBlock, ending: str, days: tuple[Awake, ...]) -> Item:
    minutes = up(flex.minutes)
    return Item(
        id=f"flex:{flex.id}{ending}",
        kind="flex",
        subject_id=flex.id,
        title=flex.title,
        minutes=minutes,
        piece_least=min(minutes, up(flex.piece_least)),
        piece_most=minutes,
        windows=tuple(
            unpaused(cut(windows_of(life, given, days, "both", flex.windows), given, None, None), given)
        ),
        weight=weight_of(life, flex.value_id, ""),
        value_id=flex.value_id,
        own_times=bool(flex.windows),
    )


def _less_pinned(item: Item, pinned: tuple[Block, ...]) -> Item:
    """What is left when the person's own blocks count.

    What was done of a task or a give-back is off its length already.
    """
    states = {"planned"} if item.kind in ("task", "give_back") else {"planned", "done", "partly"}
    own = [each for each in pinned if each.item_id == item.id and each.state in states]
    placed = sum(up(each.span.minutes) for each in own)
    taken = item.piece_least * len(own) if item.one_a_day else placed
    return replace(item, minutes=max(0, item.minutes - taken)) if own else item


def _in_whole_pieces(item: Item) -> Item:
    """The least piece lowered so far that pieces of the allowed lengths can add up to all that is wanted."""
    if item.one_a_day or item.minutes == 0:
        return item
    most = max(SLOT_MINUTES, min(item.piece_most, item.minutes))
    least = min(max(SLOT_MINUTES, item.piece_least), most)
    pieces = -(-item.minutes // most)
    even = item.minutes // pieces // SLOT_MINUTES * SLOT_MINUTES
    return replace(item, piece_least=min(least, even), piece_most=most)
