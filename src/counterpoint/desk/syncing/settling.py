"""What became of something that was sent, found out by looking at what is there."""

from __future__ import annotations

from counterpoint.desk.publishing.ledger import entry_under, forget, keep
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.syncing.coming_back import meet
from counterpoint.desk.syncing.noting import note
from counterpoint.desk.syncing.pulling import Visit
from counterpoint.desk.syncing.theirs import understood
from counterpoint.domain.agenda import Collection, Errand, OurEntry
from counterpoint.domain.agenda.entry_text import patched
from counterpoint.domain.agenda.merging import arrived
from counterpoint.domain.words import gettext as _


def deleted(visit: Visit, errand: Errand) -> None:
    """It is no longer there. Where it is wanted again by now, it is made anew."""
    with visit.diary.together():
        forget(visit.diary, OurEntry, errand.id)
        forget(visit.diary, Errand, errand.id)
        visit.diary.resources.drop(errand.collection_id, [errand.href])
        queue(visit.diary)


def settle(visit: Visit, place: Collection, errand: Errand, *, refused: str = "") -> None:
    """Finds out what became of something that was sent, by looking at what is there.

    `refused` says why it was not taken, where that is known: on the same ground it has to wait then.
    """
    found, entry = visit.server.look(place.url, errand.href), entry_under(visit.diary, errand.id)
    if found is None:
        _is_not_there(visit, errand, entry)
    elif entry is not None and entry.etag == found[0]:
        if refused:
            keep(visit.diary, errand.refused(refused))
        else:
            keep(visit.diary, errand.not_arrived())
    elif entry is None or not entry.etag:
        if errand.id.encode() in found[1]:
            note(visit, errand, errand.flying or errand.body, found)
        else:
            why = _("Something else stands there already, under the same address.")
            keep(visit.diary, errand.refused(why))
    else:
        _arrived_or_not(visit, errand, entry, found)


def _is_not_there(visit: Visit, errand: Errand, entry: OurEntry | None) -> None:
    if errand.op == "delete":
        deleted(visit, errand)
    elif entry is None or not entry.etag:
        keep(visit.diary, errand.not_arrived())
    elif not errand.flying:  # a deletion of ours was under way, and it is wanted again
        deleted(visit, errand)
    else:
        keep(visit.diary, errand.not_arrived())
        meet(visit, errand.id, None)


def _arrived_or_not(visit: Visit, errand: Errand, entry: OurEntry, found: tuple[str, bytes]) -> None:
    theirs = understood(visit.diary, errand.id, *found, read=visit.read, now=visit.now)
    sent = errand.flying
    if sent and theirs and arrived(entry.said, sent, theirs.entry, theirs.span):
        note(visit, errand, patched(entry.base, entry.said, sent), found)
    else:
        keep(visit.diary, errand.not_arrived())
        meet(visit, errand.id, found)
