"""What stands before anything is wanted, and the times that it leaves to something of a sphere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning.days import Awake
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import FirmTime
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
from counterpoint.domain.values import Sphere

EVERY_OTHER_DAY = 4
NO_SLEEP_MINUTES = 23 * 60
"""A day awake for so long follows on from the one before; where clocks go forward it has no more minutes."""
GETTING_UP = timedelta(hours=1)
"""From waking on, in which nothing is put that is neither work nor has times of its own."""


@dataclass(frozen=True, slots=True)
class Given:
    """What stands before anything is wanted.

    The days, the hours of work, events, firm time and pinned blocks. `open` remembers for which sphere, own
    times and days what is open.
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
    paused: tuple[Span, ...] = ()
    open: dict[object, tuple[Span, ...]] = field(default_factory=dict, compare=False, repr=False)

    def dates(self) -> list[date]:
        return [self.week.first + timedelta(days=n) for n in range(7 * self.weeks)]

    def each_week(self) -> Iterator[tuple[str, tuple[Awake, ...]]]:
        """The days of each week, with what an item's id ends in ("" when there is one week only)."""
        for nth in range(self.weeks):
            week = self.week.next(nth)
            days = tuple(day for day in self.awake if week.first <= day.on < week.next().first)
            yield (f":{week.name}" if self.weeks > 1 else ""), days


def windows_of(
    life: Life, given: Given, days: Iterable[Awake], sphere: Sphere, own: tuple[WeeklyWindow, ...]
) -> list[Span]:
    """Where an item of this sphere may be.

    Its own windows win over the working hours unless these are fixed.
    """
    days = tuple(days)
    alike = (sphere, own, tuple(each.on for each in days))
    if alike not in given.open:
        given.open[alike] = tuple(_windows(life, given, days, sphere, own))
    return list(given.open[alike])


def _windows(
    life: Life, given: Given, days: tuple[Awake, ...], sphere: Sphere, own: tuple[WeeklyWindow, ...]
) -> Iterator[Span]:
    awake = [span for day in days for span in day.windows]
    fixed = life.availability.hours_are_fixed
    if own:
        dates = [each.on + timedelta(days=n) for each in days for n in (-1, 0, 1)]
        spans = {span for window in own for span in window.spans(dates, life.zone)}
        awake = common(awake, [inward(span) for span in spans])
    if sphere == "work":
        awake = common(awake, given.working) if fixed or not own else awake
    elif fixed or (sphere == "life" and not own):
        hours = (given.working if fixed else kept_for_work(each.windows, given.working) for each in days)
        awake = without(awake, [span for day in hours for span in day])
    yield from (part for each in awake for part in by_day(each, days))


def getting_up(waking: Span) -> Span | None:
    """The first hour of a day, for washing, breakfast and being awake at all; none of a day without sleep."""
    if waking.minutes >= NO_SLEEP_MINUTES:
        return None
    return Span(waking.start, min(waking.end, waking.start + GETTING_UP))


def hours_of(
    life: Life,
    given: Given,
    days: Iterable[Awake],
    sphere: Sphere,
    own: tuple[WeeklyWindow, ...],
    *,
    least: int,
) -> list[Span]:
    """Where a task or routine of this sphere may be: as `windows_of`, and not in the first hour of a day
    unless it is work or its own times begin then. Light things suit low energy, and would be put right there.
    Times of its own that would hold no piece of `least` minutes any more keep that hour.
    """
    days = tuple(days)
    windows = windows_of(life, given, days, sphere, own)
    if sphere == "work":
        return windows
    begins = _beginnings(life, days, own)
    hours = (getting_up(day.waking) for day in days)
    first = [each for each in hours if each and not any(each.start <= at < each.end for at in begins)]
    return [part for each in windows for part in _later(each, first, least if own else 0)]


def _later(window: Span, first: Sequence[Span], least: int) -> list[Span]:
    """What a window holds outside these hours; all of it where no part of that has so many minutes."""
    left = without([window], first)
    return left if not least or any(each.minutes >= least for each in left) else [window]


def _beginnings(life: Life, days: Sequence[Awake], own: Iterable[WeeklyWindow]) -> set[datetime]:
    """When times of one's own begin by the person's word, and not because they wake then."""
    dates = [each.on + timedelta(days=n) for each in days for n in (-1, 0, 1)]
    return {inward(span).start for window in own for span in window.spans(dates, life.zone)}


def kept_for_work(awake: Sequence[Span], working: Sequence[Span]) -> list[Span]:
    """The working hours of one day that keep life out, of the time in which the person is awake then.

    Hours that take more than four fifths of it say when work may come, as they do for whoever works in
    shifts: there the roster's events are the work, and the rest of that day is as open to life.
    """
    hours = common(awake, working)
    return hours if 5 * _minutes(hours) <= 4 * _minutes(awake) else []


def _minutes(spans: Iterable[Span]) -> int:
    return sum(each.minutes for each in spans)


def by_day(span: Span, days: Iterable[Awake]) -> Iterator[Span]:
    """Two days that touch (a person who is always awake) still part a window at their border."""
    for day in days:
        part = span.meet(day.waking)
        if part:
            yield part


def inward(span: Span) -> Span:
    start, end = ceil_to_slot(span.start), floor_to_slot(span.end)
    return Span(start, max(start, end))


def cut(windows: Iterable[Span], given: Given, after: datetime | None, until: datetime | None) -> list[Span]:
    start = max([given.horizon.start, *(ceil_to_slot(each) for each in (given.now, after) if each)])
    end = min([given.horizon.end, *(floor_to_slot(each) for each in (until,) if each)])
    return [met for each in windows if start < end and (met := each.meet(Span(start, end)))]


def unpaused(windows: Iterable[Span], given: Given) -> list[Span]:
    """The windows without the time on which life happened."""
    return [part for each in windows for part in without([each], given.paused)]


def up(minutes: int) -> int:
    return -(-minutes // SLOT_MINUTES) * SLOT_MINUTES


def even_days(times_a_week: int) -> int:
    """The days from one to the next of what comes so many times a week, spread evenly over it.

    Four times have a day between them too: a week has room for that, from its first day to its last.
    """
    if times_a_week == EVERY_OTHER_DAY:
        return 2
    return max(1, 7 // times_a_week) if times_a_week > 1 else 1
