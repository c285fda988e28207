"""A recurring invitation judged time by time: how many of the next ones cross what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from counterpoint.domain.asking import Ground, Verdict, judge
from counterpoint.domain.boundaries import Request
from counterpoint.domain.inviting.invitation import OFTEN, Asking
from counterpoint.domain.inviting.message import Message, Occasion
from counterpoint.domain.values import Sphere

WEEKS_AHEAD = 4
"""Weeks in which each time of a series is judged."""


@dataclass(frozen=True, slots=True)
class JudgedTime:
    occasion: Occasion
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Something that several of the times meet, by its title, and how many of them."""

    kind: str
    title: str
    times: int


@dataclass(frozen=True, slots=True)
class JudgedSeries:
    """The times of the weeks ahead, each with its verdict."""

    each: tuple[JudgedTime, ...]

    def count(self, word: str) -> int:
        return sum(one.verdict.word == word for one in self.each)

    @property
    def cost(self) -> float:
        """What all of them cost, in quarter hours of the most valued thing."""
        return sum(one.verdict.cost for one in self.each)

    @property
    def in_the_way(self) -> tuple[InTheWay, ...]:
        """What they meet, the most frequent first."""
        met = Counter(
            key
            for one in self.each
            for key in {(each.kind, each.title) for each in one.verdict.met if each.kind != "past"}
        )
        return tuple(InTheWay(kind, title, times) for (kind, title), times in met.most_common())


def judge_times(
    ground: Ground, times: Iterable[Occasion], *, sphere: Sphere | None = None, all_day: bool = False
) -> JudgedSeries:
    """Judges the times that lie within the ground; the others are too far to say."""
    here = ground.problem.horizon
    return JudgedSeries(
        tuple(
            JudgedTime(each, judge(ground, each.span, sphere=sphere, all_day=all_day))
            for each in times
            if here.covers(each.span)
        )
    )


def asked_before(requests: Iterable[Request], message: Message, now: datetime) -> Asking:
    """How often the organiser asked within `OFTEN` before, by address; this message's own request counts."""
    organiser = message.organiser
    address = organiser.address.casefold() if organiser else ""
    theirs: Sequence[Request] = [
        each for each in requests if address and each.email.casefold() == address and now - each.at <= OFTEN
    ]
    return Asking(len(theirs), sum(each.is_promised for each in theirs))
