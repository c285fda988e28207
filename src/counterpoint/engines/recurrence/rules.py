"""A recurrence rule as data (RFC 5545 §3.3.10, with SKIP of RFC 7529 for the Gregorian calendar)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Freq = Literal["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
Skip = Literal["OMIT", "BACKWARD", "FORWARD"]

UNIT_SECONDS: dict[Freq, int] = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600}
"""The frequencies below a day, with the length of their period in seconds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE or EXRULE, its numbers already within the ranges that the RFC allows.

    `interval` is at least 1. `until` is a date, a local time (naive) or an instant (aware), inclusive.
    `by_day` holds (ordinal, weekday) with ordinal 0 for every such day and weekday 0 for Monday.
    """

    freq: Freq
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    by_month: tuple[int, ...] = ()
    by_week: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    by_position: tuple[int, ...] = ()
    week_start: int = 0
    skip: Skip = "OMIT"

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(day for _, day in self.by_day)

    @property
    def limits_days(self) -> bool:
        """Whether a part other than BYDAY restricts which days a DAILY or WEEKLY rule meets."""
        return bool(self.by_month or self.by_month_day or self.by_year_day or self.by_week)
