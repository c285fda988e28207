"""Over any order of bending, giving and taking back: what was lived stays told, and a gift is never owed."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.desk.boundaries.bending import bend, unbend
from counterpoint.desk.boundaries.giving_back import (
    NothingOwed,
    give,
    let_go,
    offer_again,
    open_give_backs,
    take_up,
)
from counterpoint.desk.boundaries.ledger import ledger
from counterpoint.desk.planning import edits
from counterpoint.domain.boundaries import Bend, GiveBack
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.planning.giving_back import item_id_of
from tests.desk.weeks import NOW, WEEK, ZONE, a_diary, at, planned, span
from tests.memory import MemoryDiary
from tests.seeds import of_many

ACTS = ("bend", "take", "give", "offer", "let go", "place", "done", "partly", "planned", "take back", "undo")
GAVE = "you gave “Dinner” time beside what is protected for it."
NEXT = WEEK.next()


def backs(diary: MemoryDiary) -> list[GiveBack]:
    return [kept.thing for kept in diary.dated(GiveBack).all()]


def lived(diary: MemoryDiary) -> int:
    return sum(each.minutes_lived for each in backs(diary))


def place(diary: MemoryDiary) -> None:
    """What is owed lies in the week after, as a plan would have it."""
    owed = next(each for each in backs(diary) if each.state == "owed")
    kept, id = diary.plans.of(NEXT), item_id_of(owed)
    blocks = kept.thing.current.blocks if kept else ()
    when = span(8 + len(blocks), 20)
    block = Block(f"{id}#{len(blocks)}", "give_back", id, owed.id, "Dinner", when, "home", pinned=True)
    plan = Plan(NEXT, ZONE, (*blocks, block))
    diary.plans.keep(plan, step="Placed it", version=kept.version if kept else None)


def act(diary: MemoryDiary, said: str, nth: int) -> None:
    now = NOW + timedelta(minutes=len(backs(diary)))
    if said == "bend":
        bend(diary, "dinner", span(nth % 2, 18), "emergency", now)
    elif said == "take back":
        unbend(diary, some(diary.dated(Bend).all(), nth), now)
    elif said == "place":
        place(diary)
    elif said == "undo":
        edits.undo(diary, NEXT, version=version(diary), now=now)
    elif said in ("done", "partly", "planned"):
        block = some_block(diary, nth)
        edits.mark_block(diary, NEXT, block.id, said, minutes=20, version=version(diary), now=now)  # type: ignore[arg-type]
    else:
        do = {"take": take_up, "give": give, "offer": offer_again, "let go": let_go}[said]
        do(diary, some(diary.dated(GiveBack).all(), nth), now)  # type: ignore[operator]


def some_block(diary: MemoryDiary, nth: int = 0) -> Block:
    kept = diary.plans.of(NEXT)
    assert kept is not None
    given_back = [each for each in kept.thing.current.blocks if each.kind == "give_back"]
    return given_back[nth % len(given_back)]


def version(diary: MemoryDiary) -> int:
    kept = diary.plans.of(NEXT)
    assert kept is not None
    return kept.version


def some(there: object, nth: int) -> str:
    return there[nth % len(there)].thing.id  # type: ignore[index,arg-type,no-any-return]


@settings(max_examples=of_many(20, 60), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3)), min_size=3, max_size=12))
def test_over_any_order_what_was_lived_stays_told_and_a_gift_is_never_owed(
    said: list[tuple[str, int]],
) -> None:
    diary = a_diary()
    planned(diary)
    for what, nth in (("bend", 0), ("take", 0), ("place", 0), *said):
        before = lived(diary)
        with suppress(CounterpointError, ZeroDivisionError, StopIteration, AssertionError):
            act(diary, what, nth)
        bends = {kept.thing.id for kept in diary.dated(Bend).all()}
        assert all(each.bend_id in bends for each in backs(diary) if not each.is_gift)
        assert all(each.state in ("given", "let_go") for each in backs(diary) if each.is_gift)
        if what == "take back":
            assert lived(diary) == before


def given_in_a_block() -> tuple[MemoryDiary, str]:
    diary = a_diary()
    planned(diary)
    bent = bend(diary, "dinner", span(1, 18), "emergency", NOW)
    take_up(diary, bent.give_back.id, NOW)
    place(diary)
    act(diary, "done", 0)
    return diary, bent.bend.id


def told(diary: MemoryDiary) -> str:
    return " ".join(
        words
        for week in ledger(diary, at(13, 12), until=NEXT)
        for each in week.chapters
        for words in each.sentences
    )


def test_a_bend_taken_back_after_it_was_given_leaves_the_gift_in_the_ledger() -> None:
    diary, id = given_in_a_block()
    unbend(diary, id, NOW)
    (gift,) = backs(diary)
    assert (gift.is_gift, gift.state, gift.minutes) == (True, "given", 60)
    assert open_give_backs(diary) == ()
    assert GAVE in told(diary)


def test_what_was_given_in_part_stays_told_in_part_and_the_rest_is_owed_no_more() -> None:
    diary, id = given_in_a_block()
    act(diary, "partly", 0)
    unbend(diary, id, NOW)
    (gift,) = backs(diary)
    assert (gift.state, gift.minutes, gift.minutes_left) == ("given", 20, 0)
    assert diary.life().give_backs == (gift,)


def test_a_gift_that_did_not_come_about_is_told_no_more_until_it_did() -> None:
    diary, id = given_in_a_block()
    unbend(diary, id, NOW)
    late = at(12, 12)
    block = some_block(diary)
    edits.mark_block(diary, NEXT, block.id, "planned", version=version(diary), now=late)
    assert [each.state for each in backs(diary)] == ["let_go"]
    assert GAVE not in told(diary)
    edits.mark_block(diary, NEXT, block.id, "done", version=version(diary), now=late)
    assert lived(diary) == 60
    assert GAVE in told(diary)


@pytest.mark.parametrize("say", [take_up, offer_again, let_go, give])
def test_nothing_is_owed_for_a_gift(say: object) -> None:
    diary, id = given_in_a_block()
    unbend(diary, id, NOW)
    with pytest.raises(NothingOwed, match="holds after all"):
        say(diary, backs(diary)[0].id, NOW)  # type: ignore[operator]
    assert lived(diary) == 60
