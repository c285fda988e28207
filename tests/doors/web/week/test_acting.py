"""What can be done on the Week page, by plain forms and as data."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from counterpoint.desk.ports import Diary
from tests.desk.weeks import span
from tests.doors.web.week.acts import HOSTILE, PAGE, act, as_data, at_block, blocks, planned

pytestmark = pytest.mark.django_db


# By plain forms


def test_a_block_is_moved_by_a_form(client: Client, diary: Diary) -> None:
    version = planned(diary)
    answer = act(
        client, blocks(diary)["Report"], version, act="move", day="2026-11-25", at="14:00", minutes="2h"
    )
    assert "is now on Wednesday 25 November, 14:00–16:00" in answer.content.decode()
    assert blocks(diary)["Report"].span == span(2, 14, 120)


def test_a_move_onto_dinner_is_refused_with_the_reason(client: Client, diary: Diary) -> None:
    version = planned(diary)
    answer = act(
        client, blocks(diary)["Report"], version, act="move", day="2026-11-25", at="17:30", minutes="1h"
    )
    assert "“Dinner” is protected for Family" in answer.content.decode()
    assert blocks(diary)["Report"].span == span(0, 10, 120)


def test_what_was_typed_wrongly_is_kept_and_the_field_is_named(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    answer = act(client, report, version, act="move", day="2026-11-25", at="14:00", minutes="a while")
    assert answer.status_code == 422
    assert "“a while” is not a length of time" in answer.content.decode()
    assert 'value="a while"' in answer.content.decode()


def test_the_grid_says_what_was_typed_wrongly_without_the_fields_inner_name(
    client: Client, diary: Diary
) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    typed = {"act": "move", "day": "2026-11-25", "at": "14:00", "minutes": "a while"}
    state = as_data(client, at_block(report), version, **typed)
    assert state["told"].startswith("“a while” is not a length of time")


@pytest.mark.parametrize(
    ("fields", "state", "done"),
    [({"act": "done"}, "done", 120), ({"act": "skipped"}, "skipped", 0),
     ({"act": "partly", "done": "45"}, "partly", 45), ({"act": "planned"}, "planned", 0)],
)  # fmt: skip
def test_a_block_is_marked(
    client: Client, diary: Diary, fields: dict[str, str], state: str, done: int
) -> None:
    version = planned(diary)
    act(client, blocks(diary)["Report"], version, **fields)
    assert blocks(diary)["Report"].state == state
    assert diary.tasks.get("report").thing.minutes_done == done


def test_how_long_a_task_took_is_asked_when_its_last_block_is_done(client: Client, diary: Diary) -> None:
    version = planned(diary)
    state = as_data(client, at_block(blocks(diary)["Report"]), version, act="done")
    assert "How long did “Report” take, in all?" in state["asks"]
    assert f'name="back" value="{PAGE}"' in state["asks"]
    assert "take, in all?" not in client.get(PAGE).content.decode()
    answer = act(client, blocks(diary)[HOSTILE], version + 1, act="done")
    assert "&lt;img src=x onerror=alert(1)&gt;” take, in all?" in answer.content.decode()


def test_a_task_that_is_not_done_with_this_block_asks_nothing(client: Client, diary: Diary) -> None:
    kept = diary.tasks.get("report")
    diary.tasks.change(replace(kept.thing, minutes=240), version=kept.version)
    version = planned(diary)
    state = as_data(client, at_block(blocks(diary)["Report"]), version, act="done")
    assert state["asks"] == ""


def test_a_block_is_pinned_unpinned_and_taken_out(client: Client, diary: Diary) -> None:
    version = planned(diary)
    act(client, blocks(diary)["Report"], version, act="pin")
    assert blocks(diary)["Report"].pinned
    act(client, blocks(diary)["Report"], version + 1, act="unpin")
    assert not blocks(diary)["Report"].pinned
    act(client, blocks(diary)["Report"], version + 2, act="remove")
    assert "Report" not in blocks(diary)
    answer = client.post(
        f"{PAGE}place/task:report/",
        {"version": version + 3, "day": "2026-11-26", "at": "9:00", "minutes": "60"},
    )
    assert answer.status_code == 302
    assert blocks(diary)["Report"].span == span(3, 9)


def test_undo_and_accept_are_one_press_each(client: Client, diary: Diary) -> None:
    version = planned(diary)
    act(client, blocks(diary)["Report"], version, act="done")
    client.post(f"{PAGE}undo/", {"version": version + 1})
    assert blocks(diary)["Report"].state == "planned"
    client.post(f"{PAGE}accept/", {"version": version + 2})
    assert "Accepted" in client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}undo/", {"version": version + 3}, follow=True)
    assert "no step to take back" in answer.content.decode()


def test_the_second_of_two_windows_can_make_its_change_again(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    act(client, blocks(diary)[HOSTILE], version, act="pin")
    answer = act(client, report, version, act="move", day="2026-11-25", at="14:00", minutes="2h")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "You wanted to: move “Report” to Wednesday 25 November, 14:00." in page
    assert f'name="version" value="{version + 1}"' in page
    assert 'name="minutes" value="2h"' in page
    assert blocks(diary)["Report"].span == span(0, 10, 120)


def test_a_nonsense_version_is_an_old_one(client: Client, diary: Diary) -> None:
    planned(diary)
    for nonsense in ("", "-1", "9" * 400, "²"):
        answer = client.post(at_block(blocks(diary)["Report"]), {"version": nonsense, "act": "pin"})
        assert answer.status_code == 409


def test_an_act_that_there_is_not_is_not_found(client: Client, diary: Diary) -> None:
    version = planned(diary)
    assert act(client, blocks(diary)["Report"], version, act="explode").status_code == 404
    assert act(client, blocks(diary)["Report"], version, act="nudge", by="7").status_code == 404


# As data


def test_a_refusal_comes_with_the_week_as_it_is(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    state = as_data(client, at_block(report), version, act="move", day="2026-11-25", at="18:00", minutes="60")
    assert state["refused"]
    assert "protected for Family" in state["told"]
    assert state["version"] == version


def test_a_nudge_says_where_it_ended(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    state = as_data(client, at_block(report), version, act="nudge", by="15")
    assert "Monday 23 November, 10:15–12:15" in state["told"]
    entry = next(each for each in state["entries"] if each["id"] == report.id)
    assert (entry["start"], entry["pinned"]) == ("2026-11-23T10:15:00", True)


def test_a_clash_of_windows_brings_a_way_to_do_it_again(client: Client, diary: Diary) -> None:
    version, report = planned(diary), blocks(diary)["Report"]
    act(client, blocks(diary)[HOSTILE], version, act="pin")
    state = as_data(client, at_block(report), version, act="done")
    assert "Do it on the week as it is now" in state["again"]
    assert "&lt;img" in state["again"]
