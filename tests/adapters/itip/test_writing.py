"""Answers out: property by property as RFC 5546 wants them, in a mail as RFC 6047 does, read by others."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import get_args

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.adapters.calendars.ics import read_calendar
from counterpoint.adapters.itip.reading import read_messages
from counterpoint.adapters.itip.writing import answer_as_ics, answer_as_mail
from counterpoint.domain.inviting import Answer, Message, Occasion, Party, Said, answer_to
from counterpoint.domain.timeline import Span
from tests.adapters.itip.shapes import MAILS, an_event

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
FRIDAY = Span(datetime(2026, 11, 27, 13, tzinfo=UTC), datetime(2026, 11, 27, 14, tzinfo=UTC))
TEXT = "Hi Anna,\n\nhow about Friday 27 November, 14:00–15:00 (13:00–14:00 in London)?"
SAYINGS: tuple[Said, ...] = get_args(Said)


def message_of(raw: bytes) -> Message:
    return read_messages(raw, now=NOW, zone="Europe/Berlin").messages[0]


def answered(message: Message, said: Said, **given) -> Answer:
    usual = {"me": "ada@example.org", "at": NOW, "text": TEXT, "zone": "Europe/Berlin"}
    proposed = FRIDAY if said == "counter" else None
    return answer_to(message, said, **{**usual, "proposed": proposed, **given})


def read_by_vobject(raw: bytes):
    return vobject.readOne(raw.decode())


def validate(raw: bytes, message: Message, said: Said) -> None:
    """Each row of the tables for REPLY (§3.2.3) and COUNTER (§3.2.7), as a second program reads them."""
    calendar = read_by_vobject(raw)
    assert calendar.method.value == ("COUNTER" if said == "counter" else "REPLY")
    assert calendar.version.value == "2.0"
    assert calendar.prodid.value
    (event,) = calendar.vevent_list
    (attendee,) = event.attendee_list
    assert attendee.value == "mailto:ada@example.org"
    status = {"accept": "ACCEPTED", "counter": "TENTATIVE", "decline": "DECLINED"}
    assert attendee.params["PARTSTAT"] == [status[said]]
    assert event.organizer.value in {f"mailto:{message.organiser.address}", message.organiser.uri}
    assert event.uid.value == message.uid
    assert int(event.sequence.value) == message.sequence
    assert event.dtstamp.value == NOW
    assert event.summary.value == message.summary
    assert event.comment.value == TEXT
    assert "valarm" not in event.contents
    assert len(calendar.contents.get("vtimezone", [])) == 0
    assert b"TZID" not in raw
    if said == "counter":
        assert (event.dtstart.value, event.dtend.value) == (FRIDAY.start, FRIDAY.end)
        text = raw.decode()
        assert "X-MS-OLK-ORIGINALSTART:20261126T170000Z" in text
        assert "X-MS-OLK-ORIGINALEND:20261126T180000Z" in text
        assert "request-status" not in event.contents
    else:
        assert event.contents["request-status"][0].value == ["2.0", "Success"]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("shape", list(MAILS))
@pytest.mark.parametrize("said", SAYINGS)
def test_every_answer_to_every_shape_has_each_property_that_the_table_asks_for(shape, said):
    message = message_of(MAILS[shape]())
    validate(answer_as_ics(answered(message, said)), message, said)


@pytest.mark.parametrize("shape", list(MAILS))
@pytest.mark.parametrize("said", SAYINGS)
def test_the_mail_is_a_mixed_of_an_alternative_and_the_same_calendar(shape, said):
    message = message_of(MAILS[shape]())
    answer = answered(message, said)
    mail = message_from_bytes(answer_as_mail(answer), policy=policy.default)
    tree = [part.get_content_type() for part in mail.walk()]
    assert tree == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics")
    ]
    plain, calendar, attached = [part for part in mail.walk() if not part.is_multipart()]
    assert plain.get_content().strip().replace("\r\n", "\n") == TEXT
    assert calendar.get_param("method") == attached.get_param("method") == answer.method
    assert calendar.get_content_charset() == "utf-8"
    raw = calendar.get_payload(decode=True)
    assert raw == attached.get_payload(decode=True) == answer_as_ics(answer)
    validate(raw, message, said)
    assert mail["From"].addresses[0].addr_spec == "ada@example.org"
    assert mail["To"].addresses[0].addr_spec == message.organiser.address
    assert mail["In-Reply-To"] == message.message_id
    assert mail["X-Unsent"] == "1"
    assert message.summary in mail["Subject"]


@pytest.mark.parametrize("length", [80, 300])
def test_a_long_id_stands_in_the_mail_as_it_is(length):
    """As Outlook makes them; an encoded word is forbidden there (RFC 2047 §5)."""
    id = f"<{'A' * (length - 15)}@example.org>"
    message = replace(message_of(MAILS["outlook"]()), message_id=id)
    lines = answer_as_mail(answered(message, "accept")).split(b"\r\n")
    assert f"In-Reply-To: {id}".encode() in lines
    assert f"References: {id}".encode() in lines
    assert all(len(line) <= 998 for line in lines)


@pytest.mark.parametrize("word", ["=?utf-8?b?/w==?=", "=?utf-8?q?Hello?=", "=?x?q?a?= =?x?q?b?="])
def test_text_that_looks_like_an_encoded_word_is_no_more_than_text(word):
    message = message_of(an_event(f"SUMMARY:Launch {word}", f'ORGANIZER;CN="{word}":mailto:anna@example.org'))
    mail = message_from_bytes(answer_as_mail(answered(message, "accept")), policy=policy.default)
    plain = word.replace("=?", "= ?")
    assert mail["Subject"] == f"Accepted: Launch {plain}"
    assert mail["To"].addresses[0].display_name == plain


def test_an_answer_about_one_instance_names_it_and_one_to_a_series_names_none():
    series = message_of(an_event("RRULE:FREQ=WEEKLY;COUNT=4", "SEQUENCE:2"))
    whole = read_by_vobject(answer_as_ics(answered(series, "accept"))).vevent
    assert "recurrence-id" not in whole.contents
    assert "dtstart" not in whole.contents
    second = read_by_vobject(answer_as_ics(answered(series, "decline", occasion=series.times[1]))).vevent
    assert second.contents["recurrence-id"][0].value == series.times[1].span.start
    counter = read_by_vobject(answer_as_ics(answered(series, "counter"))).vevent
    assert counter.contents["recurrence-id"][0].value == series.times[0].span.start
    assert counter.sequence.value == "2"


def test_a_whole_day_is_answered_with_days():
    message = message_of(an_event("DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261127"))
    friday = Span(datetime(2026, 11, 26, 23, tzinfo=UTC), datetime(2026, 11, 27, 23, tzinfo=UTC))
    text = answer_as_ics(answered(message, "counter", proposed=friday)).decode()
    assert "DTSTART;VALUE=DATE:20261127" in text
    assert "DTEND;VALUE=DATE:20261128" in text
    assert "X-MS-OLK-ORIGINALSTART;VALUE=DATE:20261126" in text


def test_whoever_it_was_handed_on_to_says_by_whom_and_lets_them_know():
    message = message_of(
        an_event(
            'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:bo@example.org":mailto:ada@example.org'
        )
    )
    answer = answered(message, "accept")
    (me,) = read_by_vobject(answer_as_ics(answer)).vevent.attendee_list
    assert me.params["DELEGATED-FROM"] == ["mailto:bo@example.org"]
    mail = message_from_bytes(answer_as_mail(answer), policy=policy.default)
    assert [each.addr_spec for each in mail["Cc"].addresses] == ["bo@example.org"]


def test_a_uid_goes_back_as_it_came():
    message = message_of(an_event(uid="a\\,b;c@x"))
    assert b"UID:a\\,b;c@x\r\n" in answer_as_ics(answered(message, "accept"))


def test_somebody_named_by_a_path_is_named_so_again_and_written_to_by_mail():
    message = message_of(MAILS["apple"]())
    text = answer_as_ics(answered(message, "accept")).replace(b"\r\n ", b"")
    assert b":/aMTc4NTQ2/principal/" in text
    assert b"EMAIL" in text


HOSTILE = st.text(
    st.sampled_from("ab <>\"';:,\\^=\r\n\t\0\x0b\x1b\x7f\x85\u2028\u202e\ud800é😀{}&@"), max_size=60
)
PLAIN_HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"),
}


@given(summary=HOSTILE, organiser=HOSTILE, me=HOSTILE, text=HOSTILE, said=st.sampled_from(SAYINGS))
def test_no_text_adds_a_header_a_property_or_a_part(summary, organiser, me, text, said):
    message = Message(
        "REQUEST", "u1", 1, NOW, organiser=Party("anna@example.org", organiser),
        attendees=(Party("ada@example.org", me),), summary=summary, times=(Occasion("", FRIDAY),),
    )  # fmt: skip
    answer = answered(message, said, text=text, proposed=FRIDAY if said == "counter" else None)
    raw = answer_as_mail(answer)
    mail = message_from_bytes(raw, policy=policy.default)
    assert set(mail.keys()) == PLAIN_HEADERS
    assert [each.addr_spec for each in mail["To"].addresses] == ["anna@example.org"]
    assert [each.addr_spec for each in mail["From"].addresses] == ["ada@example.org"]
    assert sum(1 for _part in mail.walk()) == 5
    names = {
        re.split("[;:]", line)[0]
        for line in answer_as_ics(answer).decode().replace("\r\n ", "").split("\r\n")
    }
    assert names - {""} <= {
        *("BEGIN", "END", "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "SEQUENCE", "ORGANIZER"),
        *("ATTENDEE", "SUMMARY", "DTSTART", "DTEND", "COMMENT", "REQUEST-STATUS"),
        *("X-MS-OLK-ORIGINALSTART", "X-MS-OLK-ORIGINALEND"),
    }
    read_by_vobject(answer_as_ics(answer))


def test_our_own_reader_takes_an_answer_for_no_event():
    """What came back by mistake must not stand in a week."""
    file = read_calendar(answer_as_ics(answered(message_of(MAILS["google"]()), "counter")))
    window = Span(NOW, NOW + timedelta(days=7))
    (only,) = file.agenda(window, zone="UTC").occurrences
    assert not only.blocking


def test_the_answer_of_somebody_without_a_name_has_no_empty_one():
    message = message_of(an_event("ORGANIZER:mailto:anna@example.org"))
    text = answer_as_ics(answered(replace(message, summary=""), "accept"))
    assert b"CN=" not in text
    assert b"SUMMARY:\r\n" in text
