"""How days and times are said to somebody else: with weekday and date, on the person's own kind of clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from counterpoint.domain.timeline import Span, local
from counterpoint.domain.words import gettext as _

_NOON = 12
_HALF_DAY_CLOCK = 12


def day_name(day: date) -> str:
    """“Thursday”."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[day.weekday()]


def month_name(day: date) -> str:
    """“November”."""
    names = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    return names[day.month - 1]


def day_words(day: date) -> str:
    """“Thursday 26 November”."""
    return _("%(weekday)s %(day)d %(month)s") % {
        "weekday": day_name(day),
        "day": day.day,
        "month": month_name(day),
    }


def clock_words(at: time | datetime, clock: int = 24) -> str:
    """“16:00” or “4:00 pm”."""
    if clock != _HALF_DAY_CLOCK:
        return f"{at:%H:%M}"
    half = _("am") if at.hour < _NOON else _("pm")
    return f"{at.hour % _NOON or _NOON}:{at.minute:02d} {half}"


def hours_words(span: Span, zone: str, clock: int = 24) -> str:
    """“16:00–17:00”."""
    start, end = local(span.start, zone), local(span.end, zone)
    return f"{clock_words(start, clock)}–{clock_words(end, clock)}"


def span_words(span: Span, zone: str, clock: int = 24) -> str:
    """“Thursday 26 November, 16:00–17:00”."""
    return _("%(day)s, %(hours)s") % {
        "day": day_words(local(span.start, zone).date()),
        "hours": hours_words(span, zone, clock),
    }


def for_both(span: Span, zone: str, theirs: str, clock: int = 24) -> str:
    """As `span_words`, with the other's own clock where their zone is known and shows another time."""
    own = span_words(span, zone, clock)
    if not theirs or local(span.start, zone).utcoffset() == local(span.start, theirs).utcoffset():
        return own
    there, here = local(span.start, theirs), local(span.start, zone)
    words = hours_words(span, theirs, clock)
    if there.date() != here.date():
        words = f"{day_name(there.date())} {words}"
    place = theirs.rpartition("/")[2].replace("_", " ")
    return _("%(own)s (%(theirs)s in %(place)s)") % {"own": own, "theirs": words, "place": place}


def one_of(words: Sequence[str]) -> str:
    """“A”, “A or B”, “A; B or C”."""
    if len(words) <= 1:
        return "".join(words)
    return _("%(several)s or %(last)s") % {"several": "; ".join(words[:-1]), "last": words[-1]}


def all_of(words: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    if len(words) <= 1:
        return "".join(words)
    return _("%(several)s and %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}
