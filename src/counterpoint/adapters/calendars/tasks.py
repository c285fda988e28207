"""VTODO components as plain records, for those who make tasks of them (RFC 5545 §3.6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from counterpoint.adapters.calendars.components import Wanted
from counterpoint.adapters.calendars.events import uid_of
from counterpoint.adapters.calendars.opening import LONGEST_TEXT, read_text
from counterpoint.adapters.calendars.parts import Properties, Reading
from counterpoint.adapters.calendars.values import Unreadable, duration_of, whole_number
from counterpoint.domain.words import gettext as _
from counterpoint.engines.recurrence.clocks import Moment

TODO_WANTED = Wanted(
    *("UID", "DTSTART", "DUE", "DURATION", "SUMMARY", "PRIORITY", "STATUS", "CATEGORIES", "DESCRIPTION"),
    *("RRULE", "COMPLETED"),
)
LONGEST_DESCRIPTION = 10_000
MOST_CATEGORIES = 50
LOWEST = 9


@dataclass(frozen=True, slots=True)
class Todo:
    """A VTODO as it was read. `start` and `due` are days, floating times (naive) or times in a zone (aware).

    `priority` is 1 (highest) to 9, 0 when unset; `status` one of NEEDS-ACTION, IN-PROCESS, COMPLETED,
    CANCELLED or empty; `rrule` the text of its first rule.
    """

    uid: str
    summary: str = ""
    start: date | datetime | None = None
    due: date | datetime | None = None
    duration: timedelta | None = None
    priority: int = 0
    status: str = ""
    categories: tuple[str, ...] = ()
    description: str = ""
    rrule: str = ""

    @property
    def is_done(self) -> bool:
        return self.status in ("COMPLETED", "CANCELLED")


def read_todo(own: Properties, reading: Reading) -> Todo:
    """The record of a VTODO; a property that cannot be read is left out, with a word about it."""
    uid = uid_of(own, reading)
    status = own["STATUS"][0].value.strip().upper() if own.get("STATUS") else ""
    if not status and own.get("COMPLETED"):
        status = "COMPLETED"
    return Todo(
        uid=uid,
        summary=" ".join(read_text(own, "SUMMARY").split()),
        start=_moment(own, "DTSTART", uid, reading),
        due=_moment(own, "DUE", uid, reading),
        duration=_duration(own, uid, reading),
        priority=min(LOWEST, max(0, whole_number(own["PRIORITY"][0].value))) if own.get("PRIORITY") else 0,
        status=status,
        categories=_categories(own),
        description=read_text(own, "DESCRIPTION", LONGEST_DESCRIPTION),
        rrule=own["RRULE"][0].value.strip()[:LONGEST_TEXT] if own.get("RRULE") else "",
    )


def _moment(own: Properties, name: str, uid: str, reading: Reading) -> Moment | None:
    if not own.get(name):
        return None
    try:
        return reading.times.moment(own[name][0])
    except Unreadable as wrong:
        reading.notes.doubt(
            _("task %(uid)s") % {"uid": uid},
            _("Its %(name)s cannot be read (%(wrong)s); it was left out.") % {"name": name, "wrong": wrong},
        )
        return None


def _duration(own: Properties, uid: str, reading: Reading) -> timedelta | None:
    if not own.get("DURATION"):
        return None
    try:
        return duration_of(own["DURATION"][0].value).reach
    except Unreadable as wrong:
        reading.notes.doubt(
            _("task %(uid)s") % {"uid": uid},
            _("Its DURATION cannot be read (%(wrong)s); it was left out.") % {"wrong": wrong},
        )
        return None


def _categories(own: Properties) -> tuple[str, ...]:
    """Every category once; a comma parts them, an escaped one (``\\,``) belongs to the word."""
    found: dict[str, None] = {}
    for stated in own.get("CATEGORIES", []):
        for text in stated.value.replace("\\,", "\0").split(",")[:MOST_CATEGORIES]:
            word = text.replace("\0", ",").strip()
            if word:
                found[word[:LONGEST_TEXT]] = None
    return tuple(found)[:MOST_CATEGORIES]
