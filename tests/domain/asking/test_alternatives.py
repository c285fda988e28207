"""Other times for a request: which, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.domain.asking import alternatives_to, judge
from counterpoint.domain.boundaries import Availability
from counterpoint.domain.timeline import Span, local
from tests.domain.asking.lives import LIFE, ZONE, at, event, ground, report, span
from tests.seeds import of_many


def test_a_late_meeting_is_offered_three_times_of_work_on_different_days() -> None:
    found = alternatives_to(ground(), span(3, 18))
    assert len(found) == 3
    assert len({local(each.span.start, ZONE).date() for each in found}) == 3
    assert list(found) == sorted(found, key=lambda each: each.span)
    for each in found:
        start, end = local(each.span.start, ZONE), local(each.span.end, ZONE)
        assert time(9) <= start.time() < end.time() <= time(17, 30)
        assert each.why


def test_the_day_that_was_asked_for_is_among_them_when_it_has_room() -> None:
    found = alternatives_to(ground(), span(3, 18))
    assert any(local(each.span.start, ZONE).date() == local(at(3, 0), ZONE).date() for each in found)
    assert any("It is the day that was asked for." in each.why for each in found)


def test_a_private_evening_is_offered_hours_around_work() -> None:
    for each in alternatives_to(ground(), span(1, 20), sphere="life"):
        here = local(each.span.start, ZONE)
        assert here.weekday() > 4 or not time(8) < here.time() < time(17, 30)


def test_the_next_week_helps_out_when_this_one_is_full() -> None:
    busy = tuple(event(f"Full {day}", span(day, 9, 510)) for day in range(5))
    found = alternatives_to(ground(facts=busy), span(3, 18), sphere="work")
    assert found
    assert all(each.span.start >= at(7, 0) for each in found)


def test_with_no_room_at_all_there_are_none() -> None:
    busy = tuple(event(f"Full {day}", span(day, 0, 24 * 60)) for day in range(14))
    assert alternatives_to(ground(facts=busy), span(3, 18)) == ()


def test_only_the_other_day_of_theirs_is_proposed_where_their_zone_is_known() -> None:
    found = alternatives_to(ground(), span(3, 18), theirs="America/New_York")
    assert found
    assert all(time(8) <= local(each.span.start, "America/New_York").time() for each in found)


def test_what_can_move_makes_room_when_nothing_is_free() -> None:
    busy = [event(f"Full {day}", span(day, 9, 510)) for day in range(14) if day not in (2, 4)]
    busy.append(event("Morning", span(2, 9, 60)))
    busy.append(event("Rest of it", span(2, 12, 330)))
    busy.append(event("Friday morning", span(4, 9, 60)))
    busy.append(event("Friday", span(4, 12, 330)))
    life = replace(LIFE, availability=Availability())
    found = alternatives_to(
        ground(report(span(2, 10, 120)), facts=tuple(busy), life=life), span(2, 18, 120), sphere="work"
    )
    assert [each.span for each in found] == [span(2, 10, 120), span(4, 10, 120)]
    assert "can move to" in found[0].why[0]


def test_a_pinned_block_makes_no_room() -> None:
    pinned = report(span(3, 9, 510), pinned=True)
    for each in alternatives_to(ground(pinned), span(3, 18), sphere="work"):
        assert not each.span.overlaps(pinned.span)


def test_whole_days_are_offered_for_a_whole_day() -> None:
    life = replace(LIFE, protected=(), availability=Availability())
    blocked = (event("Fair", span(3, 0, 24 * 60)),)
    found = alternatives_to(ground(life=life, facts=blocked), Span(at(3, 0), at(4, 0)), all_day=True)
    assert len(found) == 3
    assert all(each.span.minutes > 600 for each in found)
    assert all(not each.span.overlaps(blocked[0].span) for each in found)


def test_nothing_is_proposed_for_the_next_minutes() -> None:
    now = at(3, 10, 7)
    found = alternatives_to(ground(now=now), span(3, 18))
    assert all(each.span.start >= now + timedelta(hours=1) for each in found)


@settings(max_examples=of_many(16, 40), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(1, 20)), max_size=6),
    st.integers(0, 6),
    st.integers(7, 20),
    st.sampled_from([None, "work", "life", "both"]),
)
def test_no_proposal_crosses_anything(
    events: list[tuple[int, int, int]], day: int, hour: int, sphere: str
) -> None:
    facts = tuple(event(f"E{nth}", span(on, at_, 15 * long)) for nth, (on, at_, long) in enumerate(events))
    on = ground(report(span(2, 10, 120)), facts=facts)
    asked = span(day, hour)
    found = alternatives_to(on, asked, sphere=sphere)  # type: ignore[arg-type]
    assert len(found) <= 3
    for each in found:
        verdict = judge(on, each.span, sphere=sphere)  # type: ignore[arg-type]
        assert verdict.word in ("fits", "price")
        assert all(met.moves_to for met in verdict.met if met.kind == "block")
        assert not verdict.protected
        assert not each.span.overlaps(asked)
