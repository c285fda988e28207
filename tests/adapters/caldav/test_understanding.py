"""What is sent and understood, without a network: XML, addresses, several answers in one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.adapters.caldav.bodies import multiget, propfind, sync_collection
from counterpoint.adapters.caldav.hrefs import absolute, href_of, is_inside, path_in_answer, same_house
from counterpoint.adapters.caldav.multistatus import multistatus
from counterpoint.adapters.caldav.names import ETAG, HREF, TOKEN, dav
from counterpoint.adapters.caldav.xml_reading import DEEPEST, NotXml, read_xml
from counterpoint.adapters.web_client import Answer, waiting

HOST = "dav.example"
BILLION = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<d:multistatus xmlns:d="DAV:"><d:sync-token>&b;</d:sync-token></d:multistatus>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<d:multistatus xmlns:d="DAV:"><d:sync-token>&secret;</d:sync-token></d:multistatus>"""
SAID = b"""<?xml version="1.0"?><m:multistatus xmlns:m="DAV:">
<m:response><m:href>/ada/a.ics</m:href><m:propstat><m:prop><m:getetag>"1"</m:getetag></m:prop>
<m:status>HTTP/1.1 200 OK</m:status></m:propstat>
<m:propstat><m:prop><m:displayname>no</m:displayname></m:prop>
<m:status>HTTP/1.1 404 Not Found</m:status></m:propstat></m:response>
<m:response><m:href>/ada/b.ics</m:href><m:href>/ada/c.ics</m:href><m:status>HTTP/1.1 404 Not Found</m:status>
</m:response><m:response><m:href>/ada/d.ics</m:href><m:status>gibberish</m:status></m:response>
<m:sync-token>t2</m:sync-token></m:multistatus>"""


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


@pytest.mark.parametrize(
    "raw",
    [
        BILLION,
        OUTSIDE,
        nested(DEEPEST + 1),
        b"<a " + b" ".join(b'b%d="1"' % n for n in range(60)) + b"/>",
        b"",
        b"<a>",
        b"\x00\xff",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"<html><body>Sign in",
        b"<a>&undefined;</a>",
    ],
)
def test_what_could_do_harm_or_is_no_xml_is_refused_and_names_the_host_alone(raw: bytes) -> None:
    with pytest.raises(NotXml) as refused:
        read_xml(raw, HOST)
    assert HOST in refused.value.message


def test_what_is_deep_but_honest_is_read() -> None:
    assert read_xml(nested(DEEPEST), HOST).name == "a"


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    try:
        read_xml(b"<a>" + raw + b"</a>", HOST)
    except NotXml:
        return


def test_what_is_said_of_several_things_is_told_apart() -> None:
    found = multistatus(read_xml(SAID, HOST), HOST)
    assert [(each.href, each.status) for each in found.said] == [
        ("/ada/a.ics", 200),
        ("/ada/b.ics", 404),
        ("/ada/c.ics", 404),
        ("/ada/d.ics", 500),
    ]
    assert found.said[0].text(ETAG) == '"1"'
    assert found.said[0].text(dav("displayname")) == ""
    assert found.token == "t2"


def test_another_document_is_no_multistatus() -> None:
    with pytest.raises(NotXml):
        multistatus(read_xml(b"<html/>", HOST), HOST)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_whatever_a_server_named_can_be_asked_for_again(name: str) -> None:
    body = read_xml(multiget([name]), HOST)
    assert [each.text for each in body.all(HREF)] == [name]
    assert read_xml(sync_collection(name), HOST).first(TOKEN)


def test_a_limit_is_never_sent() -> None:
    for body in (sync_collection("t"), multiget(["/a"]), propfind(ETAG)):
        assert b"limit" not in body


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/ada/my%20work/a.ics", "/ada/my work/a.ics"),
        ("/ada/%7Ework/a%40b.ics", "/ada/~work/a@b.ics"),
        ("https://dav.example/ada/a.ics", "/ada/a.ics"),
        ("/ada/%c3%a4.ics", "/ada/ä.ics"),
    ],
)
def test_the_same_thing_has_the_same_name_however_it_is_written(one: str, other: str) -> None:
    assert href_of(one) == href_of(other)


def test_a_slash_in_a_name_stays_in_the_name() -> None:
    assert href_of("/ada/a%2Fb.ics") == "/ada/a%2Fb.ics"


@pytest.mark.parametrize(
    ("href", "inside"),
    [
        ("/ada/work/a.ics", True),
        ("/ada/work/", False),
        ("/ada/work", False),
        ("/ada/work/folder/", False),
        ("/ada/workshop/a.ics", False),
        ("/grace/work/a.ics", False),
    ],
)
def test_only_what_is_in_the_calendar_is_taken_from_it(href: str, *, inside: bool) -> None:
    assert is_inside(href, "https://dav.example/ada/work/") is inside


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/ada/", "https://dav.example/ada/"),
        ("work/", "https://dav.example/dav/work/"),
        ("https://p42.example/x?y#z", "https://p42.example/x"),
        ("ftp://dav.example/", ""),
        ("javascript:alert(1)", ""),
        ("https://[broken/", ""),
        ("/" + "a" * 3000, ""),
    ],
)
def test_an_address_in_an_answer_is_one_that_can_be_asked_or_none(href: str, address: str) -> None:
    assert absolute(href, "https://dav.example/dav/") == address


@pytest.mark.parametrize(
    ("host", "own", "same"),
    [
        ("dav.example", "dav.example", True),
        ("DAV.example.", "dav.example", True),
        ("p42-caldav.icloud.com", "caldav.icloud.com", True),
        ("icloud.com", "caldav.icloud.com", True),
        ("dav.mailbox.org", "mailbox.org", True),
        ("evil.example", "dav.example", False),
        ("notmailbox.org", "mailbox.org", False),
        ("mailbox.org.evil.example", "mailbox.org", False),
        ("10.0.0.2", "10.0.0.1", False),
        ("other", "localhost", False),
        ("fd00::2", "fd00::1", False),
    ],
)
def test_a_password_goes_only_to_hosts_of_the_same_house(host: str, own: str, *, same: bool) -> None:
    assert same_house(host, own) is same


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "120"}, timedelta(minutes=2)),
        ({"retry-after": "9999999"}, timedelta(days=1)),
        (
            {"retry-after": "Thu, 26 Nov 2026 12:10:00 GMT", "date": "Thu, 26 Nov 2026 12:00:00 GMT"},
            timedelta(minutes=10),
        ),
        (
            {"retry-after": "Thu, 26 Nov 2026 11:00:00 GMT", "date": "Thu, 26 Nov 2026 12:00:00 GMT"},
            timedelta(0),
        ),
        ({"retry-after": "Thu, 26 Nov 2026 12:10:00 GMT"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait_is_read_in_both_its_forms(headers: dict[str, str], wait: timedelta | None) -> None:
    assert waiting(Answer(503, headers, b"", HOST)) == wait


@given(st.from_regex(r"\A/{0,2}([a-z%2.~@;?#:/-]|%C3%BC|ü|\.\./){0,12}\Z"))
def test_a_path_that_is_taken_as_it_stands_is_what_working_it_out_gives(href: str) -> None:
    base = "https://dav.example/ada/work/"
    assert path_in_answer(href, base) == href_of(absolute(href.strip(), base))
