"""Energy, quality and presence by part of life: means of days with intervals, where days are enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from counterpoint.domain.energy import CheckIn, Stretch
from counterpoint.domain.reviews import Estimate
from counterpoint.domain.reviews.week import LEAST_DAYS, DomainLevel
from counterpoint.domain.timeline import local
from counterpoint.engines.statistics.levels import level_of, within_scale

Days = Mapping[date, list[int]]
STEP = 1.0
ENERGY, FIVE = (1.0, 7.0), (1.0, 5.0)


def levels_by_domain(
    check_ins: Iterable[CheckIn], stretches: Iterable[Stretch], zone: str
) -> tuple[DomainLevel, ...]:
    """One level for each domain that check-ins or stretches name, most days first."""
    energy = _days((each.domain_id, local(each.at, zone).date(), each.energy) for each in check_ins)
    stretches = tuple(stretches)
    quality = _days((each.domain_id, local(each.at, zone).date(), each.quality) for each in stretches)
    presence = _days((each.domain_id, local(each.at, zone).date(), each.presence) for each in stretches)
    levels = [
        DomainLevel(
            name,
            len({*energy[name], *quality[name], *presence[name]}),
            _mean(energy[name], ENERGY),
            _mean(quality[name], FIVE),
            _mean(presence[name], FIVE),
        )
        for name in sorted({*energy, *quality, *presence})
    ]
    return tuple(sorted(levels, key=lambda each: -each.days))


def _days(said: Iterable[tuple[str, date, int | None]]) -> defaultdict[str, defaultdict[date, list[int]]]:
    found: defaultdict[str, defaultdict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for domain_id, day, answer in said:
        if domain_id and answer is not None:
            found[domain_id][day].append(answer)
    return found


def _mean(days: Days, ends: tuple[float, float]) -> Estimate | None:
    """The mean of daily means, as several answers of one day are not several days."""
    if len(days) < LEAST_DAYS:
        return None
    ordered = sorted(days)
    level = level_of(
        [(day - ordered[0]).days for day in ordered],
        [sum(days[day]) / len(days[day]) for day in ordered],
        step=STEP,
    )
    return within_scale(level, *ends)
