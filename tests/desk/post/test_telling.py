"""What is due leaves once for each place, if it is still wanted; nothing else ever leaves."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.desk.ports import Message, Refused, TargetGone, TryLater, Unclear
from counterpoint.desk.post.notices import due_named, keep_notice_wishes, notice_wishes, put_off
from counterpoint.desk.post.reaching import add_target, remove_target
from counterpoint.desk.post.telling import deliver, tell
from counterpoint.domain.living import Notice, NoticeWish, NoticeWishes, Outgoing, Pause, Target, Way
from counterpoint.domain.living.notices import KINDS
from counterpoint.domain.living.post import HEARD_WITHIN, MOST_ATTEMPTS
from counterpoint.domain.timeline import local
from counterpoint.domain.values import Season
from tests.desk.post.test_notices import SATURDAY, full
from tests.desk.posted import Carrier, Signposts
from tests.desk.weeks import ZONE, at
from tests.memory import MemoryDiary

MINUTE = timedelta(minutes=1)
ALL = NoticeWishes(wishes=tuple(NoticeWish(kind, mail=True, push=True) for kind in KINDS))
BACK = Signposts()


class PowerCut(BaseException):
    """This process ends here."""


def reachable(*ways: Way, wishes: NoticeWishes = ALL) -> MemoryDiary:
    """A life in which much is due on Saturday at eleven, with a confirmed place for each way."""
    diary = full()
    keep_notice_wishes(diary, wishes, version=0)
    for n, way in enumerate(ways or ("mail",)):
        add_target(diary, way, f"{n}@example.org", now=at(0, 9), confirmed=True)
    return diary


def rows(diary: MemoryDiary) -> dict[str, Outgoing]:
    """By what they are, where there is one of each."""
    return {kept.thing.kind: kept.thing for kept in diary.dated(Outgoing).all()}


def states(diary: MemoryDiary) -> set[str]:
    return {each.state for each in rows(diary).values()}


def send(diary: MemoryDiary, now: datetime, carrier: Carrier) -> None:
    deliver(diary, now, {"mail": carrier, "push": carrier}, BACK)


def test_what_is_due_is_written_down_and_sent_once() -> None:
    diary, carrier = reachable(), Carrier()
    for minutes in range(4):
        tell(diary, SATURDAY + minutes * MINUTE)
        send(diary, SATURDAY + minutes * MINUTE, carrier)
    assert sorted(carrier.subjects) == [
        "A season is ending",
        "Something to look at again",
        "The next week has no plan yet",
        "The week can be looked back at",
        "Time can still be given back",
    ]
    assert states(diary) == {"sent"}
    assert {each.subject for each in (kept.thing for kept in diary.dated(Notice).all())} == {
        each.occasion for each in rows(diary).values()
    }


def test_a_message_says_nothing_private_and_leads_to_where_it_is_answered() -> None:
    diary, carrier = reachable(), Carrier()
    tell(diary, SATURDAY)
    send(diary, SATURDAY, carrier)
    for _address, message in carrier.taken:
        said = message.subject + message.body
        assert not any(word in said for word in ("Launch", "Choir", "Dinner", "Family"))
        assert message.link.startswith("https://life.example.org/notices/due/?kind=")
        assert message.off == f"https://life.example.org/off/mail/{message.kind}/"
    assert "Until Sunday 20:00." in next(m.body for _, m in carrier.taken if m.kind == "give_back")


def test_without_an_address_of_its_own_there_is_no_link() -> None:
    diary, carrier = reachable(), Carrier()
    tell(diary, SATURDAY)
    deliver(diary, SATURDAY, {"mail": carrier}, Signposts(""))
    assert {(message.link, message.off) for _, message in carrier.taken} == {("", "")}


@pytest.mark.parametrize("confirmed", [False, True])
def test_nothing_leaves_without_a_confirmed_place_and_a_wish(confirmed: bool) -> None:
    diary = reachable(wishes=ALL if not confirmed else NoticeWishes())
    (target,) = (kept.thing for kept in diary.dated(Target).all())
    diary.dated(Target).change(replace(target, confirmed_at=at(0, 9) if confirmed else None), version=1)
    assert tell(diary, SATURDAY) == ()
    assert diary.dated(Outgoing).all() == diary.dated(Notice).all() == ()


def test_a_way_that_is_not_set_up_is_not_written_for_and_what_waits_for_it_waits() -> None:
    diary = reachable("mail")
    assert tell(diary, SATURDAY, {"push"}) == ()
    tell(diary, SATURDAY)
    assert {each.state for each in deliver(diary, SATURDAY, {}, BACK)} == {"waiting"}
    assert deliver(diary, SATURDAY + MINUTE, {}, BACK) == ()


def test_two_places_hear_the_same_once_each() -> None:
    diary, carrier = reachable("mail", "push", "mail"), Carrier()
    tell(diary, SATURDAY)
    send(diary, SATURDAY, carrier)
    heard = Counter((address, message.kind) for address, message in carrier.taken)
    assert len(heard) == 15
    assert set(heard.values()) == {1}


def test_one_occasion_is_never_written_twice_whatever_was_forgotten() -> None:
    diary = reachable()
    tell(diary, SATURDAY)
    for kept in diary.dated(Notice).all():
        diary.dated(Notice).remove(kept.thing.id)
    assert tell(diary, SATURDAY + MINUTE) == ()


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


# Whatever happens, in whatever order

ENDS = st.sampled_from(["taken", "taken", "later", "down", "unclear", "cut before", "cut after"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["tell", "send", "send", "nested"]), st.integers(0, 400), ENDS), max_size=14
)


class Unreliable(Carrier):
    """Ends each sending as it is told; `unsure` are those whose end nobody saw."""

    def __init__(self) -> None:
        super().__init__()
        self.end = "taken"
        self.unsure: set[str] = set()
        self.nested: Any = None

    def send(self, target: Target, message: Message, *, now: datetime) -> None:
        if self.nested:
            again, self.nested = self.nested, None
            again()
        if self.end in ("later", "down"):
            raise TryLater("Later.", way_is_down=self.end == "down")
        if self.end in ("unclear", "cut before", "cut after"):
            self.unsure.add(message.id)
        if self.end == "cut before":
            raise PowerCut
        super().send(target, message, now=now)
        if self.end != "taken":
            raise Unclear("…") if self.end == "unclear" else PowerCut


@settings(max_examples=25)
@given(STEPS)
def test_each_occasion_arrives_once_at_each_place_whatever_breaks(history: list[Any]) -> None:
    diary, carrier, now = reachable("mail", "push"), Unreliable(), SATURDAY
    for what, minutes, end in history:
        now += minutes * MINUTE
        carrier.end = end
        with suppress(PowerCut):
            if what == "tell":
                tell(diary, now)
            else:
                carrier.nested = partial(send, diary, now, carrier) if what == "nested" else None
                send(diary, now, carrier)
    times = Counter((address, message.id) for address, message in carrier.taken)
    assert all(count <= 1 + (id in carrier.unsure) for (_address, id), count in times.items())
    written = [kept.thing for kept in diary.dated(Outgoing).all()]
    occasions = Counter((each.kind, each.occasion, each.target_id) for each in written)
    assert set(occasions.values()) <= {1}
    hours = {local(each.ended_at or each.at, ZONE).hour for each in written if each.state == "sent"}
    assert hours <= set(range(7, 22))
    stuck = [each for each in written if each.state == "sending"]
    assert all(each.next_at is not None and each.next_at <= now + HEARD_WITHIN for each in stuck)
