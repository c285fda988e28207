"""An answer, and how calendars and events are shown in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.graph_double.mailbox import Calendar, Event, heard


@dataclass
class Answer:
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


def error(status: int, code: str, **headers: str) -> Answer:
    """“Microsoft Graph error responses and resource types”."""
    said = {"error": {"code": code, "message": "For developers.", "innerError": {"request-id": "r"}}}
    return Answer(status, said, {name.replace("_", "-"): value for name, value in headers.items()})


def as_calendar(calendar: Calendar) -> Event:
    """“calendar resource type”."""
    return {
        "id": calendar.id,
        "name": calendar.name,
        "canEdit": calendar.can_edit,
        "hexColor": "",
        "changeKey": "c",
    }


def shown(event: Event, query: Mapping[str, str]) -> Event:
    """With what was selected; extended properties only where they are expanded."""
    shown = {name: value for name, value in event.items() if name != "singleValueExtendedProperties"}
    if "$select" in query:
        names = {"@odata.etag", "id", *query["$select"].split(",")}
        shown = {name: value for name, value in shown.items() if name in names}
    if (
        "singleValueExtendedProperties" in query.get("$expand", "")
        and "singleValueExtendedProperties" in event
    ):
        shown["singleValueExtendedProperties"] = event["singleValueExtendedProperties"]
    return shown


def items_of(
    calendar: Calendar, start: str, end: str, since: str, until: int, *, masters: bool
) -> list[Event]:
    """What there is, or what changed since. What is outside of the range by now counts as removed."""
    view = calendar.view()
    ids = list(view) if not since else list(dict.fromkeys(calendar.log[int(since) : until]))
    items: list[Event] = []
    for id in ids:
        event = view.get(id)
        if event is not None and is_within(event, start, end):
            items.append(shown(event, {}))
        elif since:
            items.append(
                {"@odata.type": "#microsoft.graph.event", "id": id, "@removed": {"reason": "deleted"}}
            )
    series = dict.fromkeys(each["seriesMasterId"] for each in items if each.get("seriesMasterId"))
    return [*(shown(calendar.events[id], {}) for id in series if masters), *items]


def is_within(event: Event, start: str, end: str) -> bool:
    """A malformed one is shown wherever it is."""
    try:
        begins, ends = heard(event["start"]), heard(event["end"])
    except (TypeError, KeyError, ValueError, AssertionError):
        return True
    return ends > _at(start) and begins < _at(end)


def _at(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(UTC)


def wished(headers: Mapping[str, str]) -> int:
    found = re.search(r"odata\.maxpagesize=(\d+)", headers.get("prefer", ""))
    return int(found[1]) if found else 1000
