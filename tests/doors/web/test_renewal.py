"""What renews me, in the browser: chosen, given a place, taken in a tap, told of in the review."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.plate.renewing import renewals_of, taking
from counterpoint.desk.ports import Diary
from counterpoint.domain.energy import CheckIn, Stretch

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Friday, on which the week can be looked back at."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def page(tab: Client, path: str) -> str:
    return tab.get(path).content.decode()


def test_it_is_chosen_from_cards_or_said_in_own_words_and_has_a_place(tab: Client, diary: Diary) -> None:
    assert "What leaves you with more than you came with?" in page(tab, "/renewal/")
    tab.post("/renewal/choose/", {"card": "walk"})
    tab.post("/renewal/choose/", {"card": "no such card"})
    tab.post("/renewal/new/", {"title": "The workshop", "minutes": "1h", "place": ""})
    walk, workshop = renewals_of(diary)
    assert (walk.renewal.title, workshop.renewal.minutes) == ("A walk outside", 60)
    tab.post(f"/renewal/{walk.renewal.id}/place/")
    listed = page(tab, "/renewal/")
    assert "routine “A walk outside”, 2 times a week" in listed
    assert 'Choose it<span class="visually-hidden">: A walk outside' not in listed
    form = page(tab, f"/renewal/{walk.renewal.id}/")
    routine = renewals_of(diary)[0].routine
    assert routine is not None
    assert f'value="routine:{routine.id}" selected' in form


def test_after_a_hard_word_today_shows_it_and_one_tap_takes_it(tab: Client, diary: Diary) -> None:
    tab.post("/renewal/choose/", {"card": "walk"})
    assert "Something that renews you?" not in page(tab, "/today/")
    diary.dated(CheckIn).add(CheckIn("low", NOON - timedelta(minutes=5), energy=1))
    shown = page(tab, "/today/")
    assert "You said that you are worn out." in shown
    assert "Leaving it is fine" in shown
    (walk,) = renewals_of(diary)
    tab.post(f"/renewal/{walk.renewal.id}/take/", {"then": "today"})
    assert "Yours until" in page(tab, "/today/")
    taken = taking(diary, NOON)
    assert taken is not None
    tab.post("/renewal/not-after-all/", {"id": taken.thing.id})
    tab.post("/renewal/not-after-all/", {"id": taken.thing.id})
    assert not diary.dated(Stretch).all()


def test_the_review_says_what_renewed_without_a_count(tab: Client, diary: Diary) -> None:
    tab.post("/renewal/choose/", {"card": "walk"})
    (walk,) = renewals_of(diary)
    long_ago = CheckIn("first", NOON - timedelta(days=9), energy=4)
    for each in (long_ago, CheckIn("a", NOON, energy=3), CheckIn("b", NOON + timedelta(hours=1), energy=5)):
        diary.dated(CheckIn).add(each)
    tab.post(f"/renewal/{walk.renewal.id}/take/")
    later = NOON + timedelta(hours=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        tab.get("/review/weekly/", follow=True)
        told = page(tab, "/review/weekly/energy/")
    assert "Friday, “A walk outside”: energy 3 before, 5 after, from 1 to 7." in told
    assert "a look and no proof" in told
