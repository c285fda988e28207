"""Sealed things on pages: shown to their person, kept at hand sealed, told of when they do not open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoint.adapters.storage.models import CheckInRow, HabitRow
from counterpoint.domain.living import MicroHabit
from tests.contracts.examples import WEEK
from tests.doors.web.lives import CANARY, Home, full_home

pytestmark = pytest.mark.django_db

WITH_MANY = (
    "/today/",
    "/plate/",
    "/review/",
    "/check-ins/",
    "/requests/",
    "/boundaries/",
    f"/week/{WEEK.name}/",
    "/job/",
)


@pytest.fixture
def ada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("COUNTERPOINT_HOME", str(tmp_path))
    return full_home("ada")


@pytest.fixture
def tab(ada: Home) -> Client:
    client = Client()
    client.force_login(ada.person)
    return client


def test_what_can_be_brought_back_is_sealed_meanwhile(ada: Home, tab: Client) -> None:
    own = ada.id_of("habits")
    tab.post(f"/habit/{own}/remove/")
    for at_hand in Session.objects.all():
        said = at_hand.get_decoded()
        assert said["removed"].startswith("s1.")
        assert CANARY not in str(said)
    page = tab.get("/habit/").content.decode()
    assert f"{CANARY} Drink a glass of water" in page
    tab.post("/habit/back/")
    assert ada.diary.shelf(MicroHabit).get(own).thing.cue == f"{CANARY} the kettle"


def test_messages_are_kept_in_no_session(ada: Home, tab: Client) -> None:
    tab.post("/habit/new/", {"cue": "", "title": "Nachtigall", "value_id": "", "told_to": ""})
    assert all("Nachtigall" not in str(each.get_decoded()) for each in Session.objects.all())


def test_what_does_not_open_is_told_on_a_page_of_its_own_and_where_it_is_asked_for(
    ada: Home, tab: Client
) -> None:
    assert "All of it opens." in tab.get("/settings/sealed/").content.decode()
    CheckInRow.objects.update(felt="s1.0.AAAA")
    HabitRow.objects.update(cue="s1.0.AAAA")
    page = tab.get("/settings/sealed/").content.decode()
    assert ada.id_of("habits") in page
    assert f"({CheckInRow.objects.get().own_id})" in page
    assert "All of it opens." not in page
    asked = tab.get(f"/check-ins/{CheckInRow.objects.get().own_id}/")
    assert asked.status_code == 409
    assert "cannot be opened" in asked.content.decode()
    habit = tab.get("/habit/").content.decode()
    assert "rink a glass of water" in habit
    assert "cannot be opened" in habit
    assert tab.get("/today/").status_code == 200


def test_without_the_key_file_every_page_still_answers(ada: Home, tab: Client, tmp_path: Path) -> None:
    (tmp_path / "sealing.key").rename(tmp_path / "elsewhere")
    assert {tab.get(path).status_code for path in WITH_MANY} == {200}
    assert "sealing.key" in tab.get("/settings/sealed/").content.decode()


@pytest.mark.parametrize("path", WITH_MANY)
def test_a_page_asks_for_the_key_once(ada: Home, tab: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert tab.get(path).status_code == 200
    assert sum("storage_personkeyrow" in each["sql"] for each in asked.captured_queries) <= 1


def test_nobody_else_is_told_what_of_ones_own_does_not_open(ada: Home, django_user_model: Any) -> None:
    HabitRow.objects.update(cue="s1.0.AAAA")
    sam = Client()
    sam.force_login(django_user_model.objects.create(username="sam"))
    assert "All of it opens." in sam.get("/settings/sealed/").content.decode()
