"""Two clients and a phone at a calendar on a server in memory: in whichever order, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import Phase

from tests.servers import BASE, MemoryServer
from tests.sync import machine
from tests.sync.machine import FULL, run
from tests.sync.worlds import Careless, MemoryPhone, World


def world() -> World:
    server = MemoryServer()
    return World(BASE, server.connects, lambda url: MemoryPhone(server, url))


def test_two_clients_and_a_phone_lose_nothing() -> None:
    run(world(), 2000 if FULL else 20)


def test_a_client_that_names_the_version_of_just_now_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing comes between looking and writing here, so it is one without any condition as well."""
    monkeypatch.setattr(machine, "Control", Careless)
    with pytest.raises(AssertionError, match="is lost"):
        run(world(), 40, phases=(Phase.generate,), always_the_same=True)
