"""Four weeks on a phone, with a clock that is moved on: what is kept in the end is what was lived.

The pages are served by this process and work as they do without JavaScript; Django's clock, the one that the
doors ask, is the only thing that is moved. A worker's part, planning, is done here as well, in a moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from counterpoint import wiring
from counterpoint.adapters.storage.models import JobRow, Person
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Bend, GiveBack
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.living import MicroHabit, Pause
from counterpoint.domain.planning import Block
from counterpoint.domain.reviews import Review
from counterpoint.domain.timeline import Span, instant, local
from counterpoint.domain.values import Season
from counterpoint.server import jobs
from tests.e2e.people import ZONE, settle_in

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = date(2026, 11, 2)
MON, TUE, WED, THU, FRI, SUN = 0, 1, 2, 3, 4, 6


class Phone:
    """Ada, her phone and her clock."""

    def __init__(self, page: Page, url: str, diary: Diary) -> None:
        self.page, self.url, self.diary = page, url, diary
        self.now = at(0, MON, 8)

    def open(self, address: str, moment: datetime | None = None) -> Page:
        self.now = moment or self.now
        self.page.goto(self.url + address)
        return self.page

    def tap(self, words: str) -> None:
        self.page.locator("main").get_by_role("button", name=words).first.click()

    def plan_the_week(self) -> None:
        self.open("/week/")
        self.tap("Plan my week")
        self.let_the_planner_work()
        self.open("/week/")
        self.tap("Accept this week")

    def let_the_planner_work(self) -> None:
        for row in JobRow.objects.filter(state="waiting"):
            row.payload = {**row.payload, "seconds": 0.3}
            row.save()
            mine = jobs.claim(row.queue, "ada’s test", self.now)
            assert mine is not None
            wiring.handler_of(mine.kind)(self.diary, mine.as_domain(), self.now)
            jobs.end(mine, "done", self.now)

    def check_in(self, moment: datetime, energy: int) -> None:
        self.open("/today/", moment)
        self.page.locator(f"input[name=energy][value='{energy}']").check(force=True)
        self.page.locator("form.check-in [data-keep]").click()

    def look_back_at_the_week(self, moment: datetime, choice: str, title: str = "") -> None:
        self.open("/review/weekly/change/", moment)
        self.page.get_by_label(choice).check()
        self.page.locator("[name=title]").fill(title)
        self.tap("Finish the review")


def at(week: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the month by the clock on the wall."""
    return instant(MONDAY + timedelta(weeks=week, days=day), time(hour, minute), ZONE)


@pytest.fixture
def phone(browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    ada = Person.objects.create(username="ada", is_owner=True)
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    phone = Phone(context.new_page(), live_server.url, wiring.diary_of(ada))
    monkeypatch.setattr(timezone, "now", lambda: phone.now)
    settle_in(phone.diary)
    client = Client()
    client.force_login(ada)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    yield phone
    context.close()


def things(diary: Diary, kind: type[Any]) -> list[Any]:
    return [kept.thing for kept in diary.shelf(kind).all()]


def test_a_month_ends_in_what_was_lived(phone: Phone) -> None:
    dinner_bends(phone)
    owed = it_comes_back(phone)
    life_happens(phone)
    the_season_is_over(phone)
    agrees(phone.diary, owed)


def dinner_bends(phone: Phone) -> None:
    phone.plan_the_week()
    phone.check_in(at(0, MON, 12), 5)
    phone.open("/boundaries/", at(0, TUE, 12))
    phone.page.locator("#boundary-dinner").get_by_role("button", name="an emergency").first.click()
    phone.open("/boundaries/")
    phone.tap("Give it back")
    phone.look_back_at_the_week(at(0, SUN, 20), "Nothing this time")


def it_comes_back(phone: Phone) -> Block:
    page, diary = phone.page, phone.diary
    phone.now = at(1, MON, 7)
    phone.plan_the_week()
    week = next(kept.thing for kept in diary.plans.all() if kept.thing.week.first == MONDAY + timedelta(7))
    [owed] = [block for block in week.current.blocks if block.kind == "give_back"]
    assert owed.span.end <= at(1, TUE, 19)
    phone.open("/seasons/new/", at(1, MON, 7, 30))
    page.locator("[name=title]").fill("The launch")
    page.locator("[name=first]").fill((MONDAY + timedelta(7)).isoformat())
    page.locator("[name=last]").fill((MONDAY + timedelta(18)).isoformat())
    page.get_by_label("Work", exact=True).select_option("f")
    phone.tap("Keep")
    phone.open(f"/week/{week.week.name}/blocks/{quote(owed.id)}/", owed.span.end + timedelta(minutes=5))
    phone.tap("Done")
    phone.look_back_at_the_week(at(1, SUN, 20), "A small habit of my own", "Walk around the block")
    return owed


def life_happens(phone: Phone) -> None:
    page = phone.page
    phone.open("/today/", at(2, WED, 9))
    phone.tap("Life happened")
    phone.let_the_planner_work()
    phone.open("/today/", at(2, THU, 9))
    expect(page.locator("main")).to_contain_text("Nothing asks")
    phone.tap("I am back")
    phone.open("/today/", at(2, FRI, 9))
    expect(page.get_by_role("link", name="Look back at it, once")).to_be_visible()
    phone.check_in(at(2, FRI, 12), 3)
    phone.look_back_at_the_week(at(2, SUN, 20), "Nothing this time")


def the_season_is_over(phone: Phone) -> None:
    page = phone.page
    phone.open("/today/", at(3, MON, 9))
    page.get_by_role("link", name="Look back at it, once").click()
    page.locator("main textarea").fill("Loud, and over.")
    phone.tap("Keep")
    phone.look_back_at_the_week(at(3, SUN, 20), "Nothing this time")
    phone.open("/review/month/")
    expect(page.locator("main")).to_contain_text("The launch")


def agrees(diary: Diary, owed: Block) -> None:
    """What is kept of the month, beside what the journey did."""
    dinner = Span(at(0, TUE, 18), at(0, TUE, 19))
    assert [(each.protected_id, each.span, each.cause) for each in things(diary, Bend)] == [
        ("dinner", dinner, "emergency")
    ]
    [back] = things(diary, GiveBack)
    assert (back.state, back.minutes, back.given_at) == ("given", 60, owed.span.start)
    assert [(each.at, each.energy) for each in things(diary, CheckIn)] == [
        (at(0, MON, 12), 5), (at(2, FRI, 12), 3)
    ]  # fmt: skip
    [season] = things(diary, Season)
    assert (season.last, season.looking_back) == (MONDAY + timedelta(18), "Loud, and over.")
    assert season.ended_on == local(at(3, MON, 9), ZONE).date()
    assert [(each.at, each.until) for each in things(diary, Pause)] == [(at(2, WED, 9), at(2, THU, 9))]
    said = [(each.first, each.change, each.finished_at) for each in things(diary, Review)]
    changes = ("none", "habit", "none", "none")
    assert said == [(MONDAY + timedelta(weeks=n), change, at(n, SUN, 20)) for n, change in enumerate(changes)]
    assert [(each.title, each.state) for each in things(diary, MicroHabit)] == [
        ("Walk around the block", "on")
    ]
