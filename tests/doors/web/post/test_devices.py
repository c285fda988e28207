"""From a press on a page to a push that the browser opens; from an Apprise address to its code and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import OutgoingRow, Person, TargetRow
from counterpoint.desk.ports import Diary
from counterpoint.desk.post.notices import keep_notice_wishes
from counterpoint.desk.post.reaching import outbox, targets
from counterpoint.domain.living import NoticeWish, NoticeWishes
from counterpoint.domain.values import Commitment
from counterpoint.server import ticks
from tests.adapters.post.push_service import Browser, PushService, certificate, packed, push_service
from tests.doors.web.post.acts import work

pytestmark = pytest.mark.django_db
AGENT = "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder, with the operator's word that servers on this machine may be asked."""
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    monkeypatch.setenv("COUNTERPOINT_PRIVATE_FEEDS", "1")
    return tmp_path


@pytest.fixture
def service(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    pem = certificate(home)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with push_service(pem) as running:
        yield running


def turned_on(browser: Browser, place: str, **other: str) -> dict[str, str]:
    """What the script on the page sends."""
    asked = {
        "endpoint": place,
        "receiver": packed(browser.receiver),
        "secret": packed(browser.secret),
        "key": wiring.push_public_key(),
    }
    return asked | other


def turn_on(tab: Client, browser: Browser, place: str, **other: str) -> Any:
    return tab.post("/post/devices/", turned_on(browser, place, **other), headers={"User-Agent": AGENT})


def test_a_press_on_this_device_and_what_is_due_arrives_there(
    tab: Client, diary: Diary, service: PushService
) -> None:
    browser, now = Browser(), timezone.now()
    assert turn_on(tab, browser, f"{service.url}/send/secret").status_code == 201
    page = tab.get("/post/").content.decode()
    assert "Firefox on Android" in page
    assert "This device is reached from now on" in page
    assert "/send/secret" not in page
    diary.shelf(Commitment).add(Commitment("choir", "Choir", look_again_on=now.date() - timedelta(days=2)))
    whole_day = NoticeWish("commitment", push=True, begins=time(0), ends=time(0))
    keep_notice_wishes(diary, NoticeWishes(wishes=(whole_day,)), version=0)
    ticks.tell(now)
    ticks.send(now)
    work(diary)
    said = json.loads(browser.opened(service.got[-1][2]))
    assert said["title"] == "Something to look at again"
    assert "Choir" not in str(said)
    assert "Choir" in tab.get(said["path"]).content.decode()
    assert outbox(diary)[0].state == "sent"
    assert "Last sent today" in tab.get("/post/").content.decode()


def test_a_device_that_is_gone_is_told_on_the_page_and_asked_no_more(
    tab: Client, diary: Diary, service: PushService
) -> None:
    turn_on(tab, Browser(), f"{service.url}/x")
    [place] = targets(diary)
    service.status = 410
    tab.post(f"/post/one/{place.id}/test/")
    work(diary)
    page = tab.get("/post/").content.decode()
    assert "This device does not take notices any more. To hear of things there, open this page" in page
    tab.post(f"/post/one/{place.id}/test/")
    work(diary)
    assert len(service.got) == 1


def test_where_a_browser_is_reached_lies_sealed(tab: Client, home: Path) -> None:
    turn_on(tab, Browser(), "https://push.example.org/very-secret")
    [row] = TargetRow.objects.all()
    assert "very-secret" not in row.address
    assert "Firefox" not in row.label


def test_a_browser_that_changes_its_address_by_itself_stays_and_a_removed_one_does_not_come_back(
    tab: Client, diary: Diary, home: Path
) -> None:
    browser, old, new = Browser(), "https://push.example.org/old", "https://push.example.org/new"
    turn_on(tab, browser, old)
    assert turn_on(tab, browser, new, was=old).status_code == 201
    [place] = targets(diary)
    assert new in place.address
    tab.post(f"/post/one/{place.id}/remove/")
    assert turn_on(tab, browser, old, was=new).status_code == 404
    assert targets(diary) == ()


def test_what_no_browser_of_ours_sends_is_refused_in_words(tab: Client, diary: Diary, home: Path) -> None:
    other_key = packed(Browser().receiver)
    for wrong in ({"endpoint": "http://push.example.org/"}, {"secret": "x"}, {"key": other_key}):
        answer = turn_on(tab, Browser(), "https://push.example.org/x", **wrong)
        assert answer.status_code == 422
        assert answer.json()["message"]
    for n in range(6):
        answer = turn_on(tab, Browser(), f"https://push.example.org/{n}")
    assert answer.status_code == 422
    assert "Take one away first" in answer.json()["message"]
    assert len(targets(diary)) == 5


def test_another_site_cannot_turn_a_device_on(ada: Person, home: Path) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert turn_on(careful, Browser(), "https://push.example.org/x").status_code == 403
    careful.get("/post/")
    pass_ = careful.get("/check-in/token/").json()
    said = turned_on(Browser(), "https://push.example.org/x")
    assert careful.post("/post/devices/", said, headers={"X-CSRFToken": pass_["token"]}).status_code == 201


def test_a_damaged_key_is_told_on_the_page(tab: Client, home: Path) -> None:
    (home / "push.key").write_text("nothing")
    page = tab.get("/post/").content.decode()
    assert "“push.key” is damaged" in page
    assert "<push-here" not in page


def test_an_address_of_a_service_gets_its_code_and_is_confirmed_by_it(
    tab: Client, diary: Diary, home: Path
) -> None:
    """Through Apprise itself, to a receiver on this machine."""
    from tests.adapters.post.test_apprise import receiving

    with receiving() as received:
        answer = tab.post(
            "/post/services/",
            {"service": f"json://{received.place}/in", "service_name": "My box"},
            follow=True,
        )
        assert "A code is on its way to My box" in answer.content.decode()
        work(diary)
        [(_path, body)] = received.got
        code = re.search(r"The code is ([A-Z0-9-]+)\.", json.loads(body)["message"])
    assert code
    [place] = targets(diary)
    assert place.confirmed_at is None
    tab.post(f"/post/one/{place.id}/code/", {"code": code[1].lower()})
    assert targets(diary)[0].confirmed_at is not None
    [row] = TargetRow.objects.all()
    assert received.place not in row.address


@pytest.mark.parametrize("typed", ["file:///etc/passwd", "my-topic", "json://host/?attach=x"])
def test_what_is_no_address_stays_on_the_page_with_what_would_be_right(
    tab: Client, diary: Diary, home: Path, typed: str
) -> None:
    answer = tab.post("/post/services/", {"service": typed, "service_name": "Box"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{typed}"' in page
    assert 'value="Box"' in page
    assert 'aria-invalid="true"' in page
    assert targets(diary) == ()
    assert not OutgoingRow.objects.exists()
