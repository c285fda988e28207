"""The rules and the cost once more, as a CP-SAT model over some days of a week: the judge's own reading of
them.

Every day is a circuit through its given things and its present pieces; what depends on neighbours (rituals,
changes of sphere, subjects, rests) hangs on the arcs. Pieces are optional intervals with a window each.
OR-Tools is imported here and nowhere else; who plans does not load it (see `judging`).
"""

# mypy: disable-error-code="no-any-return"
from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from counterpoint.domain.planning.cost import (
    EXTRA_PIECE,
    LATE_SLOT,
    MOVED_SLOT,
    ODD_START,
    OTHER_DEMAND,
    OTHER_DOMAIN,
    SLACK_SLOT,
    SPHERE_CHANGE,
)
from counterpoint.engines.solver.layout import (
    ABSENT,
    CLOSES,
    DAY_CONST,
    DAY_END,
    DAY_FREE,
    DAY_FROM,
    DAY_NUMBER,
    DAY_SLACK,
    DAY_START,
    DEMAND,
    DOMAIN,
    FRONT_DEMAND,
    FRONT_DOMAIN,
    FRONT_FREE,
    FRONT_SPHERE,
    KEPT,
    LATE,
    LEAST,
    LIFE,
    MOST,
    NO_DEMAND,
    ONCE,
    OPENS,
    PHASE,
    REAR_DEMAND,
    REAR_DOMAIN,
    REAR_FREE,
    REAR_SPHERE,
    ROCK_END,
    ROCK_START,
    SHUTDOWN,
    SPACING,
    SPHERE,
    WANTED,
    WARM_UP,
    WORK,
    WORTH,
)  # fmt: skip
from counterpoint.engines.solver.model import BENDS_SLOT, FIRM_SLOT, MUST_SLOT, Model

REST = 3
Piece = tuple[int, int, int, int]
"""A piece as day, first slot, end, item."""


@dataclass
class Node:
    """A given thing or a possible piece on a day. `front` and `rear` are spheres, 0 for what is passed over.

    `gaps` are where a piece may be: gap n is after the first n given things of its day, of which a given
    thing is the `nth`; a piece is the `nth` of its item.
    """

    start: Any
    end: Any
    front: int
    rear: int
    subject_front: tuple[int, int]
    subject_rear: tuple[int, int]
    warm_up: int
    shutdown: int
    item: int = -1
    nth: int = 0
    present: Any = None
    in_work: Any = None
    life_next: Any = None
    near: Any = None
    warmed: Any = None
    is_night: bool = False
    gaps: frozenset[int] = frozenset()


@dataclass
class Weekly:
    """A model of `days`, with what lies on the other days (`elsewhere`) as it is.

    `required` items must be placed whole; `pieces_most` caps how many pieces an item may have on a day (None:
    as many as there could be, which a bound needs).
    """

    model: Model
    days: Sequence[int]
    elsewhere: Sequence[Piece] = ()
    required: Collection[int] = ()
    pieces_most: int | None = None
    cp: Any = field(default_factory=cp_model.CpModel)
    nodes: dict[int, list[Node]] = field(default_factory=dict)
    terms: list[Any] = field(default_factory=list)
    missing: dict[int, list[Any]] = field(default_factory=lambda: {0: [], 1: [], 2: []})
    taken: dict[int, list[Any]] = field(default_factory=dict)

    def build(self) -> Weekly:
        for day in self.days:
            self.nodes[day] = [*self._rocks(day), *self._pieces(day)]
        for day in self.days:
            self._circuit(day)
            self._slack(day)
        self._items()
        self._objective()
        return self

    def _number(self, low: int, high: int) -> Any:
        return self.cp.new_int_var(int(low), int(max(low, high)), "")

    def _bool(self) -> Any:
        return self.cp.new_bool_var("")

    # ------------------------------------------------------------------ nodes

    def _rocks(self, day: int) -> Iterator[Node]:
        m = self.model
        for nth, r in enumerate(range(m.rock_of[day], m.rock_of[day + 1])):
            rock = [int(value) for value in m.rock[:, r]]
            yield Node(
                start=rock[ROCK_START],
                end=rock[ROCK_END],
                front=rock[FRONT_SPHERE],
                rear=rock[REAR_SPHERE],
                subject_front=(rock[FRONT_DOMAIN], rock[FRONT_DEMAND]),
                subject_rear=(rock[REAR_DOMAIN], rock[REAR_DEMAND]),
                warm_up=int(m.sizes[WARM_UP]) if rock[FRONT_FREE] else 0,
                shutdown=int(m.sizes[SHUTDOWN]) if rock[REAR_FREE] else 0,
                nth=nth,
            )

    def _left(self, item: int) -> int:
        return int(self.model.item[WANTED, item]) - sum(b - a for _, a, b, i in self.elsewhere if i == item)

    def _windows(self, item: int, day: int) -> list[tuple[int, int]]:
        m = self.model
        index = item * m.day.shape[1] + day
        least = int(m.item[LEAST, item])
        found = (
            (int(m.window[OPENS, w]), int(m.window[CLOSES, w]))
            for w in range(m.window_of[index], m.window_of[index + 1])
        )
        return [each for each in found if each[1] - each[0] >= least]

    def _may_be_on(self, item: int, day: int) -> bool:
        m = self.model
        if not m.item[ONCE, item]:
            return True
        held = {d for d, _, _, i in self.elsewhere if i == item}
        held |= {d for d in range(m.day.shape[1]) if m.pinned_on[item, d]}
        apart = (abs(int(m.day[DAY_NUMBER, d] - m.day[DAY_NUMBER, day])) for d in held)
        return all(each >= m.item[SPACING, item] for each in apart)

    def _pieces(self, day: int) -> Iterator[Node]:
        for item in range(self.model.item.shape[1]):
            windows, left = self._windows(item, day), self._left(item)
            least = int(self.model.item[LEAST, item])
            if not windows or left < least or not self._may_be_on(item, day):
                continue
            count = min(left // least, sum((b - a + REST) // (least + REST) or 1 for a, b in windows))
            count = 1 if self.model.item[ONCE, item] else min(count, self.pieces_most or count)
            before = None
            for nth in range(count):
                node = self._piece(item, nth, windows, left)
                node.gaps = frozenset(self._gap(day, opens) for opens, _ in windows)
                if before is not None:
                    self.cp.add_implication(node.present, before.present)
                    self.cp.add(node.start >= before.end).only_enforce_if(node.present)
                before = node
                yield node

    def _gap(self, day: int, slot: int) -> int:
        m = self.model
        ends = m.rock[ROCK_END, m.rock_of[day] : m.rock_of[day + 1]]
        return int((ends <= slot).sum())

    def _piece(self, item: int, nth: int, windows: list[tuple[int, int]], left: int) -> Node:
        m, cp = self.model, self.cp
        least, most = int(m.item[LEAST, item]), min(left, int(m.item[MOST, item]))
        start, end = self._number(windows[0][0], windows[-1][1]), self._number(windows[0][0], windows[-1][1])
        present = self._bool()
        cp.add(end - start >= least).only_enforce_if(present)
        cp.add(end - start <= most).only_enforce_if(present)
        cp.add(start == windows[0][0]).only_enforce_if(~present)
        cp.add(end == windows[0][0]).only_enforce_if(~present)
        inside = [self._bool() for _ in windows]
        cp.add(sum(inside) == 1).only_enforce_if(present)
        for literal, (opens, closes) in zip(inside, windows, strict=True):
            cp.add(start >= opens).only_enforce_if(literal)
            cp.add(end <= closes).only_enforce_if(literal)
        subject = (int(m.item[DOMAIN, item]), int(m.item[DEMAND, item]))
        sphere = int(m.item[SPHERE, item])
        warm_up, shutdown = int(m.sizes[WARM_UP]), int(m.sizes[SHUTDOWN])
        return Node(start, end, sphere, sphere, subject, subject, warm_up, shutdown, item, nth, present)

    # --------------------------------------------------------------- sequence

    def _circuit(self, day: int) -> None:
        nodes, m = self.nodes[day], self.model
        rocks = sum(1 for each in nodes if each.item < 0)
        opens, closes = int(m.day[DAY_START, day]), int(m.day[DAY_END, day])
        bed = Node(closes, opens, LIFE, LIFE, (-1, -1), (-1, -1), 0, 0, is_night=True)
        for node in nodes:
            self._voices(node)
        bed.in_work, bed.life_next = False, True
        arcs: list[tuple[int, int, Any]] = []
        for v, node in enumerate(nodes, 1):
            if node.item >= 0:
                arcs.append((v, v, ~node.present))
        every = list(enumerate(nodes, 1))
        for u, one in [(0, bed), *every]:
            for v, other in [*every, (0, bed)]:
                if not _may_follow(u, v, one, other, rocks):
                    continue
                literal = self._bool()
                arcs.append((u, v, literal))
                if u or v:
                    self._follow(day, literal, one, other)
        self.cp.add_circuit(arcs)
        self.terms.append(int(m.day[DAY_CONST, day]))
        for node in nodes:
            if node.item >= 0:
                self._own_points(day, node)

    def _voices(self, node: Node) -> None:
        """Whether work goes on after a node, and whether life comes next at it.

        Fixed but for what is passed over.
        """
        node.in_work = self._bool() if node.rear == 0 else node.rear == WORK
        node.life_next = self._bool() if node.front == 0 else node.front == LIFE
        node.near = self._bool()
        node.warmed = self._bool()
        if node.front != WORK or node.item < 0 or not node.warm_up:
            self.cp.add(node.warmed == 0)

    def _follow(self, day: int, literal: Any, one: Node, other: Node) -> None:
        """What it takes and costs that `other` follows `one`; the night stands at both ends."""
        cp, m = self.cp, self.model
        cp.add(other.start >= one.end).only_enforce_if(literal)
        if one.item >= 0 and one.item == other.item:
            cp.add(other.start >= one.end + REST).only_enforce_if(literal)
        points = pair_points(one.subject_rear, other.subject_front)
        if points:
            self.terms.append(points * literal)
        self._pass_on(literal, one, other)
        if other.front == WORK:
            self._warm_up(day, literal, one, other)
        if one.rear == WORK:
            self._shut_down(day, literal, one, other)
        if other.front != 0:
            changed = self._when(literal, one.in_work if other.front == LIFE else _not(one.in_work))
            if changed is not None:
                self.terms.append(SPHERE_CHANGE * changed)
        if other.item >= 0:
            near = [literal, other.near]
            shuts = self._when(literal, other.life_next) if one.rear == WORK and one.shutdown else None
            begin = other.start - int(m.sizes[WARM_UP]) * other.warmed
            if one.is_night:
                cp.add_implication(literal, ~other.near)
            elif shuts is None:
                cp.add(begin == one.end).only_enforce_if(near)
            else:
                cp.add(begin == one.end + one.shutdown).only_enforce_if([*near, shuts])
                cp.add(begin == one.end).only_enforce_if([*near, ~shuts])

    def _when(self, literal: Any, state: Any) -> Any:
        """A literal for both; None when the state is known to be false."""
        if state is True:
            return literal
        if state is False:
            return None
        both = self._bool()
        self.cp.add_bool_or([both, ~literal, ~state])
        self.cp.add_implication(both, literal)
        self.cp.add_implication(both, state)
        return both

    def _pass_on(self, literal: Any, one: Node, other: Node) -> None:
        if other.rear == 0:
            self.cp.add(other.in_work == one.in_work).only_enforce_if(literal)
        if one.front == 0:
            self.cp.add(one.life_next == other.life_next).only_enforce_if(literal)

    def _warm_up(self, day: int, literal: Any, one: Node, other: Node) -> None:
        begins = self._when(literal, _not(one.in_work))
        if other.warm_up and begins is not None:
            opened = int(self.model.day[DAY_FROM, day])
            self.cp.add(other.start >= one.end + other.warm_up).only_enforce_if(begins)
            if other.item >= 0:
                self.cp.add(other.start >= opened + other.warm_up).only_enforce_if(begins)
                self.cp.add(other.warmed == 1).only_enforce_if(begins)
                self._take(day, other.warm_up, begins)
            else:
                self._take(day, max(0, other.start - max(other.start - other.warm_up, opened)), begins)
        goes_on = self._when(literal, one.in_work)
        if other.item >= 0 and goes_on is not None:
            self.cp.add_implication(goes_on, ~other.warmed)

    def _shut_down(self, day: int, literal: Any, one: Node, other: Node) -> None:
        ends = self._when(literal, other.life_next)
        if one.shutdown and ends is not None:
            opened = int(self.model.day[DAY_FROM, day])
            self.cp.add(other.start >= one.end + one.shutdown).only_enforce_if(ends)
            if one.item >= 0:
                self._take(day, one.shutdown, ends)
            else:
                self._take(day, max(0, one.end + one.shutdown - max(one.end, opened)), ends)

    def _take(self, day: int, slots: int, literal: Any) -> None:
        self.taken.setdefault(day, []).append(slots * literal)

    # ------------------------------------------------------------------- cost

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
            late = self._number(0, closes)
            cp.add(late >= node.end - int(m.item[LATE, i])).only_enforce_if(node.present)
            self.terms.append(LATE_SLOT * late)
        if m.item[KEPT, i]:
            self.terms.append(-MOVED_SLOT * self._run(m.kept[m.item[KEPT, i]], opens, closes, node))
        self._odd(node)
        self.taken.setdefault(day, []).append(node.end - node.start)

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
            short = self._number(0, 1 << 12)
            self.cp.add(short >= wanted - int(m.day[DAY_FREE, day]) + sum(self.taken.get(day, [])))
            self.terms.append(SLACK_SLOT * short)

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
            if self.model.item[ONCE, item]:
                self._spaced(item, own)

    def _absent(self, item: int, slots: Any) -> None:
        factor = int(self.model.item[ABSENT, item])
        tiers = {FIRM_SLOT: 0, MUST_SLOT: 1, BENDS_SLOT: 2}
        if factor in tiers:
            self.missing[tiers[factor]].append(slots)
        else:
            self.terms.append(factor * slots)

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

    def _objective(self) -> None:
        """The tiers with factors just large enough for this model, above the wishes."""
        total, factor = sum(self.terms), 1 << 26
        for tier in (2, 1, 0):
            slots = self.missing[tier]
            if slots:
                total = total + factor * sum(slots)
                factor *= 1 << 10
        self.cp.minimize(total)

    # ------------------------------------------------------------------ words

    def hint_all(self, solver: Any) -> None:
        """A complete hint: every variable as a solver of a model built alike has it."""
        for index, value in enumerate(solver.response_proto.solution):
            self.cp.add_hint(self.cp.get_int_var_from_proto_index(index), value)

    def only_rules(self) -> None:
        """No cost any more, only what must hold."""
        self.cp.clear_objective()

    def fix(self, pieces: Sequence[Piece]) -> None:
        """Nothing else than these pieces."""
        for day in self.days:
            here = sorted(each for each in pieces if each[0] == day)
            for node in (each for each in self.nodes[day] if each.item >= 0):
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


def pair_points(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Going from one subject straight to another."""
    if one[0] < 0 or other[0] < 0:
        return 0
    if one[0] != other[0]:
        return OTHER_DOMAIN
    return OTHER_DEMAND if one[1] >= 0 and other[1] >= 0 and one[1] != other[1] else 0


def _not(state: Any) -> Any:
    return not state if isinstance(state, bool) else ~state


def _may_follow(u: int, v: int, one: Node, other: Node, rocks: int) -> bool:
    """Given things follow in their own order.

    Pieces follow each other and given things only within a common gap.
    """
    if u == v:
        return u == 0 and rocks == 0
    given_one, given_other = u == 0 or one.item < 0, v == 0 or other.item < 0
    after_one = 0 if u == 0 else one.nth + 1
    before_other = rocks if v == 0 else other.nth
    if given_one and given_other:
        return after_one == before_other
    if given_one:
        return after_one in other.gaps
    if given_other:
        return before_other in one.gaps
    if one.item == other.item and one.nth + 1 != other.nth:
        return False
    return bool(one.gaps & other.gaps)


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
