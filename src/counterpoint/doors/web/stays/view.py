"""A stay in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from counterpoint.desk.matters.stays import ahead_of_home
from counterpoint.domain.living import Stay
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say


@dataclass(frozen=True, slots=True)
class Line:
    """One stay: where, from when until when by the clock there, and how far that is from home's."""

    id: str
    name: str
    when: str
    apart: str


def line_of(stay: Stay, settings: Settings) -> Line:
    start, end = (moment_words(each, stay.zone, settings) for each in (stay.arrives_at, stay.leaves_at))
    return Line(stay.id, stay.name, f"{start} – {end}", _apart(ahead_of_home(stay, settings.at_home.zone)))


def moment_words(at: datetime, zone: str, settings: Settings) -> str:
    here = local(at, zone)
    return f"{date_format(here, 'D j M Y')}, {say.clock(here.time(), settings)}"


def _apart(ahead: timedelta) -> str:
    length = say.length(abs(int(ahead.total_seconds())) // 60)
    if not ahead:
        return _("the same time as at home")
    if ahead > timedelta(0):
        return _("%(length)s ahead of home") % {"length": length}
    return _("%(length)s behind home") % {"length": length}
