"""Which rules a piece would break at some place, each in the words of what is there.

The checker decides; the words only say what it found, and name the thing that it found it by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from counterpoint.domain.planning.checker import Fault
from counterpoint.domain.planning.life import Life
from counterpoint.domain.planning.moments import (
    clock_words,
    day_words,
    due_words,
    length_words,
    span_words,
    when_words,
)
from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Day, Item, Problem, Tier
from counterpoint.domain.planning.rituals import changes_of, no_room_words
from counterpoint.domain.planning.sequence import SUBJECTS
from counterpoint.domain.planning.times import getting_up
from counterpoint.domain.timeline import Span, common, local
from counterpoint.domain.words import gettext as _

FIRST = ("past", "horizon", "firm", "event", "overlap", "waking", "deadline", "after", "window")
"""What is told first; when one of those before `window` speaks, that alone says why the time is not open."""
SAID_BY = ("past", "horizon", "waking", "deadline")


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A rule of the checker's that a place breaks. `rule` is the fault's, `words` are for people."""

    rule: str
    words: str


def hindrances(
    problem: Problem, life: Life, blocks: Sequence[Block], block: Block, faults: Sequence[Fault]
) -> tuple[Hindrance, ...]:
    """These faults of `block` beside `blocks` as words, what weighs most first, each rule once."""
    by_rule: dict[str, Fault] = {}
    for each in faults:
        by_rule.setdefault(each.rule, each)
    if any(rule in by_rule for rule in SAID_BY):
        by_rule.pop("window", None)
    if "window" in by_rule:
        by_rule.pop("fixed-hours", None)
    if "piece" in by_rule:
        by_rule.pop("total", None)
    if "past" in by_rule:
        by_rule = {"past": by_rule["past"]}
    told = sorted(by_rule, key=lambda rule: (FIRST.index(rule) if rule in FIRST else len(FIRST), rule))
    return tuple(Hindrance(rule, _words(problem, life, blocks, block, by_rule[rule])) for rule in told)


def _words(problem: Problem, life: Life, blocks: Sequence[Block], block: Block, fault: Fault) -> str:
    if fault.rule == "ritual":
        return next(_no_ritual(problem, blocks, block), fault.words)
    return next(_told(problem, life, blocks, block, fault.rule), fault.words)


def _told(problem: Problem, life: Life, blocks: Sequence[Block], block: Block, rule: str) -> Iterator[str]:
    """What is to be said of a rule in terms of what is there; nothing where the fault says it itself."""
    item = problem.item_by_id.get(block.item_id)
    if rule == "past":
        yield _("That time is past.")
    elif rule == "horizon":
        yield _("That lies outside this week.")
    elif rule == "firm":
        yield from _firm(problem, block.span)
    elif rule == "event":
        yield from _event(problem, block.span)
    elif rule == "overlap":
        yield from _held(problem, block.span)
    elif rule == "waking":
        yield _asleep(problem, block.span)
    elif rule == "after":
        yield from _order(problem, blocks, block, item)
    elif rule == "window" and item:
        yield from _closed(problem, life, block.span, item)
    elif item:
        yield from _wanted_so(problem, item, rule)


def _wanted_so(problem: Problem, item: Item, rule: str) -> Iterator[str]:
    """What was said of the thing itself: by when, how long in one go, how much of it."""
    if rule == "deadline" and item.deadline_at:
        due = due_words(problem, item.deadline_at)
        yield _("It would end after its deadline, %(due)s.") % {"due": due}
    elif rule == "piece":
        yield _length(item)
    elif rule == "total":
        said = {"length": length_words(item.minutes)}
        yield _("That is more of it than the %(length)s that are wanted.") % said


def _length(item: Item) -> str:
    least, most = length_words(item.piece_least), length_words(item.piece_most)
    if item.piece_least == item.piece_most:
        return _("It takes %(length)s in one go.") % {"length": least}
    return _("It wants pieces of %(least)s to %(most)s.") % {"least": least, "most": most}


def _firm(problem: Problem, span: Span) -> Iterator[str]:
    for firm in problem.firm:
        if firm.span.overlaps(span):
            value = problem.value_name(firm.value_id)
            said = {"title": firm.title, "value": value, "when": span_words(problem, firm.span)}
            yield (
                _("“%(title)s” is firmly protected for “%(value)s”, %(when)s.")
                if value
                else _("“%(title)s” is firmly protected, %(when)s.")
            ) % said


def _event(problem: Problem, span: Span) -> Iterator[str]:
    for fact in problem.facts:
        if fact.blocking and fact.span.on_grid().overlaps(span):
            said = {"title": fact.title or _("Busy"), "when": span_words(problem, fact.span)}
            yield _("“%(title)s” is in your calendar, %(when)s.") % said


def _held(problem: Problem, span: Span) -> Iterator[str]:
    for each in problem.pinned:
        if each.span.on_grid().overlaps(span):
            said = {"title": each.title, "when": span_words(problem, each.span)}
            if each.state in ("done", "partly"):
                yield _("You did “%(title)s” then, %(when)s.") % said
            elif each.pinned:
                yield _("You pinned “%(title)s” there, %(when)s.") % said
            else:
                yield _("“%(title)s” has begun there, %(when)s.") % said


def _asleep(problem: Problem, span: Span) -> str:
    day = _day_at(problem, span.start)
    if day is None:
        said = {"day": day_words(problem, span.start)}
        return _("You are not up then: no waking hours are set for %(day)s.") % said
    told = {"day": day_words(problem, day.waking.start), "clock": clock_words(problem, day.waking)}
    return _("That is time of sleep: %(day)s is from waking to sleep %(clock)s.") % told


def _day_at(problem: Problem, moment: datetime) -> Day | None:
    """The day in which a moment lies, else the one of its date."""
    inside = next((each for each in problem.days if moment in each.waking), None)
    on = local(moment, problem.zone).date()
    return inside or next((each for each in problem.days if each.on == on), None)


def _order(problem: Problem, blocks: Sequence[Block], block: Block, item: Item | None) -> Iterator[str]:
    """What it waits for, or what waits for it."""
    placed = (*blocks, *problem.pinned)
    for name in item.after if item else ():
        first = problem.item_by_id.get(name)
        ends = [each.span.end for each in placed if each.item_id == name]
        if first and ends and max(ends) > block.span.start:
            said = {"title": first.title, "when": when_words(problem, max(ends))}
            yield _("It waits for “%(title)s”, which ends %(when)s.") % said
        elif first and sum(each.span.minutes for each in placed if each.item_id == name) < first.minutes:
            yield _("It waits for “%(title)s”, which is not placed whole.") % {"title": first.title}
    for each in blocks:
        waiting = problem.item_by_id.get(each.item_id)
        if waiting and block.item_id in waiting.after and each.span.start < block.span.end:
            said = {"title": each.title, "when": when_words(problem, each.span.start)}
            yield _("“%(title)s” waits for it, and begins %(when)s.") % said


def _no_ritual(problem: Problem, blocks: Sequence[Block], block: Block) -> Iterator[str]:
    """Beside what a ritual would have no room; what has the time of the block itself makes way for it."""
    beside = [each for each in blocks if each.id != block.id and not each.span.overlaps(block.span)]
    for day in changes_of(problem, [*beside, block]):
        for change in day:
            ends = [each.block.id for each in (change.at, change.other) if each and each.block]
            if change.outcome == "broken" and block.id in ends:
                yield no_room_words(change)


def _closed(problem: Problem, life: Life, span: Span, item: Item) -> Iterator[str]:
    """Why none of its windows holds that span, by what cuts windows; most telling first."""
    task = next((each for each in life.tasks if item.id == f"task:{each.id}"), None)
    if item.waits_for:
        yield _("It waits for “%(title)s”, which comes later than this week.") % {"title": item.waits_for}
    if task and task.earliest_at and task.earliest_at > span.start:
        yield _("You want it %(when)s at the earliest.") % {"when": when_words(problem, task.earliest_at)}
    if item.tier == Tier.WISH and common([span], problem.paused):
        yield _("Life happened then, and this can wait.")
    day = _day_at(problem, span.start)
    if day is None:
        return
    said = {"day": day_words(problem, day.waking.start)}
    working, inside = day.working, any(each.covers(span) for each in day.working)
    if item.sphere == "work" and not inside and (problem.hours_are_fixed or not item.own_times):
        hours = _clocks(problem, working)
        yield (
            _("It is work, and your working hours on %(day)s are %(hours)s.")
            if working
            else _("It is work, and %(day)s has no working hours.")
        ) % (said | {"hours": hours})
    closed = item.sphere != "work" and not item.own_times and item.kind != "meal"
    if closed and common([span], working) and not common(item.windows, working):
        hours = _clocks(problem, working)
        yield _("It is of life, and %(hours)s on %(day)s is for work.") % (said | {"hours": hours})
    rises = item.kind in SUBJECTS and item.sphere != "work"
    first = getting_up(day.waking) if rises else None
    if first and span.overlaps(first) and not any(each.overlaps(first) for each in item.windows):
        yield _("The first hour after waking is left for getting up, unless a thing’s own times begin then.")
    if item.own_times:
        own = [met for each in item.windows if (met := each.meet(day.waking))]
        yield (
            _("Its own times on %(day)s are %(hours)s.")
            if own
            else _("None of its own times is open on %(day)s.")
        ) % (said | {"hours": _clocks(problem, own)})


def _clocks(problem: Problem, spans: Sequence[Span]) -> str:
    return ", ".join(clock_words(problem, each) for each in spans)
