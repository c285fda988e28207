"""Life happened: for a while nothing is asked, and these days stay out of every estimate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from counterpoint.domain.timeline import DAY, Span, local


@dataclass(frozen=True, slots=True)
class Pause:
    """From `at` until `until` (None: it goes on). `note` is the person's own."""

    id: str
    at: datetime
    until: datetime | None = None
    note: str = ""

    def holds(self, moment: datetime) -> bool:
        return self.at <= moment and (self.until is None or moment < self.until)


def spans_of(pauses: Iterable[Pause], now: datetime | None = None) -> tuple[Span, ...]:
    """The time of these pauses. One without an end lasts until `now`, and is left out without that."""
    ends = ((each.at, each.until or now) for each in pauses)
    return tuple(Span(at, until) for at, until in ends if until is not None and at < until)


def days_of(pauses: Iterable[Pause], span: Span, zone: str) -> frozenset[date]:
    """The local dates within `span` of which any part was paused; one without an end lasts to its end."""
    found: set[date] = set()
    for each in pauses:
        held = Span(each.at, max(each.at, each.until or span.end)).meet(span)
        if held:
            first = local(held.start, zone).date()
            last = local(held.end - timedelta(microseconds=1), zone).date()
            found |= {first + n * DAY for n in range((last - first).days + 1)}
    return frozenset(found)
