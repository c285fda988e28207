"""The full look in a browser: each answer is kept as it is given, by keyboard, and is there the next time."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, expect

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.know_yourself.answering import look_under_way

pytestmark = pytest.mark.django_db(transaction=True)


def begin(live_server: Any, context: BrowserContext, page: Page) -> Person:
    ada = Person.objects.create(username="ada", is_owner=True)
    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + "/know-yourself/full/")
    page.get_by_role("button", name="Begin").click()
    return ada


def test_an_answer_is_kept_that_was_given_before_the_page_was_ready(
    transactional_db: None, live_server: Any, context: BrowserContext, page: Page
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/htmx*.js", hold)
    begin(live_server, context, page)
    cheerful = page.get_by_role("group", name="I have felt cheerful and in good spirits")
    cheerful.get_by_role("radio", name="no answer").focus()
    page.keyboard.press("ArrowUp")
    expect(cheerful.get_by_role("radio", name="At no time")).to_be_checked()
    for route in held:
        route.continue_()
    expect(page.locator("#kept")).to_have_text("Kept.")


def test_an_answer_is_kept_without_a_button_and_found_again(
    transactional_db: None, live_server: Any, context: BrowserContext, page: Page
) -> None:
    ada = begin(live_server, context, page)
    cheerful = page.get_by_role("group", name="I have felt cheerful and in good spirits")
    cheerful.get_by_role("radio", name="no answer").focus()
    page.keyboard.press("ArrowUp")  # the step before “no answer” is 0
    expect(page.locator("#kept")).to_have_text("Kept.")
    page.get_by_role("group", name="calm and relaxed").get_by_role("radio", name="4 Most").click()

    def kept() -> dict[str, int]:
        look = look_under_way(wiring.diary_of(ada), wiring.instruments().packs)
        assert look
        return look.values(look.screens[0])

    for _moment in range(300):
        if len(kept()) > 1:
            break
        page.wait_for_timeout(100)
    assert kept() == {"cheerful": 0, "calm": 4}
    page.goto(live_server.url + "/know-yourself/")
    page.get_by_role("button", name="Go on where you left off").click()
    page.wait_for_url("**/know-yourself/full/")
    page.get_by_role("button", name="Go on where you left off").click()
    expect(page).to_have_url(live_server.url + "/know-yourself/full/2/")
    page.get_by_role("button", name="One back").click()
    expect(page.get_by_role("group", name="cheerful").get_by_role("radio", name="At no time")).to_be_checked()
