"""An answer as it travels: a REPLY or a COUNTER as a calendar (RFC 5546 §3.2.3, §3.2.7), and in a mail that
is still to be sent (RFC 6047).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, vCalAddress, vDate, vDatetime, vText

from counterpoint.domain.inviting import STATUS, Answer, Occasion, Party
from counterpoint.domain.timeline import local
from counterpoint.domain.words import gettext as _

PRODUCT = "-//Counterpoint//Invitations//EN"
LONGEST_SUBJECT = 200
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
Value = datetime | date
LONGEST_LINE = 998
"""Octets of a line of a mail (RFC 5322 §2.1.1)."""


class _Mails(EmailPolicy):
    """Leaves ids of mails as they are: a long one would become an encoded word, which is forbidden there
    (RFC 2047 §5) and parts the answer from what it answers.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.casefold() in ("message-id", "in-reply-to", "references"):
            return policy.SMTP.clone(max_line_length=LONGEST_LINE).fold_binary(name, value)
        return super().fold_binary(name, value)


def answer_as_ics(answer: Answer) -> bytes:
    """The calendar of an answer: one event, one ATTENDEE, the SEQUENCE of what is answered, no alarm.

    Times are in UTC, so that no VTIMEZONE is needed. RECURRENCE-ID in UTC names the same instant; of a
    series that floats, or is in its own zone, RFC 5545 §3.8.4.4 wants the form of its DTSTART, which is not
    kept: whoever compares letters rather than instants does not know that one again.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", answer.method)
    calendar.add_component(_event(answer))
    return bytes(calendar.to_ical())


def _event(answer: Answer) -> Event:
    message = answer.message
    assert message.organiser is not None, "answer_to() has seen to it"
    event = Event()
    event["uid"] = _Raw(message.uid)
    event.add("dtstamp", answer.at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", message.sequence)
    event["organizer"] = _called(message.organiser)
    event.add("attendee", _attendee(answer), encode=False)
    if answer.recurrence_id:
        _put(event, "recurrence-id", _moment(answer.recurrence_id))
    event.add("summary", _line(message.summary))
    _times(event, answer)
    if answer.text.strip():
        event.add("comment", _clean(answer.text.strip()))
    if answer.method == "REPLY":
        event["request-status"] = _Raw("2.0;Success")
    return event


class _Raw(vText):
    """A value as it stands: a UID as it came, or one whose semicolons part it (RFC 5545 §3.8.8.3)."""

    def to_ical(self) -> bytes:
        return str(self).encode()


def _times(event: Event, answer: Answer) -> None:
    """When it is; in a COUNTER when it would be, with the original times as Outlook wants them beside it.

    A REPLY to a whole series says no time: its first one may be long over.
    """
    occasion = answer.occasion or (None if answer.message.repeats else answer.message.next_time(answer.at))
    if answer.proposed is None:
        if occasion is not None:
            _from_to(event, "dtstart", "dtend", *_bounds(occasion))
        return
    start, end = answer.proposed.start, answer.proposed.end
    if answer.message.all_day:
        _from_to(event, "dtstart", "dtend", _day(start, answer), _day(end, answer))
    else:
        _from_to(event, "dtstart", "dtend", start, end)
    if occasion is not None:
        _from_to(event, "x-ms-olk-originalstart", "x-ms-olk-originalend", *_bounds(occasion))


def _bounds(occasion: Occasion) -> tuple[Value, Value]:
    if occasion.first_on is not None and occasion.until_on is not None:
        return occasion.first_on, occasion.until_on
    return occasion.span.start, occasion.span.end


def _day(moment: datetime, answer: Answer) -> date:
    return local(moment, answer.zone).date()


def _from_to(event: Event, first: str, last: str, start: Value, end: Value) -> None:
    _put(event, first, start)
    _put(event, last, end)


def _put(event: Event, name: str, value: Value) -> None:
    if isinstance(value, datetime):
        event[name] = vDatetime(value.astimezone(UTC))
        return
    event[name] = vDate(value)
    event[name].params["VALUE"] = "DATE"


def _moment(recurrence_id: str) -> Value:
    """The instant or day that names an instance."""
    if "T" not in recurrence_id:
        return date.fromisoformat(recurrence_id)
    return datetime.strptime(recurrence_id, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _called(party: Party) -> vCalAddress:
    said = vCalAddress(party.uri or f"mailto:{party.address}")
    if name := _line(party.name).replace('"', "'"):
        said.params["CN"] = name
    if party.uri:
        said.params["EMAIL"] = party.address
    return said


def _attendee(answer: Answer) -> vCalAddress:
    me = answer.myself
    said = _called(me)
    said.params["PARTSTAT"] = STATUS[answer.said]
    if me.by:
        said.params["DELEGATED-FROM"] = f"mailto:{me.by}"
    return said


def answer_as_mail(answer: Answer) -> bytes:
    """The answer as a mail to open and send: mixed{alternative{text, text/calendar}, .ics} (RFC 6047 §2.4).

    It is from the address that was invited, to the organiser, and to whoever handed the invitation on
    (RFC 5546 §3.2.2.3). X-Unsent has Outlook open it as a draft.
    """
    organiser, calendar = answer.message.organiser, answer_as_ics(answer)
    assert organiser is not None, "answer_to() has seen to it"
    mail = EmailMessage(policy=_Mails(linesep="\r\n"))
    mail["From"] = _mailbox(answer.myself)
    mail["To"] = _mailbox(organiser)
    if answer.myself.by and answer.myself.by.casefold() != organiser.address.casefold():
        mail["Cc"] = _mailbox(Party(answer.myself.by))
    mail["Subject"] = _subject(answer)
    mail["Date"] = format_datetime(answer.at.astimezone(UTC))
    mail["Message-ID"] = _message_id(answer)
    if answer.message.message_id:
        mail["In-Reply-To"] = answer.message.message_id
        mail["References"] = answer.message.message_id
    mail["X-Unsent"] = "1"
    mail.set_content(_clean(answer.text.strip()) + "\n", cte="quoted-printable")
    mail.add_alternative(
        calendar.decode(), subtype="calendar", charset="utf-8", cte="base64", params={"method": answer.method}
    )
    mail.add_attachment(
        calendar,
        maintype="application",
        subtype="ics",
        filename="invite.ics",
        params={"method": answer.method},
    )
    return bytes(mail)


def _mailbox(party: Party) -> Address:
    return Address(_words(party.name), addr_spec=party.address)


def _subject(answer: Answer) -> str:
    words = {
        "accept": _("Accepted: %(what)s"),
        "decline": _("Declined: %(what)s"),
        "counter": _("New time proposed: %(what)s"),
    }
    what = _words(answer.message.summary) or _("your invitation")
    return (words[answer.said] % {"what": what})[:LONGEST_SUBJECT]


def _message_id(answer: Answer) -> str:
    said = f"{answer.message.uid}/{answer.recurrence_id}/{answer.said}/{answer.at.isoformat()}/{answer.me}"
    return f"<{uuid5(NAMESPACE_URL, said)}@{answer.me.rpartition('@')[2]}>"


def _words(text: str) -> str:
    """Text of a header, in which nothing is taken for an encoded word (RFC 2047 §2)."""
    return _line(text).replace("=?", "= ?")


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Text without control characters and without lone surrogates; lines end as lines do."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return _CONTROL.sub(" ", plain)
