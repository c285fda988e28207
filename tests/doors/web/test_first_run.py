"""From nothing to a week that can be planned; each step is kept by itself, and can be left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.which import week_of
from counterpoint.domain.planning import Plan, Task
from counterpoint.domain.values import CoreValue
from counterpoint.doors.web.first_run.pages import step_names
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
HOURS = {
    "waking-rows": "1", "waking-0-days": list("0123456"),
    "waking-0-start": "07:00", "waking-0-end": "22:30",
    "working-rows": "1", "working-0-days": list("01234"),
    "working-0-start": "09:00", "working-0-end": "17:00",
    "sleep_minutes": "8h", "lunch": "on", "chronotype": "morning",
}  # fmt: skip


def where(answer: object) -> str:
    return str(answer["Location"])  # type: ignore[index]


def test_nobody_is_led_to_the_link_and_then_to_the_door(client: Client, db: None) -> None:
    assert "printed a link" in client.get("/").content.decode()
    Person.objects.create(username="ada", is_owner=True)
    assert where(client.get("/")) == "/accounts/login/"


def test_whoever_is_new_is_led_through_the_steps(tab: Client, diary: Diary) -> None:
    assert where(tab.get("/")) == "/first-run/"
    assert where(tab.get("/first-run/")) == "/first-run/you/"
    form = typed(tab.get("/first-run/you/"))
    go = tab.post("/first-run/you/", {**form, "name": "Ada", "zone": "Europe/Berlin"})
    assert where(go) == "/first-run/values/"
    assert [kept.thing.id for kept in diary.domains.all()][:2] == ["work", "family"]
    assert len(diary.rituals.all()) == 2

    tab.post("/first-run/values/", {"chosen": ["family", "health"], "own-0": "Music"})
    assert [kept.thing.name for kept in diary.values.all()] == ["Family", "Health", "Music"]
    practice = {"practice-family": "Dinner together", "practice-health": "Swim", "practice-music": "Choir"}
    assert where(tab.post("/first-run/values/", {**practice, "move": "up-music"})) == "/first-run/values/"
    assert [kept.thing.name for kept in diary.values.all()] == ["Family", "Music", "Health"]
    assert where(tab.post("/first-run/values/", practice)) == "/first-run/calendars/"
    assert diary.values.get("music").thing.in_practice == "Choir"

    assert tab.get("/first-run/calendars/").status_code == 200
    form = typed(tab.get("/first-run/hours/"))
    assert where(tab.post("/first-run/hours/", {**form, **HOURS})) == "/first-run/protected/"
    assert [kept.thing.id for kept in diary.meals.all()] == ["lunch"]
    assert diary.settings().thing.chronotype == "morning"

    offered = tab.get("/first-run/protected/").content.decode()
    assert "Dinner together, for Family" in offered
    tab.post("/first-run/protected/", {"protect": "dinner-together"})
    assert [kept.thing.value_id for kept in diary.protected.all()] == ["family"]
    assert 'value="dinner-together"' not in tab.get("/first-run/protected/").content.decode()

    line = {"text": "Call mum 15m #family", "from": "first-run"}
    assert where(tab.post("/tasks/line/", line)) == "/first-run/tasks/"
    shown = tab.get("/first-run/tasks/").content.decode()
    assert shown.count("Call mum") == 1  # in the list, and no more as a look ahead
    last = tab.get("/first-run/plan/").content.decode()
    assert all(word in last for word in ("Family, Music, Health", "Dinner together", "Call mum", "/plan/"))
    assert where(tab.get("/")) == "/week/"


@pytest.mark.parametrize("first", ["hours", "protected"])
def test_nobody_dines_twice(tab: Client, diary: Diary, first: str) -> None:
    tab.post("/first-run/you/", {**typed(tab.get("/first-run/you/")), "zone": "Europe/Berlin"})
    tab.post("/first-run/values/", {"chosen": ["family"]})
    hours = {**typed(tab.get("/first-run/hours/")), **HOURS, "dinner": "on"}
    steps = {"hours": hours, "protected": {"protect": "dinner-together"}}
    for step in sorted(steps, reverse=first == "protected"):
        tab.post(f"/first-run/{step}/", steps[step])
    assert diary.meals.get("dinner").thing.window.days == {5, 6}
    assert {kept.thing.title for kept in diary.protected.all()} == {"Dinner together"}


def test_the_path_can_be_left_and_found_again(tab: Client, diary: Diary) -> None:
    assert where(tab.post("/first-run/later/")) == "/week/"
    assert where(tab.get("/")) == "/week/"
    assert diary.domains.all()
    assert "First steps" in tab.get("/settings/").content.decode()
    assert where(tab.get("/first-run/")) == "/first-run/values/"


def test_nothing_chosen_is_asked_for_one(tab: Client, diary: Diary) -> None:
    answer = tab.post("/first-run/values/", {"own-0": "  "})
    assert answer.status_code == 422
    assert "Choose one to begin with" in answer.content.decode()


def test_values_can_be_chosen_again_and_keep_their_words(tab: Client, diary: Diary) -> None:
    diary.values.add(CoreValue("music", "Music", 1, "Choir"))
    again = tab.get("/first-run/values/?choose=1").content.decode()
    assert 'value="Music"' in again
    tab.post("/first-run/values/?choose=1", {"chosen": ["family"], "own-0": "Music"})
    assert [kept.thing.name for kept in diary.values.all()] == ["Music", "Family"]
    assert diary.values.get("music").thing.in_practice == "Choir"


def test_a_meal_that_is_not_wanted_any_more_goes(tab: Client, diary: Diary) -> None:
    for hours, there in ((HOURS, ["lunch"]), ({**HOURS, "lunch": ""}, [])):
        form = typed(tab.get("/first-run/hours/"))
        sent = {key: value for key, value in hours.items() if value}
        tab.post("/first-run/hours/", {**form, **sent})
        assert [kept.thing.id for kept in diary.meals.all()] == there


def test_wrong_hours_keep_what_was_typed(tab: Client) -> None:
    answer = tab.post(
        "/first-run/hours/", {**typed(tab.get("/first-run/hours/")), **HOURS, "sleep_minutes": "?"}
    )
    assert answer.status_code == 422
    assert 'id="id_sleep_minutes_error"' in answer.content.decode()


def test_something_of_ones_own_leads_back_to_the_path(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("call", "Call", 15))
    form = typed(tab.get("/tasks/one/call/?then=first-run-tasks"))
    sent = {**form, "title": "Call", "minutes": "20", "importance": "must", "demand": "light",
            "piece_least": "30", "piece_most": "60", "windows-rows": "0"}  # fmt: skip
    assert where(tab.post("/tasks/one/call/?then=first-run-tasks", sent)) == "/first-run/tasks/"
    assert where(tab.post("/tasks/one/call/?then=https://example.org", {**sent, "version": "2"})) == "/tasks/"


def test_there_is_no_step_of_another_name(tab: Client) -> None:
    assert tab.get("/first-run/nowhere/").status_code == 404


def test_an_empty_diary_can_start_with_the_usual_domains(tab: Client, diary: Diary) -> None:
    assert "Start with the usual ones" in tab.get("/matters/").content.decode()
    tab.post("/first-run/domains/")
    assert len(diary.domains.all()) == 6


def test_who_has_a_plan_for_this_week_begins_with_today(tab: Client, diary: Diary) -> None:
    now = timezone.now()
    diary.values.add(CoreValue("family", "Family", 1))
    diary.tasks.add(Task("call", "Call mum", 15))
    assert where(tab.get("/")) == "/week/"
    diary.plans.keep(Plan(week_of(diary, now), "UTC", ()), step="Planned", version=None)
    assert where(tab.get("/")) == "/today/"


@pytest.mark.parametrize("text", ["README.md", "docs/guide/first-week.md"])
def test_readme_and_guide_tell_of_the_same_steps_in_the_same_order(text: str) -> None:
    told = re.findall(r"^\d\. \*\*(.+?)\.?\*\*", (ROOT / text).read_text(), re.MULTILINE)
    assert told == list(step_names().values())
