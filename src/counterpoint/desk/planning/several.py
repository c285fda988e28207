"""Several weeks planned in one search, and kept as a plan of each.

What was found is cut by week, and each week is posed alone, with what the others place of a task or a
give-back taken off. So each plan is one that the week alone could have, and the checker judges it as such.
Pure, as the planning of one week is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from counterpoint.desk.planning.weeks import PlanRefused, explained, plan_problem, refuse_clashes
from counterpoint.desk.week.blocks import is_held, known_again
from counterpoint.domain.agenda import Fact
from counterpoint.domain.planning import Block, LeftOut, Life, Plan, Problem
from counterpoint.domain.planning.checker import check
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.sequence import chosen, day_index
from counterpoint.domain.planning.settle import unexplained
from counterpoint.domain.timeline import DAY, Week

OF_A_WEEK = ("routine", "protected", "flex")
"""Kinds of which some are wanted anew each week: among several weeks the name of theirs ends their item's."""
OF_ALL = ("task", "give_back")
"""Kinds of which one item is wanted of all the weeks together."""


@dataclass(frozen=True)
class Weeks:
    """What several weeks that follow each other are planned from; `before` is what each of them has now."""

    life: Life
    facts: tuple[Fact, ...]
    before: tuple[tuple[Week, tuple[Block, ...]], ...]
    now: datetime
    afresh: bool = False

    def alone(self, nth: int, life: Life) -> Problem:
        """One of the weeks as it would be planned by itself, in this life."""
        week, before = self.before[nth]
        near = week.span(life.zone).grown(DAY, DAY)
        return pose(
            life,
            (each for each in self.facts if each.span.overlaps(near)),
            week,
            now=self.now,
            in_force=() if self.afresh else before,
            pinned=self.held(nth),
        )

    def held(self, nth: int) -> tuple[Block, ...]:
        return tuple(each for each in self.before[nth][1] if is_held(each, self.now))

    @cached_property
    def wholly(self) -> tuple[Problem, ...]:
        """Each week as if it were the only one that is planned."""
        return tuple(self.alone(nth, self.life) for nth in range(len(self.before)))

    @cached_property
    def all(self) -> Problem:
        """All of them as one problem."""
        before = [among_several(each, week) for week, blocks in self.before for each in blocks]
        return pose(
            self.life,
            self.facts,
            self.before[0][0],
            weeks=len(self.before),
            now=self.now,
            in_force=() if self.afresh else tuple(before),
            pinned=tuple(each for each in before if is_held(each, self.now)),
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found: the blocks of each week, and the minutes of what has no place in any of them, with the
    words of a look at all of them where there was one.
    """

    parts: tuple[tuple[Block, ...], ...]
    nowhere: Mapping[str, int] = field(default_factory=dict)
    words: tuple[LeftOut, ...] = ()
    seconds: float = 0.0
    iterations: int = 0


@dataclass(frozen=True, slots=True)
class _Budget:
    seconds: float | None
    iterations: int | None
    stop: Callable[[], bool] | None


def plan_weeks(
    weeks: Weeks,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    on_better: Callable[[Plan, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
    two: bool = False,
) -> tuple[Plan, ...]:
    """A plan of each week, all of them from one search over `seconds` or `iterations`.

    Where the checker refuses what the search found for one of the weeks, this one and those after it are
    planned one after another, in as much time once more. Raises FirmClash and PlanRefused as the planning
    of one week does. `on_better` gets plans of all the weeks together.
    """
    refuse_clashes(weeks.life, weeks.before[0][0])
    budget = _Budget(seconds, iterations, stop)
    found = _search(weeks, budget, on_better, two=two)
    plans = list(_plans(weeks, found))
    if len(plans) < len(weeks.before):
        plans = _one_by_one(weeks, found, plans, budget)
    # The ids that the blocks had before, with the person's own word on them.
    return tuple(known_again(plan, weeks.before[nth][1]) for nth, plan in enumerate(plans))


def among_several(block: Block, week: Week) -> Block:
    """A block of a week's plan as a piece of what several weeks want."""
    own = f"{block.kind}:{block.subject_id}"
    anew = block.kind in OF_A_WEEK and block.item_id == own
    return replace(block, item_id=f"{own}:{week.name}") if anew else block


def _by_itself(block: Block, week: Week) -> Block:
    """A piece of what several weeks want as one of the week's own plan."""
    own = f"{block.kind}:{block.subject_id}"
    if block.kind not in OF_A_WEEK or block.item_id != f"{own}:{week.name}":
        return block
    return replace(block, id=own + block.id.removeprefix(block.item_id), item_id=own)


def _search(
    weeks: Weeks, budget: _Budget, on_better: Callable[[Plan, float], None] | None, *, two: bool
) -> _Found:
    """What one search over all the weeks finds; nothing for a plan that the checker refuses."""
    try:
        plan = plan_problem(
            weeks.all,
            seconds=budget.seconds,
            iterations=budget.iterations,
            on_better=on_better,
            stop=budget.stop,
            two=two,
            reasons=False,
        )
    except PlanRefused:
        return _Found(())
    words = tuple(each for each in plan.left_out if each.kind in OF_ALL)
    return _Found(
        tuple(_cut(weeks, plan)),
        {each.item_id: each.minutes for each in words},
        words,
        plan.seconds,
        plan.iterations,
    )


def _cut(weeks: Weeks, plan: Plan) -> Iterator[tuple[Block, ...]]:
    """What was placed in each week: what begins on one of its days, until that day's sleep."""
    placed = chosen(weeks.all, plan.blocks)
    on = {each.id: weeks.all.days[day_index(weeks.all, each.span) or 0].on for each in placed}
    for week, _before in weeks.before:
        here = (each for each in placed if week.first <= on[each.id] < week.next().first)
        yield tuple(_by_itself(each, week) for each in here)


def _plans(weeks: Weeks, found: _Found) -> Iterator[Plan]:
    """The plan of each week, until the first that the checker refuses."""
    for nth in range(len(found.parts)):
        plan = _plan_of(weeks, found, nth)
        if plan is None:
            return
        yield plan


def _plan_of(weeks: Weeks, found: _Found, nth: int) -> Plan | None:
    """One week's plan, from what was found; None where the checker has something against it."""
    problem = weeks.alone(nth, _life_beside(weeks, found, nth))
    plan = unexplained(problem, found.parts[nth])
    if check(problem, plan):
        return None
    words = {(each.item_id, each.minutes): each for each in found.words}
    told = tuple(words.get((each.item_id, each.minutes), each) for each in plan.left_out)
    plan = replace(explained(problem, plan), left_out=told)
    return replace(plan, seconds=found.seconds, iterations=found.iterations)


def _life_beside(weeks: Weeks, found: _Found, nth: int) -> Life:
    """The life of one of the weeks alone.

    Of a task and a give-back no more is wanted than what is placed in it and, in the first week that could
    have it, what has no place in any of them.
    """
    here, told = _minutes(found.parts[nth]), _told(weeks, found, nth)
    wanted = {item.id: here.get(item.id, 0) + told.get(item.id, 0) for item in weeks.wholly[nth].items}
    away = {
        item.id: max(0, item.minutes - wanted[item.id])
        for item in weeks.wholly[nth].items
        if item.kind in OF_ALL
    }
    return _less(weeks, nth, away, found.parts[nth + 1 :])


def _told(weeks: Weeks, found: _Found, nth: int) -> dict[str, int]:
    """Minutes of what has no place in any of the weeks and could have had one in this week first."""
    earlier = {name for problem in weeks.wholly[:nth] for name in problem.item_by_id}
    here = weeks.wholly[nth].item_by_id
    return {name: left for name, left in found.nowhere.items() if name in here and name not in earlier}


def _told_once(weeks: Weeks, found: _Found, nth: int, plan: Plan) -> Plan:
    """The plan without what it says to be left out of a task or a give-back that is told of another week, or
    placed there.
    """
    told = _told(weeks, found, nth)
    own = [replace(each, minutes=told.get(each.item_id, 0)) for each in plan.left_out if each.kind in OF_ALL]
    others = [each for each in plan.left_out if each.kind not in OF_ALL]
    return replace(plan, left_out=(*(each for each in own if each.minutes), *others))


def _less(weeks: Weeks, nth: int, away: Mapping[str, int], after: Iterable[tuple[Block, ...]]) -> Life:
    """The life with so many minutes of the week's items elsewhere, and these blocks in the weeks after it."""
    life, items = weeks.life, weeks.wholly[nth].item_by_id
    here = {name: more for name, more in away.items() if name in items}
    minutes = {(items[name].kind, items[name].subject_id): more for name, more in here.items()}
    elsewhere = defaultdict(int, life.elsewhere)
    for (kind, subject_id), more in minutes.items():
        if kind == "task":
            elsewhere[subject_id] += more
    held = (weeks.held(other) for other in range(nth + 1, len(weeks.before)))
    ahead = (each for blocks in (*after, *held) for each in blocks if each.state == "planned")
    later = {each.subject_id for each in ahead if each.kind == "task"}
    backs = (
        replace(each, minutes_given=each.minutes_given + minutes.get(("give_back", each.id), 0))
        for each in life.give_backs
    )
    return replace(
        life,
        elsewhere=tuple(sorted(elsewhere.items())),
        later=tuple(sorted({*life.later, *later})),
        give_backs=tuple(each for each in backs if each.state != "owed" or each.minutes_left > 0),
    )


def _minutes(blocks: Iterable[Block]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for each in blocks:
        found[each.item_id] += each.span.minutes
    return found


def _one_by_one(weeks: Weeks, found: _Found, plans: list[Plan], budget: _Budget) -> list[Plan]:
    """The weeks from the first that was refused on, each planned alone around what the others have.

    What a later one then placed is taken off what an earlier one leaves out.
    """
    parts, nowhere = list(found.parts[: len(plans)]), dict(found.nowhere)
    share = len(weeks.before) - len(plans)
    for nth in range(len(plans), len(weeks.before)):
        others = [weeks.held(other) for other in range(len(weeks.before)) if other != nth]
        ahead = (each for blocks in (*parts, *others) for each in blocks if each.state == "planned")
        away = _minutes(each for each in ahead if each.kind in OF_ALL)
        problem = weeks.alone(nth, _less(weeks, nth, away, ()))
        plan = plan_problem(
            problem,
            seconds=None if budget.seconds is None else budget.seconds / share,
            iterations=budget.iterations,
            stop=budget.stop,
        )
        plans = [*plans, plan]
        parts.append(tuple(chosen(problem, plan.blocks)))
        nowhere = {name: left for name, left in nowhere.items() if name not in weeks.wholly[nth].item_by_id}
        nowhere |= {each.item_id: each.minutes for each in plan.left_out if each.kind in OF_ALL}
    again = _Found(tuple(parts), nowhere)
    return [
        _plan_of(weeks, again, nth) or _told_once(weeks, again, nth, plan) for nth, plan in enumerate(plans)
    ]
