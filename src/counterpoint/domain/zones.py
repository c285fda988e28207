"""The clocks that a person lives by: a zone of the IANA database, or a home with stays in other zones.

A zone is known by its name. That of a home with stays is the name of the home and, after spaces, each stay as
``Europe/Lisbon@20261103T1120Z/20261106T1800Z``. Whoever has the name has the clock: it can be kept, compared
and sent to another process like any other, and all that reckons in a zone reckons in this one too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
APART = timedelta(hours=27)
"""No two clocks in the world are farther apart."""
_STAY = re.compile(r"(?P<zone>[^@ ]+)@(?P<start>\d{8}T\d{4}Z)/(?P<end>\d{8}T\d{4}Z)")
_MOMENT = "%Y%m%dT%H%MZ"


class UnknownZone(CounterpointError):
    """A zone name that the IANA database does not have."""


@cache
def iana_zone(name: str) -> ZoneInfo:
    """The IANA zone called `name`; UnknownZone when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as missing:
        raise UnknownZone(
            _("There is no time zone called “%(name)s”.") % {"name": name},
            advice=_("Use a name such as Europe/Berlin or America/New_York."),
            field="zone",
        ) from missing


def zone_of(name: str) -> ZoneInfo | TravelClock:
    """The clock called `name`: an IANA zone, or a home with stays. Raises UnknownZone."""
    return _travel_clock(name) if " " in name else iana_zone(name)


@dataclass(frozen=True, slots=True)
class Leg:
    """The clock of one IANA zone, for the instants from `start` until `end`."""

    zone: str
    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


Away = tuple[str, datetime, datetime]
"""A zone, and from when until when it is a person's."""


def with_stays(home: str, stays: Iterable[Away]) -> str:
    """The name of the clock of somebody whose home is in one zone and who is in others for a while.

    The clock is set on the five-minute grid. Of stays that overlap the later one holds from its beginning on.
    """
    order = sorted((_on_grid(start), _on_grid(end), zone) for zone, start, end in stays)
    said = []
    for nth, (start, end, zone) in enumerate(order):
        until = min([end, *(each[0] for each in order[nth + 1 :])])
        if start < until:
            said.append(f"{zone}@{start:{_MOMENT}}/{until:{_MOMENT}}")
    return " ".join([home, *said])


def _on_grid(moment: datetime) -> datetime:
    at = moment.astimezone(UTC)
    return at.replace(minute=at.minute // 5 * 5, second=0, microsecond=0)


def home_of(name: str) -> str:
    """The zone in which the person with this clock is at home."""
    return name.partition(" ")[0]


def place_of(zone: str) -> str:
    """The city after which an IANA zone is named, as people write it."""
    return zone.rpartition("/")[2].replace("_", " ")


def zone_at(name: str, moment: datetime) -> str:
    """The IANA zone by whose clock a person lives at a moment."""
    return name if " " not in name else _travel_clock(name).leg_at(moment).zone


def legs_of(name: str, start: datetime = FIRST, end: datetime = LAST) -> tuple[Leg, ...]:
    """The clocks of one name, in order and without a gap between them, that hold in the time given."""
    if " " not in name:
        return (Leg(name, FIRST, LAST),)
    return _travel_clock(name).between(start, end)


def clocks_in(name: str, start: datetime, end: datetime) -> tuple[str, ...]:
    """The zones whose clocks hold in the time given, in order; none where home shows the same all along."""
    legs = legs_of(name, start, end)
    shown = [(each.zone, max(each.start, start)) for each in legs]
    if all(_offset(zone, at) == _offset(home_of(name), at) for zone, at in shown):
        return ()
    return tuple(zone for zone, _several in groupby(zone for zone, _at in shown))


def alike(one: str, other: str, start: datetime, end: datetime) -> bool:
    """Whether two clocks go by the same zones at the same times in the time given."""
    held = [
        [(each.zone, max(each.start, start), min(each.end, end)) for each in legs_of(name, start, end)]
        for name in (one, other)
    ]
    return held[0] == held[1]


def _offset(zone: str, at: datetime) -> timedelta | None:
    return at.astimezone(iana_zone(zone)).utcoffset()


def zone_during(name: str, start: datetime, end: datetime) -> str:
    """The same clock without the stays that do not touch the time given: short, and alike while that is."""
    if " " not in name:
        return name
    found = [said for said in name.split(" ")[1:] if _touches(said, start, end)]
    return " ".join([home_of(name), *found])


def _touches(said: str, start: datetime, end: datetime) -> bool:
    _zone, begins, ends = _read_stay(said)
    return begins < end and start < ends


def _read_stay(said: str) -> Away:
    found = _STAY.fullmatch(said)
    try:
        if found is None:
            raise ValueError(said)
        begins, ends = (_read_moment(found[each]) for each in ("start", "end"))
    except ValueError as wrong:
        raise UnknownZone(
            _("“%(said)s” is no stay in a time zone.") % {"said": f"{said:.80}"},
            advice=_("Use a name such as Europe/Berlin or America/New_York."),
            field="zone",
        ) from wrong
    return found["zone"], begins, ends


def _read_moment(said: str) -> datetime:
    return datetime.strptime(said, _MOMENT).replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _travel_clock(name: str) -> TravelClock:
    home, *stays = name.split(" ")
    return TravelClock(name, _legs(home, [_read_stay(each) for each in stays]))


def _legs(home: str, stays: Iterable[Away]) -> tuple[Leg, ...]:
    """Home and away in turn, each from when its clock holds.

    A clock that is set back to the day before is set back at midnight, so that no date comes again.
    """
    changes = [(FIRST, home)]
    for zone, start, end in stays:
        if changes[-1][0] == start:
            changes.pop()
        changes += [(start, zone), (end, home)]
    legs: list[Leg] = []
    for nth, (start, zone) in enumerate(changes):
        begins = _not_the_day_before(legs[-1], zone, start) if legs else FIRST
        if legs:
            legs[-1] = Leg(legs[-1].zone, legs[-1].start, begins)
        legs.append(Leg(zone, begins, changes[nth + 1][0] if nth + 1 < len(changes) else LAST))
    return tuple(legs)


def _not_the_day_before(before: Leg, zone: str, change: datetime) -> datetime:
    old, new = (change.astimezone(iana_zone(each)) for each in (before.zone, zone))
    if new.date() >= old.date():
        return change
    midnight = datetime.combine(old.date(), time(0), iana_zone(before.zone)).astimezone(UTC)
    return max(before.start, min(change, midnight))


def _shows(leg: Leg, at: datetime) -> datetime:
    """What the clock of a leg shows at an instant, without its zone."""
    return at.astimezone(iana_zone(leg.zone)).replace(tzinfo=None, fold=0)


class TravelClock(tzinfo):
    """The clock on the wall of somebody who travels, for what has times in no zone of its own.

    Where it is set back, times come twice, and the first is meant unless `fold` says otherwise; of times that
    come three times the one in the middle cannot be said. What it skips is the moment at which it is set.
    """

    def __init__(self, key: str, legs: tuple[Leg, ...]) -> None:
        self.key, self.legs = key, legs
        self._starts = [each.start for each in legs]

    def leg_at(self, moment: datetime) -> Leg:
        return self.legs[bisect_right(self._starts, moment) - 1]

    def between(self, start: datetime, end: datetime) -> tuple[Leg, ...]:
        """The legs that reach into the time given."""
        return self.legs[max(0, bisect_right(self._starts, start) - 1) : bisect_left(self._starts, end)]

    def fromutc(self, moment: datetime) -> datetime:
        at = moment.replace(tzinfo=UTC)
        leg = self.leg_at(at)
        there = at.astimezone(iana_zone(leg.zone))
        if not self._is_near_a_change(at):
            return there.replace(tzinfo=self)
        wall = there.replace(tzinfo=None, fold=0)
        return wall.replace(tzinfo=self, fold=int(self.instants(wall)[0] != at))

    def instants(self, wall: datetime) -> list[datetime]:
        """When the clock shows a time, in order; of a skipped one the moment at which it is skipped."""
        near = self._near(wall)
        read = {(leg, self._read(wall, leg, fold)) for leg in near for fold in (0, 1)}
        found = {at for leg, at in read if leg.holds(at) and _shows(leg, at) == wall}
        if found:
            return sorted(found)
        set_forward = [at for leg in near if leg.holds(at := self._read(wall, leg))]
        return set_forward[:1] or [self._skipping(wall, near)]

    @staticmethod
    def _read(wall: datetime, leg: Leg, fold: int = 0) -> datetime:
        return wall.replace(tzinfo=iana_zone(leg.zone), fold=fold).astimezone(UTC)

    def _near(self, wall: datetime) -> tuple[Leg, ...]:
        at = wall.replace(tzinfo=UTC)
        return self.legs[self._nth(at, -APART) : self._nth(at, APART) + 1]

    def _nth(self, at: datetime, apart: timedelta) -> int:
        try:
            return bisect_right(self._starts, at + apart) - 1
        except OverflowError:
            return 0 if apart < timedelta(0) else len(self.legs) - 1

    def _is_near_a_change(self, at: datetime) -> bool:
        return self._nth(at, -APART) != self._nth(at, APART)

    def _skipping(self, wall: datetime, near: Sequence[Leg]) -> datetime:
        for before, leg in pairwise(near):
            if _shows(before, leg.start) <= wall < _shows(leg, leg.start):
                return leg.start
        return self._read(wall, near[-1])

    def utcoffset(self, wall: datetime | None) -> timedelta | None:
        if wall is None:
            return None
        naive = wall.replace(tzinfo=None, fold=0)
        return naive - self.instants(naive)[-1 if wall.fold else 0].replace(tzinfo=None)

    def dst(self, wall: datetime | None) -> timedelta | None:
        return None if wall is None else self._there(wall).dst()

    def tzname(self, wall: datetime | None) -> str | None:
        return None if wall is None else self._there(wall).tzname()

    def _there(self, wall: datetime) -> datetime:
        at = self.instants(wall.replace(tzinfo=None, fold=0))[-1 if wall.fold else 0]
        return at.astimezone(iana_zone(self.leg_at(at).zone))

    def __reduce__(self) -> tuple[Any, ...]:
        return zone_of, (self.key,)
