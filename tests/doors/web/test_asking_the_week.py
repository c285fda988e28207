"""Asking the week by its pages: why not then, what if, and doing it."""

from __future__ import annotations

import html
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.blocks import known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning import Block, Settings, Task
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from counterpoint.domain.values import CoreValue, LifeDomain
from counterpoint.engines.solver import warm
from tests.desk.weeks import WEEK, ZONE, a_block, span

pytestmark = pytest.mark.django_db

PAGE = "/week/2026-W48/"


@pytest.fixture(autouse=True)
def some_day_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for module in ("answers", "why_not", "what_ifs"):
        monkeypatch.setattr(f"counterpoint.doors.web.week.{module}.now_utc", lambda: before)


@pytest.fixture
def mira() -> Person:
    return Person.objects.create(username="mira")


@pytest.fixture
def diary(mira: Person) -> Diary:
    diary = wiring.diary_of(mira)
    diary.change_settings(Settings(zone=ZONE), version=diary.settings().version)
    diary.values.add(CoreValue("family", "Family", 1))
    diary.domains.add(LifeDomain("work", "Work", "work"))
    diary.domains.add(LifeDomain("home", "Home", "life", "family"))
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19))
    diary.protected.add(ProtectedTime("dinner", "Dinner", (evening,), "firm", "family", "home"))
    diary.tasks.add(Task("report", "Report", 120, "work", splittable=True, piece_least=30, piece_most=120))
    diary.tasks.add(Task("call", "Call <b>Ada", 30, "home"))
    diary.tasks.add(Task("post", "Post", 30, "work"))
    life = diary.life()
    problem = pose(life, facts_for(diary, WEEK, life), WEEK)
    plan = settle(problem, (a_block("report", span(0, 10, 120)), a_block("call", span(1, 20, 30))))
    diary.plans.keep(known_again(plan, ()), step="Planned", version=None)
    return diary


@pytest.fixture
def client(mira: Person) -> Client:
    client = Client()
    client.force_login(mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def block_of(diary: Diary, title: str) -> Block:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return next(each for each in kept.thing.current.blocks if each.title == title)


def why_not(diary: Diary, title: str = "Report") -> str:
    return f"{PAGE}why-not/{quote(block_of(diary, title).id)}/"


def page(client: Client, address: str, **asked: str) -> str:
    answer: Any = client.get(address, asked)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def version(diary: Diary) -> int:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return kept.version


def test_a_block_leads_to_the_question_and_what_is_left_out_as_well(client: Client, diary: Diary) -> None:
    panel = page(client, f"{PAGE}blocks/{quote(block_of(diary, 'Report').id)}/")
    assert "Why not another time?" in panel
    assert "It could also be at many other times in this week." in panel
    asking = client.get(why_not(diary)).content.decode()
    assert f'action="{PAGE}why-not/task:report%231@2026-W48/"' in asking.replace("%3A", ":").replace(
        "%40", "@"
    )
    assert f"{PAGE}what-if/task:report/" in panel
    assert "Ask for a time" in page(client, PAGE)


def test_firm_time_answers_with_its_value_and_offers_nothing(client: Client, diary: Diary) -> None:
    answer = page(client, why_not(diary), day="2026-11-26", at="17:30")
    assert "“Dinner” is firmly protected for “Family”, Thursday 18:00–19:00." in answer
    assert "Take it all the same" not in answer


def test_a_time_that_would_fit_is_taken_with_one_press(client: Client, diary: Diary) -> None:
    answer = page(client, why_not(diary), day="2026-11-25", at="14:00")
    assert "It would fit" in answer
    asked = {"day": "2026-11-25", "at": "14:00", "version": str(version(diary))}
    told: Any = client.post(why_not(diary), asked, follow=True)
    assert "is now on Wednesday 25 November, 14:00" in told.content.decode()
    assert block_of(diary, "Report").span == span(2, 14, 120)


def test_what_is_left_out_takes_its_time_and_something_makes_way(client: Client, diary: Diary) -> None:
    address = f"{PAGE}why-left-out/task:post/"
    answer = page(client, address, day="2026-11-23", at="10:00", minutes="30")
    assert "“Report”, to" in answer
    asked = {"day": "2026-11-23", "at": "10:00", "minutes": "30", "version": str(version(diary))}
    told: Any = client.post(address, asked, follow=True)
    assert "“Report” makes way" in html.unescape(told.content.decode())
    assert block_of(diary, "Post").span == span(0, 10, 30)


def test_what_was_typed_wrongly_is_named(client: Client, diary: Diary) -> None:
    answer = client.get(why_not(diary), {"day": "2026-11-25", "at": "noon"})
    assert answer.status_code == 422
    assert "Write a time like 17:30." in answer.content.decode()


def test_a_second_tab_can_take_it_again(client: Client, diary: Diary) -> None:
    answer: Any = client.post(why_not(diary), {"day": "2026-11-25", "at": "14:00", "version": "0"})
    assert answer.status_code == 409
    assert "move “Report” to Wednesday 25 November, 14:00" in html.unescape(answer.content.decode())


def test_what_if_is_shown_side_by_side_and_done_on_a_word(client: Client, diary: Diary) -> None:
    warm()
    address = f"{PAGE}what-if/task:report/"
    answer = page(client, address)
    assert "Leave “Report” for next week" in answer
    assert "Give “Report” half the time: 1 h" in answer
    asked = {"change": "later:report", "version": str(version(diary))}
    told: Any = client.post(address, asked, follow=True)
    assert "Done, and planned with it." in told.content.decode()
    assert diary.tasks.get("report").thing.earliest_at


def test_a_planner_that_is_not_ready_says_so(
    client: Client, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpoint.engines.solver.is_warm", lambda: False)
    assert "still getting ready" in page(client, f"{PAGE}what-if/task:report/")
