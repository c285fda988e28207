"""When an event is (“dateTimeTimeZone resource type”): a time without an offset, beside the name of a zone.

Without “Prefer: outlook.timezone” times come in UTC; other zones are understood all the same.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo

from counterpoint.adapters.calendars.zone_names import known_zone
from counterpoint.adapters.graph.said import Json, Unreadable, part, words
from counterpoint.domain.words import gettext as _

_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}))?(?:\.\d*)?(Z|[+-]\d{2}:\d{2})?\Z", re.ASCII
)
_MIDNIGHT = time(0)
FIRST_YEAR, LAST_YEAR = 1601, 4500
"""Outlook knows no time before or after these."""
CUSTOM = "tzone://"
"""How names begin that stand for a zone of Outlook's own (tzone://Microsoft/Custom, tzone://Microsoft/Utc)."""


def moment(stated: Json) -> datetime:
    """The instant that is meant, in UTC. Raises Unreadable."""
    return _in_zone(stated)[0].astimezone(UTC)


def whole_day(stated: Json, zone: tzinfo) -> date:
    """The day on which a whole-day event begins or ends: its times are midnights of one zone (“event resource
    type”), which is either the stated one or that in which it was made.
    """
    local, _zone = _in_zone(stated)
    return midnight_on(local, zone)


def midnight_on(at: datetime, zone: tzinfo) -> date:
    """The day that begins then, by the clock that `at` is told in, or else by that of `zone`."""
    return at.date() if at.timetz().replace(tzinfo=None) == _MIDNIGHT else at.astimezone(zone).date()


def zone_of(event: Json) -> tzinfo:
    """The zone by whose clock an event repeats (“recurrenceRange resource type”: that of the event, unless
    another is named); UTC for one that nobody knows.
    """
    span = part(part(event, "recurrence"), "range")
    names = (words(span, "recurrenceTimeZone"), words(event, "originalStartTimeZone"))
    return next((zone for name in names if (zone := _zone(name)) is not None), UTC)


def stamp(said: str) -> datetime | None:
    """An instant as stamps are written, in UTC; None for none."""
    try:
        return _in_zone({"dateTime": said, "timeZone": "UTC"})[0].astimezone(UTC)
    except Unreadable:
        return None


def _in_zone(stated: Json) -> tuple[datetime, tzinfo]:
    found = _TIME.match(words(stated, "dateTime").strip())
    zone = _zone(words(stated, "timeZone") or "UTC")
    if found is None or zone is None:
        raise Unreadable(_("It does not say when it is in a way that is understood here."))
    try:
        said = datetime.fromisoformat(f"{found[1]}T{found[2]}:{found[3] or '00'}{found[4] or ''}")
        at = said if said.tzinfo is not None else said.replace(tzinfo=zone)
        if not FIRST_YEAR <= at.astimezone(UTC).year <= LAST_YEAR:
            raise Unreadable(_("It is at a time that is outside of all calendars."))
    except (ValueError, OverflowError) as wrong:
        raise Unreadable(_("It does not say when it is in a way that is understood here.")) from wrong
    return at, zone


def _zone(name: str) -> tzinfo | None:
    if name.casefold() == "tzone://microsoft/utc":
        return UTC
    return None if not name or name.startswith(CUSTOM) else known_zone(name)
