"""Invitations as Outlook, Google and Apple shape them: an hour at six in Berlin, on 26 November 2026."""

from __future__ import annotations

import base64
import quopri

OUTLOOK_ICS = """BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN=Anna Özil:mailto:anna@contoso.example
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ada Lov
 elace:mailto:ada@example.org
ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Bo:mailto:bo@contoso.example
DESCRIPTION;LANGUAGE=de-DE:Wir sehen uns an\\, was fehlt.\\n
UID:040000008200E00074C5B7101A82E00800000000B0C8D1F2A3E4DA01000000000000000
 010000000A1B2C3D4E5F60718293A4B5C6D7E8F90
SUMMARY;LANGUAGE=de-DE:Launch\\; letzte Runde
DTSTART;TZID=W. Europe Standard Time:20261126T180000
DTEND;TZID=W. Europe Standard Time:20261126T190000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20261120T091500Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:3
LOCATION;LANGUAGE=de-DE:Microsoft Teams-Besprechung
X-MICROSOFT-CDO-APPT-SEQUENCE:3
X-MICROSOFT-CDO-OWNERAPPTID:2121474123
X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
X-MICROSOFT-DISALLOW-COUNTER:FALSE
BEGIN:VALARM
DESCRIPTION:REMINDER
TRIGGER;RELATED=START:-PT15M
ACTION:DISPLAY
END:VALARM
END:VEVENT
END:VCALENDAR
"""
GOOGLE_ICS = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VEVENT
DTSTART:20261126T170000Z
DTEND:20261126T180000Z
DTSTAMP:20261120T091500Z
ORGANIZER;CN=Anna:mailto:anna@gmail.example
UID:7kukuqrfedlm2f9t0vr1q0qk1m@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE
 ;CN=Anna;X-NUM-GUESTS=0:mailto:anna@gmail.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=
 TRUE;CN=ada@example.org;X-NUM-GUESTS=0:mailto:ada@example.org
X-MICROSOFT-CDO-OWNERAPPTID:-1250735473
CREATED:20261119T120000Z
DESCRIPTION:-::~:~::~:~:~:~\\nJoin with Google Meet: https://meet.example/abc
LAST-MODIFIED:20261120T091459Z
LOCATION:
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Launch
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""
APPLE_ICS = """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
PRODID:-//Apple Inc.//macOS 14.5//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:MESZ
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:MEZ
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;CN="Anna Maier";CUTYPE=INDIVIDUAL;EMAIL="anna@icloud.example";PARTSTAT=ACCEPTED;
 ROLE=CHAIR:/aMTc4NTQ2/principal/
ATTENDEE;CUTYPE=INDIVIDUAL;EMAIL="ada@example.org";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ada@example.org
CREATED:20261119T120000Z
DTEND;TZID=Europe/Berlin:20261126T190000
DTSTAMP:20261120T091500Z
DTSTART;TZID=Europe/Berlin:20261126T180000
LAST-MODIFIED:20261120T091459Z
ORGANIZER;CN="Anna Maier";EMAIL="anna@icloud.example":/aMTc4NTQ2/principal/
SEQUENCE:1
SUMMARY:Launch
UID:5E3F1C52-9C0B-4B0B-8E2E-0B7F0A1C2D3E
X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
END:VEVENT
END:VCALENDAR
"""


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def outlook_mail(calendar: str = OUTLOOK_ICS, method: str = "REQUEST") -> bytes:
    """Alternative of text and a calendar in base64, as Exchange sends it."""
    body = base64.encodebytes(crlf(calendar)).decode()
    return crlf(
        f"""Received: from mx.contoso.example by mail.example.org
From: =?utf-8?B?QW5uYSDDlnppbA==?= <anna@contoso.example>
To: Ada Lovelace <ada@example.org>, Bo <bo@contoso.example>
Delivered-To: ada@example.org
Subject: Launch; letzte Runde
Message-ID: <VI1PR04MB@eurprd04.prod.outlook.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="_000_VI1_"

--_000_VI1_
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 7bit

Wir sehen uns an, was fehlt.

--_000_VI1_
Content-Type: text/calendar; charset="utf-8"; method={method}
Content-Transfer-Encoding: base64

{body}
--_000_VI1_--
"""
    )


def google_mail(calendar: str = GOOGLE_ICS, method: str = "REQUEST") -> bytes:
    """Mixed of an alternative and the same calendar attached, as Google sends it."""
    readable = quopri.encodestring(crlf(calendar)).decode()
    attached = base64.encodebytes(crlf(calendar)).decode()
    return crlf(
        f"""MIME-Version: 1.0
Reply-To: Anna <anna@gmail.example>
Sender: Google Calendar <calendar-notification@google.example>
Message-ID: <calendar-7b3f@google.example>
Subject: Invitation: Launch @ Thu Nov 26, 2026 6pm (ada@example.org)
From: Anna <anna@gmail.example>
To: ada@example.org
Content-Type: multipart/mixed; boundary="00000000mixed"

--00000000mixed
Content-Type: multipart/alternative; boundary="00000000alt"

--00000000alt
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes

You have been invited.

--00000000alt
Content-Type: text/html; charset="UTF-8"

<p>You have been invited.</p>

--00000000alt
Content-Type: text/calendar; charset="UTF-8"; method={method}
Content-Transfer-Encoding: quoted-printable

{readable}
--00000000alt--
--00000000mixed
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: base64

{attached}
--00000000mixed--
"""
    )


def apple_mail(calendar: str = APPLE_ICS, method: str = "REQUEST") -> bytes:
    return crlf(
        f"""From: Anna Maier <anna@icloud.example>
To: ada@example.org
Subject: Launch
Message-ID: <5E3F1C52@icloud.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="Apple-Mail=_1"

--Apple-Mail=_1
Content-Type: text/plain; charset=us-ascii

Anna Maier has invited you.

--Apple-Mail=_1
Content-Type: text/calendar; method={method}; charset=utf-8; name="iCal.ics"
Content-Transfer-Encoding: 7bit

{calendar}
--Apple-Mail=_1--
"""
    )


MAILS = {"outlook": outlook_mail, "google": google_mail, "apple": apple_mail}


def an_event(*lines: str, method: str = "REQUEST", uid: str = "u1", stamp: str = "20261120T080000Z") -> bytes:
    """A calendar with one event from Anna to Ada; `lines` come beside or instead of the usual ones."""
    usual = {
        "UID": f"UID:{uid}",
        "DTSTAMP": f"DTSTAMP:{stamp}",
        "ORGANIZER": "ORGANIZER;CN=Anna:mailto:anna@example.org",
        "ATTENDEE": "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ada@example.org",
        "DTSTART": "DTSTART:20261126T170000Z",
        "DTEND": "DTEND:20261126T180000Z",
        "SUMMARY": "SUMMARY:Launch",
    }
    own = {line.partition(":")[0].partition(";")[0] for line in lines}
    body = [
        *(line for name, line in usual.items() if name not in own),
        *(each for each in lines if ":" in each),
    ]
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Example//EN",
        *([f"METHOD:{method}"] if method else []),
    ]
    return crlf("\n".join([*head, "BEGIN:VEVENT", *body, "END:VEVENT", "END:VCALENDAR", ""]))
