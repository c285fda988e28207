"""One calendar: its name, its events, what is said of them, what can be done with it, and who sees it."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.http import urlencode

from counterpoint.desk.calendars.adding import add_feed, add_file
from counterpoint.desk.calendars.keeping import change
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.domain.agenda import Mark
from counterpoint.wiring import reads_calendars
from tests.calendars import NOW, calendar, event

SOON = NOW + timedelta(hours=1)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture
def id(diary: Any) -> str:
    raw = calendar(
        event("s@t", "Standup", SOON, "RRULE:FREQ=DAILY;COUNT=3"),
        event("c@t", "Choir", SOON + timedelta(hours=8), f"LOCATION:{HOSTILE}"),
        event(HOSTILE, HOSTILE, SOON + timedelta(hours=9)),
        name="Office",
    )
    added = add_file(diary, Upload("a.ics", raw), domain_id="d-work", now=NOW, read=reads_calendars())
    return added.calendar.id


@pytest.fixture
def feed(diary: Any) -> str:
    return add_feed(diary, "https://calendar.example.org/private-8c1f/x.ics", name="Team").calendar.id


def first(diary: Any, title: str) -> Any:
    everything = diary.calendars.occurrences(diary.calendars.window(diary.calendars.all()[0].thing.id))
    return next(each for _, each in everything if each.title == title)


def asked(each: Any) -> str:
    return urlencode({"key": each.key, "at": each.span.start.isoformat()})


def said(each: Any, **more: str) -> dict[str, str]:
    return {"key": each.key, "at": each.span.start.isoformat(), "seen": "/ /", **more}


def test_the_page_shows_what_is_coming_day_by_day(signed_in: Client, id: str) -> None:
    page = signed_in.get(f"/calendars/{id}/").content.decode()
    assert "Today, 23 November" in page
    assert "Tomorrow, 24 November" in page
    assert "09:00–10:00" in page
    assert "3 events" in page


def test_titles_from_outside_are_text_and_nothing_else(signed_in: Client, id: str, diary: Any) -> None:
    each = first(diary, HOSTILE)
    pages = [
        signed_in.get(f"/calendars/{id}/"),
        signed_in.get(f"/calendars/{id}/event/?{asked(each)}"),
        signed_in.get(f"/calendars/{id}/event/?{asked(each)}", HTTP_HX_REQUEST="true"),
        signed_in.post(
            "/calendars/rules/new/",
            {"where": "title", "contains": HOSTILE, "effect": "out", "preview": "1"},
        ),
        signed_in.get("/calendars/rules/new/?" + urlencode({"contains": HOSTILE})),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()
        assert HOSTILE in unescape(page.content.decode())


def test_a_search_finds_titles(signed_in: Client, id: str) -> None:
    page = signed_in.get(f"/calendars/{id}/?q=choir").content.decode()
    assert "Choir" in page
    assert "Standup" not in page
    assert "No title contains this." in signed_in.get(f"/calendars/{id}/?q=zzz").content.decode()


def test_name_and_domain_can_be_changed(signed_in: Client, id: str, diary: Any) -> None:
    form = {"name": "Desk", "domain": "d-family", "seen_name": "Office", "seen_domain": "d-work"}
    assert signed_in.post(f"/calendars/{id}/", form).status_code == 302
    kept = diary.calendars.get(id).thing
    assert (kept.name, kept.domain_id) == ("Desk", "d-family")


def test_the_second_of_two_windows_is_told_and_keeps_what_was_typed(
    signed_in: Client, id: str, diary: Any
) -> None:
    form = {"name": "Mine", "domain": "d-family", "seen_name": "Office", "seen_domain": "d-work"}
    change(diary, id, name="Theirs")
    answer = signed_in.post(f"/calendars/{id}/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“Theirs” was changed in another tab." in page
    assert 'value="Mine"' in page
    assert 'name="seen_name" value="Theirs"' in page
    assert diary.calendars.get(id).thing.name == "Theirs"
    signed_in.post(f"/calendars/{id}/", form | {"seen_name": "Theirs"})
    assert diary.calendars.get(id).thing.name == "Mine"


def test_a_calendar_keeps_its_name_when_none_is_given(signed_in: Client, id: str, diary: Any) -> None:
    form = {"name": " ", "domain": "d-work", "seen_name": "Office", "seen_domain": "d-work"}
    answer = signed_in.post(f"/calendars/{id}/", form)
    assert "A calendar needs a name." in answer.content.decode()
    assert diary.calendars.get(id).thing.name == "Office"


def test_an_event_is_left_out_without_any_script(signed_in: Client, id: str, diary: Any) -> None:
    each = first(diary, "Choir")
    page = signed_in.get(f"/calendars/{id}/event/?{asked(each)}").content.decode()
    assert "In your week, it" in page
    assert "The whole series" not in page
    answer = signed_in.post(f"/calendars/{id}/event/", said(each, effect="out"), follow=True)
    assert diary.calendars.marks(id) == {"c@t": Mark(ignored=True)}
    assert "left out" in answer.content.decode()


def test_a_series_is_given_to_a_domain_in_its_line(signed_in: Client, id: str, diary: Any) -> None:
    each = first(diary, "Standup")
    asked_for = signed_in.get(f"/calendars/{id}/event/?{asked(each)}", HTTP_HX_REQUEST="true")
    assert "The whole series" in asked_for.content.decode()
    answer = signed_in.post(
        f"/calendars/{id}/event/", said(each, domain="d-family", scope="series"), HTTP_HX_REQUEST="true"
    )
    assert diary.calendars.marks(id) == {"s@t": Mark(domain_id="d-family")}
    assert answer["HX-Retarget"] == "#events"
    assert answer.content.decode().count('<span class="voice life">Family</span>') == 3
    assert "autofocus" in answer.content.decode()


def test_two_windows_that_decide_on_one_event_do_not_overwrite_each_other(
    signed_in: Client, id: str, diary: Any
) -> None:
    each = first(diary, "Choir")
    signed_in.post(f"/calendars/{id}/event/", said(each, effect="free"))
    answer = signed_in.post(f"/calendars/{id}/event/", said(each, effect="out"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "decided on in another tab" in page
    assert '<option value="out" selected>' in page
    assert diary.calendars.marks(id) == {"c@t": Mark(ignored=False, blocking=False)}
    signed_in.post(f"/calendars/{id}/event/", said(each, effect="out", seen="free/ /"))
    assert diary.calendars.marks(id) == {"c@t": Mark(ignored=True)}


@pytest.mark.parametrize(
    "query", ["", "key=c@t", "key=c@t&at=tomorrow", "key=c@t&at=2026-11-23", "key=x&at=2026-11-23T17:00Z"]
)
def test_an_event_that_does_not_exist_has_no_page(signed_in: Client, id: str, query: str) -> None:
    assert signed_in.get(f"/calendars/{id}/event/?{query}").status_code == 404


def test_a_newer_export_replaces_the_events_and_keeps_the_marks(
    signed_in: Client, id: str, diary: Any
) -> None:
    signed_in.post(f"/calendars/{id}/event/", said(first(diary, "Choir"), effect="out"))
    newer = SimpleUploadedFile("b.ics", calendar(event("c@t", "Choir tour", SOON)))
    page = signed_in.post(f"/calendars/{id}/replace/", {"file": newer}, follow=True).content.decode()
    assert "Choir tour" in page
    assert "Standup" not in page
    assert diary.calendars.marks(id) == {"c@t": Mark(ignored=True)}
    assert len(diary.calendars.all()) == 1


@pytest.mark.parametrize("files", [[], [SimpleUploadedFile("b.ics", b"hello")]])
def test_a_newer_export_that_is_none_changes_nothing(
    signed_in: Client, id: str, diary: Any, files: list[Any]
) -> None:
    answer = signed_in.post(f"/calendars/{id}/replace/", {"file": files} if files else {})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert diary.calendars.get(id).thing.events == 3


def test_the_secret_of_an_address_is_only_on_its_own_page(signed_in: Client, feed: str) -> None:
    detail = signed_in.get(f"/calendars/{feed}/").content.decode()
    assert "<summary><code>calendar.example.org/…</code>" in detail
    assert "private-8c1f" in detail
    for page in ("/calendars/", f"/calendars/{feed}/line/", f"/calendars/{feed}/remove/"):
        assert "private-8c1f" not in signed_in.get(page).content.decode()


def test_a_feed_is_refreshed_at_once_by_a_job(signed_in: Client, feed: str, diary: Any) -> None:
    assert signed_in.post(f"/calendars/{feed}/refresh/", {"from": "list"})["Location"] == "/calendars/"
    assert signed_in.post(f"/calendars/{feed}/refresh/")["Location"] == f"/calendars/{feed}/"
    assert diary.jobs.latest("refresh_feed", calendar=feed).state == "waiting"


def test_a_line_asks_again_until_its_reading_is_over(signed_in: Client, feed: str, diary: Any) -> None:
    from counterpoint.adapters.storage.models import JobRow

    line, state = f"/calendars/{feed}/line/", f"/calendars/{feed}/line/?as=state"
    JobRow.objects.update(state="running", progress=0.42, note="Reading events")
    page = signed_in.get(line).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert 'value="42"' in page
    assert "HX-Refresh" not in signed_in.get(state)
    JobRow.objects.update(state="done")
    assert "hx-trigger" not in signed_in.get(line).content.decode()
    assert signed_in.get(state)["HX-Refresh"] == "true"


def test_a_feed_in_trouble_says_so_kindly(signed_in: Client, feed: str, diary: Any) -> None:
    from counterpoint.adapters.storage.models import JobRow

    JobRow.objects.update(state="done")
    change(diary, feed, trouble="calendar.example.org did not answer.", refreshed_at=NOW - timedelta(hours=3))
    page = signed_in.get(f"/calendars/{feed}/").content.decode()
    assert "The last refresh did not work." in page
    assert "refreshed 3\xa0hours ago" in page


def test_removing_asks_first_and_says_what_goes(signed_in: Client, id: str, diary: Any) -> None:
    diary.calendars.mark(id, "c@t", Mark(ignored=True))
    page = signed_in.get(f"/calendars/{id}/remove/").content.decode()
    assert "It goes from here with 3 events" in page
    assert "What you decided on 1 event goes with it." in page
    assert len(diary.calendars.all()) == 1
    signed_in.post(f"/calendars/{id}/remove/")
    assert diary.calendars.all() == ()
    assert signed_in.get(f"/calendars/{id}/").status_code == 404


def test_removing_a_calendar_that_was_never_read_speaks_of_no_events(signed_in: Client, feed: str) -> None:
    page = signed_in.get(f"/calendars/{feed}/remove/").content.decode()
    assert "It cannot be brought back from here." in page


PAGES = ["", "line/", "event/?key=c%40t&at=2026-11-23T17:00:00%2B00:00", "remove/"]
DEEDS = ["", "event/", "replace/", "refresh/", "remove/"]


def test_strangers_and_nobody_get_nothing(id: str, stranger: Client, diary: Any) -> None:
    nobody = Client()
    for page in PAGES:
        assert stranger.get(f"/calendars/{id}/{page}").status_code == 404
        assert "/accounts/login/" in nobody.get(f"/calendars/{id}/{page}")["Location"]
    form = {"name": "Mine now", "key": "c@t", "at": "2026-11-23T17:00:00+00:00", "effect": "out"}
    for deed in DEEDS:
        assert stranger.post(f"/calendars/{id}/{deed}", form).status_code == 404
        assert nobody.post(f"/calendars/{id}/{deed}", form).status_code in (302, 403)
    assert "Office" not in stranger.get("/calendars/").content.decode()
    assert (diary.calendars.get(id).thing.name, diary.calendars.marks(id)) == ("Office", {})
