"""Reasons name only what matters: without the term, or with the rule lifted, the choice is another one.

Judged here by the whole checker and the whole evaluator, which know nothing of how reasons are found.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from counterpoint.domain.planning import Block, Plan, Problem
from counterpoint.domain.planning.checker import Fault, judge_blocks
from counterpoint.domain.planning.cost import TERMS, terms
from counterpoint.domain.planning.laid import Laid, lift
from counterpoint.domain.planning.laid.parts import KEPT, SAME_TERMS, WHOLE_RULES, WHOLE_TERMS
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.reasons import INFORMS, Ground, causes, with_reasons
from counterpoint.domain.planning.reasons.ground import Cause
from counterpoint.domain.planning.sequence import chosen
from counterpoint.domain.timeline import SLOT, Span
from counterpoint.engines.solver.run import Budget, search
from tests.domain.planning.test_checker import GOOD, PROBLEM
from tests.seeds import of_many
from tests.strategies import Case, cases

TERM_OF = {
    "energy": "energy", "hours": "energy", "changes": "changes", "slack": "slack",
    "alike": "batching", "late": "late", "spread": "spread", "lighter": "strain",
}  # fmt: skip
RULES_OF = {
    "only_gap": {"event", "firm", "overlap"}, "after": {"after"}, "before": {"after"}, "break": {"break"},
    "rest": {"rest-floor"}, "window": {"window"}, "spacing": {"spacing"}, "room": {"ritual"},
    "full": {"overlap"}, "leaves_slack": {"slack"}, "way": {"way"},
}  # fmt: skip
SOME = settings(
    phases=[Phase.generate],
    max_examples=of_many(10, 25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def planned(case: Case, *, in_force: bool = False) -> tuple[Problem, list[Block]]:
    problem = pose(case.life, case.facts, case.week, now=case.now)
    assume(problem.days)
    *_, found = search(problem, Budget(steps=60))
    placed = chosen(problem, found.blocks)
    assume(placed)
    if in_force:
        problem = pose(case.life, case.facts[1:], case.week, now=case.now, in_force=tuple(placed))
        *_, found = search(problem, Budget(steps=20))
        placed = chosen(problem, found.blocks)
        assume(placed)
    return problem, placed


def faults(problem: Problem, blocks: list[Block]) -> set[Fault]:
    return set(judge_blocks(problem, Plan(problem.first_week, problem.zone, tuple(blocks))))


def elsewhere(blocks: list[Block], block: Block, span: Span) -> list[Block]:
    return [replace(each, span=span) if each.id == block.id else each for each in blocks]


def dearer(problem: Problem, blocks: list[Block], block: Block, span: Span) -> dict[str, int]:
    here, there = terms(problem, blocks), terms(problem, elsewhere(blocks, block, span))
    return {name: there[name] - here[name] for name in here}


def new_rules(problem: Problem, blocks: list[Block], block: Block, span: Span) -> set[str]:
    there = faults(problem, elsewhere(blocks, block, span)) - faults(problem, blocks)
    return {each.rule for each in there}


@SOME
@given(
    cases(), st.booleans(), st.integers(0, 50), st.lists(st.integers(0, 7 * 288 - 1), min_size=1, max_size=4)
)
def test_a_move_judged_by_its_two_days_is_judged_as_by_the_whole_week(
    case: Case, in_force: bool, nth: int, slots: list[int]
) -> None:
    problem, placed = planned(case, in_force=in_force)
    block = placed[nth % len(placed)]
    lifted = lift(Laid(problem, placed), block)
    assert lifted is not None
    length = block.span.end - block.span.start
    for slot in slots:
        start = problem.horizon.start + slot * SLOT
        place = lifted.at(Span(start, start + length))
        if place is not None:
            rules = {"overlap" if each == "held" else each for each in place.rules}
            assert rules == new_rules(problem, placed, block, place.span)
            same = dict.fromkeys(SAME_TERMS, 0)
            assert place.more | same == dearer(problem, placed, block, place.span)


def test_every_rule_and_term_is_known_by_parts() -> None:
    """With one that is not, what is said stays true, and each plan takes longer to settle."""
    assert WHOLE_RULES == WHOLE_TERMS == ()


def test_the_terms_are_those_of_the_evaluator() -> None:
    assert terms(PROBLEM, GOOD).keys() == {*TERMS}


@SOME
@given(cases(), st.booleans())
def test_reasons_name_only_what_matters(case: Case, in_force: bool) -> None:
    problem, placed = planned(case, in_force=in_force)
    ground = Ground(problem, placed)
    told = {each.id: each.reasons for each in with_reasons(problem, placed)}
    for block in placed:
        found = list(causes(ground, block))
        for each in found:
            decides(problem, placed, block, each)
        proven = {each.reason for each in found}
        assert all(each.kind in INFORMS or each in proven for each in told[block.id])
        assert len(told[block.id]) <= 3


@SOME
@given(cases())
def test_nobody_is_told_that_their_hours_are_better_than_those_right_beside_them(case: Case) -> None:
    problem, placed = planned(case)
    ground = Ground(problem, placed)
    for block in placed:
        for each in causes(ground, block):
            if each.reason.kind == "hours":
                assert abs(each.instead.span.start - block.span.start) >= timedelta(hours=2)


def decides(problem: Problem, placed: list[Block], block: Block, cause: Cause) -> None:
    """There is another place that would be as good or better, were it not for what is named."""
    kind, place = cause.reason.kind, cause.instead
    assert cause.reason.words
    assert place.span != block.span
    if kind == "kept_for":
        assert cause.but_for is not None
        left = [each for each in placed if cause.but_for and each.id != cause.but_for.id]
        assert not new_rules(problem, left, block, place.span)
        more = dearer(problem, left, block, place.span)
        assert sum(more.values()) - more[KEPT] < 0
        assert more["energy"] < 0
        return
    more = dearer(problem, placed, block, place.span)
    afresh = sum(more.values()) - more[KEPT]
    broken = new_rules(problem, placed, block, place.span)
    if kind == "kept":
        assert not broken
        assert sum(more.values()) > 0 >= afresh
    elif kind in TERM_OF:
        assert not broken
        assert afresh > 0 >= afresh - more[TERM_OF[kind]]
    else:
        assert broken
        assert broken <= RULES_OF[kind]
        assert afresh <= 0
