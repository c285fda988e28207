"""Transition rituals as they are done: which is due, and that it was done. Skipping leaves no mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from counterpoint.desk.day.pausing import pause_at
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.which import week_of
from counterpoint.domain.energy import Stretch
from counterpoint.domain.planning import Block, Ritual
from counterpoint.domain.timeline import Span

BEFORE, AFTER = timedelta(minutes=10), timedelta(minutes=30)
"""How long before its time a ritual is brought to mind, and how long after it one may still want it."""
NEAR = timedelta(hours=2)
"""How far from its place in the plan a ritual still counts as that one."""


@dataclass(frozen=True, slots=True)
class RitualDue:
    """The ritual whose time it is. `block` is its place in the plan."""

    ritual: Ritual
    block: Block

    @property
    def begins_work(self) -> bool:
        return self.ritual.to_sphere == "work"


def ritual_due(diary: Diary, now: datetime) -> RitualDue | None:
    """The ritual of the plan whose time is near, unless it was done already or life happened."""
    kept = diary.plans.of(week_of(diary, now))
    if kept is None or pause_at(diary, now) is not None:
        return None
    near = [
        each
        for each in kept.thing.current.blocks
        if each.kind == "ritual" and each.span.start - BEFORE <= now < each.span.end + AFTER
    ]
    rituals = {each.thing.id: each.thing for each in diary.rituals.all()}
    for block in sorted(near, key=lambda each: each.span, reverse=True):
        if block.subject_id in rituals and not was_done(diary, block.subject_id, block.span):
            return RitualDue(rituals[block.subject_id], block)
    return None


def was_done(diary: Diary, ritual_id: str, place: Span) -> bool:
    """Whether a ritual was done around its place in the plan."""
    lived = diary.dated(Stretch).within(place.grown(NEAR, NEAR))
    return any(each.thing.subject_id == subject_of(ritual_id) for each in lived)


def subject_of(ritual_id: str) -> str:
    """Under what a stretch of time remembers that it was a ritual."""
    return f"ritual:{ritual_id}"


def ritual_done(diary: Diary, ritual_id: str, *, now: datetime) -> Ritual:
    """Remembers that a ritual was done just now, so that later its effect can be seen. Raises NotThere.

    Nobody goes through one twice at once: said again while it would still last, it is the same one.
    """
    ritual = diary.rituals.get(ritual_id).thing
    with diary.together():
        shelf = diary.dated(Stretch)
        began = now - timedelta(minutes=ritual.minutes)
        lived = shelf.within(Span(began - timedelta(minutes=ritual.minutes), now))
        subject = subject_of(ritual_id)
        if any(each.thing.subject_id == subject and _end(each.thing) > began for each in lived):
            return ritual
        named = _fresh(f"ritual-{now:%Y%m%dT%H%M%S}", (each.thing.id for each in shelf.newest(50)))
        shelf.add(Stretch(named, began, ritual.minutes, ritual.title, subject))
    return ritual


def _end(each: Stretch) -> datetime:
    return each.at + timedelta(minutes=each.minutes)


def _fresh(first: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(name for n in range(len(used) + 2) if (name := f"{first}-{n}" if n else first) not in used)
