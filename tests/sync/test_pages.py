"""An account in the browser of its person, on a real server: connected, chosen from, checked, let go of."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.values import LifeDomain
from counterpoint.doors.web.calendars.account_shown import field_of
from tests.adapters.storage.test_sealing import whole_database
from tests.calendar_servers import PASSWORD, USER, Phone, Served
from tests.calendars import calendar, event

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary

pytestmark = [pytest.mark.django_db]
NewPhone = Callable[[], Phone]
SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=3)


@pytest.fixture
def ada(db: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Person:
    from counterpoint.adapters.storage.models import Person

    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    return Person.objects.create(username="ada", is_owner=True)


@pytest.fixture
def diary(ada: Person) -> Diary:
    diary = wiring.diary_of(ada)
    diary.domains.add(LifeDomain("d-work", "Work", "work"))
    return diary


def tab_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def tab(ada: Person) -> Client:
    return tab_of(ada)


def said(server: Served, **more: str) -> dict[str, str]:
    return {"address": server.address, "user": USER, "password": PASSWORD, "at_home": "on", **more}


def post(tab: Client, path: str, data: dict[str, str] | None = None) -> str:
    return tab.post(path, data or {}, follow=True).content.decode()


def work_is_done(diary: Diary) -> None:
    job = diary.jobs.latest("sync_account")
    assert job is not None
    assert job.state == "waiting"
    wiring.see_through(wiring.owner(), job, now=datetime.now(UTC))  # type: ignore[arg-type]


@pytest.fixture
def phone(new_phone: NewPhone) -> Phone:
    phone = new_phone()
    phone.put("choir.ics", calendar(event("choir@t", "Choir <b>practice</b>", SOON)))
    return phone


def connected(tab: Client, diary: Diary, server: Served, phone: Phone) -> str:
    page = post(tab, "/calendars/accounts/new/", said(server))
    assert "Choose calendars" in page
    assert phone.url in page
    (account,) = diary.shelf(CalendarAccount).all()
    id = account.thing.id
    chosen = {"calendar": phone.url, field_of(phone.url): "d-work"}
    page = post(tab, f"/calendars/accounts/{id}/choose/", chosen)
    assert "1 calendar is kept here now" in page
    assert "It is being asked" in page
    work_is_done(diary)
    return id


def test_from_nothing_to_events_in_the_week_and_away_again(
    tab: Client, diary: Diary, server: Served, phone: Phone
) -> None:
    id = connected(tab, diary, server, phone)
    page = tab.get(f"/calendars/accounts/{id}/").content.decode()
    assert "All was well" in page
    assert "1 event" in page
    phone.put("swim.ics", calendar(event("swim@t", "Swim", SOON)))
    post(tab, f"/calendars/accounts/{id}/sync/")
    work_is_done(diary)
    (source,) = (kept.thing for kept in diary.calendars.all())
    page = tab.get(f"/calendars/{source.id}/").content.decode()
    assert "Swim" in page
    assert "Choir &lt;b&gt;practice" in page
    assert "Bring it up to date" not in page
    listed = tab.get("/calendars/").content.decode()
    assert "account at 127.0.0.1" in listed
    assert "All was well" in listed
    assert "They stay as they were" in tab.get(f"/calendars/accounts/{id}/leave/").content.decode()
    assert "its password forgotten" in post(tab, f"/calendars/accounts/{id}/leave/", {"events": "stay"})
    assert "Swim" in tab.get(f"/calendars/{source.id}/").content.decode()


def test_a_server_says_what_it_can_do_in_words(
    tab: Client, diary: Diary, server: Served, phone: Phone
) -> None:
    id = connected(tab, diary, server, phone)
    page = post(tab, f"/calendars/accounts/{id}/check/")
    assert "Each visit asks only for what is new." in page
    assert "A change made elsewhere is always noticed." in page
    assert ("the server tells the others" in page) is (server.name == "xandikos")


def test_the_password_is_in_no_log_no_export_no_page_and_not_in_the_database(
    tab: Client, diary: Diary, radicale_server: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = Phone(radicale_server, "secret-work").make()
    id = connected(tab, diary, radicale_server, phone)
    paths = ("", "check/", "leave/")
    pages = [tab.get(f"/calendars/accounts/{id}/{each}").content.decode() for each in paths]
    pages.append(tab.get("/calendars/").content.decode())
    pages.append(post(tab, "/calendars/accounts/new/", said(radicale_server, address="http://127.0.0.1:9/")))
    export = wiring.everything_as_json(diary)
    for told in (*pages, caplog.text, export, whole_database()):
        assert PASSWORD not in told
    assert USER in export


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    tab: Client, radicale_server: Served
) -> None:
    page = tab.post("/calendars/accounts/new/", said(radicale_server, password="not-the-one"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "does not take this name with this password" in text
    assert f'value="{radicale_server.address}"' in text
    assert "not-the-one" not in text
    nowhere = said(radicale_server, address=radicale_server.address + "x")
    assert tab.post("/calendars/accounts/new/", nowhere).status_code == 422


def test_a_server_at_home_is_asked_on_the_owners_word_alone(
    tab: Client, diary: Diary, radicale_server: Served
) -> None:
    from counterpoint.adapters.storage.models import Person

    typed = said(radicale_server)
    del typed["at_home"]
    assert "without encryption" in post(tab, "/calendars/accounts/new/", typed)
    guest = tab_of(Person.objects.create(username="grace"))
    assert "in my own network" not in guest.get("/calendars/accounts/new/").content.decode()
    assert "without encryption" in post(guest, "/calendars/accounts/new/", said(radicale_server))
    https = said(radicale_server, address=radicale_server.address.replace("http:", "https:"))
    assert "private network" in post(guest, "/calendars/accounts/new/", https)


def test_a_visit_that_was_too_short_is_said_and_is_no_failure(tab: Client, diary: Diary, ada: Person) -> None:
    now = datetime.now(UTC)
    account = CalendarAccount("slow", "Home", "https://dav.example/", USER)
    why = "dav.example is slow: a minute was not enough for everything. The next visit goes on with the rest."
    diary.shelf(CalendarAccount).add(account.halfway(why, now))
    page = tab.get("/calendars/accounts/slow/").content.decode()
    assert why in page
    assert "did not work" not in page


def test_a_new_password_opens_what_the_old_one_locked(
    tab: Client, diary: Diary, radicale_server: Served
) -> None:
    phone = Phone(radicale_server, "locked-work").make()
    id = connected(tab, diary, radicale_server, phone)
    kept = diary.shelf(CalendarAccount).get(id)
    diary.shelf(CalendarAccount).change(kept.thing.locked("It was refused."), version=kept.version)
    assert (
        "It is not asked at the moment. It was refused."
        in tab.get(f"/calendars/accounts/{id}/choose/", follow=True).content.decode()
    )
    path = f"/calendars/accounts/{id}/password/"
    assert "does not take" in post(tab, path, {"password": "other", "at_home": "on"})
    assert "A password is needed" in post(tab, path, {"at_home": "on"})
    assert "The new password is taken" in post(tab, path, {"password": PASSWORD, "at_home": "on"})
    work_is_done(diary)
    assert diary.shelf(CalendarAccount).get(id).thing.state == "well"
