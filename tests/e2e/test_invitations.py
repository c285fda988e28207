"""An invitation handed in and answered by keyboard alone, and its pages in every width and scheme."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.inviting import Invitation
from counterpoint.domain.planning import Settings
from counterpoint.domain.timeline import EVERY_DAY, WeeklyWindow
from tests.adapters.itip.shapes import OUTLOOK_ICS, outlook_mail
from tests.e2e.looks import EVERY, axe_finds_nothing, looks_of

pytestmark = pytest.mark.django_db(transaction=True)

SERIES = OUTLOOK_ICS.replace("20261126T", "20311127T").replace(
    "CLASS:PUBLIC", "RRULE:FREQ=WEEKLY;COUNT=6\nCLASS:PUBLIC"
)
OFF = SERIES.replace("METHOD:REQUEST", "METHOD:CANCEL").replace("SEQUENCE:3", "SEQUENCE:4")
MOST_TABS = 120
FOCUSED = "document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"
SHOTS = os.environ.get("COUNTERPOINT_SHOTS", "")


@pytest.fixture
def at_home(transactional_db: None, live_server: Any, context: BrowserContext, page: Page) -> Page:
    """Mira, whose dinner at six is firm."""
    mira = Person.objects.create(username="mira", email="ada@example.org")
    diary = wiring.diary_of(mira)
    diary.change_settings(Settings(zone="Europe/Berlin", name="Mira"), version=diary.settings().version)
    evening = WeeklyWindow(EVERY_DAY, time(18), time(19))
    diary.protected.add(ProtectedTime("dinner", "Dinner together", (evening,), "firm"))
    client = Client()
    client.force_login(mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.set_viewport_size({"width": 390, "height": 844})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(f"{live_server.url}/requests/")
    return page


def reach(page: Page, words: str) -> None:
    """Presses Tab until what has the focus says these words first."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            return
    pytest.fail(f"The keyboard does not reach {words}.")


def press(page: Page, words: str) -> None:
    reach(page, words)
    page.keyboard.press("Enter")


def look(page: Page, name: str) -> None:
    for width, scheme in EVERY if SHOTS else looks_of(len(name)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        axe_finds_nothing(page)
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": 390, "height": 844})


def hand_in(page: Page, tmp_path: Path, calendar: str, method: str = "REQUEST") -> None:
    mail = tmp_path / f"{method}.eml"
    mail.write_bytes(outlook_mail(calendar, method))
    if page.locator("details.hand-in:not([open])").count():
        press(page, "Hand in an invitation")
    page.locator("#hand-in-file").set_input_files(mail)
    press(page, "Take it in")


def test_an_invitation_is_handed_in_judged_and_answered_by_keyboard(at_home: Page, tmp_path: Path) -> None:
    page = at_home
    press(page, "Hand in an invitation")
    look(page, "list-empty")
    hand_in(page, tmp_path, SERIES)
    expect(page.get_by_role("heading", name="The invitation")).to_be_visible()
    look(page, "open")
    reach(page, "Proposing another time, as a mail")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == "answer.eml"
    page.locator("#answering").select_option("decline")
    press(page, "Proposing another time, as a mail")
    expect(page.get_by_text("You chose another answer since the reply was drafted.")).to_be_visible()
    look(page, "anew")
    page.locator("#answering").select_option("counter")
    press(page, "Draft it like this")
    expect(page.get_by_text("You chose another answer since the reply was drafted.")).to_have_count(0)
    press(page, "Proposed other times")
    expect(page.get_by_role("heading", name="What you answered")).to_be_visible()
    look(page, "countered")
    diary = wiring.diary_of(Person.objects.get(username="mira"))
    (kept,) = diary.dated(Invitation).all()
    assert kept.thing.proposed is not None
    page.goto(page.url.partition("/requests/")[0] + "/requests/")
    hand_in(page, tmp_path, OFF, "CANCEL")
    expect(page.get_by_text("called it off").first).to_be_visible()
    look(page, "off")


def test_whoever_it_was_forwarded_to_says_so_by_keyboard(at_home: Page, tmp_path: Path) -> None:
    page = at_home
    lines = SERIES.replace("ada@example.org", "zoe@example.org").splitlines(keepends=True)
    hand_in(page, tmp_path, "".join(each for each in lines if "bo@" not in each))
    expect(page.get_by_label("Or another address")).to_be_visible()
    look(page, "forwarded")
    reach(page, "That is me")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("mira@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_text("from mira@example.org")).to_be_visible()
    look(page, "said")
