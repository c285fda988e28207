"""The seasons' pages: named, drawn, told, booked, looked back at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.ports import Diary
from counterpoint.domain.values import Emphasis, LifeDomain, Season
from counterpoint.doors.web.seasons.forms import voice_name
from tests.doors.web.filled import typed
from tests.doors.web.pseudo import spoken, untranslated

pytestmark = pytest.mark.django_db
WORK, CHOIR = LifeDomain("work", "Bureau", "work"), LifeDomain("a b/c", "Choeur", "life")


@pytest.fixture
def home(diary: Diary) -> Diary:
    diary.domains.add(WORK)
    diary.domains.add(CHOIR)
    return diary


def today() -> date:
    return timezone.now().date()


def launch(diary: Diary, *, ends_in: int = 2) -> Season:
    loud = (Emphasis(WORK.id, "ff"), Emphasis(CHOIR.id, "pp"))
    season = Season(
        "launch", "Lancement", today() - timedelta(9), today() + timedelta(ends_in), loud, "Secret"
    )
    return diary.shelf(Season).add(season).thing


def test_without_parts_of_life_the_page_says_where_to_begin(tab: Client, diary: Diary) -> None:
    assert "Name these first" in tab.get("/seasons/").content.decode()


def test_a_season_is_named_with_its_end_and_drawn(tab: Client, home: Diary) -> None:
    assert "Name the first season" in tab.get("/seasons/").content.decode()
    said = {"title": "Lancement", "first": "2026-11-09", voice_name(WORK): "ff", voice_name(CHOIR): ""}
    refused = tab.post("/seasons/new/", said)
    assert refused.status_code == 422
    assert "Say when it ends." in refused.content.decode()
    assert tab.post("/seasons/new/", {**said, "last": "2026-11-08"}).status_code == 422
    assert tab.post("/seasons/new/", {**said, "last": "2026-12-12"}).status_code == 302
    (kept,) = home.shelf(Season).all()
    assert kept.thing.emphasis == (Emphasis(WORK.id, "ff"),)
    page = tab.get("/seasons/").content.decode()
    assert page.count('class="ribbon') == 4, "two voices, for a desk and for a phone"
    assert "very loud" in page


def test_a_season_says_something_of_a_part_of_life(tab: Client, home: Diary) -> None:
    refused = tab.post("/seasons/new/", {"title": "Rien", "first": "2026-11-09", "last": "2026-12-12"})
    assert "at least one part of your life" in refused.content.decode()


def test_a_season_is_changed_removed_and_had_back(tab: Client, home: Diary) -> None:
    launch(home)
    form = tab.get("/seasons/launch/")
    said = {**typed(form), "title": "Lancement", "first": "2026-11-09", "last": "2026-12-20", "why": ""}
    assert tab.post("/seasons/launch/", {**said, voice_name(CHOIR): "f"}).status_code == 302
    changed = home.shelf(Season).get("launch").thing
    assert (changed.last, changed.emphasis) == (date(2026, 12, 20), (Emphasis(CHOIR.id, "f"),))
    tab.post("/seasons/launch/remove/")
    assert "is removed" in tab.get("/seasons/").content.decode()
    tab.post("/seasons/back/")
    assert home.shelf(Season).get("launch").thing == changed


def test_those_who_wait_get_a_note_and_a_date(tab: Client, home: Diary) -> None:
    season = launch(home)
    page = tab.get("/seasons/launch/waiting/").content.decode()
    assert "less room than usual for Choeur" in page
    assert "Secret" not in page
    assert "Bureau" not in page
    answer = tab.post("/seasons/launch/waiting/", {"domain": CHOIR.id, "title": "", "minutes": "2h"})
    assert answer.status_code == 422
    tab.post("/seasons/launch/waiting/", {"domain": CHOIR.id, "title": "Répéter", "minutes": "2h"})
    (task,) = home.tasks.all()
    assert task.thing.earliest_at is not None
    assert task.thing.earliest_at.date() - season.last <= timedelta(days=1)
    page = tab.get("/seasons/launch/waiting/").content.decode()
    assert "Répéter · 2 h" in page
    assert "already put time aside" in page


def test_the_end_is_announced_and_looked_back_at_once(tab: Client, home: Diary) -> None:
    launch(home, ends_in=1)
    for page in ("/seasons/", "/today/"):
        assert "“Lancement” ends tomorrow." in tab.get(page).content.decode()
    kept = {"words": "Une fois suffit.", "version": "1"}
    assert tab.post("/seasons/launch/look-back/", kept).status_code == 302
    assert "ends tomorrow" not in tab.get("/seasons/").content.decode()
    second = tab.post("/seasons/launch/look-back/", {**kept, "words": "Encore."})
    assert second.status_code == 409
    assert "Encore." in second.content.decode(), "nothing typed is lost"
    assert home.shelf(Season).get("launch").thing.looking_back == "Une fois suffit."


def test_every_word_of_a_season_goes_through_gettext(tab: Client, home: Diary) -> None:
    launch(home)
    own = frozenset({"Counterpoint", "Bureau", "Choeur", "Lancement", "Secret", "ff", "pp", "mp"})
    with spoken():
        for path in ("", "launch/", "launch/waiting/", "launch/look-back/"):
            assert not untranslated(tab.get(f"/seasons/{path}").content.decode(), own | {"mf"}), path
