"""Two clients and a phone at a calendar on real servers: in whichever order, nothing is lost."""

from __future__ import annotations

from tests.calendar_servers import Phone, Served
from tests.sync.machine import FULL, run
from tests.sync.planned import CONNECTS
from tests.sync.worlds import World


def test_two_clients_and_a_phone_lose_nothing_at_a_real_server(server: Served) -> None:
    def phone(url: str) -> Phone:
        return Phone(server, url.rstrip("/").rpartition("/")[2])

    run(World(server.address, CONNECTS, phone), 100 if FULL else 1)
