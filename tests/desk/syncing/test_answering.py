"""What came of it there is asked about where it is not clear, and becomes what its person says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpoint.desk.ports import NotThere
from counterpoint.desk.syncing.answering import Answer, AskedAnew, How, answer, etag_now
from counterpoint.desk.syncing.plan_there import plan_there
from counterpoint.desk.week.blocks import NoRoom
from tests.desk.syncing.plan_lives import BLOCKS, Life, life_at
from tests.servers import MemoryServer
from tests.sync.planned import READ, at, basic, moved, pinned, when


def test_deleted_there_and_put_back(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.answer("swim", "put_back")
    life.sync()
    assert when(life.raw("swim")) == (basic(30), basic(31))
    assert not life.errands


def test_deleted_there_and_let_go_is_out_of_the_plan(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.answer("swim", "let_go")
    life.sync()
    assert set(life.blocks) == {"write"}
    assert set(life.entries) == {"write"}
    assert len(life.there.entries) == 1


def test_what_the_plan_cannot_let_go_of_stays_in_it_and_is_not_put_there_again() -> None:
    server = MemoryServer()
    life = life_at(server, pinned("swim", 30, kind="ritual"))
    life.put(connects=server.connects)
    life.sync()
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.answer("swim", "let_go")
    life.sync()
    assert "swim" in life.blocks
    assert not life.there.entries
    assert not life.errands


def test_deleted_there_and_taken_out_here_asks_nothing(life: Life) -> None:
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.take_out("swim")
    assert not life.errands
    assert set(life.entries) == {"write"}


def test_what_is_behind_can_be_deleted_there_without_a_word(life: Life) -> None:
    life.now = at(40)
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.sync()
    assert not life.errands
    assert len(life.there.entries) == 1
    assert "swim" in life.blocks


@pytest.mark.parametrize(("how", "hour"), [("plan", 40), ("there", 36)])
def test_a_clash_becomes_what_its_person_says(life: Life, how: How, hour: int) -> None:
    life.write("swim", moved(life.raw("swim"), 36))
    life.move("swim", 40)
    life.sync()
    assert life.errands["swim"].question == "clash"
    life.answer("swim", how)
    life.sync()
    assert when(life.raw("swim"))[0] == basic(hour)
    assert life.block("swim").span.start == at(hour)
    assert not life.errands


def test_an_answer_to_what_is_another_thing_by_now_is_asked_anew(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 36))
    life.move("swim", 40)
    life.sync()
    seen = Answer(life.errands["swim"].id, "plan", etag_now(life.diary, life.errands["swim"]))
    life.write("swim", moved(life.raw("swim"), 37))
    life.sync()
    with pytest.raises(AskedAnew):
        answer(life.diary, seen, read=READ, now=life.now)
    with pytest.raises(NotThere):
        answer(life.diary, Answer("nobody", "plan"), read=READ, now=life.now)


def test_a_clash_that_both_sides_end_by_themselves_is_over(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 36))
    life.move("swim", 40)
    life.sync()
    life.write("swim", moved(life.raw("swim"), 40))
    life.sync()
    assert not life.errands


def test_two_titles_are_a_clash_and_ours_can_be_written(life: Life) -> None:
    life.write("swim", life.raw("swim").replace("SUMMARY:Swim", "SUMMARY:Swim with Robin"))
    life.call("swim", "Swim far")
    life.sync()
    assert life.errands["swim"].question == "clash"
    life.answer("swim", "plan")
    life.sync()
    assert "SUMMARY:Swim far" in life.raw("swim")


@pytest.mark.parametrize(("how", "stays"), [("plan", False), ("there", True)])
def test_taken_out_here_and_moved_there_is_asked(life: Life, how: How, stays: bool) -> None:
    name = life.name_of("swim")
    life.write("swim", moved(life.raw("swim"), 36))
    life.take_out("swim")
    life.sync()
    assert life.errands["swim"].question == "clash"
    life.answer("swim", how)
    life.sync()
    life.sync()
    assert (name in life.there.entries) is stays
    assert set(life.entries) == {"write"}
    assert life.foreign == (["Swim"] if stays else [])


@pytest.mark.parametrize("how", ["plan", "there"])
def test_a_series_is_left_or_written_over_as_its_person_says(life: Life, how: How) -> None:
    series = life.raw("swim").replace("END:VEVENT", "RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT")
    life.write("swim", series)
    life.sync()
    assert plan_there(life.diary, life.id, read=READ, now=life.now).asked[0].theirs is None
    life.answer("swim", how)
    life.move("swim", 40)
    life.sync()
    assert ("RRULE" in life.raw("swim")) is (how == "there")
    assert not life.errands


def test_moved_onto_something_else_the_plan_follows_when_there_is_room(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 33))
    life.sync()
    with pytest.raises(NoRoom):
        life.answer("swim", "there")
    life.move("write", 50)
    life.sync()
    assert life.block("swim").span.start == at(33)
    assert not life.errands


def test_moved_where_it_cannot_be_the_plan_can_have_the_last_word(life: Life) -> None:
    life.write("swim", moved(life.raw("swim"), 33))
    life.sync()
    life.answer("swim", "plan")
    life.sync()
    assert when(life.raw("swim"))[0] == basic(30)


def test_of_a_plan_that_was_changed_and_not_accepted_the_move_alone_is(life: Life) -> None:
    kept = life.diary.plans.all()[0]
    other = replace(kept.thing.current, blocks=(BLOCKS[0], replace(BLOCKS[1], title="Draft")))
    life.diary.plans.keep(other, step="Changed", version=kept.version)
    life.write("swim", moved(life.raw("swim"), 36))
    life.sync()
    accepted = life.diary.plans.all()[0].thing.accepted
    assert accepted is not None
    assert [(each.id, each.title) for each in accepted.blocks] == [("write", "Write"), ("swim", "Swim")]
    assert life.block("write").title == "Draft"
    assert "SUMMARY:Write" in life.raw("write")


def test_what_the_plan_no_longer_has_cannot_follow(life: Life) -> None:
    kept = life.diary.plans.all()[0]
    life.diary.plans.keep(
        replace(kept.thing.current, blocks=BLOCKS[1:]), step="Took out", version=kept.version
    )
    life.write("swim", moved(life.raw("swim"), 36))
    life.sync()
    assert "no longer in the week" in life.errands["swim"].why
    life.answer("swim", "plan")
    life.there.delete(life.name_of("swim"))
    life.sync()
    life.answer("swim", "let_go")
    assert set(life.entries) == {"write"}


def test_a_whole_day_or_a_cancelled_one_is_asked_about(life: Life) -> None:
    life.write("swim", life.raw("swim").replace("STATUS:CONFIRMED", "STATUS:CANCELLED"))
    raw = life.raw("write")
    for line in [each for each in raw.splitlines() if each.startswith(("DTSTART", "DTEND"))]:
        raw = raw.replace(
            line, line.split(":")[0] + ";VALUE=DATE:2026112" + ("4" if "START" in line else "5")
        )
    life.write("write", raw)
    life.sync()
    assert {each.question for each in life.errands.values()} == {"shape"}
