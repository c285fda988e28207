"""Tasks and routines through their pages: one line, a form, a list without red, a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from counterpoint.desk.ports import Diary
from counterpoint.domain.planning import Routine, Task
from counterpoint.domain.values import LifeDomain
from tests.doors.web.filled import typed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch, diary: Diary) -> None:
    """Monday, 23 November 2026, nine in the morning in Berlin."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, zone="Europe/Berlin"), version=kept.version)
    diary.domains.add(LifeDomain("work", "Work", "work"))


def page(tab: Client) -> str:
    return tab.get("/tasks/").content.decode()


FORM = {
    "title": "Report", "minutes": "3h", "importance": "must", "demand": "deep",
    "domain_id": "work", "value_id": "",
    "deadline_on": "2026-11-27", "deadline_time": "", "earliest_on": "2026-11-24", "earliest_time": "10:00",
    "splittable": "on", "piece_least": "1h", "piece_most": "2h", "minutes_done": "30m", "windows-rows": "1",
    "windows-0-start": "", "windows-0-end": "", "notes": "two\r\nlines",
}  # fmt: skip


def test_a_line_is_kept_and_shown_as_it_was_understood(tab: Client, diary: Diary) -> None:
    answer = tab.post("/tasks/line/", {"text": "Draft report 3h deep by Fri #work !must"}, follow=True)
    task = diary.tasks.all()[0].thing
    assert (task.title, task.minutes, task.demand, task.importance, task.domain_id) == (
        "Draft report", 180, "deep", "must", "work",
    )  # fmt: skip
    shown = answer.content.decode()
    assert "Kept like this" in shown
    assert "by Friday" in shown
    assert "Kept like this" not in page(tab)


def test_a_line_that_recurs_becomes_a_routine(tab: Client, diary: Diary) -> None:
    tab.post("/tasks/line/", {"text": "Swim 45m 2x a week"})
    assert [kept.thing.times_a_week for kept in diary.routines.all()] == [2]
    assert not diary.tasks.all()


def test_an_empty_line_is_asked_for_words(tab: Client, diary: Diary) -> None:
    answer = tab.post("/tasks/line/", {"text": "  "})
    assert answer.status_code == 422
    assert 'id="quick-add_error"' in answer.content.decode()
    assert not diary.tasks.all()


def test_a_look_ahead_keeps_nothing(tab: Client, diary: Diary) -> None:
    seen = tab.get("/tasks/preview/", {"text": "<b>Call</b> 15m"}).content.decode()
    assert "15 min" in seen
    assert "<b>Call" not in seen
    assert tab.get("/tasks/preview/").content.strip() == b""
    assert not diary.tasks.all()


def test_a_form_keeps_every_field_in_the_persons_own_zone(tab: Client, diary: Diary) -> None:
    assert tab.post("/tasks/new/", FORM).status_code == 302
    task = diary.tasks.get("report").thing
    assert task.deadline_at == datetime(2026, 11, 27, 23, tzinfo=UTC)
    assert task.earliest_at == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert (task.minutes_done, task.piece_least, task.piece_most) == (30, 60, 120)
    opened = tab.get("/tasks/one/report/")
    assert 'value="2026-11-27"' in opened.content.decode()
    tab.post("/tasks/one/report/", {**typed(opened), **FORM})
    assert diary.tasks.get("report").thing == task


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"minutes": "0"}, "minutes"),
        ({"deadline_on": "Friday"}, "deadline_on"),
        ({"deadline_on": "", "deadline_time": "12:00"}, "deadline_on"),
        ({"deadline_on": "2026-11-24", "deadline_time": "10:30"}, "deadline_on"),
        ({"piece_most": "30m"}, "piece_most"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    tab: Client, diary: Diary, wrong: dict[str, str], field: str
) -> None:
    answer = tab.post("/tasks/new/", {**FORM, **wrong})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert "Report" in answer.content.decode()
    assert not diary.tasks.all()


def test_done_and_not_done_after_all(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("t", "Call", 15))
    tab.post("/tasks/one/t/done/", {"done": "yes"})
    assert diary.tasks.get("t").thing.done
    assert "Everything here is done" in page(tab)
    tab.post("/tasks/one/t/done/", {"done": "no"})
    assert not diary.tasks.get("t").thing.done


def test_a_task_that_was_ticked_can_be_had_back_in_one_press(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("t", "Call", 15))
    told = tab.post("/tasks/one/t/done/", {"done": "yes"}, follow=True).content.decode()
    assert "“Call” is done." in told
    assert "Undo" in told
    assert "Undo" not in page(tab)
    again = tab.post("/tasks/one/t/done/", {"done": "no"}, follow=True).content.decode()
    assert "“Call” is open again." in again
    assert "Undo" not in again


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("one/t/done/", {"done": "yes"}),
        ("one/t/passed/", {"choice": "let-go"}),
        ("one/t/passed/", {"choice": "no-deadline"}),
        ("routines/r/pause/", {"paused": "yes"}),
    ],
)
def test_a_half_typed_line_is_still_there_when_another_thing_was_pressed(
    tab: Client, diary: Diary, path: str, sent: dict[str, str]
) -> None:
    diary.tasks.add(Task("t", "Call", 15))
    diary.routines.add(Routine("r", "Swim", 45, 2))
    shown = page(tab)
    assert f'form="quick-add-form" formaction="/tasks/{path}"' in shown or "passed" in path
    tab.post(f"/tasks/{path}", {**sent, "text": "Write to Ann"})
    assert 'value="Write to Ann"' in page(tab)
    assert 'value="Write to Ann"' not in page(tab)
    assert len(diary.tasks.all()) <= 1


def test_what_was_removed_comes_back_whole(tab: Client, diary: Diary) -> None:
    task = Task("t", "Call", 15, minutes_done=5, deadline_at=NOW + timedelta(days=2), notes="her new number")
    diary.tasks.add(task)
    tab.post("/tasks/one/t/remove/")
    assert not diary.tasks.all()
    assert "Bring it back" in page(tab)
    assert "Bring it back" not in page(tab)
    tab.post("/tasks/back/")
    assert diary.tasks.get("t").thing == task
    tab.post("/tasks/back/")
    assert len(diary.tasks.all()) == 1


class TestPassedDeadline:
    @pytest.fixture(autouse=True)
    def late(self, diary: Diary) -> None:
        diary.tasks.add(Task("t", "Taxes", 120, deadline_at=NOW - timedelta(days=1), minutes_done=30))

    def test_it_is_said_plainly_and_without_counting(self, tab: Client) -> None:
        assert "Nothing is wrong with that" in page(tab)
        assert "overdue" not in page(tab).lower()

    def test_it_can_have_another_day(self, tab: Client, diary: Diary) -> None:
        tab.post("/tasks/one/t/passed/", {"choice": "move", "on": "2026-11-25"})
        assert diary.tasks.get("t").thing.deadline_at == datetime(2026, 11, 25, 23, tzinfo=UTC)

    def test_a_part_of_it_can_be_enough(self, tab: Client, diary: Diary) -> None:
        tab.post("/tasks/one/t/passed/", {"choice": "part", "on": "2026-11-25", "minutes": "45"})
        assert diary.tasks.get("t").thing.minutes_left == 45

    def test_it_can_go_or_lose_its_deadline(self, tab: Client, diary: Diary) -> None:
        tab.post("/tasks/one/t/passed/", {"choice": "no-deadline"})
        assert diary.tasks.get("t").thing.deadline_at is None
        tab.post("/tasks/one/t/passed/", {"choice": "let-go"})
        assert not diary.tasks.all()

    @pytest.mark.parametrize(
        "choice",
        [
            {"choice": "move", "on": "2026-11-01"},
            {"choice": "move", "on": ""},
            {"choice": "move", "on": "2027-02-31"},
            {"choice": "move", "on": "9999-12-31"},
            {"choice": "part", "on": "2026-11-25", "minutes": "some"},
            {"choice": "dance"},
        ],
    )
    def test_half_a_choice_changes_nothing(self, tab: Client, diary: Diary, choice: dict[str, str]) -> None:
        before = diary.tasks.get("t")
        answer = tab.post("/tasks/one/t/passed/", choice, follow=True)
        assert "notice" in answer.content.decode()
        assert diary.tasks.get("t") == before


def test_routines_are_kept_paused_and_taken_up_again(tab: Client, diary: Diary) -> None:
    form: dict[str, Any] = {
        "title": "Swim", "times_a_week": "2", "minutes": "45", "spacing_days": "2", "windows-rows": "1",
        "windows-0-days": ["0", "2"], "windows-0-start": "17:00", "windows-0-end": "19:00",
        "importance": "should", "demand": "light", "domain_id": "", "value_id": "",
    }  # fmt: skip
    for wrong in ({"times_a_week": "4", "spacing_days": "3"}, {"minutes": "3h"}, {"times_a_week": "3"}):
        assert tab.post("/tasks/routines/new/", {**form, **wrong}).status_code == 422
    tab.post("/tasks/routines/new/", form)
    tab.post("/tasks/routines/swim/pause/", {"paused": "yes"})
    assert diary.routines.get("swim").thing.paused
    assert "Take up again" in page(tab)
    opened = tab.get("/tasks/routines/swim/")
    tab.post("/tasks/routines/swim/", {**typed(opened), **form})
    assert diary.routines.get("swim").thing.spacing_days == 2
    tab.post("/tasks/routines/swim/remove/")
    tab.post("/tasks/back/")
    assert isinstance(diary.routines.get("swim").thing, Routine)


class TestList:
    CSV = b"title,minutes,domain\nCall mum,15,work\nTidy,soon,\nWrite,1h,\n"

    def look(self, tab: Client, raw: bytes, name: str = "list.csv") -> Any:
        return tab.post("/tasks/import/", {"file": SimpleUploadedFile(name, raw)})

    def test_a_list_is_looked_at_before_it_comes_in(self, tab: Client, diary: Diary) -> None:
        diary.tasks.add(Task("mum", "Call mum", 15))
        seen = self.look(tab, self.CSV)
        shown = seen.content.decode()
        assert "On your list already" in shown
        assert "Line 3:" in shown
        assert len(diary.tasks.all()) == 1
        carried = {"document": seen.context["document"], "name": "list.csv", "take": ["0"]}
        tab.post("/tasks/import/", carried)
        assert [kept.thing.title for kept in diary.tasks.all()] == ["Call mum", "Write"]

    def test_only_what_was_chosen_comes_in(self, tab: Client, diary: Diary) -> None:
        seen = self.look(tab, b"Call mum\nWrite a letter\n", "todo.txt")
        tab.post("/tasks/import/", {"document": seen.context["document"], "name": "todo.txt", "take": ["1"]})
        assert [kept.thing.title for kept in diary.tasks.all()] == ["Write a letter"]

    @pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"x" * 2_000_001])
    def test_what_is_no_list_is_refused_in_words(self, tab: Client, diary: Diary, raw: bytes) -> None:
        answer = self.look(tab, raw)
        assert answer.status_code in (200, 422)
        assert not diary.tasks.all()

    @pytest.mark.parametrize("sent", [{}, {"document": "%%%"}, {"document": "AAAA", "name": "x.csv"}])
    def test_a_form_without_a_file_is_asked_for_one(self, tab: Client, sent: dict[str, str]) -> None:
        assert tab.post("/tasks/import/", sent).status_code in (302, 422)


def test_a_task_waits_for_others_and_the_list_says_so(tab: Client, diary: Diary) -> None:
    diary.tasks.add(Task("read", "Read it all", 60))
    assert tab.post("/tasks/new/", {**FORM, "after": ["read"]}).status_code == 302
    assert diary.tasks.get("report").thing.after == ("read",)
    assert "after “Read it all”" in page(tab)
    assert "Only when these are done" in tab.get("/tasks/one/report/").content.decode()
    assert "Only when these are done" not in tab.get("/tasks/one/read/").content.decode()


class TestHowLongItTook:
    ASKS = "take, in all?"

    @pytest.fixture(autouse=True)
    def report(self, diary: Diary) -> None:
        diary.tasks.add(Task("t", "Report", 60))

    def task(self, diary: Diary) -> Task:
        return diary.tasks.get("t").thing

    def test_it_is_asked_once_where_it_was_ticked_off_and_left_out_freely(self, tab: Client) -> None:
        assert self.ASKS in tab.post("/tasks/one/t/done/", {"done": "yes"}, follow=True).content.decode()
        assert self.ASKS not in page(tab)
        again = tab.post("/tasks/one/t/done/", {"done": "yes"}, follow=True)
        assert self.ASKS not in again.content.decode()

    @pytest.mark.parametrize("looks", ["HEAD /today/", "GET /check-in/offline/"])
    def test_a_page_that_nobody_sees_does_not_use_it_up(self, tab: Client, looks: str) -> None:
        tab.post("/tasks/one/t/done/", {"done": "yes"})
        method, path = looks.split()
        unseen = tab.generic(method, path).content.decode()
        assert "Report" not in unseen
        assert "Done" not in unseen
        assert self.ASKS in page(tab)

    def test_one_tap_answers_and_leads_back(self, tab: Client, diary: Diary) -> None:
        asked = tab.post("/tasks/one/t/done/", {"done": "yes"}, follow=True).content.decode()
        assert 'value="90">1½ times, 1 h 30 min' in asked
        answer = tab.post("/tasks/one/t/took/", {"took": "90", "back": "/tasks/?page=1"})
        assert answer["Location"] == "/tasks/?page=1"
        assert self.task(diary).took_minutes == 90

    def test_another_length_can_be_typed_and_nonsense_keeps_nothing(self, tab: Client, diary: Diary) -> None:
        tab.post("/tasks/one/t/took/", {"minutes": "2h 10m"})
        assert self.task(diary).took_minutes == 130
        answer = tab.post("/tasks/one/t/took/", {"minutes": "ages", "back": "https://elsewhere.example/"})
        assert answer["Location"] == "/tasks/"
        assert self.task(diary).took_minutes == 130

    def test_its_form_keeps_what_was_thought_first_and_tells_it_once_it_is_done(
        self, tab: Client, diary: Diary
    ) -> None:
        form = {**FORM, "minutes": "3h"}
        assert "What you thought first" not in tab.get("/tasks/one/t/").content.decode()
        tab.post("/tasks/one/t/", {**typed(tab.get("/tasks/one/t/")), **form})
        assert (self.task(diary).minutes, self.task(diary).first_estimate) == (180, 60)
        opened = tab.get("/tasks/one/t/")
        assert "What you thought first" in opened.content.decode()
        tab.post("/tasks/one/t/", {**typed(opened), **form, "first_minutes": "60", "took_minutes": "2h 30m"})
        assert (self.task(diary).first_estimate, self.task(diary).took_minutes) == (60, 150)

    def test_a_form_that_did_not_ask_takes_nothing_away(self, tab: Client, diary: Diary) -> None:
        opened = typed(tab.get("/tasks/one/t/"))
        tab.post("/tasks/one/t/done/", {"done": "yes"})
        tab.post("/tasks/one/t/took/", {"took": "90"})
        tab.post("/tasks/one/t/", {**opened, **FORM, "minutes": "1h"})
        assert self.task(diary).took_minutes == 90
