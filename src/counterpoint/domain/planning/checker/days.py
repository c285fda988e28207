"""What the days break or keep, by what follows what on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from counterpoint.domain.planning.checker.fault import Fault
from counterpoint.domain.planning.moments import day_words, length_words
from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Day, Problem
from counterpoint.domain.planning.resting import short_nights
from counterpoint.domain.planning.rituals import Change, changes_of
from counterpoint.domain.planning.sequence import REST_MINUTES, Entry, sequences, stretches
from counterpoint.domain.planning.slack import eaten_slack, eaten_slack_of
from counterpoint.domain.planning.ways import Leg, too_little_words, ways_of, ways_on
from counterpoint.domain.words import gettext as _


def faults_of_day(
    problem: Problem, day: Day, entries: Sequence[Entry], changes: Sequence[Change]
) -> Iterator[Fault]:
    """The faults of what follows what on one day, by the rules that look at nothing else but its slack."""
    yield from _rested(entries)
    yield from _with_breaks(problem, entries)
    yield from _rituals(changes)
    if problem.ways:
        yield from _ways(problem, ways_on(problem, day, entries))


def slack_of_day(
    problem: Problem, day: Day, entries: Sequence[Entry], changes: Sequence[Change]
) -> Iterator[Fault]:
    """The fault of a day that has less than its empty time although a wish is put there."""
    block = eaten_slack_of(problem, day, entries, changes)
    if block is not None:
        yield _slack(problem, day, block)


def rested(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Two pieces of one thing that follow each other have a quarter hour between them.

    Else they were one long piece.
    """
    for entries in sequences(problem, plan.blocks):
        yield from _rested(entries)


def _rested(entries: Sequence[Entry]) -> Iterator[Fault]:
    rest = timedelta(minutes=REST_MINUTES)
    for one, other in pairwise(entries):
        same = one.item is not None and one.item is other.item
        if same and other.span.start - one.span.end < rest:
            words = _("“%(title)s” has no %(rest_minutes)s min of rest between two pieces.") % {
                "title": one.title,
                "rest_minutes": REST_MINUTES,
            }
            yield Fault("rest", words, other.block.id if other.block else "")


def with_breaks(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """No stretch of focus of several pieces is longer than the person's own limit."""
    if problem.focus_minutes:
        for entries in sequences(problem, plan.blocks):
            yield from _with_breaks(problem, entries)


def _with_breaks(problem: Problem, entries: Sequence[Entry]) -> Iterator[Fault]:
    for each in stretches(entries, problem.break_minutes) if problem.focus_minutes else ():
        if each.chosen and each.pieces > 1 and each.span.minutes > problem.focus_minutes:
            words = _("“%(title)s” makes %(minutes)s min of focus without a break of %(least)s min.") % {
                "title": each.last.title,
                "minutes": each.span.minutes,
                "least": problem.break_minutes,
            }
            yield Fault("break", words, each.last.block.id if each.last.block else "")


def rested_between_days(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Work keeps the rest floor to the work of the days before and after it; two events do as they do."""
    for night in short_nights(problem, plan.blocks):
        if night.chosen:
            chosen_one = next(each for each in (night.after, night.before) if each and each.placed)
            words = _("“%(title)s” leaves less than %(rest)s between the work of two days.") % {
                "title": chosen_one.title,
                "rest": length_words(problem.rest_minutes),
            }
            yield Fault("rest-floor", words, chosen_one.block.id if chosen_one.block else "")


def slack_is_left(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """No wish is put on a day that has less than its empty time then."""
    for day, block in eaten_slack(problem, plan.blocks):
        yield _slack(problem, day, block)


def _slack(problem: Problem, day: Day, block: Block) -> Fault:
    words = _("“%(title)s” takes of the %(slack)s that %(day)s keeps empty.") % {
        "title": block.title,
        "slack": length_words(day.slack_minutes),
        "day": day_words(problem, day.waking.start),
    }
    return Fault("slack", words, block.id)


def with_time_for_ways(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Between two places there is time for the way; where only given things leave too little, they do."""
    yield from _ways(problem, ways_of(problem, plan.blocks))


def _ways(problem: Problem, legs: Iterable[Leg]) -> Iterator[Fault]:
    for leg in legs:
        if leg.chosen and not leg.fits:
            block = leg.chosen[0].block
            yield Fault("way", too_little_words(problem, leg), block.id if block else "")


def rituals_have_their_time(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for changes in changes_of(problem, plan.blocks):
        yield from _rituals(changes)


def _rituals(changes: Sequence[Change]) -> Iterator[Fault]:
    for change in changes:
        if change.outcome == "broken" and change.ritual:
            words = _("“%(title)s” has no room at “%(title2)s”.") % {
                "title": change.ritual.title,
                "title2": change.at.title,
            }
            yield Fault("ritual", words, change.at.block.id if change.at.block else "")
