"""Names of elements, as the reader of XML gives them: the namespace, a space, the name."""

from __future__ import annotations

DAV, CALDAV = "DAV:", "urn:ietf:params:xml:ns:caldav"
SERVER, APPLE = "http://calendarserver.org/ns/", "http://apple.com/ns/ical/"


def dav(name: str) -> str:
    return f"{DAV} {name}"


def caldav(name: str) -> str:
    return f"{CALDAV} {name}"


HREF, STATUS, PROP, PROPSTAT, RESPONSE = map(dav, ("href", "status", "prop", "propstat", "response"))
ETAG, TOKEN, PRINCIPAL = dav("getetag"), dav("sync-token"), dav("current-user-principal")
RESOURCE_TYPE, DISPLAY_NAME = dav("resourcetype"), dav("displayname")
REPORTS, PRIVILEGES = dav("supported-report-set"), dav("current-user-privilege-set")
VALID_TOKEN, ERROR, MULTISTATUS = dav("valid-sync-token"), dav("error"), dav("multistatus")
HOME, DATA, COMPONENTS = (
    caldav("calendar-home-set"),
    caldav("calendar-data"),
    caldav("supported-calendar-component-set"),
)
OUTBOX, CALENDAR = caldav("schedule-outbox-URL"), caldav("calendar")
MODIFIED = dav("getlastmodified")
CTAG, COLOUR = f"{SERVER} getctag", f"{APPLE} calendar-color"
SABRE = "http://sabredav.org/ns message"
"""What went wrong, in the words of sabre (Nextcloud, Baïkal and others)."""
