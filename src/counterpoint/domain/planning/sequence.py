"""A day as the voices in it follow each other.

Events, firm time and blocks in order, each with its sphere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.domain.planning.plan import Block
from counterpoint.domain.planning.problem import Day, Item, Problem, is_focus, once
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import Sphere

Subject = tuple[str, str]
SUBJECTS = ("task", "routine")
REST_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that takes time on a day. `placed` is what the planner chose; all else is given.

    `subject` is the life domain and the demand ("" when not known) of a task, a routine or an event; None for
    what is a rest between subjects. `item` is set for what is placed. `focus`: it is a part of a stretch of
    focus. `place_id`: where it is; "" for what has no place, or none that is known.
    """

    span: Span
    sphere: Sphere
    title: str
    subject: Subject | None = None
    placed: bool = False
    item: Item | None = None
    block: Block | None = None
    focus: bool = False
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Focus without a break, of one piece or more; `chosen` when the planner placed one of them."""

    span: Span
    pieces: int
    chosen: bool
    last: Entry


def stretches(entries: Iterable[Entry], break_minutes: int) -> list[Stretch]:
    """The stretches of focus in entries that are in order of start; what is no focus is looked through."""
    found: list[Stretch] = []
    for each in (entry for entry in entries if entry.focus):
        now = found[-1] if found else None
        if now is None or each.span.start - now.span.end >= timedelta(minutes=break_minutes):
            found.append(Stretch(each.span, 1, each.placed, each))
        else:
            span = Span(now.span.start, max(now.span.end, each.span.end))
            found[-1] = Stretch(span, now.pieces + 1, now.chosen or each.placed, each)
    return found


@once
def given_of(problem: Problem) -> tuple[tuple[Entry, ...], ...]:
    """What is given on each day, cut to the day: events that block, firm time, pinned blocks.

    In order of start.
    """
    given = [*_events(problem), *_firm(problem), *_pinned(problem)]
    return tuple(tuple(_within(day, given)) for day in problem.days)


def _within(day: Day, given: Iterable[Entry]) -> Iterator[Entry]:
    met = ((each, each.span.meet(day.waking)) for each in given)
    cut = [replace(each, span=span) for each, span in met if span is not None]
    yield from sorted(cut, key=lambda each: each.span)


def _events(problem: Problem) -> Iterator[Entry]:
    for fact in problem.facts:
        if fact.blocking:
            sphere = problem.sphere_of(fact.domain_id)
            place_id = problem.place_meant(fact.location)
            yield Entry(fact.span.on_grid(), sphere, fact.title, (fact.domain_id, ""), place_id=place_id)


def _firm(problem: Problem) -> Iterator[Entry]:
    for firm in problem.firm:
        yield Entry(firm.span.on_grid(), firm.sphere, firm.title, place_id=firm.place_id)


def _pinned(problem: Problem) -> Iterator[Entry]:
    places = dict(problem.pinned_at)
    for block in problem.pinned:
        item = problem.item_by_id.get(block.item_id)
        sphere = item.sphere if item else problem.sphere_of(block.domain_id)
        yield Entry(
            block.span.on_grid(),
            "both" if block.kind in ("meal", "flex") else sphere,
            block.title,
            _subject(block, item),
            block=block,
            focus=block.id in problem.focusing,
            place_id=places.get(block.id, ""),
        )


def _subject(block: Block, item: Item | None) -> Subject | None:
    return (block.domain_id, item.demand if item else "") if block.kind in SUBJECTS else None


def chosen(problem: Problem, blocks: Iterable[Block]) -> list[Block]:
    """The blocks that the planner placed: no rituals, nothing pinned, no firm time that is only shown."""
    given = problem.given_ids
    return [
        each
        for each in blocks
        if each.kind != "ritual" and each.id not in given and each.item_id not in given
    ]


def entry_of(problem: Problem, block: Block) -> Entry:
    item = problem.item_by_id.get(block.item_id)
    sphere = item.sphere if item else problem.sphere_of(block.domain_id)
    focus = item is not None and is_focus(item.kind, item.demand)
    place_id = item.place_id if item else ""
    return Entry(block.span, sphere, block.title, _subject(block, item), True, item, block, focus, place_id)


def sequences(problem: Problem, blocks: Iterable[Block]) -> list[list[Entry]]:
    """Each day's entries in order of start. A chosen block counts on the day in which it starts."""
    days: list[list[Entry]] = [list(given) for given in given_of(problem)]
    for block in chosen(problem, blocks):
        index = day_index(problem, block.span)
        if index is not None:
            days[index].append(entry_of(problem, block))
    for entries in days:
        entries.sort(key=lambda each: each.span)
    return days


def day_index(problem: Problem, span: Span) -> int | None:
    """The day in which a span starts."""
    nth = bisect_right(_wakings(problem), span.start) - 1
    return nth if nth >= 0 and span.start in problem.days[nth].waking else None


@once
def _wakings(problem: Problem) -> list[datetime]:
    """When each day begins; days are in order and apart from each other."""
    return [each.waking.start for each in problem.days]


def chain(entries: Iterable[Entry]) -> list[Entry]:
    """Entries as they follow each other.

    What lies wholly within the reach of another one is passed over, also where both begin at one time.
    """
    followed: list[Entry] = []
    for each in entries:
        if followed and followed[-1].span.start == each.span.start and followed[-1].span.end < each.span.end:
            followed.pop()
        if not followed or each.span.end > followed[-1].span.end:
            followed.append(each)
    return followed
