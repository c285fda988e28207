"""Days elsewhere in the browser: added, changed, refused, removed, brought back; whose clock a day has."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counterpoint.desk.day.checking_in import keep_answers
from counterpoint.desk.ports import Diary
from counterpoint.domain.agenda import Agenda, CalendarSource, Occurrence
from counterpoint.domain.living import Stay
from counterpoint.domain.planning import Plan
from counterpoint.domain.timeline import Span, Week, instant, local
from counterpoint.domain.zones import home_of
from tests.contracts.examples import WEEK

pytestmark = pytest.mark.django_db
LISBON, TOKYO = "Europe/Lisbon", "Asia/Tokyo"
SAID = {
    "zone": "Lisbon",
    "arrives_on": "2026-11-24",
    "arrives_time": "11:20",
    "leaves_on": "2026-11-27",
    "leaves_time": "",
}


def at(zone: str, day: int, hour: int, minute: int = 0) -> datetime:
    return instant(date(2026, 11, day), time(hour, minute), zone)


@pytest.fixture(autouse=True)
def at_home_in_berlin(diary: Diary) -> None:
    diary.change_settings(replace(diary.settings().thing, zone="Europe/Berlin"), version=0)


def the_stay(diary: Diary) -> Stay:
    (kept,) = diary.shelf(Stay).all()
    return kept.thing


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_a_stay_is_added_changed_removed_and_brought_back(tab: Client, diary: Diary) -> None:
    assert "Add the first" in tab.get(reverse("stays")).content.decode()
    page = tab.post(reverse("stay-add"), SAID, follow=True)
    assert "“Lisbon” is kept." in page.content.decode()
    assert "1 h behind home" in page.content.decode()
    assert the_stay(diary) == Stay("lisbon", LISBON, at(LISBON, 24, 11, 20), at(LISBON, 27, 12))
    shown = tab.get(reverse("stay-change", args=["lisbon"])).content.decode()
    assert 'value="11:20"' in shown
    tab.post(
        reverse("stay-change", args=["lisbon"]),
        {**SAID, "zone": TOKYO, "leaves_time": "18:00", "version": "1"},
    )
    assert the_stay(diary) == Stay("lisbon", TOKYO, at(TOKYO, 24, 11, 20), at(TOKYO, 27, 18))
    tab.post(reverse("stay-remove", args=["lisbon"]))
    assert not diary.shelf(Stay).all()
    assert diary.settings().thing.zone == diary.life().zone == "Europe/Berlin"
    tab.post(reverse("stays-put-back"))
    assert the_stay(diary).zone == TOKYO


def test_a_form_that_is_sent_twice_is_kept_once(tab: Client, diary: Diary) -> None:
    for _again in range(2):
        assert tab.post(reverse("stay-add"), SAID).status_code == 302
    assert the_stay(diary).zone == LISBON


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"zone": "Nowhere"}, "There is no time zone called “Nowhere”."),
        ({"zone": "Europe/Berlin"}, "This is the clock of your home already."),
        ({"zone": "Europe/Berlin Asia/Tokyo@20261103T0800Z/20261104T0800Z"}, "There is no time zone called"),
        ({"zone": ""}, "Say where you are"),
        ({"leaves_on": "2026-11-23"}, "This is not after you arrive."),
        ({"leaves_on": "2026-11-24", "leaves_time": "11:20"}, "This is not after you arrive."),
        ({"arrives_on": ""}, "Say on which day you arrive."),
        ({"zone": TOKYO, "arrives_on": "2026-11-20"}, "You are in London from Sat 21 Nov 2026, 10:00 until"),
    ],
)
def test_what_cannot_be_is_refused_and_said(
    tab: Client, diary: Diary, said: dict[str, str], why: str
) -> None:
    there = Stay("l", "Europe/London", at("Europe/London", 21, 10), at("Europe/London", 22, 10))
    diary.shelf(Stay).add(there)
    page = tab.post(reverse("stay-add"), {**SAID, **said})
    assert page.status_code == 422
    assert why in page.content.decode()
    assert the_stay(diary) == there


def test_a_stay_may_begin_when_another_ends(tab: Client, diary: Diary) -> None:
    diary.shelf(Stay).add(Stay("l", TOKYO, at(TOKYO, 20, 10), at(LISBON, 24, 11, 20)))
    assert tab.post(reverse("stay-add"), SAID).status_code == 302


def test_the_week_and_the_print_say_whose_clock_a_day_has(tab: Client, diary: Diary) -> None:
    diary.shelf(Stay).add(Stay("l", LISBON, at(LISBON, 24, 11, 20), at(LISBON, 27, 18)))
    diary.calendars.add(CalendarSource("c", "Work", ""))
    birthday = Occurrence(
        "b", None, Span(at("Europe/Berlin", 25, 0), at("Europe/Berlin", 26, 0)), "Birthday", True,
        date(2026, 11, 25), date(2026, 11, 26),
    )  # fmt: skip
    call = Occurrence("e", None, Span(at("Europe/Berlin", 25, 10), at("Europe/Berlin", 25, 11)), "Call")
    week = Span(at(LISBON, 1, 0), at(LISBON, 30, 0))
    diary.calendars.fill("c", b"", Agenda((call, birthday)), week)
    page = tab.get(reverse("week_page", args=[WEEK.name])).content.decode()
    assert (
        "Elsewhere · Tuesday: Berlin, then Lisbon time · Wednesday–Thursday: Lisbon time"
        " · Friday: Lisbon, then Berlin time" in words_of(page)
    )
    assert "09:00–10:00" in page
    assert '"clock": "Lisbon time"' in page
    assert page.count("Birthday</a>") == 1
    assert "11:20 From here on it is Lisbon time" in words_of(page)
    assert "19:00 From here on it is Berlin time" in words_of(page)
    assert "Lisbon time" in tab.get(reverse("week_print", args=[WEEK.name])).content.decode()


def test_a_week_at_home_says_nothing_of_clocks(tab: Client, diary: Diary) -> None:
    diary.shelf(Stay).add(Stay("p", "Europe/Paris", at(LISBON, 24, 11), at(LISBON, 27, 18)))
    assert "Elsewhere" not in tab.get(reverse("week_page", args=[WEEK.name])).content.decode()


def test_today_says_whose_clock_it_has(tab: Client, diary: Diary) -> None:
    now = timezone.now()
    diary.shelf(Stay).add(Stay("l", TOKYO, now - timedelta(days=3), now + timedelta(days=3)))
    assert "Tokyo time" in tab.get(reverse("today")).content.decode()
    assert "now" in words_of(tab.get(reverse("stays")).content.decode())


def test_settings_keep_the_home_and_lead_to_days_elsewhere(tab: Client, diary: Diary) -> None:
    diary.shelf(Stay).add(Stay("l", LISBON, at(LISBON, 24, 11), at(LISBON, 27, 18)))
    page = tab.get(reverse("settings")).content.decode()
    assert 'value="Europe/Berlin"' in page
    assert reverse("stays") in page
    tab.post(
        reverse("settings"),
        {"name": "Ada", "zone": "Europe/Vienna", "week_start": "0", "clock": "24", "version": "1"},
    )
    assert home_of(diary.settings().thing.zone) == "Europe/Vienna"
    assert local(at(LISBON, 25, 9), diary.life().zone).hour == 9


def test_a_check_in_keeps_the_one_zone_in_which_it_was_made(diary: Diary) -> None:
    diary.shelf(Stay).add(Stay("l", LISBON, at(LISBON, 24, 11), at(LISBON, 27, 18)))
    zone = diary.settings().thing.zone
    kept = keep_answers(diary, "k", {"energy": 4}, at=datetime(2026, 11, 25, 9, tzinfo=UTC), zone=zone)
    assert kept.thing.zone == LISBON


def test_a_week_that_was_planned_by_another_clock_says_so(tab: Client, diary: Diary) -> None:
    now = timezone.now()
    this = Week.holding(local(now, "Europe/Berlin").date())
    diary.plans.keep(Plan(this, "Europe/Berlin", ()), step="plan", version=None)
    page = reverse("week_page", args=[this.name])
    assert "you changed by whose clock" not in tab.get(page).content.decode()
    later = Stay("k", TOKYO, now + timedelta(days=30), now + timedelta(days=40))
    diary.shelf(Stay).add(later)
    assert "you changed by whose clock" not in tab.get(page).content.decode()
    diary.shelf(Stay).add(Stay("l", TOKYO, now - timedelta(days=3), now + timedelta(days=3)))
    assert "you changed by whose clock" in tab.get(page).content.decode()
