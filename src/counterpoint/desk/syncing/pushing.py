"""Doing on the server what waits to be done there, one entry after the other.

That something is sent is kept before it is sent. Whoever finds it so later (the network was cut, the process
was killed) asks the server first what arrived. Every write names the version on which it was decided;
nothing is ever written over what nobody here has seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

from counterpoint.desk.calendars import subscriptions
from counterpoint.desk.ports import CalendarGone, ChangedMeanwhile, NotLetIn, NotThere, TimeIsUp, Written
from counterpoint.desk.publishing.busy_queueing import queue_busy
from counterpoint.desk.publishing.grading import grade
from counterpoint.desk.publishing.ledger import (
    change_collection,
    entries_of,
    entry_under,
    errand_under,
    errands_of,
    forget,
    forget_all,
    keep,
    note_name,
)
from counterpoint.desk.publishing.queueing import queue
from counterpoint.desk.syncing.coming_back import come_back, meet, meet_first
from counterpoint.desk.syncing.finding import Found, href_with
from counterpoint.desk.syncing.pulling import Visit
from counterpoint.desk.syncing.reflecting import is_over, put_back
from counterpoint.desk.syncing.theirs import understood
from counterpoint.domain.agenda import Collection, Errand, OurEntry, Resource
from counterpoint.domain.agenda.accounts import MOST_TRIES
from counterpoint.domain.agenda.entry_text import (
    SEEN,
    WHEN,
    differing,
    entry_of,
    our_span,
    patched,
    what_we_changed,
)
from counterpoint.domain.agenda.merging import arrived
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

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
    if not is_over(visit, place):
        return True
    with visit.diary.together():
        forget_all(visit.diary, place.id)
        subscriptions.remove(visit.diary, place.calendar_id)
    return False


def _moved_on(visit: Visit, place: Collection) -> Collection:
    long_ago = visit.now - BEHIND
    if place.since is None or place.since >= long_ago - A_WEEK:
        return place
    return change_collection(visit.diary, place.id, since=long_ago)


def _is_over(visit: Visit, place: Collection) -> bool:
    """Whether all of ours was taken away, as it was asked for: the calendar is not kept here any more."""
    if place.plan != "leaves" or entries_of(visit.diary, place.id) or errands_of(visit.diary, place.id):
        return False
    with visit.diary.together():
        forget_all(visit.diary, place.id)
        subscriptions.remove(visit.diary, place.calendar_id)
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
            if _is_under_way(errand):
                _settle(visit, place, errand)
            elif _send(visit, place, errand):
                return


def _is_under_way(errand: Errand) -> bool:
    return errand.state == "sent" or bool(errand.flying)


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
            asked = (
                latest.tried(visit.now) if _is_under_way(errand) else latest
            )  # a sending has counted itself
            keep(visit.diary, asked.not_done(broken.message))
        raise


def _send(visit: Visit, place: Collection, errand: Errand) -> bool:
    """Whether that was all for this visit."""
    entry = entry_under(visit.diary, errand.id)
    text = _text(entry, errand)
    begun = errand.begun(visit.now)
    with visit.diary.together():
        keep(visit.diary, begun)
        _lists_anew(visit, place.id)
    if errand.op == "delete":
        written = visit.server.delete(place.url, errand.href, over=errand.base_etag)
    else:
        over = errand.base_etag if errand.op == "change" else ""
        written = visit.server.put(place.url, errand.href, text.encode(), over=over)
    return _came_of(visit, place, begun, text, written)


def _lists_anew(visit: Visit, id: str) -> None:
    """Has the next visit compare everything that is there, instead of asking for what changed.

    What comes after a state and goes before the next one is told by no server: an entry that we wrote and
    that was deleted there since would never be missed.
    """
    change_collection(visit.diary, id, token="", ctag="")


def _text(entry: OurEntry | None, errand: Errand) -> str:
    """What is sent: of what stands there only that is changed which we changed."""
    if entry is None or not entry.etag or not errand.body:
        return errand.body
    return patched(entry.base, entry.said, errand.body)


def _came_of(visit: Visit, place: Collection, errand: Errand, text: str, written: Written) -> bool:
    match written.how:
        case "done" if errand.op == "delete":
            _deleted(visit, errand)
        case "done":
            here = _at(visit, errand, written.href)
            _note(visit, here, text, visit.server.look(place.url, here.href))
        case "differs":
            why = written.why or _not_taken()
            _settle(visit, place, errand, refused=why)
            return _is_given_up(visit, errand.id, why)
        case "gone":
            return _nothing_there(visit, place, errand, written.why)
        case "elsewhere":
            return _elsewhere(visit, place, errand, written)
        case "unknown":
            keep(visit.diary, errand.not_done(written.why))
        case "refused":
            _refused(visit, errand, written.why)
    return True


def _at(visit: Visit, errand: Errand, href: str) -> Errand:
    """The errand with the address at which its entry came to stand, where the server chose that."""
    if href in ("", errand.href):
        return errand
    here = replace(errand, href=href)
    keep(visit.diary, here)
    return here


def _not_taken() -> str:
    return _("The server does not take it, and nothing was changed there.")


def _is_given_up(visit: Visit, uid: str, why: str) -> bool:
    """Whether an errand was refused so often, on whatever ground, that it is set aside."""
    latest = errand_under(visit.diary, uid)
    if latest is None or latest.state != "waiting" or latest.tries < MOST_TRIES:
        return False
    keep(visit.diary, latest.not_done(why))
    return True


def _refused(visit: Visit, errand: Errand, why: str) -> None:
    keep(visit.diary, replace(errand, state="waiting", flying="").not_done(why))


def _deleted(visit: Visit, errand: Errand) -> None:
    """It is no longer there. Where it is wanted again by now, it is made anew."""
    with visit.diary.together():
        forget(visit.diary, OurEntry, errand.id)
        forget(visit.diary, Errand, errand.id)
        visit.diary.resources.drop(errand.collection_id, [errand.href])
        queue(visit.diary)


def _nothing_there(visit: Visit, place: Collection, errand: Errand, why: str) -> bool:
    """The entry is gone, which is as good as deleted; or all of the calendar is, and CalendarGone says so."""
    keep(visit.diary, errand.not_arrived())
    visit.server.ctag(place.url)
    if errand.op == "delete":
        _deleted(visit, errand)
    elif errand.op == "change":
        _settle(visit, place, errand, refused=why)
    else:
        _refused(visit, errand, why)
    return True


def _elsewhere(visit: Visit, place: Collection, errand: Errand, written: Written) -> bool:
    """Our UID stands at another address there, where another program put it: that is where it is now."""
    href = written.href or href_with(visit, place.id, errand.id)
    found = visit.server.look(place.url, href) if href else None
    if not href or found is None:
        _refused(visit, errand, _("The server says that it is there already, and does not say where."))
        return True
    here = replace(errand, href=href, op="create")
    keep(visit.diary, here)
    entry = entry_under(visit.diary, errand.id)
    if entry is not None:
        forget(visit.diary, OurEntry, entry.id)
    _note(visit, here, errand.body, found)
    return False


def _settle(visit: Visit, place: Collection, errand: Errand, *, refused: str = "") -> None:
    """Finds out what became of something that was sent, by looking at what is there.

    `refused` says why it was not taken, where that is known: on the same ground it has to wait then.
    """
    found, entry = visit.server.look(place.url, errand.href), entry_under(visit.diary, errand.id)
    if found is None:
        _is_not_there(visit, errand, entry)
    elif entry is not None and entry.etag == found[0]:
        if refused:
            _refused(visit, errand, refused)
        else:
            keep(visit.diary, errand.not_arrived())
    elif entry is None or not entry.etag:
        if errand.id.encode() in found[1]:
            _note(visit, errand, errand.flying or errand.body, found)
        else:
            _refused(visit, errand, _("Something else stands there already, under the same address."))
    else:
        _arrived_or_not(visit, errand, entry, found)


def _is_not_there(visit: Visit, errand: Errand, entry: OurEntry | None) -> None:
    if errand.op == "delete":
        _deleted(visit, errand)
    elif entry is None or not entry.etag:
        keep(visit.diary, errand.not_arrived())
    elif not errand.flying:  # a deletion of ours was under way, and it is wanted again
        _deleted(visit, errand)
    else:
        keep(visit.diary, errand.not_arrived())
        meet(visit, errand.id, None)


def _arrived_or_not(visit: Visit, errand: Errand, entry: OurEntry, found: tuple[str, bytes]) -> None:
    theirs = understood(visit.diary, errand.id, *found, read=visit.read, now=visit.now)
    sent = errand.flying
    if sent and theirs and arrived(entry.said, sent, theirs.entry, theirs.span):
        _note(visit, errand, patched(entry.base, entry.said, sent), found)
    else:
        keep(visit.diary, errand.not_arrived())
        meet(visit, errand.id, found)


def _note(visit: Visit, errand: Errand, text: str, found: Found) -> None:
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
        _lists_anew(visit, entry.collection_id)
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
