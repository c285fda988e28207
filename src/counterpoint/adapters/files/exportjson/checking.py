"""What no single record can say: whether what an export holds is one whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from counterpoint.adapters.files.records import Reader
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.everything import SHELVES, Everything, WeekHeld
from counterpoint.domain.notation import id_advice, is_id
from counterpoint.domain.planning import Plan, Settings
from counterpoint.domain.timeline import YEARS, Span
from counterpoint.domain.words import gettext as _
from counterpoint.domain.zones import iana_zone, zone_of

_CAN_BE_ASKED = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{1,200}")


def check(everything: Everything, reader: Reader) -> None:
    """What no single record can say: ids are unique, weeks too, and zones exist."""
    for name in SHELVES:
        _unique((each.id for each in getattr(everything, name)), name, reader)
    _unique((each.source.id for each in everything.calendars), "calendars", reader)
    for number, week in enumerate(everything.weeks):
        _named(week, f"weeks[{number}]", reader)
    _unique((str(each.current.week.first) for each in everything.weeks), "weeks", reader)
    _check_settings(everything.settings, reader)
    _check_zones(everything, reader)
    for number, week in enumerate(everything.weeks):
        _same_week(week.current, week.accepted, number, reader)
    _in_our_time(everything, reader)
    _lengths_are_there(everything, reader)
    _end_after_they_begin(everything, reader)
    _addresses_are_there(everything, reader)


def _lengths_are_there(everything: Everything, reader: Reader) -> None:
    for number, each in enumerate(everything.protected):
        if each.floats and each.minutes is None:
            reader.fault(f"protected[{number}].minutes", _("is missing, and times_a_week is there."))
    for number, wish in enumerate(everything.loosenings):
        if wish.wish and wish.wish.floats and wish.wish.minutes is None:
            reader.fault(f"loosenings[{number}].wish.minutes", _("is missing, and times_a_week is there."))


def _addresses_are_there(everything: Everything, reader: Reader) -> None:
    for number, calendar in enumerate(everything.calendars):
        if calendar.source.kind == "feed" and not calendar.source.address:
            reader.fault(f"calendars[{number}].source.address", _("is missing, and it is a feed."))


def _end_after_they_begin(everything: Everything, reader: Reader) -> None:
    for name in ("seasons", "job_trials"):
        for number, stretch in enumerate(getattr(everything, name)):
            if stretch.last < stretch.first:
                reader.fault(f"{name}[{number}].last", _("is before its first day."))
    for number, stay in enumerate(everything.stays):
        if stay.leaves_at <= stay.arrives_at:
            reader.fault(f"stays[{number}].leaves_at", _("is not after its beginning."))


def _check_zones(everything: Everything, reader: Reader) -> None:
    for number, check_in in enumerate(everything.check_ins):
        _check_zone(check_in.zone, f"check_ins[{number}].zone", reader)
    for number, request in enumerate(everything.requests):
        if request.zone:
            _check_zone(request.zone, f"requests[{number}].zone", reader)
    for number, stay in enumerate(everything.stays):
        _check_zone(stay.zone, f"stays[{number}].zone", reader)
    for number, week in enumerate(everything.weeks):
        for plan in filter(None, (week.current, week.accepted)):
            _check_zone(plan.zone, f"weeks[{number}]", reader, known=zone_of)


def _check_zone(zone: str, place: str, reader: Reader, *, known: Callable[[str], object] = iana_zone) -> None:
    try:
        known(zone)
    except CounterpointError as wrong:
        reader.fault(place, wrong.message, wrong.advice)


def _check_settings(settings: Settings, reader: Reader) -> None:
    _check_zone(settings.zone, "settings.zone", reader)
    if settings.clock not in (12, 24):
        reader.fault(
            "settings.clock", _("is %(clock)s.") % {"clock": settings.clock}, _("It can be 12 or 24.")
        )
    if settings.availability.meals:
        reader.fault(
            "settings.availability.meals", _("is not empty."), _("Meals stand in “meals” beside it.")
        )


def _named(week: WeekHeld, place: str, reader: Reader) -> None:
    """What a page leads to by its id must have one that can stand in an address."""
    for plan in filter(None, (week.current, week.accepted)):
        ids = {own for each in plan.blocks for own in (each.id, each.item_id)}
        ids |= {each.item_id for each in plan.left_out}
        if wrong := next((each for each in ids if not _CAN_BE_ASKED.fullmatch(each)), None):
            reader.fault(place, _("has an id “%(wrong)s”.") % {"wrong": f"{wrong:.40}"}, id_advice())


def _in_our_time(everything: Everything, reader: Reader) -> None:
    """What has a time lies in years that have a day before and after them in every zone."""
    moments = [
        (f"{name}[{number}].{said}", at)
        for name in SHELVES
        for number, each in enumerate(getattr(everything, name))
        for said, at in _moments(each)
    ]
    for number, held in enumerate(everything.weeks):
        for plan in (held.current, held.accepted) if held.accepted else (held.current,):
            moments.append((f"weeks[{number}]", plan.week.first))
            moments += [(f"weeks[{number}]", at) for block in plan.blocks for at in _ends(block.span)]
    for place, at in moments:
        if not YEARS[0] - 1 <= at.year <= YEARS[-1] + 1:  # the first and last week reach over
            reader.fault(
                place,
                _("is in the year %(year)s.") % {"year": at.year},
                _("It can be %(years)s to %(years2)s.") % {"years": YEARS[0], "years2": YEARS[-1]},
            )


def _moments(thing: Any, name: str = "") -> Iterator[tuple[str, date]]:
    """Each day and moment in a thing and in what it is made of, with the name of its field."""
    if isinstance(thing, date):
        yield name, thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from _moments(each, name)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _moments(getattr(thing, each.name), f"{name}.{each.name}".lstrip("."))


def _ends(span: Span) -> tuple[datetime, datetime]:
    return span.start, span.end


def _same_week(current: Plan, accepted: Plan | None, number: int, reader: Reader) -> None:
    if accepted is not None and accepted.week != current.week:
        reader.fault(f"weeks[{number}].accepted", _("is of another week than the current plan."))


def _unique(ids: Iterable[str], name: str, reader: Reader) -> None:
    counted = Counter(ids)
    for each, count in counted.items():
        if count > 1:
            reader.fault(
                name,
                _("has %(count)s entries with the id “%(each)s”.") % {"count": count, "each": each},
                _("Each has an id of its own."),
            )
        if not is_id(each):
            reader.fault(name, _("has an id “%(each)s”.") % {"each": f"{each:.40}"}, id_advice())
