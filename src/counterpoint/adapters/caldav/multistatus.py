"""What a server says of several things at once (RFC 4918 §13, RFC 6578 §3.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from counterpoint.adapters.caldav.names import (
    HREF,
    MULTISTATUS,
    PROP,
    PROPSTAT,
    RESPONSE,
    STATUS,
    TOKEN,
)
from counterpoint.adapters.caldav.xml_reading import Element, NotXml
from counterpoint.domain.words import gettext as _

OK = 200
_STATUS = re.compile(r"HTTP/\d(?:\.\d)?\s+(\d{3})")


@dataclass(frozen=True, slots=True)
class Said:
    """Of one thing: its status as a whole, and its properties, those that are there."""

    href: str
    status: int = OK
    properties: Mapping[str, Element] = field(default_factory=dict)

    def text(self, name: str) -> str:
        found = self.properties.get(name)
        return found.text.strip() if found else ""

    def href_in(self, name: str) -> str:
        """The address within a property such as calendar-home-set."""
        found = self.properties.get(name)
        return found.said(HREF) if found else ""


@dataclass(frozen=True, slots=True)
class Multistatus:
    """All of it, with the sync token where one was given; `at` is when, by the server's own clock."""

    said: tuple[Said, ...] = ()
    token: str = ""
    at: str = ""


def multistatus(root: Element, host: str) -> Multistatus:
    """Raises NotXml for other XML."""
    if root.name != MULTISTATUS:
        raise NotXml(
            _("%(host)s answered, but not as a calendar server does.") % {"host": host},
            advice=_("Check the address of the server."),
        )
    return Multistatus(tuple(said for each in root.all(RESPONSE) for said in _said(each)), root.said(TOKEN))


def _said(response: Element) -> Iterator[Said]:
    """One response may speak of several hrefs, when it has a status alone."""
    status = response.said(STATUS)
    for href in response.all(HREF):
        yield Said(href.text.strip(), _code(status) if status else OK, _properties(response))


def _properties(response: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for part in response.all(PROPSTAT):
        if _code(part.said(STATUS)) == OK:
            for prop in part.all(PROP):
                found |= {each.name: each for each in prop.children}
    return found


def _code(status: str) -> int:
    """The number in “HTTP/1.1 404 Not Found”; what is none is an error of the server's."""
    match = _STATUS.match(status)
    return int(match[1]) if match else 500
