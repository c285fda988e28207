"""RRULE and EXRULE texts (RFC 5545 §3.3.10), read leniently, with numbers in their ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast, get_args

from counterpoint.adapters.calendars.values import Unreadable, moment_of
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.rules import Freq, Rule, Skip

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LARGEST = 2**31 - 1
LONGEST_KEPT = 200
"""Characters of a rule that is remembered with its reading."""
MOST_VALUES = 400
"""Values in one part; no part of a rule has more different ones than there are days in a year."""
_DAY = re.compile(r"([+-]?\d{1,3})?\s*(MO|TU|WE|TH|FR|SA|SU)")
_RANGES: dict[str, tuple[str, int, bool]] = {
    "BYMONTH": ("by_month", 12, False),
    "BYWEEKNO": ("by_week", 53, True),
    "BYYEARDAY": ("by_year_day", 366, True),
    "BYMONTHDAY": ("by_month_day", 31, True),
    "BYSETPOS": ("by_position", 366, True),
}
_CLOCK = {"BYHOUR": ("by_hour", 23), "BYMINUTE": ("by_minute", 59), "BYSECOND": ("by_second", 60)}


def rule_of(value: str, doubt: Callable[[str], None]) -> Rule:
    """The rule that a value states; `doubt` is told what was assumed. Raises Unreadable."""
    rule, doubts = _read(value) if len(value) <= LONGEST_KEPT else _read.__wrapped__(value)
    for why in doubts:
        doubt(why)
    return rule


@lru_cache(maxsize=2048)
def _read(value: str) -> tuple[Rule, tuple[str, ...]]:
    """The rule and what was assumed; many events of a calendar share a few rules."""
    doubts: list[str] = []
    doubt = doubts.append
    parts = _parts(value)
    freq = parts.get("FREQ", "")
    if freq not in get_args(Freq):
        raise Unreadable(
            _("its FREQ “%(freq)s” is none of %(names)s")
            % {"freq": freq[:20], "names": ", ".join(get_args(Freq))}
        )
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise Unreadable(
            _("it counts in the calendar “%(parts)s”; only the Gregorian is known")
            % {"parts": parts["RSCALE"][:20]}
        )
    fields: dict[str, Any] = {"interval": _interval(parts), "week_start": _week_start(parts, doubt)}
    fields |= {name: _numbers(parts, key, 1, top, below) for key, (name, top, below) in _RANGES.items()}
    fields |= {name: _clock(parts, key, top) for key, (name, top) in _CLOCK.items()}
    fields |= {"by_day": _days(parts), "count": _count(parts, doubt), "skip": _skip(parts)}
    if parts.get("UNTIL"):
        fields["until"] = moment_of(parts["UNTIL"])
    if fields["count"] and "until" in fields:
        doubt(
            _(
                "It has both COUNT and UNTIL, which RFC 5545 §3.3.10 forbids; "
                "whichever ends it first was taken."
            )
        )
    return Rule(freq=cast(Freq, freq), **fields), tuple(doubts)


def _parts(value: str) -> dict[str, str]:
    """The parts by name; the first of equal names counts."""
    found: dict[str, str] = {}
    plain = "".join(value.split()).upper().removeprefix("RRULE:")
    for part in plain.split(";")[:MOST_VALUES]:
        name, _equals, rest = part.partition("=")
        if name:
            found.setdefault(name, rest)
    return found


def _whole(text: str, key: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,12}", text):
        raise Unreadable(_("its %(key)s “%(text)s” is no number") % {"key": key, "text": text[:20]})
    return int(text)


def _interval(parts: dict[str, str]) -> int:
    interval = _whole(parts.get("INTERVAL") or "1", "INTERVAL")
    if interval < 1:
        raise Unreadable(
            _("its INTERVAL %(interval)s is below 1, and a rule cannot stand still") % {"interval": interval}
        )
    return min(interval, LARGEST)


def _count(parts: dict[str, str], doubt: Callable[[str], None]) -> int | None:
    if not parts.get("COUNT"):
        return None
    count = _whole(parts["COUNT"], "COUNT")
    if count < 1:
        doubt(_("Its COUNT is %(count)s; it was read as having none.") % {"count": count})
        return None
    return count


def _week_start(parts: dict[str, str], doubt: Callable[[str], None]) -> int:
    text = parts.get("WKST", "MO")
    if text not in DAYS:
        doubt(_("Its WKST “%(text)s” is no weekday; Monday was taken.") % {"text": text[:20]})
        return 0
    return DAYS.index(text)


def _skip(parts: dict[str, str]) -> Skip:
    text = parts.get("SKIP", "OMIT")
    if text not in get_args(Skip):
        raise Unreadable(
            _("its SKIP “%(text)s” is none of %(names)s")
            % {"text": text[:20], "names": ", ".join(get_args(Skip))}
        )
    return cast(Skip, text)


def _values(parts: dict[str, str], key: str) -> list[str]:
    values = list(dict.fromkeys(text for text in parts.get(key, "").split(",") if text))
    if len(values) > 2 * MOST_VALUES:
        raise Unreadable(_("its %(key)s has %(count)s values") % {"key": key, "count": f"{len(values):,}"})
    return values


def _numbers(parts: dict[str, str], key: str, low: int, high: int, below: bool) -> tuple[int, ...]:
    numbers = sorted({_whole(text, key) for text in _values(parts, key)})
    for number in numbers:
        if not (low <= number <= high or (below and -high <= number <= -low)):
            raise Unreadable(_("its %(key)s %(number)s is out of range") % {"key": key, "number": number})
    return tuple(numbers)


def _clock(parts: dict[str, str], key: str, high: int) -> tuple[int, ...]:
    """Hours, minutes or seconds from 0; a leap second (60) is read as the one before it."""
    return tuple(sorted({min(number, 59) for number in _numbers(parts, key, 0, high, below=False)}))


def _days(parts: dict[str, str]) -> tuple[tuple[int, int], ...]:
    found = [(_DAY.fullmatch(text), text) for text in _values(parts, "BYDAY")]
    days = []
    for match, text in found:
        if match is None or (match[1] is not None and int(match[1]) == 0):
            raise Unreadable(_("its BYDAY “%(text)s” is no weekday") % {"text": text[:20]})
        days.append((int(match[1] or 0), DAYS.index(match[2])))
    return tuple(days)
