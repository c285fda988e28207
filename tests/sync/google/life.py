"""What somebody with a Google account does on the pages, and what the worker does for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.test import Client

from counterpoint import wiring
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.doors.web.calendars.account_shown import field_of
from tests.google_double import CLIENT_ID, CLIENT_SECRET, Google, consented

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=3)
WITH = "/calendars/accounts/with/google/"
CHOIR = "choir1@group.calendar.google.com"


def tab_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def registered(tab: Client) -> str:
    said = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}
    return tab.post(WITH, said, follow=True).content.decode()


def sent_to(tab: Client, account: str = "") -> str:
    """The address of Google's page that a person is sent to."""
    answer = tab.get(f"{WITH}go/", {"account": account} if account else {})
    assert answer.status_code == 302
    return str(answer["Location"])


def come_back(tab: Client, address: str) -> str:
    parts = urlsplit(address)
    return tab.get(f"{parts.path}?{parts.query}", follow=True).content.decode()


def permitted(tab: Client, account: str = "") -> str:
    return come_back(tab, consented(sent_to(tab, account)))


def the_account(diary: Diary) -> CalendarAccount:
    (kept,) = diary.shelf(CalendarAccount).all()
    return kept.thing


def connected(tab: Client, diary: Diary, double: Google) -> str:
    registered(tab)
    assert "Choir" in permitted(tab)
    id, url = the_account(diary).id, double.url(CHOIR)
    chosen = {"calendar": url, field_of(url): "d-work"}
    answer = tab.post(f"/calendars/accounts/{id}/choose/", chosen, follow=True)
    assert "1 calendar is kept here now" in answer.content.decode()
    visited(diary)
    return id


def visited(diary: Diary) -> None:
    job = diary.jobs.latest("sync_account")
    assert job is not None
    if job.state != "waiting":
        job = diary.jobs.record("sync_account", {"account": the_account(diary).id, "by_hand": True})
    wiring.see_through(wiring.owner(), job, now=datetime.now(UTC))  # type: ignore[arg-type]


def titles(tab: Client, diary: Diary) -> str:
    (source,) = (kept.thing for kept in diary.calendars.all())
    return tab.get(f"/calendars/{source.id}/").content.decode()
