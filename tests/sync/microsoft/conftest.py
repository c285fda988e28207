"""A stand-in for Microsoft Graph, somebody whose plan goes there, and their Outlook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fault_proxy import FaultProxy, proxied
from tests.graph_double.mailbox import Calendar
from tests.graph_double.service import Graph
from tests.graph_double.serving import running
from tests.sync.microsoft.plan_lives import Outlook, planned
from tests.sync.planned import Planner


@pytest.fixture
def service() -> Iterator[tuple[Graph, str]]:
    with running() as served:
        yield served


@pytest.fixture
def proxy(service: tuple[Graph, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultProxy]:
    with proxied(service[1]) as it:
        monkeypatch.setenv("COUNTERPOINT_MICROSOFT_AT", it.address)
        yield it


@pytest.fixture
def ada(proxy: FaultProxy) -> Planner:
    planner = planned(proxy)
    return planner.put(connects=planner.connects)


@pytest.fixture
def outlook(ada: Planner, service: tuple[Graph, str]) -> Outlook:
    ada.sync()
    return Outlook(service[0], ada)


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Graph, str]]:
    with running() as served:
        monkeypatch.setenv("COUNTERPOINT_MICROSOFT_AT", served[1])
        yield served


@pytest.fixture
def work(graph: tuple[Graph, str]) -> Calendar:
    return graph[0].mailbox.add_calendar("Work")
