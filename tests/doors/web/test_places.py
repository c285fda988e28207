"""Places and ways in the browser: added, changed, removed and brought back; ways; what calendars say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counterpoint.desk import today
from counterpoint.desk.ports import Diary
from counterpoint.domain.agenda import Agenda, CalendarSource, Occurrence
from counterpoint.domain.planning import Place, Task, Way
from counterpoint.domain.timeline import Span
from counterpoint.doors.web.today.view import way
from tests.contracts.examples import MONDAY, WEEK

pytestmark = pytest.mark.django_db


def named(diary: Diary, *names: str) -> None:
    for n, name in enumerate(names):
        diary.shelf(Place).add(Place(name.casefold(), name, home=n == 0))


def place(diary: Diary, id: str) -> Place:
    return diary.shelf(Place).get(id).thing


def test_a_place_is_added_changed_removed_and_brought_back(tab: Client, diary: Diary) -> None:
    assert "Name the first" in tab.get(reverse("places")).content.decode()
    tab.post(reverse("place-add"), {"name": "Home", "home": "on", "texts": " 12  Elm Street \n\nHome\nHome"})
    assert place(diary, "home") == Place("home", "Home", True, ("12 Elm Street", "Home"))
    tab.post(reverse("place-add"), {"name": "Office", "texts": "Room 4"})
    page = tab.post(
        reverse("place-change", args=["office"]),
        {"name": "Office", "home": "on", "texts": "", "version": "1"},
        follow=True,
    )
    assert "“Home” is home no longer." in page.content.decode()
    assert not place(diary, "home").home
    assert place(diary, "office").home
    tab.post(reverse("place-remove", args=["office"]))
    assert [each.thing.id for each in diary.shelf(Place).all()] == ["home"]
    tab.post(reverse("places-put-back"))
    assert place(diary, "office").home


def test_texts_that_are_too_long_or_too_many_are_told(tab: Client) -> None:
    long = tab.post(reverse("place-add"), {"name": "Office", "texts": "x" * 201})
    many = tab.post(reverse("place-add"), {"name": "Office", "texts": "\n".join(map(str, range(31)))})
    assert long.status_code == many.status_code == 422
    assert "at most 200 letters" in long.content.decode()
    assert "at most 30" in many.content.decode()


def test_ways_are_kept_and_changed_on_the_same_page(tab: Client, diary: Diary) -> None:
    named(diary, "Home", "Office")
    page = tab.get(reverse("places"))
    was = page.context["was"]
    tab.post(reverse("ways"), {"there-0": "25", "back-0": "", "was": was})
    assert [each.thing for each in diary.shelf(Way).all()] == [Way("home-office", "home", "office", 25)]
    was = tab.get(reverse("places")).context["was"]
    tab.post(reverse("ways"), {"there-0": "25", "back-0": "1h 5m", "was": was})
    assert [each.thing.back_minutes for each in diary.shelf(Way).all()] == [65]
    was = tab.get(reverse("places")).context["was"]
    tab.post(reverse("ways"), {"there-0": "", "back-0": "", "was": was})
    assert diary.shelf(Way).all() == ()


def test_a_way_back_alone_and_what_is_no_length_are_told(tab: Client, diary: Diary) -> None:
    named(diary, "Home", "Office")
    alone = tab.post(reverse("ways"), {"there-0": "", "back-0": "20", "was": ""})
    assert alone.status_code == 422
    assert "Say how long it is there as well." in alone.content.decode()
    assert tab.post(reverse("ways"), {"there-0": "far", "was": ""}).status_code == 422
    assert diary.shelf(Way).all() == ()


def test_of_two_tabs_the_second_is_told_and_can_insist(tab: Client, diary: Diary) -> None:
    named(diary, "Home", "Office")
    was = tab.get(reverse("places")).context["was"]
    tab.post(reverse("ways"), {"there-0": "25", "was": was})
    second = tab.post(reverse("ways"), {"there-0": "40", "was": was})
    assert second.status_code == 409
    words = second.content.decode()
    assert "changed in another tab" in words
    assert "Kept now: 25" in words
    assert 'value="40"' in words
    tab.post(reverse("ways"), {"there-0": "40", "was": second.context["was"]})
    assert [each.thing.minutes for each in diary.shelf(Way).all()] == [40]


def test_what_calendars_say_of_late_is_offered_and_given_a_place(tab: Client, diary: Diary) -> None:
    now = timezone.now()
    where = ("Swimming pool", "swimming  POOL", "https://meet.example/x", "Room 4", "")
    starts = [now + timedelta(hours=n) for n in range(len(where))]
    events = tuple(
        Occurrence(f"e{at}", None, Span(at, at + timedelta(minutes=30)), "E", location=said)
        for at, said in zip(starts, where, strict=True)
    )
    diary.calendars.add(CalendarSource("c", "Mine", ""))
    diary.calendars.fill("c", b"", Agenda(events), Span(now - timedelta(days=9), now + timedelta(days=9)))
    page = tab.get(reverse("places"))
    assert [(each.text, each.events) for each in page.context["seen"].locations] == [
        ("Swimming pool", 2),
        ("Room 4", 1),
    ]
    tab.post(reverse("location-name"), {"text": "Swimming pool"})
    assert place(diary, "swimming-pool").texts == ("Swimming pool",)
    for _ in range(2):
        tab.post(reverse("location-name"), {"text": "Room 4", "place": "swimming-pool"})
    assert place(diary, "swimming-pool").texts == ("Swimming pool", "Room 4")
    page = tab.get(reverse("places"))
    assert page.context["seen"].locations == ()
    assert "3 events in these weeks" in page.content.decode()
    assert tab.post(reverse("location-name"), {"text": ""}).status_code == 302
    assert tab.post(reverse("location-name"), {"text": "x", "place": "gone"}).status_code == 404


def test_a_task_says_where_it_is_once_there_are_places(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("t", "Swim", 30))
    address = reverse("task-change", args=["t"])
    assert 'name="place_id"' not in tab.get(address).content.decode()
    named(diary, "Home", "Pool")
    assert 'name="place_id"' in tab.get(address).content.decode()
    form = {"title": "Swim", "minutes": "30", "importance": "should", "demand": "light", "version": "1"}
    form |= {"piece_least": "30", "piece_most": "60", "place_id": "pool"}
    tab.post(address, form)
    assert diary.tasks.get("t").thing.place_id == "pool"


def test_the_week_and_today_show_the_way_between_two_things(tab: Client, diary: Diary) -> None:
    named(diary, "Home", "Office", "Pool")
    for own, minutes in (("home-office", 20), ("office-pool", 25)):
        diary.shelf(Way).add(Way(own, *own.split("-"), minutes))
    start = MONDAY + timedelta(hours=12)
    diary.shelf(Place).change(Place("office", "Office", texts=("Room 4",)), version=1)
    diary.shelf(Place).change(Place("pool", "Pool", texts=("Swimming pool",)), version=1)
    where = (("Room 4", 0), ("Swimming pool", 60), ("Room 4", 100))
    spans = [Span(start + timedelta(minutes=at), start + timedelta(minutes=at + 30)) for _, at in where]
    events = tuple(
        Occurrence(f"e{span.start}", None, span, "E", location=said)
        for (said, _), span in zip(where, spans, strict=True)
    )
    diary.calendars.add(CalendarSource("c", "Mine", ""))
    diary.calendars.fill("c", b"", Agenda(events), Span(MONDAY, MONDAY + timedelta(days=7)))
    week = tab.get(reverse("week_page", args=[WEEK.name])).content.decode()
    assert "25 min from Office to Pool" in week
    assert "10 min are free for it" in week
    assert "20 min from Home to Office" in week
    now = today.moment_of(diary, start - timedelta(hours=1))
    assert way(today.way_ahead(now), now) == "On the way from 11:40: 20 min from Home to Office."
    late = today.moment_of(diary, start + timedelta(hours=3))
    assert way(today.way_ahead(late), late) == ""
