"""Asking the week on a phone-sized page, by keyboard alone: why not then, what if, and back again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.blocks import known_again
from counterpoint.domain.planning import Block, Settings, Task
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import LifeDomain
from counterpoint.engines.solver import warm
from tests.e2e.looks import axe_finds_nothing

pytestmark = pytest.mark.django_db(transaction=True)

WEEK = Week.named("2031-W21")
MOST_TABS = 120
FOCUSED = "document.activeElement.name || document.activeElement.textContent.replace(/\\s+/g, ' ') || ''"


@pytest.fixture
def diary(transactional_db: None) -> Diary:
    """Mira has a report on Monday from ten to twelve."""
    warm()
    diary = wiring.diary_of(Person.objects.create(username="mira"))
    diary.change_settings(Settings(zone="UTC"), version=diary.settings().version)
    diary.domains.add(LifeDomain("work", "Work", "work"))
    diary.tasks.add(Task("report", "Report", 120, "work"))
    ten = WEEK.span("UTC").start.replace(hour=10)
    block = Block(
        "task:report#1", "task", "task:report", "report", "Report", Span(ten, ten.replace(hour=12)), "work"
    )
    plan = settle(pose(diary.life(), (), WEEK), (block,))
    diary.plans.keep(known_again(plan, ()), step="Planned", version=None)
    return diary


@pytest.fixture
def at_home(diary: Diary, live_server: Any, context: BrowserContext, page: Page) -> Callable[[str], Page]:
    client = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(Person.objects.get(username="mira"), backend=backend)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page.set_viewport_size({"width": 390, "height": 844})
    page.on("pageerror", lambda error: pytest.fail(str(error)))

    def go(path: str) -> Page:
        page.goto(f"{live_server.url}/week/{WEEK.name}/{path}")
        return page

    return go


def reach(page: Page, *names: str) -> None:
    """Presses Tab until what has the focus begins with one of these words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).strip().startswith(names):
            return
    pytest.fail(f"The keyboard does not reach {names}.")


def press(page: Page, *names: str) -> None:
    reach(page, *names)
    page.keyboard.press("Enter")


def report(diary: Diary) -> Block:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return next(each for each in kept.thing.current.blocks if each.title == "Report")


def test_another_time_is_asked_for_and_taken_by_keyboard(
    at_home: Callable[[str], Page], diary: Diary
) -> None:
    page = at_home(f"blocks/{quote(report(diary).id, safe='')}/")
    expect(page.get_by_text("It could also be at many other times in this week.")).to_be_visible()
    press(page, "Why not another time?")
    expect(page.locator(".why-not")).to_be_visible()
    axe_finds_nothing(page)
    reach(page, "day")
    page.keyboard.press("ArrowDown")
    press(page, "Why not then?")
    expect(page.locator("[data-answer]")).to_contain_text("Tuesday")
    press(page, "Put it there", "Take it all the same")
    expect(page.locator(".why-not")).to_have_count(0)
    assert (report(diary).span.start.weekday(), report(diary).pinned) == (1, True)


def test_what_if_is_done_and_undone_by_keyboard(at_home: Callable[[str], Page], diary: Diary) -> None:
    page = at_home(f"blocks/{quote(report(diary).id, safe='')}/")
    press(page, "What if?")
    expect(page.get_by_text("Planning the week again with one thing otherwise")).to_be_visible()
    axe_finds_nothing(page)
    job = diary.jobs.latest("plan_what_if")
    assert job is not None
    wiring.see_through(Person.objects.get(username="mira"), job, now=timezone.now())
    expect(page.get_by_role("heading", name="Give “Report” half the time")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="things could be otherwise.")).to_have_count(1)
    axe_finds_nothing(page)
    press(page, "Do this: Give “Report” half the time")
    expect(page.get_by_text("Undo brings the week back as it was.")).to_be_visible()
    assert diary.tasks.get("report").thing.minutes == 60
    press(page, "Undo")
    expect(page.get_by_text("Undo brings the week back as it was.")).to_have_count(0)
    assert diary.tasks.get("report").thing.minutes == 120
    assert report(diary).span.minutes == 120
