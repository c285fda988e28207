"""Adding calendars from files and from addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counterpoint.doors.web.calendars import uploads as quotas
from tests.calendars import NOW, calendar, event

STANDUP = event("1@t", "Standup", NOW + timedelta(hours=2))
CHOIR = event("2@t", "Choir", NOW + timedelta(hours=10))


def file(content: bytes, name: str = "work.ics") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/calendar")


def send(signed_in: Client, *files: SimpleUploadedFile, **more: str) -> Any:
    return signed_in.post("/calendars/add/", {"file": list(files), **more}, follow=True)


def test_the_empty_page_teaches_where_calendars_come_from(signed_in: Client) -> None:
    page = signed_in.get("/calendars/").content.decode()
    assert "Begin with the calendars you already keep" in page
    assert "Secret address in iCal format" in page


def test_a_file_becomes_a_calendar_of_a_domain(signed_in: Client, diary: Any) -> None:
    page = send(signed_in, file(calendar(STANDUP, name="Office")), domain="d-work").content.decode()
    (kept,) = diary.calendars.all()
    assert (kept.thing.name, kept.thing.domain_id, kept.thing.events) == ("Office", "d-work", 1)
    assert diary.calendars.raw(kept.thing.id) == calendar(STANDUP, name="Office")
    assert "“Office” is here, with 1 event." in page


def test_several_files_are_added_at_once(signed_in: Client, diary: Any) -> None:
    send(signed_in, file(calendar(STANDUP)), file(calendar(CHOIR), "choir.ics"))
    assert [kept.thing.name for kept in diary.calendars.all()] == ["work", "choir"]


def test_the_same_file_twice_makes_no_duplicate(signed_in: Client, diary: Any) -> None:
    send(signed_in, file(calendar(STANDUP)))
    page = send(signed_in, file(calendar(STANDUP), "again.ics")).content.decode()
    assert len(diary.calendars.all()) == 1
    assert "“again.ics” is already here, as “work”." in page


def test_of_several_files_the_good_ones_are_kept_and_the_bad_one_is_named(
    signed_in: Client, diary: Any
) -> None:
    page = send(signed_in, file(calendar(STANDUP)), file(b"%PDF-1.7 \n", "plan.pdf")).content.decode()
    assert [kept.thing.name for kept in diary.calendars.all()] == ["work"]
    assert "“plan.pdf” is a PDF." in page


@pytest.mark.parametrize(
    "content, name, words",
    [
        (b"", "a.ics", "“a.ics” is empty."),
        (b"PK\x03\x04 BEGIN:VCALENDAR", "a.zip", "is a zip archive. Unpack it first"),
        (b"%PDF-1.7", "a.pdf", "is a PDF."),
        (b"<!DOCTYPE html><p>Sign in", "a.ics", "is a web page."),
        (b"BEGIN:VCARD\r\nEND:VCARD", "a.vcf", "is a list of contacts."),
        (b"name,date\nx,y", "a.csv", "is not a calendar."),
        (b"\x00\x01\x02\xff" * 300, "a.bin", "is not a calendar."),
    ],
)
def test_what_is_no_calendar_is_explained_and_not_kept(
    signed_in: Client, diary: Any, content: bytes, name: str, words: str
) -> None:
    answer = signed_in.post("/calendars/add/", {"file": file(content, name), "domain": "d-family"})
    page = answer.content.decode().replace("</strong>", "")
    assert answer.status_code == 422
    assert words in page
    assert '<option value="d-family" selected>' in page
    assert diary.calendars.all() == ()


def test_a_partly_bad_file_gives_what_is_good_and_counts_what_is_not(signed_in: Client, diary: Any) -> None:
    bad = "BEGIN:VEVENT\r\nUID:3@t\r\nSUMMARY:Lost\r\nDTSTART:tomorrow\r\nEND:VEVENT"
    page = send(signed_in, file(calendar(STANDUP, bad))).content.decode()
    (kept,) = diary.calendars.all()
    assert kept.thing.events == 1
    assert "1 part of the file could not be read" in page
    detail = signed_in.get(f"/calendars/{kept.thing.id}/").content.decode()
    assert "1 part could not be read" in detail
    assert diary.calendars.findings(kept.thing.id).set_aside[0].why.split()[0] in detail


def test_a_file_over_the_limit_is_dropped_while_it_arrives(
    signed_in: Client, diary: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotas, "MOST_BYTES", 100_000)
    answer = signed_in.post("/calendars/add/", {"file": file(b"X" * 300_000, "big.ics")})
    assert "“big.ics” is larger than 20 MB." in answer.content.decode()
    assert diary.calendars.all() == ()


def test_a_large_file_is_kept_at_once_and_read_later(signed_in: Client, diary: Any) -> None:
    large = calendar(STANDUP, "BEGIN:X-FILL", *["X-LINE:" + "x" * 90] * 11_000, "END:X-FILL")
    page = send(signed_in, file(large)).content.decode()
    (kept,) = diary.calendars.all()
    assert diary.calendars.raw(kept.thing.id) == large
    assert diary.jobs.latest("read_calendar", calendar=kept.thing.id).state == "waiting"
    assert "Waiting for its turn" in page
    assert f'hx-get="/calendars/{kept.thing.id}/line/"' in page


def test_an_address_is_kept_and_shown_without_its_secret(signed_in: Client, diary: Any) -> None:
    page = signed_in.post(
        "/calendars/subscribe/",
        {
            "address": "webcal://calendar.example.org/private-8c1f/basic.ics",
            "name": "Team",
            "domain": "d-work",
        },
        follow=True,
    ).content.decode()
    (kept,) = diary.calendars.all()
    assert kept.thing.address == "https://calendar.example.org/private-8c1f/basic.ics"
    assert diary.jobs.latest("refresh_feed", calendar=kept.thing.id).state == "waiting"
    assert "calendar.example.org" in page
    assert "private-8c1f" not in page


@pytest.mark.parametrize(
    "address", ["", "hello", "ftp://a.example.org/x.ics", "https://", "a b.ics", "mailto:a@b.c"]
)
def test_what_is_no_address_is_told_beside_its_field_and_stays_there(
    signed_in: Client, diary: Any, address: str
) -> None:
    answer = signed_in.post("/calendars/subscribe/", {"address": address, "name": "Team"})
    assert answer.status_code == 422
    assert 'class="error" id="address-address_error"' in answer.content.decode()
    assert 'value="Team"' in answer.content.decode()
    assert diary.calendars.all() == ()


def test_adding_leads_back_to_the_page_that_asked_for_it_but_never_to_another_site(signed_in: Client) -> None:
    there = signed_in.post("/calendars/add/", {"file": file(calendar(STANDUP)), "next": "/first/calendars/"})
    assert there["Location"] == "/first/calendars/"
    away = signed_in.post("/calendars/add/", {"file": file(calendar(CHOIR)), "next": "https://evil.example/"})
    assert away["Location"] == "/calendars/"


def test_the_form_needs_its_token(ada: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post("/calendars/add/", {"file": file(calendar(STANDUP))}).status_code == 403
