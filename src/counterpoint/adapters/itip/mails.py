"""The calendars in a mail (iMIP, RFC 6047 §2), however it is wrapped: alternative, attached, forwarded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

from counterpoint.adapters.calendars.notes import Notes
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.inviting import address_in
from counterpoint.domain.words import gettext as _

MOST_BYTES = 10_000_000
MOST_OF_ONE = 2_000_000
"""Bytes of one calendar in a mail; an invitation has a few thousand."""
MOST_PARTS = 200
MOST_NESTING = 100
"""How often a mail may say that there are parts in a part: the reader goes into each of them."""
MOST_SEPARATED = 2_000
"""Lines that may part one part from another."""
_NESTING = re.compile(rb"boundary\s*=|message/", re.IGNORECASE)
CALENDAR_TYPES = ("text/calendar", "application/ics", "text/x-vcalendar")
LONGEST_ID = 300


class NotAnInvitation(CounterpointError):
    """A file in which nobody invites anybody. Nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar in a mail; `method` is what its Content-Type says ("" nothing)."""

    raw: bytes
    method: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What of a mail counts here."""

    parts: tuple[CalendarPart, ...]
    sender: str = ""
    to: tuple[str, ...] = ()
    message_id: str = ""
    delivered: tuple[str, ...] = ()


def is_mail(raw: bytes) -> bool:
    """Whether bytes are a mail rather than a calendar: a calendar begins with its BEGIN."""
    return (
        not raw.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:30]
        .replace(b"\0", b"")
        .upper()
        .startswith(b"BEGIN:")
    )


def letter_of(raw: bytes, notes: Notes) -> Letter:
    """The calendars of a mail, with who sent it to whom. Raises NotAnInvitation."""
    if len(_NESTING.findall(raw)) > MOST_NESTING or raw.count(b"\n--") > MOST_SEPARATED:
        raise NotAnInvitation(
            _("This mail has more parts, or parts within parts, than can be read."),
            advice=_("Save the calendar that is attached to it (.ics) by itself, and hand that in."),
        )
    mail = BytesParser(policy=policy.compat32).parsebytes(raw)
    sender = next(iter(_addresses(mail, "From")), "")
    to = (*_addresses(mail, "To"), *_addresses(mail, "Cc"))
    delivered = (*_addresses(mail, "Delivered-To"), *_addresses(mail, "X-Original-To"))
    return Letter(tuple(_calendars(mail, notes)), sender, to, _id_of(mail), delivered)


def _calendars(mail: Message, notes: Notes) -> Iterator[CalendarPart]:
    for count, part in enumerate(mail.walk()):
        if count >= MOST_PARTS:
            notes.aside(
                _("mail"), _("It has more than %(most)s parts; the rest was not read.") % {"most": count}
            )
            return
        kind = part.get_content_type()
        if kind == "application/ms-tnef":
            notes.aside(
                "winmail.dat",
                _("Only Outlook opens it. Ask for the invitation as iCalendar (Outlook: internet format)."),
            )
        elif kind in CALENDAR_TYPES or _filename(part).endswith((".ics", ".ical")):
            yield from _calendar(part, notes)


def _calendar(part: Message, notes: Notes) -> Iterator[CalendarPart]:
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError):
        raw = None
    if not isinstance(raw, bytes) or not raw.strip():
        notes.aside(part.get_content_type(), _("It is empty, or encoded in a way that cannot be undone."))
    elif len(raw) > MOST_OF_ONE:
        notes.aside(part.get_content_type(), _("It is larger than any invitation."))
    else:
        yield CalendarPart(_as_utf8(raw, _parameter(part, "charset")), _parameter(part, "method").upper())


def _as_utf8(raw: bytes, charset: str) -> bytes:
    """In UTF-8 where the mail says that it is in something else; what does not fit is left to the reader."""
    if not charset or charset.casefold() in ("utf-8", "utf8", "us-ascii", "ascii"):
        return raw
    try:
        return raw.decode(charset).encode()
    except (LookupError, ValueError):
        return raw


def _parameter(part: Message, name: str) -> str:
    """A parameter of the Content-Type, as plain text."""
    said = part.get_param(name)
    if isinstance(said, tuple):
        said = said[2]
    return said.strip().strip('"').strip()[:60] if isinstance(said, str) else ""


def _filename(part: Message) -> str:
    try:
        return (part.get_filename() or "").casefold()
    except (ValueError, LookupError):
        return ""


def _addresses(mail: Message, header: str) -> Iterator[str]:
    lines = [str(each)[:10_000] for each in mail.get_all(header, [])[:20]]
    for _name, address in getaddresses(lines):
        if found := address_in(address):
            yield found


def _id_of(mail: Message) -> str:
    """The Message-ID, where it is one: what is odd in it could end a header."""
    said = str(mail.get("Message-ID", "")).strip()
    plain = said[:LONGEST_ID].isascii() and said.isprintable() and not set(said[1:-1]) & set(' <>"')
    whole = said.startswith("<") and said.endswith(">") and "@" in said and len(said) <= LONGEST_ID
    return said if plain and whole else ""
