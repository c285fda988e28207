"""Transition rituals: they follow from what follows what on a day, and from nothing else.

Every day begins and ends in life; what belongs to both spheres (meals, flex blocks) is passed over. Where the
sphere changes, a shutdown comes right after the work, a warm-up right before it. A ritual at something that
the planner placed must have its time free. At something given it is held when no other given thing has that
time, and then keeps it free; else it is missed, which is said and makes nothing infeasible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from counterpoint.domain.planning.moments import day_words
from counterpoint.domain.planning.plan import Block, Reason
from counterpoint.domain.planning.problem import Day, Problem
from counterpoint.domain.planning.sequence import Entry, chain, sequences
from counterpoint.domain.planning.things import Ritual
from counterpoint.domain.timeline import SLOT_MINUTES, Span, local
from counterpoint.domain.words import gettext as _

Outcome = Literal["held", "missed", "broken"]
WORKS_ON = timedelta(minutes=90)
"""So long before the end of the working hours the last work of a plan hardly is that of its day."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of sphere on a day. `at` is the work that is left or begun, `other` what is before or after it
    (None: the night), `in_the_way` the given thing that has the time of a missed one; `ritual` and `span`
    are None when there is none.

    "held": its time is free. "missed": a given thing has its time. "broken": the plan breaks the rule.
    """

    at: Entry
    ritual: Ritual | None = None
    span: Span | None = None
    outcome: Outcome = "held"
    other: Entry | None = None
    in_the_way: Entry | None = None

    @property
    def begins_work(self) -> bool:
        return self.ritual is not None and self.ritual.to_sphere == "work"


def ritual_for(rituals: Iterable[Ritual], begins_work: bool) -> Ritual | None:
    """The ritual into work or out of it; the first one when there are several."""
    way = ("life", "work") if begins_work else ("work", "life")
    return next((each for each in rituals if (each.from_sphere, each.to_sphere) == way), None)


def rituals_between(
    rituals: Sequence[Ritual], waking: Span, entries: Sequence[Entry], *, now: datetime | None = None
) -> list[Change]:
    """Every change of sphere in a day's entries (in order of start), with its ritual and what becomes of
    it.
    """
    followed = chain(each for each in entries if each.sphere != "both")
    changes: list[Change] = []
    before: Entry | None = None
    for each in (*followed, None):
        earlier = before.sphere if before else "life"
        later = each.sphere if each else "life"
        if earlier != later:
            at, other = (each, before) if later == "work" else (before, each)
            assert at is not None
            change = _change(rituals, waking, entries, at, now, begins=later == "work")
            changes.append(replace(change, other=other))
        before = each
    return changes


def _change(
    rituals: Sequence[Ritual],
    waking: Span,
    entries: Sequence[Entry],
    at: Entry,
    now: datetime | None,
    *,
    begins: bool,
) -> Change:
    ritual = ritual_for(rituals, begins)
    if ritual is None:
        return Change(at)
    length = timedelta(minutes=-(-ritual.minutes // SLOT_MINUTES) * SLOT_MINUTES)
    span = Span(at.span.start - length, at.span.start) if begins else Span(at.span.end, at.span.end + length)
    in_the_way = [each for each in entries if each.span.overlaps(span)]
    first = next((each for each in in_the_way if not each.placed), None)
    given = not waking.covers(span) or first is not None
    past = at.placed and now is not None and span.start < now
    if given and not at.placed:
        return Change(at, ritual, span, "missed", in_the_way=first)
    return Change(at, ritual, span, "broken" if given or past or in_the_way else "held")


def changes_of(problem: Problem, blocks: Iterable[Block]) -> list[list[Change]]:
    """The changes of sphere on each day of a problem, were these the blocks."""
    return changes_in(problem, sequences(problem, blocks))


def changes_in(problem: Problem, days: Iterable[Sequence[Entry]]) -> list[list[Change]]:
    """The same, from what is on each day in order of start."""
    by_day = zip(problem.days, days, strict=True)
    return [rituals_between(problem.rituals, day.waking, each, now=problem.open_from) for day, each in by_day]


def ritual_blocks(problem: Problem, blocks: Iterable[Block]) -> list[Block]:
    """The rituals that are held, as blocks."""
    per_day = zip(problem.days, changes_of(problem, blocks), strict=True)
    return [
        _block(each, each.ritual, each.span, _if_work_goes_on(problem, day, each) if each is last else "")
        for day, changes in per_day
        for last in changes[-1:]
        for each in changes
        if each.ritual and each.span and each.outcome == "held"
    ]


def _block(change: Change, ritual: Ritual, span: Span, more: str) -> Block:
    name = f"ritual:{ritual.id}:{span.start:%Y%m%dT%H%MZ}"
    words = _("%(place)s: from life to work.") if change.begins_work else _("%(place)s: from work to life.")
    said = " ".join([words % {"place": place_words(change)}, *([more] if more else [])])
    return Block(name, "ritual", ritual.id, ritual.id, ritual.title, span, reasons=(Reason("ritual", said),))


def _if_work_goes_on(problem: Problem, day: Day, change: Change) -> str:
    """What to do with the last ritual of a day that comes long before its working hours are over: the last
    work of the plan need not be that of the day. "" where hours only say when work may come (shifts).
    """
    ends = max((each.end for each in day.working), default=day.waking.start)
    working = sum(each.minutes for each in day.working)
    if ends - change.at.span.end < WORKS_ON or 5 * working > 4 * day.waking.minutes:
        return ""
    words = _("Your working hours go on until %(time)s: if you work on, hold it when you stop.")
    return words % {"time": f"{local(ends, problem.zone):%H:%M}"}


def place_words(change: Change) -> str:
    """“Between “X” and “Y””, with one of them only at the beginning or the end of a day."""
    neighbour = change.in_the_way or change.other
    if neighbour is None:
        return (_("Before “%(title)s”") if change.begins_work else _("After “%(title)s”")) % {
            "title": change.at.title
        }
    first, second = (neighbour, change.at) if change.begins_work else (change.at, neighbour)
    return _("Between “%(first)s” and “%(second)s”") % {"first": first.title, "second": second.title}


def missed_words(problem: Problem, change: Change) -> str:
    """The note of a missed ritual: where it has no room, and what could be done."""
    return f"{no_room_words(change)} {_way_out(problem, change)}"


def no_room_words(change: Change) -> str:
    """Where a ritual has no room: what it would stand between."""
    assert change.ritual
    neighbour = change.in_the_way or change.other
    said = {"ritual": change.ritual.title, "title": change.at.title}
    if neighbour is None and change.begins_work:
        return _("No room for “%(ritual)s” before “%(title)s”.") % said
    if neighbour is None:
        return _("No room for “%(ritual)s” after “%(title)s”.") % said
    first, second = (neighbour, change.at) if change.begins_work else (change.at, neighbour)
    said |= {"first": first.title, "second": second.title}
    return _("No room for “%(ritual)s” between “%(first)s” and “%(second)s”.") % said


def _way_out(problem: Problem, change: Change) -> str:
    assert change.ritual
    assert change.span
    said: dict[str, object] = {
        "day": day_words(problem, change.at.span.start),
        "title": change.at.title,
        "minutes": change.ritual.minutes,
    }
    if change.in_the_way is not None:
        met = change.span.meet(change.in_the_way.span)
        said["minutes"] = met.minutes if met else change.span.minutes
        words = _("On %(day)s it lacks %(minutes)s min: move one of the two, or let it be this once.")
    elif change.at.subject is not None and change.at.block is None:
        words = (
            _("%(day)s begins with it: hold it on the way, or let it be this once.")
            if change.begins_work
            else _("%(day)s ends with it: hold it on the way, or let it be this once.")
        )
    elif change.begins_work:
        words = _("%(day)s has room for it if “%(title)s” is %(minutes)s min later.")
    else:
        words = _("%(day)s has room for it if “%(title)s” is %(minutes)s min earlier.")
    return words % said
