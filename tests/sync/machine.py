"""Two of our clients and a phone at one calendar, in any order, over a network that fails: nothing is lost.

Both clients have the same person's plan, as after an export was brought in elsewhere: they are as strange to
each other as the phone is to both. Faults are those of the port: not sent, sent and not answered, an error
after it was done, done twice, and the phone in between. `test_push_faults` has those of the network itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from counterpoint.desk.syncing.answering import Answer, answer, etag_now
from counterpoint.domain.agenda import CalendarSource, Collection
from counterpoint.domain.agenda.entry_text import entry_of
from counterpoint.domain.errors import CounterpointError
from tests.calendars import calendar, event
from tests.contracts.examples import MONDAY
from tests.sync.planned import READ, Planner, at, moved, pinned, when, with_alarm
from tests.sync.worlds import Control, History, World

FULL = os.environ.get("COUNTERPOINT_FULL") == "1"
STEPS = 50
FIRST, A_SLOT = 72.0, 1 / 12
"""Hours after Monday at which everything lies, and the length of each block."""
SHARED = ("s0", "s1", "s2")
FAULTS = ("not sent", "no answer", "an error after it", "twice", "the phone first")
NAMES = st.sampled_from(SHARED)
CLIENTS = st.integers(0, 1)


class TwoClientsAndAPhone(RuleBasedStateMachine):
    world: ClassVar[World]

    @initialize()
    def begin(self) -> None:
        self.numbers, self.history = iter(range(1, 1100)), History()
        self.foreign: dict[str, bytes] = {}
        self.alarms: set[str] = set()
        self.unsure: set[str] = set()
        blocks = tuple(pinned(id, self._hour(n), 5) for n, id in enumerate(SHARED, start=1000))
        for n, id in enumerate(SHARED, start=1000):
            self.history.edit(id, n)
        self.controls = [Control(self.world.connects), Control(self.world.connects)]
        self.clients = [
            Planner(self.world.address, connects=control.open).begin(*blocks) for control in self.controls
        ]
        first, second = self.clients
        first.put(connects=self.world.connects)
        self.url = first.place.url
        second.diary.calendars.add(CalendarSource("c", "Counterpoint", "", kind="account", zone="UTC"))
        second.diary.shelf(Collection).add(
            Collection("n", second.id, "c", self.url, owned=True, plan="goes", since=first.place.since)
        )
        self.phone = self.world.phone(self.url)
        for control in self.controls:
            control.phone = self._phone_is_quicker

    def _hour(self, slot: int) -> float:
        return FIRST + slot * A_SLOT

    # what the phone does

    def _there(self) -> dict[str, tuple[str, int]]:
        """Block → name of its entry and its start, of what both began with and what clients added."""
        known = {each.id: id for planner in self.clients for id, each in planner.entries.items()}
        found = {}
        for name, raw in self.phone.has().items():
            entry = entry_of(raw.decode())
            assert entry is not None
            if name not in self.foreign:
                found[known.get(entry.uid, name)] = (name, _slot(raw.decode()))
        return found

    def _phone_move(self, id: str) -> None:
        there = self._there()
        if id not in there:
            return
        name, slot = there[id]
        new = next(self.numbers)
        raw = moved(self.phone.has()[name].decode(), self._hour(new), 5)
        self.phone.put(name, raw.encode())
        self.history.edit(id, new, slot)

    def _phone_is_quicker(self, name: str) -> None:
        """It moves the very entry that is about to be written."""
        for id, (there, _slot) in self._there().items():
            if there == name:
                self._phone_move(id)

    @rule(id=NAMES)
    def the_phone_moves(self, id: str) -> None:
        self._phone_move(id)

    @rule(id=NAMES)
    def the_phone_deletes(self, id: str) -> None:
        there = self._there()
        if id in there:
            self.phone.delete(there[id][0])
            self.history.ended[id].add(there[id][1])
            self.unsure.add(id)

    @rule(id=NAMES)
    def the_phone_adds_an_alarm(self, id: str) -> None:
        there = self._there()
        raw = self.phone.has()[there[id][0]].decode() if id in there else ""
        if raw and "X-PHONE-MARK" not in raw:
            self.phone.put(there[id][0], with_alarm(raw).encode())
            self.alarms.add(id)

    @rule()
    def somebody_adds_an_event(self) -> None:
        n = next(self.numbers)
        name = f"guest-{n}.ics"
        self.phone.put(name, calendar(event(f"guest-{n}@t", "Plumber", at(24), "X-NOTE:as it was")))
        self.foreign[name] = self.phone.has()[name]

    # what happens here

    @rule(who=CLIENTS, pick=st.integers(0, 9))
    def a_block_is_moved(self, who: int, pick: int) -> None:
        planner = self.clients[who]
        if planner.blocks:
            id = sorted(planner.blocks)[pick % len(planner.blocks)]
            old, new = _slot_of(planner, id), next(self.numbers)
            planner.move(id, self._hour(new))
            self.history.edit(id, new, old)

    @rule(who=CLIENTS)
    def a_block_is_added(self, who: int) -> None:
        n = next(self.numbers)
        self.clients[who].add(pinned(f"{'ab'[who]}{n}", self._hour(n), 5))
        self.history.edit(f"{'ab'[who]}{n}", n)

    @rule(who=CLIENTS, pick=st.integers(0, 9))
    def a_block_is_taken_out(self, who: int, pick: int) -> None:
        planner = self.clients[who]
        if planner.blocks:
            id = sorted(planner.blocks)[pick % len(planner.blocks)]
            self.history.ended[id].add(_slot_of(planner, id))
            self.unsure.add(id)
            planner.take_out(id)

    @rule(who=CLIENTS)
    def a_visit(self, who: int) -> None:
        self.clients[who].sync()

    @rule(who=CLIENTS, fault=st.sampled_from(FAULTS), number=st.integers(0, 6))
    def a_visit_over_a_bad_network(self, who: int, fault: str, number: int) -> None:
        control = self.controls[who]
        control.fault, control.at, control.asked = fault, number, 0
        self.clients[who].sync()
        control.at = -1

    @precondition(lambda self: any(each.state == "asks" for p in self.clients for each in p.errands.values()))
    @rule(who=CLIENTS, mine=st.booleans())
    def a_question_is_answered(self, who: int, mine: bool) -> None:
        planner = self.clients[who]
        asked = [errand for errand in planner.errands.values() if errand.state == "asks"]
        if not asked:
            return
        errand, id = asked[0], asked[0].block_id
        etag = etag_now(planner.diary, errand)
        gone = errand.question == "gone"
        how = ("put_back" if mine else "let_go") if gone else ("plan" if mine else "there")
        theirs = planner.diary.resources.named(errand.collection_id, [errand.href]).get(errand.href)
        seen = {_slot(theirs.raw.decode())} if theirs and theirs.raw else set()
        own = {_slot_of(planner, id)} if id in planner.blocks else set()
        try:
            answer(planner.diary, Answer(errand.id, how, etag), read=READ, now=planner.now)  # type: ignore[arg-type]
        except CounterpointError:
            return  # the plan has no room for it
        self.unsure.add(id)
        for one, other in ((own, seen), (seen, own)) if mine else ((seen, own),):
            for each in one:
                self.history.came_from[id, each].update(other)
        if how == "let_go" or errand.op == "delete":
            self.history.ended[id] |= own | seen

    # what holds

    @rule()
    def in_the_end(self) -> None:
        self._come_to_rest()
        there = self.phone.has()
        assert {name: there.pop(name) for name in self.foreign} == self.foreign
        uids = [entry_of(raw.decode()).uid for raw in there.values()]  # type: ignore[union-attr]
        assert len(set(uids)) == len(uids)
        stands = self._there()
        for planner in self.clients:
            self._agrees(planner, stands)
        for id, given in self.history.given.items():
            last = set(self.history.ended[id])
            last |= {stands[id][1]} if id in stands else set()
            last |= {_slot_of(each, id) for each in self.clients if id in each.blocks}
            lost = given - self.history.before(id, last)
            assert not lost, f"{id}: {lost} is lost"
        for id in self.alarms - self.unsure:
            assert b"X-PHONE-MARK" in there[stands[id][0]]

    def _come_to_rest(self) -> None:
        """Visits until nothing is written twice in a row; then one more writes nothing either."""
        quiet = 0
        for _round in range(20):
            for control in self.controls:
                control.written = 0
            for planner in self.clients:
                assert not planner.sync().failures
            quiet = quiet + 1 if not any(each.written for each in self.controls) else 0
            if quiet == 2:
                return
        raise AssertionError("It never comes to rest.")

    def _agrees(self, planner: Planner, stands: dict[str, tuple[str, int]]) -> None:
        entries, errands = planner.entries, planner.errands
        for id in planner.blocks:
            if id in errands:
                assert errands[id].state == "asks", errands[id]
            elif not entries[id].let_go:
                assert stands[id][1] == _slot_of(planner, id), id

    def teardown(self) -> None:
        if hasattr(self, "phone"):
            self.in_the_end()


def _slot(raw: str) -> int:
    start = when(raw)[0]
    day, hour, minute = int(start[6:8]), int(start[9:11]), int(start[11:13])
    hours = (day - MONDAY.day) * 24 + hour + minute / 60
    return round((hours - FIRST) / A_SLOT)


def _slot_of(planner: Planner, id: str) -> int:
    return round(((planner.block(id).span.start - MONDAY).total_seconds() / 3600 - FIRST) / A_SLOT)


def run(
    world: World, examples: int, phases: Iterable[Phase] = tuple(Phase), *, always_the_same: bool = False
) -> None:
    machine = type("Machine", (TwoClientsAndAPhone,), {"world": world})
    how = settings(
        max_examples=examples,
        phases=phases,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=always_the_same,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)
