"""Boundaries as their person changes them: tightening acts at once, loosening waits if they asked for that.

Nothing but these functions changes protected time for a person who lets loosening wait. A wish whose wait
is over takes effect by the clock (`settle_wishes`), and before anything else is done to a boundary.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from counterpoint.desk.matters.things import keep
from counterpoint.desk.ports import Diary, Kept, NotThere
from counterpoint.domain.boundaries import Loosening, ProtectedTime
from counterpoint.domain.boundaries.loosening import (
    meanwhile,
    protects_the_same,
    waits_until,
    with_names_of,
)
from counterpoint.domain.words import gettext as _


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a change: the boundary as it holds now (None: it is gone), and the wish that waits."""

    kept: Kept[ProtectedTime] | None
    waits: Loosening | None = None


def keep_boundary(diary: Diary, thing: ProtectedTime, *, version: int | None, now: datetime) -> Said:
    """Keeps a boundary in a new form. Raises ChangedMeanwhile as every shelf does.

    What tightens it acts at once and lets an earlier wish lapse; what loosens a firm one becomes a wish that
    waits, in the place of an earlier one.
    """
    settle_wishes(diary, now)
    with diary.together():
        if version is None:
            return Said(diary.protected.add(thing))
        before = _there(diary, thing.id)
        if before is None or before.version != version:
            return Said(keep(diary.protected, thing, version=version))
        wish = _wish(diary, before.thing, thing, now)
        if wish or not protects_the_same(before.thing, thing):
            _take_back_all(diary, thing.id)
        if wish:
            diary.dated(Loosening).add(wish)
        holds = meanwhile(before.thing, thing) if wish else thing
        return Said(diary.protected.change(holds, version=version), wish)


def remove_boundary(diary: Diary, id: str, now: datetime) -> Said:
    """Takes a boundary away, or notes the wish to. Raises NotThere."""
    settle_wishes(diary, now)
    with diary.together():
        before = diary.protected.get(id)
        _take_back_all(diary, id)
        wish = _wish(diary, before.thing, None, now)
        if wish:
            return Said(before, diary.dated(Loosening).add(wish).thing)
        diary.protected.remove(id)
    return Said(None)


def _there(diary: Diary, id: str) -> Kept[ProtectedTime] | None:
    try:
        return diary.protected.get(id)
    except NotThere:
        return None


def _wish(
    diary: Diary, before: ProtectedTime, after: ProtectedTime | None, now: datetime
) -> Loosening | None:
    due = waits_until(before, after, days=diary.settings().thing.loosening_days, now=now)
    if due is None:
        return None
    title = (after or before).title
    return Loosening(uuid.uuid4().hex, now, before.id, title, due, after)


def _take_back_all(diary: Diary, protected_id: str) -> None:
    for kept in diary.dated(Loosening).all():
        if kept.thing.protected_id == protected_id:
            diary.dated(Loosening).remove(kept.thing.id)


def keep_wait(diary: Diary, days: int, *, version: int, now: datetime) -> Loosening | None:
    """Sets for how many days loosening waits. Raises ChangedMeanwhile.

    A longer wait holds at once and lets an earlier wish for a shorter one lapse. A shorter one is a loosening
    itself: it becomes a wish, which is given back here, and waits as long as was asked for until now.
    """
    settle_wishes(diary, now)
    with diary.together():
        before = diary.settings()
        if days == before.thing.loosening_days:
            return None
        _take_back_all(diary, "")
        if days > before.thing.loosening_days or version != before.version:
            diary.change_settings(replace(before.thing, loosening_days=days), version=version)
            return None
        due = now + timedelta(days=before.thing.loosening_days)
        wish = Loosening(uuid.uuid4().hex, now, "", _("Loosening"), due, days=days)
        return diary.dated(Loosening).add(wish).thing


def take_wish_back(diary: Diary, id: str, now: datetime) -> Loosening:
    """What was firm stays so. Raises NotThere for a wish that is gone, or that has taken effect by now."""
    settle_wishes(diary, now)
    with diary.together():
        wish = diary.dated(Loosening).get(id).thing
        diary.dated(Loosening).remove(id)
    return wish


def wishes(diary: Diary) -> tuple[Loosening, ...]:
    """The wishes that wait, what is due first."""
    return tuple(sorted((kept.thing for kept in diary.dated(Loosening).all()), key=lambda each: each.due_at))


def settle_wishes(diary: Diary, now: datetime) -> tuple[Loosening, ...]:
    """Lets every wish take effect whose wait is over; until this is called, what is firm holds on."""
    if not any(each.due_at <= now for each in wishes(diary)):
        return ()
    with diary.together():
        due = tuple(each for each in wishes(diary) if each.due_at <= now)
        for wish in due:
            _grant(diary, wish)
            diary.dated(Loosening).remove(wish.id)
    return due


def _grant(diary: Diary, wish: Loosening) -> None:
    if wish.days is not None:
        settings = diary.settings()
        fewer = min(wish.days, settings.thing.loosening_days)
        diary.change_settings(replace(settings.thing, loosening_days=fewer), version=settings.version)
        return
    before = _there(diary, wish.protected_id)
    if before is None:
        return
    if wish.wish is None:
        diary.protected.remove(wish.protected_id)
        return
    loose = replace(with_names_of(wish.wish, before.thing), id=before.thing.id)
    diary.protected.change(loose, version=before.version)


def held_back(diary: Diary, wanted: Iterable[ProtectedTime], now: datetime) -> tuple[ProtectedTime, ...]:
    """The boundaries as a file may make them at once; what it loosens of the firm ones is noted as a wish."""
    settle_wishes(diary, now)
    after = {each.id: each for each in wanted}
    for kept in diary.protected.all():
        before, then = kept.thing, after.get(kept.thing.id)
        wish = _wish(diary, before, then, now)
        if wish:
            _take_back_all(diary, before.id)
            diary.dated(Loosening).add(wish)
            after[before.id] = meanwhile(before, then)
    return tuple(after.values())
