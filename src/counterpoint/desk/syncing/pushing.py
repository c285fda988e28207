"""Telling the server what waits to be done there, one entry after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from counterpoint.desk.ports import CalendarGone, ChangedMeanwhile, NotLetIn, NotThere, TimeIsUp
from counterpoint.desk.publishing.busy_queueing import queue_busy
from counterpoint.desk.publishing.grading import grade
from counterpoint.desk.publishing.ledger import (
    change_collection,
    entries_of,
    errand_under,
    errands_of,
    keep,
)
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.syncing.coming_back import come_back
from counterpoint.desk.syncing.own_calendar import let_be
from counterpoint.desk.syncing.pulling import Visit
from counterpoint.desk.syncing.reflecting import put_back
from counterpoint.desk.syncing.sending import send
from counterpoint.desk.syncing.settling import settle
from counterpoint.domain.agenda import Collection, Errand
from counterpoint.domain.errors import CounterpointError

MOST_ROUNDS = 3
BEHIND, A_WEEK = timedelta(days=35), timedelta(days=7)
"""What ended so long ago stays there as it is; where this time lies is noted anew once a week."""


def push(visit: Visit, kept: Collection) -> bool:
    """Brings a calendar of ours to what the plan says, once it was read; False where it is ours no longer."""
    if kept.busy:
        return _push_busy(visit, kept)
    if kept.plan not in ("goes", "leaves"):
        return True
    place = _moved_on(visit, kept)
    come_back(visit, place)
    if place.plan == "goes" and place.shows_as == "graded":
        grade(visit.diary, now=visit.now)
    queue(visit.diary)
    _do(visit, place)
    return not _is_over(visit, place)


def _do(visit: Visit, place: Collection) -> None:
    due = [each for each in errands_of(visit.diary, place.id) if visit.by_hand or each.is_due(visit.now)]
    for errand in sorted(due, key=lambda each: each.tries):
        _go(visit, place, errand.id)


def _push_busy(visit: Visit, place: Collection) -> bool:
    """The same of a calendar of bare busy times."""
    if place.busy not in ("goes", "leaves"):
        return True
    put_back(visit, place)
    queue_busy(visit.diary, place, visit.now)
    _do(visit, place)
    return not _is_over(visit, place)


def _moved_on(visit: Visit, place: Collection) -> Collection:
    long_ago = visit.now - BEHIND
    if place.since is None or place.since >= long_ago - A_WEEK:
        return place
    return change_collection(visit.diary, place.id, since=long_ago)


def _is_over(visit: Visit, place: Collection) -> bool:
    """Whether all of ours was taken away, as it was asked for: the calendar is not kept here any more."""
    there = entries_of(visit.diary, place.id) or errands_of(visit.diary, place.id)
    if "leaves" not in (place.plan, place.busy) or there:
        return False
    let_be(visit.diary, place)
    return True


def _go(visit: Visit, place: Collection, uid: str) -> None:
    """One errand to its end, or to where it has to wait."""
    for number in range(MOST_ROUNDS):
        errand = errand_under(visit.diary, uid)
        if errand is None or errand.state not in ("waiting", "sent"):
            return
        if number and not errand.is_due(visit.now):
            return
        with suppress(ChangedMeanwhile), _counted(visit, errand):
            if errand.under_way:
                settle(visit, place, errand)
            elif send(visit, place, errand):
                return


@contextmanager
def _counted(visit: Visit, errand: Errand) -> Iterator[None]:
    """What breaks visits off time and again is set aside, so that the others have their turn."""
    try:
        yield
    except (NotLetIn, TimeIsUp, CalendarGone, NotThere, ChangedMeanwhile):
        raise
    except CounterpointError as broken:
        latest = errand_under(visit.diary, errand.id)
        if latest is not None and latest.state == "sent" and getattr(broken, "wait", None) is None:
            asked = latest.tried(visit.now) if errand.under_way else latest  # a sending has counted itself
            keep(visit.diary, asked.not_done(broken.message))
        raise
