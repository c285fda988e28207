"""What renews somebody, by their own word (practice P28): its place in the week, and the moments for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.timeline import Span, union

Hard = Literal["low", "tense", "not_good", "long"]

TAKEN = "renewal:"
"""How the stretch that was given to a renewal names it, before its id."""
A_WORD_HOLDS = timedelta(hours=2)
"""So long what was said of oneself counts as said of now."""
STILL_NEAR = timedelta(minutes=45)
"""So long after its end a long stretch is still felt."""
A_BREATH = timedelta(minutes=15)
"""A gap of this length parts one stretch from the next."""
A_LONG_STRETCH = timedelta(hours=2, minutes=30)
LOW, TENSE, NOT_GOOD = 2, 6, 2
"""Energy up to, tension from (of 7), quality up to (of 5). These lines and the lengths above are ours."""
AROUND = timedelta(hours=3)
"""So near a check-in is to be to be called before or after."""
FEW, LEAST_MINUTES = 3, 5


@dataclass(frozen=True, slots=True)
class Renewal:
    """Something that renews its person and takes about `minutes`.

    `routine_id` or `protected_id` is its place in the week; both are "" where it has none.
    """

    id: str
    title: str = ""
    minutes: int = 20
    routine_id: str = ""
    protected_id: str = ""


def hard_before(
    now: datetime, *, check_ins: Iterable[CheckIn], stretches: Iterable[Stretch], busy: Iterable[Span]
) -> Hard | None:
    """What made the time up to `now` a hard one, if anything is known to have.

    The last check-in speaks first, also when it says that all is well; then what was said of a stretch;
    then two and a half hours without a gap, for which nobody has to say anything.
    """
    near = [each for each in check_ins if now - A_WORD_HOLDS <= each.at <= now and _tells(each)]
    if near:
        return _said(max(near, key=lambda each: each.at))
    ended = ((each.at + timedelta(minutes=each.minutes), each) for each in stretches)
    if any(
        now - A_WORD_HOLDS <= end <= now and (each.quality or NOT_GOOD + 1) <= NOT_GOOD for end, each in ended
    ):
        return "not_good"
    return "long" if any(_is_long(each, now) for each in _without_breaths(busy)) else None


def _tells(check_in: CheckIn) -> bool:
    return check_in.energy is not None or check_in.tension is not None


def _said(check_in: CheckIn) -> Hard | None:
    if check_in.energy is not None and check_in.energy <= LOW:
        return "low"
    return "tense" if check_in.tension is not None and check_in.tension >= TENSE else None


def _without_breaths(busy: Iterable[Span]) -> Iterator[Span]:
    """Busy time with gaps shorter than a breath closed."""
    joined: Span | None = None
    for each in union(busy):
        if joined is not None and each.start - joined.end < A_BREATH:
            joined = Span(joined.start, each.end)
            continue
        if joined is not None:
            yield joined
        joined = each
    if joined is not None:
        yield joined


def _is_long(stretch: Span, now: datetime) -> bool:
    return stretch.end - stretch.start >= A_LONG_STRETCH and now - STILL_NEAR <= stretch.end <= now


def that_fit(renewals: Iterable[Renewal], free_minutes: int) -> tuple[Renewal, ...]:
    """A few that the time until the next thing has room for, in the person's own order."""
    return tuple(each for each in renewals if each.minutes <= free_minutes)[:FEW]


@dataclass(frozen=True, slots=True)
class Renewed:
    """One time that was given to a renewal, with the energy (1–7) that was said before and after it."""

    title: str
    at: datetime
    taken: bool = False
    before: int | None = None
    after: int | None = None


def before_and_after(
    times: Iterable[tuple[str, Span, bool]], check_ins: Sequence[CheckIn]
) -> tuple[Renewed, ...]:
    """Each time (title, when, whether it is known to have been taken) between two words on energy.

    A word counts when it was said within three hours before the beginning or after the end. This is a look
    and no proof: the hour of the day and much else are in it.
    """
    said = sorted((each for each in check_ins if each.energy is not None), key=lambda each: each.at)
    return tuple(
        Renewed(title, span.start, taken, _last(said, span.start), _first(said, span.end))
        for title, span, taken in sorted(times, key=lambda each: each[1])
    )


def _last(said: Sequence[CheckIn], at: datetime) -> int | None:
    return next((each.energy for each in reversed(said) if at - AROUND <= each.at <= at), None)


def _first(said: Sequence[CheckIn], at: datetime) -> int | None:
    return next((each.energy for each in said if at <= each.at <= at + AROUND), None)
