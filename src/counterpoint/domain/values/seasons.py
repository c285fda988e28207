"""Seasons: for a while some voices of a life are louder, so others are softer, until a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from counterpoint.domain.words import gettext_noop

Dynamic = Literal["pp", "p", "mp", "mf", "f", "ff"]
DYNAMICS: tuple[Dynamic, ...] = ("pp", "p", "mp", "mf", "f", "ff")
"""From very soft to very loud; "mf" is a voice as it usually is."""
USUAL: Dynamic = "mf"
FACTORS: Mapping[Dynamic, float] = {"pp": 0.4, "p": 0.6, "mp": 0.8, "mf": 1.0, "f": 1.25, "ff": 1.5}
"""What the worth of a domain's tasks and routines is multiplied by while it is so loud; ours."""
UNTIL: Mapping[Dynamic, str] = {
    "pp": gettext_noop("%(domain)s is very soft until %(day)s."),
    "p": gettext_noop("%(domain)s is soft until %(day)s."),
    "mp": gettext_noop("%(domain)s is a little softer until %(day)s."),
    "mf": gettext_noop("%(domain)s is as usual until %(day)s."),
    "f": gettext_noop("%(domain)s is loud until %(day)s."),
    "ff": gettext_noop("%(domain)s is very loud until %(day)s."),
}
A_DAY = timedelta(days=1)
NEAR_END = timedelta(days=3)
"""So long before its last day the end of a season is announced."""
STILL_ASKED = timedelta(days=21)
"""So long after its last day a season still asks for a look back."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """How loud one life domain is."""

    domain_id: str
    dynamic: Dynamic = "mf"

    @property
    def factor(self) -> float:
        return FACTORS[self.dynamic]


@dataclass(frozen=True, slots=True)
class Season:
    """A stretch of days, first and last included, with an emphasis for some life domains.

    Every season ends. Rest has a floor that none lowers: what is firm, sleep and meals stay as they are.
    `ended_on`: the day on which the person looked back at it; None until then.
    """

    id: str
    title: str
    first: date
    last: date
    emphasis: tuple[Emphasis, ...] = ()
    why: str = ""
    looking_back: str = ""
    ended_on: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def dynamic_of(self, domain_id: str) -> Dynamic | None:
        """How loud it says that a life domain is; None when it says nothing of it."""
        return next((each.dynamic for each in self.emphasis if each.domain_id == domain_id), None)

    @property
    def soft(self) -> tuple[Emphasis, ...]:
        """The voices that wait."""
        return tuple(each for each in self.emphasis if is_soft(each.dynamic))

    def asks(self, today: date) -> bool:
        """Whether its end is to be announced: from three days before it, until it was looked back at."""
        return self.ended_on is None and self.last - NEAR_END <= today <= self.last + STILL_ASKED


@dataclass(frozen=True, slots=True)
class Voice:
    """How loud a life domain is, and the season that says so (None: it is as usual)."""

    dynamic: Dynamic = USUAL
    season: Season | None = None

    @property
    def until(self) -> date | None:
        return self.season.last if self.season else None


@dataclass(frozen=True, slots=True)
class Run:
    """Days, first and last included, on which a voice stays as it is."""

    first: date
    last: date
    voice: Voice


def is_soft(dynamic: Dynamic) -> bool:
    return FACTORS[dynamic] < 1


def is_loud(dynamic: Dynamic) -> bool:
    return FACTORS[dynamic] > 1


def voice_on(seasons: Iterable[Season], domain_id: str, day: date) -> Voice:
    """How loud a life domain is on a day.

    Where several seasons speak of it the one that began later is heard; of two that began on one day the
    one that ends sooner.
    """
    here = [each for each in seasons if each.covers(day)]
    for season in sorted(here, key=lambda each: (-each.first.toordinal(), each.last, each.id)):
        if (said := season.dynamic_of(domain_id)) is not None:
            return Voice(said, season)
    return Voice()


def voice_over(seasons: Iterable[Season], domain_id: str, days: Iterable[date]) -> Voice:
    """How loud a domain is on most of these days; of two that are even the one that is heard first."""
    seasons = tuple(seasons)
    heard = [voice_on(seasons, domain_id, day) for day in days] if seasons and domain_id else []
    return max(heard, key=heard.count, default=Voice())


def runs(seasons: Iterable[Season], domain_id: str, first: date, last: date) -> Iterator[Run]:
    """A domain's voice over a stretch of days, in pieces that stay as they are."""
    seasons = tuple(seasons)
    days = (first + n * A_DAY for n in range((last - first).days + 1))
    for voice, alike in groupby(days, key=lambda day: voice_on(seasons, domain_id, day)):
        found = list(alike)
        yield Run(found[0], found[-1], voice)
