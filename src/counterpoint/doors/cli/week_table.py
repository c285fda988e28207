"""A planned week as lines of text: day by day, then what waits, what was crossed, and how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from textwrap import wrap

from counterpoint.desk.planning.files import PlannedWeek
from counterpoint.domain.notation import say_duration
from counterpoint.domain.planning import Block, Crossing, DayBound, LeftOut
from counterpoint.domain.timeline import DAY, Span, instant, local
from counterpoint.domain.zones import legs_of

TIME_WIDTH, KIND_WIDTH = {12: 21, 24: 13}, 13
NOON = 12
WORDS = {"give_back": "give-back"}
MOST_DOUBTS = 5
PROVEN = 1e-6


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a day, with what stands beneath it."""

    span: Span
    kind: str
    title: str
    beneath: tuple[str, ...] = ()


def week_as_lines(planned: PlannedWeek, *, width: int) -> list[str]:
    """The week for a terminal of `width` columns. Only words carry meaning, no colour is needed."""
    parts = (
        _head(planned),
        _days(planned, width),
        _not_this_week(planned.plan.left_out, planned.weeks, width),
        _crossings(planned.plan.crossings, planned.plan.zone, width),
        _bounds(planned.plan.bounds),
        _notes(planned, width),
    )
    return [line for part in parts for long in part for line in _within(long, width)]


def _within(line: str, width: int) -> list[str]:
    """A line as it is when it fits, else on several lines, further in than it began."""
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return wrap(line, width, subsequent_indent=indent) if len(line) > width else [line]


def _head(planned: PlannedWeek) -> Iterator[str]:
    plan = planned.plan
    first, last = planned.days[0], planned.days[-1]
    whose = f" of {planned.life.name}" if planned.life.name else ""
    named = f"Week {plan.week.name}" if planned.weeks == 1 else f"{planned.weeks} weeks from {plan.week.name}"
    yield f"{named}{whose}: {_day(first)} to {_day(last)} {last.year} ({_clocks(planned)})"


def _clocks(planned: PlannedWeek) -> str:
    """The zones by whose clocks these days are lived, in order."""
    zone, days = planned.plan.zone, (planned.days[0], planned.days[-1] + DAY)
    legs = legs_of(zone, *(instant(day, time(0), zone) for day in days))
    return ", then ".join(leg.zone for leg in legs)


def _days(planned: PlannedWeek, width: int) -> Iterator[str]:
    zone = planned.plan.zone
    rows = sorted(_rows(planned), key=lambda row: (row.span, row.kind))
    for day in planned.days:
        yield ""
        yield f"{day:%A} {_day(day)}"
        here = [row for row in rows if local(row.span.start, zone).date() == day]
        for row in here:
            yield from _lines(row, zone, planned.life.clock, width)
        if not here:
            yield "  free"


def _rows(planned: PlannedWeek) -> Iterator[Row]:
    for fact in planned.facts:
        if not fact.all_day or fact.blocking:
            kind = "event" if fact.blocking else "not blocking"
            yield Row(fact.span, kind, fact.title or "(no title)")
    for block in planned.plan.blocks:
        yield Row(block.span, WORDS.get(block.kind, block.kind), _title(block), _reasons(block))


def _title(block: Block) -> str:
    marks = [
        word for word, holds in (("pinned", block.pinned), (block.state, block.state != "planned")) if holds
    ]
    return f"{block.title} ({', '.join(marks)})" if marks else block.title


def _reasons(block: Block) -> tuple[str, ...]:
    return tuple(reason.words for reason in block.reasons if reason.words)


def _lines(row: Row, zone: str, clock: int, width: int) -> Iterator[str]:
    """Time, kind and title; the reasons beneath, as far in as the title."""
    times = f"{_clock(local(row.span.start, zone), clock)}–{_clock(local(row.span.end, zone), clock)}"
    head = f"  {times:<{TIME_WIDTH[clock]}}{row.kind:<{KIND_WIDTH}}"
    indent = " " * len(head) if len(head) < width // 2 else "    "
    yield from wrap(head + row.title, width, subsequent_indent=indent) if row.title else [head.rstrip()]
    if row.beneath:
        yield from wrap(" ".join(row.beneath), width, initial_indent=indent, subsequent_indent=indent)


def _clock(moment: datetime, clock: int) -> str:
    if clock != NOON:
        return f"{moment:%H:%M}"
    return f"{moment.hour % NOON or NOON}:{moment:%M} {'am' if moment.hour < NOON else 'pm'}"


def _not_this_week(left_out: Sequence[LeftOut], weeks: int, width: int) -> Iterator[str]:
    if not left_out:
        return
    yield ""
    yield "Not this week" if weeks == 1 else "Not in these weeks"
    for each in left_out:
        must = ", a must" if each.must else ""
        yield f"  {each.title} ({say_duration(each.minutes)}{must})"
        way = f"In the way: {', '.join(f'“{name}”' for name in each.in_the_way)}." if each.in_the_way else ""
        yield from _indented((each.why, way, each.advice), width)


def _crossings(crossings: Sequence[Crossing], zone: str, width: int) -> Iterator[str]:
    if not crossings:
        return
    yield ""
    yield "Events on protected time"
    for each in crossings:
        start, end = local(each.span.start, zone), local(each.span.end, zone)
        when = f"{start:%a} {start:%H:%M}–{end:%H:%M}"
        yield from _indented((f"{when}: “{each.event}” lies on “{each.protected}”.",), width, indent="  ")


def _bounds(bounds: Sequence[DayBound]) -> Iterator[str]:
    """Cost, bound and gap of each day in units: a quarter hour of the most valued work at the best energy."""
    if not bounds:
        return
    yield ""
    yield "What each day costs, given the others (a unit is the best quarter hour)"
    for each in bounds:
        yield f"  {each.on:%a} {_day(each.on):<13}cost {each.cost:>8.2f}   {_proof(each)}"


def _proof(each: DayBound) -> str:
    if each.bound is None or each.gap is None:
        return "can’t tell yet how much better it could be"
    if each.gap <= PROVEN:
        return "proven best"
    return f"at best {each.bound:.2f}, gap {each.gap:.2f}"


def _notes(planned: PlannedWeek, width: int) -> Iterator[str]:
    yield from _list("Worth knowing", (*planned.notes, *planned.plan.notes), width)
    doubts = [f"{doubt.about}: {doubt.why} [{source}]" for source, doubt in planned.agenda.warnings]
    yield from _list("Read on a guess", doubts, width)
    aside = [f"{each.component}: {each.why} [{source}]" for source, each in planned.agenda.set_aside]
    yield from _list("Could not be read", aside, width)
    plan = planned.plan
    yield ""
    yield f"Looked for {plan.seconds:.1f} s in {plan.iterations} steps, seed {plan.seed}."


def _list(heading: str, notes: Sequence[str], width: int) -> Iterator[str]:
    if not notes:
        return
    yield ""
    yield heading
    for note in notes[:MOST_DOUBTS]:
        yield from _indented((note,), width, indent="  ")
    if len(notes) > MOST_DOUBTS:
        yield f"  … and {len(notes) - MOST_DOUBTS} more."


def _indented(texts: Iterable[str], width: int, *, indent: str = "    ") -> Iterator[str]:
    text = " ".join(text for text in texts if text)
    yield from wrap(text, width, initial_indent=indent, subsequent_indent=indent + "  ")


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
