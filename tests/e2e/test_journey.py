"""From a fresh home to a plan in other people's calendar program and back, with the network lost in between.

One person, a browser, a real Radicale behind a proxy that fails when it is told to, and the caldav library as
the program in their phone, which goes there past that proxy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import caldav
import pytest
from playwright.sync_api import Page, expect

from tests.calendar_servers import PASSWORD as APP_PASSWORD
from tests.calendar_servers import USER, radicale
from tests.calendars import calendar, event
from tests.e2e.served import PASSWORD, Served, serving
from tests.e2e.test_main_job import go_on, owner_link, shown
from tests.fault_proxy import ALWAYS, FaultProxy, proxied
from tests.homes import fresh_home

ZONE = ZoneInfo("Europe/Berlin")
CALL, SWIM, REPORT = "Call grandmother", "Swim", "Draft report"
LINES = (f"{REPORT} 3h deep #work !must", f"{CALL} 30m #family", f"{SWIM} 45m 2x a week #health")
WRITES = {"PUT", "DELETE", "MKCALENDAR", "MKCOL", "POST"}

Stands = tuple[str, datetime, datetime]
"""The title of a block, and from when to when it is on the wall clock."""


@dataclass(frozen=True)
class Changed:
    """Where the tasks stand after all that was done on both sides, and what was deleted on one."""

    stand: set[Stands]
    gone: Stands


@dataclass
class PhoneProgram:
    """What the person's phone has: a program by other people, which knows nothing of ours."""

    client: caldav.DAVClient

    def make(self, name: str, *entries: str) -> None:
        made = self.client.principal().make_calendar(name=name)
        made.save_event(calendar(*entries).decode())

    def plan(self) -> caldav.Calendar:
        (found,) = (each for each in self.client.principal().calendars() if each.name == "Counterpoint")
        return found

    def stands(self) -> list[Stands]:
        return sorted(map(_as_stands, self.plan().events()))

    def first(self, title: str) -> caldav.Event:
        """The earliest of that title."""
        return min((each for each in self.plan().events() if _as_stands(each)[0] == title), key=_as_stands)

    def move(self, title: str, to: datetime) -> Stands:
        entry = self.first(title)
        start, end = (entry.icalendar_component[name].dt for name in ("DTSTART", "DTEND"))
        for name, moment in (("DTSTART", to), ("DTEND", to + (end - start))):
            entry.icalendar_component[name].dt = moment.astimezone(UTC)
        entry.save()
        return _as_stands(entry)

    def delete(self, title: str) -> Stands:
        entry = self.first(title)
        entry.delete()
        return _as_stands(entry)


def _as_stands(entry: caldav.Event) -> Stands:
    said = entry.icalendar_component
    return str(said["SUMMARY"]), *(_wall(said[name].dt) for name in ("DTSTART", "DTEND"))


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(tzinfo=None)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[FaultProxy]:
    folder = tmp_path / "radicale"
    folder.mkdir()
    with radicale(folder) as server, proxied(server.address) as proxy:
        yield proxy


@pytest.fixture
def phone(network: FaultProxy) -> Iterator[PhoneProgram]:
    with caldav.DAVClient(network.upstream.geturl(), username=USER, password=APP_PASSWORD) as client:
        yield PhoneProgram(client)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "served").mkdir()
    with serving(fresh_home(tmp_path / "served")) as running:
        yield running


@pytest.fixture
def at_home(home: Served, page: Page) -> Page:
    """A browser in which the owner has just come in for the first time."""
    page.set_viewport_size({"width": 1280, "height": 1200})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(home.url + owner_link(home))
    page.get_by_label("Name to sign in with").fill("ada")
    page.get_by_label("What to call you").fill("Ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.get_by_label("Your time zone").fill("Berlin")
    go_on(page)
    page.get_by_role("checkbox", name="Family").check()
    page.locator("main form button").first.click()
    go_on(page)
    return page


def connect(page: Page, address: str) -> None:
    """From the first steps to an account from which nothing is read yet."""
    page.get_by_role("link", name="connect the account").click()
    page.get_by_label("Address of the server").fill(address)
    page.get_by_label("Your user name there").fill(USER)
    page.get_by_label("App password").fill(APP_PASSWORD)
    page.get_by_role("button", name="Connect", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("something below needs another look")
    expect(page.locator(".error")).to_contain_text("or say that the server is yours, in your own network")
    page.get_by_label("This server is mine").check()
    page.get_by_label("App password").fill(APP_PASSWORD)
    page.get_by_role("button", name="Connect", exact=True).click()
    expect(page.get_by_text("127.0.0.1 let you in.")).to_be_visible()


def choose(page: Page, name: str) -> str:
    """Reads a calendar here from now on; the address of the account's page."""
    page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Keep the chosen ones here").click()
    asked(page)
    expect(page.locator("#live")).to_contain_text("1 event")
    return page.url


def asked(page: Page) -> None:
    """Until the visit that is under way is over, without loading the page again."""
    expect(page.locator("#asking[hx-get]")).to_have_count(0)


def plan_next_week(page: Page) -> str:
    """Three tasks and a plan for them, accepted; the address of the week."""
    page.get_by_role("link", name="To the first steps").click()
    page.locator("main").get_by_role("link", name="Tasks").click()
    for line in LINES:
        page.get_by_label("Add in one line").fill(line)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=line.partition(" ")[0])).to_be_visible()
    go_on(page)
    page.get_by_role("button", name="Plan next week").click()
    accept = page.get_by_role("button", name="Accept this week")
    expect(accept).to_be_visible(timeout=120_000)
    accept.click()
    expect(page.locator("#words")).to_contain_text("Accepted")
    return page.url


def put_it_there(page: Page, account: str) -> None:
    page.goto(account)
    page.get_by_role("link", name="Put my plan into a calendar of its own there").click()
    expect(page.get_by_role("radio", name="The titles")).to_be_checked()
    page.get_by_role("button", name="Put my plan there").click()
    expect(page.get_by_text("go into “Counterpoint” from now on")).to_be_visible()
    asked(page)
    expect(page.locator("#live")).to_contain_text("blocks of your accepted plans stand there")


def ask(page: Page) -> None:
    page.get_by_role("button", name="Ask now").click()
    asked(page)
    expect(page.locator("#how-it-is")).to_contain_text("All was well")


def blocks(page: Page) -> list[Stands]:
    """What the week that is shown has of its plan."""
    return sorted(
        (each["title"], datetime.fromisoformat(each["start"]), datetime.fromisoformat(each["end"]))
        for each in shown(page)["entries"]
        if each["look"] not in ("fact", "way")
    )


def free_time(taken: list[Stands]) -> datetime:
    """An hour of that week that nothing has, on the hour, in the afternoon, as late in the week as can be."""
    last = max(start for _title, start, _end in taken).date()
    hours = (
        datetime.combine(last - timedelta(days=back), time(hour))
        for back in range(6)
        for hour in range(13, 17)
    )
    hour = timedelta(hours=1)
    free = (at for at in hours if not any(start < at + hour and at < end for _title, start, end in taken))
    return next(free).replace(tzinfo=ZONE)


def move_a_little(page: Page, title: str) -> None:
    """A quarter hour later, or earlier where something follows."""
    (entry,) = (each for each in shown(page)["entries"] if each["title"] == title)
    page.locator(f'.score [data-block="{entry["id"]}"]').focus()
    words = page.locator("#words")
    page.keyboard.press("Shift+ArrowDown")
    expect(words).to_contain_text(re.compile("stays there|that time"))
    if "stays there" not in words.inner_text():
        page.keyboard.press("Shift+ArrowUp")
        expect(words).to_contain_text("stays there")


def change_both_sides_while_it_is_lost(
    page: Page, week: str, network: FaultProxy, phone: PhoneProgram
) -> Changed:
    """A block moves and one goes in the phone, and another moves here, where that is accepted."""
    network.listen("cut before it arrives", ALWAYS)
    before = phone.stands()
    moved, gone = phone.move(CALL, free_time(before)), phone.delete(SWIM)
    page.goto(week)
    move_a_little(page, REPORT)
    page.get_by_role("button", name="Accept this week").click()
    expect(page.locator("#words")).to_contain_text("Accepted")
    (report,) = (each for each in blocks(page) if each[0] == REPORT)
    (was,) = (each for each in before if each[0] == CALL)
    return Changed({each for each in before if each[0] in (CALL, SWIM)} - {was, gone} | {moved, report}, gone)


def what_is_said_while_it_is_lost(page: Page, account: str, week: str) -> None:
    page.goto(f"{account}plan/")
    asked(page)
    expect(page.locator("#how-it-is")).to_contain_text("127.0.0.1 could not be reached")
    expect(page.locator("#how-it-is")).to_contain_text("It is asked again")
    waits = re.compile(f"to go there.*{REPORT}.*It is kept here", re.DOTALL)
    expect(page.locator("#live")).to_contain_text(waits)
    page.goto(week)
    expect(page.locator(".plan-words")).to_contain_text("does not have all of it yet: it waits here.")


def answer_what_is_asked(page: Page, week: str) -> None:
    """From the week to the question about what was deleted there: it goes here too."""
    page.goto(week)
    expect(page.get_by_text("1 block of your plan waits for your word")).to_be_visible()
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_text("It was deleted there, and is still in your plan.")).to_be_visible()
    page.get_by_role("button", name=f"Let it go here as well : {SWIM}").click()
    expect(page.get_by_text("It is let go of.")).to_be_visible()
    asked(page)
    expect(page.get_by_text("What do you want?")).to_have_count(0)


def test_a_plan_lives_in_two_programs_and_outlives_a_lost_network(
    at_home: Page, network: FaultProxy, phone: PhoneProgram
) -> None:
    page = at_home
    early = (datetime.now(UTC) + timedelta(days=7)).replace(hour=5, minute=0, second=0, microsecond=0)
    phone.make("Work", event("review@t", "Review", early))
    connect(page, network.address)
    account = choose(page, "Work")
    week = plan_next_week(page)
    put_it_there(page, account)
    page.goto(week)
    expect(page.locator(".plan-words")).to_contain_text("It stands in “Counterpoint” at 127.0.0.1 as well.")
    assert phone.stands() == blocks(page)
    assert {CALL, SWIM, REPORT} <= {title for title, *_ in phone.stands()}

    changed = change_both_sides_while_it_is_lost(page, week, network, phone)
    what_is_said_while_it_is_lost(page, account, week)
    assert not changed.stand <= set(phone.stands())

    network.listen()
    page.get_by_role("link", name="See why").click()
    ask(page)
    assert "PUT" in network.seen
    assert changed.stand <= set(phone.stands())
    page.goto(week)
    assert changed.stand | {changed.gone} <= set(blocks(page))
    answer_what_is_asked(page, week)

    network.listen()
    ask(page)
    assert network.seen
    assert not WRITES & set(network.seen)
    page.goto(week)
    assert blocks(page) == phone.stands()
    assert {each for each in blocks(page) if each[0] in (CALL, SWIM, REPORT)} == changed.stand
    (call,) = (each for each in shown(page)["entries"] if each["title"] == CALL)
    assert call["pinned"]
