"""What changed in a calendar, and its entries.

Changes are told by the delta of a calendar view: the only one of events that v1.0 has (“Get incremental
changes to events in a calendar view”). It tells of occurrences and exceptions, not of series, within a
stretch of time that is fixed by its first question. So it says which entries are to be fetched; what a
series is is asked apart. An ID that is told as removed may be that of an occurrence.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from datetime import datetime, timedelta

from counterpoint.adapters.graph.addresses import href, with_query
from counterpoint.adapters.graph.said import Json, part, parts, words
from counterpoint.adapters.graph.speaking import (
    GONE,
    OK,
    Speaker,
    body_of,
    codes_of,
    gone,
    is_one_of,
    refusal,
)
from counterpoint.adapters.web_client import Answer, TooMuch
from counterpoint.desk.ports import Changes, ServerTrouble, TokenRefused
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

BACK, AHEAD = timedelta(days=366), timedelta(days=3 * 366)
"""Together less than the 1,825 days that a calendar view may last."""
STALE = timedelta(days=180)
"""A stretch of time that was fixed so long ago is fixed anew, while it still reaches two years ahead."""
A_PAGE, A_SMALL_PAGE = "odata.maxpagesize=200", "odata.maxpagesize=10"
_LOST = frozenset({"syncstatenotfound", "syncstateinvalid", "resyncrequired"})
_REFUSED = range(400, 500)
_READ = frozenset(
    {
        *(
            "iCalUId",
            "subject",
            "bodyPreview",
            "start",
            "end",
            "originalStartTimeZone",
            "isAllDay",
            "location",
        ),
        *("isCancelled", "showAs", "sensitivity", "categories", "responseStatus", "organizer"),
        "lastModifiedDateTime",
    }
)
_PARTS, _SERIES = frozenset({"occurrence", "exception"}), "seriesmaster"
Known = MutableMapping[str, Json]
"""By href, what an answer brought along of events that happen once: they need not be asked for again."""


def window_from(now: datetime) -> Span:
    begin = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Span(begin - BACK, begin + AHEAD)


def changes(speaker: Speaker, url: str, token: str, now: datetime, known: Known) -> Changes:
    """One page; its token is the stretch of time and the link with which it goes on."""
    begun, _space, link = token.partition(" ")
    if token and _is_stale(begun, now):
        raise _start_anew(speaker.host)
    window = window_from(now)
    answer = _page(speaker, link or _first(url, window))
    if answer.status not in OK:
        if token and _is_lost(answer.status, codes_of(answer)):
            raise _start_anew(answer.host)
        raise gone(answer.host) if answer.status in GONE else refusal(answer)
    page = body_of(answer)
    onwards, ended = words(page, "@odata.nextLink"), words(page, "@odata.deltaLink")
    if not (onwards or ended):
        raise ServerTrouble(_("%(host)s does not tell what has changed.") % {"host": answer.host})
    since = begun or f"{window.start:%Y-%m-%d}"
    return _told(page, url, f"{since} {onwards or ended}", bool(onwards), known)


def _page(speaker: Speaker, link: str) -> Answer:
    """With all their words, because a delta lets nobody choose; few at once where these are very many."""
    try:
        return speaker.ask("GET", link, prefer=A_PAGE)
    except TooMuch:
        return speaker.ask("GET", link, prefer=A_SMALL_PAGE)


def _is_stale(begun: str, now: datetime) -> bool:
    try:
        start = datetime.fromisoformat(begun).replace(tzinfo=now.tzinfo)
    except ValueError:
        return True
    return not timedelta() <= window_from(now).start - start <= STALE


def _is_lost(status: int, codes: frozenset[str]) -> bool:
    """410, or an error of the 40X kind with syncStateNotFound (“Use delta query to track changes …”). After
    any other such refusal of a link everything is listed anew as well, which costs time and nothing else.
    """
    return status in _REFUSED and (is_one_of(codes, _LOST) or status not in (403, 404))


def _start_anew(host: str) -> TokenRefused:
    return TokenRefused(
        _("%(host)s no longer knows what was read before.") % {"host": host},
        advice=_("Everything is compared anew."),
    )


def _first(url: str, window: Span) -> str:
    return with_query(f"{url}/calendarView/delta", within(window))


def within(window: Span) -> dict[str, str]:
    return {"startDateTime": said(window.start), "endDateTime": said(window.end)}


def said(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _told(page: Json, url: str, token: str, more: bool, known: Known) -> Changes:
    changed: dict[str, str] = {}
    gone_by: dict[str, None] = {}
    for each in parts(page, "value"):
        where = href(url, entry_of(each))
        if not entry_of(each):
            continue
        if "@removed" in each:
            changed.pop(where, None)
            known.pop(where, None)
            gone_by[where] = None
            continue
        gone_by.pop(where, None)
        changed[where] = etag_of(each)
        if is_whole(each):
            known[where] = each
    return Changes(changed, tuple(gone_by), token, more, in_parts=bool(gone_by))


def entry_of(event: Json) -> str:
    """The ID of the entry that an event belongs to: its series, or itself."""
    return (words(event, "seriesMasterId") if _kind(event) in _PARTS else "") or words(event, "id")


def etag_of(event: Json) -> str:
    """What tells whether an entry has changed. Of a series nothing does: its exceptions have their own."""
    return "" if _kind(event) in _PARTS or is_series(event) else words(event, "@odata.etag")


def is_series(event: Json) -> bool:
    return _kind(event) == _SERIES


def _kind(event: Json) -> str:
    return words(event, "type").casefold()


def is_whole(event: Json) -> bool:
    """Whether all is there that is read of an event that happens once, and nothing of it is ours: what has
    changed may come with “at least the properties that have been updated” (“Use delta query …”).
    """
    whole = event.keys() >= _READ and bool(part(event, "start") and part(event, "end"))
    return whole and _kind(event) == "singleinstance" and not words(event, "transactionId")


def listing(speaker: Speaker, url: str, window: Span) -> Mapping[str, str]:
    """All there is in the stretch of time that `changes` tells of (“List calendarView”). Were it all of it
    ever, what is older would come with the one and go with the other.
    """
    wanted = {**within(window), "$select": "id,type,seriesMasterId", "$top": "200"}
    address = with_query(f"{url}/calendarView", wanted)
    return {href(url, entry_of(each)): etag_of(each) for each in speaker.pages(address) if entry_of(each)}
