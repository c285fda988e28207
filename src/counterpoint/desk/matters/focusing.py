"""How a person wants to work, and what it looks like in this week's plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from counterpoint.desk.ports import Diary, Kept
from counterpoint.desk.week.which import week_of
from counterpoint.domain.planning import Block, FocusWishes
from counterpoint.domain.timeline import local

A_BREATH = timedelta(minutes=15)
"""What lies no further apart than this is side by side."""
A_PAIR = 2


@dataclass(frozen=True, slots=True)
class WorkSeen:
    """Of this week's plan: its stretches of deep work, and the small things that stand side by side."""

    deep: tuple[Block, ...] = ()
    together: tuple[tuple[Block, ...], ...] = ()
    planned: bool = False


def focus_wishes(diary: Diary) -> Kept[FocusWishes]:
    """What was wished; nothing in particular, at version 0, where nobody has said anything."""
    return next(iter(diary.shelf(FocusWishes).all()), Kept(FocusWishes(), 0))


def keep_focus_wishes(diary: Diary, wishes: FocusWishes, *, version: int) -> Kept[FocusWishes]:
    """Keeps them. Raises ChangedMeanwhile when another tab was quicker."""
    shelf = diary.shelf(FocusWishes)
    with diary.together():
        there = next(iter(shelf.all()), None)
        if there is None:
            return shelf.add(wishes)
        return shelf.change(replace(wishes, id=there.thing.id), version=version)


def work_seen(diary: Diary, now: datetime) -> WorkSeen:
    life, kept = diary.life(), diary.plans.of(week_of(diary, now))
    if kept is None:
        return WorkSeen()
    demands = {("task", each.id): each.demand for each in life.tasks}
    demands |= {("routine", each.id): each.demand for each in life.routines}
    blocks = sorted(
        (each for each in kept.thing.current.blocks if each.state != "skipped"), key=lambda each: each.span
    )
    deep = tuple(each for each in blocks if demands.get((each.kind, each.subject_id)) == "deep")
    light = [each for each in blocks if demands.get((each.kind, each.subject_id)) == "light"]
    return WorkSeen(deep, tuple(_side_by_side(light, life.zone)), planned=True)


def _side_by_side(light: Sequence[Block], zone: str) -> Iterator[tuple[Block, ...]]:
    for _on, several in groupby(light, key=lambda each: local(each.span.start, zone).date()):
        row: list[Block] = []
        for each in several:
            if row and each.span.start - row[-1].span.end > A_BREATH:
                if len(row) >= A_PAIR:
                    yield tuple(row)
                row = []
            row.append(each)
        if len(row) >= A_PAIR:
            yield tuple(row)
