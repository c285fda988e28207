"""The ten steps on a phone: all in one go, and in three visits with everything found as it was left."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.beginning.ten_steps import TEN, what_is_there
from tests.e2e.looks import axe_finds_nothing

pytestmark = pytest.mark.django_db(transaction=True)
FULL = os.environ.get("COUNTERPOINT_FULL") == "1"  # three visits do all that one does, and look back twice


class Visit:
    """One visit: a browser of its own, signed in as Ada on a phone, on the page of the ten steps."""

    def __init__(self, browser: Browser, url: str, person: Person) -> None:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": url}])
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: pytest.fail(str(error)))
        self.page.goto(f"{url}/ten-steps/")

    def do(self, step: str) -> None:
        """Through a step's door, does one thing there, and comes back by the line at the top."""
        self.page.locator(f"a[href='/ten-steps/go/{step}/']").click()
        DONE_BY[step](self.page)
        back = self.page.get_by_role("link", name=re.compile("ten steps", re.IGNORECASE)).first
        back.click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("The ten steps")


def press(page: Page, name: str) -> None:
    """Presses a button and waits for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).last.click()


def find_values(page: Page) -> None:
    page.get_by_role("link", name="What were you doing when you last felt most alive?").click()
    page.get_by_label("What were you doing").fill("Singing, by the river")
    press(page, "Go on")
    for _question in range(2):
        press(page, "Go on")
    axe_finds_nothing(page)
    page.get_by_role("group", name="Family").get_by_label("very me").check()
    page.get_by_role("group", name="Health").get_by_label("very me").check()
    press(page, "Go on")
    press(page, "Go on")
    page.get_by_label("In my own words, 1").fill("Music")
    press(page, "Go on")
    expect(page.get_by_role("checkbox", name="Music")).to_be_checked()
    axe_finds_nothing(page)
    press(page, "Keep these")
    page.get_by_label("Music, in practice").fill("Choir on Thursdays")
    press(page, "Keep them")
    expect(page.get_by_text("Choir on Thursdays")).to_be_visible()


def recall(page: Page) -> None:
    page.get_by_label("And what stays in mind of it").fill("Mostly work, one good Sunday")
    press(page, "Keep it for me")
    expect(page.get_by_text("one good Sunday")).to_be_visible()


def protect(page: Page) -> None:
    page.get_by_role("button", name="Protect : Dinner together").click()
    expect(page.get_by_role("heading", name="I protect")).to_be_visible()


def tell(page: Page) -> None:
    page.locator("main .things a").first.click()
    press(page, "Keep")


def ritual(page: Page) -> None:
    page.get_by_role("button", name="Add a ritual").click()
    page.locator("[name=title]").fill("Walk home")
    press(page, "Keep")


def flex(page: Page) -> None:
    page.locator("[name=title]").fill("Café hours")
    page.locator("[name=minutes]").fill("2h")
    page.locator(".window-row .weekdays input").nth(2).check(force=True)
    hours = page.locator(".window-row input[type=time]")
    hours.nth(0).fill("14:00")
    hours.nth(1).fill("17:00")
    press(page, "Keep")


def companion(page: Page) -> None:
    page.get_by_role("button", name="Choose somebody").click()
    page.get_by_label("Who helps me stay true").fill("Noor")
    page.get_by_label("What I want to say").fill("I keep it small.")
    expect(page.locator("[data-preview]")).to_contain_text("I keep it small.")
    press(page, "Keep")
    expect(page.get_by_role("heading", name="Noor")).to_be_visible()


def check_in(page: Page) -> None:
    page.get_by_role("group", name="Energy now").get_by_role("radio", name="6").click()
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible()


DONE_BY: dict[str, Callable[[Page], Any]] = {
    "values": find_values,
    "week": recall,
    "protected": protect,
    "others": tell,
    "rituals": ritual,
    "boundaries": lambda page: expect(page.get_by_text("Dinner together").first).to_be_visible(),
    "flex": flex,
    "companion": companion,
    "check-ins": check_in,
    "refinement": lambda page: press(page, "Finish this look"),
}


@pytest.mark.parametrize("visits", [1, 3] if FULL else [3])
def test_the_ten_steps_in_one_go_and_in_three_visits(browser: Browser, live_server: Any, visits: int) -> None:
    ada = Person.objects.create(username="ada", is_owner=True)
    share = -(-len(TEN) // visits)
    done: list[str] = []
    for first in range(0, len(TEN), share):
        visit = Visit(browser, live_server.url, ada)
        for step in done:
            door = visit.page.locator(f"a[href='/ten-steps/go/{step}/']")
            expect(visit.page.locator(".ten-steps > li.has", has=door)).to_be_visible()
        for step in TEN[first : first + share]:
            visit.do(step)
            done.append(step)
        visit.context.close()
    there = what_is_there(wiring.diary_of(ada))
    assert [step for step in TEN if not there[step].something] == []
    assert there["values"].titles == ("Family", "Health", "Music")
