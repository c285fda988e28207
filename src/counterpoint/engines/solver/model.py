"""A problem as arrays for the compiled kernels: slots of five minutes counted from the start of the horizon.

All arrays are int64 and all costs are whole points of `domain.planning.cost`, so that the engine's cost and the
evaluator's are equal to the point. Tiers are mixed into one number by factors that leave each room above the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterpoint.domain.planning import Item, Problem, Tier
from counterpoint.domain.planning.cost import (
    LATE_FROM,
    SPHERE_CHANGE,
    between,
    from_now,
    misfit_at,
    points_per_slot,
)
from counterpoint.domain.planning.rituals import ritual_for
from counterpoint.domain.planning.sequence import Entry, Subject, chain, day_index, given_of
from counterpoint.domain.timeline import SLOT, SLOT_MINUTES, Span, floor_to_slot, local, without

Ints = NDArray[np.int64]

BENDS_SLOT = 1 << 27
MUST_SLOT = 1 << 40
FIRM_SLOT = 1 << 51
TIER_SLOT = {Tier.FIRM: FIRM_SLOT, Tier.MUST: MUST_SLOT, Tier.BENDS: BENDS_SLOT}
NEVER = 1 << 40
_SPHERES = {"both": 0, "work": 1, "life": 2}
_DEMANDS = {"deep": 0, "steady": 1, "light": 2, "social": 3}
_NO_DEMAND = 4
_SUBJECTS = ("task", "routine")


class Model(NamedTuple):
    """What does not change while searching.

    Items (n): `total`, `least`, `most` in slots; `sphere` 0 both, 1 work, 2 life; `domain` and `demand` -1 when the item
    is a rest between subjects; `worth` points a slot; `absent` points for each slot that is not placed (its tier's factor
    above the wishes); `late` the first slot whose end is late. Windows of item i on day d are
    `win_of[i * days + d] : win_of[i * days + d + 1]` of `win_start`, `win_end`, `win_day`: given things are cut out.
    `misfit[demand, slot]` and `kept[kept_row[i], slot]` are running sums. Rocks are given things, joined where they overlap;
    those of day d are `rock_of[d] : rock_of[d + 1]`; `front_free` says whether a warm-up may stand before its first work.
    Days: `day_from` is the first slot that is not past; `day_free` the slots from there that no rock takes.
    """

    sizes: Ints  # items, days, slots, warm-up slots, shutdown slots, slots from a quarter hour to slot 0
    total: Ints
    least: Ints
    most: Ints
    sphere: Ints
    domain: Ints
    demand: Ints
    once: Ints
    spacing: Ints
    worth: Ints
    absent: Ints
    late: Ints
    win_of: Ints
    win_start: Ints
    win_end: Ints
    win_day: Ints
    misfit: Ints
    kept_row: Ints
    kept: Ints
    rock_of: Ints
    rock_start: Ints
    rock_end: Ints
    front_sphere: Ints
    rear_sphere: Ints
    front_free: Ints
    rear_free: Ints
    front_domain: Ints
    front_demand: Ints
    rear_domain: Ints
    rear_demand: Ints
    day_start: Ints
    day_end: Ints
    day_from: Ints
    day_free: Ints
    day_slack: Ints
    day_const: Ints
    day_number: Ints
    pinned_on: Ints


def build(problem: Problem) -> Model:
    """The arrays of a problem. Raises ValueError when there is no day in it."""
    if not problem.days:
        raise ValueError("A problem without a day has nothing to search.")
    return _Builder(problem).model()


class _Builder:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.items = problem.items
        self.domains: dict[str, int] = {}
        self.given = given_of(problem)
        self.slots = self.slot(problem.horizon.end) + 1

    def slot(self, moment: datetime) -> int:
        return (moment - self.problem.horizon.start) // SLOT

    def domain(self, name: str) -> int:
        return self.domains.setdefault(name, len(self.domains))

    def model(self) -> Model:
        items, rocks = self._items(), self._rocks()
        return Model(
            sizes=_ints([len(self.items), len(self.problem.days), self.slots, *self._ritual_slots(), self._phase()]),
            **items,
            **self._windows(),
            misfit=self._misfit(),
            **self._kept(),
            **rocks,
            **self._days(rocks),
            pinned_on=self._pinned_on(),
        )

    def _phase(self) -> int:
        return self.problem.horizon.start.minute % 15 // SLOT_MINUTES

    def _ritual_slots(self) -> list[int]:
        found = (ritual_for(self.problem.rituals, begins) for begins in (True, False))
        return [-(-each.minutes // SLOT_MINUTES) if each else 0 for each in found]

    def _items(self) -> dict[str, Ints]:
        def of(what: object) -> Ints:
            return _ints(what(each) for each in self.items)  # type: ignore[operator]

        return {
            "total": of(lambda each: each.minutes // SLOT_MINUTES),
            "least": of(lambda each: max(1, each.piece_least // SLOT_MINUTES)),
            "most": of(lambda each: max(1, each.piece_most // SLOT_MINUTES)),
            "sphere": of(lambda each: _SPHERES[each.sphere]),
            "domain": of(lambda each: self.domain(each.domain_id) if each.kind in _SUBJECTS else -1),
            "demand": of(lambda each: _DEMANDS[each.demand] if each.kind in _SUBJECTS else -1),
            "once": of(lambda each: int(each.one_a_day)),
            "spacing": of(lambda each: max(1, each.spacing_days)),
            "worth": of(points_per_slot),
            "absent": of(lambda each: TIER_SLOT.get(each.tier) or points_per_slot(each)),
            "late": of(self._late_from),
        }

    def _late_from(self, item: Item) -> int:
        if item.deadline_at is None:
            return NEVER
        return -((self.problem.horizon.start - (item.deadline_at - LATE_FROM)) // SLOT)

    def _windows(self) -> dict[str, Ints]:
        offsets, starts, ends, days = [0], [], [], []
        taken = [[entry.span for entry in day] for day in self.given]
        for item in self.items:
            for nth, day in enumerate(self.problem.days):
                inside = [met for window in item.windows if (met := self._open(window, item, day.waking))]
                for span in without(inside, taken[nth]) if inside else ():
                    starts.append(self.slot(span.start))
                    ends.append(self.slot(span.end))
                    days.append(nth)
                offsets.append(len(starts))
        return {
            "win_of": _ints(offsets), "win_start": _ints(starts), "win_end": _ints(ends), "win_day": _ints(days),
        }  # fmt: skip

    def _open(self, window: Span, item: Item, waking: Span) -> Span | None:
        """The part of a window that is on this day, not past and before the deadline."""
        start = max(waking.start, self.problem.open_from or waking.start)
        end = min(waking.end, item.deadline_at or waking.end)
        return window.meet(Span(start, floor_to_slot(end))) if start < end else None

    def _misfit(self) -> Ints:
        lost = np.zeros((_NO_DEMAND + 1, self.slots + 1), dtype=np.int64)
        curve, zone = self.problem.curve, self.problem.zone
        for demand, row in _DEMANDS.items():
            probe = Item("", "task", "", "", 0, 0, 0, (), demand=demand)  # type: ignore[arg-type]
            moments = (local(self.problem.horizon.start + n * SLOT, zone) for n in range(self.slots))
            lost[row, 1:] = np.cumsum(_ints(misfit_at(curve, probe, each) for each in moments))
        return lost

    def _kept(self) -> dict[str, Ints]:
        rows: dict[str, Ints] = {}
        for block in self.problem.in_force:
            if block.item_id in self.problem.item_by_id and block.id not in self.problem.given_ids:
                row = rows.setdefault(block.item_id, np.zeros(self.slots + 1, dtype=np.int64))
                span = from_now(block.span.on_grid(), self.problem.open_from)
                start, end = (max(0, min(self.slots, self.slot(each))) for each in (span.start, span.end))
                row[start + 1 : end + 1] += 1
        names = {name: nth + 1 for nth, name in enumerate(rows)}
        sums = [np.cumsum(each) for each in rows.values()]
        return {
            "kept_row": _ints(names.get(each.id, 0) for each in self.items),
            "kept": np.vstack([np.zeros(self.slots + 1, dtype=np.int64), *sums]),
        }

    def _rocks(self) -> dict[str, Ints]:
        warm_up, shutdown = self._ritual_slots()
        columns: dict[str, list[int]] = {name: [] for name in _ROCK_COLUMNS}
        offsets = [0]
        for day, entries in zip(self.problem.days, self.given, strict=True):
            for rock in _joined(entries):
                for name, value in self._rock(rock, entries, day.waking, warm_up, shutdown).items():
                    columns[name].append(value)
            offsets.append(len(columns["rock_start"]))
        return {"rock_of": _ints(offsets), **{name: _ints(values) for name, values in columns.items()}}

    def _rock(
        self, rock: Sequence[Entry], entries: Sequence[Entry], waking: Span, warm_up: int, shutdown: int
    ) -> dict[str, int]:
        voices, sphered = chain(rock), chain(each for each in rock if each.sphere != "both")
        start, end = rock[0].span.start, max(each.span.end for each in rock)
        before, after = Span(start - warm_up * SLOT, start), Span(end, end + shutdown * SLOT)
        front, rear = (sphered[0], sphered[-1]) if sphered else (None, None)
        return {
            "rock_start": self.slot(start),
            "rock_end": self.slot(end),
            "front_sphere": _SPHERES[front.sphere] if front else 0,
            "rear_sphere": _SPHERES[rear.sphere] if rear else 0,
            "front_free": int(front is not None and front.span.start == start and _is_free(before, entries, waking)),
            "rear_free": int(rear is not None and rear.span.end == end and _is_free(after, entries, waking)),
            "front_domain": self._domain_of(voices[0].subject),
            "front_demand": _demand_of(voices[0].subject),
            "rear_domain": self._domain_of(voices[-1].subject),
            "rear_demand": _demand_of(voices[-1].subject),
        }

    def _domain_of(self, subject: Subject | None) -> int:
        return -1 if subject is None else self.domain(subject[0])

    def _days(self, rocks: dict[str, Ints]) -> dict[str, Ints]:
        days = self.problem.days
        start = [self.slot(each.waking.start) for each in days]
        end = [self.slot(each.waking.end) for each in days]
        opened = self.slot(self.problem.open_from) if self.problem.open_from else start[0]
        first = [max(each, opened) for each in start]
        free = [max(0, last - early) for early, last in zip(first, end, strict=True)]
        for nth in range(len(days)):
            for rock in range(rocks["rock_of"][nth], rocks["rock_of"][nth + 1]):
                free[nth] -= max(0, int(rocks["rock_end"][rock]) - max(first[nth], int(rocks["rock_start"][rock])))
        slack = [
            each.slack_minutes // SLOT_MINUTES if early < last else -NEVER
            for each, early, last in zip(days, first, end, strict=True)
        ]
        return {
            "day_start": _ints(start),
            "day_end": _ints(end),
            "day_from": _ints(first),
            "day_free": _ints(free),
            "day_slack": _ints(slack),
            "day_const": _ints(_const(entries) for entries in self.given),
            "day_number": _ints(each.on.toordinal() for each in days),
        }

    def _pinned_on(self) -> Ints:
        """How many pinned pieces of an item a day holds, for what is wanted once a day at most."""
        on = np.zeros((max(1, len(self.items)), len(self.problem.days)), dtype=np.int64)
        rows = {each.id: nth for nth, each in enumerate(self.items)}
        for block in self.problem.pinned:
            day = day_index(self.problem, block.span)
            if block.item_id in rows and day is not None:
                on[rows[block.item_id], day] += 1
        return on


_ROCK_COLUMNS = (
    "rock_start", "rock_end", "front_sphere", "rear_sphere", "front_free", "rear_free",
    "front_domain", "front_demand", "rear_domain", "rear_demand",
)  # fmt: skip


def _ints(values: Iterable[object]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _demand_of(subject: Subject | None) -> int:
    return _DEMANDS.get(subject[1], -1) if subject else -1


def _is_free(span: Span, entries: Iterable[Entry], waking: Span) -> bool:
    return waking.covers(span) and not any(each.span.overlaps(span) for each in entries)


def _joined(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Given things of a day, grouped where they overlap."""
    rocks: list[list[Entry]] = []
    reach = None
    for each in entries:
        if reach is not None and each.span.start < reach:
            rocks[-1].append(each)
        else:
            rocks.append([each])
        reach = each.span.end if reach is None else max(reach, each.span.end)
    return rocks


def _const(entries: Sequence[Entry]) -> int:
    """What the given things of a day cost within their rocks, whatever is placed around them."""
    points = 0
    for rock in _joined(entries):
        voices, sphered = chain(rock), chain(each for each in rock if each.sphere != "both")
        pairs = zip(voices, voices[1:], strict=False)
        points += sum(between(one.subject, other.subject) for one, other in pairs)
        changes = zip(sphered, sphered[1:], strict=False)
        points += SPHERE_CHANGE * sum(one.sphere != other.sphere for one, other in changes)
    return points

