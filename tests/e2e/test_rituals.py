"""A ritual's quiet timer, with a clock that is moved on."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, expect

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.domain.planning import Ritual, RitualStep

pytestmark = pytest.mark.django_db(transaction=True)


def test_minutes_pass_quietly_and_say_when_they_are_over(browser: Browser, live_server: Any) -> None:
    ada = Person.objects.create(username="ada", is_owner=True)
    steps = (RitualStep("Close what is open"), RitualStep("Breathe", 2))
    wiring.diary_of(ada).rituals.add(Ritual("walk", "Walk home", "work", "life", 10, steps))
    client = Client()
    client.force_login(ada)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page = context.new_page()
    page.clock.install()
    page.goto(f"{live_server.url}/rituals/walk/go/")
    page.get_by_role("button", name="Start: Breathe").click()
    expect(page.get_by_text("about 2 min left")).to_be_visible()
    page.clock.fast_forward(90_000)
    expect(page.get_by_text("nearly there")).to_be_visible()
    page.clock.fast_forward(31_000)
    expect(page.get_by_text("That was it.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Breathe")).to_be_checked()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Work is behind you now.")).to_be_visible()
    context.close()
