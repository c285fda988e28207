"""A problem as arrays for the compiled kernels: slots of five minutes counted from the start of the horizon.

All arrays are int64 and all costs are whole points of `domain.planning.cost`, so that the engine's cost and
the evaluator's are equal to the point. Tiers are mixed into one number by factors that leave each room above
the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterpoint.domain.energy import EnergyCurve
from counterpoint.domain.planning import Item, Problem, Tier
from counterpoint.domain.planning.cost import (
    LATE_FROM,
    SPHERE_CHANGE,
    between,
    closer_day,
    from_now,
    misfit_at,
    points_per_slot,
)
from counterpoint.domain.planning.load import hard_slots, is_load, lighter_slots, load
from counterpoint.domain.planning.problem import is_focus
from counterpoint.domain.planning.resting import open_for_work
from counterpoint.domain.planning.rituals import ritual_for
from counterpoint.domain.planning.sequence import Entry, Subject, chain, day_index, given_of, stretches
from counterpoint.domain.timeline import (
    SLOT,
    SLOT_MINUTES,
    Span,
    ceil_to_slot,
    common,
    floor_to_slot,
    local,
    union,
    without,
)
from counterpoint.engines.solver.layout import FAR, NO_DEMAND, ROCK_END, ROCK_START, THEN_AT, WAITING_AT

Ints = NDArray[np.int64]

BENDS_SLOT = 1 << 27
MUST_SLOT = 1 << 40
FIRM_SLOT = 1 << 51
TIER_SLOT = {Tier.FIRM: FIRM_SLOT, Tier.MUST: MUST_SLOT, Tier.BENDS: BENDS_SLOT}
NEVER = 1 << 40
_SPHERES = {"both": 0, "work": 1, "life": 2}
_DEMANDS = {"deep": 0, "steady": 1, "light": 2, "social": 3}
_SUBJECTS = ("task", "routine")


class Model(NamedTuple):
    """What does not change while searching; the rows of each table are named in `layout`.

    `item`: lengths in slots; sphere 0 both, 1 work, 2 life; domain and demand -1 for a rest between subjects;
    WORTH points a slot; ABSENT points for each slot that is not placed (its tier's factor above the wishes);
    LATE the first slot whose end is late; FOCUS 1 for what is a part of stretches of focus;
    LEAVES_SLACK 1 for wishes, which may take nothing of a day's slack; CLOSER_DAY points for each
    day by which two of its days are closer than EVEN_DAYS; PLACE where it is, -1 for anywhere; LOADS 1 for
    what makes a day hard; SHARED the WORTH of what shares its life domain with other wishes, else 0.
    `window`: those of item i on day d are columns `window_of[i * days
    + d]` up to the next, given things cut out. `misfit[demand, slot]` and `kept[row, slot]` are running sums.
    `piece`: pieces of the plan in force, those of item i from `piece_of[i]`. `rock`: given things, joined
    where they overlap, those of day d from `rock_of[d]`; FRONT_FREE says whether a warm-up may stand before
    its first work. `day`: DAY_FROM is the first slot that is not past, DAY_FREE the slots from there that no
    rock takes, DAY_LOAD those that rocks take of work and focus, DAY_MOST what these are wished to be at
    most. `pinned_on[i, d]`: pinned pieces of what is wanted once a day.
    `sizes` ends with who waits for whom: from WAITING_AT the items that wait for something; from FIRST_AT
    for each item where those are listed that come before it, from THEN_AT those that wait for it. From
    WAYS_AT the slots from each of the PLACES to each of them; there are none of these where no way is
    known.
    """

    sizes: Ints
    item: Ints
    window_of: Ints
    window: Ints
    misfit: Ints
    kept: Ints
    piece_of: Ints
    piece: Ints
    rock_of: Ints
    rock: Ints
    day: Ints
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
        self.places: dict[str, int] = {}
        self.given = given_of(problem)
        self.taken = [union(entry.span for entry in day) for day in self.given]
        self.rested = open_for_work(problem)
        self.slots = self.slot(problem.horizon.end) + 1
        self.in_force = self._in_force()
        self.kept_rows = {
            name: row for row, name in enumerate(dict.fromkeys(each[0] for each in self.in_force), 1)
        }

    def slot(self, moment: datetime) -> int:
        return (moment - self.problem.horizon.start) // SLOT

    def domain(self, name: str) -> int:
        return self.domains.setdefault(name, len(self.domains))

    def place(self, place_id: str) -> int:
        return self.places.setdefault(place_id, len(self.places)) if place_id else -1

    def model(self) -> Model:
        window_of, window = self._windows()
        piece_of, piece = self._pieces()
        rock_of, rock = self._rocks()
        item = self._items()
        waiting, (home, ways) = self._waiting(), self._ways()
        places = len(self.places) if ways else 0
        return Model(
            sizes=_ints([*self._sizes(), home, places, WAITING_AT + len(waiting), *waiting, *ways]),
            item=item,
            window_of=window_of,
            window=window,
            misfit=self._misfit(),
            kept=self._kept(),
            piece_of=piece_of,
            piece=piece,
            rock_of=rock_of,
            rock=rock,
            day=self._days(rock_of, rock),
            pinned_on=self._pinned_on(),
        )

    def _waiting(self) -> list[int]:
        """Where the three lists of who waits for whom begin in `sizes`, and the lists."""
        first, then = self._successions()
        waiting = [row for row, rows in enumerate(first) if rows]
        at = THEN_AT + 1
        first_at = at + len(waiting)
        then_at = first_at + len(first) + 1
        named = then_at + len(then) + 1
        first_of = _offsets(first, named)
        then_of = _offsets(then, first_of[-1])
        return [
            at,
            first_at,
            then_at,
            *waiting,
            *first_of,
            *then_of,
            *(row for rows in (*first, *then) for row in rows),
        ]

    def _ways(self) -> tuple[int, list[int]]:
        """Where home is, and the slots from each place to each; nothing where no way is known."""
        home, names = self.place(self.problem.home_id), list(self.places)
        minutes = (self.problem.way_minutes(one, other) for one in names for other in names)
        return home, [-(-each // SLOT_MINUTES) for each in minutes] if self.problem.ways else []

    def _successions(self) -> tuple[list[list[int]], list[list[int]]]:
        """For each item the rows of those that come before it, and of those that wait for it."""
        rows = {each.id: nth for nth, each in enumerate(self.items)}
        first = [[rows[name] for name in dict.fromkeys(each.after) if name in rows] for each in self.items]
        then: list[list[int]] = [[] for _ in self.items]
        for row, before in enumerate(first):
            for each in before:
                then[each].append(row)
        return first, then

    def _sizes(self) -> tuple[int, ...]:
        problem = self.problem
        focus, pause = problem.focus_minutes // SLOT_MINUTES, problem.break_minutes // SLOT_MINUTES
        return (
            len(self.items),
            len(problem.days),
            self.slots,
            *self._ritual_slots(),
            self._phase(),
            focus,
            pause,
            problem.rest_minutes // SLOT_MINUTES,
            hard_slots(problem),
        )

    def _phase(self) -> int:
        return self.problem.horizon.start.minute % 15 // SLOT_MINUTES

    def _ritual_slots(self) -> list[int]:
        found = (ritual_for(self.problem.rituals, begins) for begins in (True, False))
        return [-(-each.minutes // SLOT_MINUTES) if each else 0 for each in found]

    def _items(self) -> Ints:
        return _table(19, [self._item(each) for each in self.items])

    def _item(self, item: Item) -> tuple[int, ...]:
        is_subject = item.kind in _SUBJECTS
        return (
            item.minutes // SLOT_MINUTES,
            max(1, item.piece_least // SLOT_MINUTES),
            max(1, item.piece_most // SLOT_MINUTES),
            _SPHERES[item.sphere],
            self.domain(item.domain_id) if is_subject else -1,
            _DEMANDS[item.demand] if is_subject else -1,
            int(item.one_a_day),
            max(1, item.spacing_days),
            points_per_slot(item),
            TIER_SLOT.get(item.tier) or points_per_slot(item),
            self._late_from(item),
            self.kept_rows.get(item.id, 0),
            int(is_focus(item.kind, item.demand)),
            int(item.id in self.problem.leaves_slack),
            item.even_days,
            closer_day(item),
            self.place(item.place_id),
            int(is_load(item)),
            points_per_slot(item) if item.id in self.problem.shares_domain else 0,
        )

    def _late_from(self, item: Item) -> int:
        if item.deadline_at is None:
            return NEVER
        return -((self.problem.horizon.start - (item.deadline_at - LATE_FROM)) // SLOT)

    def _windows(self) -> tuple[Ints, Ints]:
        offsets, columns = [0], []
        known: dict[object, list[list[tuple[int, int, int]]]] = {}
        for item in self.items:
            opens, closes = self._open(item)
            alike = (item.windows, opens, closes, item.sphere == "work", item.piece_least)
            if alike not in known:
                known[alike] = list(self._free(item, opens, closes))
            for day in known[alike]:
                columns += day
                offsets.append(len(columns))
        return _ints(offsets), _table(3, columns)

    def _open(self, item: Item) -> tuple[datetime, datetime]:
        """From when an item can be, not past and after the pinned blocks of what comes first, until its
        deadline.
        """
        horizon = self.problem.horizon
        first = [ceil_to_slot(each.span.end) for each in self.problem.pinned if each.item_id in item.after]
        opens = max(horizon.start, self.problem.open_from or horizon.start, *first)
        return opens, floor_to_slot(min(horizon.end, item.deadline_at or horizon.end))

    def _free(self, item: Item, opens: datetime, closes: datetime) -> Iterator[list[tuple[int, int, int]]]:
        """For each day the parts of an item's windows that nothing given takes and that could hold a piece:
        first slot, end, day.
        """
        least = max(1, item.piece_least // SLOT_MINUTES)
        for nth, day in enumerate(self.problem.days):
            start, end = max(day.waking.start, opens), min(day.waking.end, closes)
            here = Span(start, max(start, end))
            inside = [met for window in item.windows if (met := window.meet(here))]
            inside = common(inside, [self.rested[nth]]) if item.sphere == "work" else inside
            free = without(inside, self.taken[nth]) if inside else []
            slots = ((self.slot(each.start), self.slot(each.end)) for each in free)
            yield [(first, last, nth) for first, last in slots if last - first >= least]

    def _misfit(self) -> Ints:
        problem = self.problem
        return _misfits(problem.curve, problem.zone, problem.horizon.start, self.slots).copy()

    def _in_force(self) -> list[tuple[str, int, int, int]]:
        """The pieces of the plan in force from now on: item, day (-1 for none), first slot, end."""
        found = []
        for block in self.problem.in_force:
            if block.item_id in self.problem.item_by_id and block.id not in self.problem.given_ids:
                span = from_now(block.span.on_grid(), self.problem.open_from)
                first, last = (max(0, min(self.slots, self.slot(each))) for each in (span.start, span.end))
                day = day_index(self.problem, span)
                found.append((block.item_id, -1 if day is None else day, first, last))
        return found

    def _kept(self) -> Ints:
        sums = np.zeros((len(self.kept_rows) + 1, self.slots + 1), dtype=np.int64)
        for name, _, first, last in self.in_force:
            sums[self.kept_rows[name], first + 1 : last + 1] += 1
        return np.cumsum(sums, axis=1)

    def _pieces(self) -> tuple[Ints, Ints]:
        offsets, columns = [0], []
        for item in self.items:
            columns += [piece[1:] for piece in self.in_force if piece[0] == item.id and piece[1] >= 0]
            offsets.append(len(columns))
        return _ints(offsets), _table(3, columns)

    def _rocks(self) -> tuple[Ints, Ints]:
        offsets, columns = [0], []
        for day, entries in zip(self.problem.days, self.given, strict=True):
            columns += [self._rock(rock, entries, day.waking) for rock in _joined(entries)]
            offsets.append(len(columns))
        return _ints(offsets), _table(16, columns)

    def _rock(self, rock: Sequence[Entry], entries: Sequence[Entry], waking: Span) -> tuple[int, ...]:
        warm_up, shutdown = self._ritual_slots()
        voices, sphered = chain(rock), chain(each for each in rock if each.sphere != "both")
        start, end = rock[0].span.start, max(each.span.end for each in rock)
        before, after = Span(start - warm_up * SLOT, start), Span(end, end + shutdown * SLOT)
        front, rear = (sphered[0], sphered[-1]) if sphered else (None, None)
        return (
            self.slot(start),
            self.slot(end),
            _SPHERES[front.sphere] if front else 0,
            _SPHERES[rear.sphere] if rear else 0,
            int(front is not None and front.span.start == start and _is_free(before, entries, waking)),
            int(rear is not None and rear.span.end == end and _is_free(after, entries, waking)),
            self._domain_of(voices[0].subject),
            _demand_of(voices[0].subject),
            self._domain_of(voices[-1].subject),
            _demand_of(voices[-1].subject),
            *self._focus_in(rock),
            *self._places_in(rock),
        )

    def _focus_in(self, rock: Sequence[Entry]) -> tuple[int, ...]:
        """Start and end of the first and the last stretch of focus in a rock; -1 where there is none."""
        found = [each.span for each in stretches(rock, self.problem.break_minutes)]
        ends = (found[0], found[-1]) if found else ()
        slots = tuple(self.slot(each) for span in ends for each in (span.start, span.end))
        return slots or (-1, -1, -1, -1)

    def _places_in(self, rock: Sequence[Entry]) -> tuple[int, int]:
        """Where a rock is first and last; -1 where nothing in it has a place."""
        there = chain(each for each in rock if each.place_id)
        return (self.place(there[0].place_id), self.place(there[-1].place_id)) if there else (-1, -1)

    def _domain_of(self, subject: Subject | None) -> int:
        return -1 if subject is None else self.domain(subject[0])

    def _days(self, rock_of: Ints, rock: Ints) -> Ints:
        columns = []
        for nth, (day, entries) in enumerate(zip(self.problem.days, self.given, strict=True)):
            start, end = self.slot(day.waking.start), self.slot(day.waking.end)
            first = max(start, self.slot(self.problem.open_from)) if self.problem.open_from else start
            free = max(0, end - first)
            for column in range(rock_of[nth], rock_of[nth + 1]):
                free -= max(0, int(rock[ROCK_END, column]) - max(first, int(rock[ROCK_START, column])))
            slack = day.slack_minutes // SLOT_MINUTES if first < end else -NEVER
            most = lighter_slots(self.problem) if day.after_season else FAR
            numbers = (day.on.toordinal(), load(entries), most)
            columns.append((start, end, first, free, slack, _const(entries), *numbers))
        return _table(9, columns)

    def _pinned_on(self) -> Ints:
        """How many pinned pieces of an item a day holds, for what is wanted once a day at most."""
        on = np.zeros((max(1, len(self.items)), len(self.problem.days)), dtype=np.int64)
        rows = {each.id: nth for nth, each in enumerate(self.items)}
        for block in self.problem.pinned:
            day = day_index(self.problem, block.span)
            if block.item_id in rows and day is not None:
                on[rows[block.item_id], day] += 1
        return on


def _offsets(groups: Sequence[Sequence[int]], start: int) -> list[int]:
    """Where each of the groups begins and the last one ends, when they are listed from `start` on."""
    return [start, *(start + total for total in accumulate(map(len, groups)))]


@lru_cache(maxsize=8)
def _misfits(curve: EnergyCurve, zone: str, start: datetime, slots: int) -> Ints:
    """For each demand what is lost up to each slot; the same for whatever is planned in these hours."""
    lost = np.zeros((NO_DEMAND + 1, slots + 1), dtype=np.int64)
    moments = [local(start + n * SLOT, zone) for n in range(slots)]
    for demand, row in _DEMANDS.items():
        probe = Item("", "task", "", "", 0, 0, 0, (), demand=demand)  # type: ignore[arg-type]
        lost[row, 1:] = np.cumsum(_ints(misfit_at(curve, probe, each) for each in moments))
    return lost


def _ints(values: Iterable[object]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _table(rows: int, columns: Sequence[Sequence[int]]) -> Ints:
    """A table from its columns, with at least no column at all."""
    return np.ascontiguousarray(np.array(columns, dtype=np.int64).reshape(len(columns), rows).T)


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
        pairs = pairwise(voices)
        points += sum(between(one.subject, other.subject) for one, other in pairs)
        changes = pairwise(sphered)
        points += SPHERE_CHANGE * sum(one.sphere != other.sphere for one, other in changes)
    return points
