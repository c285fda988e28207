"""Days elsewhere: those to come and those behind, and what a new one would lie on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from counterpoint.desk.ports import Diary
from counterpoint.domain.living import Stay
from counterpoint.domain.timeline import local


@dataclass(frozen=True, slots=True)
class Stays:
    """All stays in order of time. `here`: the one that it is now."""

    home: str
    here: Stay | None
    coming: tuple[Stay, ...]
    past: tuple[Stay, ...]


def stays_of(diary: Diary, now: datetime) -> Stays:
    every = tuple(kept.thing for kept in diary.shelf(Stay).all())
    return Stays(
        home=diary.settings().thing.at_home.zone,
        here=next((each for each in every if now in each.span), None),
        coming=tuple(each for each in every if each.arrives_at > now),
        past=tuple(reversed([each for each in every if each.leaves_at <= now])),
    )


def in_the_way(stays: Iterable[Stay], stay: Stay) -> Stay | None:
    """The first other stay that lies at the same time."""
    others = (each for each in stays if each.id != stay.id)
    return next((each for each in others if each.span.overlaps(stay.span)), None)


def ahead_of_home(stay: Stay, home: str) -> timedelta:
    """By how much the clock there is ahead of that of home when one arrives; below zero: behind it."""
    there, here = (local(stay.arrives_at, zone).utcoffset() for zone in (stay.zone, home))
    assert there is not None
    assert here is not None
    return there - here
