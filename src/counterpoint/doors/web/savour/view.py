"""The archive as its page sets it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from counterpoint.domain.living import GoodThing
from counterpoint.domain.living.savouring import Again
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import local
from counterpoint.doors.web import say


@dataclass(frozen=True, slots=True)
class ThingShown:
    """A good thing, its day in words, and why it is shown here (“A year ago”), if there is a why."""

    id: str
    text: str
    day: str
    kind: str
    sphere: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class MonthShown:
    name: str
    things: list[ThingShown]


def months_shown(
    months: Iterable[tuple[date, tuple[GoodThing, ...]]], settings: Settings, now: datetime
) -> list[MonthShown]:
    return [
        MonthShown(date_format(month, "F Y"), [_shown(each, settings, now) for each in things])
        for month, things in months
    ]


def again_shown(again: Again, settings: Settings, now: datetime) -> list[ThingShown]:
    found = (
        (again.a_year_ago, _("About a year ago")),
        (again.a_month_ago, _("About a month ago")),
        (again.by_chance, _("Met again by chance")),
    )
    return [_shown(thing, settings, now, why) for thing, why in found if thing is not None]


def _shown(thing: GoodThing, settings: Settings, now: datetime, why: str = "") -> ThingShown:
    day = say.day(local(thing.at, settings.zone).date(), say.today_of(settings, now))
    return ThingShown(thing.id, thing.text, day[:1].upper() + day[1:], thing.kind, thing.sphere, why)
