"""Addresses of calendars and events, made of the IDs that Graph gives them (which are case-sensitive)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

_NOT_THERE_YET = ".ics"
"""How the hrefs of entries end that are to be made: their UID stands before it."""


def calendar_url(base: str, id: str) -> str:
    return f"{base.rstrip('/')}/me/calendars/{quote(id, safe='')}"


def href(url: str, id: str) -> str:
    """Where an event of a calendar stands, as a path."""
    return f"{urlsplit(url).path.rstrip('/')}/events/{quote(id, safe='')}"


def event_url(url: str, href: str) -> str:
    """The address of the event with an href in the calendar at `url`."""
    return f"{url.rstrip('/')}/events/{quote(unquote(href.rpartition('/')[2]), safe='')}"


def uid_in(href: str) -> str:
    """The UID of an entry that has no ID there yet; "" where an ID stands."""
    last = unquote(href.rpartition("/")[2])
    return last.removesuffix(_NOT_THERE_YET) if last.endswith(_NOT_THERE_YET) else ""


def with_query(address: str, query: Mapping[str, str]) -> str:
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
    return f"{address}?{asked}"
