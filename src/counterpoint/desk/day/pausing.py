"""Life happened: for a while nothing is asked and little is planned; ended, or taken back, in one move.

While a pause holds, prompts and routines rest, and only musts, meals and what is protected are planned. Its
days stay out of everything that is estimated (`paused_days`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from counterpoint.desk.planning.background import start_planning
from counterpoint.desk.planning.edits import undo
from counterpoint.desk.ports import Diary, Job, Kept, NotThere
from counterpoint.desk.week.plannings import last_planning
from counterpoint.desk.week.which import week_of
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living import Pause, days_of
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _


class EndsBefore(CounterpointError):
    """An end of a pause that is not after its beginning."""


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause as it is kept, and the re-planning that it asked for (None: nothing was planned)."""

    kept: Kept[Pause]
    job: Job | None = None


def is_paused(diary: Diary, now: datetime) -> bool:
    """Whether prompts, routines and the like rest at this moment."""
    return pause_at(diary, now) is not None


def pause_at(diary: Diary, now: datetime) -> Pause | None:
    """The pause that holds now, if one does."""
    return next((kept.thing for kept in diary.dated(Pause).all() if kept.thing.holds(now)), None)


def paused_days(diary: Diary, span: Span) -> frozenset[date]:
    """The person's own dates, among those of `span`, on which life happened: left out of every estimate.

    A pause that has no end yet lasts to the end of the span.
    """
    zone = diary.settings().thing.zone
    return days_of((kept.thing for kept in diary.dated(Pause).all()), span, zone)


def begin(diary: Diary, now: datetime, *, until: datetime | None = None, note: str = "") -> Paused:
    """Life happened. What is left of the week is planned kindly; a pause that holds already is kept.

    `until` gives it an end; raises EndsBefore for one that is past.
    """
    if until is not None and until <= now:
        raise EndsBefore(
            _("This end is already past."), advice=_("Choose a later day, or leave it open."), field="until"
        )
    with diary.together():
        there = pause_at(diary, now)
        if there is None:
            kept = diary.dated(Pause).add(Pause(uuid.uuid4().hex, now, until, note))
        else:
            kept = diary.dated(Pause).get(there.id)
            said = replace(there, until=until or there.until, note=_joined(there.note, note))
            if said != there:
                kept = diary.dated(Pause).change(said, version=kept.version)
        return Paused(kept, _replan(diary, now))


def _joined(before: str, more: str) -> str:
    """What two taps said, without the one taking away the other."""
    if not more or more in before:
        return before
    return f"{before} · {more}" if before else more


def change(
    diary: Diary, id: str, now: datetime, *, until: datetime | None, note: str, version: int | None
) -> Paused:
    """Gives a pause an end, another one, or none, and a note.

    Raises NotThere, EndsBefore, or ChangedMeanwhile when it is no longer what it was at `version`.
    """
    kept = diary.dated(Pause).get(id)
    if until is not None and until <= kept.thing.at:
        raise EndsBefore(
            _("This end is before the beginning."), advice=_("Choose a later day."), field="until"
        )
    said = replace(kept.thing, until=until, note=note)
    if said == kept.thing:
        return Paused(kept)
    with diary.together():
        changed = diary.dated(Pause).change(said, version=version or 0)
        return Paused(changed, _replan(diary, now) if until != kept.thing.until else None)


def end(diary: Diary, now: datetime) -> Paused | None:
    """It is over: routines and prompts come back, and the week is planned with them. None: nothing held."""
    with diary.together():
        there = pause_at(diary, now)
        if there is None:
            return None
        version = diary.dated(Pause).get(there.id).version
        kept = diary.dated(Pause).change(replace(there, until=now), version=version)
        return Paused(kept, _replan(diary, now))


def take_back(diary: Diary, id: str, now: datetime) -> Job | None:
    """It was a slip: the pause is gone, and with it the plan that it had made. Raises NotThere."""
    with diary.together():
        diary.dated(Pause).remove(id)
        if _undone(diary, now):
            return None
        return _replan(diary, now)


def _undone(diary: Diary, now: datetime) -> bool:
    """Whether the plan is as before: nothing was done to it since the pause had it planned anew."""
    week = week_of(diary, now)
    kept, job = diary.plans.of(week), last_planning(diary, week)
    if kept is None or job is None or not job.payload.get("version") or not kept.thing.undoable:
        return False
    if job.state != "done" or not job.result or job.result.get("kept") != kept.version:
        return False
    undo(diary, week, version=kept.version, now=now)
    return True


def _replan(diary: Diary, now: datetime) -> Job | None:
    """What is left of this week, planned around what is there; little moves."""
    week = week_of(diary, now)
    return start_planning(diary, week) if diary.plans.of(week) else None


def pauses(diary: Diary) -> tuple[Pause, ...]:
    """All of them, the latest first."""
    return tuple(kept.thing for kept in reversed(diary.dated(Pause).all()))


def pause_named(diary: Diary, id: str) -> Kept[Pause]:
    """Raises NotThere."""
    try:
        return diary.dated(Pause).get(id)
    except NotThere as gone:
        raise NotThere(_("This is no longer there.")) from gone
