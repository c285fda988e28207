"""What it costs to go straight from one subject to another, compiled."""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from counterpoint.domain.planning.cost import OTHER_DEMAND, OTHER_DOMAIN
from counterpoint.engines.solver.compiled import kernel
from counterpoint.engines.solver.layout import (
    COUNT,
    DEMAND,
    DOMAIN,
    FRONT_DEMAND,
    FRONT_DOMAIN,
    REAR_DEMAND,
    REAR_DOMAIN,
    WHO,
)
from counterpoint.engines.solver.model import Model
from counterpoint.engines.solver.state import State


@kernel
def pair_points(domain: int, demand: int, next_domain: int, next_demand: int) -> int:
    """Going from one subject straight to another."""
    if domain < 0 or next_domain < 0:
        return 0
    if domain != next_domain:
        return OTHER_DOMAIN
    return OTHER_DEMAND if demand >= 0 and next_demand >= 0 and demand != next_demand else 0


@kernel
def beside_points(m: Model, s: State, d: int, k: int, i: int) -> int:
    """What item i costs beside the neighbours of entry k of day d, in its stead."""
    domain, demand = _subject_before(m, s, d, k)
    next_domain, next_demand = _subject_at(m, s, d, k + 1)
    return pair_points(domain, demand, m.item[DOMAIN, i], m.item[DEMAND, i]) + pair_points(
        m.item[DOMAIN, i], m.item[DEMAND, i], next_domain, next_demand
    )


@kernel
def added_beside(m: Model, s: State, d: int, k: int, i: int) -> int:
    """What a piece of item i between entries k - 1 and k of day d adds."""
    domain, demand = _subject_before(m, s, d, k)
    next_domain, next_demand = _subject_at(m, s, d, k)
    return (
        pair_points(domain, demand, m.item[DOMAIN, i], m.item[DEMAND, i])
        + pair_points(m.item[DOMAIN, i], m.item[DEMAND, i], next_domain, next_demand)
        - pair_points(domain, demand, next_domain, next_demand)
    )


@kernel
def _subject_before(m: Model, s: State, d: int, k: int) -> tuple[int, int]:
    """The domain and the demand that entry k - 1 of day d ends with; -1 twice before the first."""
    if k == 0:
        return -1, -1
    who = s.entry[WHO, d, k - 1]
    if who >= 0:
        return m.item[DOMAIN, who], m.item[DEMAND, who]
    return m.rock[REAR_DOMAIN, -1 - who], m.rock[REAR_DEMAND, -1 - who]


@kernel
def _subject_at(m: Model, s: State, d: int, k: int) -> tuple[int, int]:
    """The domain and the demand that entry k of day d begins with; -1 twice after the last."""
    if k >= s.day[COUNT, d]:
        return -1, -1
    who = s.entry[WHO, d, k]
    if who >= 0:
        return m.item[DOMAIN, who], m.item[DEMAND, who]
    return m.rock[FRONT_DOMAIN, -1 - who], m.rock[FRONT_DEMAND, -1 - who]
