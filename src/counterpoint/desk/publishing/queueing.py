"""What is to be done on a server because of what happened here: written in the transaction of that.

What should stand there is what the accepted plans say, as in the feed. Nothing waits where nothing differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from counterpoint.desk.calendars.asking import SYNC
from counterpoint.desk.ports import Diary, PlanEvent
from counterpoint.desk.publishing.ledger import (
    change_collection,
    entries_of,
    errands_of,
    forget,
    keep,
    plan_calendar,
)
from counterpoint.domain.agenda import CalendarAccount, Collection, Errand, OurEntry
from counterpoint.domain.agenda.coalescing import Wanted, errand_for
from counterpoint.domain.agenda.entry_text import is_ours, our_span

A_WEEK_AT_MOST = timedelta(days=8)
"""A block never moves further than within its week."""


def queue(diary: Diary) -> bool:
    """Brings what waits up to what the accepted plans say; the account is asked soon where that is new."""
    with diary.together():
        place = plan_calendar(diary)
        if place is None or not _renewed(diary, place):
            return False
        _soon(diary, place.account_id)
    return True


def _renewed(diary: Diary, place: Collection) -> bool:
    entries = {each.id: each for each in entries_of(diary, place.id)}
    errands = {each.id: each for each in errands_of(diary, place.id)}
    events = _events_for(diary, place, entries, errands)
    changed = False
    for uid in {**entries, **errands, **events}:
        entry, errand = entries.get(uid), errands.get(uid)
        wanted = _wanted(place, uid, events.get(uid), entry, errand)
        if not wanted.text and _is_over(place, entry, errand):
            _leave_behind(diary, entry, errand)
            continue
        changed |= _keep(diary, wanted, entry, errand, errand_for(wanted, entry, errand))
    return changed


def _events_for(
    diary: Diary,
    place: Collection,
    entries: Mapping[str, OurEntry],
    errands: Mapping[str, Errand],
) -> Mapping[str, PlanEvent]:
    """By UID, what the accepted plans say; nothing where the plan is taken away from there.

    A block that is long behind counts as long as its entry is not: it was moved, or ends later there.
    """
    if place.plan != "goes":
        return {}
    uids = {each.block_id: each.id for each in errands.values()}
    uids |= {each.block_id: each.id for each in entries.values()}
    events = told_of(diary, place, uids)
    return {uid: each for uid, each in events.items() if _counts(place, each, entries.get(uid))}


def told_of(diary: Diary, place: Collection, uids: Mapping[str, str]) -> Mapping[str, PlanEvent]:
    """By UID, what the accepted plans say, and of the week before that as well; `uids` by block."""
    since = place.since - A_WEEK_AT_MOST if place.since else None
    events = diary.plans.events(since=since, instead=place.instead, uids=uids, showing=place.showing)
    return {each.uid: each for each in events}


def _counts(place: Collection, event: PlanEvent, entry: OurEntry | None) -> bool:
    if place.since is None or event.block.span.end > place.since:
        return True
    return entry is not None and not is_behind(place, entry)


def is_behind(place: Collection, entry: OurEntry) -> bool:
    """Whether an entry is so old, there or here, that it stays as it is, unless all is taken away."""
    if place.plan != "goes" or place.since is None:
        return False
    return entry.ends_at <= place.since or _ended(place.since, entry.said)


def _is_over(place: Collection, entry: OurEntry | None, errand: Errand | None) -> bool:
    """The same of an entry that there is, or that may have come there unseen."""
    if entry is not None:
        return is_behind(place, entry)
    if errand is None or place.plan != "goes" or place.since is None:
        return False
    return _ended(place.since, errand.body or errand.flying)


def _ended(since: datetime, text: str) -> bool:
    return is_ours(text) and our_span(text).end <= since


def _leave_behind(diary: Diary, entry: OurEntry | None, errand: Errand | None) -> None:
    """Nothing more is done with it, and what is no entry of ours any more is forgotten."""
    if errand is not None and (entry is not None or errand.state != "sent"):
        forget(diary, Errand, errand.id)
    if entry is not None and (entry.let_go or not entry.etag):
        _forget_entry(diary, entry)


def _forget_entry(diary: Diary, entry: OurEntry) -> None:
    forget(diary, OurEntry, entry.id)
    if entry.let_go:  # what was left there is an event like any other from now on
        change_collection(diary, entry.collection_id, stale=True)


def _wanted(
    place: Collection, uid: str, event: PlanEvent | None, entry: OurEntry | None, errand: Errand | None
) -> Wanted:
    known = entry or errand
    href = known.href if known else href_in(place, uid)
    if event is not None:
        return Wanted(uid, place.id, event.block.id, href, event.text)
    assert known is not None
    return Wanted(uid, place.id, known.block_id, href)


def href_in(place: Collection, uid: str) -> str:
    """Where an entry stands in a calendar; made of its UID, so that making it twice makes it once."""
    path = "/" + place.url.partition("://")[2].partition("/")[2]
    return f"{path.rstrip('/')}/{uid}.ics"


def _keep(
    diary: Diary, wanted: Wanted, entry: OurEntry | None, before: Errand | None, after: Errand | None
) -> bool:
    """Whether something is to be sent that was not before."""
    if after is not None and entry is not None and entry.let_go:  # it is made anew
        forget(diary, OurEntry, entry.id)
    if after is None and entry is not None and not wanted.text and (entry.let_go or not entry.etag):
        _forget_entry(diary, entry)
    if after == before:
        return False
    if after is None:
        forget(diary, Errand, wanted.uid)
        return False
    keep(diary, after)
    return after.state == "waiting"


def _soon(diary: Diary, account_id: str) -> None:
    """One job at a time for each account; none where it waits after trouble, or for its password."""
    kept = next((each for each in diary.shelf(CalendarAccount).all() if each.thing.id == account_id), None)
    under_way = diary.jobs.latest(SYNC, account=account_id)
    if kept is None or kept.thing.state != "well" or kept.thing.failures:
        return
    if under_way is None or under_way.state not in ("waiting", "running", "failed"):
        diary.jobs.record(SYNC, {"account": account_id})
