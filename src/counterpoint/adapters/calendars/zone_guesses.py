"""Zones for names that say something, but are none: a city, an offset, letters such as PST."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from datetime import datetime, timezone, tzinfo
from functools import cache

from counterpoint.adapters.calendars.values import Unreadable, offset_of
from counterpoint.adapters.calendars.zone_names import iana

_DISPLAYED = re.compile(r"\(?\s*(?:UTC|GMT)\s*([+-]\s*\d{1,2}[:.]?\d\d)?\s*\)?\s*(.*)", re.IGNORECASE)
_FIXED = re.compile(r"(?:UTC|GMT|Etc/GMT)?\s*([+-]\d{1,2}(?::?\d\d)?)", re.IGNORECASE)
_IN_AMERICA = re.compile(
    r"(?:us[\s_/-]*)?(eastern|central|mountain|pacific|alaska|hawaii|atlantic)(?:n|an)?(?: .*time)?"
)
_REGIONS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
_AMERICAN = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic": "America/Halifax",
}
_LETTERS = {
    "EDT": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage",
    "BST": "Europe/London",
    "CEST": "Europe/Berlin",
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "EEST": "Europe/Athens",
    "WEST": "Europe/Lisbon",
    "MSK": "Europe/Moscow",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
    "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
}


def guessed_zone(key: str) -> tzinfo | None:
    """A zone for a name that says something: a displayed Windows name, a city, an offset, or letters such
    as PST.
    """
    if key.upper() in _LETTERS:
        return iana(_LETTERS[key.upper()])
    fixed = _FIXED.fullmatch(key)
    if fixed:
        return fixed_zone(fixed[1], turned="ETC/" in key.upper())
    displayed = _DISPLAYED.fullmatch(key)
    offset, places = (displayed[1], displayed[2]) if displayed else (None, key)
    for zone in _zones_of(places):
        if offset is None or _has_offset(zone, offset):
            return zone
    return fixed_zone(offset) if offset else None


def _zones_of(places: str) -> Iterator[zoneinfo.ZoneInfo]:
    """The zones whose city or American name a text mentions."""
    cities = _by_city()
    for part in re.split(r"[,/;()]| and ", places):
        word = part.strip().casefold().replace(" ", "_")
        if word in cities:
            yield from filter(None, [iana(cities[word])])
        american = _IN_AMERICA.fullmatch(part.strip().casefold())
        if american:
            yield from filter(None, [iana(_AMERICAN[american[1]])])


@cache
def _by_city() -> dict[str, str]:
    names = sorted(name for name in zoneinfo.available_timezones() if name.startswith(_REGIONS))
    return {name.rsplit("/", 1)[1].casefold(): name for name in reversed(names)}


def _has_offset(zone: tzinfo, text: str) -> bool:
    """Whether a zone's standard time (January or July) is at this offset from UTC."""
    wanted = fixed_zone(text)
    moments = (datetime(2024, month, 1, tzinfo=zone) for month in (1, 7))
    return wanted is not None and any(moment.utcoffset() == wanted.utcoffset(None) for moment in moments)


def fixed_zone(text: str, *, turned: bool = False) -> timezone | None:
    """A fixed offset; `turned` for Etc/GMT+5, which is five hours behind."""
    plain = text.replace(" ", "").replace(".", ":")
    sized = plain if re.search(r"\d{3,}|:", plain) else f"{plain}:00"
    try:
        size = offset_of(sized)
    except Unreadable:
        return None
    return timezone(-size if turned else size)
