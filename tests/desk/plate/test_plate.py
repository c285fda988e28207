"""What is on the plate can be said, decided, freed and brought back; nothing is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.desk.matters.things import remove_domain, uses_of_domain
from counterpoint.desk.plate import commitments as plate
from counterpoint.desk.plate.bridges import bridges_of, maybe_bridges
from counterpoint.desk.plate.support import support_for, uncovered
from counterpoint.desk.plate.sweet_spots import sweet_spots
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.living import Pause
from counterpoint.domain.planning import Decided, Lighter, Routine, Task
from counterpoint.domain.values import Bridge, Commitment, LifeDomain, Support
from tests.memory import MemoryDiary

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BOARD = Commitment(
    "board", "School board", "fam", minutes_a_week=120, task_ids=("minutes", "call"), routine_ids=("meet",)
)
TASKS = (Task("minutes", "Minutes", 120, minutes_done=30), Task("call", "Call", 15), Task("own", "Own", 60))
ROUTINES = (Routine("meet", "Meet", 60, 2), Routine("run", "Run", 30, 3))


def diary_with_a_plate(*more: Commitment) -> MemoryDiary:
    diary = MemoryDiary()
    diary.domains.add(LifeDomain("fam", "Family", "life"))
    for each in (BOARD, *more):
        diary.shelf(Commitment).add(each)
    for task in TASKS:
        diary.tasks.add(task)
    for routine in ROUTINES:
        diary.routines.add(routine)
    return diary


def decide(diary: MemoryDiary, **chosen: Any) -> Decided:
    choice = plate.Choice(**{"decision": "let_go"} | chosen)
    version = diary.shelf(Commitment).get("board").version
    return plate.decide(diary, "board", choice, now=NOW, version=version)


def everything(diary: MemoryDiary) -> Any:
    shelves = (diary.shelf(Commitment), diary.tasks, diary.routines)
    return [sorted((kept.thing for kept in shelf.all()), key=lambda each: each.id) for shelf in shelves]


def test_lines_are_put_on_the_plate_once() -> None:
    diary = diary_with_a_plate()
    added = plate.add_lines(diary, "Choir 2h\nchoir\nSCHOOL board\n\nMum #family")
    assert [(each.id, each.domain_id) for each in added] == [("choir", ""), ("mum", "fam")]


def test_an_answer_is_kept_and_can_be_left_open_again() -> None:
    diary = diary_with_a_plate()
    assert plate.say(diary, "board", "energy", -2).thing.energy == -2
    assert plate.say(diary, "board", "energy", None).thing.energy is None
    with pytest.raises(ValueError):
        plate.say(diary, "board", "energy", 3)


def test_the_next_with_an_open_question_comes_round_to_the_first() -> None:
    said = Commitment("said", "Said", necessity=1, joy=1, energy=0, strength=1, minutes_a_week=0)
    gone = Commitment("gone", "Gone", decision="let_go")
    diary = diary_with_a_plate(said, gone, Commitment("open", "Open"))
    assert getattr(plate.next_open(diary, "board"), "id", "") == "open"
    assert getattr(plate.next_open(diary, "open"), "id", "") == "board"
    assert plate.next_open(MemoryDiary()) is None


def test_what_is_let_go_frees_its_time_in_the_plan() -> None:
    diary = diary_with_a_plate()
    made = decide(
        diary,
        tasks=(Lighter("minutes", "less", 30), Lighter("call", "remove")),
        routines=(Lighter("meet", "rest"),),
    )
    assert (made.freed.a_week, made.freed.once) == (120, 60 + 15)
    assert diary.tasks.get("minutes").thing.minutes_left == 30
    assert diary.routines.get("meet").thing.paused
    with pytest.raises(NotThere):
        diary.tasks.get("call")
    assert plate.freed_by(diary) == (made,)
    assert plate.freed_in_all([made, made]).a_week == 240


def test_a_routine_that_gets_less_frees_the_difference_and_never_grows() -> None:
    diary = diary_with_a_plate()
    assert decide(diary, decision="reduce", routines=(Lighter("meet", "less", 30, 1),)).freed.a_week == 90
    assert not decide(diary, decision="reduce", routines=(Lighter("meet", "less", 600, 7),)).freed


def test_only_what_belongs_to_the_commitment_is_touched() -> None:
    diary = diary_with_a_plate()
    decide(diary, tasks=(Lighter("own", "remove"),), routines=(Lighter("run", "remove"),))
    assert diary.tasks.get("own")
    assert diary.routines.get("run")


ways = st.sampled_from(["rest", "less", "remove"])
lighter = st.builds(Lighter, st.sampled_from(["minutes", "call", "meet", "own"]), ways, st.integers(0, 200))


@given(st.lists(lighter, max_size=3), st.lists(lighter, max_size=2), st.integers(0, 3))
def test_taking_decisions_back_gives_everything_back_as_it_was(
    tasks: list[Lighter], routines: list[Lighter], more: int
) -> None:
    diary = diary_with_a_plate()
    before = everything(diary)
    for _ in range(more + 1):
        decide(diary, tasks=tuple(tasks), routines=tuple(routines), to_whom="Robin", minutes_a_week=30)
    for decided in plate.decisions_about(diary, "board"):
        plate.take_back(diary, decided.id)
    assert everything(diary) == before
    assert not diary.dated(Decided).all()


def test_what_was_done_since_a_decision_stays_when_it_is_taken_back() -> None:
    diary = diary_with_a_plate()
    made = decide(diary, tasks=(Lighter("minutes", "less", 30),))
    kept = diary.tasks.get("minutes")
    diary.tasks.change(replace(kept.thing, minutes_done=45, title="Minutes of May"), version=kept.version)
    plate.say(diary, "board", "joy", 4)
    plate.take_back(diary, made.id)
    task = diary.tasks.get("minutes").thing
    assert (task.minutes, task.minutes_done, task.title) == (120, 45, "Minutes of May")
    board = diary.shelf(Commitment).get("board").thing
    assert (board.joy, board.decision) == (4, "")


def test_what_comes_back_under_a_taken_name_is_tied_to_its_commitment_again() -> None:
    diary = diary_with_a_plate()
    made = decide(diary, tasks=(Lighter("call", "remove"),))
    diary.tasks.add(Task("call", "Another call", 5))
    plate.take_back(diary, made.id)
    board = diary.shelf(Commitment).get("board").thing
    assert board.task_ids == ("minutes", "call-2")
    assert diary.tasks.get("call-2").thing.minutes == 15


def test_a_commitment_that_was_taken_off_the_plate_comes_back_with_its_decision_taken_back() -> None:
    diary = diary_with_a_plate()
    made = decide(diary, routines=(Lighter("meet", "remove"),))
    diary.shelf(Commitment).remove("board")
    plate.take_back(diary, made.id)
    assert diary.shelf(Commitment).get("board").thing == BOARD
    assert diary.routines.get("meet").thing == ROUTINES[0]


def test_a_decision_about_what_another_tab_changed_does_nothing() -> None:
    diary = diary_with_a_plate()
    before = everything(diary)
    choice = plate.Choice("let_go", routines=(Lighter("meet", "remove"),))
    with pytest.raises(ChangedMeanwhile):
        plate.decide(diary, "board", choice, now=NOW, version=9)
    assert everything(diary) == before


def test_a_decision_is_offered_again_on_its_day() -> None:
    diary = diary_with_a_plate()
    day = plate.usual_day("reduce", NOW.date())
    decide(diary, decision="reduce", look_again_on=day)
    assert not plate.due_to_look_again(diary, now=NOW)
    later = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert [each.id for each in plate.due_to_look_again(diary, now=later)] == ["board"]


def test_check_ins_stand_beside_ones_word_and_life_happened_stays_out() -> None:
    diary = diary_with_a_plate(Commitment("gone", "Gone", decision="let_go"))
    for n in range(6):
        activity = "Meet" if n else "school BOARD"
        said = CheckIn(f"c{n}", NOW - timedelta(days=n + 1), energy=n % 3 + 3, activity=activity)
        diary.dated(CheckIn).add(said)
    diary.dated(CheckIn).add(CheckIn("first", NOW - timedelta(days=20), energy=7, activity="Meet"))
    diary.dated(CheckIn).add(CheckIn("quiet", NOW - timedelta(days=2), activity="Meet"))
    (placed,) = sweet_spots(diary, now=NOW)
    assert (placed.seen.count, placed.seen.lowest, placed.seen.highest) == (6, 3, 5)
    diary.dated(Pause).add(Pause("flu", NOW - timedelta(days=7), NOW - timedelta(days=3)))
    (placed,) = sweet_spots(diary, now=NOW)
    assert (placed.seen.count, placed.seen.middle) == (3, None)


def test_a_bridge_is_shown_on_both_of_its_ends() -> None:
    choir = Commitment("choir", "Choir", "music", energy=2)
    diary = diary_with_a_plate(choir)
    plate.say(diary, "board", "necessity", 5)
    plate.say(diary, "board", "energy", -1)
    assert [each.from_id for each in maybe_bridges(diary)] == ["choir"]
    diary.shelf(Bridge).add(Bridge("b", "choir", "board", "listening"))
    diary.shelf(Bridge).add(Bridge("lost", "choir", "nothing", "x"))
    assert [other.id for _bridge, other in bridges_of(diary, "board")] == ["choir"]
    assert [other.id for _bridge, other in bridges_of(diary, "choir")] == ["board"]
    assert not maybe_bridges(diary)


def test_support_is_found_for_a_commitment_by_its_domain_too() -> None:
    diary = diary_with_a_plate()
    plate.say(diary, "board", "necessity", 5)
    assert [each.id for each in uncovered(diary)] == ["board"]
    diary.shelf(Support).add(Support("ines", "Ines", domain_ids=("fam",)))
    assert [each.id for each in support_for(diary, commitment_ids=["board"])] == ["ines"]
    assert not uncovered(diary)
    assert not support_for(diary, commitment_ids=["other"])


def test_what_belonged_to_a_domain_on_the_plate_goes_where_it_is_told() -> None:
    diary = diary_with_a_plate()
    diary.domains.add(LifeDomain("home", "Home", "life"))
    diary.shelf(Support).add(Support("ines", "Ines", domain_ids=("fam", "home")))
    assert "School board" in uses_of_domain(diary, "fam").titles
    remove_domain(diary, "fam", version=None, instead="home")
    assert diary.shelf(Commitment).get("board").thing.domain_id == "home"
    assert diary.shelf(Support).get("ines").thing.domain_ids == ("home",)
