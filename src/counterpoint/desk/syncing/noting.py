"""Something of ours arrived: what is agreed on from then on, and what is left to be done."""

from __future__ import annotations

from dataclasses import replace

from counterpoint.desk.publishing.ledger import (
    change_collection,
    entry_under,
    errand_under,
    forget,
    keep,
    note_name,
)
from counterpoint.desk.syncing.coming_back import meet, meet_first
from counterpoint.desk.syncing.finding import Found
from counterpoint.desk.syncing.pulling import Visit
from counterpoint.desk.syncing.theirs import understood
from counterpoint.domain.agenda import Errand, OurEntry, Resource
from counterpoint.domain.agenda.entry_text import SEEN, WHEN, differing, entry_of, our_span, what_we_changed


def lists_anew(visit: Visit, id: str) -> None:
    """Has the next visit compare everything that is there, instead of asking for what changed.

    What comes after a state and goes before the next one is told by no server: an entry that we wrote and
    that was deleted there since would never be missed.
    """
    change_collection(visit.diary, id, token="", ctag="")


def note(visit: Visit, errand: Errand, text: str, found: Found) -> None:
    """Our `text` arrived: it is agreed on. Where something else is there by now, that was done after it.

    Both are kept together: agreed on alone, what was done there would be no news any more.
    """
    before, said = entry_under(visit.diary, errand.id), errand.flying or errand.body
    if not said:  # it is to go, and nobody knows any more what was sent
        keep(visit.diary, replace(errand.not_arrived(), base_etag=found[0] if found else ""))
        return
    entry = _agreed(errand, before, text, said, found)
    whole = found is not None and _is_as_sent(visit, entry, text, found)
    if found is not None and whole:
        entry = replace(entry, base=found[1].decode())
    adopted = before is None and bool(visit.diary.resources.etags(entry.collection_id, [entry.href]))
    with visit.diary.together():
        keep(visit.diary, entry)
        if adopted:  # it was read as an event of somebody else's
            change_collection(visit.diary, entry.collection_id, stale=True)
        if found is not None:
            note_name(visit.diary, entry.collection_id, found[1])
            visit.diary.resources.keep(entry.collection_id, [Resource(entry.href, found[0], found[1])])
        _landed(visit, errand, entry)
        lists_anew(visit, entry.collection_id)
        if whole:
            return
        if before is not None and before.etag:
            meet(visit, errand.id, found)
        else:
            meet_first(visit, errand.id, found)


def _agreed(errand: Errand, before: OurEntry | None, text: str, said: str, found: Found) -> OurEntry:
    etag = found[0] if found else ""
    span = our_span(said)
    if before is not None and before.etag and WHEN not in what_we_changed(before.said, said):
        span = before.span
    return OurEntry(
        errand.id, errand.collection_id, errand.block_id, errand.href, etag, text, said, span.start, span.end
    )


def _is_as_sent(visit: Visit, entry: OurEntry, text: str, found: tuple[str, bytes]) -> bool:
    theirs = understood(visit.diary, entry.id, *found, read=visit.read, now=visit.now)
    sent = entry_of(text)
    return (
        theirs is not None
        and sent is not None
        and theirs.span == entry.span
        and not differing(sent, theirs.entry, SEEN)
    )


def _landed(visit: Visit, errand: Errand, entry: OurEntry) -> None:
    """What was under way is over; what came up since then waits, on the ground of what is there now."""
    latest = errand_under(visit.diary, errand.id)
    if latest is None:
        return
    if latest.op != "delete" and latest.body == (errand.flying or errand.body):
        forget(visit.diary, Errand, errand.id)
        return
    op = "delete" if latest.op == "delete" else "change"
    waits = replace(latest.not_arrived(), op=op, base_etag=entry.etag, href=entry.href)  # type: ignore[arg-type]
    keep(visit.diary, replace(waits, tries=0, why=""))
