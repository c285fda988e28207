"""From “Connect Google” over consent on its page to calendars here, in a real browser, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from counterpoint import wiring
from counterpoint.domain.agenda import CalendarAccount
from counterpoint.domain.values import LifeDomain
from tests.calendar_servers import Phone, radicale
from tests.calendars import calendar, event
from tests.e2e.looks import axe_finds_nothing, looks_of
from tests.google_double import CLIENT_ID, CLIENT_SECRET, EMAIL, Google, google

pytestmark = pytest.mark.django_db(transaction=True)
SOON = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)


@pytest.fixture
def double(live_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    with radicale(tmp_path) as served, google(served) as double:
        Phone(served, "choir").make("Choir").put("c.ics", calendar(event("c@t", "Rehearsal", SOON)))
        double.calendars["choir1@group.calendar.google.com"] = "choir"
        double.redirects = {f"{live_server.url}/calendars/accounts/with/google/back/"}
        monkeypatch.setenv("COUNTERPOINT_GOOGLE_AT", double.address)
        yield double


@pytest.fixture
def ada(transactional_db: None, double: Google, live_server: Any, context: BrowserContext) -> Any:
    from django.conf import settings
    from django.test import Client

    from counterpoint.adapters.storage.models import Person

    person = Person.objects.create(username="ada", is_owner=True)
    wiring.diary_of(person).domains.add(LifeDomain("d-work", "Work", "work"))
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    return person


def press(page: Page, role: Any, name: str) -> None:
    page.get_by_role(role, name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_a_google_account_is_connected_by_its_person(ada: Any, live_server: Any, page: Page) -> None:
    page.goto(f"{live_server.url}/calendars/accounts/new/")
    axe_finds_nothing(page)
    press(page, "button", "Connect Google")
    expect(page.get_by_role("heading", name="First, register this home with Google")).to_be_visible()
    for width, scheme in looks_of(1):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        axe_finds_nothing(page)
    page.get_by_label("Client ID").fill(CLIENT_ID)
    page.get_by_label("Client secret").fill(CLIENT_SECRET)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Counterpoint is registered with Google now.")).to_be_visible()
    axe_finds_nothing(page)
    press(page, "button", "Go on to Google")
    expect(page.get_by_role("heading", name="Counterpoint wants access")).to_be_visible()
    press(page, "button", "Continue")
    expect(page.get_by_text("Google let you in.")).to_be_visible()
    assert "code=" not in page.url
    page.get_by_role("checkbox", name="Choir").check()
    page.get_by_role("button", name="Keep the chosen ones here").click()
    expect(page.get_by_text("1 calendar is kept here now")).to_be_visible()
    expect(page.get_by_text(EMAIL)).to_be_visible()
    axe_finds_nothing(page)
    (account,) = wiring.diary_of(ada).shelf(CalendarAccount).all()
    assert account.thing.provider == "google"
