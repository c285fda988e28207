"""What the Week page shows, and to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Availability
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import EVERY_DAY, WEEKDAYS, Span, Week, WeeklyWindow
from tests.desk.weeks import span
from tests.doors.web.week.acts import HOSTILE, PAGE, act, at_block, blocks, planned, with_event

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(("year", "status"), [(1971, 200), (2199, 200), (2400, 404)])
def test_a_week_far_away_is_a_page_or_is_not_found(
    client: Client, diary: Diary, year: int, status: int
) -> None:
    assert client.get(f"/week/{Week.holding(date(year, 1, 5)).name}/").status_code == status
