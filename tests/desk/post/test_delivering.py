"""What was written down is sent once, if it is still wanted by then."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from counterpoint.desk.ports import Message, Refused, TargetGone, TryLater, Unclear
from counterpoint.desk.post.delivering import deliver
from counterpoint.desk.post.notices import due_named, keep_notice_wishes, notice_wishes, put_off
from counterpoint.desk.post.reaching import remove_target
from counterpoint.desk.post.telling import tell
from counterpoint.domain.living import Outgoing, Pause, Target
from counterpoint.domain.living.post import MOST_ATTEMPTS
from counterpoint.domain.values import Season
from tests.desk.post.post_lives import BACK, MINUTE, SATURDAY, PowerCut, reachable, rows, send, states
from tests.desk.posted import Carrier
from tests.desk.weeks import at
from tests.memory import MemoryDiary


def forget_the_season(diary: MemoryDiary) -> None:
    diary.shelf(Season).remove("launch")


def answer_it(diary: MemoryDiary) -> None:
    season = rows(diary)["season"]
    put_off(diary, due_named(diary, "season", season.occasion, SATURDAY), SATURDAY)


def switch_it_off(diary: MemoryDiary) -> None:
    kept = notice_wishes(diary)
    off = tuple(replace(each, mail=each.kind != "season") for each in kept.thing.wishes)
    keep_notice_wishes(diary, replace(kept.thing, wishes=off), version=kept.version)


def take_the_place_away(diary: MemoryDiary) -> None:
    remove_target(diary, diary.dated(Target).all()[0].thing.id)


def doubt_the_place(diary: MemoryDiary) -> None:
    kept = diary.dated(Target).all()[0]
    diary.dated(Target).change(kept.thing.doubted("It was refused."), version=kept.version)


@pytest.mark.parametrize(
    "happens", [forget_the_season, answer_it, switch_it_off, take_the_place_away, doubt_the_place]
)
def test_what_is_not_wanted_any_more_by_then_is_withdrawn(happens: Any) -> None:
    diary, carrier = reachable(), Carrier()
    tell(diary, SATURDAY)
    happens(diary)
    send(diary, SATURDAY + MINUTE, carrier)
    season = rows(diary)["season"]
    assert season.state == "withdrawn"
    assert season.note
    assert "A season is ending" not in carrier.subjects


def test_quiet_time_that_begins_lets_it_wait_and_then_it_goes_if_it_is_still_due() -> None:
    diary, carrier = reachable(), Carrier()
    tell(diary, SATURDAY)
    diary.dated(Pause).add(Pause("ill", SATURDAY, SATURDAY + timedelta(hours=2)))
    send(diary, SATURDAY + MINUTE, carrier)
    send(diary, SATURDAY + 3 * MINUTE, carrier)
    assert carrier.taken == []
    forget_the_season(diary)
    send(diary, SATURDAY + timedelta(hours=2), carrier)
    assert "The week can be looked back at" in carrier.subjects
    assert rows(diary)["season"].state == "withdrawn"


def test_outside_its_hours_it_waits_and_after_a_day_it_is_too_late() -> None:
    diary, carrier = reachable(), Carrier()
    tell(diary, SATURDAY)
    send(diary, at(5, 23), carrier)
    assert (carrier.taken, states(diary)) == ([], {"waiting"})
    send(diary, at(7, 11), carrier)
    assert (carrier.taken, states(diary)) == ([], {"withdrawn"})


def test_a_server_that_is_down_is_asked_ever_later_and_given_up_in_the_end() -> None:
    def down(target: Target, message: Message) -> None:
        raise TryLater("It could not be reached.", way_is_down=True)

    diary, carrier = reachable("mail", "push"), Carrier(down)
    tell(diary, SATURDAY)
    tries, now = 0, SATURDAY
    while now < SATURDAY + timedelta(hours=6):
        tries += len(deliver(diary, now, {"mail": carrier}, BACK))
        now += MINUTE
    mails = [kept.thing for kept in diary.dated(Outgoing).all() if kept.thing.way == "mail"]
    assert max(each.attempts for each in mails) == MOST_ATTEMPTS
    assert {each.note for each in mails if each.state == "failed"} == {"It could not be reached."}
    carrier.does = lambda target, message: None
    send(diary, now, carrier)
    assert carrier.taken


def test_one_place_that_fails_holds_nothing_else_up() -> None:
    def fails(target: Target, message: Message) -> None:
        if target.way == "mail":
            raise TryLater("It asked for patience.")

    diary, carrier = reachable("mail", "push"), Carrier(fails)
    tell(diary, SATURDAY)
    send(diary, SATURDAY, carrier)
    assert [address for address, _ in carrier.taken] == ["1@example.org"] * 5
    waiting = [kept.thing for kept in diary.dated(Outgoing).all() if kept.thing.way == "mail"]
    assert sorted(each.attempts for each in waiting) == [0, 0, 0, 0, 1]


def test_a_refused_address_gets_nothing_more_until_it_is_confirmed_again() -> None:
    def gone(target: Target, message: Message) -> None:
        raise TargetGone("The mail server refused the address.")

    diary, carrier = reachable(), Carrier(gone)
    tell(diary, SATURDAY)
    send(diary, SATURDAY, carrier)
    target = diary.dated(Target).all()[0].thing
    assert (target.confirmed_at, target.trouble) == (None, "The mail server refused the address.")
    assert Counter(each.state for each in rows(diary).values()) == {"failed": 1, "withdrawn": 4}


def test_a_refused_message_is_not_tried_again_and_the_place_stays() -> None:
    def refused(target: Target, message: Message) -> None:
        raise Refused("Too large.")

    diary, carrier = reachable(), Carrier(refused)
    tell(diary, SATURDAY)
    send(diary, SATURDAY, carrier)
    assert states(diary) == {"failed"}
    assert diary.dated(Target).all()[0].thing.confirmed_at


@pytest.mark.parametrize("end", [PowerCut, Unclear])
def test_what_nobody_saw_the_end_of_is_sent_once_more_under_the_same_id_and_never_again(end: Any) -> None:
    diary, seen = reachable(), []

    def cut(target: Target, message: Message) -> None:
        seen.append((message.kind, message.id))
        raise end("…")

    tell(diary, SATURDAY)
    now = SATURDAY
    for _ in range(120):
        with suppress(PowerCut):
            send(diary, now, Carrier(cut))
        now += MINUTE
    assert set(Counter(seen).values()) == {2}
    assert states(diary) == {"failed"}
    assert {each.note for each in rows(diary).values()} == {"It may or may not have arrived."}


def test_while_it_is_being_sent_nobody_else_sends_it() -> None:
    diary = reachable()

    def meanwhile(target: Target, message: Message) -> None:
        if len(second.taken) < 4:
            send(diary, SATURDAY, second)

    first, second = Carrier(meanwhile), Carrier()
    tell(diary, SATURDAY)
    send(diary, SATURDAY, first)
    taken = Counter(message.id for _, message in first.taken + second.taken)
    assert len(taken) == 5
    assert set(taken.values()) == {1}
