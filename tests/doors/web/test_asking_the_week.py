"""Asking the week by its pages: why not then, what if, and doing it."""

from __future__ import annotations

import html
import re
import sys
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.adapters.storage.models import JobRow, Person
from counterpoint.desk.planning.what_ifs import WhatIfs
from counterpoint.desk.planning.what_ifs.ground import Ground
from counterpoint.desk.planning.what_ifs.written import written
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.blocks import known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.planning import Block, Settings, Task
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import WEEKDAYS, WeeklyWindow
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.desk.weeks import WEEK, ZONE, a_block, span

pytestmark = pytest.mark.django_db

PAGE = "/week/2026-W48/"
BEFORE = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def some_day_before(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("answers", "why_not", "what_ifs"):
        monkeypatch.setattr(f"counterpoint.doors.web.week.{module}.now_utc", lambda: BEFORE)


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


WHAT_IF = f"{PAGE}what-if/task:report/"
WAITS = "Planning the week again with one thing otherwise"


def asked(client: Client, address: str = WHAT_IF) -> str:
    """Where the page asks how far the planner is."""
    found = re.search(r'hx-get="([^"]+)"', page(client, address))
    assert found
    return html.unescape(found[1])


def answered(mira: Person, diary: Diary) -> None:
    """What the planner's process does meanwhile."""
    job = diary.jobs.latest("plan_what_if")
    assert job is not None
    wiring.see_through(mira, job, now=BEFORE)


def test_what_if_is_looked_for_where_plans_are_made_and_done_on_a_word(
    client: Client, mira: Person, diary: Diary
) -> None:
    again = asked(client)
    assert WAITS in page(client, again)
    answered(mira, diary)
    answer = page(client, again)
    assert WAITS not in answer
    assert "hx-get" not in answer
    assert "Leave “Report” for next week" in answer
    assert "Give “Report” half the time: 1 h" in answer
    look = re.search(r'name="look" value="(\w+)"', answer)
    assert look
    shown = {"change": "later:report", "look": look[1], "version": str(version(diary))}
    told: Any = client.post(WHAT_IF, shown, follow=True)
    assert "Done, and planned with it." in told.content.decode()
    assert diary.tasks.get("report").thing.earliest_at


def test_only_what_has_changed_on_the_page_is_fetched(client: Client, mira: Person, diary: Diary) -> None:
    again = asked(client)
    answered(mira, diary)
    part: Any = client.get(again, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "things could be otherwise." in part.content.decode()


def test_a_page_of_a_week_that_changed_since_asks_anew_and_does_nothing(
    client: Client, mira: Person, diary: Diary
) -> None:
    again = asked(client)
    answered(mira, diary)
    look = re.search(r"look=(\w+)", again)
    assert look
    diary.tasks.add(Task("tax", "Tax", 60, "work"))
    assert WAITS in page(client, again)
    shown = {"change": "later:report", "look": look[1], "version": str(version(diary))}
    told: Any = client.post(WHAT_IF, shown, follow=True)
    assert "has changed since this was looked at" in told.content.decode()
    assert not diary.tasks.get("report").thing.earliest_at


def test_a_second_tab_is_shown_what_it_would_do_now(client: Client, mira: Person, diary: Diary) -> None:
    answer: Any = client.post(WHAT_IF, {"change": "later:report", "version": "0"})
    assert answer.status_code == 409
    assert "See what it would do now" in answer.content.decode()
    shown: Any = client.post(WHAT_IF, {"version": str(version(diary))})
    assert (shown.status_code, shown.url) == (302, WHAT_IF)


def test_a_planner_that_is_not_ready_or_does_not_answer_says_so_once(client: Client, diary: Diary) -> None:
    again = asked(client)
    fetch = {"HX-Request": "true"}
    assert client.get(again, headers=fetch).status_code == 204
    since = int(BEFORE.timestamp())
    later = again.replace(f"since={since}", f"since={since - 60}")
    assert "longer than usual" in client.get(later, headers=fetch).content.decode()
    assert client.get(later.replace("said=", "said=long"), headers=fetch).status_code == 204
    for nonsense in ("", "x", "9" * 40, "-1"):
        assert "longer than usual" not in page(client, again.replace(f"since={since}", f"since={nonsense}"))
    JobRow.objects.update(note="Getting ready.")
    assert "Getting ready." in client.get(again, headers=fetch).content.decode()


def test_a_look_that_broke_off_says_so_and_can_be_asked_for_again(client: Client, diary: Diary) -> None:
    again = asked(client)
    JobRow.objects.update(state="failed", note="This did not work.")
    answer = page(client, again)
    assert "Nothing of yours was changed. This did not work." in answer
    assert "Ask again" in answer
    assert WAITS in page(client, WHAT_IF)


def test_a_page_shows_and_does_without_an_engine(
    client: Client, mira: Person, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = asked(client)
    answered(mira, diary)
    for module in ("engines.solver.run", "engines.solver", "desk.planning.weeks", "desk.planning.clashes"):
        monkeypatch.setitem(sys.modules, f"counterpoint.{module}", None)
    look = re.search(r'name="look" value="(\w+)"', page(client, again))
    assert look
    shown = {"change": "later:report", "look": look[1], "version": str(version(diary))}
    told: Any = client.post(WHAT_IF, shown, follow=True)
    assert "Done, and planned with it." in told.content.decode()


@pytest.mark.parametrize("proven", [True, False])
@pytest.mark.parametrize("without_it", [True, False])
def test_one_thing_without_room_is_not_called_all_of_these(
    client: Client, diary: Diary, proven: bool, without_it: bool
) -> None:
    again = asked(client)
    job = diary.jobs.latest("plan_what_if")
    assert job is not None
    found = WhatIfs("Report", (), 60, clash=("Long",), proven=proven, without_it=without_it)
    ground = Ground.of(diary, WEEK, BEFORE)
    told = {"mark": ground.mark, "found": written(found, ground.desk.plan)}
    diary.jobs.tell(job.id, progress=1.0, result=told)
    answer = page(client, again)
    assert "What has no room" in answer
    assert "all of these" not in answer
    assert ("There is no plan that holds “Long”" in answer) is proven
    assert ("No plan was found that holds “Long”" in answer) is not proven
    assert ("So it is with or without “Report”." in answer) is without_it
