"""From the owner's link to a week that is being planned, in a real browser, and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from counterpoint import wiring
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.calendars import calendar, event
from tests.e2e.looks import axe_finds_nothing, looks_of

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = (
    "/first-run/you/", "/first-run/values/?choose=1", "/first-run/values/", "/first-run/calendars/",
    "/first-run/hours/", "/first-run/protected/", "/first-run/tasks/", "/first-run/plan/",
)  # fmt: skip


@pytest.fixture
def ada(transactional_db: None) -> Any:
    from counterpoint.adapters.storage.models import Person

    return Person.objects.create(username="ada", is_owner=True)


@pytest.fixture
def at_home(ada: Any, live_server: Any, context: BrowserContext, page: Page) -> Callable[[str], Page]:
    """Opens an address of the site as Ada; a fault in a script of the page fails the test."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.on("pageerror", lambda error: pytest.fail(str(error)))

    def go(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    return go


def filled(ada: Any) -> None:
    """A life with something of each kind in it."""
    wiring.make_example(now=timezone.now())
    example = wiring.example()
    assert example is not None
    from counterpoint.desk.export import everything_of, restore

    restore(wiring.diary_of(ada), everything_of(wiring.diary_of(example)))


def test_the_owners_link_leads_through_the_steps_to_a_plan(
    transactional_db: None, live_server: Any, page: Page, tmp_path: Path
) -> None:
    secret = wiring.accounts.make_link("owner", now=timezone.now(), lasts=timedelta(hours=1))
    page.goto(f"{live_server.url}/welcome/{secret}/")
    for field, words in {
        "username": "ada",
        "display_name": "Ada",
        "password": "a long walk by the river",
    }.items():
        page.locator(f"[name={field}]").fill(words)
    page.locator("[name=again]").fill("a long walk by the river")
    page.locator("main button").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    page.get_by_label("What shall Counterpoint call you?").fill("Ada")
    expect(page.get_by_label("Your time zone")).not_to_have_value("")
    page.get_by_label("Your time zone").fill("Berlin")
    page.get_by_role("button", name="Go on", exact=True).click()

    for name in ("Family", "Health", "Good work"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("In my own words, 1").fill("Music")
    page.get_by_role("button", name="Go on with these").click()
    page.get_by_role("button", name="Move Music up").click()
    page.get_by_label("Music, in practice").fill("Choir on Thursdays")
    page.get_by_role("button", name="Go on", exact=True).click()

    path = tmp_path / "work.ics"
    soon = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    path.write_bytes(calendar(event("s@t", "Standup", soon, "RRULE:FREQ=DAILY;COUNT=9"), name="Office"))
    page.locator("input[type=file]").first.set_input_files(path)
    add = page.get_by_role("button", name="Add files")
    if add.is_visible():
        add.click()
    expect(page.get_by_text("Office").first).to_be_visible()
    page.get_by_role("button", name="Go on", exact=True).click()

    page.get_by_label("A morning person").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_role("button", name="Protect : Dinner together").click()
    expect(page.get_by_role("heading", name="I protect")).to_be_visible()
    page.get_by_role("button", name="Go on", exact=True).click()

    page.get_by_label("Add in one line").fill("Draft report 3h deep by Fri #work !must")
    expect(page.locator("[data-preview]")).to_contain_text(re.compile("by (Fri|today|tomorrow)"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Draft report")).to_be_visible()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.locator("main")).to_contain_text("Office")
    page.get_by_role("button", name="Plan this week").click()
    expect(page).to_have_url(re.compile(r"/week/\d{4}-W\d\d/"))

    diary = wiring.diary_of(wiring.whose("ada"))
    assert diary.settings().thing.zone == "Europe/Berlin"
    assert [kept.thing.name for kept in diary.values.all()][2:] == ["Music", "Good work"] or len(
        diary.values.all()
    ) == 4
    assert diary.jobs.latest("plan_week") is not None


def test_axe_finds_nothing_on_any_step(ada: Any, at_home: Callable[[str], Page], page: Page) -> None:
    filled(ada)
    for number, address in enumerate(STEPS):
        for width, scheme in looks_of(number):
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)
            axe_finds_nothing(at_home(address))


def test_axe_finds_nothing_on_empty_pages_and_on_wrong_forms(
    at_home: Callable[[str], Page], page: Page
) -> None:
    for address in ("/matters/", "/tasks/", "/settings/", "/first-run/protected/", "/first-run/plan/"):
        axe_finds_nothing(at_home(address))
    at_home("/matters/protected/new/")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still there")
    axe_finds_nothing(page)


def test_a_window_is_added_and_kept_by_keyboard_alone(
    ada: Any, at_home: Callable[[str], Page], page: Page
) -> None:
    at_home("/matters/protected/new/")
    page.get_by_label("I protect").focus()
    page.keyboard.type("Swimming")
    more = page.get_by_role("button", name="Add another window")
    more.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "windows-1-days"
    page.keyboard.press("Space")
    for field, at in (("windows-1-start", "10:00"), ("windows-1-end", "12:00")):
        page.locator(f"[name={field}]").fill(at)
    remove = page.get_by_role("button", name="Remove : Window 1")
    remove.focus()
    page.keyboard.press("Enter")
    page.get_by_label("I protect").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What matters")
    expect(page.locator("main")).to_contain_text("Mon 10:00–12:00")
    assert len(wiring.diary_of(ada).protected.all()[0].thing.windows) == 1


def test_values_are_ranked_by_keyboard(ada: Any, at_home: Callable[[str], Page], page: Page) -> None:
    diary = wiring.diary_of(ada)
    for n, name in enumerate(("Family", "Music"), 1):
        diary.values.add(CoreValue(name.lower(), name, n))
    at_home("/matters/")
    page.get_by_role("button", name="Move Music up").focus()
    page.keyboard.press("Enter")
    expect(page.locator("ol.ranked a.title").first).to_have_text("Music")
    assert [kept.thing.name for kept in diary.values.all()] == ["Music", "Family"]


def test_a_line_shows_how_it_is_understood_while_it_is_typed(
    ada: Any, at_home: Callable[[str], Page], page: Page
) -> None:
    wiring.diary_of(ada).domains.add(LifeDomain("home", "Home", "life"))
    at_home("/tasks/")
    page.get_by_label("Add in one line").press_sequentially("Water the plants 15m light #home")
    expect(page.locator("[data-preview] strong")).to_have_text("Water the plants")
    expect(page.locator("[data-preview]")).to_contain_text("Home")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Kept like this")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("button", name="Bring it back")).to_be_visible()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("link", name="Water the plants")).to_be_visible()


def test_everything_works_without_a_script(ada: Any, live_server: Any, browser: Any, at_home: Any) -> None:
    at_home("/")
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(at_home("/tasks/").context.cookies())
    page = context.new_page()
    page.goto(live_server.url + "/matters/protected/new/")
    page.get_by_role("button", name="Add another window").click()
    expect(page.locator("[name=windows-1-start]")).to_be_visible()
    page.goto(live_server.url + "/tasks/")
    page.get_by_label("Add in one line").fill("Call mum 15m")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("main")).to_contain_text("Kept like this")
    context.close()
