"""What is wanted of a week.

Every task, routine, protected time, meal and flex block as an item with its windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from counterpoint.domain.agenda import Fact
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning.days import Awake
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import FirmTime, Item, Tier
from counterpoint.domain.planning.things import FlexBlock, Importance, Routine, Task
from counterpoint.domain.timeline import (
    SLOT_MINUTES,
    Span,
    Week,
    WeeklyWindow,
    ceil_to_slot,
    common,
    floor_to_slot,
    without,
)
from counterpoint.domain.values import Sphere, rank_weight

IMPORTANCE = {"must": 1.2, "should": 1.0, "could": 0.5}
LEAST_OF_BENDING = 30


@dataclass(frozen=True, slots=True)
class Given:
    """What stands before anything is wanted.

    The days, the hours of work, events, firm time and pinned blocks.
    """

    week: Week
    weeks: int
    awake: tuple[Awake, ...]
    working: tuple[Span, ...]
    facts: tuple[Fact, ...]
    firm: tuple[FirmTime, ...]
    pinned: tuple[Block, ...]
    horizon: Span
    now: datetime | None

    def dates(self) -> list[date]:
        return [self.week.first + timedelta(days=n) for n in range(7 * self.weeks)]

    def each_week(self) -> Iterator[tuple[str, tuple[Awake, ...]]]:
        """The days of each week, with what an item's id ends in ("" when there is one week only)."""
        for nth in range(self.weeks):
            week = self.week.next(nth)
            days = tuple(day for day in self.awake if week.first <= day.on < week.next().first)
            yield (f":{week.name}" if self.weeks > 1 else ""), days


def wanted(life: Life, given: Given) -> tuple[Item, ...]:
    """All items, with what pinned blocks already give taken off.

    Lengths fit the grid and the pieces add up.
    """
    items = (
        *_protected(life, given),
        *_meals(life, given),
        *_routines(life, given),
        *_tasks(life, given),
        *_flex(life, given),
    )
    return tuple(_in_whole_pieces(_less_pinned(each, given.pinned)) for each in items)


def sphere_of(life: Life, domain_id: str, otherwise: Sphere = "life") -> Sphere:
    """The sphere of a life domain, or `otherwise` for none."""
    domain = life.domain(domain_id)
    return domain.sphere if domain else otherwise


def weight_of(life: Life, value_id: str, domain_id: str, importance: Importance = "should") -> float:
    """What a quarter hour is worth.

    By the rank of the value that it serves, times 1.2 for a must, 0.5 for a could.
    """
    value = life.value(_value_id(life, value_id, domain_id))
    return rank_weight(value.rank if value else None) * IMPORTANCE[importance]


def _value_id(life: Life, value_id: str, domain_id: str) -> str:
    domain = life.domain(domain_id)
    return value_id or (domain.value_id if domain else "")


def _up(minutes: int) -> int:
    return -(-minutes // SLOT_MINUTES) * SLOT_MINUTES


def _windows(
    life: Life, given: Given, days: Iterable[Awake], sphere: Sphere, own: tuple[WeeklyWindow, ...]
) -> list[Span]:
    """Where an item of this sphere may be.

    Its own windows win over the working hours unless these are fixed.
    """
    days = tuple(days)
    awake = [span for day in days for span in day.windows]
    fixed = life.availability.hours_are_fixed
    if own:
        dates = [each.on + timedelta(days=n) for each in days for n in (-1, 0, 1)]
        spans = {span for window in own for span in window.spans(dates, life.zone)}
        awake = common(awake, [_inward(span) for span in spans])
    if sphere == "work":
        awake = common(awake, given.working) if fixed or not own else awake
    elif fixed or (sphere == "life" and not own):
        awake = without(awake, given.working)
    return [part for each in awake for part in _by_day(each, days)] if awake else []


def _by_day(span: Span, days: Iterable[Awake]) -> Iterator[Span]:
    """Two days that touch (a person who is always awake) still part a window at their border."""
    for day in days:
        part = span.meet(day.waking)
        if part:
            yield part


def _inward(span: Span) -> Span:
    start, end = ceil_to_slot(span.start), floor_to_slot(span.end)
    return Span(start, max(start, end))


def _cut(windows: Iterable[Span], given: Given, after: datetime | None, until: datetime | None) -> list[Span]:
    start = max([given.horizon.start, *(ceil_to_slot(each) for each in (given.now, after) if each)])
    end = min([given.horizon.end, *(floor_to_slot(each) for each in (until,) if each)])
    return [met for each in windows if start < end and (met := each.meet(Span(start, end)))]


def _tasks(life: Life, given: Given) -> Iterator[Item]:
    for task in life.tasks:
        begins_later = task.earliest_at is not None and task.earliest_at >= given.horizon.end
        if task.minutes_left and not begins_later:
            yield _task(life, given, task)


def _task(life: Life, given: Given, task: Task) -> Item:
    sphere = sphere_of(life, task.domain_id, "both")
    windows = _windows(life, given, given.awake, sphere, task.windows)
    minutes = _up(task.minutes_left)
    return Item(
        id=f"task:{task.id}",
        kind="task",
        subject_id=task.id,
        title=task.title,
        minutes=minutes,
        piece_least=_up(task.piece_least) if task.splittable else minutes,
        piece_most=_up(task.piece_most) if task.splittable else minutes,
        windows=tuple(_cut(windows, given, task.earliest_at, task.deadline_at)),
        tier=Tier.MUST if task.importance == "must" else Tier.WISH,
        weight=weight_of(life, task.value_id, task.domain_id, task.importance),
        demand=task.demand,
        sphere=sphere,
        domain_id=task.domain_id,
        value_id=_value_id(life, task.value_id, task.domain_id),
        deadline_at=task.deadline_at,
        own_times=bool(task.windows),
    )


def _routines(life: Life, given: Given) -> Iterator[Item]:
    for routine in life.routines:
        for ending, days in given.each_week():
            if not routine.paused and routine.minutes > 0 and routine.times_a_week > 0:
                yield _routine(life, given, routine, ending, days)


def _routine(life: Life, given: Given, routine: Routine, ending: str, days: tuple[Awake, ...]) -> Item:
    sphere = sphere_of(life, routine.domain_id)
    minutes = _up(routine.minutes)
    return Item(
        id=f"routine:{routine.id}{ending}",
        kind="routine",
        subject_id=routine.id,
        title=routine.title,
        minutes=minutes * routine.times_a_week,
        piece_least=minutes,
        piece_most=minutes,
        windows=tuple(_cut(_windows(life, given, days, sphere, routine.windows), given, None, None)),
        tier=Tier.MUST if routine.importance == "must" else Tier.WISH,
        weight=weight_of(life, routine.value_id, routine.domain_id, routine.importance),
        demand=routine.demand,
        sphere=sphere,
        domain_id=routine.domain_id,
        value_id=_value_id(life, routine.value_id, routine.domain_id),
        one_a_day=True,
        spacing_days=max(1, routine.spacing_days),
        own_times=bool(routine.windows),
    )


def _protected(life: Life, given: Given) -> Iterator[Item]:
    for each in life.protected:
        if each.floats:
            yield from _floating(life, given, each)
        elif each.firmness == "bends":
            yield from _bending(life, given, each)


def _floating(life: Life, given: Given, each: ProtectedTime) -> Iterator[Item]:
    minutes = _up(each.minutes or 60)
    item = replace(
        _protecting(life, each), piece_least=minutes, piece_most=minutes, one_a_day=True,
        tier=Tier.FIRM if each.firmness == "firm" else Tier.BENDS,
    )  # fmt: skip
    for ending, days in given.each_week():
        windows = _cut(_windows(life, given, days, item.sphere, each.windows), given, None, None)
        wants = minutes * max(0, each.times_a_week or 0)
        if wants:
            yield replace(item, id=f"protected:{each.id}{ending}", minutes=wants, windows=tuple(windows))


def _bending(life: Life, given: Given, each: ProtectedTime) -> Iterator[Item]:
    """Recurring protected time that bends.

    One item for each part of an instance that no event or firm time takes.
    """
    taken = [fact.span.on_grid() for fact in given.facts]
    taken += [firm.span for firm in given.firm] + [block.span.on_grid() for block in given.pinned]
    item = _protecting(life, each)
    for day in given.dates():
        spans = [window.span_on(day, life.zone) for window in each.windows if day.weekday() in window.days]
        parts = [part for span in spans for part in _by_day(_inward(span), given.awake)]
        if life.availability.hours_are_fixed:
            at_work = item.sphere == "work"
            parts = common(parts, given.working) if at_work else without(parts, given.working)
        free = without(_cut(parts, given, None, None), taken)
        for nth, gap in enumerate(part for each in free for part in _by_day(each, given.awake)):
            yield replace(
                item,
                id=f"protected:{each.id}:{day.isoformat()}" + (f":{nth}" if nth else ""),
                minutes=gap.minutes,
                piece_least=min(LEAST_OF_BENDING, gap.minutes),
                piece_most=gap.minutes,
                windows=(gap,),
            )


def _protecting(life: Life, each: ProtectedTime) -> Item:
    return Item(
        id=f"protected:{each.id}",
        kind="protected",
        subject_id=each.id,
        title=each.title,
        minutes=0,
        piece_least=0,
        piece_most=0,
        windows=(),
        tier=Tier.BENDS,
        weight=weight_of(life, each.value_id, each.domain_id),
        sphere=sphere_of(life, each.domain_id),
        domain_id=each.domain_id,
        value_id=_value_id(life, each.value_id, each.domain_id),
        own_times=bool(each.windows),
    )


def _meals(life: Life, given: Given) -> Iterator[Item]:
    """One item a day for each meal. A meal joins no sphere and may lie within working hours, fixed or not."""
    for meal in life.availability.meals:
        for day in given.awake:
            minutes = _up(meal.minutes)
            spans = meal.window.spans([day.on], life.zone)
            windows = _cut(common(day.windows, [_inward(span) for span in spans]), given, None, None)
            if minutes and any(span.minutes >= minutes for span in windows):
                yield Item(
                    id=f"meal:{meal.id}:{day.on.isoformat()}",
                    kind="meal",
                    subject_id=meal.id,
                    title=meal.title,
                    minutes=minutes,
                    piece_least=minutes,
                    piece_most=minutes,
                    windows=tuple(windows),
                    tier=Tier.BENDS,
                    demand="light",
                    own_times=True,
                )


def _flex(life: Life, given: Given) -> Iterator[Item]:
    if life.flex and life.flex.minutes > 0:
        for ending, days in given.each_week():
            yield _flexible(life, given, life.flex, ending, days)


def _flexible(life: Life, given: Given, flex: FlexBlock, ending: str, days: tuple[Awake, ...]) -> Item:
    minutes = _up(flex.minutes)
    return Item(
        id=f"flex:{flex.id}{ending}",
        kind="flex",
        subject_id=flex.id,
        title=flex.title,
        minutes=minutes,
        piece_least=min(minutes, _up(flex.piece_least)),
        piece_most=minutes,
        windows=tuple(_cut(_windows(life, given, days, "both", flex.windows), given, None, None)),
        weight=weight_of(life, flex.value_id, ""),
        value_id=flex.value_id,
        own_times=bool(flex.windows),
    )


def _less_pinned(item: Item, pinned: tuple[Block, ...]) -> Item:
    """What is left when the person's own blocks count. A task's done minutes are off its length already."""
    states = {"planned"} if item.kind == "task" else {"planned", "done", "partly"}
    own = [each for each in pinned if each.item_id == item.id and each.state in states]
    placed = sum(_up(each.span.minutes) for each in own)
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
