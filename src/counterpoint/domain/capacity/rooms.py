"""The coming weeks as rooms: each week's working time and the rest of its waking time, and what wants them.

Reckoned in whole weeks, not hour by hour: what has room here need not have a place, which a week's plan
finds. What has no room here has no place either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import Any, Literal

from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Block, Day, Item, ItemKind, Life, Problem, Routine, Task, Tier
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.rituals import ritual_for
from counterpoint.domain.planning.times import up
from counterpoint.domain.timeline import Span, Week, common, union, without

Pool = Literal["work", "rest"]
POOLS: tuple[Pool, ...] = ("work", "rest")
ASKED = "\x00asked"
"""The id of the promise while it is looked at; no kept thing can be called this."""
SMALLEST = 30
"""Minutes: what is longer counts as possible in pieces of this length."""
MOVABLE = ("task", "routine", "flex")


@dataclass(frozen=True, slots=True)
class Room:
    """Minutes of one week that are still ahead, of working time or of the rest of waking time.

    `open` is all of it; the others are what is taken off, each only where nothing before it lies already:
    events, firm time, what the person pinned, meals, rituals, slack.
    """

    week: Week
    pool: Pool
    open: int = 0
    events: int = 0
    firm: int = 0
    pinned: int = 0
    meals: int = 0
    rituals: int = 0
    slack: int = 0

    @property
    def minutes(self) -> int:
        taken = self.events + self.firm + self.pinned + self.meals + self.rituals + self.slack
        return max(0, self.open - taken)


@dataclass(frozen=True, slots=True)
class Want:
    """Something that wants `minutes` in the rooms whose bits are set in `where`.

    `due`: it belongs into these weeks; else it can wait. `movable`: the person could let it go, hand it on or
    put it off. `guessed`: its length is an estimate of the person's. `weight`: what a quarter hour is worth.
    """

    id: str
    kind: ItemKind
    subject_id: str
    title: str
    minutes: int
    where: int
    weight: float = 0.5
    value_id: str = ""
    must: bool = False
    due: bool = True
    movable: bool = False
    guessed: bool = False

    def length(self, times: float) -> int:
        """Its minutes when estimates run `times` over, on the grid."""
        return up(ceil(self.minutes * times)) if self.guessed else self.minutes


@dataclass(frozen=True, slots=True)
class Ground:
    """Two rooms for each week (bit 2n is the working time of week n, bit 2n + 1 the rest), what wants them,
    and what is asked: one part for a task, one for each week for what recurs.
    """

    rooms: tuple[Room, ...]
    wants: tuple[Want, ...] = ()
    asked: tuple[Want, ...] = ()

    @property
    def weeks(self) -> tuple[Week, ...]:
        return tuple(each.week for each in self.rooms[::2])


def survey(
    life: Life,
    facts: Sequence[Fact],
    weeks: Sequence[tuple[Week, tuple[Block, ...]]],
    promise: Task | Routine,
    *,
    now: object,
) -> Ground:
    """The rooms of one to four weeks, each given with its pinned, begun or marked blocks, and the promise.

    What recurs begins with the second week: the one that is running is no measure for it.
    """
    own = replace(promise, id=ASKED)
    with_it = (
        replace(life, tasks=(*life.tasks, own))
        if isinstance(own, Task)
        else replace(life, routines=(*life.routines, own))
    )
    rooms: list[Room] = []
    wants: dict[str, Want] = {}
    for nth, (week, blocks) in enumerate(weeks):
        problem = pose(with_it, facts, week, now=now, pinned=blocks)  # type: ignore[arg-type]
        rooms += _rooms(life, problem, week)
        for each in _wants(problem, nth, weeks[-1][0]):
            wants[each.id] = _joined(wants.get(each.id), each, life)
    found = [each for each in wants.values() if each.minutes]
    asked = [each for each in found if each.subject_id == ASKED]
    later = [each for each in asked if not each.id.endswith("@0")]
    return Ground(
        tuple(rooms),
        tuple(each for each in found if each.subject_id != ASKED and each.where),
        tuple(later if isinstance(own, Routine) and len(weeks) > 1 else asked),
    )


def _joined(before: Want | None, each: Want, life: Life) -> Want:
    """A thing that may lie in several weeks: once, in all of them, less what each has pinned of it."""
    if before is None:
        return each
    whole = max(before.minutes, each.minutes)
    if each.kind == "task":
        task = next((one for one in life.tasks if one.id == each.subject_id), None)
        whole = up(task.minutes_left) if task else whole
    left = before.minutes + each.minutes - whole
    return replace(before, minutes=max(0, left), where=before.where | each.where)


# Rooms


def _rooms(life: Life, problem: Problem, week: Week) -> Iterator[Room]:
    for pool in POOLS:
        days = [_day(life, problem, week, day)[pool] for day in problem.days]
        room = Room(week, pool)
        for each in days:
            room = _sum(room, each)
        yield room


def _sum(one: Room, other: Room) -> Room:
    names = ("open", "events", "firm", "pinned", "meals", "rituals", "slack")
    both: dict[str, Any] = {name: getattr(one, name) + getattr(other, name) for name in names}
    return replace(one, **both)


def _day(life: Life, problem: Problem, week: Week, day: Day) -> dict[Pool, Room]:
    """What one day gives to each pool."""
    left = {pool: _hours(life, problem, day, pool) for pool in POOLS}
    rooms: dict[Pool, Room] = {}
    for pool in POOLS:
        room = Room(week, pool, open=_minutes(left[pool]))
        for name, spans in _takers(problem).items():
            after = without(left[pool], spans)
            room = _less(room, name, _minutes(left[pool]) - _minutes(after))
            left[pool] = after
        rooms[pool] = room
    _take(rooms, "meals", _meals(problem, day, left))
    _take(rooms, "rituals", {"rest": _rituals(life, problem, day)})
    _take(rooms, "slack", _slack(problem, day, rooms))
    return rooms


def _hours(life: Life, problem: Problem, day: Day, pool: Pool) -> list[Span]:
    """The waking time of a day that is still ahead, within or outside working hours."""
    dates = [day.on + timedelta(days=n) for n in (-1, 0, 1)]
    rules = union(
        span.on_grid() for each in life.availability.waking for span in each.spans(dates, life.zone)
    )
    start = max(day.waking.start, problem.open_from or day.waking.start)
    ahead = common([Span(start, max(start, day.waking.end))], rules)
    return common(ahead, day.working) if pool == "work" else without(ahead, day.working)


def _takers(problem: Problem) -> dict[str, list[Span]]:
    return {
        "events": [each.span.on_grid() for each in problem.facts],
        "firm": [each.span.on_grid() for each in problem.firm],
        "pinned": [each.span.on_grid() for each in problem.pinned if each.kind != "meal"],
    }


def _take(rooms: dict[Pool, Room], name: str, minutes: dict[Pool, int]) -> None:
    for pool, wanted in minutes.items():
        rooms[pool] = _less(rooms[pool], name, min(wanted, rooms[pool].minutes))


def _less(room: Room, name: str, minutes: int) -> Room:
    taken: dict[str, Any] = {name: minutes}
    return replace(room, **taken)


def _meals(problem: Problem, day: Day, left: dict[Pool, list[Span]]) -> dict[Pool, int]:
    """Each meal from the pools in proportion of the time that its window has there."""
    taken = dict.fromkeys(POOLS, 0)
    for item in problem.items:
        if item.kind == "meal" and item.windows and item.windows[0].start in day.waking:
            within = {pool: _minutes(common(item.windows, left[pool])) for pool in POOLS}
            for pool, minutes in _in_proportion(item.minutes, within).items():
                taken[pool] += minutes
    return taken


def _rituals(life: Life, problem: Problem, day: Day) -> int:
    """One way into work and one out of it on each day with working hours that are still ahead.

    They lie around the work, so they take from the rest.
    """
    start = problem.open_from or day.waking.start
    ahead = [each for each in day.working if each.end > start]
    if not ahead:
        return 0
    begins = ritual_for(life.rituals, begins_work=True) if day.working[0].start >= start else None
    ends = ritual_for(life.rituals, begins_work=False)
    return sum(up(each.minutes) for each in (begins, ends) if each)


def _slack(problem: Problem, day: Day, rooms: dict[Pool, Room]) -> dict[Pool, int]:
    """The day's slack, for as much of it as is ahead, from both pools in proportion of what they have."""
    start = max(day.waking.start, problem.open_from or day.waking.start)
    ahead = max(0.0, (day.waking.end - start) / (day.waking.end - day.waking.start))
    return _in_proportion(up(ceil(day.slack_minutes * ahead)), {pool: rooms[pool].minutes for pool in POOLS})


def _in_proportion(minutes: int, has: dict[Pool, int]) -> dict[Pool, int]:
    """`minutes` parted as `has` is, on the grid; never more than there is."""
    whole = sum(has.values())
    if not whole:
        return dict.fromkeys(POOLS, 0)
    wanted = min(minutes, whole)
    work = min(has["work"], up(ceil(wanted * has["work"] / whole)))
    return {"work": work, "rest": min(has["rest"], wanted - work)}


def _minutes(spans: Iterable[Span]) -> int:
    return sum(each.minutes for each in spans)


# What wants them


def _wants(problem: Problem, nth: int, last: Week) -> Iterator[Want]:
    end = last.span(problem.zone).end
    taken = [span for spans in _takers(problem).values() for span in spans]
    working = [span for day in problem.days for span in day.working]
    for item in problem.items:
        if item.kind == "meal":
            continue
        once = item.kind in ("task", "give_back")
        must = item.tier in (Tier.FIRM, Tier.MUST)
        yield Want(
            id=item.id if once else f"{item.id}@{nth}",
            kind=item.kind,
            subject_id=item.subject_id,
            title=item.title,
            minutes=item.minutes,
            where=_where(item, taken, working) << 2 * nth,
            weight=item.weight,
            value_id=item.value_id,
            must=must,
            due=item.kind != "task" or must or (item.deadline_at is not None and item.deadline_at <= end),
            movable=item.kind in MOVABLE,
            guessed=item.kind == "task" or item.subject_id == ASKED,
        )


def _where(item: Item, taken: list[Span], working: list[Span]) -> int:
    """1: within working hours, 2: outside them, 3: either; 0 when nothing of its times is left."""
    free = without(item.windows, taken)
    least = min(item.piece_least, SMALLEST)
    inside, outside = common(free, working), without(free, working)
    return sum(
        bit for bit, spans in ((1, inside), (2, outside)) if any(each.minutes >= least for each in spans)
    )
