"""Sending what is to be done with one entry, and what the server says to it.

That something is sent is kept before it is sent. Whoever finds it so later (the network was cut, the process
was killed) asks the server first what arrived. Every write names the version on which it was decided;
nothing is ever written over what nobody here has seen.
"""

from __future__ import annotations

from dataclasses import replace

from counterpoint.desk.ports import Written
from counterpoint.desk.publishing.ledger import entry_under, errand_under, forget, keep
from counterpoint.desk.syncing.finding import href_with
from counterpoint.desk.syncing.noting import lists_anew, note
from counterpoint.desk.syncing.pulling import Visit
from counterpoint.desk.syncing.settling import deleted, settle
from counterpoint.domain.agenda import Collection, Errand, OurEntry
from counterpoint.domain.agenda.accounts import MOST_TRIES
from counterpoint.domain.agenda.entry_text import patched
from counterpoint.domain.words import gettext as _


def send(visit: Visit, place: Collection, errand: Errand) -> bool:
    """Whether that was all for this visit."""
    entry = entry_under(visit.diary, errand.id)
    text = _text(entry, errand)
    begun = errand.begun(visit.now)
    with visit.diary.together():
        keep(visit.diary, begun)
        lists_anew(visit, place.id)
    if errand.op == "delete":
        written = visit.server.delete(place.url, errand.href, over=errand.base_etag)
    else:
        over = errand.base_etag if errand.op == "change" else ""
        written = visit.server.put(place.url, errand.href, text.encode(), over=over)
    return _came_of(visit, place, begun, text, written)


def _text(entry: OurEntry | None, errand: Errand) -> str:
    """What is sent: of what stands there only that is changed which we changed."""
    if entry is None or not entry.etag or not errand.body:
        return errand.body
    return patched(entry.base, entry.said, errand.body)


def _came_of(visit: Visit, place: Collection, errand: Errand, text: str, written: Written) -> bool:
    match written.how:
        case "done" if errand.op == "delete":
            deleted(visit, errand)
        case "done":
            here = _at(visit, errand, written.href)
            note(visit, here, text, visit.server.look(place.url, here.href))
        case "differs":
            why = written.why or _("The server does not take it, and nothing was changed there.")
            settle(visit, place, errand, refused=why)
            return _is_given_up(visit, errand.id, why)
        case "gone":
            return _nothing_there(visit, place, errand, written.why)
        case "elsewhere":
            return _elsewhere(visit, place, errand, written)
        case "unknown":
            keep(visit.diary, errand.not_done(written.why))
        case "refused":
            keep(visit.diary, errand.refused(written.why))
    return True


def _at(visit: Visit, errand: Errand, href: str) -> Errand:
    """The errand with the address at which its entry came to stand, where the server chose that."""
    if href in ("", errand.href):
        return errand
    here = replace(errand, href=href)
    keep(visit.diary, here)
    return here


def _is_given_up(visit: Visit, uid: str, why: str) -> bool:
    """Whether an errand was refused so often, on whatever ground, that it is set aside."""
    latest = errand_under(visit.diary, uid)
    if latest is None or latest.state != "waiting" or latest.tries < MOST_TRIES:
        return False
    keep(visit.diary, latest.not_done(why))
    return True


def _nothing_there(visit: Visit, place: Collection, errand: Errand, why: str) -> bool:
    """The entry is gone, which is as good as deleted; or all of the calendar is, and CalendarGone says so."""
    keep(visit.diary, errand.not_arrived())
    visit.server.ctag(place.url)
    if errand.op == "delete":
        deleted(visit, errand)
    elif errand.op == "change":
        settle(visit, place, errand, refused=why)
    else:
        keep(visit.diary, errand.refused(why))
    return True


def _elsewhere(visit: Visit, place: Collection, errand: Errand, written: Written) -> bool:
    """Our UID stands at another address there, where another program put it: that is where it is now."""
    href = written.href or href_with(visit, place.id, errand.id)
    found = visit.server.look(place.url, href) if href else None
    if not href or found is None:
        why = _("The server says that it is there already, and does not say where.")
        keep(visit.diary, errand.refused(why))
        return True
    here = replace(errand, href=href, op="create")
    keep(visit.diary, here)
    entry = entry_under(visit.diary, errand.id)
    if entry is not None:
        forget(visit.diary, OurEntry, entry.id)
    note(visit, here, errand.body, found)
    return False
