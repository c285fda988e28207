"""The ways from place to place as entries."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from counterpoint.desk.week.look import WeekView
from counterpoint.desk.week.ways import WayInWeek, ways_in
from counterpoint.doors.web import say
from counterpoint.doors.web.week.clock import times
from counterpoint.doors.web.week.entry import Entry, timed


def ways_between(view: WeekView) -> list[Entry]:
    """The ways from place to place, each as a line of its day."""
    return [
        replace(
            timed(view, way.span),
            id=f"way:{way.span.start.isoformat()}",
            title=way_words(way),
            times=times(view, way.span) if way.span.minutes else "",
            look="way",
            notes=()
            if way.fits
            else (_("%(free)s are free for it") % {"free": say.length(way.span.minutes)},),
        )
        for way in ways_in(view)
    ]


def way_words(way: WayInWeek) -> str:
    """“25 min from Office to Pool”."""
    said = {"length": say.length(way.minutes), "from": way.from_name, "to": way.to_name}
    return _("%(length)s from %(from)s to %(to)s") % said
