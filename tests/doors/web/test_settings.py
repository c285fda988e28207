"""Settings, files in and out, and the example that goes with one click."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from counterpoint import wiring
from counterpoint.adapters.storage.models import JournalRow, Person, ValueRow
from counterpoint.desk.export import everything_of
from counterpoint.desk.ports import Diary
from counterpoint.domain.living import JournalEntry
from counterpoint.domain.planning import Task
from counterpoint.domain.values import CoreValue
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
FORM = {"name": "Ada", "zone": "Europe/Berlin", "week_start": "6", "clock": "12"}


def upload(raw: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw)


def test_name_zone_week_and_clock_are_kept(tab: Client, diary: Diary) -> None:
    form = typed(tab.get("/settings/"))
    assert tab.post("/settings/", {**form, **FORM}).status_code == 302
    settings = diary.settings().thing
    assert (settings.name, settings.zone, settings.week_start, settings.clock) == (
        "Ada",
        "Europe/Berlin",
        6,
        12,
    )


@pytest.mark.parametrize(
    ("zone", "kept"), [("Berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("UTC", "UTC")]
)
def test_a_city_is_enough_for_a_zone(tab: Client, diary: Diary, zone: str, kept: str) -> None:
    tab.post("/settings/", {**typed(tab.get("/settings/")), **FORM, "zone": zone})
    assert diary.settings().thing.zone == kept


@pytest.mark.parametrize(
    ("zone", "words"), [("Moon/Base", "Europe/Berlin or"), ("America", "can be several"), ("", "")]
)
def test_a_zone_that_is_none_is_refused_with_what_would_be_right(tab: Client, zone: str, words: str) -> None:
    answer = tab.post("/settings/", {**typed(tab.get("/settings/")), **FORM, "zone": zone})
    assert answer.status_code == 422
    assert 'id="id_zone_error"' in answer.content.decode()
    assert words in answer.content.decode()


def test_a_life_leaves_as_toml_and_comes_back_after_a_look(tab: Client, diary: Diary) -> None:
    diary.values.add(CoreValue("family", "Family", 1))
    diary.tasks.add(Task("call", "Call mum", 15))
    text = tab.get("/settings/life.toml").content.decode()
    changed = text.replace("Call mum", "Call dad")
    look = tab.post("/settings/life/", {"file": upload(changed.encode(), "life.toml")})
    assert "What would change" in look.content.decode()
    assert diary.tasks.get("call").thing.title == "Call mum"
    tab.post("/settings/life/", {"text": look.context["text"], "sure": "1"})
    assert diary.tasks.get("call").thing.title == "Call dad"
    again = tab.post("/settings/life/", {"file": upload(changed.encode(), "life.toml")})
    assert "what is here already" in again.content.decode()


@pytest.mark.parametrize(
    "raw", [b"zone = ", b'format = "counterpoint-life/1"\nzone = "Moon"\n', b"\xff", b""]
)
def test_a_life_that_cannot_be_read_changes_nothing_and_keeps_its_text(
    tab: Client, diary: Diary, raw: bytes
) -> None:
    diary.tasks.add(Task("call", "Call mum", 15))
    before = everything_of(diary)
    for sure in ({}, {"sure": "1"}):
        answer = tab.post("/settings/life/", {"file": upload(raw, "life.toml"), **sure})
        assert answer.status_code == 422
    assert everything_of(diary) == before
    if b"Moon" in raw:
        assert "zone" in answer.content.decode()
        assert "<textarea" in answer.content.decode()


def test_everything_leaves_and_comes_back_only_over_an_empty_account_or_on_a_word(
    tab: Client, diary: Diary
) -> None:
    diary.tasks.add(Task("call", "Call mum", 15))
    raw = tab.get("/settings/everything.json").content
    before = everything_of(diary)
    diary.tasks.add(Task("more", "More", 15))
    refused = tab.post("/settings/everything/", {"file": upload(raw, "counterpoint.json")})
    assert refused.status_code == 422
    assert len(diary.tasks.all()) == 2
    done = tab.post("/settings/everything/", {"file": upload(raw, "counterpoint.json"), "replace": "on"})
    assert done.status_code == 302
    assert everything_of(diary) == before


@pytest.mark.parametrize("sent", [{}, {"file": b"{}"}, {"file": b'{"format": "counterpoint-export/1"}'}])
def test_what_is_no_export_is_refused(tab: Client, diary: Diary, sent: dict[str, Any]) -> None:
    files = {name: upload(raw, "x.json") for name, raw in sent.items()}
    assert tab.post("/settings/everything/", {**files, "replace": "on"}).status_code == 422
    assert not diary.tasks.all()


class TestExample:
    def test_the_owner_looks_in_comes_back_and_removes_it(self, tab: Client, ada: Person) -> None:
        tab.post("/settings/example/")
        example = wiring.example()
        assert example is not None
        assert tab.session["_auth_user_id"] == str(example.pk)
        assert "You are looking at the example" in tab.get("/settings/").content.decode()
        assert "You are in the example life." in tab.get("/today/").content.decode()
        tab.post("/settings/example/leave/")
        assert "You are in the example life." not in tab.get("/today/").content.decode()
        assert tab.session["_auth_user_id"] == str(ada.pk)
        assert wiring.example() is not None
        tab.post("/settings/example/remove/")
        assert wiring.example() is None

    def test_one_click_removes_it_from_inside(self, tab: Client, ada: Person, diary: Diary) -> None:
        diary.tasks.add(Task("mine", "Mine", 15))
        tab.post("/settings/example/")
        answer = tab.post("/settings/example/remove/", follow=True)
        assert "The example is gone" in answer.content.decode()
        assert tab.session["_auth_user_id"] == str(ada.pk)
        assert wiring.example() is None
        assert [kept.thing.id for kept in diary.tasks.all()] == ["mine"]

    def test_nobody_but_the_owner_gets_in_or_out_as_the_owner(self, ada: Person) -> None:
        client = Client()
        client.force_login(Person.objects.create(username="sam"))
        wiring.make_example(now=timezone.now())
        for way in ("", "leave/", "remove/"):
            assert client.post(f"/settings/example/{way}").status_code == 403
        assert wiring.example() is not None
        assert "example" not in client.get("/settings/").content.decode().lower()

    def test_a_visit_ends_with_the_password_that_began_it(self, tab: Client, ada: Person) -> None:
        tab.post("/settings/example/")
        wiring.accounts.set_password(ada, "a new sentence to sign in with")
        for way in ("leave/", "remove/"):
            assert tab.post(f"/settings/example/{way}").status_code == 403
        assert wiring.example() is not None

    def test_no_account_of_a_person_is_taken_for_the_example(self, tab: Client, ada: Person) -> None:
        names = ("example-robin-vale", "example_robin_vale", "example robin vale", "example\u00a0robin vale")
        for name in names:
            link = wiring.accounts.make_link(
                "invitation", now=timezone.now(), lasts=timedelta(1), invited_by=ada
            )
            choice = {"username": name, "password": "a long walk home", "again": "a long walk home"}
            Client().post(f"/welcome/{link}/", choice)
        sam = Person.objects.get(username="example-robin-vale")
        tab.post("/settings/example/")
        assert tab.session["_auth_user_id"] != str(sam.pk)
        tab.post("/settings/example/remove/")
        assert Person.objects.filter(pk=sam.pk).exists()


def test_an_export_says_what_cannot_be_opened_and_leaves_it_out_only_on_a_word(
    tab: Client, diary: Diary
) -> None:
    for id in ("one", "two"):
        diary.dated(JournalEntry).add(JournalEntry(id, datetime(2026, 11, 24, tzinfo=UTC), f"words of {id}"))
    JournalRow.objects.filter(own_id="one").update(text="damaged")
    answer = tab.get("/settings/everything.json")
    assert answer.status_code == 409
    assert "2026-11-24 (one)" in answer.content.decode()
    rest = tab.get("/settings/everything.json?rest=1").content.decode()
    assert "words of two" in rest
    assert "cannot be opened" not in rest


def test_a_life_of_which_something_cannot_be_opened_is_neither_written_nor_taken_over(
    tab: Client, diary: Diary
) -> None:
    diary.values.add(CoreValue("family", "Family", 1, "Dinner together"))
    text = tab.get("/settings/life.toml").content.decode()
    sealed = ValueRow.objects.get(own_id="family").in_practice
    ValueRow.objects.filter(own_id="family").update(in_practice="damaged")
    refused = tab.get("/settings/life.toml")
    assert refused.status_code == 409
    assert "cannot be opened" in refused.content.decode()
    answer = tab.post("/settings/life/", {"text": text, "sure": "1"})
    assert answer.status_code == 422
    assert "Dinner together" in answer.content.decode()
    ValueRow.objects.filter(own_id="family").update(in_practice=sealed)
    assert diary.values.get("family").thing.in_practice == "Dinner together"
