"""The pages of an account by keyboard alone: reached and used, with the focus where one goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from counterpoint import wiring
from counterpoint.desk.ports import Diary
from counterpoint.domain.agenda import CalendarSource
from counterpoint.domain.planning import Plan
from tests.calendar_servers import Phone, Served, radicale
from tests.calendars import calendar, event
from tests.e2e.looks import axe_finds_nothing, looks_of
from tests.e2e.test_calendars import do_jobs
from tests.e2e.test_keyboard import FOCUSED, STOPS, reach, tabbed
from tests.sync.test_plan_pages import BLOCKS, TOMORROW, WEEK, accepted, begin, named, phone_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    with radicale(tmp_path) as served:
        Phone(served, "work").make().put("a.ics", calendar(event("a@t", "Review", TOMORROW)))
        yield served


@pytest.fixture
def ada(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Somebody with an accepted plan and a calendar from a file."""
    from counterpoint.adapters.storage.models import Person

    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    person = Person.objects.create(username="ada", is_owner=True)
    diary = wiring.diary_of(person)
    diary.plans.keep(Plan(WEEK, "UTC", BLOCKS), step="Planned", version=None)
    diary.calendars.add(CalendarSource("choir", "Choir", "", zone="UTC"))
    accepted(diary)
    return person


@pytest.fixture
def diary(ada: Any) -> Diary:
    return wiring.diary_of(ada)


@pytest.fixture
def at_home(ada: Any, live_server: Any, context: BrowserContext, page: Page) -> Callable[[str], Page]:
    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.route(LOOKS_WHETHER, lambda route: route.abort())

    def go(path: str) -> Page:
        page.goto(live_server.url + path)
        return page

    return go


LOOKS_WHETHER = "**/*as=state"
"""What a page asks while its account is asked. It waits here until that is over: the thread that answers it
shares a connection with the one that does the work.
"""


def visited(page: Page, ada: Any) -> None:
    """What the worker does, in this process, and what the page then shows of it without being loaded."""
    do_jobs(ada)
    page.unroute(LOOKS_WHETHER)
    expect(page.locator("#asking[hx-get]")).to_have_count(0)
    page.route(LOOKS_WHETHER, lambda route: route.abort())


def press(page: Page, name: str, *, role: Any = "button", key: str = "Enter", back: bool = False) -> None:
    """Goes to it by Tab, sees it, and presses it."""
    place = page.get_by_role(role, name=name).first
    reach(page, place, key="Shift+Tab" if back else "Tab")
    expect(place).to_be_in_viewport()
    page.keyboard.press(key)


def goes_on_at(page: Page, place: str) -> None:
    """The focus is there, and seen."""
    expect(page.locator(place)).to_be_focused()
    expect(page.locator(place)).to_be_in_viewport()
    assert page.evaluate(FOCUSED)["seen"], place


def look_through(page: Page) -> None:
    """Every stop of the page is reached and its focus seen; axe finds nothing in light and in dark. One is
    at the beginning of the page afterwards.
    """
    page.goto(page.url.partition("#")[0])
    stops = page.evaluate(STOPS)
    found = tabbed(page)
    reached = {int(each["stop"]) for each in found if each["stop"]}
    assert not [html for n, html in enumerate(stops) if n not in reached], page.url
    assert not [each["html"] for each in found if not each["seen"]], page.url
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        axe_finds_nothing(page)
    page.reload()


def test_a_plan_is_put_into_a_calendar_and_asked_about_by_keyboard(
    ada: Any, diary: Diary, server: Served, at_home: Callable[[str], Page], page: Page
) -> None:
    account = begin(diary, server.address, "keys")
    page.set_viewport_size({"width": looks_of(0)[0][0], "height": 844})
    look_through(at_home(account))
    press(page, "Put my plan into a calendar of its own there", role="link")
    page.get_by_role("button", name="Put my plan there").wait_for()
    look_through(page)
    reach(page, page.get_by_role("radio", name="The titles"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Only “Busy”")).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="The titles")).to_be_checked()
    press(page, "Put my plan there")
    goes_on_at(page, "#how")
    visited(page, ada)
    goes_on_at(page, "#how")
    expect(page.locator("#live")).to_contain_text("2 blocks of your accepted plans stand there.")
    phone = phone_of(diary, server)
    phone.delete(named(phone, "SUMMARY:Swim"))
    press(page, "Ask now")
    goes_on_at(page, "#ask-now")
    visited(page, ada)
    goes_on_at(page, "#ask-now")
    look_through(page)
    at_home(account)
    press(page, "Look at it", role="link")
    page.get_by_role("button", name="Put it back there").wait_for()
    press(page, "Put it back there")
    goes_on_at(page, "#how")
    visited(page, ada)
    assert len(phone.has()) == 2


def test_busy_times_are_put_there_and_stopped_by_keyboard(
    ada: Any, diary: Diary, server: Served, at_home: Callable[[str], Page], page: Page
) -> None:
    account = begin(diary, server.address, "keys")
    page.set_viewport_size({"width": looks_of(1)[0][0], "height": 844})
    at_home(account)
    press(page, "Let busy times of other calendars stand there", role="link")
    page.get_by_role("button", name="Put these busy times there").wait_for()
    look_through(page)
    press(page, "Choir", role="checkbox", key="Space")
    expect(page.get_by_role("checkbox", name="Choir")).to_be_checked()
    press(page, "Put these busy times there")
    goes_on_at(page, "#how")
    visited(page, ada)
    goes_on_at(page, "#how")
    look_through(page)
    press(page, "Ask now")
    goes_on_at(page, "#ask-now")
    press(page, "Stop it")
    expect(page.get_by_text("No more busy times go into")).to_be_visible()
    visited(page, ada)
    expect(page.get_by_role("link", name="Let busy times of other calendars stand there")).to_be_visible()


def test_calendars_are_chosen_by_keyboard(
    ada: Any, diary: Diary, server: Served, at_home: Callable[[str], Page], page: Page
) -> None:
    account = begin(diary, server.address, "keys")
    at_home(account)
    press(page, "Choose calendars", role="button")
    page.get_by_role("checkbox", name="Work").wait_for()
    look_through(page)
    press(page, "Keep the chosen ones here")
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.evaluate(FOCUSED)["seen"]
    press(page, "Work", role="checkbox", key="Space")
    press(page, "Keep the chosen ones here")
    expect(page.get_by_text("1 calendar is kept here now")).to_be_visible()
    visited(page, ada)
    expect(page.locator("#live")).to_contain_text("1 event")
