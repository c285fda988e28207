"""What lies around this moment: what is on now, what comes next, what has just ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from counterpoint.desk.ports import Diary
from counterpoint.desk.week.days import day_of
from counterpoint.desk.week.look import WeekView, look_at_week
from counterpoint.desk.week.which import week_of
from counterpoint.domain.boundaries.ledger import left_of
from counterpoint.domain.planning import Block, FirmTime
from counterpoint.domain.timeline import Span

Source = Literal["planned", "protected", "calendar"]
JUST_PAST = timedelta(hours=3)
LEAST_MINUTES = 10
NOT_LIVED = ("meal", "ritual")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that has a time: a block of the plan, protected time, or an event of a calendar.

    `reasons` say why it is where it is, in words. `block_id` is "" for what is in no plan.
    """

    title: str
    span: Span
    source: Source
    subject_id: str
    domain_id: str = ""
    value_id: str = ""
    kind: str = ""
    reasons: tuple[str, ...] = ()
    block_id: str = ""
    week: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """`now` may be several entries, the latest begun and shortest first; `next` is the next of the day."""

    now: tuple[Entry, ...] = ()
    next: Entry | None = None
    past: Entry | None = None


def entries_of(view: WeekView) -> tuple[Entry, ...]:
    """Everything of a week that takes time, in order; not what was skipped."""
    found = [*_blocks(view), *_protected(view), *_events(view)]
    return tuple(sorted(found, key=lambda each: (each.span, each.title)))


def _blocks(view: WeekView) -> Iterator[Entry]:
    for each in view.blocks:
        if each.state != "skipped":
            yield _of_block(each, view.week.name)


def _of_block(block: Block, week: str) -> Entry:
    reasons = tuple(each.words for each in block.reasons)
    source: Source = "protected" if block.kind == "protected" else "planned"
    return Entry(
        block.title,
        block.span,
        source,
        block.subject_id,
        block.domain_id,
        block.value_id,
        block.kind,
        reasons,
        block.id,
        week,
    )


def _protected(view: WeekView) -> Iterator[Entry]:
    for each in view.protected:
        yield _of_firm(each)


def _of_firm(firm: FirmTime) -> Entry:
    return Entry(
        firm.title, firm.span, "protected", firm.subject_id, firm.domain_id, firm.value_id, "protected"
    )


def _events(view: WeekView) -> Iterator[Entry]:
    for each in view.facts:
        if each.blocking:
            yield Entry(each.title, each.span, "calendar", each.key, each.domain_id, kind="event")


def around(entries: Sequence[Entry], view: WeekView, now: datetime) -> Around:
    """What a person would say of now: what they are in, what comes, and what is just behind them."""
    here = sorted((each for each in entries if now in each.span), key=lambda each: each.span.end)
    here.sort(key=lambda each: each.span.start, reverse=True)
    today = day_of(now, view)
    coming = (each for each in entries if each.span.start > now and day_of(each.span.start, view) == today)
    behind = [each for each in entries if now - JUST_PAST <= each.span.end <= now and _was_lived(each)]
    past = max(behind, key=lambda each: (each.span.end, each.span.start), default=None)
    return Around(tuple(here), next(coming, None), past)


def _was_lived(entry: Entry) -> bool:
    """Whether one could say how good it was: a meal and a walk between two things are let be."""
    return entry.kind not in NOT_LIVED and entry.span.minutes >= LEAST_MINUTES


def look_around(diary: Diary, now: datetime) -> tuple[WeekView, Around]:
    """This moment of this week, from one reading of the diary."""
    view = look_at_week(diary, week_of(diary, now), now)
    return view, around(entries_of(view), view, now)


def protected_spans(view: WeekView) -> Iterable[Span]:
    """Protected time of a week, whether it stands in the rules or was placed by the plan."""
    day = view.week.span(view.life.zone)
    nearby = [view.week.first + timedelta(days=n) for n in range(-1, 8)]
    for each in view.life.protected:
        if not each.floats:
            times = (span for on in nearby for _nth, span in each.times_on(on, view.life.zone))
            held = (part for span in times for part in left_of(span, view.life.bends, each.id))
            yield from (span for span in held if span.overlaps(day))
    yield from (block.span for block in view.blocks if block.kind == "protected" and block.state != "skipped")
