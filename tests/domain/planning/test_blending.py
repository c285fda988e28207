"""Chances to mix are questions from what was said of one's own things; rest is not offered to work."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from counterpoint.domain.agenda import Fact
from counterpoint.domain.living import Renewal
from counterpoint.domain.planning import Life, Routine, Task
from counterpoint.domain.planning.blending import chances
from counterpoint.domain.timeline import Span
from counterpoint.domain.values import Bridge, Commitment, LifeDomain

TUESDAY = datetime(2026, 11, 24, 16, tzinfo=UTC)
WALK = Routine("walk", "Walk in daylight", 30, 3, domain_id="health", demand="light")
CALL = Task("call", "Call Ada", 30, "work", demand="social")
MAIL = Task("mail", "Answer mail", 45, "work", demand="light")
LIFE = Life(
    domains=(LifeDomain("work", "Work", "work"), LifeDomain("health", "Health", "life")),
    tasks=(CALL,),
    routines=(WALK,),
)


def event(minutes: int = 60, **more: Any) -> Fact:
    span = Span(TUESDAY, TUESDAY + timedelta(minutes=minutes))
    return replace(Fact("e", "Training", span, domain_id="health", blocking=False), **more)


def keys(life: Life, *facts: Fact, **more: Any) -> list[str]:
    return [each.key for each in chances(life, facts, **more)]


def test_a_talk_may_go_with_what_asks_little_of_another_part_of_life() -> None:
    (found,) = chances(LIFE)
    assert found.words == "Could “Call Ada” and “Walk in daylight” share time, as a call on a walk does?"
    assert found.why == "“Call Ada” is with people, and “Walk in daylight” is down as light."
    assert (found.one.id, found.other and found.other.id) == ("call", "walk")


def test_musts_deep_work_the_same_domain_and_what_is_much_longer_are_let_alone() -> None:
    for call in (
        replace(CALL, importance="must"), replace(CALL, demand="deep"), replace(CALL, domain_id="health"),
        replace(CALL, minutes=50), replace(CALL, done=True),
    ):  # fmt: skip
        assert not keys(replace(LIFE, tasks=(call,)))
    assert not keys(replace(LIFE, routines=(replace(WALK, paused=True),)))
    assert not keys(replace(LIFE, routines=(replace(WALK, minutes=10),)))


def test_what_renews_is_not_offered_to_work() -> None:
    renewing = replace(LIFE, renewals=(Renewal("r", "Walk", 30, routine_id="walk"),))
    assert not keys(renewing)
    friends = replace(renewing, domains=(*LIFE.domains, LifeDomain("friends", "Friends", "life")),
                      tasks=(replace(CALL, domain_id="friends"),))  # fmt: skip
    assert keys(friends)


def test_work_fits_beside_an_event_of_life_that_takes_no_time() -> None:
    life = replace(LIFE, tasks=(MAIL,), routines=())
    assert keys(life, event(), event(key="next week")) == ["blend:task.mail+event.Training"]
    assert not keys(life, event(30))
    assert not keys(life, event(blocking=True))
    assert not keys(life, event(all_day=True))
    assert not keys(life, event(domain_id="work"))
    assert not keys(life, event(domain_id=""))


def test_a_long_task_that_can_be_split_fits_with_its_least_piece() -> None:
    report = Task("report", "Slides", 300, "work", demand="steady", splittable=True, piece_least=45)
    assert keys(replace(LIFE, tasks=(report,), routines=()), event())


def test_what_stands_at_both_ends_of_a_bridge_may_share_an_hour() -> None:
    plate = [Commitment("a", "Singing", routine_ids=("walk",)), Commitment("b", "Team", task_ids=("mail",))]
    bridge = Bridge("x", "a", "b", "listening")
    life = replace(LIFE, tasks=(MAIL,))
    (found,) = chances(life, (), plate, [bridge])
    assert found.why == "You built a bridge from one to the other: “listening”."
    assert not chances(life, (), [replace(plate[0], decision="let_go"), plate[1]], [bridge])
    assert not chances(life, (), plate, [replace(bridge, to_id="gone")])


def test_each_thing_is_in_one_chance_and_what_was_let_go_stays_away() -> None:
    other = replace(WALK, id="shop", title="Shopping")
    life = replace(LIFE, routines=(WALK, other))
    assert keys(life) == ["blend:routine.walk+task.call"]
    assert keys(life, let_be=frozenset(keys(life))) == ["blend:routine.shop+task.call"]
