"""What is due is written down once for each place, and says nothing private; nothing else ever leaves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from counterpoint.desk.post.delivering import deliver
from counterpoint.desk.post.telling import tell
from counterpoint.domain.living import Notice, NoticeWishes, Outgoing, Target
from tests.desk.post.post_lives import ALL, BACK, MINUTE, SATURDAY, reachable, rows, send, states
from tests.desk.posted import Carrier, Signposts
from tests.desk.weeks import at


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
