"""Days from waking to sleep, as the clock, the person's windows and the events of the week make them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoint.domain.timeline import Span, WeeklyWindow, common, hours_on, union
from counterpoint.domain.zones import legs_of, zone_at

MOVES_NO_HOURS_FROM = timedelta(hours=16)
LONG_JOURNEY, AROUND_A_JOURNEY = timedelta(hours=5), timedelta(hours=3)
_NEIGHBOURHOOD = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Awake:
    """One day.

    `waking` is all of it with the events that belong to it, `windows` is where something can be placed.
    """

    on: date
    waking: Span
    windows: tuple[Span, ...]


def days_awake(
    windows: Sequence[WeeklyWindow],
    appointments: Sequence[Span],
    dates: Sequence[date],
    *,
    zone: str,
    sleep: timedelta,
) -> list[Awake]:
    """The days of `dates` that have a waking window, in order and apart from each other.

    An appointment belongs to the day in which it starts; one that starts in sleep, to the nearer of the two
    days around its start. It stretches its day to its own end or back to its own start. A day stretched past
    its sleep puts the next one off until `sleep` has passed, never beyond that day's end. What lasts 16 hours
    or longer (a conference, a holiday), and a long journey on which the clock is set, takes its time but
    moves no waking hours. Where the clock is set forward in a night, the evening before it ends earlier.
    """
    hours = _nights_kept(_hours(windows, dates, zone), windows, zone, sleep)
    appointments = [each for each in appointments if not _is_a_journey(each, zone)]
    owned = _owned([hull for _, hull, _ in hours], appointments)
    days: list[Awake] = []
    rested_at = reached = None
    for (on, hull, pieces), events in zip(hours, owned, strict=True):
        start = hull.start if rested_at is None else min(max(hull.start, rested_at), hull.end)
        late = max([hull.end, *(event.end for event in events)])
        first = min([start, *(event.start for event in events)])
        first = first if reached is None else max(first, reached)
        rested_at = late + sleep if late > hull.end else None
        reached = late if reached is None else max(reached, late)
        if first < late and (start < hull.end or events):
            left = [Span(start, hull.end)] if start < hull.end else []
            days.append(Awake(on, Span(first, late), tuple(common(pieces, left))))
    return days


Hours = list[tuple[date, Span, list[Span]]]


def _hours(windows: Sequence[WeeklyWindow], dates: Sequence[date], zone: str) -> Hours:
    found: Hours = []
    reached = None
    for day in dates:
        pieces = union(span.on_grid() for span in hours_on(windows, day, zone))
        if reached is not None:
            pieces = [Span(max(each.start, reached), each.end) for each in pieces if each.end > reached]
        if pieces:
            reached = pieces[-1].end
            found.append((day, Span(pieces[0].start, reached), pieces))
    return found


def _nights_kept(hours: Hours, windows: Sequence[WeeklyWindow], zone: str, sleep: timedelta) -> Hours:
    """The same, with a whole night wherever a journey lies between two days.

    It is as long as `sleep`, or as the night without a journey when that is shorter. A day of which the night
    leaves nothing falls away.
    """
    kept: Hours = []
    for on, hull, pieces in hours:
        while kept and len(legs_of(zone, kept[-1][1].start, hull.end)) > 1:
            before, evening, parts = kept.pop()
            least = min(sleep, _night(windows, before, on, zone_at(zone, hull.start)))
            parts = common(parts, [Span(evening.start, max(evening.start, hull.start - least))])
            if parts:
                kept.append((before, Span(parts[0].start, parts[-1].end), parts))
                break
        kept.append((on, hull, pieces))
    return kept


def _night(windows: Sequence[WeeklyWindow], before: date, on: date, zone: str) -> timedelta:
    """What lies between two days on the clock of one place."""
    evening, morning = (hours_on(windows, day, zone) for day in (before, on))
    return max(timedelta(0), morning[0].start - evening[-1].end)


def _is_a_journey(appointment: Span, zone: str) -> bool:
    """Whether it is long enough to hold a night, and the clock is set in it or shortly before or after."""
    around = appointment.grown(AROUND_A_JOURNEY, AROUND_A_JOURNEY)
    long = appointment.end - appointment.start >= LONG_JOURNEY
    return long and len(legs_of(zone, around.start, around.end)) > 1


def _owned(hulls: Sequence[Span], appointments: Sequence[Span]) -> list[list[Span]]:
    owned: list[list[Span]] = [[] for _ in hulls]
    for each in appointments:
        if timedelta(0) < each.end - each.start < MOVES_NO_HOURS_FROM:
            day = _day_of(each, hulls)
            if day is not None:
                owned[day].append(each.on_grid())
    return owned


def _day_of(appointment: Span, hulls: Sequence[Span]) -> int | None:
    """The day that holds the start, else the one whose edge is nearest to it (the later one when both
    are).
    """
    start, best, least = appointment.start, None, _NEIGHBOURHOOD
    for index, hull in enumerate(hulls):
        if start in hull:
            return index
        apart = start - hull.end if start >= hull.end else hull.start - start
        if apart <= least:
            best, least = index, apart
    return best
