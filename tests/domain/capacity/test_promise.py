"""Whether a promise fits, at what price, and what would make room: held to a flow that knows no sets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.domain.capacity import Fit, Ground, Room, Want, fit_of
from counterpoint.domain.capacity.least import MOST_CANDIDATES, Candidate, least_set
from counterpoint.domain.capacity.promise import Water
from counterpoint.domain.timeline import Week
from tests.seeds import of_many

FIRST = Week(date(2026, 11, 23))


def ground(minutes: Sequence[int], wants: Sequence[Want], *asked: tuple[int, int]) -> Ground:
    rooms = tuple(
        Room(FIRST.next(nth // 2), ("work", "rest")[nth % 2], open=each)  # type: ignore[arg-type]
        for nth, each in enumerate(minutes)
    )
    parts = tuple(
        Want(f"asked@{nth}", "task", "\x00asked", "", long, where) for nth, (where, long) in enumerate(asked)
    )
    return Ground(rooms, tuple(wants), parts)


def want(id: str, minutes: int, where: int = 1, **more: object) -> Want:
    return Want(id, "task", id, id.title(), minutes, where, movable=True, **more)  # type: ignore[arg-type]


def poured(rooms: Sequence[int], wants: Sequence[tuple[int, int]]) -> int:
    """How many minutes of these wants the rooms hold together, by augmenting paths (Ford and Fulkerson)."""
    flow = [[0] * len(rooms) for _ in wants]
    left, waits = list(rooms), [minutes for _, minutes in wants]
    while (path := _path(wants, flow, left, waits)) is not None:
        room, back = path[-1][1], path[0][0]
        amount = min(left[room], waits[back])
        for (_, gives), (other, _) in pairwise(path):
            amount = min(amount, flow[other][gives])
        for nth, (who, where) in enumerate(path):
            flow[who][where] += amount
            if nth:
                flow[who][path[nth - 1][1]] -= amount
        left[room] -= amount
        waits[back] -= amount
    return sum(map(sum, flow))


def _path(
    wants: Sequence[tuple[int, int]], flow: list[list[int]], left: list[int], waits: list[int]
) -> list[tuple[int, int]] | None:
    """A chain of (who, where): each goes where the next one makes way, the last where there is room."""
    starts: list[list[tuple[int, int]]] = [[]]
    seen: set[int] = set()
    queue = [(who, starts[0]) for who, more in enumerate(waits) if more]
    while queue:
        who, path = queue.pop(0)
        for room in range(len(left)):
            if room in seen or not wants[who][0] >> room & 1:
                continue
            seen.add(room)
            longer = [*path, (who, room)]
            if left[room]:
                return longer
            queue += [(other, longer) for other in range(len(wants)) if flow[other][room]]
    return None


masks = st.integers(1, 15)
lengths = st.integers(1, 8).map(lambda n: 15 * n)
rooms_ = st.lists(st.integers(0, 20).map(lambda n: 15 * n), min_size=4, max_size=4)


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    wants = [
        Want(
            f"w{nth}",
            "task",
            f"w{draw(st.integers(0, 6))}",
            f"W{nth}",
            draw(lengths),
            draw(masks),
            weight=draw(st.sampled_from((0.2, 0.5, 1.0))),
            due=draw(st.booleans()),
            movable=draw(st.sampled_from((True, True, False))),
        )
        for nth in range(draw(st.integers(0, 7)))
    ]
    asked = draw(st.lists(st.tuples(masks, lengths), min_size=1, max_size=2))
    return ground(draw(rooms_), wants, *asked)


def kept_of(life: Ground) -> tuple[dict[str, int], Water]:
    """What of that which is due has room without the promise, in the order in which it goes."""
    water = Water(life)
    order = sorted(
        (each for each in life.wants if each.due),
        key=lambda each: (each.movable, not each.must, -each.weight, each.id),
    )
    return {each.id: water.pour(each.where, each.minutes) for each in order}, water


@settings(max_examples=of_many(50, 150))
@given(life=grounds())
def test_the_least_set_is_enough_and_no_smaller_one_is(life: Ground) -> None:
    fit = fit_of(life)
    kept, _ = kept_of(life)
    capacity = [each.minutes for each in life.rooms]
    asked = [(each.where, each.minutes) for each in life.asked]
    things = {each.subject_id for each in life.wants if each.movable and kept.get(each.id)}

    def fits_without(gone: Sequence[str]) -> bool:
        still = [
            (each.where, kept[each.id])
            for each in life.wants
            if kept.get(each.id) and not (each.movable and each.subject_id in gone)
        ]
        everything = [*still, *asked]
        return poured(capacity, everything) == sum(minutes for _, minutes in everything)

    assert fits_without([]) == (fit.word in ("fits", "price"))
    chosen = [each.subject_id for each in fit.relief]
    if fit.word == "no":
        assert bool(chosen) == fits_without(list(things))
    if chosen:
        assert fits_without(chosen)
        assert not any(fits_without(each) for each in combinations(sorted(things), len(chosen) - 1))


@settings(max_examples=of_many(40, 100))
@given(life=grounds())
def test_what_is_said_to_be_enough_of_a_thing_is_enough(life: Ground) -> None:
    fit = fit_of(life)
    kept, _ = kept_of(life)
    capacity = [each.minutes for each in life.rooms]
    gone = {each.subject_id for each in fit.relief}
    for each in fit.relief:
        still = [
            (want.where, kept[want.id] - (each.shorter if want.subject_id == each.subject_id else 0))
            for want in life.wants
            if each.shorter
            and kept.get(want.id)
            and not (want.movable and want.subject_id in gone - {each.subject_id})
            and not (want.movable and want.subject_id == each.subject_id and each.shorter >= kept[want.id])
        ]
        everything = [*still, *((one.where, one.minutes) for one in life.asked)] if each.shorter else []
        assert poured(capacity, everything) == sum(minutes for _, minutes in everything)


@settings(max_examples=of_many(25, 60))
@given(life=grounds())
def test_water_holds_exactly_what_a_flow_does(life: Ground) -> None:
    kept, water = kept_of(life)
    wants = [(each.where, kept[each.id]) for each in life.wants if kept.get(each.id)]
    capacity = [each.minutes for each in life.rooms]
    assert poured(capacity, wants) == sum(kept.values())
    where = life.asked[0].where
    most = water.room_for([where])
    for minutes, there in ((most, True), (most + 5, False)):
        everything = [*wants, (where, minutes)]
        assert (poured(capacity, everything) == sum(long for _, long in everything)) == there


def test_what_has_room_beside_all_the_rest_fits() -> None:
    fit = fit_of(ground((300, 0), [want("report", 120)], (1, 60)))
    assert (fit.word, fit.left, fit.relief, fit.later) == ("fits", 180, (), None)


def test_what_can_wait_moves_out_at_a_price_the_least_valued_first() -> None:
    waiting = [want("sort", 60, weight=0.2, due=False), want("read", 60, weight=0.6, due=False)]
    fit = fit_of(ground((150, 0), waiting, (1, 120)))
    assert fit.word == "price"
    assert [(each.subject_id, each.minutes) for each in fit.moved] == [("sort", 60), ("read", 30)]


def test_of_as_few_things_those_of_the_least_value_go() -> None:
    due = [want("craft", 120, weight=1.0), want("forms", 120, weight=0.2), want("mail", 30, weight=0.1)]
    fit = fit_of(ground((270, 0), due, (1, 90)))
    (only,) = fit.relief
    assert (fit.word, only.subject_id, only.shorter) == ("no", "forms", 90)


def test_musts_are_named_only_where_nothing_else_is_enough() -> None:
    due = [want("audit", 120, must=True, weight=0.1), want("mail", 60), want("forms", 60)]
    enough = fit_of(ground((240, 0), due, (1, 120)))
    assert [each.subject_id for each in enough.relief] == ["forms", "mail"]
    scarce = fit_of(ground((240, 0), due, (1, 180)))
    assert {each.subject_id for each in scarce.relief} == {"audit", "forms"}
    assert any(each.must for each in scarce.relief)


def test_a_later_day_is_said_for_the_promise_and_for_what_makes_room() -> None:
    fit = fit_of(ground((120, 0, 300, 0), [want("report", 120)], (1, 60)))
    assert fit.later == FIRST.next()
    assert fit.relief[0].later == FIRST.next()


def test_what_recurs_says_from_which_week_on_it_fits() -> None:
    busy = [want("launch", 110, 4)]
    fit = fit_of(ground((0, 0, 120, 0, 120, 0, 120, 0), busy, (4, 60), (16, 60), (64, 60)), recurs=True)
    assert (fit.word, fit.later, fit.left) == ("no", FIRST.next(2), 10)


def test_overload_elsewhere_is_said_and_not_laid_at_the_door_of_the_promise() -> None:
    fit = fit_of(ground((60, 0, 300, 0), [want("report", 240)], (4, 60)))
    assert (fit.word, fit.crowded) == ("fits", 180)


def test_estimates_that_run_over_lengthen_tasks_and_the_promise() -> None:
    tasks = [want("report", 100, guessed=True)]
    life = ground((200, 0), tasks, (1, 60))
    fit = fit_of(life, times=1.5)
    assert (fit.word, fit.left, fit.left_at_most) == ("no", 50, 100)


def test_what_has_no_open_time_says_so_and_nothing_makes_room_for_the_impossible() -> None:
    assert fit_of(ground((60, 60), [], (0, 60))).word == "nowhere"
    fixed: Fit = fit_of(ground((60, 0), [want("x", 15)], (1, 90)))
    assert (fixed.word, fixed.relief, fixed.left) == ("no", (), 45)


def test_of_many_candidates_the_most_useful_are_looked_at() -> None:
    many = [Candidate(("task", f"{nth:02}"), {1: 10 + nth}, 1.0) for nth in range(MOST_CANDIDATES + 9)]
    chosen = least_set({1: 60}, many)
    assert len(chosen) == 2
    assert sum(each.frees[1] for each in chosen) >= 60
    assert not least_set({1: 10_000}, many)
    assert not least_set({}, many)
