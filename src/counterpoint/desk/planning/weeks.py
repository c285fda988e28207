"""Plan a week: from values to a plan that the checker has judged. Pure; who wraps it reads and records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from counterpoint.desk.planning.full_hours import search_from_exact_places
from counterpoint.domain.agenda import Fact
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, LeftOut, Life, Plan, Problem, Tier
from counterpoint.domain.planning.checker import Fault, check
from counterpoint.domain.planning.clash import (
    Rule,
    clashing_pairs,
    firm_alone,
    floating_advice,
    recurring_advice,
    wider_hours,
)
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import explained, judge_move, settle, unexplained
from counterpoint.domain.timeline import Week
from counterpoint.domain.words import gettext as _
from counterpoint.engines.solver import judging
from counterpoint.engines.solver.pair import search_by_two
from counterpoint.engines.solver.proof import Member
from counterpoint.engines.solver.run import Budget, Found, search

__all__ = [
    "FirmClash",
    "PlanRefused",
    "explained",
    "judge_move",
    "plan_problem",
    "plan_week",
    "refuse_clashes",
    "settle",
]

DEFAULT_SECONDS = 5.0
FIRM_STEPS = 200
CLASH_SECONDS = 5.0
DAY_SECONDS = 1.0
WAY_SECONDS = 8.0


class FirmClash(CounterpointError):
    """The person's own firm rules exclude each other.

    `clash` names the smallest set found, in plain words; the advice says what could be done about each.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        names = ", ".join(f"“{each.words}”" for each in rules)
        alone = _("There is no room for %(names)s in its own times.") % {"names": names}
        ways = _any_of([each.advice for each in rules])
        super().__init__(
            _("These cannot all be firm: %(names)s.") % {"names": names} if len(rules) > 1 else alone,
            advice=_("Any one of these would help: %(ways)s.") % {"ways": ways},
            field="protected",
        )
        self.clash = tuple(each.words for each in rules)


def _any_of(ways: Sequence[str]) -> str:
    """Ways out, each of which may hold an “or” of its own."""
    if len(ways) <= 1:
        return "".join(ways)
    return _("%(several)s; or %(last)s") % {"several": "; ".join(ways[:-1]), "last": ways[-1]}


class PlanRefused(CounterpointError):
    """The checker refused the plan: a fault of the program, never of the person. `problem` reproduces it."""

    def __init__(self, faults: tuple[Fault, ...], problem: Problem) -> None:
        words = " ".join(each.words for each in faults[:3])
        super().__init__(
            _("A plan was made that breaks a rule, and is not shown. %(words)s") % {"words": words},
            advice=_("Please report this."),
        )
        self.faults = faults
        self.problem = problem


def plan_week(
    life: Life,
    facts: Iterable[Fact],
    week: Week,
    *,
    now: datetime | None,
    weeks: int = 1,
    in_force: tuple[Block, ...] = (),
    pinned: tuple[Block, ...] = (),
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    on_better: Callable[[Plan, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
    proofs: bool = False,
    two: bool = False,
) -> Plan:
    """The best plan found within `seconds` (5 unless given) or `iterations` (then the same for the same
    seed).

    `on_better` gets each better plan, the first one at once and none with reasons yet, with the seconds used;
    `stop` is asked between
    chunks of a tenth of a second. With `two` a second process searches as well, and the
    better plan counts. With either of `two` and `proofs`, and no `iterations`, the judge looks for places
    where something that is no wish found none. With `proofs` the plan carries bounds for each day and what
    stands in the way of a must. Raises FirmClash when the person's own firm rules exclude each other,
    PlanRefused when the checker finds a fault.
    """
    problem = pose(life, facts, week, weeks=weeks, now=now, in_force=in_force, pinned=pinned)
    refuse_clashes(life, week)
    return plan_problem(
        problem,
        seconds=seconds,
        iterations=iterations,
        seed=seed,
        on_better=on_better,
        stop=stop,
        proofs=proofs,
        two=two,
    )


def refuse_clashes(life: Life, week: Week) -> None:
    """Raise FirmClash when the person's own firm rules cannot hold together, whatever the calendar says.

    Pairs are seen at once. Only where something firm that floats finds no place even in a week without
    anything else is the judge asked, who needs a second or two. Firm rules are the same every week.
    """
    alone = firm_alone(life)
    problem = pose(alone, (), week)
    for pair in clashing_pairs(problem):
        raise FirmClash(pair)
    if problem.days and not _hold_together(problem):
        members = judging.floating_clash(problem, seconds=CLASH_SECONDS)
        if members:
            raise FirmClash((*_hours_in_the_way(alone, week, members), *(_rule(each) for each in members)))


def _hold_together(problem: Problem) -> bool:
    """Whether everything firm that floats finds its places in a short search."""
    floats = any(each.tier == Tier.FIRM for each in problem.items)
    return not floats or any(
        not found.cost.firm_missing for found in search(problem, Budget(steps=FIRM_STEPS))
    )


def _hours_in_the_way(life: Life, week: Week, members: tuple[Member, ...]) -> tuple[Rule, ...]:
    """The one of the person's hours without which these members would hold together, if there is one."""
    names = {each.key.removeprefix("protected:") for each in members}
    few = replace(life, protected=tuple(each for each in life.protected if each.id in names))
    for rule, wider in wider_hours(few):
        if _hold_together(pose(wider, (), week)):
            return (rule,)
    return ()


def _rule(member: Member) -> Rule:
    if member.kind == "firm":
        return Rule(member.words, recurring_advice(member.words))
    return Rule(member.words, floating_advice(member.words.rpartition(" (")[0]))


def plan_problem(
    problem: Problem,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    on_better: Callable[[Plan, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
    proofs: bool = False,
    two: bool = False,
    reasons: bool = True,
) -> Plan:
    """As `plan_week`, for a problem that is posed already and whose firm rules hold together.

    Without `reasons` no block says why it is where it is: `explained` adds that to the plan later.
    """
    if not problem.days:
        return _judged(problem, settle(problem, ()))
    if seconds is None and iterations is None:
        seconds = DEFAULT_SECONDS
    plan, unread, look = None, [], search_by_two if two else search
    for found in look(problem, Budget(iterations, seconds), seed=seed, stop=stop):
        if on_better is None:
            unread.append(found)
        else:
            plan = _plan_of(problem, found, seed, plan)
            on_better(plan, found.seconds)
    if plan is None:
        plan = _last_of(problem, unread, seed)
    if (two or proofs) and iterations is None and not (stop and stop()):
        plan = _with_exact_places(problem, plan, seed, stop)
    if reasons:
        plan = explained(problem, plan)
    return _with_proofs(problem, plan) if proofs else plan


def _with_exact_places(problem: Problem, plan: Plan, seed: int, stop: Callable[[], bool] | None) -> Plan:
    """The plan, or a better one from places for all that is no wish, where some of that was missed."""
    found = search_from_exact_places(problem, plan.cost, seed=seed, stop=stop)
    if found is None or found.cost.order >= plan.cost.order:
        return plan
    better = _plan_of(problem, found, seed, plan)
    return replace(better, seconds=plan.seconds + found.seconds, iterations=plan.iterations + found.steps)


def _plan_of(problem: Problem, found: Found, seed: int, last_good: Plan | None) -> Plan:
    """The plan of what was found; the last good one should the checker refuse it."""
    plan = _as_plan(problem, found, seed)
    if last_good is None:
        return _judged(problem, plan)
    return last_good if check(problem, plan) else plan


def _last_of(problem: Problem, unread: Sequence[Found], seed: int) -> Plan:
    """The plan of the last that was found; of the first should the checker refuse it."""
    plan = _as_plan(problem, unread[-1], seed)
    return _plan_of(problem, unread[0], seed, None) if check(problem, plan) else plan


def _as_plan(problem: Problem, found: Found, seed: int) -> Plan:
    plan = unexplained(problem, found.blocks)
    return replace(plan, seconds=found.seconds, iterations=found.steps, seed=seed)


def _judged(problem: Problem, plan: Plan) -> Plan:
    faults = check(problem, plan)
    if faults:
        raise PlanRefused(faults, problem)
    return plan


def _with_proofs(problem: Problem, plan: Plan) -> Plan:
    """The plan with a bound for each day, and for each must that is left out the proven set in its way."""
    bounds = judging.day_bounds(problem, plan.blocks, seconds=len(problem.days) * DAY_SECONDS)
    told = tuple(_proven(problem, each) if each.must else each for each in plan.left_out)
    return replace(plan, bounds=bounds, left_out=told)


def _proven(problem: Problem, out: LeftOut) -> LeftOut:
    item = problem.item_by_id[out.item_id]
    proof = judging.in_the_way(problem, item.id, seconds=WAY_SECONDS)
    pieces = item.minutes // item.piece_most if item.one_a_day else 1
    much = (
        _("%(pieces)s x %(piece_most)s min") % {"pieces": pieces, "piece_most": item.piece_most}
        if item.one_a_day
        else _("%(minutes)s min") % {"minutes": item.minutes}
    )
    if proof is None:
        return out
    names, minimal = proof
    if not names:
        return replace(
            out,
            why=_("“%(title)s” (%(much)s) has no room in its own times.")
            % {"title": item.title, "much": much},
            in_the_way=(),
        )
    listed = ", ".join(f"“{each}”" for each in names)
    return replace(
        out,
        why=_("This week has no room for “%(title)s” (%(much)s). In the way: %(listed)s.")
        % {"title": item.title, "much": much, "listed": listed},
        in_the_way=names,
        advice=_("Loosen one of them, or ask for less.")
        if minimal
        else _("Loosening some of them would make room."),
    )
