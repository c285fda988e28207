"""Check-ins on a phone: five taps, few bytes, and none lost or doubled without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Route

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.domain.energy import CheckIn
from tests.e2e.served import PASSWORD, Served
from tests.homes import living_in

PHONE = {"width": 390, "height": 844}
MOST_TAPS, MOST_BYTES = 5, 60_000
NOTHING_WAITS = """() => new Promise((done) => {
  const asked = indexedDB.open("counterpoint", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("check-ins").objectStore("check-ins").count();
    all.onsuccess = () => { asked.result.close(); done(all.result === 0); };
  };
})"""
KEPT, WAITS = "Kept.", "Kept on this device. It is sent when you are online."


@pytest.fixture
def phone(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, base_url=served.url, reduced_motion="reduce")
    yield context
    context.close()


def come_in(page: Page, served: Served, name: str, *, new: bool = True) -> None:
    if new:
        key = served.person(name, week="2026-W48")
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": served.url}])
        page.goto("/")
        return
    page.goto("/accounts/login/")
    page.get_by_label("Name to sign in with").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def tap(page: Page, legend: str, step: str) -> None:
    page.get_by_role("group", name=legend).get_by_role("radio", name=step).click()


Kept = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def kept(served: Served, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """(energy, tension, mood, where) of all check-ins of somebody, as the server has them."""

    def of(name: str) -> list[tuple[Any, ...]]:
        with monkeypatch.context() as here, django_db_blocker.unblock(), living_in(served.home):
            here.setenv("COUNTERPOINT_HOME", str(served.home))
            found = wiring.diary_of(Person.objects.get(username=name)).dated(CheckIn).all()
            return [(each.energy, each.tension, each.mood, each.where) for each in map(_thing, found)]

    return of


def _thing(kept: Any) -> CheckIn:
    thing: CheckIn = kept.thing
    return thing


def until(page: Page, true: str) -> None:
    """Waits for what a script says, within the pages' own rules on what may run."""
    for _ in range(200):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(true)


def ready_for_no_network(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "caches.match('/check-in/offline/').then(Boolean)")


def test_the_core_is_four_taps_on_one_screen_and_few_bytes(
    phone: BrowserContext, served: Served, kept: Kept
) -> None:
    page = phone.new_page()
    come_in(page, served, "tess")
    page.goto("/check-in/")
    ready_for_no_network(page)
    spent: list[int] = []
    watch = phone.new_cdp_session(page)
    watch.send("Network.enable")
    watch.on("Network.loadingFinished", lambda said: spent.append(int(said["encodedDataLength"])))
    page.goto("/check-in/")
    core = {"Energy now": "6", "Calm or tense": "2", "Unpleasant or pleasant": "5", "Where am I?": "work"}
    for legend, step in core.items():
        tap(page, legend, step)
        page.get_by_text(KEPT, exact=True).wait_for()
        box = page.get_by_role("group", name=legend).locator("label").first.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
    bottom = page.evaluate("document.querySelector('[data-status]').getBoundingClientRect().bottom")
    assert bottom <= page.evaluate("document.querySelector('.places').getBoundingClientRect().top")
    assert kept("tess") == [(6, 2, 5, "work")]
    assert len(core) <= MOST_TAPS
    assert sum(spent) <= MOST_BYTES, spent


def test_what_was_said_without_a_network_arrives_once_each(
    phone: BrowserContext, served: Served, kept: Kept
) -> None:
    page = phone.new_page()
    come_in(page, served, "olive")
    page.goto("/check-in/")
    ready_for_no_network(page)
    phone.set_offline(True)
    for energy in ("1", "2", "3"):
        page.goto("/check-in/")
        page.get_by_text("There is no network just now").wait_for()
        tap(page, "Energy now", energy)
        page.get_by_text(WAITS).wait_for()
    page.reload()
    assert kept("olive") == []
    phone.set_offline(False)
    page.goto("/check-ins/")
    until(page, NOTHING_WAITS)
    assert [energy for energy, *_ in kept("olive")] == [1, 2, 3]
    page.reload()
    assert len(kept("olive")) == 3


def test_one_whose_answer_never_came_is_not_doubled(browser: Browser, served: Served, kept: Kept) -> None:
    """The server has it, the connection breaks before it can say so; the device sends it once more."""
    context = browser.new_context(viewport=PHONE, base_url=served.url, service_workers="block")
    page = context.new_page()
    come_in(page, served, "ines")
    page.goto("/check-in/")

    def cut_after_the_server_has_it(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/check-in/", cut_after_the_server_has_it)
    tap(page, "Energy now", "5")
    page.get_by_text(WAITS).wait_for()
    assert kept("ines") == [(5, None, None, "")]
    page.unroute("**/check-in/")
    page.goto("/accounts/logout/")
    page.get_by_text("has not been sent yet").wait_for()
    page.goto("/check-ins/")
    until(page, NOTHING_WAITS)
    assert kept("ines") == [(5, None, None, "")]
    context.close()


def test_what_one_left_on_a_shared_phone_goes_into_no_other_diary(
    phone: BrowserContext, served: Served, kept: Kept
) -> None:
    page = phone.new_page()
    come_in(page, served, "mona")
    page.goto("/check-in/")
    ready_for_no_network(page)
    phone.set_offline(True)
    tap(page, "Energy now", "2")
    page.get_by_text(WAITS).wait_for()
    phone.clear_cookies()  # signed out elsewhere, before there was a network again
    phone.set_offline(False)
    page.goto("/accounts/login/")
    page.get_by_text("A check-in waits on this device").wait_for()
    until(page, "caches.match('/check-in/offline/').then((kept) => !kept)")
    come_in(page, served, "nils")
    page.goto("/check-in/")
    tap(page, "Energy now", "7")
    page.get_by_text(KEPT, exact=True).wait_for()
    assert [energy for energy, *_ in kept("nils")] == [7]
    assert kept("mona") == []
    phone.clear_cookies()
    come_in(page, served, "mona", new=False)
    page.goto("/check-ins/")
    until(page, NOTHING_WAITS)
    assert [energy for energy, *_ in kept("mona")] == [2]


def test_a_browser_that_keeps_nothing_posts_the_form_and_loses_nothing(
    phone: BrowserContext, served: Served, kept: Kept
) -> None:
    page = phone.new_page()
    come_in(page, served, "uma")
    page.add_init_script(
        "Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('no'); } })"
    )
    page.goto("/check-in/")
    tap(page, "Energy now", "6")
    page.get_by_text("This browser keeps nothing on the device.").wait_for()
    tap(page, "Calm or tense", "2")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_load_state()
    assert [(each[0], each[1]) for each in kept("uma")] == [(6, 2)]
