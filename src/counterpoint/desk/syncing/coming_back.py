"""What happened on the server to what is ours there: followed where that is clear, and asked about else."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from counterpoint.desk.ports import ChangedMeanwhile, Diary, NotThere
from counterpoint.desk.publishing.busy_queueing import ABOUT
from counterpoint.desk.publishing.ledger import (
    change_collection,
    entries_of,
    entry_under,
    errand_under,
    forget,
    keep,
    note_name,
)
from counterpoint.desk.publishing.queueing import is_behind, queue, told_of
from counterpoint.desk.syncing.finding import Found, href_with
from counterpoint.desk.syncing.moving import move_in_plan
from counterpoint.desk.syncing.pulling import Visit
from counterpoint.desk.syncing.reflecting import reflect
from counterpoint.desk.syncing.theirs import Theirs, understood
from counterpoint.domain.agenda import Collection, Errand, OurEntry
from counterpoint.domain.agenda.coalescing import is_sound
from counterpoint.domain.agenda.entry_text import SEEN, differing, entry_of, our_span, with_span
from counterpoint.domain.agenda.merging import Merge, merged
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _


def come_back(visit: Visit, place: Collection) -> None:
    """Meets every entry of ours that is not there as it was agreed on; what is under way looks for itself,
    and what is long behind stays as it is.
    """
    etags = visit.diary.resources.etags(place.id)
    for entry in entries_of(visit.diary, place.id):
        if entry.let_go or etags.get(entry.href, "") == entry.etag or is_behind(place, entry):
            continue
        errand = errand_under(visit.diary, entry.id)
        if errand is not None and errand.under_way:
            continue
        href = entry.href if entry.href in etags else href_with(visit, place.id, entry.id)
        if not href:
            _met(visit, entry.id, None)
            continue
        if href != entry.href:
            _is_at(visit, entry, errand, href)
        resource = visit.diary.resources.named(place.id, [href])[href]
        if resource.raw and not resource.tries:  # else it could not be had as it is now
            note_name(visit.diary, place.id, resource.raw)
            _met(visit, entry.id, (resource.etag, resource.raw))


def _met(visit: Visit, uid: str, found: Found) -> None:
    """Where the plan is changed at this very moment, nothing of it is kept, and the next visit does it."""
    with suppress(ChangedMeanwhile):
        meet(visit, uid, found)


def _is_at(visit: Visit, entry: OurEntry, errand: Errand | None, href: str) -> None:
    with visit.diary.together():
        keep(visit.diary, replace(entry, href=href))
        if errand is not None:
            keep(visit.diary, replace(errand, href=href))
        change_collection(visit.diary, entry.collection_id, stale=True)


def meet(visit: Visit, uid: str, found: Found) -> None:
    """Brings together what stands under a UID there and what is known and wanted of it here.

    Raises ChangedMeanwhile, and then nothing of it is kept.
    """
    entry, errand = entry_under(visit.diary, uid), errand_under(visit.diary, uid)
    if entry is None or entry.let_go or not is_sound(entry):
        return
    place = visit.diary.shelf(Collection).get(entry.collection_id).thing
    if place.busy:
        reflect(visit, place, uid, found)
        return
    with visit.diary.together():
        if found is None:
            _gone(visit, entry, errand)
            return
        theirs = understood(visit.diary, uid, *found, read=visit.read, now=visit.now)
        if theirs is None:
            _no_block(visit, entry, errand)
        else:
            _differs(visit, entry, errand, theirs)


def meet_first(visit: Visit, uid: str, found: Found) -> None:
    """As `meet`, where ours was never seen there: what says something else may have been there before it."""
    entry, theirs = entry_under(visit.diary, uid), None
    if found is not None:
        theirs = understood(visit.diary, uid, *found, read=visit.read, now=visit.now)
    ours = entry_of(entry.said) if entry is not None else None
    if entry is None or ours is None or theirs is None or entry.block_id == ABOUT:
        meet(visit, uid, found)
        return
    spoken = {name for name in SEEN if ours.said(name)}
    if theirs.span == entry.span and not differing(ours, theirs.entry, spoken):
        meet(visit, uid, found)
        return
    known = errand_under(visit.diary, uid) or _about(entry)
    op = "delete" if known.op == "delete" else "change"
    keep(visit.diary, replace(known, op=op, base_etag=entry.etag).asking("clash"))  # type: ignore[arg-type]


def _gone(visit: Visit, entry: OurEntry, errand: Errand | None) -> None:
    """Taken away there. What is behind is left so; of anything else its person is asked."""
    if errand is not None and errand.op == "delete":
        forget(visit.diary, OurEntry, entry.id)
        forget(visit.diary, Errand, entry.id)
    elif entry.ends_at <= visit.now:
        keep(visit.diary, replace(entry, etag="", let_go=True))
        forget(visit.diary, Errand, entry.id)
    else:
        known = errand or _about(entry)
        keep(visit.diary, replace(entry, etag=""))
        keep(visit.diary, replace(known, op="create", base_etag="", href=entry.href).asking("gone"))


def _about(entry: OurEntry) -> Errand:
    """What would be done so that it stands there as it did."""
    return Errand(entry.id, entry.collection_id, entry.block_id, "change", entry.href, entry.said, entry.etag)


def _no_block(visit: Visit, entry: OurEntry, errand: Errand | None) -> None:
    """It was made into something there that no block can be. What was agreed on stays what it was: what its
    person has not seen is no ground to write on.
    """
    op = "delete" if errand is not None and errand.op == "delete" else "change"
    known = replace(errand or _about(entry), op=op)  # type: ignore[arg-type]
    keep(visit.diary, known.asking("shape"))


def _differs(visit: Visit, entry: OurEntry, errand: Errand | None, theirs: Theirs) -> None:
    wanted = entry.said if errand is None else errand.body
    merge = merged(entry, wanted, theirs.entry, theirs.span)
    agreed = entry.agreed(theirs.etag, theirs.text, theirs.span)
    if merge.clashing or _still_asks(errand, theirs):
        keep(visit.diary, (errand or _about(entry)).asking("clash"))
    elif not wanted:
        keep(visit.diary, agreed)
        assert errand is not None
        keep(visit.diary, errand.met(theirs.etag))
    elif merge.moved_there:
        _move(visit, entry, agreed, errand, theirs)
    else:
        _agree(visit, agreed, errand, merge, wanted)


def _still_asks(errand: Errand | None, theirs: Theirs) -> bool:
    """A clash that nobody has answered yet, unless both sides say the same by now."""
    if errand is None or (errand.state, errand.question) != ("asks", "clash") or not errand.body:
        return False
    ours = entry_of(errand.body)
    alike = ours is not None and not differing(ours, theirs.entry, SEEN)
    return not alike or our_span(errand.body) != theirs.span


def _agree(visit: Visit, agreed: OurEntry, errand: Errand | None, merge: Merge, wanted: str) -> None:
    """What they changed is kept as it stands there; what is left of ours goes on from that."""
    if not merge.left:
        keep(visit.diary, replace(agreed, said=wanted))
        forget(visit.diary, Errand, agreed.id)
        return
    keep(visit.diary, agreed)
    assert errand is not None
    keep(visit.diary, replace(errand, op="change", flying="").met(agreed.etag))


def _move(visit: Visit, entry: OurEntry, agreed: OurEntry, errand: Errand | None, theirs: Theirs) -> None:
    """Moved there: the plan follows and keeps it there, or its person is asked where it cannot.

    Raises ChangedMeanwhile where the plan was changed at this very moment.
    """
    try:
        with visit.diary.together():
            move_in_plan(visit.diary, entry.block_id, theirs.span, visit.now)
            follow(visit.diary, agreed)
    except ChangedMeanwhile:
        raise
    except CounterpointError as no:
        keep(visit.diary, (errand or _about(entry)).asking("place", str(no)))
        return
    if errand is not None:
        keep(visit.diary, replace(errand, op="change").met(theirs.etag))
    queue(visit.diary)


def follow(diary: Diary, agreed: OurEntry) -> None:
    """That a block is where it is there is agreed on, whatever else of ours is still to go.

    Raises NotThere where the plan does not say it any more.
    """
    place = diary.shelf(Collection).get(agreed.collection_id).thing
    event = told_of(diary, place, {agreed.block_id: agreed.id}).get(agreed.id)
    if event is None:
        raise NotThere(_("This block is no longer in your plan."))
    keep(diary, replace(agreed, said=with_span(agreed.said, our_span(event.text))))
