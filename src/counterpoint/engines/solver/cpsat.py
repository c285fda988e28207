"""The rules and the cost once more, as a CP-SAT model over some days of a week: the judge's own reading of
them.

The voices of each day, how they follow each other, and here what it all costs. OR-Tools is imported here, in
`packing` and nowhere else; who plans does not load it (see `judging`).
"""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from counterpoint.domain.planning.cost import (
    EXTRA_PIECE,
    LATE_SHARE,
    LATE_SLOT,
    MOVED_SLOT,
    ODD_START,
    SLACK_SLOT,
    gain_of_a_part,
)
from counterpoint.domain.planning.load import HARD_SLOT
from counterpoint.engines.solver.layout import (
    ABSENT,
    CLOSER_DAY,
    DAY_END,
    DAY_FREE,
    DAY_LOAD,
    DAY_MOST,
    DAY_NUMBER,
    DAY_SLACK,
    DAY_START,
    DEMAND,
    EVEN_DAYS,
    FAR,
    FIRST_AT,
    HARD,
    KEPT,
    LATE,
    LEAVES_SLACK,
    LOADS,
    MOST,
    NO_DEMAND,
    ONCE,
    PHASE,
    REST_FLOOR,
    SHARED,
    SLOTS,
    SPACING,
    SPHERE,
    WAITING_AT,
    WANTED,
    WARM_UP,
    WORK,
    WORTH,
)
from counterpoint.engines.solver.model import BENDS_SLOT, FIRM_SLOT, MUST_SLOT
from counterpoint.engines.solver.succession import Succession
from counterpoint.engines.solver.voices import Node, Piece


@dataclass
class Weekly(Succession):
    """A model of `days`, with what lies on the other days (`elsewhere`) as it is.

    `required` items must be placed whole; `pieces_most` caps how many pieces an item may have on a day (None:
    as many as there could be, which a bound needs).
    """

    cp: Any = field(default_factory=cp_model.CpModel)

    def build(self) -> Weekly:
        for day in self.days:
            self.nodes[day] = [*self._rocks(day), *self._pieces(day)]
        for day in self.days:
            self._circuit(day)
            for node in self.nodes[day]:
                if node.item >= 0:
                    self._own_points(day, node)
            self._slack(day)
        self._items()
        if self.model.sizes[HARD]:
            self._hard_days()
        if self.model.sizes[REST_FLOOR]:
            for day in range(self.model.day.shape[1] - 1):
                self._rest(day)
        self._objective()
        return self

    def _own_points(self, day: int, node: Node) -> None:
        m, cp, i = self.model, self.cp, node.item
        opens, closes = int(m.day[DAY_START, day]), int(m.day[DAY_END, day])
        row = int(m.item[DEMAND, i]) if m.item[DEMAND, i] >= 0 else NO_DEMAND
        if row != NO_DEMAND and m.item[WORTH, i]:
            lost = self._run(m.misfit[row], opens, closes, node) * int(m.item[WORTH, i])
            whole = self._number(0, 1 << 30)
            cp.add_division_equality(whole, lost, 1000)
            self.terms.append(whole)
        if m.item[LATE, i] < closes:
            late = self._number(0, closes - min(0, int(m.item[LATE, i])))
            cp.add(late >= node.end - int(m.item[LATE, i])).only_enforce_if(node.present)
            above = int(m.item[ABSENT, i]) >= BENDS_SLOT
            a_slot = int(m.item[WORTH, i]) // LATE_SHARE if above else LATE_SLOT
            self.terms.append(a_slot * late)
        kept = self._run(m.kept[m.item[KEPT, i]], opens, closes, node) if m.item[KEPT, i] else 0
        if m.item[KEPT, i]:
            self.terms.append(-MOVED_SLOT * kept)
        if m.item[LEAVES_SLACK, i]:
            self._put(day, node, kept)
        self._odd(node)
        self.taken.setdefault(day, []).append(node.end - node.start)

    def _put(self, day: int, node: Node, kept: Any) -> None:
        """Whether a wish lies anywhere where the plan in force does not have it."""
        put = self._bool()
        self.cp.add(node.end - node.start <= kept).only_enforce_if(~put)
        self.put.setdefault(day, []).append(put)

    def _run(self, sums: Any, opens: int, closes: int, node: Node) -> Any:
        """The difference of a running sum between a node's end and start."""
        values = [int(each) for each in sums[opens : closes + 1]]
        at_start, at_end = self._number(values[0], values[-1]), self._number(values[0], values[-1])
        self.cp.add_element(node.start - opens, values, at_start)
        self.cp.add_element(node.end - opens, values, at_end)
        return at_end - at_start

    def _odd(self, node: Node) -> None:
        cp, m = self.cp, self.model
        phase = int(m.sizes[PHASE])
        odd, on_quarter, warm_on_quarter = self._bool(), self._bool(), self._bool()
        for literal, begin in (
            (on_quarter, node.start),
            (warm_on_quarter, node.start - int(m.sizes[WARM_UP])),
        ):
            quarters = self._number(-1, 1 << 12)
            cp.add(begin + phase == 3 * quarters).only_enforce_if(literal)
        cp.add_implication(warm_on_quarter, node.warmed)
        cp.add_bool_or([~node.present, odd, on_quarter, warm_on_quarter, node.near])
        self.terms.append(ODD_START * odd)

    def _slack(self, day: int) -> None:
        m = self.model
        wanted = int(m.day[DAY_SLACK, day])
        if wanted > 0:
            short, eaten = self._number(0, 1 << 12), sum(self.taken.get(day, [])) - int(m.day[DAY_FREE, day])
            self.cp.add(short >= wanted + eaten)
            self.terms.append(SLACK_SLOT * short)
            for put in self.put.get(day, ()):
                self.cp.add(wanted + eaten <= 0).only_enforce_if(put)

    def _items(self) -> None:
        for item in range(self.model.item.shape[1]):
            own = [node for day in self.days for node in self.nodes[day] if node.item == item]
            left = self._left(item)
            placed = sum(node.end - node.start for node in own)
            self.cp.add(placed <= left)
            if item in self.required:
                self.cp.add(placed == left)
            self._absent(item, left - placed)
            self._extra(item, own, left, placed)
            if self.model.item[SHARED, item] and left:
                self._balance(item, left, placed)
            if self.model.item[ONCE, item]:
                self._spaced(item, own)
            if self.model.item[EVEN_DAYS, item] > 1:
                self._spread(item)
        sizes = self.model.sizes
        for item in map(int, sizes[sizes[WAITING_AT] : sizes[FIRST_AT]]):
            begin, end = sizes[sizes[FIRST_AT] + item : sizes[FIRST_AT] + item + 2]
            for first in sizes[begin:end]:
                self._after(int(first), item)

    def _after(self, first: int, item: int) -> None:
        """Pieces of an item only when `first` is placed whole, and none before its last piece ends."""
        cp, before, own = self.cp, self._nodes_of(first), self._nodes_of(item)
        ends = max((b for _, _, b, i in self.elsewhere if i == first), default=0)
        starts = [a for _, a, _, i in self.elsewhere if i == item]
        whole = sum(node.end - node.start for node in before) == self._left(first)
        if starts:
            cp.add(whole)
        for node in own:
            cp.add(whole).only_enforce_if(node.present)
            cp.add(node.start >= ends).only_enforce_if(node.present)
        for one in before:
            if starts:
                cp.add(one.end <= min(starts)).only_enforce_if(one.present)
            for node in own:
                cp.add(node.start >= one.end).only_enforce_if([one.present, node.present])

    def _rest(self, day: int) -> None:
        """The rest floor between the pieces of work of a day and of the one after it."""
        m, floor = self.model, int(self.model.sizes[REST_FLOOR])
        before, after = self._work_on(day), self._work_on(day + 1)
        work = [each for each in self.elsewhere if m.item[SPHERE, each[3]] == WORK]
        ended = max((b for d, _, b, _ in work if d == day), default=0)
        begun = min((a for d, a, _, _ in work if d == day + 1), default=FAR)
        worked_until = self._number(ended, int(m.sizes[SLOTS]))
        for node in before:
            self.cp.add(worked_until >= node.end).only_enforce_if(node.present)
            self.cp.add(node.end + floor <= begun).only_enforce_if(node.present)
        for node in after:
            self.cp.add(node.start >= worked_until + floor).only_enforce_if(node.present)

    def _hard_days(self) -> None:
        """Hard days that follow each other, and days that are wished lighter."""
        m, cp, hard = self.model, self.cp, int(self.model.sizes[HARD])
        loads = [self._load(day) for day in range(m.day.shape[1])]
        for day in self.days:
            if m.day[DAY_MOST, day] < FAR:
                over = self._number(0, 1 << 12)
                cp.add(over >= loads[day] - int(m.day[DAY_MOST, day]))
                self.terms.append(HARD_SLOT * over)
        for one in range(len(loads) - 1):
            follows = m.day[DAY_NUMBER, one + 1] - m.day[DAY_NUMBER, one] == 1
            if follows and (one in self.days or one + 1 in self.days):
                both, first_is_less = self._number(0, 1 << 12), self._bool()
                cp.add(both >= loads[one] - hard).only_enforce_if(first_is_less)
                cp.add(both >= loads[one + 1] - hard).only_enforce_if(~first_is_less)
                self.terms.append(HARD_SLOT * both)

    def _load(self, day: int) -> Any:
        """The slots of work and focus on a day."""
        m = self.model
        fixed = sum(b - a for d, a, b, i in self.elsewhere if d == day and m.item[LOADS, i])
        own = (each for each in self.nodes.get(day, ()) if each.item >= 0 and m.item[LOADS, each.item])
        return int(m.day[DAY_LOAD, day]) + fixed + sum(each.end - each.start for each in own)

    def _work_on(self, day: int) -> list[Node]:
        pieces = (each for each in self.nodes.get(day, ()) if each.item >= 0)
        return [each for each in pieces if self.model.item[SPHERE, each.item] == WORK]

    def _nodes_of(self, item: int) -> list[Node]:
        return [node for day in self.days for node in self.nodes[day] if node.item == item]

    def _absent(self, item: int, slots: Any) -> None:
        factor = int(self.model.item[ABSENT, item])
        tiers = {FIRM_SLOT: 0, MUST_SLOT: 1, BENDS_SLOT: 2}
        if factor in tiers:
            self.missing[tiers[factor]].append(slots)
        else:
            self.terms.append(factor * slots)

    def _balance(self, item: int, left: int, placed: Any) -> None:
        """What is gained by placing a part of a thing that shares its life domain, for each such part."""
        worth, wanted = int(self.model.item[SHARED, item]), int(self.model.item[WANTED, item])
        gains = [gain_of_a_part(worth, wanted, left - slots) for slots in range(left + 1)]
        gain = self._number(0, max(gains))
        self.cp.add_element(placed, gains, gain)
        self.terms.append(-gain)

    def _extra(self, item: int, own: list[Node], left: int, placed: Any) -> None:
        """Pieces beyond the fewest; `elsewhere` has its part in both."""
        most, pieces = int(self.model.item[MOST, item]), sum(1 for *_, i in self.elsewhere if i == item)
        outside = int(self.model.item[WANTED, item]) - left
        if len(own) + pieces <= 1:
            return
        extra, fewest = self._number(0, 1 << 10), self._number(0, 1 << 10)
        self.cp.add(most * fewest <= outside + placed + most - 1)
        self.cp.add(extra >= pieces + sum(node.present for node in own) - fewest)
        self.terms.append(EXTRA_PIECE * extra)

    def _spaced(self, item: int, own: list[Node]) -> None:
        m = self.model
        day_of = {id(node): day for day in self.days for node in self.nodes[day]}
        for n, one in enumerate(own):
            for other in own[n + 1 :]:
                apart = abs(int(m.day[DAY_NUMBER, day_of[id(one)]] - m.day[DAY_NUMBER, day_of[id(other)]]))
                if apart < m.item[SPACING, item]:
                    self.cp.add_bool_or([~one.present, ~other.present])

    def _spread(self, item: int) -> None:
        """The days of an item that lie closer together than evenly, by pairs; it comes once a day at most."""
        m = self.model
        even, points = int(m.item[EVEN_DAYS, item]), int(m.item[CLOSER_DAY, item])
        on: list[Any] = [int(each > 0) for each in m.pinned_on[item]]
        for day, _, _, i in self.elsewhere:
            on[day] = 1 if i == item else on[day]
        for day in self.days:
            on[day] = next((node.present for node in self.nodes[day] if node.item == item), on[day])
        for one, other in combinations(range(len(on)), 2):
            closer = even - int(m.day[DAY_NUMBER, other] - m.day[DAY_NUMBER, one])
            if closer > 0 and (one in self.days or other in self.days):
                both = self._bool()
                self.cp.add(both >= on[one] + on[other] - 1)
                self.terms.append(points * closer * both)

    def _objective(self) -> None:
        """The tiers with factors just large enough for this model, above the wishes."""
        total, factor = sum(self.terms), 1 << 26
        for tier in (2, 1, 0):
            slots = self.missing[tier]
            if slots:
                total = total + factor * sum(slots)
                factor *= 1 << 10
        self.cp.minimize(total)

    def hint_all(self, solver: Any) -> None:
        """A complete hint: every variable as a solver of a model built alike has it."""
        for index, value in enumerate(solver.response_proto.solution):
            self.cp.add_hint(self.cp.get_int_var_from_proto_index(index), value)

    def only_rules(self) -> None:
        """No cost any more, only what must hold."""
        self.cp.clear_objective()

    def fix(self, pieces: Sequence[Piece]) -> None:
        """Nothing else than these pieces, and nothing at all where more of them are on a day than there is
        room for.
        """
        for day in self.days:
            here = sorted(each for each in pieces if each[0] == day)
            nodes = [each for each in self.nodes[day] if each.item >= 0]
            if Counter(each[3] for each in here) - Counter(each.item for each in nodes):
                self.cp.add_bool_or([])
            for node in nodes:
                own = [each for each in here if each[3] == node.item]
                if node.nth >= len(own):
                    self.cp.add(node.present == 0)
                    continue
                self.cp.add(node.present == 1)
                self.cp.add(node.start == own[node.nth][1])
                self.cp.add(node.end == own[node.nth][2])

    def pieces(self, solver: Any) -> list[Piece]:
        """Where a solution has its pieces."""
        return [
            (day, solver.value(node.start), solver.value(node.end), node.item)
            for day in self.days
            for node in self.nodes[day]
            if node.item >= 0 and solver.value(node.present)
        ]

    def wishes(self, solver: Any) -> int:
        """The weighted sum of a solution, in points, without the tiers above it."""
        return int(sum(solver.value(each) if not isinstance(each, int) else each for each in self.terms))


def solve(
    weekly: Weekly, *, seconds: float, workers: int = 1, seed: int = 0, presolve: bool = True
) -> tuple[str, Any]:
    """The status ("optimal", "feasible", "infeasible", "unknown") and the solver with its values and
    bound.
    """
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.cp_model_presolve = presolve
    status = solver.solve(weekly.cp)
    return solver.status_name(status).lower(), solver
