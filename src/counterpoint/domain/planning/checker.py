"""The judge of every plan: pure, and knowing nothing of the engine that made it.

A rule is a function; a fault names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from counterpoint.domain.planning.cost import missing_minutes
from counterpoint.domain.planning.crossings import crossings_of
from counterpoint.domain.planning.moments import day_words, length_words
from counterpoint.domain.planning.plan import Block, Plan
from counterpoint.domain.planning.problem import Day, Item, Problem
from counterpoint.domain.planning.resting import short_nights
from counterpoint.domain.planning.rituals import Change, changes_of, ritual_blocks
from counterpoint.domain.planning.sequence import (
    REST_MINUTES,
    Entry,
    chosen,
    day_index,
    sequences,
    stretches,
)
from counterpoint.domain.planning.slack import eaten_slack, eaten_slack_of
from counterpoint.domain.planning.ways import Leg, too_little_words, ways_of, ways_on
from counterpoint.domain.timeline import ceil_to_slot, common, floor_to_slot, local
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a plan breaks.

    `rule` is stable for programs, `words` are for people; `block_id` is where, if one.
    """

    rule: str
    words: str
    block_id: str = ""


def check(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Every fault of a plan; an empty answer means that it may be shown."""
    return tuple(fault for rule in (*BLOCK_RULES, *PLAN_RULES) for fault in rule(problem, plan))


def judge_blocks(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """The faults of where blocks lie, without what a plan says beside them: enough to judge a move."""
    return tuple(fault for rule in BLOCK_RULES for fault in rule(problem, plan))


def _placed(problem: Problem, plan: Plan) -> Iterator[tuple[Block, Item]]:
    for block in chosen(problem, plan.blocks):
        item = problem.item_by_id.get(block.item_id)
        if item:
            yield block, item


def _when(problem: Problem, block: Block) -> str:
    return f"{local(block.span.start, problem.zone):%a %H:%M}"


def on_the_grid(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block in plan.blocks:
        span = block.span
        off = floor_to_slot(span.start) != span.start or ceil_to_slot(span.end) != span.end
        if block.id not in problem.given_ids and (off or not span.minutes):
            yield Fault(
                "grid", _("“%(title)s” is not on the five-minute grid.") % {"title": block.title}, block.id
            )


def within_the_horizon(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, _item in _placed(problem, plan):
        if not problem.horizon.covers(block.span):
            yield Fault(
                "horizon",
                _("“%(title)s” lies outside the weeks that are planned.") % {"title": block.title},
                block.id,
            )


def awake(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, _item in _placed(problem, plan):
        day = day_index(problem, block.span)
        if day is None or not problem.days[day].waking.covers(block.span):
            when = _when(problem, block)
            yield Fault(
                "waking",
                _("“%(title)s” at %(when)s runs into the time of sleep.")
                % {"title": block.title, "when": when},
                block.id,
            )


def known(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block in chosen(problem, plan.blocks):
        if block.item_id not in problem.item_by_id:
            yield Fault(
                "known", _("“%(title)s” is nothing that was to be placed.") % {"title": block.title}, block.id
            )


def within_windows(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, item in _placed(problem, plan):
        if not any(window.covers(block.span) for window in item.windows):
            when = _when(problem, block)
            yield Fault(
                "window",
                _("“%(title)s” at %(when)s is outside the times that it can have.")
                % {"title": block.title, "when": when},
                block.id,
            )


def in_whole_pieces(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, item in _placed(problem, plan):
        if not item.piece_least <= block.span.minutes <= item.piece_most:
            words = _("“%(title)s” wants pieces of %(piece_least)s–%(piece_most)s min.") % {
                "title": block.title,
                "piece_least": item.piece_least,
                "piece_most": item.piece_most,
            }
            yield Fault("piece", words, block.id)


def before_deadlines(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, item in _placed(problem, plan):
        if item.deadline_at is not None and block.span.end > item.deadline_at:
            yield Fault(
                "deadline", _("“%(title)s” ends after its deadline.") % {"title": block.title}, block.id
            )


def after_what_comes_first(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """What waits for something else is placed only when that is placed whole, and starts at its end or
    later.
    """
    followers = [(block, item) for block, item in _placed(problem, plan) if item.after]
    missing = missing_minutes(problem, plan.blocks) if followers else {}
    for block, item in followers:
        for name in item.after:
            first = problem.item_by_id.get(name)
            if first and (missing[name] or block.span.start < _ends(problem, plan, name)):
                yield Fault(
                    "after",
                    _("“%(title)s” comes before “%(title2)s” is done.")
                    % {"title": block.title, "title2": first.title},
                    block.id,
                )


def _ends(problem: Problem, plan: Plan, item_id: str) -> datetime:
    """When the last piece of an item ends, pinned ones among them; the start of all when there is none."""
    own = [
        each.span.end for each in (*chosen(problem, plan.blocks), *problem.pinned) if each.item_id == item_id
    ]
    return max(own, default=problem.horizon.start)


def not_in_the_past(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, _item in _placed(problem, plan):
        if problem.now is not None and block.span.start < problem.now:
            yield Fault("past", _("“%(title)s” starts in the past.") % {"title": block.title}, block.id)


def apart_from_each_other(problem: Problem, plan: Plan) -> Iterator[Fault]:
    blocks = sorted(chosen(problem, plan.blocks), key=lambda each: each.span)
    pinned = [(each, each.span.on_grid()) for each in problem.pinned]
    for nth, one in enumerate(blocks):
        on_it = [each for each, span in pinned if one.span.overlaps(span)]
        for other in blocks[nth + 1 :]:
            if other.span.start >= one.span.end:
                break
            on_it.append(other)
        for other in on_it:
            yield Fault(
                "overlap",
                _("“%(title)s” and “%(title2)s” overlap.") % {"title": one.title, "title2": other.title},
                one.id,
            )


def apart_from_events(problem: Problem, plan: Plan) -> Iterator[Fault]:
    taken = [(each, each.span.on_grid()) for each in problem.facts if each.blocking]
    for block in chosen(problem, plan.blocks):
        for fact, span in taken:
            if block.span.overlaps(span):
                yield Fault(
                    "event",
                    _("“%(title)s” lies on “%(title2)s”.") % {"title": block.title, "title2": fact.title},
                    block.id,
                )


def off_firm_time(problem: Problem, plan: Plan) -> Iterator[Fault]:
    pinned = [each for each in problem.pinned if each.state == "planned"]
    for block in [*chosen(problem, plan.blocks), *pinned]:
        for firm in problem.firm:
            if block.span.overlaps(firm.span):
                yield Fault(
                    "firm",
                    _("“%(title)s” lies on “%(title2)s”, which is firm.")
                    % {"title": block.title, "title2": firm.title},
                    block.id,
                )


def once_a_day(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, others in _one_a_day(problem, plan):
        if any(_days_apart(problem, block, other) == 0 for other in others):
            yield Fault("one-a-day", _("“%(title)s” is twice on one day.") % {"title": block.title}, block.id)


def well_spaced(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for block, others in _one_a_day(problem, plan):
        least = problem.item_by_id[block.item_id].spacing_days
        if any(0 < _days_apart(problem, block, other) < least for other in others):
            yield Fault(
                "spacing",
                _("“%(title)s” wants %(least)s days from one to the next.")
                % {"title": block.title, "least": least},
                block.id,
            )


def _one_a_day(problem: Problem, plan: Plan) -> Iterator[tuple[Block, list[Block]]]:
    """Each chosen block of an item at most once a day, with the item's other blocks, pinned ones among
    them.
    """
    placed = [(block, item) for block, item in _placed(problem, plan) if item.one_a_day]
    for block, item in placed:
        same = [*(each for each, _item in placed), *problem.pinned]
        yield block, [each for each in same if each.item_id == item.id and each is not block]


def _days_apart(problem: Problem, one: Block, other: Block) -> int:
    first, second = day_index(problem, one.span), day_index(problem, other.span)
    if first is None or second is None:
        return 10_000
    return abs((problem.days[first].on - problem.days[second].on).days)


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


def not_too_much(problem: Problem, plan: Plan) -> Iterator[Fault]:
    placed = dict.fromkeys(problem.item_by_id, 0)
    for block, item in _placed(problem, plan):
        placed[item.id] += block.span.minutes
    for item in problem.items:
        if placed[item.id] > item.minutes:
            yield Fault(
                "total",
                _("“%(title)s” has %(placed)s min placed, more than the %(minutes)s min that are wanted.")
                % {"title": item.title, "placed": placed[item.id], "minutes": item.minutes},
            )


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


def fixed_hours_are_for_work(problem: Problem, plan: Plan) -> Iterator[Fault]:
    if not problem.hours_are_fixed:
        return
    working = [span for day in problem.days for span in day.working]
    for block, item in _placed(problem, plan):
        inside = sum(each.minutes for each in common([block.span], working))
        if (item.sphere == "work" and inside < block.span.minutes) or (
            item.sphere != "work" and item.kind != "meal" and inside
        ):
            yield Fault(
                "fixed-hours",
                _("“%(title)s” does not keep to the fixed hours of work.") % {"title": block.title},
                block.id,
            )


def pinned_is_kept(problem: Problem, plan: Plan) -> Iterator[Fault]:
    spans = {each.id: each.span for each in plan.blocks}
    for block in problem.pinned:
        if spans.get(block.id) != block.span:
            yield Fault(
                "pinned",
                _("“%(title)s” was pinned and is not where it was put.") % {"title": block.title},
                block.id,
            )


def firm_is_there(problem: Problem, plan: Plan) -> Iterator[Fault]:
    spans = {each.id: each.span for each in plan.blocks}
    for firm in problem.firm:
        if not firm.carried and spans.get(firm.id) != firm.span:
            yield Fault(
                "firm-kept",
                _("“%(title)s” is firm and is not in the plan as it is.") % {"title": firm.title},
                firm.id,
            )


def ids_are_unique(_problem: Problem, plan: Plan) -> Iterator[Fault]:
    seen: set[str] = set()
    for block in plan.blocks:
        if block.id in seen:
            yield Fault("unique", _("Two blocks are called %(id)s.") % {"id": block.id}, block.id)
        seen.add(block.id)


def rituals_are_there(problem: Problem, plan: Plan) -> Iterator[Fault]:
    due = {(each.item_id, each.span) for each in ritual_blocks(problem, plan.blocks)}
    shown = {(each.item_id, each.span) for each in plan.blocks if each.kind == "ritual"}
    if due != shown:
        yield Fault("rituals-shown", _("The rituals of the plan are not those that its blocks ask for."))


def left_out_adds_up(problem: Problem, plan: Plan) -> Iterator[Fault]:
    missing = {name: minutes for name, minutes in missing_minutes(problem, plan.blocks).items() if minutes}
    said = {each.item_id: each.minutes for each in plan.left_out}
    if missing != said or len(said) != len(plan.left_out):
        yield Fault("left-out", _("What is placed and what is left out do not add up to what is wanted."))


def crossings_are_told(problem: Problem, plan: Plan) -> Iterator[Fault]:
    if set(crossings_of(problem)) != set(plan.crossings):
        yield Fault("crossings", _("The plan does not name every event that lies on protected time."))


Rule = Callable[[Problem, Plan], Iterable[Fault]]
BLOCK_RULES: tuple[Rule, ...] = (
    on_the_grid,
    within_the_horizon,
    awake,
    known,
    within_windows,
    in_whole_pieces,
    before_deadlines,
    after_what_comes_first,
    not_in_the_past,
    apart_from_each_other,
    apart_from_events,
    off_firm_time,
    once_a_day,
    well_spaced,
    rested,
    with_breaks,
    rested_between_days,
    slack_is_left,
    with_time_for_ways,
    not_too_much,
    rituals_have_their_time,
    fixed_hours_are_for_work,
)
PLAN_RULES: tuple[Rule, ...] = (
    pinned_is_kept,
    firm_is_there,
    ids_are_unique,
    rituals_are_there,
    left_out_adds_up,
    crossings_are_told,
)
