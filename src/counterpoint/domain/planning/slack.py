"""The empty time of a day, which no wish may take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterpoint.domain.planning.cost import empty_minutes, missing_slack
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Day, Problem
from counterpoint.domain.planning.rituals import Change, changes_of
from counterpoint.domain.planning.sequence import Entry, chosen, sequences
from counterpoint.domain.timeline import Span


def eaten_slack(problem: Problem, blocks: Iterable[Block]) -> Iterator[tuple[Day, Block]]:
    """Every day that has less than its empty time although wishes are put there, with the last of these.

    What lies where the plan in force has it is not put there: slack is what takes up events that come later.
    """
    placed = chosen(problem, blocks)
    per_day = zip(problem.days, sequences(problem, placed), changes_of(problem, placed), strict=True)
    for day, entries, changes in per_day:
        block = eaten_slack_of(problem, day, entries, changes)
        if block is not None:
            yield day, block


def eaten_slack_of(
    problem: Problem, day: Day, entries: Sequence[Entry], changes: Sequence[Change]
) -> Block | None:
    """The last wish that is put on a day which has less than its empty time; None when there is none such."""
    if not missing_slack(day, entries, changes, problem.open_from):
        return None
    wishes = [block for each in entries if each.placed and (block := each.block) and is_put(problem, block)]
    return wishes[-1] if wishes else None


def is_put(problem: Problem, block: Block) -> bool:
    """Whether a chosen block is a wish that is not wholly where the plan in force has the same thing."""
    if block.item_id not in problem.leaves_slack:
        return False
    before = (
        each.span.on_grid()
        for each in problem.in_force
        if each.item_id == block.item_id and each.id not in problem.given_ids
    )
    met = (each.meet(block.span) for each in before)
    return sum(each.minutes for each in met if each) < block.span.minutes


def spare_hours(problem: Problem, placed: Sequence[Block], minutes: int) -> list[Span]:
    """The days on which so many minutes more would leave the empty time that is wanted."""
    per_day = zip(problem.days, sequences(problem, placed), changes_of(problem, placed), strict=True)
    found = []
    for day, entries, changes in per_day:
        empty = empty_minutes(day, entries, changes, problem.open_from)
        if empty is not None and empty - day.slack_minutes >= minutes:
            found.append(day.waking)
    return found
