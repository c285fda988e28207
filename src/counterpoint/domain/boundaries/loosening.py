"""Loosening and tightening: which change of a boundary asks less of it, and what holds while a wish waits.

Tightening always acts at once. Loosening what is firm waits only where the person asked for that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Literal

from counterpoint.domain.boundaries.protected import ProtectedTime
from counterpoint.domain.timeline import WeeklyWindow

MOST_DAYS = 30
"""How long a wish can be made to wait at most."""

Loosened = Literal["removed", "bends", "bends_for", "shape", "fewer", "shorter"]

_ANYTHING = frozenset({"emergency", "opportunity", "anything"})
_WEEK = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Loosening:
    """A wish to loosen a firm boundary, said at `at`: it takes effect at `due_at`, or is taken back before.

    `wish` is the boundary as it is wanted; None: that it goes. Until then what was firm holds. With `days` it
    is of no boundary: loosening is to wait so many days, which are fewer than it waits now.
    """

    id: str
    at: datetime
    protected_id: str
    title: str
    due_at: datetime
    wish: ProtectedTime | None = None
    days: int | None = None


def loosened(before: ProtectedTime, after: ProtectedTime | None) -> tuple[Loosened, ...]:
    """In what a change asks less of a boundary; nothing for one that tightens it or leaves it as it is."""
    if after is None:
        return ("removed",)
    found: list[Loosened] = []
    if before.firmness == "firm" and after.firmness == "bends":
        found.append("bends")
    elif _may_bend_for(after) - _may_bend_for(before):
        found.append("bends_for")
    return (*found, *_asks_less(before, after))


def _asks_less(before: ProtectedTime, after: ProtectedTime) -> tuple[Loosened, ...]:
    if before.floats and after.floats:
        fewer = (after.times_a_week or 0) < (before.times_a_week or 0)
        shorter = (after.minutes or 0) < (before.minutes or 0)
        return (*(("fewer",) if fewer else ()), *(("shorter",) if shorter else ()))
    if after.floats:
        return ("shape",)
    if before.floats:
        return () if _holds_as_much(before, after) else ("shape",)
    return () if minutes_of(before.windows) <= minutes_of(after.windows) else ("shorter",)


def _holds_as_much(before: ProtectedTime, after: ProtectedTime) -> bool:
    """Whether fixed windows have enough days with enough minutes for what floated until now."""
    days = {
        day for window in after.windows if _length(window) >= (before.minutes or 0) for day in window.days
    }
    return len(days) >= (before.times_a_week or 0)


def _may_bend_for(each: ProtectedTime) -> frozenset[str]:
    """What it says it bends for; one that bends and names nothing bends for whatever its person decides."""
    named = frozenset(each.bends_for)
    return named if named or each.firmness == "firm" else _ANYTHING


def minutes_of(windows: tuple[WeeklyWindow, ...]) -> frozenset[int]:
    """Every minute of the week that lies in one of the windows, counted from Monday 00:00 on the wall."""
    return frozenset(
        (day * 24 * 60 + _minute(window.start) + n) % _WEEK
        for window in windows
        for day in window.days
        for n in range(_length(window))
    )


def _length(window: WeeklyWindow) -> int:
    """Minutes of a window on the wall; an end at or before the start is on the next day."""
    return (_minute(window.end) - _minute(window.start) - 1) % (24 * 60) + 1


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def meanwhile(before: ProtectedTime, after: ProtectedTime | None) -> ProtectedTime:
    """What holds while the loosening from `before` to `after` waits.

    What the change tightens, and what it only renames, acts at once. It asks at least as much as before.
    """
    if after is None:
        return before
    common = replace(
        before,
        title=after.title,
        value_id=after.value_id,
        domain_id=after.domain_id,
        disclosure=after.disclosure,
        bends_for=tuple(each for each in before.bends_for if each in after.bends_for),
    )
    if before.floats != after.floats:
        return common
    windows = _together(*before.windows, *after.windows)
    if not before.floats:
        return replace(common, windows=windows)
    asks_less = _asks_less(before, after)
    return replace(
        common,
        windows=windows if asks_less else after.windows,
        times_a_week=max(before.times_a_week or 0, after.times_a_week or 0),
        minutes=max(before.minutes or 0, after.minutes or 0),
    )


def _together(*windows: WeeklyWindow) -> tuple[WeeklyWindow, ...]:
    """The windows without those of which every minute lies in another one."""
    minutes = {each: minutes_of((each,)) for each in windows}
    return tuple(each for each in minutes if not any(minutes[each] < other for other in minutes.values()))


def waits_until(
    before: ProtectedTime, after: ProtectedTime | None, *, days: int, now: datetime
) -> datetime | None:
    """When a change takes full effect; None for at once.

    Only the loosening of what is firm waits, and only `days` that the person asked for.
    """
    waits = days > 0 and before.firmness == "firm" and bool(loosened(before, after))
    return now + timedelta(days=days) if waits else None


def protects_the_same(one: ProtectedTime, other: ProtectedTime) -> bool:
    """Whether two forms of a boundary ask the same of a week, by whatever names they go."""
    return _asks(one) == _asks(other)


def _asks(each: ProtectedTime) -> tuple[object, ...]:
    times = each.windows if each.floats else minutes_of(each.windows)
    return (times, each.firmness, each.times_a_week, each.minutes, each.bends_for)


def with_names_of(wish: ProtectedTime, named: ProtectedTime) -> ProtectedTime:
    """A wish that goes by the names that its boundary has by now."""
    return replace(
        wish,
        title=named.title,
        value_id=named.value_id,
        domain_id=named.domain_id,
        disclosure=named.disclosure,
    )
