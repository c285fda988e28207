"""Writing one entry of a calendar of ours, and making that calendar. Nothing is written without a condition.

What stands there is looked at first: it has to be the version that was named, or nothing where something new
is to be. If-Match says so once more (“Update event” and “Delete event” do not speak of it; the answer 412 is
in “Microsoft Graph error responses …”). Only what differs is sent, so that whatever else somebody added in
Outlook stays. That a new entry is made once alone is seen to by its transactionId (“event resource type”),
and by looking for the mark that it carries.
"""

from __future__ import annotations

from collections.abc import Container
from uuid import UUID, uuid5

from counterpoint.adapters.graph import finding
from counterpoint.adapters.graph.addresses import calendar_url, event_url, href, uid_in, with_query
from counterpoint.adapters.graph.entries import changes_between, made_into, new_event, uid_of_entry
from counterpoint.adapters.graph.events import OUR_MARK
from counterpoint.adapters.graph.fetching import MARKED, as_entry, marked
from counterpoint.adapters.graph.pulling import is_series
from counterpoint.adapters.graph.said import Json, Unreadable, flag, words
from counterpoint.adapters.graph.speaking import (
    FORBIDDEN,
    GONE,
    OK,
    Speaker,
    body_of,
    codes_of,
    is_one_of,
    refusal,
)
from counterpoint.adapters.web_client import Answer
from counterpoint.desk.ports import CannotMake, ServerTrouble, Written
from counterpoint.domain.timeline import Span
from counterpoint.domain.words import gettext as _

_CONFLICT, _DIFFERS, _LATER, _NO_ROOM = 409, 412, frozenset({303, 408, 425}), 507
_DOUBLE = frozenset({"errorduplicatetransactionid"})
_CHANGED = frozenset({"errorirresolvableconflict", "resourcemodified"})
_FULL = frozenset({"quotalimitreached", "errorquotaexceeded"})
MOST_TRIED = 20
_TIMES_MADE = 20


def look(speaker: Speaker, url: str, at: str, window: Span) -> tuple[str, bytes] | None:
    """An entry as it is now: (ETag, bytes); None where there is none."""
    event = _there(speaker, url, at)
    if event is None:
        return None
    try:
        return as_entry(event, (), window)
    except Unreadable as why:
        raise ServerTrouble(why.message) from why


def _there(speaker: Speaker, url: str, at: str) -> Json | None:
    uid = uid_in(at)
    if uid:
        return _with_uid(speaker, url, uid)
    answer = speaker.ask("GET", marked(url, at))
    if answer.status in GONE:
        return None
    if answer.status not in OK:
        raise refusal(answer)
    return body_of(answer)


def _with_uid(speaker: Speaker, url: str, uid: str) -> Json | None:
    """The entry with our mark (“Get singleValueLegacyExtendedProperty”)."""
    plain = uid.replace("'", "''")
    mark = f"singleValueExtendedProperties/Any(ep: ep/id eq '{OUR_MARK}' and ep/value eq '{plain}')"
    address = with_query(f"{url}/events", {"$filter": mark, "$expand": MARKED})
    return next((each for each in speaker.pages(address) if words(each, "id")), None)


def put(speaker: Speaker, url: str, at: str, raw: bytes, *, over: str, window: Span) -> Written:
    """Writes an entry over the version with this ETag; with "" only where none with its UID is."""
    if not over:
        return _made(speaker, url, raw.decode())
    there = _there(speaker, url, at)
    if there is None:
        return Written("gone", _("It is no longer there."))
    if words(there, "@odata.etag") != over:
        return Written("differs")
    try:
        changed = _changes(there, raw.decode(), window)
    except Unreadable as why:
        return Written("refused", why.message)
    if not changed:
        return Written("done")
    address = event_url(url, words(there, "id"))
    answer = speaker.ask("PATCH", address, changed, headers={"If-Match": over})
    return _came_of(answer)


def _changes(there: Json, text: str, window: Span) -> Json:
    """What is to be sent so that this event says our text. Raises Unreadable."""
    repeats, whole_day = is_series(there), flag(there, "isAllDay")
    if repeats or whole_day:
        return made_into(text, repeats=repeats, whole_day=whole_day)
    _etag, before = as_entry(there, (), window)
    return changes_between(before.decode(), text)


def _made(speaker: Speaker, url: str, text: str) -> Written:
    uid = uid_of_entry(text)
    there = _with_uid(speaker, url, uid)
    for number in range(_TIMES_MADE):
        if there is not None:
            return Written("elsewhere", href=href(url, words(there, "id")))
        answer = speaker.ask("POST", f"{url}/events", new_event(text, transaction(uid, number)))
        if answer.status in OK:
            return Written("done", href=href(url, words(body_of(answer), "id")))
        if not is_one_of(codes_of(answer), _DOUBLE):
            return _came_of(answer)
        there = _made_as(speaker, url, transaction(uid, number))
    return Written("unknown", _("%(host)s says that it was made before.") % {"host": speaker.host})


def _made_as(speaker: Speaker, url: str, transaction: str) -> Json | None:
    """What was made under that name, in the plain list of all there is: a filter may know of it later."""
    address = with_query(f"{url}/events", {"$select": "id,transactionId", "$top": "200"})
    every = (each for each in speaker.pages(address) if words(each, "id"))
    return next((each for each in every if words(each, "transactionId") == transaction), None)


def transaction(uid: str, number: int) -> str:
    """What names one making of an entry: one that was deleted there since is made under another name."""
    return uid if number == 0 else str(uuid5(UUID(int=number), uid))


def delete(speaker: Speaker, url: str, at: str, *, over: str) -> Written:
    """Takes an entry away, if it is of this version."""
    there = _there(speaker, url, at)
    if there is None:
        return Written("gone", _("It is no longer there."))
    if not over or words(there, "@odata.etag") != over:
        return Written("differs")
    address = event_url(url, words(there, "id"))
    return _came_of(speaker.ask("DELETE", address, headers={"If-Match": over}))


def _came_of(answer: Answer) -> Written:
    if answer.status in OK:
        return Written("done")
    codes = codes_of(answer)
    if answer.status == _DIFFERS or is_one_of(codes, _CHANGED):
        return Written("differs")
    if answer.status in GONE:
        return Written("gone", _("It is no longer there."))
    if answer.status == _NO_ROOM or is_one_of(codes, _FULL):
        return Written("refused", _("%(host)s has no room left for it.") % {"host": answer.host})
    if answer.status in _LATER or answer.status in range(500, 600):
        return Written("unknown", refusal(answer).message)
    if answer.status == FORBIDDEN:
        why = _("%(host)s does not let this user write in that calendar.") % {"host": answer.host}
        return Written("refused", why)
    return Written("refused", refusal(answer).message)


def make(speaker: Speaker, name: str, kept: Container[str]) -> str:
    """The address of a new calendar (“Create calendar”), or of an empty one of this name from before, other
    than those that are `kept` here. Where a name is taken, it goes on to the next number.

    Raises CannotMake.
    """
    named = {words(each, "name"): each for each in finding.listed(speaker)}
    for number in range(1, MOST_TRIED + 1):
        called = name if number == 1 else f"{name} {number}"
        there = named.get(called)
        if there is None:
            return _new(speaker, called)
        url = calendar_url(speaker.base, words(there, "id"))
        if url not in kept and there.get("canEdit") is not False and is_empty(speaker, url):
            return url
    raise CannotMake(
        _("There are very many calendars of this name already."), advice=_("Remove some on the server.")
    )


def is_empty(speaker: Speaker, url: str) -> bool:
    return not any(
        True for _each in speaker.pages(with_query(f"{url}/events", {"$select": "id", "$top": "1"}))
    )


def _new(speaker: Speaker, name: str) -> str:
    answer = speaker.ask("POST", f"{speaker.base}/me/calendars", {"name": name})
    if answer.status in range(500, 600):
        raise refusal(answer)
    made = words(body_of(answer), "id") if answer.status in OK else ""
    if not made:
        raise CannotMake(
            _("%(host)s lets no calendar be made from here.") % {"host": answer.host},
            advice=_("Make an empty one on the server’s own pages and choose it here."),
        )
    return calendar_url(speaker.base, made)
