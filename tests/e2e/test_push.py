"""In a real browser: this device is turned on by one press, a push shows, and it is answered in place.

There is no push service in reach, so the browser's own subscription is made up; what is pushed is handed to
the worker by the browser itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Worker, expect

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.desk.post.reaching import targets
from counterpoint.domain.living import Notice
from counterpoint.domain.values import Commitment
from tests.e2e.looks import axe_finds

pytestmark = pytest.mark.django_db(transaction=True)
SUBSCRIPTION = """
const bytes = (length, first) => new Uint8Array(length).fill(7).fill(first, 0, 1).buffer;
const plain = (key) => atob(key.replace(/-/g, "+").replace(/_/g, "/"));
const decoded = (key) => Uint8Array.from(plain(key), (each) => each.charCodeAt(0)).buffer;
const made = (key) => ({
  endpoint: "https://push.example.org/send/one",
  getKey: (name) => (name === "auth" ? bytes(16, 7) : bytes(65, 4)),
  options: { applicationServerKey: decoded(key) },
  unsubscribe: async () => sessionStorage.removeItem("key"),
});
if (globalThis.PushManager) {
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    sessionStorage.setItem("key", applicationServerKey);
    return made(applicationServerKey);
  };
  PushManager.prototype.getSubscription = async () => {
    const key = sessionStorage.getItem("key");
    return key ? made(key) : null;
  };
}
"""
SHOWN = """() => registration.getNotifications().then((all) =>
  all.map(({ title, body, data, actions }) => [title, body, data, actions.map((each) => each.action)]))"""
PRESS = """async (action) => {
  const [notification] = await registration.getNotifications();
  const opened = [];
  let done;
  clients.openWindow = async (url) => opened.push(url);
  const event = new NotificationEvent("notificationclick", { notification, action });
  Object.defineProperty(event, "waitUntil", { value: (work) => (done = work) });
  self.dispatchEvent(event);
  await done;
  return opened;
}"""
CHANGE = """async ([was, key]) => {
  const made = (length, first) => new Uint8Array(length).fill(9).fill(first, 0, 1).buffer;
  const newSubscription = {
    endpoint: "https://push.example.org/send/two",
    getKey: (name) => (name === "auth" ? made(16, 9) : made(65, 4)),
    options: { applicationServerKey: Uint8Array.from(atob(key), (each) => each.charCodeAt(0)).buffer },
  };
  const event = new ExtendableEvent("pushsubscriptionchange");
  let done;
  const has = { oldSubscription: { endpoint: was }, newSubscription, waitUntil: (work) => (done = work) };
  for (const [name, value] of Object.entries(has)) Object.defineProperty(event, name, { value });
  self.dispatchEvent(event);
  await done;
}"""


PUSHES = 6  # the browser promises no delivery of what its developer tools hand over


@pytest.fixture
def diary(transactional_db: None) -> Diary:
    """Somebody with a choir to look at again."""
    diary = wiring.diary_of(Person.objects.create(username="ada", is_owner=True))
    again = timezone.now().date() - timedelta(days=2)
    diary.shelf(Commitment).add(Commitment("choir", "Choir", look_again_on=again))
    return diary


@pytest.fixture
def phone(browser: Browser, live_server: Any, diary: Diary) -> Iterator[BrowserContext]:
    client = Client()
    client.force_login(Person.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, base_url=live_server.url, permissions=["notifications"]
    )
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    yield context
    context.close()


def test_one_press_turns_this_device_on_and_a_move_keeps_it_on(phone: BrowserContext, diary: Diary) -> None:
    page = phone.new_page()
    page.add_init_script(SUBSCRIPTION)
    page.goto("/post/")
    page.get_by_role("button", name="Tell me on this device").press("Enter")
    expect(page.get_by_text("This device is one of them.")).to_be_visible()
    expect(page.get_by_role("button", name="Tell me on this device")).to_be_hidden()
    [place] = targets(diary)
    assert place.name == "Chrome on Linux"
    assert place.confirmed_at is not None
    assert list(axe_finds(page)) == []

    key = wiring.push_public_key().replace("-", "+").replace("_", "/") + "="
    phone.service_workers[0].evaluate(CHANGE, ["https://push.example.org/send/one", key])
    [changed] = targets(diary)
    assert (changed.id, changed.name) == (place.id, place.name)
    assert "/send/two" in changed.address


def push(page: Page, worker: Worker, **said: str) -> None:
    """The browser hands a message to the worker of the page until it shows: one may be lost on the way."""
    cdp, found = page.context.new_cdp_session(page), list[str]()
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(
            each["registrationId"] for each in told["registrations"] if not each["isDeleted"]
        ),
    )
    cdp.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(20)
    origin = page.url.removesuffix("/post/")
    message = {"origin": origin, "registrationId": found[-1], "data": json.dumps({"tag": "one", **said})}
    for _ in range(PUSHES):
        cdp.send("ServiceWorker.deliverPushMessage", message)
        if shows(page, worker):
            cdp.detach()
            return
    raise AssertionError("It never came.")


def shows(page: Page, worker: Worker) -> bool:
    """Whether the worker's notification shows within five seconds."""
    for _ in range(200):
        if worker.evaluate(SHOWN) != []:
            return True
        page.wait_for_timeout(25)
    return False


def test_a_push_shows_and_is_answered_in_place(phone: BrowserContext, diary: Diary, live_server: Any) -> None:
    page = phone.new_page()
    page.goto("/post/")
    subject = f"choir@{diary.shelf(Commitment).get('choir').thing.look_again_on}"
    path = f"/notices/due/?kind=commitment&subject={subject}"
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    worker = phone.service_workers[0]
    push(page, worker, title="Something to look at again", body="About now.", path=path, tag="commitment")
    assert worker.evaluate(SHOWN) == [
        ["Something to look at again", "About now.", live_server.url + path, ["not-now"]]
    ]
    [opened] = worker.evaluate(PRESS, "")
    page.goto(opened)
    expect(page.get_by_text("You wanted to look at “Choir” again.", exact=True)).to_be_visible()
    assert worker.evaluate(SHOWN) == []

    page.goto("/post/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    push(page, worker, title="Something to look at again", path=path, tag="commitment")
    assert worker.evaluate(PRESS, "not-now") == []
    push(page, worker, title="x", path="https://elsewhere.example/")
    assert worker.evaluate(PRESS, "") == [f"{live_server.url}/notices/"]
    [kept] = diary.dated(Notice).all()
    assert (kept.thing.kind, kept.thing.state) == ("commitment", "put_off")
