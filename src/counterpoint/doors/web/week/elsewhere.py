"""Whose clock the days of a week have, where it is not that of home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from counterpoint.desk.week.clocks import clock_set, clocks_of
from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView
from counterpoint.domain.timeline import Span
from counterpoint.domain.zones import place_of
from counterpoint.doors.web import say
from counterpoint.doors.web.week.clock import settings_of, wall
from counterpoint.doors.web.week.entry import Entry, timed


def clock_words(view: WeekView, day: date) -> str:
    """“Lisbon time”, on the day of a journey “Berlin, then Lisbon time”; "" on a day at home."""
    places = [place_of(zone) for zone in clocks_of(view, day)]
    if not places:
        return ""
    said = places[0]
    for place in places[1:]:
        said = _("%(before)s, then %(after)s") % {"before": said, "after": place}
    return _("%(place)s time") % {"place": said}


def changes_of_clock(view: WeekView) -> list[Entry]:
    """A line of its day for each time at which the clock is set on the way."""
    return [
        replace(
            timed(view, Span(at, at)),
            id=f"clock:{at.isoformat()}",
            title=_("From here on it is %(place)s time") % {"place": place_of(zone)},
            times=say.clock(wall(at, view).time(), settings_of(view)),
            look="way",
            url=reverse("stays"),
        )
        for at, zone in clock_set(view)
        if clocks_of(view, day_of(at, view))
    ]


def days_elsewhere(view: WeekView) -> Iterator[tuple[str, str]]:
    """The days that are not at home, those of one clock together, each with whose clock it is."""
    for words, several in groupby(view.week.days, key=lambda day: clock_words(view, day)):
        days = list(several)
        names = [date_format(day, "l") for day in (days[0], days[-1])]
        if words:
            yield (names[0] if len(days) == 1 else "–".join(names)), words
