"""Servers that do not take what is sent, or do not show it: not asked for ever, and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from counterpoint.desk.ports import ServerTrouble, Written
from counterpoint.domain.agenda import CalendarAccount
from tests.calendars import calendar, event
from tests.desk.syncing.plan_lives import Life
from tests.sync.planned import at, basic, pinned, when


@dataclass
class Odd:
    """The port to a server that does `look` or `put` in its own way."""

    real: Any
    instead: dict[str, Callable[..., Any]]

    def __getattr__(self, name: str) -> Any:
        return self.instead.get(name) or getattr(self.real, name)


def meets(life: Life, **instead: Callable[..., Any]) -> None:
    """Each of `instead` gets the port first."""

    @contextmanager
    def connects(account: CalendarAccount, password: str) -> Iterator[Any]:
        with life.server.connects(account, password) as real:
            own = {name: lambda *a, _does=does, **k: _does(real, *a, **k) for name, does in instead.items()}
            yield Odd(real, own)

    life.connects = connects


def a_day_passes(life: Life) -> None:
    life.now += timedelta(days=1)
    life.sync()


def scheduled(life: Life) -> None:
    life.now += timedelta(minutes=15)
    life.visit()


def test_what_is_refused_as_changed_there_while_nothing_was_waits_longer_each_time(life: Life) -> None:
    sent = []

    def put(_real: Any, _url: str, href: str, _raw: bytes, *, over: str) -> Written:
        sent.append(life.now)
        return Written("differs")

    meets(life, put=put)
    life.move("swim", 40)
    for _visit in range(8):
        scheduled(life)
    assert 1 < len(sent) < 5
    for _visit in range(6):
        a_day_passes(life)
    assert len(sent) == 5
    assert life.errands["swim"].state == "aside"
    assert "nothing was changed" in life.errands["swim"].why


def test_a_server_that_names_another_version_each_time_is_not_written_to_for_ever(life: Life) -> None:
    sent = []

    def put(_real: Any, _url: str, href: str, _raw: bytes, *, over: str) -> Written:
        sent.append(href)
        life.write("swim", life.raw("swim"))
        return Written("differs")

    meets(life, put=put)
    life.move("swim", 40)
    for _visit in range(6):
        a_day_passes(life)
    assert len(sent) == 5
    assert life.errands["swim"].state == "aside"
    life.connects = life.server.connects
    life.answer("swim", "again")
    life.sync()
    assert when(life.raw("swim"))[0] == basic(40)


def test_a_change_that_the_server_calls_gone_while_it_is_there_waits_and_is_set_aside(life: Life) -> None:
    sent = []

    def put(_real: Any, _url: str, href: str, _raw: bytes, *, over: str) -> Written:
        sent.append(href)
        return Written("gone", "Not there.")

    meets(life, put=put)
    life.move("swim", 40)
    for _visit in range(8):
        a_day_passes(life)
    assert len(sent) == 5
    assert (life.errands["swim"].state, life.errands["swim"].why) == ("aside", "Not there.")


def test_an_entry_that_can_be_written_and_not_be_looked_at_keeps_the_others_waiting_for_a_while_only(
    life: Life,
) -> None:
    name = life.name_of("swim")

    def look(real: Any, url: str, href: str) -> Any:
        if href.endswith(name):
            raise ServerTrouble("It fell over.")
        return real.look(url, href)

    meets(life, look=look)
    life.move("swim", 40)
    for _visit in range(6):
        life.now += timedelta(days=1)
        life.sync()
    life.move("write", 44)
    account = life.sync()
    assert (life.errands["swim"].state, life.errands["swim"].why) == ("aside", "It fell over.")
    assert when(life.raw("write"))[0] == basic(44)
    assert account.failures == 0


@pytest.mark.parametrize("told", [True, False])
def test_what_was_read_as_an_event_and_turns_out_to_be_ours_is_no_event_any_more(
    life: Life, told: bool
) -> None:
    life.add(pinned("read", 50))
    errand = life.errands["read"]
    life.take_out("read")
    href = errand.href.rpartition("/")[0] + "/other.ics"
    life.there.put("other.ics", errand.body.encode())
    life.there.put("guest.ics", calendar(event("guest@t", "Plumber", at(60))))
    life.sync()
    assert life.foreign == ["Plumber", "Read"]
    life.add(pinned("read", 50))
    life.server.says = [(Written("elsewhere", href=href if told else ""), False)]
    life.sync()
    assert life.name_of("read") == "other.ics"
    assert life.foreign == ["Plumber"]
