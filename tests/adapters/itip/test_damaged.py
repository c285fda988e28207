"""Damaged invitations: whatever becomes of the bytes, what is read is whole, and nothing else is raised."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from counterpoint.adapters.itip.reading import read_messages
from counterpoint.adapters.itip.writing import answer_as_ics, answer_as_mail
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.inviting import answer_to
from tests.adapters.itip.shapes import APPLE_ICS, GOOGLE_ICS, MAILS, OUTLOOK_ICS, an_event, crlf
from tests.seeds import SEED, of_many

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WHOLE = [
    *(make() for make in MAILS.values()),
    *(crlf(text) for text in (OUTLOOK_ICS, GOOGLE_ICS, APPLE_ICS)),
    an_event("RRULE:FREQ=DAILY;COUNT=9", "EXDATE:20261127T170000Z"),
    an_event("RECURRENCE-ID:20261203T170000Z", method="CANCEL"),
]
PIECES = [
    b"\r\n",
    b"\0",
    b":",
    b";",
    b'"',
    b"BEGIN:VEVENT",
    b"END:VEVENT",
    b"\xff\xfe",
    b"=?utf-8?b?/w==?=",
    b"RRULE:",
]


def damaged(raw: bytes, chance: random.Random) -> bytes:
    for _n in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(raw) + 1), chance.randrange(40)
        match chance.randrange(4):
            case 0:
                raw = raw[:at] + raw[at + length :]
            case 1:
                raw = raw[:at] + chance.choice(PIECES) + raw[at:]
            case 2:
                raw = raw[:at] + raw[at : at + 200] + raw[at:]
            case _:
                raw = raw[:at] + chance.randbytes(3) + raw[at + 3 :]
    return raw


@pytest.mark.parametrize("whole", range(len(WHOLE)))
def test_a_damaged_invitation_is_read_or_refused(whole):
    chance = random.Random(f"{SEED} damaged {whole}")
    for _n in range(of_many(25, 500)):
        raw = damaged(WHOLE[whole], chance)
        try:
            found = read_messages(raw, now=NOW, zone="Europe/Berlin")
        except CounterpointError:
            continue
        for message in found.messages:
            assert message.uid.isprintable()
            if message.organiser and message.times:
                me = message.attendees[0].address if message.attendees else "ada@example.org"
                answer = answer_to(message, "accept", me=me, at=NOW, text="Yes", zone="Europe/Berlin")
                assert read_messages(answer_as_ics(answer), now=NOW, zone="UTC").set_aside
                assert b"METHOD:REPLY" in answer_as_ics(answer)
                assert answer_as_mail(answer)
