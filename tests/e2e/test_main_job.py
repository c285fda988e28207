"""The main job as a stranger does it: from an empty home to a week in their own calendar, in minutes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
import recurring_ical_events
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.calendars import calendar, event
from tests.e2e.served import PASSWORD, Served, serving

ZONE = ZoneInfo("Europe/Berlin")
REAL = Path(os.environ.get("COUNTERPOINT_EXTERNAL", "/nowhere")) / "cases/rie__machbar_16_feb_2019.ics"
PLANNED_WITHIN = 120_000
MOST_TABS = 120
CALL = "Call grandmother"
TO_DO = {
    "Draft report": "Draft report 3h deep #work !must",
    CALL: f"{CALL} 30m #family",
    "Swim": "Swim 45m 2x a week #health",
}

# (title, start, end) on the wall clock, by the name that the page or the feed has for it
Blocks = dict[str, tuple[str, datetime, datetime]]


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Served]:
    """A server whose home was empty before it."""
    home = tmp_path / "home"
    home.mkdir()
    with serving(home) as running:
        yield running


def owner_link(served: Served) -> str:
    """The path of the link that the terminal shows."""
    printed = (served.home / "serve.log").read_text()
    found = re.search(r"https?://[^/\s]+(/welcome/\S+/)", printed)
    assert found, printed
    return found[1]


def files_of(folder: Path) -> list[Path]:
    """Somebody's calendars: one of these weeks, and a real one where there is one."""
    monday = date.today() - timedelta(days=date.today().weekday() + 7)  # noqa: DTZ011  # any day near is right
    nine = datetime(monday.year, monday.month, monday.day, 8, tzinfo=UTC)
    events = [
        event("stand-up@test", "Stand-up", nine, "RRULE:FREQ=DAILY;COUNT=40", minutes=15),
        event("choir@test", "Choir", nine + timedelta(days=2, hours=11), "RRULE:FREQ=WEEKLY;COUNT=6"),
        event("review@test", "Review", nine + timedelta(days=3, hours=5), "RRULE:FREQ=WEEKLY;COUNT=6"),
    ]
    office = folder / "office.ics"
    office.write_bytes(calendar(*events, name="Office"))
    return [office, *([REAL] if REAL.is_file() else [])]


def go_on(page: Page) -> None:
    """To the next step, whether it is a form's button or a link."""
    named = {"name": "Go on", "exact": True}
    page.get_by_role("button", **named).or_(page.get_by_role("link", **named)).first.click()


def first_steps(page: Page, files: list[Path]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    page.get_by_label("Your time zone").fill("Berlin")
    go_on(page)
    for name in ("Family", "Health", "Good work"):
        page.get_by_role("checkbox", name=name).check()
    page.locator("main form button").first.click()
    page.get_by_label("Family, in practice").fill("Dinner together on four evenings")
    go_on(page)
    page.locator("input[type=file]").first.set_input_files(files)
    page.get_by_role("button", name="Add files").click()
    expect(page.get_by_text("Office", exact=True)).to_be_visible()
    assert page.locator("main .things .title").count() == len(files)
    go_on(page)
    page.get_by_label("A morning person").check()
    go_on(page)
    page.get_by_role("button", name="Protect : Dinner together").click()
    expect(page.get_by_role("heading", name="I protect")).to_be_visible()
    go_on(page)
    for title, line in TO_DO.items():
        page.get_by_label("Add in one line").fill(line)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=title)).to_be_visible()
    go_on(page)


def plan(page: Page) -> None:
    """Next week: a whole one on whatever day this runs."""
    page.get_by_role("button", name="Plan next week").click()
    expect(page).to_have_url(re.compile(r"/week/\d{4}-W\d\d/$"))
    stop = page.get_by_role("button", name="Stop and keep the best")
    accept = page.get_by_role("button", name="Accept this week")
    expect(block(page, "task:")).to_be_visible(timeout=PLANNED_WITHIN)
    expect(stop.or_(accept)).to_be_visible()
    expect(accept).to_be_visible(timeout=PLANNED_WITHIN)
    expect(page.locator(".score")).to_be_visible()


def block(page: Page, thing: str) -> Any:
    return page.locator(f".score [data-block^='{thing}']").first


def by_tab(page: Page, wanted: str) -> None:
    """Goes to what matches `wanted` with nothing but the Tab key, from the top of the page."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by {MOST_TABS} tabs.")


def call_of(page: Page) -> str:
    """The id of the block that is moved here."""
    for entry in shown(page)["entries"]:
        if entry["title"] == CALL:
            return str(entry["id"])
    raise AssertionError(f"{CALL} is not in the week.")


def move_by_keys(page: Page, key: str) -> None:
    id = call_of(page)
    before = blocks_shown(page)[id]
    by_tab(page, f'.score [data-block="{id}"]')
    page.keyboard.press(key)
    expect(page.locator("#words")).to_contain_text("stays there")
    assert blocks_shown(page)[id][1] != before[1]


def accept_by_keys(page: Page) -> None:
    by_tab(page, "form[action$='/accept/'] button")
    page.keyboard.press("Enter")
    expect(page.locator("#words")).to_contain_text("Accepted")
    expect(page.get_by_role("button", name="Accept this week")).to_have_count(0)


def shown(page: Page) -> dict[str, Any]:
    """What the page's own data says now."""
    answer = page.request.get(page.url + "events.json")
    assert answer.ok
    return dict(answer.json())


def blocks_shown(page: Page) -> Blocks:
    return {
        entry["id"]: (
            entry["title"],
            datetime.fromisoformat(entry["start"]),
            datetime.fromisoformat(entry["end"]),
        )
        for entry in shown(page)["entries"]
        if entry["look"] != "fact"
    }


def rituals(page: Page) -> set[str]:
    """The titles of what only joins other blocks."""
    return {entry["title"] for entry in shown(page)["entries"] if entry["look"] == "ritual"}


def wall(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(tzinfo=None)


def subscribed(feed: Calendar, days: list[str]) -> Blocks:
    """What a calendar program shows of these days."""
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    found = recurring_ical_events.of(feed).between(first, last + timedelta(days=1))
    return {str(each["UID"]): (str(each["SUMMARY"]), wall(each.start), wall(each.end)) for each in found}


def sequences(feed: Calendar) -> dict[str, int]:
    return {str(each["UID"]): int(each["SEQUENCE"]) for each in feed.walk("VEVENT")}


def fetched(address: str) -> Calendar:
    answer = httpx.get(address)
    assert answer.status_code == httpx.codes.OK
    assert answer.headers["Content-Type"].startswith("text/calendar")
    feed = Calendar.from_ical(answer.content)
    assert not feed.errors
    assert feed["X-PUBLISHED-TTL"]
    assert feed["REFRESH-INTERVAL"]
    return feed


def make_address(page: Page) -> str:
    page.get_by_text("Take it with you").click()
    page.get_by_role("button", name="Make a secret address").click()
    return page.get_by_label("Your secret address").input_value()


def test_from_nothing_to_a_week_in_ones_own_calendar(fresh: Served, page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 1200})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(fresh.url + owner_link(fresh))
    page.get_by_label("Name to sign in with").fill("ada")
    page.get_by_label("What to call you").fill("Ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    first_steps(page, files_of(tmp_path))
    plan(page)

    week = page.url
    assert "Stand-up" in {entry["title"] for entry in shown(page)["entries"]}
    move_by_keys(page, "Shift+ArrowDown")
    accept_by_keys(page)
    address = make_address(page)
    feed = fetched(address)
    page.goto(week)
    days = [day["on"] for day in shown(page)["days"]]
    mine = subscribed(feed, days)
    assert sorted(mine.values()) == sorted(blocks_shown(page).values())
    assert {CALL, "Draft report", "Dinner together", "Swim"} <= {title for title, *_ in mine.values()}
    assert "Stand-up" not in {title for title, *_ in mine.values()}

    move_by_keys(page, "Shift+ArrowUp")
    assert fetched(address).to_ical() == feed.to_ical()  # a draft is nobody else's business
    accept_by_keys(page)
    again = fetched(address)
    later = subscribed(again, days)
    assert sorted(later.values()) == sorted(blocks_shown(page).values())
    before, after = sequences(feed), sequences(again)
    (moved,) = (uid for uid, (title, *_) in mine.items() if title == CALL)
    assert after[moved] > before[moved]
    gone = {title for uid, (title, *_) in mine.items() if uid not in later}
    assert gone <= rituals(page)  # they follow from what lies around them
    assert all(after[uid] == before[uid] for uid in mine if later.get(uid) == mine[uid])

    page.goto(f"{fresh.url}/feed/")
    page.get_by_role("button", name="Revoke it").click()
    expect(page.get_by_role("button", name="Make a secret address")).to_be_visible()
    assert httpx.get(address).status_code == httpx.codes.NOT_FOUND
