"""What a server can do, measured by asking it. Nothing is written there to find out.

A question that it refuses tells that it cannot; one that goes wrong, or of a calendar that is gone, nothing.
"""

from __future__ import annotations

from counterpoint.adapters.caldav.bodies import multiget, propfind
from counterpoint.adapters.caldav.finding import find_home
from counterpoint.adapters.caldav.hrefs import absolute, href_of, is_inside
from counterpoint.adapters.caldav.multistatus import OK, Multistatus
from counterpoint.adapters.caldav.names import DATA, ETAG, OUTBOX
from counterpoint.adapters.caldav.pulling import changes
from counterpoint.adapters.caldav.speaking import GONE, Speaker
from counterpoint.adapters.web_client import Answer
from counterpoint.desk.ports import (
    Abilities,
    CannotSync,
    Home,
    NotLetIn,
    RemoteCalendar,
    ServerTrouble,
    TokenRefused,
)

_BOGUS = "urn:counterpoint:no-such-token"
_ANYTHING = range(200, 600)
_AT_FAULT, _NOT_KNOWN = range(500, 600), 501
_LONGEST_SOFTWARE = 60


def measured(speaker: Speaker) -> Abilities:
    """Raises what keeps the server from being asked at all; what one question shows is never guessed."""
    home = find_home(speaker)
    options = speaker.ask("OPTIONS", home.address)
    allowed = _words(options.headers.get("allow", ""))
    speaks = _words(options.headers.get("dav", ""))
    first = next((each for each in home.calendars if each.has_events), None)
    syncs, forgets = _sync(speaker, first) if first else (None, None)
    several, strong = _entries(speaker, first) if first else (None, None)
    return Abilities(
        lists_calendars=bool(home.calendars),
        tells_changes=syncs,
        forgets_tokens_well=forgets,
        hands_out_several=several,
        strong_etags=strong,
        makes_calendars=_makes(allowed) if speaker.habits.makes else False,
        schedules=_schedules(speaker, home, speaks),
        free_busy=first.frees_busy if first else None,
        may_write=tuple((each.name, each.writable) for each in home.calendars if each.has_events),
        software=" ".join(options.headers.get("server", "").split())[:_LONGEST_SOFTWARE],
    )


def _words(header: str) -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in header.split(",") if word.strip())


def _makes(allowed: frozenset[str]) -> bool | None:
    """MKCALENDAR, or MKCOL in its extended form (RFC 5689); where no method is named, nobody knows."""
    return bool(allowed & {"mkcalendar", "mkcol"}) if allowed else None


def _sync(speaker: Speaker, calendar: RemoteCalendar) -> tuple[bool | None, bool | None]:
    """Whether changes are told, and whether a token that never was is refused as one."""
    tells = _tells(speaker, calendar.url)
    return tells, _forgets_well(speaker, calendar.url) if tells else None


def _tells(speaker: Speaker, url: str) -> bool | None:
    try:
        return bool(changes(speaker, url, "").token)
    except CannotSync:
        return False
    except ServerTrouble as trouble:
        _go_on_after(trouble)
        return None


def _forgets_well(speaker: Speaker, url: str) -> bool | None:
    try:
        changes(speaker, url, _BOGUS)
    except (TokenRefused, CannotSync):  # either way all is compared anew
        return True
    except ServerTrouble as trouble:
        _go_on_after(trouble)
        return None
    return False


def _go_on_after(trouble: ServerTrouble) -> None:
    """One question went wrong. Raises what speaks against asking more: to be let in no longer, or to wait."""
    if isinstance(trouble, NotLetIn) or trouble.wait is not None:
        raise trouble


def _entries(speaker: Speaker, calendar: RemoteCalendar) -> tuple[bool | None, bool | None]:
    """Whether entries come together with their ETags; None where none could be asked for."""
    listed = speaker.several("PROPFIND", calendar.url, propfind(ETAG), depth=1, also=_ANYTHING)
    if not isinstance(listed, Multistatus):
        return None, None
    etags = {href_of(absolute(each.href, calendar.url)): each.text(ETAG) for each in listed.said}
    inside = {href: etag for href, etag in etags.items() if is_inside(href, calendar.url)}
    if not inside:
        return None, None
    strong = all(etag and not etag.startswith("W/") for etag in inside.values())
    body = multiget(list(inside)[:2])
    return _several(speaker.several("REPORT", calendar.url, body, depth=1, also=_ANYTHING)), strong


def _several(got: Multistatus | Answer) -> bool | None:
    if isinstance(got, Multistatus):
        return any(each.status == OK and DATA in each.properties for each in got.said)
    went_wrong = got.status in GONE or (got.status in _AT_FAULT and got.status != _NOT_KNOWN)
    return None if went_wrong else False


def _schedules(speaker: Speaker, home: Home, speaks: frozenset[str]) -> bool | None:
    """Whether the server sends invitations by itself (RFC 6638 §2): it says so, and has an outbox."""
    answer = speaker.several("PROPFIND", home.principal, propfind(OUTBOX), depth=0, also=_ANYTHING)
    if not isinstance(answer, Multistatus):
        return None
    outbox = any(each.href_in(OUTBOX) for each in answer.said)
    return outbox and "calendar-auto-schedule" in speaks
