"""Writing one entry of a calendar of ours, and making that calendar. Nothing is written without a condition,
as far as the server heeds one.

What a refusal means is told by its precondition element where there is one (RFC 4791 §5.3.2.1): one server
says 412 of a UID that stands elsewhere, of bytes that it does not take and of another version alike. Only
elements of DAV and CalDAV are that: sabre (Nextcloud, Baïkal) puts an exception of its own into every error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

from counterpoint.adapters.caldav.habits import Habits
from counterpoint.adapters.caldav.hrefs import absolute, href_of, is_inside
from counterpoint.adapters.caldav.names import CALDAV, DAV, ERROR, HREF, SABRE, caldav, dav
from counterpoint.adapters.caldav.pulling import MOST_BYTES_EACH, fetch
from counterpoint.adapters.caldav.speaking import FORBIDDEN, GONE, Speaker, refusal
from counterpoint.adapters.caldav.xml_reading import Element, NotXml, read_xml
from counterpoint.adapters.web_client import Answer
from counterpoint.desk.ports import CannotMake, ServerTrouble, Written
from counterpoint.domain.words import gettext as _

OK = range(200, 300)
_ONWARDS = range(300, 400)
_DIFFERS, _CONFLICT, _LATER = 412, 409, frozenset({303, 408, 425})
"""The last are those after which nobody knows whether it arrived; so are errors of the server's own."""
_ICALENDAR = {"Content-Type": "text/calendar; charset=utf-8"}
_SAME_UID = caldav("no-uid-conflict")
_NO_ROOM, _QUOTA, _PRIVILEGES = 507, dav("quota-not-exceeded"), dav("need-privileges")
_LONGEST_SAID = 120
_KIND = '<c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set>'
_SPACES = f'xmlns:d="{DAV}" xmlns:c="{CALDAV}"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def is_strong(etag: str) -> bool:
    """Whether an ETag can be a condition for writing (RFC 9110 §13.1.1); a weak one never holds."""
    return bool(etag) and not etag.startswith("W/")


def put(speaker: Speaker, url: str, href: str, raw: bytes, *, over: str) -> Written:
    """Writes an entry over the version with this ETag; with "" only where nothing is.

    Where a server does not heed that condition, it is looked before: what somebody else puts there between
    the look and the writing would be overwritten. At an address made of our own UID nobody else does.
    """
    if (wrong := _refused_here(url, href, over)) is not None:
        return wrong
    condition = {"If-Match": over} if over else {"If-None-Match": "*"}
    if not over and not speaker.habits.creates_if_none:
        if look(speaker, url, href) is not None:
            return Written("differs")
        condition = {}
    said = {**_ICALENDAR, **condition}
    answer = speaker.ask("PUT", urljoin(url, href), raw, headers=said, stays=True)
    return _came_of(answer, url, speaker.habits)


def delete(speaker: Speaker, url: str, href: str, *, over: str) -> Written:
    """Takes an entry away, if it is of this version."""
    if (wrong := _refused_here(url, href, over or "W/")) is not None:
        return wrong
    answer = speaker.ask("DELETE", urljoin(url, href), headers={"If-Match": over}, stays=True)
    return _came_of(answer, url, speaker.habits)


def _refused_here(url: str, href: str, over: str) -> Written | None:
    """What is not even sent: to elsewhere than the calendar, or without a condition that holds."""
    if not is_inside(href, url):
        return Written("refused", _("It is not in the calendar that is yours to write in."))
    if over and not is_strong(over):
        return Written(
            "refused", _("The server does not mark versions reliably, so nothing there is written over.")
        )
    return None


def _came_of(answer: Answer, url: str, habits: Habits) -> Written:
    if answer.status in OK:
        return Written("done")
    named = {each.name: each for each in _preconditions(answer)}
    if _SAME_UID in named:
        there = named[_SAME_UID].said(HREF)
        return Written("elsewhere", href=href_of(absolute(there, url)) if there else "")
    if not named and _is_of_versions(answer, habits):
        return Written("differs")
    if answer.status in GONE or (answer.status == _CONFLICT and not named):
        return Written("gone", str(refusal(answer)))
    if answer.status in _LATER or (answer.status in range(500, 600) and answer.status != _NO_ROOM):
        return Written("unknown", refusal(answer).message)
    return Written("refused", _why(answer, named))


def _is_of_versions(answer: Answer, habits: Habits) -> bool:
    return answer.status == _DIFFERS or (answer.status == _CONFLICT and habits.conflict_is_of_versions)


def _preconditions(answer: Answer) -> Iterator[Element]:
    return (each for each in _errors(answer) if each.name.partition(" ")[0] in (DAV, CALDAV))


def _errors(answer: Answer) -> tuple[Element, ...]:
    try:
        root = read_xml(answer.body, answer.host) if answer.body else None
    except NotXml:
        return ()
    return tuple(root.children) if root is not None and root.name == ERROR else ()


def _why(answer: Answer, named: Mapping[str, Element]) -> str:
    host = {"host": answer.host}
    if answer.status == _NO_ROOM or _QUOTA in named:
        return _("%(host)s has no room left for it.") % host
    if answer.status == FORBIDDEN and named.keys() <= {_PRIVILEGES}:
        return _("%(host)s does not let this user write in that calendar.") % host
    if answer.status in _ONWARDS:
        return _("%(host)s leads to another address to write it, and nothing was written there.") % host
    words = ", ".join(name.rpartition(" ")[2] for name in named) or _in_its_words(answer)
    if not words:
        return refusal(answer).message
    return _("%(host)s did not take it (%(words)s).") % {**host, "words": words[:_LONGEST_SAID]}


def _in_its_words(answer: Answer) -> str:
    """What sabre says of it to people."""
    return next((" ".join(each.text.split()) for each in _errors(answer) if each.name == SABRE), "")


def look(speaker: Speaker, url: str, href: str) -> tuple[str, bytes] | None:
    """An entry as it is now: (ETag, bytes); None where there is none.

    Not packed, because what packs on the way may weaken the ETag.
    """
    if not is_inside(href, url):
        return None
    answer = speaker.ask("GET", urljoin(url, href), headers={"Accept-Encoding": "identity"})
    if answer.status in GONE:
        return None
    if answer.status not in OK:
        raise refusal(answer)
    etag = answer.headers.get("etag", "")
    if is_strong(etag) and len(answer.body) <= MOST_BYTES_EACH:
        return etag, answer.body
    fetched = fetch(speaker, url, [href])
    if href in fetched.refused:
        raise ServerTrouble(fetched.refused[href])
    return fetched.got.get(href)


def make(speaker: Speaker, url: str, name: str) -> None:
    """A new calendar for events: MKCALENDAR (RFC 4791 §5.3.1), or MKCOL in its extended form (RFC 5689).

    Raises CannotMake where the server takes neither.
    """
    if not speaker.habits.makes:
        raise _makes_none(urlsplit(url).hostname or "")
    props = f"<d:displayname>{escape(name)}</d:displayname>{_KIND}"
    body = f"{_HEAD}<c:mkcalendar {_SPACES}><d:set><d:prop>{props}</d:prop></d:set></c:mkcalendar>"
    answer = speaker.ask("MKCALENDAR", url, body.encode(), stays=True)
    if answer.status in OK:
        return
    kind = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
    body = f"{_HEAD}<d:mkcol {_SPACES}><d:set><d:prop>{kind}{props}</d:prop></d:set></d:mkcol>"
    second = speaker.ask("MKCOL", url, body.encode(), stays=True)
    if second.status in OK:
        return
    if answer.status in range(500, 600) and answer.status not in (501, _NO_ROOM):
        raise refusal(answer)
    raise _makes_none(answer.host)


def _makes_none(host: str) -> CannotMake:
    return CannotMake(
        _("%(host)s lets no calendar be made from here.") % {"host": host},
        advice=_("Make an empty one on the server’s own pages and choose it here."),
    )
