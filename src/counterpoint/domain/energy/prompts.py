"""When a person is asked for a check-in: at moments that nobody can foresee, and only who wants that.

The waking day is cut into four quarters (two halves in the light mode) and each gets one prompt at a random
minute, so that no hour is looked at more than another and none can be prepared for. Chance is seeded by
person and day: whoever asks again gets the same moments. Self-monitoring itself changes behaviour, so the
first two days stay out of every estimate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal

from counterpoint.domain.energy.checkin import CheckIn
from counterpoint.domain.timeline import DAY, Span, WeeklyWindow, hours_on, local

HowOften = Literal["off", "light", "four"]
PARTS: dict[str, int] = {"off": 0, "light": 2, "four": 4}
WINDOW = timedelta(minutes=45)
SETTLING_DAYS = 2
_DRAWS = 48


@dataclass(frozen=True, slots=True)
class PromptWishes:
    """How often a person wants to be asked, and when never. Who has said nothing is not asked."""

    id: str = "prompts"
    often: HowOften = "off"
    quiet: tuple[WeeklyWindow, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One moment to ask: it can be answered from `at` until `until`, and then it is over without a word."""

    id: str
    at: datetime
    until: datetime

    @property
    def span(self) -> Span:
        return Span(self.at, self.until)


def waking_day(day: date, waking: Iterable[WeeklyWindow], zone: str) -> Span | None:
    """From the first waking minute of a day to the last; None for a day without any."""
    spans = hours_on(waking, day, zone)
    return Span(spans[0].start, spans[-1].end) if spans else None


def parts_of(day: Span, parts: int) -> tuple[Span, ...]:
    """The day in so many parts of the same length, to the minute."""
    cuts = [day.start + timedelta(minutes=day.minutes * n // parts) for n in range(parts)]
    return tuple(Span(a, b) for a, b in zip(cuts, [*cuts[1:], day.end], strict=True) if a < b)


def prompts_on(
    day: date,
    wishes: PromptWishes,
    *,
    waking: Sequence[WeeklyWindow],
    zone: str,
    person: str,
    left_alone: Iterable[Span] = (),
) -> tuple[Prompt, ...]:
    """The prompts of a day, in order: at most one in each part of it, wholly within that part.

    None meets quiet hours or a span to be `left_alone` (protected time, a pause). A part in which chance
    finds no such moment asks nothing. What already has its moment keeps it, unless that is left alone now.
    """
    parts = PARTS[wishes.often]
    awake = waking_day(day, waking, zone)
    if awake is None or not parts:
        return ()
    shut = [*left_alone, *_quiet(day, wishes, zone)]
    found = []
    for nth, part in enumerate(parts_of(awake, parts), 1):
        chance = Random(f"{person} {day.isoformat()} {nth} of {parts}")
        when = _moment(part, shut, chance)
        if when:
            found.append(Prompt(f"{day.isoformat()}-{nth}of{parts}", when.start, when.end))
    return tuple(found)


def _quiet(day: date, wishes: PromptWishes, zone: str) -> list[Span]:
    around = [day - DAY, day, day + DAY]
    return [span for on in around for span in hours_on(wishes.quiet, on, zone)]


def _moment(part: Span, shut: Sequence[Span], chance: Random) -> Span | None:
    length = min(WINDOW, part.end - part.start)
    latest = part.minutes - int(length.total_seconds()) // 60
    for _ in range(_DRAWS):
        start = part.start + timedelta(minutes=chance.randint(0, latest))
        window = Span(start, start + length)
        if not any(window.overlaps(each) for each in shut):
            return window
    return None


def due_among(prompts: Iterable[Prompt], given: Iterable[CheckIn], now: datetime) -> tuple[Prompt, ...]:
    """The prompts whose time it is and which no check-in has answered, whether it named them or not."""
    given = tuple(given)
    return tuple(
        each
        for each in prompts
        if now in each.span and not any(one.prompt_id == each.id or one.at in each.span for one in given)
    )


def evening_begins(day: date, waking: Iterable[WeeklyWindow], zone: str) -> datetime | None:
    """When the last quarter of the waking day begins, in which one can look back at it."""
    awake = waking_day(day, waking, zone)
    return awake.end - (awake.end - awake.start) / 4 if awake else None


def settling_days(first: CheckIn | None) -> frozenset[date]:
    """The local days that stay out of estimates: the two that begin with somebody's first check-in."""
    if first is None:
        return frozenset()
    begin = local(first.at, first.zone).date()
    return frozenset(begin + timedelta(days=n) for n in range(SETTLING_DAYS))
