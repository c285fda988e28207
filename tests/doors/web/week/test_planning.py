"""A planning is asked for on the Week page, watched, stopped, taken or left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from counterpoint.desk.planning.background import run_planning
from counterpoint.desk.planning.drafts import draft_of
from counterpoint.desk.ports import Diary, Job
from counterpoint.desk.week.plannings import planning_asked
from tests.desk.weeks import WEEK, a_block, span
from tests.doors.web.week.acts import PAGE, act, as_data, blocks, finish, planned

pytestmark = pytest.mark.django_db


def test_planning_is_asked_for_watched_and_stopped(client: Client, diary: Diary) -> None:
    state = as_data(client, f"{PAGE}plan/", 0)
    assert state["busy"]
    assert "Stop and keep the best" in state["parts"]["head"]
    job = diary.jobs.latest("plan_week", week="2026-11-23")
    assert job is not None
    assert as_data(client, f"{PAGE}stop/", 0)["busy"] is False


def test_the_best_so_far_is_shown_but_cannot_be_changed_yet(client: Client, diary: Diary) -> None:
    version = planned(diary)
    as_data(client, f"{PAGE}plan/", version)
    kept, job = diary.plans.of(WEEK), diary.jobs.latest("plan_week", week="2026-11-23")
    assert kept is not None
    assert job is not None
    best = replace(kept.thing.current, blocks=(a_block("report", span(3, 10, 120)),))
    diary.jobs.tell(job.id, progress=0.4, result={"best": draft_of(best)})
    state = client.get(f"{PAGE}events.json").json()
    entry = next(each for each in state["entries"] if each["title"] == "Report")
    assert (entry["start"], entry["movable"], state["percent"]) == ("2026-11-26T10:00:00", False, 40)


def test_firm_rules_that_clash_are_named_kindly(client: Client, diary: Diary) -> None:
    job = diary.jobs.record("plan_week", planning_asked(WEEK) | {"seconds": 5, "version": 0, "afresh": False})
    diary.jobs.tell(
        job.id, progress=1, result={"refused": {"message": "", "advice": "", "rules": ["Dinner", "Choir"]}}
    )
    finish(job.id)
    page = client.get(PAGE).content.decode()
    assert "These cannot all hold this week" in page
    assert ">Choir</a>" in page


def test_an_offer_is_taken_or_left(client: Client, diary: Diary) -> None:
    version = planned(diary)
    kept = diary.plans.of(WEEK)
    assert kept is not None
    offered = replace(kept.thing.current, blocks=(a_block("report", span(3, 10, 120)),))
    payload = planning_asked(WEEK) | {"seconds": 5, "version": 0, "afresh": False}
    for take, place in (("", span(0, 10, 120)), ("1", span(3, 10, 120))):
        job = diary.jobs.record("plan_week", payload)
        diary.jobs.tell(job.id, progress=1, result={"offered": draft_of(offered)})
        finish(job.id)
        assert "A new plan is ready, beside yours" in client.get(PAGE).content.decode()
        as_data(client, f"{PAGE}offer/", version, job=job.id, take=take)
        assert blocks(diary)["Report"].span == place
        assert "beside yours" not in client.get(PAGE).content.decode()


def run(diary: Diary, job: Job) -> None:
    run_planning(diary, job, datetime(2026, 11, 22, 12, tzinfo=UTC))
    finish(job.id)


def test_several_weeks_are_planned_at_once_and_each_leads_to_the_others(
    client: Client, diary: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpoint.desk.planning.background.SECONDS", 0.3)
    page = client.get(PAGE).content.decode()
    assert "Several weeks at once" in page
    assert "Sunday 6 December (2 weeks)" in page
    assert "Sunday 20 December (4 weeks)" in page
    client.post(f"{PAGE}plan/", {"version": 0, "weeks": "2"})
    job = diary.jobs.latest("plan_week", week="2026-11-23")
    assert job is not None
    assert job.payload["weeks"] == 2
    after = client.get("/week/2026-W49/").content.decode()
    assert "Stop and keep the best" in after
    assert "Several weeks at once" not in after
    run(diary, job)
    for name, other in (("2026-W48", "2026-W49"), ("2026-W49", "2026-W48")):
        page = client.get(f"/week/{name}/").content.decode()
        assert "Planned until Sunday 6 December" in page
        assert f'<a href="/week/{other}/">' in page
        assert "A draft. Only you see it until you accept it." in page
    client.post(f"{PAGE}accept/", {"version": 1})
    assert "Planned until" not in client.get(PAGE).content.decode()
    assert "Planned until" in client.get("/week/2026-W49/").content.decode()


def test_several_weeks_that_were_changed_in_another_tab_can_be_asked_for_again(
    client: Client, diary: Diary
) -> None:
    version = planned(diary)
    act(client, blocks(diary)["Report"], version, act="pin")
    answer = client.post(f"{PAGE}plan/", {"version": version, "weeks": "3"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "plan several weeks together" in page
    assert 'name="weeks" value="3"' in page


@pytest.mark.parametrize("weeks", ["", "0", "9", "²", "two"])
def test_a_number_of_weeks_that_is_none_plans_one(client: Client, diary: Diary, weeks: str) -> None:
    client.post(f"{PAGE}plan/", {"version": 0, "weeks": weeks})
    job = diary.jobs.latest("plan_week", week="2026-11-23")
    assert job is not None
    assert job.payload["weeks"] == 1


def test_a_week_that_is_over_offers_no_others_with_it(client: Client) -> None:
    assert "Several weeks at once" not in client.get("/week/2026-W40/").content.decode()
