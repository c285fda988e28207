"""Which message holds (RFC 5546 §2.1.5): by SEQUENCE, then DTSTAMP, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.domain.inviting import Message, Party, arrives, is_off, turns_down
from tests.domain.inviting.messages import ANNA, message, right_state, some

INSTANCE = "20261203T120000Z"


def held(messages: Iterable[Message]) -> dict[str, Message]:
    known: dict[str, Message] = {}
    for each in messages:
        arrival = arrives(known, each)
        if arrival.counts:
            known[each.recurrence_id] = each
            for name in arrival.gone:
                del known[name]
    return known


def keys(state: dict[str, Message]) -> set[tuple[object, ...]]:
    return {(rid, m.sequence, m.stamp, m.method) for rid, m in state.items()}


@given(st.lists(some, max_size=8), st.randoms(use_true_random=False))
def test_any_order_and_any_number_of_copies_come_to_the_same(messages, chance):
    again = [*messages, *chance.sample(messages, len(messages) // 2)]
    chance.shuffle(again)
    assert keys(held(again)) == keys(held(messages)) == keys(right_state(messages))


def test_a_higher_sequence_holds_whatever_its_stamp_says():
    new, old = message(sequence=2, minute=0), message(sequence=1, minute=9)
    assert arrives({"": new}, old).happened == "older"
    assert arrives({"": old}, new).happened == "changed"


def test_of_one_sequence_the_later_stamp_holds():
    assert arrives({"": message(minute=1)}, message(minute=0)).happened == "older"
    assert arrives({"": message(minute=0)}, message(minute=1)).happened == "changed"


def test_the_same_once_more_is_seen():
    assert arrives({"": message()}, message(summary="other words")).happened == "seen"


def test_a_series_described_anew_leaves_nothing_of_older_instances():
    known = {"": message(), INSTANCE: message(sequence=1, rid=INSTANCE)}
    assert arrives(known, message(sequence=2)).gone == (INSTANCE,)
    assert arrives(known, message(sequence=1)).gone == ()
    assert arrives({"": message(sequence=2)}, message(sequence=1, rid=INSTANCE)).happened == "older"


def test_a_cancelled_series_takes_its_instances_with_it_but_for_later_ones():
    cancel = message(sequence=1, minute=5, method="CANCEL")
    assert is_off(message(sequence=1, minute=3, rid=INSTANCE), cancel)
    assert not is_off(message(sequence=1, minute=7, rid=INSTANCE), cancel)
    assert is_off(cancel, cancel)
    assert not is_off(message(rid=INSTANCE), None)


def test_nobody_but_the_organiser_moves_or_calls_off():
    stranger = replace(message(sequence=9, method="CANCEL"), organiser=Party("eve@example.net"))
    assert arrives({"": message()}, stranger).happened == "foreign"
    for method in ("REQUEST", "CANCEL"):
        nameless = replace(message(sequence=9, method=method), organiser=None)
        assert arrives({"": message()}, nameless).happened == "foreign"


def test_an_organiser_is_the_same_by_either_name():
    by_path = Party("ANNA@example.org", uri="/principal/7/")
    assert arrives({"": message()}, message(sequence=1, organiser=by_path)).happened == "changed"


def test_a_declined_counter_is_heard_once_and_of_the_revision_in_force_alone():
    here, said = message(sequence=1), message(sequence=1, minute=4, method="DECLINECOUNTER")
    assert turns_down(said, here, before=None)
    assert not turns_down(said, here, before=said.stamp)
    assert turns_down(said, here, before=said.stamp - timedelta(minutes=1))
    assert not turns_down(replace(said, sequence=0), here, before=None)
    assert not turns_down(replace(said, organiser=Party("eve@example.net")), here, before=None)
    assert turns_down(replace(said, organiser=None), here, before=None)
    assert ANNA.called == "Anna"
