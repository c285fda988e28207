"""Giving back the time that bent: taken up, given, offered again, or let go without a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.domain.boundaries import GiveBack
from counterpoint.domain.boundaries.ledger import GIVE_BACK_DAYS
from counterpoint.domain.planning import Block


def take_up(diary: Diary, id: str, now: datetime, *, days: int = GIVE_BACK_DAYS) -> Kept[GiveBack]:
    """From now on its time is owed: the planner looks for a place within its days.

    One whose days went by gets `days` more. One that is given already, or was let go, can be taken up again.
    """
    kept = diary.shelf(GiveBack).get(id)
    due = kept.thing.due_at if kept.thing.due_at > now else now + timedelta(days=days)
    return _change(diary, kept, replace(kept.thing, state="owed", at=now, due_at=due, given_at=None))


def let_go(diary: Diary, id: str) -> Kept[GiveBack]:
    """It need not come back. Nobody asks why."""
    kept = diary.shelf(GiveBack).get(id)
    return _change(diary, kept, replace(kept.thing, state="let_go", given_at=None))


def offer_again(diary: Diary, id: str, now: datetime, *, days: int = GIVE_BACK_DAYS) -> Kept[GiveBack]:
    """Takes back what was said of it: it is on offer as it was when it bent."""
    kept = diary.shelf(GiveBack).get(id)
    due = (
        max(kept.thing.due_at, now + timedelta(days=days)) if kept.thing.due_at <= now else kept.thing.due_at
    )
    return _change(diary, kept, replace(kept.thing, state="offered", due_at=due, given_at=None))


def give(diary: Diary, id: str, at: datetime) -> Kept[GiveBack]:
    """It was lived, at `at`, whether a plan had it or not."""
    kept = diary.shelf(GiveBack).get(id)
    return _change(diary, kept, replace(kept.thing, state="given", given_at=at))


def _change(diary: Diary, kept: Kept[GiveBack], said: GiveBack) -> Kept[GiveBack]:
    return kept if said == kept.thing else diary.shelf(GiveBack).change(said, version=kept.version)


def open_give_backs(diary: Diary) -> tuple[GiveBack, ...]:
    """Those that are on offer or owed, what is due first."""
    every = (kept.thing for kept in diary.shelf(GiveBack).all())
    return tuple(sorted((each for each in every if each.is_open), key=lambda each: (each.due_at, each.id)))


def count_given(diary: Diary, before: Iterable[Block], after: Iterable[Block]) -> None:
    """Brings what is owed in line with what its blocks say now: done is given, done no longer is owed."""
    earlier, later = _done(before), _done(after)
    for named in earlier.keys() | later.keys():
        if earlier.get(named) != later.get(named):
            _say(diary, named, later.get(named))


def _say(diary: Diary, id: str, given_at: datetime | None) -> None:
    try:
        kept = diary.shelf(GiveBack).get(id)
    except NotThere:
        return
    if given_at or kept.thing.state == "given":  # what was let go or offered meanwhile stays so
        _change(diary, kept, replace(kept.thing, state="given" if given_at else "owed", given_at=given_at))


def _done(blocks: Iterable[Block]) -> dict[str, datetime]:
    """For each give-back whose block is done: when that was."""
    done = (each for each in blocks if each.kind == "give_back" and each.state == "done")
    return {each.subject_id: each.span.start for each in done}
