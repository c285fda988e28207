"""The zones that names are known for: the IANA database and Windows names (RFC 5545 §3.2.19)."""

from __future__ import annotations

import re
import zoneinfo
from datetime import UTC, tzinfo
from functools import cache

UTC_NAMES = frozenset(
    {"utc", "z", "gmt", "etc/utc", "etc/gmt", "zulu", "coordinated universal time", "greenwich mean time"}
)
_COPY = re.compile(r"[ _]\d{1,3}$")


def zone_name(zone: tzinfo) -> str:
    """What a zone is called: its IANA name or, for a fixed offset, such as UTC+02:00."""
    return getattr(zone, "key", None) or str(zone)


def known_zone(key: str) -> tzinfo | None:
    """The zone of an IANA or Windows name, also behind a prefix such as
    ``/freeassociation.sourceforge.net/``.
    """
    return iana_zone(key) or windows_zone(key) or _behind_prefix(_COPY.sub("", key))


def iana_zone(key: str) -> tzinfo | None:
    if key.casefold() in UTC_NAMES:
        return UTC
    return iana(key) or iana(_by_casefold().get(key.casefold(), ""))


@cache
def iana(key: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(key) if key and key != "localtime" else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _by_casefold() -> dict[str, str]:
    return {name.casefold(): name for name in zoneinfo.available_timezones()}


def _behind_prefix(key: str) -> tzinfo | None:
    parts = key.strip("/").split("/")
    for size in (3, 2, 1):
        found = iana_zone("/".join(parts[-size:])) if len(parts) >= size else None
        if found is not None:
            return found
    return windows_zone(parts[-1])


@cache
def _windows() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def windows_zone(key: str) -> zoneinfo.ZoneInfo | None:
    """The zone of a Windows name (CLDR's table), also of a copy ("GMT Standard Time 1") or its daylight
    form.
    """
    name = _COPY.sub("", key).casefold().replace(" daylight time", " standard time")
    return iana(_windows().get(name, "")) if name.endswith("time") or name.startswith("utc") else None
