"""Life happened, in the browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from counterpoint.desk.day import pausing
from counterpoint.desk.ports import Diary
from counterpoint.desk.week.which import week_of
from counterpoint.domain.living import Pause
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
HERE = "/life-happened/"


def test_one_tap_begins_it_and_one_ends_it(tab: Client, diary: Diary) -> None:
    assert "Life happened" in tab.get(HERE).content.decode()
    tab.post(f"{HERE}begin/")
    assert pausing.is_paused(diary, timezone.now())
    assert "It is over" in tab.get(HERE).content.decode()
    tab.post(f"{HERE}end/")
    assert not pausing.is_paused(diary, timezone.now())
    assert tab.post(f"{HERE}end/").status_code == 302


def test_the_week_says_that_life_happened(tab: Client, diary: Diary) -> None:
    pausing.begin(diary, timezone.now())
    week = week_of(diary, timezone.now())
    assert "Life happened, since" in tab.get(f"/week/{week.name}/").content.decode()
    assert "Life happened, since" not in tab.get(f"/week/{week.next(-1).name}/").content.decode()


def test_it_can_be_given_an_end_which_is_not_past(tab: Client, diary: Diary) -> None:
    past = (timezone.now() - timedelta(days=3)).date().isoformat()
    refused = tab.post(f"{HERE}begin/", {"last_day": past, "note": "flu"})
    assert refused.status_code == 422
    assert "already past" in refused.content.decode()
    assert "flu" in refused.content.decode()
    later = (timezone.now() + timedelta(days=3)).date().isoformat()
    tab.post(f"{HERE}begin/", {"last_day": later, "note": "flu"})
    [pause] = pausing.pauses(diary)
    assert pause.note == "flu"
    assert pause.until is not None
    assert later in tab.get(HERE).content.decode()


def test_an_end_and_a_note_are_changed_afterwards(tab: Client, diary: Diary) -> None:
    pause = pausing.begin(diary, timezone.now()).kept.thing
    assert tab.post(f"{HERE}{pause.id}/", {"last_day": "2020-01-01", "note": ""}).status_code == 422
    read = typed(tab.get(f"{HERE}{pause.id}/"))
    tab.post(f"{HERE}{pause.id}/", {"last_day": "", "note": "rest", **read})
    assert pausing.pauses(diary)[0].note == "rest"
    second = tab.post(f"{HERE}{pause.id}/", {"last_day": "", "note": "fever", **read})
    assert second.status_code == 409
    assert "“rest”" in second.content.decode()
    assert 'value="fever"' in second.content.decode()
    assert pausing.pauses(diary)[0].note == "rest"
    assert "rest" in tab.get(f"{HERE}{pause.id}/").content.decode()
    assert tab.get(f"{HERE}nothing/").status_code == 404


def test_a_slip_is_taken_back(tab: Client, diary: Diary) -> None:
    pause = pausing.begin(diary, timezone.now()).kept.thing
    tab.post(f"{HERE}{pause.id}/back/")
    assert pausing.pauses(diary) == ()
    assert tab.post(f"{HERE}{pause.id}/back/").status_code == 404


def test_a_pause_to_the_end_of_a_day_is_told_as_lasting_to_that_day(tab: Client, diary: Diary) -> None:
    tuesday = datetime(2026, 10, 20, 9, tzinfo=UTC)
    diary.dated(Pause).add(Pause("flu", tuesday, datetime(2026, 10, 24, tzinfo=UTC)))
    diary.dated(Pause).add(Pause("day", tuesday - timedelta(days=7), datetime(2026, 10, 14, tzinfo=UTC)))
    page = tab.get(HERE).content.decode()
    assert "Tuesday 20 October to Friday 23 October" in page
    assert "Tuesday 13 October to" not in page
