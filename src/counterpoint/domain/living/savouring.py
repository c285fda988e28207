"""Savouring: good things that are kept, and the moments at which to ask for one (practices P32, P33)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from counterpoint.domain.timeline import Span, local

GoodKind = Literal["gratitude", "win", "moment"]
Where = Literal["", "work", "life", "both"]
Occasion = Literal["after", "evening"]

FRESH = timedelta(minutes=90)
"""How long something that fed is near enough to be savoured."""
EVENING = timedelta(hours=2)
"""The end of a waking day, in which to look back at it."""


@dataclass(frozen=True, slots=True)
class GoodThing:
    """Something good at `at`: what one is grateful for, a win at work or at home, or a mindful moment."""

    id: str
    at: datetime
    text: str = ""
    kind: GoodKind = "gratitude"
    domain_id: str = ""
    sphere: Where = ""


@dataclass(frozen=True, slots=True)
class SavourOffer:
    """That a moment was offered at `at`, so that there is no second one that day. `answered`: it is over."""

    id: str
    at: datetime
    occasion: Occasion = "evening"
    about: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Lived:
    """Something that was lived until `ended_at`. `feeds`: by the person's own word it does them good."""

    title: str
    ended_at: datetime
    feeds: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that suits. `about` is the title of what was just lived; "" for the day as a whole."""

    occasion: Occasion
    about: str = ""


def moment_for_savouring(
    now: datetime,
    *,
    lived: Iterable[Lived],
    day_ends_at: datetime,
    focus: Iterable[Span] = (),
    had_one: bool = False,
    resting: bool = False,
) -> Moment | None:
    """Whether now is a moment to savour: after something that feeds, or at the end of the day.

    None when the day `had_one` already, within time kept for `focus`, and while life happens (`resting`).
    """
    if had_one or resting or any(now in span for span in focus):
        return None
    fresh = [each for each in lived if each.feeds and each.ended_at <= now < each.ended_at + FRESH]
    if fresh:
        return Moment("after", max(fresh, key=lambda each: each.ended_at).title)
    return Moment("evening") if day_ends_at - EVENING <= now < day_ends_at else None


@dataclass(frozen=True, slots=True)
class Again:
    """Good things worth meeting again: one of about a year ago, one of about a month ago, one by chance."""

    a_year_ago: GoodThing | None = None
    a_month_ago: GoodThing | None = None
    by_chance: GoodThing | None = None


def met_again(things: Sequence[GoodThing], today: date, *, zone: str, chance: float) -> Again:
    """What the archive opens with. `chance` (0 up to 1) chooses among those older than a week."""
    days = {each.id: (today - local(each.at, zone).date()).days for each in things}
    year = _nearest(things, days, 365, 15)
    month = _nearest(things, days, 30, 4)
    shown = {each.id for each in (year, month) if each}
    older = [each for each in things if days[each.id] > 7 and each.id not in shown]  # noqa: PLR2004  # a week
    by_chance = older[min(int(chance * len(older)), len(older) - 1)] if older else None
    return Again(year, month, by_chance)


def _nearest(things: Iterable[GoodThing], days: dict[str, int], ago: int, give: int) -> GoodThing | None:
    near = [each for each in things if abs(days[each.id] - ago) <= give]
    return min(near, key=lambda each: abs(days[each.id] - ago), default=None)


def by_month(things: Iterable[GoodThing], zone: str) -> tuple[tuple[date, tuple[GoodThing, ...]], ...]:
    """(the first of a month, what was good in it), the newest month and the newest thing first."""
    months: dict[date, list[GoodThing]] = {}
    for each in sorted(things, key=lambda thing: thing.at, reverse=True):
        months.setdefault(local(each.at, zone).date().replace(day=1), []).append(each)
    return tuple((month, tuple(found)) for month, found in months.items())
