"""Single values of a calendar (RFC 5545 §3.3): dates, times, durations and periods, read leniently by
their shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.clocks import Moment
from counterpoint.engines.recurrence.events import Length

_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)Z?", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]{8}T(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z?")
_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_DURATION = re.compile(
    r"([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?", re.IGNORECASE
)
_OFFSET = re.compile(r"([+-])?(\d{1,2}):?(\d\d)(?::?(\d\d))?")
LONGEST_DAYS = 366 * 10_000
LAST_SECOND = 59
MIDNIGHT_HOUR = 24


class Unreadable(ValueError):
    """A value that says nothing we can read; its text is what is wrong with it, in plain words."""


@dataclass(frozen=True, slots=True)
class Period:
    """A start with an end or a length (§3.3.9)."""

    start: Moment
    end: Moment | None = None
    length: Length | None = None


def moment_of(value: str) -> Moment:
    """The day or time that a value states: naive, or aware in UTC, or in the offset that ISO 8601 allows.

    The shape decides, not VALUE=: producers often state the wrong one. Raises Unreadable.
    """
    text = value.strip()
    try:
        if _PLAIN.fullmatch(text):
            return datetime.fromisoformat(text)
        if len(text) == len("20261126") and text.isdigit() and text.isascii():
            return date.fromisoformat(text)
        timed = _TIME.fullmatch(text)
        if timed:
            return _time(timed)
        dated = _DATE.fullmatch(text)
        if dated:
            return date(int(dated[1]), int(dated[2]), int(dated[3]))
    except (ValueError, OverflowError) as wrong:
        raise Unreadable(
            _("“%(text)s” is no day or time of the calendar (%(wrong)s)")
            % {"text": text[:60], "wrong": wrong}
        ) from wrong
    raise Unreadable(_("“%(text)s” is no date or time") % {"text": text[:60]})


def _time(found: re.Match[str]) -> datetime:
    day = date(int(found[1]), int(found[2]), int(found[3]))
    hour, minute, second = int(found[4]), int(found[5]), min(int(found[6] or 0), LAST_SECOND)
    if hour == MIDNIGHT_HOUR and not minute and not second:
        day, hour = day + timedelta(days=1), 0
    naive = datetime.combine(day, time(hour, minute, second))
    return naive if not found[7] else naive.replace(tzinfo=_fixed(found[7].upper()))


def _fixed(text: str) -> timezone:
    return UTC if text == "Z" else timezone(offset_of(text))


def duration_of(value: str) -> Length:
    """Weeks and days are nominal, hours and below exact (§3.3.6). Raises Unreadable."""
    found = _DURATION.fullmatch("".join(value.split()))
    if found is None or not any(found.groups()[1:]):
        raise Unreadable(_("“%(value)s” is no duration") % {"value": value.strip()[:60]})
    sign = -1 if found[1] == "-" else 1
    weeks, days, hours, minutes, seconds = (int((part or "0")[:12]) for part in found.groups()[1:])
    exact_days = weeks * 7 + days
    if exact_days > LONGEST_DAYS or hours // 24 + minutes // 1440 + seconds // 86400 > LONGEST_DAYS:
        raise Unreadable(_("“%(value)s” is longer than any calendar") % {"value": value.strip()[:60]})
    return Length(sign * exact_days, sign * timedelta(hours=hours, minutes=minutes, seconds=seconds))


def offset_of(value: str) -> timedelta:
    """A UTC offset below a day (§3.3.14); “-0000” is zero. Raises Unreadable."""
    found = _OFFSET.fullmatch(value.strip())
    if found is not None:
        size = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
        if size < timedelta(days=1):
            return -size if found[1] == "-" else size
    raise Unreadable(_("“%(value)s” is no offset from UTC") % {"value": value.strip()[:60]})


def period_of(value: str) -> Period:
    """A period, or a single day or time as one without a length. Raises Unreadable."""
    start, slash, end = value.partition("/")
    if not slash:
        return Period(moment_of(start))
    if end.strip().upper().startswith(("P", "+P", "-P")):
        return Period(moment_of(start), length=duration_of(end))
    return Period(moment_of(start), end=moment_of(end))


def whole_number(value: str, default: int = 0) -> int:
    """A number such as SEQUENCE, held within 32 bits; `default` when it is none."""
    text = value.strip()
    if len(text) == 1 and text in "0123456789":
        return int(text)
    if not re.fullmatch(r"[+-]?\d{1,18}", text):
        return default
    return max(-(2**31), min(2**31 - 1, int(text)))
