"""Which bare busy times should stand in a calendar of ours, and what is to be done there for it.

What is said of an event here (left out, takes no time) holds for this too. What we told calendars ourselves,
and what anybody's Counterpoint did, is never told on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from counterpoint.desk.ports import Diary, NotThere
from counterpoint.desk.publishing.ledger import change_collection, entries_of, errands_of, forget, keep
from counterpoint.desk.publishing.queueing import href_in
from counterpoint.desk.week.own_echo import without_ours
from counterpoint.domain.agenda import Collection, Errand, OurEntry, facts_of
from counterpoint.domain.agenda.bare_busy import busy_text, busy_times, busy_uid, is_bare_busy, told_window
from counterpoint.domain.agenda.coalescing import Wanted, errand_for
from counterpoint.domain.agenda.entry_text import SEEN, entry_of
from counterpoint.domain.timeline import Span

ABOUT = "busy"
"""Stands where an entry of the plan names its block."""


def busy_in(diary: Diary, place: Collection, now: datetime) -> list[Span]:
    """When something takes time in the calendars whose times go to this one."""
    window = told_window(now, diary.settings().thing.zone)
    return busy_times(each for of in place.busy_from for each in _taken(diary, of, window))


def _taken(diary: Diary, id: str, window: Span) -> Iterator[Span]:
    try:
        diary.calendars.get(id)
    except NotThere:
        return
    zone, rules = diary.settings().thing.zone, [kept.thing for kept in diary.event_rules.all()]
    found = without_ours(diary, window, diary.calendars.occurrences(window, of=id))
    events = [each.by(zone) for _id, each in found if not is_bare_busy(each.uid)]
    marks = diary.calendars.marks(id)
    facts = facts_of(events, calendar_id=id, domain_id="", rules=rules, marks=marks)
    yield from (each.span for each in facts if each.blocking)


def queue_busy(diary: Diary, place: Collection, now: datetime) -> None:
    """Brings what waits for this calendar up to what the others say."""
    with diary.together():
        entries = {each.id: each for each in entries_of(diary, place.id)}
        errands = {each.id: each for each in errands_of(diary, place.id)}
        wanted = {each.uid: each for each in _wanted(diary, place, now)}
        for uid in {**entries, **errands, **wanted}:
            entry, errand = entries.get(uid), errands.get(uid)
            _keep(diary, wanted.get(uid) or _nothing(place, uid, entry, errand), entry, errand)


def _wanted(diary: Diary, place: Collection, now: datetime) -> Iterator[Wanted]:
    if place.busy == "goes":
        tag = diary.plans.tag
        for span in busy_in(diary, place, now):
            uid = busy_uid(tag, place.id, span.start)
            text = busy_text(uid, span, word=place.instead, stamp=now)
            yield Wanted(uid, place.id, ABOUT, href_in(place, uid), text)


def _nothing(place: Collection, uid: str, entry: OurEntry | None, errand: Errand | None) -> Wanted:
    known = entry or errand
    return Wanted(uid, place.id, ABOUT, known.href if known else href_in(place, uid))


def _keep(diary: Diary, wanted: Wanted, entry: OurEntry | None, before: Errand | None) -> None:
    if entry is not None and not wanted.text and (not entry.etag or _is_written_into(entry)):
        forget(diary, OurEntry, entry.id)  # gone there, or somebody's words are in it: these stay
        if entry.etag:  # it is their event from now on
            change_collection(diary, entry.collection_id, stale=True)
        if before is not None and not before.under_way:
            forget(diary, Errand, entry.id)
        return
    after = errand_for(_where_it_is(wanted, entry or before), entry, before)
    if after is None:
        forget(diary, Errand, wanted.uid)
    elif after != before:
        keep(diary, after)


def _where_it_is(wanted: Wanted, known: OurEntry | Errand | None) -> Wanted:
    href = known.href if known else wanted.href
    return Wanted(wanted.uid, wanted.collection_id, wanted.block_id, href, wanted.text)


def _is_written_into(entry: OurEntry) -> bool:
    """Whether what stands there says something that is not ours: a title, a note, a place."""
    there, ours = entry_of(entry.base), entry_of(entry.said)
    return there is None or ours is None or any(there.said(name) != ours.said(name) for name in SEEN)
