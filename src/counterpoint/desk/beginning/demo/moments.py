"""How it was for the example person, moment by moment: check-ins, and how some of what was done felt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import exp
from random import Random

from counterpoint.desk.beginning.demo.others import Weeks
from counterpoint.desk.beginning.demo.weeks import WEEKS_LIVED, Lived
from counterpoint.domain.agenda import Fact
from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.living.renewal import TAKEN
from counterpoint.domain.planning import Block
from counterpoint.domain.timeline import local

MOST, FIVE = 7, 5
ANSWERED, PULLED, TOLD = 0.62, 0.1, 0.5
"""At so many of the moments at which Robin might have said something, they did."""
EVENING = 19


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What chance adds to a moment: to its level, and to what was said of it (0 to 1 each)."""

    apart: float
    pulled: float
    work_lifts: float
    work_drains: float
    life_lifts: float
    life_drains: float


def check_ins(weeks: Weeks, lived: Lived, spheres: Mapping[str, str], chance: Random) -> Iterator[CheckIn]:
    """Some moments of each day, with a morning person's rhythm, better and worse days, and chance."""
    first = weeks.at(-WEEKS_LIVED, 0, 0)
    for n in range((local(weeks.now, weeks.zone).date() - local(first, weeks.zone).date()).days, -1, -1):
        of_day = chance.gauss(0, 0.5)
        for quarter in range(4):
            minutes = 415 + quarter * 235 + chance.randrange(0, 200)
            answered = chance.random() < ANSWERED
            drawn = _Drawn(of_day + chance.gauss(0, 0.6), *(chance.random() for _ in range(5)))
            at = weeks.ago(n, 0) + timedelta(minutes=minutes)
            if answered and at < weeks.now:
                yield _check_in(at, weeks.zone, _going_on(at, lived), spheres, drawn)


def _check_in(
    at: datetime, zone: str, going_on: tuple[str, str], spheres: Mapping[str, str], drawn: _Drawn
) -> CheckIn:
    title, domain_id = going_on
    at_work = spheres.get(domain_id) == "work"
    late = title in ("Late launch", "Budget talk")
    here = local(at, zone)
    said = CheckIn(
        id=f"example-{at:%Y%m%dT%H%M}",
        at=at,
        zone=zone,
        energy=_step(_rhythm(here) + drawn.apart),
        tension=_step(3.2 + at_work * 0.8 + late * 2 - drawn.apart),
        mood=_step(4.7 - at_work * 0.3 + drawn.apart),
        where="work" if at_work else "personal",
        activity=title,
        domain_id=domain_id,
        pulled=True if drawn.pulled < PULLED else None,
    )
    return _in_the_evening(said, drawn) if here.hour >= EVENING else said


def _in_the_evening(said: CheckIn, drawn: _Drawn) -> CheckIn:
    """How much of a lift and a drain each part gave the other: work on good days, life nearly always."""
    return replace(
        said,
        work_lifted=_step(2.8 + 2.2 * drawn.work_lifts + drawn.apart),
        work_drained=_step(1.8 + 2.6 * drawn.work_drains - drawn.apart),
        life_lifted=_step(3 + 2.4 * drawn.life_lifts),
        life_drained=_step(1 + 2 * drawn.life_drains),
    )


def _rhythm(here: datetime) -> float:
    """A morning person's energy over the day: most at ten, a dip after lunch, a second wind, then less."""
    hour = here.hour + here.minute / 60
    best, dip, again = ((hour - 10) / 2.4) ** 2, ((hour - 14) / 1.2) ** 2, ((hour - 17.3) / 1.8) ** 2
    return 3.9 + 1.7 * exp(-best) - 0.8 * exp(-dip) + 0.6 * exp(-again) - max(0.0, hour - 20) * 0.5


def _going_on(at: datetime, lived: Lived) -> tuple[str, str]:
    """What calendar or plan has at a moment, and of which part of life it is."""
    here: tuple[Fact | Block, ...] = (
        *(each for each in lived.facts if at in each.span),
        *(each for each in lived.blocks if at in each.span and each.kind not in ("meal", "ritual")),
    )
    return next(((each.title, each.domain_id) for each in here), ("", ""))


def _step(level: float, most: int = MOST) -> int:
    return min(most, max(1, round(level)))


_GOOD_FOR: Mapping[str, tuple[float, float]] = {
    "work": (3.5, 3.6), "family": (4.4, 4.1), "health": (4.3, 4.4), "choir": (4.7, 4.8),
    "home": (3.2, 3.4), "learning": (4.0, 3.9), "": (3.8, 3.8),
}  # fmt: skip
"""How good, and how present, what belongs to a part of life usually is."""


def stretches(weeks: Weeks, lived: Lived, chance: Random) -> Iterator[Stretch]:
    """How some of what was done was, and a few times by the river."""
    told = [each for each in lived.blocks if each.state == "done" and each.kind != "meal"]
    events = [each for each in lived.facts if each.title in ("Choir rehearsal", "Concert", "Design review")]
    every: list[Fact | Block] = [*told, *events]
    for each in sorted(every, key=lambda one: one.span):
        drawn, quality, presence = chance.random(), chance.gauss(0, 0.7), chance.gauss(0, 0.6)
        if drawn < TOLD:
            good, present = _GOOD_FOR.get(each.domain_id, _GOOD_FOR[""])
            own = each.key if isinstance(each, Fact) else each.id
            yield Stretch(
                f"{own}@{each.span.start:%Y%m%dT%H%M}"[:120], each.span.start, each.span.minutes, each.title,
                own if isinstance(each, Fact) else each.subject_id, each.domain_id,
                _step(good + quality, FIVE), _step(present + presence, FIVE),
            )  # fmt: skip
    for days, hour in ((4, 13), (9, 16), (17, 13)):
        at = weeks.ago(days, hour, 10)
        yield Stretch(
            f"river-{at:%Y%m%d}", at, 10, "Ten minutes by the river", f"{TAKEN}river", "health", 5, 5
        )
