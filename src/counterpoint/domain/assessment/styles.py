"""Which of four ways of joining work and life some answers are most like. Labels of ours, no types of people.

Four axes from 0 to 1, against the ends of the answer scale and no norms:

- Boundary Specialist: (preference for keeping apart − how much is mixed + 1) / 2
- Blender: √(how much is mixed x control over it); the root of the product lies on the scale of its parts
- Purpose-Driven: mean of clear purpose and enrichment both ways
- Time-Bound Multitasker: mean of time pressure and switching

A softmax turns them into shares. Each answer has an error of its own, 27 % of the variance of such items; the
shares are averaged over a fixed set of such errors. When no share reaches .55, the answer is "Mixed".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from counterpoint.domain.assessment.packs import Pack

Style = Literal["specialist", "blender", "purpose", "multitasker"]
STYLES: tuple[Style, ...] = ("specialist", "blender", "purpose", "multitasker")
Shown = Literal["", "specialist", "blender", "purpose", "multitasker", "mixed"]

CONSTRUCTS: Mapping[str, tuple[str, ...]] = {
    "apart": ("apart_like", "apart_leave"),
    "mixed": ("work_comes_in", "life_comes_in"),
    "control": ("control_when", "control_out"),
    "purpose": ("purpose_known", "purpose_days"),
    "enrichment": ("work_gives_1", "work_gives_2", "life_gives_1", "life_gives_2"),
    "pressure": ("pressure_more", "pressure_jump"),
}
"""The items of the pack "everyday" that each part of an axis is the mean of."""

ASSIGNED_FROM = 0.55
SHARPNESS = 0.085
"""The softmax's temperature, in parts of an axis: chosen by simulation, see docs/reference/instruments.md."""
ITEM_SD, ERROR_SHARE = 0.25, 0.27
"""How far answers to such an item spread, as part of its scale, and how much of that variance is error."""
DRAWS = 64
_ERROR = ITEM_SD * math.sqrt(ERROR_SHARE)


@dataclass(frozen=True, slots=True)
class Profile:
    """`style` is one of the four, or "mixed"; `near` are all four, nearest first. `shares` are not shown."""

    style: Shown
    near: tuple[Style, ...]
    shares: Mapping[Style, float]


def profile_of(pack: Pack, values: Mapping[str, int]) -> Profile | None:
    """The profile of some answers to the pack "everyday"; None while one of its six parts has no answer."""
    parts = {name: _places(pack, items, values) for name, items in CONSTRUCTS.items()}
    if not all(parts.values()):
        return None
    return nearest(parts)


def _places(pack: Pack, items: Sequence[str], values: Mapping[str, int]) -> list[float]:
    """Where each answer lies between the ends of its scale, 0 to 1."""
    known = [(pack.item(name), values[name]) for name in items if name in values]
    return [(value - item.least) / (item.most - item.least) for item, value in known if item is not None]


def nearest(parts: Mapping[str, Sequence[float]]) -> Profile:
    """The profile of places between 0 and 1, at least one for each part."""
    means = [math.fsum(parts[name]) / len(parts[name]) for name in CONSTRUCTS]
    errors = [_ERROR / math.sqrt(len(parts[name])) for name in CONSTRUCTS]
    totals = [0.0] * len(STYLES)
    for draw in _CHANCE:
        moved = [mean + error * by for mean, error, by in zip(means, errors, draw, strict=True)]
        for place, share in enumerate(_softmax(_axes([min(1.0, max(0.0, each)) for each in moved]))):
            totals[place] += share / DRAWS
    shares = dict(zip(STYLES, totals, strict=True))
    near = tuple(sorted(STYLES, key=lambda style: -shares[style]))
    return Profile(near[0] if shares[near[0]] >= ASSIGNED_FROM else "mixed", near, shares)


def _axes(places: Sequence[float]) -> tuple[float, float, float, float]:
    apart, mixed, control, purpose, enrichment, pressure = places
    return (apart - mixed + 1) / 2, math.sqrt(mixed * control), (purpose + enrichment) / 2, pressure


def _softmax(axes: Sequence[float]) -> list[float]:
    raised = [math.exp(axis / SHARPNESS) for axis in axes]
    whole = math.fsum(raised)
    return [each / whole for each in raised]


def _chance() -> tuple[tuple[float, ...], ...]:
    """The same errors for everybody, each with its opposite, so that they even out."""
    chance = Random(27)
    half = [tuple(chance.gauss(0, 1) for _ in CONSTRUCTS) for _ in range(DRAWS // 2)]
    return tuple(half) + tuple(tuple(-each for each in draw) for draw in half)


_CHANCE = _chance()
