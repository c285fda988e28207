"""What a request meets, and so whether it fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.asking import ground_of, judge
from counterpoint.domain.boundaries import Availability, ProtectedTime
from counterpoint.domain.timeline import Span, Week, WeeklyWindow, instant
from tests.domain.asking.lives import DINNER, LIFE, NOW, ZONE, at, event, ground, report, span


def kinds(verdict: object) -> list[str]:
    return [each.kind for each in verdict.met]  # type: ignore[attr-defined]


def test_a_meeting_that_ends_when_dinner_starts_fits() -> None:
    assert judge(ground(), span(3, 17)).word == "fits"


def test_a_meeting_that_starts_when_dinner_ends_fits() -> None:
    assert judge(ground(), span(3, 19)).word == "fits"


def test_a_meeting_within_dinner_crosses_it_and_says_for_what_it_is() -> None:
    verdict = judge(ground(), span(3, 18))
    assert verdict.word == "crosses"
    assert [(each.kind, each.title, each.value_id, each.span) for each in verdict.met] == [
        ("firm", "Dinner", "family", span(3, 18))
    ]


def test_only_the_time_that_both_have_counts() -> None:
    (met,) = judge(ground(), span(3, 17, 75, 30)).met
    assert met.span == span(3, 18, 45)


def test_what_may_bend_has_a_price_and_is_not_crossed() -> None:
    verdict = judge(ground(), span(1, 20))
    assert verdict.word == "price"
    assert kinds(verdict) == ["bends"]


def test_an_event_is_crossed() -> None:
    assert kinds(judge(ground(facts=(event("Standup", span(2, 10)),)), span(2, 10, 30))) == ["event"]


def test_the_night_is_crossed_only_by_what_lies_in_it() -> None:
    verdict = judge(ground(), span(3, 22))
    assert verdict.word == "crosses"
    assert [(each.kind, each.span.minutes) for each in verdict.met] == [("rest", 30)]


def test_planned_work_is_displaced_and_says_where_it_could_go() -> None:
    verdict = judge(ground(report(span(2, 10, 120))), span(2, 10))
    assert verdict.word == "price"
    (met,) = verdict.met
    assert (met.kind, met.title) == ("block", "Report")
    assert met.moves_to is not None
    assert met.moves_to.minutes == 120
    assert not met.moves_to.overlaps(span(2, 10))


def test_what_can_move_costs_less_than_what_would_be_lost() -> None:
    block = report(span(2, 10, 120))
    stays = replace(LIFE, tasks=())
    moves = judge(ground(block), span(2, 10)).met[0]
    lost = judge(ground(block, life=stays), span(2, 10)).met[0]
    assert lost.moves_to is None
    assert moves.cost < lost.cost


def test_lunch_that_still_has_its_place_is_not_met() -> None:
    assert judge(ground(), span(2, 12)).word == "fits"


def test_lunch_without_a_place_left_is_met() -> None:
    verdict = judge(ground(), span(2, 12, 120))
    assert (verdict.word, kinds(verdict)) == ("price", ["meal"])


def test_protected_time_so_often_a_week_is_crossed_only_without_another_place() -> None:
    swim = ProtectedTime(
        "swim", "Swim", (WeeklyWindow(frozenset({2, 4}), time(19), time(20)),), "firm", "", "home", 1, 60
    )
    life = replace(LIFE, protected=(swim,))
    block = replace(report(span(2, 19)), kind="protected", subject_id="swim", title="Swim", item_id="p")
    assert judge(ground(block, life=life), span(2, 19)).word == "price"
    busy = (event("Party", span(4, 19)),)
    assert judge(ground(block, life=life, facts=busy), span(2, 19)).word == "crosses"


def test_fixed_hours_take_no_private_request() -> None:
    fixed = replace(LIFE, availability=Availability(hours_are_fixed=True))
    assert kinds(judge(ground(life=fixed), span(2, 10), sphere="life")) == ["fixed_hours"]
    assert judge(ground(life=fixed), span(2, 10), sphere="work").word == "fits"


def test_work_beyond_working_hours_has_a_price() -> None:
    verdict = judge(ground(), span(2, 19), sphere="work")
    assert (verdict.word, kinds(verdict)) == ("price", ["off_hours"])


def test_a_time_that_is_over_is_called_so() -> None:
    assert judge(ground(now=at(3, 12)), span(3, 11)).word == "past"


def test_a_whole_day_asks_for_its_waking_hours_alone() -> None:
    verdict = judge(ground(), Span(at(3, 0), at(4, 0)), all_day=True)
    assert "rest" not in kinds(verdict)
    assert kinds(verdict).count("firm") == 1


def test_a_whole_free_day_fits() -> None:
    bare = replace(LIFE, protected=(), availability=Availability())
    assert judge(ground(life=bare), Span(at(5, 0), at(6, 0)), all_day=True).word == "fits"


def test_the_night_of_a_clock_change_moves_no_dinner() -> None:
    """In Berlin the clocks go back on 25 October 2026: dinner is at 17:00 UTC instead of 16:00."""
    life = replace(
        LIFE, protected=(replace(DINNER, windows=(WeeklyWindow(frozenset({6}), time(18), time(19)),)),)
    )
    week = Week.holding(date(2026, 10, 25))
    on_it = ground_of(life, (), (), week, now=instant(week.first, time(8), ZONE))
    dinner = instant(date(2026, 10, 25), time(18), ZONE)
    hour = timedelta(hours=1)
    assert judge(on_it, Span(dinner - hour, dinner)).word == "fits"
    assert judge(on_it, Span(dinner, dinner + hour)).word == "crosses"


def test_a_request_across_the_hour_that_is_skipped_is_as_long_as_it_is() -> None:
    """On 29 March 2026 there is no 02:30 in Berlin; the night is an hour shorter."""
    week = Week.holding(date(2026, 3, 29))
    on_it = ground_of(LIFE, (), (), week, now=instant(week.first, time(8), ZONE))
    start = instant(date(2026, 3, 29), time(1), ZONE)
    (met,) = judge(on_it, Span(start, instant(date(2026, 3, 29), time(4), ZONE))).met
    assert (met.kind, met.span.minutes) == ("rest", 120)


def test_without_waking_hours_nothing_is_called_rest() -> None:
    bare = replace(LIFE, availability=Availability(waking=()), protected=())
    assert judge(ground(life=bare), span(3, 3)).word == "fits"


@given(st.integers(0, 6), st.integers(0, 23), st.integers(1, 36))
def test_what_fits_meets_nothing_and_what_meets_something_lies_within_the_request(
    day: int, hour: int, fives: int
) -> None:
    asked = span(day, hour, 5 * fives)
    verdict = judge(ground(report(span(2, 10, 120)), facts=(event("Standup", span(0, 10)),)), asked)
    assert (verdict.word == "fits") == (not verdict.met)
    assert all(asked.covers(each.span) for each in verdict.met)
    if verdict.word != "past":
        crossed = any(each.kind == "firm" for each in verdict.met)
        assert crossed == any(asked.overlaps(each.span) for each in ground().firm)
    assert (verdict.word == "past") == (asked.start < NOW)
