"""What a user has there: calendars, single events, series with their exceptions, and what ever changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from counterpoint.adapters.calendars.zone_names import known_zone
from tests.graph_double.repeating import days_of

Event = dict[str, Any]
FAR = date(2029, 12, 31)
_DEFAULTS: Event = {
    "subject": "",
    "bodyPreview": "",
    "isAllDay": False,
    "isCancelled": False,
    "showAs": "busy",
    "sensitivity": "normal",
    "categories": [],
    "isReminderOn": True,
    "location": {"displayName": ""},
    "responseStatus": {"response": "organizer", "time": "0001-01-01T00:00:00Z"},
    "organizer": {"emailAddress": {"name": "Ada", "address": "ada@example.org"}},
    "originalStartTimeZone": "UTC",
    "recurrence": None,
    "seriesMasterId": None,
    "transactionId": None,
    "type": "singleInstance",
}


def said(at: datetime) -> dict[str, str]:
    """“dateTimeTimeZone resource type”; times come in UTC unless another zone is preferred (“Get event”)."""
    return {"dateTime": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.0000000", "timeZone": "UTC"}


def heard(stated: Mapping[str, str]) -> datetime:
    zone = known_zone(stated["timeZone"])
    assert zone is not None
    return datetime.fromisoformat(stated["dateTime"][:19]).replace(tzinfo=zone)


@dataclass
class Calendar:
    """`exceptions` by master and original day: an event of its own, or None where it was cancelled."""

    id: str
    name: str
    can_edit: bool = True
    events: dict[str, Event] = field(default_factory=dict)
    exceptions: dict[str, dict[date, Event | None]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def view(self) -> dict[str, Event]:
        """What a calendar view shows: single events, occurrences and exceptions (“List calendarView”)."""
        shown: dict[str, Event] = {}
        for event in self.events.values():
            if event["type"] == "seriesMaster":
                shown |= {each["id"]: each for each in self.instances(event["id"])}
            else:
                shown[event["id"]] = event
        return shown

    def instances(self, id: str) -> Iterator[Event]:
        """“List instances”: the occurrences and exceptions of a series."""
        master, own = self.events[id], self.exceptions.get(id, {})
        for day in days_of(master["recurrence"], FAR):
            if day not in own:
                yield occurrence(master, day)
            elif (exception := own[day]) is not None:
                yield exception


def occurrence(master: Event, day: date) -> Event:
    start, end = heard(master["start"]), heard(master["end"])
    if master["isAllDay"]:
        begins = datetime.combine(day, time(0), tzinfo=UTC)
    else:
        zone = known_zone(master["originalStartTimeZone"]) or ZoneInfo("UTC")
        begins = datetime.combine(day, start.astimezone(zone).time(), tzinfo=zone)
    return {
        **master,
        "id": f"{master['id']}.{day}",
        "type": "occurrence",
        "recurrence": None,
        "seriesMasterId": master["id"],
        "originalStart": f"{begins.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "start": said(begins),
        "end": said(begins.astimezone(UTC) + (end - start)),
        "iCalUId": f"{master['iCalUId']}.{day}",
    }


@dataclass
class Mailbox:
    """Somebody's calendars; what is done with them here is done in Outlook."""

    calendars: dict[str, Calendar] = field(default_factory=dict)
    transactions: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def add_calendar(self, name: str, *, can_edit: bool = True) -> Calendar:
        made = Calendar(f"AAMkCal={next(self.numbers)}=", name, can_edit)
        self.calendars[made.id] = made
        return made

    def add(self, calendar: Calendar, subject: str, start: datetime, minutes: int = 60, **more: Any) -> str:
        times = {"start": said(start), "end": said(start + timedelta(minutes=minutes))}
        return str(self.keep(calendar, {"subject": subject, **times, **more})["id"])

    def keep(self, calendar: Calendar, event: Event) -> Event:
        """A new event (“Create event”)."""
        number = next(self.numbers)
        kept = {
            **copy.deepcopy(_DEFAULTS),
            "id": f"AAkALgAAid{number}=",
            "iCalUId": f"0400{number:08}",
            **event,
        }
        kept["type"] = "seriesMaster" if kept["recurrence"] else "singleInstance"
        with self._noted(calendar):
            calendar.events[kept["id"]] = self._stamped(kept)
        return kept

    def change(self, calendar: Calendar, id: str, **changed: Any) -> Event:
        """“Update event”: properties that are not named keep their values."""
        with self._noted(calendar):
            event = calendar.events[id]
            event.update(changed)
            if "body" in changed:
                event["bodyPreview"] = changed["body"]["content"]
            event["type"] = "seriesMaster" if event["recurrence"] else "singleInstance"
            return self._stamped(event)

    def delete(self, calendar: Calendar, id: str) -> None:
        with self._noted(calendar):
            del calendar.events[id]
            calendar.exceptions.pop(id, None)

    def move(self, calendar: Calendar, id: str, start: datetime) -> None:
        event = calendar.events[id]
        length = heard(event["end"]) - heard(event["start"])
        self.change(calendar, id, start=said(start), end=said(start + length))

    def cancel_one(self, calendar: Calendar, id: str, day: date) -> None:
        """An occurrence that is deleted. Whether its series counts as changed no page says."""
        with self._noted(calendar):
            calendar.exceptions.setdefault(id, {})[day] = None

    def change_one(self, calendar: Calendar, id: str, day: date, **changed: Any) -> None:
        """An occurrence that is edited becomes an exception (“event resource type”)."""
        with self._noted(calendar):
            own = {**occurrence(calendar.events[id], day), "type": "exception", **changed}
            calendar.exceptions.setdefault(id, {})[day] = self._stamped(own)

    def _stamped(self, event: Event) -> Event:
        """“changeKey: every time the event is changed, ChangeKey changes as well.”"""
        number = next(self.numbers)
        event["changeKey"] = f"EZ9r3czxY0m2jz8c45czkwAAF{number}=="
        event["@odata.etag"] = f'W/"{event["changeKey"]}"'
        event["lastModifiedDateTime"] = f"2026-11-01T00:00:{number % 60:02}.1234567Z"
        return event

    def _noted(self, calendar: Calendar) -> _Noted:
        return _Noted(calendar)


class _Noted:
    """Notes which items of a calendar view a change made different."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def __enter__(self) -> None:
        self._before = {id: dict(each) for id, each in self._calendar.view().items()}

    def __exit__(self, *_how: object) -> None:
        after = self._calendar.view()
        self._calendar.log += [
            id for id in {**self._before, **after} if self._before.get(id) != after.get(id)
        ]
