"""Dates and times of one calendar in their zones, with what X-WR-TIMEZONE says of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from counterpoint.adapters.calendars.properties import Property
from counterpoint.adapters.calendars.values import Period, Unreadable, moment_of, period_of
from counterpoint.adapters.calendars.zones import Zones
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.clocks import Moment, read_in, to_local, to_utc
from counterpoint.engines.recurrence.events import Length

MOST_DATES = 60_000
"""Dates in all RDATEs, or in all EXDATEs, of one component."""


class Times:
    """Reads the dated properties of one calendar.

    `home` is the zone of X-WR-TIMEZONE. As the x-wr-timezone library has it, times in UTC
    are moved onto its clock (so that they repeat by it) and floating times belong to it. `floating` is for
    those of a
    calendar that says nothing.
    """

    def __init__(self, zones: Zones, home: tzinfo | None, floating: tzinfo | None = None) -> None:
        self.zones, self.home = zones, home
        self._floating = home or floating
        self._steady: dict[str, tzinfo | None] = {}

    def moment(self, stated: Property) -> Moment:
        """The value of DTSTART and the like. Raises Unreadable."""
        return self._placed(moment_of(stated.value), stated)

    def moments(
        self, stated: list[Property]
    ) -> tuple[list[tuple[Moment, Length | None]], list[tuple[str, int]]]:
        """All values of RDATEs or EXDATEs with the length that a period gives, and (what is wrong, line)
        of the rest.
        """
        good: list[tuple[Moment, Length | None]] = []
        bad: list[tuple[str, int]] = []
        for each in stated:
            for text in each.value.replace(";", ",").split(",", MOST_DATES - len(good) + 1)[
                : MOST_DATES - len(good)
            ]:
                try:
                    if text.strip():
                        good.append(self._period(period_of(text), each))
                except Unreadable as wrong:
                    bad.append((str(wrong), each.line))
        if len(good) == MOST_DATES:
            bad.append(
                (
                    _("it has %(most_dates)s dates or more; the rest was passed over")
                    % {"most_dates": f"{MOST_DATES:,}"},
                    stated[-1].line,
                )
            )
        return good, bad

    def _period(self, period: Period, stated: Property) -> tuple[Moment, Length | None]:
        start = self._placed(period.start, stated)
        if period.end is None:
            return start, period.length
        end = self._placed(period.end, stated)
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            return start, None
        return start, Length(exact=_instant(end) - _instant(start))

    def _placed(self, moment: Moment, stated: Property) -> Moment:
        if not isinstance(moment, datetime):
            return moment
        if moment.tzinfo is not None:
            return moment if self.home is None else to_local(moment, self.home).replace(tzinfo=self.home)
        if not stated.head:
            zone = self._floating
        elif stated.head in self._steady:
            zone = self._steady[stated.head]
        else:
            zone = self._zone(stated, moment)
        return moment if zone is None else read_in(moment, zone)

    def _zone(self, stated: Property, moment: datetime) -> tzinfo | None:
        """The zone of a TZID; kept where it does not depend on the time that is stated in it."""
        name = stated.params.get("TZID")
        zone = self._floating if name is None else self.zones.called(name, moment) or self._floating
        if name is None or self.zones.is_steady(name):
            self._steady[stated.head] = zone
        return zone

    def day(self, moment: Moment) -> date:
        """The day that a time means in an all-day series.

        As written; but a time in UTC that is midnight in the calendar's own zone means the day that begins
        there
        (Exchange writes UNTIL so).
        """
        if not isinstance(moment, datetime):
            return moment
        readings = [moment.replace(tzinfo=None)]
        if moment.tzinfo is not None:
            readings.append(to_local(moment, UTC))
            zone = self.home or self.zones.only_described()
            readings += [to_local(moment, zone)] if zone is not None else []
        whole = (each for each in readings if (each.hour, each.minute) == (0, 0))
        return next(whole, readings[0]).date()


def _instant(moment: datetime) -> datetime:
    return to_utc(moment.replace(tzinfo=None), moment.tzinfo or UTC)


def through_the_night(end: date, start: datetime) -> datetime:
    """A DTEND without a time for an event that begins at one: the midnight before that day, or the one
    after it.
    """
    midnight = start.replace(year=end.year, month=end.month, day=end.day, hour=0, minute=0, second=0, fold=0)
    return midnight if midnight > start else midnight + timedelta(days=1)
