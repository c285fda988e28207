"""What must be there after a month, in plain dictionaries, and the same read out of a diary."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from counterpoint.desk.boundaries import changing as boundaries
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Bend, GiveBack, Request
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.living import GoodThing, MicroHabit, Pause
from counterpoint.domain.planning import Block
from counterpoint.domain.reviews import Review
from counterpoint.domain.timeline import Span, Week, union
from counterpoint.domain.values import Season

ZONE = "Europe/Berlin"
FIRST = Week.named("2026-W12").first  # clocks go forward on its second Sunday


@dataclass
class Wish:
    due: datetime
    minutes: int
    firmness: str


@dataclass
class Account:
    """What must be there, by the month's own reckoning."""

    dinner: tuple[int, str] = (60, "firm")
    wish: Wish | None = None
    bends: dict[str, tuple[str, Span, str]] = field(default_factory=dict)
    given_back: dict[str, tuple[str, int, datetime | None]] = field(default_factory=dict)
    check_ins: dict[str, dict[str, Any]] = field(default_factory=dict)
    pauses: list[list[datetime | None]] = field(default_factory=list)
    seasons: dict[str, tuple[date, date, str, date | None]] = field(default_factory=dict)
    habits: dict[str, tuple[str, date, date | None]] = field(default_factory=dict)
    reviews: dict[str, tuple[str, str, datetime | None]] = field(default_factory=dict)
    requests: dict[str, tuple[str, int]] = field(default_factory=dict)
    good: list[str] = field(default_factory=list)
    marks: dict[str, tuple[str, int]] = field(default_factory=dict)
    gifts: list[tuple[int, datetime]] = field(default_factory=list)


def kept_in(diary: Diary) -> Account:
    """The same account, read out of a diary."""
    [shape] = [each.thing for each in diary.protected.all() if each.thing.id == "dinner"]
    spans = union(window.span_on(FIRST, ZONE) for window in shape.windows)
    wishes = [
        Wish(each.due_at, each.wish.windows[0].span_on(FIRST, ZONE).minutes, each.wish.firmness)
        for each in boundaries.wishes(diary)
        if each.wish
    ]
    bends = [each.thing for each in diary.dated(Bend).all()]
    backs = [each.thing for each in diary.shelf(GiveBack).all()]
    blocks = [block for kept in diary.plans.all() for block in kept.thing.current.blocks]
    return Account(
        (sum(each.minutes for each in spans), shape.firmness),
        wishes[0] if wishes else None,
        {each.id: (each.protected_id, each.span, each.cause) for each in bends},
        {each.bend_id: (each.state, each.minutes, each.given_at) for each in backs if not each.is_gift},
        {each.thing.id: _answers(each.thing) for each in diary.dated(CheckIn).all()},
        [[each.thing.at, each.thing.until] for each in diary.dated(Pause).all()],
        {each.thing.id: _season(each.thing) for each in diary.shelf(Season).all()},
        {each.thing.id: _habit(each.thing) for each in diary.shelf(MicroHabit).all()},
        {each.thing.id: _review(each.thing) for each in diary.dated(Review).all()},
        {each.thing.id: (each.thing.state, len(each.thing.bend_ids)) for each in diary.dated(Request).all()},
        [each.thing.text for each in diary.dated(GoodThing).all()],
        {each.id: (each.state, each.minutes_done) for each in blocks if _said(each)},
        sorted((each.minutes, each.given_at) for each in backs if each.is_gift and each.given_at),
    )


def _said(block: Block) -> bool:
    return block.kind in ("task", "give_back") and block.state != "planned"


def _answers(each: CheckIn) -> dict[str, Any]:
    return {"at": each.at, "energy": each.energy, "mood": each.mood}


def _season(each: Season) -> tuple[date, date, str, date | None]:
    return each.first, each.last, each.looking_back, each.ended_on


def _habit(each: MicroHabit) -> tuple[str, date, date | None]:
    assert each.since is not None
    return each.state, each.since, each.last_on


def _review(each: Review) -> tuple[str, str, datetime | None]:
    return each.change, each.promise, each.finished_at
