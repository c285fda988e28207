"""A calendar of ours that reflects others.

What was moved or deleted in it is put back, because its times come from elsewhere. What somebody wrote into
an entry stays in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from counterpoint.desk.publishing.busy_queueing import queue_busy
from counterpoint.desk.publishing.ledger import (
    entries_of,
    entry_under,
    errand_under,
    forget,
    keep,
    note_name,
)
from counterpoint.desk.syncing.finding import Found, href_with
from counterpoint.desk.syncing.pulling import Visit
from counterpoint.desk.syncing.theirs import understood
from counterpoint.domain.agenda import Collection, Errand, OurEntry
from counterpoint.domain.agenda.coalescing import is_sound
from counterpoint.domain.agenda.entry_text import our_span, with_span
from counterpoint.domain.timeline import Span


def put_back(visit: Visit, place: Collection) -> None:
    """Meets every entry that is not there as it was agreed on; what is under way looks for itself."""
    etags = visit.diary.resources.etags(place.id)
    for entry in entries_of(visit.diary, place.id):
        errand = errand_under(visit.diary, entry.id)
        if (errand is not None and errand.under_way) or etags.get(entry.href, "") == entry.etag:
            continue
        href = entry.href if entry.href in etags else href_with(visit, place.id, entry.id)
        if not href:
            reflect(visit, place, entry.id, None)
            continue
        keep(visit.diary, replace(entry, href=href))
        resource = visit.diary.resources.named(place.id, [href])[href]
        if resource.raw and not resource.tries:
            reflect(visit, place, entry.id, (resource.etag, resource.raw))


def reflect(visit: Visit, place: Collection, uid: str, found: Found) -> None:
    """Takes what stands there as the ground on which the busy time is put back, where it is to be."""
    entry, errand = entry_under(visit.diary, uid), errand_under(visit.diary, uid)
    if entry is None or not is_sound(entry):
        return
    with visit.diary.together():
        if found is not None:
            note_name(visit.diary, place.id, found[1])
        keep(visit.diary, _ground(visit, entry, found))
        if errand is not None:
            forget(visit.diary, Errand, uid)
        queue_busy(visit.diary, place, visit.now)
        _goes_on(visit, errand)


def _goes_on(visit: Visit, before: Errand | None) -> None:
    """How often it failed stays known, or a server that tells another version each time would never rest."""
    after = errand_under(visit.diary, before.id) if before is not None else None
    if before is not None and after is not None:
        keep(visit.diary, replace(after, tries=before.tries))


def _ground(visit: Visit, entry: OurEntry, found: Found) -> OurEntry:
    if found is None:
        return replace(entry, etag="")
    theirs = understood(visit.diary, entry.id, *found, read=visit.read, now=visit.now)
    if theirs is not None:
        return replace(
            entry.agreed(found[0], theirs.text, theirs.span), said=with_span(entry.said, theirs.span)
        )
    return all_anew(entry, found[0])


def all_anew(entry: OurEntry, etag: str) -> OurEntry:
    """The ground for putting all of ours back over a series, a whole day, or what is no event at all: of what
    stands there nothing is agreed on, not even when it is.
    """
    span = our_span(entry.said)
    other = with_span(entry.said, Span(span.start, span.end + timedelta(minutes=1)))
    return replace(entry.agreed(etag, other, our_span(other)), said=other)
