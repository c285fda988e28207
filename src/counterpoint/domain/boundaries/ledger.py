"""The ledger: when protected time bent, for what, and how its time is given back. A story, never a count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from counterpoint.domain.boundaries.protected import ProtectedTime
from counterpoint.domain.timeline import SLOT_MINUTES, Span, union, without

BendCause = Literal["emergency", "opportunity", "other"]
GiveBackState = Literal["offered", "owed", "given", "let_go"]
GIVE_BACK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Bend:
    """Protected time that gave way, because the person said so at `at`.

    `span` is the time that was given up. `title` and `value_id` are those of then, so that the story stays
    true when the boundary changes. `reason` is the person's own and never leaves.
    """

    id: str
    at: datetime
    protected_id: str
    title: str
    span: Span
    cause: BendCause = "other"
    for_whom: str = ""
    reason: str = ""
    value_id: str = ""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """The time returned for a bend: `minutes` to be placed between `at` and `due_at`.

    "offered" until the person takes it up ("owed") or lets it go, for which nobody asks a reason; "given"
    once it was lived, which was at `given_at`. Taking it up begins its days anew. `minutes_given` are those
    that were lived piece by piece, as the blocks of plans say; the rest is still owed.

    Without a bend (`bend_id` "") it is a gift: the bend was taken back after some of its time was lived.
    What was lived stays told, "given", and nothing of it is owed.
    """

    id: str
    at: datetime
    bend_id: str
    title: str
    minutes: int
    due_at: datetime
    protected_id: str = ""
    value_id: str = ""
    domain_id: str = ""
    state: GiveBackState = "offered"
    given_at: datetime | None = None
    minutes_given: int = 0

    @property
    def is_gift(self) -> bool:
        return not self.bend_id

    @property
    def minutes_lived(self) -> int:
        """What of it was lived, as far as anybody said."""
        return self.minutes if self.state == "given" else min(self.minutes, self.minutes_given)

    @property
    def minutes_left(self) -> int:
        """What is still to be lived of it."""
        return 0 if self.state == "given" else max(0, self.minutes - self.minutes_given)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be said or done about it."""
        return self.state in ("offered", "owed")

    def is_overdue(self, now: datetime) -> bool:
        """Whether its days went by; nothing is lost by that, it can be offered again or let go."""
        return self.is_open and self.due_at <= now


def give_back_for(
    bend: Bend, of: ProtectedTime, *, id: str, at: datetime, days: int = GIVE_BACK_DAYS
) -> GiveBack:
    """What a bend offers: as many minutes as were given up (on the grid), within `days` from the bend.

    For a time that is still to come the days begin when that time is over.
    """
    minutes = -(-bend.span.minutes // SLOT_MINUTES) * SLOT_MINUTES
    return GiveBack(
        id=id,
        at=at,
        bend_id=bend.id,
        title=bend.title,
        minutes=max(SLOT_MINUTES, minutes),
        due_at=max(at, bend.span.end) + timedelta(days=days),
        protected_id=bend.protected_id,
        value_id=of.value_id,
        domain_id=of.domain_id,
    )


def gift_of(each: GiveBack, last: datetime) -> GiveBack | None:
    """What stays of a give-back when its bend is taken back: what was lived of it, at `last` where it does
    not say when. None for nothing.
    """
    lived = each.minutes_lived
    if not lived:
        return None
    return replace(each, bend_id="", minutes=lived, state="given", given_at=each.given_at or last)


def counted_gift(each: GiveBack, more: int, last: datetime | None) -> GiveBack:
    """A gift with `more` (or fewer) minutes of its blocks lived; what was said by hand stays as it was said.

    With none left it is let go, and nothing is owed for it.
    """
    by_hand = each.state == "given" and each.minutes_given < each.minutes
    lived = max(0, each.minutes_given + more)
    if by_hand:
        return replace(each, minutes_given=min(lived, each.minutes - 1))
    if not lived:
        return replace(each, minutes_given=0, state="let_go", given_at=None)
    return replace(each, minutes_given=lived, minutes=lived, state="given", given_at=last or each.given_at)


def left_of(span: Span, bends: Iterable[Bend], protected_id: str) -> list[Span]:
    """What of an instance of protected time still holds, on the grid, when its bends are taken out."""
    gone = [each.span.on_grid() for each in bends if each.protected_id == protected_id]
    return without([span.on_grid()], gone)


def with_days_paused(each: GiveBack, paused: Iterable[Span]) -> GiveBack:
    """The give-back with as many more days as life happened for in its own."""
    due = each.due_at
    for span in union(paused):
        start = max(span.start, each.at)
        if start < min(due, span.end):
            due += span.end - start
    return each if due == each.due_at else replace(each, due_at=due)
