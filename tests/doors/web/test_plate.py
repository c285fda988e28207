"""The plate, its sweet spots, the support map and the look at one's job, as a browser asks for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from counterpoint.domain.boundaries import ProtectedTime
from counterpoint.domain.job import JobNote, JobTrial
from counterpoint.domain.planning import Routine, Task
from counterpoint.domain.timeline import EVERY_DAY, WeeklyWindow
from counterpoint.domain.values import Bridge, Commitment, CoreValue, LifeDomain, Support
from counterpoint.doors.web.plate.decide_form import key_of
from tests.contracts.examples import MORNINGS
from tests.doors.web.filled import typed

if TYPE_CHECKING:
    from counterpoint.desk.ports import Diary

pytestmark = pytest.mark.django_db
BOARD = Commitment("board", "School board", minutes_a_week=120, task_ids=("call",), routine_ids=("meet",))


@pytest.fixture
def plate(diary: Diary) -> Diary:
    diary.shelf(Commitment).add(BOARD)
    diary.tasks.add(Task("call", "Call the mayor", 60))
    diary.routines.add(Routine("meet", "Board meeting", 60, 2))
    return diary


def board(diary: Diary) -> Commitment:
    return diary.shelf(Commitment).get("board").thing


def words(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


def test_an_empty_plate_teaches(tab: Client) -> None:
    for path, said in (
        ("/plate/", "write down what you carry"),
        ("/plate/sweet-spots/", "Nothing is on the plate yet"),
        ("/support/", "One name is a start"),
    ):
        assert said in words(tab.get(path))


def test_several_lines_are_put_on_the_plate_at_once(tab: Client, diary: Diary) -> None:
    diary.domains.add(LifeDomain("music", "Music", "life"))
    tab.post("/plate/lines/", {"text": "Choir 2h #music\r\nCall mum"})
    kept = [each.thing for each in diary.shelf(Commitment).all()]
    assert [(each.title, each.domain_id, each.minutes_a_week) for each in kept] == [
        ("Choir", "music", 120),
        ("Call mum", "", None),
    ]
    page = words(tab.get("/plate/"))
    assert "2 things are on the plate." in page
    refused = tab.post("/plate/lines/", {"text": "  "})
    assert refused.status_code == 422
    assert "Write a line first" in words(refused)


def test_an_answer_takes_one_tap_and_can_be_left_open(tab: Client, plate: Diary) -> None:
    tab.post("/plate/one/board/say/", {"question": "energy", "answer": "-2"})
    assert board(plate).energy == -2
    assert 'aria-pressed="true">drains me' in words(tab.get("/plate/one/board/"))
    tab.post("/plate/one/board/say/", {"question": "energy", "answer": ""})
    tab.post("/plate/one/board/say/", {"question": "minutes_a_week", "answer": "1h 32m"})
    assert (board(plate).energy, board(plate).minutes_a_week) == (None, 95)


@pytest.mark.parametrize("answer", ["9", "x", "-3", "999999"])
def test_what_is_no_answer_is_told_and_changes_nothing(tab: Client, plate: Diary, answer: str) -> None:
    said = tab.post("/plate/one/board/say/", {"question": "joy", "answer": answer}, follow=True)
    assert "Choose one of the answers" in words(said)
    assert board(plate) == BOARD
    assert tab.post("/plate/one/board/say/", {"question": "title", "answer": "1"}).status_code == 404


def test_letting_go_frees_the_plan_and_all_comes_back(tab: Client, plate: Diary) -> None:
    form = tab.get("/plate/one/board/decide/", {"decision": "let_go"})
    sent = typed(form) | {
        "decision": "let_go",
        "to_whom": "Robin",
        "look_again_on": "2027-02-01",
        key_of("task", "call"): "remove",
        key_of("routine", "meet"): "rest",
    }
    page = tab.post("/plate/one/board/decide/", sent, follow=True)
    assert "What it frees: about 2 h a week and 1 h once." in words(page)
    assert "Hello Robin," in words(page)
    assert plate.routines.get("meet").thing.paused
    assert not plate.tasks.all()
    assert (board(plate).decision, board(plate).look_again_on) == ("let_go", date(2027, 2, 1))
    assert "Freed in the plan" in words(tab.get("/plate/"))
    tab.post("/plate/decided/board-let-go/back/")
    assert board(plate) == BOARD
    assert plate.tasks.get("call").thing.minutes == 60
    assert not plate.routines.get("meet").thing.paused


def test_a_decision_from_a_stale_tab_is_told_and_kept_on_the_page(tab: Client, plate: Diary) -> None:
    form = tab.get("/plate/one/board/decide/", {"decision": "delegate"})
    tab.post("/plate/one/board/say/", {"question": "joy", "answer": "3"})
    sent = typed(form) | {"decision": "delegate", "to_whom": "Robin"}
    clash = tab.post("/plate/one/board/decide/", sent)
    assert clash.status_code == 409
    assert 'value="Robin"' in words(clash)
    assert not board(plate).decision
    tab.post("/plate/one/board/decide/", typed(clash) | {"decision": "delegate", "to_whom": "Robin"})
    assert board(plate).to_whom == "Robin"


def test_a_decision_with_something_wrong_is_told_at_its_place(tab: Client, plate: Diary) -> None:
    sent = {"decision": "reduce", "version": "1", "minutes_a_week": "soon", "look_again_on": "never"}
    refused = tab.post("/plate/one/board/decide/", sent)
    assert refused.status_code == 422
    assert "“soon” is not a length of time" in words(refused)
    assert tab.get("/plate/one/board/decide/", {"decision": "burn"}).status_code == 404


def test_what_is_due_is_offered_quietly(tab: Client, plate: Diary) -> None:
    kept = plate.shelf(Commitment).get("board")
    due = replace(kept.thing, decision="keep", look_again_on=date(2020, 1, 1))
    plate.shelf(Commitment).change(due, version=kept.version)
    assert "Time for another look" in words(tab.get("/plate/"))
    assert "is it still right?" in words(tab.get("/plate/one/board/"))


def test_a_change_keeps_what_was_said_and_what_is_away_just_now(tab: Client, plate: Diary) -> None:
    tab.post("/plate/one/board/say/", {"question": "joy", "answer": "3"})
    plate.tasks.remove("call")
    form = typed(tab.get("/plate/one/board/change/"))
    answer = tab.post("/plate/one/board/change/", form | {"title": "The board", "label": "people"})
    assert answer["Location"] == "/plate/one/board/"
    kept = board(plate)
    assert (kept.title, kept.label, kept.joy, kept.task_ids, kept.routine_ids) == (
        "The board",
        "people",
        3,
        ("call",),
        (),
    )


def test_a_domain_says_what_is_inside_in_words(tab: Client, diary: Diary) -> None:
    diary.domains.add(LifeDomain("fam", "Family", "life"))
    diary.shelf(Commitment).add(Commitment("a", "Swim", "fam", minutes_a_week=60, label="children"))
    diary.shelf(Commitment).add(Commitment("b", "Read", "fam", minutes_a_week=60, label="Children"))
    diary.shelf(Commitment).add(Commitment("c", "Walk", "fam"))
    page = words(tab.get("/plate/"))
    assert "In it: children, about 2 h a week. Of the others no kind was said." in page


def test_a_sweet_spot_is_drawn_and_said_and_the_unknown_is_listed(tab: Client, plate: Diary) -> None:
    for n in range(11):
        spot = Commitment(f"s{n}", f"Singing {n}", necessity=5, strength=5, energy=(2, 0, -1)[n % 3])
        plate.shelf(Commitment).add(spot)
    page = words(tab.get("/plate/sweet-spots/"))
    assert page.count('<g class="spot') == 9
    assert "in the table only" in page
    assert "How to do more of it" in page
    assert "not said: needed, strength, energy" in page


def test_a_bridge_is_built_and_seen_from_both_sides(tab: Client, plate: Diary) -> None:
    plate.shelf(Commitment).add(Commitment("choir", "Choir"))
    sent = {"from_id": "choir", "to_id": "board", "title": "listening"}
    assert tab.post("/plate/bridges/new/", sent | {"to_id": "choir"}).status_code == 422
    tab.post("/plate/bridges/new/", sent)
    assert plate.shelf(Bridge).get("listening").thing == Bridge("listening", "choir", "board", "listening")
    assert "has it from “Choir”" in words(tab.get("/plate/one/board/"))
    assert "gives to “School board”" in words(tab.get("/plate/one/choir/"))
    tab.post("/plate/bridges/listening/remove/")
    assert not plate.shelf(Bridge).all()
    tab.post("/plate/back/")
    assert plate.shelf(Bridge).all()


def test_who_can_step_in_is_named_and_found_on_the_commitment(tab: Client, plate: Diary) -> None:
    tab.post("/plate/one/board/say/", {"question": "necessity", "answer": "5"})
    assert "nobody named for it" in words(tab.get("/support/"))
    assert "checked" in words(tab.get("/support/new/", {"for": "board"}))
    sent = {"name": "Ines", "kind": "person", "commitment_ids": ["board"], "reach": "just ring"}
    tab.post("/support/new/", sent)
    assert [each.thing.commitment_ids for each in plate.shelf(Support).all()] == [("board",)]
    assert "just ring" in words(tab.get("/plate/one/board/"))
    page = words(tab.get("/support/"))
    assert "for School board" in page
    assert "nobody named for it" not in page


def test_of_an_answer_comes_a_small_step_and_of_it_a_task(tab: Client, diary: Diary) -> None:
    form = {"tasks-more": "Sketching\r\nTalking", "tasks-more-version": "0"}
    page = tab.post("/job/sides/tasks/", form, follow=True)
    assert "Make an hour for this at work: Sketching" in words(page)
    tab.post("/job/step/", {"step": "tasks-more.0"})
    tab.post("/job/step/", {"step": "tasks-more.0"})
    assert [kept.thing.minutes for kept in diary.tasks.all()] == [60]
    assert tab.post("/job/step/", {"step": "tasks-more.9"}).status_code == 404
    assert tab.get("/job/sides/money/").status_code == 404


def test_two_tabs_on_one_question_show_both(tab: Client, diary: Diary) -> None:
    diary.shelf(JobNote).add(JobNote("tasks-more", "Theirs"))
    form = {"tasks-more": "Yours", "tasks-more-version": "0"}
    clash = tab.post("/job/sides/tasks/", form)
    assert clash.status_code == 409
    assert "Theirs" in words(clash)
    assert "Yours" in words(clash)
    tab.post("/job/sides/tasks/", form | {"tasks-more-version": "1"})
    assert diary.shelf(JobNote).get("tasks-more").thing.text == "Yours"
    assert tab.post("/job/sides/tasks/", {"tasks-more": "x" * 2001}).status_code == 422


def test_a_proposal_tells_of_protected_time_only_what_was_chosen(tab: Client, diary: Diary) -> None:
    diary.values.add(CoreValue("fam", "Family", 1))
    evening = WeeklyWindow(EVERY_DAY, MORNINGS.start, MORNINGS.end)
    therapy = ProtectedTime("therapy", "Therapy", (evening,), value_id="fam", disclosure="value")
    diary.protected.add(therapy)
    diary.shelf(JobNote).add(JobNote("schedule-when", "From home on Wednesdays"))
    diary.shelf(JobTrial).add(JobTrial("t", "Wednesdays", date(2026, 1, 1), date(2199, 1, 1)))
    text = words(tab.get("/job/proposal/print/"))
    assert "From home on Wednesdays" in text
    assert "from 1 January 2026 to 1 January 2199" in text
    for degree, told in (
        ("nothing", None),
        ("commitment", "for a personal commitment"),
        ("value", "for Family"),
    ):
        chosen = {"afresh": "1", "tell-0": degree, "tell-0-id": "therapy"}
        draft = tab.post("/job/proposal/", chosen).context["text"]
        assert "Therapy" not in draft
        assert ("every day 09:00" in draft) == (told is not None)
        assert told is None or told in draft
    assert "every day" not in tab.post("/job/proposal/", chosen | {"tell-0-id": "other"}).context["text"]
    diary.protected.change(replace(therapy, disclosure="commitment"), version=1)
    assert "every day" not in tab.post("/job/proposal/", chosen).context["text"], "more than is disclosed"


def test_of_time_that_has_no_fixed_place_the_proposal_says_how_often(tab: Client, diary: Diary) -> None:
    diary.protected.add(ProtectedTime("swim", "Swim", (MORNINGS,), times_a_week=2, minutes=45))
    chosen = {"afresh": "1", "tell-0": "commitment", "tell-0-id": "swim"}
    text = tab.post("/job/proposal/", chosen).context["text"]
    assert "2 times a week, 45 min each, within Mon–Fri" in text
    assert "Swim" not in text


def test_who_can_step_in_is_offered_when_life_happens(tab: Client, diary: Diary) -> None:
    diary.shelf(Support).add(Support("ines", "Ines", reach="just ring"))
    page = words(tab.get("/life-happened/"))
    assert "Ines" in page
    assert "just ring" in page


def test_a_kept_proposal_stays_until_another_is_kept(tab: Client, diary: Diary) -> None:
    tab.post("/job/proposal/", {"text": "Mine\r\n\r\nlines", "version": "0"})
    assert diary.shelf(JobNote).get("proposal").thing.text == "Mine\n\nlines"
    fresh = tab.post("/job/proposal/", {"afresh": "1", "text": "Mine", "version": "1"})
    assert "Kept so far" in words(fresh)
    assert tab.post("/job/proposal/", {"text": "Other", "version": "0"}).status_code == 409
    assert tab.post("/job/proposal/", {"text": "x" * 10_001, "version": "1"}).status_code == 422
    assert diary.shelf(JobNote).get("proposal").thing.text == "Mine\n\nlines"


def test_a_trial_has_an_end_after_its_beginning(tab: Client, diary: Diary) -> None:
    sent = {"title": "Early", "first": "2026-12-01", "last": "2026-11-01"}
    assert tab.post("/job/trials/new/", sent).status_code == 422
    tab.post("/job/trials/new/", sent | {"last": "2026-12-20", "shows": "Calls are answered."})
    assert [each.thing.last for each in diary.shelf(JobTrial).all()] == [date(2026, 12, 20)]
    assert "Calls are answered." in words(tab.get("/job/"))
