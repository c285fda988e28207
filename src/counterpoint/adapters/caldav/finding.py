"""Where a user's calendars are: from any address of the server to the list of calendars (RFC 6764 §6).

SRV records (RFC 6764 §3) are not asked: the standard library has no resolver for them. What is commonly found
by them is known by name (`domain.agenda.providers`), or answers under .well-known.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from counterpoint.adapters.caldav.bodies import propfind
from counterpoint.adapters.caldav.hrefs import absolute, href_of
from counterpoint.adapters.caldav.multistatus import Multistatus, Said, multistatus
from counterpoint.adapters.caldav.names import (
    CALENDAR,
    COLOUR,
    COMPONENTS,
    CTAG,
    DISPLAY_NAME,
    HOME,
    PRINCIPAL,
    PRIVILEGES,
    REPORTS,
    RESOURCE_TYPE,
    TOKEN,
    caldav,
    dav,
)
from counterpoint.adapters.caldav.speaking import MANY, Speaker, refusal
from counterpoint.adapters.caldav.xml_reading import Element, NotXml, read_xml
from counterpoint.adapters.web_client import NotAllowed
from counterpoint.desk.ports import Home, NoCalendarsThere, NotLetIn, RemoteCalendar, ServerTrouble
from counterpoint.domain.words import gettext as _

LONGEST_NAME, MOST_CALENDARS = 120, 200
_OF_A_CALENDAR = (*(RESOURCE_TYPE, DISPLAY_NAME, COLOUR, CTAG, TOKEN, REPORTS, COMPONENTS, PRIVILEGES),)
_WRITES = frozenset(map(dav, ("all", "write", "write-content", "bind")))
_SYNC, _FREE_BUSY = dav("sync-collection"), caldav("free-busy-query")


def find_home(speaker: Speaker) -> Home:
    """Raises NoCalendarsThere, NotLetIn, or what keeps the server from answering at all."""
    principal, home = _principal_and_home(speaker)
    calendars = _calendars(_listed(speaker, home), home)
    return Home(principal, home, tuple(calendars)[:MOST_CALENDARS])


def _principal_and_home(speaker: Speaker) -> tuple[str, str]:
    """Asks the address itself, then where RFC 6764 says that one may be told, then the root."""
    tried: set[str] = set()
    trouble: ServerTrouble | None = None
    for address in _places(speaker.start, looks_around=speaker.habits.looks_around):
        if address in tried:
            continue
        tried.add(address)
        try:
            found = _from(speaker, address)
        except (NotLetIn, NotAllowed):
            raise
        except ServerTrouble as wrong:
            if wrong.wait is not None:
                raise
            trouble = wrong
            continue
        if found is not None:
            return found
    host = urlsplit(speaker.start).hostname or ""
    raise NoCalendarsThere(
        _("No calendars were found at %(host)s.") % {"host": host},
        advice=_("Enter the address that the server’s own help gives for CalDAV."),
        field="address",
    ) from trouble


def _places(start: str, *, looks_around: bool) -> Iterator[str]:
    yield start
    if not looks_around:
        return
    yield urljoin(start, "/.well-known/caldav")
    yield urljoin(start, "/")


def _from(speaker: Speaker, address: str) -> tuple[str, str] | None:
    """The principal and the home that this address leads to, in two steps at most."""
    said, where = _about(speaker, address)
    if said is None:
        return None
    home = _address_in(said, HOME, where)
    principal = _address_in(said, PRINCIPAL, where)
    if home:
        return principal or where, home
    if principal:
        said, where = _about(speaker, principal)
        home = _address_in(said, HOME, where) if said else ""
        if home:
            return principal, home
    if said is not None and said.properties.get(RESOURCE_TYPE) and _is_calendar(said):
        return principal or where, where  # the address is that of one calendar
    return None


def _about(speaker: Speaker, address: str) -> tuple[Said | None, str]:
    answer, where = speaker.ask_on("PROPFIND", address, propfind(PRINCIPAL, HOME, RESOURCE_TYPE), depth=0)
    if answer.status != MANY:
        return None, where
    try:
        said = multistatus(read_xml(answer.body, answer.host), answer.host).said
    except NotXml:
        return None, where
    return (said[0] if said else None), where


def _address_in(said: Said, name: str, base: str) -> str:
    href = said.href_in(name)
    return absolute(href, base) if href else ""


def _listed(speaker: Speaker, home: str) -> Multistatus:
    answer = speaker.ask("PROPFIND", home, propfind(*_OF_A_CALENDAR), depth=1)
    if answer.status != MANY:
        raise refusal(answer)
    return multistatus(read_xml(answer.body, answer.host), answer.host)


def _calendars(listed: Multistatus, home: str) -> Iterator[RemoteCalendar]:
    seen: set[str] = set()
    for said in listed.said:
        url = absolute(said.href, home)
        if url and url not in seen and _is_calendar(said):
            seen.add(url)
            yield _calendar(said, url)


def _calendar(said: Said, url: str) -> RemoteCalendar:
    reports = _deep_names(said.properties.get(REPORTS))
    return RemoteCalendar(
        url=url,
        name=_name(said, url),
        colour=said.text(COLOUR)[:9],
        components=_components(said.properties.get(COMPONENTS)),
        ctag=said.text(CTAG),
        token=said.text(TOKEN),
        writable=may_write(said.properties.get(PRIVILEGES)),
        syncs=_SYNC in reports,
        frees_busy=_FREE_BUSY in reports,
    )


def _is_calendar(said: Said) -> bool:
    kind = said.properties.get(RESOURCE_TYPE)
    return kind is not None and CALENDAR in kind.names()


def _name(said: Said, url: str) -> str:
    stated = " ".join(said.text(DISPLAY_NAME).split())
    return (stated or href_of(url).rstrip("/").rpartition("/")[2])[:LONGEST_NAME]


def _components(found: Element | None) -> tuple[str, ...]:
    if found is None:
        return ()
    return tuple(each.attributes.get("name", "").upper() for each in found.children)


def may_write(found: Element | None) -> bool | None:
    """Whether the privileges let one add and change entries (RFC 3744 §3); None where none are told."""
    if found is None:
        return None
    return bool(_deep_names(found) & _WRITES)


def _deep_names(found: Element | None) -> frozenset[str]:
    if found is None:
        return frozenset()
    return found.names().union(*(_deep_names(each) for each in found.children))
