"""Nothing is said twice, and nothing into quiet time, whenever the clock ticks."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.domain.living import Notice, NoticeWish, NoticeWishes
from counterpoint.domain.living.notices import KINDS, RESTS, Due, Ground, to_show, to_tell
from counterpoint.domain.timeline import EVERY_DAY, Span, WeeklyWindow, local
from tests.seeds import of_many

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ZONE = "Europe/Berlin"
BY_MAIL = NoticeWishes(wishes=tuple(NoticeWish(kind, mail=True) for kind in KINDS))
WEEK_DUE = Due("review", "week-2026-11-16", "week")


def ground(now: datetime = NOON, **more: object) -> Ground:
    return Ground(now, ZONE, **{"wishes": BY_MAIL, **more})  # type: ignore[arg-type]


spans = st.builds(
    lambda start, length: Span(NOON + timedelta(minutes=start), NOON + timedelta(minutes=start + length)),
    st.integers(-600, 5000),
    st.integers(1, 900),
)
windows = st.builds(WeeklyWindow, st.just(EVERY_DAY), st.times(), st.times())
wishes = st.builds(
    NoticeWishes,
    st.just("notices"),
    st.tuples(
        *(
            st.builds(NoticeWish, st.just(k), st.booleans(), st.booleans(), st.times(), st.times())
            for k in KINDS
        )
    ),
    st.lists(windows, max_size=2).map(tuple),
)
dues = st.lists(st.builds(Due, st.sampled_from(KINDS), st.sampled_from("abc")), max_size=8)
ticks = st.lists(st.tuples(st.integers(0, 600), dues, st.booleans()), max_size=25)


@settings(max_examples=of_many(25, 60), deadline=None)
@given(wishes, st.lists(spans, max_size=4).map(tuple), ticks)
def test_no_tick_speaks_in_quiet_time_or_twice(
    wanted: NoticeWishes, shut: tuple[Span, ...], history: list[tuple[int, list[Due], bool]]
) -> None:
    now, kept, told = NOON, [], []
    for minutes, due, crashed in history:
        now += timedelta(minutes=minutes)
        here = Ground(now, ZONE, wanted, shut, tuple(kept))
        made = to_tell(due, here, "mail")
        quiet = [
            span for w in wanted.quiet for d in (-1, 0) for span in w.spans([here.today + timedelta(d)], ZONE)
        ]
        if any(now in span for span in (*shut, *quiet)):
            assert not made
            assert not to_show(due, here)
        assert all(wanted.of(each.kind).mail for each, _ in made)
        if not crashed:  # then nothing was kept and nothing was sent, for both are one transaction
            kept += [notice for _, notice in made]
            told += [notice for _, notice in made]
    assert max(Counter(each.id for each in told).values(), default=1) == 1
    assert max(Counter((each.kind, each.subject) for each in told).values(), default=1) == 1
    a_day = Counter((n.kind, local(n.at, ZONE).date()) for n in told if n.kind != "prompt")
    assert max(a_day.values(), default=1) == 1


def test_two_clocks_at_one_moment_make_one_notice() -> None:
    (first,), (second,) = to_tell([WEEK_DUE], ground(), "mail"), to_tell([WEEK_DUE], ground(), "mail")
    assert first == second


def test_a_second_of_a_kind_waits_for_the_next_day() -> None:
    other = Due("review", "month-2026-11-01", "month")
    ((_, told),) = to_tell([WEEK_DUE, other], ground(), "mail")
    tomorrow = ground(NOON + timedelta(days=1), kept=(told,))
    assert [due for due, _ in to_tell([WEEK_DUE, other], tomorrow, "mail")] == [other]


def test_each_prompt_is_its_own() -> None:
    both = [Due("prompt", "2026-11-25-1of4"), Due("prompt", "2026-11-25-2of4")]
    assert [due for due, _ in to_tell(both, ground(), "mail")] == both


def test_by_default_nothing_leaves_and_the_app_shows_it() -> None:
    plain = ground(wishes=NoticeWishes())
    assert to_tell([WEEK_DUE], plain, "mail") == ()
    assert to_show([WEEK_DUE], plain) == (WEEK_DUE,)


def test_what_quiet_time_held_back_is_said_afterwards() -> None:
    dinner = Span(NOON - timedelta(hours=1), NOON + timedelta(hours=1))
    assert to_tell([WEEK_DUE], ground(shut=(dinner,)), "mail") == ()
    assert to_tell([WEEK_DUE], ground(dinner.end, shut=(dinner,)), "mail")


def test_quiet_time_that_touches_is_one() -> None:
    first, second = (
        Span(NOON, NOON + timedelta(hours=1)),
        Span(NOON + timedelta(hours=1), NOON + timedelta(hours=2)),
    )
    assert ground(shut=(second, first)).quiet_until == second.end
    assert ground(second.end, shut=(first, second)).quiet_until is None


def test_a_prompt_that_is_over_is_dropped() -> None:
    over = Due("prompt", "p", until=NOON)
    assert to_show([over], ground()) == ()


def test_not_now_rests_and_then_shows_again() -> None:
    put_off = Notice("review-2026-11-25", NOON, "review", WEEK_DUE.subject, "put_off")
    assert to_show([WEEK_DUE], ground(kept=(put_off,))) == ()
    assert to_show([WEEK_DUE], ground(NOON + RESTS, kept=(put_off,))) == (WEEK_DUE,)
    assert to_tell([WEEK_DUE], ground(NOON + RESTS, kept=(put_off,)), "mail") == ()


def test_hours_may_pass_midnight_and_equal_ones_are_the_whole_day() -> None:
    late = NoticeWish("review", begins=time(20), ends=time(2))
    assert late.has(datetime(2026, 11, 25, 0, 30, tzinfo=UTC), ZONE)
    assert not late.has(NOON, ZONE)
    assert NoticeWish("review", begins=time(0), ends=time(0)).has(NOON, ZONE)
