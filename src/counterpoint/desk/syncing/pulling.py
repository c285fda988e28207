"""Bringing one collection to what its server has, and reading it into its calendar.

It may be cut off anywhere and done again with the same outcome: a state of the server's is noted only
together with the last of what belongs to it. Nothing is written there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from counterpoint.desk.calendars.keeping import change, keep_reading, window_for
from counterpoint.desk.calendars.refreshing import LEAST_AHEAD
from counterpoint.desk.ports import (
    CalendarServer,
    CannotSync,
    ChangedMeanwhile,
    Diary,
    Reads,
    ServerTrouble,
    TokenRefused,
)
from counterpoint.desk.publishing.ledger import hrefs_of_ours
from counterpoint.domain.agenda import Agenda, Collection, Errand, OurEntry, Renewal, Resource
from counterpoint.domain.agenda.accounts import changed_among, compared, in_pieces, is_doubtful
from counterpoint.domain.words import gettext as _

MOST_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to one account's server."""

    diary: Diary
    server: CalendarServer
    read: Reads
    now: datetime
    by_hand: bool = False


def pull(visit: Visit, kept: Collection) -> None:
    """Brings one collection to the state that its server has."""
    if not _followed(visit, kept):
        _compared(visit, kept)
    _ask_again(visit, kept.id)


def _followed(visit: Visit, kept: Collection) -> bool:
    """Whether the server told what changed since the last time, or that nothing did."""
    if not kept.syncs:
        ctag = visit.server.ctag(kept.url) if kept.ctag else ""
        return bool(ctag) and ctag == kept.ctag
    if not kept.token:
        return False
    mark = _quick_mark(visit, kept)
    if mark and mark == kept.ctag and not visit.by_hand:
        return True
    try:
        _follow(visit, kept, mark)
    except (TokenRefused, CannotSync):
        return False
    return True


def _quick_mark(visit: Visit, kept: Collection) -> str:
    """Asked before what changed is, so that it is of no later state. It is believed for a day: then a server
    is asked in full, whatever became of its clock.
    """
    mark = visit.server.quick_mark(kept.url, kept.token)
    return f"{visit.now:%Y-%m-%d} {mark}" if mark else ""


def _follow(visit: Visit, kept: Collection, mark: str) -> None:
    """Page by page, each with its token; the `mark` with the last."""
    token = kept.token
    for _page in range(MOST_PAGES):
        told = visit.server.changes(kept.url, token)
        ctag = "" if told.more else mark
        if not (told.changed or told.gone or kept.emptied) and told.token in ("", token):
            if ctag != kept.ctag:
                _change(visit.diary, kept.id, ctag=ctag)
            return
        etags = visit.diary.resources.etags(kept.id, None if told.gone else told.changed)
        gone = tuple(href for href in told.gone if href in etags)
        if told.in_parts and len(gone) < len(told.gone):
            raise TokenRefused(_("The server tells of something that has no name here."))
        if _holds_back(visit, kept, etags, {**etags, **told.changed}.keys() - set(gone)):
            return
        _take(visit, kept.id, etags, told.changed, gone, token=told.token or token, ctag=ctag)
        token = told.token
        if not told.more:
            return


def _compared(visit: Visit, kept: Collection) -> None:
    """Lists everything and takes the difference. Nothing is dropped unless the whole listing lacks it."""
    listed, mark = _listed(visit, kept)
    etags = visit.diary.resources.etags(kept.id)
    if not _holds_back(visit, kept, etags, listed.keys()):
        _take(visit, kept.id, etags, listed, compared(etags, listed).gone, **mark)


def _listed(visit: Visit, kept: Collection) -> tuple[Mapping[str, str], dict[str, object]]:
    """All there is, and the mark of that state."""
    try:
        listed, token = _all_pages(visit, kept)
    except (CannotSync, TokenRefused) as refused:
        ctag = visit.server.ctag(kept.url)  # asked first: an older mark than the data is harmless
        syncs = isinstance(refused, TokenRefused)
        return visit.server.listing(kept.url), {"syncs": syncs, "token": "", "ctag": ctag}
    return listed, {"syncs": True, "token": token, "ctag": ""}


def _all_pages(visit: Visit, kept: Collection) -> tuple[Mapping[str, str], str]:
    listed: dict[str, str] = {}
    token = ""
    for _page in range(MOST_PAGES):
        told = visit.server.changes(kept.url, token)
        listed = {href: etag for href, etag in {**listed, **told.changed}.items() if href not in told.gone}
        token = told.token
        if not told.more:
            if not token:
                raise CannotSync(_("The server names no state."))
            return listed, token
    raise ServerTrouble(_("The server’s list has no end."), advice=_("It will be asked again later."))


def _holds_back(visit: Visit, kept: Collection, etags: Mapping[str, str], left: Iterable[str]) -> bool:
    """An emptiness where there was plenty is believed when it is told a second time, at another visit."""
    if not is_doubtful(len(etags), len(set(left))) or kept.emptied:
        return False
    _change(visit.diary, kept.id, emptied=True)
    raise ServerTrouble(
        _("The server no longer tells of anything in “%(name)s”, so its %(n)d entries from before are kept.")
        % {"name": kept.name, "n": len(etags)},
        advice=_("If it tells of nothing again, they go here too."),
    )


def _take(
    visit: Visit,
    id: str,
    etags: Mapping[str, str],
    told: Mapping[str, str],
    gone: Sequence[str],
    **mark: object,
) -> None:
    """Fetches what differs, piece by piece; the mark of the state is kept together with the last of it."""
    *others, last = in_pieces(changed_among(etags, told))
    for piece in others:
        _keep(visit, id, piece, told, ())
    _keep(visit, id, last, told, gone, emptied=False, **mark)


def _keep(
    visit: Visit,
    id: str,
    wanted: Sequence[str],
    told: Mapping[str, str],
    gone: Sequence[str],
    **mark: object,
) -> None:
    diary = visit.diary
    url = diary.shelf(Collection).get(id).thing.url
    came, refused, lost = _fetched(visit, url, wanted, told)
    before = diary.resources.named(id, refused)
    aside = [
        before.get(href, Resource(href, "")).refused(told[href], why, visit.now)
        for href, why in refused.items()
    ]
    with diary.together():
        if came or aside:
            diary.resources.keep(id, (*came, *aside))
        if gone or lost:
            diary.resources.drop(id, (*gone, *lost))
        changed = {"stale": True} if came or gone or lost else {}
        if changed or mark:
            _change(diary, id, **{**mark, **changed})


def _fetched(
    visit: Visit, url: str, wanted: Sequence[str], told: Mapping[str, str]
) -> tuple[list[Resource], Mapping[str, str], tuple[str, ...]]:
    if not wanted:
        return [], {}, ()
    fetched = visit.server.fetch(url, wanted)
    came = [_resource(href, etag or told[href], raw) for href, (etag, raw) in fetched.got.items()]
    return came, fetched.refused, fetched.gone


def _resource(href: str, etag: str, raw: bytes) -> Resource:
    """What holds no calendar at all is kept, and set aside until it changes."""
    came = Resource(href, etag, raw)
    return (
        came if came.is_calendar else replace(came, why=_("It holds nothing that can be read as a calendar."))
    )


def _ask_again(visit: Visit, id: str) -> None:
    """What was set aside, when its time has come; on its person’s word at once."""
    aside = visit.diary.resources.aside(id)
    due = [each for each in aside if visit.by_hand or (each.again_at and each.again_at <= visit.now)]
    if due:
        told = {each.href: each.etag for each in due}
        _keep(visit, id, tuple(told), told, ())


def make_known(visit: Visit, id: str) -> None:
    """Reads what is kept of a collection into its calendar, where that is behind."""
    diary, now = visit.diary, visit.now
    kept = diary.shelf(Collection).get(id).thing
    source = diary.calendars.get(kept.calendar_id).thing
    zone, window = diary.settings().thing.zone, diary.calendars.window(source.id)
    reaches = window is not None and window.end >= now + LEAST_AHEAD
    if not kept.stale and reaches and source.zone == zone:
        change(diary, source.id, refreshed_at=now, trouble="")
        return
    window = window if window is not None and reaches else window_for(now)  # one that moves is all to be read
    read = partial(
        visit.read.entries,
        load=partial(_bytes_of, diary, id),
        source=source.name,
        zone=zone,
        window=window,
        known=diary.calendars.known(source.id),
    )
    agenda = _without_ours(diary, id, read)
    with diary.together():
        keep_reading(diary, source.id, None, agenda, zone=zone, now=now, window=window)
        _change(diary, id, stale=False)


def _without_ours(diary: Diary, id: str, read: Callable[[Mapping[str, str]], Agenda]) -> Agenda:
    """What other people's entries say. Ours are none of them, wherever they are met: the calendar of the plan
    may be read through another account as well, under other addresses.
    """
    ours = hrefs_of_ours(diary, id)
    marks = {href: mark for href, mark in diary.resources.marks(id).items() if href not in ours}
    agenda = read(marks)
    uids = {each.thing.id for each in diary.shelf(OurEntry).all()}
    uids |= {each.thing.id for each in diary.shelf(Errand).all()}
    read_of = agenda.entries.each if uids and isinstance(agenda, Renewal) else {}
    also = {href for href, entry in read_of.items() if not uids.isdisjoint(entry.uids)}
    return read({href: mark for href, mark in marks.items() if href not in also}) if also else agenda


def _bytes_of(diary: Diary, id: str, hrefs: Iterable[str]) -> Mapping[str, bytes]:
    """Those that can be read: what is set aside because of its bytes is not."""
    found = diary.resources.named(id, hrefs)
    return {href: each.raw for href, each in found.items() if each.is_calendar}


def _change(diary: Diary, id: str, **fields: object) -> Collection:
    """Sets some fields of a collection, whatever happened to its others in the meantime."""
    collections = diary.shelf(Collection)
    while True:
        kept = collections.get(id)
        changed: Collection = replace(kept.thing, **fields)  # type: ignore[arg-type]
        if changed == kept.thing:
            return changed
        try:
            return collections.change(changed, version=kept.version).thing
        except ChangedMeanwhile:
            continue
