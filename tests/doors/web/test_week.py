"""The Week page: what it shows, what can be done on it, and what others get of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.planning.background import run_planning
from counterpoint.desk.planning.drafts import draft_of
from counterpoint.desk.ports import Diary, Job
from counterpoint.desk.week.blocks import known_again
from counterpoint.desk.week.facts import facts_for
from counterpoint.desk.week.plannings import planning_asked
from counterpoint.domain.agenda import Agenda, CalendarSource, Occurrence
from counterpoint.domain.boundaries import Availability, ProtectedTime
from counterpoint.domain.planning import Block, Ritual, Settings, Task
from counterpoint.domain.planning.pose import pose
from counterpoint.domain.planning.settle import settle
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow
from counterpoint.domain.values import CoreValue, LifeDomain
from tests.desk.weeks import WEEK, ZONE, a_block, at, span

pytestmark = pytest.mark.django_db

PAGE = "/week/2026-W48/"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def some_day_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands on the Sunday before the week."""
    before = datetime(2026, 11, 22, 12, tzinfo=UTC)
    for module in ("pages", "blocks", "answers"):
        monkeypatch.setattr(f"counterpoint.doors.web.week.{module}.now_utc", lambda: before)


@pytest.fixture
def mira() -> Person:
    return Person.objects.create(username="mira")


@pytest.fixture
def diary(mira: Person) -> Diary:
    from datetime import time

    diary = wiring.diary_of(mira)
    diary.change_settings(Settings(zone=ZONE), version=diary.settings().version)
    diary.values.add(CoreValue("family", "Family", 1))
    diary.domains.add(LifeDomain("work", "Work", "work"))
    diary.domains.add(LifeDomain("home", "Home", "life", "family"))
    evening = WeeklyWindow(WEEKDAYS, time(18), time(19))
    diary.protected.add(ProtectedTime("dinner", "Dinner", (evening,), "firm", "family", "home"))
    diary.rituals.add(Ritual("shutdown", "Close the day", "work", "life", 10))
    diary.tasks.add(Task("report", "Report", 120, "work", splittable=True, piece_least=30, piece_most=120))
    diary.tasks.add(Task("call", HOSTILE, 30, "home"))
    return diary


@pytest.fixture
def client(mira: Person) -> Client:
    client = Client()
    client.force_login(mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def planned(diary: Diary, *, week: Week = WEEK, seconds: float = 0.0, iterations: int = 0) -> int:
    """The report on Monday at ten and the call on Tuesday evening; the version of that plan."""
    life = diary.life()
    call = replace(a_block("call", span(1, 20, 30)), title=HOSTILE)
    problem = pose(life, facts_for(diary, week, life), week)
    plan = settle(problem, (a_block("report", span(0, 10, 120)), call))
    kept = diary.plans.keep(
        known_again(replace(plan, week=week, zone=ZONE, seconds=seconds, iterations=iterations), ()),
        step="Planned",
        version=None,
    )
    return kept.version


def blocks(diary: Diary) -> dict[str, Block]:
    kept = diary.plans.of(WEEK)
    assert kept is not None
    return {each.title: each for each in kept.thing.current.blocks}


def at_block(block: Block) -> str:
    return f"{PAGE}blocks/{quote(block.id)}/"


def act(client: Client, block: Block, version: int, **fields: str) -> HttpResponse:
    answer: Any = client.post(at_block(block), {"version": version, **fields}, follow=True)
    return answer


def as_data(client: Client, url: str, version: int, **fields: str) -> dict[str, Any]:
    headers = {"Accept": "application/json"}
    answer = client.post(url, {"version": version, **fields}, headers=headers)
    assert answer.status_code == 200
    state: dict[str, Any] = json.loads(answer.content)
    return state


# What it shows


def test_the_week_is_the_one_of_the_persons_zone(client: Client, diary: Diary) -> None:
    answer = client.get("/week/")
    assert answer["Location"] == "/week/2026-W47/"


def test_a_plan_says_how_long_it_was_looked_for_until_it_is_changed_by_hand(
    client: Client, diary: Diary
) -> None:
    version = planned(diary, seconds=4.96, iterations=12345)
    words = "in 5.0 seconds, in which 12,345 changes were tried"
    assert words in client.get(PAGE).content.decode()
    act(client, blocks(diary)["Report"], version, act="pin")
    assert words not in client.get(PAGE).content.decode()


def test_a_week_that_does_not_exist_is_not_found(client: Client, diary: Diary) -> None:
    assert client.get("/week/2026-W54/").status_code == 404
    assert client.get("/week/0000-W01/").status_code == 404


def test_an_empty_life_is_shown_where_to_begin(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert all(address in page for address in ("/matters/", "/calendars/", "/tasks/"))
    assert "Plan my week" not in page


def test_titles_are_text_and_never_markup(client: Client, diary: Diary) -> None:
    planned(diary)
    for address in (PAGE, f"{PAGE}print/", at_block(blocks(diary)[HOSTILE])):
        assert HOSTILE.encode() not in client.get(address).content
    data = client.get(f"{PAGE}events.json")
    assert data["Content-Type"] == "application/json"
    assert not any(HOSTILE in part for part in data.json()["parts"].values())


def test_nothing_is_said_inline_that_a_strict_policy_forbids(client: Client, diary: Diary) -> None:
    planned(diary)
    page = client.get(PAGE).content.decode()
    assert " style=" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count("<script type=") + page.count('<script id="grid"')


def test_a_block_says_why_it_is_there(client: Client, diary: Diary) -> None:
    planned(diary)
    panel = client.get(at_block(blocks(diary)["Report"])).content.decode()
    assert "Why here" in panel
    assert "Pin it here" in panel
    assert "Planned after all" not in panel
    assert "Monday 23 November, 10:00–12:00" in panel


def test_every_state_of_the_grid_says_from_when_to_when_it_is_awake(client: Client, diary: Diary) -> None:
    state = client.get(f"{PAGE}events.json").json()
    assert (state["from"], state["till"], state["firstDay"]) == ("07:00:00", "23:00:00", 1)


def test_a_night_shift_is_shown_past_midnight_on_the_day_that_it_began(client: Client, diary: Diary) -> None:
    from datetime import time

    kept = diary.settings()
    nights = Availability(
        (WeeklyWindow(EVERY_DAY, time(15), time(7)),), (WeeklyWindow(WEEKDAYS, time(22), time(6)),)
    )
    diary.change_settings(replace(kept.thing, availability=nights), version=kept.version)
    with_event(diary, "Night round", span(1, 2, 90))
    state = client.get(f"{PAGE}events.json").json()
    assert (state["from"], state["till"]) == ("15:00:00", "31:00:00")
    page = client.get(PAGE).content.decode()
    monday = page.split('id="day-2026-11-23"')[1].split("</section>")[0]
    assert "Night round" in monday


def test_a_week_that_begins_on_a_sunday_holds_the_sunday_before(client: Client, diary: Diary) -> None:
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, week_start=6), version=kept.version)
    state = client.get(f"{PAGE}events.json").json()
    assert (state["first"], state["firstDay"]) == ("2026-11-22", 0)


def test_twelve_hours_are_said_as_such(client: Client, diary: Diary) -> None:
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, clock=12), version=kept.version)
    planned(diary)
    assert "8:00 pm–8:30 pm" in client.get(PAGE).content.decode()


def test_a_week_in_which_the_clocks_change_shows_the_hour_on_the_wall(client: Client, diary: Diary) -> None:
    start = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 for the first time that night
    with_event(diary, "Night train", Span(start, start + timedelta(minutes=60)))
    state = client.get("/week/2026-W43/events.json").json()
    train = next(each for each in state["entries"] if each["title"] == "Night train")
    assert train["start"] == "2026-10-25T02:30:00"
    assert train["end"] > train["start"]


def test_a_crossing_is_said_in_words_on_both_sides(client: Client, diary: Diary) -> None:
    with_event(diary, "Late call", span(0, 18, 30))
    page = client.get(PAGE).content.decode()
    assert "crosses “Dinner”" in page
    assert "crossed by “Late call”" in page


@pytest.mark.parametrize(("many", "more"), [(6, ""), (7, "And 1 more"), (20, "And 14 more")])
def test_a_long_list_of_what_is_left_out_is_folded(
    client: Client, diary: Diary, many: int, more: str
) -> None:
    for n in range(many):
        diary.tasks.add(Task(f"long-{n}", f"Long {n}", 60 * 60))
    planned(diary)
    page = client.get(PAGE).content.decode()
    assert page.count("Give it a time") == many
    assert more in page
    assert ("And " in page and " more</summary>" in page) == bool(more)


# By plain forms


def test_a_block_is_moved_by_a_form(client: Client, diary: Diary) -> None:
    version = planned(diary)
    answer = act(
        client, blocks(diary)["Report"], version, act="move", day="2026-11-25", at="14:00", minutes="2h"
    )
    assert "is now on Wednesday 25 November, 14:00–16:00" in answer.content.decode()
    assert blocks(diary)["Report"].span == span(2, 14, 120)


def test_a_move_onto_dinner_is_refused_with_the_reason(client: Client, diary: Diary) -> None:
    version = planned(diary)
    answer = act(
        client, blocks(diary)["Report"], version, act="move", day="2026-11-25", at="17:30", minutes="1h"
    )
    assert "“Dinner” is protected for Family" in answer.content.decode()
    assert blocks(diary)["Report"].span == span(0, 10, 120)


def test_what_was_typed_wrongly_is_kept_and_the_field_is_named(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    answer = act(client, report, version, act="move", day="2026-11-25", at="14:00", minutes="a while")
    assert answer.status_code == 422
    assert "“a while” is not a length of time" in answer.content.decode()
    assert 'value="a while"' in answer.content.decode()


def test_the_grid_says_what_was_typed_wrongly_without_the_fields_inner_name(
    client: Client, diary: Diary
) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    typed = {"act": "move", "day": "2026-11-25", "at": "14:00", "minutes": "a while"}
    state = as_data(client, at_block(report), version, **typed)
    assert state["told"].startswith("“a while” is not a length of time")


@pytest.mark.parametrize(
    ("fields", "state", "done"),
    [({"act": "done"}, "done", 120), ({"act": "skipped"}, "skipped", 0),
     ({"act": "partly", "done": "45"}, "partly", 45), ({"act": "planned"}, "planned", 0)],
)  # fmt: skip
def test_a_block_is_marked(
    client: Client, diary: Diary, fields: dict[str, str], state: str, done: int
) -> None:
    version = planned(diary)
    act(client, blocks(diary)["Report"], version, **fields)
    assert blocks(diary)["Report"].state == state
    assert diary.tasks.get("report").thing.minutes_done == done


def test_how_long_a_task_took_is_asked_when_its_last_block_is_done(client: Client, diary: Diary) -> None:
    version = planned(diary)
    state = as_data(client, at_block(blocks(diary)["Report"]), version, act="done")
    assert "How long did “Report” take, in all?" in state["asks"]
    assert f'name="back" value="{PAGE}"' in state["asks"]
    assert "take, in all?" not in client.get(PAGE).content.decode()
    answer = act(client, blocks(diary)[HOSTILE], version + 1, act="done")
    assert "&lt;img src=x onerror=alert(1)&gt;” take, in all?" in answer.content.decode()


def test_a_task_that_is_not_done_with_this_block_asks_nothing(client: Client, diary: Diary) -> None:
    kept = diary.tasks.get("report")
    diary.tasks.change(replace(kept.thing, minutes=240), version=kept.version)
    version = planned(diary)
    state = as_data(client, at_block(blocks(diary)["Report"]), version, act="done")
    assert state["asks"] == ""


def test_a_block_is_pinned_unpinned_and_taken_out(client: Client, diary: Diary) -> None:
    version = planned(diary)
    act(client, blocks(diary)["Report"], version, act="pin")
    assert blocks(diary)["Report"].pinned
    act(client, blocks(diary)["Report"], version + 1, act="unpin")
    assert not blocks(diary)["Report"].pinned
    act(client, blocks(diary)["Report"], version + 2, act="remove")
    assert "Report" not in blocks(diary)
    answer = client.post(
        f"{PAGE}place/task:report/",
        {"version": version + 3, "day": "2026-11-26", "at": "9:00", "minutes": "60"},
    )
    assert answer.status_code == 302
    assert blocks(diary)["Report"].span == span(3, 9)


def test_undo_and_accept_are_one_press_each(client: Client, diary: Diary) -> None:
    version = planned(diary)
    act(client, blocks(diary)["Report"], version, act="done")
    client.post(f"{PAGE}undo/", {"version": version + 1})
    assert blocks(diary)["Report"].state == "planned"
    client.post(f"{PAGE}accept/", {"version": version + 2})
    assert "Accepted" in client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}undo/", {"version": version + 3}, follow=True)
    assert "no step to take back" in answer.content.decode()


def test_the_second_of_two_windows_can_make_its_change_again(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    act(client, blocks(diary)[HOSTILE], version, act="pin")
    answer = act(client, report, version, act="move", day="2026-11-25", at="14:00", minutes="2h")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "You wanted to: move “Report” to Wednesday 25 November, 14:00." in page
    assert f'name="version" value="{version + 1}"' in page
    assert 'name="minutes" value="2h"' in page
    assert blocks(diary)["Report"].span == span(0, 10, 120)


def test_a_nonsense_version_is_an_old_one(client: Client, diary: Diary) -> None:
    planned(diary)
    for nonsense in ("", "-1", "9" * 400, "²"):
        answer = client.post(at_block(blocks(diary)["Report"]), {"version": nonsense, "act": "pin"})
        assert answer.status_code == 409


def test_an_act_that_there_is_not_is_not_found(client: Client, diary: Diary) -> None:
    version = planned(diary)
    assert act(client, blocks(diary)["Report"], version, act="explode").status_code == 404
    assert act(client, blocks(diary)["Report"], version, act="nudge", by="7").status_code == 404


# As data


def test_a_refusal_comes_with_the_week_as_it_is(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    state = as_data(client, at_block(report), version, act="move", day="2026-11-25", at="18:00", minutes="60")
    assert state["refused"]
    assert "protected for Family" in state["told"]
    assert state["version"] == version


def test_a_nudge_says_where_it_ended(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    state = as_data(client, at_block(report), version, act="nudge", by="15")
    assert "Monday 23 November, 10:15–12:15" in state["told"]
    entry = next(each for each in state["entries"] if each["id"] == report.id)
    assert (entry["start"], entry["pinned"]) == ("2026-11-23T10:15:00", True)


def test_a_clash_of_windows_brings_a_way_to_do_it_again(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    act(client, blocks(diary)[HOSTILE], version, act="pin")
    state = as_data(client, at_block(report), version, act="done")
    assert "Do it on the week as it is now" in state["again"]
    assert "&lt;img" in state["again"]


# Planning


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


# Out


def test_the_download_holds_the_plan_as_it_is(client: Client, diary: Diary) -> None:
    assert client.get(f"{PAGE}plan.ics").status_code == 404
    planned(diary)
    answer = client.get(f"{PAGE}plan.ics")
    assert answer["Content-Disposition"] == 'attachment; filename="counterpoint-2026-W48.ics"'
    assert b"SUMMARY:Report" in answer.content


def test_the_feed_shows_what_was_accepted_and_nothing_of_why(
    client: Client, diary: Diary, mira: Person
) -> None:
    version = planned(diary)
    client.post("/feed/", {"act": "make"})
    feed = wiring.feed_of(mira)
    assert feed is not None
    address, stranger = f"/feed/{feed.secret}.ics", Client()
    assert b"VEVENT" not in stranger.get(address).content
    client.post(f"{PAGE}accept/", {"version": version})
    answer = stranger.get(address)
    assert answer.content.count(b"SUMMARY:Report") == 1
    assert b"REFRESH-INTERVAL" in answer.content
    assert b"Family" not in answer.content
    assert b"DESCRIPTION" not in answer.content
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    again = stranger.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = stranger.get(address, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert since.status_code == 304


def test_a_moved_block_is_the_same_event_with_a_higher_sequence(
    client: Client, diary: Diary, mira: Person
) -> None:
    version = planned(diary)
    feed = wiring.make_feed(mira, now=timezone.now())
    address = f"/feed/{feed.secret}.ics"
    client.post(f"{PAGE}accept/", {"version": version})
    before = events(Client().get(address).content)["Report"]
    act(client, blocks(diary)["Report"], version + 1, act="move", day="2026-11-25", at="14:00", minutes="2h")
    assert events(Client().get(address).content)["Report"] == before
    client.post(f"{PAGE}accept/", {"version": version + 2})
    after = events(Client().get(address).content)["Report"]
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTSTART"] == "20261125T130000Z"


def test_a_revoked_or_wrong_address_is_not_found(client: Client, diary: Diary, mira: Person) -> None:
    feed = wiring.make_feed(mira, now=timezone.now())
    assert Client().get(f"/feed/{feed.secret}.ics").status_code == 200
    newer = wiring.make_feed(mira, now=timezone.now())
    client.post("/feed/", {"act": "revoke"})
    for secret in (feed.secret, newer.secret, "nonsense"):
        assert Client().get(f"/feed/{secret}.ics").status_code == 404
    assert "Make a secret address" in client.get("/feed/").content.decode()


def test_the_panel_offers_the_address_a_link_and_a_code(client: Client, diary: Diary, mira: Person) -> None:
    feed = wiring.make_feed(mira, now=timezone.now())
    page = client.get("/feed/").content.decode()
    assert f"http://testserver/feed/{feed.secret}.ics" in page
    assert f"webcal://testserver/feed/{feed.secret}.ics" in page
    assert "data:image/svg+xml" in page


def test_how_the_plan_shows_in_calendars_is_chosen_beside_the_address_and_said_at_each_block(
    client: Client, diary: Diary, mira: Person
) -> None:
    version = planned(diary)
    client.post("/feed/", {"act": "make"})
    client.post(f"{PAGE}accept/", {"version": version})
    feed = wiring.feed_of(mira)
    assert feed is not None
    assert feed.shows_as == "graded"
    address = f"/feed/{feed.secret}.ics"
    assert wiring.open_feed(feed.secret, now=datetime(2026, 11, 22, 12, tzinfo=UTC))
    told = events(Client().get(address).content)
    assert (told["Report"]["TRANSP"], told["Dinner"]["TRANSP"]) == ("TRANSPARENT", "OPAQUE")
    for title, says in (("Report", "free"), ("Dinner", "busy")):
        panel = client.get(f"{PAGE}blocks/{quote(blocks(diary)[title].id)}/").content.decode()
        assert f"Others see this time as {says}." in panel
    client.post("/feed/", {"act": "show", "shows_as": "graded", "stays_busy": ["task", "meal"]})
    assert events(Client().get(address).content)["Report"]["TRANSP"] == "OPAQUE"
    panel = client.get(f"{PAGE}blocks/{quote(blocks(diary)['Report'].id)}/").content.decode()
    assert "Others see this time as busy." in panel
    for shows_as, says in (("free", "TRANSPARENT"), ("busy", "OPAQUE"), ("odd", "OPAQUE")):
        client.post("/feed/", {"act": "show", "shows_as": shows_as})
        assert {each["TRANSP"] for each in events(Client().get(address).content).values()} == {says}
    client.post("/feed/", {"act": "make"})
    feed = wiring.feed_of(mira)
    assert feed is not None
    assert feed.shows_as == "busy"


def test_the_printed_week_holds_every_day(client: Client, diary: Diary) -> None:
    planned(diary)
    page = client.get(f"{PAGE}print/").content.decode()
    assert page.count('<section class="day">') == 7
    assert "10:00–12:00" in page


# Access: the owner, another signed-in person, nobody


def test_nobody_else_gets_anything_of_a_week(client: Client, diary: Diary) -> None:
    planned(diary)
    report = blocks(diary)["Report"]
    other = Client()
    other.force_login(
        Person.objects.create(username="other"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert other.get(at_block(report)).status_code == 404
    assert b"Report" not in other.get(PAGE).content
    act(other, report, 1, act="remove")
    assert "Report" in blocks(diary)
    for address in (PAGE, at_block(report), f"{PAGE}events.json", f"{PAGE}plan.ics", f"{PAGE}print/"):
        assert Client().get(address)["Location"].startswith("/accounts/login/")


def test_the_page_asks_the_database_a_fixed_number_of_times(
    client: Client, diary: Diary, django_assert_max_num_queries: Any
) -> None:
    planned(diary)
    for number in range(30):
        with_event(diary, f"Event {number}", span(number % 7, 8, 30), uid=str(number))
    client.get(PAGE)
    with django_assert_max_num_queries(45):
        client.get(PAGE)


def with_event(diary: Diary, title: str, when: Span, uid: str = "event") -> None:
    if not diary.calendars.all():
        diary.calendars.add(CalendarSource("office", "Office", "work", zone=ZONE))
    before = diary.calendars.occurrences(Span(at(-40, 0), at(40, 0)))
    every = (*(each for _, each in before), Occurrence(uid, None, when, title))
    diary.calendars.fill("office", uid.encode(), Agenda(every), Span(at(-40, 0), at(40, 0)))


def finish(job_id: str) -> None:
    from counterpoint.adapters.storage.models import JobRow

    JobRow.objects.filter(own_id=job_id).update(state="done")


def events(feed: bytes) -> dict[str, dict[str, str]]:
    """The feed's events by their title."""
    found = {}
    for part in feed.decode().split("BEGIN:VEVENT")[1:]:
        lines = dict(line.split(":", 1) for line in part.replace("\r\n ", "").splitlines() if ":" in line)
        found[lines["SUMMARY"]] = lines
    return found


@pytest.mark.parametrize(("year", "status"), [(1971, 200), (2199, 200), (2400, 404)])
def test_a_week_far_away_is_a_page_or_is_not_found(
    client: Client, diary: Diary, year: int, status: int
) -> None:
    assert client.get(f"/week/{Week.holding(date(year, 1, 5)).name}/").status_code == status
