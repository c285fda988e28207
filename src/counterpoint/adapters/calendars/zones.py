"""Which zone a TZID means: the IANA database, Windows names, the file’s own VTIMEZONE, or a guess (RFC
5545 §3.2.19).
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from counterpoint.adapters.calendars.components import Component
from counterpoint.adapters.calendars.notes import Notes
from counterpoint.adapters.calendars.vtimezones import names_of, plain_name, read_zone
from counterpoint.adapters.calendars.zone_guesses import guessed_zone
from counterpoint.adapters.calendars.zone_names import iana_zone, known_zone, zone_name
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.budget import Budget
from counterpoint.engines.recurrence.clocks import RuledZone


class _Both:
    """Two mappings, the first before the second, without a copy of either."""

    def __init__(self, first: Mapping[str, Component], second: Mapping[str, Component]) -> None:
        self._first, self._second = first, second

    def get(self, key: str) -> Component | None:
        return self._first.get(key) or self._second.get(key)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None


@dataclass(slots=True)
class Shared:
    """What many calendars that are read together share: the work that they may do, and zones that several of
    them describe in the same words.
    """

    budget: Budget
    zones: dict[tuple[str, bytes], RuledZone] = field(default_factory=dict)


class Zones:
    """The zones of one calendar within a file. Each name is worked out once; what was assumed goes to
    `notes`.
    """

    def __init__(
        self,
        raw: bytes,
        own: Mapping[str, Component],
        everywhere: Mapping[str, Component],
        notes: Notes,
        shared: Shared,
    ) -> None:
        self._raw, self._own_zones, self._notes, self._shared = raw, own, notes, shared
        self._described = _Both(own, everywhere)
        self._known: dict[str, tzinfo | None] = {}
        self._read: dict[str, RuledZone | None] = {}
        self._agreements: dict[tuple[str, int], tzinfo] = {}
        self._settled: set[str] = set()

    def called(self, name: str, at: datetime) -> tzinfo | None:
        """The zone of a TZID for a local time, None for the calendar's default zone (or whoever reads it)."""
        key = plain_name(name)
        if key not in self._known:
            self._known[key] = self._find(key)
        zone = self._known[key]
        if key not in self._described or not isinstance(zone, zoneinfo.ZoneInfo):
            return zone
        if key in self._settled:
            return zone
        if iana_zone(key) is not None:
            return self._outweighed(key, zone, at)
        day = key, at.toordinal()
        if day not in self._agreements:
            self._agreements[day] = self._agreed(key, zone, at)
        return self._agreements[day]

    def is_steady(self, name: str) -> bool:
        """Whether a TZID means one zone from now on, whatever the time: it does unless the file has rules of
        its own that have to be compared with those of that day.
        """
        key = plain_name(name)
        return key not in self._described or key in self._settled

    def only_described(self) -> tzinfo | None:
        """The zone of a calendar that describes exactly one."""
        names = [name for name in self._own_zones if name]
        return self.called(names[0], datetime(2000, 1, 1)) if len(names) == 1 else None  # noqa: DTZ001 - local

    def _find(self, key: str) -> tzinfo | None:
        if not key:
            self._notes.doubt(
                "zone", _("A TZID is blank; its times were read in the calendar’s default zone.")
            )
            return None
        known = known_zone(key)
        if known is not None:
            return known
        own = self._own(key)
        if own is not None:
            return own
        guessed = guessed_zone(key)
        if guessed is not None:
            self._notes.doubt(
                _("zone %(key)s") % {"key": key},
                _("No zone has this name; it was read as %(zone)s.") % {"zone": zone_name(guessed)},
            )
            return guessed
        why = _(
            "No zone has this name and the file does not describe it; read in the calendar’s default zone."
        )
        self._notes.doubt(_("zone %(key)s") % {"key": key}, why)
        return None

    def _own(self, key: str) -> tzinfo | None:
        """The zone that the file describes under this name, or under another name that is known."""
        zone = self._vtimezone(key)
        if zone is None:
            return None
        component = self._described.get(key)
        for other in names_of(self._raw, component) if component else ():
            known = iana_zone(plain_name(other))
            if known is not None and _alike(zone, known, datetime(2024, 1, 1)):  # noqa: DTZ001 - local
                return known
        return zone

    def _vtimezone(self, key: str) -> RuledZone | None:
        if key not in self._read:
            component = self._described.get(key)
            self._read[key] = None if component is None else self._described_by(component, key)
        return self._read[key]

    def _described_by(self, component: Component, key: str) -> RuledZone | None:
        """Read once for all that describe it in the same words, unless something is to be told of it."""
        words = key, component.bytes(self._raw)
        known = self._shared.zones.get(words)
        if known is not None:
            return known
        before = self._notes.size
        zone = read_zone(self._raw, component, key, self._notes, self._shared.budget)
        if zone is not None and self._notes.size == before:
            self._shared.zones[words] = zone
        return zone

    def _outweighed(self, key: str, known: zoneinfo.ZoneInfo, at: datetime) -> tzinfo:
        """An IANA name that the file describes as well: the database counts, since files often hold shortened
        or outdated rules. A word about it where the two never agree in the year of `at`, the first that is
        asked for.
        """
        described = self._vtimezone(key)
        middle = datetime(at.year, 7, 2, 12)  # noqa: DTZ001 - local
        self._settled.add(key)
        if described is not None and not _ever_alike(described, known, middle):
            self._notes.doubt(
                _("zone %(key)s") % {"key": key},
                _("The file describes it differently; the IANA database was taken."),
            )
        return known

    def _agreed(self, key: str, known: zoneinfo.ZoneInfo, at: datetime) -> tzinfo:
        """A Windows name that the file describes as well, on the day of `at`.

        It means only what the file says of it: a TZID without "/" names "the VTIMEZONE calendar component in
        the scope of an iCalendar object" (§3.8.3.1).
        """
        described = self._vtimezone(key)
        noon = datetime(at.year, at.month, at.day, 12)  # noqa: DTZ001 - local
        if described is None or _alike(described, known, noon):
            return known
        why = _("The file describes it otherwise than Windows (%(key)s); the file’s was taken.") % {
            "key": known.key
        }
        self._notes.doubt(_("zone %(key)s") % {"key": key}, why)
        return described


def _alike(one: tzinfo, other: tzinfo, at: datetime) -> bool:
    """Whether two zones have the same offsets at a local time and half a year around it."""
    around = (at, *(_moved(at, days) for days in (-91, 91)))
    return all(one.utcoffset(each) == other.utcoffset(each) for each in around[:1]) and (
        sum(one.utcoffset(each) == other.utcoffset(each) for each in around) >= 2  # noqa: PLR2004 - two of three
    )


def _ever_alike(one: tzinfo, other: tzinfo, at: datetime) -> bool:
    around = [_moved(at, days) for days in (-182, -91, 0, 91, 182)]
    return bool({one.utcoffset(each) for each in around} & {other.utcoffset(each) for each in around})


def _moved(at: datetime, days: int) -> datetime:
    try:
        return at + timedelta(days=days)
    except OverflowError:
        return at
