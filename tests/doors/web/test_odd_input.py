"""Whatever stands in an address or a form, it is answered in words and never breaks a page."""

from __future__ import annotations

import os
import random
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Task
from tests.calendars import calendar, event
from tests.doors.web.test_strangers import patterns

pytestmark = pytest.mark.django_db

PARTS = {
    "week": ("0001-W01", "0001-W02", "1000-W01", "9999-W52", "2026-W00", "2026-W54", "2199-W52", "1970-W01"),
    "id": (
        "x",
        "new",
        "\0",
        "\U0001f600",
        "../../etc/passwd",
        "a" * 3000,
        "\u202e",
        "'\"><script>",
        "a\r\nb: c",
    ),
    "pk": ("0", "99999999999999999999", "-1"),
}
VALUES = (
    "", "x", "\0", "\U0001f4a5", "-1", "0", "9" * 400, "1e309", "NaN", "<script>", "0001-01-01", "9999-12-31",
    "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "a" * 20_000, "24:00",
    "Europe/../../etc/passwd", "\u202e\u200b", "\udc80",
)  # fmt: skip
FIELDS = """
title name minutes version was then next text from q key at seen scope effect domain domain_id value
value_id act by day done take job afresh choice on part rows windows-rows windows-0-start
windows-0-days shape importance demand deadline_on deadline_at earliest_on splittable zone
week_start clock note contains where place document code piece_least piece_most sleep times_a_week
in_practice firmness instead sure way paused address waking-rows waking-0-start waking-0-days
password username
question answer decision look_again_on to_whom minutes_a_week task_ids commitment_ids from_id to_id reach step
proposal tell-0 afresh first last shows tasks-more tasks-more-version
""".split()  # noqa: SIM905 - easier to read and to add to

ROUNDS = 4 if os.environ.get("COUNTERPOINT_FULL") == "1" else 1
LEAVING = ("logout", "leave", "example")


def addresses(chance: random.Random) -> list[str]:
    """Every address of the site with odd parts in it."""
    found = []
    for pattern in patterns(get_resolver()):
        path = "/" + str(pattern.pattern).replace("\\", "")
        for _ in range(3 if "<" in path else 1):
            filled = path
            for part in pattern.pattern.converters:
                odd = chance.choice(PARTS.get(part, PARTS["id"]))
                filled = filled.replace(_placeholder(filled, part), odd, 1)
            if not any(word in filled for word in LEAVING):
                found.append(filled)
    return found


def _placeholder(path: str, part: str) -> str:
    return next(
        each
        for each in (f"<{kind}{part}>" for kind in ("", "str:", "path:", "int:", "week:"))
        if each in path
    )


def test_nothing_odd_breaks_a_page(ada: Person) -> None:
    chance = random.Random(1)
    client = Client(raise_request_exception=False)
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    broken = []
    for path in addresses(chance):
        for _ in range(ROUNDS):
            said = {name: chance.choice(VALUES) for name in FIELDS if chance.random() < 0.6}
            said = {name: value.encode("utf-8", "replace").decode() for name, value in said.items()}
            for answer in (client.get(path, said), client.post(path, said)):
                if answer.status_code >= 500:
                    broken += [(answer.request["REQUEST_METHOD"], path[:80])]
    assert not broken


def test_an_event_at_either_end_of_time_is_asked_for_without_harm(tab: Client, diary: Diary) -> None:
    raw = calendar(event("a@t", "Now", timezone.now()))
    added = wiring_add(diary, raw)
    for at in ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59.999999+00:00", "0001-01-01T00:00:00+14:00"):
        assert tab.get(f"/calendars/{added}/event/", {"key": "a@t", "at": at}).status_code == 404


def wiring_add(diary: Diary, raw: bytes) -> str:
    from counterpoint.desk.calendars.subscriptions import add_file

    return add_file(
        diary, Upload("a.ics", raw), now=timezone.now(), read=wiring.reads_calendars()
    ).calendar.id


@pytest.mark.parametrize("form", ["/matters/hours/", "/matters/energy/", "/matters/flex/", "/settings/"])
def test_two_buttons_at_once_are_no_fault(tab: Client, form: str) -> None:
    sent: dict[str, Any] = {"take": "zone", "rows": "waking-more", "version": "0"}
    assert tab.post(form, sent).status_code in (200, 422)


def test_a_task_due_at_the_end_of_time_is_refused_by_its_form(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("t", "Taxes", 30, deadline_at=timezone.now() + timedelta(days=3)))
    answer = tab.post("/tasks/new/", {"title": "Far", "minutes": "30", "deadline_on": "9999-12-31"})
    assert answer.status_code == 422
    assert "from 1970 to 2199" in answer.content.decode()
