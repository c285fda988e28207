"""Every place by keyboard alone: all is reached, the focus is seen, dialogs hold it and give it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from counterpoint import wiring
from counterpoint.desk.week.which import week_ahead
from tests.seeds import FULL, SEED

pytestmark = pytest.mark.django_db(transaction=True)

MOST_TABS = 300
FEWEST = 12
# What a person can act on and that is shown; of radios with one name only one is a stop.
STOPS = """() => [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && each.tabIndex >= 0 && !each.disabled
        && each.type !== "radio" && !each.closest("details:not([open]) > :not(summary)"))
    .map((each, n) => { each.dataset.stop = n; return each.outerHTML.slice(0, 160) })"""
FOCUSED = """() => {
    const each = document.activeElement, look = getComputedStyle(each), box = each.getBoundingClientRect();
    const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    const seen = ring || look.boxShadow !== "none" || each.matches("input, select, textarea");
    return {stop: each.dataset.stop ?? "", html: each.outerHTML.slice(0, 160), seen,
            size: Math.min(box.width, box.height), body: each === document.body};
}"""


@pytest.fixture
def week(robin: Any) -> str:
    return week_ahead(wiring.diary_of(robin), timezone.now()).name


@pytest.fixture
def at_home(robin: Any, live_server: Any, context: BrowserContext, page: Page) -> Callable[[str], Page]:
    client = Client()
    client.force_login(robin, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.on("pageerror", lambda error: pytest.fail(str(error)))

    def go(path: str) -> Page:
        page.goto(live_server.url + path)
        return page

    return go


def tabbed(page: Page) -> list[dict[str, Any]]:
    """Everything that has the focus in turn, until it leaves the page."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now["body"] or (found and now["stop"] and now["stop"] == found[0]["stop"]):
            break
        found.append(now)
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_all_of_a_page_is_reached_and_the_focus_is_seen(
    at_home: Callable[[str], Page], page: Page, week: str, width: int
) -> None:
    """Each page at one of the widths, by the seed; at both in the whole of the tests."""
    page.set_viewport_size({"width": width, "height": 844})
    paths = (f"/week/{week}/", "/tasks/", "/matters/", "/matters/protected/new/", "/calendars/", "/settings/")
    for path in paths if FULL else paths[(SEED + (width > 390)) % 2 :: 2]:
        at_home(path)
        page.wait_for_load_state("networkidle")
        stops = page.evaluate(STOPS)
        assert len(stops) > FEWEST
        found = tabbed(page)
        reached = {int(each["stop"]) for each in found if each["stop"]}
        missed = [html for n, html in enumerate(stops) if n not in reached]
        assert not missed, f"{path} does not lead to {missed}"
        unseen = [each["html"] for each in found if not each["seen"]]
        assert not unseen, f"{path} does not show the focus on {unseen}"


def test_the_first_stop_skips_to_the_page(at_home: Callable[[str], Page], page: Page) -> None:
    at_home("/tasks/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_dialog_holds_the_focus_and_gives_it_back(
    at_home: Callable[[str], Page], page: Page, week: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    at_home(f"/week/{week}/")
    block = page.locator(".score .planned[data-block]").first
    block.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(25):
        page.keyboard.press("Tab")
        outside = "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        assert not page.evaluate(outside)
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(block).to_be_focused()


def test_a_form_says_what_is_wrong_where_it_is_wrong(at_home: Callable[[str], Page], page: Page) -> None:
    at_home("/tasks/new/")
    page.get_by_label("What", exact=False).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still there")
    wrong = page.locator("main [aria-invalid=true]").first
    told = wrong.get_attribute("aria-describedby") or ""
    words = [page.locator(f"#{id}").inner_text() for id in told.split() if id.endswith("_error")]
    assert all(words)
    assert words


def reach(page: Page, place: Locator, *, key: str = "Tab") -> None:
    """Goes on by the key until the place has the focus, which is seen on all the way."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED)["seen"]
        if place.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"{place} is not reached")


def test_a_day_is_lived_by_keyboard(at_home: Callable[[str], Page], page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    at_home("/today/")
    places = page.get_by_role("navigation", name="Main places")
    reach(page, places.get_by_role("link", name="Week"))
    page.keyboard.press("Enter")
    block = page.locator(".score .planned[data-block]").first
    block.wait_for()
    reach(page, block)
    was = block.get_attribute("aria-label")
    page.keyboard.press("Enter")
    length = page.get_by_role("dialog").get_by_label("Length")
    reach(page, length)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("10 min")  # shorter: what lies beside it stays free
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(block).not_to_have_attribute("aria-label", str(was))
    expect(block).to_be_focused()
    reach(page, page.get_by_role("button", name="Undo: ").first, key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(block).to_have_attribute("aria-label", str(was))
    assert not page.evaluate(FOCUSED)["body"]


def test_adding_and_ticking_leave_the_focus_where_one_goes_on(
    at_home: Callable[[str], Page], page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    at_home("/tasks/")
    line = page.get_by_label("Add in one line")
    for title in ("Water the ferns", "Call the choir"):
        if page.evaluate("document.activeElement === document.body"):
            reach(page, line)
        expect(line).to_be_focused()
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        page.locator("#just-added").get_by_text(title).wait_for()
    done = page.get_by_role("button", name="“Water the ferns” is done")
    reach(page, done)
    page.keyboard.press("Enter")
    expect(page.locator("main > .undo")).to_contain_text("“Water the ferns” is done.")
    expect(page.locator(".tasks .tick:focus")).to_be_in_viewport()
