"""One event of Graph's (“event resource type”) as an event of iCalendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from counterpoint.adapters.graph import lines
from counterpoint.adapters.graph.said import Json, Unreadable, flag, part, parts, several, words
from counterpoint.adapters.graph.times import moment, stamp, whole_day
from counterpoint.domain.agenda.names_there import GIVEN
from counterpoint.domain.words import gettext as _

OUR_MARK = "String {6b1d2f0e-35d5-4d55-9bb0-4c6d3c5a8a52} Name CounterpointUid"
"""The extended property that holds the UID of an entry of ours (“Outlook extended properties overview”)."""
_FREE = frozenset({"free", "workingelsewhere"})
_HIDDEN = {"private": "PRIVATE", "personal": "PRIVATE", "confidential": "CONFIDENTIAL"}


def uid_of(event: Json) -> str:
    """Ours where it is one of ours, else what names it in all calendars. Raises Unreadable."""
    uid = _marked(event) or words(event, "iCalUId")
    if not uid:
        raise Unreadable(_("It has no name by which it could be told from others."))
    return uid


def _marked(event: Json) -> str:
    marked = (each for each in parts(event, "singleValueExtendedProperties") if words(each, "id") == OUR_MARK)
    return next((words(each, "value") for each in marked), "")


def single(event: Json, zone: tzinfo) -> bytes:
    """An event that happens once. Raises Unreadable."""
    start, end = extent(event, zone)
    return lines.calendar([[*named(event, uid_of(event)), *times(start, end), *about(event)]])


def extent(event: Json, zone: tzinfo) -> tuple[datetime, datetime] | tuple[date, date]:
    """When it begins and ends: instants, or the first day and the one after the last. Raises Unreadable."""
    start, end = part(event, "start"), part(event, "end")
    if flag(event, "isAllDay"):
        first, after = whole_day(start, zone), whole_day(end, zone)
        return first, max(after, first + timedelta(days=1))
    begins, ends = moment(start), moment(end)
    if ends < begins:
        raise Unreadable(_("It ends before it begins."))
    return begins, ends


def times(start: datetime | date, end: datetime | date, *zone: tzinfo) -> Iterator[str]:
    yield lines.when("DTSTART", start, *zone)
    yield lines.when("DTEND", end, *zone)


def named(event: Json, uid: str) -> Iterator[str]:
    yield f"UID:{lines.text(uid)}"
    if uid == _marked(event):  # ours: copies of it have the other name
        yield f"{GIVEN}:{lines.text(words(event, 'iCalUId'))}"
    changed = stamp(words(event, "lastModifiedDateTime"))
    if changed is not None:
        yield f"DTSTAMP:{lines.instant(changed)}"
        yield f"LAST-MODIFIED:{lines.instant(changed)}"


def about(event: Json) -> Iterator[str]:
    """What it says beside when it is."""
    yield f"SUMMARY:{lines.text(words(event, 'subject'))}"
    yield f"STATUS:{_status(event)}"
    yield f"TRANSP:{'TRANSPARENT' if _is_free(event) else 'OPAQUE'}"
    for name, value in (
        ("LOCATION", words(part(event, "location"), "displayName")),
        ("DESCRIPTION", words(event, "bodyPreview")),
    ):
        if value:
            yield f"{name}:{lines.text(value)}"
    if categories := several(event, "categories"):
        yield "CATEGORIES:" + ",".join(map(lines.text, categories))
    if hidden := _HIDDEN.get(words(event, "sensitivity").casefold()):
        yield f"CLASS:{hidden}"
    organiser = part(part(event, "organizer"), "emailAddress")
    if address := words(organiser, "address"):
        yield f"ORGANIZER;CN={lines.param(words(organiser, 'name'))}:mailto:{lines.text(address)}"


def _answered(event: Json) -> str:
    return words(part(event, "responseStatus"), "response").casefold()


def _status(event: Json) -> str:
    if flag(event, "isCancelled"):
        return "CANCELLED"
    tentative = words(event, "showAs").casefold() == "tentative" or _answered(event) == "tentativelyaccepted"
    return "TENTATIVE" if tentative else "CONFIRMED"


def _is_free(event: Json) -> bool:
    """Whether it leaves the time free: as it says itself, or because its person declined it."""
    return words(event, "showAs").casefold() in _FREE or _answered(event) == "declined"
