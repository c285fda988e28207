"""A week in a real browser, on a server as one starts it: planned, moved by pointer and keys, accepted."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from django.conf import settings
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from counterpoint.domain.timeline import Week
from tests.e2e.looks import LOOKS, axe_finds_nothing
from tests.e2e.people import HOSTILE
from tests.e2e.served import Served

PLANNED_WITHIN = 120_000
WEEK = Week.named("2031-W21").name
NAMES = iter(f"mira{number}" for number in range(1000))


At = Callable[[str], Page]


@pytest.fixture
def at_week(served: Served, context: BrowserContext) -> At:
    """At the week with this key of a session. What the page's script complains about is a failure."""

    def go(key: str) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": 1280, "height": 1500})
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": served.url}])
        page.goto(f"{served.url}/week/{WEEK}/")
        return page

    return go


@pytest.fixture
def mira(served: Served, at_week: At) -> Page:
    """Somebody new for each test, at a week that is not planned yet."""
    return at_week(served.person(next(NAMES), week=WEEK))


@pytest.fixture
def planned(served: Served, at_week: At) -> Page:
    """Somebody new for each test, at a week with a plan that is not accepted yet."""
    return at_week(served.person(next(NAMES), week=WEEK, planned=True))


def plan(page: Page) -> None:
    """Plans the week and is content with the first plan that has everything in it."""
    page.get_by_role("button", name="Plan my week").click()
    expect(block(page, "task:report")).to_be_visible(timeout=PLANNED_WITHIN)
    stop = page.get_by_role("button", name="Stop and keep the best")
    accept = page.get_by_role("button", name="Accept this week")
    expect(stop.or_(accept)).to_be_visible()
    if stop.is_visible():
        stop.click()
    expect(accept).to_be_visible(timeout=PLANNED_WITHIN)
    page.wait_for_timeout(400)


def block(page: Page, thing: str) -> Locator:
    return page.locator(f".score [data-block^='{thing}']").first


def told(page: Page) -> str:
    words = page.locator("#words .told p")
    expect(words).to_be_visible()
    return words.inner_text()


def said(page: Page, do: Callable[[], object]) -> str:
    """What is said after something is done."""
    page.evaluate("document.querySelector('#words').replaceChildren()")
    do()
    return told(page)


def drag(page: Page, what: Locator, to_x: float, to_y: float) -> None:
    box = what.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 20, steps=4)
    page.mouse.move(to_x, to_y, steps=10)
    page.mouse.up()


def test_a_week_is_planned_moved_accepted_and_found_in_the_feed(mira: Page, served: Served) -> None:
    plan(mira)
    call = block(mira, "task:call")
    call.focus()
    where = call.get_attribute("aria-label")
    assert "stays there" in said(mira, lambda: mira.keyboard.press("Shift+ArrowDown"))
    expect(call).not_to_have_attribute("aria-label", where or "")
    expect(call).to_be_focused()
    assert "Pinned" in (call.get_attribute("aria-label") or "")
    assert "Accepted" in said(mira, mira.get_by_role("button", name="Accept this week").click)
    mira.get_by_text("Take it with you").click()
    mira.get_by_role("button", name="Make a secret address").click()
    address = mira.get_by_label("Your secret address").input_value()
    feed = Calendar.from_ical(httpx.get(address).content)
    found = {str(event["SUMMARY"]): event for event in feed.walk("VEVENT")}
    assert {"Call grandmother", "Dinner with the children", HOSTILE} <= found.keys()
    mira.goto(f"{served.url}/week/{WEEK}/")
    start = found["Call grandmother"].decoded("DTSTART").astimezone(feed_zone())
    assert f"{start:%H:%M}–" in (block(mira, "task:call").get_attribute("aria-label") or "")


def feed_zone() -> object:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Berlin")


def test_while_it_is_planned_the_best_so_far_is_seen_and_stopping_keeps_it(mira: Page) -> None:
    mira.get_by_role("button", name="Plan my week").click()
    stop = mira.get_by_role("button", name="Stop and keep the best")
    expect(stop).to_be_visible()
    expect(block(mira, "task:report")).to_be_visible(timeout=PLANNED_WITHIN)
    if stop.is_visible():
        stop.click()
    expect(mira.get_by_role("button", name="Accept this week")).to_be_visible()
    expect(block(mira, "task:report")).to_be_visible()


def test_keys_pin_lengthen_mark_and_take_out(planned: Page) -> None:
    call = block(planned, "task:call")
    call.focus()
    assert "stays where it is" in said(planned, lambda: planned.keyboard.press("p"))
    assert "may move" in said(planned, lambda: planned.keyboard.press("p"))
    assert "is done" in said(planned, lambda: planned.keyboard.press("d"))
    assert "planned again" in said(planned, lambda: planned.keyboard.press("d"))
    assert "out of this week" in said(planned, lambda: planned.keyboard.press("Delete"))
    expect(call).to_have_count(0)
    left = planned.get_by_role("region", name="Not this week")
    expect(left.get_by_text("Call grandmother")).to_be_visible()
    left.locator("li", has_text="Call grandmother").get_by_text("Give it a time").click()
    panel = planned.get_by_role("dialog")
    panel.get_by_label("Starts").fill("21:45")
    panel.get_by_label("Day").select_option(index=5)
    panel.get_by_role("button", name="Put it there").click()
    expect(block(planned, "task:call")).to_be_visible()


def test_enter_opens_a_block_that_says_why_and_lets_itself_be_moved(planned: Page) -> None:
    block(planned, "task:call").focus()
    planned.keyboard.press("Enter")
    panel = planned.get_by_role("dialog", name="Call grandmother")
    expect(panel.get_by_text("Why here")).to_be_visible()
    panel.get_by_label("Starts").fill("18:15")
    panel.get_by_label("Day").select_option(index=0)
    panel.get_by_role("button", name="Move it").click()
    expect(panel.get_by_role("alert")).to_contain_text("“Dinner with the children” is protected for Family")
    panel.get_by_label("Starts").fill("21:45")
    panel.get_by_label("Day").select_option(index=5)
    panel.get_by_role("button", name="Move it").click()
    expect(panel).not_to_be_visible()
    expect(block(planned, "task:call")).to_be_focused()
    assert "21:45–" in (block(planned, "task:call").get_attribute("aria-label") or "")


def test_a_drag_moves_a_block_and_one_onto_dinner_is_refused_in_words(planned: Page) -> None:
    call, dinner = block(planned, "task:call"), block(planned, "protected:dinner")
    box = dinner.bounding_box()
    assert box
    before = call.get_attribute("aria-label")
    refused = said(planned, lambda: drag(planned, call, box["x"] + 40, box["y"] + 30))
    assert "protected for Family" in refused
    assert call.get_attribute("aria-label") == before
    moved = said(planned, lambda: drag(planned, call, box["x"] + 40, box["y"] + box["height"] + 100))
    assert "is now on" in moved or "is planned for that time" in moved


def test_the_second_of_two_windows_is_told_and_can_make_its_change_again(
    planned: Page, context: BrowserContext
) -> None:
    second = context.new_page()
    second.goto(planned.url)
    block(planned, "routine:swim").focus()
    said(planned, lambda: planned.keyboard.press("p"))
    block(second, "task:call").focus()
    second.keyboard.press("p")
    again = second.locator("#again")
    expect(again).to_contain_text("You wanted to: pin “Call grandmother”")
    again.get_by_role("button").click()
    assert "stays where it is" in told(second)
    expect(again).to_be_empty()
    assert "Pinned" in (block(second, "routine:swim").get_attribute("aria-label") or "")


def test_undo_takes_the_last_step_back(planned: Page) -> None:
    call = block(planned, "task:call")
    before = call.get_attribute("aria-label")
    call.focus()
    said(planned, lambda: planned.keyboard.press("Shift+ArrowUp"))
    taken = said(planned, planned.locator(".week-actions").get_by_role("button", name="Undo").click)
    assert "Taken back" in taken
    expect(block(planned, "task:call")).to_have_attribute("aria-label", before or "")


def test_a_week_that_was_left_is_told_when_the_server_is_gone(planned: Page, context: BrowserContext) -> None:
    block(planned, "task:call").focus()
    context.set_offline(True)
    assert "did not answer" in said(planned, lambda: planned.keyboard.press("p"))
    context.set_offline(False)
    assert "stays where it is" in said(planned, lambda: planned.keyboard.press("p"))


def test_without_a_script_the_week_is_a_list_with_forms(planned: Page, browser: Browser) -> None:
    plain = browser.new_context(java_script_enabled=False, storage_state=planned.context.storage_state())
    page = plain.new_page()
    page.goto(planned.url)
    page.get_by_role("link", name="Call grandmother").first.click()
    page.get_by_role("button", name="Pin it here").click()
    expect(page.locator("#words")).to_contain_text("stays where it is")
    plain.close()


def test_axe_finds_nothing(planned: Page, browser: Browser, served: Served) -> None:
    for width, scheme in LOOKS:
        axe_finds_nothing_at(width, scheme, planned, browser, served)


def axe_finds_nothing_at(width: int, scheme: str, mira: Page, browser: Browser, served: Served) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        storage_state=mira.context.storage_state(),
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(mira.url)
    expect(page.locator("#score [data-block]").first).to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("button", name="List").click()
    expect(page.locator("#score")).not_to_be_visible()
    axe_finds_nothing(page)
    page.get_by_role("button", name="Grid").click()
    page.locator("#score .planned[data-block]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    axe_finds_nothing(page)
    for address in (f"/week/{WEEK}/print/", "/feed/", "/week/1999-W01/"):
        page.goto(served.url + address)
        axe_finds_nothing(page)
    context.close()


def test_a_hostile_title_is_only_ever_text(planned: Page) -> None:
    expect(planned.locator("main img")).to_have_count(0)
    expect(block(planned, "task:hostile")).to_have_attribute("aria-label", re.compile("<img src=x"))
