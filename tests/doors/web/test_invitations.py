"""Invitations through their pages: handed in, judged, answered with a file to take along, followed up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from email import message_from_bytes, policy
from html import unescape

import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import ProtectedTime, Request
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from counterpoint.domain.values import CoreValue
from tests.adapters.itip.shapes import GOOGLE_ICS, MAILS, an_event, google_mail, outlook_mail
from tests.seeds import drawn

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WAYS = [(each, less) for each in ("accept", "counter", "decline") for less in ("nothing", "commitment")]
SECRETS = ("SECRET-DINNER", "SECRET-VALUE", "SECRET-TASK", "SECRET-NOTE")


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch, diary: Diary) -> None:
    """Monday, nine in the morning in Berlin; dinner is firm, for a value that nobody is told of."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, zone="Europe/Berlin", name="Ada"), version=kept.version)
    diary.values.add(CoreValue("family", "SECRET-VALUE", 1))
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19))
    diary.protected.add(ProtectedTime("dinner", "SECRET-DINNER", (evening,), "firm", "family"))
    diary.tasks.add(Task("task", "SECRET-TASK", 120, ""))


def hand_in(tab: Client, *raw: bytes, follow: bool = True):
    files = [SimpleUploadedFile(f"invite-{n}.eml", each) for n, each in enumerate(raw)]
    return tab.post("/requests/hand-in/", {"file": files}, follow=follow)


def only(diary: Diary) -> Request:
    (kept,) = diary.dated(Request).all()
    return kept.thing


def fields_of(page: str) -> dict[str, str]:
    """What the form of the reply would send."""
    form = page[page.index('id="reply-form"') :]
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    text = re.search(r'<textarea id="reply"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    return hidden | {"reply": unescape(text[1].strip()) if text else ""}


def take_along(tab: Client, request: Request, answering: str, kind: str = "eml", **more: str):
    page = tab.get(f"/requests/one/{request.id}/", {"answering": answering, **more}).content.decode()
    return tab.post(f"/requests/one/{request.id}/answer.{kind}", fields_of(page))


@pytest.mark.parametrize("shape", list(MAILS))
def test_an_invitation_of_each_shape_comes_to_a_page_with_its_verdict(
    tab: Client, diary: Diary, shape: str
) -> None:
    page = hand_in(tab, MAILS[shape]()).content.decode()
    assert "It crosses something firm" in page
    assert "The invitation" in page
    assert "Thursday 26 November, 18:00–19:00" in page
    assert "from ada@example.org" in page
    assert only(diary).state == "open"


@pytest.mark.parametrize("shape", list(MAILS))
def test_a_counter_can_be_taken_along_and_another_program_reads_it(
    tab: Client, diary: Diary, shape: str
) -> None:
    hand_in(tab, MAILS[shape]())
    answer = take_along(tab, only(diary), "counter")
    assert answer["Content-Disposition"] == 'attachment; filename="answer.eml"'
    mail = message_from_bytes(answer.content, policy=policy.default)
    calendar = next(each for each in mail.walk() if each.get_content_type() == "text/calendar")
    event = vobject.readOne(calendar.get_payload(decode=True).decode()).vevent
    assert (
        mail.get_body(("plain",)).get_content().strip().splitlines()[0] == event.comment.value.splitlines()[0]
    )
    assert event.attendee.params["PARTSTAT"] == ["TENTATIVE"]
    assert event.dtstart.value != datetime(2026, 11, 26, 17, tzinfo=UTC)
    assert only(diary).state == "open"


@pytest.mark.parametrize(("answering", "disclosure"), drawn(WAYS, 2, "ways to answer"))
def test_no_private_word_is_in_any_byte_that_goes_out(
    tab: Client, diary: Diary, answering: str, disclosure: str
) -> None:
    hand_in(tab, outlook_mail())
    kept = diary.dated(Request).all()[0]
    diary.dated(Request).change(replace(kept.thing, notes="SECRET-NOTE"), version=kept.version)
    for tone in ("warm", "brief", "formal"):
        for kind in ("eml", "ics"):
            said = take_along(tab, kept.thing, answering, kind, disclosure=disclosure, tone=tone).content
            parts = (each.get_payload(decode=True) or b"" for each in message_from_bytes(said).walk())
            for secret in SECRETS:
                assert secret.encode() not in said.replace(b"\r\n ", b"") + b"".join(parts).replace(
                    b"\r\n ", b""
                )


def test_the_value_goes_out_only_where_its_boundary_says_so(tab: Client, diary: Diary) -> None:
    hand_in(tab, outlook_mail())
    said = take_along(tab, only(diary), "decline", "ics", disclosure="value").content.replace(b"\r\n ", b"")
    assert b"SECRET-VALUE" in said
    assert b"SECRET-DINNER" not in said


def test_the_time_that_is_chosen_is_the_one_that_is_proposed(tab: Client, diary: Diary) -> None:
    hand_in(tab, outlook_mail())
    page = tab.get(f"/requests/one/{only(diary).id}/").content.decode()
    others = re.findall(r'<option value="(2026[^"]*)"', page)
    assert len(others) == 3
    said = take_along(tab, only(diary), "counter", "ics", proposed=others[2])
    start = others[2].partition("/")[0]
    event = vobject.readOne(said.content.decode()).vevent
    assert event.dtstart.value == datetime.fromisoformat(start)
    tab.post(
        f"/requests/one/{only(diary).id}/answer/",
        {"act": "counter", "version": "1", "reply": "Friday?", "taken_time": others[2]},
    )
    (kept,) = diary.dated(Invitation).all()
    assert kept.thing.proposed is not None
    assert kept.thing.proposed.start == event.dtstart.value
    answered = tab.get(f"/requests/one/{only(diary).id}/").content.decode()
    assert f'value="{others[2]}"' in answered
    assert "Proposing another time, as a mail (.eml)" in answered


def test_what_follows_is_told_in_the_list_and_on_the_page(tab: Client, diary: Diary) -> None:
    hand_in(tab, google_mail())
    moved = (
        GOOGLE_ICS.replace("20261126T17", "20261127T09")
        .replace("20261126T18", "20261127T10")
        .replace("SEQUENCE:0", "SEQUENCE:1")
    )
    hand_in(tab, google_mail(moved))
    assert "Anna moved it: this is the new time." in tab.get("/requests/").content.decode()
    off = moved.replace("METHOD:REQUEST", "METHOD:CANCEL").replace("SEQUENCE:1", "SEQUENCE:2")
    page = hand_in(tab, google_mail(off, "CANCEL")).content.decode()
    assert "Anna called it off. Your week is free of it." in page
    assert only(diary).state == "called_off"
    assert "called off" in tab.get("/requests/").content.decode()


def test_a_series_tells_how_many_of_its_times_cross_what(tab: Client) -> None:
    page = hand_in(tab, an_event("RRULE:FREQ=WEEKLY;COUNT=9")).content.decode()
    assert "Of its next 4 times, 4 cross something firm." in page
    assert "It is about Thursday 26 November, 18:00–19:00 alone" in page
    assert "“SECRET-DINNER” is in its way 4 times." in page


def test_the_same_file_twice_and_a_broken_one_between_are_told_and_lose_nothing(
    tab: Client, diary: Diary
) -> None:
    page = hand_in(
        tab, google_mail(), b"rubbish", an_event("DTSTART:rubbish", uid="x"), google_mail()
    ).content.decode()
    assert "was here already; nothing changed" in page
    assert "There is no invitation in this file." in page
    assert "Set aside" in page
    assert only(diary).what == "Launch"


def test_who_one_is_can_be_chosen_among_those_invited(tab: Client, diary: Diary) -> None:
    raw = an_event("ATTENDEE;CN=Bo:mailto:bo@example.org", "ATTENDEE;CN=Cy:mailto:cy@example.org")
    page = hand_in(tab, raw).content.decode()
    assert "By which address are you invited?" in page
    refused = take_along(tab, only(diary), "accept")
    assert refused.status_code == 302
    tab.post(f"/requests/one/{only(diary).id}/me/", {"me": "cy@example.org"})
    assert b"cy@example.org" in take_along(tab, only(diary), "accept").content


def test_whom_it_was_forwarded_to_is_asked_and_may_write_an_address_of_their_own(
    tab: Client, diary: Diary
) -> None:
    page = hand_in(tab, an_event("ATTENDEE;CN=Bo:mailto:bo@example.org")).content.decode()
    assert "That you are bo@example.org is a guess" in page
    path = f"/requests/one/{only(diary).id}/me/"
    refused = tab.post(path, {"me": "bo@example.org", "other": "x\r\nBcc: all@example.org"}, follow=True)
    assert "is no mail address" in refused.content.decode()
    page = tab.post(
        path, {"me": "bo@example.org", "other": "carol@example.org"}, follow=True
    ).content.decode()
    assert "is a guess" not in page
    assert "from carol@example.org" in page
    mail = message_from_bytes(take_along(tab, only(diary), "accept").content, policy=policy.default)
    assert mail["From"] == "carol@example.org"
    assert "bo@example.org" not in mail.as_string()


def test_whoever_wants_no_counter_gets_none(tab: Client, diary: Diary) -> None:
    page = hand_in(tab, an_event("X-MICROSOFT-DISALLOW-COUNTER:TRUE")).content.decode()
    assert "asked for no other times" in page
    assert take_along(tab, only(diary), "counter").status_code == 302


def test_no_text_of_an_invitation_becomes_a_part_of_the_page(tab: Client, diary: Diary) -> None:
    lines = [
        "SUMMARY:<script>alert(1)</script>",
        'ORGANIZER;CN="<img src=x onerror=alert(1)>":mailto:anna@example.org',
        "LOCATION:<script>alert(1)</script>",
        "DESCRIPTION:<script>alert(1)</script>",
        "UID:<script>alert(1)</script>",
        'ATTENDEE;CN="<script>alert(1)</script>":mailto:ada@example.org',
        "RRULE:FREQ=WEEKLY;COUNT=3",
    ]
    page = hand_in(tab, an_event(*lines)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<script>alert" not in tab.get("/requests/").content.decode()
    mail = message_from_bytes(take_along(tab, only(diary), "accept").content, policy=policy.default)
    assert len(list(mail.walk())) == 5


@pytest.mark.parametrize(
    "text", ["x\r\nBcc: all@example.org\r\n", "x\nATTENDEE:mailto:eve@example.net", "\x00\x0b"]
)
def test_no_text_of_the_reply_adds_a_header_or_a_property(tab: Client, diary: Diary, text: str) -> None:
    hand_in(tab, google_mail())
    data = {"taken": "accept", "reply": text}
    mail = message_from_bytes(
        tab.post(f"/requests/one/{only(diary).id}/answer.eml", data).content, policy=policy.default
    )
    assert mail["Bcc"] is None
    calendar = next(each for each in mail.walk() if each.get_content_type() == "text/calendar")
    event = vobject.readOne(calendar.get_payload(decode=True).decode()).vevent
    assert len(event.attendee_list) == 1


@pytest.mark.parametrize(
    "time",
    ["", "x", "/", "2026-11-27T10:00/2026-11-27T09:00", "9" * 100, "0001-01-01T00:00+23:00/0001-01-01T00:00"],
)
def test_a_time_that_is_none_is_no_proposal(tab: Client, diary: Diary, time: str) -> None:
    hand_in(tab, google_mail())
    data = {"taken": "counter", "reply": "x", "taken_time": time}
    assert tab.post(f"/requests/one/{only(diary).id}/answer.eml", data).status_code == 302


def test_nobody_else_hands_out_an_answer_or_says_who_one_is(
    tab: Client, diary: Diary, client: Client
) -> None:
    hand_in(tab, google_mail())
    id = only(diary).id
    for path in (
        f"/requests/one/{id}/answer.eml",
        f"/requests/one/{id}/answer.ics",
        f"/requests/one/{id}/me/",
    ):
        answer = Client().post(path, {"taken": "accept", "reply": "x"})
        assert answer.status_code in (302, 403)
        assert b"anna@gmail.example" not in answer.content


def test_without_a_file_the_page_says_so(tab: Client) -> None:
    assert "No file was chosen." in tab.post("/requests/hand-in/", follow=True).content.decode()


def test_a_form_of_another_site_hands_nothing_in(ada: Person, diary: Diary) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert hand_in(strict, google_mail(), follow=False).status_code == 403
    assert not diary.dated(Invitation).all()
