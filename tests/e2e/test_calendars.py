"""Calendars in a real browser: brought in, looked through, decided on, by keyboard and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from counterpoint import wiring
from counterpoint.domain.values import LifeDomain
from tests.calendars import calendar, event
from tests.e2e.looks import axe_finds_nothing, looks_of

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = "<script>document.title = 'taken'</script>"
SOON = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
DAILY = event("s@t", "Standup", SOON, "RRULE:FREQ=DAILY;COUNT=3")


@pytest.fixture
def ada(transactional_db: None) -> Any:
    from counterpoint.adapters.storage.models import Person

    person = Person.objects.create(username="ada")
    for id, name, sphere in (("d-work", "Work", "work"), ("d-family", "Family", "life")):
        wiring.diary_of(person).domains.add(LifeDomain(id, name, sphere))  # type: ignore[arg-type]
    return person


@pytest.fixture
def at_home(ada: Any, live_server: Any, context: BrowserContext, page: Page) -> Callable[[str], Page]:
    """Opens an address of the site as Ada; anything that the page's script complains about fails the test."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))

    def go(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    return go


@pytest.fixture
def work(tmp_path: Path) -> Path:
    bad = "BEGIN:VEVENT\r\nUID:b@t\r\nSUMMARY:Lost\r\nDTSTART:tomorrow\r\nEND:VEVENT"
    path = tmp_path / "work.ics"
    path.write_bytes(calendar(DAILY, event("c@t", HOSTILE, SOON + timedelta(hours=3)), bad, name="Office"))
    return path


def do_jobs(person: Any) -> None:
    """What the worker does, in this process."""
    from counterpoint.adapters.storage.models import JobRow
    from counterpoint.server.jobs import claim, end
    from counterpoint.server.worker import perform, utc_now

    for queue in JobRow.objects.values_list("queue", flat=True).distinct():
        while (row := claim(queue, "test", utc_now())) is not None:
            perform(row)
            end(row, "done", utc_now())


def bring_in(page: Page, *files: Path) -> None:
    page.get_by_label("Calendar files").set_input_files(files)
    page.get_by_label("Life domain").first.select_option(label="Work")
    page.get_by_role("button", name="Add files").click()


def test_a_calendar_is_brought_in_and_one_series_decided_on_by_keyboard(
    at_home: Callable[[str], Page], work: Path, ada: Any
) -> None:
    page = at_home("/calendars/")
    bring_in(page, work)
    expect(page.locator("#words")).to_contain_text("“Office” is here, with 2 events. 1 part of the file")
    page.get_by_role("link", name="Office").click()
    expect(page.get_by_text("1 part could not be read")).to_be_visible()
    expect(page.get_by_text(HOSTILE, exact=True)).to_be_visible()
    expect(page).to_have_title("Office · Counterpoint")

    page.get_by_role("link", name="Change : Standup").first.focus()
    page.keyboard.press("Enter")
    chosen = page.locator("select:focus option:checked")
    expect(page.get_by_label("In your week, it")).to_be_focused()
    page.keyboard.type("Takes no")
    expect(chosen).to_contain_text("Takes no")
    page.keyboard.press("Tab")
    page.keyboard.type("Fam")
    expect(chosen).to_contain_text("Fam")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#events .tag", has_text="takes no time")).to_have_count(3)
    expect(page.get_by_role("link", name="Change : Standup").first).to_be_focused()
    (calendars,) = wiring.diary_of(ada).calendars.all()
    mark = wiring.diary_of(ada).calendars.marks(calendars.thing.id)["s@t"]
    assert (mark.blocking, mark.domain_id) == (False, "d-family")


def test_a_rule_shows_what_it_touches_while_it_is_written(at_home: Callable[[str], Page], work: Path) -> None:
    page = at_home("/calendars/")
    bring_in(page, work)
    page.get_by_role("button", name="Rules on events").click()
    page.get_by_role("button", name="Make the first rule").click()
    page.get_by_label("In your week, it").select_option(label="Is left out")
    page.get_by_label("For the text").press_sequentially("stand")
    expect(page.get_by_role("heading", name="It touches 3 events of the next four weeks")).to_be_visible()
    page.get_by_role("button", name="Keep the rule").click()
    expect(page.get_by_text("Title contains “stand”", exact=True).first).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("Title contains “stand”", exact=True).first).to_be_visible()


def test_a_large_file_shows_its_progress_and_then_its_events_without_a_reload(
    at_home: Callable[[str], Page], tmp_path: Path, ada: Any
) -> None:
    filling = "\r\n".join(["BEGIN:X-FILL", *["X-LINE:" + "x" * 90] * 11_000, "END:X-FILL"])
    large = tmp_path / "large.ics"
    large.write_bytes(calendar(DAILY, filling))
    page = at_home("/calendars/")
    bring_in(page, large)
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    do_jobs(ada)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_text("1 event", exact=True)).to_be_visible()


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(
    at_home: Callable[[str], Page], tmp_path: Path
) -> None:
    huge = tmp_path / "huge.ics"
    with huge.open("wb") as file:
        file.truncate(20_000_001)
    page = at_home("/calendars/")
    page.get_by_label("Calendar files").set_input_files(huge)
    said = page.get_by_label("Calendar files").evaluate("field => field.validationMessage")
    assert said.startswith("“huge.ics” is larger than 20 MB.")
    page.get_by_role("button", name="Add files").click()
    expect(page).to_have_url(page.url)


def test_the_second_of_two_tabs_is_told(
    at_home: Callable[[str], Page], work: Path, context: BrowserContext
) -> None:
    page = at_home("/calendars/")
    bring_in(page, work)
    page.get_by_role("link", name="Office").click()
    other = context.new_page()
    other.goto(page.url)
    for tab, name in ((page, "Desk"), (other, "Bureau")):
        tab.get_by_label("Name").fill(name)
        tab.get_by_role("button", name="Keep", exact=True).click()
    expect(other.get_by_role("alert")).to_contain_text("“Desk” was changed in another tab.")
    expect(other.get_by_label("Name")).to_have_value("Bureau")


@pytest.mark.parametrize("width, scheme", looks_of(0))
def test_axe_finds_nothing_on_any_page_of_calendars(
    at_home: Callable[[str], Page], work: Path, width: int, scheme: Any
) -> None:
    page = at_home("/calendars/")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    axe_finds_nothing(page)
    bring_in(page, work)
    page.get_by_label("Address of the calendar").fill("https://calendar.example.org/private/x.ics")
    page.get_by_role("button", name="Add address").click()
    axe_finds_nothing(page)
    page.get_by_role("link", name="Office").click()
    page.get_by_role("link", name="Change : Standup").first.click()
    expect(page.get_by_label("In your week, it")).to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("link", name="Make a rule for such titles").click()
    page.get_by_label("In your week, it").select_option(label="Takes no time")
    expect(page.locator("#touched table")).to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("button", name="Keep the rule").click()
    axe_finds_nothing(page)
    at_home("/calendars/add/")
    page.get_by_role("button", name="Add address").click()
    axe_finds_nothing(page)
