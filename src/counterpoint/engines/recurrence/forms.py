"""What an unchanged instance looks like, and where it lies."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from operator import lt

from counterpoint.domain.agenda import basic_name
from counterpoint.engines.recurrence.clocks import (
    EARLIEST,
    LATEST,
    NO_TIME,
    all_to_utc,
    later,
    to_local,
    to_utc,
)
from counterpoint.engines.recurrence.events import Event, Extent, Length, basic
from counterpoint.engines.recurrence.keys import Keys
from counterpoint.engines.recurrence.telling import Run, Telling

FAR = timedelta(days=366 * 100)
"""Longer than what people plan; what comes nearer to the end of time than this is looked at one by one."""


@dataclass(frozen=True, slots=True)
class Form:
    """What an unchanged instance looks like from a key on: the master, or a change that goes on (RANGE)."""

    telling: Telling
    event: Event
    shift: timedelta
    length: Length
    zone: tzinfo
    key_zone: tzinfo

    def placed(
        self, those: list[datetime], keys: Keys, seen: datetime | None
    ) -> tuple[list[Run], datetime | None]:
        """(the occurrences of some keys that meet the window, the start of the last key).

        Two keys of one instant are one occurrence; `seen` is the start of the key before.
        """
        exact = not self.length.days and NO_TIME <= self.length.exact < FAR and not keys.lengths
        window = self.telling.view.window
        exact = exact and window.start > EARLIEST + FAR and window.end < LATEST - FAR
        if exact and self.is_plain and keys.repeats:
            return self._timed(those, seen)
        found: list[Run] = []
        view = self.telling.view
        for key in those:
            start, end, days = self._at(key, keys)
            if start == seen and days is None:
                continue
            seen = start
            if view.meets(start, end):
                found.append([self.telling.one(self._name(key, keys), start, end, days)])
        return found, seen

    def _timed(self, those: list[datetime], seen: datetime | None) -> tuple[list[Run], datetime | None]:
        """The usual case: an instance begins at its key, which names it, and lasts for an exact time."""
        view, exact = self.telling.view, self.length.exact
        starts = all_to_utc(those, self.zone)
        if exact > NO_TIME and starts[0] != seen and all(map(lt, starts, starts[1:])):
            first = bisect_right(starts, view.window.start - exact)
            meeting = starts[first : bisect_left(starts, view.window.end)]
            if meeting and view.window.start < view.window.end:
                return [self.telling.many(meeting, exact)], starts[-1]
        found: list[Run] = []
        for start in starts:
            if start != seen and view.meets(start, start + exact):
                found.append(self.telling.many([start], exact))
            seen = start
        return found, seen

    def _at(self, key: datetime, keys: Keys) -> Extent:
        length = keys.lengths.get(key, self.length)
        local = later(key, self.shift) if self.shift else key
        own = self.event.zone(keys.floating)
        if not self.event.all_day and self.zone is not own:
            local = to_local(to_utc(local, self.zone), own)
        return self.event.placed(local, length, keys.floating)

    def _name(self, key: datetime, keys: Keys) -> str | None:
        """The key as a calendar would state it: None when the event does not repeat."""
        if not keys.repeats:
            return None
        if keys.all_day:
            return basic(key.date(), keys.floating)
        return basic_name(to_utc(key, keys.zone))

    @property
    def is_plain(self) -> bool:
        """Whether an instance begins at its key, so that its start names it as well."""
        return not self.shift and not self.event.all_day and self.key_zone is self.zone
