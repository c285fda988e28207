"""A life as it would be with one thing changed, and what sets two plans of a week apart. Pure.

A change is small and the person's own: leave something for next week, give it half the time, a later day, a
rest, or let protected time bend this once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from counterpoint.domain.boundaries import Bend
from counterpoint.domain.notation import up_to_grid
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.plan import Block, LeftOut, Plan
from counterpoint.domain.planning.things import Routine, Task
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import Emphasis, LifeDomain, Season
from counterpoint.domain.values.seasons import voice_on

How = Literal["later", "half", "due_later", "ask", "rest", "bend", "softer", "louder"]
A_DAY, A_WEEK, DAYS = timedelta(days=1), timedelta(days=7), 7
LEAST_TO_HALVE = 10


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done otherwise. `of` is the task, routine, protected time or life domain.

    "later": it rests until `at`, and is due a week later where it was due before; "half": `minutes` are left
    of a task, or are what a routine then takes; "due_later": it is due `at`; "rest": a routine pauses;
    "bend": its time `span` gives way; "ask": somebody, `who`, is asked to take a task, and it rests as with
    "later"; "softer", "louder": a life domain has `season`, this week long.
    """

    how: How
    of: str
    title: str
    minutes: int = 0
    at: datetime | None = None
    span: Span | None = None
    who: str = ""
    season: Season | None = None

    @property
    def key(self) -> str:
        """What a form names it by."""
        when = f":{self.span.start:%Y%m%dT%H%M}" if self.span else ""
        return f"{self.how}:{self.of}{when}"


def changes_of_task(task: Task, next_week: datetime, due_at: datetime | None = None) -> Iterator[Change]:
    """What could be otherwise with a task in a week that ends at `next_week`. Where it is due in it, it is
    due `due_at`, or a week later.
    """
    if task.earliest_at is None or task.earliest_at < next_week:
        yield Change("later", task.id, task.title, at=next_week)
    if task.minutes_left >= LEAST_TO_HALVE:
        yield Change("half", task.id, task.title, minutes=up_to_grid(-(-task.minutes_left // 2)))
    if task.deadline_at is not None and task.deadline_at <= next_week:
        yield Change("due_later", task.id, task.title, at=due_at or task.deadline_at + A_WEEK)


def later_days(task: Task, next_week: datetime) -> Iterator[datetime]:
    """The same time on each later day of a week that ends at `next_week`: what a deadline could become."""
    at = task.deadline_at + A_DAY if task.deadline_at else next_week
    while at < next_week:
        yield at
        at += A_DAY


def change_of_season(
    week: Week, domain: LifeDomain, seasons: Iterable[Season], *, louder: bool
) -> Iterator[Change]:
    """A life domain louder or softer for a week, unless a season speaks of it on one of its days already."""
    last = week.next().first - timedelta(days=1)
    days = [week.first + timedelta(days=n) for n in range(DAYS)]
    seasons = tuple(seasons)
    if all(voice_on(seasons, domain.id, day).season is None for day in days):
        emphasis = Emphasis(domain.id, "f" if louder else "p")
        season = Season(f"{week.name}-{domain.id}", "", week.first, last, (emphasis,))
        yield Change("louder" if louder else "softer", domain.id, domain.name, season=season)


def changes_of_routine(routine: Routine) -> Iterator[Change]:
    """What could be otherwise with a routine."""
    yield Change("rest", routine.id, routine.title)
    if routine.minutes >= LEAST_TO_HALVE:
        yield Change("half", routine.id, routine.title, minutes=up_to_grid(-(-routine.minutes // 2)))


def task_changed(task: Task, change: Change) -> Task:
    """The task as the change makes it."""
    if change.how == "half":
        return task.cut_down_to(task.minutes_done + change.minutes)
    if change.how == "due_later":
        return replace(task, deadline_at=change.at)
    assert change.at is not None
    due = task.deadline_at
    late = due is not None and due <= change.at
    return replace(task, earliest_at=change.at, deadline_at=due + A_WEEK if due and late else due)


def routine_changed(routine: Routine, change: Change) -> Routine:
    """The routine as the change makes it."""
    if change.how == "rest":
        return replace(routine, paused=True)
    return replace(routine, minutes=change.minutes)


def changed(life: Life, change: Change, now: datetime) -> Life:
    """The same life with this one thing otherwise."""
    if change.season is not None:
        return replace(life, seasons=(*life.seasons, change.season))
    if change.how == "bend":
        assert change.span is not None
        bend = Bend("what-if", now, change.of, change.title, change.span)
        return replace(life, bends=(*life.bends, bend))
    if any(each.id == change.of for each in life.tasks) and change.how != "rest":
        tasks = (task_changed(each, change) if each.id == change.of else each for each in life.tasks)
        return replace(life, tasks=tuple(tasks))
    routines = (routine_changed(each, change) if each.id == change.of else each for each in life.routines)
    return replace(life, routines=tuple(routines))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a second plan has otherwise than a first: pieces by the ids under which both know them.

    `placed` are pieces of things that have more time than in either of the plans they are held against;
    `moved` are pairs (before, after); `out` is what has less time than in either, and has no place for it;
    `freed` minutes are no longer taken by the thing that is changed.
    """

    placed: tuple[Block, ...] = ()
    moved: tuple[tuple[Block, Block], ...] = ()
    out: tuple[LeftOut, ...] = ()
    freed: int = 0


def effect_of(before: Plan, after: Plan, *, anyhow: Plan, changed_id: str = "") -> Effect:
    """What is otherwise in `after`. What `anyhow`, the same week planned again unchanged, would place, leave
    out or move to the same time as well is no effect. `changed_id` is the subject that is changed.
    """
    was, would = _minutes(before.blocks), _minutes(anyhow.blocks)
    now = _minutes(after.blocks)
    known = {each.id: each for each in before.blocks}
    moves_anyhow = {(each.id, each.span) for each in anyhow.blocks}
    others = [each for each in after.blocks if each.kind != "ritual"]
    more = {item for item in now if now[item] > max(was[item], would[item])}
    missing = {each.item_id: each.minutes for each in before.left_out}
    least = defaultdict(int, {item: min(was[item], would[item]) for item in set(was)})
    return Effect(
        placed=tuple(each for each in others if each.item_id in more and each.id not in known),
        moved=tuple(
            (known[each.id], each)
            for each in others
            if each.id in known
            and each.span != known[each.id].span
            and (each.id, each.span) not in moves_anyhow
        ),
        out=tuple(
            replace(each, minutes=least[each.item_id] - now[each.item_id])
            for each in after.left_out
            if each.minutes > missing.get(each.item_id, 0) and now[each.item_id] < least[each.item_id]
        ),
        freed=max(0, _taken_by(before, changed_id) - _taken_by(after, changed_id)),
    )


def _taken_by(plan: Plan, subject_id: str) -> int:
    mine = (each for each in plan.blocks if each.kind != "ritual" and each.state != "skipped")
    return sum(each.span.minutes for each in mine if each.subject_id == subject_id)


def _minutes(blocks: Iterable[Block]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for each in blocks:
        if each.kind != "ritual" and each.state != "skipped":
            found[each.item_id] += each.span.minutes
    return found
