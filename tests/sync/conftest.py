"""Both real servers, started once for all tests here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from tests.calendar_servers import Phone, Served, radicale, xandikos

_numbers = count(1)


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with radicale(tmp_path_factory.mktemp("radicale")) as served:
        yield served


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with xandikos(tmp_path_factory.mktemp("xandikos")) as served:
        yield served


@pytest.fixture(params=["radicale", "xandikos"])
def server(request: pytest.FixtureRequest) -> Served:
    served: Served = request.getfixturevalue(f"{request.param}_server")
    return served


@pytest.fixture
def new_phone(server: Served) -> Callable[[], Phone]:
    """Somebody else's client with a calendar that is new on the server."""
    return lambda: Phone(server, f"work-{next(_numbers)}").make()
