"""Answering: all at once, or a full look that is kept item by item, left, found again, and finished."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counterpoint.adapters.instruments.shelf import Instruments, instruments
from counterpoint.desk.know_yourself import answering as desk
from counterpoint.desk.know_yourself.answering import FULL, NothingSaid
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.assessment import Answer, AnswerSheet
from tests.memory import MemoryDiary

NOW = datetime(2026, 11, 25, 19, tzinfo=UTC)


@pytest.fixture
def found(tmp_path: Path) -> Instruments:
    return instruments(tmp_path)


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()


def sheets(diary: MemoryDiary) -> list[AnswerSheet]:
    return [kept.thing for kept in diary.shelf(AnswerSheet).all()]


def test_three_quick_answers_make_a_finished_sheet(diary: MemoryDiary, found: Instruments) -> None:
    quick = found.named("quick")
    assert quick
    sheet = desk.answer_at_once(diary, quick, {"fit": 7, "say": None}, now=NOW)
    assert sheets(diary) == [sheet]
    assert (sheet.answers, sheet.finished_at) == ((Answer("fit", 7),), NOW)


def test_a_sheet_without_any_answer_is_not_kept(diary: MemoryDiary, found: Instruments) -> None:
    with pytest.raises(NothingSaid):
        desk.answer_at_once(diary, found.packs[0], {"fit": None}, now=NOW)
    assert not sheets(diary)


def test_two_sheets_of_one_day_are_two(diary: MemoryDiary, found: Instruments) -> None:
    for value in (1, 2):
        desk.answer_at_once(diary, found.packs[0], {"fit": value}, now=NOW)
    assert len({each.id for each in sheets(diary)}) == 2


def test_a_full_look_has_a_sheet_for_each_pack_and_goes_on_where_it_was_left(
    diary: MemoryDiary, found: Instruments
) -> None:
    look = desk.begin_look(diary, found.packs, now=NOW)
    assert [each.pack_id for each in sheets(diary)] == list(FULL)
    assert (look.place, look.begun) == (1, False)
    desk.answer(diary, look, look.screens[0], {"cheerful": 4})
    later = desk.begin_look(diary, found.packs, now=NOW + timedelta(days=3))
    assert (later.sitting, later.place, later.begun) == (look.sitting, 2, True)
    assert later.values(later.screens[0]) == {"cheerful": 4}


def test_each_answer_is_kept_by_itself_and_can_be_taken_back(diary: MemoryDiary, found: Instruments) -> None:
    look = desk.begin_look(diary, found.packs, now=NOW)
    screen = look.screens[0]
    desk.answer(diary, look, screen, {"cheerful": 4})
    desk.answer(diary, look, screen, {"calm": 2})
    desk.answer(diary, look, screen, {"cheerful": None})
    desk.answer(diary, look, screen, {"cheerful": None})  # nothing to do
    again = desk.look_under_way(diary, found.packs)
    assert again
    assert again.values(screen) == {"calm": 2}


def test_what_another_tab_answered_beside_it_stays(diary: MemoryDiary, found: Instruments) -> None:
    first = desk.begin_look(diary, found.packs, now=NOW)
    second = desk.look_under_way(diary, found.packs)
    assert second
    desk.answer(diary, first, first.screens[0], {"cheerful": 4})
    desk.answer(diary, second, second.screens[0], {"calm": 1})
    now = desk.look_under_way(diary, found.packs)
    assert now
    assert now.values(now.screens[0]) == {"cheerful": 4, "calm": 1}


def test_a_clash_is_tried_again_and_told_when_it_does_not_end(
    diary: MemoryDiary, found: Instruments, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = desk.begin_look(diary, found.packs, now=NOW)
    shelf = diary.dated(AnswerSheet)
    change, clashes = shelf.change, [1]

    def busy(thing: AnswerSheet, *, version: int) -> object:
        if clashes and clashes.pop():
            raise ChangedMeanwhile("x", kept=None)
        return change(thing, version=version)

    monkeypatch.setattr(shelf, "change", busy)
    desk.answer(diary, look, look.screens[0], {"cheerful": 4})
    assert look.place == 1
    clashes += [1] * 10
    with pytest.raises(ChangedMeanwhile):
        desk.answer(diary, look, look.screens[0], {"cheerful": 5})


def test_finishing_closes_what_was_answered_and_drops_what_was_not(
    diary: MemoryDiary, found: Instruments
) -> None:
    look = desk.begin_look(diary, found.packs, now=NOW)
    desk.answer(diary, look, look.screens[0], {"cheerful": 4})
    assert desk.finish_look(diary, look, now=NOW + timedelta(minutes=7))
    assert [(each.pack_id, each.finished_at) for each in sheets(diary)] == [
        ("who-5", NOW + timedelta(minutes=7))
    ]
    assert desk.look_under_way(diary, found.packs) is None


def test_a_look_without_an_answer_leaves_nothing(diary: MemoryDiary, found: Instruments) -> None:
    assert not desk.finish_look(diary, desk.begin_look(diary, found.packs, now=NOW), now=NOW)
    assert not sheets(diary)


def test_a_look_can_be_put_away_with_its_answers(diary: MemoryDiary, found: Instruments) -> None:
    desk.drop_look(diary, desk.begin_look(diary, found.packs, now=NOW))
    assert not sheets(diary)


def test_a_look_whose_packs_are_gone_or_changed_is_passed_over(
    diary: MemoryDiary, found: Instruments
) -> None:
    look = desk.begin_look(diary, found.packs, now=NOW)
    assert desk.look_under_way(diary, ()) is None
    with pytest.raises(NotThere):
        desk.begin_look(MemoryDiary(), (), now=NOW)
    for screen in look.screens:
        desk.answer(diary, look, screen, {screen.items[0].id: screen.items[0].least})
    again = desk.look_under_way(diary, found.packs)
    assert again
    assert again.place == len(again.screens)
