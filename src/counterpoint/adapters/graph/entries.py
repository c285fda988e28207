"""Entries of ours as Graph takes them (“Create event”, “Update event”)."""

from __future__ import annotations

from typing import Any

from counterpoint.adapters.graph.events import OUR_MARK
from counterpoint.adapters.graph.said import Json, Unreadable
from counterpoint.domain.agenda.entry_text import EntryText, differing, entry_of, is_ours, our_span
from counterpoint.domain.words import gettext as _

_SPOKEN_OF = ("SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "TRANSP", "STATUS")


def uid_of_entry(text: str) -> str:
    entry = entry_of(text)
    return entry.uid if entry else ""


def new_event(text: str, transaction: str) -> Json:
    """Without an alarm: Outlook sets one where nothing is said of it, and a plan is full of blocks."""
    return {
        **_spoken(text),
        "isReminderOn": False,
        "transactionId": transaction,
        "singleValueExtendedProperties": [{"id": OUR_MARK, "value": uid_of_entry(text)}],
    }


def made_into(text: str, *, repeats: bool, whole_day: bool) -> Json:
    """Ours, over what was made a series or whole days there; what ours says nothing of stays."""
    once: Json = {"recurrence": None} if repeats else {}
    return {**once, **({"isAllDay": False} if whole_day else {}), **_spoken(text)}


def _spoken(text: str) -> Json:
    entry = _entry(text)
    said: dict[str, Any] = {}
    for name in ("SUMMARY", "CATEGORIES", "TRANSP"):
        said |= _as_graph(entry, name)
    for name in ("LOCATION", "DESCRIPTION"):
        said |= _as_graph(entry, name) if entry.said(name) else {}
    return {**said, **_times(text)}


def changes_between(before: str, after: str) -> Json:
    """What is to be sent so that an event that says `before` says `after`. Raises Unreadable."""
    one, other = _entry(before), _entry(after)
    changed: dict[str, Any] = {}
    for name in differing(one, other, _SPOKEN_OF):
        changed |= _as_graph(other, name)
    return changed | (_times(after) if our_span(before) != our_span(after) else {})


def _entry(text: str) -> EntryText:
    entry = entry_of(text)
    if entry is None or not is_ours(text):
        raise Unreadable(_("It has become something there that no block can be."))
    return entry


def _as_graph(entry: EntryText, name: str) -> dict[str, Any]:
    match name:
        case "SUMMARY":
            return {"subject": entry.said(name)}
        case "LOCATION":
            return {"location": {"displayName": entry.said(name)}}
        case "DESCRIPTION":
            return {"body": {"contentType": "text", "content": entry.said(name)}}
        case "CATEGORIES":
            named = entry.means(name)
            return {"categories": [each for each in named if each] if isinstance(named, tuple) else []}
    return {"showAs": _show_as(entry)}


def _show_as(entry: EntryText) -> str:
    if entry.means("TRANSP") == "TRANSPARENT":
        return "free"
    return "tentative" if entry.means("STATUS") == "TENTATIVE" else "busy"


def _times(text: str) -> dict[str, Any]:
    span = our_span(text)
    return {
        name: {"dateTime": f"{at:%Y-%m-%dT%H:%M:%S}", "timeZone": "UTC"}
        for name, at in (("start", span.start), ("end", span.end))
    }
