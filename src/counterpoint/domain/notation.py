"""How durations, weekly windows and names are written: read leniently, written in one way.

A duration is whole minutes. A weekly window is written as days and hours: ``mon-fri 09:00-17:30``,
``sat,sun 10:00-12:00``, ``daily 18:00-24:00``, ``sun all day``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import time
from math import ceil

from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.timeline import EVERY_DAY, SLOT_MINUTES, WEEKDAYS, WEEKEND, WeeklyWindow
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import gettext_noop

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONG_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DURATION_ADVICE = gettext_noop("Write minutes as a number, or such as “2h 30m”, “90 min” or “1.5h”.")
WINDOW_ADVICE = gettext_noop(
    "Write days and hours, such as “mon-fri 09:00-17:30”, “sat,sun 10:00-12:00” or “daily 18:00-20:00”."
)

_HOUR_WORDS = r"(?:h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas)"
_MINUTE_WORDS = r"(?:m|min|mins|minute|minutes|minuten|minuto|minutos)"
DURATION_PATTERN = (
    rf"(?:(?P<hours>\d{{1,4}}(?:[.,]\d{{1,3}})?)\s*{_HOUR_WORDS}\.?"
    rf"(?:\s*(?P<more>\d{{1,2}})(?![:.]\d)(?:\s*{_MINUTE_WORDS}\b\.?)?(?!\w))?"
    rf"|(?P<minutes>\d{{1,6}}(?:[.,]\d{{1,3}})?)\s*{_MINUTE_WORDS}\b\.?)(?!\w)"
)
"""One duration with its unit, for a search within a text; see `minutes_found`."""

_DURATION = re.compile(DURATION_PATTERN, re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?::(\d{2}))?)?\s*(am|pm)?", re.IGNORECASE)
_NOON, _MIDNIGHT, _SHORTEST_DAY = 12, 24, 2
_RANGE = re.compile(r"\s*(?:-|–|—|to|until)\s*", re.IGNORECASE)
_GROUPS = {
    "daily": EVERY_DAY,
    "every day": EVERY_DAY,
    "everyday": EVERY_DAY,
    "all days": EVERY_DAY,
    "weekdays": WEEKDAYS,
    "weekday": WEEKDAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}


class NotADuration(CounterpointError):
    """A text that says no length of time."""


class NotAWindow(CounterpointError):
    """A text that says no days and hours of a week."""


def read_duration(text: str) -> int:
    """The minutes in ``2h 30m``, ``90 min``, ``1,5h`` or ``45``, rounded up; NotADuration for others."""
    plain = text.strip()
    if re.fullmatch(r"\d{1,6}", plain):
        return int(plain)
    found = _DURATION.fullmatch(plain)
    if not found:
        raise NotADuration(
            _("“%(text)s” is not a length of time.") % {"text": text}, advice=_(DURATION_ADVICE)
        )
    return minutes_found(found)


def minutes_found(found: re.Match[str]) -> int:
    """The minutes in a match of `DURATION_PATTERN`, rounded up to a whole one."""
    if found["hours"] is None:
        return ceil(_number(found["minutes"]))
    return ceil(round(_number(found["hours"]) * 60, 6)) + int(found["more"] or 0)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def say_duration(minutes: int) -> str:
    """Minutes as people write them: ``45m``, ``2h``, ``2h 30m``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h {rest}m" if rest else f"{hours}h"


def up_to_grid(minutes: int) -> int:
    """The next multiple of five minutes, `minutes` itself when it is one."""
    return -(-minutes // SLOT_MINUTES) * SLOT_MINUTES


def read_windows(text: str) -> tuple[WeeklyWindow, ...]:
    """The windows in a text: days first, then one or more ranges of hours; NotAWindow when it says none.

    An end at or before the start is on the next day. ``;`` parts one window from the next.
    """
    return tuple(window for part in text.split(";") if part.strip() for window in _one_part(part.strip()))


def _one_part(text: str) -> Iterable[WeeklyWindow]:
    found = re.fullmatch(r"(?P<days>[^\d]*?)[\s:,]*(?P<hours>\d.*|all\s+day)", text, re.IGNORECASE)
    if not found:
        raise NotAWindow(_("“%(text)s” says no days and hours.") % {"text": text}, advice=_(WINDOW_ADVICE))
    days = read_days(found["days"]) if found["days"].strip() else EVERY_DAY
    if found["hours"].lower().startswith("all"):
        return [WeeklyWindow(days, time(0), time(0))]
    ranges = re.split(r"\s*(?:,|\band\b|&)\s*", found["hours"])
    return [WeeklyWindow(days, *read_hours(each)) for each in ranges]


def read_days(text: str) -> frozenset[int]:
    """The weekdays (0 is Monday) in ``mon-fri``, ``sat,sun``, ``daily`` or ``weekend``; NotAWindow else."""
    plain = re.sub(r"\s*[-–—]\s*|\s+to\s+", "-", " ".join(text.lower().split())).rstrip(":,")
    if plain in _GROUPS:
        return _GROUPS[plain]
    parts = [part for part in re.split(r"(?:[,&+\s]|\band\b)+", plain) if part]
    days = frozenset(day for part in parts for day in _days_in(part, text))
    if not days:
        raise NotAWindow(_("“%(text)s” names no day.") % {"text": text}, advice=_(WINDOW_ADVICE))
    return days


def _days_in(part: str, text: str) -> Iterable[int]:
    if part in _GROUPS:
        return _GROUPS[part]
    match [day_number(each) for each in part.split("-")]:
        case [int(only)]:
            return [only]
        case [int(first), int(last)]:
            return [day % 7 for day in range(first, last + 1 + (7 if last < first else 0))]
    raise NotAWindow(
        _("“%(part)s” in “%(text)s” is no day of the week.") % {"part": part, "text": text.strip()},
        advice=_(WINDOW_ADVICE),
    )


def day_number(word: str) -> int | None:
    """0 for a Monday to 6 for a Sunday, in full or shortened to two letters or more; else None."""
    plain = word.lower().rstrip(".")
    if len(plain) < _SHORTEST_DAY:
        return None
    return next((n for n, name in enumerate(LONG_DAY_NAMES) if name.startswith(plain)), None)


def read_hours(text: str) -> tuple[time, time]:
    """Start and end of a range of wall-clock times, 24:00 being the end of the day. NotAWindow else."""
    match _RANGE.split(text.strip()):
        case [start, end]:
            return read_clock(start), read_clock(end)
    raise NotAWindow(_("“%(text)s” is no range of hours.") % {"text": text}, advice=_(WINDOW_ADVICE))


def read_clock(text: str) -> time:
    """A wall-clock time such as ``9:30``, ``09.30``, ``9am`` or ``24:00`` (midnight); NotAWindow else."""
    found = _CLOCK.fullmatch(text.strip())
    try:
        if found:
            return time(_hour(found), int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        pass
    raise NotAWindow(
        _("“%(text)s” is no time of day.") % {"text": text},
        advice=_("Write hours and minutes, such as 17:30."),
    )


def _hour(found: re.Match[str]) -> int:
    """The hour of a clock time, 0 for 24:00; ValueError when there is no such hour."""
    hour, half = int(found[1]), (found[4] or "").lower()
    if not half:
        return 0 if hour == _MIDNIGHT and not int(found[2] or 0) and not int(found[3] or 0) else hour
    if not 1 <= hour <= _NOON:
        raise ValueError(found[0])
    return hour % _NOON + (_NOON if half == "pm" else 0)


def say_window(window: WeeklyWindow) -> str:
    """A window in the one way in which it is written; `read_windows` gives it back."""
    end = "24:00" if window.end == time(0) else say_clock(window.end)
    return f"{say_days(window.days)} {say_clock(window.start)}-{end}"


def say_clock(at: time) -> str:
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def say_days(days: Collection[int]) -> str:
    """``daily``, ``mon-fri``, ``mon,wed`` …; runs of three days or more are shortened."""
    if frozenset(days) == EVERY_DAY:
        return "daily"
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(_say_run(run) for run in runs)


def _say_run(run: list[int]) -> str:
    names = [DAY_NAMES[day] for day in run]
    return f"{names[0]}-{names[-1]}" if names[2:] else ",".join(names)


LONGEST_ID = 64
NOT_IDS = frozenset({"new"})
"""Words that stand where an id does in the addresses of pages; no id is made that is one of them."""
_ID_ADVICE = gettext_noop(
    "An id has 1 to %(most)s letters, digits, spaces or signs such as - _ . : but no slash."
)
_ID = re.compile(rf"(?!\.\.?$)[^/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]{{1,{LONGEST_ID}}}")


def id_advice() -> str:
    """What an id may be, for people."""
    return _(_ID_ADVICE) % {"most": LONGEST_ID}


def is_id(text: str) -> bool:
    """Whether a text can name a thing: in a database, and in an address between two slashes."""
    return _ID.fullmatch(text) is not None


def slug(text: str, *, otherwise: str = "thing") -> str:
    """A stable short name, at most 60 of [a-z0-9-]; without Latin letters, `otherwise` and a digest."""
    folded = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")[:60].strip("-")
    return short or f"{otherwise}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"
