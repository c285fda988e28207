"""Invitations in, as the big programs shape them, and as nobody should."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from counterpoint.adapters.itip.mails import NotAnInvitation
from counterpoint.adapters.itip.reading import read_messages
from counterpoint.domain.inviting import Message
from counterpoint.domain.timeline import Span
from counterpoint.engines.recurrence.budget import Budget
from tests.adapters.itip.shapes import GOOGLE_ICS, MAILS, an_event, crlf, google_mail, outlook_mail

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOUR = Span(datetime(2026, 11, 26, 17, tzinfo=UTC), datetime(2026, 11, 26, 18, tzinfo=UTC))


def read(raw: bytes, zone: str = "Europe/Berlin"):
    return read_messages(raw, now=NOW, zone=zone)


def one(raw: bytes) -> Message:
    found = read(raw)
    assert not found.set_aside
    (message,) = found.messages
    return message


def aside(raw: bytes) -> str:
    found = read(raw)
    assert not found.messages
    return " ".join(each.why for each in found.set_aside)


@pytest.mark.parametrize(
    ("shape", "organiser", "uri", "zone", "sequence"),
    [
        ("outlook", "anna@contoso.example", "", "Europe/Berlin", 3),
        ("google", "anna@gmail.example", "", "", 0),
        ("apple", "anna@icloud.example", "/aMTc4NTQ2/principal/", "Europe/Berlin", 1),
    ],
)
def test_an_invitation_of_each_shape_is_one_request_for_one_hour(shape, organiser, uri, zone, sequence):
    message = one(MAILS[shape]())
    assert [each.span for each in message.times] == [HOUR]
    assert (message.method, message.sequence, message.zone) == ("REQUEST", sequence, zone)
    assert message.organiser is not None
    assert (message.organiser.address, message.organiser.uri) == (organiser, uri)
    assert "ada@example.org" in {each.address for each in message.attendees}
    assert message.summary.startswith("Launch")
    assert message.sender == organiser
    assert message.message_id.startswith("<")


def test_what_is_escaped_folded_or_long_comes_whole():
    message = one(outlook_mail())
    assert message.summary == "Launch; letzte Runde"
    assert len(message.uid) == 112
    assert [each.name for each in message.attendees] == ["Ada Lovelace", "Bo"]
    assert message.description == "Wir sehen uns an, was fehlt."


def test_a_calendar_by_itself_is_read_like_the_mail_that_it_came_in():
    assert one(crlf(GOOGLE_ICS)).times == one(google_mail()).times


def test_a_mail_forwarded_as_an_attachment_is_read_through():
    inner = google_mail().decode()
    outer = (
        "From: me@example.org\nTo: me@work.example\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="fwd"\n\n'
        "--fwd\nContent-Type: text/plain\n\nSee below.\n"
        f"--fwd\nContent-Type: message/rfc822\n\n{inner}\n--fwd--\n"
    )
    assert one(outer.encode()).uid.endswith("@google.com")


def test_a_series_gives_its_times_ahead_and_says_when_it_goes_on():
    message = one(an_event("RRULE:FREQ=WEEKLY;COUNT=5"))
    assert [each.recurrence_id for each in message.times][:2] == ["20261126T170000Z", "20261203T170000Z"]
    assert (len(message.times), message.repeats, message.goes_on) == (5, True, False)
    daily = one(an_event("RRULE:FREQ=DAILY"))
    assert daily.goes_on
    assert daily.times[0].span == HOUR


def test_a_series_that_begins_in_years_has_its_first_times():
    message = one(an_event("DTSTART:20311127T170000Z", "DTEND:20311127T180000Z", "RRULE:FREQ=WEEKLY;COUNT=4"))
    assert len(message.times) == 4


def test_changed_instances_that_come_with_a_series_are_in_its_times():
    both = an_event("RRULE:FREQ=WEEKLY;COUNT=3").decode()
    changed = an_event(
        "RECURRENCE-ID:20261203T170000Z", "DTSTART:20261203T190000Z", "DTEND:20261203T200000Z"
    ).decode()
    event = changed[changed.index("BEGIN:VEVENT") : changed.index("END:VCALENDAR")]
    message = one(both.replace("END:VCALENDAR", f"{event}END:VCALENDAR").encode())
    assert [each.span.start.hour for each in message.times] == [17, 19, 17]
    assert message.times[1].recurrence_id == "20261203T170000Z"


def test_an_instance_by_itself_is_named_by_its_original_start():
    message = one(an_event("RECURRENCE-ID;TZID=Europe/Berlin:20261203T180000", "SEQUENCE:2"))
    assert (message.recurrence_id, message.sequence) == ("20261203T170000Z", 2)
    assert message.times[0].span == HOUR
    dated = one(
        an_event(
            "RECURRENCE-ID;VALUE=DATE:20261203", "DTSTART;VALUE=DATE:20261204", "DTEND;VALUE=DATE:20261205"
        )
    )
    assert (dated.recurrence_id, dated.all_day) == ("20261203", True)
    assert (dated.times[0].first_on, dated.times[0].until_on) == (date(2026, 12, 4), date(2026, 12, 5))


def test_a_delegation_says_from_and_to_whom():
    message = one(
        an_event(
            'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:ada@example.org":mailto:bo@example.org',
            'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:bo@example.org":mailto:ada@example.org',
        )
    )
    bo, ada = message.attendees
    assert (bo.status, bo.to) == ("DELEGATED", "ada@example.org")
    assert ada.by == "bo@example.org"


def test_what_declines_a_counter_needs_no_times_of_its_own():
    raw = b"\r\n".join(
        each
        for each in an_event("COMMENT:Sorry", method="DECLINECOUNTER").split(b"\r\n")
        if not each.startswith((b"DTEND", b"SUMMARY", b"ATTENDEE"))
    )
    message = one(raw)
    assert (message.method, message.comment) == ("DECLINECOUNTER", "Sorry")


def test_a_declined_counter_without_any_start_is_read_as_well():
    raw = b"\r\n".join(
        each
        for each in an_event(method="DECLINECOUNTER").split(b"\r\n")
        if not each.startswith((b"DTSTART", b"DTEND", b"SUMMARY", b"ATTENDEE"))
    )
    assert one(raw).method == "DECLINECOUNTER"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (an_event(method=""), "no METHOD"),
        (an_event(method="PUBLISH"), "asks for no answer"),
        (an_event(method="REPLY"), "invitation of your own"),
        (an_event(method="ADD"), "whole series once more"),
        (an_event(method="NONSENSE"), "none of iTIP"),
        (an_event("UID"), "Without a UID"),
        (an_event("UID:a\x0bb"), "one line of printable text"),
        (an_event("DTSTART:garbage"), "is no date or time"),
        (an_event("ORGANIZER"), "who invites"),
        (an_event("ORGANIZER:invalid:nomail"), "who invites"),
        (an_event("ORGANIZER", method="CANCEL"), "anybody could"),
        (an_event("RECURRENCE-ID:garbage"), "which time is meant"),
        (outlook_mail(method="CANCEL"), "RFC 6047"),
        (
            b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 600 + b"END:VCALENDAR\r\n",
            "more events",
        ),
    ],
)
def test_what_is_broken_is_set_aside_with_the_reason(raw, why):
    assert why in aside(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04 a zip",
        b"From: a@example.org\r\n\r\nDinner on Thursday?",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" * 200,
        b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\nx\r\n" * 50_000,
        b"x" * 10_000_001,
    ],
)
def test_what_has_no_invitation_is_refused_in_a_sentence(raw):
    with pytest.raises(NotAnInvitation) as refused:
        read(raw)
    assert refused.value.advice


def test_what_only_outlook_opens_is_said_to_be_so():
    raw = b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx"
    assert "Only Outlook" in aside(raw)


def test_one_bad_event_costs_the_others_nothing():
    bad, good = an_event("DTSTART:garbage", uid="bad").decode(), an_event(uid="good").decode()
    event = bad[bad.index("BEGIN:VEVENT") : bad.index("END:VCALENDAR")]
    found = read(good.replace("END:VCALENDAR", f"{event}END:VCALENDAR").encode())
    assert [each.uid for each in found.messages] == ["good"]
    assert len(found.set_aside) == 1


def test_in_a_mail_that_names_no_organiser_whoever_sent_it_is_taken():
    plain = "".join(each for each in GOOGLE_ICS.splitlines(keepends=True) if not each.startswith("ORGANIZER"))
    found = read(google_mail(plain))
    assert found.messages[0].organiser.address == "anna@gmail.example"
    assert any("whoever sent the mail" in each.why for each in found.doubts)
    called_off = read(google_mail(plain.replace("METHOD:REQUEST", "METHOD:CANCEL"), "CANCEL"))
    assert called_off.messages[0].organiser.address == "anna@gmail.example"


def many(*events: bytes) -> bytes:
    """Calendars of one event each, one after the other."""
    return b"".join(events)


def test_of_a_great_many_messages_the_first_are_read_and_it_is_told_how_many_more():
    found = read(many(*(an_event(uid=f"u{n}") for n in range(70))))
    assert [each.uid for each in found.messages] == [f"u{n}" for n in range(50)]
    assert any("20 more than the 50" in each.why for each in found.set_aside)
    doubled = read(many(*(an_event(uid=f"u{n % 50}") for n in range(100))))
    assert (len(doubled.messages), doubled.set_aside) == (50, ())


def test_one_event_that_takes_long_to_work_out_leaves_the_others_what_they_need():
    hostile = [
        an_event(
            "DTSTART:19700101T000000Z", "DURATION:PT1S", f"RRULE:FREQ=SECONDLY;BYMONTHDAY={n}", uid=f"h{n}"
        )
        for n in range(1, 20)
    ]
    found = read(many(*hostile, *(an_event("RRULE:FREQ=WEEKLY;COUNT=3", uid=f"u{n}") for n in range(30))))
    assert [len(each.times) for each in found.messages if each.uid.startswith("u")] == [3] * 30


def test_the_work_on_a_file_is_that_of_one_calendar_whatever_number_of_events_it_has(monkeypatch):
    spent = []
    take = Budget.take

    def counted(self, steps=1):
        if self._whole is not None:
            spent.append(steps)
        return take(self, steps)

    monkeypatch.setattr(Budget, "take", counted)
    hostile = [
        an_event(
            "DTSTART:19700101T000000Z",
            "DURATION:PT1S",
            "RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2",
            uid=f"{n}",
        )
        for n in range(60)
    ]
    read(many(*hostile))
    assert sum(spent) < 1_000_000


def test_a_series_that_goes_on_beyond_what_is_kept_of_it_says_so():
    for rule, goes_on in {
        "FREQ=WEEKLY": True,
        "FREQ=WEEKLY;COUNT=53": False,
        "FREQ=WEEKLY;COUNT=60": True,
        "FREQ=WEEKLY;UNTIL=20270601T000000Z": False,
        "FREQ=WEEKLY;UNTIL=20290601T000000Z": True,
        "FREQ=DAILY;COUNT=130": True,
        "FREQ=YEARLY;COUNT=2": False,
        "FREQ=YEARLY;COUNT=3": True,
    }.items():
        assert (rule, one(an_event(f"RRULE:{rule}")).goes_on) == (rule, goes_on)
    assert one(an_event("RDATE:20261203T170000Z,20281203T170000Z")).goes_on
    assert not one(an_event()).goes_on


def test_a_series_at_the_end_of_time_is_read_or_set_aside():
    for start in ("99991231T235959Z", "00010101T000000Z"):
        found = read(an_event(f"DTSTART:{start}", f"DTEND:{start}", "RRULE:FREQ=WEEKLY"))
        assert found.messages or found.set_aside


def test_a_method_that_only_the_mail_says_is_taken_with_a_doubt():
    plain = GOOGLE_ICS.replace("METHOD:REQUEST\n", "")
    found = read(outlook_mail(plain))
    assert found.messages[0].method == "REQUEST"
    assert any("that of the mail" in each.why for each in found.doubts)


def test_without_a_stamp_any_other_revision_is_newer():
    found = read(an_event("DTSTAMP"))
    assert found.messages[0].stamp.year == 1970
    assert found.doubts


def test_hostile_texts_come_as_one_line_of_plain_text():
    message = one(
        an_event(
            "SUMMARY:<script>alert(1)</script>\\nBcc: all@example.org\\r\\nX: y",
            'ORGANIZER;CN="Anna^nBcc: x":mailto:anna@example.org',
        )
    )
    assert "\n" not in message.summary
    assert "\n" not in message.organiser.name


@pytest.mark.parametrize(
    "address",
    [
        "mailto:anna@example.org%0d%0aBcc:x@example.org",
        "mailto:anna@example.org?cc=all@example.org",
        'mailto:"a b"@example.org',
        "mailto:anna@exa mple.org",
        "mailto:" + "a" * 300 + "@example.org",
        "javascript:alert(1)",
    ],
)
def test_an_address_with_anything_beside_it_is_no_address(address):
    assert "who invites" in aside(an_event(f"ORGANIZER:{address}"))


def test_other_zones_and_floating_times_are_placed():
    tokyo = one(an_event("DTSTART;TZID=Asia/Tokyo:20261127T020000", "DTEND;TZID=Asia/Tokyo:20261127T030000"))
    floating = one(an_event("DTSTART:20261126T180000", "DTEND:20261126T190000"))
    assert tokyo.times[0].span == floating.times[0].span == HOUR
    assert (tokyo.zone, floating.zone) == ("Asia/Tokyo", "")


def test_a_long_gone_event_is_read_and_a_series_that_is_over_has_no_times():
    assert one(an_event("DTSTART:20200101T100000Z", "DTEND:20200101T110000Z")).times
    over = one(an_event("DTSTART:20200101T100000Z", "DTEND:20200101T110000Z", "RRULE:FREQ=DAILY;COUNT=3"))
    assert over.times == ()
    assert over.next_time(NOW + timedelta(days=1)) is None
