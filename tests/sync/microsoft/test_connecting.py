"""A Microsoft account in the browser of its person, against a stand-in for Microsoft on this machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.domain.agenda import CalendarAccount, Permission
from counterpoint.domain.values import LifeDomain
from counterpoint.doors.web.calendars.account_shown import field_of
from tests.adapters.storage.test_sealing import whole_database
from tests.graph_double.mailbox import Calendar
from tests.graph_double.service import Graph
from tests.graph_double.serving import running
from tests.graph_double.signing_in import CLIENT_ID, CLIENT_SECRET, USER

if TYPE_CHECKING:
    from counterpoint.adapters.storage.models import Person
    from counterpoint.desk.ports import Diary

pytestmark = [pytest.mark.django_db]
SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=3)
WITH = "/calendars/accounts/with/microsoft/"


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Graph]:
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    with running() as (graph, address):
        graph.tokens.clear()
        monkeypatch.setenv("COUNTERPOINT_MICROSOFT_AT", address)
        yield graph


@pytest.fixture
def work(double: Graph) -> Calendar:
    calendar = double.mailbox.add_calendar("Work")
    double.mailbox.add(calendar, "Choir practice", SOON)
    return calendar


@pytest.fixture
def ada(db: None, double: Graph) -> Person:
    from counterpoint.adapters.storage.models import Person

    return Person.objects.create(username="ada", is_owner=True)


@pytest.fixture
def diary(ada: Person) -> Diary:
    diary = wiring.diary_of(ada)
    diary.domains.add(LifeDomain("d-work", "Work", "work"))
    return diary


@pytest.fixture
def tab(ada: Person) -> Client:
    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def registered(tab: Client) -> None:
    tab.post(WITH, {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}, follow=True)


def sent_to(tab: Client, account: str = "") -> str:
    return str(tab.get(f"{WITH}go/", {"account": account} if account else {})["Location"])


def permitted(tab: Client, account: str = "", *, allow: bool = True) -> str:
    """What somebody does on Microsoft's page, and what they see when they are back."""
    with httpx.Client(trust_env=False) as browser:
        address = sent_to(tab, account)
        assert browser.get(address).status_code == 200
        answer = browser.post(address, data={"allow" if allow else "deny": "1"})
    parts = urlsplit(answer.headers["location"])
    return tab.get(f"{parts.path}?{parts.query}", follow=True).content.decode()


def the_account(diary: Diary) -> CalendarAccount:
    (kept,) = diary.shelf(CalendarAccount).all()
    return kept.thing


def connected(tab: Client, diary: Diary, work: Calendar) -> str:
    registered(tab)
    assert "Work" in permitted(tab)
    account = the_account(diary)
    url = f"{account.address}me/calendars/{work.id.replace('=', '%3D')}"
    answer = tab.post(
        f"/calendars/accounts/{account.id}/choose/", {"calendar": url, field_of(url): "d-work"}, follow=True
    )
    assert "1 calendar is kept here now" in answer.content.decode()
    visited(diary)
    return account.id


def visited(diary: Diary) -> None:
    job = diary.jobs.latest("sync_account")
    assert job is not None
    if job.state != "waiting":
        job = diary.jobs.record("sync_account", {"account": the_account(diary).id, "by_hand": True})
    wiring.see_through(wiring.owner(), job, now=datetime.now(UTC))  # type: ignore[arg-type]


def titles(tab: Client, diary: Diary) -> str:
    source = next(kept.thing for kept in diary.calendars.all() if kept.thing.name == "Work")
    return tab.get(f"/calendars/{source.id}/").content.decode()


def test_from_consent_to_events_in_the_week(tab: Client, diary: Diary, double: Graph, work: Calendar) -> None:
    assert "Microsoft 365, Outlook" in tab.get("/calendars/accounts/new/").content.decode()
    id = connected(tab, diary, work)
    assert "Choir practice" in titles(tab, diary)
    account = the_account(diary)
    assert (account.user, account.provider, account.state) == (USER, "microsoft", "well")
    double.mailbox.add(work, "Swim", SOON)
    visited(diary)
    assert "Swim" in titles(tab, diary)
    assert "All was well" in tab.get(f"/calendars/accounts/{id}/").content.decode()
    assert "Microsoft Graph" in tab.post(f"/calendars/accounts/{id}/check/").content.decode()


def test_whoever_is_signed_out_meanwhile_begins_anew_and_no_code_stays_in_an_address(
    tab: Client, diary: Diary, double: Graph
) -> None:
    registered(tab)
    tab.logout()
    answer = tab.get(f"{WITH}back/?state=s3cret&code=4/s3cret")
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer["Location"]).query) == {"next": [WITH]}
    assert not diary.shelf(CalendarAccount).all()


def test_consent_asks_for_no_more_than_calendars_and_who_it_is(tab: Client, double: Graph) -> None:
    registered(tab)
    asked = parse_qs(urlsplit(sent_to(tab)).query)
    assert asked["scope"] == ["openid email profile offline_access Calendars.ReadWrite"]
    assert asked["code_challenge_method"] == ["S256"]
    assert not {"client_secret", "code_verifier"} & asked.keys()


def test_tokens_that_end_are_renewed_and_each_new_refresh_token_is_kept(
    tab: Client, diary: Diary, double: Graph, work: Calendar
) -> None:
    id = connected(tab, diary, work)
    for number in range(3):
        before = diary.shelf(Permission).get(id).thing.refresh
        double.tokens.clear()
        double.mailbox.add(work, f"Swim {number}", SOON)
        visited(diary)
        assert diary.shelf(Permission).get(id).thing.refresh != before
    assert "Swim 2" in titles(tab, diary)


def test_permission_that_was_taken_back_is_asked_for_again_and_nothing_is_lost(
    tab: Client, diary: Diary, double: Graph, work: Calendar
) -> None:
    id = connected(tab, diary, work)
    double.signing_in.take_back()
    visited(diary)
    page = tab.get(f"/calendars/accounts/{id}/").content.decode()
    assert "The permission for your calendars at Microsoft is over" in page
    assert "Choir practice" in titles(tab, diary)
    double.mailbox.add(work, "Swim", SOON)
    assert "Microsoft let you in" in permitted(tab, id)
    visited(diary)
    assert "Swim" in titles(tab, diary)


def test_who_declines_or_allows_too_little_is_told(
    tab: Client, diary: Diary, double: Graph, work: Calendar
) -> None:
    registered(tab)
    assert "No permission was given" in permitted(tab, allow=False)
    double.signing_in.scope = "openid email profile"
    assert "was not allowed to show your calendars" in permitted(tab)
    assert not diary.shelf(CalendarAccount).all()


def test_the_plan_can_be_put_there_from_its_page(
    tab: Client, diary: Diary, double: Graph, work: Calendar
) -> None:
    id = connected(tab, diary, work)
    tab.post(f"/calendars/accounts/{id}/plan/", {"shows": "titles", "where": "new"}, follow=True)
    visited(diary)
    assert [each.name for each in double.mailbox.calendars.values()] == ["Work", "Counterpoint"]


def test_no_secret_is_in_a_log_an_export_a_page_or_the_database(
    tab: Client, diary: Diary, double: Graph, work: Calendar, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    id = connected(tab, diary, work)
    double.tokens.clear()
    visited(diary)
    pages = [tab.get(f"/calendars/accounts/{id}/{each}").content.decode() for each in ("", "leave/")]
    pages += [tab.get(WITH).content.decode(), tab.get("/calendars/").content.decode()]
    account, permission = the_account(diary), diary.shelf(Permission).get(id).thing
    # What leads back to us was logged by the browser of this test.
    logged = "\n".join(line for line in caplog.text.splitlines() if "http://testserver" not in line)
    told = (*pages, logged, wiring.everything_as_json(diary), whole_database(), f"{account}{permission}")
    assert len(double.signing_in.ever) > 4
    for secret in double.signing_in.ever:
        assert not any(secret in each for each in told), secret


def test_that_microsoft_takes_no_permission_back_from_programs_is_said(
    tab: Client, diary: Diary, double: Graph, work: Calendar
) -> None:
    id = connected(tab, diary, work)
    page = tab.post(f"/calendars/accounts/{id}/leave/", {"events": "stay"}, follow=True).content.decode()
    assert "take it back on its own pages" in page
    assert not diary.shelf(Permission).all()
    assert "Choir practice" in titles(tab, diary)
